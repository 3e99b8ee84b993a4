//! Articles on the subject of another one that are no copies of it.
//!
//! They share what is rare in the archive: names mostly. Among the rare words of the article
//! those count that few other articles have; who has many of them, and appeared at about the
//! same time, is on the same event.

use dateline_model::PartialDate;
use dateline_schema::{Analyzer, ContentWord, DateCode, FormRole, Kind};
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, Term};

use super::AllDocuments;
use crate::Result;
use crate::answer::Hit;
use crate::archive::Archive;

/// An article on the same subject.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedArticle {
    /// The article.
    pub article: Hit,
    /// Rare words that both have, the rarest first, as the asked article writes them in small
    /// letters.
    pub words: Vec<String>,
}

/// So many of an article's words are looked for.
const LOOKED_FOR: usize = 24;

/// Words beyond these are not looked up in the dictionary: a text says what it is about in its
/// beginning.
const MOST_WORDS: usize = 600;

/// A word in more than one of so many articles is not rare.
const RARE: u64 = 12;

/// How many articles with rare words are looked at, all words together.
const MOST_ARTICLES: u64 = 150_000;

/// So many of the words have to be shared.
const LEAST_SHARED: u32 = 3;

/// A related article has at least this share of what the words weigh together.
const LEAST_SHARE: f64 = 0.2;

/// How many words are told of each.
const TOLD: usize = 6;

/// So many articles are told apart by their date.
const DATED: usize = 200;

/// A rare word of the article.
struct Rare {
    stem: String,
    folded: String,
    articles: u64,
    weight: f64,
}

impl Archive {
    /// The articles nearest to a text, without those that are `known`.
    pub(super) fn related_to(
        &self,
        title: &str,
        text: &str,
        published: Option<PartialDate>,
        known: &[DocAddress],
        limit: usize,
    ) -> Result<Vec<RelatedArticle>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let rare = self.rare_words(title, text)?;
        let all: f64 = rare.iter().map(|word| word.weight).sum();
        let known: FxHashSet<DocAddress> = known.iter().copied().collect();
        let mut found: Vec<(f64, u32, DocAddress)> = self
            .with_words(&rare)?
            .into_iter()
            .filter(|(address, (weight, words)): &(DocAddress, (f64, u32))| {
                let is_enough = words.count_ones() >= LEAST_SHARED && *weight >= LEAST_SHARE * all;
                is_enough && !known.contains(address)
            })
            .map(|(address, (weight, words))| (weight, words, address))
            .collect();
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.2.cmp(&other.2)));
        found.truncate(DATED);
        let published_of = self.published_codes()?;
        for (weight, _, address) in &mut found {
            let code = published_of[address.segment_ord as usize].first(address.doc_id);
            *weight *= nearness(published, code.and_then(|code| DateCode(code).date()));
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.2.cmp(&other.2)));
        // Some more than are wanted, for ids to decide between equal ones.
        found.truncate(limit.saturating_add(4));
        let mut found = found
            .into_iter()
            .map(|(weight, words, address)| Ok((weight, words, self.listed_at(address)?)))
            .collect::<Result<Vec<_>>>()?;
        found.sort_by(|one, other| {
            other.0.total_cmp(&one.0).then_with(|| one.2.id.as_str().cmp(other.2.id.as_str()))
        });
        found.truncate(limit);
        let told = found
            .into_iter()
            .map(|(_, words, article)| RelatedArticle { article, words: words_of(&rare, words) });
        Ok(told.collect())
    }

    /// The publication dates, by segment.
    fn published_codes(&self) -> Result<Vec<Column<u64>>> {
        let segments = self.searcher.segment_readers().iter();
        segments.map(|segment| self.numbers(segment, self.fields.published_code)).collect()
    }

    /// The rare words of an article, the weightiest first; no more than bits in a `u32`.
    fn rare_words(&self, title: &str, text: &str) -> Result<Vec<Rare>> {
        let mut counts: FxHashMap<String, (u32, String)> = FxHashMap::default();
        let mut analyzer = Analyzer::new();
        for part in [title, text] {
            analyzer.for_each_word(part, |word| {
                let is_known = counts.contains_key(word.stem);
                let is_word = word.role == FormRole::Word && is_telling(word.folded);
                if is_word && (is_known || counts.len() < MOST_WORDS) {
                    let entry = counts.entry(word.stem.to_owned());
                    entry.or_insert_with(|| (0, word.folded.to_owned())).0 += 1;
                }
            });
        }
        let articles = self.searcher.num_docs().max(1);
        let mut rare = Vec::new();
        for (stem, (count, folded)) in counts {
            let term = Term::from_field_text(self.fields.text, &stem);
            let having = self.engine(self.searcher.doc_freq(&term))?;
            if having < 2 || having > (articles / RARE).max(3) {
                continue;
            }
            let rarity = (articles as f64 / having as f64).ln().max(0.1);
            let weight = rarity * (1.0 + f64::from(count).ln());
            rare.push(Rare { stem, folded, articles: having, weight });
        }
        rare.sort_by(|one, other| {
            other.weight.total_cmp(&one.weight).then_with(|| one.stem.cmp(&other.stem))
        });
        rare.truncate(LOOKED_FOR);
        Ok(rare)
    }

    /// The articles that have some of the words: what these weigh, and which they are.
    fn with_words(&self, rare: &[Rare]) -> Result<Vec<(DocAddress, (f64, u32))>> {
        let mut looked_at = 0;
        let looked_for = rare.iter().take_while(|word| {
            looked_at += word.articles;
            looked_at <= MOST_ARTICLES
        });
        let looked_for: Vec<&Rare> = looked_for.collect();
        let mut weighed = Vec::new();
        for (segment, reader) in (0u32..).zip(self.searcher.segment_readers()) {
            let found = self.having(&looked_for, reader)?;
            weighed.extend(found.chunk_by(|one, other| one >> 8 == other >> 8).map(|words| {
                let numbers = words.iter().map(|having| having & 0xff);
                let all = numbers.fold((0.0, 0), |(weight, words), number| {
                    (weight + rare[number as usize].weight, words | 1 << number)
                });
                (DocAddress::new(segment, (words[0] >> 8) as u32), all)
            }));
        }
        Ok(weighed)
    }

    /// The documents of a segment with each of the words, and the number of the word in the
    /// lowest byte; sorted.
    fn having(&self, words: &[&Rare], reader: &SegmentReader) -> Result<Vec<u64>> {
        let most = words.iter().map(|word| word.articles).sum::<u64>();
        let mut having = Vec::with_capacity(most as usize);
        let index = self.engine(reader.inverted_index(self.fields.text))?;
        let alive = reader.alive_bitset();
        for (number, word) in (0u64..).zip(words) {
            let term = Term::from_field_text(self.fields.text, &word.stem);
            let postings = index.read_postings(&term, IndexRecordOption::Basic);
            let Some(mut postings) = self.engine(postings.map_err(Into::into))? else {
                continue;
            };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    having.push(u64::from(doc) << 8 | number);
                }
                doc = postings.advance();
            }
        }
        // The documents of each word are in order, which this way of sorting makes use of.
        having.sort();
        Ok(having)
    }

    /// Where the article with an id is.
    pub(super) fn address_of(&self, id: &str) -> Result<Option<DocAddress>> {
        let having = |field, text: &str| -> Box<dyn Query> {
            let term = Term::from_field_text(field, text);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        let kind = having(self.fields.kind, Kind::Article.term());
        let query = BooleanQuery::intersection(vec![having(self.fields.id, id), kind]);
        let found = self.engine(self.searcher.search(&query, &AllDocuments))?;
        Ok(found.into_iter().next())
    }
}

