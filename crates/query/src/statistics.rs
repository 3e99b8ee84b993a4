//! The statistics behind ranking: how many articles there are, how long they are, and how
//! many have a word.
//!
//! They are of the articles that are there, whatever runs made the index. An article that
//! was replaced stays in its segment until that is merged, and the engine goes on counting
//! it; the records of sources, which have no words, would double the number of articles. So
//! both are taken out here.

use std::sync::OnceLock;

use dateline_schema::{Fields, Kind};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// How many postings of one term in one segment are looked at, at most, to leave replaced
/// articles out of its frequency: about half a millisecond. Beyond that, with both that many
/// articles replaced and that many that have the term, those replaced are taken to have it
/// as often as the others. The frequency is then off by less than the number of replaced
/// articles, and at most by what a merge would change in it.
const MOST_LOOKED_AT: usize = 65_536;

/// How often a term is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Frequency {
    /// How many articles have it.
    pub(crate) articles: u64,
    /// How often it stands in them.
    pub(crate) occurrences: u64,
}

impl Frequency {
    /// Takes the articles and occurrences of another term for those of the same word; none is
    /// in more than `most` articles.
    pub(crate) fn add(&mut self, other: Self, most: u64) {
        self.articles = (self.articles + other.articles).min(most);
        self.occurrences += other.occurrences;
    }

    /// How much it says that an article has the term, of so many articles; above 0.
    pub(crate) fn rarity(self, articles: u64) -> f64 {
        let (all, found) = (articles as f64, self.articles.min(articles) as f64);
        (1.0 + (all - found + 0.5) / (found + 0.5)).ln()
    }

    /// How often it stands in an article that has it, on average; at least 1.
    pub(crate) fn per_article(self) -> f64 {
        (self.occurrences as f64 / self.articles.max(1) as f64).max(1.0)
    }

    fn less(self, other: Self) -> Self {
        Self {
            articles: self.articles.saturating_sub(other.articles),
            occurrences: self.occurrences.saturating_sub(other.occurrences),
        }
    }
}

/// What is known of the articles of an index together. Worked out when first asked for, and
/// then kept.
pub(crate) struct Collection {
    /// The replaced documents of each segment, in order.
    deleted: Vec<Vec<DocId>>,
    articles: u64,
    lengths: [OnceLock<u64>; 4],
    length_fields: [Field; 4],
}

