//! What is counted from the anchor or from the story: weekdays, "last week", "two weeks
//! ago", "the quarter".

use dateline_model::Day;
use jiff::civil::Weekday;

use super::calendar::{days_from, unit_until, weekday_since, weekday_until};
use super::certainty;
use super::reading::{Direction, Expression};
use super::reference::Reference;
use super::resolve::{Resolved, Resolver};
use super::subject::Subject;
use super::timex::{Amount, Count, Date, Rest, Timex, Unit, Vague};
use super::word::{Pointer, Tense};
use super::year;

/// How far from the anchor, in days, a weekday with its number is looked for: within half a
/// year each number has most of the weekdays.
const MOST_DAYS: i32 = 190;

/// How many years after the article a story's next date may lie.
const NEAR_YEARS: i16 = 3;

/// The steps from the anchor's own unit; `None` for what is relative to the story.
pub(super) fn steps_from_anchor(pointer: Pointer) -> Option<i16> {
    match pointer {
        Pointer::Last => Some(-1),
        Pointer::This | Pointer::Latest => Some(0),
        Pointer::Next => Some(1),
        Pointer::Previous | Pointer::Following | Pointer::Same => None,
    }
}

/// What is counted from the anchor or from the story.
impl Resolver {
    pub(super) fn weekday(
        &self,
        weekday: Weekday,
        pointer: Option<Pointer>,
        expression: &Expression,
    ) -> Option<Resolved> {
        let tense = expression.clause.tense;
        let reference = self.reference_of_weekday(pointer)?;
        let from = reference.day()?;
        let before = |day| weekday_until(days_from(day, -1)?, weekday);
        let after = |day| weekday_since(days_from(day, 1)?, weekday);
        let (day, confidence) = match pointer {
            Some(Pointer::Last) => (before(from), certainty::POINTED_WEEKDAY),
            Some(Pointer::Next) => (after(from), certainty::POINTED_WEEKDAY),
            Some(Pointer::Previous) => (before(from), certainty::FROM_STORY),
            Some(Pointer::Following) => (after(from), certainty::FROM_STORY),
            Some(Pointer::Same) => (weekday_until(from, weekday), certainty::FROM_STORY),
            Some(Pointer::This) if tense != Some(Tense::Past) => {
                (weekday_since(from, weekday), certainty::POINTED_WEEKDAY)
            }
            None if looks_ahead(tense)
                && (expression.clause.has_near_verb() || !was_yesterday(from, weekday)) =>
            {
                (weekday_since(from, weekday), certainty::POINTED_WEEKDAY)
            }
            _ => (weekday_until(from, weekday), certainty::PAST_WEEKDAY),
        };
        Some(Resolved::by(reference, Date::Day(day?), confidence))
    }

    /// From what a weekday is counted: the story for "the following Monday", and in a
    /// history, once that has named a date.
    fn reference_of_weekday(&self, pointer: Option<Pointer>) -> Option<Reference> {
        let story =
            || self.story.map(|story| story.reference).filter(|story| story.day().is_some());
        match pointer {
            Some(Pointer::Previous | Pointer::Following | Pointer::Same) => story().or(self.anchor),
            _ if self.subject == Subject::History && self.has_begun() => story(),
            _ => self.anchor,
        }
    }

    /// "the 29th": of the month pointed to, or of that in which story or anchor are; by a
    /// day that is not yet, of the one before, unless the clause is about the future.
    pub(super) fn day_of_month(
        &self,
        day: i8,
        pointer: Option<Pointer>,
        tense: Option<Tense>,
    ) -> Option<Resolved> {
        let (reference, steps, confidence) = match pointer {
            Some(pointer) => self.pointed_from(pointer)?,
            None => {
                let story = self.story.map(|story| story.reference);
                let story =
                    story.filter(|_| self.subject == Subject::History || self.anchor.is_none());
                (story.or(self.anchor)?, 0, certainty::UNDERSTOOD)
            }
        };
        let month = |steps| match reference.unit_from(Unit::Month, steps)? {
            Date::Month(year, month) => Day::new(year, month, day).ok(),
            _ => None,
        };
        let found = month(i32::from(steps))?;
        let is_ahead = found > reference.date.last() && self.subject == Subject::News;
        let found = match (pointer, tense) {
            (None, Some(Tense::Past)) if is_ahead => month(-1)?,
            (None, Some(Tense::Future | Tense::Deadline)) if found < reference.date.first() => {
                month(1)?
            }
            _ => found,
        };
        Some(Resolved::by(reference, Date::Day(found), confidence))
    }

