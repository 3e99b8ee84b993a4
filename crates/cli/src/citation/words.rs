//! Compares and finds quotations by their letters and digits: documents wrap lines, turn
//! quotation marks and escape what is special to them, and none of that is another quote.

use dateline_model::ByteSpan;

use crate::output::safe;

/// Whether two texts have the same letters and digits in the same order.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    // What is shown is escaped where it would act on a terminal; so is what is compared.
    let (one, other) = (safe::line(one), safe::line(other));
    letters(&one).eq(letters(&other))
}

/// Where the letters and digits of the quote stand in a row in the text; at `expected` if
/// they stand there, else where they do first. None for a quote without any.
pub(super) fn find(text: &str, quote: &str, expected: Option<ByteSpan>) -> Option<ByteSpan> {
    let there = expected.filter(|span| span.of(text).is_some_and(|part| same_words(part, quote)));
    if there.is_some() {
        return there;
    }
    let wanted: String = letters(quote).collect();
    if wanted.is_empty() {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut from: Vec<usize> = Vec::with_capacity(text.len());
    for (at, character) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        plain.push(character);
        from.resize(plain.len(), at);
    }
    let first = plain.find(&wanted)?;
    let last = from[first + wanted.len() - 1];
    let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
    Some(with_signs(text, from[first], end))
}

/// The span with the signs that belong to a sentence: quotation marks before, stops after.
fn with_signs(text: &str, start: usize, end: usize) -> ByteSpan {
    let is_sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
    let before = text[..start].chars().rev().take_while(is_sign);
    let after = text[end..].chars().take_while(is_sign);
    let start = start - before.map(char::len_utf8).sum::<usize>();
    ByteSpan::new(start, end + after.map(char::len_utf8).sum::<usize>())
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|character| character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_found_whatever_stands_between_words() {
        let text = "He left. “It is a safe\nhouse,” she said. “It is safe.”";
        for (quote, expected) in [
            ("\"It is a safe house,\" she said.", Some("“It is a safe\nhouse,” she said.")),
            ("It is safe", Some("“It is safe.”")),
            ("it is safe", None),
            ("He left", Some("He left.")),
            ("…", None),
        ] {
            assert_eq!(find(text, quote, None).and_then(|span| span.of(text)), expected, "{quote}");
        }
        let expected = ByteSpan::new(9, 17);
        assert_eq!(find("It is. | It is. |", "It is.", Some(expected)), Some(expected));
        assert_eq!(find("It is. It is.", "It is.", Some(expected)), Some(ByteSpan::new(0, 6)));
    }

    #[test]
    fn words_are_compared_letter_by_letter() {
        assert!(same_words("“Not  safe.”", "\"Not safe\""));
        assert!(!same_words("Not safe", "Now safe"));
        assert!(same_words("a\u{202e}b", "a\\u{202e}b"));
    }
}
