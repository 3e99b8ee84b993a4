//! What is known of single names: how common they are, whose spellings they are, which are
//! pet forms; and the words that stand in names without being names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::sound::{Sounds, sounds};

/// How much a name that nobody listed tells.
pub(crate) const UNLISTED_WEIGHT: f32 = 1.0;

/// The most pet-form families a name belongs to; `Al` and `Lena` have that many.
const FAMILIES: usize = 6;

/// What is known of one part of a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Known {
    /// The name it is a spelling of; `None` when not listed among common names.
    pub(crate) name: Option<u16>,
    /// How much it tells that two people bear it, up to 1.
    pub(crate) weight: f32,
    /// The formal names it is, or is short for; 0 fills up.
    families: [u16; FAMILIES],
    /// Whether it is a formal name, the first of its family.
    formal: bool,
}

impl Known {
    const NOTHING: Self =
        Self { name: None, weight: UNLISTED_WEIGHT, families: [0; FAMILIES], formal: false };

    /// Whether both are forms of one formal name.
    pub(crate) fn shares_family(&self, other: &Self) -> bool {
        let mut families = self.families.iter().take_while(|&&family| family != 0);
        families.any(|family| other.families.contains(family))
    }

    /// Whether it is listed at all, which nearly all given names are that many bear.
    pub(crate) fn is_listed(&self) -> bool {
        self.name.is_some() || self.is_pet_form()
    }

    /// Whether it is listed among pet forms and their formal names.
    pub(crate) fn is_pet_form(&self) -> bool {
        self.families[0] != 0
    }

    /// The families it belongs to.
    pub(crate) fn families(&self) -> impl Iterator<Item = u16> {
        self.families.into_iter().take_while(|&family| family != 0)
    }

    /// Whether both are listed, and as different names.
    pub(crate) fn is_other_name_than(&self, other: &Self) -> bool {
        match (self.name, other.name) {
            (Some(one), Some(two)) => one != two,
            _ => self.formal && other.formal && !self.shares_family(other),
        }
    }

    fn join_family(&mut self, family: u16) {
        if let Some(free) = self.families.iter_mut().find(|slot| **slot == 0 || **slot == family) {
            *free = family;
        }
    }
}

/// What is known of the part with these letters and sounds.
pub(crate) fn known(letters: &str, heard: &[u8]) -> Known {
    let lists = &*LISTS;
    let mut known = Known::NOTHING;
    let by_letters = lists.common.by_letters.get(letters);
    if let Some(&(name, weight)) = by_letters.or_else(|| lists.common.by_sounds.get(heard)) {
        known.name = Some(name);
        known.weight = weight;
    }
    let pet_forms = &lists.pet_forms;
    if let Some(pet) = pet_forms.by_letters.get(letters).or_else(|| pet_forms.by_sounds.get(heard))
    {
        known.families = pet.families;
        known.formal = pet.formal;
        known.weight = known.weight.min(0.7);
    }
    known
}

/// All that a name is listed with: other spellings, pet forms and formal names.
pub(crate) fn other_forms(known: &Known) -> impl Iterator<Item = &'static str> {
    let spellings = LISTS.common.spellings(known.name);
    let families = known.families().flat_map(|family| LISTS.pet_forms.family(family));
    spellings.chain(families)
}

/// What a word inside a name is when it is no name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Particle {
    /// An Arabic article.
    Article,
    /// What makes the next part an ancestor's name, such as `bin`.
    Descent,
    /// What joins family names, such as `de`.
    Link,
}

/// What particle a word is, by its letters.
pub(crate) fn particle(letters: &str) -> Option<Particle> {
    LISTS.particles.get(letters).copied()
}

/// How surely a word before a name is a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Title {
    /// It is nothing else.
    Always,
    /// It is a given name as well.
    OrName,
}

/// What title a word is, if it can stand before names as one.
pub(crate) fn title(letters: &str) -> Option<Title> {
    LISTS.titles.get(letters).copied()
}

/// Whether a word stands after names without being part of them.
pub(crate) fn is_suffix(letters: &str) -> bool {
    LISTS.suffixes.contains_key(letters)
}

/// Whether a name is a family name that Chinese and Koreans write first.
pub(crate) fn is_family_first(letters: &str) -> bool {
    LISTS.family_first.contains_key(letters)
}

