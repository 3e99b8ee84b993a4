//! The top of a text: headline, byline, date lines and dateline.

pub(crate) mod byline;
mod date_line;
mod dateline;
mod lines;
mod title;

pub(crate) use date_line::{LineDate, labelled_line_date, line_date};
pub(crate) use dateline::FoundDateline;
pub(crate) use lines::{Line, lines_from, written_lines};

use self::date_line::{is_time, labelled as date_labelled};
use crate::date::{self, Stamp, Written};
use crate::fields::{Field, FieldMap};

/// What the top of a text says, and where the text proper begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Header<'a> {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<&'a str>,
    pub(crate) outlet: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) language: Option<&'a str>,
    /// The date that a line of its own gives.
    pub(crate) date: Option<Stamp>,
    /// The date of a line "Updated …".
    pub(crate) updated: Option<Stamp>,
    pub(crate) dateline: Option<FoundDateline<'a>>,
    /// Where the text begins that belongs to the article, its dateline included.
    pub(crate) text_start: usize,
}

/// Whether the headline is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KnownTitle<'a> {
    /// It is this; a first line that repeats it is not text.
    Known(&'a str),
    /// It is not: the text may begin with it.
    Unknown,
}

/// Lines of a header that are looked at; what comes after them is text.
const MOST_LINES: usize = 12;

/// Lines below the headline among which a date may stand by itself after other lines, such
/// as a summary.
const NEAR_LINES: usize = 4;

/// Lines at the end of a text among which one may say when it was published.
const LAST_LINES: usize = 4;

/// Reads the top of a text.
pub(crate) fn read<'a>(text: &'a str, known: KnownTitle<'_>) -> Header<'a> {
    let mut reader = HeaderReader { text, at: 0, header: Header::default() };
    reader.labelled_block();
    reader.dated_opening();
    reader.meta_lines();
    reader.title(known);
    reader.meta_lines();
    reader.finish()
}

struct HeaderReader<'a> {
    text: &'a str,
    at: usize,
    header: Header<'a>,
}

impl<'a> HeaderReader<'a> {
    fn next_written(&self) -> Option<Line<'a>> {
        written_lines(self.text, self.at).next()
    }

    /// "Title: …", "Date: …", "Source: …": two or more such lines in a row.
    fn labelled_block(&mut self) {
        let block = || {
            lines_from(self.text, self.at)
                .skip_while(Line::is_blank)
                .map_while(|line| labelled(line.text).map(|(field, value)| (field, value, line)))
                .take(MOST_LINES)
        };
        if block().count() < 2 {
            return;
        }
        let found: Vec<_> = block().collect();
        for (field, value, line) in found {
            self.take_labelled(field, value);
            self.at = line.next;
        }
    }

    fn take_labelled(&mut self, field: Field, value: &'a str) {
        let header = &mut self.header;
        match field {
            Field::Title => header.title = Some(value.to_owned()),
            Field::Published => header.date = date::from_metadata(value).or(header.date),
            Field::Updated => header.updated = date::from_metadata(value).or(header.updated),
            Field::Url => header.url = Some(value),
            Field::Outlet => header.outlet = Some(value),
            Field::Byline => header.byline = Some(byline::named(value)),
            Field::Language => header.language = Some(value),
            Field::Id | Field::Text => {}
        }
    }

    /// "date 2021-09-25 TEXT": a label and a date, and then text on the same line.
    fn dated_opening(&mut self) {
        let Some(line) = self.next_written() else { return };
        let trimmed = line.text.trim_start();
        let Some((label, after)) = date_labelled(trimmed) else { return };
        let Some((written @ Written::Complete(_), length)) = date::at_start(after) else { return };
        let rest = &after[length..];
        if rest.trim().len() > 40 && rest.starts_with([' ', '\t']) {
            self.take_date(Stamp::of_written(written, "").map(|stamp| label.of(stamp)));
            self.at = line.start + (line.text.len() - rest.trim_start().len());
        }
    }

    /// Bylines and date lines, each on lines of their own.
    fn meta_lines(&mut self) {
        for line in written_lines(self.text, self.at).take(MOST_LINES) {
            let Some(found) = meta_line(line.text) else { return };
            if let Some(byline) = found.byline {
                self.header.byline.get_or_insert(byline);
            }
            self.take_date(found.date);
            self.at = line.next;
        }
    }

    /// Keeps a date if it is the first of its kind.
    fn take_date(&mut self, date: Option<LineDate>) {
        match date {
            Some(LineDate::Published(stamp)) => _ = self.header.date.get_or_insert(stamp),
            Some(LineDate::Updated(stamp)) => _ = self.header.updated.get_or_insert(stamp),
            None => {}
        }
    }

    /// Dates on lines that are not next to the headline: soon after it as all of a line,
    /// further down and at the end of the text behind a label. They stay in the text.
    fn later_dates(&mut self) {
        if self.header.date.is_some() {
            return;
        }
        let near = written_lines(self.text, self.at).take(NEAR_LINES);
        let head = written_lines(self.text, self.at).take(MOST_LINES);
        let tail = self.text[self.at..].rsplit('\n').filter(|line| !line.trim().is_empty());
        let dates = near
            .map(|line| line_date(line.trimmed()))
            .chain(head.map(|line| labelled_line_date(line.trimmed())))
            .chain(tail.take(LAST_LINES).map(|line| labelled_line_date(line.trim())));
        dates.for_each(|date| self.take_date(date));
    }

    fn title(&mut self, known: KnownTitle<'_>) {
        let Some(line) = self.next_written() else { return };
        match known {
            // A text that is nothing but its title is kept.
            KnownTitle::Known(title)
                if same_words(line.text, title)
                    && written_lines(self.text, line.next).next().is_some() =>
            {
                self.at = line.next;
            }
            KnownTitle::Unknown if self.header.title.is_none() => {
                if let Some(found) = title::at(self.text, line.start) {
                    self.header.title = Some(found.title);
                    self.at = found.next;
                }
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Header<'a> {
        self.later_dates();
        self.header.dateline = self.dateline();
        self.header.text_start = self.at;
        self.header
    }

    /// The dateline of the first line, or a sure one of the two lines after it.
    fn dateline(&self) -> Option<FoundDateline<'a>> {
        let mut lines = written_lines(self.text, self.at).map(|line| &self.text[line.start..]);
        let first = lines.next()?;
        dateline::at_start(first).or_else(|| {
            lines.take(2).find_map(|rest| dateline::at_start(rest).filter(FoundDateline::is_sure))
        })
    }
}

