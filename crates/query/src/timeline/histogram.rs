//! How many articles there are in each period.

use dateline_model::{DateLevel, DateRange, Day};
use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;

use crate::answer::Extent;
use crate::archive::Archive;
use crate::compile::Purpose;
use crate::notice::Notice;
use crate::passage::AskedDates;
use crate::periods::{DatesOf, PeriodCounts};
use crate::{LeftOut, Result, SearchRequest};

/// A question and how its articles are counted.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineRequest {
    /// The question; order, limit and detail do not matter.
    pub search: SearchRequest,
    /// Which dates are counted.
    pub by: DatesOf,
    /// How long the periods are; chosen by the dates when not given.
    pub level: Option<DateLevel>,
}

/// The articles of a question, counted by periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineAnswer {
    /// How many articles match the question.
    pub total: u64,
    /// How long the periods are.
    pub level: DateLevel,
    /// The periods that have an article, in the order of time.
    pub bars: Vec<Bar>,
    /// How many articles have no date, or none that was asked for.
    pub undated: u64,
    /// Dates that are in no one period.
    pub left_out: LeftOut,
    /// Whether all articles were looked at.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

/// A period and how many articles have a date in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// The period.
    pub period: DateRange,
    /// The number of articles, each counted once.
    pub articles: u64,
}

/// A line of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A period.
    Bar(Bar),
    /// Periods without an article, drawn together.
    Gap {
        /// From the first day of the first to the last of the last.
        days: DateRange,
        /// How many they are.
        periods: u32,
    },
}

impl TimelineAnswer {
    /// The periods from the first to the last that have an article, those without one among
    /// them; where more than `most_empty` of these follow each other, they are one row.
    #[must_use]
    pub fn rows(&self, most_empty: u32) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.bars.len() * 2);
        let mut before: Option<Bar> = None;
        for &bar in &self.bars {
            if let Some(before) = before {
                self.push_empty(before.period, bar.period, most_empty, &mut rows);
            }
            rows.push(Row::Bar(bar));
            before = Some(bar);
        }
        rows
    }

    /// Adds the periods between two.
    fn push_empty(&self, from: DateRange, to: DateRange, most_empty: u32, rows: &mut Vec<Row>) {
        let steps = self.level.steps(from.first(), to.first());
        let periods = u32::try_from(steps - 1).unwrap_or(0);
        let days = from.last().tomorrow().ok().zip(to.first().yesterday().ok());
        match days.and_then(|(first, last)| DateRange::new(first, last).ok()) {
            Some(days) if periods > most_empty => rows.push(Row::Gap { days, periods }),
            _ => rows.extend((1..steps).filter_map(|step| {
                let period = self.level.stepped(from.first(), step)?;
                Some(Row::Bar(Bar { period, articles: 0 }))
            })),
        }
    }
}

impl Archive {
    /// Counts the articles of a question by periods of time. Where dates are counted that
    /// the text speaks of and the question asks for some, only those count.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn timeline(&self, request: &TimelineRequest) -> Result<TimelineAnswer> {
        let mut prepared = self.prepare(&request.search)?;
        let query = self.compile(&prepared, Purpose::Match);
        let found = self.engine(self.searcher.search(&*query, &DocSetCollector))?;
        let mut documents: Vec<DocAddress> = found.into_iter().collect();
        documents.sort_unstable();
        let asked = match request.by {
            DatesOf::Text => prepared.plan.asked_dates(),
            // Each article has one publication date, and matches by it.
            DatesOf::Publication => Vec::new(),
        };
        let level = match request.level.or_else(|| suitable_for(&asked)) {
            Some(level) => level,
            None => suitable(&self.count_periods(&documents, request.by, None, &asked)?),
        };
        let counts = self.count_periods(&documents, request.by, Some(level), &asked)?;
        counts.note(Some(level)).into_iter().for_each(|note| prepared.notes.push(note));
        let PeriodCounts { articles, undated, left_out } = counts;
        let bars = articles.into_iter().map(|(period, articles)| Bar { period, articles });
        let mut bars: Vec<Bar> = bars.collect();
        bars.sort_unstable_by_key(|bar| bar.period);
        let total = documents.len() as u64;
        Ok(TimelineAnswer {
            total,
            level,
            bars,
            undated,
            left_out,
            extent: prepared.watch.extent(),
            notes: prepared.notes.into_list(),
        })
    }
}

/// Up to how many days periods of a length are easily looked over.
const SUITABLE: [(i32, DateLevel); 6] = [
    (45, DateLevel::Day),
    (26 * 7, DateLevel::Week),
    (4 * 366, DateLevel::Month),
    (12 * 366, DateLevel::Quarter),
    (80 * 366, DateLevel::Year),
    (800 * 366, DateLevel::Decade),
];

/// Of the dates on either end, this part is not looked at: a mention of the Middle Ages
/// should not turn a week of news into one bar.
const OUTLIERS: u64 = 40;

/// The length of periods that suits days.
fn suitable_for_days(first: Day, last: Day) -> DateLevel {
    let days = (last - first).get_days();
    let by_days = SUITABLE.iter().find(|(most, _)| days <= *most);
    by_days.map_or(DateLevel::Century, |&(_, level)| level)
}

/// The length of periods that suits the dates asked for, where these have two ends.
fn suitable_for(asked: &[AskedDates]) -> Option<DateLevel> {
    let first = asked.iter().map(|asked| asked.range.first()).min()?;
    let last = asked.iter().map(|asked| asked.range.last()).max()?;
    let is_open = first == Day::MIN || last == Day::MAX;
    (!is_open).then(|| suitable_for_days(first, last))
}

