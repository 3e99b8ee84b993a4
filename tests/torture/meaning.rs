//! Texts that are well-formed and make no sense.

use super::Measure;
use super::bad::{Bad, Fate};
use Fate::Found;

pub(super) fn all(measure: Measure) -> Vec<Bad> {
    let names = match measure {
        Measure::Usual => 60_000,
        Measure::Full => 800_000,
    };
    vec![
        Bad::new("dates.jsonl", dates(), Found("\"undatable report 0\"")),
        Bad::new("names.txt", many_names(names), Found("\"list of names without end\"")),
        Bad::new(
            "directions.txt",
            "\u{202e}Marks\u{202c}\n\n\u{2067}The بوابة\u{2069} of \u{202e}overridden letters.",
            Found("\"overridden letters\""),
        ),
        Bad::new(
            "marks.txt",
            format!("Marks\n\nA storm z{} of accents.", "\u{301}".repeat(10_000)),
            Found("\"of accents\""),
        ),
        Bad::new(
            "joined.txt",
            format!("Joined\n\nWords are seamless {}here.", "a\u{200d}".repeat(10_000)),
            Found("\"words are seamless\""),
        ),
        Bad::new(
            "zero-width.txt",
            "Nothing\n\nBe\u{200b}tween letters stands no\u{feff}thing visiblest.",
            Found("visiblest"),
        ),
    ]
}

/// Days that there are not, or that are far away, in fields and in prose.
fn dates() -> String {
    const DATES: [&str; 12] = [
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "-0001-01-01",
        "2021-02-29",
        "2021-02-30T25:61:61Z",
        "2021-03-28T02:30:00+01:00",
        "2021-03-28T02:30:00[Europe/Berlin]",
        "99999999999999999999",
        "1e308",
        "",
    ];
    let line = |(number, date): (usize, &&str)| {
        format!(
            "{{\"date\":\"{date}\",\"title\":\"Of {date}\",\"text\":\"The undatable report \
             {number} of {date}, 29 February 2021 and 31 April, 99 days before 1 January 1.\"}}\n"
        )
    };
    DATES.iter().enumerate().map(line).collect()
}

/// A text of names, no two of them the same.
fn many_names(count: usize) -> String {
    let mut text = "Names\n\nA list of names without end.\n\n".to_owned();
    for number in 0..count {
        let letter = |place: u32| char::from(b'a' + (number / 26_usize.pow(place) % 26) as u8);
        text.push_str("Ahmad W");
        text.extend((0..4).map(letter));
        text.push_str(" said. ");
    }
    text
}
