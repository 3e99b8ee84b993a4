//! What WARC and ARC share: a stream of records that is read on behind damage.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, Chain, Read};

use super::cap::{Capped, Counted};
use super::http;
use super::sips::sips;
use super::{Entry, Place};
use crate::about::About;
use crate::stream::Stream;
use crate::window::{OnError, Window};
use crate::{Limits, Refusal, RefusalCode};

/// The bytes of a capture, unpacked if they are packed.
///
/// # Errors
///
/// When the first of them cannot be read.
pub(super) fn window(mut stream: Stream, limits: &Limits) -> Result<Window, Refusal> {
    if !stream.peek(2)?.starts_with(b"\x1F\x8B") {
        return Ok(Window::new(stream, OnError::End));
    }
    let (packed, count) = Counted::new(stream.into_reader());
    let members = Members { state: State::Between(sips(packed)) };
    let unpacked = Capped::new(members, count, limits);
    Ok(Window::new(Stream::new(unpacked, None), OnError::GoOn))
}

/// The content of gzip members one after another. A damaged one is an error, after which
/// reading goes on with the next that can be found: captures have a member for each record.
struct Members<R> {
    state: State<R>,
}

enum State<R> {
    /// Where a member should begin.
    Between(BufReader<R>),
    /// Behind damage, of which was told.
    Lost(BufReader<R>),
    Inside(Box<GzDecoder<Member<R>>>),
    Done,
}

/// A member: what it begins with, and what is read after that.
type Member<R> = Chain<&'static [u8], BufReader<R>>;

/// What a gzip member begins with.
const MAGIC: &[u8] = b"\x1F\x8B\x08";

impl<R: Read> Read for Members<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut reader) => match pass_magic(&mut reader)? {
                    Next::Member => self.state = inside(reader),
                    Next::End => {}
                    Next::Other => {
                        self.state = State::Lost(reader);
                        return Err(Refusal::damaged("no member begins where one should").into_io());
                    }
                },
                State::Lost(mut reader) => {
                    if find_member(&mut reader)? {
                        self.state = inside(reader);
                    }
                }
                State::Inside(mut decoder) => match decoder.read(to) {
                    Ok(0) if !to.is_empty() => self.state = State::Between(behind(*decoder)),
                    Ok(count) => {
                        self.state = State::Inside(decoder);
                        return Ok(count);
                    }
                    Err(error) => {
                        self.state = State::Lost(behind(*decoder));
                        return Err(error);
                    }
                },
            }
        }
    }
}

/// In a member, of which what it begins with is passed.
fn inside<R: Read>(reader: BufReader<R>) -> State<R> {
    State::Inside(Box::new(GzDecoder::new(MAGIC.chain(reader))))
}

/// What follows a member, or what was read of one that is damaged.
fn behind<R: Read>(decoder: GzDecoder<Member<R>>) -> BufReader<R> {
    let (_, reader) = decoder.into_inner().into_inner();
    reader
}

/// What comes where a member should begin.
enum Next {
    /// A member; what it begins with is passed.
    Member,
    /// Something else.
    Other,
    End,
}

/// Steps over padding and what the next member begins with. That is passed byte after byte
/// because it may lie across two fills of the buffer.
fn pass_magic(reader: &mut impl BufRead) -> io::Result<Next> {
    let mut passed = 0;
    while passed < MAGIC.len() {
        match reader.fill_buf()?.first() {
            None if passed == 0 => return Ok(Next::End),
            Some(&byte) if byte == MAGIC[passed] => passed += 1,
            Some(0 | b'\r' | b'\n') if passed == 0 => {}
            _ => return Ok(Next::Other),
        }
        reader.consume(1);
    }
    Ok(Next::Member)
}

/// Steps over everything up to the next member, and what that begins with; false at the end.
fn find_member(reader: &mut impl BufRead) -> io::Result<bool> {
    loop {
        match pass_magic(reader)? {
            Next::Member => return Ok(true),
            Next::End => return Ok(false),
            Next::Other => {
                let bytes = reader.fill_buf()?;
                let count = memchr::memchr(MAGIC[0], bytes).unwrap_or(bytes.len());
                reader.consume(count);
            }
        }
    }
}

