//! Documents to lessons: sequences of features with the labels that are right.

use std::ops::Range;

use dateline_entities::tagger::training::Extractor;
use dateline_entities::tagger::{Feature, Label};
use dateline_model::ByteSpan;

use crate::corpus::{Document, Name};
use crate::recipe::Domain;
use crate::rows::{RowLists, Rows};

/// A document ready to learn from.
pub(crate) struct Lesson {
    /// The tokens that are labelled.
    pub(crate) labelling: Labelling,
    /// The rows of weights of each of them.
    pub(crate) rows: RowLists,
    /// What the document is like.
    pub(crate) domain: Domain,
    /// How much an error in it counts.
    pub(crate) weight: f32,
    /// Where it is from.
    pub(crate) origin: Origin,
}

/// A lesson whose features have no rows yet: which of them get one is known when all
/// documents have been read.
pub(crate) struct Draft {
    labelling: Labelling,
    /// The features of each token that is labelled.
    pub(crate) features: Vec<Vec<Feature>>,
    domain: Domain,
    weight: f32,
    /// Where it is from.
    pub(crate) origin: Origin,
}

/// The tokens of a document that may be parts of names.
pub(crate) struct Labelling {
    /// The tokens that are labelled together, as ranges of the two lists below.
    pub(crate) chains: Vec<Range<usize>>,
    /// Where each token stands in the text.
    pub(crate) spans: Vec<ByteSpan>,
    /// The label that is right for each token.
    pub(crate) gold: Vec<Label>,
}

/// Where a lesson is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The number of the part in the recipe.
    pub(crate) part: usize,
    /// The number of the document in the part.
    pub(crate) document: usize,
    /// What was done to the document.
    pub(crate) form: Form,
}

/// What was done to a document before it became a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing.
    AsWritten,
    /// It was made a heading, or other names were put in it.
    Altered,
}

impl Draft {
    /// The draft of a document.
    pub(crate) fn new(
        extractor: &mut Extractor,
        document: &Document,
        domain: Domain,
        weight: f32,
        origin: Origin,
    ) -> Self {
        let example = extractor.read(&document.text);
        let labelling = Labelling::new(&example.tokens, &example.chains, &document.names);
        Self { labelling, features: example.features, domain, weight, origin }
    }

    /// The lesson, with these rows for its features.
    pub(crate) fn finish(self, rows: &Rows) -> Lesson {
        let Self { labelling, features, domain, weight, origin } = self;
        Lesson { labelling, rows: rows.lists(&features), domain, weight, origin }
    }
}

impl Labelling {
    /// The tokens in these ranges, each of which is a chain, with the labels that the names
    /// give them.
    pub(crate) fn new(tokens: &[ByteSpan], ranges: &[Range<usize>], names: &[Name]) -> Self {
        let all = labels(tokens, names);
        let (mut chains, mut spans, mut gold) = (Vec::new(), Vec::new(), Vec::new());
        for range in ranges {
            let start = gold.len();
            spans.extend_from_slice(&tokens[range.clone()]);
            gold.extend(all[range.clone()].iter().scan(Label::OUTSIDE, |before, &label| {
                *before = begun(label, *before);
                Some(*before)
            }));
            chains.push(start..gold.len());
        }
        Self { chains, spans, gold }
    }
}

/// The label of each token. A name whose ends are not those of tokens labels every token
/// that it has a part of.
fn labels(tokens: &[ByteSpan], names: &[Name]) -> Vec<Label> {
    let mut labels = vec![Label::OUTSIDE; tokens.len()];
    for name in names {
        let first = tokens.partition_point(|token| token.end() <= name.span.start());
        let mut label = Label::begin(name.class);
        let rest = tokens[first..].iter().zip(&mut labels[first..]);
        for (_, slot) in rest.take_while(|(token, _)| token.start() < name.span.end()) {
            *slot = label;
            label = Label::inside(name.class);
        }
    }
    labels
}

/// A label, made one that may follow the label before it: a name that a chain begins in
/// the middle of begins with the chain.
fn begun(label: Label, before: Label) -> Label {
    match label.class() {
        Some(class) if !label.may_follow(before) => Label::begin(class),
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use dateline_entities::tagger::Class;

    use super::*;

    const OUTSIDE: Label = Label::OUTSIDE;
    const PERSON: [Label; 2] = [Label::begin(Class::Person), Label::inside(Class::Person)];
    const PLACE: [Label; 2] = [Label::begin(Class::Place), Label::inside(Class::Place)];

    /// Tokens of three bytes with a space between them.
    fn tokens(count: usize) -> Vec<ByteSpan> {
        (0..count).map(|at| ByteSpan::new(4 * at, 4 * at + 3)).collect()
    }

    fn name(start: usize, end: usize, class: Class) -> Name {
        Name { span: ByteSpan::new(start, end), class }
    }

    #[test]
    fn names_label_the_tokens_in_them() {
        let table: [(&[Name], [Label; 4]); 5] = [
            (&[], [OUTSIDE; 4]),
            (&[name(4, 11, Class::Person)], [OUTSIDE, PERSON[0], PERSON[1], OUTSIDE]),
            // Ends within tokens.
            (&[name(5, 9, Class::Person)], [OUTSIDE, PERSON[0], PERSON[1], OUTSIDE]),
            // Side by side.
            (
                &[name(0, 7, Class::Place), name(8, 15, Class::Place)],
                [PLACE[0], PLACE[1], PLACE[0], PLACE[1]],
            ),
            // Beyond the last token.
            (&[name(12, 40, Class::Place)], [OUTSIDE, OUTSIDE, OUTSIDE, PLACE[0]]),
        ];
        for (names, expected) in table {
            assert_eq!(labels(&tokens(4), names), expected, "{names:?}");
        }
    }

    #[test]
    fn a_name_cut_by_a_chain_begins_with_the_chain() {
        let names = [name(0, 15, Class::Person)];
        let labelling = Labelling::new(&tokens(4), &[0..1, 2..4], &names);
        assert_eq!(labelling.gold, [PERSON[0], PERSON[0], PERSON[1]]);
        assert_eq!(labelling.chains, [0..1, 1..3]);
        assert_eq!(labelling.spans, [tokens(4)[0], tokens(4)[2], tokens(4)[3]]);
    }
}
