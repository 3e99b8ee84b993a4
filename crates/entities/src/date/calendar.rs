//! Days to the weeks, months and longer times around them.

use dateline_model::{DateLevel, DateRange, Day, PartialDate};
use jiff::civil::Weekday;
use jiff::{Span, ToSpan};

use super::timex::{Date, Season, Unit};
use super::word::Part;

/// The day so many days after `day`, or before it; `None` beyond the calendar.
pub(super) fn days_from(day: Day, days: i32) -> Option<Day> {
    day.checked_add(Span::new().try_days(days).ok()?).ok().filter(|day| day.year() >= 1)
}

/// The whole of the unit in which `day` lies, `steps` units further on; none for units of
/// less than a day.
pub(super) fn unit_from(day: Day, unit: Unit, steps: i32) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => None,
        Unit::Day => Some(Date::Day(days_from(day, steps)?)),
        Unit::Week => monday_of(days_from(day, steps.checked_mul(7)?)?).map(Date::Week),
        Unit::Fortnight => unit_from(day, Unit::Week, steps.checked_mul(2)?),
        Unit::Weekend => monday_of(days_from(day, steps.checked_mul(7)?)?).map(Date::Weekend),
        Unit::Month => months_from(day, steps, 1).map(|(year, month)| Date::Month(year, month)),
        Unit::Quarter => months_from(day, steps.checked_mul(3)?, 3)
            .map(|(year, month)| Date::Quarter(year, month as u8 / 3 + 1)),
        Unit::Half => months_from(day, steps.checked_mul(6)?, 6)
            .map(|(year, month)| Date::Half(year, month as u8 / 6 + 1)),
        Unit::Year => years_from(day, steps, 1).map(Date::Year),
        Unit::Decade => years_from(day, steps.checked_mul(10)?, 10).map(Date::Decade),
        Unit::Century => years_from(day, steps.checked_mul(100)?, 100).map(Date::Century),
    }
}

/// The days of one unit that end with a day; none for units of less than a day.
pub(super) fn unit_until(day: Day, unit: Unit) -> Option<DateRange> {
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Weekend | Unit::Millennium => return None,
        Unit::Day => 1.day(),
        Unit::Week => 1.week(),
        Unit::Fortnight => 2.weeks(),
        Unit::Month => 1.month(),
        Unit::Quarter => 3.months(),
        Unit::Half => 6.months(),
        Unit::Year => 1.year(),
        Unit::Decade => 10.years(),
        Unit::Century => 100.years(),
    };
    let first = day.checked_sub(span).ok().filter(|first| first.year() >= 1)?;
    DateRange::new(first, day).ok()
}

/// The range of one day.
pub(super) fn single(day: Day) -> Option<DateRange> {
    DateRange::new(day, day).ok()
}

