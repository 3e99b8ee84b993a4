//! Days with a name: what they are called, and when they are.
//!
//! Only days that a rule of the calendar or of astronomy fixes are here. Those of the lunar
//! year that begin when the moon is seen (Ramadan, Eid) are not: no rule tells their day.

use std::sync::LazyLock;

use dateline_model::Day;
use jiff::ToSpan;
use jiff::civil::Weekday;

use super::equinox;

/// A day with a name, as a row of the table of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NamedDay(u8);

/// When a named day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// On the day of the month of every year.
    Fixed(i8, i8),
    /// On the n-th such weekday of the month; counted from its end when less than zero.
    Nth(i8, Weekday, i8),
    /// So many days after the n-th such weekday of the month.
    AfterNth(i8, Weekday, i8, i8),
    /// On the last such weekday before the day of the month.
    Before(i8, i8, Weekday),
    /// So many days after Easter Sunday of the western churches.
    Easter(i16),
    /// On the first day of the Persian year.
    Nowruz,
    /// Once, or again on its anniversaries.
    Once(i16, i8, i8),
}

/// Names in small letters with straight apostrophes, a longer name before one that it
/// begins with.
static NAMES: &[(&str, Rule)] = &{
    use Rule::{AfterNth, Before, Easter, Fixed, Nowruz, Nth, Once};
    use Weekday::{Monday, Sunday, Thursday};
    [
        ("new year's eve", Fixed(12, 31)),
        ("new years eve", Fixed(12, 31)),
        ("new year's day", Fixed(1, 1)),
        ("new years day", Fixed(1, 1)),
        ("new year's", Fixed(1, 1)),
        ("epiphany", Fixed(1, 6)),
        ("martin luther king day", Nth(1, Monday, 3)),
        ("martin luther king jr. day", Nth(1, Monday, 3)),
        ("martin luther king's day", Nth(1, Monday, 3)),
        ("mlk day", Nth(1, Monday, 3)),
        ("candlemas", Fixed(2, 2)),
        ("groundhog day", Fixed(2, 2)),
        ("valentine's day", Fixed(2, 14)),
        ("valentines day", Fixed(2, 14)),
        ("valentine day", Fixed(2, 14)),
        ("presidents' day", Nth(2, Monday, 3)),
        ("presidents day", Nth(2, Monday, 3)),
        ("patrick's day", Fixed(3, 17)),
        ("nowruz", Nowruz),
        ("norouz", Nowruz),
        ("noruz", Nowruz),
        ("newroz", Nowruz),
        ("persian new year", Nowruz),
        ("april fools' day", Fixed(4, 1)),
        ("april fools day", Fixed(4, 1)),
        ("april fool's day", Fixed(4, 1)),
        ("april fool's", Fixed(4, 1)),
        ("april fools", Fixed(4, 1)),
        ("maundy thursday", Easter(-3)),
        ("good friday", Easter(-2)),
        ("easter monday", Easter(1)),
        ("easter sunday", Easter(0)),
        ("easter day", Easter(0)),
        ("easter eve", Easter(-1)),
        ("easter", Easter(0)),
        ("palm sunday", Easter(-7)),
        ("ash wednesday", Easter(-46)),
        ("shrove tuesday", Easter(-47)),
        ("fat tuesday", Easter(-47)),
        ("mardi gras", Easter(-47)),
        ("ascension day", Easter(39)),
        ("pentecost", Easter(49)),
        ("whit sunday", Easter(49)),
        ("whit monday", Easter(50)),
        ("anzac day", Fixed(4, 25)),
        ("earth day", Fixed(4, 22)),
        ("cinco de mayo", Fixed(5, 5)),
        ("may day", Fixed(5, 1)),
        ("mother's day", Nth(5, Sunday, 2)),
        ("memorial day", Nth(5, Monday, -1)),
        ("juneteenth", Fixed(6, 19)),
        ("father's day", Nth(6, Sunday, 3)),
        ("victoria day", Before(5, 25, Monday)),
        ("independence day", Fixed(7, 4)),
        ("fourth of july", Fixed(7, 4)),
        ("bastille day", Fixed(7, 14)),
        ("labor day", Nth(9, Monday, 1)),
        ("labour day", Nth(9, Monday, 1)),
        ("columbus day", Nth(10, Monday, 2)),
        ("halloween", Fixed(10, 31)),
        ("election day", AfterNth(11, Monday, 1, 1)),
        ("armistice day", Fixed(11, 11)),
        ("veterans day", Fixed(11, 11)),
        ("veterans' day", Fixed(11, 11)),
        ("remembrance day", Fixed(11, 11)),
        ("remembrance sunday", Nth(11, Sunday, 2)),
        ("thanksgiving day", Nth(11, Thursday, 4)),
        ("thanksgiving", Nth(11, Thursday, 4)),
        ("black friday", AfterNth(11, Thursday, 4, 1)),
        ("cyber monday", AfterNth(11, Thursday, 4, 4)),
        ("giving tuesday", AfterNth(11, Thursday, 4, 5)),
        ("christmas eve", Fixed(12, 24)),
        ("christmas day", Fixed(12, 25)),
        ("christmas", Fixed(12, 25)),
        ("xmas", Fixed(12, 25)),
        ("boxing day", Fixed(12, 26)),
        ("9/11", Once(2001, 9, 11)),
        ("inauguration day", Fixed(1, 20)),
    ]
};

