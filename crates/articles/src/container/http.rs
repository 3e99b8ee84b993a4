use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::cap::{Capped, Counted};
use super::sips::{Sips, sips};
use crate::{Format, Limits, Refusal, RefusalCode, SourceKind};

/// What a server answered: what it is declared to be, and its bytes as a reader of the web
/// has them.
pub(super) struct Response<'b> {
    pub(super) status: u16,
    pub(super) media: Media,
    pub(super) body: Cow<'b, [u8]>,
    /// Where the body begins in the message, if it stands there as it is.
    pub(super) body_at: Option<usize>,
}

/// What the bytes are declared to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Media {
    /// "text/html", in lower case; empty where nothing is said.
    pub(super) kind: String,
    pub(super) charset: Option<String>,
}

impl Media {
    /// Reads "text/html; charset=utf-8".
    pub(super) fn parse(text: &str) -> Self {
        let mut parts = text.split(';');
        let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("charset")
                .then(|| value.trim().trim_matches(['"', '\'']))
        });
        Self { kind, charset: charset.filter(|name| !name.is_empty()).map(str::to_owned) }
    }

    /// How bytes of this kind are read; none when only they can tell.
    ///
    /// # Errors
    ///
    /// What is no article: pictures, scripts, and data for them.
    pub(super) fn format(&self) -> Result<Option<SourceKind>, Refusal> {
        let format = match self.kind.as_str() {
            "" | "application/octet-stream" | "unk" | "no-type" => return Ok(None),
            "text/html" | "application/xhtml+xml" => Format::Html,
            "text/plain" | "text/markdown" => Format::Text,
            "text/csv" => Format::Csv,
            "application/xml" | "text/xml" => Format::Xml,
            "message/rfc822" => Format::Mail,
            // Servers call other things so as well.
            "application/pdf" | "application/epub+zip" => return Ok(None),
            kind if kind.ends_with("rss+xml") || kind.ends_with("atom+xml") => Format::Feed,
            kind if kind.ends_with("rdf+xml") => Format::Xml,
            kind => {
                let shown: String = kind.chars().take(60).collect();
                return Err(Refusal::new(RefusalCode::UnknownFormat, shown));
            }
        };
        Ok(Some(SourceKind::Articles(format)))
    }
}

/// The longest head of a message, in bytes.
const LONGEST_HEAD: usize = 256 << 10;

/// Reads what a server sent: transfer and content encodings taken off. Chunks or
/// compression that are declared and are not there are common in captures, whose makers
/// took them off: then the bytes are the body.
///
/// # Errors
///
/// No head, or a body that is over a limit when it is unpacked, or packed by another
/// method or too often.
pub(super) fn parse<'b>(message: &'b [u8], limits: &Limits) -> Result<Response<'b>, Refusal> {
    let (head, body_at) = head_of(message)
        .ok_or_else(|| Refusal::damaged("an answer without the head of an answer"))?;
    let mut lines = head.lines();
    let status = lines
        .next()
        .filter(|line| line.starts_with("HTTP/"))
        .and_then(|line| line.split_ascii_whitespace().nth(1)?.parse().ok())
        .ok_or_else(|| Refusal::damaged("an answer without the head of an answer"))?;
    let field = |wanted: &str| {
        head.lines().skip(1).find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim())
        })
    };
    let media = field("Content-Type").map(Media::parse).unwrap_or_default();
    let mut body = Cow::Borrowed(&message[body_at..]);
    let is_chunked = field("Transfer-Encoding")
        .is_some_and(|encoding| encoding.to_ascii_lowercase().contains("chunked"));
    if is_chunked && let Some(joined) = joined_chunks(&body) {
        body = Cow::Owned(joined);
    }
    let encodings = field("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
    for encoding in layers(&encodings)?.into_iter().rev() {
        if let Some(unpacked) = unpack(encoding, &body, limits)? {
            body = Cow::Owned(unpacked);
        }
    }
    let body_at = matches!(body, Cow::Borrowed(_)).then_some(body_at);
    Ok(Response { status, media, body, body_at })
}

/// The head of a message as text, and where its body begins.
fn head_of(message: &[u8]) -> Option<(Cow<'_, str>, usize)> {
    let start = &message[..message.len().min(LONGEST_HEAD)];
    let crlf = memchr::memmem::find(start, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(start, b"\n\n").map(|at| (at, at + 2));
    let (end, body) = match (crlf, lf) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other).or_else(|| {
            // An answer without a body may end with its head.
            start.starts_with(b"HTTP/").then_some((message.len(), message.len()))
        })?,
    };
    Some((String::from_utf8_lossy(&message[..end]), body))
}

/// The bytes of a body that was sent in chunks; none when it is not made of them.
fn joined_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let line_end = memchr::memchr(b'\n', &rest[..rest.len().min(1024)]);
        let Some(line_end) = line_end else { break };
        let line = rest[..line_end].trim_ascii();
        let digits = line.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
        let size =
            std::str::from_utf8(digits).ok().and_then(|text| usize::from_str_radix(text, 16).ok());
        let Some(size) = size else { break };
        if size == 0 {
            return Some(joined);
        }
        let chunk = &rest[line_end + 1..];
        joined.extend_from_slice(&chunk[..size.min(chunk.len())]);
        if size >= chunk.len() {
            break;
        }
        rest = chunk[size..]
            .strip_prefix(b"\r\n")
            .or(chunk[size..].strip_prefix(b"\n"))
            .unwrap_or(&chunk[size..]);
    }
    // What was read is kept when the end is missing.
    (!joined.is_empty()).then_some(joined)
}

