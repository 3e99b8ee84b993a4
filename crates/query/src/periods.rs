//! Dates of articles, counted by the periods of the calendar.

use dateline_model::{DateLevel, DateRange};
use dateline_schema::{DateCode, RangeCode};
use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId};

use crate::Result;
use crate::archive::Archive;
use crate::facet::by_segment;
use crate::passage::AskedDates;

/// Which dates of an article are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatesOf {
    /// Those that it speaks of.
    Text,
    /// That of its publication.
    Publication,
}

/// How many articles have a date in each period.
#[derive(Debug, Default)]
pub(crate) struct PeriodCounts {
    /// By period, those that have one; each article counts once for a period.
    pub(crate) articles: FxHashMap<DateRange, u64>,
    /// How many articles have no date that was asked for.
    pub(crate) undated: u64,
    pub(crate) left_out: LeftOut,
}

/// Dates that are in no one period: longer than it, or over its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// How many there are, each counted once for an article.
    pub dates: u64,
    /// How many articles have one.
    pub articles: u64,
}

/// What a date counts for.
#[derive(Debug, Clone, Copy)]
enum Counted {
    /// A period.
    For(RangeCode),
    /// No one period.
    LeftOut,
    /// It was not asked for.
    Not,
}

impl PeriodCounts {
    /// What there is to say about dates that are in no period of the level.
    pub(crate) fn note(&self, level: Option<DateLevel>) -> Option<String> {
        let LeftOut { dates, articles } = self.left_out;
        let level = level.filter(|_| dates > 0)?.as_str();
        let number = |number: u64, word: &str| match number {
            1 => format!("1 {word}"),
            _ => format!("{number} {word}s"),
        };
        Some(format!(
            "not counted: {} in {}, longer than a {level} or over the end of one",
            number(dates, "date"),
            number(articles, "article")
        ))
    }
}

impl Archive {
    /// Counts the documents, which are sorted, by the periods that their dates lie wholly in;
    /// without a level by the dates themselves. Where dates are asked for, others are
    /// passed over.
    pub(crate) fn count_periods(
        &self,
        documents: &[DocAddress],
        of: DatesOf,
        level: Option<DateLevel>,
        asked: &[AskedDates],
    ) -> Result<PeriodCounts> {
        let mut counts = PeriodCounts::default();
        let mut known: FxHashMap<RangeCode, Counted> = FxHashMap::default();
        let mut by_code: FxHashMap<RangeCode, u64> = FxHashMap::default();
        let mut periods: Vec<RangeCode> = Vec::new();
        for of_segment in by_segment(documents) {
            let segment = self.searcher.segment_reader(of_segment[0].segment_ord);
            let column = match of {
                DatesOf::Text => self.numbers(segment, self.fields.date_range)?,
                DatesOf::Publication => self.numbers(segment, self.fields.published_code)?,
            };
            for address in of_segment {
                let mut left_out = 0;
                for code in codes(&column, of, address.doc_id) {
                    match known.entry(code).or_insert_with(|| counted(code, level, asked)) {
                        Counted::For(period) => periods.push(*period),
                        Counted::LeftOut => left_out += 1,
                        Counted::Not => {}
                    }
                }
                counts.left_out.dates += left_out;
                counts.left_out.articles += u64::from(left_out > 0);
                counts.undated += u64::from(periods.is_empty() && left_out == 0);
                periods.sort_unstable();
                periods.dedup();
                periods.drain(..).for_each(|period| *by_code.entry(period).or_default() += 1);
            }
        }
        let ranges = by_code.into_iter().filter_map(|(code, number)| Some((code.range()?, number)));
        counts.articles = ranges.collect();
        Ok(counts)
    }
}

/// The dates of a document.
fn codes(column: &Column<u64>, of: DatesOf, doc: DocId) -> impl Iterator<Item = RangeCode> {
    column.values_for_doc(doc).filter_map(move |code| match of {
        DatesOf::Text => Some(RangeCode(code)),
        DatesOf::Publication => DateCode(code).date().map(|date| date.range().into()),
    })
}

fn counted(code: RangeCode, level: Option<DateLevel>, asked: &[AskedDates]) -> Counted {
    // A number that is no range can only be damage; it is no date.
    let Some(range) = code.range() else { return Counted::Not };
    if !asked.is_empty() && !asked.iter().any(|asked| asked.meets(range)) {
        return Counted::Not;
    }
    let Some(level) = level else { return Counted::For(code) };
    match level.around(range.first()).filter(|period| period.contains(range)) {
        Some(period) => Counted::For(period.into()),
        None => Counted::LeftOut,
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::PartialDate;

    use super::*;
    use crate::syntax::DateMatch;

    fn range(text: &str) -> DateRange {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        DateRange::new(date(first).first(), date(last).last()).unwrap()
    }

    fn period(text: &str, level: Option<DateLevel>, asked: &[AskedDates]) -> String {
        match counted(range(text).into(), level, asked) {
            Counted::For(code) => code.range().unwrap().to_string(),
            Counted::LeftOut => "left out".to_owned(),
            Counted::Not => "not".to_owned(),
        }
    }

    #[test]
    fn a_date_counts_for_the_period_that_holds_it() {
        for (text, level, expected) in [
            ("2021-09-06", Some(DateLevel::Month), "2021-09"),
            ("2021-09", Some(DateLevel::Month), "2021-09"),
            ("2021-09", Some(DateLevel::Day), "left out"),
            ("2021-09-06..2021-09-12", Some(DateLevel::Week), "2021-09-06..2021-09-12"),
            ("2021-08-30..2021-09-05", Some(DateLevel::Month), "left out"),
            ("2021", Some(DateLevel::Decade), "2020-01-01..2029-12-31"),
            ("2021", None, "2021"),
        ] {
            assert_eq!(period(text, level, &[]), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_asked_for_does_not_count() {
        let asked = |matching| [AskedDates { range: range("2021-09"), matching }];
        let month = Some(DateLevel::Month);
        for (text, overlaps, within) in [
            ("2021-09-06", "2021-09", "2021-09"),
            ("2021-08", "not", "not"),
            ("2021", "left out", "not"),
        ] {
            assert_eq!(period(text, month, &asked(DateMatch::Overlaps)), overlaps);
            assert_eq!(period(text, month, &asked(DateMatch::Within)), within);
        }
    }
}
