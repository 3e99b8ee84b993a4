//! Reading a capture record after record, and going on behind one that is damaged: what WARC and
//! ARC do alike.

use super::capture::window;
use crate::stream::Stream;
use crate::window::Window;
use crate::{Limits, Refusal};

/// The bytes of a capture, and how far its records have been read.
pub(super) struct Records {
    pub(super) window: Window,
    pub(super) limits: Limits,
    /// The number of the record at hand, from 1; 0 before the first.
    pub(super) number: u64,
    /// Whether the next record is looked for behind a damaged part, of which was told.
    pub(super) lost: bool,
    /// What is told after the record that it is about.
    pub(super) pending: Option<Refusal>,
}

impl Records {
    /// # Errors
    ///
    /// When the first bytes cannot be read.
    pub(super) fn open(stream: Stream, limits: &Limits) -> Result<Self, Refusal> {
        let window = window(stream, limits)?;
        Ok(Self { window, limits: *limits, number: 0, lost: false, pending: None })
    }

    /// What is wrong with the record at hand.
    pub(super) fn damaged(&self, detail: &str) -> Refusal {
        Refusal::damaged(detail).of_record(Some(self.number.max(1)))
    }

    /// Reads until `count` bytes are in memory; false when there are no more.
    ///
    /// # Errors
    ///
    /// When bytes cannot be read; those behind them may be.
    pub(super) fn have(&mut self, count: usize) -> Result<bool, Refusal> {
        while self.window.bytes().len() < count {
            if self.window.is_ended() {
                return Ok(false);
            }
            if let Err(refusal) = self.window.fill() {
                // What came of the damaged part is stepped over.
                self.lost = true;
                return Err(refusal.of_record(Some(self.number.max(1))));
            }
        }
        Ok(true)
    }

    /// That no record begins where one should, which is told once for each place.
    pub(super) fn lose(&mut self) -> Result<(), Refusal> {
        match std::mem::replace(&mut self.lost, true) {
            true => Ok(()),
            false => Err(self.damaged("no record begins where one should")),
        }
    }

    /// Reads the body of the record at hand, of the length that its head says; returns the
    /// bytes of it that are in memory. Of one that breaks off that is all there is, and what is
    /// wrong with it is pending: the beginning of a page is better than nothing of it.
    ///
    /// # Errors
    ///
    /// When the head says no length, or one beyond the limit. It may be a lie: where the next
    /// record begins has to be looked for.
    pub(super) fn body(&mut self, length: Option<u64>) -> Result<usize, Refusal> {
        let Some(length) = length else {
            self.lost = true;
            return Err(self.damaged("a record that does not say how long it is"));
        };
        if length > self.limits.file {
            self.lost = true;
            return Err(Refusal::too_large("record", self.limits.file).of_record(Some(self.number)));
        }
        let length = length as usize;
        if self.have(length)? {
            return Ok(length);
        }
        self.lost = true;
        self.pending = Some(self.damaged("it breaks off within a record"));
        Ok(self.window.bytes().len())
    }

    /// What is to be told of a record that came to this; none when it is nothing.
    pub(super) fn told<T>(
        &mut self,
        record: Result<Option<T>, Refusal>,
    ) -> Option<Result<T, Refusal>> {
        match record {
            Ok(entry) => entry.map(Ok),
            // Of a record that breaks off that is all there is to say.
            Err(refusal) => Some(Err(self.pending.take().unwrap_or(refusal))),
        }
    }
}
