//! `dateline compact`.

use std::io::Write;

use dateline_indexer::{Compacted, Extent, Outcome, compact};
use dateline_schema::store::{Waiting, WriteAccess, exists};
use dateline_schema::{Error, ErrorKind};
use serde::Serialize;

use crate::args::{CompactArgs, GlobalArgs, ShowFormat};
use crate::exit::Exit;
use crate::output::page::{number_for_people, size_for_people};
use crate::output::{self, safe, say};
use crate::signals::Interruption;

#[derive(Serialize)]
struct CompactRecord {
    r#type: &'static str,
    schema: &'static str,
    before: ExtentRecord,
    after: ExtentRecord,
}

#[derive(Serialize)]
struct ExtentRecord {
    segments: u64,
    bytes: u64,
    removed: u64,
}

impl From<Extent> for ExtentRecord {
    fn from(Extent { segments, bytes, removed }: Extent) -> Self {
        Self { segments, bytes, removed }
    }
}

pub(super) fn run(global: &GlobalArgs, args: &CompactArgs) -> anyhow::Result<Exit> {
    if !exists(&global.index) {
        return Err(Error::new(&global.index, ErrorKind::NoIndex).into());
    }
    let waiting = if args.wait { Waiting::Wait } else { Waiting::Refuse };
    let access = WriteAccess::acquire(&global.index, waiting)?;
    let interruption = Interruption::listen()?;
    let heap = args.heap.saturating_mul(1_000_000);
    let Compacted { outcome, before, after } = compact(&access, heap, interruption.asked())?;
    if outcome == Outcome::Interrupted {
        say("dateline: interrupted; the index is whole, and may be compacted in part");
        return Ok(interruption.exit().unwrap_or(Exit::Interrupted));
    }
    let mut out = output::stdout();
    match args.format {
        ShowFormat::Json => {
            let (r#type, schema) = ("compact", "dateline.compact/1");
            let (before, after) = (before.into(), after.into());
            safe::write_json(&mut out, &CompactRecord { r#type, schema, before, after })?;
        }
        ShowFormat::Text => {
            for (label, Extent { segments, bytes, removed }) in
                [("before", before), ("after", after)]
            {
                let parts = if segments == 1 { "segment" } else { "segments" };
                let (segments, size) = (number_for_people(segments), size_for_people(bytes));
                let removed = match removed {
                    0 => String::new(),
                    count => format!(", {} removed articles or sources", number_for_people(count)),
                };
                writeln!(out, "{label:>6}  {size}, {segments} {parts}{removed}")?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}
