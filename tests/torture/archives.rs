//! Archives and captures that unpack to too much, lead elsewhere or break off.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

use super::Measure;
use super::bad::{Bad, Fate};
use crate::formats::tar;
use Fate::{Found, InPart, Refused};

pub(super) fn all(measure: Measure) -> Vec<Bad> {
    // A capture whose record says that it is over the limit is not unpacked at all.
    let (zeros, of_capture, entries) = match measure {
        Measure::Usual => (64_usize << 20, "bomb", 12_000),
        Measure::Full => (10 << 30, "too-large", 1_000_000),
    };
    let story = |text: &str| format!("In an archive\n\n{text}\n").into_bytes();
    let nested = (0..5).fold(zip(&[("a.txt", &story("Nested."))]), |inner, number| {
        zip(&[(&format!("{number}.zip"), &inner)])
    });
    let random: Vec<u8> = (0..40_000_u64).map(|n| (n * n % 10_007 % 64) as u8 + b'0').collect();
    let both = zip(&[("a.txt", &random), ("b.txt", &random)]);
    let links =
        [link_of_tar("link.txt", "/etc/passwd"), tar(&[("b.txt", "B\n\nBehind a linked entry.")])]
            .concat();
    let page = "<p>A page of a capture that is intact.</p>";
    let whole = format!("WARC/1.0\r\nContent-Length: {}\r\n", http(page).len());
    vec![
        Bad::made("zeros.txt.gz", Refused("bomb"), move |path| {
            gzip_of_zeros(path, "Zeros\n\n", zeros)
        }),
        Bad::made("zeros.jsonl.gz", Refused("bomb"), move |path| {
            gzip_of_zeros(path, "{\"text\":\"", zeros);
        }),
        Bad::made("zeros.warc.gz", Refused(of_capture), move |path| {
            let head = format!(
                "{}HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
                capture(&format!("WARC/1.0\r\nContent-Length: {zeros}\r\n"))
            );
            gzip_of_zeros(path, &head, zeros);
        }),
        Bad::new("zeros.txt.zst", zstd_of_zeros(1 << 10), Refused("bomb")),
        Bad::new(
            "zeros.zip",
            zip(&[("a.txt", &story("Beside a bombing entry.")), ("b.txt", &vec![b'0'; 32 << 20])]),
            InPart("bomb", "\"beside a bombing\""),
        ),
        Bad::new("nested.zip", nested, Refused("too-deep")),
        Bad::new("overlapping.zip", overlapping(5_000), Refused("bomb")),
        Bad::made("many.zip", InPart("too-many", "\"manifold entry 9999\""), move |path| {
            fs::write(path, many(entries)).expect("a new file");
        }),
        Bad::new(
            "outside.zip",
            zip(&[
                ("../../etc/x.txt", &story("It leads outwards.")),
                ("/abs/y.txt", &story("It is absolute.")),
            ]),
            Found("\"leads outwards\""),
        ),
        Bad::new("link.zip", link_of_zip(), Refused("not-a-file")),
        Bad::new("links.tar", links, InPart("not-a-file", "\"behind a linked entry\"")),
        Bad::new(
            "outside.tar",
            tar(&[("../../t.txt", "T\n\nIt climbs upwards.")]),
            Found("\"climbs upwards\""),
        ),
        Bad::new("cut.zip", &both[..both.len() / 2], Refused("damaged")),
        Bad::new("cut.txt.gz", &gzip(&random)[..4_000], Refused("damaged")),
        Bad::new(
            "cut.tar",
            &tar(&[("a.txt", "A\n\nFirst of a severed tar."), ("b.txt", &"b".repeat(999))])
                [..1_600],
            InPart("damaged", "\"severed tar\""),
        ),
        Bad::new(
            "huge.warc",
            format!(
                "{}{}{}",
                capture(&whole),
                record(page),
                capture("WARC/1.0\r\nContent-Length: 99999999999999999\r\n")
            ),
            InPart("too-large", "\"capture that is intact\""),
        ),
        Bad::new(
            "endless.warc",
            capture("WARC/1.0\r\nContent-Length: 99999999999999999999999\r\n"),
            Refused("damaged"),
        ),
        Bad::new(
            "negative.warc",
            capture("WARC/1.0\r\nContent-Length: -5\r\n"),
            Refused("damaged"),
        ),
        Bad::new("missing.warc", capture("WARC/1.0\r\n"), Refused("damaged")),
    ]
}

fn http(page: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}")
}