impl Collection {
    pub(crate) fn new(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Self> {
        let deleted = searcher.segment_readers().iter().map(deleted).collect();
        let mut collection = Self {
            deleted,
            articles: 0,
            lengths: Default::default(),
            length_fields: [fields.text, fields.title, fields.person, fields.outlet],
        };
        let every = article_term(fields);
        collection.articles = collection.live_frequency(searcher, &every, usize::MAX)?;
        Ok(collection)
    }

    /// How many articles there are.
    pub(crate) fn articles(&self) -> u64 {
        self.articles
    }

    /// How many articles have the term.
    pub(crate) fn frequency(&self, searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
        let found = self.live_frequency(searcher, term, MOST_LOOKED_AT)?;
        // The engine panics where a term is in more articles than there are.
        Ok(found.min(self.articles))
    }

    /// The average number of words of a field in an article; at least 1.
    ///
    /// It is of the lengths as the engine keeps them, a byte each, because those are what it
    /// is compared with, and because the exact sums that the engine also keeps are of all
    /// that was ever in a segment.
    pub(crate) fn average_length(&self, searcher: &Searcher, field: Field) -> tantivy::Result<f64> {
        let total = self.total_length(searcher, field)?;
        Ok((total as f64 / self.articles.max(1) as f64).max(1.0))
    }

    fn total_length(&self, searcher: &Searcher, field: Field) -> tantivy::Result<u64> {
        let kept = self.length_fields.iter().position(|&kept| kept == field);
        let kept = kept.map(|number| &self.lengths[number]);
        if let Some(&total) = kept.and_then(OnceLock::get) {
            return Ok(total);
        }
        let mut total = 0;
        for segment in searcher.segment_readers() {
            total += live_length(segment, field)?;
        }
        Ok(kept.map_or(total, |kept| *kept.get_or_init(|| total)))
    }

    /// How many articles have the term, and how often. Steps through all its postings: some
    /// 100,000 in 50 microseconds.
    pub(crate) fn frequencies(
        &self,
        searcher: &Searcher,
        term: &Term,
    ) -> tantivy::Result<Frequency> {
        let mut frequency = Frequency::default();
        for (segment, deleted) in searcher.segment_readers().iter().zip(&self.deleted) {
            let index = segment.inverted_index(term.field())?;
            let Some(found) = index.get_term_info(term)? else { continue };
            let option = IndexRecordOption::WithFreqs;
            let mut blocks = index.read_block_postings_from_terminfo(&found, option)?;
            let mut all = Frequency { articles: u64::from(found.doc_freq), occurrences: 0 };
            while blocks.block_len() > 0 {
                all.occurrences += blocks.freqs().iter().map(|&freq| u64::from(freq)).sum::<u64>();
                blocks.advance();
            }
            let gone = match deleted.len().min(found.doc_freq as usize) {
                0 => Frequency::default(),
                looked_at if looked_at <= MOST_LOOKED_AT => {
                    shared(index.read_postings_from_terminfo(&found, option)?, deleted)
                }
                _ => estimate_shared(all, deleted, segment),
            };
            let live = all.less(gone);
            frequency.articles += live.articles;
            frequency.occurrences += live.occurrences;
        }
        frequency.articles = frequency.articles.min(self.articles);
        Ok(frequency)
    }

    fn live_frequency(
        &self,
        searcher: &Searcher,
        term: &Term,
        most: usize,
    ) -> tantivy::Result<u64> {
        let mut frequency = 0;
        for (segment, deleted) in searcher.segment_readers().iter().zip(&self.deleted) {
            let index = segment.inverted_index(term.field())?;
            let Some(found) = index.get_term_info(term)? else { continue };
            let all = Frequency { articles: u64::from(found.doc_freq), occurrences: 0 };
            let option = IndexRecordOption::Basic;
            let gone = match deleted.len().min(found.doc_freq as usize) {
                0 => Frequency::default(),
                looked_at if looked_at <= most => {
                    shared(index.read_postings_from_terminfo(&found, option)?, deleted)
                }
                _ => estimate_shared(all, deleted, segment),
            };
            frequency += all.less(gone).articles;
        }
        Ok(frequency)
    }
}

/// How often the replaced documents of a segment have a term, if they are as others are.
fn estimate_shared(all: Frequency, deleted: &[DocId], segment: &SegmentReader) -> Frequency {
    let share = deleted.len() as f64 / f64::from(segment.max_doc().max(1));
    let of = |count: u64| (count as f64 * share) as u64;
    Frequency { articles: of(all.articles), occurrences: of(all.occurrences) }
}

/// The documents of a segment that were replaced.
fn deleted(segment: &SegmentReader) -> Vec<DocId> {
    match segment.alive_bitset() {
        None => Vec::new(),
        Some(alive) => (0..segment.max_doc()).filter(|&doc| alive.is_deleted(doc)).collect(),
    }
}

/// How often the documents of a list have a term; steps through whichever is shorter.
fn shared(mut postings: SegmentPostings, docs: &[DocId]) -> Frequency {
    let mut shared = Frequency::default();
    let mut add = |postings: &SegmentPostings| {
        shared.articles += 1;
        shared.occurrences += u64::from(postings.term_freq());
    };
    if (postings.doc_freq() as usize) < docs.len() {
        while postings.doc() != TERMINATED {
            if docs.binary_search(&postings.doc()).is_ok() {
                add(&postings);
            }
            postings.advance();
        }
        return shared;
    }
    for &doc in docs {
        if postings.doc() < doc {
            postings.seek(doc);
        }
        if postings.doc() == doc {
            add(&postings);
        }
    }
    shared
}

/// The sum of the lengths of a field over the documents of a segment that were not replaced.
fn live_length(segment: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    let norms = segment.get_fieldnorms_reader(field)?;
    let alive = segment.alive_bitset();
    let mut counts = [0_u64; 256];
    for doc in 0..segment.max_doc() {
        if alive.is_none_or(|alive| alive.is_alive(doc)) {
            counts[usize::from(norms.fieldnorm_id(doc))] += 1;
        }
    }
    let length = |id: usize| u64::from(FieldNormReader::id_to_fieldnorm(id as u8));
    Ok(counts.iter().enumerate().map(|(id, count)| count * length(id)).sum())
}

/// The term that every article has.
pub(crate) fn article_term(fields: &Fields) -> Term {
    Term::from_field_text(fields.kind, Kind::Article.term())
}

/// The statistics as the engine asks for them.
pub(crate) struct ArticleStatistics<'s> {
    pub(crate) searcher: &'s Searcher,
    pub(crate) collection: &'s Collection,
}

impl Bm25StatisticsProvider for ArticleStatistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.collection.total_length(self.searcher, field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.collection.articles)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.collection.frequency(self.searcher, term)
    }
}
