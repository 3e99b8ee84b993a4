//! The SGML in which collections of Reuters news were published: tags without a schema,
//! text set by hand.

use std::borrow::Cow;

use super::xml::{Content, Element, Prose, Tree};
use super::{Format, Input, RecordLayout, Rules, nitf};
use crate::date;
use crate::draft::{Body, Draft};
use crate::records::ElementNames;
use crate::{ReadOptions, Refusal, charset};

pub(super) const RULES: Rules = Rules {
    format: Format::Sgml,
    name: "sgml",
    extensions: &["sgm", "sgml"],
    records: RecordLayout::Elements {
        names: ElementNames { names: &["reuters"], source: "SGML" },
        head: nitf::head,
    },
    read,
};

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let Body { text, offsets } =
        charset::decode(input.bytes, input.offset, input.about.charset.as_deref())?;
    let tree = Tree::read(&text, &options.limits)?;
    let Some(record) = tree.root() else { return Ok(Draft::default()) };
    let line = |name: &str| record.find(name).and_then(Element::line);
    let draft = Draft {
        title: line("title").map(Cow::Owned),
        outlet: Some(Cow::Borrowed("Reuters")),
        byline: line("author").map(Cow::Owned),
        published: line("date").and_then(|text| date::from_metadata(&text)),
        language: Some(Cow::Borrowed("en")),
        body: story(record).into_plain_body(),
        ..Draft::default()
    };
    Ok(draft.traced(&offsets))
}

/// The dateline and the text; of a record without these, whatever its text has besides a
/// headline.
fn story(record: Element<'_, '_>) -> Prose {
    let mut prose = Prose::default();
    let parts: Vec<Element<'_, '_>> =
        ["dateline", "body"].iter().filter_map(|name| record.find(name)).collect();
    for part in &parts {
        set(*part, &mut prose);
    }
    if parts.is_empty()
        && let Some(text) = record.find("text")
    {
        let mut inside = 0_usize;
        for content in text.content() {
            match content {
                Content::Open(_) => inside += 1,
                Content::Close(_) => inside -= 1,
                Content::Text(piece, at) if inside == 0 => prose.push_set(piece, at),
                _ => {}
            }
        }
    }
    prose
}

fn set(element: Element<'_, '_>, prose: &mut Prose) {
    for content in element.content() {
        match content {
            Content::Text(piece, at) => prose.push_set(piece, at),
            Content::Verbatim(piece, at) => prose.push_verbatim(piece, at),
            Content::Open(_) | Content::Close(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RECORD: &str = "<REUTERS TOPICS=\"YES\" NEWID=\"1\">\n<DATE>25-SEP-1987 15:01:01.79</DATE>\n\
        <PLACES><D>ussr</D></PLACES>\n<TEXT>&#2;\n<TITLE>BORDER &lt;TRM> REOPENS</TITLE>\n\
        <AUTHOR>    By Jane Doe, Reuters</AUTHOR>\n<DATELINE>    TERMEZ, Sept 25 - </DATELINE><BODY>Lorries crossed.\n    Cars &lt;TRM> too.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>";

    fn draft(sgml: &str) -> Draft<'_> {
        read(Input::of(sgml.as_bytes()), &ReadOptions::default()).unwrap_or_default()
    }

    #[test]
    fn a_record_is_read() {
        let draft = draft(RECORD);
        assert_eq!(draft.title.as_deref(), Some("BORDER <TRM> REOPENS"));
        assert_eq!(draft.byline.as_deref(), Some("By Jane Doe, Reuters"));
        assert_eq!(draft.published.unwrap().date.to_string(), "1987-09-25");
        assert_eq!(
            draft.body.text,
            "    TERMEZ, Sept 25 - Lorries crossed.\n    Cars <TRM> too.\n Reuter\n"
        );
        let piece = draft.body.offsets.pieces()[0];
        assert_eq!(&RECORD[piece.source..][..23], "    TERMEZ, Sept 25 - <");
    }

    #[test]
    fn a_record_may_have_its_text_bare() {
        let bare = "<REUTERS><TEXT TYPE=\"UNPROC\">&#2;\nBorder reopens\n  Lorries crossed.\n&#3;</TEXT></REUTERS>";
        assert_eq!(draft(bare).body.text, "\nBorder reopens\n  Lorries crossed.\n");
    }

    proptest! {
        #[test]
        fn any_record_is_read_or_refused(cut in 0usize..RECORD.len(), other in "[<>a/ &#;]{0,4}") {
            let _ = draft(&format!("{}{other}{}", &RECORD[..cut], &RECORD[cut..]));
            let _ = draft(&RECORD[..cut]);
        }
    }
}
