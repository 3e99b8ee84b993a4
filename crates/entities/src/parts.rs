//! A long text in parts that are read one after another, so that what is kept of each word
//! while it is read does not grow with the text.

/// Bytes of the longest part: longer than any article, and most books.
const LONGEST: usize = 1 << 20;

/// The parts of a text with where each begins, in order and without gaps; one, if it is not
/// longer than a megabyte. They end at the end of a line where there is one in the second
/// half of a part, else of a word, else of a character.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    parts_of(text, LONGEST)
}

fn parts_of(text: &str, longest: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &text[start..];
        let length = length_of_first(rest, longest);
        next = (length < rest.len()).then_some(start + length);
        Some((start, &rest[..length]))
    })
}

fn length_of_first(rest: &str, longest: usize) -> usize {
    if rest.len() <= longest {
        return rest.len();
    }
    let end = rest.floor_char_boundary(longest).max(1);
    let end = if rest.is_char_boundary(end) { end } else { rest.ceil_char_boundary(end) };
    let half = rest.floor_char_boundary(end / 2);
    let last = |is_end: fn(char) -> bool| {
        let at = rest[half..end].rfind(is_end)?;
        let character = rest[half + at..].chars().next()?;
        Some(half + at + character.len_utf8())
    };
    last(|character| character == '\n').or_else(|| last(char::is_whitespace)).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_end_where_lines_do() {
        for (text, expected) in [
            ("", &[""][..]),
            ("one two", &["one two"]),
            ("one two\nthree four", &["one two\n", "three four"]),
            ("one two three four", &["one two ", "three four"]),
            ("a\nonetwothree", &["a\nonetwoth", "ree"]),
            ("äöüäöüäöü", &["äöüäö", "üäöü"]),
        ] {
            let parts: Vec<_> = parts_of(text, 10).map(|(_, part)| part).collect();
            assert_eq!(parts, expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn parts_are_the_text(text in "[a-c \nä€😀]{0,60}", longest in 1_usize..20) {
            let parts: Vec<_> = parts_of(&text, longest).collect();
            prop_assert_eq!(parts.iter().map(|(_, part)| *part).collect::<String>(), text.clone());
            for (start, part) in parts {
                prop_assert!(part.len() <= longest.max(4));
                prop_assert_eq!(&text[start..start + part.len()], part);
            }
        }
    }
}
