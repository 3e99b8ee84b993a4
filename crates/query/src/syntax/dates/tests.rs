//! Tables of dates as people write them, all read on Saturday, 21 November 2026.

use dateline_model::{Day, PartialDate};
use proptest::prelude::*;

use super::*;

fn today() -> Day {
    Day::constant(2026, 11, 21)
}

fn shown(text: &str) -> String {
    match read(text, Some(today())) {
        Ok(dates) => dates.range.to_string(),
        Err(SyntaxErrorKind::DateForm(_)) => "no date".to_owned(),
        Err(SyntaxErrorKind::NoSuchDate(_)) => "no such date".to_owned(),
        Err(SyntaxErrorKind::ReversedRange(_)) => "reversed".to_owned(),
        Err(SyntaxErrorKind::VagueDate(_)) => "vague".to_owned(),
        Err(SyntaxErrorKind::YearMissing(_)) => "year?".to_owned(),
        Err(other) => other.to_string(),
    }
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(shown(text), *expected, "{text}");
    }
}

#[test]
fn dates_with_a_named_month() {
    check(&[
        ("september 2021", "2021-09"),
        ("Sep 2021", "2021-09"),
        ("sept. 2021", "2021-09"),
        ("2021 sep", "2021-09"),
        ("sep-2021", "2021-09"),
        ("6 september 2021", "2021-09-06"),
        ("September 6, 2021", "2021-09-06"),
        ("6th of September 2021", "2021-09-06"),
        ("the 6th september, 2021", "2021-09-06"),
        ("6-sep-2021", "2021-09-06"),
        ("6sep2021", "2021-09-06"),
        ("monday 6 september 2021", "2021-09-06"),
        ("on 6 september 2021", "2021-09-06"),
        ("in september 2021", "2021-09"),
        ("29 february 2024", "2024-02-29"),
        ("29 february 2021", "no such date"),
        ("31 june 2021", "no such date"),
        ("may 2021", "2021-05"),
        ("september", "year?"),
        ("6 september", "year?"),
        ("september 6 7 2021", "no date"),
        ("monday september 2021", "no date"),
    ]);
    assert_eq!(
        shown("tuesday 6 september 2021"),
        "\"tuesday 6 september 2021\" is a Monday; leave out the weekday, or write another day"
    );
}

#[test]
fn dates_in_digits() {
    check(&[
        ("2021/09/06", "2021-09-06"),
        ("2021.09.06", "2021-09-06"),
        ("2021-9-6", "2021-09-06"),
        ("20210906", "2021-09-06"),
        ("2021/9", "2021-09"),
        ("09/2021", "2021-09"),
        ("25/09/2021", "2021-09-25"),
        ("09/25/2021", "2021-09-25"),
        ("06.06.2021", "2021-06-06"),
        ("2019-2021", "2019-01-01..2021-12-31"),
        ("2021-2019", "reversed"),
        ("20211306", "no such date"),
        ("31/06/2021", "no such date"),
        ("2021/13", "no such date"),
        ("0000/01/01", "no such date"),
        ("9/11", "no date"),
        ("06/09/21", "no date"),
        ("2021/09-06", "no date"),
        ("202109", "no date"),
        ("123456789", "no date"),
        ("6", "no date"),
    ]);
    assert_eq!(
        shown("06/09/2021"),
        "\"06/09/2021\" may be 2021-09-06 or 2021-06-09; write one of these"
    );
}

