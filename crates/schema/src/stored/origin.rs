//! The way from a text back to its source, in few bytes.

use dateline_model::{ByteSpan, OffsetMap, Piece, SourceRecord, Surplus};
use serde::{Deserialize, Serialize};

/// An [`OffsetMap`] as stored: every number counts from the one before it, because small
/// numbers take one byte.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct PackedOrigin {
    record: Option<PackedRecord>,
    /// The gap in the text, the gap in the source, the length; the first gap in the source
    /// counts from the record.
    pieces: Vec<(u32, u64, u32)>,
}

/// A [`SourceRecord`] as stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct PackedRecord {
    start: u64,
    len: u64,
    surplus: Option<PackedSurplus>,
}

/// A [`Surplus`] as stored, the numbers of the pieces as they differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct PackedSurplus {
    before: u64,
    gaps: Vec<(u32, u64)>,
}

impl PackedOrigin {
    /// The map in few bytes; of a text too long for 32 bits no piece is kept.
    pub(super) fn pack(map: &OffsetMap) -> Self {
        let from = map.record().map_or(0, |record| record.span.start());
        let (mut text, mut source) = (0, from);
        let packed = map.pieces().iter().map(|piece| {
            let gap = u32::try_from(piece.text.checked_sub(text)?).ok()?;
            let source_gap = piece.source.checked_sub(source)? as u64;
            let len = u32::try_from(piece.len).ok()?;
            (text, source) = (piece.text + piece.len, piece.source + piece.len);
            Some((gap, source_gap, len))
        });
        let pieces = packed.collect::<Option<Vec<_>>>().unwrap_or_default();
        Self { record: map.record().map(PackedRecord::pack), pieces }
    }

    /// The map. Numbers that make no map, as damaged bytes have them, make a shorter one.
    pub(super) fn unpack(&self) -> OffsetMap {
        let mut map = OffsetMap::default();
        let mut text = 0usize;
        let mut source = self.record.as_ref().map_or(0, |record| record.start);
        for &(gap, source_gap, len) in &self.pieces {
            let next = || {
                let text = text.checked_add(gap as usize)?;
                let source = source.checked_add(source_gap)?;
                text.checked_add(len as usize)?;
                source.checked_add(u64::from(len))?;
                Some((text, source))
            };
            let Some((text_start, source_start)) = next() else { break };
            let Ok(at) = usize::try_from(source_start) else { break };
            map.push(Piece { text: text_start, source: at, len: len as usize });
            text = text_start + len as usize;
            source = source_start + u64::from(len);
        }
        match self.record.as_ref().and_then(PackedRecord::unpack) {
            Some(record) => map.in_record(record),
            None => map,
        }
    }
}

impl PackedRecord {
    fn pack(record: &SourceRecord) -> Self {
        let pack = |surplus: &Surplus| {
            let mut before = 0;
            let gaps = surplus.gaps.iter().map(|&(number, surplus)| {
                let step = number - before;
                before = number;
                (u32::try_from(step).unwrap_or(u32::MAX), surplus as u64)
            });
            PackedSurplus { gaps: gaps.collect(), before: surplus.before as u64 }
        };
        Self {
            start: record.span.start() as u64,
            len: record.span.len() as u64,
            surplus: record.surplus.as_ref().map(pack),
        }
    }

    fn unpack(&self) -> Option<SourceRecord> {
        let start = usize::try_from(self.start).ok()?;
        let end = start.checked_add(usize::try_from(self.len).ok()?)?;
        let surplus = self.surplus.as_ref().and_then(PackedSurplus::unpack);
        Some(SourceRecord { span: ByteSpan::new(start, end), surplus })
    }
}

impl PackedSurplus {
    fn unpack(&self) -> Option<Surplus> {
        let mut number = 0usize;
        // What is too much for any source is damage, and would overflow sums.
        let small = |value: u64| usize::try_from(value).ok().filter(|&value| value < 1 << 48);
        let gaps = self.gaps.iter().map(|&(step, surplus)| {
            number = number.checked_add(step as usize)?;
            Some((number, small(surplus)?))
        });
        let gaps = gaps.collect::<Option<Vec<_>>>()?;
        Some(Surplus { before: small(self.before)?, gaps })
    }
}
