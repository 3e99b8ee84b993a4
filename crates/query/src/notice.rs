//! What the asker should know of how a question was read and answered.

use std::fmt;
use std::sync::Arc;

use dateline_model::ByteSpan;

use crate::syntax::{Note, NoteKind};

/// Said of an index without an article, of which nothing else is worth saying.
pub const NO_ARTICLES: &str = "the index has no articles; add some with `dateline index FOLDER`";

/// A sentence to whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Notice {
    /// Whether the question may have been meant otherwise.
    pub weight: Weight,
    /// The sentence: lower case, without a final stop.
    pub message: String,
    /// The part of a question that it is about; none when it is about the whole answer.
    pub place: Option<Asked>,
}

/// How much a notice weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// It tells what was chosen or worked out.
    Remark,
    /// What was written has no effect, another one than it may have been meant to have, or
    /// one that was bounded.
    Warning,
}

/// A part of a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The question, or the filter, as it was asked.
    pub question: Arc<str>,
    /// The part of it, in bytes.
    pub span: ByteSpan,
}

/// The sentence.
impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The notices of an answer, each once, in the order in which they came up.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    list: Vec<Notice>,
    question: Option<Arc<str>>,
    place: Option<Asked>,
}

impl Notices {
    /// What follows is about this question.
    pub(crate) fn of_question(&mut self, question: &str) {
        self.question = Some(question.into());
        self.place = None;
    }

    /// What follows is about this part of the question.
    pub(crate) fn of_part(&mut self, span: ByteSpan) {
        self.place = self.question.clone().map(|question| Asked { question, span });
    }

    /// What follows is about the whole answer.
    pub(crate) fn of_answer(&mut self) {
        (self.question, self.place) = (None, None);
    }

    /// Adds a remark.
    pub(crate) fn push(&mut self, message: impl Into<String>) {
        self.add(Weight::Remark, message.into(), self.place.clone());
    }

    /// Adds a warning.
    pub(crate) fn warn(&mut self, message: impl Into<String>) {
        self.add(Weight::Warning, message.into(), self.place.clone());
    }

    /// Adds what the syntax has to say of the question.
    pub(crate) fn add_note(&mut self, note: &Note) {
        self.of_part(note.span);
        self.add(weight(note.kind), note.to_string(), self.place.clone());
    }

    fn add(&mut self, weight: Weight, message: String, place: Option<Asked>) {
        // A name that stands in a question twice is told of once.
        if !self.list.iter().any(|notice| notice.message == message) {
            self.list.push(Notice { weight, message, place });
        }
    }

    /// The notices.
    pub(crate) fn into_list(self) -> Vec<Notice> {
        self.list
    }
}

fn weight(note: NoteKind) -> Weight {
    match note {
        NoteKind::DatesRead { .. } | NoteKind::UsualNear => Weight::Remark,
        _ => Weight::Warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_told_once_and_where() {
        let mut notices = Notices::default();
        notices.push("of the answer");
        notices.of_question("a b");
        notices.of_part(ByteSpan::new(2, 3));
        notices.warn("of b");
        notices.push("of b");
        notices.of_question("c");
        notices.push("of c");
        let list = notices.into_list();
        assert_eq!(list.len(), 3);
        let place = list[1].place.as_ref().unwrap();
        assert_eq!((list[1].weight, &*place.question), (Weight::Warning, "a b"));
        assert_eq!(place.span.of(&place.question), Some("b"));
        assert_eq!([&list[0].place, &list[2].place], [&None, &None]);
    }
}
