//! Where a person was reported to be, for people and as records.

use std::io::{self, Write};

use dateline_model::{ByteSpan, Section};
use dateline_query::{
    Extent, Kind, Part, Reports, Stance, TraceAnswer, TraceBy, TraceDate, TracePlace, TraceRow,
    TracedPlace,
};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::notice::messages;
use super::page::{Page, WIDEST, number_for_people, wrap};
use super::place_in_text::PlaceInText;
use super::published::in_short;
use super::record::SpanRecord;
use super::safe;
use super::style::Role;
use super::timeline::{ReprintRecord, day_or_open, days_for_people, reprint};
use crate::environment::Charset;

/// Columns before what a sentence says.
const INDENT: usize = 4;
/// Columns of what a sentence says of whether it is so: "denies · from" and a gap.
const STANCE: usize = 15;
/// The most places that are counted for people.
const MOST_PLACES: usize = 12;
/// The widest name of a place in the table of places.
const WIDEST_PLACE: usize = 36;
/// The narrowest room for one, however narrow the page.
const NARROWEST_PLACE: usize = 16;

impl Page<'_> {
    /// Prints how often each place is named with which stance, and then the sentences.
    pub(crate) fn trace(
        &self,
        out: &mut impl Write,
        answer: &TraceAnswer,
        by: TraceBy,
        charset: Charset,
    ) -> io::Result<()> {
        if answer.statements == 0 {
            return Ok(());
        }
        let name = self.look.dress(Role::Title, &safe::line(&answer.name));
        writeln!(out, "{name}  {}", in_articles(answer.reports))?;
        writeln!(out)?;
        self.places(out, answer, charset)?;
        writeln!(out)?;
        self.statements(out, answer, by)
    }

    /// A line for each place: how many origins take which stance, and when.
    fn places(
        &self,
        out: &mut impl Write,
        answer: &TraceAnswer,
        charset: Charset,
    ) -> io::Result<()> {
        let shown = &answer.places[..answer.places.len().min(MOST_PLACES)];
        let none = if charset == Charset::Unicode { "·" } else { "." };
        let columns = Stance::ALL.map(|stance| Column::new(shown, stance, none));
        let days: Vec<String> =
            shown.iter().map(|place| place.days.map(days_for_people).unwrap_or_default()).collect();
        let room = Room::new(self.width, &columns, &days);
        let names: Vec<String> =
            shown.iter().map(|place| fitted(&place.place, room.name)).collect();
        let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
        let heads: String = columns.iter().map(|column| column.padded(column.head)).collect();
        let head = format!("{:width$}{heads}", "");
        writeln!(out, "{}", self.look.dress(Role::Note, &head))?;
        for (at, (name, days)) in names.iter().zip(&days).enumerate() {
            let counts: String =
                columns.iter().map(|column| column.padded(&column.counts[at])).collect();
            let pad = width - name.width();
            let days = match room.days {
                Days::Beside => format!("  {}", self.look.dress(Role::Source, days)),
                Days::LeftOut => String::new(),
            };
            writeln!(out, "{name}{:pad$}{counts}{days}", "")?;
        }
        let more = answer.places.len() - shown.len();
        if more > 0 {
            let line = format!("and {} more", number_for_people(more as u64));
            writeln!(out, "{}", self.look.dress(Role::Note, &line))?;
        }
        Ok(())
    }

    fn statements(
        &self,
        out: &mut impl Write,
        answer: &TraceAnswer,
        by: TraceBy,
    ) -> io::Result<()> {
        let mut before: (Option<String>, Option<String>) = (None, None);
        for row in &answer.rows {
            let (heading, below) = headings(answer, row, by);
            if before.0.as_ref() != Some(&heading) {
                if before.0.is_some() {
                    writeln!(out)?;
                }
                writeln!(out, "{}", self.look.dress(Role::Title, &heading))?;
                before = (Some(heading), None);
            }
            if before.1.as_ref() != Some(&below) {
                writeln!(out, "  {}", self.look.dress(Role::Note, &below))?;
                before.1 = Some(below);
            }
            self.statement(out, row)?;
        }
        if !answer.rows.is_empty() {
            writeln!(out)?;
        }
        Ok(())
    }

    fn statement(&self, out: &mut impl Write, row: &TraceRow) -> io::Result<()> {
        let mut lights = vec![row.person_light, row.place_light];
        lights.retain(|light| !light.is_empty());
        lights.sort_unstable();
        lights.dedup();
        let text = self.lit(&row.text, &apart(&lights), Role::Light, None);
        let width = self.width.min(WIDEST).saturating_sub(INDENT + STANCE).max(20);
        let mut label = format!("{} · {}", row.stance.as_str(), row.kind.as_str());
        for line in wrap(&text, width) {
            let pad = STANCE.saturating_sub(label.width());
            let dressed = self.look.dress(Role::Title, &label);
            let dressed = if label.is_empty() { String::new() } else { dressed };
            writeln!(out, "{:INDENT$}{dressed}{:pad$}{line}", "", "")?;
            label.clear();
        }
        let indent = INDENT + STANCE;
        for line in wrap(&about(row), width) {
            writeln!(out, "{:indent$}{}", "", self.look.dress(Role::Source, &line))?;
        }
        Ok(())
    }
}

