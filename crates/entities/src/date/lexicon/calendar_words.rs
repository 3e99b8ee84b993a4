//! Words for stretches of the calendar and times of the day.

use jiff::civil::Weekday::*;

use super::Entry;
use crate::date::timex::DayPart::*;
use crate::date::timex::Season::*;
use crate::date::timex::Unit;
use crate::date::word::Meridiem::*;
use crate::date::word::MonthForm::{GivenName, Plain, ShortName, Verb};
use crate::date::word::WeekdayForm::{Full, Plural};
use crate::date::word::{MonthForm, WeekdayForm, Word};

/// Months and their abbreviations.
pub(super) const MONTHS: &[Entry] = &{
    use MonthForm::Short;
    [
        ("january", Word::Month(1, Plain)),
        ("february", Word::Month(2, Plain)),
        ("march", Word::Month(3, Verb)),
        ("april", Word::Month(4, GivenName)),
        ("may", Word::Month(5, Verb)),
        ("june", Word::Month(6, GivenName)),
        ("july", Word::Month(7, Plain)),
        ("august", Word::Month(8, GivenName)),
        ("september", Word::Month(9, Plain)),
        ("october", Word::Month(10, Plain)),
        ("november", Word::Month(11, Plain)),
        ("december", Word::Month(12, Plain)),
        ("jan", Word::Month(1, ShortName)),
        ("feb", Word::Month(2, Short)),
        ("mar", Word::Month(3, ShortName)),
        ("apr", Word::Month(4, Short)),
        ("jun", Word::Month(6, ShortName)),
        ("jul", Word::Month(7, ShortName)),
        ("aug", Word::Month(8, Short)),
        ("sep", Word::Month(9, ShortName)),
        ("sept", Word::Month(9, Short)),
        ("oct", Word::Month(10, Short)),
        ("nov", Word::Month(11, Short)),
        ("dec", Word::Month(12, ShortName)),
    ]
};

/// Weekdays and their abbreviations.
pub(super) const WEEKDAYS: &[Entry] = &{
    use WeekdayForm::Short;
    [
        ("monday", Word::Weekday(Monday, Full)),
        ("tuesday", Word::Weekday(Tuesday, Full)),
        ("wednesday", Word::Weekday(Wednesday, Full)),
        ("thursday", Word::Weekday(Thursday, Full)),
        ("friday", Word::Weekday(Friday, Full)),
        ("saturday", Word::Weekday(Saturday, Full)),
        ("sunday", Word::Weekday(Sunday, Full)),
        ("mondays", Word::Weekday(Monday, Plural)),
        ("tuesdays", Word::Weekday(Tuesday, Plural)),
        ("wednesdays", Word::Weekday(Wednesday, Plural)),
        ("thursdays", Word::Weekday(Thursday, Plural)),
        ("fridays", Word::Weekday(Friday, Plural)),
        ("saturdays", Word::Weekday(Saturday, Plural)),
        ("sundays", Word::Weekday(Sunday, Plural)),
        ("mon", Word::Weekday(Monday, Short)),
        ("tue", Word::Weekday(Tuesday, Short)),
        ("tues", Word::Weekday(Tuesday, Short)),
        ("wed", Word::Weekday(Wednesday, Short)),
        ("thu", Word::Weekday(Thursday, Short)),
        ("thur", Word::Weekday(Thursday, Short)),
        ("thurs", Word::Weekday(Thursday, Short)),
        ("fri", Word::Weekday(Friday, Short)),
        ("sat", Word::Weekday(Saturday, Short)),
        ("sun", Word::Weekday(Sunday, Short)),
    ]
};

/// Units of time, and what recurs with each of them.
pub(super) const UNITS: &[Entry] = &{
    [
        ("seconds", Word::Unit(Unit::Second)),
        ("minute", Word::Unit(Unit::Minute)),
        ("minutes", Word::Unit(Unit::Minute)),
        ("hour", Word::Unit(Unit::Hour)),
        ("hours", Word::Unit(Unit::Hour)),
        ("day", Word::Unit(Unit::Day)),
        ("days", Word::Unit(Unit::Day)),
        ("week", Word::Unit(Unit::Week)),
        ("weeks", Word::Unit(Unit::Week)),
        ("fortnight", Word::Unit(Unit::Fortnight)),
        ("fortnights", Word::Unit(Unit::Fortnight)),
        ("weekend", Word::Unit(Unit::Weekend)),
        ("weekends", Word::Unit(Unit::Weekend)),
        ("month", Word::Unit(Unit::Month)),
        ("months", Word::Unit(Unit::Month)),
        ("quarter", Word::Unit(Unit::Quarter)),
        ("quarters", Word::Unit(Unit::Quarter)),
        ("half", Word::Unit(Unit::Half)),
        ("halves", Word::Unit(Unit::Half)),
        ("year", Word::Unit(Unit::Year)),
        ("years", Word::Unit(Unit::Year)),
        ("decade", Word::Unit(Unit::Decade)),
        ("decades", Word::Unit(Unit::Decade)),
        ("century", Word::Unit(Unit::Century)),
        ("centuries", Word::Unit(Unit::Century)),
        ("millennium", Word::Unit(Unit::Millennium)),
        ("millennia", Word::Unit(Unit::Millennium)),
        ("hrs", Word::Unit(Unit::Hour)),
        ("mins", Word::Unit(Unit::Minute)),
        ("secs", Word::Unit(Unit::Second)),
        ("yrs", Word::Unit(Unit::Year)),
        ("yr", Word::Unit(Unit::Year)),
        ("mth", Word::Unit(Unit::Month)),
        ("mths", Word::Unit(Unit::Month)),
        ("qtr", Word::Unit(Unit::Quarter)),
        ("qtrs", Word::Unit(Unit::Quarter)),
        ("hourly", Word::Recurring(Unit::Hour)),
        ("daily", Word::Recurring(Unit::Day)),
        ("weekly", Word::Recurring(Unit::Week)),
        ("fortnightly", Word::Recurring(Unit::Fortnight)),
        ("monthly", Word::Recurring(Unit::Month)),
        ("yearly", Word::Recurring(Unit::Year)),
    ]
};

