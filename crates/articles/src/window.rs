//! A part of a stream in memory, for what is found only by looking at it.

use std::io::{ErrorKind, Read};

use crate::Refusal;
use crate::stream::Stream;

/// How many bytes are asked for at a time.
const BLOCK: usize = 256 << 10;

/// A part of a stream in memory: what was read of it and not yet passed.
pub(crate) struct Window {
    reader: Box<dyn Read + Send>,
    /// Where the first byte of the stream is in the file, if it stands there as it is.
    origin: Option<u64>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// The offset in the stream of the first byte that is not passed.
    offset: u64,
    on_error: OnError,
    ended: bool,
}

/// What comes after an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnError {
    /// Nothing: the stream ends.
    End,
    /// What can be read behind the damage.
    GoOn,
}

impl Window {
    pub(crate) fn new(stream: Stream, on_error: OnError) -> Self {
        let origin = stream.origin();
        let reader = stream.into_reader();
        Self {
            reader,
            origin,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            offset: 0,
            on_error,
            ended: false,
        }
    }

    /// What was read and not passed.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Whether there is nothing left to read beyond [`Self::bytes`].
    pub(crate) fn is_ended(&self) -> bool {
        self.ended
    }

    /// Reads on; at the end of the stream, and where it cannot be read, nothing more comes.
    ///
    /// # Errors
    ///
    /// What the system says. What was read before stays.
    pub(crate) fn fill(&mut self) -> Result<(), Refusal> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        if self.buffer.len() < self.end + BLOCK {
            // Doubling keeps the copies of a long record linear in its length.
            self.buffer.resize((self.end + BLOCK).max(self.buffer.len() * 2), 0);
        }
        loop {
            match self.reader.read(&mut self.buffer[self.end..]) {
                Ok(0) => self.ended = true,
                Ok(count) => self.end += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    let refusal = Refusal::from_io(&error);
                    // Behind a bomb nothing is worth reading.
                    let goes_on = self.on_error == OnError::GoOn
                        && refusal.code == crate::RefusalCode::Damaged;
                    self.ended = !goes_on;
                    if goes_on && self.end < self.buffer.len() {
                        // What comes behind the damage begins a line of its own.
                        self.buffer[self.end] = b'\n';
                        self.end += 1;
                    }
                    return Err(refusal);
                }
            }
            return Ok(());
        }
    }

    /// Passes `count` bytes.
    pub(crate) fn advance(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        self.start += count;
        self.offset += count as u64;
    }

    /// Passes everything in memory but the last `count` bytes.
    pub(crate) fn advance_to_last(&mut self, count: usize) {
        self.advance(self.bytes().len().saturating_sub(count));
    }

    /// Where the next byte is in the file, if the stream stands there as it is.
    pub(crate) fn position(&self) -> Option<u64> {
        self.origin.map(|origin| origin + self.offset)
    }

    /// The next `length` bytes, and where they stand in the file; they are passed.
    pub(crate) fn take(&mut self, length: usize) -> (Vec<u8>, Option<u64>) {
        let bytes = self.bytes()[..length].to_vec();
        let position = self.position();
        self.advance(length);
        (bytes, position)
    }
}
