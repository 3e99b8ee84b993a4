//! Glyphs to stretches of text on one line.

use std::collections::HashMap;

use super::super::content::{Glyph, Shown};

/// Text on one line without wide gaps.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Segment {
    pub(in super::super) text: String,
    pub(in super::super) left: f64,
    pub(in super::super) right: f64,
    /// The height of its base line.
    pub(in super::super) base: f64,
    pub(in super::super) size: f64,
}

/// Between words there is at least this part of the size of the font.
const WORD_GAP: f64 = 0.15;
/// What is farther apart may stand in two columns.
const WIDE_GAP: f64 = 1.2;
/// How far a glyph may lie before the end of the one before it.
const OVERLAP: f64 = 0.6;
/// How far above or below the line of others a glyph may stand, as small figures do.
const RAISED: f64 = 0.45;

/// The stretches of text on a page, in the order in which it draws them. The page is turned
/// so that most of it is upright; what is not then, stamps along the margin and across the
/// page, is left out.
pub(in super::super) fn segments(shown: &Shown) -> Vec<Segment> {
    let Some(turn) = Turn::of(&shown.glyphs) else { return Vec::new() };
    let mut builder = Builder::default();
    for glyph in &shown.glyphs {
        let (start, end) = glyph.text;
        let text = shown.text.get(start as usize..end as usize).unwrap_or_default();
        let ((x, y), way) = (turn.upright(glyph.from), turn.upright(glyph.way));
        let is_upright = way.0 >= 0.0 && way.1.abs() <= 0.1 * way.0.abs() + 1e-3;
        if is_upright && glyph.size > 0.0 {
            builder.push(text, x, y, way.0, glyph.size);
        }
    }
    builder.finish()
}

/// A turn by quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    None,
    Left,
    Around,
    Right,
}

impl Turn {
    /// The turn after which most glyphs follow each other from left to right.
    fn of(glyphs: &[Glyph]) -> Option<Self> {
        let mut counts = [0_usize; 4];
        for glyph in glyphs {
            let (right, up) = glyph.way;
            let turn = match (right.abs() >= up.abs(), right >= 0.0, up >= 0.0) {
                (true, true, _) => Self::None,
                (true, false, _) => Self::Around,
                (false, _, true) => Self::Right,
                (false, _, false) => Self::Left,
            };
            counts[turn as usize] += 1;
        }
        let all = [Self::None, Self::Left, Self::Around, Self::Right];
        let most = all.into_iter().max_by_key(|&turn| counts[turn as usize]);
        most.filter(|_| !glyphs.is_empty())
    }

    fn upright(self, (x, y): (f64, f64)) -> (f64, f64) {
        match self {
            Self::None => (x, y),
            Self::Left => (-y, x),
            Self::Around => (-x, -y),
            Self::Right => (y, -x),
        }
    }
}

#[derive(Default)]
struct Builder {
    done: Vec<Segment>,
    current: Option<Segment>,
    /// Where the last glyph ended, blanks included.
    end: f64,
    /// Whether a blank was drawn since.
    blank: bool,
    /// Segments by where they begin: shadows and bold letters are drawn twice.
    drawn: HashMap<(i64, i64), usize>,
}

impl Builder {
    fn push(&mut self, text: &str, x: f64, y: f64, width: f64, size: f64) {
        let gap = x - self.end;
        let fits = self.current.as_ref().is_some_and(|current| {
            let larger = current.size.max(size);
            (y - current.base).abs() <= RAISED * larger
                && (-OVERLAP * larger..=WIDE_GAP * larger).contains(&gap)
        });
        if !fits {
            self.close();
        }
        let is_blank = text.chars().all(char::is_whitespace);
        self.end = x + width;
        if is_blank {
            self.blank = true;
            return;
        }
        let Some(current) = &mut self.current else {
            let text = expanded(text);
            self.current = Some(Segment { text, left: x, right: x + width, base: y, size });
            self.blank = false;
            return;
        };
        if self.blank || gap > WORD_GAP * size.min(current.size) {
            current.text.push(' ');
        }
        self.blank = false;
        current.text.push_str(&expanded(text));
        current.right = current.right.max(x + width);
        // A line of small figures and large letters is as large as the letters.
        if size > current.size {
            (current.size, current.base) = (size, y);
        }
    }

