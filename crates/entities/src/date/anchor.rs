//! Expressions to mentions: what an expression leaves open is taken from the article's
//! anchor or from the date of which the text spoke before, and from nowhere else.

use dateline_model::{
    Confidence, DateAnchor, DateMention, DateRange, Day, Entity, Mention, PartialDate, Section,
    YearlessDay,
};
use jiff::civil::Weekday;

use super::calendar::{days_from, narrowed, single, weekday_since, weekday_until};
use super::reading::{Base, Calendar, Expression, Field, Portion, Reading, Support, Year};
use super::reference::{Precision, Reference};
use super::word::{Pointer, Tense, Unit};
use super::{Anchor, year};

/// How far from the anchor's year four digits that nothing else supports may be.
const NEAR_YEARS: i16 = 3;

/// How far from the story's year a year is an aside.
const ASIDE_YEARS: i16 = 5;

/// How many days on a story goes from one date to the next.
const STORY_DAYS: i32 = 60;

/// A resolved date.
#[derive(Debug, Clone, Copy)]
struct Resolved {
    range: DateRange,
    anchor: DateAnchor,
    confidence: u8,
}

impl Resolved {
    fn explicit(range: DateRange, confidence: u8) -> Self {
        Self { range, anchor: DateAnchor::Explicit, confidence }
    }

    fn by(reference: Reference, range: DateRange, confidence: u8) -> Self {
        Self { range, anchor: reference.source, confidence }
    }
}

/// The mentions that expressions, in order of place, resolve to; those that nothing
/// resolves are left out.
pub(super) fn resolve(expressions: &[Expression], anchor: Anchor) -> Vec<Mention> {
    let mut resolver = Resolver::new(expressions, anchor);
    expressions.iter().filter_map(|expression| resolver.mention(expression)).collect()
}

/// What is known while the expressions of an article are resolved one after another.
struct Resolver {
    /// The days that the article says in full, sorted; only where one may decide the
    /// order of another's numbers.
    said_days: Vec<DateRange>,
    anchor: Option<Reference>,
    story: Option<Story>,
    subject: Subject,
}

/// The date of which the text spoke last.
#[derive(Debug, Clone, Copy)]
struct Story {
    reference: Reference,
    /// From where the words took it.
    source: DateAnchor,
    section: Section,
    sentence: u32,
}

/// Of what times an article tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// Of those of its publication.
    News,
    /// Of times long before.
    History,
}

impl Resolver {
    fn new(expressions: &[Expression], anchor: Anchor) -> Self {
        let anchor = Reference::of(anchor);
        let subject = anchor.map_or(Subject::News, |anchor| subject(expressions, anchor));
        // A history may open before it names its first year.
        let story = (subject == Subject::History).then(|| first_year(expressions)).flatten();
        Self { said_days: said_days(expressions), anchor, story, subject }
    }

    fn mention(&mut self, expression: &Expression) -> Option<Mention> {
        let Some(resolved) = self.reading(expression) else {
            return self.yearless(expression);
        };
        let resolved = self.portioned(resolved, expression.part);
        self.story = story_of(resolved, expression)
            .filter(|story| !self.is_aside(story.reference))
            .or(self.story);
        Some(Mention {
            section: expression.section,
            span: expression.span,
            entity: Entity::Date(DateMention { range: resolved.range, anchor: resolved.anchor }),
            confidence: Confidence::hundredths(resolved.confidence),
        })
    }

    /// A day that is named without a year in an article that nothing dates.
    fn yearless(&self, expression: &Expression) -> Option<Mention> {
        let Reading::Calendar(calendar) = expression.reading else { return None };
        let day = match (calendar.year(), calendar.first.field, calendar.last) {
            (Year::Open, Field::Day(month, day), None) => YearlessDay::new(month, day).ok()?,
            _ => return None,
        };
        self.anchor.is_none().then_some(Mention {
            section: expression.section,
            span: expression.span,
            entity: Entity::YearlessDay(day),
            confidence: Confidence::hundredths(90),
        })
    }

    /// Whether a year is a look far back or ahead, from which a history returns to the
    /// times it tells of.
    fn is_aside(&self, reference: Reference) -> bool {
        let far = |story: Story| (story.reference.year() - reference.year()).abs() > ASIDE_YEARS;
        self.subject == Subject::History
            && reference.precision() == Precision::Year
            && self.story.is_some_and(far)
    }

