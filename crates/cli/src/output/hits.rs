//! The answer to a search in each of its forms.

use std::collections::HashSet;
use std::io::Write;
use std::time::Duration;

use anyhow::bail;
use dateline_query::{Folding, Matching, SearchAnswer, Suggestions};

use super::notice::{NoteRecord, ReasonRecord, SuggestionRecord};
use super::page::{Handles, Page, number_for_people};
use super::record::{Header, HitRecord, OfQuery, SearchSummary};
use super::style::{Look, Role};
use super::table::{self, Rows, Table};
use super::{family, safe, trec};
use crate::args::HitField;
use crate::environment::Colour;

/// How the answer is going to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Json,
    Rows(Rows),
    Names(HitField),
    Count,
    Trec,
}

/// What ends a name where names are all that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameEnd {
    LineFeed,
    Nul,
}

/// A question that was asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'q> {
    /// What its answer is told by, where it is one of several.
    pub(crate) id: Option<&'q str>,
    pub(crate) question: &'q str,
}

/// What is written of a question that was asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered<'a> {
    pub(crate) answer: &'a SearchAnswer,
    pub(crate) suggestions: &'a Suggestions,
    pub(crate) took: Duration,
}

/// Writes answers in one form.
#[derive(Debug)]
pub(crate) struct HitWriter {
    pub(crate) form: Form,
    /// The fields of rows.
    pub(crate) fields: Vec<HitField>,
    pub(crate) name_end: NameEnd,
    /// The number of hits left out before the first.
    pub(crate) offset: usize,
    /// The width of text in columns.
    pub(crate) width: usize,
    pub(crate) colour: Colour,
    /// What stands around a match where there is no colour.
    pub(crate) marks: [String; 2],
    pub(crate) handles: Handles,
    /// Whether copies are drawn together.
    pub(crate) folding: Folding,
}

impl HitWriter {
    /// Writes what stands before the answers to questions that have an id.
    pub(crate) fn begin(&self, out: &mut impl Write) -> anyhow::Result<()> {
        match self.form {
            Form::Rows(rows) => {
                let columns: Vec<&str> = std::iter::once("query").chain(self.columns()).collect();
                Table::new(out, rows, &columns)?.finish()
            }
            _ => Ok(()),
        }
    }

    /// Writes one answer.
    pub(crate) fn answer(
        &self,
        out: &mut impl Write,
        asked: Asked<'_>,
        answered: &Answered<'_>,
    ) -> anyhow::Result<()> {
        let answer = answered.answer;
        match self.form {
            Form::Text => self.text(out, asked, answer, answered.took),
            Form::Json => self.json(out, asked, answered),
            Form::Rows(rows) => self.rows(out, rows, asked, answer),
            Form::Names(field) => self.names(out, field, asked, answer),
            Form::Count => {
                let counted = counted_as(answer, self.folding)?;
                Ok(writeln!(out, "{}{counted}", label(asked))?)
            }
            Form::Trec => {
                // A single question is the first of one.
                Ok(trec::write(out, asked.id.unwrap_or("1"), self.offset, &answer.hits)?)
            }
        }
    }

    fn text(
        &self,
        out: &mut impl Write,
        asked: Asked<'_>,
        answer: &SearchAnswer,
        took: Duration,
    ) -> anyhow::Result<()> {
        let look = Look::new(self.colour, &self.marks[0], &self.marks[1]);
        let page = Page { width: self.width, look: &look };
        if let Some(id) = asked.id {
            let (id, question) = (safe::line(id), safe::line(asked.question));
            let heading = look.dress(Role::Title, &format!("{id}: {question}"));
            writeln!(out, "{heading}\n")?;
        }
        for (number, hit) in answer.hits.iter().enumerate() {
            page.hit(out, self.offset + number + 1, hit, self.handles)?;
        }
        let summary = summary(self.offset as u64, answer, took);
        writeln!(out, "{}", look.dress(Role::Source, &summary))?;
        if asked.id.is_some() {
            writeln!(out)?;
        }
        Ok(())
    }

