//! What a search answers with.

use dateline_model::{ArticleId, ByteSpan, CharSpan, ContentHash, Published, Section, SourceRange};

use crate::cite::Part;
use crate::family::{HitFamily, Origins};
use crate::notice::Notice;
use crate::passage::Named;
use crate::rank::Explanation;

/// The answer to a search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchAnswer {
    /// How many articles match, whether shown or not.
    pub total: u64,
    /// How they match.
    pub matching: Matching,
    /// How many reports these are, copies counted once; where that was asked for and could be
    /// told.
    pub origins: Option<Origins>,
    /// How many hits there are on all pages: families where copies are folded, else articles.
    pub on_all_pages: u64,
    /// The hits asked for, the first by the order asked for first.
    pub hits: Vec<Hit>,
    /// Whether that is all there is.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

/// Whether an answer is all that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All was looked at.
    Whole,
    /// The time was over before all was looked at ([`SearchRequest::deadline`]): there may be
    /// more articles, and better ones.
    ///
    /// [`SearchRequest::deadline`]: crate::SearchRequest::deadline
    Part,
}

/// How the articles of an answer match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// Each matches the whole question.
    Whole,
    /// None matches the whole question; each has at least one of its words.
    Some,
    /// Each has at least one of the words, as was asked for ([`Terms::Any`]).
    ///
    /// [`Terms::Any`]: crate::Terms::Any
    Any,
}

/// A matching article.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its id.
    pub id: ArticleId,
    /// Its title; empty when it has none.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it appeared, and how that is known.
    pub published: Option<Published>,
    /// The absolute path of its source.
    pub path: String,
    /// Its number in a source of several; told with the passages only.
    pub record: Option<u64>,
    /// The hash of the bytes it was read from; told with the passages only.
    pub hash: Option<ContentHash>,
    /// How well it matches; comparable within one answer only. None when the order asks
    /// for no rank.
    pub score: Option<f32>,
    /// The copies it has among the articles that match, where that was asked for and it has
    /// any.
    pub family: Option<HitFamily>,
    /// Why it is where it is, where that was asked for.
    pub explanation: Option<Explanation>,
    /// The parts of the title to light, in bytes of the title.
    pub title_lights: Vec<ByteSpan>,
    /// The passages, in the order of the text.
    pub passages: Vec<HitPassage>,
    /// The persons and places of the question as the article names them; told with the
    /// passages only.
    pub named: Vec<Named>,
}

/// A part of an article that shows why it matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitPassage {
    /// Whole sentences of the article.
    pub text: String,
    /// The parts of `text` to light, in bytes of it; sorted, disjoint.
    pub lights: Vec<ByteSpan>,
    /// Which text of the article it is of: the title only when there is no other.
    pub section: Section,
    /// Where it stands in that text, in bytes.
    pub span: ByteSpan,
    /// The same in characters.
    pub characters: CharSpan,
    /// Where it stands in the source file, as far as that can be said.
    pub source: Option<SourceRange>,
}

impl HitPassage {
    /// What names the passage where its article is named ([`Part`]).
    #[must_use]
    pub fn part(&self) -> Part {
        match self.section {
            Section::Title => Part::Title,
            Section::Text => Part::Text(self.span),
        }
    }
}
