//! How far an article is read to show it.
//!
//! News has some kilobytes, and is read to its end. A book in one file is not: it is read
//! part by part, up to the first in which something is lit.

use dateline_model::{ByteSpan, Section};
use dateline_schema::{Analyzer, StoredArticle};

use super::matcher::{Light, Matcher};

/// The bytes of a part. Reading them takes some three milliseconds.
const PART: usize = 256 << 10;
/// The most parts that are read.
const MOST_PARTS: usize = 16;

/// What is lit in the text, as far as it is read, and how far that is, in bytes: to its end,
/// or to that of the first part with a light. Phrases over the end of a part are not lit.
pub(super) fn lights<'a>(
    article: &StoredArticle<'a>,
    matcher: &Matcher<'_, 'a>,
    analyzer: &mut Analyzer,
) -> (Vec<Light>, usize) {
    let mut start = 0;
    for _ in 0..MOST_PARTS {
        let end = part_end(article.text, start);
        let part = ByteSpan::new(start, end);
        let lights = matcher.lights_within(article, Section::Text, part, analyzer);
        if !lights.is_empty() || end == article.text.len() {
            return (lights, end);
        }
        start = end;
    }
    (Vec::new(), start)
}

/// The end of the part that begins at `start`: after a line feed or, where there is none, a
/// space, if there is any in its second half.
fn part_end(text: &str, start: usize) -> usize {
    if text.len() - start <= PART {
        return text.len();
    }
    let bytes = &text.as_bytes()[start + PART / 2..start + PART];
    let last = |wanted: u8| bytes.iter().rposition(|&byte| byte == wanted);
    let found = last(b'\n').or_else(|| last(b' ')).map(|at| start + PART / 2 + at + 1);
    let end = found.unwrap_or(start + PART);
    (end..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_between_lines_words_or_characters() {
        let line = "Words of a line.\n";
        let lines = line.repeat(2 * PART / line.len());
        assert!(lines[..part_end(&lines, 0)].ends_with(".\n"));
        let words = "é b ".repeat(PART);
        assert!(words[..part_end(&words, 0)].ends_with(' '));
        let signs = format!("a{}", "é".repeat(PART));
        let end = part_end(&signs, 0);
        assert!(end > PART - 4 && end <= PART + 1 && signs.is_char_boundary(end));
        assert_eq!(part_end("short", 0), 5);
    }
}
