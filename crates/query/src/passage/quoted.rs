//! Finds a sentence by words of it.

use dateline_model::{ByteSpan, fold};

use super::sentence::sentences;
use super::window::around;

/// The sentences of the text in which these words stand in a row, whatever their case and
/// accents and the signs between them; the first such place. Sentences longer than
/// `max_bytes` are cut around it. None when the words are nowhere, or there are none.
pub(crate) fn quoted(text: &str, words: &str, max_bytes: usize) -> Option<ByteSpan> {
    let wanted: Vec<_> = pieces(words).map(|span| folded(words, span)).collect();
    let place = first_row(text, &wanted)?;
    let sentences = sentences(text);
    let from = sentences.partition_point(|sentence| sentence.end() <= place.start());
    let reached = sentences[from..].iter().take_while(|sentence| sentence.start() < place.end());
    let whole = reached.fold(place, |all, sentence| {
        ByteSpan::new(all.start().min(sentence.start()), all.end().max(sentence.end()))
    });
    Some(around(text, whole, place, max_bytes))
}

/// From the first to the last of the words where they stand in a row (by Knuth, Morris and
/// Pratt).
fn first_row(text: &str, wanted: &[String]) -> Option<ByteSpan> {
    if wanted.is_empty() {
        return None;
    }
    let fallback = fallback(wanted);
    let mut recent: Vec<ByteSpan> = Vec::new();
    let mut len = 0;
    for span in pieces(text) {
        recent.push(span);
        let word = folded(text, span);
        while len > 0 && wanted[len] != word {
            len = fallback[len - 1];
        }
        if wanted[len] == word {
            len += 1;
        }
        if len == wanted.len() {
            let first = recent[recent.len() - len];
            return Some(ByteSpan::new(first.start(), span.end()));
        }
    }
    None
}

/// For each beginning of the row, how long a shorter beginning it ends with.
fn fallback(wanted: &[String]) -> Vec<usize> {
    let mut fallback = vec![0; wanted.len()];
    let mut len = 0;
    for at in 1..wanted.len() {
        while len > 0 && wanted[len] != wanted[at] {
            len = fallback[len - 1];
        }
        if wanted[len] == wanted[at] {
            len += 1;
        }
        fallback[at] = len;
    }
    fallback
}

/// The runs of letters and digits.
fn pieces(text: &str) -> impl Iterator<Item = ByteSpan> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let run = &text[start..];
        let end = run.find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |len| start + len);
        rest = end;
        Some(ByteSpan::new(start, end))
    })
}

fn folded(text: &str, span: ByteSpan) -> String {
    fold(span.of(text).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_find_their_sentence() {
        let text = "He left. “It is a safe\nhouse,” Müller said. It is a safe bet. It is.";
        for (words, expected) in [
            ("SAFE house", Some("“It is a safe\nhouse,” Müller said.")),
            ("It is a safe bet", Some("It is a safe bet.")),
            ("muller", Some("“It is a safe\nhouse,” Müller said.")),
            ("said. It is", Some("“It is a safe\nhouse,” Müller said. It is a safe bet.")),
            ("house safe", None),
            ("afe hous", None),
            ("…", None),
            ("", None),
        ] {
            let found = quoted(text, words, 400).and_then(|span| span.of(text));
            assert_eq!(found, expected, "{words}");
        }
        assert_eq!(quoted(text, "safe bet", 9).unwrap().of(text), Some("safe bet."));
    }

    proptest! {
        #[test]
        fn what_is_found_is_of_the_text(text in "[ab .é]{0,40}", words in "[ab .é]{0,6}") {
            if let Some(span) = quoted(&text, &words, 10) {
                prop_assert!(span.of(&text).is_some());
            }
        }
    }
}
