//! Why a hit is where it is, for people and for programs.

use std::io::{self, Write};

use dateline_query::{ExplainedPart, Explanation, Hit, RankReason};
use serde::Serialize;

use super::page::number_for_people;
use super::safe;

/// The parts of a score that are printed; the rest are added up in one line.
const MOST_PRINTED: usize = 8;

/// Prints why a hit is where it is, a line a part, each line after `indent`.
pub(crate) fn write_explanation(out: &mut impl Write, hit: &Hit, indent: &str) -> io::Result<()> {
    let Some(explanation) = &hit.explanation else { return Ok(()) };
    let score = hit.score.unwrap_or_default();
    if explanation.parts.is_empty() {
        return writeln!(out, "{indent}{score:.2}: only the frequency of the words was looked at");
    }
    writeln!(out, "{indent}{score:.2} is the sum of")?;
    let (printed, rest) = explanation.parts.split_at(explanation.parts.len().min(MOST_PRINTED));
    for part in printed {
        writeln!(out, "{indent}{:>7.2}  {}", part.points, safe::line(&in_words(&part.reason)))?;
    }
    if !rest.is_empty() {
        let points: f32 = rest.iter().map(|part| part.points).sum();
        writeln!(out, "{indent}{points:>7.2}  {} lesser reasons", rest.len())?;
    }
    Ok(())
}

/// A reason as a person would say it.
fn in_words(reason: &RankReason) -> String {
    match reason {
        RankReason::Word { word, times, in_title, first, articles } => {
            let articles = match articles {
                1 => "only this article has it".to_owned(),
                number => format!("{} articles have it", number_for_people(*number)),
            };
            let place = match (in_title, first) {
                (1.., _) => ", in the title too".to_owned(),
                (0, 0) => ", first of all".to_owned(),
                (0, first) => format!(", first after {first} words"),
            };
            let times = if *times == 1 { "once".to_owned() } else { format!("{times} times") };
            format!("has “{word}” {times}{place}; {articles}")
        }
        RankReason::ExactForm { word } => format!("has “{word}” in just this form"),
        RankReason::Near { words: [one, other], distance: 0 | 1 } => {
            format!("has “{one}” and “{other}” side by side")
        }
        RankReason::Near { words: [one, other], distance } => {
            format!("has “{one}” within {distance} words of “{other}”")
        }
        RankReason::Coverage { words: 1, of: 1 } => "has the word".to_owned(),
        RankReason::Coverage { words, of } if words == of => format!("has all {of} words"),
        RankReason::Coverage { words, of } => format!("has {words} of the {of} words"),
        RankReason::Related { word } => format!("has “{word}”, as the best articles do"),
        RankReason::Date { date } => format!("is of or speaks of {date}"),
        RankReason::Recency => "is recent".to_owned(),
        _ => "other reasons".to_owned(),
    }
}

/// An explanation in JSON.
#[derive(Serialize)]
pub(crate) struct ExplanationRecord<'e> {
    parts: Vec<PartRecord<'e>>,
}

/// A part of a score: what it is for, its points, and what is known of it.
#[derive(Serialize)]
struct PartRecord<'e> {
    part: &'static str,
    points: f32,
    words: Vec<&'e str>,
    reason: String,
}

impl<'e> From<&'e Explanation> for ExplanationRecord<'e> {
    fn from(explanation: &'e Explanation) -> Self {
        Self { parts: explanation.parts.iter().map(part).collect() }
    }
}

fn part(part: &ExplainedPart) -> PartRecord<'_> {
    let (name, words) = match &part.reason {
        RankReason::Word { word, .. } => ("word", vec![word.as_str()]),
        RankReason::ExactForm { word } => ("exact", vec![word.as_str()]),
        RankReason::Near { words, .. } => ("near", words.iter().map(String::as_str).collect()),
        RankReason::Coverage { .. } => ("coverage", Vec::new()),
        RankReason::Related { word } => ("related", vec![word.as_str()]),
        RankReason::Date { .. } => ("date", Vec::new()),
        RankReason::Recency => ("recency", Vec::new()),
        _ => ("other", Vec::new()),
    };
    PartRecord { part: name, points: part.points, words, reason: in_words(&part.reason) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_in_words() {
        let word = |times, in_title, first, articles| RankReason::Word {
            word: "flood".into(),
            times,
            in_title,
            first,
            articles,
        };
        let near = |distance| RankReason::Near { words: ["a".into(), "b".into()], distance };
        for (reason, expected) in [
            (word(1, 0, 12, 1), "has “flood” once, first after 12 words; only this article has it"),
            (word(3, 1, 0, 1200), "has “flood” 3 times, in the title too; 1,200 articles have it"),
            (near(1), "has “a” and “b” side by side"),
            (near(4), "has “a” within 4 words of “b”"),
            (RankReason::Related { word: "dam".into() }, "has “dam”, as the best articles do"),
            (RankReason::Coverage { words: 2, of: 3 }, "has 2 of the 3 words"),
            (RankReason::Coverage { words: 3, of: 3 }, "has all 3 words"),
            (RankReason::Recency, "is recent"),
        ] {
            assert_eq!(in_words(&reason), expected);
        }
    }
}
