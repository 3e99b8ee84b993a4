//! Where the records of a file of JSON values are, without parsing them: a value that is
//! broken inside does not hide those after it.

use std::ops::Range;

use crate::fields::{Field, FieldMap};

/// How the records of a file of JSON values are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One value: one article.
    One,
    /// Several values from this byte on, in an array or one after another.
    Several {
        /// The first byte after the bracket that opens them.
        from: usize,
    },
    /// One value a line.
    Lines,
}

/// The arrangement of the values in `json`.
pub(crate) fn layout(json: &[u8]) -> Layout {
    let start = skip_blank(json, 0);
    match json.get(start) {
        // A list of anything but objects is one refusal.
        Some(b'[') if starts_like(&json[start..]) => Layout::Several { from: start + 1 },
        Some(b'{') => match value_end(json, start) {
            Some(end) if json.get(skip_blank(json, end)) == Some(&b'{') => {
                let one_line = memchr::memchr(b'\n', &json[start..end]).is_none();
                if one_line { Layout::Lines } else { Layout::Several { from: start } }
            }
            Some(end) => envelope(json, start, end),
            None => Layout::One,
        },
        _ => Layout::One,
    }
}

/// Whether a text that begins with `{` or `[` is likely to be JSON.
pub(crate) fn starts_like(start: &[u8]) -> bool {
    let after = start.get(skip_blank(start, 1));
    match start.first() {
        Some(b'{') => matches!(after, Some(b'"' | b'}')),
        Some(b'[') => matches!(after, Some(b'{' | b']')),
        _ => false,
    }
}

/// The next value of several from `at` on: its bytes, or where it breaks off.
///
/// `Ok(None)` at the end of them.
pub(crate) fn elements(json: &[u8], at: usize) -> Result<Option<Range<usize>>, usize> {
    let mut start = skip_blank(json, at);
    while json.get(start) == Some(&b',') {
        start = skip_blank(json, start + 1);
    }
    match json.get(start) {
        None | Some(b']') => Ok(None),
        Some(_) => value_end(json, start).map(|end| Some(start..end)).ok_or(start),
    }
}

/// An object around a list of articles, as news services answer, or an article.
fn envelope(json: &[u8], start: usize, end: usize) -> Layout {
    let mut lists = Vec::new();
    let mut at = start + 1;
    // A member that lacks its value may take the end of the object for one.
    let json = &json[..end];
    while let Some((key, value)) = member(json, at) {
        let name = String::from_utf8_lossy(&json[key]);
        let field = FieldMap::default().lookup(&name).map(|(field, _)| field);
        let first = json[value.start];
        if first == b'"' && field == Some(Field::Text) {
            return Layout::One;
        }
        let is_list = first == b'[' && json.get(skip_blank(json, value.start + 1)) == Some(&b'{');
        if is_list && matches!(field, None | Some(Field::Text)) {
            lists.push(value.start + 1);
        }
        at = value.end;
    }
    match lists[..] {
        [from] => Layout::Several { from },
        _ => Layout::One,
    }
}

/// The next member of an object: its key without quotes, and its value.
fn member(json: &[u8], at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let mut at = skip_blank(json, at);
    if json.get(at) == Some(&b',') {
        at = skip_blank(json, at + 1);
    }
    if json.get(at) != Some(&b'"') {
        return None;
    }
    let key_end = value_end(json, at)?;
    let colon = skip_blank(json, key_end);
    if json.get(colon) != Some(&b':') {
        return None;
    }
    let start = skip_blank(json, colon + 1);
    let end = value_end(json, start)?;
    Some((at + 1..key_end - 1, start..end))
}

fn skip_blank(json: &[u8], at: usize) -> usize {
    let rest = json.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Where the value that begins at `at` ends; none if it does not.
fn value_end(json: &[u8], at: usize) -> Option<usize> {
    match json.get(at)? {
        b'"' => string_end(json, at),
        b'{' | b'[' => nested_end(json, at),
        _ => {
            let length = json[at..]
                .iter()
                .take_while(|byte| !byte.is_ascii_whitespace() && !b",]}".contains(byte))
                .count();
            // A stray bracket has to be stepped over, or reading would stand still.
            Some(at + length.max(1))
        }
    }
}

fn string_end(json: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', json.get(at..)?)?;
        if json[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// The end of an object or a list. Which bracket closes which is left to the parser.
fn nested_end(json: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = at;
    loop {
        match json.get(at)? {
            b'"' => {
                at = string_end(json, at)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(json: &str) -> Vec<&str> {
        let Layout::Several { from } = layout(json.as_bytes()) else { return vec![json] };
        let (mut at, mut found) = (from, Vec::new());
        while let Ok(Some(range)) = elements(json.as_bytes(), at) {
            at = range.end;
            found.push(&json[range]);
        }
        found
    }

    #[test]
    fn arrangements() {
        for (json, expected) in [
            (r#"{"text":"a"}"#, Layout::One),
            (r#"{"text":"a","parts":[{"x":1}]}"#, Layout::One),
            (r#"{"title":"a","authors":[{"name":"x"}]}"#, Layout::One),
            ("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", Layout::Lines),
            ("{\n\"text\":\"a\"}\n{\n\"text\":\"b\"}", Layout::Several { from: 0 }),
            (r#"[{"text":"a"}]"#, Layout::Several { from: 1 }),
            (r#"{"status":"ok","articles":[{"text":"a"}]}"#, Layout::Several { from: 27 }),
            (r#"{"text":"#, Layout::One),
            ("[]", Layout::Several { from: 1 }),
            (r#"["a","b"]"#, Layout::One),
            (r#"{"":}"":[{"#, Layout::One),
            (r#"{"a":}"b":[{}],"c":"}"}"#, Layout::One),
            ("x", Layout::One),
            ("", Layout::One),
        ] {
            assert_eq!(layout(json.as_bytes()), expected, "{json}");
        }
    }

    #[test]
    fn values_of_lists() {
        assert_eq!(
            values(r#"[ {"a":"]"} , {"b":"\"}"},3, x ]"#),
            [r#"{"a":"]"}"#, r#"{"b":"\"}"}"#, "3", "x"]
        );
        assert_eq!(
            values(r#"{"docs":[{"a":1},{"b":[{}]}],"n":2}"#),
            [r#"{"a":1}"#, r#"{"b":[{}]}"#]
        );
        assert_eq!(elements(b"[{\"a\":1},{\"b\"", 9), Err(9));
    }

    proptest! {
        #[test]
        fn any_bytes_have_an_arrangement(json in r#"[\[\]{}",:\\ a\n]{0,40}"#) {
            let _ = values(&json);
        }
    }
}