    /// "Tuesday the 29th": the nearest one, on the side of the anchor that the tense tells.
    pub(super) fn weekday_of_day(
        &self,
        weekday: Weekday,
        day: i8,
        tense: Option<Tense>,
    ) -> Option<Resolved> {
        let anchor = self.anchor?.day()?;
        let is_it = |found: &Day| found.day() == day && found.weekday() == weekday;
        let side = |sign: i32| {
            (0..=MOST_DAYS).find_map(|days| days_from(anchor, sign * days).filter(is_it))
        };
        let found = match tense {
            Some(Tense::Future | Tense::Deadline) => side(1).or_else(|| side(-1)),
            _ => side(-1).or_else(|| side(1)),
        }?;
        Some(Resolved::by(self.anchor?, Date::Day(found), certainty::PAST_WEEKDAY))
    }

    /// "the first Monday of last month"
    pub(super) fn nth_weekday(
        &self,
        nth: u8,
        weekday: Weekday,
        pointer: Pointer,
    ) -> Option<Resolved> {
        let (reference, steps, confidence) = self.pointed_from(pointer)?;
        let month = reference.unit_from(Unit::Month, i32::from(steps))?.range()?.first();
        let day = year::nth_weekday(month, nth, weekday)?;
        Some(Resolved::by(reference, Date::Day(day), confidence))
    }

    pub(super) fn weekday_of_week(&self, weekday: Weekday, pointer: Pointer) -> Option<Resolved> {
        let steps = i32::from(steps_from_anchor(pointer)?);
        let week = self.anchor?.unit_from(Unit::Week, steps)?.range()?;
        let day = weekday_since(week.first(), weekday)?;
        Some(Resolved::by(self.anchor?, Date::Day(day), certainty::POINTED))
    }

    pub(super) fn pointed(&self, pointer: Pointer, unit: Unit) -> Option<Resolved> {
        if pointer == Pointer::Latest && unit == Unit::Quarter {
            return self.the_unit(unit, None);
        }
        // The latest year is the last one of which there are results.
        let pointer =
            if (pointer, unit) == (Pointer::Latest, Unit::Year) { Pointer::Last } else { pointer };
        let (reference, steps, confidence) = self.pointed_from(pointer)?;
        let date = match self.quarter {
            Some(quarter) if unit == Unit::Quarter && steps_from_anchor(pointer).is_none() => {
                quarter_from(quarter, steps)
            }
            _ => reference.unit_from(unit, i32::from(steps)),
        }?;
        Some(Resolved::by(reference, date, confidence))
    }

    /// "the past year": to annotators the year before, and to everybody the time from then
    /// up to the anchor. Less than a day is a length of time.
    pub(super) fn past_unit(&self, unit: Unit) -> Option<Resolved> {
        let duration = Resolved::unplaced(Timex::Duration(Amount::of(1, unit)));
        let Some(reference) = self.anchor.filter(|_| self.subject == Subject::News) else {
            return Some(duration);
        };
        let Some(before) = reference.unit_from(unit, -1) else { return Some(duration) };
        let range = unit_until(reference.date.last(), unit);
        let resolved = Resolved::by(reference, before, certainty::ROUGH_OFFSET);
        Some(Resolved { range: range.or(resolved.range), ..resolved })
    }

    /// "the quarter", "the weekend", "the year": the one that the article is about.
    pub(super) fn the_unit(&self, unit: Unit, tense: Option<Tense>) -> Option<Resolved> {
        let reference = match self.subject {
            Subject::History => self.story?.reference,
            Subject::News => self.anchor?,
        };
        let date = match (unit, self.quarter) {
            (Unit::Quarter, Some((year, number))) => Date::Quarter(year, number),
            // Results are of the quarter that is over.
            (Unit::Quarter, None) => reference.unit_from(unit, -1)?,
            (Unit::Weekend, _) => self.weekend(reference, tense)?,
            _ => reference.unit_from(unit, 0)?,
        };
        Some(Resolved::by(reference, date, certainty::UNDERSTOOD))
    }

    /// The weekend that is going on or the last one, in a clause about the future the next
    /// one.
    fn weekend(&self, reference: Reference, tense: Option<Tense>) -> Option<Date> {
        let this = reference.unit_from(Unit::Weekend, 0)?;
        let has_begun = this.range()?.first() <= reference.day()?;
        match has_begun || looks_ahead(tense) {
            true => Some(this),
            false => reference.unit_from(Unit::Weekend, -1),
        }
    }

