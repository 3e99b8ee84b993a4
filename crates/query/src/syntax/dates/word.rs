//! The words of dates.

use jiff::civil::Weekday;

use dateline_model::DateLevel;

/// A season, by its first month and, as the dates of articles are read, three months long.
/// Winter is that which begins in the year.
pub(super) fn season(word: &str) -> Option<i8> {
    Some(match word {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// A day of the week by its name or usual abbreviation.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// The name of a day of the week.
pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A length of time by its name or a usual abbreviation.
pub(super) fn unit(word: &str) -> Option<DateLevel> {
    Some(match word {
        "day" | "days" | "d" => DateLevel::Day,
        "week" | "weeks" | "wk" | "w" => DateLevel::Week,
        "month" | "months" | "mo" | "m" => DateLevel::Month,
        "quarter" | "quarters" => DateLevel::Quarter,
        "year" | "years" | "yr" | "y" => DateLevel::Year,
        "decade" | "decades" => DateLevel::Decade,
        "century" | "centuries" => DateLevel::Century,
        _ => return None,
    })
}

/// A number in letters, as far as people write them so.
pub(super) fn count(word: &str) -> Option<i32> {
    const NUMBERS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    NUMBERS.iter().position(|number| *number == word).map(|at| at as i32 + 1)
}

/// The first to the fourth, in letters.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
    ORDINALS.iter().position(|ordinal| *ordinal == word).map(|at| at as i8 + 1)
}

/// Whether the word stands between the first and the last date of a range.
pub(super) fn is_to(word: &str) -> bool {
    matches!(word, "to" | "until" | "till" | "through" | "thru")
}

/// Whether the word leaves open which days are meant.
pub(super) fn is_vague(word: &str) -> bool {
    matches!(
        word,
        "early"
            | "mid"
            | "middle"
            | "late"
            | "beginning"
            | "start"
            | "end"
            | "around"
            | "about"
            | "circa"
            | "recently"
            | "lately"
            | "soon"
            | "earlier"
            | "later"
    ) || weekday(word).is_some()
}
