//! Feeds, RSS of every version and Atom, well-formed or not: each entry an article.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;

use super::xml::{Element, Prose, Token, Tokens, Tree, declared_encoding, local_name};
use super::{Format, Input, RecordLayout, Rules, fragment};
use crate::about::About;
use crate::date::{self, Stamp};
use crate::draft::{Body, Draft};
use crate::records::ElementNames;
use crate::{ReadOptions, Refusal, RefusalCode, charset};

pub(super) const RULES: Rules = Rules {
    format: Format::Feed,
    name: "feed",
    extensions: &["rss", "atom", "rdf"],
    records: RecordLayout::Elements {
        names: ElementNames { names: &["item", "entry"], source: "a feed" },
        head,
    },
    read,
};

/// What a feed says of all its entries before the first one.
fn head(start: &[u8]) -> About {
    let charset = declared_encoding(start);
    let Ok(text) = charset::decode(start, 0, charset.as_deref()) else {
        return About { charset, ..About::default() };
    };
    let text = text.text;
    let end = Tokens::new(&text).find_map(|token| match token {
        Token::Open { name, .. } => {
            let is_entry = ["item", "entry"]
                .iter()
                .any(|entry| local_name(&text[name.clone()]).eq_ignore_ascii_case(entry));
            is_entry.then_some(name.start - 1)
        }
        _ => None,
    });
    let before = &text[..end.unwrap_or(text.len())];
    let Ok(tree) = Tree::read(before, &crate::Limits::default()) else {
        return About { charset, ..About::default() };
    };
    let channel = tree.find("channel").or_else(|| tree.find("feed")).or_else(|| tree.root());
    let line = |name: &str| channel?.child(name)?.line();
    let language = line("language")
        .or_else(|| channel?.attribute("lang").map(Cow::into_owned))
        .or_else(|| tree.root()?.attribute("lang").map(Cow::into_owned))
        .filter(|language| !language.is_empty());
    let outlet = line("title").and_then(|title| fragment::line_of(&title));
    About { charset, outlet, language, ..About::default() }
}

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let Body { text, offsets } =
        charset::decode(input.bytes, input.offset, input.about.charset.as_deref())?;
    let tree = Tree::read(&text, &options.limits)?;
    let Some(entry) = tree.root() else {
        return Err(Refusal::new(RefusalCode::NoText, ""));
    };
    let line = |name: &str| entry.child(name).and_then(written);
    let url = address(entry);
    let guid = entry.child("guid").or_else(|| entry.child("id")).and_then(Element::line);
    let body = story(entry).map(|prose| prose.into_body(&offsets)).unwrap_or_default();
    let source = entry
        .child("source")
        .and_then(|source| source.child("title").and_then(written).or_else(|| source.line()));
    // An entry that is nothing but a link is found by that.
    let title = line("title").or_else(|| {
        body.text.trim().is_empty().then(|| url.clone().or_else(|| guid.clone())).flatten()
    });
    let language = entry.attribute("lang").map(Cow::into_owned).or_else(|| line("language"));
    let draft = Draft {
        id: guid.filter(|guid| is_unique(guid)).or_else(|| url.clone()).map(Cow::Owned),
        title: title.map(Cow::Owned),
        outlet: source.map(Cow::Owned),
        url: url.map(Cow::Owned),
        byline: byline(entry).map(Cow::Owned),
        published: stamp(entry, &["pubDate", "published", "issued", "date", "created"]),
        updated: stamp(entry, &["updated", "modified", "lastBuildDate"]),
        printed: None,
        language: language.filter(|language| !language.is_empty()).map(Cow::Owned),
        place: None,
        body,
        missing: None,
    };
    Ok(draft)
}

/// The text of an element that is a name or a headline.
fn written(element: Element<'_, '_>) -> Option<String> {
    fragment::line_of(&element.raw_text())
}

/// Whether an entry's own id is likely to be that of no other entry anywhere.
fn is_unique(guid: &str) -> bool {
    guid.contains(':') || guid.len() >= 32
}

