//! The nearest dates at which there is something.

use dateline_model::{DateRange, Day, PartialDate};
use dateline_schema::{DateCode, RangeCode};
use tantivy::collector::DocSetCollector;

use crate::Result;
use crate::compile::Purpose;
use crate::syntax::{Field, Node, Value};

use super::Parts;

/// The most articles whose dates are looked at.
const MOST_LOOKED_AT: usize = 100_000;

/// The nearest days around a range.
#[derive(Debug, Default, Clone, Copy)]
struct Nearest {
    before: Option<Day>,
    after: Option<Day>,
}

impl Nearest {
    fn add(&mut self, date: DateRange, asked: DateRange) {
        if date.last() < asked.first() && self.before.is_none_or(|day| day < date.last()) {
            self.before = Some(date.last());
        }
        if date.first() > asked.last() && self.after.is_none_or(|day| day > date.first()) {
            self.after = Some(date.first());
        }
    }
}

impl Parts<'_> {
    /// The date asked for, moved to the months of the nearest articles that have the rest.
    pub(super) fn other_dates(
        &mut self,
        at: usize,
        field: Field,
        asked: DateRange,
        node: &Node,
    ) -> Result<Vec<(Node, String)>> {
        let nearest = self.nearest_dates(at, field, asked)?;
        let mut days: Vec<Day> = [nearest.before, nearest.after].into_iter().flatten().collect();
        // The nearer first.
        days.sort_by_key(|day| {
            let between = |a: Day, b: Day| a.duration_until(b).as_hours().abs();
            between(*day, asked.first()).min(between(*day, asked.last()))
        });
        let moved = days.into_iter().map(|day| {
            let month = PartialDate::Month(day.year(), day.month());
            let value = Value::Dates { range: month.range(), matching: None };
            let Node::Field { span, .. } = node else { return (node.clone(), String::new()) };
            (Node::Field { field, value, span: *span }, format!("the nearest dates: {month}"))
        });
        Ok(moved.collect())
    }

    /// The days nearest to the range of which the articles that match all other parts speak,
    /// or on which they were published.
    fn nearest_dates(&self, at: usize, field: Field, asked: DateRange) -> Result<Nearest> {
        let archive = self.archive;
        let plan = self.planner.join(self.plans_without(at));
        let query = archive.compiler(Purpose::Match).compile(&plan);
        let found = archive.engine(archive.searcher.search(&*query, &DocSetCollector))?;
        let mut addresses: Vec<_> = found.into_iter().collect();
        addresses.sort_unstable();
        addresses.truncate(MOST_LOOKED_AT);
        let mut nearest = Nearest::default();
        for of_segment in addresses.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let segment = archive.searcher.segment_reader(of_segment[0].segment_ord);
            let spoken = archive.numbers(segment, archive.fields.date_range)?;
            let published = archive.numbers(segment, archive.fields.published_code)?;
            for address in of_segment {
                let code = published.first(address.doc_id).map(DateCode);
                let published = code.and_then(DateCode::date).map(PartialDate::range);
                published.into_iter().for_each(|date| nearest.add(date, asked));
                if field == Field::Date {
                    let ranges = spoken.values_for_doc(address.doc_id).map(RangeCode);
                    ranges.filter_map(RangeCode::range).for_each(|date| nearest.add(date, asked));
                }
            }
        }
        Ok(nearest)
    }
}
