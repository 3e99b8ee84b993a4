use std::collections::VecDeque;
use std::ops::Range;

use super::Slice;
use crate::stream::Stream;
use crate::window::{OnError, Window};
use crate::{Refusal, RefusalCode};

/// Which elements of a piece of markup are records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ElementNames {
    /// Their names, without prefix, whatever their case.
    pub(crate) names: &'static [&'static str],
    /// What such a source is called, for refusals.
    pub(crate) source: &'static str,
}

/// The elements of a stream of markup that are records, numbered from 1, each from its
/// start tag to its end tag.
///
/// Nothing of the markup has to be well-formed: an element that is not closed ends where
/// the next one begins. No more than one of them is held.
pub(super) struct Elements {
    window: Window,
    names: ElementNames,
    longest: usize,
    number: u64,
    /// What is told next, before anything more is read.
    waiting: VecDeque<Refusal>,
    done: bool,
}

/// Something in the markup that matters.
enum Mark {
    /// A record begins; the range is its start tag.
    Start { range: Range<usize>, name: Range<usize>, closed: bool },
    /// One ends.
    End { range: Range<usize>, name: Range<usize> },
}

/// What was looked for in the bytes at hand.
enum Search {
    Found(Mark),
    /// Nothing up to this byte; from here on more bytes are needed.
    More(usize),
}

impl Elements {
    pub(super) fn new(stream: Stream, names: ElementNames, longest: usize) -> Self {
        let window = Window::new(stream, OnError::End);
        Self { window, names, longest, number: 0, waiting: VecDeque::new(), done: false }
    }

    /// The next start tag of a record, everything before it passed.
    fn start(&mut self) -> Option<(Range<usize>, Range<usize>, bool)> {
        let mut from = 0;
        loop {
            match self.search(from) {
                Search::Found(Mark::Start { range, name, closed }) => {
                    let before = range.start;
                    self.window.advance(before);
                    let moved = |range: Range<usize>| range.start - before..range.end - before;
                    return Some((moved(range), moved(name), closed));
                }
                Search::Found(Mark::End { range, .. }) => from = range.end,
                Search::More(at) => {
                    if self.window.is_ended() {
                        return None;
                    }
                    self.window.advance(at);
                    from = 0;
                    self.fill_past(0);
                }
            }
        }
    }

    /// How many bytes the record at the start of the window has, its start tag being the
    /// first `tag` of them; a longer one than is allowed is none.
    fn length(&mut self, tag: usize, name: &[u8]) -> Option<usize> {
        let mut from = tag;
        loop {
            match self.search(from) {
                Search::Found(Mark::Start { range, .. }) => return Some(range.start),
                Search::Found(Mark::End { range, name: found }) => {
                    if local(&self.window.bytes()[found]).eq_ignore_ascii_case(name) {
                        return Some(range.end);
                    }
                    from = range.end;
                }
                Search::More(at) => {
                    if self.window.is_ended() {
                        let detail = "it breaks off within a record";
                        self.waiting
                            .push_back(Refusal::damaged(detail).of_record(Some(self.number)));
                        return Some(self.window.bytes().len());
                    }
                    if self.window.bytes().len() > self.longest {
                        return None;
                    }
                    from = at;
                    self.fill_past(at);
                }
            }
        }
    }

    /// Reads on. A comment or tag that never ends is looked through again as more comes,
    /// so what comes doubles.
    fn fill_past(&mut self, at: usize) {
        let wanted = self.window.bytes().len() + (self.window.bytes().len() - at).max(1);
        while self.window.bytes().len() < wanted && !self.window.is_ended() {
            if let Err(refusal) = self.window.fill() {
                self.waiting.push_back(refusal.of_record(Some(self.number + 1)));
            }
        }
    }

    /// The next mark from byte `from` of the window on.
    fn search(&self, from: usize) -> Search {
        let bytes = self.window.bytes();
        let mut at = from;
        loop {
            let Some(found) = memchr::memchr(b'<', &bytes[at..]) else {
                return Search::More(bytes.len());
            };
            at += found;
            let rest = &bytes[at..];
            let end = match special_end(rest) {
                Special::Ends(length) => at + length,
                Special::Unknown if !self.window.is_ended() => return Search::More(at),
                Special::Unknown => bytes.len(),
                Special::Tag => match tag_end(rest) {
                    Some(length) => {
                        if let Some(mark) = self.mark(at, length) {
                            return Search::Found(mark);
                        }
                        at + length
                    }
                    // The attributes of a record do not hide it, however many there are.
                    None if rest.len() > LONGEST_TAG => match self.mark(at, LONGEST_TAG) {
                        Some(Mark::Start { range, name, .. }) => {
                            return Search::Found(Mark::Start { range, name, closed: false });
                        }
                        _ => at + 1,
                    },
                    None if self.window.is_ended() => bytes.len(),
                    None => return Search::More(at),
                },
            };
            at = end;
            if at >= bytes.len() {
                return Search::More(bytes.len());
            }
        }
    }

    /// What a tag means, if it is that of a record.
    fn mark(&self, at: usize, length: usize) -> Option<Mark> {
        let tag = &self.window.bytes()[at..at + length];
        let is_end = tag.get(1) == Some(&b'/');
        let from = if is_end { 2 } else { 1 };
        let name_length = tag[from..]
            .iter()
            .take_while(|&&byte| !byte.is_ascii_whitespace() && !b"/><".contains(&byte))
            .count();
        let name = local(&tag[from..from + name_length]);
        let wanted =
            self.names.names.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name));
        if !wanted {
            return None;
        }
        let range = at..at + length;
        let name = at + from..at + from + name_length;
        Some(match is_end {
            true => Mark::End { range, name },
            false => Mark::Start { closed: tag.ends_with(b"/>"), range, name },
        })
    }
}

