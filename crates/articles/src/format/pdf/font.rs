//! Fonts: which characters the codes of a text show, and how wide they are.

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS};

use super::cmap::{CodeMap, utf16};
use super::encoding::{self, Base};
use super::file::File;
use super::glyph_name;
use super::object::{Dict, Object, Parser};
use crate::Refusal;

/// What a font tells of its codes.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    /// What the file says a reader should copy, before all else.
    to_unicode: CodeMap,
    /// How many units of widths are the size of the font.
    unit: f64,
}

#[derive(Debug)]
enum Codes {
    /// One byte each.
    Simple { texts: Vec<Option<Box<str>>>, widths: Vec<f64> },
    /// One byte or several each.
    Composite { read_as: ReadAs, widths: Widths },
}

/// How the codes of a font of many glyphs are read.
#[derive(Debug)]
enum ReadAs {
    /// Two bytes are the number of a glyph.
    Glyphs,
    /// Two bytes are a character.
    Utf16,
    /// As text in a character set of the East.
    Legacy(&'static Encoding),
    /// As a table in the file has it.
    Table(CodeMap),
}

/// Widths by the numbers of glyphs.
#[derive(Debug, Default)]
struct Widths {
    usual: f64,
    single: HashMap<u32, f64>,
    /// First, last, width.
    ranges: Vec<(u32, u32, f64)>,
}

/// A code of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    /// How far it moves on, for a font of size 1.
    pub(super) width: f64,
    /// Whether it is the blank that the spacing of words adds to.
    pub(super) is_blank: bool,
    /// Whether its characters are known, and were written.
    pub(super) is_known: bool,
}

impl Font {
    /// Reads a font.
    ///
    /// # Errors
    ///
    /// When the file goes over a limit.
    pub(super) fn read(dict: &Dict, file: &File<'_>) -> Result<Self, Refusal> {
        let to_unicode = match dict.get(&b"ToUnicode"[..]) {
            Some(Object::Reference(number)) => table(*number, file)?.unwrap_or_default(),
            _ => CodeMap::default(),
        };
        let kind = file.get(dict, b"Subtype")?;
        let is_drawn = kind.is_name(b"Type3");
        let codes = match kind.is_name(b"Type0") {
            true => composite(dict, file)?,
            false => simple(dict, file)?,
        };
        let unit = if is_drawn { drawn_unit(dict, file)? } else { 0.001 };
        Ok(Self { codes, to_unicode, unit })
    }

    /// Reads the code that the bytes begin with: its length, what it shows, put after a
    /// text, and its width.
    pub(super) fn next(&self, bytes: &[u8], text: &mut String) -> Option<(usize, Shown)> {
        let first = *bytes.first()?;
        match &self.codes {
            Codes::Simple { texts, widths } => {
                let is_known = self.write_unicode(first.into(), text)
                    || texts[usize::from(first)].as_ref().is_some_and(|found| {
                        text.push_str(found);
                        true
                    });
                let width = widths[usize::from(first)] * self.unit;
                Some((1, Shown { width, is_blank: first == b' ', is_known }))
            }
            Codes::Composite { read_as, widths } => {
                let length = read_as.length(bytes).min(bytes.len());
                let code =
                    bytes[..length].iter().fold(0, |code: u32, &byte| code << 8 | u32::from(byte));
                let is_known =
                    self.write_unicode(code, text) || read_as.write(&bytes[..length], text);
                let glyph = match read_as {
                    ReadAs::Table(map) => map.glyph(code).unwrap_or(code),
                    _ => code,
                };
                let is_blank = length == 1 && first == b' ';
                Some((length, Shown { width: widths.of(glyph) * self.unit, is_blank, is_known }))
            }
        }
    }

    /// What the file says of a code, if that is a character at all: some say that all codes
    /// are nothing, or lie in the area for private use.
    fn write_unicode(&self, code: u32, text: &mut String) -> bool {
        let before = text.len();
        let is_said = self.to_unicode.write_text(code, text);
        let is_text = is_said && text[before..].chars().any(is_character);
        if !is_text {
            text.truncate(before);
        }
        is_text
    }
}

