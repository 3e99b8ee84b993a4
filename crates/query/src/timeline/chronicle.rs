//! What articles say happened when: their sentences with a date, in the order of the days
//! they speak of.
//!
//! The articles are read twice. First each dated sentence becomes a few numbers: its days,
//! what its words hash to, where it stands. Sorted, and those of the same words drawn
//! together, they say which sentences are shown; only of these are the texts kept.

use std::hash::{DefaultHasher, Hasher};

use dateline_model::{ArticleId, ByteSpan, Confidence, DateAnchor, DateRange, Published, Section};
use dateline_schema::{DateCode, RangeCode, StoredArticle, StoredEntity};
use rustc_hash::FxHashMap;
use tantivy::collector::Count;
use tantivy::{DocAddress, Order as EngineOrder};

use crate::answer::Extent;
use crate::archive::Archive;
use crate::collect::by_date;
use crate::compile::Purpose;
use crate::notice::Notice;
use crate::passage::{AskedDates, DatedSentences, Lights, dated_passage, within};
use crate::search::Prepared;
use crate::{Result, SearchRequest};

/// The dated sentences of a question's articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Chronicle {
    /// How many articles match the question.
    pub total: u64,
    /// How many dated sentences they have, those of the same words and days counted once.
    pub sentences: u64,
    /// The sentences asked for, by first day, last day, publication and id.
    pub shown: Vec<DatedSentence>,
    /// Whether all articles were looked at.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

/// A sentence that speaks of a date.
#[derive(Debug, Clone, PartialEq)]
pub struct DatedSentence {
    /// The days that its words were read as.
    pub date: DateRange,
    /// From where the parts were taken that the words do not say.
    pub anchor: DateAnchor,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// The article, the earliest published of those with the sentence.
    pub article: Reprint,
    /// Its title; empty when it has none.
    pub title: String,
    /// Whether it is of the title or the text.
    pub section: Section,
    /// The sentence; of one that is very long, the part around the date.
    pub text: String,
    /// Where it stands in the title or text.
    pub span: ByteSpan,
    /// The words of the date, as a span of `text`.
    pub date_light: ByteSpan,
    /// The words of the question and of the date, as spans of `text`; sorted, disjoint.
    pub lights: Vec<ByteSpan>,
    /// Other articles with the same sentence about the same days, the earliest published
    /// first.
    pub also: Vec<Reprint>,
}

/// An article that has a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reprint {
    /// Its id.
    pub id: ArticleId,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it appeared, and how that is known.
    pub published: Option<Published>,
}

/// The most articles that are read: some eighty microseconds each, and a few hundred bytes.
const MOST_READ: usize = 20_000;

/// The longest text of a sentence, in bytes.
const LONGEST: usize = 600;

/// A dated sentence as it is sorted. The fields are compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    range: RangeCode,
    /// The publication date; what has none comes last.
    published: u64,
    /// The number of the article among those read; ids are in order where dates are equal.
    article: u32,
    /// The number of the mention in its article.
    mention: u32,
    /// What its words hash to.
    words: u64,
}