    fn reading(&self, expression: &Expression) -> Option<Resolved> {
        match expression.reading {
            Reading::Said(range) => Some(Resolved::explicit(range, said_confidence(range))),
            Reading::Year(year, support) => self.bare_year(year, support),
            Reading::Calendar(calendar) => self.calendar(calendar, expression),
            Reading::EitherOrder(first, second, year) => self.either_order(first, second, year),
            Reading::DayWord(days) => {
                let day = days_from(self.anchor_day()?, i32::from(days))?;
                Some(Resolved::by(self.anchor?, single(day)?, 90))
            }
            Reading::Weekday(weekday, pointer) => self.weekday(weekday, pointer, expression.tense),
            Reading::WeekdayOfWeek(weekday, pointer) => {
                let week =
                    self.anchor?.unit_from(Unit::Week, i32::from(deictic_steps(pointer)?))?;
                let day = weekday_since(week.first(), weekday)?;
                Some(Resolved::by(self.anchor?, single(day)?, 85))
            }
            Reading::Pointed(pointer, unit) => self.pointed(pointer, unit),
            Reading::Offset(count, unit, base) => self.offset(count, unit, base),
        }
    }

    fn bare_year(&self, year: i16, support: Support) -> Option<Resolved> {
        let range = PartialDate::year(year).ok()?.range();
        let confidence = match support {
            Support::Strong => 95,
            Support::Weak => 75,
            Support::None if (self.anchor?.year() - year).abs() <= NEAR_YEARS => 50,
            Support::None => return None,
        };
        Some(Resolved::explicit(range, confidence))
    }

    fn calendar(&self, calendar: Calendar, expression: &Expression) -> Option<Resolved> {
        match calendar.year() {
            Year::Said(said) => {
                let found = year::place(calendar, said)?;
                Some(Resolved::explicit(found.range, found.confidence(100)))
            }
            Year::Pointed(pointer) => {
                let (reference, steps, confidence) = self.pointed_from(pointer)?;
                let found = year::place(calendar, reference.year() + steps)?;
                Some(Resolved::by(reference, found.range, found.confidence(confidence)))
            }
            Year::Nearest(pointer) => {
                let found = year::nearest(calendar, pointer, self.anchor?)?;
                Some(Resolved::by(self.anchor?, found.range, found.confidence(85)))
            }
            Year::Open => self.open_calendar(calendar, expression),
        }
    }

    /// A day or month whose year has to be found: from the story where it tells of the
    /// past, else from the anchor.
    fn open_calendar(&self, calendar: Calendar, expression: &Expression) -> Option<Resolved> {
        let by_anchor = self.anchor.and_then(|anchor| {
            let found = year::of_anchor(calendar, expression.tense, anchor)?;
            Some(Resolved::by(anchor, found.range, found.confidence(85)))
        });
        let by_story = self.story.and_then(|story| {
            let found = year::of_story(calendar, story.reference)?;
            Some(Resolved::by(story.reference, found.range, found.confidence(65)))
        });
        match (self.anchor, by_anchor, self.subject) {
            (None, ..) => by_story.filter(|found| self.goes_on_from(found.range, expression)),
            (_, _, Subject::History) => by_story.or(by_anchor),
            (Some(anchor), Some(near), _) if year::is_near(near.range, anchor) => by_anchor,
            _ => by_story.filter(|_| self.follows_story(expression)).or(by_anchor),
        }
    }

    /// Whether a day, in an article that nothing dates, belongs to the year of the date
    /// said before it: in the title, in the same sentence, or where the story goes on from that day. A
    /// year that is said farther off is more often background than the year of the news.
    fn goes_on_from(&self, range: DateRange, expression: &Expression) -> bool {
        let Some(story) = self.story else { return false };
        let (reference, last) = (story.reference, story.reference.date.last());
        let same_sentence =
            (story.section, story.sentence) == (expression.section, expression.sentence);
        let goes_on = reference.precision() == Precision::Day
            && last <= range.first()
            && days_from(last, STORY_DAYS).is_some_and(|horizon| range.first() <= horizon);
        story.section == Section::Title || same_sentence || goes_on
    }