/// The length of periods that suits dates, counted each by itself: by the days that most
/// of them span, and so that it holds at least half of them.
fn suitable(counts: &PeriodCounts) -> DateLevel {
    let by_days = most_of(counts).map(|(first, last)| suitable_for_days(first, last));
    let mut level = by_days.unwrap_or(DateLevel::Day);
    let total: u64 = counts.articles.values().sum();
    let held_by = |level: DateLevel| -> u64 {
        let is_held = |range: &DateRange| {
            level.around(range.first()).is_some_and(|period| period.contains(*range))
        };
        counts.articles.iter().filter(|(range, _)| is_held(range)).map(|(_, number)| number).sum()
    };
    while let Some(&(_, wider)) = SUITABLE.iter().find(|(_, wider)| *wider > level)
        && held_by(level) * 2 < total
    {
        level = wider;
    }
    level
}

/// The first and the last of the dates without those at either end.
fn most_of(counts: &PeriodCounts) -> Option<(Day, Day)> {
    let mut dates: Vec<(Day, u64)> =
        counts.articles.iter().map(|(range, &number)| (range.first(), number)).collect();
    dates.sort_unstable();
    let total: u64 = dates.iter().map(|&(_, number)| number).sum();
    let at = |rank: u64| {
        let mut before = 0;
        dates.iter().find_map(|&(day, number)| {
            before += number;
            (before > rank).then_some(day)
        })
    };
    let outliers = total / OUTLIERS;
    at(outliers).zip(at(total.checked_sub(outliers + 1)?))
}

#[cfg(test)]
mod tests {
    use dateline_model::PartialDate;

    use super::*;
    use crate::syntax::DateMatch;

    fn range(text: &str) -> DateRange {
        text.parse::<PartialDate>().unwrap().range()
    }

    fn counts(dates: &[(&str, u64)]) -> PeriodCounts {
        let articles = dates.iter().map(|&(text, number)| (range(text), number)).collect();
        PeriodCounts { articles, ..PeriodCounts::default() }
    }

    #[test]
    fn periods_suit_the_dates() {
        for (dates, expected) in [
            (&[][..], DateLevel::Day),
            (&[("2021-09-06", 1)], DateLevel::Day),
            (&[("2021-09-06", 3), ("2021-10-06", 1)], DateLevel::Day),
            (&[("2021-09-06", 1), ("2021-12-06", 1)], DateLevel::Week),
            (&[("2020-09-06", 1), ("2021-12-06", 1)], DateLevel::Month),
            (&[("2015-09-06", 1), ("2021-12-06", 1)], DateLevel::Quarter),
            (&[("1987-09-06", 1), ("2021-12-06", 1)], DateLevel::Year),
            (&[("1787-09-06", 1), ("2021-12-06", 1)], DateLevel::Decade),
            (&[("0087-09-06", 1), ("2021-12-06", 1)], DateLevel::Century),
            // One in a hundred is an outlier.
            (&[("1787-09-06", 1), ("2021-09-06", 99)], DateLevel::Day),
            // Months are no days.
            (&[("2021-09", 5), ("2021-09-06", 1)], DateLevel::Month),
            (&[("2021", 5), ("2021-09-06", 1)], DateLevel::Year),
        ] {
            assert_eq!(suitable(&counts(dates)), expected, "{dates:?}");
        }
    }

    #[test]
    fn periods_suit_what_is_asked_for() {
        let matching = DateMatch::Overlaps;
        let asked = |texts: &[&str]| -> Vec<AskedDates> {
            texts.iter().map(|text| AskedDates { range: range(text), matching }).collect()
        };
        assert_eq!(suitable_for(&asked(&["2021-09"])), Some(DateLevel::Day));
        assert_eq!(suitable_for(&asked(&["2021-09", "2020"])), Some(DateLevel::Month));
        assert_eq!(suitable_for(&[]), None);
        let since = DateRange::since("2021".parse().unwrap());
        assert_eq!(suitable_for(&[AskedDates { range: since, matching }]), None);
    }

    fn answer(level: DateLevel, bars: &[(&str, u64)]) -> TimelineAnswer {
        let bar = |&(text, articles): &(&str, u64)| Bar { period: range(text), articles };
        TimelineAnswer {
            total: 0,
            level,
            bars: bars.iter().map(bar).collect(),
            undated: 0,
            left_out: LeftOut::default(),
            extent: Extent::Whole,
            notes: Vec::new(),
        }
    }

    #[test]
    fn periods_without_an_article_are_rows_too() {
        let shown = |answer: &TimelineAnswer, most_empty| -> String {
            let rows = answer.rows(most_empty).into_iter().map(|row| match row {
                Row::Bar(bar) => format!("{}={}", answer.level.label(bar.period), bar.articles),
                Row::Gap { days, periods } => format!("{periods} in {days}"),
            });
            rows.collect::<Vec<_>>().join(" ")
        };
        let months = answer(DateLevel::Month, &[("2021-09", 2), ("2021-12", 1)]);
        assert_eq!(shown(&months, 2), "2021-09=2 2021-10=0 2021-11=0 2021-12=1");
        assert_eq!(shown(&months, 1), "2021-09=2 2 in 2021-10-01..2021-11-30 2021-12=1");
        assert_eq!(shown(&answer(DateLevel::Year, &[]), 3), "");
    }
}