fn is_character(found: char) -> bool {
    !matches!(found, '\0'..='\u{8}' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
}

fn table(number: u32, file: &File<'_>) -> Result<Option<CodeMap>, Refusal> {
    Ok(file.stream(number)?.map(|(_, unpacked)| CodeMap::read(&unpacked.bytes)))
}

/// How large a unit is in a font whose glyphs are programs.
fn drawn_unit(dict: &Dict, file: &File<'_>) -> Result<f64, Refusal> {
    let matrix = file.get(dict, b"FontMatrix")?;
    let scale = match &*matrix {
        Object::Array(numbers) => numbers.first().and_then(Object::number),
        _ => None,
    };
    Ok(scale.map_or(0.001, f64::abs))
}

fn simple(dict: &Dict, file: &File<'_>) -> Result<Codes, Refusal> {
    let texts = simple_texts(dict, file)?;
    let name = file.get(dict, b"BaseFont")?;
    let first = file.get(dict, b"FirstChar")?.count().unwrap_or(0);
    let written = file.get(dict, b"Widths")?;
    let mut widths = Vec::with_capacity(256);
    for (code, text) in texts.iter().enumerate() {
        let own = match &*written {
            Object::Array(all) => code.checked_sub(first).and_then(|at| all.get(at)),
            _ => None,
        };
        let own = own.map(|width| file.resolved(width)).transpose()?;
        let own = own.and_then(|width| width.number());
        widths.push(own.unwrap_or_else(|| match &*written {
            Object::Array(_) => 0.0,
            _ => {
                let character = text.as_ref().and_then(|text| text.chars().next());
                encoding::standard_width(name.name().unwrap_or_default(), character)
            }
        }));
    }
    Ok(Codes::Simple { texts, widths })
}

/// What the codes of a font of single bytes show, by the names of their glyphs.
fn simple_texts(dict: &Dict, file: &File<'_>) -> Result<Vec<Option<Box<str>>>, Refusal> {
    let written = file.get(dict, b"Encoding")?;
    let (base, differences) = match &*written {
        Object::Name(name) => (Base::of_name(name), None),
        Object::Dict(own) => {
            let base = file.get(own, b"BaseEncoding")?;
            (base.name().and_then(Base::of_name), own.get(&b"Differences"[..]))
        }
        _ => (None, None),
    };
    let is_truetype = file.get(dict, b"Subtype")?.is_name(b"TrueType");
    let usual = if is_truetype { Base::Windows } else { Base::Standard };
    let chosen = base.unwrap_or(usual);
    let mut texts: Vec<Option<Box<str>>> = (0..=255_u8)
        .map(|code| match encoding::standard_ligature(code) {
            Some(letters) if chosen == Base::Standard => Some(letters.into()),
            _ => chosen.character(code).map(|found| found.to_string().into()),
        })
        .collect();
    if base.is_none() && !is_truetype {
        built_in(dict, file, &mut texts)?;
    }
    if let Some(differences) = differences {
        apply(&*file.resolved(differences)?, &mut texts);
    }
    Ok(texts)
}

/// "[ 65 /A /B 97 /a ]": from a code on, the names of the glyphs.
fn apply(differences: &Object, texts: &mut [Option<Box<str>>]) {
    let Object::Array(differences) = differences else { return };
    let mut code = 0;
    for entry in differences {
        if let Some(start) = entry.count() {
            code = start;
        } else if let (Some(name), Some(place)) = (entry.name(), texts.get_mut(code)) {
            *place = text_of(name);
            code += 1;
        }
    }
}

fn text_of(name: &[u8]) -> Option<Box<str>> {
    let mut text = String::new();
    glyph_name::write(name, &mut text).then(|| text.into())
}

/// The encoding that a font of PostScript has in its program: "dup 65 /A put".
fn built_in(dict: &Dict, file: &File<'_>, texts: &mut [Option<Box<str>>]) -> Result<(), Refusal> {
    /// Bytes in which the program says it.
    const HEAD: usize = 32 << 10;
    let descriptor = file.get(dict, b"FontDescriptor")?;
    let Some(Object::Reference(program)) =
        descriptor.dict().and_then(|descriptor| descriptor.get(&b"FontFile"[..]))
    else {
        return Ok(());
    };
    let Some((_, unpacked)) = file.stream(*program)? else { return Ok(()) };
    let head = &unpacked.bytes[..unpacked.bytes.len().min(HEAD)];
    let head = memchr::memmem::find(head, b"eexec").map_or(head, |end| &head[..end]);
    let Some(start) = memchr::memmem::find(head, b"/Encoding") else { return Ok(()) };
    let mut parser = Parser::new(head, start + b"/Encoding".len());
    let is_word =
        |object: &Object, word: &[u8]| matches!(object, Object::Word(found) if **found == *word);
    if parser.object().is_some_and(|object| is_word(&object, b"StandardEncoding")) {
        return Ok(());
    }
    texts.fill(None);
    let mut before = [Object::Null, Object::Null];
    while let Some(object) = parser.object() {
        if is_word(&object, b"def") || is_word(&object, b"readonly") {
            break;
        }
        if is_word(&object, b"put")
            && let [code, Object::Name(name)] = &before
            && let Some(place) = code.count().and_then(|code| texts.get_mut(code))
        {
            *place = text_of(name);
        }
        let [_, last] = before;
        before = [last, object];
    }
    Ok(())
}

fn composite(dict: &Dict, file: &File<'_>) -> Result<Codes, Refusal> {
    let read_as = match dict.get(&b"Encoding"[..]) {
        Some(Object::Name(name)) => ReadAs::of_name(name),
        Some(Object::Reference(number)) => match &*file.object(*number)? {
            Object::Name(name) => ReadAs::of_name(name),
            _ => table(*number, file)?.map_or(ReadAs::Glyphs, ReadAs::Table),
        },
        _ => ReadAs::Glyphs,
    };
    let fonts = file.get(dict, b"DescendantFonts")?;
    let descendant = match &*fonts {
        Object::Array(fonts) => fonts.first().map(|font| file.resolved(font)).transpose()?,
        _ => None,
    };
    let widths = match descendant.as_ref().and_then(|font| font.dict()) {
        Some(font) => Widths::read(font, file)?,
        None => Widths { usual: 1000.0, ..Widths::default() },
    };
    Ok(Codes::Composite { read_as, widths })
}

impl ReadAs {
    /// By the name of a table that every reader is supposed to have.
    fn of_name(name: &[u8]) -> Self {
        let has = |part: &[u8]| memchr::memmem::find(name, part).is_some();
        if has(b"UCS2") || has(b"UTF16") {
            Self::Utf16
        } else if has(b"RKSJ") {
            Self::Legacy(SHIFT_JIS)
        } else if name.starts_with(b"GB") {
            Self::Legacy(GBK)
        } else if name.starts_with(b"KSC") {
            Self::Legacy(EUC_KR)
        } else if name.starts_with(b"ETen") || name.starts_with(b"B5") || name.starts_with(b"HKscs")
        {
            Self::Legacy(BIG5)
        } else if name.starts_with(b"EUC") {
            Self::Legacy(EUC_JP)
        } else {
            Self::Glyphs
        }
    }

    fn length(&self, bytes: &[u8]) -> usize {
        match self {
            Self::Glyphs | Self::Utf16 => 2,
            Self::Legacy(_) => 1 + usize::from(bytes[0] >= 0x81),
            Self::Table(map) => map.code_length(bytes).unwrap_or(2),
        }
    }

    fn write(&self, code: &[u8], text: &mut String) -> bool {
        match self {
            Self::Glyphs | Self::Table(_) => false,
            Self::Utf16 => {
                text.push_str(&utf16(code));
                true
            }
            Self::Legacy(encoding) => {
                let (found, is_damaged) = encoding.decode_without_bom_handling(code);
                text.push_str(&found);
                !is_damaged
            }
        }
    }
}

impl Widths {
    /// Reads "[ 1 [500 600] 7 9 400 ]": widths of the glyphs from 1 on, and one for 7 to 9.
    fn read(font: &Dict, file: &File<'_>) -> Result<Self, Refusal> {
        let usual = file.get(font, b"DW")?.number().unwrap_or(1000.0);
        let mut widths = Self { usual, ..Self::default() };
        let written = file.get(font, b"W")?;
        let Object::Array(written) = &*written else { return Ok(widths) };
        let mut rest = written.as_slice();
        while let [first, second, after @ ..] = rest {
            let first = first.count().unwrap_or(0) as u32;
            let second = file.resolved(second)?;
            rest = after;
            if let Object::Array(each) = &*second {
                for (glyph, width) in (first..).zip(each) {
                    widths.single.extend(width.number().map(|width| (glyph, width)));
                }
            } else if let ([width, after @ ..], Some(last)) = (after, second.count()) {
                widths.ranges.extend(width.number().map(|width| (first, last as u32, width)));
                rest = after;
            }
        }
        widths.ranges.sort_by_key(|range| range.0);
        Ok(widths)
    }

    fn of(&self, glyph: u32) -> f64 {
        if let Some(&width) = self.single.get(&glyph) {
            return width;
        }
        let after = self.ranges.partition_point(|range| range.0 <= glyph);
        let range = self.ranges[..after].last().filter(|range| range.1 >= glyph);
        range.map_or(self.usual, |range| range.2)
    }
}
