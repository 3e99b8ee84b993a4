//! Timelines for people and as records.

use std::io::{self, Write};

use dateline_model::{DateLevel, DateRange, Day, PartialDate};
use dateline_query::{
    Bar, Chronicle, DatedSentence, Extent, LeftOut, Reprint, Row, TimelineAnswer,
};
use serde::Serialize;

use super::notice::messages;
use super::page::{Page, WIDEST, day_for_people, number_for_people, wrap};
use super::published::{PublishedRecord, in_short};
use super::record::{SpanRecord, section, spans};
use super::safe;
use super::style::Role;
use crate::environment::Charset;

/// Periods without an article that are shown as such; more in a row become one line.
const MOST_EMPTY: u32 = 3;

/// No bar is longer, in columns, however wide the terminal is.
const LONGEST_BAR: usize = 100;

/// Columns before each line of a sentence.
const INDENT: usize = 2;

impl Page<'_> {
    /// Prints a line for each period: what it is called, how many articles, a bar.
    pub(crate) fn timeline(
        &self,
        out: &mut impl Write,
        answer: &TimelineAnswer,
        charset: Charset,
    ) -> io::Result<()> {
        let rows = answer.rows(MOST_EMPTY);
        let names: Vec<String> = rows.iter().map(|row| name(answer.level, row)).collect();
        let name_width = names.iter().map(String::len).max().unwrap_or(0);
        let most = answer.bars.iter().map(|bar| bar.articles).max().unwrap_or(0);
        let count_width = number_for_people(most).len();
        let room = self.width.saturating_sub(name_width + count_width + 4).clamp(1, LONGEST_BAR);
        for (row, name) in rows.iter().zip(names) {
            match *row {
                Row::Bar(Bar { articles, .. }) => {
                    let count = number_for_people(articles);
                    let bar = bar(articles, most, room, charset);
                    let line = format!("{name:name_width$}  {count:>count_width$}  ");
                    match bar.is_empty() {
                        true => writeln!(out, "{}", self.look.dress(Role::Note, line.trim_end()))?,
                        false => writeln!(out, "{line}{}", self.look.dress(Role::Source, &bar))?,
                    }
                }
                Row::Gap { periods, .. } => {
                    let sign = if charset == Charset::Unicode { "⋮" } else { ":" };
                    let level = answer.level.as_str();
                    let number = number_for_people(periods.into());
                    let line = format!("{sign} {number} {level}s without an article");
                    writeln!(out, "{}", self.look.dress(Role::Note, &line))?;
                }
            }
        }
        Ok(())
    }

    /// Prints dated sentences under a heading for each date.
    pub(crate) fn chronicle(&self, out: &mut impl Write, answer: &Chronicle) -> io::Result<()> {
        for of_date in answer.shown.chunk_by(|one, other| one.date == other.date) {
            let heading = of_date.first().map(|first| days_for_people(first.date));
            let heading = heading.unwrap_or_default();
            writeln!(out, "{}", self.look.dress(Role::Title, &heading))?;
            for sentence in of_date {
                self.sentence(out, sentence)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn sentence(&self, out: &mut impl Write, sentence: &DatedSentence) -> io::Result<()> {
        let text = self.lit(&sentence.text, &sentence.lights, Role::Light, None);
        for line in wrap(&text, self.width.min(WIDEST).saturating_sub(INDENT)) {
            writeln!(out, "{:INDENT$}{line}", "")?;
        }
        let article = &sentence.article;
        let also = match sentence.also.len() {
            0 => None,
            number => Some(format!("also in {} more", number_for_people(number as u64))),
        };
        let about: Vec<String> = [
            article.outlet.as_deref().map(|outlet| safe::line(outlet).into_owned()),
            article.published.map(in_short),
            Some(safe::line(article.id.as_str()).into_owned()),
            also,
        ]
        .into_iter()
        .flatten()
        .collect();
        writeln!(out, "{:INDENT$}{}", "", self.look.dress(Role::Source, &about.join(" · ")))
    }
}

/// What a period is called: as a question asks for it, with the weekday of a day and the
/// Monday of a week.
fn name(level: DateLevel, row: &Row) -> String {
    let Row::Bar(Bar { period, .. }) = row else { return String::new() };
    let label = level.label(*period);
    let first = period.first();
    match level {
        DateLevel::Day => format!("{label} {}", weekday(first)),
        DateLevel::Week => {
            let day = day_for_people(PartialDate::Day(first));
            let without_year = day.rsplit_once(' ').map_or(day.as_str(), |(day, _)| day);
            format!("{label} {without_year:>6}")
        }
        _ => label,
    }
}

/// A bar in proportion to the longest, in eighths of a column where characters for these are
/// to be had. What is not nothing has a bar.
fn bar(number: u64, most: u64, room: usize, charset: Charset) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let most = most.max(1);
    match charset {
        Charset::Unicode => {
            let eighths = (number * room as u64 * 8).div_ceil(most) as usize;
            format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
        }
        Charset::Ascii => "#".repeat((number * room as u64).div_ceil(most) as usize),
    }
}

fn weekday(day: Day) -> &'static str {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    NAMES[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs()) % NAMES.len()]
}

