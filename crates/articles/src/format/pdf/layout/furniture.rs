//! What stands at the edge of every page: running heads, page numbers.

use std::collections::{HashMap, HashSet};

use super::Segment;

/// Rows from the edge of a page that are looked at, and what part of all its rows.
const ROWS: usize = 3;
const PART: usize = 4;

/// From one base line to the next there is at least this part of the size between what
/// belongs to the text and what does not.
const APART: f64 = 1.4;

/// The edges of a page where such rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Top,
    Bottom,
}

/// Takes out the rows at the edges of pages that other pages have as well, but for their
/// numbers, and page numbers. A title that later pages repeat stays where it is large.
pub(super) fn remove(pages: &mut [Vec<Segment>], body: f64) {
    let rows: Vec<Rows> = pages.iter().map(|page| Rows::of(page)).collect();
    let mut counts: HashMap<(Edge, &str), usize> = HashMap::new();
    for page in &rows {
        let mut seen = HashSet::new();
        for row in page.rows.iter().filter(|row| seen.insert((row.edge, &row.key))) {
            *counts.entry((row.edge, &row.key)).or_default() += 1;
        }
    }
    let many = pages.len();
    let is_repeated = |row: &Row| {
        let count = counts.get(&(row.edge, &*row.key)).copied().unwrap_or(0);
        count >= 3 || (count == 2 && many <= 8)
    };
    let removed: Vec<HashSet<usize>> = rows
        .iter()
        .enumerate()
        .map(|(number, page)| {
            let is_title = |row: &Row| number == 0 && row.size >= 1.15 * body;
            let mut removed = HashSet::new();
            for edge in [Edge::Top, Edge::Bottom] {
                // From the text outwards: what stands close to the text is of the text.
                let mut is_apart = false;
                let rows: Vec<&Row> = page.rows.iter().filter(|row| row.edge == edge).collect();
                for (at, row) in rows.iter().enumerate().rev() {
                    is_apart |= row.is_apart;
                    let goes = (is_apart && is_repeated(row) && !is_title(row))
                        || (at == 0 && row.is_page_number());
                    if goes {
                        removed.extend(row.segments.iter().copied());
                    }
                    is_apart = goes;
                }
            }
            removed
        })
        .collect();
    for (page, removed) in pages.iter_mut().zip(removed) {
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !removed.contains(&(at - 1))
        });
    }
}

/// The rows at the edges of a page, from the edge inwards.
struct Rows {
    rows: Vec<Row>,
}

struct Row {
    edge: Edge,
    /// Its text in small letters, figures as `#`.
    key: String,
    size: f64,
    /// Whether there is more room than between lines before the next row inwards.
    is_apart: bool,
    /// Which segments of the page it is.
    segments: Vec<usize>,
}

impl Rows {
    fn of(page: &[Segment]) -> Self {
        let mut order: Vec<usize> = (0..page.len()).collect();
        order.sort_by(|&one, &other| page[other].base.total_cmp(&page[one].base));
        let bases = order
            .windows(2)
            .filter(|pair| page[pair[0]].base - page[pair[1]].base > 0.4 * page[pair[1]].size);
        let most = ((bases.count() + 1) / PART).clamp(1, ROWS);
        let mut rows = Self { rows: Vec::new() };
        rows.take(page, order.iter().copied(), Edge::Top, most);
        rows.take(page, order.iter().rev().copied(), Edge::Bottom, most);
        rows
    }

    fn take(
        &mut self,
        page: &[Segment],
        order: impl Iterator<Item = usize>,
        edge: Edge,
        most: usize,
    ) {
        let mut found: Vec<Row> = Vec::new();
        let mut base = f64::NAN;
        for at in order {
            let segment = &page[at];
            if (segment.base - base).abs() <= 0.4 * segment.size
                && let Some(row) = found.last_mut()
            {
                row.segments.push(at);
                continue;
            }
            if let Some(row) = found.last_mut() {
                let larger = row.size.max(segment.size);
                row.is_apart = (base - segment.base).abs() > APART * larger;
            }
            if found.len() == most {
                break;
            }
            base = segment.base;
            let (key, size) = (String::new(), segment.size);
            found.push(Row { edge, key, size, is_apart: true, segments: vec![at] });
        }
        for row in &mut found {
            row.segments.sort_by(|&one, &other| page[one].left.total_cmp(&page[other].left));
            row.key = key(row.segments.iter().map(|&at| page[at].text.as_str()));
        }
        self.rows.extend(found);
    }
}

/// Characters of a row that are compared.
const KEY: usize = 120;

fn key<'s>(texts: impl Iterator<Item = &'s str>) -> String {
    let mut key = String::new();
    let characters = texts.flat_map(str::chars).filter(|found| !found.is_whitespace());
    for found in characters.take(KEY) {
        match found.is_numeric() {
            true if key.ends_with('#') => {}
            true => key.push('#'),
            false => key.extend(found.to_lowercase()),
        }
    }
    key
}

impl Row {
    /// "7", "- 7 -", "Page 7 of 12", "xii".
    fn is_page_number(&self) -> bool {
        let bare = self.key.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
        let bare = bare.strip_prefix("page").unwrap_or(bare);
        let is_roman =
            !bare.is_empty() && bare.len() <= 6 && bare.bytes().all(|b| b"ivxl".contains(&b));
        matches!(bare, "#" | "#of#" | "#/#") || is_roman
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for (text, expected) in [
            ("7", true),
            ("– 12 –", true),
            ("Page 3 of 10", true),
            ("3/10", true),
            ("xii", true),
            ("1987", true),
            ("7 lorries", false),
            ("", false),
        ] {
            let (key, segments) = (key([text].into_iter()), Vec::new());
            let row = Row { edge: Edge::Top, key, size: 8.0, is_apart: true, segments };
            assert_eq!(row.is_page_number(), expected, "{text}");
        }
    }
}
