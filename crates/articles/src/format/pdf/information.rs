//! What a file says of itself: its title, who wrote it, when it was made, its language.

use super::cmap::utf16;
use super::file::File;
use super::object::{Dict, Object};
use crate::date::{self, Stamp};
use crate::format::xml::{Element, Tree};
use crate::{Limits, Refusal, charset};

/// What a file says of itself, without what programs put there by themselves.
#[derive(Debug, Default)]
pub(super) struct Information {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) language: Option<String>,
    /// When the file was made: of a scan or a collection that is long after what is in it
    /// appeared.
    pub(super) made: Option<Stamp>,
}

impl Information {
    /// Reads what a file says; what cannot be read of it is not needed.
    ///
    /// # Errors
    ///
    /// When the file goes over a limit.
    pub(super) fn read(file: &File<'_>, limits: &Limits) -> Result<Self, Refusal> {
        let written = file.get(&file.trailer, b"Info")?;
        let root = file.get(&file.trailer, b"Root")?;
        let packet = packet(root.dict(), file, limits)?;
        let field = |name: &[u8]| {
            let value = written.dict().and_then(|info| info.get(name));
            let value = value.map(|value| file.resolved(value)).transpose()?;
            Ok::<_, Refusal>(value.and_then(|value| value.text().map(text)))
        };
        let made = field(b"CreationDate")?.and_then(|made| stamp(&made));
        let language = root.dict().and_then(|root| root.get(&b"Lang"[..])?.text().map(text));
        let is_title = |title: &String| !is_junk_title(title);
        Ok(Self {
            title: field(b"Title")?.filter(is_title).or(packet.title.filter(is_title)),
            author: field(b"Author")?.or(packet.author).filter(|author| !is_junk_author(author)),
            language: language.filter(|language| !language.trim().is_empty()).or(packet.language),
            made: made.or(packet.made),
        })
    }
}

/// What the packet of metadata of a file says, which is XML.
fn packet(root: Option<&Dict>, file: &File<'_>, limits: &Limits) -> Result<Information, Refusal> {
    let number = root.and_then(|root| match root.get(&b"Metadata"[..])? {
        Object::Reference(number) => Some(*number),
        _ => None,
    });
    let Some(number) = number else { return Ok(Information::default()) };
    let Some((_, unpacked)) = file.stream(number)? else { return Ok(Information::default()) };
    let Ok(decoded) = charset::decode(&unpacked.bytes, 0, None) else {
        return Ok(Information::default());
    };
    let Ok(tree) = Tree::read(&decoded.text, limits) else { return Ok(Information::default()) };
    let line = |name: &str| tree.find(name).and_then(Element::line);
    Ok(Information {
        title: line("title"),
        author: line("creator"),
        language: line("language"),
        made: line("CreateDate").and_then(|made| date::from_metadata(&made)),
    })
}

/// A text of a dictionary, in one of three encodings.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            // Not allowed, and common.
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        },
    }
}

/// "D:20210925100000+02'00'".
fn stamp(written: &str) -> Option<Stamp> {
    let written = written.trim();
    let digits = written.strip_prefix("D:").unwrap_or(written);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (number, zone) = digits.split_at(length);
    if length < 8 {
        return date::from_metadata(digits);
    }
    let day = format!("{}-{}-{}", &number[..4], &number[4..6], &number[6..8]);
    let zone = zone.trim_end_matches('\'').replace('\'', ":");
    match (number.get(8..10), number.get(10..12)) {
        (Some(hour), Some(minute)) => {
            date::from_metadata(&format!("{day}T{hour}:{minute}:00{zone}"))
        }
        _ => date::from_metadata(&day),
    }
}

