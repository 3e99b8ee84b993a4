use super::entities::decode;
use super::tags::{Token, Tokens};

/// The text of markup: without tags and scripts, references decoded, white space as a
/// browser shows it, blocks on lines of their own.
pub(in crate::format) fn to_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for token in Tokens::new(html.as_bytes()) {
        match token {
            // Tokens begin and end at ASCII characters.
            Token::Text(range) => push_text(&mut text, &decode(&html[range])),
            Token::Open { name, .. } | Token::Close { name } => {
                if breaks_line(&html.as_bytes()[name]) {
                    end_line(&mut text);
                }
            }
            Token::Raw => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn push_text(text: &mut String, piece: &str) {
    for character in piece.chars() {
        let blank = character.is_ascii_whitespace();
        match blank {
            true if text.is_empty() || text.ends_with([' ', '\n']) => {}
            true => text.push(' '),
            false => text.push(character),
        }
    }
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

fn breaks_line(name: &[u8]) -> bool {
    const BLOCKS: &[&[u8]] = &[
        b"p",
        b"div",
        b"br",
        b"li",
        b"ul",
        b"ol",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"tr",
        b"table",
        b"section",
        b"article",
        b"blockquote",
        b"figure",
        b"figcaption",
        b"hr",
        b"pre",
        b"header",
        b"footer",
        b"aside",
        b"dt",
        b"dd",
    ];
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_of_markup() {
        for (html, expected) in [
            ("<p>One\n two.</p>\n<p>Three</p>", "One two.\nThree"),
            ("a<br/>b", "a\nb"),
            ("<b>a</b>b &amp; c&nbsp;d", "ab & c\u{a0}d"),
            ("<script>x</script><style>y</style>z", "z"),
            ("", ""),
        ] {
            assert_eq!(to_text(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_stripped(html in "(<p>|<b|</|&am?p;?|&#[0-9x]{0,9};|\\PC){0,30}") {
            let _ = to_text(&html);
        }
    }
}
