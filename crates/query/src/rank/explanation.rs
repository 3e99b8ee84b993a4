//! Why an article is where it is.

use dateline_model::DateRange;

/// Why an article is where it is: parts that add up to its score, the largest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What it has that counts. Empty beyond the articles that are looked at one by one;
    /// those stand below them, by how often they have the words.
    pub parts: Vec<ExplainedPart>,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainedPart {
    /// What it is for.
    pub reason: RankReason,
    /// What it adds to the score; comparable within one answer only.
    pub points: f32,
}

/// What counts for the rank of an article.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum RankReason {
    /// It has a word of the question, in whatever form. The earlier and the oftener the
    /// better, and the fewer other articles have it.
    Word {
        /// The word, folded.
        word: String,
        /// How often it stands in title and text.
        times: u32,
        /// How often it stands in the title.
        in_title: u32,
        /// How many words from the beginning it stands first, from 0, the title counted in.
        first: u32,
        /// How many articles have it.
        articles: u64,
    },
    /// It has a word in the form of the question.
    ExactForm {
        /// The word, folded.
        word: String,
    },
    /// It has two words of the question near each other.
    Near {
        /// The words, folded, in the order of the question.
        words: [String; 2],
        /// How far apart they stand where they are nearest: 1 for side by side.
        distance: u32,
    },
    /// It has all words of the question, or most.
    Coverage {
        /// How many of them it has.
        words: usize,
        /// How many there are, function words left out.
        of: usize,
    },
    /// It has a word that the question has not, but the best articles have
    /// ([`Expansion::Related`](crate::Expansion::Related)).
    Related {
        /// The word, folded.
        word: String,
    },
    /// How precisely it speaks of the days asked for.
    Date {
        /// The days that its date means, or the day, month or year of its publication.
        date: DateRange,
    },
    /// How recent it is.
    Recency,
}