/// A line "Label: value" whose label is the name of a field.
fn labelled(line: &str) -> Option<(Field, &str)> {
    let (label, value) = line.split_once(':')?;
    let (label, value) = (label.trim(), value.trim());
    if label.len() > 20 || value.is_empty() || value.len() > 400 {
        return None;
    }
    let (field, _) = FieldMap::default().lookup(label)?;
    (!matches!(field, Field::Id | Field::Text)).then_some((field, value))
}

/// What a line of its own between headline and text says.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct MetaLine<'a> {
    byline: Option<&'a str>,
    date: Option<LineDate>,
}

/// The byline, the date or both that make up a whole line.
fn meta_line(line: &str) -> Option<MetaLine<'_>> {
    let line = line.trim();
    // Longer lines are text; the check keeps this from costing anything there.
    if line.len() > 160 {
        return None;
    }
    let mut found = MetaLine::default();
    for segment in line.split(['|', '•', '·']).map(str::trim).filter(|part| !part.is_empty()) {
        if let Some(date) = line_date(segment) {
            found.date.get_or_insert(date);
        } else if let Some(byline) = byline::in_line(segment) {
            found.byline.get_or_insert(byline);
        } else if found.date.is_none() || !is_time(segment) {
            return None;
        }
    }
    (found != MetaLine::default()).then_some(found)
}

fn is_meta_line(line: &str) -> bool {
    meta_line(line).is_some()
}

/// Whether two lines have the same words, in any case.
fn same_words(one: &str, other: &str) -> bool {
    let words =
        |line: &'_ str| -> Vec<String> { line.split_whitespace().map(str::to_lowercase).collect() };
    one.len() <= 2 * other.len() + 40 && words(one) == words(other)
}

/// The length of the sure dateline that a text begins with, in bytes; 0 for none.
pub(crate) fn dateline_length(text: &str) -> usize {
    dateline::at_start(text).filter(FoundDateline::is_sure).map_or(0, |found| found.length)
}