/// A longer tag is none.
const LONGEST_TAG: usize = 64 << 10;

enum Special {
    /// A comment, section or instruction of so many bytes.
    Ends(usize),
    /// One whose end is not at hand.
    Unknown,
    Tag,
}

/// Steps over what begins with `<` and is no tag.
fn special_end(rest: &[u8]) -> Special {
    let until = |opening: usize, closing: &[u8]| {
        let found = memchr::memmem::find(rest.get(opening..).unwrap_or_default(), closing);
        found.map_or(Special::Unknown, |at| Special::Ends(opening + at + closing.len()))
    };
    if rest.starts_with(b"<![CDATA[") {
        until(9, b"]]>")
    } else if rest.starts_with(b"<!--") {
        until(4, b"-->")
    } else if rest.starts_with(b"<?") {
        until(2, b">")
    } else if b"<![CDATA[".starts_with(rest) || b"<!--".starts_with(rest) {
        Special::Unknown
    } else if rest.starts_with(b"<!") {
        // What a document type declares in brackets has no records; stepping into it does
        // no harm.
        Special::Ends(2)
    } else {
        Special::Tag
    }
}

/// The length of a tag; it ends where the next one begins, at the latest.
fn tag_end(rest: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in rest.iter().enumerate().skip(1) {
        match (byte, quote) {
            (b'<', _) => return Some(at),
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) if rest[at - 1] == b'=' => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ if at > LONGEST_TAG => return None,
            _ => {}
        }
    }
    None
}

fn local(name: &[u8]) -> &[u8] {
    memchr::memrchr(b':', name).map_or(name, |colon| &name[colon + 1..])
}

impl Iterator for Elements {
    type Item = Result<Slice, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(refusal) = self.waiting.pop_front() {
                return Some(Err(refusal));
            }
            if self.done {
                return None;
            }
            let Some((tag, name, closed)) = self.start() else {
                self.done = true;
                if self.number == 0 && self.waiting.is_empty() {
                    let detail = format!("{} without entries", self.names.source);
                    return Some(Err(Refusal::new(RefusalCode::NotAnArticle, detail)));
                }
                continue;
            };
            if closed {
                self.window.advance(tag.end);
                self.number += 1;
                continue;
            }
            self.number += 1;
            let name = local(&self.window.bytes()[name]).to_ascii_lowercase();
            match self.length(tag.end, &name) {
                Some(length) => return Some(Ok(Slice::of(&mut self.window, length, self.number))),
                None => {
                    self.window.advance_to_last(LONGEST_TAG);
                    let refusal = Refusal::too_large("record", self.longest as u64);
                    return Some(Err(refusal.of_record(Some(self.number))));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::dribble::Dribble;
    use super::*;

    const FEED: ElementNames = ElementNames { names: &["item", "entry"], source: "a feed" };

    fn cut(xml: &str, step: usize, longest: usize) -> Vec<String> {
        let stream = Stream::new(Dribble::new(xml.as_bytes(), step), Some(0));
        Elements::new(stream, FEED, longest)
            .map(|one| match one {
                Ok(slice) => {
                    let text = String::from_utf8(slice.bytes).unwrap();
                    let at = slice.byte_offset.unwrap() as usize;
                    assert_eq!(xml[at..at + text.len()], text);
                    text
                }
                Err(refusal) => format!("{refusal}"),
            })
            .collect()
    }

    #[test]
    fn records_of_markup() {
        for (xml, expected) in [
            (
                "<rss><item>a</item> <item x='>'>b</item></rss>",
                vec!["<item>a</item>", "<item x='>'>b</item>"],
            ),
            ("<a:entry><b/></a:entry>", vec!["<a:entry><b/></a:entry>"]),
            (
                "<!-- <item> --><item><![CDATA[</item>]]></item>",
                vec!["<item><![CDATA[</item>]]></item>"],
            ),
            ("<item>a<item>b</item>", vec!["<item>a", "<item>b</item>"]),
            ("<items><item/><ITEM>a</ITEM>", vec!["<ITEM>a</ITEM>"]),
            ("<item>a", vec!["<item>a", "record 1: damaged: it breaks off within a record"]),
            (
                "<item><title><![CD",
                vec!["<item><title><![CD", "record 1: damaged: it breaks off within a record"],
            ),
            ("<rss></rss>", vec!["not an article: a feed without entries"]),
        ] {
            for step in [1, 3, 1000] {
                assert_eq!(cut(xml, step, 1000), expected, "{xml} {step}");
            }
        }
    }

    #[test]
    fn a_record_with_a_tag_that_hardly_ends_is_one() {
        let attributes = " a='b'".repeat(50_000);
        let xml = format!("<rss><item{attributes}>a</item><item>b</item></rss>");
        let expected = [format!("<item{attributes}>a</item>"), "<item>b</item>".to_owned()];
        for step in [999, 1 << 20] {
            assert_eq!(cut(&xml, step, 1 << 20), expected);
        }
    }

    #[test]
    fn a_record_that_is_too_long_is_one_refusal() {
        let xml = format!("<item>{}</item><item>b</item>", "x".repeat(600_000));
        let found = cut(&xml, 1000, 100_000);
        assert_eq!(found[0], "record 1: too large: the record is over the limit of 100000 bytes");
        assert_eq!(found[1..], ["<item>b</item>"]);
    }

    proptest! {
        #[test]
        fn steps_make_no_difference(
            xml in "(<item>|</item>|<entry a='|'>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|x|<|>){0,20}", step in 1usize..9
        ) {
            prop_assert_eq!(cut(&xml, step, 1000), cut(&xml, 1000, 1000));
        }
    }
}
