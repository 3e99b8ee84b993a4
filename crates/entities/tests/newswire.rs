//! Turns of phrase of news agencies and of reports on results, and what they mean.

use dateline_entities::date::{Anchor, expressions};

/// Checks what a text that was published on 23 September 2021, a Thursday, says.
#[track_caller]
fn check(table: &[(&str, &[&str])]) {
    let anchor = Anchor { published: "2021-09-23".parse().ok(), ..Anchor::default() };
    for (text, expected) in table {
        let found: Vec<String> = expressions("", text, anchor)
            .iter()
            .map(|found| format!("{} = {}", found.span.of(text).expect("words"), found.timex))
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn a_time_told_for_two_zones_is_one() {
    check(&[
        (
            "The quake struck at 6:20 p.m. (1020 GMT) Tuesday, officials said.",
            &["6:20 p.m. = 2021-09-21T18:20", "Tuesday = 2021-09-21"],
        ),
        ("It began at 7 p.m. EDT (2300 GMT).", &["7 p.m. EDT = 2021-09-23T19:00"]),
        (
            "They will land at 3 in the morning (8 p.m. EDT Friday).",
            &["3 in the morning = 2021-09-24T03:00", "8 p.m. EDT Friday = 2021-09-24T20:00"],
        ),
        (
            "They met at 3 p.m. (two days later they left).",
            &["3 p.m. = 2021-09-23T15:00", "two days later = 2021-09-25"],
        ),
    ]);
}

#[test]
fn parts_of_a_day_are_told_with_a_preposition() {
    check(&[
        ("By mid-afternoon the bridge was gone.", &["mid-afternoon = 2021-09-23TAF"]),
        ("It rained in the early evening.", &["the early evening = 2021-09-23TEV"]),
        (
            "In the early morning hours of 3 May 2021 they left.",
            &["the early morning hours of 3 May 2021 = 2021-05-03TMO"],
        ),
        ("a late night show and early morning joggers", &[]),
    ]);
}

#[test]
fn what_is_to_come_and_what_has_been() {
    check(&[
        ("The ship could sail as early as Monday.", &["Monday = 2021-09-27"]),
        ("The offer was extended to Nov. 16.", &["Nov. 16 = 2021-11-16"]),
        ("The line will open by March.", &["March = 2022-03"]),
        ("They waited until May.", &["May = 2021-05"]),
        ("Until Monday, they had not heard of it.", &["Monday = 2021-09-20"]),
        ("The talks had been scheduled for Monday.", &["Monday = 2021-09-20"]),
        ("The march is planned for Monday.", &["Monday = 2021-09-27"]),
        ("She met them on a hastily planned trip Monday.", &["Monday = 2021-09-20"]),
        (
            "It will hurt in the near term and in future years.",
            &["the near term = FUTURE_REF", "future years = FUTURE_REF"],
        ),
        ("by the year two thousand", &["the year two thousand = 2000"]),
        ("a cut of supplies in October", &["October = 2021-10"]),
        (
            "The vote is this coming Sunday, October 3.",
            &["this coming Sunday, October 3 = 2021-10-03"],
        ),
    ]);
}

#[test]
fn a_look_back_does_not_move_the_day_of_the_news() {
    check(&[(
        "He is leaving for Cairo, he said Monday. He was born on May 3, 1950, joined the army \
         in October 1970 and was made a general on May 22, 1995.",
        &[
            "Monday = 2021-09-20",
            "May 3, 1950 = 1950-05-03",
            "October 1970 = 1970-10",
            "May 22, 1995 = 1995-05-22",
        ],
    )]);
}

#[test]
fn results_are_compared_with_the_same_time_a_year_before() {
    check(&[
        (
            "In this year's second quarter profit rose from a year earlier.",
            &["this year's second quarter = 2021-Q2", "a year earlier = 2020-Q2"],
        ),
        (
            "Profit fell in the second quarter. For the nine months, net was up from a year ago.",
            &["the second quarter = 2021-Q2", "the nine months = P9M", "a year ago = 2020"],
        ),
        (
            "Sales fell in the second quarter from the year-earlier second quarter.",
            &["the second quarter = 2021-Q2", "the year-earlier second quarter = 2020-Q2"],
        ),
        (
            "Sales fell in the first quarter of 2021. In the second quarter sales rose. In the \
             previous quarter, prices fell; for that quarter, costs rose.",
            &[
                "the first quarter of 2021 = 2021-Q1",
                "the second quarter = 2021-Q2",
                "the previous quarter = 2021-Q1",
                "that quarter = 2021-Q2",
            ],
        ),
        ("Net for the year-earlier nine months fell.", &["the year-earlier nine months = P9M"]),
        ("After several quarters of losses, sales rose.", &["several quarters = PXQ"]),
        ("a several-year slump in sales", &["several-year = PXY"]),
        ("It changed to a fiscal year from a calendar year.", &[]),
        ("The sale should close by year end.", &["year end = 2021-12-31"]),
    ]);
}

#[test]
fn names_and_turns_of_speech_are_no_times() {
    check(&[
        ("Now for the weather.", &[]),
        ("He has now left.", &["now = PRESENT_REF"]),
        ("She told 60 Minutes of it.", &[]),
        ("It took 60 minutes.", &["60 minutes = PT60M"]),
        ("Three-quarters of it, and three quarters of the sales", &[]),
    ]);
}

#[test]
fn what_a_reader_would_not_mistake() {
    check(&[
        ("He died on Monday due to the fire.", &["Monday = 2021-09-20"]),
        ("They are due to meet on Monday.", &["Monday = 2021-09-27"]),
        ("The trial is in June.", &["June = 2022-06"]),
        ("The talks are on Monday.", &["Monday = 2021-09-27"]),
        ("He died in 1962, on a Thursday in March.", &["1962 = 1962", "March = 1962-03"]),
        ("It was found in block 6407/10.", &[]),
        ("20th Century Fox sold its lot on Easter Island.", &[]),
        ("Highs will be in the mid 30s, as in the 60s.", &["the 60s = 196"]),
    ]);
}
