//! Bounds what waits to be indexed.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// A number of bytes that documents on their way into the index may take together.
///
/// tantivy bounds its queue by documents, ten thousand of them, which says nothing of
/// memory: articles may have megabytes.
#[derive(Clone)]
pub(crate) struct Budget {
    state: Arc<State>,
}

struct State {
    limit: usize,
    used: Mutex<usize>,
    freed: Condvar,
}

impl State {
    fn used(&self) -> MutexGuard<'_, usize> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Budget {
    pub(crate) fn new(limit: usize) -> Self {
        let state = State { limit, used: Mutex::new(0), freed: Condvar::new() };
        Self { state: Arc::new(state) }
    }

    /// Waits until `bytes` fit, or nothing else is on its way.
    pub(crate) fn reserve(&self, bytes: usize) -> Permit {
        let mut used = self.state.used();
        while *used > 0 && *used + bytes > self.state.limit {
            used = self.state.freed.wait(used).unwrap_or_else(PoisonError::into_inner);
        }
        *used += bytes;
        Permit { state: self.state.clone(), bytes }
    }
}

/// Reserved bytes; free again when it is dropped.
pub(crate) struct Permit {
    state: Arc<State>,
    bytes: usize,
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.state.used() -= self.bytes;
        self.state.freed.notify_one();
    }
}

/// A document that frees its bytes when an indexing thread takes it.
pub(crate) struct Budgeted {
    pub(crate) document: TantivyDocument,
    pub(crate) permit: Permit,
}

impl Document for Budgeted {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        drop(self.permit);
        self.document
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn a_reservation_waits_for_room() {
        let budget = Budget::new(10);
        let first = budget.reserve(8);
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                let permit = budget.reserve(8);
                assert!(done.load(Ordering::SeqCst), "reserved while the budget was used up");
                drop(permit);
            });
            done.store(true, Ordering::SeqCst);
            drop(first);
            second.join().unwrap();
        });
    }

    #[test]
    fn more_than_the_budget_passes_alone() {
        let budget = Budget::new(10);
        drop(budget.reserve(100));
        drop(budget.reserve(100));
    }
}
