//! What WARC and ARC share: a stream of records that is read on behind damage.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, Read};

use super::cap::{Capped, Counted};
use super::http;
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
    let members = Members { state: State::Between(BufReader::with_capacity(64 << 10, packed)) };
    let unpacked = Capped::new(members, count, limits);
    Ok(Window::new(Stream::new(unpacked, None), OnError::GoOn))
}

/// The content of gzip members one after another. A damaged one is an error, after which
/// reading goes on with the next that can be found: captures have a member for each record.
struct Members<R> {
    state: State<R>,
}

enum State<R> {
    Between(BufReader<R>),
    Inside(Box<GzDecoder<BufReader<R>>>),
    Done,
}

/// What a gzip member begins with.
const MAGIC: &[u8] = b"\x1F\x8B\x08";

impl<R: Read> Read for Members<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut reader) => {
                    if find_member(&mut reader)? {
                        self.state = State::Inside(Box::new(GzDecoder::new(reader)));
                    }
                }
                State::Inside(mut decoder) => match decoder.read(to) {
                    Ok(0) if !to.is_empty() => self.state = State::Between(decoder.into_inner()),
                    Ok(count) => {
                        self.state = State::Inside(decoder);
                        return Ok(count);
                    }
                    Err(error) => {
                        self.state = State::Between(decoder.into_inner());
                        return Err(error);
                    }
                },
            }
        }
    }
}

/// Steps to the next member; false at the end.
fn find_member(reader: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        if bytes.starts_with(MAGIC) {
            return Ok(true);
        }
        // A member whose first bytes lie across two fills of the buffer is lost: it is
        // looked for behind damage only.
        match memchr::memmem::find(&bytes[1..], MAGIC) {
            Some(at) => reader.consume(at + 1),
            None => {
                let count = bytes.len();
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