impl Archive {
    /// The dated sentences of the articles of a question, in the order of the days they
    /// speak of; of the request, offset and limit count sentences. Where the question asks
    /// for dates, only sentences about those are given.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn chronicle(&self, request: &SearchRequest) -> Result<Chronicle> {
        let mut prepared = self.prepare(request)?;
        let query = self.compile(&prepared, Purpose::Match);
        let total = self.engine(self.searcher.search(&*query, &Count))? as u64;
        let read = match total {
            0 => Vec::new(),
            _ => by_date(self, &*query, EngineOrder::Desc, MOST_READ)?,
        };
        if total > read.len() as u64 {
            prepared.notes.push(format!(
                "of {total} articles only the {} published last were read; narrow the question",
                read.len()
            ));
        }
        let articles: Vec<DocAddress> = read.into_iter().map(|(_, address)| address).collect();
        let found = self.dated_sentences(&articles, &prepared.plan.asked_dates())?;
        let groups = drawn_together(found);
        let sentences = groups.len() as u64;
        let shown = groups.into_iter().skip(request.offset).take(request.limit);
        let shown = shown
            .map(|group| self.sentence(&articles, &group, &mut prepared))
            .collect::<Result<Vec<_>>>()?;
        let shown = shown.into_iter().flatten().collect();
        Ok(Chronicle {
            total,
            sentences,
            shown,
            extent: prepared.watch.extent(),
            notes: prepared.notes.into_list(),
        })
    }

    fn dated_sentences(&self, articles: &[DocAddress], asked: &[AskedDates]) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        // As they lie in the store, of which a block holds several.
        let mut stored: Vec<(DocAddress, u32)> = articles.iter().copied().zip(0..).collect();
        stored.sort_unstable();
        for (address, number) in stored {
            let stored = self.stored(address)?;
            let article = stored.article().map_err(|kind| self.error(kind))?;
            let published = article.published().map(|published| DateCode::from(published.date).0);
            let mut sentences = DatedSentences::new(&article);
            for (mention, dated) in (0u32..).zip(article.mentions()) {
                let StoredEntity::Date(date) = dated.entity else { continue };
                if !asked.is_empty() && !asked.iter().any(|asked| asked.meets(date.range)) {
                    continue;
                }
                let sentence = sentences.around(dated.section, dated.span);
                let words = sentence.of(article.section(dated.section)).unwrap_or_default();
                found.push(Found {
                    range: date.range.into(),
                    published: published.unwrap_or(u64::MAX),
                    article: number,
                    mention,
                    words: hash_of_words(words),
                });
            }
        }
        Ok(found)
    }

    /// The first of the group, and where else it stands.
    fn sentence(
        &self,
        articles: &[DocAddress],
        group: &[Found],
        prepared: &mut Prepared,
    ) -> Result<Option<DatedSentence>> {
        let Some((first, also)) = group.split_first() else { return Ok(None) };
        let stored = self.stored(articles[first.article as usize])?;
        let article = stored.article().map_err(|kind| self.error(kind))?;
        let Some(mention) = article.mentions().nth(first.mention as usize) else {
            return Ok(None);
        };
        let StoredEntity::Date(date) = mention.entity else { return Ok(None) };
        let overrides = std::sync::Arc::clone(&self.overrides);
        // Of the dates, the one that the sentence stands here for is lit alone.
        let lights = Lights { overrides, dates: Vec::new(), ..prepared.plan.lights() };
        let passage = dated_passage(&article, &lights, &mention, LONGEST, &mut prepared.analyzer);
        let start = passage.span.start();
        let relative = |span: ByteSpan| ByteSpan::new(span.start() - start, span.end() - start);
        let text = passage.span.of(article.section(mention.section)).unwrap_or_default();
        Ok(Some(DatedSentence {
            date: date.range,
            anchor: date.anchor,
            confidence: mention.confidence,
            article: self.reprint(&article)?,
            title: article.title.to_owned(),
            section: mention.section,
            text: text.to_owned(),
            span: passage.span,
            date_light: relative(within(passage.span, mention.span)),
            lights: passage.lights.iter().copied().map(relative).collect(),
            also: self.reprints(articles, first, also)?,
        }))
    }

    /// The other articles of a group, each once.
    fn reprints(
        &self,
        articles: &[DocAddress],
        first: &Found,
        also: &[Found],
    ) -> Result<Vec<Reprint>> {
        let mut numbers: Vec<u32> = also.iter().map(|found| found.article).collect();
        // The same article twice stands side by side: a group is sorted by article.
        numbers.dedup();
        let others = numbers.into_iter().filter(|&number| number != first.article);
        others
            .map(|number| {
                let hit = self.listed_at(articles[number as usize])?;
                Ok(Reprint { id: hit.id, outlet: hit.outlet, published: hit.published })
            })
            .collect()
    }

    fn reprint(&self, article: &StoredArticle<'_>) -> Result<Reprint> {
        Ok(Reprint {
            id: self.article_id(article.id)?,
            outlet: article.outlet.map(str::to_owned),
            published: article.published(),
        })
    }
}

/// The sentences in order, those of the same words about the same days as one group.
fn drawn_together(mut found: Vec<Found>) -> Vec<Vec<Found>> {
    found.sort_unstable();
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut numbers: FxHashMap<(RangeCode, u64), usize> = FxHashMap::default();
    for one in found {
        let number = *numbers.entry((one.range, one.words)).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// What the letters and digits of a text hash to, whatever their case and accents and
/// whatever stands between them.
pub(crate) fn hash_of_words(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for character in dateline_model::fold(text).chars().filter(|c| c.is_alphanumeric()) {
        hasher.write_u32(u32::from(character));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_is_between_them() {
        assert_eq!(hash_of_words("He fled\n on Monday."), hash_of_words("“HE FLED ON MONDAY”"));
        assert_ne!(hash_of_words("He fled on Monday."), hash_of_words("He fled on Sunday."));
    }

    #[test]
    fn groups_are_in_order_of_their_first() {
        let found = |range: u64, published: u64, article: u32, words: u64| Found {
            range: RangeCode(range),
            published,
            article,
            mention: 0,
            words,
        };
        let (a, b, c, d) =
            (found(2, 5, 0, 1), found(2, 3, 1, 1), found(1, 9, 2, 1), found(2, 4, 3, 2));
        assert_eq!(drawn_together(vec![a, b, c, d]), [vec![c], vec![b, a], vec![d]]);
    }
}