/// The head of a record of a capture, which begins as given.
fn capture(start: &str) -> String {
    format!("{start}WARC-Type: response\r\nWARC-Target-URI: http://x.example/a\r\n\r\n")
}

fn record(page: &str) -> String {
    format!("{}\r\n\r\n", http(page))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// Compresses digits without end; neither is held.
fn gzip_of_zeros(path: &Path, start: &str, bytes: usize) {
    let file = fs::File::create(path).expect("a new file");
    let mut encoder = GzEncoder::new(file, Compression::best());
    encoder.write_all(start.as_bytes()).expect("room on the disk");
    let block = [b'0'; 1 << 16];
    for _ in 0..bytes.div_ceil(block.len()) {
        encoder.write_all(&block).expect("room on the disk");
    }
    encoder.finish().expect("room on the disk");
}

/// Blocks of Zstandard that each stand for 128 KiB of one digit.
fn zstd_of_zeros(blocks: usize) -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
    for number in 1..=blocks {
        let header = (128 << 10) << 3 | 1 << 1 | u32::from(number == blocks);
        frame.extend(&header.to_le_bytes()[..3]);
        frame.push(b'0');
    }
    frame
}

/// An entry of a zip by its parts.
struct Entry<'e> {
    name: &'e str,
    packed: Vec<u8>,
    unpacked: usize,
    method: u16,
    attributes: u32,
    /// Where its bytes begin, if not where they were written.
    at: Option<u32>,
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let entries = entries.iter().map(|&(name, bytes)| {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory takes it");
        let packed = encoder.finish().expect("memory takes it");
        Entry { name, packed, unpacked: bytes.len(), method: 8, attributes: 0, at: None }
    });
    zip_of(entries)
}

fn zip_of<'e>(entries: impl Iterator<Item = Entry<'e>>) -> Vec<u8> {
    let (mut archive, mut directory, mut count) = (Vec::new(), Vec::new(), 0_usize);
    for entry in entries {
        let mut fields = Vec::new();
        fields.extend([20, 0, entry.method, 0, 0].iter().flat_map(|two: &u16| two.to_le_bytes()));
        let sizes = [0, entry.packed.len() as u32, entry.unpacked as u32];
        fields.extend(sizes.iter().flat_map(|four| four.to_le_bytes()));
        fields.extend((entry.name.len() as u16).to_le_bytes());
        fields.extend([0; 2]);
        let at = entry.at.unwrap_or(archive.len() as u32);
        if entry.at.is_none() {
            archive.extend(b"PK\x03\x04");
            archive.extend(&fields);
            archive.extend(entry.name.as_bytes());
            archive.extend(&entry.packed);
        }
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&fields);
        directory.extend([0; 6]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(at.to_le_bytes());
        directory.extend(entry.name.as_bytes());
        count += 1;
    }
    let start = archive.len() as u32;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

/// Many entries of the directory that point to the bytes of one.
fn overlapping(count: usize) -> Vec<u8> {
    let zeros = vec![b'0'; 1 << 20];
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&zeros).expect("memory takes it");
    let packed = encoder.finish().expect("memory takes it");
    zip_of((0..count).map(|number| Entry {
        name: "a.txt",
        packed: packed.clone(),
        unpacked: zeros.len(),
        method: 8,
        attributes: 0,
        at: (number > 0).then_some(0),
    }))
}

/// More entries than are read.
fn many(count: usize) -> Vec<u8> {
    let texts: Vec<(String, String)> = (0..count)
        .map(|number| (format!("{number}.txt"), format!("T\n\nA manifold entry {number}.")))
        .collect();
    zip_of(texts.iter().map(|(name, text)| Entry {
        name,
        packed: text.clone().into_bytes(),
        unpacked: text.len(),
        method: 0,
        attributes: 0,
        at: None,
    }))
}

fn link_of_zip() -> Vec<u8> {
    let entry = Entry {
        name: "link.txt",
        packed: b"/etc/passwd".to_vec(),
        unpacked: 11,
        method: 0,
        attributes: 0o120_777 << 16,
        at: None,
    };
    zip_of(std::iter::once(entry))
}

/// The block of a link in a tar.
fn link_of_tar(name: &str, target: &str) -> Vec<u8> {
    let mut block = tar(&[(name, "")]);
    block.truncate(512);
    block[156] = b'2';
    block[157..157 + target.len()].copy_from_slice(target.as_bytes());
    block[148..156].copy_from_slice(b"        ");
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    block
}
