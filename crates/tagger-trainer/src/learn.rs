//! Lessons to a model: epochs, their order, and the mean of what they end with.

use dateline_entities::tagger::LABELS;

use crate::adagrad::Descent;
use crate::crf::{Model, Scores};
use crate::lesson::Lesson;
use crate::recipe::Settings;
use crate::shuffle::Shuffle;

/// What an epoch was like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Epoch {
    /// Its number, counted from 1.
    pub(crate) number: usize,
    /// The loss of all lessons, each at its turn.
    pub(crate) loss: f64,
}

/// Learns a model of `rows` rows from the lessons, and calls `report` after each epoch.
///
/// The weights of features are the mean over the last epochs, which lessons that were read
/// last do not sway; transitions, seen in every token, are those of the end.
pub(crate) fn learn(
    lessons: &[&Lesson],
    rows: usize,
    settings: &Settings,
    mut report: impl FnMut(Epoch),
) -> Model {
    let mut descent = Descent::new(rows, settings);
    let mut shuffle = Shuffle::new(settings.seed);
    let mut order = lessons.to_vec();
    let mut mean = Mean::default();
    for epoch in 0..settings.epochs {
        shuffle.shuffle(&mut order);
        let loss = order.iter().map(|lesson| descent.learn(lesson)).sum();
        report(Epoch { number: epoch + 1, loss });
        if epoch >= settings.mean_from {
            mean.add(&descent.model().weights);
        }
    }
    let mut model = descent.into_model();
    if let Some(weights) = mean.finish() {
        model.weights = weights;
    }
    model
}

/// The mean of weights.
#[derive(Default)]
struct Mean {
    sum: Vec<Scores>,
    count: usize,
}

impl Mean {
    fn add(&mut self, weights: &[Scores]) {
        self.sum.resize(weights.len(), [0.0; LABELS]);
        for (sum, weight) in self.sum.iter_mut().flatten().zip(weights.iter().flatten()) {
            *sum += weight;
        }
        self.count += 1;
    }

    /// The mean; none of nothing.
    fn finish(self) -> Option<Vec<Scores>> {
        let Self { mut sum, count } = self;
        sum.iter_mut().flatten().for_each(|weight| *weight /= count as f32);
        (count > 0).then_some(sum)
    }
}

#[cfg(test)]
mod tests {
    use dateline_entities::tagger::Class;
    use dateline_entities::tagger::training::Extractor;
    use dateline_model::ByteSpan;

    use super::*;
    use crate::corpus::{Document, Name};
    use crate::lesson::{Draft, Form, Origin};
    use crate::recipe::Domain;
    use crate::rows::Rows;
    use crate::score;
    use crate::table;

    const SETTINGS: Settings =
        Settings { epochs: 6, mean_from: 3, rate: 0.05, decay: 1e-4, seed: 1 };

    /// A sentence of a person, a verb and a place, with both annotated.
    fn document(person: &str, verb: &str, place: &str) -> Document {
        let text = format!("{person} {verb} {place} on Monday.");
        let place =
            text.len() - place.len() - " on Monday.".len()..text.len() - " on Monday.".len();
        let names = vec![
            Name { span: ByteSpan::new(0, person.len()), class: Class::Person },
            Name { span: ByteSpan::new(place.start, place.end), class: Class::Place },
        ];
        Document { text, names }
    }

    fn corpus() -> Vec<Document> {
        vec![
            document("Leyla Demir", "arrived in", "Ankara"),
            document("Tomasz Wolski", "spoke in", "Gdansk"),
            document("Amina Okoye", "went back to", "Port Harcourt"),
            document("Ravi Menon", "flew to", "Lima"),
        ]
    }

    fn lessons() -> (Rows, Vec<Lesson>) {
        let mut extractor = Extractor::new();
        let origin = Origin { part: 0, document: 0, form: Form::AsWritten };
        let drafts: Vec<Draft> = (corpus().iter())
            .map(|document| Draft::new(&mut extractor, document, Domain::News, 1.0, origin))
            .collect();
        let rows = Rows::of(&drafts, 2);
        let lessons = drafts.into_iter().map(|draft| draft.finish(&rows)).collect();
        (rows, lessons)
    }

    #[test]
    fn a_small_corpus_is_learned() {
        let (rows, lessons) = lessons();
        let references: Vec<&Lesson> = lessons.iter().collect();
        let mut losses = Vec::new();
        let model = learn(&references, rows.len(), &SETTINGS, |epoch| losses.push(epoch.loss));
        assert_eq!(losses.len(), SETTINGS.epochs);
        assert!(losses.last() < losses.first(), "{losses:?}");
        for (document, lesson) in corpus().iter().zip(&lessons) {
            let found = score::names(&lesson.labelling, &model.labels(lesson));
            assert_eq!(found, document.names, "{}", document.text);
        }
    }

    #[test]
    fn learning_again_gives_the_same_bytes() {
        let table = || {
            let (rows, lessons) = lessons();
            let references: Vec<&Lesson> = lessons.iter().collect();
            let model = learn(&references, rows.len(), &SETTINGS, |_| {});
            table::write(&model, rows.features())
        };
        assert_eq!(table(), table());
    }

    #[test]
    fn the_mean_is_of_what_was_added() {
        let mut mean = Mean::default();
        mean.add(&[[1.0; LABELS]]);
        mean.add(&[[2.0; LABELS]]);
        assert_eq!(mean.finish(), Some(vec![[1.5; LABELS]]));
        assert_eq!(Mean::default().finish(), None);
    }
}
