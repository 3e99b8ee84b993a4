//! Documents that unpack to too much, lead in circles or break off.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::bad::{Bad, Fate};
use crate::documents::written::{book, pages, pdf, stream};
use Fate::{Found, Refused};

pub(super) fn all() -> Vec<Bad> {
    let page = |text: &str| pages(&[&[(50, 700, 10, text)]], "");
    let tree = |pages: &str, rest: &[Vec<u8>]| {
        let mut objects =
            vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), pages.as_bytes().to_vec()];
        objects.extend_from_slice(rest);
        pdf(&objects, "")
    };
    let shown = |contents: Vec<u8>| {
        let resources = "/Resources<</XObject<</X 4 0 R>>>>";
        let page = format!("<</Type/Page/Parent 2 0 R{resources}/Contents 4 0 R>>");
        tree("<</Type/Pages/Kids[3 0 R]>>", &[page.into_bytes(), contents])
    };
    let zeros = deflated(&vec![b' '; 64 << 20]);
    let deep: Vec<Vec<u8>> =
        (0..2_000).map(|at| format!("<</Type/Pages/Kids[{} 0 R]>>", at + 4).into_bytes()).collect();
    let drawing = |next: usize| format!("/Resources<</XObject<</X {next} 0 R>>>>");
    let first = format!("<</Type/Page/Parent 2 0 R{}/Contents 4 0 R>>", drawing(4));
    let others = (5..17).map(|next| {
        let head = format!("/Subtype/Form{}", drawing(next));
        stream(&head, &b"/X Do ".repeat(30))
    });
    let forms: Vec<Vec<u8>> = std::iter::once(first.into_bytes()).chain(others).collect();
    let whole = page("A document that is severed.");
    // Small letters, and as many large ones each of which could begin a text.
    let mut letters = vec![(50, 250_000, 2, "Small letters beside large ones.")];
    letters.extend(
        (0..80_000)
            .flat_map(|at| [(50, 249_900 - 3 * at, 2, "a"), (300, 249_899 - 3 * at, 4, "A")]),
    );
    let nested = [&b"["[..], &b"[".repeat(1 << 20)].concat();
    vec![
        Bad::new("bomb.pdf", shown(stream("/Filter/FlateDecode", &zeros)), Refused("bomb")),
        Bad::new(
            "chain.pdf",
            shown(stream("/Filter[/FlateDecode/FlateDecode]", &deflated(&zeros))),
            Refused("bomb"),
        ),
        Bad::new(
            "pack.pdf",
            pdf(&[stream("/Type/ObjStm/N 9/First 9/Filter/FlateDecode", &zeros)], ""),
            Refused("bomb"),
        ),
        // A form that draws itself, and twelve that each draw the next one again and again.
        Bad::new(
            "form.pdf",
            shown(stream("/Subtype/Form", &b"/X Do ".repeat(30))),
            Refused("no-text"),
        ),
        Bad::new("forms.pdf", tree("<</Type/Pages/Kids[3 0 R]>>", &forms), Refused("too-complex")),
        Bad::new("circle.pdf", tree("<</Type/Pages/Kids[2 0 R]>>", &[]), Refused("damaged")),
        Bad::new("deep.pdf", tree("<</Type/Pages/Kids[3 0 R]>>", &deep), Refused("too-deep")),
        Bad::new(
            "count.pdf",
            tree("<</Type/Pages/Count 2000000000/Kids[9 0 R]>>", &[]),
            Refused("damaged"),
        ),
        Bad::new("letters.pdf", pages(&[&letters], ""), Found("\"beside large ones\"")),
        Bad::new("nested.pdf", shown(stream("", &nested)), Refused("no-text")),
        Bad::new("references.pdf", tree("3 0 R", &[b"2 0 R".to_vec()]), Refused("damaged")),
        Bad::new("cut.pdf", &whole[..whole.len() / 3], Refused("damaged")),
        Bad::new(
            "behind.pdf",
            [&b"junk\n"[..], &page("A document behind other bytes.")].concat(),
            Found("\"document behind other\""),
        ),
        // The table of contents and the end of the file are gone.
        Bad::new(
            "tableless.pdf",
            {
                let whole = page("A document without its table.");
                let end = whole.windows(4).position(|four| four == b"xref").unwrap_or(0);
                whole[..end].to_vec()
            },
            Found("\"document without its table\""),
        ),
        // What would list encrypted pages is three megabytes of blanks.
        Bad::new(
            "blank.epub",
            book(&[("META-INF/encryption.xml", &vec![b' '; 3 << 20])]),
            Found("\"lorries waited at the bridge\""),
        ),
    ]
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}
