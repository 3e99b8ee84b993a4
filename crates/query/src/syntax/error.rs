use std::fmt;

use dateline_model::{ByteSpan, PartialDate, Shortened};
use dateline_schema::Has;

use super::{Field, MAX_BYTES, MAX_CLAUSES, MAX_DEPTH, MAX_NEAR, MAX_PATTERNS, WordGap};

/// Why a text is no query, and which part of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// The part that is wrong, as a span of the query text.
    pub span: ByteSpan,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SyntaxErrorKind {
    /// Characters, but nothing that could be searched for.
    #[error("nothing to search for; write a word, or * for every article")]
    NothingAsked,
    /// Longer than [`MAX_BYTES`].
    #[error("the query is longer than {} KiB; ask for less at once", MAX_BYTES / 1024)]
    TooLong,
    /// Parentheses deeper than [`MAX_DEPTH`].
    #[error("more than {MAX_DEPTH} parentheses stand in each other; leave some out")]
    TooDeep,
    /// More words, phrases and values than [`MAX_CLAUSES`].
    #[error("the query has more than {MAX_CLAUSES} words; ask for less at once")]
    TooManyClauses,
    /// An opening parenthesis without a closing one.
    #[error("this parenthesis is not closed; add a ), or put the text in quotes")]
    UnclosedGroup,
    /// A closing parenthesis without an opening one.
    #[error("this parenthesis closes nothing; leave it out, or put the text in quotes")]
    UnopenedGroup,
    /// Nothing between parentheses.
    #[error("nothing stands between the parentheses; write words in them or leave them out")]
    EmptyGroup,
    /// An operator without something to join or to negate.
    #[error("{0} has nothing to {verb}; add it, or write \"{0}\" in quotes to search for the word", verb = misses(*.0))]
    MissingOperand(Operator),
    /// The name of no field, and likely a slip for one.
    #[error("there is no field {}; write {nearest}: for that field, or put the text in quotes", Shortened(.written))]
    UnknownField {
        /// The name as written.
        written: String,
        /// The field it resembles.
        nearest: Field,
    },
    /// A field whose value has no letter or digit.
    #[error("{0}: has nothing to search for; write {example}", example = example(*.0))]
    EmptyValue(Field),
    /// A field inside the group of another field.
    #[error("a field stands inside the parentheses of another; write each outside of the other")]
    FieldInField,
    /// A field that cannot be asked for as printed.
    #[error(
        "= asks for a name as it is printed, as in person:=\"Ahmed Masood\", and goes with person: and place:; leave it out after {0}:"
    )]
    NothingPrinted(Field),
    /// A distance that is none.
    #[error("{} is no distance; write ~100km, ~60mi or ~500m", Shortened(.0))]
    DistanceForm(String),
    /// A weight that is none.
    #[error("{} is no weight; write a number over 0 and up to 100, as in word^2.5, or leave ^ out", Shortened(.0))]
    BoostForm(String),
    /// A number of edits that is none.
    #[error("{} is no number of letters to vary; write ~1 or ~2, or only ~", Shortened(.0))]
    EditsForm(String),
    /// A gap in a phrase that is none.
    #[error("{} is no gap; write how many words may stand between, up to {}, as in \"safe house\"~3", Shortened(.0), WordGap::WIDEST)]
    GapForm(String),
    /// A `NEAR` with something else than a number of words behind it.
    #[error("{} is no distance in words; write NEAR/5 or another number up to {}", Shortened(.0), WordGap::WIDEST)]
    NearForm(String),
    /// A part of a `NEAR` that stands nowhere in a text.
    #[error(
        "NEAR joins what stands in the text: words, phrases, person:, place:, and alternatives of these in parentheses; write the rest beside it"
    )]
    NotNear,
    /// More than [`MAX_NEAR`] parts of one `NEAR`.
    #[error("more than {MAX_NEAR} parts are joined by NEAR; leave some out")]
    TooManyNear,
    /// More patterns than [`MAX_PATTERNS`].
    #[error("the query has more than {MAX_PATTERNS} words with * ? or ~; ask for less at once")]
    TooManyPatterns,
    /// A value of [`Field::Has`] that no article can have.
    #[error("has: knows no {}{}; it knows {}", Shortened(.written), did_you_mean(*.nearest), traits())]
    UnknownTrait {
        /// The value as written.
        written: String,
        /// The value it resembles.
        nearest: Option<Has>,
    },
    /// A value of a date field that is no date.
    #[error("{} is no date; write 2021, 2021-09, 2021-09-06, a range as 2021-09..2021-10, 2021.. or ..2021, or >=2021-09 and the like; or as \"september 2021\", \"6 sep 2021 to 10 sep 2021\", \"since 2020\", 2021-W36, 2021-Q3, 1990s, \"summer 2021\", yesterday, \"last week\", \"past 30 days\", \"2 weeks ago\"", Shortened(.0))]
    DateForm(String),
    /// A date of which day and month cannot be told apart.
    #[error("{} may be {day_first} or {month_first}; write one of these", Shortened(.written))]
    AmbiguousDate {
        /// The date as written.
        written: String,
        /// As it is read with the day before the month.
        day_first: PartialDate,
        /// As it is read with the month before the day.
        month_first: PartialDate,
    },
    /// A day, month or season without a year.
    #[error("{} does not say which year; add it, as in \"6 september 2021\"", Shortened(.0))]
    YearMissing(String),
    /// Words that leave open which days they mean.
    #[error("{} does not say which days exactly; write them, as in 2021-05-01..2021-08-31, \"last monday\" or \"september 2021\"", Shortened(.0))]
    VagueDate(String),
    /// A day with another weekday than it has.
    #[error("{} is a {weekday}; leave out the weekday, or write another day", Shortened(.written))]
    WrongWeekday {
        /// The date as written.
        written: String,
        /// The weekday that it has.
        weekday: &'static str,
    },
    /// A date that counts from today, where nobody said which day that is.
    #[error("{} counts from today, and which day that is was not said", Shortened(.0))]
    TodayUnknown(String),
    /// A date that no calendar has.
    #[error("{} is a date that the calendar does not have", Shortened(.0))]
    NoSuchDate(String),
    /// A range that ends before it begins.
    #[error("the range {} ends before it begins; write the earlier date first", Shortened(.0))]
    ReversedRange(String),
}

