//! Lines to paragraphs: where one ends, and which hyphens are its own.

use std::collections::{HashMap, HashSet};

use super::{Line, median};

/// Joins lines to paragraphs, with a blank line between these.
pub(super) fn join(lines: &[Line]) -> String {
    let columns = Columns::of(lines);
    let words = Words::of(lines);
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    let mut previous: Option<&Line> = None;
    for line in lines.iter().filter(|line| !line.text.trim().is_empty()) {
        match previous {
            None => text.push_str(line.text.trim()),
            Some(before) if columns.begins_paragraph(before, line) => {
                text.push_str("\n\n");
                text.push_str(line.text.trim());
            }
            Some(_) => append(&mut text, line.text.trim(), &words),
        }
        previous = Some(line);
    }
    text.retain(|found| found != '\u{AD}');
    text
}

/// Appends a line to the paragraph that the text ends with.
fn append(text: &mut String, line: &str, words: &Words<'_>) {
    if text.ends_with('\u{AD}') {
        text.pop();
    } else if ends_within_word(text) {
        let goes_on = line.starts_with(char::is_lowercase);
        if goes_on && words.is_broken(last_word(text), first_word(line)) {
            text.pop();
        }
    } else if !(text.ends_with(is_of_the_east) && line.starts_with(is_of_the_east)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a text ends with a hyphen after a letter or figure, and not with a dash.
fn ends_within_word(text: &str) -> bool {
    let before = text.strip_suffix(['-', '‐']);
    before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

fn first_word(line: &str) -> &str {
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    &line[..end]
}

/// The last word of a text without the hyphen that it ends with.
fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(['-', '‐']);
    let start = text.rfind(|c: char| !c.is_alphanumeric());
    start.map_or(text, |at| &text[at + text[at..].chars().next().map_or(0, char::len_utf8)..])
}

/// Whether a character is of a script that puts no blanks between words.
fn is_of_the_east(found: char) -> bool {
    matches!(found, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// The words that stand whole on some line.
struct Words<'l> {
    plain: HashSet<&'l str>,
    hyphened: HashSet<&'l str>,
}

impl<'l> Words<'l> {
    fn of(lines: &'l [Line]) -> Self {
        let mut words = Self { plain: HashSet::new(), hyphened: HashSet::new() };
        for line in lines {
            for word in line.text.split_whitespace() {
                let word =
                    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '‐');
                match word.trim_end_matches(['-', '‐']) {
                    whole if whole.len() < word.len() => {}
                    whole if whole.contains(['-', '‐']) => _ = words.hyphened.insert(whole),
                    whole => _ = words.plain.insert(whole),
                }
            }
        }
        words
    }

    /// Whether a hyphen at the end of a line was only put there to break a word. What the
    /// document writes elsewhere decides.
    fn is_broken(&self, before: &str, after: &str) -> bool {
        let hyphened = [format!("{before}-{after}"), format!("{before}‐{after}")];
        let is_known = self.plain.contains(format!("{before}{after}").as_str());
        let keeps = hyphened.iter().any(|word| self.hyphened.contains(word.as_str()));
        is_known || !keeps
    }
}

/// The shape of each column, by its number.
struct Columns {
    shapes: HashMap<usize, Shape>,
}

#[derive(Debug, Clone, Copy)]
struct Shape {
    left: f64,
    right: f64,
    /// From one base line to the next, in sizes of the font.
    leading: f64,
    lines: usize,
}

/// What a line that ends a paragraph ends with, mostly.
const ENDS: [char; 10] = ['.', '!', '?', ':', '"', '”', '’', ')', '»', '…'];

/// What the lines of a list begin with.
const MARKS: [char; 6] = ['•', '▪', '■', '●', '–', '◦'];

impl Columns {
    fn of(lines: &[Line]) -> Self {
        let mut by_column: HashMap<usize, Vec<&Line>> = HashMap::new();
        for line in lines {
            by_column.entry(line.column).or_default().push(line);
        }
        let shapes = by_column.into_iter().map(|(column, lines)| (column, Shape::of(&lines)));
        Self { shapes: shapes.collect() }
    }

    fn begins_paragraph(&self, before: &Line, line: &Line) -> bool {
        let (Some(shape), Some(shape_before)) =
            (self.shapes.get(&line.column), self.shapes.get(&before.column))
        else {
            return true;
        };
        let ratio = line.size / before.size;
        if !(0.88..=1.14).contains(&ratio) || line.text.starts_with(MARKS) {
            return true;
        }
        let is_indented = line.left > shape.left + 0.7 * line.size;
        let gap = before.base - line.base;
        if before.column != line.column || gap < 0.0 {
            return is_indented || !goes_on(before, line, shape_before);
        }
        if gap > 1.3 * shape.leading * line.size {
            return true;
        }
        let before_is_indented = before.left > shape.left + 0.7 * line.size;
        (is_indented && !before_is_indented) || shape.had_room(before, line)
    }
}

/// Whether a text goes on from the end of a column to the next.
fn goes_on(before: &Line, line: &Line, shape: &Shape) -> bool {
    let end = before.text.trim_end();
    let is_open = !end.ends_with(ENDS);
    let begins_small = line.text.starts_with(char::is_lowercase);
    let is_full = before.right > shape.right - 0.1 * (shape.right - shape.left);
    is_open && (begins_small || end.ends_with(['-', ',', '\u{AD}']) || (is_full && shape.lines > 2))
}

impl Shape {
    fn of(lines: &[&Line]) -> Self {
        let size = median(lines.iter().map(|line| line.size).collect()).unwrap_or(0.0);
        // Headings and captions may stand out of the column.
        let is_usual = |line: &&&Line| (line.size - size).abs() <= 0.14 * size;
        let mut lefts: Vec<f64> = lines.iter().filter(is_usual).map(|line| line.left).collect();
        let mut rights: Vec<f64> = lines.iter().filter(is_usual).map(|line| line.right).collect();
        lefts.sort_by(f64::total_cmp);
        rights.sort_by(f64::total_cmp);
        let gaps = lines.windows(2).filter_map(|pair| {
            let gap = pair[0].base - pair[1].base;
            (gap > 0.5 && is_usual(&&pair[1])).then_some(gap / pair[1].size)
        });
        Self {
            left: lefts.get(lefts.len() / 20).copied().unwrap_or(0.0),
            right: rights.get(rights.len().saturating_sub(1) * 19 / 20).copied().unwrap_or(0.0),
            leading: median(gaps.collect()).unwrap_or(f64::INFINITY),
            lines: lines.len(),
        }
    }

    /// Whether the first word of a line had fitted on the one before it, so that it begins a
    /// new one for another reason.
    fn had_room(&self, before: &Line, line: &Line) -> bool {
        let characters = line.text.chars().count().max(1) as f64;
        let word = line.text.split(' ').next().unwrap_or_default().chars().count() as f64;
        let width = (line.right - line.left) * word / characters;
        let room = self.right - before.right;
        let is_sentence = before.text.trim_end().ends_with(ENDS);
        let margin = if is_sentence { 0.5 } else { 4.0 };
        self.lines > 2 && room > width + margin * line.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, base: f64) -> Line {
        Line { text: text.to_owned(), left: 0.0, right: 100.0, base, size: 10.0, column: 0 }
    }

    fn joined(texts: &[&str]) -> String {
        let lines: Vec<Line> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| line(text, 100.0 - 12.0 * at as f64))
            .collect();
        join(&lines)
    }

    #[test]
    fn hyphens() {
        for (lines, expected) in [
            (&["the bor-", "der"][..], "the border"),
            (&["the bor\u{AD}", "der"], "the border"),
            (&["a well-", "known man is well-known"], "a well-known man is well-known"),
            (&["a well-", "known man"], "a wellknown man"),
            (&["in Franco-", "British talks"], "in Franco-British talks"),
            (&["pages 7-", "8"], "pages 7-8"),
            (&["the border -", "closed -"], "the border - closed -"),
            (&["国境", "再開"], "国境再開"),
            (&["so\u{AD}ft"], "soft"),
        ] {
            assert_eq!(joined(lines), expected);
        }
    }

    #[test]
    fn a_wide_gap_ends_a_paragraph() {
        let lines =
            [line("one", 100.0), line("two", 88.0), line("three", 76.0), line("four", 50.0)];
        assert_eq!(join(&lines), "one two three\n\nfour");
    }
}
