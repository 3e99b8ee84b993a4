//! The bytes of a stream, packed by one filter or several, under caps.

use std::cell::Cell;

use flate2::{Decompress, FlushDecompress, Status};

use super::object::Dict;
use crate::format::hexadecimal;
use crate::{Limits, Refusal, RefusalCode};

/// What may still be unpacked of a file, and how much any of its streams may grow.
#[derive(Debug)]
pub(super) struct Allowance {
    left: Cell<u64>,
    ratio: u64,
    /// Bytes of the largest stream: all of it is held.
    largest: u64,
}

impl Allowance {
    /// Of a file of so many bytes.
    pub(super) fn new(packed: usize, limits: &Limits) -> Self {
        let left = (packed as u64).saturating_mul(limits.ratio).max(limits.file);
        Self { left: Cell::new(left), ratio: limits.ratio, largest: limits.file }
    }

    fn take(&self, bytes: usize) -> Result<(), Refusal> {
        let left = self.left.get();
        self.left.set(left.saturating_sub(bytes as u64));
        if left < bytes as u64 {
            return Err(Refusal::new(RefusalCode::Bomb, "all streams together"));
        }
        Ok(())
    }
}

/// Unpacked bytes, and whether there were more that could not be unpacked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) is_whole: bool,
}

/// How streams are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    Flate,
    Lzw,
    Hexadecimal,
    Base85,
    RunLength,
    /// Encryption by the rules of the whole file, which is taken off elsewhere.
    Crypt,
}

impl Filter {
    /// The filter of a name; none for pictures and what is not known.
    pub(super) fn of_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"LZWDecode" | b"LZW" => Self::Lzw,
            b"ASCIIHexDecode" | b"AHx" => Self::Hexadecimal,
            b"ASCII85Decode" | b"A85" => Self::Base85,
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"Crypt" => Self::Crypt,
            _ => return None,
        })
    }

    /// Takes the filter off.
    ///
    /// # Errors
    ///
    /// More bytes than the limits allow.
    pub(super) fn unpack(
        self,
        packed: &[u8],
        parameters: Option<&Dict>,
        allowance: &Allowance,
    ) -> Result<Unpacked, Refusal> {
        let mut sink = Sink { bytes: Vec::new(), packed: packed.len(), allowance };
        let is_whole = match self {
            Self::Flate => inflate(packed, &mut sink)?,
            Self::Lzw => {
                let early = parameters.and_then(|all| all.get(&b"EarlyChange"[..])?.number());
                lzw(packed, early != Some(0.0), &mut sink)?
            }
            Self::Hexadecimal => hexadecimal(packed, &mut sink)?,
            Self::Base85 => base85(packed, &mut sink)?,
            Self::RunLength => run_length(packed, &mut sink)?,
            Self::Crypt => {
                sink.extend(packed)?;
                true
            }
        };
        let mut bytes = sink.bytes;
        if let (Self::Flate | Self::Lzw, Some(parameters)) = (self, parameters) {
            bytes = super::predictor::undo(bytes, parameters);
        }
        Ok(Unpacked { bytes, is_whole })
    }
}

/// Where unpacked bytes go.
struct Sink<'a> {
    bytes: Vec<u8>,
    packed: usize,
    allowance: &'a Allowance,
}

/// Bytes that may come out of any number of packed ones.
const FREE: usize = 1 << 20;

impl Sink<'_> {
    fn extend(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        self.allowance.take(bytes.len())?;
        self.bytes.extend_from_slice(bytes);
        let most = (self.packed as u64).saturating_mul(self.allowance.ratio);
        if self.bytes.len() > FREE && self.bytes.len() as u64 > most {
            let detail = format!("more than {} times its size", self.allowance.ratio);
            return Err(Refusal::new(RefusalCode::Bomb, detail));
        }
        if self.bytes.len() as u64 > self.allowance.largest {
            return Err(Refusal::too_large("stream", self.allowance.largest));
        }
        Ok(())
    }
}

/// Unpacks zlib or bare deflate. Its checksum is not looked at: many writers get it wrong.
fn inflate(packed: &[u8], sink: &mut Sink<'_>) -> Result<bool, Refusal> {
    let is_zlib = matches!(packed, [method, flags, ..]
        if method & 15 == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31));
    let mut packed = if is_zlib { &packed[2..] } else { packed };
    let mut decoder = Decompress::new(false);
    let mut buffer = [0; 16 << 10];
    loop {
        let (before_in, before_out) = (decoder.total_in(), decoder.total_out());
        let status = decoder.decompress(packed, &mut buffer, FlushDecompress::None);
        let read = (decoder.total_in() - before_in) as usize;
        let written = (decoder.total_out() - before_out) as usize;
        sink.extend(&buffer[..written])?;
        packed = &packed[read..];
        match status {
            Ok(Status::StreamEnd) => return Ok(true),
            Ok(_) if read > 0 || written > 0 => {}
            Ok(_) | Err(_) => return Ok(false),
        }
    }
}

