//! Bytes in whatever character set, and bytes that are no text.

use super::bad::{Bad, Fate};
use Fate::{Found, Refused};

const TEXT: &str = "Café talks\n\nThe naïve coffeehouse in Düsseldorf closed.\n";
const FIND: Fate = Found("\"coffeehouse in Düsseldorf\"");

pub(super) fn all() -> Vec<Bad> {
    let wide = |encode: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(encode).collect();
    let widest = |encode: fn(u32) -> [u8; 4]| {
        TEXT.chars().flat_map(|character| encode(character.into())).collect::<Vec<u8>>()
    };
    let (little, big): (Vec<u8>, Vec<u8>) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    let (little32, big32) = (widest(u32::to_le_bytes), widest(u32::to_be_bytes));
    vec![
        Bad::new("empty.txt", "", Refused("empty")),
        Bad::new("blank.txt", " \n\t\n", Refused("empty")),
        Bad::new("nul.txt", "\0", Refused("binary")),
        Bad::new("invalid.txt", [TEXT.as_bytes(), b"caf\xe9"].concat(), FIND),
        Bad::new(
            "overlong.txt",
            &b"Slashes\n\nThe overlongest \xc0\xaf and \xe0\x80\xaf."[..],
            Found("overlongest"),
        ),
        Bad::new(
            "surrogate.txt",
            &b"Lone\n\nA loneliest \xed\xa0\x80 surrogate."[..],
            Found("loneliest"),
        ),
        Bad::new("utf8-mark.txt", format!("\u{feff}{TEXT}"), FIND),
        Bad::new("utf16-little.txt", little.clone(), FIND),
        Bad::new("utf16-big.txt", big.clone(), FIND),
        Bad::new("utf16-little-mark.txt", [&b"\xff\xfe"[..], &little].concat(), FIND),
        Bad::new("utf16-big-mark.txt", [&b"\xfe\xff"[..], &big].concat(), FIND),
        Bad::new("utf32-little.txt", little32.clone(), FIND),
        Bad::new("utf32-big.txt", big32.clone(), FIND),
        Bad::new("utf32-little-mark.txt", [&b"\xff\xfe\0\0"[..], &little32].concat(), FIND),
        Bad::new("utf32-big-mark.txt", [&b"\0\0\xfe\xff"[..], &big32].concat(), FIND),
        Bad::new("windows-1251.txt", windows_1251(), Found("граница")),
        Bad::new("shift-jis.txt", shift_jis(), Found("カブール")),
        Bad::new("euc-kr.txt", euc_kr(), Found("대통령")),
        Bad::new(
            "lying.html",
            page(b"utf-8", b"<p>The caf\xe9 of the lying header closed.</p>"),
            Found("\"lying header\""),
        ),
        Bad::new(
            "binary.html",
            page(b"binary", b"<p>A page that says it is binarylike.</p>"),
            Found("binarylike"),
        ),
        Bad::new("picture.txt", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01".repeat(50), Refused("binary")),
        Bad::new(
            "program.txt",
            b"\x7fELF\x02\x01\x01\0\0\0\x03\0\x3e\0".repeat(99),
            Refused("binary"),
        ),
    ]
}

fn page(charset: &[u8], body: &[u8]) -> Vec<u8> {
    let head: &[u8] = b"<html><head><title>A page</title><meta charset=\"";
    [head, charset, b"\"></head><body>", body, b"</body></html>"].concat()
}

/// Letters of Russian, which follow each other in this set as in Unicode.
fn windows_1251() -> Vec<u8> {
    let text = "Граница открыта\n\nграница снова открыта и грузовики едут через мост\n".repeat(4);
    let letter = |character: char| match character {
        'А'..='я' => (u32::from(character) - 0x410 + 0xC0) as u8,
        other => other as u8,
    };
    text.chars().map(letter).collect()
}

/// "カブール" and sentences around it.
fn shift_jis() -> Vec<u8> {
    let word = b"\x83\x4a\x83\x75\x81\x5b\x83\x8b";
    let is_the_capital = b"\x82\xcd\x8e\xf1\x93\x73\x82\xc5\x82\xb7\x81\x42";
    let sentence = [&word[..], &is_the_capital[..]].concat();
    [&word[..], b"\n\n", &sentence.repeat(8)].concat()
}

/// "대통령" and sentences around it.
fn euc_kr() -> Vec<u8> {
    let word = b"\xb4\xeb\xc5\xeb\xb7\xc9";
    let sentence = [&word[..], b" \xc0\xba \xbc\xad\xbf\xef\xbf\xa1 \xc0\xd6\xb4\xd9. "].concat();
    [&word[..], b"\n\n", &sentence.repeat(8)].concat()
}