/// Whether a text begins with a dateline that cannot be a headline, and its report on the
/// same line or the next.
fn starts_sure_dateline(text: &str) -> bool {
    dateline::at_start(text).is_some_and(|found| {
        let after = &text[found.length..];
        let line = after.lines().next().unwrap_or_default().trim();
        found.is_sure() && (line.len() > 40 || line.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unknown(text: &str) -> Header<'_> {
        read(text, KnownTitle::Unknown)
    }

    #[test]
    fn a_wire_report() {
        let text = "BORDER REOPENS\nBy Jane Doe, Oxus Wire\nTERMEZ, March 3 -\nLorries crossed.\n";
        let header = unknown(text);
        assert_eq!(header.title.as_deref(), Some("BORDER REOPENS"));
        assert_eq!(header.byline, Some("Jane Doe, Oxus Wire"));
        assert_eq!(header.dateline.unwrap().place, Some("TERMEZ"));
        assert_eq!(&text[header.text_start..], "TERMEZ, March 3 -\nLorries crossed.\n");
    }

    #[test]
    fn dates_of_lines() {
        for (line, expected) in [
            ("Published: 25 September 2021", Some("2021-09-25")),
            ("Published on September 25, 2021 10:20 AM", Some("2021-09-25")),
            ("Updated 25 September 2021, 10:20 IST", Some("2021-09-25")),
            ("Monday, January 7, 2019  ", Some("2019-01-07")),
            ("By Jane Doe | 25 September 2021", Some("2021-09-25")),
            ("25 September 2021 • Jane Doe in Kabul", Some("2021-09-25")),
            ("25 September 2021 • 5:00pm", Some("2021-09-25")),
            ("2021-09-25T10:00:00Z", Some("2021-09-25")),
            ("On 25 September 2021 the border reopened", None),
            ("25 September 2021 was a quiet day", None),
            ("September 25", None),
        ] {
            let text = format!("Border reopens\n\n{line}\n\nLorries crossed the bridge.");
            let header = unknown(&text);
            let date = header.date.or(header.updated).map(|stamp| stamp.date.to_string());
            assert_eq!(date.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_publication_date_goes_before_an_update() {
        let header =
            unknown("Border reopens\nUpdated 26 September 2021\nPublished 25 September 2021\n\nX");
        assert_eq!(header.date.unwrap().date.to_string(), "2021-09-25");
    }

    #[test]
    fn dates_further_down() {
        for (text, expected) in [
            (
                "Border reopens\n\nIt was closed for a month.\n\n25 September 2021\n\nX",
                "2021-09-25",
            ),
            ("Border reopens\n\nIt was closed.\n\nPublished: 25 September 2021\n\nX", "2021-09-25"),
            ("Border reopens\n\nOne.\n\nTwo.\n\nPosted on 25 September 2021", "2021-09-25"),
            (
                "Border reopens\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\n25 September 2021",
                "-",
            ),
            ("Border reopens\n\nIt was published on 25 September 2021, she said.", "-"),
        ] {
            let date = unknown(text).date.map(|stamp| stamp.date.to_string());
            assert_eq!(date.as_deref().unwrap_or("-"), expected, "{text}");
        }
    }

    #[test]
    fn a_date_before_the_text() {
        let text = " date 2021-09-25 THE SON OF a leader has escaped over the border, it is said.";
        let header = unknown(text);
        assert_eq!(header.date.unwrap().date.to_string(), "2021-09-25");
        assert!(text[header.text_start..].starts_with("THE SON"));
        assert_eq!(header.title, None);
    }

    #[test]
    fn labels_in_a_block() {
        let text = "Title: Border reopens\nDate: 2021-09-25\nSource: Oxus Wire\n\nLorries crossed.";
        let header = unknown(text);
        assert_eq!(header.title.as_deref(), Some("Border reopens"));
        assert_eq!((header.outlet, header.date.is_some()), (Some("Oxus Wire"), true));
        assert_eq!(text[header.text_start..].trim(), "Lorries crossed.");
    }

    #[test]
    fn a_known_title_is_not_repeated() {
        let text = "Border  Reopens\n\nLorries crossed.";
        let header = read(text, KnownTitle::Known("Border reopens"));
        assert_eq!(text[header.text_start..].trim(), "Lorries crossed.");
        let header = read(text, KnownTitle::Known("Another"));
        assert_eq!(header.text_start, 0);
    }

    proptest! {
        #[test]
        fn any_text_has_a_header(text in "(By|Kabul|KABUL|date|Title:|Sept|2021|25|[a-z]|[ ,.()|:\n—-]|é){0,40}") {
            for known in [KnownTitle::Unknown, KnownTitle::Known("Kabul")] {
                prop_assert!(text.is_char_boundary(read(&text, known).text_start));
            }
        }
    }
}
