//! How precisely articles speak of the days that are asked for.

use dateline_model::DateRange;
use dateline_schema::{DateCode, Fields, RangeCode};
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::passage::AskedDates;
use crate::plan::DateScope;

/// The dates of the articles of a segment.
pub(crate) struct SegmentDates {
    spoken: Column<u64>,
    published: Column<u64>,
}

impl SegmentDates {
    pub(crate) fn open(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let column = |field| segment.fast_fields().u64(segment.schema().get_field_name(field));
        Ok(Self { spoken: column(fields.date_range)?, published: column(fields.published_code)? })
    }

    /// The range of the publication date.
    pub(crate) fn published(&self, doc: DocId) -> Option<DateRange> {
        let date = DateCode(self.published.first(doc)?).date()?;
        Some(date.range())
    }

    /// The date of an article that meets the days asked for most precisely, and how precisely
    /// that is.
    pub(crate) fn most_precise(
        &self,
        doc: DocId,
        asked: AskedDates,
        scope: DateScope,
    ) -> Option<(DateRange, f64)> {
        let published = self.published(doc);
        let spoken = match scope {
            DateScope::Any => Some(self.spoken.values_for_doc(doc)),
            DateScope::Published => None,
        };
        let spoken = spoken.into_iter().flatten().filter_map(|code| RangeCode(code).range());
        published
            .into_iter()
            .chain(spoken)
            .filter(|&date| asked.meets(date))
            .map(|date| (date, precision(asked.range, date)))
            .max_by(|(_, one), (_, other)| one.total_cmp(other))
    }
}

/// How precisely a date means the days asked for: 1 where it lies in them, less the more
/// other days it can mean. A month that holds the day asked for is worth some .4, a year .3,
/// a decade .2.
pub(crate) fn precision(asked: DateRange, date: DateRange) -> f64 {
    let Some(shared) = asked.intersection(date) else { return 0.0 };
    let days = |range: DateRange| {
        range.first().until(range.last()).map_or(1.0, |span| f64::from(span.get_days()) + 1.0)
    };
    1.0 / (1.0 + (days(date) / days(shared)).log10())
}

#[cfg(test)]
mod tests {
    use dateline_model::PartialDate;

    use super::*;

    #[test]
    fn precision_table() {
        let range = |text: &str| text.parse::<PartialDate>().unwrap().range();
        for (asked, date, expected) in [
            ("2021-09-06", "2021-09-06", 1.0),
            ("2021-09", "2021-09-06", 1.0),
            ("2021-09-06", "2021-09", 0.404),
            ("2021-09-06", "2021", 0.281),
            ("2021-09", "2021", 0.479),
            ("2021-09-06", "2022", 0.0),
        ] {
            let found = precision(range(asked), range(date));
            assert!((found - expected).abs() < 0.001, "{asked} {date}: {found}");
        }
    }
}
