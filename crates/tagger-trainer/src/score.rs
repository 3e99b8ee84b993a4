//! Names found and names annotated to how many of them agree.

use std::collections::BTreeSet;
use std::io::Write;

use dateline_entities::tagger::{Class, Label};
use dateline_model::ByteSpan;

use crate::corpus::{Document, Name};
use crate::lesson::Labelling;

/// Names found, names annotated, and both.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    both: usize,
    found: usize,
    gold: usize,
}

/// The counts of documents, by class.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    /// Names at the same place, from their first to their last byte.
    spans: [Count; Class::ALL.len()],
    /// Different names of each document, however often it has them.
    sets: [Count; Class::ALL.len()],
}

impl Count {
    fn add<T: Ord>(&mut self, found: &BTreeSet<T>, gold: &BTreeSet<T>) {
        self.both += gold.intersection(found).count();
        self.found += found.len();
        self.gold += gold.len();
    }

    /// The share of what was found that is right.
    pub(crate) fn precision(self) -> f64 {
        self.both as f64 / self.found.max(1) as f64
    }

    /// The share of what is annotated that was found.
    pub(crate) fn recall(self) -> f64 {
        self.both as f64 / self.gold.max(1) as f64
    }

    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(self) -> f64 {
        2.0 * self.both as f64 / (self.found + self.gold).max(1) as f64
    }
}

impl Tally {
    /// Counts what was found in a document.
    pub(crate) fn add(&mut self, document: &Document, found: &[Name]) {
        for class in Class::ALL {
            let spans = |names: &[Name]| -> BTreeSet<ByteSpan> {
                names.iter().filter(|name| name.class == class).map(|name| name.span).collect()
            };
            let (found, gold) = (spans(found), spans(&document.names));
            self.spans[class as usize].add(&found, &gold);
            let words = |spans: &BTreeSet<ByteSpan>| -> BTreeSet<String> {
                let printed = spans.iter().map(|span| &document.text[span.start()..span.end()]);
                printed.map(normal).filter(|name| !name.is_empty()).collect()
            };
            self.sets[class as usize].add(&words(&found), &words(&gold));
        }
    }

    /// Writes precision, recall and F1 of each class in per cent, of spans and of sets.
    ///
    /// # Errors
    ///
    /// When the output cannot be written to.
    pub(crate) fn write(&self, output: &mut impl Write) -> std::io::Result<()> {
        writeln!(output, "              exact span           document set")?;
        writeln!(output, "              P     R     F1       P     R     F1")?;
        for class in Class::ALL {
            let [spans, sets] = [self.spans, self.sets].map(|counts| {
                let count = counts[class as usize];
                let shares = [count.precision(), count.recall(), count.f1()];
                shares.map(|share| format!("{:5.2}", 100.0 * share)).join(" ")
            });
            writeln!(output, "{:<12} {spans}    {sets}", format!("{class:?}").to_lowercase())?;
        }
        Ok(())
    }
}

/// The names that the labels of tokens say there are, in order.
pub(crate) fn names(labelling: &Labelling, labels: &[Label]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for chain in &labelling.chains {
        let mut before = Label::OUTSIDE;
        for at in chain.clone() {
            let (label, span) = (labels[at], labelling.spans[at]);
            match (label.class(), names.last_mut()) {
                (Some(class), Some(name)) if label.is_inside() && before.class() == Some(class) => {
                    name.span = ByteSpan::new(name.span.start(), span.end());
                }
                (Some(class), _) => names.push(Name { span, class }),
                (None, _) => {}
            }
            before = label;
        }
    }
    names
}

/// A name as a field of a search form would compare it: small letters, without marks, the
/// possessive ending and an article before it.
fn normal(name: &str) -> String {
    let name = name.to_lowercase().replace("'s", "").replace("’s", "");
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = match words.as_slice() {
        ["the" | "a" | "an", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ravi Menon left Lima. Menon likes Lima, not The Hague.";

    fn name(start: usize, end: usize, class: Class) -> Name {
        Name { span: ByteSpan::new(start, end), class }
    }

    fn counts(both: usize, found: usize, gold: usize) -> Count {
        Count { both, found, gold }
    }

    #[test]
    fn names_are_counted_by_place_and_by_what_they_are() {
        let places = [(16, 20), (34, 38), (44, 53)];
        let gold = places.map(|(start, end)| name(start, end, Class::Place));
        let names =
            [&[name(0, 10, Class::Person), name(22, 27, Class::Person)][..], &gold].concat();
        let document = Document { text: TEXT.to_owned(), names };
        let found = [
            // Half of a name, and the other as it is.
            name(5, 10, Class::Person),
            name(22, 27, Class::Person),
            // One of two, one without its article, and one of another class.
            name(16, 20, Class::Place),
            name(48, 53, Class::Place),
            name(34, 38, Class::Organisation),
        ];
        let mut tally = Tally::default();
        tally.add(&document, &found);
        let [person, place, organisation, other] = tally.spans;
        assert_eq!(person, counts(1, 2, 2));
        assert_eq!(place, counts(1, 2, 3));
        assert_eq!(organisation, counts(0, 1, 0));
        assert_eq!(other, counts(0, 0, 0));
        let [person, place, organisation, _] = tally.sets;
        assert_eq!(person, counts(1, 1, 2));
        assert_eq!(place, counts(2, 2, 2));
        assert_eq!(organisation, counts(0, 1, 0));
    }

    #[test]
    fn shares_of_nothing_are_nothing() {
        let none = Count::default();
        assert_eq!([none.precision(), none.recall(), none.f1()], [0.0; 3]);
        let some = counts(1, 2, 4);
        assert_eq!([some.precision(), some.recall()], [0.5, 0.25]);
        assert!((some.f1() - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn labels_say_where_names_are() {
        let spans = [(0, 4), (5, 10), (16, 20), (22, 27)];
        let labelling = Labelling {
            chains: vec![0..3, 3..4],
            spans: spans.map(|(start, end)| ByteSpan::new(start, end)).to_vec(),
            gold: Vec::new(),
        };
        let (begin, inside) = (Label::begin(Class::Person), Label::inside(Class::Person));
        let place = Label::begin(Class::Place);
        let labels = [begin, inside, place, begin];
        let expected =
            [name(0, 10, Class::Person), name(16, 20, Class::Place), name(22, 27, Class::Person)];
        assert_eq!(names(&labelling, &labels), expected);
        assert_eq!(names(&labelling, &[begin, begin, Label::OUTSIDE, begin]).len(), 3);
    }

    #[test]
    fn names_are_compared_without_what_does_not_matter() {
        let table = [
            ("The Hague", "hague"),
            ("Afghanistan’s", "afghanistan"),
            ("U.S.", "u s"),
            ("Al-Sabah", "al sabah"),
            ("The", "the"),
            ("–", ""),
        ];
        for (name, expected) in table {
            assert_eq!(normal(name), expected, "{name}");
        }
    }
}
