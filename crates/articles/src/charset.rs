//! Bytes to text: which character set they are in, and where the characters stood.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_model::{OffsetMap, Piece};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::draft::Body;
use crate::{Refusal, RefusalCode};

/// How many bytes from the start are looked at to tell text from other data, and to guess
/// a character set.
const SAMPLE: usize = 64 << 10;

/// What the bytes start with in formats that are not text.
const MAGIC: &[&[u8]] = &[
    b"\xFF\xD8\xFF",
    b"\x89PNG",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1F\x8B",
    b"\x28\xB5\x2F\xFD",
    b"BZh",
    b"\xFD7zXZ",
    b"7z\xBC\xAF",
    b"Rar!\x1A",
    b"\x7FELF",
    b"\xD0\xCF\x11\xE0",
    b"{\\rtf",
    b"SQLite format 3",
    b"OggS",
    b"ID3",
    b"RIFF",
];

/// Decodes the bytes, which begin at byte `offset` of their file; `declared` is the
/// character set that they name themselves.
///
/// A byte order mark decides; then UTF-16 and UTF-32 are told by their zero bytes; valid
/// UTF-8 is taken as such whatever is declared, because pages that lie about it are
/// common and other sets hardly ever look like it by chance.
///
/// # Errors
///
/// Nothing but white space, or bytes of another kind than text.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    offset: usize,
    declared: Option<&str>,
) -> Result<Body<'a>, Refusal> {
    if bytes.trim_ascii().is_empty() {
        return Err(Refusal::new(RefusalCode::Empty, ""));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return decode_bytes(rest, offset + 3, declared);
    }
    if let Some(wide) = Wide::recognize(bytes) {
        let text = wide.decode(bytes);
        if text.contains('\0') {
            return Err(Refusal::new(RefusalCode::Binary, "a zero character"));
        }
        return Ok(Body::untraced(text));
    }
    decode_bytes(bytes, offset, declared)
}

/// Decodes bytes that may have control characters of any kind in them, as teletype has.
///
/// # Errors
///
/// Nothing but white space.
pub(crate) fn decode_teletype<'a>(
    bytes: &'a [u8],
    offset: usize,
    declared: Option<&str>,
) -> Result<Body<'a>, Refusal> {
    if bytes.trim_ascii().is_empty() {
        return Err(Refusal::new(RefusalCode::Empty, ""));
    }
    Ok(decode_narrow(bytes, offset, declared))
}

/// Whether the bytes, the first of a longer file, are in a character set of two or four
/// bytes a character.
pub(crate) fn is_wide(start: &[u8]) -> bool {
    Wide::recognize(start).is_some()
}

/// Whether the bytes, the first of a longer file, are those of a text.
pub(crate) fn looks_like_text(start: &[u8]) -> bool {
    is_wide(start) || refuse_binary(start).is_ok()
}

fn decode_bytes<'a>(
    bytes: &'a [u8],
    offset: usize,
    declared: Option<&str>,
) -> Result<Body<'a>, Refusal> {
    refuse_binary(bytes)?;
    match bytes.is_empty() {
        true => Err(Refusal::new(RefusalCode::Empty, "")),
        false => Ok(decode_narrow(bytes, offset, declared)),
    }
}

fn decode_narrow<'a>(bytes: &'a [u8], offset: usize, declared: Option<&str>) -> Body<'a> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Body::verbatim(text, offset),
        Err(_) if is_damaged_utf8(bytes) => decode_damaged_utf8(bytes, offset),
        Err(_) => decode_legacy(bytes, offset, legacy_encoding(bytes, declared)),
    }
}

/// Refuses bytes that begin as those of formats that are not text do.
///
/// # Errors
///
/// [`RefusalCode::Binary`].
pub(crate) fn refuse_magic(bytes: &[u8]) -> Result<(), Refusal> {
    match MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        true => {
            let detail = "the first bytes are those of another kind of file";
            Err(Refusal::new(RefusalCode::Binary, detail))
        }
        false => Ok(()),
    }
}

pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), Refusal> {
    refuse_magic(bytes)?;
    let refuse = |detail: &str| Err(Refusal::new(RefusalCode::Binary, detail));
    if let Some(at) = memchr::memchr(0, bytes) {
        return refuse(&format!("a zero byte at {at}"));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls: usize = sample.chunks(255).map(rare_controls).map(usize::from).sum();
    if controls > 8 && controls > sample.len() / 50 {
        return refuse("too many control characters");
    }
    Ok(())
}

/// How many rare control characters are among at most 255 bytes; counting in a byte lets
/// the compiler count many at a time.
fn rare_controls(block: &[u8]) -> u8 {
    block.iter().fold(0, |count, &byte| count + u8::from(is_rare_control(byte)))
}

/// A control character that text has no use for. Form feed, escape and the like do turn up
/// in archives of teletype and terminal text.
fn is_rare_control(byte: u8) -> bool {
    (byte < 0x07) | ((0x0E..0x20).contains(&byte) & (byte != 0x1B)) | (byte == 0x7F)
}

/// Whether the bytes are UTF-8 in which some sequences were damaged: most of what is not
/// ASCII is valid, which text in another set hardly ever is.
pub(crate) fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // Continuation bytes are not counted: one per character is left.
        valid += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid
}

fn decode_damaged_utf8(bytes: &[u8], offset: usize) -> Body<'static> {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut offsets = OffsetMap::default();
    let mut source = offset;
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        offsets.push(Piece { text: text.len(), source, len: valid.len() });
        text.push_str(valid);
        source += valid.len() + chunk.invalid().len();
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Body { text: Cow::Owned(text), offsets }
}

/// The character set that is declared, if it is one that could be meant, else a guess.
fn legacy_encoding(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    declared
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        // The bytes are not valid UTF-8, nor do they look like UTF-16.
        .filter(|&encoding| encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE)
        .unwrap_or_else(|| guess(bytes))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // The first bytes that are not ASCII may come late, as in an English text.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(16);
    detector.feed(&bytes[start..bytes.len().min(start + SAMPLE)], true);
    detector.guess(None, Utf8Detection::Deny)
}

fn decode_legacy(bytes: &[u8], offset: usize, encoding: &'static Encoding) -> Body<'static> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let mut offsets = OffsetMap::default();
    // Where a byte is a character, the ASCII runs of both sides are the same ones.
    if encoding.is_single_byte() {
        trace_ascii(&text, offset, &mut offsets);
    }
    Body { text: Cow::Owned(text), offsets }
}

fn trace_ascii(text: &str, offset: usize, offsets: &mut OffsetMap) {
    for (source, (at, character)) in (offset..).zip(text.char_indices()) {
        if character.is_ascii() {
            offsets.push(Piece { text: at, source, len: 1 });
        }
    }
}

/// Character sets of two or four bytes a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wide {
    Utf16Little,
    Utf16Big,
    Utf32Little,
    Utf32Big,
}

impl Wide {
    fn recognize(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xFE, 0, 0, ..] => Some(Self::Utf32Little),
            [0, 0, 0xFE, 0xFF, ..] => Some(Self::Utf32Big),
            [0xFF, 0xFE, ..] => Some(Self::Utf16Little),
            [0xFE, 0xFF, ..] => Some(Self::Utf16Big),
            _ => Self::by_zero_bytes(&bytes[..bytes.len().min(4096)]),
        }
    }

    /// Text in Latin letters without a mark: every second byte, or three of four, is zero.
    fn by_zero_bytes(sample: &[u8]) -> Option<Self> {
        memchr::memchr(0, sample)?;
        let mut zeros = [0_usize; 4];
        for (at, _) in sample.iter().enumerate().filter(|&(_, &byte)| byte == 0) {
            zeros[at % 4] += 1;
        }
        let quarter = sample.len() / 4;
        if quarter < 2 {
            return None;
        }
        let mostly = zeros.map(|count| count * 10 >= quarter * 7);
        let hardly = zeros.map(|count| count * 20 <= quarter);
        match (mostly, hardly) {
            ([false, true, true, true], [true, ..]) => Some(Self::Utf32Little),
            ([true, true, true, false], [.., true]) => Some(Self::Utf32Big),
            ([false, true, false, true], [true, _, true, _]) => Some(Self::Utf16Little),
            ([true, false, true, false], [_, true, _, true]) => Some(Self::Utf16Big),
            _ => None,
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf16Little => UTF_16LE.decode_with_bom_removal(bytes).0.into_owned(),
            Self::Utf16Big => UTF_16BE.decode_with_bom_removal(bytes).0.into_owned(),
            Self::Utf32Little => decode_utf32(bytes, u32::from_le_bytes),
            Self::Utf32Big => decode_utf32(bytes, u32::from_be_bytes),
        }
    }
}