/// Whether a word may tell what an article is about: not those of grammar, and no numbers,
/// which are shared by chance.
fn is_telling(folded: &str) -> bool {
    let begins_in_letter = !folded.starts_with(|c: char| c.is_ascii_digit());
    folded.len() > 2 && begins_in_letter && ContentWord::new(folded).is_some()
}

/// What an article counts for by its date: what appeared in the same week doubly.
fn nearness(asked: Option<PartialDate>, other: Option<PartialDate>) -> f64 {
    let (Some(asked), Some(other)) = (asked, other) else { return 1.0 };
    // Every month with 31 days: a week over its end is a day or three longer.
    let number = |date: PartialDate| {
        let day = date.first();
        i32::from(day.year()) * 372 + i32::from(day.month()) * 31 + i32::from(day.day())
    };
    match number(asked).abs_diff(number(other)) {
        0..=7 => 2.0,
        8..=31 => 1.5,
        _ => 1.0,
    }
}

/// The shared words, the rarest first.
fn words_of(rare: &[Rare], shared: u32) -> Vec<String> {
    let mut words: Vec<&Rare> = rare
        .iter()
        .enumerate()
        .filter(|&(number, _)| shared >> number & 1 == 1)
        .map(|(_, word)| word)
        .collect();
    words.sort_by_key(|word| word.articles);
    words.into_iter().take(TOLD).map(|word| word.folded.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_appeared_at_the_same_time_is_nearer() {
        let date = |text: &str| text.parse::<PartialDate>().ok();
        for (other, expected) in [
            (date("2021-09-30"), 2.0),
            (date("2021-10-02"), 2.0),
            (date("2021-10-20"), 1.5),
            (date("2022-09-30"), 1.0),
            (None, 1.0),
        ] {
            assert_eq!(nearness(date("2021-09-30"), other), expected, "{other:?}");
        }
    }
}
