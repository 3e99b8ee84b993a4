use std::fs::{self, File, Metadata};
use std::io::Read;
use std::sync::Arc;

use super::ReadOptions;
use super::elements::Elements;
use super::layers::{Cut, Layer, Records, Slices, too_nested};
use super::lines::Lines;
use super::messages::Messages;
use super::rows::Rows;
use super::values::Values;
use crate::about::About;
use crate::format::{JsonLayout, RecordLayout, json_layout, json_starts_like};
use crate::kind::START;
use crate::stream::Stream;
use crate::{Container, Format, Limits, Refusal, RefusalCode, SourceFile, SourceKind, charset};

/// Opens a source with the usual options.
///
/// # Errors
///
/// A file that is gone, cannot be read, is empty, is not text, or is too large to be read
/// whole.
pub fn open(source: &SourceFile) -> Result<Records, Refusal> {
    open_with(source, &ReadOptions::default())
}

/// Opens a source with options of one's own.
///
/// # Errors
///
/// As [`open`].
pub fn open_with(source: &SourceFile, options: &ReadOptions) -> Result<Records, Refusal> {
    let (file, metadata) = open_regular(source)?;
    let stream = Stream::of_file(file, metadata);
    let layer = open_stream(Some(source.kind), stream, 0, options)?;
    Ok(Records::new(Arc::new(source.clone()), options.clone(), layer))
}

/// Opens bytes in memory as a file of this name with these bytes would be.
///
/// ```
/// use dateline_articles::{ReadOptions, open_bytes};
///
/// let options = ReadOptions::default();
/// let table = b"headline,story\nBorder reopens,Lorries crossed.\n".to_vec();
/// let record = open_bytes("news.csv", table, &options)?.next().unwrap()?;
/// assert_eq!(record.read(&options)?.article.title, "Border reopens");
/// # Ok::<(), dateline_articles::Refusal>(())
/// ```
///
/// # Errors
///
/// As [`open`], and a name and bytes that are nothing that is read.
pub fn open_bytes(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<Records, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new(RefusalCode::Empty, ""));
    }
    let kind = match SourceKind::of_name(name) {
        Some(kind) => kind?,
        None => SourceKind::of_start(&bytes[..bytes.len().min(START)])?,
    };
    let (size, path) = (bytes.len() as u64, name.into());
    let id_path = name.to_owned();
    let source = SourceFile { path, id_path, size, modified: 0, changed: 0, kind };
    let layer = open_stream(Some(kind), Stream::of_bytes(bytes, Some(0)), 0, options)?;
    Ok(Records::new(Arc::new(source), options.clone(), layer))
}

/// Reads a stream of JSON Lines, such as standard input, with the usual options.
pub fn read_stream(reader: impl Read + Send + 'static) -> Records {
    read_stream_with(reader, &ReadOptions::default())
}

