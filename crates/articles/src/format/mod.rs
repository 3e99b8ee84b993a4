//! The formats: how a file is cut into records, and a record read.
//!
//! A format is a file here with a constant `RULES`, a variant of [`Format`], and a line in
//! [`FORMATS`].

mod date_names;
mod html;
mod json;
mod json_lines;
mod linked_data;
mod markdown;
mod markup;
mod page_dates;
mod page_metadata;
mod text;

pub(crate) use json::{
    Layout as JsonLayout, elements as json_elements, layout as json_layout,
    starts_like as json_starts_like,
};

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::draft::Draft;
use crate::{ReadOptions, Refusal, RefusalCode, charset};

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, one article.
    Text,
    /// Markdown, one article, its fields in front matter.
    Markdown,
    /// A saved web page, one article.
    Html,
    /// One JSON object a line, each an article.
    JsonLines,
    /// One JSON object that is an article, or an array of them.
    Json,
}

/// What there is to know of a format.
pub(crate) struct Rules {
    pub(crate) format: Format,
    /// Its name, for output.
    pub(crate) name: &'static str,
    /// Extensions of file names, in lower case.
    pub(crate) extensions: &'static [&'static str],
    /// How a file is cut into records.
    pub(crate) records: RecordLayout,
    /// Reads a record.
    pub(crate) read: for<'a> fn(Input<'a>, &ReadOptions) -> Result<Draft<'a>, Refusal>,
}

/// How a file is cut into records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordLayout {
    /// The whole file is one.
    Whole,
    /// Every line is one.
    Lines,
    /// JSON values are, one or several.
    Values,
}

/// The bytes of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) bytes: &'a [u8],
    /// Where they begin in their file.
    pub(crate) offset: usize,
}

/// Every format.
const FORMATS: &[Rules] =
    &[text::RULES, markdown::RULES, html::RULES, json_lines::RULES, json::RULES];

impl Format {
    /// The format as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.rules().name
    }

    pub(crate) fn rules(self) -> &'static Rules {
        FORMATS
            .iter()
            .find(|rules| rules.format == self)
            .expect("every format has a line in the table")
    }

    /// The format of a file, by the extension of its name or, for want of one, its first
    /// bytes.
    ///
    /// # Errors
    ///
    /// An extension that no format has, or first bytes that are no text.
    pub(crate) fn of_file(path: &Path) -> Result<Self, Refusal> {
        match path.extension() {
            Some(extension) => {
                let extension = extension.to_string_lossy().to_ascii_lowercase();
                Self::of_extension(&extension).ok_or_else(|| {
                    Refusal::new(RefusalCode::UnknownFormat, format!("the extension {extension:?}"))
                })
            }
            None => Self::of_start(&start_of(path)?),
        }
    }

    fn of_extension(extension: &str) -> Option<Self> {
        FORMATS.iter().find(|rules| rules.extensions.contains(&extension)).map(|rules| rules.format)
    }

    /// The format of the first bytes of a file.
    fn of_start(start: &[u8]) -> Result<Self, Refusal> {
        let trimmed = start.trim_ascii_start();
        if !charset::looks_like_text(start) {
            let detail = "no extension, and the first bytes are not text";
            return Err(Refusal::new(RefusalCode::UnknownFormat, detail));
        }
        Ok(match trimmed.first() {
            Some(b'{' | b'[') if json::starts_like(trimmed) => Self::Json,
            Some(b'<') if markup::is_page(trimmed) => Self::Html,
            _ => Self::Text,
        })
    }
}

/// The first bytes of a regular file.
fn start_of(path: &Path) -> Result<Vec<u8>, Refusal> {
    let mut start = Vec::with_capacity(1024);
    File::open(path)
        .and_then(|file| file.take(1024).read_to_end(&mut start))
        .map_err(|error| Refusal::from_io(&error))?;
    Ok(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_in_the_table_once() {
        let names: Vec<_> = FORMATS.iter().map(|rules| rules.format.as_str()).collect();
        assert_eq!(names, ["text", "markdown", "html", "json-lines", "json"]);
        let mut extensions: Vec<_> = FORMATS.iter().flat_map(|rules| rules.extensions).collect();
        let count = extensions.len();
        extensions.sort();
        extensions.dedup();
        assert_eq!(extensions.len(), count);
    }

    #[test]
    fn first_bytes_tell_a_format() {
        for (start, expected) in [
            ("Border reopens\n", Ok(Format::Text)),
            ("{\"title\": 1}", Ok(Format::Json)),
            ("[{\"title\": 1}]", Ok(Format::Json)),
            ("[Oxus Wire] The border", Ok(Format::Text)),
            ("<!DOCTYPE html><html>", Ok(Format::Html)),
            ("<IBM> said", Ok(Format::Text)),
            ("\0\0\0", Err(RefusalCode::UnknownFormat)),
            ("", Ok(Format::Text)),
        ] {
            let format = Format::of_start(start.as_bytes()).map_err(|refusal| refusal.code);
            assert_eq!(format, expected, "{start}");
        }
    }
}
