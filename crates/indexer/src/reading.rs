//! Reads sources ahead of those who work on them, in batches of bounded size.

use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use dateline_articles::{
    RawRecord, ReadOptions, Records, Refusal, RefusalCode, SourceFile, open_with,
};
use rayon::ThreadPool;
use rayon::prelude::*;

use crate::plan::Task;

/// What was read of the sources, in their order.
pub(crate) enum Unit {
    /// A record, or why there is none.
    Record(SourceNumber, Result<RawRecord, Refusal>),
    /// The source has been read to its end.
    End(SourceNumber),
}

/// Which source a unit is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SourceNumber {
    /// The task with this number.
    File(usize),
    /// A stream.
    Stream,
}

/// The bytes and the records after which a batch is handed on. Large enough that all
/// processors find work in it, small enough that a few of them in memory do not matter.
const BATCH_BYTES: usize = 2 << 20;
const BATCH_RECORDS: usize = 512;

/// Files up to this size are read several at a time: small files in a cold cache wait for
/// the disk, and one reader waits for each of them in turn.
const SMALL_FILE: u64 = 1 << 20;
const FILES_AT_A_TIME: usize = 64;

/// So many records of a stream are read ahead.
const RECORDS_AHEAD: usize = 4;
/// After so long without a record of a stream those that came are handed on.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many files are waited for at the same time.
pub(crate) const READERS: usize = 8;

/// Reads all sources and sends batches of their records, until done or until nobody
/// receives them any more.
pub(crate) fn read_all(
    tasks: &[Task],
    streams: Vec<Records>,
    options: &ReadOptions,
    readers: &ThreadPool,
    batches: SyncSender<Vec<Unit>>,
) {
    let mut batch = Batch { units: Vec::new(), bytes: 0, batches };
    // An error says that the receiver is gone: there is nobody left to tell.
    let _ = read_files(tasks, options, readers, &mut batch)
        .and_then(|()| {
            streams.into_iter().try_for_each(|stream| read_one_stream(stream, &mut batch))
        })
        .and_then(|()| batch.send());
}

/// Nobody receives batches any more.
struct Closed;

struct Batch {
    units: Vec<Unit>,
    bytes: usize,
    batches: SyncSender<Vec<Unit>>,
}

impl Batch {
    fn push(&mut self, unit: Unit) -> Result<(), Closed> {
        if let Unit::Record(_, Ok(record)) = &unit {
            self.bytes += record.bytes.len();
        }
        self.units.push(unit);
        match self.bytes >= BATCH_BYTES || self.units.len() >= BATCH_RECORDS {
            true => self.send(),
            false => Ok(()),
        }
    }

    fn send(&mut self) -> Result<(), Closed> {
        self.bytes = 0;
        self.batches.send(std::mem::take(&mut self.units)).map_err(|_| Closed)
    }
}

fn read_files(
    tasks: &[Task],
    options: &ReadOptions,
    readers: &ThreadPool,
    batch: &mut Batch,
) -> Result<(), Closed> {
    let mut number = 0;
    while let Some(task) = tasks.get(number) {
        if !is_small(&task.file) {
            read_large(number, &task.file, options, batch)?;
            number += 1;
            continue;
        }
        let rest = &tasks[number..tasks.len().min(number + FILES_AT_A_TIME)];
        let small = rest.iter().take_while(|task| is_small(&task.file)).count();
        let read: Vec<_> = readers.install(|| {
            rest[..small].par_iter().map(|task| records(&task.file, options)).collect()
        });
        for records in read {
            for record in records {
                batch.push(Unit::Record(SourceNumber::File(number), record))?;
            }
            batch.push(Unit::End(SourceNumber::File(number)))?;
            number += 1;
        }
    }
    Ok(())
}

fn is_small(file: &SourceFile) -> bool {
    file.size <= SMALL_FILE && !file.kind.is_streamed()
}

fn records(file: &SourceFile, options: &ReadOptions) -> Vec<Result<RawRecord, Refusal>> {
    match open_with(file, options) {
        Ok(records) => records.collect(),
        Err(refusal) => vec![Err(refusal)],
    }
}

fn read_large(
    number: usize,
    file: &SourceFile,
    options: &ReadOptions,
    batch: &mut Batch,
) -> Result<(), Closed> {
    let source = SourceNumber::File(number);
    match open_with(file, options) {
        Ok(mut records) => {
            records.try_for_each(|record| batch.push(Unit::Record(source, record)))?;
        }
        Err(refusal) => batch.push(Unit::Record(source, Err(refusal)))?,
    }
    batch.push(Unit::End(source))
}

/// Reads a stream, which may take its time or never end: what has come is handed on after a
/// while. Its thread is left behind where it waits for a record that nobody wants any more.
fn read_one_stream(mut stream: Records, batch: &mut Batch) -> Result<(), Closed> {
    let (sender, records) = sync_channel(RECORDS_AHEAD);
    // An error says that nobody wants more.
    let read = move || drop(stream.try_for_each(|record| sender.send(record)));
    let reading = match thread::Builder::new().spawn(read) {
        Ok(reading) => reading,
        Err(error) => {
            let refusal = Refusal::new(RefusalCode::Unreadable, error.to_string());
            return batch.push(Unit::Record(SourceNumber::Stream, Err(refusal)));
        }
    };
    loop {
        match records.recv_timeout(PATIENCE) {
            Ok(record) => batch.push(Unit::Record(SourceNumber::Stream, record))?,
            // Nothing is sent, too: to learn whether anybody still receives.
            Err(RecvTimeoutError::Timeout) => batch.send()?,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    reading.join().unwrap_or_else(|panic| resume_unwind(panic));
    Ok(())
}
