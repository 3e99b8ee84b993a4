//! Mail: newsletters and alerts, one message or a mailbox of them.

use std::borrow::Cow;

use mail_parser::{Address, DateTime, Message, MessageParser, MimeHeaders, PartType};

use super::{Format, Input, RecordLayout, Rules, fragment};
use crate::date::{self, Stamp};
use crate::draft::{Body, Draft};
use crate::records::Separator;
use crate::{ReadOptions, Refusal, RefusalCode, charset};

pub(super) const MESSAGE: Rules = Rules {
    format: Format::Mail,
    name: "mail",
    extensions: &["eml", "mail"],
    records: RecordLayout::Whole,
    read,
};

pub(super) const MAILBOX: Rules = Rules {
    format: Format::Mailbox,
    name: "mbox",
    extensions: &["mbox", "mbx"],
    records: RecordLayout::Messages(Separator::FromLine),
    read,
};

/// Header fields with which a message may begin.
const FIRST_FIELDS: &[&[u8]] = &[
    b"Return-Path:",
    b"Received:",
    b"Delivered-To:",
    b"MIME-Version:",
    b"Message-ID:",
    b"X-Original-To:",
    b"DKIM-Signature:",
    b"ARC-Seal:",
    b"Content-Type:",
];

/// Whether bytes begin as a message does, or as a mailbox.
pub(super) fn kind_of(start: &[u8]) -> Option<Format> {
    let trimmed = start.trim_ascii_start();
    let begins = |field: &&[u8]| {
        trimmed.get(..field.len()).is_some_and(|found| found.eq_ignore_ascii_case(field))
    };
    if FIRST_FIELDS.iter().any(begins) {
        return Some(Format::Mail);
    }
    let rest = trimmed.strip_prefix(b"From ")?;
    let end = memchr::memchr(b'\n', rest)?;
    let is_next_a_field = FIRST_FIELDS.iter().any(|field| {
        rest[end + 1..].get(..field.len()).is_some_and(|found| found.eq_ignore_ascii_case(field))
    });
    (is_next_a_field && crate::records::is_from_line(rest)).then_some(Format::Mailbox)
}

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    if input.bytes.trim_ascii().is_empty() {
        return Err(Refusal::new(RefusalCode::Empty, ""));
    }
    charset::refuse_magic(input.bytes)?;
    refuse_nesting(input.bytes, options.limits.markup_depth)?;
    let bytes = without_from_line(input.bytes.trim_ascii_start());
    let no_message = || Refusal::damaged("a message without a header");
    let message = MessageParser::default().parse(bytes).ok_or_else(no_message)?;
    if message.headers().is_empty() {
        return Err(no_message());
    }
    let sender = Sender::of(&message);
    let text = text(&message).unwrap_or_default();
    Ok(Draft {
        id: message.message_id().map(|id| Cow::Owned(id.to_owned())),
        title: message.subject().and_then(fragment::line_of).map(Cow::Owned),
        outlet: sender.outlet.map(Cow::Owned),
        byline: sender.person.map(Cow::Owned),
        published: message.date().and_then(stamp),
        language: message.content_language().as_text().map(|tag| Cow::Owned(tag.to_owned())),
        body: Body::untraced(text),
        ..Draft::default()
    })
}

/// Refuses a message with more parts inside of each other than anyone sends.
fn refuse_nesting(bytes: &[u8], limit: usize) -> Result<(), Refusal> {
    let parts = memchr::memmem::find_iter(bytes, b"multipart/").count();
    let messages = memchr::memmem::find_iter(bytes, b"message/rfc822").count();
    if parts + messages > limit {
        let detail = format!("parts nest more than {limit} deep, or are as many");
        return Err(Refusal::new(RefusalCode::TooDeep, detail));
    }
    Ok(())
}

/// A message of a mailbox without the line that separates it.
fn without_from_line(bytes: &[u8]) -> &[u8] {
    match (bytes.starts_with(b"From "), memchr::memchr(b'\n', bytes)) {
        (true, Some(end)) => &bytes[end + 1..],
        _ => bytes,
    }
}

/// Who speaks in a message: a publication to its list, or somebody.
#[derive(Default)]
struct Sender {
    outlet: Option<String>,
    person: Option<String>,
}

