//! Electronic books: a zip with a package that lists pages of XHTML in the order in which
//! they are read.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::package::Package;
use super::xml::{Element, Tree};
use super::{Format, Input, RecordLayout, Rules, hexadecimal, markup};
use crate::date::{self, Stamp};
use crate::draft::{Body, Draft};
use crate::{Limits, ReadOptions, Refusal, RefusalCode};

pub(super) const RULES: Rules = Rules {
    format: Format::Epub,
    name: "epub",
    extensions: &["epub"],
    records: RecordLayout::Whole,
    read,
};

/// Whether the first bytes of a source are those of a book: its first entry says so, stored
/// as it is.
pub(crate) fn is_epub(start: &[u8]) -> bool {
    /// Where the name of the first entry of a zip stands.
    const NAME: usize = 30;
    start.starts_with(b"PK\x03\x04")
        && start.get(NAME..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/epub+zip"))
}

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let limits = &options.limits;
    let book = Package::open(input.bytes, limits)?;
    refuse_encrypted(&book, limits)?;
    let (folder, list) = list_of_pages(&book, limits)?;
    let list = Tree::read(&list, limits)?;
    let (text, missing) = text(&book, &pages(&folder, &list), limits)?;
    let own = Properties::of(&list);
    Ok(Draft {
        title: own.title.map(Cow::Owned),
        outlet: own.publisher.map(Cow::Owned),
        byline: own.creators.map(Cow::Owned),
        published: own.published,
        updated: own.modified,
        language: own.language.map(Cow::Owned),
        body: Body::untraced(text),
        missing,
        ..Draft::default()
    })
}

/// Refuses a book whose pages are encrypted. Fonts often are in name only, so that they cannot
/// be used elsewhere.
fn refuse_encrypted(book: &Package<'_>, limits: &Limits) -> Result<(), Refusal> {
    const OF_FONTS: [&str; 2] =
        ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
    let Some(list) = book.text("META-INF/encryption.xml")? else { return Ok(()) };
    let list = Tree::read(&list, limits)?;
    let mut encrypted = list.roots().flat_map(|root| root.all("EncryptedData"));
    let is_of_font = |data: Element<'_, '_>| {
        let method = data.child("EncryptionMethod");
        let method = method.and_then(|method| method.attribute("Algorithm"));
        method.is_some_and(|method| OF_FONTS.contains(&&*method))
    };
    match encrypted.all(is_of_font) {
        true => Ok(()),
        false => Err(Refusal::new(RefusalCode::Encrypted, "it is under copy protection")),
    }
}

/// The folder of a book's list of pages, with a slash, and the list itself.
fn list_of_pages(book: &Package<'_>, limits: &Limits) -> Result<(String, String), Refusal> {
    let missing = |what: &str| Refusal::damaged(format!("a book without {what}"));
    let container = "META-INF/container.xml";
    let written = book.text(container)?.ok_or_else(|| missing(container))?;
    let tree = Tree::read(&written, limits)?;
    let path = tree.find("rootfile").and_then(|file| file.attribute("full-path"));
    let path = path.ok_or_else(|| missing("a package"))?;
    let list = book.text(&path)?.ok_or_else(|| missing(&path))?;
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    Ok((folder.to_owned(), list))
}

/// The text of pages, paragraphs with a blank line between, and why some is missing.
fn text(
    book: &Package<'_>,
    pages: &[String],
    limits: &Limits,
) -> Result<(String, Option<Refusal>), Refusal> {
    let mut text = String::new();
    let mut missing = None;
    for path in pages {
        let page = match book.text(path) {
            Ok(Some(page)) => page,
            Ok(None) => {
                let detail = format!("a book without its page {path}");
                missing.get_or_insert_with(|| Refusal::damaged(detail));
                continue;
            }
            Err(refusal) if refusal.code == RefusalCode::Damaged => {
                let Refusal { detail, .. } = &refusal;
                missing.get_or_insert_with(|| Refusal::damaged(format!("page {path}: {detail}")));
                continue;
            }
            Err(refusal) => return Err(refusal),
        };
        for line in markup::to_text(body_of(&page)).lines() {
            text.push_str(line.trim());
            text.push_str("\n\n");
        }
        if text.len() > limits.text.saturating_mul(2) {
            return Err(Refusal::too_large("text", limits.text as u64));
        }
    }
    text.truncate(text.trim_end().len());
    match missing {
        Some(missing) if text.is_empty() => Err(missing),
        missing => Ok((text, missing)),
    }
}

/// A page from the tag of its body on.
fn body_of(page: &str) -> &str {
    let mut tags = memchr::memchr_iter(b'<', page.as_bytes());
    let is_body = |at: &usize| {
        let name = page.as_bytes().get(at + 1..at + 5);
        name.is_some_and(|name| name.eq_ignore_ascii_case(b"body"))
    };
    tags.find(is_body).map_or(page, |at| &page[at..])
}

