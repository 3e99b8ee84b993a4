//! Glyphs on pages to paragraphs: words, lines, columns, what stands on every page, hyphens.
//!
//! Coordinates are those of a page turned upright: x to the right, y up, in points mostly.

mod columns;
mod furniture;
mod lines;
mod paragraphs;
mod segments;

pub(super) use segments::{Segment, segments};

/// What a document says, in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Layout {
    /// The largest line of the first page, if it stands out.
    pub(super) headline: Option<String>,
    /// The paragraphs, with a blank line between them.
    pub(super) text: String,
}

/// A line of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The height of its base line.
    pub(super) base: f64,
    pub(super) size: f64,
    /// The number of its column, of its page; those of other pages are others.
    pub(super) column: usize,
}

/// Lays out the pages of a document.
pub(super) fn layout(mut pages: Vec<Vec<Segment>>) -> Layout {
    let body = body_size(&pages);
    furniture::remove(&mut pages, body);
    let mut lines = Vec::new();
    let mut column = 0;
    let mut first_page = 0;
    for (number, page) in pages.into_iter().enumerate() {
        columns::order(page, &mut column, &mut lines);
        // The next page begins in another column.
        column += 1;
        if number == 0 {
            first_page = lines.len();
        }
    }
    let headline = headline(&lines[..first_page], body);
    Layout { headline, text: paragraphs::join(&lines) }
}

/// The size that most characters have.
fn body_size(pages: &[Vec<Segment>]) -> f64 {
    let mut counts = std::collections::BTreeMap::new();
    for segment in pages.iter().flatten() {
        // Sizes differ a little by rounding.
        *counts.entry((segment.size * 4.0).round() as i64).or_insert(0) += segment.text.len();
    }
    let most = counts.into_iter().max_by_key(|&(_, count)| count);
    most.map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// The largest lines that follow each other on a page.
fn headline(lines: &[Line], body: f64) -> Option<String> {
    /// Characters of the longest.
    const LONGEST: usize = 250;
    let is_said = |line: &&Line| line.text.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let largest = lines.iter().filter(is_said).map(|line| line.size).fold(0.0, f64::max);
    if largest < body * 1.15 {
        return None;
    }
    let is_as_large = |line: &Line| (line.size - largest).abs() < 0.05 * largest;
    let start = lines.iter().position(|line| is_as_large(line) && is_said(&line))?;
    let found: Vec<&str> = lines[start..]
        .iter()
        .take_while(|line| is_as_large(line))
        .map(|line| line.text.as_str())
        .collect();
    let headline = found.join(" ");
    (headline.chars().count() <= LONGEST).then_some(headline)
}

/// The number in the middle of others.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segment(left: f64, base: f64, size: f64, text: &str) -> Segment {
        let right = left + text.chars().count() as f64 * size / 2.0;
        Segment { text: text.to_owned(), left, right, base, size }
    }

    /// Pages as a table writes them: a line each, "left base size text".
    fn shown(pages: &[&[(f64, f64, f64, &str)]]) -> Layout {
        let page = |lines: &&[(f64, f64, f64, &str)]| {
            lines.iter().map(|&(left, base, size, text)| segment(left, base, size, text)).collect()
        };
        layout(pages.iter().map(page).collect())
    }

    #[test]
    fn one_column() {
        let found = shown(&[&[
            (50.0, 760.0, 20.0, "Border reopens"),
            (50.0, 720.0, 10.0, "Lorries crossed the bridge at Termez on Mon-"),
            (50.0, 708.0, 10.0, "day, and the drivers who had waited there for"),
            (50.0, 696.0, 10.0, "days were glad."),
            (60.0, 684.0, 10.0, "The governor, who had opened the barrier him-"),
            (50.0, 672.0, 10.0, "self, said that it would stay open for ever."),
        ]]);
        assert_eq!(found.headline.as_deref(), Some("Border reopens"));
        assert_eq!(
            found.text,
            "Border reopens\n\nLorries crossed the bridge at Termez on Monday, and the drivers who \
             had waited there for days were glad.\n\nThe governor, who had opened the barrier \
             himself, said that it would stay open for ever."
        );
    }

    #[test]
    fn two_columns_under_a_headline() {
        let mut page = vec![
            (50.0, 784.0, 20.0, "The border at Termez reopens for"),
            (50.0, 760.0, 20.0, "lorries"),
        ];
        let left = [
            "Lorries crossed the bridge",
            "at Termez on Monday, and",
            "drivers who had waited in",
            "the sun for days were very",
        ];
        let right = [
            "glad to be on the road. The",
            "governor, who opened it in",
            "person, said that it would",
            "stay open for ever more.",
        ];
        for (at, (left, right)) in left.into_iter().zip(right).enumerate() {
            let base = 720.0 - 12.0 * at as f64;
            page.push((50.0, base, 10.0, left));
            page.push((210.0, base, 10.0, right));
        }
        let found = shown(&[&page]);
        assert_eq!(
            found.text,
            "The border at Termez reopens for lorries\n\nLorries crossed the bridge at Termez on \
             Monday, and drivers who had waited in the sun for days were very glad to be on the \
             road. The governor, who opened it in person, said that it would stay open for ever \
             more."
        );
    }

    #[test]
    fn what_stands_on_every_page_goes() {
        let page = |number: &'static str, text: &'static str| {
            [
                (50.0, 800.0, 8.0, "The Oxus Courier"),
                (50.0, 700.0, 10.0, text),
                (50.0, 688.0, 10.0, "and went on."),
                (290.0, 20.0, 8.0, number),
            ]
        };
        let (one, two) = (page("1", "Lorries crossed"), page("2", "Trains crossed"));
        let found = shown(&[&one, &two]);
        assert_eq!(found.text, "Lorries crossed and went on.\n\nTrains crossed and went on.");
    }

    proptest! {
        #[test]
        fn any_page_is_laid_out(
            page in prop::collection::vec((-1e6..1e6, -1e6..1e6, 0.0..1e6, "[a-z-]{0,5}"), 0..40),
            narrow in prop::collection::vec((0.0..40.0, 0.0..40.0, 1.0..9.0, "[a-z-]{0,5}"), 0..60),
        ) {
            let pages = [page, narrow].map(|page| {
                page.iter().map(|(left, base, size, text)| segment(*left, *base, *size, text)).collect()
            });
            layout(pages.to_vec());
        }
    }
}