#[test]
fn periods_with_a_name() {
    check(&[
        ("2021-W36", "2021-09-06..2021-09-12"),
        ("2021W36", "2021-09-06..2021-09-12"),
        ("2021-W36-3", "2021-09-08"),
        ("week 36 of 2021", "2021-09-06..2021-09-12"),
        ("2020-W53", "2020-12-28..2021-01-03"),
        ("2021-W53", "no such date"),
        ("2021-Q3", "2021-07-01..2021-09-30"),
        ("q3 2021", "2021-07-01..2021-09-30"),
        ("third quarter of 2021", "2021-07-01..2021-09-30"),
        ("2021-Q5", "no such date"),
        ("h2 2021", "2021-07-01..2021-12-31"),
        ("the first half of 2021", "2021-01-01..2021-06-30"),
        ("1990s", "1990-01-01..1999-12-31"),
        ("the 1990's", "1990-01-01..1999-12-31"),
        ("1985s", "no date"),
        ("19th century", "1800-01-01..1899-12-31"),
        ("summer 2021", "2021-06-01..2021-08-31"),
        ("winter of 2021", "2021-12-01..2022-02-28"),
        ("summer", "year?"),
        ("winter 9999", "no such date"),
        ("mid 2021", "vague"),
        ("early september 2021", "vague"),
        ("late 1990s", "vague"),
    ]);
}

#[test]
fn dates_that_count_from_today() {
    check(&[
        ("today", "2026-11-21"),
        ("yesterday", "2026-11-20"),
        ("Tomorrow", "2026-11-22"),
        ("this week", "2026-11-16..2026-11-22"),
        ("last week", "2026-11-09..2026-11-15"),
        ("next week", "2026-11-23..2026-11-29"),
        ("last month", "2026-10"),
        ("next month", "2026-12"),
        ("last quarter", "2026-07-01..2026-09-30"),
        ("last year", "2025"),
        ("this year", "2026"),
        ("last decade", "2010-01-01..2019-12-31"),
        ("last weekend", "2026-11-14..2026-11-15"),
        ("this weekend", "2026-11-21..2026-11-22"),
        ("last monday", "2026-11-16"),
        ("last saturday", "2026-11-14"),
        ("this monday", "2026-11-16"),
        ("next sat", "2026-11-28"),
        ("past week", "2026-11-15..2026-11-21"),
        ("past 3 months", "2026-08-22..2026-11-21"),
        ("last 30 days", "2026-10-23..2026-11-21"),
        ("the last two weeks", "2026-11-08..2026-11-21"),
        ("next 3 days", "2026-11-22..2026-11-24"),
        ("3 days ago", "2026-11-18"),
        ("2 weeks ago", "2026-11-02..2026-11-08"),
        ("a month ago", "2026-10"),
        ("two years ago", "2024"),
        ("a decade ago", "2016"),
        ("in 3 days", "2026-11-24"),
        ("3 days from now", "2026-11-24"),
        ("2w", "2026-11-02..2026-11-08"),
        ("week of 6 september 2021", "2021-09-06..2021-09-12"),
        ("week of september 2021", "vague"),
        ("monday", "vague"),
        ("last september", "vague"),
        ("next summer", "vague"),
        ("0 days ago", "no date"),
        ("9999999 years ago", "no such date"),
        ("9999999 centuries ago", "no such date"),
        ("last 99999 years", "no such date"),
        ("last", "no date"),
        ("ago", "no date"),
        ("week", "no date"),
        ("this 3 days", "no date"),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("6 sep 2021..10 sep 2021", "2021-09-06..2021-09-10"),
        ("2021-09-01..today", "2021-09-01..2026-11-21"),
        ("yesterday..", "2026-11-20.."),
        ("..last week", "..2026-11-15"),
        (">=yesterday", "2026-11-20.."),
        ("> last week", "2026-11-16.."),
        ("<= sep 2021", "..2021-09-30"),
        ("<september 2021", "..2021-08-31"),
        ("since 2020", "2020-01-01.."),
        ("from 2020", "2020-01-01.."),
        ("until september 2021", "..2021-09-30"),
        ("up to 2021", "..2021-12-31"),
        ("before september 2021", "..2021-08-31"),
        ("after 6 september 2021", "2021-09-07.."),
        ("between 2020 and 2021", "2020-01-01..2021-12-31"),
        ("between march and may 1987", "1987-03-01..1987-05-31"),
        ("from march to may 1987", "1987-03-01..1987-05-31"),
        ("2020 to 2021", "2020-01-01..2021-12-31"),
        ("2020 until 2021", "2020-01-01..2021-12-31"),
        ("2021-09-01 – 2021-09-15", "2021-09-01..2021-09-15"),
        ("2021-09-01 - 2021-09-15", "2021-09-01..2021-09-15"),
        ("6 to 10 september 2021", "2021-09-06..2021-09-10"),
        ("6-10 september 2021", "2021-09-06..2021-09-10"),
        ("september 6-10, 2021", "2021-09-06..2021-09-10"),
        ("jan-mar 2021", "2021-01-01..2021-03-31"),
        ("last week..today", "2026-11-09..2026-11-21"),
        // At the end of a range a time ago is a day.
        ("since 2 weeks ago", "2026-11-07.."),
        ("2y..1y", "2024-11-21..2025-11-21"),
        ("november to february 2021", "reversed"),
        ("tomorrow..yesterday", "reversed"),
        ("before 0001", "no such date"),
        ("after 9999", "no such date"),
        ("between 2020", "no date"),
        ("since", "no date"),
        ("2020 to", "no date"),
        ("6 to 10 september", "year?"),
    ]);
}

