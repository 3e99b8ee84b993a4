//! Over-represented values for people and as records.

use std::io::{self, Write};

use dateline_query::{Extent, SignificantAnswer, SignificantFacet};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::notice::messages;
use super::page::{Page, number_for_people};
use super::safe;
use super::style::Role;

impl Page<'_> {
    /// Prints the values with how often they come, here and in the archive.
    pub(crate) fn significant(
        &self,
        out: &mut impl Write,
        answer: &SignificantAnswer,
    ) -> io::Result<()> {
        let values: Vec<_> = answer.facets.iter().map(|facet| safe::line(&facet.value)).collect();
        let widest = values.iter().map(|value| value.width()).max().unwrap_or(0);
        if !values.is_empty() {
            let head =
                format!("{:widest$}  {:>8}  {:>7}  {:>8}  {:>7}", "", "here", "", "archive", "");
            writeln!(out, "{}", self.look.dress(Role::Source, head.trim_end()))?;
        }
        for (value, facet) in values.iter().zip(&answer.facets) {
            let pad = widest - value.width();
            let seen = &facet.significance;
            let here = number_for_people(seen.matching);
            let archive = number_for_people(seen.archive);
            let (share, of_all) = (per_cent(seen.share()), per_cent(seen.archive_share()));
            writeln!(out, "{value}{:pad$}  {here:>8}  {share:>7}  {archive:>8}  {of_all:>7}", "")?;
        }
        let summary = format!(
            "{} of {} over-represented values · {} of {} articles",
            number_for_people(answer.facets.len() as u64),
            number_for_people(answer.values),
            number_for_people(answer.total),
            number_for_people(answer.archive)
        );
        writeln!(out, "{}", self.look.dress(Role::Source, &summary))
    }
}

/// A share for people: two digits that tell something.
fn per_cent(share: f64) -> String {
    let share = share * 100.0;
    match share {
        share if share >= 10.0 => format!("{share:.0} %"),
        share if share >= 1.0 => format!("{share:.1} %"),
        share => format!("{share:.2} %"),
    }
}

/// A value that is over-represented.
#[derive(Serialize)]
pub(crate) struct SignificantRecord<'f> {
    r#type: &'static str,
    value: &'f str,
    articles: u64,
    share: f64,
    archive: u64,
    archive_share: f64,
    score: f64,
}

impl<'f> SignificantRecord<'f> {
    pub(crate) fn new(facet: &'f SignificantFacet) -> Self {
        let SignificantFacet { value, significance, score } = facet;
        Self {
            r#type: "significant",
            value,
            articles: significance.matching,
            share: rounded(significance.share(), 6),
            archive: significance.archive,
            archive_share: rounded(significance.archive_share(), 6),
            score: rounded(*score, 2),
        }
    }
}

/// The last record.
#[derive(Serialize)]
pub(crate) struct SignificantSummary<'f> {
    r#type: &'static str,
    total: u64,
    archive: u64,
    values: u64,
    timed_out: bool,
    notes: Vec<&'f str>,
}

impl<'f> SignificantSummary<'f> {
    pub(crate) fn new(answer: &'f SignificantAnswer) -> Self {
        Self {
            r#type: "summary",
            total: answer.total,
            archive: answer.archive,
            values: answer.values,
            timed_out: answer.extent == Extent::Part,
            notes: messages(&answer.notes),
        }
    }
}

/// The number with so many digits after the point, so that records are alike everywhere.
fn rounded(number: f64, digits: i32) -> f64 {
    let unit = 10f64.powi(digits);
    (number * unit).round() / unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_two_digits() {
        for (share, expected) in
            [(0.5, "50 %"), (0.0512, "5.1 %"), (0.00512, "0.51 %"), (0.0, "0.00 %")]
        {
            assert_eq!(per_cent(share), expected);
        }
    }
}