    fn json(
        &self,
        out: &mut impl Write,
        asked: Asked<'_>,
        answered: &Answered<'_>,
    ) -> anyhow::Result<()> {
        let Answered { answer, suggestions, took } = *answered;
        let header = Header::new("dateline.search/1", Some(asked.question));
        let query_id = asked.id;
        safe::write_json(out, &OfQuery { record: header, query_id })?;
        for notice in &answer.notes {
            safe::write_json(out, &OfQuery { record: NoteRecord::new(notice), query_id })?;
        }
        for (number, hit) in answer.hits.iter().enumerate() {
            let record = HitRecord::new(self.offset + number + 1, hit, self.folding);
            safe::write_json(out, &OfQuery { record, query_id })?;
        }
        for reason in &suggestions.reasons {
            let record = ReasonRecord::new(reason);
            safe::write_json(out, &OfQuery { record, query_id })?;
        }
        for suggestion in &suggestions.questions {
            let record = SuggestionRecord::new(suggestion);
            safe::write_json(out, &OfQuery { record, query_id })?;
        }
        safe::write_json(out, &OfQuery { record: SearchSummary::new(answer, took), query_id })
    }

    fn rows(
        &self,
        out: &mut impl Write,
        rows: Rows,
        asked: Asked<'_>,
        answer: &SearchAnswer,
    ) -> anyhow::Result<()> {
        let look = Look::new(Colour::Off, &self.marks[0], &self.marks[1]);
        let mut table = match asked.id {
            None => Table::new(out, rows, &self.columns().collect::<Vec<_>>())?,
            Some(_) => Table::continued(out, rows),
        };
        for hit in &answer.hits {
            let cells = self.fields.iter().map(|&field| table::cell(hit, field, &look));
            let cells: Vec<String> = asked.id.map(str::to_owned).into_iter().chain(cells).collect();
            table.row(&cells)?;
        }
        table.finish()
    }

    fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|&field| table::column(field))
    }

    /// Ids or paths, each path once.
    fn names(
        &self,
        out: &mut impl Write,
        field: HitField,
        asked: Asked<'_>,
        answer: &SearchAnswer,
    ) -> anyhow::Result<()> {
        let label = label(asked);
        let mut written = HashSet::new();
        for hit in &answer.hits {
            let name = match field {
                HitField::Path => hit.path.as_str(),
                _ => hit.id.as_str(),
            };
            if !written.insert(name) {
                continue;
            }
            match self.name_end {
                // A name that ends in NUL is for a program that opens it: as it is.
                NameEnd::Nul => write!(out, "{label}{name}\0")?,
                NameEnd::LineFeed => writeln!(out, "{label}{}", safe::line(name))?,
            }
        }
        Ok(())
    }
}

/// The id of a question as the first column of a line.
fn label(asked: Asked<'_>) -> String {
    asked.id.map(|id| format!("{}\t", safe::line(id))).unwrap_or_default()
}

/// How many articles match as the question asks.
pub(crate) fn counted(answer: &SearchAnswer) -> u64 {
    match answer.matching {
        Matching::Whole | Matching::Any => answer.total,
        Matching::Some => 0,
    }
}

/// How many articles match as the question asks, copies counted as the folding has it.
///
/// # Errors
///
/// When there are too many articles to tell which are copies.
pub(crate) fn counted_as(answer: &SearchAnswer, folding: Folding) -> anyhow::Result<u64> {
    let total = counted(answer);
    match (folding, answer.origins.filter(|_| total > 0)) {
        (Folding::Ignored, _) => Ok(total),
        (_, Some(origins)) => Ok(origins.count),
        (_, None) if total > 1 => {
            bail!("of so many articles ({total}) origins are not counted; narrow the question")
        }
        (_, None) => Ok(total),
    }
}

fn summary(offset: u64, answer: &SearchAnswer, took: Duration) -> String {
    let mut articles = match answer.total {
        1 => "1 article".to_owned(),
        total => format!("{} articles", number_for_people(total)),
    };
    if let Some(origins) = family::origins(answer.origins, answer.total) {
        articles = format!("{articles}, {origins}");
    }
    let shown = answer.hits.len() as u64;
    let last = offset + shown;
    let took = format!("{:.1} ms", took.as_secs_f64() * 1000.0);
    match (answer.total, shown) {
        (0, _) => format!("no article matches · {took}"),
        (_, 0) => format!("{articles}, none at this offset · {took}"),
        (_, shown) if shown == answer.on_all_pages => format!("{articles} · {took}"),
        _ => {
            let first = offset + 1;
            let next = match last < answer.on_all_pages {
                true => format!(" · next: --offset {last}"),
                false => String::new(),
            };
            format!("{first}–{last} of {articles} · {took}{next}")
        }
    }
}