/// The paths of the pages of a book, each once; without those that are apart from its text,
/// and its table of contents.
fn pages(folder: &str, package: &Tree<'_>) -> Vec<String> {
    let (Some(manifest), Some(spine)) = (package.find("manifest"), package.find("spine")) else {
        return Vec::new();
    };
    let items: HashMap<_, _> =
        manifest.all("item").filter_map(|item| Some((item.attribute("id")?, item))).collect();
    let mut seen = HashSet::new();
    let path = |reference: Element<'_, '_>| {
        let item = items.get(&reference.attribute("idref")?)?;
        let is_apart = reference.attribute("linear").is_some_and(|linear| linear == "no");
        let kind = item.attribute("media-type").unwrap_or_default();
        let is_page = kind.contains("html") || kind.contains("dtbook");
        let properties = item.attribute("properties").unwrap_or_default();
        let is_contents = properties.split_whitespace().any(|property| property == "nav");
        let path = inner_path(folder, &item.attribute("href")?);
        (is_page && !is_apart && !is_contents && seen.insert(path.clone())).then_some(path)
    };
    spine.all("itemref").filter_map(path).collect()
}

/// The path of what a package refers to, from the top of the zip.
fn inner_path(folder: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    let reference = hexadecimal::without_escapes(reference.as_bytes(), b'%');
    let whole = format!("{folder}{}", String::from_utf8_lossy(&reference));
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part.to_owned()),
        }
    }
    parts.join("/")
}

/// What a package says of its book.
#[derive(Debug, Default, PartialEq, Eq)]
struct Properties {
    title: Option<String>,
    creators: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    published: Option<Stamp>,
    modified: Option<Stamp>,
}

impl Properties {
    fn of(package: &Tree<'_>) -> Self {
        let Some(metadata) = package.find("metadata") else { return Self::default() };
        let line = |name: &str| metadata.all(name).find_map(Element::line);
        let stamp = |is_wanted: fn(&str) -> bool| {
            let dates = metadata.all("date").filter(|date| {
                is_wanted(
                    &date.attribute("opf:event").or(date.attribute("event")).unwrap_or_default(),
                )
            });
            dates.filter_map(Element::line).find_map(|date| date::from_metadata(&date))
        };
        let creators: Vec<String> = metadata.all("creator").filter_map(Element::line).collect();
        let terms = metadata.all("meta").find(|meta| {
            meta.attribute("property").is_some_and(|property| property == "dcterms:modified")
        });
        let modified = terms.and_then(Element::line).and_then(|date| date::from_metadata(&date));
        Self {
            title: line("title"),
            creators: (!creators.is_empty()).then(|| creators.join(", ")),
            publisher: line("publisher"),
            language: line("language"),
            published: stamp(|event| matches!(event, "" | "publication" | "original-publication")),
            modified: modified.or_else(|| stamp(|event| event == "modification")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKAGE: &str = "<package><metadata><dc:title>Border reopens</dc:title>\
        <dc:creator>Jane Doe</dc:creator><dc:creator>A. Writer</dc:creator>\
        <dc:publisher>Oxus Wire</dc:publisher><dc:language>en</dc:language>\
        <dc:date opf:event='modification'>2022-01-01</dc:date><dc:date>2021-09-25</dc:date>\
        </metadata><manifest>\
        <item id='a' href='text/one%20page.xhtml#x' media-type='application/xhtml+xml'/>\
        <item id='b' href='../two.xhtml' media-type='application/xhtml+xml'/>\
        <item id='n' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
        <item id='c' href='cover.jpg' media-type='image/jpeg'/>\
        <item id='z' href='z.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='n'/><itemref idref='c'/><itemref idref='b'/><itemref idref='a'/>\
        <itemref idref='b'/><itemref idref='z' linear='no'/><itemref idref='?'/></spine></package>";

    #[test]
    fn pages_in_order() {
        let tree = Tree::read(PACKAGE, &Limits::default()).unwrap();
        assert_eq!(pages("OEBPS/", &tree), ["two.xhtml", "OEBPS/text/one page.xhtml"]);
    }

    #[test]
    fn what_a_book_says_of_itself() {
        let tree = Tree::read(PACKAGE, &Limits::default()).unwrap();
        let found = Properties::of(&tree);
        assert_eq!(found.title.as_deref(), Some("Border reopens"));
        assert_eq!(found.creators.as_deref(), Some("Jane Doe, A. Writer"));
        assert_eq!(found.publisher.as_deref(), Some("Oxus Wire"));
        assert_eq!(found.published.unwrap().date.to_string(), "2021-09-25");
        assert_eq!(found.modified.unwrap().date.to_string(), "2022-01-01");
    }

    #[test]
    fn paths() {
        for (folder, reference, expected) in [
            ("OEBPS/", "a.xhtml", "OEBPS/a.xhtml"),
            ("OEBPS/", "../../a%2.xhtml", "a%2.xhtml"),
            ("", "./b/../a.xhtml#top", "a.xhtml"),
        ] {
            assert_eq!(inner_path(folder, reference), expected);
        }
    }

    #[test]
    fn bodies() {
        assert_eq!(body_of("<html><head><title>x</title></head><BODY>y"), "<BODY>y");
        assert_eq!(body_of("<p>x"), "<p>x");
    }

    #[test]
    fn the_first_entry_tells() {
        let mut start = b"PK\x03\x04".to_vec();
        start.resize(30, 0);
        start.extend_from_slice(b"mimetypeapplication/epub+zipPK");
        assert!(is_epub(&start) && !is_epub(&start[..40]) && !is_epub(b"PK\x03\x04"));
    }
}