    /// Whether the sentence of an expression has just named a year before the anchor's,
    /// which then holds for the rest of it.
    fn follows_story(&self, expression: &Expression) -> bool {
        let (Some(story), Some(anchor)) = (self.story, self.anchor) else { return false };
        story.source == DateAnchor::Explicit
            && (story.section, story.sentence) == (expression.section, expression.sentence)
            && story.reference.year() < anchor.year()
            && expression.tense != Some(Tense::Future)
    }

    /// Day and month in either order: as the anchor or another date of the article
    /// decides, or else the year alone.
    fn either_order(&self, first: i8, second: i8, year: i16) -> Option<Resolved> {
        let month_first = PartialDate::day(year, first, second).ok()?.range();
        let day_first = PartialDate::day(year, second, first).ok()?.range();
        let decided = match (self.is_at_home(month_first), self.is_at_home(day_first)) {
            (true, false) => Resolved::explicit(month_first, 80),
            (false, true) => Resolved::explicit(day_first, 80),
            _ => Resolved::explicit(PartialDate::year(year).ok()?.range(), 40),
        };
        Some(decided)
    }

    /// Whether a day is close to the anchor, or said in full elsewhere in the article.
    fn is_at_home(&self, day: DateRange) -> bool {
        let is_near = self.anchor_day().is_some_and(|anchor| {
            days_from(day.first(), -7).is_some_and(|first| first <= anchor)
                && days_from(day.first(), 31).is_some_and(|last| anchor <= last)
        });
        is_near || self.said_days.binary_search(&day).is_ok()
    }

    fn weekday(
        &self,
        weekday: Weekday,
        pointer: Option<Pointer>,
        tense: Option<Tense>,
    ) -> Option<Resolved> {
        let anchor = self.anchor_day()?;
        let is_future = tense == Some(Tense::Future);
        let (day, confidence) = match pointer {
            Some(Pointer::Last) => (weekday_until(days_from(anchor, -1)?, weekday), 80),
            Some(Pointer::Next) => (weekday_since(days_from(anchor, 1)?, weekday), 75),
            Some(Pointer::This) if tense != Some(Tense::Past) => {
                (weekday_since(anchor, weekday), 75)
            }
            None if is_future => (weekday_since(anchor, weekday), 80),
            _ => (weekday_until(anchor, weekday), 90),
        };
        Some(Resolved::by(self.anchor?, single(day?)?, confidence))
    }

    fn pointed(&self, pointer: Pointer, unit: Unit) -> Option<Resolved> {
        let (reference, steps, confidence) = self.pointed_from(pointer)?;
        let range = reference.unit_from(unit, i32::from(steps))?;
        Some(Resolved::by(reference, range, confidence))
    }

    /// What a pointer points from, how many units on, and how sure that is.
    fn pointed_from(&self, pointer: Pointer) -> Option<(Reference, i16, u8)> {
        if let Some(steps) = deictic_steps(pointer) {
            return Some((self.anchor?, steps, 85));
        }
        let steps = match pointer {
            Pointer::Previous => -1,
            Pointer::Following => 1,
            _ => 0,
        };
        Some((self.story?.reference, steps, 60))
    }

    fn offset(&self, count: i16, unit: Unit, base: Base) -> Option<Resolved> {
        let (reference, confidence) = match base {
            Base::Anchor => (self.anchor?, 80),
            Base::Story => (self.story?.reference, 60),
        };
        // Nobody who says "a decade ago" means a decade of the calendar.
        let (unit, count) = match unit {
            Unit::Decade => (Unit::Year, i32::from(count) * 10),
            Unit::Quarter | Unit::Half | Unit::Century | Unit::Weekend => return None,
            unit => (unit, i32::from(count)),
        };
        let range = reference.unit_from(unit, count)?;
        if base == Base::Story && self.is_far_ahead(range) {
            return None;
        }
        let confidence = if unit == Unit::Day { confidence } else { confidence - 10 };
        Some(Resolved::by(reference, range, confidence))
    }

    /// Whether a range lies so far after the article that its story cannot have reached
    /// it: "83 years later" was counted from another date than the last one mentioned.
    fn is_far_ahead(&self, range: DateRange) -> bool {
        self.anchor.is_some_and(|anchor| range.first().year() > anchor.year() + NEAR_YEARS)
    }

