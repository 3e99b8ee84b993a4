use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Limits, Refusal, RefusalCode};

/// Counts the bytes that are read through it, and takes up reads that are interrupted: what
/// unpacks them would take that for their end.
pub(super) struct Counted<R> {
    reader: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    /// A reader, and the number of bytes that went through it so far.
    pub(super) fn new(reader: R) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        (Self { reader, count: Arc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.reader.read(to) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(read) => {
                    self.count.fetch_add(read as u64, Ordering::Relaxed);
                    return Ok(read);
                }
            }
        }
    }
}

/// What may come out of all entries of an archive together: each may be harmless by itself.
#[derive(Clone)]
pub(super) struct Allowance {
    left: Arc<AtomicU64>,
}

impl Allowance {
    /// Of an archive of so many bytes. What fits into one file may come out of any archive.
    pub(super) fn new(packed: u64, limits: &Limits) -> Self {
        let bytes = packed.saturating_mul(limits.ratio).max(limits.file);
        Self { left: Arc::new(AtomicU64::new(bytes)) }
    }

    /// Whether more was taken than is there.
    pub(super) fn is_spent(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    fn take(&self, bytes: u64) {
        // One thread reads an archive, so nothing is taken in between.
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(bytes), Ordering::Relaxed);
    }
}

/// A reader of unpacked bytes that fails when there are far more of them than packed ones,
/// and that says of every other failure that the packed bytes are damaged.
pub(super) struct Capped<R> {
    reader: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    ratio: u64,
    allowance: Option<Allowance>,
}

const ALL_TOGETHER: &str = "all entries together; neither this one nor those after it are read";

/// Bytes that may come out of any number of packed ones: short texts that repeat
/// themselves are nobody's bomb.
const FREE: u64 = 1 << 20;

impl<R: Read> Capped<R> {
    pub(super) fn new(reader: R, packed: Arc<AtomicU64>, limits: &Limits) -> Self {
        Self { reader, packed, unpacked: 0, ratio: limits.ratio, allowance: None }
    }

    /// The same reader, of an entry of an archive.
    pub(super) fn within(self, allowance: &Allowance) -> Self {
        Self { allowance: Some(allowance.clone()), ..self }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(to).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            _ if error.get_ref().is_some_and(|inner| inner.is::<Refusal>()) => error,
            _ => Refusal::damaged(error.to_string().to_lowercase()).into_io(),
        })?;
        self.unpacked += read as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if self.unpacked > FREE && self.unpacked > packed.saturating_mul(self.ratio) {
            let detail = format!("more than {} times its size", self.ratio);
            return Err(Refusal::new(RefusalCode::Bomb, detail).into_io());
        }
        if let Some(allowance) = &self.allowance {
            allowance.take(read as u64);
            if allowance.is_spent() {
                return Err(Refusal::new(RefusalCode::Bomb, ALL_TOGETHER).into_io());
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Is interrupted before every byte.
    struct Interrupted<'b>(&'b [u8], bool);

    impl Read for Interrupted<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            match self.1 {
                true => Err(io::ErrorKind::Interrupted.into()),
                false => self.0.read(&mut to[..1]),
            }
        }
    }

    #[test]
    fn an_interrupted_read_is_taken_up_again() {
        let (mut counted, count) = Counted::new(Interrupted(b"ab", false));
        for (expected, so_far) in [(1, 1), (1, 2), (0, 2)] {
            assert_eq!(counted.read(&mut [0; 8]).unwrap(), expected);
            assert_eq!(count.load(Ordering::Relaxed), so_far);
        }
    }
}
