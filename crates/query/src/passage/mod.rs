//! Turns a hit into the sentences that show why it is one.
//!
//! The planner says what may be lit ([`Lights`]); the `matcher` finds where it truly
//! stands in an article, `sentence` cuts the text, `score` weighs each sentence as if it
//! were a small document and picks the best, and `window` trims what is too long to show.
//! Passages are data: how a light looks is the business of whoever prints them.

mod abbreviation;
mod dated;
mod lights;
mod matcher;
mod named;
mod named_spans;
mod quoted;
mod rarity;
mod reach;
mod score;
mod sentence;
#[cfg(test)]
mod tests;
mod window;

use std::sync::Arc;

pub(crate) use dated::{DatedSentences, dated_passage, within};
use dateline_model::{ByteSpan, Section};
use dateline_schema::{Analyzer, StoredArticle, StoredEntity};
pub(crate) use lights::LightWindow;
pub use lights::{
    AskedDates, LightForms, LightPerson, LightPhrase, LightPlace, LightWord, Lights, Who,
};
pub use named::{Named, NamedKind};
pub(crate) use named_spans::NamedSpans;
pub(crate) use quoted::quoted;

use self::matcher::{Light, Matcher};
use self::score::{Best, best};
pub(crate) use self::sentence::sentences;
pub(crate) use self::window::around;
use self::window::{beginning, window};

/// How much of an article to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageOptions {
    /// The most sentences, at least one.
    pub count: usize,
    /// The most bytes of one sentence; a longer one is cut around what is lit in it.
    pub max_bytes: usize,
}

/// Two sentences of up to 400 bytes.
impl Default for PassageOptions {
    fn default() -> Self {
        Self { count: 2, max_bytes: 400 }
    }
}

/// What an article shows of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Passages {
    /// What is lit in the title, sorted and disjoint.
    pub title_lights: Vec<ByteSpan>,
    /// The passages in the order of the text; none only when title and text are blank.
    pub passages: Vec<Passage>,
    /// The names by which the persons and places that were asked for stand in the article.
    pub named: Vec<Named>,
}

/// Sentences of an article that stand side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Which text the spans are of: the title only when the text is blank.
    pub section: Section,
    /// The sentences, without white space around them.
    pub span: ByteSpan,
    /// What is lit, sorted, disjoint, inside `span` and as it counts bytes.
    pub lights: Vec<ByteSpan>,
    /// How much of what was asked it holds; 0 when nothing is lit.
    pub score: f32,
}

/// The best sentences of an article, with what matched in them lit.
///
/// An article in whose text nothing is lit is shown by its beginning.
#[must_use]
pub fn passages(
    article: &StoredArticle<'_>,
    lights: &Lights,
    options: PassageOptions,
    analyzer: &mut Analyzer,
) -> Passages {
    let mut matcher = Matcher::new(lights, article);
    matcher.find_windows(article, analyzer);
    let max_bytes = options.max_bytes.max(1);
    let title_lights = title_lights(article, lights, &matcher, analyzer);
    matcher.prefer_windows_within(|| sentences(article.text));
    let (in_text, read) = reach::lights(article, &matcher, analyzer);
    let ties = matcher.ties(max_bytes);
    let sentences = unbroken(sentences(&article.text[..read]), &in_text, &ties);
    let mut passages = if in_text.is_empty() {
        Vec::from_iter(lead(&sentences, article.text, max_bytes))
    } else {
        let named = named_places(article);
        let best = best(&sentences, &in_text, &matcher, &named, options.count.max(1));
        shown(&best, article.text, &matcher, max_bytes)
    };
    if passages.is_empty() {
        passages.extend(title_alone(article.title, &title_lights));
    }
    let named = named::named(article, lights);
    Passages { title_lights, passages, named }
}

/// What is lit in the title: what is asked of the article, and what of the title alone.
fn title_lights(
    article: &StoredArticle<'_>,
    lights: &Lights,
    matcher: &Matcher<'_, '_>,
    analyzer: &mut Analyzer,
) -> Vec<ByteSpan> {
    let mut lit = matcher.lights(article, Section::Title, analyzer);
    if let Some(alone) = &lights.title {
        let overrides = Arc::clone(&lights.overrides);
        let alone = Lights { overrides, ..(**alone).clone() };
        let mut matcher = Matcher::new(&alone, article);
        matcher.find_windows(article, analyzer);
        lit.extend(matcher.lights(article, Section::Title, analyzer));
        lit.sort_unstable();
    }
    spans(&lit, ByteSpan::new(0, article.title.len()))
}

