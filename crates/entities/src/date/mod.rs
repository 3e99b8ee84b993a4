//! Text to dates: every day, month and year that an article speaks of.
//!
//! Three steps, each a function of what the one before returned:
//!
//! 1. `token` passes over the text once and keeps the words that matter to dates
//!    (`lexicon`, `numeral`), with what stands between them;
//! 2. `recognize` reads expressions from them by a small grammar, leaving open what the
//!    words leave open (`reading`);
//! 3. `anchor` fills the open parts from the dateline, the publication date or the story
//!    so far (`reference`, `year`, `calendar`), and drops what nothing can fill.

mod anchor;
mod calendar;
mod lexicon;
mod numeral;
mod reading;
mod recognize;
mod reference;
mod token;
mod word;
mod year;

#[cfg(test)]
mod tests;

use dateline_model::{Mention, PartialDate, Section};

/// What relative dates resolve against.
///
/// The dateline is preferred where it says as much as the publication date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchor {
    /// When the article appeared.
    pub published: Option<PartialDate>,
    /// The date that its opening line gives.
    pub dateline: Option<PartialDate>,
}

/// The dates that a title and a text speak of, in order of place, none overlapping.
///
/// Every mention is an [`Entity::Date`](dateline_model::Entity::Date), or, for a day whose
/// year nothing tells, an [`Entity::YearlessDay`](dateline_model::Entity::YearlessDay). Its span covers the
/// expression without the preposition before it. What the words leave open is taken from
/// `anchor`, or from a date that stands before in the article, and never from the clock;
/// where neither says enough, the expression is left out.
///
/// ```
/// use dateline_entities::date::{Anchor, find};
/// use dateline_model::Entity;
///
/// let anchor = Anchor { published: Some("2021-09-23".parse()?), dateline: None };
/// let text = "He fled on September 6 and hired a lobbyist on Wednesday.";
/// let dates: Vec<String> = find("", text, anchor)
///     .iter()
///     .filter_map(|mention| match mention.entity {
///         Entity::Date(date) => Some(date.range.to_string()),
///         _ => None,
///     })
///     .collect();
/// assert_eq!(dates, ["2021-09-06", "2021-09-22"]);
/// # Ok::<(), dateline_model::Error>(())
/// ```
#[must_use]
pub fn find(title: &str, text: &str, anchor: Anchor) -> Vec<Mention> {
    let mut expressions = recognize::expressions(Section::Title, title);
    expressions.append(&mut recognize::expressions(Section::Text, text));
    anchor::resolve(&expressions, anchor)
}
