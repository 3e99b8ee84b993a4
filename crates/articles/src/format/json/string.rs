use std::borrow::Cow;

use dateline_model::{OffsetMap, Piece};

/// A JSON string without its escapes.
pub(super) struct Unescaped<'a> {
    pub(super) text: Cow<'a, str>,
    /// The runs between the escapes, in the JSON.
    pub(super) offsets: OffsetMap,
}

/// Takes the quotes and the escapes off a JSON string that has been parsed before;
/// `position` is where it stands.
///
/// Half of a surrogate pair, which JSON allows and text does not, becomes U+FFFD.
pub(super) fn unescape(raw: &str, position: usize) -> Unescaped<'_> {
    let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw);
    let position = position + 1;
    if memchr::memchr(b'\\', inner.as_bytes()).is_none() {
        let offsets = OffsetMap::verbatim(position, inner.len());
        return Unescaped { text: Cow::Borrowed(inner), offsets };
    }
    let mut text = String::with_capacity(inner.len());
    let mut offsets = OffsetMap::default();
    let mut at = 0;
    while let Some(length) = memchr::memchr(b'\\', &inner.as_bytes()[at..]) {
        push_run(&mut text, &mut offsets, &inner[at..at + length], position + at);
        at += length;
        let (character, escape) = escaped(&inner[at..]);
        text.push(character);
        at += escape;
    }
    push_run(&mut text, &mut offsets, &inner[at..], position + at);
    Unescaped { text: Cow::Owned(text), offsets }
}

fn push_run(text: &mut String, offsets: &mut OffsetMap, run: &str, source: usize) {
    offsets.push(Piece { text: text.len(), source, len: run.len() });
    text.push_str(run);
}

/// The character that an escape stands for, and the bytes of the escape.
fn escaped(text: &str) -> (char, usize) {
    let character = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return escaped_unit(text),
        Some(&other) if other.is_ascii() => char::from(other),
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (character, 2)
}

/// `\uXXXX`, or two of them that are a surrogate pair.
fn escaped_unit(text: &str) -> (char, usize) {
    let Some(first) = unit(text) else { return (char::REPLACEMENT_CHARACTER, 2) };
    let second = text.get(6..).and_then(unit);
    match (first, second) {
        (0xD800..=0xDBFF, Some(second @ 0xDC00..=0xDFFF)) => {
            let scalar = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        _ => (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
    }
}

fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes() {
        for (raw, expected) in [
            (r#""plain""#, "plain"),
            (r#""""#, ""),
            (r#""a\"b\\c\/d""#, "a\"b\\c/d"),
            (r#""\n\t\r\b\f""#, "\n\t\r\u{8}\u{c}"),
            (r#""\u00e9\ud83d\ude00""#, "é😀"),
            (r#""\ud83dx\ude00""#, "\u{fffd}x\u{fffd}"),
        ] {
            assert_eq!(unescape(raw, 0).text, expected, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn as_serde_reads_it(text in any::<String>()) {
            let raw = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(unescape(&raw, 0).text, text);
        }

        #[test]
        fn anything_ends(raw in "[\\\\u0-9a-fé\"]{0,20}") {
            let _ = unescape(&raw, 0);
        }
    }
}