/// Lights that do not overlap.
fn apart(lights: &[ByteSpan]) -> Vec<ByteSpan> {
    let mut apart: Vec<ByteSpan> = Vec::new();
    for light in lights {
        if apart.last().is_none_or(|last| last.end() <= light.start()) {
            apart.push(*light);
        }
    }
    apart
}

/// Who says so, and where it stands.
fn about(row: &TraceRow) -> String {
    let article = &row.article;
    let copies = match row.also.len() {
        0 => None,
        1 => Some("+1 copy".to_owned()),
        number => Some(format!("+{} copies", number_for_people(number as u64))),
    };
    let line = |text: &str| safe::line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<String> = [
        row.speaker.as_deref().map(|speaker| format!("source: {}", line(speaker))),
        article.outlet.as_deref().map(line),
        article.published.map(in_short),
        Some(line(article.id.as_str())),
        copies,
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join(" · ")
}

/// The heading of a statement and the one below it.
fn headings(answer: &TraceAnswer, row: &TraceRow, by: TraceBy) -> (String, String) {
    let traced = &answer.places[row.place];
    let day = day(row.date);
    match by {
        TraceBy::Place => {
            (format!("{}  {}", in_full(&traced.place), in_articles(traced.reports)), day)
        }
        TraceBy::Day => (day, in_full(&traced.place)),
        TraceBy::Outlet => {
            let outlet = row.article.outlet.as_deref().unwrap_or("no outlet known");
            (safe::line(outlet).into_owned(), format!("{day} · {}", in_full(&traced.place)))
        }
    }
}

/// The day, and whether it is only that of publication.
fn day(date: Option<TraceDate>) -> String {
    match date {
        None => "undated".to_owned(),
        Some(date @ TraceDate::Told { .. }) => days_for_people(date.days()),
        Some(date @ TraceDate::Published(_)) => {
            format!("{} (published)", days_for_people(date.days()))
        }
    }
}

fn in_articles(reports: Reports) -> String {
    let articles = match reports.articles {
        1 => "1 article".to_owned(),
        number => format!("{} articles", number_for_people(number)),
    };
    match reports.origins {
        origins if origins == reports.articles => articles,
        1 => format!("{articles} of 1 origin"),
        origins => format!("{articles} of {} origins", number_for_people(origins)),
    }
}

fn in_full(place: &TracePlace) -> String {
    let mut parts = vec![safe::line(&place.name).into_owned()];
    parts.extend(place.within.iter().map(|name| safe::line(name).into_owned()));
    // A city and its province are often of one name.
    parts.dedup();
    parts.join(", ")
}

/// A column of the table of places: how many origins take a stance.
struct Column {
    head: &'static str,
    counts: Vec<String>,
    width: usize,
}

impl Column {
    fn new(places: &[TracedPlace], stance: Stance, none: &str) -> Self {
        let head = stance.as_str();
        let counts: Vec<String> = places.iter().map(|place| count(place, stance, none)).collect();
        let widest = counts.iter().map(|count| count.width()).max().unwrap_or(0);
        Self { head, width: widest.max(head.width()) + 1, counts }
    }

    fn padded(&self, cell: &str) -> String {
        format!("{cell:>width$}", width = self.width)
    }
}

/// How the table of places shares the width of the page.
struct Room {
    /// The most columns for a name.
    name: usize,
    days: Days,
}

/// Whether the days of a place are in the table; its statements tell them anyway.
enum Days {
    Beside,
    LeftOut,
}

impl Room {
    fn new(page: usize, columns: &[Column], days: &[String]) -> Self {
        let counts: usize = columns.iter().map(|column| column.width).sum();
        let widest = days.iter().map(|days| days.width()).max().unwrap_or(0);
        let left = page.saturating_sub(counts);
        match left.checked_sub(widest + 2) {
            Some(name) if name >= NARROWEST_PLACE => {
                Self { name: name.min(WIDEST_PLACE), days: Days::Beside }
            }
            _ => Self { name: left.clamp(NARROWEST_PLACE, WIDEST_PLACE), days: Days::LeftOut },
        }
    }
}

/// The name of a place in so many columns: with its country if there is room.
fn fitted(place: &TracePlace, width: usize) -> String {
    let name = safe::line(&place.name).into_owned();
    let country = place.within.last().map(|country| format!("{name}, {}", safe::line(country)));
    let whole = country.filter(|whole| whole.width() <= width).unwrap_or(name);
    match whole.width() <= width {
        true => whole,
        false => cut(&whole, width),
    }
}

/// As many characters from the first as there is room for, and a sign that there are more.
fn cut(text: &str, width: usize) -> String {
    let mut cut = String::new();
    for character in text.chars() {
        cut.push(character);
        if cut.width() >= width {
            cut.pop();
            break;
        }
    }
    cut.push('…');
    cut
}

fn count(place: &TracedPlace, stance: Stance, none: &str) -> String {
    let count = place.stances.iter().find(|count| count.stance == stance);
    count.map_or(none.to_owned(), |count| number_for_people(count.reports.origins))
}

/// The columns of statements as rows.
pub(crate) const COLUMNS: [&str; 16] = [
    "place",
    "within",
    "start",
    "end",
    "date_from",
    "stance",
    "kind",
    "speaker",
    "via",
    "outlet",
    "published",
    "id",
    "copies",
    "from_byte",
    "to_byte",
    "sentence",
];

/// The cells of a statement.
pub(crate) fn cells(answer: &TraceAnswer, row: &TraceRow) -> [String; 16] {
    let place = &answer.places[row.place].place;
    let days = row.date.map(TraceDate::days);
    let [start, end] = ends(days);
    let article = &row.article;
    [
        place.name.clone(),
        place.within.join(", "),
        start.unwrap_or_default(),
        end.unwrap_or_default(),
        row.date.map_or("", TraceDate::basis).to_owned(),
        row.stance.as_str().to_owned(),
        row.kind.as_str().to_owned(),
        row.speaker.clone().unwrap_or_default(),
        row.via.as_str().to_owned(),
        article.outlet.clone().unwrap_or_default(),
        article.published.map(|published| published.date.to_string()).unwrap_or_default(),
        article.id.to_string(),
        row.also.len().to_string(),
        row.span.start().to_string(),
        row.span.end().to_string(),
        row.text.clone(),
    ]
}

fn ends(days: Option<dateline_model::DateRange>) -> [Option<String>; 2] {
    match days {
        Some(days) => [days.first(), days.last()].map(day_or_open),
        None => [None, None],
    }
}

/// A place with what is said of the person being there.
#[derive(Serialize)]
pub(crate) struct PlaceRecord<'p> {
    r#type: &'static str,
    place: &'p str,
    place_id: Option<u32>,
    within: &'p [String],
    statements: u64,
    articles: u64,
    origins: u64,
    stances: Vec<StanceRecord>,
    start: Option<String>,
    end: Option<String>,
}

