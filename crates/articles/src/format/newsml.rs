//! NewsML-G2, and NewsML 1 before it: items of news with what is known of them.

use std::borrow::Cow;

use super::nitf::Nitf;
use super::xml::{Element, Prose, Tree};
use super::{Format, Input, RecordLayout, Rules, fragment, nitf};
use crate::date::{self, Stamp};
use crate::draft::{Body, Draft};
use crate::records::ElementNames;
use crate::{ReadOptions, Refusal, RefusalCode, charset};

pub(super) const RULES: Rules = Rules {
    format: Format::NewsMl,
    name: "newsml",
    extensions: &["newsml"],
    records: RecordLayout::Elements {
        names: ElementNames { names: &["newsItem", "packageItem"], source: "NewsML" },
        head: nitf::head,
    },
    read,
};

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let Body { text, offsets } =
        charset::decode(input.bytes, input.offset, input.about.charset.as_deref())?;
    let tree = Tree::read(&text, &options.limits)?;
    let Some(item) = tree.root() else { return Ok(Draft::default()) };
    if let Some(kind) = other_kind(item) {
        return Err(Refusal::new(RefusalCode::NotAnArticle, kind));
    }
    Ok(Item { item }.draft().traced(&offsets))
}

/// What an item is that is no story.
fn other_kind(item: Element<'_, '_>) -> Option<&'static str> {
    if item.is("packageItem") {
        return Some("a list of other items");
    }
    let class = item.find("itemClass")?.attribute("qcode")?;
    let kind = class.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    match kind.as_str() {
        "picture" => Some("a picture"),
        "video" | "animation" => Some("a film"),
        "audio" => Some("a recording"),
        "graphic" => Some("a graphic"),
        _ => None,
    }
}

/// The parts of an item.
struct Item<'t, 'a> {
    item: Element<'t, 'a>,
}

impl<'t, 'a> Item<'t, 'a> {
    fn draft(&self) -> Draft<'static> {
        let line = |name: &str| self.item.find(name).and_then(Element::line);
        let own = |text: Option<String>| text.map(Cow::Owned);
        let inside = self.item.find("nitf").map(|nitf| Nitf { nitf }.draft()).unwrap_or_default();
        let title = line("headline").or_else(|| line("itemMeta").and(self.meta_title()));
        let named = Draft {
            id: own(self.id()),
            title: own(title.and_then(|title| fragment::line_of(&title))),
            outlet: own(self.outlet()),
            url: own(self.url()),
            byline: own(line("by").or_else(|| line("byline"))),
            published: self.stamp(&["firstCreated", "contentCreated", "versionCreated"]),
            updated: self.stamp(&["versionCreated", "thisRevisionCreated", "contentModified"]),
            printed: None,
            language: own(self.language()),
            place: own(line("dateline").map(|text| place(&text))),
            body: self.body(),
            missing: None,
        };
        Draft {
            title: named.title.or(inside.title),
            byline: named.byline.or(inside.byline),
            published: named.published.or(inside.published),
            place: named.place.or(inside.place),
            ..named
        }
    }

    fn meta_title(&self) -> Option<String> {
        self.item.find("itemMeta")?.child("title")?.line()
    }

    fn id(&self) -> Option<String> {
        let guid = self.item.attribute("guid").map(Cow::into_owned);
        guid.or_else(|| self.item.find("publicIdentifier")?.line()).filter(|id| !id.is_empty())
    }

    fn url(&self) -> Option<String> {
        let source = self.item.find("remoteInfo").or_else(|| self.item.find("link"))?;
        source.attribute("href").map(Cow::into_owned).filter(|url| url.starts_with("http"))
    }

    fn outlet(&self) -> Option<String> {
        let named = |element: Element<'t, 'a>| {
            element
                .child("name")
                .and_then(Element::line)
                .or_else(|| element.attribute("literal").map(Cow::into_owned))
                .or_else(|| element.find("party")?.attribute("FormalName").map(Cow::into_owned))
                .or_else(|| qualified(&element.attribute("qcode")?))
                .filter(|name| !name.is_empty())
        };
        ["creditline", "infoSource", "provider", "copyrightHolder"].iter().find_map(|name| {
            let element = self.item.find(name)?;
            named(element).or_else(|| element.line())
        })
    }

    fn language(&self) -> Option<String> {
        let tag = |name: &str, attribute: &str| {
            self.item.find(name)?.attribute(attribute).map(Cow::into_owned)
        };
        tag("language", "tag")
            .or_else(|| tag("language", "FormalName"))
            .or_else(|| self.item.attribute("lang").map(Cow::into_owned))
            .filter(|language| !language.is_empty())
    }

    fn stamp(&self, names: &[&str]) -> Option<Stamp> {
        names
            .iter()
            .flat_map(|name| self.item.all(name))
            .find_map(|element| date::from_metadata(&element.line()?))
    }

    /// The text: of all forms in which it may be there, the first that has any.
    fn body(&self) -> Body<'static> {
        let content = ["body.content", "inlineXML", "DataContent", "inlineData"];
        let found = content.iter().flat_map(|name| self.item.all(name)).map(prose);
        let summary = ["description", "abstract"];
        let fallback = summary.iter().flat_map(|name| self.item.all(name)).map(prose);
        let prose = found.chain(fallback).find(|prose| !prose.is_empty());
        prose.unwrap_or_default().into_plain_body()
    }
}

