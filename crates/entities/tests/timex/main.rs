//! Sentences, and the temporal expressions that have to be found in them.

mod properties;

use dateline_entities::date::{Anchor, DayMonthOrder, expressions, find};
use dateline_model::Entity;

/// The expressions as "words = TYPE value".
fn shown(text: &str, anchor: Anchor) -> Vec<String> {
    let found = expressions("", text, anchor);
    let show = |found: &dateline_entities::date::TimeExpression| {
        let words = found.span.of(text).expect("whole characters");
        format!("{words} = {} {}", found.timex.kind().as_str(), found.timex)
    };
    found.iter().map(show).collect()
}

fn published(date: &str) -> Anchor {
    let published = (!date.is_empty()).then(|| date.parse().expect("a date"));
    Anchor { published, ..Anchor::default() }
}

/// Checks what a text that was published on 23 September 2021, a Thursday, says.
#[track_caller]
fn check(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(shown(text, published("2021-09-23")), *expected, "{text}");
    }
}

#[test]
fn dates() {
    check(&[
        (
            "He left on September 6, 2021, and came back 3 October.",
            &["September 6, 2021 = DATE 2021-09-06", "3 October = DATE 2021-10-03"],
        ),
        (
            "She was born on the 5th of May, 1938, in the winter of 1938.",
            &["the 5th of May, 1938 = DATE 1938-05-05", "the winter of 1938 = DATE 1938-WI"],
        ),
        (
            "filed 23/Sep/2020 and 2020-09-24",
            &["23/Sep/2020 = DATE 2020-09-23", "2020-09-24 = DATE 2020-09-24"],
        ),
        ("on 3/9/21 and 23/9/21", &["3/9/21 = DATE 2021-09-03", "23/9/21 = DATE 2021-09-23"]),
        ("Sept.-Oct. 2020", &["Sept = DATE 2020-09", "Oct. 2020 = DATE 2020-10"]),
        ("on February the 15th", &["February the 15th = DATE 2021-02-15"]),
        (
            "march 3, 2020 and the 1st of march",
            &["march 3, 2020 = DATE 2020-03-03", "the 1st of march = DATE 2020-03-01"],
        ),
        ("He died on 30 September 420.", &["30 September 420 = DATE 0420-09-30"]),
        (
            "It was the first Monday of October and the last day of November 2020.",
            &[
                "the first Monday of October = DATE 2020-10-05",
                "the last day of November 2020 = DATE 2020-11-30",
            ],
        ),
        (
            "on the first Monday of last month, the 29th of last month",
            &[
                "the first Monday of last month = DATE 2021-08-02",
                "the 29th of last month = DATE 2021-08-29",
            ],
        ),
        ("Tuesday the 14th", &["Tuesday the 14th = DATE 2021-09-14"]),
        ("The week of March 8 was warm", &["The week of March 8 = DATE 2021-W10"]),
        ("over the weekend", &["the weekend = DATE 2021-W37-WE"]),
        (
            "Rome fell in AD 476; Caesar died in 44 BC, in 753 B.C. it rose.",
            &["AD 476 = DATE 0476", "44 BC = DATE BC0044", "753 B.C. = DATE BC0753"],
        ),
        ("on 31 December 9999", &["31 December 9999 = DATE 9999-12-31"]),
    ]);
}

#[test]
fn longer_times() {
    check(&[
        (
            "the 1990s, the late 1970s, the mid-1980s, the 1930’s, the ’60s and the 19th century",
            &[
                "the 1990s = DATE 199",
                "the late 1970s = DATE 197",
                "the mid-1980s = DATE 198",
                "the 1930’s = DATE 193",
                "the ’60s = DATE 196",
                "the 19th century = DATE 18",
            ],
        ),
        (
            "last summer, this winter, next fall and the spring of 2020",
            &[
                "last summer = DATE 2021-SU",
                "this winter = DATE 2021-WI",
                "next fall = DATE 2022-FA",
                "the spring of 2020 = DATE 2020-SP",
            ],
        ),
        (
            "Fiscal 2020 and fiscal year 2021, this fiscal year, the fiscal third quarter",
            &[
                "Fiscal 2020 = DATE 2020",
                "fiscal year 2021 = DATE 2021",
                "this fiscal year = DATE 2021",
                "the fiscal third quarter = DATE 2021-Q3",
            ],
        ),
        (
            "Sales rose in the third quarter from a year earlier, and fourth-quarter profit will fall.",
            &[
                "the third quarter = DATE 2021-Q3",
                "a year earlier = DATE 2020-Q3",
                "fourth-quarter = DATE 2021-Q4",
            ],
        ),
        (
            "this year's first half, the 2019 third quarter, Q2 2020, the second half of 2018",
            &[
                "this year's first half = DATE 2021-H1",
                "the 2019 third quarter = DATE 2019-Q3",
                "Q2 2020 = DATE 2020-Q2",
                "the second half of 2018 = DATE 2018-H2",
            ],
        ),
        (
            "Earlier this month, later this year, at the end of the year, in mid-September",
            &[
                "Earlier this month = DATE 2021-09",
                "later this year = DATE 2021",
                "the end of the year = DATE 2021",
                "mid-September = DATE 2021-09",
            ],
        ),
        (
            "From September 6 to September 8, 2021, and between 1987 and 1990, 6-8 May 2020",
            &[
                "September 6 = DATE 2021-09-06",
                "September 8, 2021 = DATE 2021-09-08",
                "1987 = DATE 1987",
                "1990 = DATE 1990",
                "6 = DATE 2020-05-06",
                "8 May 2020 = DATE 2020-05-08",
            ],
        ),
        ("in nineteen eighty-four", &["nineteen eighty-four = DATE 1984"]),
    ]);
}