#[derive(Serialize)]
struct StanceRecord {
    stance: &'static str,
    articles: u64,
    origins: u64,
}

impl<'p> PlaceRecord<'p> {
    pub(crate) fn new(traced: &'p TracedPlace) -> Self {
        let [start, end] = ends(traced.days);
        let stances = traced.stances.iter().map(|count| StanceRecord {
            stance: count.stance.as_str(),
            articles: count.reports.articles,
            origins: count.reports.origins,
        });
        Self {
            r#type: "place",
            place: &traced.place.name,
            place_id: traced.place.id.map(|id| id.0),
            within: &traced.place.within,
            statements: traced.statements,
            articles: traced.reports.articles,
            origins: traced.reports.origins,
            stances: stances.collect(),
            start,
            end,
        }
    }
}

/// A sentence that puts the person at a place; lights are offsets into its `text`.
#[derive(Serialize)]
pub(crate) struct StatementRecord<'s> {
    r#type: &'static str,
    person: &'s str,
    place: &'s str,
    place_id: Option<u32>,
    within: &'s [String],
    place_words: &'s str,
    start: Option<String>,
    end: Option<String>,
    date_from: Option<&'static str>,
    stance: &'static str,
    kind: &'static str,
    speaker: Option<&'s str>,
    via: &'static str,
    #[serde(flatten)]
    article: ReprintRecord<'s>,
    title: &'s str,
    path: &'s str,
    text: &'s str,
    person_light: SpanRecord,
    place_light: SpanRecord,
    #[serde(flatten)]
    stands: PlaceInText,
    cite: String,
    also: Vec<ReprintRecord<'s>>,
}

