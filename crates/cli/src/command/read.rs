//! `dateline read`: what files are read as, without an index.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use dateline_articles::{
    FieldMap, Found, RawRecord, ReadOptions, Reading, Refusal, WalkOptions, open_with, walk,
};

use crate::args::{GlobalArgs, ReadArgs, ShowFormat};
use crate::environment::{Colour, Environment};
use crate::exit::Exit;
use crate::output::article::{ReadHeader, ReadRecord, RefusedRecord, write_reading};
use crate::output::{self, Out, safe, say};

pub(super) fn run(
    global: &GlobalArgs,
    args: &ReadArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let options = ReadOptions {
        fields: args.map.iter().cloned().fold(FieldMap::default(), FieldMap::and),
        date_from: args.date_from.into(),
        limits: global.limits(),
    };
    let mut reader = Reader {
        options,
        format: args.format,
        colour: global.colour(environment),
        left: args.limit.unwrap_or(usize::MAX),
        out: output::stdout(),
        read: 0,
        refused: 0,
    };
    if args.format == ShowFormat::Json {
        safe::write_json(&mut reader.out, &ReadHeader::default())?;
    }
    for path in &args.paths {
        std::fs::metadata(path).with_context(|| path.display().to_string())?;
        reader.path(&std::path::absolute(path)?)?;
    }
    reader.out.flush()?;
    Ok(match (reader.refused, reader.read) {
        (0, 0) => Exit::NothingFound,
        (0, _) => Exit::Success,
        _ => Exit::SomeFailed,
    })
}

struct Reader {
    options: ReadOptions,
    format: ShowFormat,
    colour: Colour,
    /// How many more articles are wanted.
    left: usize,
    out: Out,
    read: usize,
    refused: usize,
}

impl Reader {
    fn path(&mut self, path: &Path) -> anyhow::Result<()> {
        for found in walk(path, &WalkOptions::default()) {
            if self.left == 0 {
                break;
            }
            match found {
                Found::Refused { path, refusal } => self.refuse(&path, &refusal)?,
                Found::Source(source) => match open_with(&source, &self.options) {
                    Err(refusal) => self.refuse(&source.path, &refusal)?,
                    Ok(records) => {
                        for record in records {
                            if self.left == 0 {
                                break;
                            }
                            match record {
                                Ok(record) => self.record(&record)?,
                                Err(refusal) => self.refuse(&source.path, &refusal)?,
                            }
                        }
                    }
                },
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &RawRecord) -> anyhow::Result<()> {
        let (Reading { article, missing }, removed) = match record.read_with_removed(&self.options)
        {
            Ok(read) => read,
            Err(refusal) => return self.refuse(&record.source.path, &refusal),
        };
        self.left -= 1;
        self.read += 1;
        match self.format {
            ShowFormat::Json => {
                safe::write_json(&mut self.out, &ReadRecord::new(record, &article, &removed))?;
            }
            ShowFormat::Text => {
                if self.read > 1 {
                    writeln!(self.out)?;
                }
                write_reading(&mut self.out, record, &article, &removed, self.colour)?;
            }
        }
        match missing {
            Some(missing) => self.refuse(&record.source.path, &missing),
            None => Ok(()),
        }
    }

    fn refuse(&mut self, path: &Path, refusal: &Refusal) -> anyhow::Result<()> {
        // What is no article by its kind is told of, and nothing to fail for.
        self.refused += usize::from(!refusal.code.is_skip());
        let path = path.to_string_lossy();
        match self.format {
            ShowFormat::Json => {
                safe::write_json(&mut self.out, &RefusedRecord::new(&path, refusal))?;
            }
            ShowFormat::Text => {
                self.out.flush()?;
                say(&format!("dateline: {path}: {refusal}"));
            }
        }
        Ok(())
    }
}
