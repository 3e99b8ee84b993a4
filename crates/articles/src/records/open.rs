use std::fs::{self, File, Metadata};
use std::io::{Cursor, Read};
use std::sync::Arc;

use super::lines::{Lines, Traced};
use super::values::Values;
use super::{Cut, Records};
use crate::format::{JsonLayout, RecordLayout, json_layout, json_starts_like};
use crate::source::modified;
use crate::{Limits, Refusal, RefusalCode, SourceFile, charset};

/// Opens a source with the usual limits.
///
/// # Errors
///
/// A file that is gone, cannot be read, is empty, is not text, or is too large to be read
/// whole.
pub fn open(source: &SourceFile) -> Result<Records, Refusal> {
    open_with(source, &Limits::default())
}

/// Opens a source with limits of one's own.
///
/// # Errors
///
/// As [`open`].
pub fn open_with(source: &SourceFile, limits: &Limits) -> Result<Records, Refusal> {
    let (file, metadata) = open_regular(source)?;
    let cut = match source.format.rules().records {
        RecordLayout::Whole => Cut::Whole(Some(read_whole(file, &metadata, limits)?)),
        layout => cut_json(file, &metadata, layout, limits)?,
    };
    Ok(Records { source: Arc::new(source.clone()), cut })
}

/// Reads a stream of JSON Lines, such as standard input, with the usual limits.
pub fn read_stream(reader: impl Read + Send + 'static) -> Records {
    let longest = Limits::default().record;
    let lines = Lines::new(Box::new(reader), longest, Traced::Yes);
    Records { source: Arc::new(SourceFile::standard_input()), cut: Cut::Lines(lines) }
}

/// Opens a regular file. What it is is asked before, because opening a pipe waits for
/// someone to write to it, and after, because it may have been replaced in between.
fn open_regular(source: &SourceFile) -> Result<(File, Metadata), Refusal> {
    let refuse = |error: std::io::Error| Refusal::from_io(&error);
    let check = |metadata: Metadata| {
        if metadata.is_file() {
            return Ok(metadata);
        }
        Err(Refusal::new(RefusalCode::NotAFile, "replaced since it was found"))
    };
    check(fs::metadata(&source.path).map_err(refuse)?)?;
    let file = File::open(&source.path).map_err(refuse)?;
    let metadata = check(file.metadata().map_err(refuse)?)?;
    if metadata.len() == 0 {
        return Err(Refusal::new(RefusalCode::Empty, ""));
    }
    Ok((file, metadata))
}

/// Reads a file whole, and makes sure that nobody wrote to it meanwhile: half an article
/// would be indexed as if it were one.
fn read_whole(mut file: File, before: &Metadata, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    read_rest(&mut file, &mut bytes, before, limits)?;
    Ok(bytes)
}

fn read_rest(
    file: &mut File,
    bytes: &mut Vec<u8>,
    before: &Metadata,
    limits: &Limits,
) -> Result<(), Refusal> {
    if before.len() > limits.file {
        return Err(Refusal::too_large("file", limits.file));
    }
    let wanted = usize::try_from(before.len()).unwrap_or(0) + 1;
    bytes.reserve(wanted.saturating_sub(bytes.len()));
    let room = limits.file + 1 - (bytes.len() as u64).min(limits.file);
    file.take(room).read_to_end(bytes).map_err(|error| Refusal::from_io(&error))?;
    let after = file.metadata().map_err(|error| Refusal::from_io(&error))?;
    let same = bytes.len() as u64 == before.len() && modified(&after) == modified(before);
    if same { Ok(()) } else { Err(Refusal::new(RefusalCode::Changed, "")) }
}

/// How many bytes of a JSON file are looked at to see how it is arranged: enough for the
/// first records.
const HEAD: u64 = 1 << 20;

/// Cuts a JSON file by what is in it rather than by its name: files of one object a line
/// are often named `.json`, and lists `.jsonl`.
fn cut_json(
    mut file: File,
    metadata: &Metadata,
    layout: RecordLayout,
    limits: &Limits,
) -> Result<Cut, Refusal> {
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head).map_err(|error| Refusal::from_io(&error))?;
    let start = &head[..head.len().min(4096)];
    if charset::is_wide(start) {
        read_rest(&mut file, &mut head, metadata, limits)?;
        let text = charset::decode(&head, 0, None)?.text.into_owned().into_bytes();
        return Ok(cut_decoded(text, layout, limits));
    }
    charset::refuse_binary(start)?;
    if are_lines(&head, layout) {
        let reader = Box::new(Cursor::new(head).chain(file));
        return Ok(Cut::Lines(Lines::new(reader, limits.record, Traced::Yes)));
    }
    read_rest(&mut file, &mut head, metadata, limits)?;
    Ok(cut_values(head, Traced::Yes))
}

fn cut_decoded(json: Vec<u8>, layout: RecordLayout, limits: &Limits) -> Cut {
    if are_lines(&json, layout) {
        return Cut::Lines(Lines::new(Box::new(Cursor::new(json)), limits.record, Traced::No));
    }
    cut_values(json, Traced::No)
}

/// Whether every line is a record.
fn are_lines(head: &[u8], layout: RecordLayout) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match layout {
        RecordLayout::Lines => !(start.starts_with(b"[") && json_starts_like(start)),
        _ => json_layout(start) == JsonLayout::Lines,
    }
}

fn cut_values(json: Vec<u8>, traced: Traced) -> Cut {
    let mark = if json.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    match json_layout(&json[mark..]) {
        JsonLayout::Several { from } => Cut::Values(Values::new(json, mark + from, traced)),
        JsonLayout::Lines => Cut::Values(Values::new(json, mark, traced)),
        JsonLayout::One => Cut::Whole(Some(json)),
    }
}
