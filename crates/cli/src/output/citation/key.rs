//! The key of a citation in a bibliography.

use dateline_model::fold;
use dateline_query::{Citation, Part};

/// The longest part of a key that is for people, in characters.
const LONGEST: usize = 24;

/// The key: outlet, year and first word of the title, so that it can be told by sight, and
/// what the handle hashes to, so that it is always the same and no other's.
pub(super) fn key(citation: &Citation) -> String {
    let outlet = citation.outlet.as_deref().map(plain).filter(|outlet| !outlet.is_empty());
    let year = citation.published.map(|published| published.date.first().year().to_string());
    let words = citation.title.split_whitespace().map(plain);
    let word = words.into_iter().find(|word| word.chars().count() > 3).unwrap_or_default();
    let (outlet, year) = (outlet.unwrap_or_else(|| "anon".into()), year.unwrap_or_default());
    format!("{outlet}{year}{word}-{:016x}", hash(&citation.id, citation.part))
}

/// The letters and digits of a text that a key may have.
fn plain(text: &str) -> String {
    let folded = fold(text);
    folded.chars().filter(char::is_ascii_alphanumeric).take(LONGEST).collect()
}

/// FNV-1a, which stays the same from version to version.
fn hash(id: &str, part: Part) -> u64 {
    let handle = part.handle(id);
    handle.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use dateline_model::ByteSpan;

    use super::*;

    #[test]
    fn parts_of_an_article_have_keys_of_their_own() {
        let text = |start, end| Part::Text(ByteSpan::new(start, end));
        assert_eq!(hash("a", Part::Article), 0xaf63_dc4c_8601_ec8c);
        assert_ne!(hash("a", text(0, 1)), hash("a", text(0, 2)));
        assert_eq!(plain("The Güardian, Ltd."), "theguardianltd");
    }
}
