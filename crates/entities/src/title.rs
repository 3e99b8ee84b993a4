//! Titles, ranks and offices in capitals before a name.

use crate::candidates::Reader;
use crate::lexicon::Traits;

/// The most words of a title.
const LONGEST: usize = 8;

/// Where the title that begins at `start` ends and a name may begin; none when no title
/// begins there.
pub(crate) fn end(reader: Reader<'_>, start: usize) -> Option<usize> {
    let mut end = None;
    for at in start..start + LONGEST {
        if at > start && !reader.passage.is_joined(at) {
            break;
        }
        let traits = reader.traits(at);
        if traits.has(Traits::TITLE) && is_part(reader, start, at) {
            end = Some(at + 1);
        } else if !traits.has(Traits::OFFICE) {
            break;
        } else if end.is_some() && reader.passage.is_capital(at) {
            // "Secretary of State": what comes after is the name.
            end = Some(at + 1);
        }
    }
    let end = end?;
    // "Khan said", "Major's cabinet": the whole sequence is a name.
    let is_name = end == start + 1
        && !reader.goes_on(end)
        && reader.traits(start).has(Traits::SURNAME.or(Traits::GIVEN_OR_WORD));
    (!is_name).then_some(end)
}

/// Whether the title word at `at` goes on with the title that began in capitals. One in
/// small letters does only within it ("Vice president").
fn is_part(reader: Reader<'_>, start: usize, at: usize) -> bool {
    at == start || reader.passage.is_capital(at)
}

#[cfg(test)]
mod tests {
    use dateline_gazetteer::Gazetteer;
    use dateline_model::Section;

    use super::*;
    use crate::passage::Passage;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn titles_end_where_names_begin() {
        let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
        for (text, expected) in [
            ("President Emomali Rahmon", Some("President")),
            ("Sen. Lindsey Graham", Some("Sen")),
            ("Prime Minister Benazir Bhutto", Some("Prime Minister")),
            ("Secretary of State Colin Powell", Some("Secretary of State")),
            ("Vice President Joe Biden", Some("Vice President")),
            ("President of Tajikistan", Some("President")),
            ("Khan said", None),
            ("Ahmad Massoud", None),
        ] {
            let passage = Passage::new(Section::Text, text, &mut vocabulary);
            let reader = Reader { passage: &passage, vocabulary: &vocabulary };
            let title = end(reader, 0).map(|end| passage.slice(0, end));
            assert_eq!(title, expected, "{text}");
        }
    }
}
