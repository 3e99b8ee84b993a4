//! Texts to headings: the first sentences again, with the letters of a headline.
//!
//! Most annotated texts have few headlines or none, and in a headline a capital says little.

use crate::corpus::{Document, Name};

/// How the letters of a heading are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// "ENVOYS MEET IN KABUL".
    Shout,
    /// "Envoys Meet in Kabul".
    Title,
}

impl Heading {
    /// Both, in the order in which texts take turns at them.
    pub(crate) const ALL: [Self; 2] = [Self::Shout, Self::Title];
}

/// How many bytes of a text become a heading at most.
const LONGEST: usize = 400;

/// Words of fewer bytes stay small in a title.
const SHORTEST: usize = 4;

/// The whole sentences and lines at the start of a document as a heading; none if they are
/// too long or have no name. Letters beyond ASCII stay as they are, so that names stand
/// where they stood.
pub(crate) fn heading(document: &Document, style: Heading) -> Option<Document> {
    let offsets = document.text.char_indices().map(|(at, _)| at);
    let last = offsets.take_while(|&at| at < LONGEST).last()?;
    let end = document.text[..last].rfind(['.', '\n'])?;
    let names: Vec<Name> =
        document.names.iter().copied().filter(|name| name.span.end() <= end).collect();
    let start = &document.text[..end];
    let text = match style {
        Heading::Shout => start.to_ascii_uppercase(),
        Heading::Title => title_case(start),
    };
    (!names.is_empty()).then_some(Document { text, names })
}

/// The text with a capital at every word but short ones.
fn title_case(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if word.trim_end().len() >= SHORTEST || !first.is_ascii_lowercase() => {
                written.push(first.to_ascii_uppercase());
                written.push_str(letters.as_str());
            }
            _ => written.push_str(word),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use dateline_entities::tagger::Class;
    use dateline_model::ByteSpan;
    use proptest::prelude::*;

    use super::*;

    fn document(text: &str, name: &str) -> Document {
        let start = text.find(name).expect("the name is in the text");
        let span = ByteSpan::new(start, start + name.len());
        Document { text: text.to_owned(), names: vec![Name { span, class: Class::Place }] }
    }

    #[test]
    fn the_first_sentences_become_a_heading() {
        let document = document("The envoys meet in Kabul for talks. They will leave", "Kabul");
        let table = [
            (Heading::Shout, "THE ENVOYS MEET IN KABUL FOR TALKS"),
            (Heading::Title, "The Envoys Meet in Kabul for Talks"),
        ];
        for (style, expected) in table {
            let heading = heading(&document, style).expect("it has a name");
            assert_eq!(heading.text, expected);
            assert_eq!(heading.names, document.names);
        }
    }

    #[test]
    fn what_teaches_nothing_is_no_heading() {
        let later = document("Envoys will meet soon. They go to Kabul.", "Kabul");
        assert_eq!(heading(&later, Heading::Shout), None);
        let endless = document("Envoys meet in Kabul for talks", "Kabul");
        assert_eq!(heading(&endless, Heading::Shout), None);
    }

    proptest! {
        #[test]
        fn title_case_keeps_every_byte_where_it_is(text in "\\PC{0,60}") {
            prop_assert!(title_case(&text).eq_ignore_ascii_case(&text));
        }
    }
}
