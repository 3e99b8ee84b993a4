//! PDF and books as the binary reads them, in archives and captures too.

pub(crate) mod written;

use std::io::Write;

use crate::support::Playground;
use written::{book, pages, pdf, stored_zip, stream};

/// Two pages of two columns, with a running head and page numbers.
fn newspaper() -> Vec<u8> {
    pages(
        &[
            &[
                (50, 810, 8, "The Oxus Courier"),
                (50, 760, 20, "Border reopens at Termez"),
                (50, 730, 10, "25 September 2021"),
                (50, 700, 10, "Lorries crossed the bridge at Termez"),
                (50, 688, 10, "on Monday, and the drivers, who had"),
                (50, 676, 10, "waited for days in the heat of the sum-"),
                (50, 664, 10, "mer, were glad to be on the road."),
                (50, 652, 10, "The governor opened the barrier him-"),
                (300, 700, 10, "self. He said that it would stay open"),
                (300, 688, 10, "day and night, and that the first to"),
                (300, 676, 10, "cross would be those who carry flour"),
                (300, 664, 10, "and medicine for the hospitals that"),
                (300, 652, 10, "had run short of both."),
                (290, 30, 8, "1"),
            ],
            &[
                (50, 810, 8, "The Oxus Courier"),
                (50, 760, 10, "Trains are to follow in the spring, when"),
                (50, 748, 10, "the rails have been laid anew."),
                (50, 736, 10, "Nobody could say what they will carry."),
                (290, 30, 8, "2"),
            ],
        ],
        "/Title(Microsoft Word - border_v2.doc)/Author(Jane Doe)\
         /CreationDate(D:20210926081500+02'00')",
    )
}

#[test]
fn what_documents_are_read_as() {
    let playground = Playground::new();
    playground.write("news/courier.pdf", newspaper());
    playground.write("news/bridge.epub", book(&[]));
    let run = playground.run(&["read", "news"]);
    insta::assert_snapshot!("documents_read", playground.shown(&run));
}