/// The methods by which a body was packed, one after another.
///
/// # Errors
///
/// More of them than a server has use for: bytes that unpack to themselves would do so again
/// and again.
fn layers(encodings: &str) -> Result<Vec<&str>, Refusal> {
    /// As many as a PDF may have around a stream.
    const MOST: usize = 4;
    let named = encodings.split(',').map(str::trim).filter(|encoding| !encoding.is_empty());
    let layers: Vec<_> = named.take(MOST + 1).collect();
    if layers.len() > MOST {
        let detail = format!("packed more than {MOST} times");
        return Err(Refusal::new(RefusalCode::TooComplex, detail));
    }
    Ok(layers)
}

/// The bytes that were packed by a method; none when they were not.
fn unpack(encoding: &str, body: &[u8], limits: &Limits) -> Result<Option<Vec<u8>>, Refusal> {
    let is_zlib = body.first().is_some_and(|byte| byte & 0x0F == 8);
    match encoding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => {
            read_capped(body, limits, |packed| Box::new(MultiGzDecoder::new(packed)))
        }
        "deflate" if is_zlib => {
            read_capped(body, limits, |packed| Box::new(ZlibDecoder::new(packed)))
        }
        "deflate" => read_capped(body, limits, |packed| Box::new(DeflateDecoder::new(packed))),
        "zstd" if body.starts_with(b"\x28\xB5\x2F\xFD") => {
            read_capped(body, limits, |packed| match zstd::stream::read::Decoder::new(packed) {
                Ok(decoder) => Box::new(decoder),
                Err(_) => Box::new(std::io::empty()),
            })
        }
        "br" => Err(Refusal::new(RefusalCode::UnknownFormat, "packed by brotli")),
        _ => Ok(None),
    }
}

fn read_capped<'b>(
    body: &'b [u8],
    limits: &Limits,
    decoder: impl FnOnce(Sips<Counted<&'b [u8]>>) -> Box<dyn Read + 'b>,
) -> Result<Option<Vec<u8>>, Refusal> {
    let (packed, count) = Counted::new(body);
    let mut unpacked = Vec::new();
    let read = Capped::new(decoder(sips(packed)), count, limits)
        .take(limits.file + 1)
        .read_to_end(&mut unpacked);
    if unpacked.len() as u64 > limits.file {
        return Err(Refusal::too_large("answer", limits.file));
    }
    match read.map_err(|error| Refusal::from_io(&error)) {
        // The beginning of a page is better than nothing of it.
        Err(refusal) if refusal.code == RefusalCode::Damaged && !unpacked.is_empty() => {
            Ok(Some(unpacked))
        }
        Err(refusal) if refusal.code == RefusalCode::Damaged => Ok(None),
        Err(refusal) => Err(refusal),
        Ok(_) => Ok(Some(unpacked)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    fn shown(message: &[u8]) -> String {
        match parse(message, &Limits::default()) {
            Ok(response) => {
                let body = String::from_utf8_lossy(&response.body).into_owned();
                format!("{} {} {body}", response.status, response.media.kind)
            }
            Err(refusal) => refusal.to_string(),
        }
    }

    fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes.as_ref()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn answers_are_read() {
        let packed =
            [&b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"[..], &gzip("page")].concat();
        for (message, expected) in [
            (&b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\n\r\npage"[..], "200 text/html page"),
            (b"HTTP/1.0 404 Not Found\n\npage", "404  page"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\npag\r\n1;x\r\ne\r\n0\r\n\r\n", "200  page"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\npage", "200  page"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\npage", "200  page"),
            (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\npage", "200  page"),
            (&packed, "200  page"),
            (&packed[..packed.len() - 8], "200  page"),
            (b"page", "damaged: an answer without the head of an answer"),
        ] {
            assert_eq!(shown(message), expected);
        }
    }

    #[test]
    fn the_beginning_of_a_damaged_page_is_read() {
        let page: String = (0..2_000).map(|number| format!("{number} ")).collect();
        let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(page.as_bytes()).unwrap();
        encoder.flush().unwrap();
        // What follows is a block of a kind that there is not.
        let shown = shown(&[&head[..], encoder.get_ref(), &[0xFF; 20]].concat());
        assert!(shown.starts_with(&format!("200  {}", &page[..2_000])), "{shown}");
    }

    #[test]
    fn layers_are_taken_off_up_to_a_limit() {
        for (encodings, expected) in [
            ("identity, GZIP", "200  page"),
            ("gzip, gzip, gzip, gzip", "200  page"),
            ("gzip,, gzip, , gzip, gzip,", "200  page"),
            ("gzip, gzip, gzip, gzip, gzip", "too complex: packed more than 4 times"),
            ("x, x, x, x, x", "too complex: packed more than 4 times"),
        ] {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {encodings}\r\n\r\n");
            let layers = encodings.to_ascii_lowercase().matches("gzip").count();
            let body = (0..layers).fold(b"page".to_vec(), |body, _| gzip(body));
            assert_eq!(shown(&[head.as_bytes(), &body].concat()), expected, "{encodings}");
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb =
            [&b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"[..], &gzip("0".repeat(9 << 20))]
                .concat();
        assert_eq!(shown(&bomb), "unpacks to too much: more than 100 times its size");
    }

    proptest! {
        #[test]
        fn any_answer_is_read_or_refused(tail in proptest::collection::vec(any::<u8>(), 0..60)) {
            for encoding in ["gzip", "deflate", "zstd", "br"] {
                let head = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {encoding}\r\n\r\n");
                let _ = shown(&[head.as_bytes(), &tail].concat());
            }
        }
    }
}