#[test]
fn days_told_from_the_anchor() {
    check(&[
        (
            "the day before yesterday and the day after tomorrow",
            &[
                "the day before yesterday = DATE 2021-09-21",
                "the day after tomorrow = DATE 2021-09-25",
            ],
        ),
        (
            "nearly two years ago, a decade ago, years ago",
            &[
                "nearly two years ago = DATE 2019",
                "a decade ago = DATE 2011",
                "years ago = DATE PAST_REF",
            ],
        ),
        ("two weeks from now", &["two weeks from now = DATE 2021-W40"]),
        ("by Monday; until Friday", &["Monday = DATE 2021-09-27", "Friday = DATE 2021-09-24"]),
        ("By Monday the rumour had grown", &["Monday = DATE 2021-09-20"]),
        ("By Monday the company will have moved", &["Monday = DATE 2021-09-27"]),
        (
            "She signed two decrees on Thursday. He was killed on 9 September 2001, she on 20 \
             September 2011. Talks went on from 1993 to 1996; in December 1996 they met, and \
             peace followed in June 1997.",
            &[
                "Thursday = DATE 2021-09-23",
                "9 September 2001 = DATE 2001-09-09",
                "20 September 2011 = DATE 2011-09-20",
                "1993 = DATE 1993",
                "1996 = DATE 1996",
                "December 1996 = DATE 1996-12",
                "June 1997 = DATE 1997-06",
            ],
        ),
        ("the army is to leave on Monday", &["Monday = DATE 2021-09-27"]),
        ("the army means to mark it on Monday", &["Monday = DATE 2021-09-27"]),
        ("was to end in August", &["August = DATE 2022-08"]),
        ("by August 4, he said", &["August 4 = DATE 2021-08-04"]),
        ("paid by October 4", &["October 4 = DATE 2021-10-04"]),
        ("Monday’s vote will be counted", &["Monday = DATE 2021-09-20"]),
        (
            "Now it has recently moved; in the future it may not.",
            &["recently = DATE PAST_REF", "the future = DATE FUTURE_REF"],
        ),
    ]);
}

#[test]
fn named_days() {
    check(&[
        ("Christmas was quiet", &["Christmas = DATE 2020-12-25"]),
        ("on New Year’s Eve 1999 they sang", &["New Year’s Eve 1999 = DATE 1999-12-31"]),
        (
            "since 9/11 and Labor Day 1998",
            &["9/11 = DATE 2001-09-11", "Labor Day 1998 = DATE 1998-09-07"],
        ),
        ("on Good Friday last year", &["Good Friday last year = DATE 2020-04-10"]),
        (
            "last Easter; next Halloween",
            &["last Easter = DATE 2021-04-04", "next Halloween = DATE 2021-10-31"],
        ),
        ("on the Fourth of July", &["the Fourth of July = DATE 2021-07-04"]),
        ("Nowruz 2024 was early", &["Nowruz 2024 = DATE 2024-03-20"]),
        ("Eid and Ramadan are seen in the sky", &[]),
    ]);
}