/// Where the entry was published: its link, or an id that is one.
fn address(entry: Element<'_, '_>) -> Option<String> {
    let is_web = |text: &String| text.starts_with("http://") || text.starts_with("https://");
    let mut links = entry.children().filter(|child| child.is("link"));
    let of_link = |link: Element<'_, '_>| {
        let rel = link.attribute("rel");
        let is_story =
            rel.is_none_or(|rel| rel.is_empty() || rel.eq_ignore_ascii_case("alternate"));
        let href = link.attribute("href").map(Cow::into_owned).or_else(|| link.line());
        href.filter(|_| is_story).map(|href| href.trim().to_owned()).filter(is_web)
    };
    let original = || entry.child("origLink").and_then(Element::line).filter(is_web);
    let guid = || {
        let guid = entry.child("guid").or_else(|| entry.child("id"))?;
        let is_link = guid.attribute("isPermaLink").is_none_or(|value| value != "false");
        guid.line().filter(|text| is_link && is_web(text))
    };
    original().or_else(|| links.find_map(of_link)).or_else(guid)
}

fn byline(entry: Element<'_, '_>) -> Option<String> {
    let authors: Vec<String> = entry
        .children()
        .filter(|child| child.is("author") || child.is("creator"))
        .filter_map(|author| match author.child("name") {
            Some(name) => written(name),
            None => written(author).map(|text| without_address(&text)),
        })
        .collect();
    let mut unique: Vec<String> = Vec::new();
    for author in authors {
        if !unique.contains(&author) {
            unique.push(author);
        }
    }
    (!unique.is_empty()).then(|| unique.join(", "))
}

/// "desk@oxus.example (Jane Doe)", as RSS has it, without the address.
fn without_address(author: &str) -> String {
    let in_brackets = author.split_once('(').and_then(|(before, rest)| {
        before.contains('@').then(|| rest.trim_end_matches(')').trim().to_owned())
    });
    in_brackets.filter(|name| !name.is_empty()).unwrap_or_else(|| author.to_owned())
}

/// The first date that says something.
fn stamp(entry: Element<'_, '_>, names: &[&str]) -> Option<Stamp> {
    names
        .iter()
        .flat_map(|name| entry.children().filter(move |child| child.is(name)))
        .find_map(|child| date::from_metadata(&child.line()?))
}

/// The text of the entry: the fullest that it has, by its name.
fn story(entry: Element<'_, '_>) -> Option<Prose> {
    let content = entry.children().find(|child| child.is("encoded") && child.prefix() != "excerpt");
    let named = |name: &'static str| {
        entry.children().find(move |child| {
            child.is(name) && (child.prefix() != "media" || name == "description")
        })
    };
    let candidates = [
        content,
        named("content"),
        named("fullitem"),
        named("body"),
        named("description"),
        named("summary"),
        named("abstract"),
        named("tagline"),
        named("subtitle"),
        entry.find("description"),
    ];
    candidates.into_iter().flatten().map(prose).find(|prose| !prose.is_empty())
}

/// Markup in an element as elements, or as text that is markup itself.
fn prose(element: Element<'_, '_>) -> Prose {
    if element.attribute("src").is_some() {
        return Prose::default();
    }
    let is_packed =
        element.attribute("mode").is_some_and(|mode| mode.eq_ignore_ascii_case("base64"));
    if is_packed || is_other_media(element) {
        return Prose::untraced(unpacked(element).unwrap_or_default());
    }
    if element.children().next().is_some() {
        return Prose::of(element);
    }
    let raw = element.raw_text();
    let text = fragment::text_of(&raw);
    // What has neither tags nor references of its own stands in the feed as it is.
    if text == raw.trim() && !element.inner().contains("<![CDATA[") {
        let mut prose = Prose::default();
        for content in element.content() {
            if let super::xml::Content::Text(piece, at) = content {
                prose.push_set(piece, at);
            }
        }
        return prose;
    }
    Prose::untraced(text)
}

