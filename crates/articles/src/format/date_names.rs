/// What a name of a `meta` element or property says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Published,
    Created,
    Any,
    Updated,
}

/// The names of `meta` elements, properties and items, without regard to case and to the
/// marks between their words.
const NAMES: &[(&str, Meaning)] = &[
    ("articlepublishedtime", Meaning::Published),
    ("articlepublished", Meaning::Published),
    ("articlepublisheddate", Meaning::Published),
    ("articlepublicationdate", Meaning::Published),
    ("articledateoriginal", Meaning::Published),
    ("ogarticlepublishedtime", Meaning::Published),
    ("ogarticlepublished", Meaning::Published),
    ("ogpublishedtime", Meaning::Published),
    ("ogpublishdate", Meaning::Published),
    ("ogpubdate", Meaning::Published),
    ("ogdatepublished", Meaning::Published),
    ("datepublished", Meaning::Published),
    ("schemadatepublished", Meaning::Published),
    ("rnewsdatepublished", Meaning::Published),
    ("published", Meaning::Published),
    ("publishedat", Meaning::Published),
    ("publishedon", Meaning::Published),
    ("publisheddate", Meaning::Published),
    ("publishedtime", Meaning::Published),
    ("publishdate", Meaning::Published),
    ("publishtime", Meaning::Published),
    ("publicationdate", Meaning::Published),
    ("originalpublicationdate", Meaning::Published),
    ("firstpublished", Meaning::Published),
    ("pubdate", Meaning::Published),
    ("pdate", Meaning::Published),
    ("btpubdate", Meaning::Published),
    ("rbpubdate", Meaning::Published),
    ("parselypubdate", Meaning::Published),
    ("sailthrudate", Meaning::Published),
    ("shareaholicarticlepublishedtime", Meaning::Published),
    ("vrpublishedtime", Meaning::Published),
    ("mediatorpublishedtime", Meaning::Published),
    ("cxenseparserecspublishtime", Meaning::Published),
    ("dcsextarticlefirstpublished", Meaning::Published),
    ("dcdateissued", Meaning::Published),
    ("dcdatepublished", Meaning::Published),
    ("dcissued", Meaning::Published),
    ("dctermsissued", Meaning::Published),
    ("dctermsavailable", Meaning::Published),
    ("prismpublicationdate", Meaning::Published),
    ("citationpublicationdate", Meaning::Published),
    ("citationonlinedate", Meaning::Published),
    ("citationdate", Meaning::Published),
    ("displaydate", Meaning::Published),
    ("releasedate", Meaning::Published),
    ("dateissued", Meaning::Published),
    ("articlecreated", Meaning::Created),
    ("created", Meaning::Created),
    ("createdat", Meaning::Created),
    ("creationdate", Meaning::Created),
    ("datecreated", Meaning::Created),
    ("dccreated", Meaning::Created),
    ("dcdatecreated", Meaning::Created),
    ("dctermscreated", Meaning::Created),
    ("date", Meaning::Any),
    ("dcdate", Meaning::Any),
    ("dctermsdate", Meaning::Any),
    ("docdate", Meaning::Any),
    ("analyticsattributesarticledate", Meaning::Any),
    ("articledate", Meaning::Any),
    ("timestamp", Meaning::Any),
    ("articlemodifiedtime", Meaning::Updated),
    ("articlemodified", Meaning::Updated),
    ("articleupdated", Meaning::Updated),
    ("articledateupdated", Meaning::Updated),
    ("ogarticlemodifiedtime", Meaning::Updated),
    ("ogupdatedtime", Meaning::Updated),
    ("datemodified", Meaning::Updated),
    ("dateupdated", Meaning::Updated),
    ("lastmodified", Meaning::Updated),
    ("lastupdated", Meaning::Updated),
    ("updated", Meaning::Updated),
    ("modified", Meaning::Updated),
    ("dcmodified", Meaning::Updated),
    ("dcdatemodified", Meaning::Updated),
    ("dctermsmodified", Meaning::Updated),
];

/// What a name says of a date; none for the names of other things.
fn meaning(name: &str) -> Option<Meaning> {
    const LONGEST: usize = 40;
    let mut plain = [0; LONGEST];
    let mut length = 0;
    for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    let plain = &plain[..length];
    NAMES.iter().find(|(known, _)| known.as_bytes() == plain).map(|(_, meaning)| *meaning)
}

/// What the first known one of several names, with white space between them, says.
pub(super) fn first_meaning(names: &str) -> Option<Meaning> {
    names.split_ascii_whitespace().find_map(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_once() {
        for (number, (name, _)) in NAMES.iter().enumerate() {
            assert!(meaning(name).is_some(), "{name}");
            assert!(NAMES[..number].iter().all(|(other, _)| other != name), "{name}");
        }
    }

    #[test]
    fn names_in_any_form() {
        for (names, expected) in [
            ("article:published_time", Some(Meaning::Published)),
            ("og:title dc:title OG:Published_Time", Some(Meaning::Published)),
            ("DC.date.issued", Some(Meaning::Published)),
            ("dcterms:created", Some(Meaning::Created)),
            ("DC.Date", Some(Meaning::Any)),
            ("Last-Modified", Some(Meaning::Updated)),
            ("article:publisher", None),
            ("a-name-that-is-much-longer-than-any-of-those-that-are-known", None),
            ("", None),
        ] {
            assert_eq!(first_meaning(names), expected, "{names}");
        }
    }
}
