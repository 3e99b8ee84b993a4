//! The formats: how a file is cut into records, and a record read.
//!
//! A format is a file here with a constant `RULES`, a variant of [`Format`], and a line in
//! [`FORMATS`].

mod date_names;
pub(crate) mod dispatch;
mod epub;
mod feed;
mod fragment;
mod hexadecimal;
mod html;
mod json;
mod json_lines;
mod linked_data;
mod mail;
mod markdown;
mod markup;
mod newsml;
mod nitf;
mod office;
mod package;
mod page_dates;
mod page_metadata;
mod pdf;
mod sgml;
pub(crate) mod table;
mod text;
pub(crate) mod xml;

pub(crate) use json::{
    Layout as JsonLayout, elements as json_elements, layout as json_layout,
    starts_like as json_starts_like,
};

pub(crate) use epub::is_epub;
pub(crate) use pdf::is_pdf;

use crate::about::About;
use crate::draft::Draft;
use crate::records::{ElementNames, Separator};
use crate::{ReadOptions, Refusal};

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
    /// A table with a first row that names the columns, each other row an article.
    Csv,
    /// The same, tabs between the cells.
    Tsv,
    /// A feed, RSS or Atom, each entry an article.
    Feed,
    /// News Industry Text Format: XML, one article or several.
    Nitf,
    /// NewsML-G2, or NewsML 1: XML, each item an article.
    NewsMl,
    /// XML of any of these kinds; which, its root element says.
    Xml,
    /// The SGML of the Reuters collections, each element an article.
    Sgml,
    /// Wire text of IPTC 7901 or ANPA 1312, each transmission an article.
    Dispatch,
    /// One message of mail, an article.
    Mail,
    /// A mailbox, each message an article.
    Mailbox,
    /// A document of Office Open XML, an article.
    Docx,
    /// An OpenDocument text, an article.
    Odt,
    /// An electronic book, an article.
    Epub,
    /// Pages as they are printed, an article.
    Pdf,
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
#[derive(Clone, Copy)]
pub(crate) enum RecordLayout {
    /// The whole file is one.
    Whole,
    /// Every line is one.
    Lines,
    /// JSON values are, one or several.
    Values,
    /// Every row after the first of a table is one.
    Rows {
        /// What stands between cells; none where the first row has to tell.
        delimiter: Option<u8>,
    },
    /// Every element of some names is one.
    Elements {
        names: ElementNames,
        /// Reads what is said before the first of them.
        head: fn(&[u8]) -> About,
    },
    /// Texts with something between them.
    Messages(Separator),
}

/// The bytes of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) bytes: &'a [u8],
    /// Where they begin in their file.
    pub(crate) offset: usize,
    /// What is known from around them.
    pub(crate) about: &'a About,
}

#[cfg(test)]
impl<'a> Input<'a> {
    /// Bytes of which nothing else is known.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        static NOTHING: std::sync::LazyLock<About> = std::sync::LazyLock::new(About::default);
        Self { bytes, offset: 0, about: &NOTHING }
    }
}

/// Every format.
const FORMATS: &[Rules] = &[
    text::RULES,
    markdown::RULES,
    html::RULES,
    json_lines::RULES,
    json::RULES,
    table::CSV,
    table::TSV,
    feed::RULES,
    nitf::RULES,
    newsml::RULES,
    xml::RULES,
    sgml::RULES,
    dispatch::RULES,
    mail::MESSAGE,
    mail::MAILBOX,
    office::DOCX,
    office::ODT,
    epub::RULES,
    pdf::RULES,
];

impl Format {
    /// The format as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.rules().name
    }

    /// Every format.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|rules| rules.format)
    }

    pub(crate) fn rules(self) -> &'static Rules {
        FORMATS
            .iter()
            .find(|rules| rules.format == self)
            .expect("every format has a line in the table")
    }

    /// Whether a source of this format is read in pieces, so that its size does not matter.
    pub(crate) fn is_streamed(self) -> bool {
        !matches!(self.rules().records, RecordLayout::Whole | RecordLayout::Values)
    }

    pub(crate) fn of_extension(extension: &str) -> Option<Self> {
        FORMATS.iter().find(|rules| rules.extensions.contains(&extension)).map(|rules| rules.format)
    }

    /// The format of a text, by how it begins.
    pub(crate) fn of_text(start: &[u8]) -> Self {
        if dispatch::is_dispatch(start) {
            return Self::Dispatch;
        }
        let trimmed = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        match trimmed.first() {
            Some(b'{' | b'[') if json::starts_like(trimmed) => Self::Json,
            Some(b'<') if markup::is_page(trimmed) => Self::Html,
            Some(b'<') => xml::known_format(start).unwrap_or(Self::Text),
            _ => mail::kind_of(start).unwrap_or(Self::Text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RefusalCode;

    #[test]
    fn every_format_is_in_the_table_once() {
        let names: Vec<_> = FORMATS.iter().map(|rules| rules.format.as_str()).collect();
        assert_eq!(
            names,
            [
                "text",
                "markdown",
                "html",
                "json-lines",
                "json",
                "csv",
                "tsv",
                "feed",
                "nitf",
                "newsml",
                "xml",
                "sgml",
                "dispatch",
                "mail",
                "mbox",
                "docx",
                "odt",
                "epub",
                "pdf"
            ]
        );
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
            ("<?xml version=\"1.0\"?><rss>", Ok(Format::Feed)),
            ("\u{1}eca0124 3 i 93  dpa 1888\n\u{2}x", Ok(Format::Dispatch)),
            ("\0\0\0", Err(RefusalCode::UnknownFormat)),
            ("", Ok(Format::Text)),
        ] {
            let format = Format::of_start(start.as_bytes()).map_err(|refusal| refusal.code);
            assert_eq!(format, expected, "{start}");
        }
    }
}