#[test]
fn what_is_no_date_is_refused() {
    check(&[
        ("", "no date"),
        ("soon", "vague"),
        ("zyzzyva", "no date"),
        ("2021 flood", "no date"),
        ("2021..2022..2023", "no date"),
        ("=2021", "no date"),
        ("2021!", "no date"),
        ("сентябрь 2021", "no date"),
        ("- -", "no date"),
        ("2021-09-06T12:00", "no date"),
    ]);
    assert_eq!(shown(&"sep ".repeat(100)), "no date");
}

#[test]
fn a_relation_may_stand_before_the_date() {
    for (text, expected) in [
        ("within 2021-09", (Some(DateMatch::Within), Form::Plain)),
        ("Within september 2021", (Some(DateMatch::Within), Form::Friendly)),
        ("overlaps 2021-09", (Some(DateMatch::Overlaps), Form::Plain)),
        ("2021-09", (None, Form::Plain)),
    ] {
        let dates = read(text, None).unwrap();
        assert_eq!((dates.matching, dates.form), expected, "{text}");
        assert_eq!(dates.range, "2021-09".parse::<PartialDate>().unwrap().range());
    }
    assert_eq!(shown("within"), "no date");
}

#[test]
fn without_a_day_nothing_counts_from_it() {
    for text in ["today", "last week", "since yesterday", "2 weeks ago", "2020..today"] {
        let unknown = SyntaxErrorKind::TodayUnknown(text.to_owned());
        assert_eq!(read(text, None), Err(unknown));
    }
    assert!(read("september 2021", None).is_ok());
}

/// Texts made of what dates are made of.
fn date_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "2021",
        "9999",
        "0001",
        "06",
        "9",
        "6th",
        "september",
        "may",
        "monday",
        "last",
        "next",
        "this",
        "past",
        "week",
        "month",
        "days",
        "year",
        "centuries",
        "ago",
        "in",
        "since",
        "before",
        "after",
        "between",
        "and",
        "to",
        "..",
        "-",
        " - ",
        "/",
        ".",
        ">=",
        "<",
        "w36",
        "q3",
        "s",
        "century",
        "summer",
        "within",
        "today",
        "the",
        "of",
        ",",
        "é",
    ];
    let spaced = prop::collection::vec(prop::sample::select(PIECES), 0..8);
    (spaced, any::<bool>()).prop_map(|(parts, spaced)| parts.join(if spaced { " " } else { "" }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_read_is_shown_so_that_it_reads_the_same(text in date_text()) {
        if let Ok(dates) = read(&text, Some(today())) {
            let again = read(&dates.range.to_string(), None);
            prop_assert_eq!(again.map(|again| again.range), Ok(dates.range), "{}", text);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![date_text(), "\\PC{0,40}"]) {
        let _ = read(&text, Some(today()));
        let _ = read(&text, Some(Day::MAX));
        let _ = read(&text, Some(Day::MIN));
    }
}
