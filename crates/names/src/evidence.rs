//! An alignment in figures: what is shared, what is left over, and of what kind.

use crate::align::{Alignment, Likeness, Pair, Parts};
use crate::parse::MOST_PARTS;
use crate::part::{Form, Part, Role};

/// A part that is shared less than this is left over.
const LEFT_OVER: f32 = 0.3;

/// What speaks for and against one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Evidence {
    /// The weight of what both share, as the name that shares less of it has it.
    pub(crate) shared: f32,
    /// How much of each name is shared, multiplied: 1 when all of both is.
    pub(crate) coverage: f32,
    /// What both have and do not share: the bulk of the smaller rest.
    pub(crate) conflict: f32,
    /// How well the first part of either name is shared, the worse of the two.
    pub(crate) first: f32,
    /// How little the first part of both names is shared: 1 when neither first part is.
    pub(crate) first_conflict: f32,
    /// The pairs of parts that are shared.
    pub(crate) pairs: usize,
    /// Whether the shared parts stand in one order.
    pub(crate) order: Order,
    /// The weakest likeness among the shared parts, if any is shared.
    pub(crate) weakest: Option<Likeness>,
    /// What is left over of each name.
    pub(crate) rests: (Rest, Rest),
}

/// In which order the shared parts of two names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// In one.
    Same,
    /// In two.
    Other,
}

/// What kinds of parts of one name are left over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rest {
    /// Given names in full.
    pub(crate) given: usize,
    /// Family names in full.
    pub(crate) family: usize,
    /// Patronymics and the like.
    pub(crate) ancestors: usize,
    /// Initials.
    pub(crate) initials: usize,
}

impl Rest {
    fn add(&mut self, part: &Part) {
        *match (part.form, part.role) {
            (Form::Initial, _) => &mut self.initials,
            (Form::Full, Role::Given) => &mut self.given,
            (Form::Full, Role::Family) => &mut self.family,
            (Form::Full, Role::Ancestor) => &mut self.ancestors,
        } += 1;
    }

    /// Whether given or family names in full are left over.
    pub(crate) fn has_names(self) -> bool {
        self.given + self.family > 0
    }
}

impl Evidence {
    /// Weighs an alignment of the parts of two names.
    pub(crate) fn of(left: &[Part], right: &[Part], alignment: &Alignment) -> Self {
        let one = Side::of(left, alignment, |pair| pair.left);
        let other = Side::of(right, alignment, |pair| pair.right);
        Self {
            shared: one.shared.min(other.shared),
            coverage: one.coverage() * other.coverage(),
            conflict: one.rest_bulk.min(other.rest_bulk),
            first: one.first.min(other.first),
            first_conflict: 1.0 - one.first.max(other.first),
            pairs: alignment.pairs().count(),
            order: order(alignment),
            weakest: alignment.pairs().map(|pair| pair.likeness).min(),
            rests: (one.rest, other.rest),
        }
    }
}

/// One name's side of an alignment.
#[derive(Debug, Default)]
struct Side {
    total: f32,
    shared: f32,
    rest_bulk: f32,
    first: f32,
    rest: Rest,
}

impl Side {
    fn of(parts: &[Part], alignment: &Alignment, of_pair: impl Fn(&Pair) -> Parts) -> Self {
        let mut credits = [0.0; MOST_PARTS];
        for pair in alignment.pairs() {
            let share = credit(pair);
            of_pair(pair).positions().for_each(|at| credits[at] = share);
        }
        let mut side = Self { first: credits[0], ..Self::default() };
        for (part, credit) in parts.iter().zip(credits) {
            side.total += part.weight;
            side.shared += part.weight * credit;
            side.rest_bulk += part.bulk * (1.0 - credit);
            if credit < LEFT_OVER {
                side.rest.add(part);
            }
        }
        side
    }

    fn coverage(&self) -> f32 {
        if self.total > 0.0 { self.shared / self.total } else { 0.0 }
    }
}

/// How much of a part's weight a pair is worth: all at the nearness of a transliteration,
/// falling faster than the nearness does.
fn credit(pair: &Pair) -> f32 {
    ((pair.nearness - 0.35) / 0.63).clamp(0.0, 1.0)
}

fn order(alignment: &Alignment) -> Order {
    let crossed = alignment.pairs().any(|one| {
        alignment.pairs().any(|other| {
            one.left.first() < other.left.first() && one.right.first() > other.right.first()
        })
    });
    if crossed { Order::Other } else { Order::Same }
}