/// Days as people write them: "Mon 6 Sep 2021", "Sep 2021", "6 Sep 2021 to 8 Sep 2021",
/// "1993 to 1996".
pub(super) fn days_for_people(range: DateRange) -> String {
    let day = |day: Day| day_for_people(PartialDate::Day(day));
    match range.partial_date() {
        Some(PartialDate::Day(one)) => format!("{} {}", weekday(one), day(one)),
        Some(whole) => day_for_people(whole),
        None => match (day_or_open(range.first()), day_or_open(range.last())) {
            (None, None) => "any day".to_owned(),
            (None, _) => format!("until {}", day(range.last())),
            (_, None) => format!("since {}", day(range.first())),
            _ => {
                let [first, last] = in_whole_parts(range).map(day_for_people);
                format!("{first} to {last}")
            }
        },
    }
}

/// The first and the last day of a range; of one in whole years or months, those.
fn in_whole_parts(range: DateRange) -> [PartialDate; 2] {
    let (first, last) = (range.first(), range.last());
    if first == first.first_of_year() && last == last.last_of_year() {
        return [first, last].map(|day| PartialDate::Year(day.year()));
    }
    if first == first.first_of_month() && last == last.last_of_month() {
        return [first, last].map(|day| PartialDate::Month(day.year(), day.month()));
    }
    [first, last].map(PartialDate::Day)
}

/// The day in digits; none for an open end.
pub(crate) fn day_or_open(day: Day) -> Option<String> {
    (day != Day::MIN && day != Day::MAX).then(|| PartialDate::Day(day).to_string())
}

/// A period of a timeline.
#[derive(Serialize)]
pub(crate) struct PeriodRecord {
    r#type: &'static str,
    start: Option<String>,
    end: Option<String>,
    label: String,
    articles: u64,
}

impl PeriodRecord {
    pub(crate) fn new(level: DateLevel, bar: Bar) -> Self {
        Self {
            r#type: "period",
            start: day_or_open(bar.period.first()),
            end: day_or_open(bar.period.last()),
            label: level.label(bar.period),
            articles: bar.articles,
        }
    }
}

/// Very many periods without an article.
#[derive(Serialize)]
pub(crate) struct GapRecord {
    r#type: &'static str,
    start: Option<String>,
    end: Option<String>,
    periods: u32,
}

impl GapRecord {
    pub(crate) fn new(days: DateRange, periods: u32) -> Self {
        let (start, end) = (day_or_open(days.first()), day_or_open(days.last()));
        Self { r#type: "gap", start, end, periods }
    }
}

/// The last record of periods.
#[derive(Serialize)]
pub(crate) struct TimelineSummary<'s> {
    r#type: &'static str,
    total: u64,
    by: &'static str,
    level: &'static str,
    undated: u64,
    left_out: LeftOutRecord,
    timed_out: bool,
    notes: Vec<&'s str>,
}

#[derive(Serialize)]
struct LeftOutRecord {
    dates: u64,
    articles: u64,
}

impl<'s> TimelineSummary<'s> {
    pub(crate) fn new(by: &'static str, answer: &'s TimelineAnswer) -> Self {
        let LeftOut { dates, articles } = answer.left_out;
        Self {
            r#type: "summary",
            total: answer.total,
            by,
            level: answer.level.as_str(),
            undated: answer.undated,
            left_out: LeftOutRecord { dates, articles },
            timed_out: answer.extent == Extent::Part,
            notes: messages(&answer.notes),
        }
    }
}

