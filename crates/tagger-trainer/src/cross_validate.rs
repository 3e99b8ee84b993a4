//! Lessons to how well such a model does on texts that it has not seen.

use crate::corpus::Document;
use crate::learn::learn;
use crate::lesson::{Form, Lesson};
use crate::recipe::{FOLDS, SETTINGS};
use crate::score::{Tally, names};

/// Learns as many models as there are folds, each without the documents of one of them and
/// what was made of those, and counts what it finds in them. `documents` are those of the
/// first part of the recipe; all lessons of other parts are learned each time.
pub(crate) fn cross_validate(lessons: &[Lesson], documents: &[Document], rows: usize) -> Tally {
    let mut tally = Tally::default();
    for fold in 0..FOLDS {
        let (held, learned): (Vec<&Lesson>, Vec<&Lesson>) =
            lessons.iter().partition(|lesson| is_held_out(lesson, fold));
        let model = learn(&learned, rows, &SETTINGS, |_| {});
        for lesson in held.iter().filter(|lesson| lesson.origin.form == Form::AsWritten) {
            let found = names(&lesson.labelling, &model.labels(lesson));
            tally.add(&documents[lesson.origin.document], &found);
        }
    }
    tally
}

fn is_held_out(lesson: &Lesson, fold: usize) -> bool {
    lesson.origin.part == 0 && lesson.origin.document % FOLDS == fold
}
