//! Windows in the text of one article.

use std::sync::Arc;

use dateline_model::{ByteSpan, Section};
use dateline_schema::{Analyzer, FormRole, Mark, StoredArticle, StoredEntity};
use rustc_hash::FxHashMap;

use super::interval::{self, Interval};
use super::{Leaf, Operand, Window};
use crate::Overrides;
use crate::passage::NamedSpans;

/// A window that is looked for in the texts of articles.
pub(crate) struct TextWindow<'w> {
    window: &'w Window,
    overrides: &'w Arc<Overrides>,
    /// Of each stem that matters its number.
    stems: FxHashMap<&'w str, usize>,
}

/// Where a window stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WindowLight {
    /// From the beginning of its first word to the end of its last.
    pub(crate) span: ByteSpan,
    /// Its parts.
    pub(crate) parts: Vec<ByteSpan>,
}

/// A text as far as a window asks for it.
struct Positions<'p> {
    stems: &'p FxHashMap<&'p str, usize>,
    /// By the number of a stem, where it stands.
    of_stems: Vec<Vec<u32>>,
    words: Vec<ByteSpan>,
    /// The mentions, as intervals of words.
    named: Vec<(Named, Interval)>,
}

/// Whom or what a mention is for the window.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Mark(Mark),
    Person(usize),
    Place(usize),
}

impl<'w> TextWindow<'w> {
    pub(crate) fn new(window: &'w Window, overrides: &'w Arc<Overrides>) -> Self {
        let mut stems: FxHashMap<&str, usize> = FxHashMap::default();
        window.operand.for_each_leaf(&mut |leaf| {
            if let Leaf::Stem(stem) | Leaf::Form { stem, .. } = leaf {
                let number = stems.len();
                stems.entry(stem).or_insert(number);
            }
        });
        Self { window, overrides, stems }
    }

    /// Whether the window stands in the title or in the text.
    pub(crate) fn is_in(&self, article: &StoredArticle<'_>, analyzer: &mut Analyzer) -> bool {
        let spans = self.named_spans(article);
        [Section::Title, Section::Text].into_iter().any(|section| {
            let positions = self.positions(article, section, &spans, analyzer);
            !self.intervals(&self.window.operand, &positions).is_empty()
        })
    }

    /// Where the window stands in the title or in the text, in the order of the text.
    pub(crate) fn lights(
        &self,
        article: &StoredArticle<'_>,
        section: Section,
        analyzer: &mut Analyzer,
    ) -> Vec<WindowLight> {
        let spans = self.named_spans(article);
        let positions = self.positions(article, section, &spans, analyzer);
        let windows = self.intervals(&self.window.operand, &positions);
        let mut parts = Vec::new();
        self.add_parts(&self.window.operand, &positions, &mut parts);
        parts.sort_unstable();
        parts.dedup();
        let light = |window: &Interval| {
            let from = parts.partition_point(|part| part.first < window.first);
            let inside = parts[from..].iter().take_while(|part| part.first <= window.last);
            let inside = inside.filter(|part| part.last <= window.last);
            let parts: Vec<ByteSpan> = inside.map(|part| positions.span(*part)).collect();
            WindowLight { span: positions.span(*window), parts }
        };
        windows.iter().map(light).collect()
    }

    fn named_spans(&self, article: &StoredArticle<'_>) -> NamedSpans {
        NamedSpans::of(article, &self.window.persons, &self.window.places, self.overrides)
    }