/// Whether a title is the name of a file or what a program calls a document without one.
fn is_junk_title(title: &str) -> bool {
    const STARTS: &[&str] = &[
        "about:",
        "document",
        "file:",
        "fichier",
        "http:",
        "https:",
        "layout ",
        "microsoft ",
        "new document",
        "no title",
        "page ",
        "powerpoint",
        "presentation",
        "print",
        "scan",
        "slide ",
        "sans titre",
        "titel",
        "title",
        "unbekannt",
        "unknown",
        "unnamed",
        "untitled",
        "без имени",
        "документ",
    ];
    const ENDS: &[&str] = &[
        ".ai", ".doc", ".docx", ".dvi", ".eps", ".fm", ".htm", ".html", ".indd", ".odt", ".pages",
        ".pdf", ".pmd", ".ppt", ".pptx", ".ps", ".pub", ".qxd", ".qxp", ".rtf", ".tex", ".tif",
        ".tiff", ".txt", ".wpd", ".xls", ".xlsx", ".jpg",
    ];
    let title = title.trim().to_lowercase();
    let words = title.split_whitespace().count();
    let starts = STARTS.iter().any(|start| title.starts_with(start)) && words <= 3;
    let is_of_program =
        title.starts_with("microsoft word - ") || title.starts_with("microsoft powerpoint");
    let ends = ENDS.iter().any(|end| title.ends_with(end));
    let has_letters = title.chars().filter(|found| found.is_alphabetic()).count() >= 3;
    let is_name = words == 1 && title.contains(['_', '/', '\\']);
    starts || is_of_program || ends || !has_letters || is_name
}

/// Whether an author is no person: the account of a computer, a program.
fn is_junk_author(author: &str) -> bool {
    const NOBODY: &[&str] = &[
        "admin",
        "administrator",
        "anonymous",
        "author",
        "default",
        "guest",
        "home",
        "microsoft",
        "none",
        "office",
        "owner",
        "pc",
        "root",
        "scanner",
        "test",
        "unknown",
        "user",
        "windows",
    ];
    let author = author.trim();
    let lower = author.to_lowercase();
    let is_account = !author.contains(' ') && !author.contains(char::is_uppercase);
    let is_nobody = NOBODY.iter().any(|nobody| lower.split([' ', '-']).next() == Some(nobody));
    author.is_empty() || is_account || is_nobody || lower.contains(['@', '\\', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_are_none() {
        for (title, is_junk) in [
            ("Border reopens", false),
            ("Printers strike over pay in Termez", false),
            ("Microsoft Word - border_v2.doc", true),
            ("Microsoft opens an office in Kabul", false),
            ("border.indd", true),
            ("Untitled-1", true),
            ("Untitled Document", true),
            ("20210925_p01", true),
            ("", true),
            ("2021", true),
            ("Граница открыта", false),
        ] {
            assert_eq!(is_junk_title(title), is_junk, "{title}");
        }
    }

    #[test]
    fn authors_that_are_none() {
        for (author, is_junk) in [
            ("Jane Doe", false),
            ("Reuters", false),
            ("Administrator", true),
            ("jdoe", true),
            ("User", true),
            ("Windows User", true),
            ("OXUS\\jdoe", true),
            ("", true),
        ] {
            assert_eq!(is_junk_author(author), is_junk, "{author}");
        }
    }

    #[test]
    fn dates() {
        for (written, expected) in [
            ("D:20210925100000+02'00'", "2021-09-25"),
            ("D:20210925", "2021-09-25"),
            ("20210925100000Z", "2021-09-25"),
            ("D:2021", "2021"),
            ("Sat Sep 25 10:00:00 2021", "2021-09-25"),
            ("D:20219999", "-"),
            ("", "-"),
        ] {
            let found = stamp(written).map(|stamp| stamp.date.to_string());
            assert_eq!(found.as_deref().unwrap_or("-"), expected, "{written}");
        }
    }

    #[test]
    fn texts_of_dictionaries() {
        for (bytes, expected) in [
            (&b"\xFE\xFF\x04\x16\x00a"[..], "Жa"),
            (b"caf\xE9", "café"),
            ("Жук".as_bytes(), "Жук"),
            (b"\xEF\xBB\xBFa", "a"),
        ] {
            assert_eq!(text(bytes), expected);
        }
    }
}
