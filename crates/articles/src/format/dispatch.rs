//! Wire text: dispatches between control characters, as IPTC 7901 and ANPA 1312 have them.

use std::borrow::Cow;

use dateline_model::{OffsetMap, Piece};

use super::{Format, Input, RecordLayout, Rules};
use crate::date::{self, Stamp};
use crate::draft::{Body, Draft};
use crate::records::Separator;
use crate::{ReadOptions, Refusal, RefusalCode, charset};

pub(super) const RULES: Rules = Rules {
    format: Format::Dispatch,
    name: "dispatch",
    extensions: &["iptc", "anpa", "wire", "tst"],
    records: RecordLayout::Messages(Separator::Transmission),
    read,
};

/// Start of a header, of a text, and end of a text.
const HEADER: char = '\u{1}';
const TEXT: char = '\u{2}';
const END: char = '\u{3}';

/// Whether bytes begin as a transmission does: with the start of a header, perhaps after
/// what wakes the receiver up.
pub(crate) fn is_dispatch(start: &[u8]) -> bool {
    let skipped = start.iter().take_while(|&&byte| byte == 0x16 || byte.is_ascii_whitespace());
    start.get(skipped.count()) == Some(&0x01)
        && memchr::memchr(0x02, &start[..start.len().min(1024)]).is_some()
}

fn read<'a>(input: Input<'a>, _: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let charset = input.about.charset.as_deref();
    let Body { text, offsets } = charset::decode_teletype(input.bytes, input.offset, charset)?;
    let Some(parts) = Parts::of(&text) else {
        return Err(Refusal::new(RefusalCode::NoText, "a transmission without a text"));
    };
    let draft = match parts.text.trim_start().starts_with('^') {
        true => anpa(&parts),
        false => iptc(&parts),
    };
    Ok(draft.traced(&offsets).into_owned())
}

/// The parts of a transmission.
struct Parts<'t> {
    header: &'t str,
    text: &'t str,
    /// Where the text begins.
    at: usize,
    /// What follows the text.
    trailer: &'t str,
}

impl<'t> Parts<'t> {
    fn of(all: &'t str) -> Option<Self> {
        let start = all.find(HEADER).map_or(0, |at| at + 1);
        let at = start + all[start..].find(TEXT)? + 1;
        let end = all[at..].find(END).map(|length| at + length);
        Some(Self {
            header: &all[start..at - 1],
            text: &all[at..end.unwrap_or(all.len())],
            at,
            trailer: end.map_or("", |end| &all[end + 1..]),
        })
    }

    /// The lines of the text, with where they begin in it.
    fn lines(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let text = self.text;
        text.split('\n').map(move |line| {
            let start = line.as_ptr().addr() - text.as_ptr().addr();
            (start, line.trim_end_matches('\r'))
        })
    }
}

