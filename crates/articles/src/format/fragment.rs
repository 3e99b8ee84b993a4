//! Text that may be a fragment of a web page, as feeds and mails have it.

use super::markup::{decode, to_text};

/// The text of what may be HTML: tags off, references decoded. A text with neither stays
/// as it is.
pub(super) fn text_of(written: &str) -> String {
    match has_tags(written) {
        true => to_text(written),
        false => decode(written).trim().to_owned(),
    }
}

/// The same on one line, for headlines and names; nothing when no word is left.
pub(super) fn line_of(written: &str) -> Option<String> {
    let text = text_of(written);
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    (!line.is_empty()).then_some(line)
}

/// Whether a text has tags: `<` and a name that ends as that of a tag does, and somewhere
/// the end of one. "x <y and z> w" is none.
fn has_tags(text: &str) -> bool {
    let is_tag = |at: usize| {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let known = super::markup::is_known_tag(&rest[..length]);
        known && rest[length..].starts_with([' ', '>', '/', '\n', '\t', '\r'])
    };
    memchr::memchr_iter(b'<', text.as_bytes()).any(is_tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_and_plain_text() {
        for (written, expected) in [
            ("<p>One &amp; two</p><p>Three</p>", "One & two\nThree"),
            ("One<br>two", "One\ntwo"),
            ("AT&amp;T said 1 < 2", "AT&T said 1 < 2"),
            ("<IBM> rose", "<IBM> rose"),
            ("", ""),
        ] {
            assert_eq!(text_of(written), expected, "{written}");
        }
        assert_eq!(line_of("a\n <b>b</b> "), Some("a b".to_owned()));
        assert_eq!(line_of("<b> </b>"), None);
    }
}