    fn positions(
        &self,
        article: &StoredArticle<'_>,
        section: Section,
        spans: &NamedSpans,
        analyzer: &mut Analyzer,
    ) -> Positions<'_> {
        let mut of_stems = vec![Vec::new(); self.stems.len()];
        let mut words = Vec::new();
        analyzer.for_each_word(article.section(section), |word| {
            if word.role == FormRole::Word {
                words.push(word.span);
            }
            if let Some(&number) = self.stems.get(word.stem) {
                of_stems[number].push(word.position as u32);
            }
        });
        let mut positions = Positions { stems: &self.stems, of_stems, words, named: Vec::new() };
        let text = article.section(section);
        for mention in article.mentions().filter(|mention| mention.section == section) {
            let printed = mention.span.of(text).unwrap_or_default();
            let mark = match mention.entity {
                StoredEntity::Person(name) if !self.overrides.is_never_person(name) => Mark::Person,
                StoredEntity::Place(_) if !self.overrides.is_never_place(printed) => Mark::Place,
                _ => continue,
            };
            positions.push_named(Named::Mark(mark), mention.span);
        }
        for &(in_section, span, person) in &spans.persons {
            if in_section == section {
                positions.push_named(Named::Person(person), span);
            }
        }
        for &(in_section, span, place) in &spans.places {
            if in_section == section {
                positions.push_named(Named::Place(place), span);
            }
        }
        positions.named.sort_unstable_by_key(|&(_, interval)| interval);
        positions
    }

    fn intervals(&self, operand: &Operand, positions: &Positions<'_>) -> Vec<Interval> {
        match operand {
            Operand::Leaf(leaf) => positions.of_leaf(leaf),
            Operand::Row { words, gap } => {
                let lists: Vec<Vec<u32>> = words
                    .iter()
                    .map(|word| positions.of_leaf(word).iter().map(|at| at.first).collect())
                    .collect();
                let mut found = Vec::new();
                interval::row(&lists, *gap, 0, &mut found);
                found
            }
            Operand::Any(parts) => {
                interval::any(parts.iter().map(|part| self.intervals(part, positions)).collect())
            }
            Operand::Near { parts, gap } => {
                let lists: Vec<_> =
                    parts.iter().map(|part| self.intervals(part, positions)).collect();
                interval::near(&lists, *gap, 0)
            }
        }
    }

    /// Adds where the words, names and rows of an operand stand.
    fn add_parts(&self, operand: &Operand, positions: &Positions<'_>, parts: &mut Vec<Interval>) {
        match operand {
            Operand::Leaf(leaf) => parts.extend(positions.of_leaf(leaf)),
            Operand::Row { words, gap: 0 } if words.len() > 1 => {
                parts.extend(self.intervals(operand, positions));
            }
            // Of a row with gaps only the words are lit, where the whole row stands.
            Operand::Row { words, .. } => {
                let rows = self.intervals(operand, positions);
                for word in words {
                    let within = |at: &Interval| {
                        let before = rows.partition_point(|row| row.last < at.first);
                        rows.get(before).is_some_and(|row| row.first <= at.first)
                    };
                    parts.extend(positions.of_leaf(word).into_iter().filter(within));
                }
            }
            Operand::Any(all) | Operand::Near { parts: all, .. } => {
                all.iter().for_each(|part| self.add_parts(part, positions, parts));
            }
        }
    }
}

impl Positions<'_> {
    /// Adds a mention, as the words that it covers.
    fn push_named(&mut self, named: Named, span: ByteSpan) {
        let first = self.words.partition_point(|word| word.end() <= span.start());
        let covered = self.words[first..].iter().take_while(|word| word.start() < span.end());
        let words = covered.count() as u32;
        if words > 0 {
            self.named.push((named, Interval::of(first as u32, words)));
        }
    }

    fn of_leaf(&self, leaf: &Leaf) -> Vec<Interval> {
        let named = match leaf {
            Leaf::Stem(stem) | Leaf::Form { stem, .. } => {
                let number = self.stems.get(stem.as_str());
                let positions = number.map_or(&[][..], |&number| &self.of_stems[number]);
                let mut found: Vec<Interval> =
                    positions.iter().map(|&first| Interval::of(first, 1)).collect();
                // Two forms of one word may have one stem.
                found.dedup();
                return found;
            }
            Leaf::Mark(mark) => Named::Mark(*mark),
            Leaf::Person(number) => Named::Person(*number),
            Leaf::Place(number) => Named::Place(*number),
        };
        let of_it = self.named.iter().filter(|(kind, _)| *kind == named);
        of_it.map(|&(_, interval)| interval).collect()
    }

    fn span(&self, interval: Interval) -> ByteSpan {
        let (first, last) = (interval.first as usize, interval.last as usize);
        ByteSpan::new(self.words[first].start(), self.words[last].end())
    }
}