#[test]
fn documents_are_found_wherever_they_are() {
    let playground = Playground::new();
    let (paper, book) = (newspaper(), book(&[]));
    // Without an extension the first bytes tell.
    playground.write("news/paper", &paper);
    playground.write("news/book", &book);
    let both = stored_zip(&[("2021/paper.pdf", &paper), ("book.epub", &book)]);
    playground.write("news/both.zip", both);
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&paper).expect("memory takes it");
    playground.write("news/packed.pdf.gz", encoder.finish().expect("memory takes it"));
    let answer =
        [&b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"[..], &paper].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://oxus.example/paper.pdf\r\n\
         Content-Length: {}\r\n\r\n",
        answer.len()
    );
    playground.write("news/crawl.warc", [head.as_bytes(), &answer, b"\r\n\r\n"].concat());
    let run = playground.run(&["index", "news"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut found = playground.ids(&["\"governor opened the barrier himself\"", "--unfold"]);
    found.sort();
    let papers =
        ["both.zip/2021/paper.pdf", "https://oxus.example/paper.pdf", "packed.pdf.gz", "paper"];
    assert_eq!(found, papers);
    let mut found = playground.ids(&["\"waited at the bridge\"", "--unfold"]);
    found.sort();
    assert_eq!(found, ["book", "both.zip/book.epub"]);
}

/// A file of `tests/data/pdf`, whose README says who wrote it.
fn written_by_others(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/pdf/");
    std::fs::read(format!("{folder}{name}")).expect("the file is there")
}

#[test]
fn files_of_other_programs() {
    let playground = Playground::new();
    playground.write("news/columns.pdf", written_by_others("columns.pdf"));
    let run = playground.run(&["read", "news"]);
    insta::assert_snapshot!("documents_of_krilla", playground.shown(&run));
    // Forbidden to print, and readable without a password.
    for name in ["rc4-40", "rc4-128", "aes-128", "aes-256", "locked"] {
        playground.write(&format!("locks/{name}.pdf"), written_by_others(&format!("{name}.pdf")));
    }
    let run = playground.run(&["index", "locks"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stderr.contains("locked.pdf: needs a password"), "{}", run.stderr);
    let mut found =
        playground.ids(&["title:\"border at Termez\" \"glad to be on the road\"", "--unfold"]);
    found.sort();
    assert_eq!(found, ["aes-128.pdf", "aes-256.pdf", "rc4-128.pdf", "rc4-40.pdf"]);
}

#[test]
fn documents_that_cannot_be_read_say_why() {
    let playground = Playground::new();
    let root = b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
    let one = b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec();
    let picture = "/Resources<</XObject<</I 5 0 R>>>>";
    let page = format!("<</Type/Page/Parent 2 0 R{picture}/Contents 4 0 R>>").into_bytes();
    let image = stream("/Subtype/Image/Width 1/Height 1", b"\0");
    let scan = [root, one, page, stream("", b"q /I Do Q"), image];
    let encrypted = pdf(&scan, "/Encrypt<</Filter/Standard/V 2/R 3/O(x)/U(y)/P -4>>");
    let cut = newspaper();
    let drm = "<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/></EncryptedData></encryption>";
    for (name, bytes) in [
        ("scan.pdf", pdf(&scan, "")),
        ("locked.pdf", encrypted),
        ("cut.pdf", cut[..900].to_vec()),
        ("page.pdf", b"<html><body>404: there is no such file</body></html>".to_vec()),
        ("empty.epub", stored_zip(&[("mimetype", b"application/epub+zip")])),
        ("locked.epub", book(&[("META-INF/encryption.xml", drm.as_bytes())])),
    ] {
        playground.write(&format!("news/{name}"), bytes);
    }
    let run = playground.run(&["index", "news"]);
    insta::assert_snapshot!("documents_refused", playground.shown(&run));
}

/// Where some bytes stand last.
fn last(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).rposition(|bytes| bytes == wanted).expect("they are there")
}

#[test]
fn what_can_be_read_of_a_damaged_document_is_read() {
    let playground = Playground::new();
    let whole = newspaper();
    // The second page begins with its running head.
    let second = last(&whole, b"The Oxus Courier");
    let mut lost = whole.clone();
    let contents = last(&whole, b"/Contents 8 0 R");
    lost[contents..contents + 15].copy_from_slice(b"/Contents 9 0 R");
    let mut unlisted = whole.clone();
    let list = last(&whole, b"/Pages 2 0 R");
    unlisted[list..list + 12].copy_from_slice(b"/Pages 9 0 R");
    // A download that broke off, a page whose program is gone, a list of pages that is, a book
    // without a chapter.
    playground.write("news/broken.pdf", &whole[..second + 120]);
    playground.write("news/lost.pdf", lost);
    playground.write("news/unlisted.pdf", unlisted);
    let mut torn = book(&[]);
    let chapter = last(&torn, b"OEBPS/two.xhtml");
    torn[chapter..chapter + 5].copy_from_slice(b"oebps");
    playground.write("news/torn.epub", torn);
    let run = playground.run(&["index", "news"]);
    insta::assert_snapshot!("documents_in_part", playground.shown(&run));
    let found = playground.ids(&["\"governor opened the barrier himself\"", "--unfold"]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(playground.ids(&["\"waited at the bridge\""]), ["torn.epub"]);
    // What is missing is told of again, and by those who read without an index.
    let again = playground.run(&["index", "news"]);
    assert_eq!(again.code, 3, "{}", again.stderr);
    for command in ["read", "entities"] {
        let run = playground.run(&[command, "news/lost.pdf"]);
        assert_eq!(run.code, 3, "{command}");
        assert!(run.stderr.contains("lost.pdf: damaged: page 2 of 2 "), "{}", run.stderr);
    }
    let run = playground.run(&["similar", "news/lost.pdf"]);
    assert!(run.stderr.contains("lost.pdf: damaged: page 2 of 2 "), "{}", run.stderr);
}
