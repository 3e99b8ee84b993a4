use super::number::u32_at;

/// The names of one block of the pool. More save bytes and cost time: finding a name walks
/// half a block on average.
pub const NAMES_PER_BLOCK: usize = 16;

/// The display names of a table, each once, in the order of their bytes.
///
/// They lie in blocks of [`NAMES_PER_BLOCK`]. Each name is written as the number of bytes
/// it shares with the one before it in its block, the number of bytes that follow, and
/// these bytes.
#[derive(Debug, Clone, Copy)]
pub struct NamePool<'a> {
    blocks: &'a [u8],
    names: &'a [u8],
}

impl<'a> NamePool<'a> {
    /// The pool of two sections of a table.
    #[must_use]
    pub fn new(blocks: &'a [u8], names: &'a [u8]) -> Self {
        Self { blocks, names }
    }

    /// The name of this number, if there is one.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<String> {
        let number = usize::try_from(number).ok()?;
        let start = u32_at(self.blocks, number / NAMES_PER_BLOCK * 4)?;
        let mut rest = self.names.get(usize::try_from(start).ok()?..)?;
        let mut name = Vec::new();
        for _ in 0..=number % NAMES_PER_BLOCK {
            let (&[shared, added], tail) = rest.split_first_chunk()?;
            let (suffix, tail) = tail.split_at_checked(usize::from(added))?;
            name.truncate(usize::from(shared));
            name.extend_from_slice(suffix);
            rest = tail;
        }
        String::from_utf8(name).ok()
    }
}

/// The two sections of a pool of these names: where its blocks begin, and the blocks.
///
/// # Panics
///
/// When a name is longer than 255 bytes.
#[must_use]
pub fn write_names<'a>(names: impl IntoIterator<Item = &'a str>) -> (Vec<u8>, Vec<u8>) {
    let (mut blocks, mut pool) = (Vec::new(), Vec::<u8>::new());
    let mut previous = "";
    for (number, name) in names.into_iter().enumerate() {
        if number % NAMES_PER_BLOCK == 0 {
            let start = u32::try_from(pool.len()).expect("a pool is shorter than 4 GiB");
            blocks.extend(start.to_le_bytes());
            previous = "";
        }
        let shared = previous.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
        let suffix = &name.as_bytes()[shared..];
        pool.extend(
            [shared, suffix.len()]
                .map(|length| u8::try_from(length).expect("a name is at most 255 bytes long")),
        );
        pool.extend(suffix);
        previous = name;
    }
    (blocks, pool)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_are_read_back(mut names in proptest::collection::vec("\\PC{0,12}", 0..60)) {
            names.sort_unstable();
            let (blocks, pool) = write_names(names.iter().map(String::as_str));
            let pool = NamePool::new(&blocks, &pool);
            for (number, name) in (0u32..).zip(&names) {
                prop_assert_eq!(pool.get(number), Some(name.clone()));
            }
            prop_assert_eq!(pool.get(u32::MAX), None);
        }

        #[test]
        fn any_bytes_give_a_name_or_none(
            blocks in proptest::collection::vec(any::<u8>(), 0..9),
            pool in proptest::collection::vec(any::<u8>(), 0..40),
            number in 0u32..40,
        ) {
            let _ = NamePool::new(&blocks, &pool).get(number);
        }
    }
}