fn decode_utf32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> String {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|&unit| char::from_u32(number(unit)).unwrap_or(char::REPLACEMENT_CHARACTER))
        .skip_while(|&character| character == '\u{feff}')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], declared: Option<&str>) -> Result<String, RefusalCode> {
        decode(bytes, 0, declared)
            .map(|body| body.text.into_owned())
            .map_err(|refusal| refusal.code)
    }

    #[test]
    fn character_sets_are_told_apart() {
        let wide = |units: Vec<u16>, bytes: fn(u16) -> [u8; 2]| {
            units.into_iter().flat_map(bytes).collect::<Vec<u8>>()
        };
        let sample = "Dushanbe news: “quiet”";
        let little = wide(sample.encode_utf16().collect(), u16::to_le_bytes);
        let big = wide(sample.encode_utf16().collect(), u16::to_be_bytes);
        let four: Vec<u8> = sample.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        for (bytes, name) in [
            (sample.as_bytes().to_vec(), "UTF-8"),
            ([b"\xEF\xBB\xBF", sample.as_bytes()].concat(), "UTF-8 with a mark"),
            (little.clone(), "UTF-16LE"),
            ([&b"\xFF\xFE"[..], &little].concat(), "UTF-16LE with a mark"),
            (big.clone(), "UTF-16BE"),
            ([&b"\xFE\xFF"[..], &big].concat(), "UTF-16BE with a mark"),
            (four.clone(), "UTF-32LE"),
            ([&b"\xFF\xFE\0\0"[..], &four].concat(), "UTF-32LE with a mark"),
            (b"Dushanbe news: \x93quiet\x94".to_vec(), "windows-1252"),
        ] {
            assert_eq!(text(&bytes, None).as_deref(), Ok(sample), "{name}");
        }
    }

    #[test]
    fn a_declared_set_counts_unless_the_bytes_deny_it() {
        let cyrillic = encoding_rs::WINDOWS_1251.encode("Душанбе").0.into_owned();
        assert_eq!(text(&cyrillic, Some("windows-1251")).as_deref(), Ok("Душанбе"));
        assert_eq!(text("Душанбе".as_bytes(), Some("windows-1251")).as_deref(), Ok("Душанбе"));
        assert_eq!(text(b"caf\xE9 society", Some("utf-8")).as_deref(), Ok("café society"));
        assert_eq!(text(b"caf\xE9 society", Some("no such set")).as_deref(), Ok("café society"));
    }

    #[test]
    fn a_guess_reads_long_text() {
        let sentence = "В столице Таджикистана прошли переговоры о границе. ".repeat(20);
        let bytes = encoding_rs::WINDOWS_1251.encode(&sentence).0.into_owned();
        assert_eq!(text(&bytes, None), Ok(sentence));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for (bytes, expected) in [
            (&b""[..], RefusalCode::Empty),
            (b" \n\t ", RefusalCode::Empty),
            (b"\xEF\xBB\xBF", RefusalCode::Empty),
            (b"\xFF\xD8\xFF\xE0rest", RefusalCode::Binary),
            (b"%PDF-1.7", RefusalCode::Binary),
            (b"text with a \0 inside", RefusalCode::Binary),
            (b"\xFE\xFF\0a\0\0\0b", RefusalCode::Binary),
            (b"\x01\x02\x03\x04\x05\x06\x01\x02\x03\x04", RefusalCode::Binary),
        ] {
            assert_eq!(text(bytes, None), Err(expected), "{bytes:?}");
        }
    }

    #[test]
    fn damage_is_bounded_and_traced() {
        let body = decode("“Tajik” \u{2014} said".as_bytes(), 100, None).unwrap();
        assert_eq!(body.offsets, OffsetMap::verbatim(100, body.text.len()));
        let bytes = [&b"\xE2\x80\x9Cone\xE2\x80\x9D \xE2\x80 t\xC3\xA9n"[..]].concat();
        let body = decode(&bytes, 10, None).unwrap();
        assert_eq!(body.text, "“one” \u{fffd} tén");
        let last = *body.offsets.pieces().last().unwrap();
        assert_eq!((last.source, last.len), (22, 5));
    }
}
