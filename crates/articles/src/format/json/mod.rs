//! JSON objects as articles: fields found by their names, the text traced back to the
//! bytes between the escapes.

mod layout;
mod string;
mod value;

pub(crate) use layout::{Layout, elements, layout, starts_like};

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use self::string::Unescaped;
use super::{Format, Input, RecordLayout, Rules, markup};
use crate::date::{self, Stamp};
use crate::draft::{Body, Draft};
use crate::fields::{Field, FieldMap, Rank};
use crate::{ReadOptions, Refusal, RefusalCode, charset};

pub(super) const RULES: Rules = Rules {
    format: Format::Json,
    name: "json",
    extensions: &["json"],
    records: RecordLayout::Values,
    read,
};

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let Body { text, offsets } = charset::decode(input.bytes, input.offset, None)?;
    let trace = |draft: Draft<'a>| {
        let body = Body { offsets: draft.body.offsets.then(&offsets), ..draft.body };
        Draft { body, ..draft }
    };
    match text {
        Cow::Borrowed(text) => Ok(trace(parse(text, &options.fields)?)),
        Cow::Owned(text) => Ok(trace(parse(&text, &options.fields)?.into_owned())),
    }
}

/// Reads one object. The offsets of its body are those in `json`.
fn parse<'a>(json: &'a str, map: &FieldMap) -> Result<Draft<'a>, Refusal> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let found = deserializer
        .deserialize_any(FieldsVisitor { map })
        .and_then(|found| deserializer.end().map(|()| found))
        .map_err(|error| refuse(&error))?;
    let position = |raw: &str| raw.as_ptr().addr() - json.as_ptr().addr();
    Ok(Draft {
        id: found.line(Field::Id),
        title: found.line(Field::Title),
        outlet: found.line(Field::Outlet),
        url: found.line(Field::Url),
        byline: found.line(Field::Byline),
        published: found.get(Field::Published).and_then(stamp),
        updated: found.get(Field::Updated).and_then(stamp),
        printed: None,
        language: found.line(Field::Language),
        place: None,
        body: found.get(Field::Text).map_or_else(Body::default, |raw| body(raw, position(raw))),
        missing: None,
    })
}

/// What serde says, without the values it may quote.
fn refuse(error: &serde_json::Error) -> Refusal {
    let what = match error.classify() {
        serde_json::error::Category::Eof => "it breaks off",
        serde_json::error::Category::Data => "not an object",
        _ => "an error",
    };
    let detail = format!("{what} at line {}, column {}", error.line(), error.column());
    Refusal::new(RefusalCode::BadJson, detail)
}

/// The text of an article. Markup in it is taken off, when it clearly is markup: a story
/// about <IBM> is not.
fn body(raw: &str, position: usize) -> Body<'_> {
    if !raw.starts_with('"') {
        return value::paragraphs(raw).map_or_else(Body::default, Body::untraced);
    }
    let Unescaped { text, offsets } = string::unescape(raw, position);
    if markup::is_fragment(&text) {
        return Body::untraced(markup::to_text(&text));
    }
    Body { text, offsets }
}

fn stamp(raw: &str) -> Option<Stamp> {
    match raw.as_bytes().first()? {
        b'"' => date::from_metadata(&string::unescape(raw, 0).text),
        b'{' | b'[' => value::stamp(raw),
        // A number: a year, a day in eight digits, or seconds since 1970 with a fraction.
        _ => {
            let whole = raw.split(['.', 'e', 'E']).next()?;
            match whole.len() {
                4 | 8 => date::from_metadata(whole),
                _ => date::from_epoch(whole.parse().ok()?),
            }
        }
    }
}

/// The values of the fields that were found, as they stand in the JSON.
#[derive(Default)]
struct Found<'a> {
    values: [Option<(Rank, &'a str)>; Field::ALL.len()],
}

impl<'a> Found<'a> {
    /// Keeps a value if it says something and no better name has said it.
    fn offer(&mut self, field: Field, rank: Rank, raw: &'a str) {
        let slot = &mut self.values[field as usize];
        let says_something = !matches!(raw, "null" | "\"\"" | "[]" | "{}" | "false" | "true");
        if !says_something || slot.is_some_and(|(best, _)| rank > best) {
            return;
        }
        // Records have fields for dates that hold zeros, or words, or another field's form.
        let is_date = matches!(field, Field::Published | Field::Updated);
        if !is_date || stamp(raw).is_some() {
            *slot = Some((rank, raw));
        }
    }

    fn get(&self, field: Field) -> Option<&'a str> {
        self.values[field as usize].map(|(_, raw)| raw)
    }

    /// The value of a field that is a name or the like.
    fn line(&self, field: Field) -> Option<Cow<'a, str>> {
        let raw = self.get(field)?;
        match raw.as_bytes().first()? {
            b'"' => Some(string::unescape(raw, 0).text),
            b'{' | b'[' => value::one_line(raw).map(Cow::Owned),
            _ => Some(Cow::Borrowed(raw)),
        }
    }
}

struct FieldsVisitor<'m> {
    map: &'m FieldMap,
}

impl<'de> Visitor<'de> for FieldsVisitor<'_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Found<'de>, A::Error> {
        let mut found = Found::default();
        while let Some(Key(field)) = object.next_key_seed(KeySeed { map: self.map })? {
            match field {
                Some((field, rank)) => {
                    found.offer(field, rank, object.next_value::<&'de RawValue>()?.get());
                }
                None => _ = object.next_value::<IgnoredAny>()?,
            }
        }
        Ok(found)
    }
}