/// A dispatch of IPTC 7901: lines of a headline up to one that ends in `=`, the last of
/// them perhaps a byline, then the story. When it was sent follows the text.
fn iptc(parts: &Parts<'_>) -> Draft<'static> {
    /// Lines among which the headline ends.
    const MOST: usize = 10;
    let mut head: Vec<&str> = Vec::new();
    let mut body = 0;
    for (start, line) in parts.lines().take(MOST) {
        let trimmed = line.trim();
        if let Some(last) = trimmed.strip_suffix('=') {
            head.push(last.trim());
            body = start + line.len();
            break;
        }
        if !trimmed.is_empty() {
            head.push(trimmed);
        }
    }
    if body == 0 {
        head.clear();
    }
    let byline = head.pop_if(|line| is_byline(line));
    // "1ST LEAD" and the like say which version of a story it is.
    if head.len() > 1 && head[0].chars().all(|c| !c.is_lowercase()) && head[0].len() < 24 {
        head.remove(0);
    }
    let title = head.join(" ");
    Draft {
        title: Some(title).filter(|title| !title.is_empty()).map(Cow::Owned),
        byline: byline.map(|byline| Cow::Owned(byline.to_owned())),
        outlet: agency(parts.header).map(|name| Cow::Owned(name.to_owned())),
        published: sent(parts.trailer),
        body: set(parts, body, Some),
        ..Draft::default()
    }
}

/// The agency in a header "eca0124 3 i 93  dpa 1888".
fn agency(header: &str) -> Option<&str> {
    let first = header.lines().next()?;
    let mut words = first.split_ascii_whitespace().rev();
    let number = words.next()?;
    let name = words.next()?;
    let is_name = (2..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic());
    (is_name && number.bytes().all(|b| b.is_ascii_digit())).then_some(name)
}

/// When a dispatch was sent, by its last line: "212101 GMT Nov 18", which is the day and
/// the time, and the month and the year.
fn sent(trailer: &str) -> Option<Stamp> {
    let mut words = trailer.split_ascii_whitespace();
    let (time, _zone, month, year) = (words.next()?, words.next()?, words.next()?, words.next()?);
    if time.len() != 6 || year.len() != 2 || !time.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // German desks write the months that differ as they are used to.
    let month = match month.to_ascii_lowercase().as_str() {
        "okt" => "Oct",
        "dez" => "Dec",
        "mai" => "May",
        "mrz" | "mär" => "Mar",
        _ => month,
    };
    date::from_metadata(&format!("{} {month} {year} 00:00:00", &time[..2]))
}

/// A dispatch of ANPA 1312: lines of the head begin with `^` and end in `<`, the first one
/// names the story, the next is its headline; paragraphs are indented. The line after the
/// text says when it was sent.
fn anpa(parts: &Parts<'_>) -> Draft<'static> {
    let head = |line: &str| {
        let line = line.trim().strip_prefix('^')?;
        Some(line.trim_end_matches(['<', '=', ' ']).trim().to_owned())
    };
    let lines: Vec<(usize, String)> =
        parts.lines().map_while(|(at, line)| Some((at, head(line)?))).collect();
    let headline = lines
        .iter()
        .skip(1)
        .map(|(_, line)| line)
        .find(|line| !line.is_empty() && !is_note(line) && !is_byline(line));
    let byline = lines.iter().map(|(_, line)| line).find(|line| is_byline(line));
    let body = parts.lines().nth(lines.len()).map_or(parts.text.len(), |(at, _)| at);
    let mut story = set(parts, body, |line| (!line.trim().starts_with('^')).then_some(line));
    if story.text.trim().is_empty() && lines.len() > 2 {
        // A list of headlines is all head.
        let from = lines[2].0.saturating_sub(1);
        story = set(parts, from, |line| Some(line.trim().trim_start_matches('^')));
    }
    Draft {
        title: headline.map(|line| Cow::Owned(line.replace('<', ""))),
        byline: byline.map(|line| Cow::Owned(line.clone())),
        outlet: last_line(parts).starts_with("AP-").then_some(Cow::Borrowed("AP")),
        published: stamp_of_last_line(last_line(parts)),
        body: story,
        ..Draft::default()
    }
}

/// What follows the text: "AP-WF-11-13-13 1509GMT".
fn last_line<'t>(parts: &Parts<'t>) -> &'t str {
    let mut lines = parts.trailer.lines().map(str::trim);
    lines.find(|line| !line.is_empty()).unwrap_or_default().trim_start_matches('^')
}

fn stamp_of_last_line(line: &str) -> Option<Stamp> {
    let (codes, time) = line.trim_end_matches('<').trim().split_once(' ')?;
    if !time.trim().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut parts = codes.rsplit('-');
    let (year, day, month) = (parts.next()?, parts.next()?, parts.next()?);
    let is_pair = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if ![year, day, month].into_iter().all(is_pair) {
        return None;
    }
    let century = if year < "50" { "20" } else { "19" };
    date::from_metadata(&format!("{century}{year}-{month}-{day}"))
}

fn is_byline(line: &str) -> bool {
    let start = line.get(..3).unwrap_or_default();
    start.eq_ignore_ascii_case("by ") && line.len() < 120
}

/// A line of the head that speaks to editors.
fn is_note(line: &str) -> bool {
    ["AP Photo", "Eds:", "EDITOR'S NOTE", "AP Video", "AP Graphic", "With AP "]
        .iter()
        .any(|note| line.starts_with(note))
}