/// The text of content that is written in base64; none when it is no text.
fn unpacked(element: Element<'_, '_>) -> Option<String> {
    let bytes = base64_decode(element.raw_text().trim().as_bytes())?;
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then(|| fragment::text_of(&text))
}

/// Whether the content is declared to be something that is no text.
fn is_other_media(element: Element<'_, '_>) -> bool {
    let Some(kind) = element.attribute("type") else { return false };
    kind.contains('/') && !["text/", "xml", "html"].iter().any(|text| kind.contains(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(xml: &str) -> String {
        let draft = match read(Input::of(xml.as_bytes()), &ReadOptions::default()) {
            Ok(draft) => draft.into_owned(),
            Err(refusal) => return refusal.to_string(),
        };
        let of = |field: Option<Cow<'_, str>>| field.unwrap_or_default().into_owned();
        let date =
            |stamp: Option<Stamp>| stamp.map(|stamp| stamp.date.to_string()).unwrap_or_default();
        [
            of(draft.id),
            of(draft.title),
            of(draft.byline),
            of(draft.outlet),
            of(draft.url),
            date(draft.published),
            date(draft.updated),
            draft.body.text.into_owned(),
        ]
        .join("|")
    }

    #[test]
    fn entries_are_read() {
        for (xml, expected) in [
            (
                "<item><title>Border reopens</title><link>https://oxus.example/1</link>\
                 <guid isPermaLink='false'>77</guid><author>desk@oxus.example (Jane Doe)</author>\
                 <pubDate>Sat, 25 Sep 2021 10:00:00 GMT</pubDate>\
                 <description>&lt;p&gt;Lorries &amp;amp; cars crossed.&lt;/p&gt;</description></item>",
                "https://oxus.example/1|Border reopens|Jane Doe||https://oxus.example/1|2021-09-25||\
                 Lorries & cars crossed.",
            ),
            (
                "<entry xml:lang='en'><id>tag:oxus.example,2021:1</id><title type='html'>Border &amp;amp; bridge</title>\
                 <link rel='self' href='https://oxus.example/x'/><link href='https://oxus.example/2'/>\
                 <author><name>Jane Doe</name></author><updated>2021-09-26T01:00:00Z</updated>\
                 <summary>Short.</summary><content type='xhtml'><div><p>One.</p><p>Two.</p></div></content></entry>",
                "tag:oxus.example,2021:1|Border & bridge|Jane Doe||https://oxus.example/2||2021-09-26|One.\n\nTwo.",
            ),
            (
                "<item><dc:date>2021-09-25</dc:date><content:encoded><![CDATA[<p>Full.</p>]]></content:encoded>\
                 <description>Short</description><source url='x'>Oxus Wire</source></item>",
                "|||Oxus Wire||2021-09-25||Full.",
            ),
            (
                "<entry><title>B</title><summary mode='base64'>PHA+T25lPC9wPg==</summary></entry>",
                "|B||||||One",
            ),
            ("<item><title>Torn", "|Torn||||||"),
        ] {
            assert_eq!(shown(xml), expected, "{xml}");
        }
    }

    #[test]
    fn a_feed_speaks_for_its_entries() {
        let about = head(
            b"<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Oxus &amp;amp; Wire</title>\
              <language>en</language><item><title>x</title>",
        );
        assert_eq!(about.outlet.as_deref(), Some("Oxus & Wire"));
        assert_eq!(about.language.as_deref(), Some("en"));
        assert_eq!(about.charset.as_deref(), Some("utf-8"));
    }

    proptest! {
        #[test]
        fn any_entry_is_read_or_refused(
            xml in "(<item>|</item>|<title>|</title>|<link href='|'/>|<description>|&lt;p&gt;|<!\\[CDATA\\[|\\]\\]>|text|&amp;|\\PC){0,30}"
        ) {
            let _ = shown(&xml);
        }
    }
}