/// A key, already looked up.
struct Key(Option<(Field, Rank)>);

struct KeySeed<'m> {
    map: &'m FieldMap,
}

impl<'de> serde::de::DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Key, E> {
        Ok(Key(self.map.lookup(key)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn draft(json: &str) -> Result<Draft<'static>, Refusal> {
        let input = Input::of(json.as_bytes());
        read(input, &ReadOptions::default()).map(Draft::into_owned)
    }

    #[test]
    fn fields_are_found_by_their_names() {
        for (json, expected) in [
            (r#"{"title":"T","body":"B","date":"2021-09-25","id":7}"#, "7|T|||||2021-09-25|B"),
            (r#"{"headline":"T","content":"B","publishedAt":1632528000}"#, "|T|||||2021-09-25|B"),
            (
                r#"{"_id":{"$oid":"5f"},"text":"B","published":1632528000123}"#,
                "5f||||||2021-09-25|B",
            ),
            (r#"{"text":"B","source":{"id":null,"name":"Oxus Wire"}}"#, "|||Oxus Wire||||B"),
            (
                r#"{"text":"B","authors":[{"name":"Jane Doe"},"John Roe"]}"#,
                "||Jane Doe, John Roe|||||B",
            ),
            (
                r#"{"text":"B","link":"https://example.com/a","lang":"en"}"#,
                "||||https://example.com/a|en||B",
            ),
            (r#"{"text":"B","published":null,"created":"2020"}"#, "||||||2020|B"),
            (
                r#"{"text":"B","published_at":"0000-00-00","date":"2021-09-25"}"#,
                "||||||2021-09-25|B",
            ),
            (r#"{"text":"B","date":0,"created_at":1632528000.5}"#, "||||||2021-09-25|B"),
            (r#"{"text":"B","webPublicationDate":"2021-09-25T10:00:00Z"}"#, "||||||2021-09-25|B"),
            (
                r#"{"text":"B","date":{"$date":{"$numberLong":"1632528000000"}}}"#,
                "||||||2021-09-25|B",
            ),
            (r#"{"text":"B","date":{"year":2021,"month":9,"day":25}}"#, "||||||2021-09-25|B"),
            (r#"{"text":"B","date":[2021,9,25]}"#, "||||||2021-09-25|B"),
            (r#"{"text":"B","date":["2021-09-25","2021-09-26"]}"#, "||||||2021-09-25|B"),
            (r#"{"text":"B","date":7}"#, "|||||||B"),
            (r#"{"text":["One.","Two."]}"#, "|||||||One.\n\nTwo."),
            (r#"{"text":"<p>One.</p><p>Two &amp; three.</p>"}"#, "|||||||One.\nTwo & three."),
            (r#"{"text":"<IBM> said it."}"#, "|||||||<IBM> said it."),
            (r#"{"text":"a\nb \u00e9 \ud83d\ude00"}"#, "|||||||a\nb é 😀"),
            ("{}", "|||||||"),
        ] {
            let d = draft(json).unwrap();
            let published = d.published.map(|stamp| stamp.date.to_string()).unwrap_or_default();
            let of = |field: Option<Cow<'_, str>>| field.unwrap_or_default().into_owned();
            let shown = [
                of(d.id),
                of(d.title),
                of(d.byline),
                of(d.outlet),
                of(d.url),
                of(d.language),
                published,
                d.body.text.into_owned(),
            ];
            assert_eq!(shown.join("|"), expected, "{json}");
        }
    }

    #[test]
    fn what_is_no_article_is_refused() {
        for (json, detail) in [
            ("{\"a\":", "it breaks off at line 1, column 5"),
            ("{\"a\" 1}", "an error at line 1, column 6"),
            ("[1]", "not an object at line 1, column 1"),
            ("\"secret\"", "not an object at line 1, column 8"),
            ("{} x", "an error at line 1, column 4"),
        ] {
            let refusal = draft(json).unwrap_err();
            assert_eq!((refusal.code, refusal.detail.as_str()), (RefusalCode::BadJson, detail));
        }
    }

    #[test]
    fn deep_values_are_passed_over() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let json = format!(r#"{{"x":{deep},"authors":{deep},"text":"B"}}"#);
        let draft = draft(&json).unwrap();
        assert_eq!((draft.body.text.as_ref(), draft.byline), ("B", None));
    }

    #[test]
    fn the_text_is_traced_between_escapes() {
        let json = r#"{"text":"one\ntwo \u201cthree\u201d"}"#;
        let body = draft(json).unwrap().body;
        assert_eq!(body.text, "one\ntwo “three”");
        for piece in body.offsets.pieces() {
            assert_eq!(
                &body.text[piece.text..piece.text + piece.len],
                &json[piece.source..piece.source + piece.len]
            );
        }
        assert_eq!(body.offsets.pieces().len(), 3);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let input = Input::of(&bytes);
            let _ = read(input, &ReadOptions::default());
        }

        #[test]
        fn anything_like_json_is_read_or_refused(
            json in r#"\{("(text|title|date|authors|id)":("[a-z<>&\\nu]{0,6}"|[0-9.e]{1,4}|\[\]|null|\{"name":"x"\}),?){0,4}\}?"#
        ) {
            let _ = draft(&json);
        }
    }
}