/// Unpacks LZW, whose codes grow from 9 to 12 bits; `early` by one code sooner.
fn lzw(packed: &[u8], early: bool, sink: &mut Sink<'_>) -> Result<bool, Refusal> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    /// The largest table.
    const MOST: usize = 4096;
    // Each entry is a stretch of what was unpacked already.
    let mut table: Vec<(usize, usize)> = Vec::with_capacity(MOST);
    let mut previous: Option<(usize, usize)> = None;
    let (mut bits, mut count, mut width) = (0_u32, 0_u32, 9_u32);
    for &byte in packed {
        bits = bits << 8 | u32::from(byte);
        count += 8;
        if count < width {
            continue;
        }
        count -= width;
        let code = (bits >> count) as usize & ((1 << width) - 1);
        bits &= (1 << count) - 1;
        if code == END {
            return Ok(true);
        }
        if code == CLEAR {
            table.clear();
            (previous, width) = (None, 9);
            continue;
        }
        let start = sink.bytes.len();
        let known = code.checked_sub(258).map(|at| table.get(at).copied());
        match (known, previous) {
            (None, _) => sink.extend(&[code as u8])?,
            (Some(Some((from, length))), _) => {
                let word = sink.bytes[from..from + length].to_vec();
                sink.extend(&word)?;
            }
            (Some(None), Some((from, length))) if code == 258 + table.len() => {
                let mut word = sink.bytes[from..from + length].to_vec();
                word.push(word[0]);
                sink.extend(&word)?;
            }
            (Some(None), _) => return Ok(false),
        }
        // The word before and the first byte of this one follow each other there already.
        if let Some((from, length)) = previous.filter(|_| 258 + table.len() < MOST) {
            table.push((from, length + 1));
        }
        previous = Some((start, sink.bytes.len() - start));
        width = match 258 + table.len() + 1 + usize::from(early) {
            0..=512 => 9,
            513..=1024 => 10,
            1025..=2048 => 11,
            _ => 12,
        };
    }
    // The mark of the end is often missing.
    Ok(true)
}

fn hexadecimal(packed: &[u8], sink: &mut Sink<'_>) -> Result<bool, Refusal> {
    let length = memchr::memchr(b'>', packed).unwrap_or(packed.len());
    sink.extend(&hexadecimal::bytes_of(&packed[..length]))?;
    Ok(true)
}

fn base85(packed: &[u8], sink: &mut Sink<'_>) -> Result<bool, Refusal> {
    let packed = packed.strip_prefix(b"<~").unwrap_or(packed);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let value = |group: &[u8]| {
        let padded = group.iter().copied().chain(std::iter::repeat(84)).take(5);
        padded.fold(0_u32, |value, digit| value.wrapping_mul(85).wrapping_add(digit.into()))
    };
    for &byte in packed {
        match byte {
            b'z' if group.is_empty() => sink.extend(&[0; 4])?,
            b'!'..=b'u' => group.push(byte - b'!'),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            sink.extend(&value(&group).to_be_bytes())?;
            group.clear();
        }
    }
    if group.len() > 1 {
        sink.extend(&value(&group).to_be_bytes()[..group.len() - 1])?;
    }
    Ok(true)
}

fn run_length(packed: &[u8], sink: &mut Sink<'_>) -> Result<bool, Refusal> {
    let mut rest = packed;
    while let [length, after @ ..] = rest {
        match *length {
            128 => break,
            literal @ 0..128 => {
                let count = (usize::from(literal) + 1).min(after.len());
                sink.extend(&after[..count])?;
                rest = &after[count..];
            }
            repeated => {
                let Some((&byte, after)) = after.split_first() else { return Ok(false) };
                sink.extend(&vec![byte; 257 - usize::from(repeated)])?;
                rest = after;
            }
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    fn unpacked(filter: Filter, packed: &[u8]) -> String {
        let allowance = Allowance::new(packed.len(), &Limits::default());
        let found = filter.unpack(packed, None, &allowance).unwrap();
        String::from_utf8_lossy(&found.bytes).into_owned()
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Default::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn filters() {
        for (filter, packed, expected) in [
            (Filter::Hexadecimal, &b"4c 6F7> x"[..], "Lop"),
            (Filter::Base85, b"<~87cURDZ~>", "Hello"),
            (Filter::Base85, b"87cUR\nD]i,\"z", "Hello Wo\0\0\0\0"),
            (Filter::RunLength, b"\x02abc\xFEx\x80y", "abcxxx"),
            (Filter::Lzw, &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], "-----A---B"),
            (Filter::Crypt, b"ab", "ab"),
        ] {
            assert_eq!(unpacked(filter, packed), expected, "{filter:?}");
        }
        assert_eq!(unpacked(Filter::Flate, &deflated(b"Lorries crossed.")), "Lorries crossed.");
        assert_eq!(unpacked(Filter::Flate, &deflated(b"Lorries")[2..]), "Lorries");
    }

    #[test]
    fn what_breaks_off_is_said() {
        let packed = deflated(&(0..9_999_u32).flat_map(u32::to_le_bytes).collect::<Vec<u8>>());
        let allowance = Allowance::new(packed.len(), &Limits::default());
        let half = Filter::Flate.unpack(&packed[..packed.len() / 2], None, &allowance).unwrap();
        assert!(!half.is_whole && half.bytes.len() > 1_000);
    }

    #[test]
    fn bombs_are_refused() {
        let packed = deflated(&vec![0; 32 << 20]);
        let allowance = Allowance::new(packed.len(), &Limits::default());
        let refusal = Filter::Flate.unpack(&packed, None, &allowance).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::Bomb);
    }

    proptest! {
        #[test]
        fn any_bytes_are_unpacked_or_refused(packed in prop::collection::vec(any::<u8>(), 0..400)) {
            let allowance = Allowance::new(packed.len(), &Limits::default());
            for filter in [
                Filter::Flate, Filter::Lzw, Filter::Hexadecimal, Filter::Base85, Filter::RunLength,
            ] {
                let _ = filter.unpack(&packed, None, &allowance);
            }
        }
    }
}