    fn close(&mut self) {
        self.blank = false;
        let Some(segment) = self.current.take() else { return };
        let grain = (segment.size * 0.25).max(0.5);
        let place = ((segment.left / grain).round() as i64, (segment.base / grain).round() as i64);
        let beside = [(0, 0), (1, 0), (0, 1), (-1, 0), (0, -1)];
        let is_drawn_again = beside.iter().any(|(right, up)| {
            let known = self.drawn.get(&(place.0 + right, place.1 + up));
            known.is_some_and(|&at| self.done[at].text == segment.text)
        });
        if !is_drawn_again {
            self.drawn.insert(place, self.done.len());
            self.done.push(segment);
        }
    }

    fn finish(mut self) -> Vec<Segment> {
        self.close();
        self.done
    }
}

/// The characters of a glyph, letter by letter: ligatures are one glyph.
fn expanded(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    for found in text.chars() {
        match found {
            'ﬀ' => expanded.push_str("ff"),
            'ﬁ' => expanded.push_str("fi"),
            'ﬂ' => expanded.push_str("fl"),
            'ﬃ' => expanded.push_str("ffi"),
            'ﬄ' => expanded.push_str("ffl"),
            'ﬅ' | 'ﬆ' => expanded.push_str("st"),
            found if found.is_control() => expanded.push(' '),
            found => expanded.push(found),
        }
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of size 10 at these places, each 5 wide.
    fn shown(glyphs: &[(&str, f64, f64)]) -> Vec<String> {
        let mut page = Shown::default();
        for &(text, x, y) in glyphs {
            let start = page.text.len() as u32;
            page.text.push_str(text);
            let text = (start, page.text.len() as u32);
            page.glyphs.push(Glyph { text, from: (x, y), way: (5.0, 0.0), size: 10.0 });
        }
        segments(&page).into_iter().map(|segment| segment.text).collect()
    }

    #[test]
    fn words_by_gaps() {
        for (glyphs, expected) in [
            (&[("a", 0.0, 0.0), ("b", 5.0, 0.0), ("c", 11.0, 0.0)][..], &["abc"][..]),
            (&[("a", 0.0, 0.0), ("b", 8.0, 0.0)], &["a b"]),
            (&[("a", 0.0, 0.0), (" ", 5.0, 0.0), ("b", 10.0, 0.0)], &["a b"]),
            (&[("a", 0.0, 0.0), ("b", 60.0, 0.0)], &["a", "b"]),
            (&[("a", 0.0, 0.0), ("2", 5.0, 4.0), ("b", 10.0, 0.0)], &["a2b"]),
            (&[("a", 0.0, 0.0), ("b", 5.0, -12.0)], &["a", "b"]),
            (&[("ﬁ", 0.0, 0.0), ("ﬃ", 5.0, 0.0)], &["fiffi"]),
            // Drawn twice for bold letters.
            (&[("a", 0.0, 0.0), ("a", 0.3, 0.0), ("b", 90.0, 0.0)], &["aa", "b"]),
            (&[("a", 50.0, 0.0), ("b", 0.0, 0.0), ("b", 0.3, 0.0)], &["a", "bb"]),
        ] {
            assert_eq!(shown(glyphs), expected);
        }
    }

    #[test]
    fn a_page_is_turned_to_its_text() {
        let glyph = |at: u32, from, way| Glyph { text: (at, at + 1), from, way, size: 10.0 };
        let page = Shown {
            text: "abx".to_owned(),
            glyphs: vec![
                glyph(0, (0.0, 0.0), (0.0, 5.0)),
                glyph(1, (0.0, 5.0), (0.0, 5.0)),
                glyph(2, (9.0, 9.0), (5.0, 0.0)),
            ],
            ..Shown::default()
        };
        let texts: Vec<_> = segments(&page).into_iter().map(|segment| segment.text).collect();
        assert_eq!(texts, ["ab"]);
    }
}