/// A dated sentence; `date_light` and `lights` are offsets into its `text`.
#[derive(Serialize)]
pub(crate) struct SentenceRecord<'s> {
    r#type: &'static str,
    date: String,
    start: Option<String>,
    end: Option<String>,
    anchor: &'static str,
    confidence: f32,
    #[serde(flatten)]
    article: ReprintRecord<'s>,
    title: &'s str,
    section: &'static str,
    text: &'s str,
    date_light: SpanRecord,
    lights: Vec<SpanRecord>,
    span: SpanRecord,
    also: Vec<ReprintRecord<'s>>,
}

/// An article that has a sentence.
#[derive(Serialize)]
pub(super) struct ReprintRecord<'r> {
    id: &'r str,
    outlet: Option<&'r str>,
    #[serde(flatten)]
    published: PublishedRecord,
}

impl<'s> SentenceRecord<'s> {
    pub(crate) fn new(sentence: &'s DatedSentence) -> Self {
        Self {
            r#type: "sentence",
            date: sentence.date.to_string(),
            start: day_or_open(sentence.date.first()),
            end: day_or_open(sentence.date.last()),
            anchor: sentence.anchor.as_str(),
            confidence: sentence.confidence.fraction(),
            article: reprint(&sentence.article),
            title: &sentence.title,
            section: section(sentence.section),
            text: &sentence.text,
            date_light: sentence.date_light.into(),
            lights: spans(&sentence.lights),
            span: sentence.span.into(),
            also: sentence.also.iter().map(reprint).collect(),
        }
    }
}

pub(super) fn reprint(article: &Reprint) -> ReprintRecord<'_> {
    ReprintRecord {
        id: article.id.as_str(),
        outlet: article.outlet.as_deref(),
        published: article.published.into(),
    }
}

/// The last record of dated sentences.
#[derive(Serialize)]
pub(crate) struct ChronicleSummary<'s> {
    r#type: &'static str,
    total: u64,
    sentences: u64,
    shown: usize,
    timed_out: bool,
    notes: Vec<&'s str>,
}

impl<'s> ChronicleSummary<'s> {
    pub(crate) fn new(answer: &'s Chronicle) -> Self {
        let Chronicle { total, sentences, .. } = *answer;
        let (shown, notes) = (answer.shown.len(), messages(&answer.notes));
        let timed_out = answer.extent == Extent::Part;
        Self { r#type: "summary", total, sentences, shown, timed_out, notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion() {
        for (number, most, room, unicode, ascii) in [
            (8, 8, 4, "████", "####"),
            (4, 8, 4, "██", "##"),
            (3, 8, 2, "▊", "#"),
            (1, 1000, 4, "▏", "#"),
            (0, 8, 4, "", ""),
            (0, 0, 4, "", ""),
        ] {
            assert_eq!(bar(number, most, room, Charset::Unicode), unicode, "{number}");
            assert_eq!(bar(number, most, room, Charset::Ascii), ascii, "{number}");
        }
    }

    #[test]
    fn days_are_written_for_people() {
        let range = |text: &str| {
            let (first, last) = text.split_once("..").unwrap_or((text, text));
            let date = |text: &str| text.parse::<PartialDate>();
            match (date(first), date(last)) {
                (Ok(first), Ok(last)) => DateRange::new(first.first(), last.last()).unwrap(),
                (Ok(first), _) => DateRange::since(first),
                (_, last) => DateRange::until(last.unwrap()),
            }
        };
        for (text, expected) in [
            ("2021-09-06", "Mon 6 Sep 2021"),
            ("2021-09", "Sep 2021"),
            ("2021", "2021"),
            ("2021-09-06..2021-09-08", "6 Sep 2021 to 8 Sep 2021"),
            ("1993..1996", "1993 to 1996"),
            ("2021-03..2021-05", "Mar 2021 to May 2021"),
            ("2021-09-06..", "since 6 Sep 2021"),
            ("..2021-09-06", "until 6 Sep 2021"),
        ] {
            assert_eq!(days_for_people(range(text)), expected);
        }
    }
}
