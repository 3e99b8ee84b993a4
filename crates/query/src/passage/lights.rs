//! What may be lit.

use std::sync::Arc;

use dateline_model::{DateRange, YearlessDay};
use rustc_hash::FxHashSet;

use crate::Overrides;
use crate::syntax::DateMatch;
use crate::window::Window;

/// What a query lights in an article; made by the planner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lights {
    /// Words, wherever they stand.
    pub words: Vec<LightWord>,
    /// Phrases, lit only where their words stand in sequence.
    pub phrases: Vec<LightPhrase>,
    /// Words in some of their forms only.
    pub forms: Vec<LightForms>,
    /// What stands near each other, lit only where it does.
    pub(crate) windows: Vec<LightWindow>,
    /// Persons.
    pub persons: Vec<LightPerson>,
    /// Places.
    pub places: Vec<LightPlace>,
    /// Dates.
    pub dates: Vec<AskedDates>,
    /// What is asked of the title alone, and lit nowhere else.
    pub title: Option<Box<Lights>>,
    /// Names that are never lit as persons, or as places.
    pub overrides: Arc<Overrides>,
}

impl Lights {
    /// Adds those of another part of the question.
    pub(crate) fn append(&mut self, other: Lights) {
        self.words.extend(other.words);
        self.phrases.extend(other.phrases);
        self.forms.extend(other.forms);
        self.windows.extend(other.windows);
        self.persons.extend(other.persons);
        self.places.extend(other.places);
        self.dates.extend(other.dates);
        if let Some(title) = other.title {
            self.of_title().append(*title);
        }
    }

    /// Makes words, phrases, patterns and windows count so many times as much.
    pub(crate) fn boost(&mut self, times: f32) {
        self.words.iter_mut().for_each(|word| word.weight *= times);
        self.phrases.iter_mut().for_each(|phrase| phrase.weight *= times);
        self.forms.iter_mut().for_each(|forms| forms.weight *= times);
        self.windows.iter_mut().for_each(|window| window.weight *= times);
    }

    /// The lights of the title alone, to add to.
    pub(crate) fn of_title(&mut self) -> &mut Lights {
        self.title.get_or_insert_default()
    }
}

/// Days that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedDates {
    /// From the first to the last.
    pub range: DateRange,
    /// How a date has to lie to them.
    pub matching: DateMatch,
}

impl AskedDates {
    /// Whether a date is meant.
    #[must_use]
    pub fn meets(self, date: DateRange) -> bool {
        self.matching.holds(self.range, date)
    }

    /// Whether a day of which the year is not told may be meant; it lies surely within
    /// nothing.
    #[must_use]
    pub fn may_meet(self, day: YearlessDay) -> bool {
        self.matching == DateMatch::Overlaps && day.may_be_in(self.range)
    }
}

/// A person to light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightPerson {
    /// The name as it was asked for.
    pub asked: String,
    /// Which of an article's persons are meant.
    pub who: Who,
}

/// Which of an article's persons are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Those with one of these rows of parts side by side, in order, in their names; parts
    /// as [`dateline_model::PersonName::part_keys`] gives them.
    Parts(Vec<Vec<String>>),
    /// Those printed as one of these names.
    Names(Arc<FxHashSet<String>>),
}

impl Who {
    /// Whether one is meant whose name is printed so.
    pub(super) fn is_printed(&self, printed: &str) -> bool {
        matches!(self, Self::Names(names) if names.contains(printed))
    }
}

/// A word to light.
#[derive(Debug, Clone, PartialEq)]
pub struct LightWord {
    /// Its stem.
    pub stem: String,
    /// How much finding it says; of a plan how many times as much as usual, later by how
    /// rare it is, too.
    pub weight: f32,
}

/// Words to light in just these forms: what a pattern stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct LightForms {
    /// The words, folded.
    pub folded: Arc<FxHashSet<String>>,
    /// How much finding one of them says.
    pub weight: f32,
}

/// A window to light.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LightWindow {
    pub(crate) window: Arc<Window>,
    /// How much finding it says.
    pub(crate) weight: f32,
}

/// A phrase to light.
#[derive(Debug, Clone, PartialEq)]
pub struct LightPhrase {
    /// The stems of its words, in order.
    pub stems: Vec<String>,
    /// How much finding it says.
    pub weight: f32,
}

/// A place to light: where the article means a place with one of the numbers, or one in
/// it, and where it writes the name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LightPlace {
    /// The place as it was asked for.
    pub asked: String,
    /// Numbers of places in the gazetteer.
    pub ids: Arc<FxHashSet<u32>>,
    /// The name, folded, its words separated by single spaces; empty for none.
    pub name: String,
}
