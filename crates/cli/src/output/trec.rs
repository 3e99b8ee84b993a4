//! Hits as lines of a TREC run, which programs that measure rankings read.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use dateline_query::Hit;

use super::safe;

/// The name of the run.
const TAG: &str = "dateline";

/// Writes hits as `query Q0 article rank score tag`, ranks counted from `offset`.
///
/// Scores fall from line to line: where two are equal, or there are none, the least that a
/// single-precision number can fall by. Programs that order by score alone thus see the
/// order of the ranks.
pub(crate) fn write(
    out: &mut impl Write,
    query: &str,
    offset: usize,
    hits: &[Hit],
) -> io::Result<()> {
    let query = column(query);
    let mut before = f32::INFINITY;
    for (number, hit) in hits.iter().enumerate() {
        let rank = offset + number + 1;
        // Without a score, the rank from below.
        let score = hit.score.unwrap_or(-(rank as f32));
        let score = if score < before { score } else { before.next_down() };
        before = score;
        writeln!(out, "{query} Q0 {} {rank} {score} {TAG}", column(hit.id.as_str()))?;
    }
    Ok(())
}

/// An id as one column: white space and what acts on a terminal as `%` and two digits a byte,
/// an id of nothing as `%`. Other ids stay as they are, so that they are those of the judgements.
fn column(id: &str) -> Cow<'_, str> {
    let breaks = |character: char| character.is_whitespace() || safe::acts(character);
    if id.is_empty() {
        return Cow::Borrowed("%");
    }
    if !id.contains(breaks) {
        return Cow::Borrowed(id);
    }
    let mut escaped = String::with_capacity(id.len() + 16);
    for character in id.chars() {
        match breaks(character) {
            false => escaped.push(character),
            true => character.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| {
                write!(escaped, "%{byte:02X}").expect("a string takes every text");
            }),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use dateline_model::ArticleId;

    use super::*;

    fn hit(id: &str, score: Option<f32>) -> Hit {
        Hit {
            id: ArticleId::new(id).unwrap(),
            title: String::new(),
            outlet: None,
            published: None,
            path: String::new(),
            record: None,
            hash: None,
            score,
            family: None,
            explanation: None,
            title_lights: Vec::new(),
            passages: Vec::new(),
            named: Vec::new(),
        }
    }

    fn written(query: &str, offset: usize, hits: &[Hit]) -> String {
        let mut out = Vec::new();
        write(&mut out, query, offset, hits).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn ids_are_one_column_each() {
        let hits = [hit("news/a b.txt", Some(2.5)), hit("100%20.txt", Some(1.0))];
        assert_eq!(
            written("q 1", 0, &hits),
            "q%201 Q0 news/a%20b.txt 1 2.5 dateline\nq%201 Q0 100%20.txt 2 1 dateline\n"
        );
        assert_eq!(column("a\u{a0}b\u{7}"), "a%C2%A0b%07");
    }

    #[test]
    fn scores_fall_with_the_rank() {
        let equal: Vec<Hit> = ["a", "b", "c"].map(|id| hit(id, Some(7.25))).into();
        let unscored: Vec<Hit> = ["a", "b", "c"].map(|id| hit(id, None)).into();
        for hits in [equal, unscored] {
            let written = written("1", 10, &hits);
            let scores: Vec<f32> = written
                .lines()
                .map(|line| line.split(' ').nth(4).unwrap().parse().unwrap())
                .collect();
            assert!(scores.is_sorted_by(|one, other| one > other), "{written}");
        }
    }
}
