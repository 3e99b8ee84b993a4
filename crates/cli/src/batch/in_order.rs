//! Work in threads, results in the order of the items.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

/// How many items a thread may be ahead of what was taken: enough that one slow item does
/// not keep the others waiting, few enough that their results take little memory.
const AHEAD: usize = 4;

/// Whether another result is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// It is going to be taken at once.
    Ready,
    /// It may take its time, or there is none.
    NotYet,
}

/// Does the work on each item, in so many threads, and has the results taken in the order of
/// the items. Of items, work and results together no more exist at a time than a fixed
/// number for each thread.
///
/// The items come from a thread of their own, which may wait for input without end; it is
/// left behind when a result cannot be taken.
///
/// # Errors
///
/// The first of `take`, or when no thread can be started.
///
/// # Panics
///
/// When the work does: with its panic, at the place of its result.
pub(crate) fn in_order<T: Send + 'static, R: Send + 'static>(
    items: impl Iterator<Item = T> + Send + 'static,
    threads: NonZeroUsize,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    mut take: impl FnMut(R, Next) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let window = threads.get() * AHEAD;
    let (permits, permitted) = sync_channel(window);
    let (feed, fed) = sync_channel(window);
    let (results, done) = channel();
    let (work, fed) = (Arc::new(work), Arc::new(Mutex::new(fed)));
    Builder::new().name("questions".into()).spawn(move || feed_all(items, &permitted, &feed))?;
    for _ in 0..threads.get() {
        let (work, fed, results) = (Arc::clone(&work), Arc::clone(&fed), results.clone());
        Builder::new().name("answers".into()).spawn(move || answer(&fed, &*work, &results))?;
    }
    drop(results);
    for _ in 0..window {
        // Whoever feeds may be through with all items before it has had every permit.
        let _ = permits.send(());
    }
    let mut ahead = BTreeMap::new();
    let mut number = 0;
    while let Ok((at, result)) = done.recv() {
        ahead.insert(at, result);
        while let Some(result) = ahead.remove(&number) {
            number += 1;
            let next = if ahead.contains_key(&number) { Next::Ready } else { Next::NotYet };
            take(result.unwrap_or_else(|panic| resume_unwind(panic)), next)?;
            let _ = permits.send(());
        }
    }
    Ok(())
}

/// Passes on an item a permit, until the items end or nobody wants them.
fn feed_all<T>(
    items: impl Iterator<Item = T>,
    permitted: &Receiver<()>,
    feed: &SyncSender<(usize, T)>,
) {
    for numbered in items.enumerate() {
        if permitted.recv().is_err() || feed.send(numbered).is_err() {
            return;
        }
    }
}

/// Works until the items end or nobody wants results.
fn answer<T, R>(
    fed: &Mutex<Receiver<(usize, T)>>,
    work: &impl Fn(T) -> R,
    results: &Sender<(usize, std::thread::Result<R>)>,
) {
    loop {
        let next = fed.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, item)) = next else { return };
        // What a panic leaves behind half done is never looked at: the batch ends with it.
        let result = catch_unwind(AssertUnwindSafe(|| work(item)));
        if results.send((number, result)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn threads(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for number in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |item: u64| {
                std::thread::sleep(Duration::from_micros(item * 7919 % 300));
                item * 2
            };
            in_order(0..300u64, threads(number), work, |result, _| {
                taken.push(result);
                Ok(())
            })
            .unwrap();
            assert!(taken.iter().copied().eq((0..300).map(|item| item * 2)), "{number} threads");
        }
    }

    #[test]
    fn no_more_exists_at_a_time_than_the_window() {
        static AHEAD_OF_TAKING: AtomicUsize = AtomicUsize::new(0);
        let work = |item: usize| {
            let ahead = AHEAD_OF_TAKING.fetch_add(1, Ordering::SeqCst) + 1;
            // The first is slow, so that the others would run far ahead.
            std::thread::sleep(Duration::from_millis(if item == 0 { 30 } else { 0 }));
            ahead
        };
        let mut most = 0;
        in_order(0..500, threads(2), work, |ahead, _| {
            AHEAD_OF_TAKING.fetch_sub(1, Ordering::SeqCst);
            most = most.max(ahead);
            Ok(())
        })
        .unwrap();
        assert!(most <= 2 * AHEAD, "{most}");
    }

    #[test]
    fn an_error_of_taking_ends_it_though_items_never_end() {
        let mut taken = 0;
        let error = in_order(
            std::iter::repeat(1),
            threads(2),
            |item| item,
            |_, _| {
                taken += 1;
                anyhow::ensure!(taken < 10, "enough");
                Ok(())
            },
        );
        assert_eq!(error.unwrap_err().to_string(), "enough");
    }

    #[test]
    fn a_panic_of_the_work_is_passed_on() {
        let work = |item: u32| assert_ne!(item, 5, "five");
        let run = || in_order(0..10, threads(2), work, |(), _| Ok(()));
        assert!(catch_unwind(run).is_err());
    }
}