/// Reads a stream of JSON Lines under the limits of the options.
pub fn read_stream_with(reader: impl Read + Send + 'static, options: &ReadOptions) -> Records {
    let lines = Lines::new(Stream::new(reader, Some(0)), options.limits.record);
    let cut = Cut::Records(Format::JsonLines, Slices::Lines(lines));
    let layer = Layer { entry: None, number: None, about: None, nesting: 0, cut };
    Records::new(Arc::new(SourceFile::standard_input()), options.clone(), layer)
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

/// Opens a stream of a kind, told by its first bytes where nothing else tells it, that is
/// in `nesting` archives.
pub(super) fn open_stream(
    kind: Option<SourceKind>,
    mut stream: Stream,
    nesting: usize,
    options: &ReadOptions,
) -> Result<Layer, Refusal> {
    let kind = match kind {
        // Nothing else can be meant, and these are many.
        Some(kind @ SourceKind::Articles(Format::JsonLines | Format::Json)) => kind,
        Some(kind) => kind.refined(stream.peek(START)?)?,
        None => match stream.peek(START)? {
            [] => return Err(Refusal::new(RefusalCode::Empty, "")),
            start => SourceKind::of_start(start).and_then(|kind| kind.refined(start))?,
        },
    };
    let (cut, about, nesting) = match kind {
        SourceKind::Container(container) => {
            let nesting = nesting + container.levels();
            if nesting > options.limits.nesting {
                return Err(too_nested(options.limits.nesting));
            }
            (Cut::Entries(open_container(container, stream, &options.limits)?), None, nesting)
        }
        SourceKind::Articles(format) => {
            let (slices, about) = open_articles(format, stream, options)?;
            (Cut::Records(format, slices), about, nesting)
        }
    };
    let about = about.filter(|about| *about != About::default()).map(Arc::new);
    Ok(Layer { entry: None, number: None, about, nesting, cut })
}

fn open_container(
    container: Container,
    stream: Stream,
    limits: &Limits,
) -> Result<crate::container::Entries, Refusal> {
    (container.rules().open)(stream, limits)
}

/// Cuts a stream of articles, and reads what its head says of all of them.
fn open_articles(
    format: Format,
    stream: Stream,
    options: &ReadOptions,
) -> Result<(Slices, Option<About>), Refusal> {
    let limits = &options.limits;
    let rules = format.rules();
    Ok(match rules.records {
        RecordLayout::Whole => {
            let origin = stream.origin();
            (Slices::Whole(Some((stream.read_whole(limits)?, origin))), None)
        }
        RecordLayout::Lines | RecordLayout::Values => {
            (cut_json(stream, rules.records, limits)?, None)
        }
        RecordLayout::Rows { delimiter } => {
            let stream = stream.narrowed(limits)?;
            let (rows, about) = Rows::open(stream, delimiter, &options.fields, limits.record)?;
            (Slices::Rows(rows), Some(about))
        }
        RecordLayout::Elements { names, head } => {
            let mut stream = stream.narrowed(limits)?;
            let about = head(stream.peek(HEAD_OF_FEED)?);
            (Slices::Elements(Elements::new(stream, names, limits.record)), Some(about))
        }
        RecordLayout::Messages(separator) => {
            (Slices::Messages(Messages::new(stream, separator, limits.record)), None)
        }
    })
}

/// How many bytes of markup are looked at for what is said before the first record.
const HEAD_OF_FEED: usize = 64 << 10;

/// How many bytes of a JSON file are looked at to see how it is arranged: enough for the
/// first records.
const HEAD: usize = 1 << 20;

/// Cuts a JSON file by what is in it rather than by its name: files of one object a line
/// are often named `.json`, and lists `.jsonl`.
fn cut_json(mut stream: Stream, layout: RecordLayout, limits: &Limits) -> Result<Slices, Refusal> {
    let head = stream.peek(HEAD)?;
    let start = &head[..head.len().min(4096)];
    if charset::is_wide(start) {
        let stream = stream.narrowed(limits)?;
        return cut_narrow(stream, layout, limits);
    }
    charset::refuse_binary(start)?;
    cut_narrow(stream, layout, limits)
}

fn cut_narrow(
    mut stream: Stream,
    layout: RecordLayout,
    limits: &Limits,
) -> Result<Slices, Refusal> {
    let origin = stream.origin();
    if are_lines(stream.peek(HEAD)?, layout) {
        return Ok(Slices::Lines(Lines::new(stream, limits.record)));
    }
    Ok(cut_values(stream.read_whole(limits)?, origin))
}

/// Whether every line is a record.
fn are_lines(head: &[u8], layout: RecordLayout) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match layout {
        RecordLayout::Lines => !(start.starts_with(b"[") && json_starts_like(start)),
        _ => json_layout(start) == JsonLayout::Lines,
    }
}

fn cut_values(json: Vec<u8>, origin: Option<u64>) -> Slices {
    let mark = if json.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    match json_layout(&json[mark..]) {
        JsonLayout::Several { from } => Slices::Values(Values::new(json, mark + from, origin)),
        JsonLayout::Lines => Slices::Values(Values::new(json, mark, origin)),
        JsonLayout::One => Slices::Whole(Some((json, origin))),
    }
}