    /// "two weeks ago", "a year earlier", "three days later".
    pub(super) fn offset(
        &self,
        amount: Amount,
        direction: Direction,
        expression: &Expression,
    ) -> Option<Resolved> {
        let (count, unit) = match steps(amount) {
            Some(steps) => steps,
            None => return Some(unknown_offset(amount, direction)),
        };
        let is_back = matches!(direction, Direction::Ago | Direction::Earlier);
        let count = if is_back { -count } else { count };
        let quarter = self.compared_quarter(expression);
        if let (Unit::Year, true, Some((year, number))) = (unit, is_back, quarter) {
            let year = i16::try_from(i32::from(year) + count).ok().filter(|year| *year >= 1)?;
            let date = Date::Quarter(year, number);
            return Some(Resolved::by(self.anchor?, date, certainty::UNDERSTOOD));
        }
        let unplaced = || Some(Resolved::unplaced(Timex::Duration(amount)));
        let Some((reference, confidence)) = self.offset_from(direction, unit, expression) else {
            return unplaced();
        };
        let Some(date) = reference.unit_from(unit, count) else { return unplaced() };
        if direction == Direction::Later && self.is_far_ahead(date) {
            return unplaced();
        }
        Some(Resolved::by(reference, date, confidence))
    }

    /// From what an amount is counted, and how sure that is.
    fn offset_from(
        &self,
        direction: Direction,
        unit: Unit,
        expression: &Expression,
    ) -> Option<(Reference, u8)> {
        let story = self.last_named().map(|story| (story, certainty::FROM_STORY));
        let confidence =
            if unit == Unit::Day { certainty::OFFSET } else { certainty::ROUGH_OFFSET };
        let anchor = self.anchor.map(|anchor| (anchor, confidence));
        match direction {
            Direction::Ago | Direction::Hence => anchor,
            // "a year earlier" compares with the times of the article, unless another date
            // has just been named.
            Direction::Earlier if unit == Unit::Year && self.subject == Subject::News => {
                self.story.filter(|story| story.shares_sentence(expression)).and(story).or(anchor)
            }
            Direction::Earlier | Direction::Later => story,
        }
    }

    /// Whether a date lies so far after the article that its story cannot have reached it:
    /// "83 years later" was counted from another date than the last one mentioned.
    fn is_far_ahead(&self, date: Date) -> bool {
        let year = date.range().map(|range| range.first().year());
        self.anchor.is_some_and(|anchor| year.is_some_and(|year| year > anchor.year() + NEAR_YEARS))
    }
}

/// The quarter so many on from another one.
fn quarter_from((year, number): (i16, u8), steps: i16) -> Option<Date> {
    let quarters = i32::from(year) * 4 + i32::from(number) - 1 + i32::from(steps);
    let year = i16::try_from(quarters.div_euclid(4)).ok().filter(|year| *year >= 1)?;
    Some(Date::Quarter(year, quarters.rem_euclid(4) as u8 + 1))
}

fn looks_ahead(tense: Option<Tense>) -> bool {
    matches!(tense, Some(Tense::Future | Tense::Deadline))
}

/// Whether the weekday is that of the day before: nobody calls a day that is six days
/// ahead by its bare name.
fn was_yesterday(day: Day, weekday: Weekday) -> bool {
    days_from(day, -1).is_some_and(|before| before.weekday() == weekday)
}

/// An amount as steps of a unit of the calendar; none where the number is not known, or
/// the unit is less than a day.
fn steps(amount: Amount) -> Option<(i32, Unit)> {
    let Count::Exactly(count) = amount.count else { return None };
    let count = i32::try_from(count).ok()?;
    let (count, unit) = match (amount.unit, amount.rest) {
        (Unit::Year, Rest::Half) => (count.checked_mul(12)? + 6, Unit::Month),
        (Unit::Year, Rest::Smaller(months)) => {
            (count.checked_mul(12)? + i32::from(months), Unit::Month)
        }
        // Nobody who says "a decade ago" means a decade of the calendar.
        (Unit::Decade, Rest::Half) => (count.checked_mul(10)? + 5, Unit::Year),
        (Unit::Decade, _) => (count.checked_mul(10)?, Unit::Year),
        (Unit::Century, Rest::Half) => (count.checked_mul(100)? + 50, Unit::Year),
        (Unit::Century, _) => (count.checked_mul(100)?, Unit::Year),
        (Unit::Millennium, _) => (count.checked_mul(1000)?, Unit::Year),
        (Unit::Fortnight, _) => (count.checked_mul(2)?, Unit::Week),
        (Unit::Second | Unit::Minute | Unit::Hour | Unit::Half, _) => return None,
        (unit, _) => (count, unit),
    };
    Some((count, unit))
}

/// "years ago", "hours later".
fn unknown_offset(amount: Amount, direction: Direction) -> Resolved {
    let vague = match direction {
        Direction::Ago | Direction::Earlier => Vague::Past,
        Direction::Hence | Direction::Later => Vague::Future,
    };
    match (amount.count, amount.unit.is_day_or_longer()) {
        (Count::Some, true) => Resolved::unplaced(Timex::Date(Date::Vague(vague))),
        _ => Resolved::unplaced(Timex::Duration(amount)),
    }
}
