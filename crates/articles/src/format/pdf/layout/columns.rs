//! The order in which the lines of a page are read.

use super::lines::{Lines, merge};
use super::{Line, Segment, median};

/// Splits of a page within each other.
const DEEPEST: usize = 12;

/// Segments that a column has at least, and characters of each in the mean: what has fewer
/// is a table, and read line by line.
const FEWEST: usize = 3;
const SHORTEST: usize = 10;

/// Puts the lines of a page in order. A page, or a part of it, is cut where a gutter runs
/// down between columns; the lines across it, headlines, divide what is above from what is
/// below. What has no gutter is cut where the widest gap runs across it, since there may be
/// one above or below.
pub(super) fn order(page: Vec<Segment>, column: &mut usize, lines: &mut Vec<Line>) {
    split(page, 0, column, lines);
}

fn split(mut region: Vec<Segment>, depth: usize, column: &mut usize, lines: &mut Lines) {
    region.sort_by(|one, other| other.base.total_cmp(&one.base));
    if depth < DEEPEST {
        if let Some(gutter) = gutter(&region) {
            return split_down(region, gutter, depth, column, lines);
        }
        if let Some(at) = gap_across(&region) {
            let below = region.split_off(at);
            split(region, depth + 1, column, lines);
            return split(below, depth + 1, column, lines);
        }
    }
    merge(region, *column, lines);
}

fn split_down(
    region: Vec<Segment>,
    gutter: f64,
    depth: usize,
    column: &mut usize,
    lines: &mut Lines,
) {
    let sides: Vec<Side> = sides(&region, gutter);
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    let mut flush = |parts: [&mut Vec<Segment>; 2]| {
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            *column += 1;
            split(std::mem::take(part), depth + 1, column, lines);
        }
    };
    for (segment, side) in region.into_iter().zip(sides) {
        match side {
            Side::Across => flush([&mut left, &mut right]),
            Side::Left | Side::Right => flush([&mut across, &mut Vec::new()]),
        }
        match side {
            Side::Left => left.push(segment),
            Side::Right => right.push(segment),
            Side::Across => across.push(segment),
        }
    }
    flush([&mut across, &mut Vec::new()]);
    flush([&mut left, &mut right]);
    *column += 1;
}

/// Where a segment stands to a gutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Across,
}

/// Where each segment of a region, from its top, stands to a gutter. The last line of a text
/// across it may be too short to reach it: it follows close, and nothing stands beside it.
fn sides(region: &[Segment], gutter: f64) -> Vec<Side> {
    let mut sides: Vec<Side> = region
        .iter()
        .map(|segment| match segment {
            Segment { right, .. } if *right <= gutter => Side::Left,
            Segment { left, .. } if *left >= gutter => Side::Right,
            _ => Side::Across,
        })
        .collect();
    for at in 1..region.len() {
        let (above, line) = (&region[at - 1], &region[at]);
        let is_next = above.base - line.base <= 1.35 * line.size
            && (0.95..=1.05).contains(&(line.size / above.size));
        let is_alone = region
            .get(at + 1)
            .is_none_or(|below| line.base - below.base > 0.4 * line.size.min(below.size))
            && above.base - line.base > 0.4 * line.size;
        if sides[at - 1] == Side::Across && sides[at] == Side::Left && is_next && is_alone {
            sides[at] = Side::Across;
        }
    }
    sides
}

/// Where a gutter runs down a region: the place that the fewest segments cross, with columns
/// of text on both sides.
fn gutter(region: &[Segment]) -> Option<f64> {
    /// Places that are tried across a page.
    const PLACES: usize = 512;
    if region.len() < 2 * FEWEST {
        return None;
    }
    let start = region.iter().map(|segment| segment.left).fold(f64::INFINITY, f64::min);
    let end = region.iter().map(|segment| segment.right).fold(f64::NEG_INFINITY, f64::max);
    let step = ((end - start) / PLACES as f64).max(1.0);
    let place = |x: f64| (((x - start) / step).floor().max(0.0) as usize).min(PLACES);
    // How many segments begin at or before a place, and how many end before it.
    let (mut begun, mut ended) = (vec![0; PLACES + 2], vec![0; PLACES + 2]);
    for segment in region {
        begun[place(segment.left)] += 1;
        ended[place(segment.right.max(segment.left)) + 1] += 1;
    }
    for at in 1..begun.len() {
        begun[at] += begun[at - 1];
        ended[at] += ended[at - 1];
    }
    let sides = |at: usize| (ended[at], region.len() - begun[at]);
    let crossing = |at: usize| begun[at] - ended[at];
    let is_between = |at: &usize| {
        let (before, after) = sides(*at);
        before >= FEWEST && after >= FEWEST && crossing(*at) <= before.min(after)
    };
    let fewest = (0..=PLACES).filter(is_between).map(crossing).min()?;
    let (mut best, mut run) = ((0, 0), (0, 0));
    for at in (0..=PLACES).filter(|at| is_between(at) && crossing(*at) == fewest) {
        run = if run.1 == at { (run.0, at + 1) } else { (at, at + 1) };
        if run.1 - run.0 > best.1 - best.0 {
            best = run;
        }
    }
    let size = median(region.iter().map(|segment| segment.size).collect())?;
    let width = (best.1 - best.0) as f64 * step;
    let middle = start + (best.0 + best.1) as f64 / 2.0 * step;
    (width >= 0.5 * size && is_of_columns(region, middle)).then_some(middle)
}

/// Whether what is on both sides of a place is text in columns side by side.
fn is_of_columns(region: &[Segment], gutter: f64) -> bool {
    let left: Vec<&Segment> = region.iter().filter(|segment| segment.right <= gutter).collect();
    let right: Vec<&Segment> = region.iter().filter(|segment| segment.left >= gutter).collect();
    let is_text = |side: &[&Segment]| {
        let characters: usize = side.iter().map(|segment| segment.text.chars().count()).sum();
        side.len() >= FEWEST && characters >= SHORTEST * side.len()
    };
    // The region is ordered from its top.
    let (Some(left_top), Some(left_end)) = (left.first(), left.last()) else { return false };
    let (Some(right_top), Some(right_end)) = (right.first(), right.last()) else { return false };
    let shared = left_top.base.min(right_top.base) - left_end.base.max(right_end.base);
    shared > 0.0 && is_text(&left) && is_text(&right)
}

/// After how many segments the widest gap runs across a region, if there is one that is
/// wider than those between lines.
fn gap_across(region: &[Segment]) -> Option<usize> {
    let gaps = || region.windows(2).map(|pair| pair[0].base - pair[1].base);
    let usual = median(gaps().filter(|&gap| gap > 0.5).collect())?;
    let (at, widest) = gaps().enumerate().max_by(|one, other| one.1.total_cmp(&other.1))?;
    (widest > 1.4 * usual && region.len() >= 4 * FEWEST).then_some(at + 1)
}