impl<'s> StatementRecord<'s> {
    pub(crate) fn new(answer: &'s TraceAnswer, row: &'s TraceRow) -> Self {
        let place = &answer.places[row.place].place;
        let [start, end] = ends(row.date.map(TraceDate::days));
        Self {
            r#type: "statement",
            person: &answer.name,
            place: &place.name,
            place_id: place.id.map(|id| id.0),
            within: &place.within,
            place_words: &row.place_words,
            start,
            end,
            date_from: row.date.map(TraceDate::basis),
            stance: row.stance.as_str(),
            kind: Kind::as_str(row.kind),
            speaker: row.speaker.as_deref(),
            via: row.via.as_str(),
            article: reprint(&row.article),
            title: &row.title,
            path: &row.path,
            text: &row.text,
            person_light: row.person_light.into(),
            place_light: row.place_light.into(),
            stands: PlaceInText::new(Section::Text, row.span, row.characters, row.source),
            cite: Part::Text(row.span).handle(row.article.id.as_str()),
            also: row.also.iter().map(reprint).collect(),
        }
    }
}

/// The last record of a trace.
#[derive(Serialize)]
pub(crate) struct TraceSummary<'s> {
    r#type: &'static str,
    name: &'s str,
    total: u64,
    statements: u64,
    shown: usize,
    articles: u64,
    origins: u64,
    places: usize,
    timed_out: bool,
    notes: Vec<&'s str>,
}

impl<'s> TraceSummary<'s> {
    pub(crate) fn new(answer: &'s TraceAnswer) -> Self {
        Self {
            r#type: "summary",
            name: &answer.name,
            total: answer.articles,
            statements: answer.statements,
            shown: answer.rows.len(),
            articles: answer.reports.articles,
            origins: answer.reports.origins,
            places: answer.places.len(),
            timed_out: answer.extent == Extent::Part,
            notes: messages(&answer.notes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_places_are_cut_to_their_room() {
        let place = |name: &str| TracePlace {
            id: None,
            name: name.to_owned(),
            within: vec!["England".to_owned(), "United Kingdom".to_owned()],
        };
        assert_eq!(fitted(&place("Sandhurst"), 25), "Sandhurst, United Kingdom");
        assert_eq!(fitted(&place("Sandhurst"), 24), "Sandhurst");
        assert_eq!(fitted(&place("Sandhurst"), 9), "Sandhurst");
        assert_eq!(fitted(&place("Sandhurst"), 8), "Sandhur…");
        assert_eq!(fitted(&place("東京都"), 5), "東京…");
    }

    #[test]
    fn days_are_left_out_where_there_is_no_room() {
        let columns = [Column { head: "says", counts: Vec::new(), width: 31 }];
        let days = ["13 May 2019 to 30 Sep 2021".to_owned()];
        let name_at = |page: usize| {
            let room = Room::new(page, &columns, &days);
            (room.name, matches!(room.days, Days::Beside))
        };
        assert_eq!(name_at(120), (36, true));
        assert_eq!(name_at(80), (21, true));
        assert_eq!(name_at(75), (16, true));
        assert_eq!(name_at(74), (36, false));
        assert_eq!(name_at(40), (16, false));
    }
}