struct Lists {
    common: Common,
    pet_forms: PetForms,
    particles: FxHashMap<&'static str, Particle>,
    titles: FxHashMap<&'static str, Title>,
    suffixes: FxHashMap<&'static str, ()>,
    family_first: FxHashMap<&'static str, ()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    common: Common::read(include_str!("../data/common.txt")),
    pet_forms: PetForms::read(include_str!("../data/nicknames.txt")),
    particles: particles(include_str!("../data/particles.txt")),
    titles: titles(include_str!("../data/titles.txt")),
    suffixes: words(include_str!("../data/suffixes.txt")),
    family_first: words(include_str!("../data/family-first.txt")),
});

/// The common names: which name a spelling is of, and its weight.
struct Common {
    by_letters: FxHashMap<&'static str, (u16, f32)>,
    by_sounds: FxHashMap<Sounds, (u16, f32)>,
    /// A line for each name.
    lines: Vec<&'static str>,
}

impl Common {
    /// The spellings of a listed name.
    fn spellings(&self, name: Option<u16>) -> impl Iterator<Item = &'static str> + use<> {
        let line = name.and_then(|name| self.lines.get(usize::from(name))).copied();
        line.unwrap_or_default().split_whitespace()
    }

    fn read(list: &'static str) -> Self {
        let mut common = Self {
            by_letters: FxHashMap::default(),
            by_sounds: FxHashMap::default(),
            lines: Vec::new(),
        };
        let mut weight = UNLISTED_WEIGHT;
        for line in lines(list) {
            if let Some(percent) = line.strip_prefix("weight ") {
                weight = percent.parse().map_or(UNLISTED_WEIGHT, |percent: f32| percent / 100.0);
                continue;
            }
            let name = common.lines.len() as u16;
            common.lines.push(line);
            for spelling in line.split_whitespace() {
                common.by_letters.entry(spelling).or_insert((name, weight));
                common.by_sounds.entry(sounds(spelling)).or_insert((name, weight));
            }
        }
        common
    }
}

/// The pet forms and the formal names they stand for.
struct PetForms {
    by_letters: FxHashMap<&'static str, Known>,
    by_sounds: FxHashMap<Sounds, Known>,
    /// A line for each family, the first of them family 1.
    lines: Vec<&'static str>,
}

impl PetForms {
    /// The names of a family, the formal one first.
    fn family(&self, family: u16) -> impl Iterator<Item = &'static str> + use<> {
        let line = self.lines.get(usize::from(family).wrapping_sub(1)).copied();
        line.unwrap_or_default().split_whitespace()
    }

    fn read(list: &'static str) -> Self {
        let mut by_letters: FxHashMap<&str, Known> = FxHashMap::default();
        let mut by_sounds: FxHashMap<Sounds, Known> = FxHashMap::default();
        for (family, line) in (1..).zip(lines(list)) {
            for (at, form) in line.split_whitespace().enumerate() {
                let by_sound = by_sounds.entry(sounds(form)).or_insert(Known::NOTHING);
                let by_letter = by_letters.entry(form).or_insert(Known::NOTHING);
                for known in [by_letter, by_sound] {
                    known.join_family(family);
                    known.formal |= at == 0;
                }
            }
        }
        Self { by_letters, by_sounds, lines: lines(list).collect() }
    }
}

fn particles(list: &'static str) -> FxHashMap<&'static str, Particle> {
    let mut particles = FxHashMap::default();
    for line in lines(list) {
        let mut words = line.split_whitespace();
        let class = match words.next() {
            Some("article") => Particle::Article,
            Some("descent") => Particle::Descent,
            _ => Particle::Link,
        };
        particles.extend(words.map(|word| (word, class)));
    }
    particles
}

fn titles(list: &'static str) -> FxHashMap<&'static str, Title> {
    let mut titles = FxHashMap::default();
    for line in lines(list) {
        let (class, words) = match line.strip_prefix("either ") {
            Some(words) => (Title::OrName, words),
            None => (Title::Always, line),
        };
        titles.extend(words.split_whitespace().map(|word| (word, class)));
    }
    titles
}

fn words(list: &'static str) -> FxHashMap<&'static str, ()> {
    lines(list).flat_map(str::split_whitespace).map(|word| (word, ())).collect()
}

/// The lines of a list that are neither empty nor comments.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
