//! The sets of the recipe to drafts of lessons.

use std::path::{Path, PathBuf};

use dateline_entities::tagger::training::Extractor;

use crate::corpus::{self, Document};
use crate::heading::{Heading, heading};
use crate::lesson::{Draft, Form, Origin};
use crate::recipe::{HEADING_WEIGHT, PARTS, Part, TEXTS_PER_HEADING, Unit};

/// Reads documents and the headings that are made of them.
struct Reader {
    extractor: Extractor,
    drafts: Vec<Draft>,
}

/// The drafts of every part of the recipe that has a weight.
///
/// # Errors
///
/// When a set cannot be read.
pub(crate) fn drafts(sets: &Path) -> anyhow::Result<Vec<Draft>> {
    let mut reader = Reader { extractor: Extractor::new(), drafts: Vec::new() };
    for (number, part) in PARTS.iter().enumerate().filter(|(_, part)| part.weight > 0.0) {
        for (at, document) in corpus::read(&file(sets, part))?.iter().enumerate() {
            let origin = Origin { part: number, document: at, form: Form::AsWritten };
            reader.read(document, part, origin);
        }
    }
    Ok(reader.drafts)
}

/// The file of a part.
pub(crate) fn file(sets: &Path, part: &Part) -> PathBuf {
    sets.join(part.set).join(format!("{}.jsonl.gz", part.part))
}

impl Reader {
    /// Adds a document, after what is made of it.
    fn read(&mut self, document: &Document, part: &Part, origin: Origin) {
        if part.unit == Unit::Text {
            let altered = Origin { form: Form::Altered, ..origin };
            let style = Heading::ALL.get(origin.document % TEXTS_PER_HEADING);
            if let Some(heading) = style.and_then(|&style| heading(document, style)) {
                self.add(&heading, part, part.weight * HEADING_WEIGHT, altered);
            }
        }
        self.add(document, part, part.weight, origin);
    }

    fn add(&mut self, document: &Document, part: &Part, weight: f32, origin: Origin) {
        let draft = Draft::new(&mut self.extractor, document, part.domain, weight, origin);
        self.drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use dateline_entities::tagger::Class;
    use dateline_model::ByteSpan;

    use super::*;
    use crate::corpus::Name;
    use crate::recipe::Domain;

    /// The forms of what the first documents of a part become.
    fn forms(unit: Unit) -> Vec<(usize, Form)> {
        let text = "The envoys met in Lima. They left.".to_owned();
        let lima = Name { span: ByteSpan::new(18, 22), class: Class::Place };
        let document = Document { text, names: vec![lima] };
        let part = Part { set: "", part: "", domain: Domain::News, unit, weight: 1.0 };
        let mut reader = Reader { extractor: Extractor::new(), drafts: Vec::new() };
        for at in 0..=TEXTS_PER_HEADING {
            let origin = Origin { part: 0, document: at, form: Form::AsWritten };
            reader.read(&document, &part, origin);
        }
        let lessons = reader.drafts.iter().map(|draft| draft.origin);
        lessons.map(|origin| (origin.document, origin.form)).collect()
    }

    #[test]
    fn some_texts_are_headings_too_but_no_sentences() {
        let altered = |forms: &[(usize, Form)]| {
            let altered = forms.iter().filter(|(_, form)| *form == Form::Altered);
            altered.map(|&(document, _)| document).collect::<Vec<usize>>()
        };
        assert_eq!(altered(&forms(Unit::Text)), [0, 1, TEXTS_PER_HEADING]);
        assert_eq!(altered(&forms(Unit::Sentence)), [0; 0]);
    }
}