/// The Monday of the week of `day`.
pub(super) fn monday_of(day: Day) -> Option<Day> {
    days_from(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// Saturday and Sunday of the week of `day`.
pub(super) fn weekend_of(day: Day) -> Option<DateRange> {
    let week = DateLevel::Week.around(day)?;
    DateRange::new(days_from(week.first(), 5)?, week.last()).ok()
}

/// The last such weekday on or before `day`.
pub(super) fn weekday_until(day: Day, weekday: Weekday) -> Option<Day> {
    days_from(day, -i32::from(weekday.until(day.weekday())))
}

/// The first such weekday on or after `day`.
pub(super) fn weekday_since(day: Day, weekday: Weekday) -> Option<Day> {
    days_from(day, i32::from(weekday.since(day.weekday())))
}

/// Year and month in which the period of `length` months begins, counted from January,
/// in which `day` moved by `steps` months lies.
fn months_from(day: Day, steps: i32, length: i32) -> Option<(i16, i8)> {
    let index = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let index = index.checked_add(steps)?;
    let first = index - index.rem_euclid(length);
    let year = i16::try_from(first.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year))?;
    Some((year, first.rem_euclid(12) as i8 + 1))
}

/// The first year of the period of `length` years in which the year of `day` moved by
/// `years` lies.
fn years_from(day: Day, years: i32, length: i32) -> Option<i16> {
    let year = i32::from(day.year()).checked_add(years)?;
    let first = (year - year.rem_euclid(length)).max(i32::from(length == 1));
    i16::try_from(first).ok().filter(|first| (0..=9999).contains(first) && year >= 1)
}

/// So many years from `first` on.
pub(super) fn years_of(first: i32, length: i32) -> Option<DateRange> {
    let year = |year: i32| PartialDate::year(i16::try_from(year).ok()?).ok();
    DateRange::new(year(first)?.first(), year(first + length - 1)?.last()).ok()
}

/// The first year of a century: the 20th is 1901 to 2000 to the letter, but 1900 to 1999
/// to those who write; the latter is taken.
pub(super) fn century(number: u8) -> i16 {
    (i16::from(number) - 1) * 100
}

/// The hundred years from `first` on; the first century has 99.
pub(super) fn century_from(first: i32) -> Option<DateRange> {
    if first == 0 { years_of(1, 99) } else { years_of(first, 100) }
}

/// The season that begins in the year.
pub(super) fn season(year: i16, season: Season) -> Option<DateRange> {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    DateRange::months(year, first, 3)
}

/// The part of a range: its first, middle or last third, by days, months or years as
/// they come out whole.
///
/// A range of less than a month is left as it is: "early this week" is too vague to cut.
pub(super) fn narrowed(range: DateRange, part: Part) -> DateRange {
    let third = match part {
        Part::Early | Part::Beginning => 0,
        Part::Mid | Part::Middle => 1,
        Part::Late | Part::End => 2,
    };
    let (first, last) = (range.first(), range.last());
    let months =
        i32::from(last.year() - first.year()) * 12 + i32::from(last.month() - first.month()) + 1;
    let is_whole = first.day() == 1 && last == last.last_of_month();
    let narrowed = match months {
        1 if is_whole => days_third(first, third),
        3.. if is_whole => months_third(first, months, third),
        _ => None,
    };
    narrowed.unwrap_or(range)
}

fn days_third(first: Day, third: i32) -> Option<DateRange> {
    let from = days_from(first, third * 10)?;
    let to = if third == 2 { first.last_of_month() } else { days_from(from, 9)? };
    DateRange::new(from, to).ok()
}

fn months_third(first: Day, count: i32, third: i32) -> Option<DateRange> {
    let from = first.checked_add((count * third / 3).months()).ok()?;
    let after = first.checked_add((count * (third + 1) / 3).months()).ok();
    // The last month of the calendar has none after it.
    let to = match after {
        Some(after) => days_from(after, -1)?,
        None => Day::MAX,
    };
    DateRange::new(from, to).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse::<PartialDate>().unwrap().first()
    }

    #[test]
    fn units_are_counted_from_a_day() {
        for (from, unit, steps, expected) in [
            ("2021-09-23", Unit::Day, -1, "2021-09-22"),
            ("2021-09-23", Unit::Week, 0, "2021-W38"),
            ("2021-09-23", Unit::Week, -1, "2021-W37"),
            ("2021-09-23", Unit::Weekend, 0, "2021-W38-WE"),
            ("2021-01-31", Unit::Month, -1, "2020-12"),
            ("2021-05-31", Unit::Quarter, 0, "2021-Q2"),
            ("2021-05-31", Unit::Half, -1, "2020-H2"),
            ("2021-05-31", Unit::Year, 1, "2022"),
            ("2021-05-31", Unit::Decade, -1, "201"),
            ("2021-05-31", Unit::Century, -1, "19"),
        ] {
            let date = unit_from(day(from), unit, steps).unwrap();
            assert_eq!(date.to_string(), expected, "{from} {unit:?} {steps}");
        }
    }

    #[test]
    fn a_unit_ends_with_a_day() {
        for (unit, expected) in [
            (Unit::Day, "2020-02-28..2020-02-29"),
            (Unit::Week, "2020-02-22..2020-02-29"),
            (Unit::Month, "2020-01-29..2020-02-29"),
            (Unit::Year, "2019-02-28..2020-02-29"),
            (Unit::Decade, "2010-02-28..2020-02-29"),
        ] {
            let range = unit_until(day("2020-02-29"), unit).unwrap();
            assert_eq!(range.to_string(), expected, "{unit:?}");
        }
        assert_eq!(unit_until(day("0001-01-01"), Unit::Day), None);
        assert_eq!(unit_until(day("2020-02-29"), Unit::Hour), None);
    }

    #[test]
    fn nothing_lies_beyond_the_calendar() {
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Century] {
            assert_eq!(unit_from(day("0001-01-01"), unit, -1), None, "{unit:?}");
            assert_eq!(unit_from(day("9999-12-31"), unit, 1), None, "{unit:?}");
            assert_eq!(unit_from(day("2021-01-01"), unit, 20_000_000), None, "{unit:?}");
        }
    }

    #[test]
    fn parts_are_thirds() {
        for (range, part, expected) in [
            ("2021-09", Part::Early, "2021-09-01..2021-09-10"),
            ("2021-09", Part::Mid, "2021-09-11..2021-09-20"),
            ("2021-02", Part::Late, "2021-02-21..2021-02-28"),
            ("2021", Part::Beginning, "2021-01-01..2021-04-30"),
            ("2021", Part::Middle, "2021-05-01..2021-08-31"),
            ("9999", Part::End, "9999-09-01.."),
            ("2021-09-06", Part::Early, "2021-09-06"),
        ] {
            let range: PartialDate = range.parse().unwrap();
            assert_eq!(narrowed(range.range(), part).to_string(), expected, "{range} {part:?}");
        }
    }
}
