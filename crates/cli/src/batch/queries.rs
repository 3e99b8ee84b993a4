//! The lines of a file of questions.

use std::io::{self, BufRead, Read};

use dateline_query::syntax::MAX_BYTES;

/// The longest line that is read whole: room for an id beside the longest question. What a
/// longer one begins with is longer than a question may be, so it is refused as such.
const LONGEST_LINE: u64 = 2 * MAX_BYTES as u64;

/// A question of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    /// What answers to it are told by: as the line says, or the number of the line from 1.
    pub(crate) id: String,
    /// The question; none when its bytes are no text.
    pub(crate) text: Option<String>,
}

/// The questions of an input, a line each: a question, or an id, a tab and a question.
/// Lines of nothing but white space are passed over. Ends at the first error of the input.
pub(crate) fn queries(mut input: impl BufRead) -> impl Iterator<Item = io::Result<Query>> {
    let mut number = 0u64;
    let mut has_failed = false;
    std::iter::from_fn(move || {
        while !has_failed {
            match line(&mut input) {
                Ok(None) => return None,
                Ok(Some(bytes)) => {
                    number += 1;
                    let bytes = match number {
                        1 => bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes),
                        _ => &bytes,
                    };
                    if let Some(query) = query(number, bytes) {
                        return Some(Ok(query));
                    }
                }
                Err(error) => {
                    has_failed = true;
                    return Some(Err(error));
                }
            }
        }
        None
    })
}

/// The next line without its end, cut at the longest that is read; none at the end of input.
fn line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    match bytes.pop_if(|last| *last == b'\n') {
        Some(_) => drop(bytes.pop_if(|last| *last == b'\r')),
        None => drop(input.skip_until(b'\n')?),
    }
    Ok(Some(bytes))
}

fn query(number: u64, line: &[u8]) -> Option<Query> {
    let tab = line.iter().position(|&byte| byte == b'\t');
    let (id, text) = tab.map_or((&b""[..], line), |at| (&line[..at], &line[at + 1..]));
    let id = String::from_utf8_lossy(id);
    if id.trim().is_empty() && text.trim_ascii().is_empty() {
        return None;
    }
    let id = match id.trim() {
        "" => number.to_string(),
        id => id.to_owned(),
    };
    let text = str::from_utf8(text).ok().map(|text| text.trim().to_owned());
    Some(Query { id, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Vec<(String, Option<String>)> {
        queries(input).map(|query| query.unwrap()).map(|query| (query.id, query.text)).collect()
    }

    #[test]
    fn lines_become_questions() {
        for (input, expected) in [
            (&b""[..], &[][..]),
            (b"\n \n\t\n", &[]),
            (b"safe house", &[("1", "safe house")]),
            (b"one\n\ntwo\n", &[("1", "one"), ("3", "two")]),
            (b"q1\tsafe house\r\nq2\tb\tc\n", &[("q1", "safe house"), ("q2", "b\tc")]),
            (b"\tsafe\n", &[("1", "safe")]),
            (b"q1\t\n", &[("q1", "")]),
            ("\u{feff}q1\té".as_bytes(), &[("q1", "é")]),
        ] {
            let expected: Vec<(String, Option<String>)> = expected
                .iter()
                .map(|(id, text)| ((*id).to_owned(), Some((*text).to_owned())))
                .collect();
            assert_eq!(read(input), expected, "{input:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_a_question_of_none() {
        assert_eq!(read(b"a\n\xff\xfe\nb")[1], ("2".to_owned(), None));
    }

    #[test]
    fn a_line_too_long_is_cut_and_the_next_is_whole() {
        let long = "x".repeat(10 * MAX_BYTES);
        let read = read(format!("{long}\nnext").as_bytes());
        assert!(read[0].1.as_ref().unwrap().len() > MAX_BYTES);
        assert_eq!(read[1], ("2".to_owned(), Some("next".to_owned())));
    }
}
