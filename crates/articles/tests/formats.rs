//! Files of every format, from their bytes to articles.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use dateline_articles::{ReadOptions, described, open_bytes};
use proptest::prelude::*;

/// What a file gives: `id|title|outlet|published|format` of an article, `#record! code` of a
/// refusal; what is said to stand in the bytes does.
fn read(name: &str, bytes: &[u8]) -> Vec<String> {
    let options = ReadOptions::default();
    let records = match open_bytes(name, bytes.to_vec(), &options) {
        Ok(records) => records,
        Err(refusal) => return vec![format!("! {}", refusal.code)],
    };
    let mut found = Vec::new();
    for record in records {
        let read = record.and_then(|record| Ok((record.read(&options)?.article, record.format)));
        found.push(match read {
            Ok((article, format)) => {
                for piece in article.offsets.pieces() {
                    let text = &article.text.as_bytes()[piece.text..piece.text + piece.len];
                    assert_eq!(text, &bytes[piece.source..piece.source + piece.len]);
                }
                let published = article.published.map(|published| published.date.to_string());
                let fields = [
                    article.id.to_string(),
                    article.title,
                    article.outlet.unwrap_or_default(),
                    published.unwrap_or_default(),
                    format.as_str().to_owned(),
                ];
                fields.join("|")
            }
            Err(refusal) => {
                let record = refusal.record.map(|record| format!("#{record}")).unwrap_or_default();
                format!("{record}! {}", refusal.code)
            }
        });
    }
    found
}

const FEED: &str = "<?xml version='1.0'?><rss><channel><title>Oxus Wire</title><item><title>One</title>\
    <link>https://oxus.example/1</link><pubDate>Sat, 25 Sep 2021 10:00:00 GMT</pubDate></item>\
    <item><title>Two</title><description>Lorries crossed.</description></item></channel></rss>";
const NITF: &str = "<nitf><head/><body><body.head><hedline><hl1>One</hl1></hedline></body.head>\
    <body.content><p>Lorries crossed.</p></body.content></body></nitf>";
const SGML: &str = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"1\"><DATE>25-SEP-1987 15:01</DATE>\
    <TEXT><TITLE>ONE</TITLE><DATELINE>TERMEZ, Sept 25 - </DATELINE><BODY>Lorries.\n</BODY></TEXT></REUTERS>\n\
    <REUTERS NEWID=\"2\"><TEXT><TITLE>TWO</TITLE></TEXT></REUTERS>";
const NINJS: &str = r#"{"uri":"urn:oxus:1","headline":"One","body_text":"Lorries.","versioncreated":"2021-09-25T10:00:00Z"}"#;

/// A page with a compressed program would hide most of what damage does.
const PDF: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj\n\
    4 0 obj<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R\
    /DescendantFonts[<</DW 500/W[1[500 600]9 12 400]>>]>>endobj\n\
    5 0 obj<</Length 92>>stream\nq 1 0 0 1 9 9 cm BT /F 20 Tf 9 700 Td <00420043> Tj\n\
    /F 10 Tf 0 -40 TD [<00410042> -300 <0043>] TJ T* <0044> ' ET Q\nendstream endobj\n\
    6 0 obj<<>>stream\n1 begincodespacerange<0000><FFFF>endcodespacerange\n\
    1 beginbfrange<0041><005A><0041>endbfrange 1 beginbfchar<0044><00660069>endbfchar\nendstream endobj\n\
    7 0 obj<</Title(One)/CreationDate(D:20210925100000Z)>>endobj\n\
    trailer<</Root 1 0 R/Info 7 0 R>>\n%%EOF\n";

#[test]
fn what_files_are() {
    let wide: Vec<u8> = FEED
        .replace("'1.0'", "'1.0' encoding='utf-16'")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = [&b"\xFF\xFE"[..], &wide].concat();
    let feed = |name: &str| {
        vec![
            "https://oxus.example/1|One|Oxus Wire|2021-09-25|feed".to_owned(),
            format!("{name}#2|Two|Oxus Wire||feed"),
        ]
    };
    assert_eq!(read("a.xml", FEED.as_bytes()), feed("a.xml"));
    assert_eq!(read("a.rss", FEED.as_bytes()), feed("a.rss"));
    assert_eq!(read("a", FEED.as_bytes()), feed("a"));
    assert_eq!(read("a.html", FEED.as_bytes()), feed("a.html"));
    assert_eq!(read("a.xml", &marked), feed("a.xml"));
    for (name, bytes, expected) in [
        ("a.xml", NITF, vec!["a.xml#1|One|||nitf"]),
        ("a.sgm", SGML, vec!["a.sgm#1|ONE|Reuters|1987-09-25|sgml", "a.sgm#2|TWO|Reuters||sgml"]),
        ("a.json", NINJS, vec!["urn:oxus:1|One||2021-09-25|json"]),
        ("a.csv", "title,text\nOne,x\nTwo,y,z\n", vec!["a.csv#2|One|||csv", "#3! damaged"]),
        ("a.csv", "a,b\n1,2\n", vec!["! no-text"]),
        ("a.csv", "title,text\n", vec!["! not-an-article"]),
        ("a.tsv", "title\ttext\nOne\tx, y\n", vec!["a.tsv#2|One|||tsv"]),
        (
            "a.eml",
            "Subject: One\nFrom: x@oxus.example\n\nLorries.",
            vec!["a.eml|One|oxus.example||mail"],
        ),
        ("a.xml", "<rss><channel/></rss>", vec!["! not-an-article"]),
        ("a.xml", "<project/>", vec!["! unknown-format"]),
        ("a.xml", "", vec!["! empty"]),
        ("a.docx", "no zip at all", vec!["! damaged"]),
        ("a.pdf", PDF, vec!["a.pdf|One||2021-09-25|pdf"]),
        ("a", PDF, vec!["a|One||2021-09-25|pdf"]),
        ("a.pdf", "no PDF at all", vec!["! damaged"]),
        ("a.epub", "no zip at all", vec!["! damaged"]),
        ("a.mp3", "x", vec!["! unknown-format"]),
    ] {
        assert_eq!(read(name, bytes.as_bytes()), expected, "{name}: {bytes}");
    }
}

#[test]
fn every_kind_says_what_is_taken() {
    for format in described() {
        for text in [format.article, format.taken, format.lost] {
            assert!(!text.is_empty() && !text.contains('|') && !text.ends_with('.'), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damage_anywhere_is_borne(at in 0usize..1000, other in proptest::collection::vec(any::<u8>(), 0..5)) {
        for (name, text) in [("a.xml", FEED), ("b.xml", NITF), ("a.sgm", SGML), ("a.json", NINJS), ("a.pdf", PDF)] {
            let mut bytes = text.as_bytes().to_vec();
            let at = at % bytes.len();
            let end = (at + other.len()).min(bytes.len());
            bytes.splice(at..end, other.iter().copied());
            let _ = read(name, &bytes);
            bytes.truncate(at);
            let _ = read(name, &bytes);
        }
    }
}
