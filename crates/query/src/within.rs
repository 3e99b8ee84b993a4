//! What speaks of a date that lies wholly within a range.
//!
//! Terms find the articles with a piece of a date in the range. Of a date of one piece, that
//! is the date; but a week over the end of a month has a piece in the month and is not
//! within it. So the ranges of each article found are compared as the whole numbers of a
//! column: some nanoseconds an article, however long the range is.

use dateline_model::DateRange;
use dateline_schema::{DateCode, Fields, RangeCode};
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// Matches, of what another query matches, the articles with a date within a range: one
/// that they speak of, or that of their publication.
#[derive(Debug)]
pub(crate) struct WithinQuery {
    found: Box<dyn Query>,
    range: RangeCode,
    spoken: Field,
    published: Field,
}

impl WithinQuery {
    pub(crate) fn new(found: Box<dyn Query>, range: DateRange, fields: &Fields) -> Self {
        let (spoken, published) = (fields.date_range, fields.published_code);
        Self { found, range: range.into(), spoken, published }
    }
}

impl Clone for WithinQuery {
    fn clone(&self) -> Self {
        Self { found: self.found.box_clone(), ..*self }
    }
}

impl Query for WithinQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let found = self.found.weight(scoring)?;
        let Self { range, spoken, published, .. } = *self;
        Ok(Box::new(WithinWeight { found, range, spoken, published }))
    }
}

struct WithinWeight {
    found: Box<dyn Weight>,
    range: RangeCode,
    spoken: Field,
    published: Field,
}

impl Weight for WithinWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column = |field| segment.fast_fields().u64(segment.schema().get_field_name(field));
        let mut scorer = WithinScorer {
            found: self.found.scorer(segment, boost)?,
            range: self.range,
            spoken: column(self.spoken)?,
            published: column(self.published)?,
        };
        scorer.pass_over();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("a date within the range", 0.0))
    }
}

struct WithinScorer {
    found: Box<dyn Scorer>,
    range: RangeCode,
    spoken: Column<u64>,
    published: Column<u64>,
}

impl WithinScorer {
    /// Goes on to the next article that matches, or stays at one.
    fn pass_over(&mut self) -> DocId {
        let mut doc = self.found.doc();
        while doc != TERMINATED && !self.matches(doc) {
            doc = self.found.advance();
        }
        doc
    }

    fn matches(&self, doc: DocId) -> bool {
        let is_within = |code: RangeCode| code.is_within(self.range);
        let published = || self.published.first(doc).and_then(|code| DateCode(code).date());
        self.spoken.values_for_doc(doc).map(RangeCode).any(is_within)
            || published().is_some_and(|date| is_within(date.range().into()))
    }
}

impl DocSet for WithinScorer {
    fn advance(&mut self) -> DocId {
        self.found.advance();
        self.pass_over()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.found.seek(target);
        self.pass_over()
    }

    fn doc(&self) -> DocId {
        self.found.doc()
    }

    fn size_hint(&self) -> u32 {
        self.found.size_hint()
    }
}

impl Scorer for WithinScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::Day;
    use dateline_schema::store::{Payload, Waiting, WriteAccess};
    use dateline_schema::{Kind, date_terms};
    use jiff::ToSpan;
    use tantivy::TantivyDocument;

    use super::*;
    use crate::syntax::DateMatch;
    use crate::{Archive, Detail, SearchRequest};

    /// Numbers that look like chance and are the same at each run (by Lehmer).
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, bound: u64) -> u64 {
            self.0 = self.0 * 48_271 % 0x7fff_ffff;
            self.0 % bound
        }

        /// A day, some days, a month or a year or several, near a turn of the century.
        fn range(&mut self) -> DateRange {
            let start = Day::constant(1995, 1, 1);
            let first = start.checked_add((self.below(4000) as i64).days()).unwrap();
            let (first, last) = match self.below(6) {
                0 => (first, first),
                1 => (first, first.checked_add((self.below(20) as i64).days()).unwrap()),
                2 => (first, first.checked_add((self.below(2000) as i64).days()).unwrap()),
                3 => (first.first_of_month(), first.last_of_month()),
                4 => (first.first_of_year(), first.last_of_year()),
                _ => (first.first_of_year(), Day::constant(first.year() + 9, 12, 31)),
            };
            DateRange::new(first, last).unwrap()
        }
    }

    /// An archive of articles with nothing but dates, in as many segments as there are parts.
    fn archive_of(folder: &std::path::Path, parts: &[Vec<Vec<DateRange>>]) -> Archive {
        let access = WriteAccess::acquire(folder, Waiting::Refuse).unwrap();
        let index = access.open_or_create().unwrap();
        let fields = Fields::new();
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).unwrap();
        let mut number = 0;
        for part in parts {
            for ranges in part {
                let mut document = TantivyDocument::new();
                document.add_text(fields.kind, Kind::Article.term());
                document.add_text(fields.id, number.to_string());
                number += 1;
                for range in ranges {
                    document.add_text(fields.date, date_terms(&[*range], &[]));
                    document.add_u64(fields.date_range, RangeCode::from(*range).0);
                }
                writer.add_document(document).unwrap();
            }
            let mut commit = writer.prepare_commit().unwrap();
            commit.set_payload(&Payload::empty(1).to_json());
            commit.commit().unwrap();
        }
        writer.wait_merging_threads().unwrap();
        drop(access);
        Archive::open(folder).unwrap()
    }

    fn found(archive: &Archive, question: &str, date_match: DateMatch) -> Vec<usize> {
        let request = SearchRequest {
            date_match,
            limit: 10_000,
            detail: Detail::List,
            ..SearchRequest::new(question)
        };
        let hits = archive.search(&request).unwrap().hits;
        let mut found: Vec<usize> =
            hits.iter().map(|hit| hit.id.as_str().parse().unwrap()).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn what_is_found_is_what_comparing_each_date_finds() {
        let mut chance = Chance(20_210_906);
        let mut articles = |many: u64| -> Vec<Vec<DateRange>> {
            (0..many).map(|_| (0..chance.below(4)).map(|_| chance.range()).collect()).collect()
        };
        let parts = [articles(150), articles(100), articles(50)];
        let folder = tempfile::tempdir().unwrap();
        let archive = archive_of(folder.path(), &parts);
        let all = parts.concat();
        let mut chance = Chance(7);
        for _ in 0..300 {
            let asked = chance.range();
            for matching in [DateMatch::Overlaps, DateMatch::Within] {
                let is_met = |ranges: &&Vec<DateRange>| {
                    ranges.iter().any(|range| matching.holds(asked, *range))
                };
                let numbers = all.iter().enumerate().filter(|(_, ranges)| is_met(ranges));
                let expected: Vec<usize> = numbers.map(|(number, _)| number).collect();
                let date = format!("date:{asked}");
                assert_eq!(found(&archive, &date, matching), expected, "{matching} {asked}");
                let without = found(&archive, &format!("-{date}"), matching);
                assert_eq!(without.len() + expected.len(), all.len(), "{matching} {asked}");
            }
        }
    }
}
