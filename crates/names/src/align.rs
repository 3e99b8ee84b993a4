//! Which part of one name is which part of another.

use crate::parse::MOST_PARTS;
use crate::part::{Form, Part, Role, Script};
use crate::spelling;

/// Spellings less near than this are two names.
const NEAR_ENOUGH: f32 = 0.55;

/// The nearness of transliterations that are not the same letters.
const TRANSLITERATED: f32 = 0.98;
/// The nearness of forms of one formal name.
const PET_FORM: f32 = 0.85;
/// The nearness of a name and its beginning.
const SHORTENED: f32 = 0.75;
/// The nearness of a name and its first letter.
const INITIAL: f32 = 0.7;

/// How two parts are alike, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// One is the first letter of the other.
    Initial,
    /// Both are forms of one formal name.
    PetForm,
    /// One is the beginning of the other.
    Shortened,
    /// Near in spelling, but no usual transliteration of one another.
    Near,
    /// Transliterations of one name.
    Transliteration,
    /// One is written as two parts, or without the particle before it.
    Joined,
    /// Letter for letter.
    Equal,
}

/// One or two neighbouring parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    first: u8,
    count: u8,
}

impl Parts {
    fn one(at: usize) -> Self {
        Self { first: at as u8, count: 1 }
    }

    fn two(at: usize) -> Self {
        Self { first: at as u8, count: 2 }
    }

    /// The position of the first of them.
    pub(crate) fn first(self) -> usize {
        usize::from(self.first)
    }

    /// The positions of the parts.
    pub(crate) fn positions(self) -> std::ops::Range<usize> {
        self.first()..self.first() + usize::from(self.count)
    }
}

/// Parts of two names that are taken for one another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub(crate) left: Parts,
    pub(crate) right: Parts,
    /// How near they are, 0 to 1.
    pub(crate) nearness: f32,
    pub(crate) likeness: Likeness,
}

/// The pairs found between two names; no part is in two of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alignment {
    pairs: [Option<Pair>; MOST_PARTS],
    found: usize,
}

impl Alignment {
    /// The pairs, the surest first.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.pairs[..self.found].iter().flatten()
    }

    fn push(&mut self, pair: Pair) {
        if let Some(slot) = self.pairs.get_mut(self.found) {
            *slot = Some(pair);
            self.found += 1;
        }
    }
}

/// A set of positions of parts.
#[derive(Clone, Copy, Default)]
struct Taken(u16);

impl Taken {
    fn take(&mut self, parts: Parts) {
        parts.positions().for_each(|at| self.0 |= 1 << at);
    }

    fn has(self, at: usize) -> bool {
        self.0 & (1 << at) != 0
    }

    fn has_any(self, parts: Parts) -> bool {
        parts.positions().any(|at| self.has(at))
    }
}

/// Pairs the parts of two names: the surest and weightiest pair first, then what is left.
pub(crate) fn align(left: &Name<'_>, right: &Name<'_>) -> Alignment {
    let mut candidates = Candidates::default();
    collect_single(left, right, &mut candidates);
    collect_joined(left, right, &mut candidates);
    let mut alignment = Alignment::default();
    let (mut left_taken, mut right_taken) = (Taken::default(), Taken::default());
    while let Some(pair) = candidates.best(left_taken, right_taken) {
        left_taken.take(pair.left);
        right_taken.take(pair.right);
        alignment.push(pair);
    }
    alignment
}

/// A name as far as aligning needs it.
pub(crate) struct Name<'n> {
    pub(crate) parts: &'n [Part],
    /// The sounds of each part with the one after it.
    pub(crate) with_next: &'n [crate::sound::Sounds],
}

/// Every pair that could be meant, bounded by what names can have.
struct Candidates {
    pairs: [Option<(f32, Pair)>; Self::MOST],
    found: usize,
}

impl Default for Candidates {
    fn default() -> Self {
        Self { pairs: [None; Self::MOST], found: 0 }
    }
}

impl Candidates {
    const MOST: usize = 48;

    /// Keeps a pair that is near enough. A name so repetitive that there is no room for
    /// another loses nothing by it: its parts are in the list already.
    fn push(&mut self, priority: f32, pair: Pair) {
        if pair.nearness >= NEAR_ENOUGH
            && let Some(slot) = self.pairs.get_mut(self.found)
        {
            *slot = Some((priority, pair));
            self.found += 1;
        }
    }

    fn best(&self, left: Taken, right: Taken) -> Option<Pair> {
        let mut best: Option<&(f32, Pair)> = None;
        for candidate in self.pairs[..self.found].iter().flatten() {
            let free = !left.has_any(candidate.1.left) && !right.has_any(candidate.1.right);
            if free && best.is_none_or(|best| candidate.0 > best.0) {
                best = Some(candidate);
            }
        }
        best.map(|&(_, pair)| pair)
    }
}

fn collect_single(left: &Name<'_>, right: &Name<'_>, candidates: &mut Candidates) {
    for (i, one) in left.parts.iter().enumerate() {
        for (j, other) in right.parts.iter().enumerate() {
            let Some((nearness, likeness)) = alike(one, other) else { continue };
            let away = left.parts.len().abs_diff(right.parts.len());
            let moved = i.abs_diff(j).saturating_sub(away).min(4) as f32;
            let weight = one.weight.min(other.weight);
            let priority = nearness * (1.0 + 0.3 * weight) - 0.02 * moved;
            let (left, right) = (Parts::one(i), Parts::one(j));
            candidates.push(priority, Pair { left, right, nearness, likeness });
        }
    }
}

