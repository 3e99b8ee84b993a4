//! Articles and parts of them, with all that a citation says of where they are from.

mod near_ids;
mod part;

use dateline_model::{ByteSpan, CharSpan, ContentHash, Published, Section, SourceRange};
use dateline_schema::StoredArticle;

pub use self::part::Part;
use crate::archive::Archive;
use crate::passage::{Lights, PassageOptions, passages, quoted};
use crate::{Result, SearchRequest};

/// The longest sentence that is cited whole, in bytes; of a longer one, the part around
/// what was asked for.
const LONGEST: usize = 2_000;

/// What a citation says of an article or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The article's id.
    pub id: String,
    /// What of it is cited.
    pub part: Part,
    /// Its title; empty when it has none.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
    /// When it appeared, and how that is known.
    pub published: Option<Published>,
    /// The absolute path of its source; `-` for standard input.
    pub path: String,
    /// The path of its entry, in a source that is an archive.
    pub entry: Option<String>,
    /// Its number in a source or entry of several.
    pub record: Option<u64>,
    /// The hash of the bytes it was read from.
    pub hash: ContentHash,
    /// The words of the part; none when all of the article is cited.
    pub quote: Option<Quote>,
}

/// The words of a part of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words as the index has them.
    pub text: String,
    /// Where they stand in the title or text, in bytes.
    pub span: ByteSpan,
    /// The same in characters.
    pub characters: CharSpan,
    /// Where they stand in the source file, as far as that can be said; never of a title.
    pub source: Option<SourceRange>,
}

/// What came of asking for a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cited {
    /// What was asked for; of a question the passages in the order of the text.
    Found(Vec<Citation>),
    /// No article has the id.
    NoArticle,
    /// The article has no such part, or nothing that matches.
    NoPart {
        /// The length of its text, in bytes.
        text_len: usize,
    },
}

impl Archive {
    /// The citation of what a handle names: an article's id, or one with a colon and a
    /// [`Part`] of the article behind it.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn cite(&self, handle: &str) -> Result<Cited> {
        let (id, part) = match (self.article(handle)?.is_some(), part::split(handle)) {
            (false, Some((id, part))) => (id, part),
            _ => (handle, Part::Article),
        };
        let Some(stored) = self.article(id)? else { return Ok(Cited::NoArticle) };
        let article = stored.article().map_err(|kind| self.error(kind))?;
        Ok(match citation(&article, part) {
            Some(citation) => Cited::Found(vec![citation]),
            None => Cited::NoPart { text_len: article.text.len() },
        })
    }

    /// The citations of the sentences of an article that have these words in a row or, when
    /// none has, that answer them best as a question; at most `count`. Of the request, what
    /// a question is read by counts.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn cite_matching(
        &self,
        id: &str,
        words: &str,
        request: &SearchRequest,
        count: usize,
    ) -> Result<Cited> {
        let Some(stored) = self.article(id)? else { return Ok(Cited::NoArticle) };
        let article = stored.article().map_err(|kind| self.error(kind))?;
        let parts = match quoted(article.text, words, LONGEST) {
            Some(span) => vec![Part::Text(span)],
            None => {
                let request = SearchRequest { question: words.to_owned(), ..request.clone() };
                self.parts_that_match(&article, &request, count)?
            }
        };
        let found: Vec<Citation> =
            parts.into_iter().filter_map(|part| citation(&article, part)).collect();
        Ok(match found.is_empty() {
            true => Cited::NoPart { text_len: article.text.len() },
            false => Cited::Found(found),
        })
    }

    /// The parts of an article that answer a question.
    fn parts_that_match(
        &self,
        article: &StoredArticle<'_>,
        request: &SearchRequest,
        count: usize,
    ) -> Result<Vec<Part>> {
        let mut prepared = self.prepare(request)?;
        let overrides = std::sync::Arc::clone(&self.overrides);
        let mut lights = Lights { overrides, ..prepared.plan.lights() };
        self.weigh_by_rarity(&mut lights)?;
        let options = PassageOptions { count, max_bytes: LONGEST };
        let found = passages(article, &lights, options, &mut prepared.analyzer);
        let lit = found.passages.iter().filter(|passage| !passage.lights.is_empty());
        let mut parts: Vec<Part> = lit
            .map(|passage| match passage.section {
                Section::Title => Part::Title,
                Section::Text => Part::Text(passage.span),
            })
            .collect();
        if parts.is_empty() && !found.title_lights.is_empty() {
            parts.push(Part::Title);
        }
        Ok(parts)
    }
}

/// The citation of a part of an article; none when the article does not have it.
fn citation(article: &StoredArticle<'_>, part: Part) -> Option<Citation> {
    let quote = match part {
        Part::Article => None,
        Part::Title => Some(quote(article, Section::Title, title_span(article.title)?)?),
        Part::Text(span) => Some(quote(article, Section::Text, span)?),
    };
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Some(Citation {
        id: article.id.to_owned(),
        part,
        title: article.title.to_owned(),
        outlet: owned(article.outlet),
        byline: owned(article.byline),
        url: owned(article.url),
        language: owned(article.language),
        published: article.published(),
        path: article.path.to_owned(),
        entry: owned(article.entry),
        record: article.record,
        hash: ContentHash(article.content_hash),
        quote,
    })
}

fn title_span(title: &str) -> Option<ByteSpan> {
    (!title.trim().is_empty()).then(|| ByteSpan::new(0, title.len()))
}

fn quote(article: &StoredArticle<'_>, section: Section, span: ByteSpan) -> Option<Quote> {
    let text = article.section(section);
    Some(Quote {
        text: span.of(text)?.to_owned(),
        span,
        characters: CharSpan::of(text, span)?,
        // A title may be from anywhere in its source.
        source: match section {
            Section::Title => None,
            Section::Text => article.offsets().trace(text, span),
        },
    })
}