    /// The part of a resolved date that the words speak of.
    fn portioned(&self, resolved: Resolved, portion: Option<Portion>) -> Resolved {
        let anchor = self.anchor.map(|anchor| anchor.date);
        let range = match portion {
            None => return resolved,
            Some(Portion::Third(part)) => Some(narrowed(resolved.range, part)),
            Some(Portion::Elapsed) => {
                anchor.and_then(|anchor| resolved.range.intersection(DateRange::until(anchor)))
            }
            Some(Portion::Remaining) => {
                anchor.and_then(|anchor| resolved.range.intersection(DateRange::since(anchor)))
            }
        };
        let confidence = resolved.confidence.saturating_sub(10);
        Resolved { range: range.unwrap_or(resolved.range), confidence, ..resolved }
    }

    fn anchor_day(&self) -> Option<Day> {
        let anchor = self.anchor?;
        (anchor.precision() == Precision::Day).then(|| anchor.date.first())
    }
}

/// The steps from the anchor's own unit; `None` for what is relative to the story.
fn deictic_steps(pointer: Pointer) -> Option<i16> {
    match pointer {
        Pointer::Last => Some(-1),
        Pointer::This => Some(0),
        Pointer::Next => Some(1),
        Pointer::Previous | Pointer::Following | Pointer::Same => None,
    }
}

fn said_confidence(range: DateRange) -> u8 {
    if range.first() == range.last() { 100 } else { 95 }
}

/// The days that expressions say in full, sorted, if any leaves the order of its numbers
/// open.
fn said_days(expressions: &[Expression]) -> Vec<DateRange> {
    let is_open = |expression: &Expression| matches!(expression.reading, Reading::EitherOrder(..));
    if !expressions.iter().any(is_open) {
        return Vec::new();
    }
    let mut days: Vec<DateRange> =
        expressions.iter().filter_map(|expression| said_day(&expression.reading)).collect();
    days.sort_unstable();
    days
}

/// The day that a reading says in full.
fn said_day(reading: &Reading) -> Option<DateRange> {
    let range = match *reading {
        Reading::Said(range) => range,
        Reading::Calendar(calendar) => match calendar.year() {
            Year::Said(year) => year::place(calendar, year)?.range,
            _ => return None,
        },
        _ => return None,
    };
    (range.first() == range.last()).then_some(range)
}

/// Whether the article tells of its own time: most of what it dates is near the anchor.
/// Days and months without a year count for the present where most of them would lie near
/// the anchor: in a history only as many do as chance has it, one in three.
fn subject(expressions: &[Expression], anchor: Reference) -> Subject {
    let (mut past, mut present) = (0, 0);
    let (mut near, mut far) = (0, 0);
    for expression in expressions {
        let year = match expression.reading {
            Reading::Said(range) => Some(range.last().year()),
            Reading::Year(year, Support::Strong | Support::Weak) => Some(year),
            Reading::Calendar(calendar) => match calendar.year() {
                Year::Said(year) => Some(year),
                Year::Pointed(pointer) if deictic_steps(pointer).is_some() => None,
                Year::Nearest(_) => None,
                Year::Open => {
                    let placed = year::of_anchor(calendar, expression.tense, anchor);
                    match placed.is_some_and(|placed| year::is_near(placed.range, anchor)) {
                        true => near += 1,
                        false => far += 1,
                    }
                    continue;
                }
                Year::Pointed(_) => continue,
            },
            Reading::DayWord(_) | Reading::Weekday(..) => None,
            _ => continue,
        };
        match year {
            Some(year) if year < anchor.year() - 1 => past += 1,
            Some(year) if year < anchor.year() => {}
            _ => present += 1,
        }
    }
    if near > far {
        present += near;
    }
    if past >= 3 && past > 3 * present { Subject::History } else { Subject::News }
}

/// The first year that is said, as the story that a history opens with.
fn first_year(expressions: &[Expression]) -> Option<Story> {
    expressions.iter().find_map(|expression| {
        let year = match expression.reading {
            Reading::Calendar(calendar) => match calendar.year() {
                Year::Said(year) => year,
                _ => return None,
            },
            Reading::Year(year, Support::Strong) => year,
            _ => return None,
        };
        let range = PartialDate::year(year).ok()?.range();
        story_of(Resolved::explicit(range, 0), expression)
    })
}

fn story_of(resolved: Resolved, expression: &Expression) -> Option<Story> {
    let (section, sentence) = (expression.section, expression.sentence);
    let reference = Reference::of_story(resolved.range)?;
    Some(Story { reference, source: resolved.anchor, section, sentence })
}
