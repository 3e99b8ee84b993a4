//! Operations on intervals of word positions.
//!
//! Each takes lists in the order of the text and gives such a list, in time linear in what
//! it takes (for a window: times a number that depends on how many parts it has, at most
//! eight). Of windows only those are given that hold no other: minimal intervals, after
//! Clarke, Cormack and Burkowski.

/// Words in a row: the positions of the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Interval {
    pub(crate) first: u32,
    pub(crate) last: u32,
}

impl Interval {
    /// So many words, at least one.
    pub(crate) fn of(first: u32, words: u32) -> Self {
        Self { first, last: first + words.saturating_sub(1) }
    }

    /// How many words it has.
    pub(crate) fn words(self) -> u32 {
        self.last - self.first + 1
    }
}

/// Where words stand in order with at most so many others between them. A list of sorted
/// positions for each word; `border` is the first position of another text.
pub(crate) fn row(words: &[Vec<u32>], gap: u32, border: u32, found: &mut Vec<Interval>) {
    found.clear();
    let Some((firsts, others)) = words.split_first() else { return };
    let used = words.len() as u32;
    let mut next = vec![0; others.len()];
    for &first in firsts {
        let mut last = first;
        for (positions, next) in others.iter().zip(&mut next) {
            *next += positions[*next..].iter().take_while(|&&position| position <= last).count();
            match positions.get(*next) {
                Some(&position) => last = position,
                None => return,
            }
        }
        let interval = Interval { first, last };
        let crosses = first < border && last >= border;
        if interval.words() - used <= gap && !crosses {
            push_minimal(interval, found);
        }
    }
}

/// Adds an interval that begins and ends no earlier than those before, in place of the one
/// before it that holds it.
fn push_minimal(interval: Interval, found: &mut Vec<Interval>) {
    while found.last().is_some_and(|last| last.last >= interval.last) {
        found.pop();
    }
    found.push(interval);
}

/// All of the lists in one, each interval once.
pub(crate) fn any(mut lists: Vec<Vec<Interval>>) -> Vec<Interval> {
    if lists.len() == 1 {
        return lists.swap_remove(0);
    }
    let mut all = lists.concat();
    all.sort_unstable();
    all.dedup();
    all
}

/// The best way so far to have some of the parts: the window that begins last, counting
/// the words it uses as if it began so much later.
#[derive(Clone, Copy)]
struct Partial {
    first: u32,
    used: u32,
}

impl Partial {
    /// Up to a given end, the greater this is the fewer words are left over.
    fn worth(self) -> u64 {
        u64::from(self.first) + u64::from(self.used)
    }
}

/// What is to be had once the text has been read up to a position.
struct Pending {
    last: u32,
    parts: usize,
    partial: Partial,
}

/// Where all parts stand in any order, none over another, with at most so many other words
/// between them; what stands between the words of one part counts to the part. A list of
/// intervals for each part, sorted by their first position;
/// `border` is the first position of another text, which no window crosses.
pub(crate) fn near(parts: &[Vec<Interval>], gap: u32, border: u32) -> Vec<Interval> {
    if parts.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let mut sweep = Sweep::new(parts.len(), gap);
    let mut border = Some(border);
    for (part, interval) in in_order(parts) {
        if border.is_some_and(|border| interval.first >= border) {
            sweep.forget();
            border = None;
        }
        if border.is_none_or(|border| interval.last < border) {
            sweep.add(part, interval);
        }
    }
    sweep.found()
}

/// The intervals of all parts by their first position.
fn in_order(parts: &[Vec<Interval>]) -> Vec<(usize, Interval)> {
    let each = parts.iter().enumerate();
    let mut all: Vec<(usize, Interval)> =
        each.flat_map(|(part, list)| list.iter().map(move |&interval| (part, interval))).collect();
    all.sort_unstable_by_key(|&(part, interval)| (interval, part));
    all
}

/// One pass over the intervals of a text.
struct Sweep {
    gap: u32,
    /// For each set of parts, as bits, the best way to have it before the position at hand.
    best: Vec<Option<Partial>>,
    /// What ends at or after the position at hand.
    pending: Vec<Pending>,
    found: Vec<Interval>,
}

impl Sweep {
    fn new(parts: usize, gap: u32) -> Self {
        Self { gap, best: vec![None; 1 << parts], pending: Vec::new(), found: Vec::new() }
    }

    /// Begins another text.
    fn forget(&mut self) {
        self.best.fill(None);
        self.pending.clear();
    }

    fn add(&mut self, part: usize, interval: Interval) {
        self.settle(interval.first);
        let all = self.best.len() - 1;
        for others in 0..self.best.len() {
            if others & (1 << part) != 0 {
                continue;
            }
            let partial = match (others, self.best[others]) {
                (0, _) => Partial { first: interval.first, used: interval.words() },
                (_, Some(before)) => Partial { used: before.used + interval.words(), ..before },
                (_, None) => continue,
            };
            let whole = Interval { first: partial.first, last: interval.last };
            if whole.words() - partial.used > self.gap {
                continue;
            }
            match others | (1 << part) {
                parts if parts == all => self.found.push(whole),
                parts => self.pending.push(Pending { last: interval.last, parts, partial }),
            }
        }
    }

    /// Takes over what has ended before the position.
    fn settle(&mut self, position: u32) {
        let best = &mut self.best;
        self.pending.retain(|pending| {
            let is_over = pending.last < position;
            if is_over {
                let known = &mut best[pending.parts];
                if known.is_none_or(|known| known.worth() <= pending.partial.worth()) {
                    *known = Some(pending.partial);
                }
            }
            !is_over
        });
    }

    /// The windows found that hold no other.
    fn found(mut self) -> Vec<Interval> {
        self.found.sort_unstable_by_key(|interval| (interval.last, interval.first));
        let mut minimal: Vec<Interval> = Vec::with_capacity(self.found.len());
        for interval in self.found {
            match minimal.last() {
                Some(before) if before.first > interval.first => {}
                Some(before) if before.last == interval.last => {
                    minimal.pop();
                    minimal.push(interval);
                }
                _ => minimal.push(interval),
            }
        }
        minimal.dedup_by_key(|interval| interval.first);
        minimal
    }
}
