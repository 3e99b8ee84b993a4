//! Text to dates: every day, month and year that an article speaks of.
//!
//! Three steps, each a function of what the one before returned:
//!
//! 1. `token` passes over the text once and keeps the words that matter to dates
//!    (`lexicon`, `numeral`), with what stands between them;
//! 2. `recognize` reads expressions from them by a small grammar, leaving open what the
//!    words leave open (`reading`);
//! 3. `resolve` fills the open parts from the dateline, the publication date or the story
//!    so far (`reference`, `subject`, `relative`, `year`, `calendar`, `named_day`), and
//!    drops what nothing can fill.
//!
//! [`expressions`] returns all that was found, in the terms of TimeML ([`Timex`]);
//! [`find`] what dates are searched by.

mod calendar;
mod certainty;
mod equinox;
mod lexicon;
mod named_day;
mod numeral;
mod order;
mod reading;
mod recognize;
mod reference;
mod relative;
mod resolve;
mod subject;
mod timex;
mod token;
mod word;
mod year;

#[cfg(test)]
mod tests;

use dateline_model::{
    Article, ByteSpan, Confidence, DateMention, DateRange, Entity, Mention, PartialDate,
    PublishedSource, Section, YearlessDay,
};

pub use self::order::DayMonthOrder;
use self::reading::Expression;
use self::resolve::Resolved;
pub use self::timex::{
    Amount, Count, Date, DayPart, Recurrence, Rest, Season, TimeExpression, TimeOfDay, Timex,
    TimexKind, Unit, Vague,
};

/// What relative dates resolve against.
///
/// The dateline is preferred where it says as much as the publication date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchor {
    /// When the article appeared.
    pub published: Option<PartialDate>,
    /// The date that its opening line gives.
    pub dateline: Option<PartialDate>,
    /// In which order the article writes day and month in digits, where its outlet or its
    /// language tells.
    pub order: DayMonthOrder,
}

impl Anchor {
    /// What the dates of an article resolve against. The time of its file is nothing: a
    /// "Wednesday" is not counted from the day of a download.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let printed = article.published.filter(|found| found.source != PublishedSource::Mtime);
        Self {
            published: printed.map(|published| published.date),
            dateline: article.dateline.as_ref().and_then(|dateline| dateline.date),
            order: DayMonthOrder::of(article.language.as_deref(), article.url.as_deref()),
        }
    }
}

/// The dates that a title and a text speak of, in order of place.
///
/// Every mention is an [`Entity::Date`], or, for a day whose year nothing tells, an
/// [`Entity::YearlessDay`]. A range ("6-8 September") is one mention with all its days; a
/// time of day counts as its day. Durations, what recurs and "now" are no dates.
///
/// Spans cover the expression without the preposition before it, and do not overlap, but
/// for one case: a date in digits whose order nothing tells (6/9/2021) is two mentions of
/// the same span, one for each reading, each with a confidence below a half. What the words
/// leave open is taken from `anchor`, or from a date that stands before in the article, and
/// never from the clock; where neither says enough, the expression is left out.
///
/// ```
/// use dateline_entities::date::{Anchor, find};
/// use dateline_model::Entity;
///
/// let anchor = Anchor { published: Some("2021-09-23".parse()?), ..Anchor::default() };
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
    let mut mentions = Vec::new();
    for (expression, resolved) in resolved(title, text, anchor) {
        let other = resolved.other.and_then(Date::range);
        mentions.extend(mention(&expression, &resolved, resolved.range));
        mentions.extend(other.and_then(|range| mention(&expression, &resolved, Some(range))));
    }
    mentions
}

/// All temporal expressions of a title and a text, in order of place, none overlapping:
/// dates, times, durations and what recurs.
///
/// The two ends of a range are two expressions, as TimeML has them.
///
/// ```
/// use dateline_entities::date::{Anchor, expressions};
///
/// let anchor = Anchor { published: Some("2021-09-23".parse()?), ..Anchor::default() };
/// let text = "On Wednesday night, after two weeks of daily talks, it was over.";
/// let found: Vec<String> = expressions("", text, anchor)
///     .iter()
///     .map(|found| format!("{} {}", found.timex.kind().as_str(), found.timex))
///     .collect();
/// assert_eq!(found, ["TIME 2021-09-22TNI", "DURATION P2W", "SET P1D"]);
/// # Ok::<(), dateline_model::Error>(())
/// ```
#[must_use]
pub fn expressions(title: &str, text: &str, anchor: Anchor) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    for (expression, resolved) in resolved(title, text, anchor) {
        match (expression.ends, resolved.ends) {
            (Some((first, last)), Some((first_date, last_date))) => {
                found.push(time_expression(&expression, &resolved, first, Timex::Date(first_date)));
                found.push(time_expression(&expression, &resolved, last, Timex::Date(last_date)));
            }
            _ => {
                found.push(time_expression(
                    &expression,
                    &resolved,
                    expression.span,
                    resolved.timex,
                ));
            }
        }
    }
    found
}

/// What is read in a title and a text, and what that resolves to.
fn resolved(title: &str, text: &str, anchor: Anchor) -> Vec<(Expression, Resolved)> {
    let mut read = recognize::expressions(Section::Title, title);
    read.append(&mut recognize::expressions(Section::Text, text));
    let resolved = resolve::resolve(&read, anchor);
    let pairs = read.into_iter().zip(resolved);
    pairs.filter_map(|(expression, resolved)| Some((expression, resolved?))).collect()
}

fn mention(
    expression: &Expression,
    resolved: &Resolved,
    range: Option<DateRange>,
) -> Option<Mention> {
    let entity = match (range, resolved.anchor, resolved.timex) {
        (Some(range), Some(anchor), _) => Entity::Date(DateMention { range, anchor }),
        (_, _, Timex::Date(Date::DayOfSomeYear(month, day))) => {
            Entity::YearlessDay(YearlessDay::new(month, day).ok()?)
        }
        _ => return None,
    };
    let (section, span) = (expression.section, expression.span);
    let confidence = Confidence::hundredths(resolved.confidence);
    Some(Mention { section, span, entity, confidence })
}

fn time_expression(
    expression: &Expression,
    resolved: &Resolved,
    span: ByteSpan,
    timex: Timex,
) -> TimeExpression {
    let (section, anchor) = (expression.section, resolved.anchor);
    let confidence = Confidence::hundredths(resolved.confidence);
    TimeExpression { section, span, timex, anchor, confidence }
}