/// A record as an entry: what a server answered to a request for `url`.
///
/// # Errors
///
/// What is no page that was there.
pub(super) fn answer(
    number: u64,
    url: &str,
    captured: Option<i64>,
    message: &[u8],
    origin: Option<u64>,
    limits: &Limits,
) -> Result<Entry, Refusal> {
    let response = http::parse(message, limits)?;
    if !(200..300).contains(&response.status) {
        let detail = format!("the server answered {}", response.status);
        return Err(Refusal::new(RefusalCode::NotAnArticle, detail));
    }
    if response.body.trim_ascii().is_empty() {
        return Err(Refusal::new(RefusalCode::NotAnArticle, "the server answered nothing"));
    }
    let origin = origin.zip(response.body_at).map(|(origin, at)| origin + at as u64);
    page(number, url, captured, &response.media, response.body.into_owned(), origin)
}

/// A record as an entry: bytes of a declared kind.
///
/// # Errors
///
/// Bytes of a kind that is no article.
pub(super) fn page(
    number: u64,
    url: &str,
    captured: Option<i64>,
    media: &http::Media,
    bytes: Vec<u8>,
    origin: Option<u64>,
) -> Result<Entry, Refusal> {
    let is_of_robots = url.ends_with("/robots.txt");
    if is_of_robots || url.starts_with("metadata:") || url.starts_with("dns:") {
        return Err(Refusal::new(RefusalCode::NotAnArticle, "data about the capture"));
    }
    let kind = media.format()?;
    let about = About {
        url: Some(url.to_owned()),
        charset: media.charset.clone(),
        modified: captured,
        ..About::default()
    };
    let stream = Stream::of_bytes(bytes, origin);
    Ok(Entry { place: Place::Record(number), kind, about, stream })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const FIRST: &[u8] = b"WARC/1.0 one";
    const SECOND: &[u8] = b"WARC/1.0 two, which is another member";
    const THIRD: &[u8] = b"WARC/1.0 three";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// What comes out of packed bytes of which so many are held at a time, `!` for damage.
    fn unpacked(packed: &[u8], held: usize) -> Vec<u8> {
        let mut members = Members { state: State::Between(BufReader::with_capacity(held, packed)) };
        let (mut all, mut some) = (Vec::new(), [0; 64]);
        loop {
            match members.read(&mut some) {
                Ok(0) => return all,
                Ok(count) => all.extend_from_slice(&some[..count]),
                Err(_) => all.push(b'!'),
            }
        }
    }

    #[test]
    fn members_are_found_wherever_they_begin() {
        let whole = [gzip(FIRST), gzip(SECOND), gzip(THIRD)].concat();
        let padded = [gzip(FIRST), vec![0; 7], gzip(SECOND), gzip(THIRD), vec![0; 7]].concat();
        let expected = [FIRST, SECOND, THIRD].concat();
        for held in 1..=padded.len() {
            for packed in [&whole, &padded] {
                let found = unpacked(packed, held);
                assert_eq!(found.escape_ascii().to_string(), expected.escape_ascii().to_string());
            }
        }
    }

    #[test]
    fn what_is_between_members_is_told_once() {
        let expected = [FIRST, b"!", THIRD].concat();
        // A member whose first byte is another, and what is left of one.
        let mut headless = gzip(SECOND);
        headless[0] = b'x';
        let rest = &gzip(SECOND)[9..];
        for between in [&b"rubbish"[..], b"\0\0x\0\0", b"\x1F\x8B", &headless, rest] {
            let packed = [&gzip(FIRST), between, &gzip(THIRD)].concat();
            for held in 1..=packed.len() {
                let found = unpacked(&packed, held);
                assert_eq!(found.escape_ascii().to_string(), expected.escape_ascii().to_string());
            }
            let packed = [&gzip(FIRST), between].concat();
            assert_eq!(unpacked(&packed, 5), [FIRST, b"!"].concat());
        }
    }

    #[test]
    fn members_behind_damage_are_found_wherever_they_begin() {
        let mut damaged = gzip(SECOND);
        // A block of a type that there is not, and bytes that begin as a member does.
        damaged[10] = 0xFF;
        for tail in [&b""[..], b"\x1F", b"\x1F\x8B", b"\x1F\x8B\x1F"] {
            let packed = [&gzip(FIRST), &damaged, tail, &gzip(THIRD)].concat();
            for held in 1..=packed.len() {
                let found = unpacked(&packed, held);
                assert!(found.starts_with(FIRST) && found.ends_with(THIRD), "{held} {found:?}");
                assert!(found.contains(&b'!'), "{held} {found:?}");
            }
        }
    }
}