/// The story from byte `from` of the text on: each line without the marks at its end, with
/// the way back.
fn set<'t>(
    parts: &Parts<'t>,
    from: usize,
    keep: impl Fn(&'t str) -> Option<&'t str>,
) -> Body<'static> {
    let mut text = String::with_capacity(parts.text.len());
    let mut offsets = OffsetMap::default();
    for (start, line) in parts.lines() {
        let end = start + line.len();
        if end <= from && end > 0 {
            continue;
        }
        let Some(kept) = keep(line) else { continue };
        let kept = kept.trim_end_matches(['<', ' ', '\t', '\u{c}']);
        let kept = kept.trim_start();
        let source = parts.at + (kept.as_ptr().addr() - parts.text.as_ptr().addr());
        offsets.push(Piece { text: text.len(), source, len: kept.len() });
        text.push_str(kept);
        text.push('\n');
    }
    Body { text: Cow::Owned(text), offsets }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const IPTC: &str = "\u{1}oxw0124 3 i 93  oxw 1888\r\n\nTajikistan/border/\r\n\u{2}1ST LEAD\r\nBorder at Termez\nreopens\r\nBy Jane Doe, oxw =\r\n\nTermez (oxw) - Lorries crossed\r\nthe bridge.\r\n\u{3}252101 GMT Sep 21\r\n\u{7f}";
    const ANPA: &str = "\u{16}\u{16}\u{1}W2870\u{1f}_asian\nf l\u{13}\u{11}BC-TAJ--Border     09-25 1049\n\u{2}^BC-TAJ--Border,466<\n^Border at Termez reopens<\n^AP Photo XNP101<\n^By JANE DOE=\n^Associated Press=\n\t   TERMEZ (AP) _ Lorries crossed. \n \n\t   Cars too.<\n\n\t   \u{3}AP-WF-09-25-21 1509GMT<\n\n\u{c}\n\u{4}";

    fn shown(text: &str) -> String {
        let draft = match read(Input::of(text.as_bytes()), &ReadOptions::default()) {
            Ok(draft) => draft.into_owned(),
            Err(refusal) => return refusal.to_string(),
        };
        for piece in draft.body.offsets.pieces() {
            assert_eq!(
                &draft.body.text[piece.text..piece.text + piece.len],
                &text[piece.source..piece.source + piece.len]
            );
        }
        let of = |field: Option<Cow<'_, str>>| field.unwrap_or_default().into_owned();
        let published = draft.published.map(|stamp| stamp.date.to_string()).unwrap_or_default();
        let fields = [of(draft.title), of(draft.byline), of(draft.outlet), published];
        format!("{}|{}", fields.join("|"), draft.body.text.trim())
    }

    #[test]
    fn dispatches_are_read() {
        assert_eq!(
            shown(IPTC),
            "Border at Termez reopens|By Jane Doe, oxw|oxw|2021-09-25|Termez (oxw) - Lorries crossed\nthe bridge."
        );
        assert_eq!(
            shown(ANPA),
            "Border at Termez reopens|By JANE DOE|AP|2021-09-25|TERMEZ (AP) _ Lorries crossed.\n\nCars too."
        );
        assert_eq!(shown("\u{1}x"), "no article text in it: a transmission without a text");
    }

    #[test]
    fn transmissions_are_recognised() {
        for (start, expected) in
            [(IPTC, true), (ANPA, true), ("\u{1}x", false), ("x\u{1}\u{2}", false)]
        {
            assert_eq!(is_dispatch(start.as_bytes()), expected);
        }
    }

    proptest! {
        #[test]
        fn any_dispatch_is_read_or_refused(cut in 0usize..ANPA.len(), other in "[\u{1}-\u{4}^<=\né]{0,4}") {
            let _ = shown(&format!("{}{other}{}", &ANPA[..cut], &ANPA[cut..]));
            let _ = shown(&format!("{other}{}", &IPTC[..cut.min(IPTC.len())]));
        }
    }
}