/// The text of a content element, which may be elements, or a page written out as text.
fn prose(element: Element<'_, '_>) -> Prose {
    if element.attribute("contenttype").is_some_and(|kind| kind.starts_with("image")) {
        return Prose::default();
    }
    match element.find("body") {
        Some(body) => Prose::of(body),
        None if element.children().next().is_some() => Prose::of(element),
        None => {
            let raw = element.raw_text();
            let text = fragment::text_of(&raw);
            match text == raw.trim() {
                true => set(element),
                false => Prose::untraced(text),
            }
        }
    }
}

/// A text without elements, in the lines that it has.
fn set(element: Element<'_, '_>) -> Prose {
    let mut prose = Prose::default();
    for content in element.content() {
        match content {
            super::xml::Content::Text(piece, at) => prose.push_set(piece, at),
            super::xml::Content::Verbatim(piece, at) => prose.push_verbatim(piece, at),
            _ => {}
        }
    }
    prose
}

/// "nprov:REUTERS" without the scheme that it is from.
fn qualified(code: &str) -> Option<String> {
    let name = code.rsplit(':').next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// The place of a dateline "TERMEZ, Sept 25 (Oxus Wire) -".
fn place(dateline: &str) -> String {
    let end = dateline.find([',', '(']).unwrap_or(dateline.len());
    dateline[..end].trim_end_matches(['-', '–', '—', ' ', ':']).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ITEM: &str = "<newsItem guid='tag:oxus.example,2021:1' xml:lang='en'><itemMeta>\
        <itemClass qcode='ninat:text'/><provider literal='Oxus Wire'/><versionCreated>2021-09-26T10:00:00Z</versionCreated>\
        <firstCreated>2021-09-25T10:00:00Z</firstCreated><title>Slug</title></itemMeta><contentMeta>\
        <headline>Border reopens</headline><by>Jane Doe</by><dateline>TERMEZ, Sept 25</dateline></contentMeta>\
        <contentSet><inlineXML contenttype='application/xhtml+xml'><html><head><title>x</title></head><body><p>Lorries crossed.</p></body></html></inlineXML></contentSet></newsItem>";

    const OLD: &str = "<NewsItem xml:lang='en'><Identification><NewsIdentifier><PublicIdentifier>urn:newsml:oxus:1</PublicIdentifier></NewsIdentifier></Identification>\
        <NewsManagement><FirstCreated>20210925T100000+0000</FirstCreated></NewsManagement><NewsComponent><NewsLines><DateLine>TERMEZ, Sept 25 (Oxus) -</DateLine><HeadLine>Border reopens</HeadLine></NewsLines>\
        <AdministrativeMetadata><Provider><Party FormalName='Oxus'/></Provider></AdministrativeMetadata>\
        <ContentItem><DataContent><p>Lorries crossed.</p><p>Cars too.</p></DataContent></ContentItem></NewsComponent></NewsItem>";

    fn shown(xml: &str) -> String {
        let draft = match read(Input::of(xml.as_bytes()), &ReadOptions::default()) {
            Ok(draft) => draft,
            Err(refusal) => return refusal.to_string(),
        };
        let of = |field: Option<Cow<'_, str>>| field.unwrap_or_default().into_owned();
        [
            of(draft.id),
            of(draft.title),
            of(draft.byline),
            of(draft.outlet),
            of(draft.place),
            draft.published.map(|stamp| stamp.date.to_string()).unwrap_or_default(),
            of(draft.language),
            draft.body.text.into_owned(),
        ]
        .join("|")
    }

    #[test]
    fn items_are_read() {
        assert_eq!(
            shown(ITEM),
            "tag:oxus.example,2021:1|Border reopens|Jane Doe|Oxus Wire|TERMEZ|2021-09-25|en|Lorries crossed."
        );
        assert_eq!(
            shown(OLD),
            "urn:newsml:oxus:1|Border reopens||Oxus|TERMEZ|2021-09-25|en|Lorries crossed.\n\nCars too."
        );
    }

    #[test]
    fn what_is_no_story_is_passed_over() {
        assert_eq!(
            shown("<newsItem><itemMeta><itemClass qcode='ninat:picture'/></itemMeta></newsItem>"),
            "not an article: a picture"
        );
        assert_eq!(shown("<packageItem/>"), "not an article: a list of other items");
    }

    proptest! {
        #[test]
        fn any_item_is_read_or_refused(cut in 0usize..ITEM.len(), other in "[<>a/ ]{0,4}") {
            let _ = shown(&format!("{}{other}{}", &ITEM[..cut], &ITEM[cut..]));
            let _ = shown(&ITEM[..cut]);
        }
    }
}