/// The rows of the names that begin with each letter, in the order of the table.
static BY_FIRST: LazyLock<[Vec<u8>; 26]> = LazyLock::new(|| {
    std::array::from_fn(|letter| {
        let begins = |name: &str| name.as_bytes()[0] == b'a' + letter as u8;
        NAMES.iter().zip(0..).filter(|((name, _), _)| begins(name)).map(|(_, row)| row).collect()
    })
});

/// The named day whose name the text begins with, and the length of the name in bytes.
///
/// The name is written with capitals, as names are.
pub(super) fn at_start(text: &[u8]) -> Option<(NamedDay, usize)> {
    let first = text.first().filter(|first| first.is_ascii_uppercase())?;
    let rows = BY_FIRST[usize::from(first - b'A')].iter();
    let found = rows.copied().find_map(|row| {
        let (name, _) = NAMES[usize::from(row)];
        matching_length(text, name.as_bytes()).map(|length| (NamedDay(row), length))
    });
    found.filter(|(_, length)| !text.get(*length).is_some_and(u8::is_ascii_alphanumeric))
}

/// How many bytes of the text spell the name; its words begin with capitals, but for the
/// small ones.
fn matching_length(text: &[u8], name: &[u8]) -> Option<usize> {
    let mut at = 0;
    for &letter in name {
        let rest = text.get(at..)?;
        at += match (letter, rest) {
            (b'\'', [b'\'', ..]) => 1,
            (b'\'', [0xE2, 0x80, 0x99, ..]) => 3,
            (b' ', [b' ' | b'\n', ..]) => 1,
            (_, [written, ..]) if written.eq_ignore_ascii_case(&letter) => 1,
            _ => return None,
        };
    }
    Some(at)
}

impl NamedDay {
    /// The attacks of 11 September 2001.
    pub(super) fn nine_eleven() -> Option<Self> {
        NAMES.iter().position(|(name, _)| *name == "9/11").map(|row| Self(row as u8))
    }

    /// The day in a year; none in a year that has none.
    pub(super) fn of_year(self, year: i16) -> Option<Day> {
        let (_, rule) = NAMES.get(usize::from(self.0))?;
        match *rule {
            Rule::Fixed(month, day) => Day::new(year, month, day).ok(),
            Rule::Nth(month, weekday, n) => nth(year, month, weekday, n),
            Rule::AfterNth(month, weekday, n, days) => {
                nth(year, month, weekday, n)?.checked_add(days.days()).ok()
            }
            Rule::Before(month, day, weekday) => {
                Day::new(year, month, day).ok()?.nth_weekday(-1, weekday).ok()
            }
            Rule::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
            Rule::Nowruz => equinox::nowruz(year),
            Rule::Once(first, month, day) => Day::new(year.max(first), month, day).ok(),
        }
    }
}

fn nth(year: i16, month: i8, weekday: Weekday, n: i8) -> Option<Day> {
    Day::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()
}

/// Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher); before 1583 it was
/// another day.
fn easter(year: i16) -> Option<Day> {
    let year = i32::from(year);
    if year < 1583 {
        return None;
    }
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = (century + 8) / 25;
    let moon = (century - correction + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Day::new(year as i16, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_days_are_found_in_their_years() {
        for (name, year, expected) in [
            ("Easter", 2021, "2021-04-04"),
            ("Easter", 1987, "1987-04-19"),
            ("Easter Monday", 2000, "2000-04-24"),
            ("Good Friday", 1998, "1998-04-10"),
            ("Ash Wednesday", 2024, "2024-02-14"),
            ("Thanksgiving", 1998, "1998-11-26"),
            ("Labor Day", 1998, "1998-09-07"),
            ("Memorial Day", 2021, "2021-05-31"),
            ("Black Friday", 2023, "2023-11-24"),
            ("Election Day", 2020, "2020-11-03"),
            ("Victoria Day", 2024, "2024-05-20"),
            ("New Year’s Eve", 1999, "1999-12-31"),
            ("Nowruz", 2021, "2021-03-21"),
            ("Nowruz", 2024, "2024-03-20"),
        ] {
            let (day, length) = at_start(name.as_bytes()).unwrap();
            assert_eq!(length, name.len(), "{name}");
            assert_eq!(day.of_year(year).map(|day| day.to_string()).as_deref(), Some(expected));
        }
    }

    #[test]
    fn every_name_is_found_in_a_text() {
        let capitalised = |name: &str| {
            let small = ["of", "de"];
            let word = |word: &str| match small.contains(&word) {
                true => word.to_owned(),
                false => word[..1].to_uppercase() + &word[1..],
            };
            name.split(' ').map(word).collect::<Vec<_>>().join(" ")
        };
        let published = "2021-09-23".parse().ok();
        let anchor = crate::date::Anchor { published, ..Default::default() };
        for (name, _) in NAMES {
            let name = capitalised(name);
            let text = format!("They sang on {name}, and were glad.");
            let found = crate::date::find("", &text, anchor);
            let words: Vec<_> = found.iter().map(|found| found.span.of(&text).unwrap()).collect();
            assert_eq!(words, [name.as_str()], "{text}");
        }
    }

    #[test]
    fn names_are_whole_words_with_capitals() {
        for text in ["christmas", "Christmass", "Easterly", "New Year resolutions", ""] {
            assert_eq!(at_start(text.as_bytes()), None, "{text}");
        }
    }
}
