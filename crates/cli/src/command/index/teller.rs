//! What is told of an indexing run.

use std::io::Write;
use std::path::Path;

use dateline_articles::Refusal;
use dateline_indexer::{Event, Named, Summary, Vanished};
use serde::Serialize;

use crate::args::{IndexFormat, Talk};
use crate::command::progress::Progress;
use crate::output::article::RefusedRecord;
use crate::output::page::number_for_people;
use crate::output::{self, safe, say};

/// Tells of a run while it goes on.
pub(in crate::command) struct Teller {
    format: IndexFormat,
    talk: Talk,
    progress: Progress,
    /// The account as it was committed last.
    committed: Option<Summary>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Record<'r> {
    Header { schema: &'static str, dateline: &'static str },
    Source { path: &'r str, articles: u64 },
    StillRefused { path: &'r str, records: u64 },
    Vanished { path: &'r str, articles: u64, pruned: bool },
    Commit { seen: u64, added: u64, updated: u64 },
    Trouble { detail: &'r str },
    Summary(SummaryRecord),
}

#[derive(Serialize)]
struct SummaryRecord {
    seen: u64,
    added: u64,
    updated: u64,
    unchanged: u64,
    undated: u64,
    skipped: u64,
    failed: u64,
    removed: u64,
    vanished: u64,
    bytes: u64,
}

impl Teller {
    pub(in crate::command) fn new(format: IndexFormat, talk: Talk, progress: Progress) -> Self {
        Self { format, talk, progress, committed: None }
    }

    /// Writes what stands before all records.
    pub(in crate::command) fn begin(&self, schema: &'static str) {
        self.write(&Record::Header { schema, dateline: env!("CARGO_PKG_VERSION") });
    }

    pub(in crate::command) fn tell(&mut self, event: Event<'_>) {
        match event {
            Event::Planned { bytes, .. } => self.progress.begin(bytes),
            Event::Progress(summary) => self.progress.update(summary),
            Event::Refused { path, refusal, named } => self.refused(path, refusal, named),
            Event::StillRefused { path, records } => {
                let path = path.to_string_lossy();
                self.write(&Record::StillRefused { path: &path, records });
                self.warn(&format!("{path}: {records} records were refused when it was read"));
            }
            Event::IdTaken { path, wanted, given } => {
                let path = path.display();
                self.warn(&format!("{path}: the id {wanted} is taken; the article is {given}"));
            }
            Event::Read { path, articles } => {
                self.write(&Record::Source { path: &path.to_string_lossy(), articles });
            }
            Event::Vanished { source, articles, pruned } => {
                let pruned = pruned == Vanished::Prune;
                self.write(&Record::Vanished { path: source, articles, pruned });
                if !pruned {
                    self.warn(&format!("{source}: gone; its articles stay until --prune"));
                }
            }
            Event::Committed(summary) => {
                self.committed = Some(*summary);
                let Summary { seen, added, updated, .. } = *summary;
                self.write(&Record::Commit { seen, added, updated });
            }
            Event::Trouble(detail) => {
                self.write(&Record::Trouble { detail });
                self.progress.aside(|| say(&format!("dateline: in the background: {detail}")));
            }
            _ => {}
        }
    }

    fn refused(&self, path: &Path, refusal: &Refusal, named: Named) {
        let lossy = path.to_string_lossy();
        self.write(&RefusedRecord::new(&lossy, refusal));
        // What is skipped by its kind is no news to who indexes a folder of all sorts.
        let is_news = !refusal.code.is_skip() || named == Named::Yes;
        if is_news && self.format == IndexFormat::Text {
            self.progress.aside(|| say(&format!("dateline: {lossy}: {refusal}")));
        }
    }

    fn warn(&self, line: &str) {
        if self.talk == Talk::Usual && self.format == IndexFormat::Text {
            self.progress.aside(|| say(&format!("dateline: {line}")));
        }
    }

    /// Ends what shows how far the run is.
    pub(in crate::command) fn end(&self) {
        self.progress.end();
    }

    /// Tells what a run that could not go on has committed.
    pub(in crate::command) fn tell_safe(&self) {
        self.progress.end();
        if let Some(summary) = &self.committed {
            say(&format!("dateline: safe so far: {}", sentence(summary)));
        }
    }

    /// Writes a record, if records are asked for. A reader who has gone must not stop the
    /// indexing; the closing summary tells of it.
    fn write(&self, record: &impl Serialize) {
        if self.format == IndexFormat::Json {
            let mut out = std::io::stdout().lock();
            let _ = safe::write_json(&mut out, record).and_then(|()| Ok(out.flush()?));
        }
    }

    pub(in crate::command) fn close(&self, summary: &Summary) -> anyhow::Result<()> {
        self.end();
        match self.format {
            IndexFormat::Json => {
                let mut out = output::stdout();
                safe::write_json(&mut out, &Record::Summary(summary.into()))?;
                out.flush()?;
            }
            IndexFormat::Text if self.talk == Talk::Usual => say(&sentence(summary)),
            IndexFormat::Text => {}
        }
        Ok(())
    }
}

impl From<&Summary> for SummaryRecord {
    fn from(summary: &Summary) -> Self {
        let Summary { seen, added, updated, unchanged, undated, skipped, failed, .. } = *summary;
        let Summary { removed, vanished, bytes, .. } = *summary;
        Self { seen, added, updated, unchanged, undated, skipped, failed, removed, vanished, bytes }
    }
}

/// The account of a run in one line, without what is zero.
pub(in crate::command) fn sentence(summary: &Summary) -> String {
    let undated = match summary.undated {
        0 => String::new(),
        number => format!(" · {} undated", number_for_people(number)),
    };
    let Summary { added, updated, unchanged, skipped, failed, removed, vanished, .. } = *summary;
    let parts = accounts(&[
        ("added", added),
        ("updated", updated),
        ("unchanged", unchanged),
        ("skipped", skipped),
        ("failed", failed),
        ("removed", removed),
        ("vanished", vanished),
    ]);
    match parts.is_empty() {
        true => "nothing to index".to_owned(),
        false => format!("{} seen: {parts}{undated}", number_for_people(summary.seen)),
    }
}

/// What there is of each kind, without what is zero.
pub(in crate::command) fn accounts(kinds: &[(&str, u64)]) -> String {
    let parts = kinds.iter().filter(|&&(_, number)| number > 0);
    let parts = parts.map(|&(what, number)| format!("{} {what}", number_for_people(number)));
    parts.collect::<Vec<_>>().join(", ")
}