/// An operator of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// Both sides.
    And,
    /// Either side.
    Or,
    /// Not what follows.
    Not,
    /// Both sides, close to each other.
    Near,
    /// What follows, in any case.
    Required,
}

fn misses(operator: Operator) -> &'static str {
    match operator {
        Operator::And | Operator::Or | Operator::Near => "join on one side",
        Operator::Not => "negate",
        Operator::Required => "require",
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::And => "AND",
            Self::Or => "OR",
            Self::Not => "NOT",
            Self::Near => "NEAR",
            Self::Required => "+",
        })
    }
}

fn did_you_mean(nearest: Option<Has>) -> String {
    nearest.map(|has| format!(" (did you mean has:{has}?)")).unwrap_or_default()
}

fn traits() -> String {
    Has::ALL.map(Has::as_str).join(", ")
}

fn example(field: Field) -> &'static str {
    match field {
        Field::Person => "a name, as in person:Massoud",
        Field::Place => "a place, as in place:Dushanbe",
        Field::Near => "a place, as in near:Dushanbe~100km",
        Field::Date => "a date, as in date:2021-09",
        Field::Published => "a date, as in published:2021-09",
        Field::Outlet => "a name, as in outlet:Tribune",
        Field::Title => "words, as in title:resistance",
        Field::Text => "words, as in text:resistance",
        Field::Byline => "a name, as in byline:Rahmonov",
        Field::Language => "a language, as in lang:en",
        Field::Id => "an id, as in id:wire/2021/one.txt",
        Field::Source => "an outlet or a path, as in source:Tribune or source:wire/2021/",
        Field::Has => "what an article has, as in has:person",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_its_own() {
        use SyntaxErrorKind as Kind;
        for (kind, expected) in [
            (Kind::NothingAsked, "nothing to search for; write a word, or * for every article"),
            (Kind::TooLong, "the query is longer than 16 KiB; ask for less at once"),
            (Kind::TooDeep, "more than 200 parentheses stand in each other; leave some out"),
            (Kind::TooManyClauses, "the query has more than 1024 words; ask for less at once"),
            (
                Kind::UnclosedGroup,
                "this parenthesis is not closed; add a ), or put the text in quotes",
            ),
            (
                Kind::UnopenedGroup,
                "this parenthesis closes nothing; leave it out, or put the text in quotes",
            ),
            (
                Kind::EmptyGroup,
                "nothing stands between the parentheses; write words in them or leave them out",
            ),
            (
                Kind::MissingOperand(Operator::Or),
                "OR has nothing to join on one side; add it, or write \"OR\" in quotes to search \
                 for the word",
            ),
            (
                Kind::MissingOperand(Operator::Not),
                "NOT has nothing to negate; add it, or write \"NOT\" in quotes to search for the \
                 word",
            ),
            (
                Kind::UnknownField { written: "perosn".into(), nearest: Field::Person },
                "there is no field \"perosn\"; write person: for that field, or put the text in \
                 quotes",
            ),
            (
                Kind::EmptyValue(Field::Person),
                "person: has nothing to search for; write a name, as in person:Massoud",
            ),
            (
                Kind::FieldInField,
                "a field stands inside the parentheses of another; write each outside of the other",
            ),
            (
                Kind::NothingPrinted(Field::Title),
                "= asks for a name as it is printed, as in person:=\"Ahmed Masood\", and goes \
                 with person: and place:; leave it out after title:",
            ),
            (
                Kind::BoostForm("^0".into()),
                "\"^0\" is no weight; write a number over 0 and up to 100, as in word^2.5, or \
                 leave ^ out",
            ),
            (
                Kind::EditsForm("~3".into()),
                "\"~3\" is no number of letters to vary; write ~1 or ~2, or only ~",
            ),
            (
                Kind::GapForm("~".into()),
                "\"~\" is no gap; write how many words may stand between, up to 1000, as in \
                 \"safe house\"~3",
            ),
            (
                Kind::NearForm("NEAR/x".into()),
                "\"NEAR/x\" is no distance in words; write NEAR/5 or another number up to 1000",
            ),
            (
                Kind::NotNear,
                "NEAR joins what stands in the text: words, phrases, person:, place:, and \
                 alternatives of these in parentheses; write the rest beside it",
            ),
            (Kind::TooManyNear, "more than 8 parts are joined by NEAR; leave some out"),
            (
                Kind::TooManyPatterns,
                "the query has more than 64 words with * ? or ~; ask for less at once",
            ),
            (
                Kind::UnknownTrait { written: "persn".into(), nearest: Some(Has::Person) },
                "has: knows no \"persn\" (did you mean has:person?); it knows person, place, \
                 organisation, date, published, outlet, title, byline, dateline, language, url, \
                 text",
            ),
            (
                Kind::DistanceForm("~5".into()),
                "\"~5\" is no distance; write ~100km, ~60mi or ~500m",
            ),
            (
                Kind::DateForm("soon".into()),
                "\"soon\" is no date; write 2021, 2021-09, 2021-09-06, a range as \
                 2021-09..2021-10, 2021.. or ..2021, or >=2021-09 and the like; or as \"september \
                 2021\", \"6 sep 2021 to 10 sep 2021\", \"since 2020\", 2021-W36, 2021-Q3, 1990s, \
                 \"summer 2021\", yesterday, \"last week\", \"past 30 days\", \"2 weeks ago\"",
            ),
            (
                Kind::AmbiguousDate {
                    written: "06/09/2021".into(),
                    day_first: PartialDate::day(2021, 9, 6).unwrap(),
                    month_first: PartialDate::day(2021, 6, 9).unwrap(),
                },
                "\"06/09/2021\" may be 2021-09-06 or 2021-06-09; write one of these",
            ),
            (
                Kind::YearMissing("6 september".into()),
                "\"6 september\" does not say which year; add it, as in \"6 september 2021\"",
            ),
            (
                Kind::VagueDate("mid 2021".into()),
                "\"mid 2021\" does not say which days exactly; write them, as in \
                 2021-05-01..2021-08-31, \"last monday\" or \"september 2021\"",
            ),
            (
                Kind::WrongWeekday { written: "tue 6 sep 2021".into(), weekday: "Monday" },
                "\"tue 6 sep 2021\" is a Monday; leave out the weekday, or write another day",
            ),
            (
                Kind::TodayUnknown("last week".into()),
                "\"last week\" counts from today, and which day that is was not said",
            ),
            (
                Kind::NoSuchDate("2021-13".into()),
                "\"2021-13\" is a date that the calendar does not have",
            ),
            (
                Kind::ReversedRange("2022..2021".into()),
                "the range \"2022..2021\" ends before it begins; write the earlier date first",
            ),
        ] {
            assert_eq!(SyntaxError { kind, span: ByteSpan::new(0, 0) }.to_string(), expected);
        }
    }

    #[test]
    fn each_field_has_its_example() {
        for field in [
            Field::Person,
            Field::Place,
            Field::Near,
            Field::Date,
            Field::Published,
            Field::Outlet,
            Field::Title,
        ] {
            assert!(example(field).contains(&format!(" {field}:")), "{field}");
        }
    }
}