/// Where the persons and places of the text are named, in order.
fn named_places(article: &StoredArticle<'_>) -> Vec<usize> {
    let is_named = |entity: &StoredEntity<'_>| {
        matches!(entity, StoredEntity::Person(_) | StoredEntity::Place(_))
    };
    let mentions = article.mentions().filter(|mention| mention.section == Section::Text);
    let named = mentions.filter(|mention| is_named(&mention.entity));
    named.map(|mention| mention.span.start()).collect()
}

/// The sentences, with those that a light or tie reaches across joined to one: a phrase does
/// not stop at a full stop.
fn unbroken(sentences: Vec<ByteSpan>, lights: &[Light], ties: &[ByteSpan]) -> Vec<ByteSpan> {
    let mut joined: Vec<ByteSpan> = Vec::with_capacity(sentences.len());
    let mut spans: Vec<ByteSpan> = lights.iter().map(|light| light.span).collect();
    if !ties.is_empty() {
        spans.extend(ties);
        spans.sort_unstable();
    }
    let mut spans = spans.into_iter().peekable();
    let mut reach = 0;
    for sentence in sentences {
        match joined.last_mut() {
            Some(last) if reach > sentence.start() => {
                *last = ByteSpan::new(last.start(), sentence.end());
            }
            _ => joined.push(sentence),
        }
        while let Some(span) = spans.next_if(|span| span.start() < sentence.end()) {
            reach = reach.max(span.end());
        }
    }
    joined
}

/// The picked sentences as passages, those side by side as one.
fn shown(
    best: &[Best<'_>],
    text: &str,
    matcher: &Matcher<'_, '_>,
    max_bytes: usize,
) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::with_capacity(best.len());
    let mut before: Option<&Best<'_>> = None;
    for sentence in best {
        let span = window(text, sentence.span, sentence.lights, matcher, max_bytes);
        let lights = spans(sentence.lights, span);
        match (passages.last_mut(), before) {
            (Some(last), Some(before))
                if before.number + 1 == sentence.number
                    && last.span.end() == before.span.end()
                    && span.start() == sentence.span.start() =>
            {
                last.span = ByteSpan::new(last.span.start(), span.end());
                last.lights.extend(lights);
                last.score += sentence.score;
            }
            _ => {
                let (section, score) = (Section::Text, sentence.score);
                passages.push(Passage { section, span, lights, score });
            }
        }
        before = Some(sentence);
    }
    passages
}

/// The first sentences, as many as fit, unlit.
fn lead(sentences: &[ByteSpan], text: &str, max_bytes: usize) -> Option<Passage> {
    let first = *sentences.first()?;
    let fitting = sentences.iter().take_while(|s| s.end() - first.start() <= max_bytes).last();
    let span = match fitting {
        Some(last) => ByteSpan::new(first.start(), last.end()),
        None => beginning(text, first, max_bytes),
    };
    Some(Passage { section: Section::Text, span, lights: Vec::new(), score: 0.0 })
}

/// The title, for an article that has no more.
fn title_alone(title: &str, lights: &[ByteSpan]) -> Option<Passage> {
    let start = title.len() - title.trim_start().len();
    let span = ByteSpan::new(start, start + title.trim().len());
    let lights = lights.to_vec();
    let passage = Passage { section: Section::Title, span, lights, score: 0.0 };
    (!span.is_empty()).then_some(passage)
}

/// What the lights cover of the window, sorted and disjoint.
fn spans(lights: &[Light], window: ByteSpan) -> Vec<ByteSpan> {
    let mut spans: Vec<ByteSpan> = Vec::new();
    for light in lights {
        let start = light.span.start().max(window.start());
        let end = light.span.end().min(window.end());
        if start >= end {
            continue;
        }
        match spans.last_mut() {
            Some(last) if start < last.end() => {
                *last = ByteSpan::new(last.start(), end.max(last.end()));
            }
            _ => spans.push(ByteSpan::new(start, end)),
        }
    }
    spans
}