impl Sender {
    fn of(message: &Message<'_>) -> Self {
        let first = message.from().and_then(Address::first);
        let name = first.and_then(|address| address.name()).and_then(fragment::line_of);
        let host = first
            .and_then(|address| address.address())
            .and_then(|address| address.rsplit_once('@'))
            .map(|(_, host)| host.to_lowercase());
        let is_list = ["List-Id", "List-Unsubscribe", "List-Post"]
            .iter()
            .any(|field| message.header_raw(*field).is_some());
        match is_list {
            true => Self { outlet: name.or(host), person: None },
            false => Self { outlet: host, person: name },
        }
    }
}

fn stamp(date: &DateTime) -> Option<Stamp> {
    date::from_metadata(&format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

/// The text of a message: the plain one, unless that is a stub for programs that cannot
/// show the other.
fn text(message: &Message<'_>) -> Option<String> {
    let mut plain = String::new();
    let mut markup = String::new();
    for part in &message.parts {
        if part.attachment_name().is_some() {
            continue;
        }
        match &part.body {
            PartType::Text(text) => add(&mut plain, text.trim()),
            PartType::Html(html) => add(&mut markup, &fragment::text_of(html)),
            _ => {}
        }
    }
    let is_stub = plain.trim().len() * 4 < markup.len();
    let text = if plain.trim().is_empty() || is_stub { markup } else { plain };
    (!text.is_empty()).then_some(text)
}

fn add(text: &mut String, part: &str) {
    if !text.is_empty() && !part.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(part);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LETTER: &str = "From desk@oxus.example Sat Sep 25 10:00:00 2021\r\n\
        Message-ID: <1@oxus.example>\r\nFrom: =?utf-8?q?Oxus_W=C3=ADre?= <desk@oxus.example>\r\n\
        Date: Sat, 25 Sep 2021 23:30:00 +0500\r\nList-Id: <news.oxus.example>\r\n\
        Subject: =?utf-8?B?Qm9yZGVyIHJlb3BlbnM=?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\
        Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Lorries crossed =96 at last, and drivers who had wai=\r\nted were glad.\r\n--b\r\n\
        Content-Type: text/html\r\n\r\n<p>Lorries crossed</p>\r\n--b--\r\n";

    fn shown(mail: &[u8]) -> String {
        let draft = match read(Input::of(mail), &ReadOptions::default()) {
            Ok(draft) => draft,
            Err(refusal) => return refusal.to_string(),
        };
        let of = |field: Option<Cow<'_, str>>| field.unwrap_or_default().into_owned();
        let published = draft.published.map(|stamp| stamp.date.to_string()).unwrap_or_default();
        [
            of(draft.id),
            of(draft.title),
            of(draft.outlet),
            of(draft.byline),
            published,
            draft.body.text.into_owned(),
        ]
        .join("|")
    }

    #[test]
    fn messages_are_read() {
        assert_eq!(
            shown(LETTER.as_bytes()),
            "1@oxus.example|Border reopens|Oxus Wíre||2021-09-25|\
             Lorries crossed – at last, and drivers who had waited were glad."
        );
        let plain = b"From: Jane Doe <jane@oxus.example>\nSubject: Border\n\nLorries crossed.\n";
        assert_eq!(shown(plain), "|Border|oxus.example|Jane Doe||Lorries crossed.");
        let stub = b"Content-Type: text/html\nSubject: Border\n\n<p>Lorries</p><p>Cars</p>";
        assert_eq!(shown(stub), "|Border||||Lorries\nCars");
    }

    #[test]
    fn beginnings_tell_mail() {
        for (start, expected) in [
            (LETTER, Some(Format::Mailbox)),
            ("Received: by x\n", Some(Format::Mail)),
            ("From here on the road", None),
            ("Title: x\n", None),
        ] {
            assert_eq!(kind_of(start.as_bytes()), expected, "{start}");
        }
    }

    proptest! {
        #[test]
        fn any_message_is_read_or_refused(cut in 0usize..LETTER.len(), other in proptest::collection::vec(any::<u8>(), 0..6)) {
            let bytes = LETTER.as_bytes();
            let _ = shown(&[&bytes[..cut], &other, &bytes[cut..]].concat());
            let _ = shown(&bytes[..cut]);
        }
    }
}
