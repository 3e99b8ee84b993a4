//! Where a citation points, as one word without spaces that survives being copied from
//! document to document.

use std::fmt::{self, Write};

use dateline_model::ContentHash;
use dateline_query::{Citation, Part};

/// What every locator begins with; the number is the version.
pub(super) const SCHEME: &str = "dateline-cite:1?";

/// Which part of which record of which file is cited, and what the record hashes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Locator {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) entry: Option<String>,
    pub(crate) record: Option<u64>,
    pub(crate) part: Part,
    pub(crate) hash: ContentHash,
}

impl Locator {
    pub(crate) fn of(citation: &Citation) -> Self {
        Self {
            id: citation.id.clone(),
            path: citation.path.clone(),
            entry: citation.entry.clone(),
            record: citation.record,
            part: citation.part,
            hash: citation.hash,
        }
    }

    /// The handle of what is cited, as `dateline cite` takes it.
    pub(crate) fn handle(&self) -> String {
        self.part.handle(&self.id)
    }

    /// Reads a locator; none when it is not whole.
    pub(crate) fn read(written: &str) -> Option<Self> {
        let fields = written.strip_prefix(SCHEME)?;
        let (mut id, mut path, mut hash) = (None, None, None);
        let (mut entry, mut record, mut part) = (None, None, Part::Article);
        for (name, value) in fields.split('&').filter_map(|field| field.split_once('=')) {
            let value = decoded(value)?;
            match name {
                "id" => id = Some(value),
                "path" => path = Some(value),
                "entry" => entry = Some(value),
                "record" => record = Some(value.parse().ok()?),
                "part" => part = Part::read(&value)?,
                "hash" => hash = Some(content_hash(&value)?),
                // What a later version adds is passed over.
                _ => {}
            }
        }
        Some(Self { id: id?, path: path?, entry, record, part, hash: hash? })
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEME}id={}&path={}", encoded(&self.id), encoded(&self.path))?;
        if let Some(entry) = &self.entry {
            write!(f, "&entry={}", encoded(entry))?;
        }
        if let Some(record) = self.record {
            write!(f, "&record={record}")?;
        }
        if self.part != Part::Article {
            write!(f, "&part={}", self.part)?;
        }
        write!(f, "&hash={}", self.hash)
    }
}

/// Whether a byte stands for itself in a locator. The others of ASCII mean something in
/// Markdown, LaTeX, a shell or a URL.
pub(super) fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/')
}

fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match is_plain(byte) {
            true => encoded.push(char::from(byte)),
            false => write!(encoded, "%{byte:02X}").expect("a string takes every text"),
        }
    }
    encoded
}

fn decoded(written: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let byte = match first {
            b'%' => {
                let (digits, after) = rest.split_at_checked(2)?;
                rest = after;
                hexadecimal(digits)?
            }
            byte => *byte,
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}

fn content_hash(digits: &str) -> Option<ContentHash> {
    let mut hash = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    for (byte, digits) in hash.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *byte = hexadecimal(digits)?;
    }
    Some(ContentHash(hash))
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    digits.iter().try_fold(0, |number, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(number << 4 | u8::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use dateline_model::ByteSpan;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            id in "\\PC{1,20}", path in ".{1,20}", entry in proptest::option::of(".{1,9}"), record: Option<u64>, hash: [u8; 32],
            part in prop_oneof![
                Just(Part::Article),
                Just(Part::Title),
                (0usize..99, 1usize..99).prop_map(|(start, len)| {
                    Part::Text(ByteSpan::new(start, start + len))
                }),
            ],
        ) {
            let locator = Locator { id, path, entry, record, part, hash: ContentHash(hash) };
            let written = locator.to_string();
            prop_assert!(!written.contains(char::is_whitespace));
            prop_assert_eq!(Locator::read(&written), Some(locator));
        }

        #[test]
        fn anything_is_read_or_not(written in "(dateline-cite:1\\?)?(id=|path=|hash=|%|[0-9a-f&]){0,12}") {
            let _ = Locator::read(&written);
        }
    }
}
