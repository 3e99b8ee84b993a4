//! The segments of a column to its lines.

use super::{Line, Segment, median};

/// The lines of pages, in order.
pub(super) type Lines = Vec<Line>;

/// More large letters than these in one column are no first letters of texts.
const MOST_INITIALS: usize = 64;

/// Puts the segments of a column, ordered from its top, together to lines.
pub(super) fn merge(region: Vec<Segment>, column: usize, lines: &mut Lines) {
    let usual = median(region.iter().map(|segment| segment.size).collect()).unwrap_or(0.0);
    let found = region.iter().filter(|segment| is_initial(segment, usual)).count();
    let (initials, region): (Vec<_>, Vec<_>) = region
        .into_iter()
        .partition(|segment| found <= MOST_INITIALS && is_initial(segment, usual));
    let first = lines.len();
    let mut row: Vec<Segment> = Vec::new();
    for segment in region {
        let is_beside = row.first().is_some_and(|start| {
            (start.base - segment.base).abs() <= 0.4 * start.size.min(segment.size)
        });
        if !is_beside {
            close(&mut row, column, lines);
        }
        row.push(segment);
    }
    close(&mut row, column, lines);
    for initial in initials {
        put_before(initial, column, first, lines);
    }
}

fn close(row: &mut Vec<Segment>, column: usize, lines: &mut Lines) {
    row.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut segments = row.drain(..);
    let Some(start) = segments.next() else { return };
    let mut line = Line {
        text: start.text,
        left: start.left,
        right: start.right,
        base: start.base,
        size: start.size,
        column,
    };
    for segment in segments {
        if segment.left - line.right > 0.15 * segment.size.min(line.size) {
            line.text.push(' ');
        }
        line.text.push_str(&segment.text);
        line.right = line.right.max(segment.right);
        line.size = line.size.max(segment.size);
    }
    lines.push(line);
}

/// Whether a segment is the large first letter of a text that stands beside it.
fn is_initial(segment: &Segment, usual: f64) -> bool {
    let mut letters = segment.text.chars();
    let is_short = letters.next().is_some_and(char::is_alphabetic) && letters.count() <= 1;
    is_short && segment.size >= 1.8 * usual
}

/// Puts a large first letter before the line that begins beside its top.
fn put_before(initial: Segment, column: usize, first: usize, lines: &mut Lines) {
    let top = initial.base + 0.9 * initial.size;
    let beside = lines[first..].iter_mut().find(|line| {
        let gap = line.left - initial.right;
        line.base < top
            && line.base > initial.base - 0.5 * line.size
            && gap > -0.3 * line.size
            && gap < initial.size
    });
    if let Some(line) = beside {
        line.text.insert_str(0, &initial.text);
        line.left = initial.left;
        return;
    }
    let Segment { text, left, right, base, size } = initial;
    let after = lines[first..].iter().position(|line| line.base < base);
    let at = after.map_or(lines.len(), |at| first + at);
    lines.insert(at, Line { text, left, right, base, size, column });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(segments: &[(f64, f64, f64, &str)]) -> Vec<String> {
        let mut lines = Vec::new();
        let region = segments.iter().map(|&(left, base, size, text)| {
            let right = left + 0.5 * size * text.len() as f64;
            Segment { text: text.to_owned(), left, right, base, size }
        });
        merge(region.collect(), 0, &mut lines);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn segments_on_one_line() {
        let found = shown(&[
            (40.0, 100.0, 10.0, "two"),
            (0.0, 99.0, 10.0, "one"),
            (0.0, 88.0, 10.0, "three"),
        ]);
        assert_eq!(found, ["one two", "three"]);
    }

    #[test]
    fn a_large_first_letter() {
        let found = shown(&[
            (20.0, 100.0, 10.0, "he border"),
            (20.0, 88.0, 10.0, "reopened"),
            (0.0, 88.0, 30.0, "T"),
            (0.0, 76.0, 10.0, "on Monday"),
        ]);
        assert_eq!(found, ["The border", "reopened", "on Monday"]);
    }

    #[test]
    fn many_large_letters_are_no_first_ones() {
        let beside = |count: u32| {
            let mut segments = Vec::new();
            for at in 0..count {
                let base = -100.0 * f64::from(at);
                segments.extend([(20.0, base, 10.0, "he border"), (20.0, base - 12.0, 10.0, "is")]);
                segments.push((0.0, base - 12.0, 30.0, "T"));
            }
            shown(&segments)
        };
        assert_eq!(beside(64)[..2], ["The border", "is"]);
        assert_eq!(beside(65)[..2], ["he border", "T is"]);
    }
}
