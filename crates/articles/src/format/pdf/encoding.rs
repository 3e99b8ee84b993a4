//! What bytes stand for in a font of at most 256 glyphs, and how wide those of the standard
//! fonts are.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// An encoding by its name, or that of a font which names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    Windows,
    Macintosh,
}

impl Base {
    pub(super) fn of_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"StandardEncoding" => Self::Standard,
            b"WinAnsiEncoding" => Self::Windows,
            b"MacRomanEncoding" => Self::Macintosh,
            _ => return None,
        })
    }

    /// The character of a code.
    pub(super) fn character(self, code: u8) -> Option<char> {
        let found = match self {
            Self::Standard => return standard(code),
            Self::Windows => single(WINDOWS_1252, code),
            Self::Macintosh => single(MACINTOSH, code),
        };
        Some(found).filter(|found| !found.is_control())
    }
}

fn single(encoding: &'static Encoding, code: u8) -> char {
    let bytes = [code];
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The encoding that fonts of PostScript have by themselves.
fn standard(code: u8) -> Option<char> {
    const FROM_A1: &str =
        "¡¢£⁄¥ƒ§¤'“«‹›\u{1}\u{1}\u{1}–†‡·\u{1}¶•‚„”»…‰\u{1}¿\u{1}`´ˆ˜¯˘˙¨\u{1}˚¸\u{1}˝˛ˇ—";
    match code {
        0x27 => Some('’'),
        0x60 => Some('‘'),
        0x20..=0x7E => Some(char::from(code)),
        0xA1..=0xD0 => {
            FROM_A1.chars().nth(usize::from(code - 0xA1)).filter(|&found| found != '\u{1}')
        }
        0xE1 => Some('Æ'),
        0xE3 => Some('ª'),
        0xE8 => Some('Ł'),
        0xE9 => Some('Ø'),
        0xEA => Some('Œ'),
        0xEB => Some('º'),
        0xF1 => Some('æ'),
        0xF5 => Some('ı'),
        0xF8 => Some('ł'),
        0xF9 => Some('ø'),
        0xFA => Some('œ'),
        0xFB => Some('ß'),
        _ => None,
    }
}

/// The ligatures of the standard encoding, which are more than a character.
pub(super) fn standard_ligature(code: u8) -> Option<&'static str> {
    match code {
        0xAE => Some("fi"),
        0xAF => Some("fl"),
        _ => None,
    }
}

/// The widths of the printable characters of ASCII, in thousandths of the size.
const SANS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const SERIF: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// How wide a character is in the standard font that a font's name resembles: files may
/// leave out the widths of these. Bold ones are somewhat wider, which matters to no word.
pub(super) fn standard_width(font: &[u8], character: Option<char>) -> f64 {
    let is_in = |part: &[u8]| memchr::memmem::find(font, part).is_some();
    if is_in(b"Courier") || is_in(b"Mono") {
        return 600.0;
    }
    let table = if is_in(b"Times") || is_in(b"Serif") { &SERIF } else { &SANS };
    let at = character.and_then(|found| u32::from(found).checked_sub(32));
    at.and_then(|at| table.get(at as usize)).map_or(500.0, |&width| f64::from(width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_to_characters() {
        for (base, code, expected) in [
            (Base::Standard, 0x27, Some('’')),
            (Base::Standard, 0xA1, Some('¡')),
            (Base::Standard, 0xAA, Some('“')),
            (Base::Standard, 0xB1, Some('–')),
            (Base::Standard, 0xD0, Some('—')),
            (Base::Standard, 0xC8, Some('¨')),
            (Base::Standard, 0x80, None),
            (Base::Windows, 0x93, Some('“')),
            (Base::Windows, 0x81, None),
            (Base::Macintosh, 0x8E, Some('é')),
        ] {
            assert_eq!(base.character(code), expected, "{base:?} {code:x}");
        }
    }

    #[test]
    fn widths() {
        assert_eq!(standard_width(b"Helvetica", Some('W')), 944.0);
        assert_eq!(standard_width(b"Times-Roman", Some('~')), 541.0);
        assert_eq!(standard_width(b"Courier", None), 600.0);
        assert_eq!(standard_width(b"Arial", Some('é')), 500.0);
    }
}
