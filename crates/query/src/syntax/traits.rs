//! The values of `has:`.

use dateline_schema::Has;

use super::field::slips;
use super::{Field, SyntaxErrorKind};

/// Names of what an article may have, beside their own.
const OTHER_NAMES: [(&str, Has); 23] = [
    ("persons", Has::Person),
    ("people", Has::Person),
    ("places", Has::Place),
    ("location", Has::Place),
    ("organization", Has::Organisation),
    ("organizations", Has::Organisation),
    ("organisations", Has::Organisation),
    ("dates", Has::Date),
    ("publication", Has::Published),
    ("outlets", Has::Outlet),
    ("publisher", Has::Outlet),
    ("titles", Has::Title),
    ("headline", Has::Title),
    ("bylines", Has::Byline),
    ("author", Has::Byline),
    ("authors", Has::Byline),
    ("datelines", Has::Dateline),
    ("languages", Has::Language),
    ("lang", Has::Language),
    ("link", Has::Url),
    ("urls", Has::Url),
    ("address", Has::Url),
    ("body", Has::Text),
];

/// What a value of `has:` means, in upper or lower case.
pub(super) fn read(written: &str) -> Result<Has, SyntaxErrorKind> {
    let written = written.trim();
    let own = Has::ALL.map(|has| (has.as_str(), has));
    let names = || own.iter().chain(&OTHER_NAMES);
    if let Some((_, has)) = names().find(|(name, _)| name.eq_ignore_ascii_case(written)) {
        return Ok(*has);
    }
    let nearest = (written.len() <= LONGEST).then(|| {
        let written = written.to_ascii_lowercase();
        let measured = names().map(|(name, has)| (slips(name.as_bytes(), written.as_bytes()), has));
        measured.filter(|(slips, _)| *slips <= 2).min_by_key(|(slips, _)| *slips)
    });
    let nearest = nearest.flatten().map(|(_, has)| *has);
    Err(SyntaxErrorKind::UnknownTrait { written: written.to_owned(), nearest })
}

/// No name is longer, even misspelt, in bytes.
const LONGEST: usize = 16;

/// What an article has that has any value in the field.
pub(super) fn of_field(field: Field) -> Option<Has> {
    match field {
        Field::Person => Some(Has::Person),
        Field::Place => Some(Has::Place),
        Field::Date => Some(Has::Date),
        Field::Published => Some(Has::Published),
        Field::Outlet => Some(Has::Outlet),
        Field::Title => Some(Has::Title),
        Field::Text => Some(Has::Text),
        Field::Byline => Some(Has::Byline),
        Field::Language => Some(Has::Language),
        Field::Near | Field::Id | Field::Source | Field::Has => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_table() {
        for (written, expected) in [
            ("person", Ok(Has::Person)),
            ("People", Ok(Has::Person)),
            ("author", Ok(Has::Byline)),
            ("persn", Err(Some(Has::Person))),
            ("datelin", Err(Some(Has::Dateline))),
            ("zyzzyva", Err(None)),
            ("", Err(None)),
        ] {
            let read = read(written).map_err(|kind| match kind {
                SyntaxErrorKind::UnknownTrait { nearest, .. } => nearest,
                other => panic!("{other:?}"),
            });
            assert_eq!(read, expected, "{written}");
        }
    }
}
