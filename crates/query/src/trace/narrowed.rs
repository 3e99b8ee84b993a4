//! A trace, and what of its question leaves nothing.

use crate::archive::Archive;
use crate::notice::{Notice, Weight};
use crate::{Extent, Result, SearchRequest};

use super::answer::{TraceAnswer, TraceRequest};

/// A part of a request that chooses among a person's statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Question,
    /// By its number.
    Filter(usize),
    Within,
    Stances,
}

impl Archive {
    /// The sentences that put a person somewhere, in the articles of a question.
    ///
    /// Counted are all; given are those of offset and limit. Where the question leaves none,
    /// a note names what of it does, and how many there are without that.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn trace(&self, request: &TraceRequest) -> Result<TraceAnswer> {
        let mut answer = self.traced(request)?;
        if answer.statements == 0 && answer.extent == Extent::Whole {
            answer.notes.extend(self.what_leaves_nothing(request)?);
        }
        Ok(answer)
    }

    /// A note for each part of the request without which there are statements; where none is
    /// alone to blame, one for all of them.
    fn what_leaves_nothing(&self, request: &TraceRequest) -> Result<Vec<Notice>> {
        let parts = parts(request);
        let mut notes = Vec::new();
        for part in &parts {
            notes.extend(self.told_without(request, &[*part])?);
        }
        if notes.is_empty() && parts.len() > 1 {
            notes.extend(self.told_without(request, &parts)?);
        }
        Ok(notes)
    }

    /// What to say of the parts if there are statements without them.
    fn told_without(&self, request: &TraceRequest, parts: &[Part]) -> Result<Option<Notice>> {
        let statements = self.traced(&without(request, parts))?.statements;
        let names: Vec<String> = parts.iter().map(|&part| name(request, part)).collect();
        let there = match statements {
            1 => "there is 1".to_owned(),
            many => format!("there are {many}"),
        };
        let message = match names.as_slice() {
            [] => return Ok(None),
            [one] => format!("{one} leaves no statement; {there} without it"),
            [first @ .., last] => format!(
                "{} and {last} together leave no statement; {there} without them",
                first.join(", ")
            ),
        };
        let note = Notice { weight: Weight::Remark, message, place: None };
        Ok((statements > 0).then_some(note))
    }
}

fn parts(request: &TraceRequest) -> Vec<Part> {
    let SearchRequest { question, filters, within, .. } = &request.search;
    let mut parts = Vec::new();
    parts.extend((!question.trim().is_empty()).then_some(Part::Question));
    parts.extend((0..filters.len()).map(Part::Filter));
    parts.extend((!within.is_empty()).then_some(Part::Within));
    parts.extend((!request.stances.is_empty()).then_some(Part::Stances));
    parts
}

/// The request without the parts, for its count alone.
fn without(request: &TraceRequest, parts: &[Part]) -> TraceRequest {
    let mut rest = request.clone();
    rest.search.limit = 0;
    let is_left = |number: usize| !parts.contains(&Part::Filter(number));
    let filters = request.search.filters.iter().zip(0..);
    rest.search.filters =
        filters.filter(|&(_, number)| is_left(number)).map(|(filter, _)| filter.clone()).collect();
    if parts.contains(&Part::Question) {
        rest.search.question.clear();
    }
    if parts.contains(&Part::Within) {
        rest.search.within.clear();
    }
    if parts.contains(&Part::Stances) {
        rest.stances.clear();
    }
    rest
}

/// The part as it is written in a question.
fn name(request: &TraceRequest, part: Part) -> String {
    let stances = || request.stances.iter().map(|stance| stance.as_str()).collect::<Vec<_>>();
    match part {
        Part::Question => format!("“{}”", request.search.question.trim()),
        Part::Filter(number) => request.search.filters.get(number).cloned().unwrap_or_default(),
        Part::Within => "the folder looked in".to_owned(),
        Part::Stances => format!("stance {}", stances().join(" or ")),
    }
}
