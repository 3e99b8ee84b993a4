//! Writers of small documents: a PDF by its objects, a book by its pages.

/// A PDF of these objects, numbered from 1; the first is its root.
pub(crate) fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let size = places.len() + 1;
    let end = format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n");
    file.extend(end.into_bytes());
    file
}

/// A stream with what its dictionary says beside its length.
pub(crate) fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>stream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// A PDF of pages, each of lines `(left, height, size, text)`, in a standard font, with what
/// it says of itself.
pub(crate) fn pages(pages: &[&[(u32, u32, u32, &str)]], information: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 5 + 2 * page)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R/Lang(en)>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_vec(),
        format!("<<{information}>>").into_bytes(),
    ];
    for (number, lines) in pages.iter().enumerate() {
        let mut program = "BT\n".to_owned();
        for (left, height, size, text) in *lines {
            program.push_str(&format!("/F {size} Tf 1 0 0 1 {left} {height} Tm ({text}) Tj\n"));
        }
        program.push_str("ET");
        let font = "/Resources<</Font<</F 3 0 R>>>>";
        let contents = 6 + 2 * number;
        let page = format!("<</Type/Page/Parent 2 0 R{font}/Contents {contents} 0 R>>");
        objects.push(page.into_bytes());
        objects.push(stream("", program.as_bytes()));
    }
    pdf(&objects, "/Info 4 0 R")
}

/// A zip of entries that are stored as they are.
pub(crate) fn stored_zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let at = archive.len() as u32;
        let mut fields = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let size = bytes.len() as u32;
        fields.extend([0, size, size].iter().flat_map(|four| four.to_le_bytes()));
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend([0; 2]);
        archive.extend([b"PK\x03\x04", fields.as_slice(), name.as_bytes(), bytes].concat());
        directory.extend([b"PK\x01\x02\x14\x03", fields.as_slice(), &[0; 10]].concat());
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = archive.len() as u32;
    let count = (entries.len() as u16).to_le_bytes();
    archive.extend(&directory);
    archive.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count[..]].concat());
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";
const PACKAGE: &str = "<package><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>\
    <dc:title>The bridge at Termez</dc:title><dc:creator>Jane Doe</dc:creator>\
    <dc:publisher>Oxus Wire</dc:publisher><dc:language>en</dc:language>\
    <dc:date>2021-09-25</dc:date></metadata><manifest>\
    <item id='two' href='two.xhtml' media-type='application/xhtml+xml'/>\
    <item id='one' href='text/one.xhtml' media-type='application/xhtml+xml'/>\
    <item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
    </manifest><spine><itemref idref='nav'/><itemref idref='one'/><itemref idref='two'/></spine>\
    </package>";
const NAVIGATION: &str =
    "<html><body><nav><a href='text/one.xhtml'>Contents</a></nav></body></html>";
const ONE: &str = "<?xml version='1.0'?><html><head><title>x</title></head><body><h1>The crossing</h1>\
    <p>Lorries waited at the bridge for&#160;a month.</p></body></html>";
const TWO: &str = "<html><body><h1>The reopening</h1><p>On Monday the barrier was opened &amp; flour came.</p></body></html>";

/// A book of two chapters, with more files.
pub(crate) fn book(more: &[(&str, &[u8])]) -> Vec<u8> {
    let entries = [
        ("mimetype", &b"application/epub+zip"[..]),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", PACKAGE.as_bytes()),
        ("OEBPS/nav.xhtml", NAVIGATION.as_bytes()),
        ("OEBPS/text/one.xhtml", ONE.as_bytes()),
        ("OEBPS/two.xhtml", TWO.as_bytes()),
    ];
    stored_zip(&[&entries[..], more].concat())
}