/// Quarters.
pub(super) const QUARTERS: &[Entry] = &[
    ("q1", Word::QuarterName(1)),
    ("q2", Word::QuarterName(2)),
    ("q3", Word::QuarterName(3)),
    ("q4", Word::QuarterName(4)),
];

/// Seasons.
pub(super) const SEASONS: &[Entry] = &{
    [
        ("spring", Word::Season(Spring)),
        ("summer", Word::Season(Summer)),
        ("autumn", Word::Season(Autumn)),
        ("fall", Word::Season(Autumn)),
        ("winter", Word::Season(Winter)),
    ]
};

/// Times of the day.
pub(super) const TIMES: &[Entry] = &{
    [
        ("dawn", Word::DayPart(Morning)),
        ("morning", Word::DayPart(Morning)),
        ("mornings", Word::DayPart(Morning)),
        ("afternoon", Word::DayPart(Afternoon)),
        ("afternoons", Word::DayPart(Afternoon)),
        ("evening", Word::DayPart(Evening)),
        ("evenings", Word::DayPart(Evening)),
        ("dusk", Word::DayPart(Evening)),
        ("night", Word::DayPart(Night)),
        ("nights", Word::DayPart(Night)),
        ("nighttime", Word::DayPart(Night)),
        ("daytime", Word::DayPart(Daytime)),
        ("midday", Word::DayPart(Midday)),
        ("lunchtime", Word::DayPart(Midday)),
        ("noon", Word::Hour(12)),
        ("midnight", Word::Hour(24)),
        ("am", Word::Meridiem(Before)),
        ("pm", Word::Meridiem(After)),
        ("clock", Word::OClock),
        ("gmt", Word::Zone),
        ("utc", Word::Zone),
        ("est", Word::Zone),
        ("edt", Word::Zone),
        ("cst", Word::Zone),
        ("cdt", Word::Zone),
        ("mst", Word::Zone),
        ("mdt", Word::Zone),
        ("pst", Word::Zone),
        ("pdt", Word::Zone),
        ("bst", Word::Zone),
        ("cet", Word::Zone),
        ("cest", Word::Zone),
        ("eet", Word::Zone),
        ("msk", Word::Zone),
        ("ist", Word::Zone),
        ("jst", Word::Zone),
        ("hkt", Word::Zone),
    ]
};

/// First words of the names of days; [`named_day`](crate::date::named_day) has the names.
pub(super) const NAMES: &[Entry] = &{
    [
        ("anzac", Word::Name),
        ("armistice", Word::Name),
        ("ascension", Word::Name),
        ("bastille", Word::Name),
        ("boxing", Word::Name),
        ("candlemas", Word::Name),
        ("christmas", Word::Name),
        ("cinco", Word::Name),
        ("columbus", Word::Name),
        ("easter", Word::Name),
        ("earth", Word::Name),
        ("election", Word::Name),
        ("father", Word::Name),
        ("inauguration", Word::Name),
        ("mardi", Word::Name),
        ("mother", Word::Name),
        ("patrick", Word::Name),
        ("victoria", Word::Name),
        ("epiphany", Word::Name),
        ("groundhog", Word::Name),
        ("halloween", Word::Name),
        ("independence", Word::Name),
        ("juneteenth", Word::Name),
        ("labor", Word::Name),
        ("labour", Word::Name),
        ("martin", Word::Name),
        ("memorial", Word::Name),
        ("mlk", Word::Name),
        ("new", Word::Name),
        ("newroz", Word::Name),
        ("norouz", Word::Name),
        ("noruz", Word::Name),
        ("nowruz", Word::Name),
        ("pentecost", Word::Name),
        ("persian", Word::Name),
        ("presidents", Word::Name),
        ("remembrance", Word::Name),
        ("thanksgiving", Word::Name),
        ("valentine", Word::Name),
        ("valentines", Word::Name),
        ("veterans", Word::Name),
        ("xmas", Word::Name),
    ]
};
