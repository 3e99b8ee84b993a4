//! Sentences around the dates of an article.

use dateline_model::{ByteSpan, Section};
use dateline_schema::{Analyzer, StoredArticle, StoredMention};

use super::matcher::Matcher;
use super::sentence::sentences;
use super::window::around;
use super::{Lights, Passage, spans};

/// The sentences of an article, cut when they are first asked for.
pub(crate) struct DatedSentences<'a> {
    title: &'a str,
    text: &'a str,
    cut: Option<Vec<ByteSpan>>,
}

impl<'a> DatedSentences<'a> {
    pub(crate) fn new(article: &StoredArticle<'a>) -> Self {
        Self { title: article.title, text: article.text, cut: None }
    }

    /// The sentence that the span is in, or those that it reaches over; of a title, all of
    /// it.
    pub(crate) fn around(&mut self, section: Section, span: ByteSpan) -> ByteSpan {
        if section == Section::Title {
            let start = self.title.len() - self.title.trim_start().len();
            let trimmed = ByteSpan::new(start, start + self.title.trim().len());
            return joined(trimmed, span);
        }
        let cut = self.cut.get_or_insert_with(|| sentences(self.text));
        let from = cut.partition_point(|sentence| sentence.end() <= span.start());
        let reached = cut[from..].iter().take_while(|sentence| sentence.start() < span.end());
        reached.fold(span, |all, sentence| joined(all, *sentence))
    }
}

/// What is shown of a span: words of a date longer than all that is shown are cut.
pub(crate) fn within(shown: ByteSpan, span: ByteSpan) -> ByteSpan {
    let start = span.start().clamp(shown.start(), shown.end());
    ByteSpan::new(start, span.end().clamp(start, shown.end()))
}

/// From the start of the earlier to the end of the later.
fn joined(one: ByteSpan, other: ByteSpan) -> ByteSpan {
    ByteSpan::new(one.start().min(other.start()), one.end().max(other.end()))
}

/// The sentence around a mention, cut around it if it has more than `max_bytes`, with the
/// mention and what the query lights lit.
pub(crate) fn dated_passage(
    article: &StoredArticle<'_>,
    lights: &Lights,
    mention: &StoredMention<'_>,
    max_bytes: usize,
    analyzer: &mut Analyzer,
) -> Passage {
    let section = mention.section;
    let sentence = DatedSentences::new(article).around(section, mention.span);
    let span = around(article.section(section), sentence, mention.span, max_bytes);
    let mut matcher = Matcher::new(lights, article);
    matcher.find_windows(article, analyzer);
    let lit = spans(&matcher.lights(article, section, analyzer), span);
    let date = within(span, mention.span);
    Passage { section, span, lights: with(lit, date), score: 0.0 }
}

/// The sorted, disjoint spans with one more, joined to those it overlaps.
fn with(spans: Vec<ByteSpan>, span: ByteSpan) -> Vec<ByteSpan> {
    let overlaps = |one: &ByteSpan| one.start() < span.end() && span.start() < one.end();
    let (over, mut apart): (Vec<_>, Vec<_>) = spans.into_iter().partition(overlaps);
    apart.push(over.into_iter().fold(span, joined));
    apart.sort_unstable();
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_joins_those_it_overlaps() {
        let span = |start, end| ByteSpan::new(start, end);
        let spans = || vec![span(0, 3), span(5, 8), span(10, 12)];
        assert_eq!(with(spans(), span(3, 5)), [span(0, 3), span(3, 5), span(5, 8), span(10, 12)]);
        assert_eq!(with(spans(), span(2, 6)), [span(0, 8), span(10, 12)]);
        assert_eq!(with(Vec::new(), span(2, 6)), [span(2, 6)]);
    }

    #[test]
    fn sentences_hold_the_whole_span() {
        let (title, text) = (" A title ", "One on Monday. Two in May. Three.");
        let mut sentences = DatedSentences { title, text, cut: None };
        let mut around = |section, from: usize, to: usize| {
            let of = if section == Section::Title { title } else { text };
            sentences.around(section, ByteSpan::new(from, to)).of(of).unwrap_or_default()
        };
        assert_eq!(around(Section::Text, 7, 13), "One on Monday.");
        assert_eq!(around(Section::Text, 22, 25), "Two in May.");
        assert_eq!(around(Section::Text, 7, 25), "One on Monday. Two in May.");
        assert_eq!(around(Section::Title, 1, 2), "A title");
    }
}
