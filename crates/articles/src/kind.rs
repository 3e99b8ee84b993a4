use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::format::{dispatch, is_epub, is_pdf, xml};
use crate::{Container, Format, Refusal, RefusalCode, charset};

/// What a source is: articles in some format, or an archive of other sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SourceKind {
    /// One article or several.
    Articles(Format),
    /// Entries, each a source of its own.
    Container(Container),
}

/// How many first bytes of a source are looked at to tell what it is: markup may begin
/// with long comments.
pub(crate) const START: usize = 8 << 10;

impl SourceKind {
    /// The kind as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Articles(format) => format.as_str(),
            Self::Container(container) => container.as_str(),
        }
    }

    /// Whether a source of this kind is read in pieces, so that its size does not matter.
    #[must_use]
    pub fn is_streamed(self) -> bool {
        match self {
            Self::Articles(format) => format.is_streamed(),
            Self::Container(_) => true,
        }
    }

    /// The kind of a file, by the extension of its name or, for want of one, its first
    /// bytes.
    ///
    /// # Errors
    ///
    /// An extension that no kind has, or first bytes that are nothing that is read.
    pub(crate) fn of_file(path: &Path) -> Result<Self, Refusal> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match Self::of_name(&name) {
            Some(known) => known,
            None => Self::of_start(&start_of(path)?),
        }
    }

    /// The kind that a name tells; none when it has no extension, so that the first bytes
    /// have to.
    pub(crate) fn of_name(name: &str) -> Option<Result<Self, Refusal>> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        if let Some(container) = Container::of_name(&name) {
            return Some(Ok(Self::Container(container)));
        }
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() || !is_extension(extension) {
            return None;
        }
        Some(Format::of_extension(extension).map(Self::Articles).ok_or_else(|| {
            Refusal::new(RefusalCode::UnknownFormat, format!("the extension {extension:?}"))
        }))
    }

    /// The kind that the first bytes of a source tell.
    ///
    /// # Errors
    ///
    /// Bytes that are nothing that is read.
    pub(crate) fn of_start(start: &[u8]) -> Result<Self, Refusal> {
        // A book is a zip too.
        if is_epub(start) {
            return Ok(Self::Articles(Format::Epub));
        }
        if is_pdf(start) {
            return Ok(Self::Articles(Format::Pdf));
        }
        if let Some(container) = Container::of_start(start) {
            return Ok(Self::Container(container));
        }
        Format::of_start(start).map(Self::Articles)
    }

    /// What the first bytes say where the name may mean several things, or is wrong in a
    /// way that is common: any XML may be `.xml`, and anything may be `.txt`.
    ///
    /// # Errors
    ///
    /// Markup of a kind that is not read.
    pub(crate) fn refined(self, start: &[u8]) -> Result<Self, Refusal> {
        match self {
            Self::Articles(Format::Xml) => xml::format_of(start).map(Self::Articles),
            Self::Articles(Format::Text) => match Format::of_text(start) {
                // A page is read as one wherever it stands; a story may begin with a bracket.
                Format::Json | Format::Html => Ok(self),
                other => Ok(Self::Articles(other)),
            },
            // A feed is often saved under the name of the page that it belongs to.
            Self::Articles(Format::Html) if xml::is_feed(start) => Ok(Self::Articles(Format::Feed)),
            other => Ok(other),
        }
    }
}

/// Whether what follows the last full stop of a name is an extension: wire services end
/// names in anything.
fn is_extension(text: &str) -> bool {
    (1..=10).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The first bytes of a regular file.
fn start_of(path: &Path) -> Result<Vec<u8>, Refusal> {
    let mut start = Vec::with_capacity(START);
    File::open(path)
        .and_then(|file| file.take(START as u64).read_to_end(&mut start))
        .map_err(|error| Refusal::from_io(&error))?;
    Ok(start)
}

impl Format {
    /// The format of the first bytes of a source.
    pub(crate) fn of_start(start: &[u8]) -> Result<Self, Refusal> {
        if !charset::looks_like_text(start) && !dispatch::is_dispatch(start) {
            let detail = "no extension, and the first bytes are not text";
            return Err(Refusal::new(RefusalCode::UnknownFormat, detail));
        }
        Ok(Self::of_text(start))
    }
}
