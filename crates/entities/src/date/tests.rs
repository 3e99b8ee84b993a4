//! Sentences with an anchor, and the dates that have to be found in them.

use dateline_model::Entity;
use proptest::prelude::*;

use super::*;

/// The mentions as "words = range anchor", the anchor left out where all is said.
fn shown(text: &str, mentions: &[Mention]) -> Vec<String> {
    let show = |mention: &Mention| match &mention.entity {
        Entity::Date(date) => {
            let words = mention.span.of(text).unwrap();
            let anchor = Some(date.anchor.as_str()).filter(|word| *word != "explicit");
            let anchor = anchor.map(|word| format!(" {word}")).unwrap_or_default();
            format!("{words} = {}{anchor}", date.range)
        }
        Entity::YearlessDay(day) => format!("{} = {day}", mention.span.of(text).unwrap()),
        other => panic!("not a date: {other:?}"),
    };
    mentions.iter().map(show).collect()
}

fn published(date: &str) -> Anchor {
    let published = (!date.is_empty()).then(|| date.parse().unwrap());
    Anchor { published, ..Anchor::default() }
}

/// Checks that the text, published on the date (or with no date at all), speaks of
/// exactly the dates expected.
#[track_caller]
fn check(date: &str, table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        let found = shown(text, &find("", text, published(date)));
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn dates_that_say_it_all() {
    check(
        "",
        &[
            ("They left on September 6, 2021.", &["September 6, 2021 = 2021-09-06"]),
            ("They left on Sept. 6, 2021.", &["Sept. 6, 2021 = 2021-09-06"]),
            ("They left on Sep 6 2021 by air", &["Sep 6 2021 = 2021-09-06"]),
            ("on 6 September 2021", &["6 September 2021 = 2021-09-06"]),
            ("on the 6th of September, 2021", &["the 6th of September, 2021 = 2021-09-06"]),
            ("on 6th September 2021", &["6th September 2021 = 2021-09-06"]),
            ("on September 6th, 2021", &["September 6th, 2021 = 2021-09-06"]),
            ("on september 6, 2021", &["september 6, 2021 = 2021-09-06"]),
            ("SEPTEMBER 6, 2021", &["SEPTEMBER 6, 2021 = 2021-09-06"]),
            ("filed 6-Sep-2021", &["6-Sep-2021 = 2021-09-06"]),
            (
                "filed 2021-09-06, again 2021/09/07",
                &["2021-09-06 = 2021-09-06", "2021/09/07 = 2021-09-07"],
            ),
            ("sent 2021-09-06T10:30:00Z to all", &["2021-09-06 = 2021-09-06"]),
            ("Monday, September 6, 2021", &["Monday, September 6, 2021 = 2021-09-06"]),
            ("On September\n    6, 2021", &["September\n    6, 2021 = 2021-09-06"]),
            ("in September 2021", &["September 2021 = 2021-09"]),
            ("in Sept. 2021", &["Sept. 2021 = 2021-09"]),
            ("in September, 2021,", &["September, 2021 = 2021-09"]),
            ("in September of 2021", &["September of 2021 = 2021-09"]),
            ("in May 2021 and June 2022", &["May 2021 = 2021-05", "June 2022 = 2022-06"]),
            ("after 9/11 they", &["9/11 = 2001-09-11"]),
            ("the September 11, 2001 attacks", &["September 11, 2001 = 2001-09-11"]),
            ("on 23.09.2021", &["23.09.2021 = 2021-09-23"]),
        ],
    );
}

#[test]
fn ranges() {
    check(
        "",
        &[
            ("on September 6-8, 2021", &["September 6-8, 2021 = 2021-09-06..2021-09-08"]),
            ("on September 6–8, 2021", &["September 6–8, 2021 = 2021-09-06..2021-09-08"]),
            ("6 to 8 September 2021", &["6 to 8 September 2021 = 2021-09-06..2021-09-08"]),
            (
                "between 3 and 6 September 2021",
                &["3 and 6 September 2021 = 2021-09-03..2021-09-06"],
            ),
            (
                "between September 3 and 6, 2021",
                &["September 3 and 6, 2021 = 2021-09-03..2021-09-06"],
            ),
            ("from March to May 1987", &["March to May 1987 = 1987-03-01..1987-05-31"]),
            ("March-May 1987", &["March-May 1987 = 1987-03-01..1987-05-31"]),
            (
                "from March 30 to April 2, 1987",
                &["March 30 to April 2, 1987 = 1987-03-30..1987-04-02"],
            ),
            (
                "December 28 to January 3, 2021",
                &["December 28 to January 3, 2021 = 2020-12-28..2021-01-03"],
            ),
            (
                "28 December to 3 January 2021",
                &["28 December to 3 January 2021 = 2020-12-28..2021-01-03"],
            ),
            ("from 1987 to 1990", &["1987 to 1990 = 1987-01-01..1990-12-31"]),
            ("between 1987 and 1990", &["1987 and 1990 = 1987-01-01..1990-12-31"]),
            ("the war (1914–1918)", &["1914–1918 = 1914-01-01..1918-12-31"]),
            ("the 1914-18 war", &["1914-18 = 1914-01-01..1918-12-31"]),
            ("in March and May 1987", &["March = 1987-03", "May 1987 = 1987-05"]),
        ],
    );
}

#[test]
fn years_and_longer_times() {
    check(
        "",
        &[
            ("the government in 2017 and", &["2017 = 2017"]),
            ("since 1997, by 2030", &["1997 = 1997", "2030 = 2030"]),
            ("in 2015, 2016 and 2017", &["2015 = 2015", "2016 = 2016", "2017 = 2017"]),
            ("in 1066 they came", &["1066 = 1066"]),
            ("in 1066 cases", &[]),
            ("the year 9999", &["the year 9999 = 9999"]),
            ("in 476 AD and AD 1453", &["476 AD = 0476", "AD 1453 = 1453"]),
            ("in 1200 BC, in 1200 B.C., the 9th century BC", &[]),
            ("the summer of 1969", &["the summer of 1969 = 1969-06-01..1969-08-31"]),
            ("in the winter of 1941", &["the winter of 1941 = 1941-12-01..1942-02-28"]),
            ("the third quarter of 1987", &["the third quarter of 1987 = 1987-07-01..1987-09-30"]),
            ("the 1990s", &["the 1990s = 1990-01-01..1999-12-31"]),
            ("the 1900s", &["the 1900s = 1900-01-01..1999-12-31"]),
            ("in the ’80s", &["the ’80s = 1980-01-01..1989-12-31"]),
            ("the early 1990s", &["the early 1990s = 1990-01-01..1993-04-30"]),
            ("mid-1990s", &["mid-1990s = 1993-05-01..1996-08-31"]),
            ("in the 19th century", &["the 19th century = 1800-01-01..1899-12-31"]),
            ("late September 2021", &["late September 2021 = 2021-09-21..2021-09-30"]),
            ("mid-September 2021", &["mid-September 2021 = 2021-09-11..2021-09-20"]),
            ("late 2021", &["late 2021 = 2021-09-01..2021-12-31"]),
            ("the end of 2021", &["the end of 2021 = 2021-09-01..2021-12-31"]),
            ("(2017)", &["2017 = 2017"]),
            ("the 2020 election", &["2020 = 2020"]),
        ],
    );
}

#[test]
fn the_calendar_decides_what_exists() {
    check(
        "",
        &[
            ("on 29 February 2020", &["29 February 2020 = 2020-02-29"]),
            ("on 29 February 2021", &[]),
            ("on June 31, 1987", &[]),
            ("on 29 February 1900, not 2000", &[]),
            ("on 29 February 2000", &["29 February 2000 = 2000-02-29"]),
            ("2021-02-29", &[]),
            ("on 31 December 9999", &["31 December 9999 = 9999-12-31"]),
            ("on 14 October 1066", &["14 October 1066 = 1066-10-14"]),
            ("on July 20, 1969", &["July 20, 1969 = 1969-07-20"]),
            ("in December 9999", &["December 9999 = 9999-12"]),
            ("on September 0, 2021", &[]),
        ],
    );
}

#[test]
fn days_and_months_without_a_year() {
    check(
        "2021-09-23",
        &[
            ("fled on September 6", &["September 6 = 2021-09-06 published"]),
            ("It was Sept. 23 in Kabul", &["Sept. 23 = 2021-09-23 published"]),
            ("Kabul, Sep 23 (Agency)", &["Sep 23 = 2021-09-23 published"]),
            ("6th of September", &["6th of September = 2021-09-06 published"]),
            ("was seen on December 28", &["December 28 = 2020-12-28 published"]),
            ("will meet on October 12", &["October 12 = 2021-10-12 published"]),
            ("met on October 12", &["October 12 = 2020-10-12 published"]),
            ("In August, they called", &["August = 2021-08 published"]),
            ("In October, they called", &["October = 2020-10 published"]),
            ("in May and in March", &["May = 2021-05 published", "March = 2021-03 published"]),
            ("early this month", &["early this month = 2021-09-01..2021-09-10 published"]),
            (
                "Earlier in September, he",
                &["Earlier in September = 2021-09-01..2021-09-23 published"],
            ),
            ("earlier this month", &["earlier this month = 2021-09-01..2021-09-23 published"]),
            ("later this year", &["later this year = 2021-09-23..2021-12-31 published"]),
            ("mid-September", &["mid-September = 2021-09-11..2021-09-20 published"]),
            ("September 6-8", &["September 6-8 = 2021-09-06..2021-09-08 published"]),
            ("in August last year", &["August last year = 2020-08 published"]),
            ("last August", &["last August = 2021-08 published"]),
            ("next March", &["next March = 2022-03 published"]),
            ("last summer", &["last summer = 2021-06-01..2021-08-31 published"]),
            (
                "in the third quarter sales rose",
                &["the third quarter = 2021-07-01..2021-09-30 published"],
            ),
            ("scored in the third quarter", &[]),
            (
                "on April 24 and 25, officials",
                &["April 24 = 2021-04-24 published", "25 = 2021-04-25 published"],
            ),
            ("payable Nov. 15 to holders of record", &["Nov. 15 = 2021-11-15 published"]),
            ("third-quarter profit", &["third-quarter = 2021-07-01..2021-09-30 published"]),
            ("Sat, Sept 25", &["Sat, Sept 25 = 2021-09-25 published"]),
            ("Wed. 22 Sept", &["Wed. 22 Sept = 2021-09-22 published"]),
            ("WASHINGTON, March 6 -\nThe", &["March 6 = 2021-03-06 published"]),
            ("Thursday, Sept. 23", &["Thursday, Sept. 23 = 2021-09-23 published"]),
            ("on June 31", &[]),
            ("on February 29", &["February 29 = 2020-02-29 published"]),
            ("the September 11 attacks", &["September 11 = 2001-09-11"]),
            ("the July 7 attacks", &[]),
            ("in March 20 people died", &["March = 2021-03 published"]),
        ],
    );
    check(
        "2021-01-05",
        &[
            ("on December 28", &["December 28 = 2020-12-28 published"]),
            ("on January 8", &["January 8 = 2021-01-08 published"]),
        ],
    );
    check("2020-03-02", &[("on February 29", &["February 29 = 2020-02-29 published"])]);
}

#[test]
fn relative_to_the_anchor() {
    check(
        "2021-09-23",
        &[
            ("On Wednesday, he hired", &["Wednesday = 2021-09-22 published"]),
            ("told TASS on Thursday that", &["Thursday = 2021-09-23 published"]),
            ("said Friday night", &["Friday night = 2021-09-17 published"]),
            ("will meet on Friday", &["Friday = 2021-09-24 published"]),
            ("will meet on Friday, officials said", &["Friday = 2021-09-24 published"]),
            ("will be held on Friday", &["Friday = 2021-09-24 published"]),
            ("said on Monday he will go", &["Monday = 2021-09-20 published"]),
            ("last Monday", &["last Monday = 2021-09-20 published"]),
            ("last Thursday", &["last Thursday = 2021-09-16 published"]),
            ("next Friday", &["next Friday = 2021-09-24 published"]),
            ("this past Friday", &["this past Friday = 2021-09-17 published"]),
            ("Tuesday of last week", &["Tuesday of last week = 2021-09-14 published"]),
            ("yesterday", &["yesterday = 2021-09-22 published"]),
            ("today’s talks", &["today = 2021-09-23 published"]),
            (
                "tonight and tomorrow",
                &["tonight = 2021-09-23 published", "tomorrow = 2021-09-24 published"],
            ),
            ("last night", &["last night = 2021-09-22 published"]),
            ("this morning", &["this morning = 2021-09-23 published"]),
            ("last week", &["last week = 2021-09-13..2021-09-19 published"]),
            ("this week", &["this week = 2021-09-20..2021-09-26 published"]),
            ("next month", &["next month = 2021-10 published"]),
            ("last year’s vote", &["last year = 2020 published"]),
            ("two weeks ago", &["two weeks ago = 2021-09-06..2021-09-12 published"]),
            ("10 days ago", &["10 days ago = 2021-09-13 published"]),
            ("a year ago", &["a year ago = 2020 published"]),
            ("a decade ago", &["a decade ago = 2011 published"]),
            ("the end of the year", &["the end of the year = 2021-09-01..2021-12-31 published"]),
            ("a few days later", &[]),
            ("every Monday, on Mondays", &[]),
            ("in his last year", &[]),
            ("the last week of talks", &[]),
            ("Black Friday and the Sunday Times", &["Black Friday = 2020-11-27 published"]),
        ],
    );
}

#[test]
fn the_story_is_an_anchor() {
    check(
        "",
        &[
            ("fled on September 6", &["September 6 = --09-06"]),
            ("on 31 June, or on June 5-7", &[]),
            (
                "He died on September 9, 2001.\n\nOn September 6 he sent word, on August 31 none.",
                &["September 9, 2001 = 2001-09-09", "September 6 = --09-06", "August 31 = --08-31"],
            ),
            ("on Wednesday, last week", &[]),
            (
                "The war began on September 1, 1939. On September 17 they came. The next day",
                &[
                    "September 1, 1939 = 1939-09-01",
                    "September 17 = 1939-09-17 narrative",
                    "The next day = 1939-09-18 narrative",
                ],
            ),
            (
                "On December 7, 1941 it began. In January it went on",
                &["December 7, 1941 = 1941-12-07", "January = 1942-01 narrative"],
            ),
        ],
    );
    check(
        "2009-12-19",
        &[(
            "In early April they met. On May 3, 1919 it fell, in 1920 it rose, by 1921 it was \
             free; on 6 May of that year and in June of the following year",
            &[
                "early April = 1919-04-01..1919-04-10 narrative",
                "May 3, 1919 = 1919-05-03",
                "1920 = 1920",
                "1921 = 1921",
                "6 May of that year = 1921-05-06 narrative",
                "June of the following year = 1922-06 narrative",
            ],
        )],
    );
    check(
        "2021-09-23",
        &[
            ("Three days earlier", &[]),
            (
                "It fell on September 6. Three days later he left",
                &["September 6 = 2021-09-06 published", "Three days later = 2021-09-09 narrative"],
            ),
            (
                "He was jailed in March 2015 and freed in June.",
                &["March 2015 = 2015-03", "June = 2015-06 narrative"],
            ),
            (
                "OUTPUT FELL IN 2019\nKABUL, Sept. 23 -",
                &["2019 = 2019", "Sept. 23 = 2021-09-23 published"],
            ),
            (
                "It was jailed in March 2015. It came back in June.",
                &["March 2015 = 2015-03", "June = 2021-06 published"],
            ),
        ],
    );
}

#[test]
fn vague_anchors_resolve_what_is_certain() {
    check(
        "2021-09",
        &[
            ("on September 6", &["September 6 = 2021-09-06 published"]),
            ("last month", &["last month = 2021-08 published"]),
            ("on Wednesday, yesterday, last week", &[]),
        ],
    );
    check(
        "2021",
        &[
            ("last year", &["last year = 2020 published"]),
            ("on September 6, in August, last month", &[]),
        ],
    );
}

#[test]
fn the_dateline_is_preferred() {
    let anchor = Anchor {
        published: Some("2021-09-24".parse().unwrap()),
        dateline: Some("2021-09-23".parse().unwrap()),
        ..Anchor::default()
    };
    let text = "He left on Wednesday";
    assert_eq!(shown(text, &find("", text, anchor)), ["Wednesday = 2021-09-22 dateline"]);
}

#[test]
fn orders_of_day_and_month() {
    check(
        "",
        &[
            ("09/23/2021", &["09/23/2021 = 2021-09-23"]),
            ("23/09/2021", &["23/09/2021 = 2021-09-23"]),
            ("09/06/2021", &["09/06/2021 = 2021-09-06", "09/06/2021 = 2021-06-09"]),
            (
                "6 June 2021, that is 06/06/2021",
                &["6 June 2021 = 2021-06-06", "06/06/2021 = 2021-06-06"],
            ),
            (
                "on June 9, 2021 (09/06/2021)",
                &["June 9, 2021 = 2021-06-09", "09/06/2021 = 2021-06-09"],
            ),
        ],
    );
    check("2021-09-23", &[("on 09/06/2021", &["09/06/2021 = 2021-09-06"])]);
}

#[test]
fn what_is_no_date() {
    check(
        "2021-09-23",
        &[
            ("He may go, they march on.", &[]),
            ("May said so. Theresa May, by May herself", &[]),
            ("March on, Sun and Sat, Mar and Dec, Jan Egeland", &[]),
            ("$2,017 or $2017 or £2017", &[]),
            ("2,017 people, 2017 people, 1987 dlrs", &[]),
            ("won 1-0, some 3/4, 555-2017 and 202-555-2021", &[]),
            ("an F-2020, an A2021, version 2.2021.1, No.2017", &[]),
            ("Flight 1987 to Room 1845", &[]),
            ("of 2,021 or 2021% or 20210", &[]),
            ("in his 80s, a high in the low 60s", &[]),
            ("on ABC's This Week and on Russia Today", &[]),
            ("April Ryan and June Carter met", &[]),
            ("the second day, second half, a week, days", &[]),
            ("", &[]),
        ],
    );
}

#[test]
fn years_of_the_past_in_the_news_are_asides() {
    check(
        "2020-10-29",
        &[(
            "Since 1937 and 2018 it rained. On 12 October they met, on 20 October they left. \
             In 2008 it ended. Removed on September 16; in 2016 he ran. Now, 83 years later",
            &[
                "1937 = 1937",
                "2018 = 2018",
                "12 October = 2020-10-12 published",
                "20 October = 2020-10-20 published",
                "2008 = 2008",
                "September 16 = 2020-09-16 published",
                "2016 = 2016",
            ],
        )],
    );
}

#[test]
fn title_and_text_are_one_article() {
    let found = find("March 2015: a trial", "It ended in June.", Anchor::default());
    let sections: Vec<Section> = found.iter().map(|mention| mention.section).collect();
    assert_eq!(sections, [Section::Title, Section::Text]);
    // A title of more sentences than the text has before its date.
    let title = "One. Two. Three. It began on March 5, 2001.";
    let found = find(title, "On April 9 it ended.", published("2021-09-23"));
    assert_eq!(found.len(), 2);
}

#[test]
fn hostile_text_is_read_in_linear_time_and_depth() {
    let words = [
        "early ",
        "the end of ",
        "Monday ",
        "May ",
        "1 ",
        "2021-",
        "a year ",
        "é",
        "will ",
        "09/06/2021 ",
        "and 2016 ",
        "\n",
        ". ",
    ];
    for word in words {
        let text = word.repeat(100_000);
        let _ = find("", &text, published("2021-09-23"));
    }
}

/// Any text, and text made of what dates are made of.
fn texts() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "September",
        "Sept.",
        "May",
        "6",
        "31",
        "29 February",
        "2021",
        "1900",
        "9999",
        "0001",
        "Monday",
        "the",
        "of",
        "last",
        "next",
        "early",
        "mid-",
        "end of",
        "year",
        "weeks",
        "ago",
        "later",
        "and",
        "to",
        "-",
        "–",
        ",",
        ".",
        "(",
        "6-8",
        "09/06/2021",
        "1990s",
        "AD",
        "BC",
        "’",
        "é",
        "\n",
        "\n\n",
        "yesterday",
        "between",
        "from",
        "999",
        "two",
        "century",
        "19th",
        "quarter",
        "decades",
        "summer",
        "this",
        "same",
        "day",
        "will",
        "said",
    ]);
    let made = prop::collection::vec(word, 0..16).prop_map(|words| words.join(" "));
    prop_oneof!["\\PC{0,64}", made]
}

