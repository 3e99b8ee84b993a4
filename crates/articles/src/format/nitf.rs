//! News Industry Text Format: an article as agencies send it to papers.

use std::borrow::Cow;

use dateline_model::month_named;

use super::xml::{Element, Prose, Tree, declared_encoding};
use super::{Format, Input, RecordLayout, Rules};
use crate::about::About;
use crate::date;
use crate::draft::{Body, Draft};
use crate::records::ElementNames;
use crate::{ReadOptions, Refusal, charset};

pub(super) const RULES: Rules = Rules {
    format: Format::Nitf,
    name: "nitf",
    extensions: &["nitf"],
    records: RecordLayout::Elements {
        names: ElementNames { names: &["nitf"], source: "NITF" },
        head,
    },
    read,
};

/// The character set that the XML declares.
pub(super) fn head(start: &[u8]) -> About {
    About { charset: declared_encoding(start), ..About::default() }
}

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let Body { text, offsets } =
        charset::decode(input.bytes, input.offset, input.about.charset.as_deref())?;
    let tree = Tree::read(&text, &options.limits)?;
    let found = tree.find("nitf").or_else(|| tree.root()).map(|nitf| Nitf { nitf });
    Ok(found.map(|nitf| nitf.draft().traced(&offsets)).unwrap_or_default())
}

/// The parts of an article in NITF.
pub(super) struct Nitf<'t, 'a> {
    pub(super) nitf: Element<'t, 'a>,
}

impl Nitf<'_, '_> {
    /// What it says; the offsets of the body are those in the XML.
    pub(super) fn draft(&self) -> Draft<'static> {
        let nitf = self.nitf;
        let line = |name: &str| nitf.find(name).and_then(Element::line);
        let value = |element: &str, name: &str| {
            let found = nitf.find(element)?.attribute(name)?;
            (!found.trim().is_empty()).then(|| found.into_owned())
        };
        let stamp = |element: &str, name: &str| date::from_metadata(&value(element, name)?);
        let headline = || line("hl1").or_else(|| line("hedline"));
        let title = headline().or_else(|| nitf.find("head")?.child("title")?.line());
        let published = stamp("date.issue", "norm")
            .or_else(|| stamp("pubdata", "date.publication"))
            .or_else(|| stamp("date.release", "norm"))
            .or_else(|| stamp("story.date", "norm"));
        let outlet = line("distributor")
            .or_else(|| value("pubdata", "name"))
            .or_else(|| value("doc.copyright", "holder"));
        let language = nitf.attribute("lang").map(Cow::into_owned);
        Draft {
            id: value("doc-id", "id-string").map(Cow::Owned),
            title: title.map(Cow::Owned),
            outlet: outlet.map(Cow::Owned),
            url: value("pubdata", "ex-ref").map(Cow::Owned),
            byline: line("byline").map(Cow::Owned),
            published,
            updated: None,
            printed: None,
            language: language.map(Cow::Owned),
            place: nitf.find("dateline").and_then(place).map(Cow::Owned),
            body: self.body(),
            missing: None,
        }
    }

    fn body(&self) -> Body<'static> {
        let body = self.nitf.find("body");
        let content = body.and_then(|body| body.child("body.content")).or(body);
        let mut prose = content.map(Prose::of).unwrap_or_default();
        if prose.is_empty()
            && let Some(summary) = self.nitf.find("abstract")
        {
            prose.add(summary);
        }
        prose.into_plain_body()
    }
}

/// Where a story was written, without its date.
fn place(dateline: Element<'_, '_>) -> Option<String> {
    let location = dateline.child("location");
    match location {
        Some(location) => location.child("city").unwrap_or(location).line(),
        None => {
            let line = dateline.line()?;
            let begins_date = |word: &&str| {
                month_named(word).is_some() || word.starts_with(|c: char| c.is_ascii_digit())
            };
            let words: Vec<&str> =
                line.split(' ').take_while(|word| !begins_date(word) && *word != "-").collect();
            let place = words.join(" ").trim_end_matches([',', ' ', '-']).to_owned();
            (!place.is_empty()).then_some(place)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ARTICLE: &str = "<nitf><head><title>Slug</title><docdata><doc-id id-string='oxus.1'/>\
        <date.issue norm='20210925T100000+0500'/><doc.copyright holder='Oxus Wire'/></docdata></head>\
        <body><body.head><hedline><hl1>Border <em>reopens</em></hl1></hedline><byline>By Jane Doe</byline>\
        <dateline><location><city>Termez</city></location></dateline></body.head>\
        <body.content><media><media-caption>A lorry.</media-caption></media><p>Lorries crossed.</p><p>Cars &amp; carts too.</p></body.content></body></nitf>";

    fn draft(xml: &str) -> Draft<'_> {
        read(Input::of(xml.as_bytes()), &ReadOptions::default()).unwrap_or_default()
    }

    #[test]
    fn an_article_is_read() {
        let draft = draft(ARTICLE);
        assert_eq!(draft.id.as_deref(), Some("oxus.1"));
        assert_eq!(draft.title.as_deref(), Some("Border reopens"));
        assert_eq!(draft.byline.as_deref(), Some("By Jane Doe"));
        assert_eq!(draft.outlet.as_deref(), Some("Oxus Wire"));
        assert_eq!(draft.place.as_deref(), Some("Termez"));
        assert_eq!(draft.published.unwrap().date.to_string(), "2021-09-25");
        assert_eq!(draft.body.text, "A lorry.\n\nLorries crossed.\n\nCars & carts too.");
        let first = draft.body.offsets.pieces()[0];
        assert_eq!(&ARTICLE[first.source..first.source + first.len], "A lorry.");
    }

    proptest! {
        #[test]
        fn any_article_is_read_or_refused(cut in 0usize..ARTICLE.len(), other in "[<>a/ ]{0,4}") {
            let _ = draft(&format!("{}{other}{}", &ARTICLE[..cut], &ARTICLE[cut..]));
            let _ = draft(&ARTICLE[..cut]);
        }
    }
}
