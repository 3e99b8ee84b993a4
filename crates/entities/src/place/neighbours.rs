//! Which names stand side by side in one sentence.

/// The most bytes between two names that are read as side by side.
const FARTHEST: usize = 120;

/// The most neighbours of a sense that are noted.
const MOST: usize = 6;

/// For each sense those whose names stand next to its own.
///
/// "The parliament of Georgia met in Tbilisi" says which Georgia, whatever else the article
/// goes on to name.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    of: Vec<Vec<usize>>,
    /// The last name of the text: where it ends, and its sense.
    last: Option<(usize, usize)>,
}

impl Neighbours {
    /// Begins another text.
    pub(super) fn begin(&mut self) {
        self.last = None;
    }

    /// Notes that a sense is named at `start..end` of the text, behind those noted before.
    pub(super) fn note(&mut self, text: &str, start: usize, end: usize, sense: usize) {
        if let Some((last_end, last)) = self.last
            && last != sense
            && text.get(last_end..start).is_some_and(is_within_sentence)
        {
            self.link(last, sense);
            self.link(sense, last);
        }
        self.last = Some((end, sense));
    }

    fn link(&mut self, sense: usize, other: usize) {
        if self.of.len() <= sense {
            self.of.resize_with(sense + 1, Vec::new);
        }
        let others = &mut self.of[sense];
        if others.len() < MOST && !others.contains(&other) {
            others.push(other);
        }
    }

    /// The neighbours of a sense.
    pub(super) fn of(&self, sense: usize) -> &[usize] {
        self.of.get(sense).map_or(&[], Vec::as_slice)
    }
}

/// Whether no sentence ends in the text between two names.
fn is_within_sentence(between: &str) -> bool {
    let mut bytes = between.bytes().peekable();
    if between.len() > FARTHEST {
        return false;
    }
    while let Some(byte) = bytes.next() {
        let is_end = match byte {
            b'\n' => true,
            b'.' | b'!' | b'?' => bytes.peek().is_none_or(u8::is_ascii_whitespace),
            _ => false,
        };
        if is_end {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_sentence_are_neighbours() {
        for (text, expected) in [
            ("Aa met in Bb", true),
            ("Aa, Bb", true),
            ("Aa. The Bb", false),
            ("Aa\nBb", false),
            ("Aa paid 1.5 million to Bb", true),
        ] {
            let mut neighbours = Neighbours::default();
            neighbours.begin();
            neighbours.note(text, 0, 2, 0);
            neighbours.note(text, text.len() - 2, text.len(), 1);
            assert_eq!(neighbours.of(0) == [1] && neighbours.of(1) == [0], expected, "{text}");
        }
        assert!(Neighbours::default().of(7).is_empty());
    }

    #[test]
    fn texts_are_apart_and_order_is_not_trusted() {
        let mut neighbours = Neighbours::default();
        neighbours.note("Aa Bb", 0, 2, 0);
        neighbours.begin();
        neighbours.note("Aa Bb", 3, 5, 1);
        neighbours.note("Aa Bb", 0, 2, 2);
        assert!((0..3).all(|sense| neighbours.of(sense).is_empty()));
    }
}
