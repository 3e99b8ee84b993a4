use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Limits, Refusal, RefusalCode};

/// Counts the bytes that are read through it.
pub(super) struct Counted<R> {
    reader: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    /// A reader, and the number of bytes that went through it so far.
    pub(super) fn new(reader: R) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        (Self { reader, count: Arc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(to)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A reader of unpacked bytes that fails when there are far more of them than packed ones,
/// and that says of every other failure that the packed bytes are damaged.
pub(super) struct Capped<R> {
    reader: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    ratio: u64,
}

/// Bytes that may come out of any number of packed ones: short texts that repeat
/// themselves are nobody's bomb.
const FREE: u64 = 1 << 20;

impl<R: Read> Capped<R> {
    pub(super) fn new(reader: R, packed: Arc<AtomicU64>, limits: &Limits) -> Self {
        Self { reader, packed, unpacked: 0, ratio: limits.ratio }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(to).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            _ if error.get_ref().is_some_and(|inner| inner.is::<Refusal>()) => error,
            _ => Refusal::damaged(error.to_string().to_lowercase()).into_io(),
        })?;
        self.unpacked += read as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if self.unpacked > FREE && self.unpacked > packed.saturating_mul(self.ratio) {
            let detail = format!("more than {} times its size", self.ratio);
            return Err(Refusal::new(RefusalCode::Bomb, detail).into_io());
        }
        Ok(read)
    }
}