/// How two single parts are alike, if they may be.
fn alike(one: &Part, other: &Part) -> Option<(f32, Likeness)> {
    if one.letters == other.letters {
        return Some((1.0, Likeness::Equal));
    }
    match (one.form, other.form) {
        (Form::Full, Form::Full) => {
            alike_by_lists(one, other).or_else(|| alike_by_sound(one, other))
        }
        (Form::Initial, Form::Initial) => None,
        _ => {
            let same = one.letters.as_bytes().first() == other.letters.as_bytes().first()
                || one.sounds.first() == other.sounds.first();
            same.then_some((INITIAL, Likeness::Initial))
        }
    }
}

/// How two parts are alike by what is known of them.
fn alike_by_lists(one: &Part, other: &Part) -> Option<(f32, Likeness)> {
    if one.known.name.is_some() && one.known.name == other.known.name {
        return Some((TRANSLITERATED, Likeness::Transliteration));
    }
    one.known.shares_family(&other.known).then_some((PET_FORM, Likeness::PetForm))
}

/// How two parts are alike by their sounds, unless lists have them as two names.
fn alike_by_sound(one: &Part, other: &Part) -> Option<(f32, Likeness)> {
    if one.sounds == other.sounds {
        return Some((TRANSLITERATED, Likeness::Transliteration));
    }
    let signs = one.script == Script::Signs || other.script == Script::Signs;
    if signs || one.known.is_other_name_than(&other.known) {
        return None;
    }
    if let Some(nearness) = with_particles(one, other).or_else(|| without_prefix(one, other)) {
        return Some((nearness, Likeness::Joined));
    }
    if is_shortened(one, other) {
        return Some((SHORTENED, Likeness::Shortened));
    }
    if is_fathers_name(one, other) || !one.consonants.may_be_near(other.consonants) {
        return None;
    }
    let nearness = spelling::nearness(&one.sounds, &other.sounds) * TRANSLITERATED;
    let likeness = if nearness > 0.85 { Likeness::Transliteration } else { Likeness::Near };
    (nearness >= NEAR_ENOUGH).then_some((nearness, likeness))
}

/// Whether one is a patronymic that is made of the other, as Arkadyevich is of Arkady.
fn is_fathers_name(one: &Part, other: &Part) -> bool {
    (one.role == Role::Ancestor) != (other.role == Role::Ancestor)
        && one.letters.len().abs_diff(other.letters.len()) > 3
}

/// How near two parts are when what is written before one of them is left out, as in
/// Alhakim and Hakim, or in a kunya and its name.
fn without_prefix(one: &Part, other: &Part) -> Option<f32> {
    let bare = |part: &Part, whole: &Part| {
        let (bare, worth) = part.bare.as_ref()?;
        let nearness = spelling::nearness(bare, &whole.sounds);
        (nearness >= 0.88).then_some(nearness * worth)
    };
    bare(one, other).or_else(|| bare(other, one))
}

/// Whether one is the beginning of the other, as in Nazar and Nazarbek. Family names are
/// not shortened: Peter is not Peterson.
fn is_shortened(one: &Part, other: &Part) -> bool {
    let (short, long) =
        if one.sounds.len() < other.sounds.len() { (one, other) } else { (other, one) };
    one.role == Role::Given
        && other.role == Role::Given
        && short.sounds.len() >= 4
        && long.sounds.len() >= short.sounds.len() + 3
        && long.sounds.starts_with(&short.sounds)
}

/// Whether a part with its particles is the other one, as in De la Cruz and Delacruz.
fn with_particles(one: &Part, other: &Part) -> Option<f32> {
    let joined = one.joined.as_deref().is_some_and(|joined| *joined == *other.sounds)
        || other.joined.as_deref().is_some_and(|joined| *joined == *one.sounds);
    joined.then_some(0.97)
}

/// Parts that one name writes as one and the other as two.
fn collect_joined(left: &Name<'_>, right: &Name<'_>, candidates: &mut Candidates) {
    for (i, one) in left.parts.iter().enumerate() {
        for (j, two) in right.with_next.iter().enumerate() {
            let Some(nearness) = joined(one, two) else { continue };
            let (left, right) = (Parts::one(i), Parts::two(j));
            let pair = Pair { left, right, nearness, likeness: Likeness::Joined };
            candidates.push(nearness * 1.3, pair);
        }
    }
    for (j, one) in right.parts.iter().enumerate() {
        for (i, two) in left.with_next.iter().enumerate() {
            let Some(nearness) = joined(one, two) else { continue };
            let (left, right) = (Parts::two(i), Parts::one(j));
            let pair = Pair { left, right, nearness, likeness: Likeness::Joined };
            candidates.push(nearness * 1.3, pair);
        }
    }
}

fn joined(one: &Part, two: &[u8]) -> Option<f32> {
    if one.form == Form::Initial || one.sounds.len() < 5 || one.sounds.len().abs_diff(two.len()) > 2
    {
        return None;
    }
    // Only the beginning is compared before the whole: two parts seldom make one.
    if !spelling::is_exchanged(one.sounds[0], two[0]) {
        return None;
    }
    let nearness = spelling::nearness(&one.sounds, two);
    (nearness >= 0.85).then_some(nearness * 0.97)
}
