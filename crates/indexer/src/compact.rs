//! Many segments to as few as memory allows.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use dateline_schema::Error;
use dateline_schema::store::{WriteAccess, files_of_segment, require_space};
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::{Index, TantivyDocument, TantivyError};

use crate::Result;
use crate::rebuild::Outcome;
use crate::writer::failure;

/// The account of compacting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compacted {
    /// Whether all was done.
    pub outcome: Outcome,
    /// What the index was.
    pub before: Extent,
    /// What it is.
    pub after: Extent,
}

/// How large an index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Its segments.
    pub segments: u64,
    /// The bytes of their files.
    pub bytes: u64,
    /// Documents that are removed and still take room.
    pub removed: u64,
}

/// About the bytes of memory that a merge takes for each document: the order of the
/// documents before and after, and what is known of their lengths.
const BYTES_A_DOCUMENT: u64 = 40;

/// How often it is asked whether the work is to be interrupted.
const PATIENCE: Duration = Duration::from_millis(50);

/// Merges the segments of the index into one, or into as few as fit in `heap` bytes of
/// memory while they are merged, and removes what is left of removed documents.
///
/// Each merge takes the place of what it merged in one commit: interrupted or killed, the
/// index is as it was after the last of them.
///
/// # Errors
///
/// As [`WriteAccess::open_or_create`];
/// [`ErrorKind::LittleSpace`](dateline_schema::ErrorKind::LittleSpace) when what is merged
/// would not fit beside the old segments; or when a merge fails.
pub fn compact(access: &WriteAccess, heap: usize, interrupted: &AtomicBool) -> Result<Compacted> {
    let index = access.open_or_create()?;
    let engine = |error: TantivyError| Error::from_engine(access.path(), &error);
    let segments = index.searchable_segment_metas().map_err(engine)?;
    let before = extent(access, &segments);
    let groups = groups(segments, heap as u64 / BYTES_A_DOCUMENT);
    let largest = groups.iter().map(|group| extent(access, group).bytes).max();
    require_space(access.path(), largest.unwrap_or(0))?;
    let outcome = merge(access, &index, &groups, interrupted)?;
    drop(index);
    // Opening clears away what the engine could not, or did not know of.
    let index = access.open_or_create()?;
    let segments = index.searchable_segment_metas().map_err(engine)?;
    Ok(Compacted { outcome, before, after: extent(access, &segments) })
}

fn extent(access: &WriteAccess, segments: &[SegmentMeta]) -> Extent {
    let size =
        |file: String| std::fs::metadata(access.path().join(file)).map_or(0, |data| data.len());
    Extent {
        segments: segments.len() as u64,
        bytes: segments.iter().flat_map(files_of_segment).map(size).sum(),
        removed: segments.iter().map(|segment| u64::from(segment.num_deleted_docs())).sum(),
    }
}

/// Groups of segments, each of at most so many documents together, in which there is
/// something to merge. The smallest segments come first, so that most of them go.
fn groups(mut segments: Vec<SegmentMeta>, most: u64) -> Vec<Vec<SegmentMeta>> {
    segments.sort_by_key(SegmentMeta::num_docs);
    let mut groups: Vec<Vec<SegmentMeta>> = Vec::new();
    let mut documents = 0;
    for segment in segments {
        let more = u64::from(segment.num_docs());
        match groups.last_mut() {
            Some(group) if documents + more <= most => {
                group.push(segment);
                documents += more;
            }
            _ => {
                groups.push(vec![segment]);
                documents = more;
            }
        }
    }
    groups.retain(|group| group.len() > 1 || group[0].has_deletes());
    groups
}

fn merge(
    access: &WriteAccess,
    index: &Index,
    groups: &[Vec<SegmentMeta>],
    interrupted: &AtomicBool,
) -> Result<Outcome> {
    if groups.is_empty() {
        return Ok(Outcome::Replaced);
    }
    let failed = |error: TantivyError| failure(access.path(), access.failures(), &error);
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(16_000_000)
        .num_merge_threads(1)
        .build();
    let mut writer = index.writer_with_options::<TantivyDocument>(options).map_err(failed)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for group in groups {
        let ids: Vec<SegmentId> = group.iter().map(SegmentMeta::id).collect();
        let merged = writer.merge(&ids);
        let (sender, receiver) = channel();
        // The engine cannot be told to stop; what it does after an interrupt is lost with
        // the process, and swept by the next writer.
        std::thread::spawn(move || sender.send(merged.wait()));
        let result = loop {
            match receiver.recv_timeout(PATIENCE) {
                Ok(result) => break result,
                Err(RecvTimeoutError::Timeout) if interrupted.load(Ordering::Relaxed) => {
                    return Ok(Outcome::Interrupted);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    break Err(TantivyError::ErrorInThread("a merge ended early".into()));
                }
            }
        };
        result.map_err(failed)?;
    }
    writer.wait_merging_threads().map_err(failed)?;
    Ok(Outcome::Replaced)
}
