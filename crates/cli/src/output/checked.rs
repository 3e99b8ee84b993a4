//! What became of citations, for people and as records.

use serde::Serialize;

use super::place_in_text::SourcePlace;
use super::record::SpanRecord;
use super::safe;
use super::style::{Look, Role};
use crate::citation::{Checked, Claim, Found, Verdict};

/// The columns of the longest verdict.
const WIDTH: usize = 13;

/// The line of a citation.
pub(crate) fn line(claim: &Claim, checked: &Checked, look: &Look) -> String {
    let verdict = format!("{:WIDTH$}", checked.verdict.as_str());
    let verdict = match checked.verdict {
        Verdict::Same => look.dress(Role::Source, &verdict),
        _ => look.dress(Role::Light, &verdict),
    };
    let handle = claim.locator.handle();
    let mut line = format!("{verdict}  {}", safe::line(&handle));
    let now = checked.now.as_ref().map(place);
    for about in [now, checked.detail.clone()].into_iter().flatten() {
        line.push_str("  ");
        line.push_str(&look.dress(Role::Note, &safe::line(&about)));
    }
    line
}

/// Where words stand now.
fn place(found: &Found) -> String {
    let span = found.span.map(|span| format!("{}-{}", span.start(), span.end()));
    let record = found.record.map(|record| format!("record {record}"));
    let source = found
        .source
        .map(|source| format!("bytes {}-{} of the file", source.bytes.start(), source.bytes.end()));
    let parts: Vec<String> = [span, record, source].into_iter().flatten().collect();
    format!("now {}", parts.join(", "))
}

/// The line that says how many hold.
pub(crate) fn summary_line(checked: &[Checked]) -> String {
    let same = checked.iter().filter(|checked| checked.verdict == Verdict::Same).count();
    match (checked.len(), same) {
        (1, 1) => "dateline: the citation holds".to_owned(),
        (1, _) => "dateline: the citation does not hold as it is".to_owned(),
        (all, same) if all == same => format!("dateline: all {all} citations hold"),
        (all, same) => format!("dateline: {same} of {all} citations hold as they are"),
    }
}

/// The record of a citation that was checked.
#[derive(Serialize)]
pub(crate) struct CheckRecord<'c> {
    r#type: &'static str,
    cite: String,
    verdict: &'static str,
    path: &'c str,
    now: Option<FoundRecord>,
    detail: Option<&'c str>,
}

#[derive(Serialize)]
struct FoundRecord {
    record: Option<u64>,
    article: Option<SpanRecord>,
    #[serde(flatten)]
    source: SourcePlace,
}

impl<'c> CheckRecord<'c> {
    pub(crate) fn new(claim: &'c Claim, checked: &'c Checked) -> Self {
        let now = checked.now.as_ref().map(|found| FoundRecord {
            record: found.record,
            article: found.span.map(SpanRecord::from),
            source: SourcePlace::from(found.source),
        });
        Self {
            r#type: "check",
            cite: claim.locator.handle(),
            verdict: checked.verdict.as_str(),
            path: &claim.locator.path,
            now,
            detail: checked.detail.as_deref(),
        }
    }
}

/// The last record of a check.
#[derive(Serialize)]
pub(crate) struct CheckSummary {
    r#type: &'static str,
    citations: usize,
    same: usize,
}

impl CheckSummary {
    pub(crate) fn new(checked: &[Checked]) -> Self {
        let same = checked.iter().filter(|checked| checked.verdict == Verdict::Same).count();
        Self { r#type: "summary", citations: checked.len(), same }
    }
}