#[test]
fn times_of_day() {
    check(&[
        (
            "He arrived on Wednesday night and left early Thursday.",
            &["Wednesday night = TIME 2021-09-22TNI", "early Thursday = DATE 2021-09-23"],
        ),
        (
            "at 10:35 a.m. Friday and 5 p.m. EST Sept. 30",
            &[
                "10:35 a.m. Friday = TIME 2021-09-17T10:35",
                "5 p.m. EST Sept. 30 = TIME 2021-09-30T17:00",
            ],
        ),
        (
            "At noon Saturday the truce began; at 0730 GMT it was broken.",
            &["noon Saturday = TIME 2021-09-18T12:00", "0730 GMT = TIME 2021-09-18T07:30"],
        ),
        (
            "at 4 in the afternoon, at five o’clock",
            &["4 in the afternoon = TIME 2021-09-23T16:00", "five o’clock = TIME 2021-09-23T05:00"],
        ),
        (
            "last night, this morning and tonight",
            &[
                "last night = TIME 2021-09-22TNI",
                "this morning = TIME 2021-09-23TMO",
                "tonight = TIME 2021-09-23TNI",
            ],
        ),
        ("on the night of April 18, 1775", &["the night of April 18, 1775 = TIME 1775-04-18TNI"]),
        (
            "It came on Sept. 2, 1991; the next morning it was over.",
            &["Sept. 2, 1991 = DATE 1991-09-02", "the next morning = TIME 1991-09-03TMO"],
        ),
        ("at 7.15pm", &["7.15pm = TIME 2021-09-23T19:15"]),
        (
            "12 a.m. and 12 p.m.",
            &["12 a.m. = TIME 2021-09-23T00:00", "12 p.m. = TIME 2021-09-23T12:00"],
        ),
        ("at 13 p.m., at 25:61", &[]),
    ]);
}

#[test]
fn durations() {
    check(&[
        (
            "After two and a half years, 2 1/2 years and a 30-day siege",
            &[
                "two and a half years = DURATION P2Y6M",
                "2 1/2 years = DURATION P2Y6M",
                "30-day = DURATION P30D",
            ],
        ),
        (
            "for more than three weeks, at least 18 months, half an hour, a minute and a half",
            &[
                "more than three weeks = DURATION P3W",
                "at least 18 months = DURATION P18M",
                "half an hour = DURATION PT30M",
                "a minute and a half = DURATION PT1M30S",
            ],
        ),
        (
            "For the past two years, over the next few days and in the first nine months",
            &[
                "the past two years = DURATION P2Y",
                "the next few days = DURATION PXD",
                "the first nine months = DURATION P9M",
            ],
        ),
        (
            "two years and six months, twenty-four hours, two dozen years, two decades",
            &[
                "two years and six months = DURATION P2Y6M",
                "twenty-four hours = DURATION PT24H",
                "two dozen years = DURATION P24Y",
                "two decades = DURATION P20Y",
            ],
        ),
        ("a month-long siege, for years", &["month-long = DURATION P1M", "years = DURATION PXY"]),
        ("A 52-year-old man, 13 years old, and a two-year-old girl", &[]),
        ("Three-quarters of it, a quarter of them, half of us", &[]),
        ("four flights a week, $5 a day", &[]),
    ]);
}

#[test]
fn recurrences() {
    check(&[
        (
            "The paper is printed daily; they meet every Monday, each year and every two weeks.",
            &[
                "daily = SET P1D",
                "every Monday = SET XXXX-WXX-1",
                "each year = SET P1Y",
                "every two weeks = SET P2W",
            ],
        ),
        (
            "on Mondays and Tuesday nights, every morning, every March",
            &[
                "Mondays = SET XXXX-WXX-1",
                "Tuesday nights = SET XXXX-WXX-2TNI",
                "every morning = SET XXXX-XX-XXTMO",
                "every March = SET XXXX-03",
            ],
        ),
    ]);
}

#[test]
fn what_is_no_time() {
    check(&[
        ("He may go, they march on, and May herself may march in march order.", &[]),
        (
            "The Sun said so; Sun readers and the Sunday Times agree. Mar and Dec and Jan Egeland.",
            &[],
        ),
        ("April Smith, August Wilson and June Carter met Mr. March and Theresa May.", &[]),
        ("His man Friday came on Bloody Sunday to the Ruby Tuesday.", &[]),
        ("Ghana won 1-0, lost 3-2, and 3/4 of the 9-5 jobs are open 24/7.", &[]),
        ("Call 911, or 555-2017, or 202-555-2021; see pages 1987-1990 and p. 2001.", &[]),
        ("Some 2000 people, 1,987 men, 1900 soldiers and 2017 tonnes, $2,017 and 1987 dlrs.", &[]),
        ("In 2000 people fled; in 1950 cases it failed.", &[]),
        ("Flight 1987 left Room 1845 with version 2021.1, an F-2020 and an A2021.", &[]),
        ("They scored in the third quarter and in the second half.", &[]),
        ("On June 31 and on 29 February 2021, on 2021-02-29 and 13/13/2021.", &[]),
        ("USA Today and Russia Today and ABC's This Week reported.", &[]),
        ("The second day, the first week, days, in his 80s, of 2,021 or 2021%", &[]),
    ]);
    check(&[
        (
            "the 1986-87 season and 1988/89",
            &["1986 = DATE 1986", "87 = DATE 1987", "1988 = DATE 1988", "89 = DATE 1989"],
        ),
        ("on 29 February 2020", &["29 February 2020 = DATE 2020-02-29"]),
    ]);
}