fn anchors() -> impl Strategy<Value = Anchor> {
    let date = prop::sample::select(vec![
        None,
        Some("2021-09-23"),
        Some("2021-09"),
        Some("2021"),
        Some("0001-01-01"),
        Some("9999-12-31"),
        Some("9999-12"),
        Some("0001"),
    ]);
    let parsed = date.prop_map(|date| date.map(|date| date.parse().unwrap()));
    (parsed.clone(), parsed).prop_map(|(published, dateline)| Anchor {
        published,
        dateline,
        ..Anchor::default()
    })
}

proptest! {
    #[test]
    fn spans_are_whole_characters_in_order(title in texts(), text in texts(), anchor in anchors()) {
        let mut before = (Section::Title, 0);
        let mut twice = None;
        for mention in find(&title, &text, anchor) {
            let indexed = if mention.section == Section::Title { &title } else { &text };
            prop_assert!(mention.span.of(indexed).is_some_and(|words| !words.is_empty()));
            let is_second_reading = twice == Some((mention.section, mention.span));
            prop_assert!(
                is_second_reading || before <= (mention.section, mention.span.start())
            );
            twice = Some((mention.section, mention.span));
            before = (mention.section, mention.span.end());
        }
    }

    #[test]
    fn a_full_date_is_found_as_it_is_written(year in 1500i16..=2199, month in 1i8..=12, day in 1i8..=28) {
        let date = PartialDate::day(year, month, day).unwrap();
        let text = format!("It was {date}.");
        let found = shown(&text, &find("", &text, Anchor::default()));
        prop_assert_eq!(found, vec![format!("{date} = {date}")]);
    }
}
