//! `dateline search --explain-query`.

use std::io::Write;

use anyhow::bail;
use dateline_query::{Archive, Extent, SearchRequest};

use super::notices;
use crate::args::{GlobalArgs, QuestionArgs};
use crate::exit::Exit;
use crate::output::hits::Form;
use crate::output::notice::NoteRecord;
use crate::output::reading::{ClauseRecord, write_text};
use crate::output::record::Header;
use crate::output::{self, safe};

/// Tells how the question is read.
pub(super) fn run(
    global: &GlobalArgs,
    args: &QuestionArgs,
    archive: &Archive,
    request: &SearchRequest,
    form: Option<Form>,
) -> anyhow::Result<Exit> {
    let reading = archive.reading(request)?;
    notices::tell(global, args, &reading.notes, Extent::Whole)?;
    let mut out = output::stdout();
    match form {
        None | Some(Form::Text) => write_text(&mut out, &reading.clause, 0)?,
        Some(Form::Json) => {
            let header = Header::new("dateline.reading/1", Some(&request.question));
            safe::write_json(&mut out, &header)?;
            for notice in &reading.notes {
                safe::write_json(&mut out, &NoteRecord::new(notice))?;
            }
            safe::write_json(&mut out, &ClauseRecord::new(&reading.clause))?;
        }
        Some(_) => bail!("--explain-query goes with --format text or json"),
    }
    out.flush()?;
    Ok(Exit::Success)
}
