//! PDF: the text that its pages show, by where its glyphs stand.
//!
//! ```text
//! object, file      bytes to objects, found by their heads
//! filter, crypt     what streams are packed and encrypted by
//! pages, content    pages to the glyphs that they show, with font, cmap, encoding
//! layout            glyphs to words, lines, columns, paragraphs
//! information       title, author, date
//! ```

mod cmap;
mod content;
mod crypt;
mod encoding;
mod file;
mod filter;
mod font;
mod glyph_name;
mod information;
mod layout;
mod matrix;
mod object;
mod pages;
mod predictor;

use std::borrow::Cow;

use self::content::Interpreter;
use self::file::File;
use self::information::Information;
use self::layout::{Segment, layout};
use self::pages::Pages;
use super::{Format, Input, RecordLayout, Rules};
use crate::draft::{Body, Draft};
use crate::header::{self, KnownTitle};
use crate::{Limits, ReadOptions, Refusal, RefusalCode};

pub(crate) const RULES: Rules = Rules {
    format: Format::Pdf,
    name: "pdf",
    extensions: &["pdf"],
    records: RecordLayout::Whole,
    read,
};

/// Whether the first bytes of a source are those of a PDF.
pub(crate) fn is_pdf(start: &[u8]) -> bool {
    start.starts_with(b"%PDF-")
}

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let limits = &options.limits;
    let file = File::read(input.bytes, limits)?;
    let (pages, missing) = read_pages(&file, limits)?;
    let information = Information::read(&file, limits)?;
    let laid_out = layout(pages);
    let title = information.title.or(laid_out.headline);
    let known = title.as_deref().map_or(KnownTitle::Unknown, KnownTitle::Known);
    // Who made the file is asked only where nothing is printed of who wrote the text.
    let is_signed = header::read(&laid_out.text, known).byline.is_some();
    Ok(Draft {
        title: title.map(Cow::Owned),
        byline: information.author.filter(|_| !is_signed).map(Cow::Owned),
        // The day on which a file was made is one on which its text was there, no more.
        updated: information.made,
        language: information.language.map(Cow::Owned),
        body: Body::untraced(laid_out.text),
        missing,
        ..Draft::default()
    })
}

/// What all pages show.
#[derive(Default)]
struct Seen {
    glyphs: usize,
    unknown: usize,
    has_picture: bool,
    /// Bytes of text.
    text: usize,
}

/// What is read of the pages, and why some is missing.
fn read_pages(
    file: &File<'_>,
    limits: &Limits,
) -> Result<(Vec<Vec<Segment>>, Option<Refusal>), Refusal> {
    let pages = Pages::find(file, limits)?;
    let mut interpreter = Interpreter::new(file, limits);
    let mut seen = Seen::default();
    let mut segments = Vec::new();
    let mut cut_short = Vec::new();
    for at in 0..pages.len() {
        let Some(page) = pages.read(at, file)? else {
            cut_short.push(at);
            continue;
        };
        let (shown, is_whole) = interpreter.page(&page.programs, &page.resources)?;
        if !is_whole {
            cut_short.push(at);
        }
        seen.glyphs += shown.glyphs.len();
        seen.unknown += shown.unknown;
        seen.has_picture |= shown.has_picture;
        seen.text += shown.text.len();
        if seen.text > limits.text.saturating_mul(2) {
            return Err(Refusal::too_large("text", limits.text as u64));
        }
        segments.push(layout::segments(&shown));
    }
    let missing = missing(&pages, &cut_short);
    match missing {
        Some(missing) if seen.glyphs == 0 => Err(missing),
        missing => seen.check(pages.len()).map(|()| (segments, missing)),
    }
}

/// Why some of the pages is missing, if it is, where those at some places could not be read
/// whole.
fn missing(pages: &Pages, cut_short: &[usize]) -> Option<Refusal> {
    let all = pages.len();
    let detail = match cut_short {
        _ if !pages.are_listed => {
            format!("its list of pages is lost: {all} of them were found")
        }
        [] => return None,
        [page] => format!("page {} of {all} cannot be read whole", page + 1),
        [first, ..] => {
            let count = cut_short.len();
            format!("{count} of {all} pages cannot be read whole, page {} the first", first + 1)
        }
    };
    Some(Refusal::damaged(detail))
}

impl Seen {
    /// Refuses a file whose text is not there as text.
    fn check(&self, pages: usize) -> Result<(), Refusal> {
        /// Glyphs that a page of a scan may have, of a stamp or a page number.
        const FEW: usize = 12;
        let no_text = |detail: &str| Err(Refusal::new(RefusalCode::NoText, detail));
        if self.has_picture && self.glyphs <= FEW * pages.min(1 << 20) && self.glyphs < 1_000 {
            return no_text("pictures of pages without a text layer; recognise the text first");
        }
        // Some characters of a symbol font are missing in many a text.
        if self.unknown * 3 > self.glyphs {
            return no_text("its fonts do not say which characters they show");
        }
        if self.glyphs == 0 {
            return no_text("pages without text");
        }
        Ok(())
    }
}
