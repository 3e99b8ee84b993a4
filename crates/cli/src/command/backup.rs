//! `dateline backup`.

use std::io::Write;

use dateline_upkeep::{BackedUp, Existing, back_up};
use serde::Serialize;

use crate::args::{BackupArgs, GlobalArgs, ShowFormat};
use crate::exit::Exit;
use crate::output::page::{number_for_people, size_for_people};
use crate::output::{self, safe};

#[derive(Serialize)]
struct BackupRecord<'r> {
    r#type: &'static str,
    schema: &'static str,
    path: &'r str,
    files: u64,
    bytes: u64,
    copied: u64,
    users: u64,
}

pub(super) fn run(global: &GlobalArgs, args: &BackupArgs) -> anyhow::Result<Exit> {
    let existing = if args.update { Existing::Update } else { Existing::Refuse };
    let backed_up = back_up(&global.index, &args.target, existing)?;
    let BackedUp { files, bytes, copied, users } = backed_up;
    let path = args.target.to_string_lossy();
    let mut out = output::stdout();
    match args.format {
        ShowFormat::Json => {
            let (r#type, schema) = ("backup", "dateline.backup/1");
            let path = &path;
            let record = BackupRecord { r#type, schema, path, files, bytes, copied, users };
            safe::write_json(&mut out, &record)?;
        }
        ShowFormat::Text => {
            let of_them = match copied == files - 1 {
                true => String::new(),
                false => format!(", {} of them new", number_for_people(copied)),
            };
            let (files, size) = (number_for_people(files), size_for_people(bytes));
            writeln!(out, "{}: {files} files, {size}{of_them}; all checked", safe::line(&path))?;
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}