#[test]
fn nothing_is_invented_without_an_anchor() {
    for (text, expected) in [
        (
            "He left on Wednesday, on September 6, in May.",
            &["Wednesday = DATE XXXX-WXX-3", "September 6 = DATE XXXX-09-06", "May = DATE XXXX-05"]
                [..],
        ),
        ("yesterday, last week, two years ago, this morning", &["two years ago = DURATION P2Y"]),
        ("at 5 p.m.", &["5 p.m. = TIME XXXX-XX-XXT17:00"]),
        ("on 3/9/21", &[]),
    ] {
        assert_eq!(shown(text, Anchor::default()), expected, "{text}");
        let is_invented = |entity: &Entity| matches!(entity, Entity::Date(_));
        assert!(!find("", text, Anchor::default()).iter().any(|found| is_invented(&found.entity)));
    }
}

#[test]
fn an_ambiguous_day_keeps_both_readings() {
    let days = |text, anchor| -> Vec<(String, u8)> {
        let shown = |mention: dateline_model::Mention| match mention.entity {
            Entity::Date(date) => (date.range.to_string(), mention.confidence.as_hundredths()),
            other => panic!("no date: {other:?}"),
        };
        find("", text, anchor).into_iter().map(shown).collect()
    };
    let owned = |days: &[(&str, u8)]| -> Vec<(String, u8)> {
        days.iter().map(|(day, confidence)| ((*day).to_owned(), *confidence)).collect()
    };
    let ordered = |order| Anchor { order, ..Anchor::default() };
    for (text, anchor, expected) in [
        ("09/06/2021", Anchor::default(), &[("2021-09-06", 40), ("2021-06-09", 40)][..]),
        ("09/06/2021", published("2021-06-12"), &[("2021-06-09", 80)]),
        ("09/06/2021", ordered(DayMonthOrder::DayFirst), &[("2021-06-09", 70)]),
        ("09/06/2021", ordered(DayMonthOrder::MonthFirst), &[("2021-09-06", 70)]),
        ("23/06/2021", ordered(DayMonthOrder::MonthFirst), &[("2021-06-23", 100)]),
        ("06/06/2021", Anchor::default(), &[("2021-06-06", 100)]),
    ] {
        assert_eq!(days(text, anchor), owned(expected), "{text} {anchor:?}");
    }
}

#[test]
fn a_day_that_is_said_is_surer_than_one_that_is_worked_out() {
    let text = "On 6 May 2020; on Monday; in May; two weeks ago; at noon; 3/4/2020";
    let found = find("", text, published("2021-09-23"));
    let sureness: Vec<u8> = found.iter().map(|found| found.confidence.as_hundredths()).collect();
    assert!(sureness.is_sorted_by(|surer, other| surer >= other), "{sureness:?}");
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    let words = [
        "1 ",
        "1",
        "May ",
        "May",
        "/",
        "1/",
        "1:",
        "1-",
        "the ",
        "the last ",
        "early ",
        "a.m. ",
        "of ",
        "Monday ",
        "two ",
        "two and a half ",
        "second half of ",
        "New ",
        "Easter ",
        "'80s ",
        "’",
        "until ",
        "September 6 to ",
        "1987 to ",
        "and 2016 ",
        "every ",
        "twenty-",
        "a few ",
        "week of ",
        "é",
        "\n",
        ". ",
        "is to ",
        "last Monday of ",
        "day after ",
        "Tuesday the 1st ",
        "at noon ",
        "than ",
        "least ",
    ];
    for word in words {
        let text = word.repeat(1_000_000 / word.len());
        let started = std::time::Instant::now();
        let _ = expressions("", &text, published("2021-09-23"));
        assert!(started.elapsed().as_secs() < 20, "{word:?} took {:?}", started.elapsed());
    }
}
