//! No two articles have one id.

use dateline_model::ArticleId;
use dateline_schema::Fields;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use tantivy::{Searcher, Term};

use crate::catalogue::for_each_live;

/// Which ids are taken, by the articles of the newest commit and of this run.
///
/// Of this run it keeps 64-bit hashes, 16 bytes an article: should two ids ever share
/// one, an article gets its second choice of an id, nothing worse.
pub(crate) struct Ids<'s> {
    searcher: &'s Searcher,
    fields: Fields,
    /// The sources that this run removes: what they have is free.
    removed: FxHashSet<String>,
    taken: FxHashSet<u64>,
}

impl<'s> Ids<'s> {
    /// The ids of an index without those of the sources that are `removed`.
    pub(crate) fn new(searcher: &'s Searcher, fields: Fields, removed: FxHashSet<String>) -> Self {
        Self { searcher, fields, removed, taken: FxHashSet::default() }
    }

    /// Takes, for an article of the source `key`, the first of `choices` that is free or
    /// that the same source has had before; then numbered forms of the last of them.
    pub(crate) fn take(
        &mut self,
        key: &str,
        choices: [ArticleId; 3],
    ) -> tantivy::Result<ArticleId> {
        let last = choices[2].clone();
        for choice in choices {
            if self.try_take(key, &choice)? {
                return Ok(choice);
            }
        }
        for number in 2u64.. {
            let choice = ArticleId::from_path(&format!("{last}~{number}"), None);
            if self.try_take(key, &choice)? {
                return Ok(choice);
            }
        }
        unreachable!("there are more numbers than articles")
    }

    fn try_take(&mut self, key: &str, id: &ArticleId) -> tantivy::Result<bool> {
        let mut hasher = FxHasher::default();
        id.as_str().hash(&mut hasher);
        let hash = hasher.finish();
        if self.taken.contains(&hash) || self.belongs_to_another(key, id)? {
            return Ok(false);
        }
        self.taken.insert(hash);
        Ok(true)
    }

    /// Whether an article of another source has the id in the newest commit.
    fn belongs_to_another(&self, key: &str, id: &ArticleId) -> tantivy::Result<bool> {
        let term = Term::from_field_text(self.fields.id, id.as_str());
        for segment in self.searcher.segment_readers() {
            let mut holder = None;
            for_each_live(segment, &term, |doc| holder = Some(doc))?;
            let Some(doc) = holder else { continue };
            let name = segment.schema().get_field_name(self.fields.source);
            let Some(sources) = segment.fast_fields().str(name)? else { continue };
            let mut source = String::new();
            if let Some(ordinal) = sources.term_ords(doc).next() {
                sources.ord_to_str(ordinal, &mut source)?;
            }
            return Ok(source != key && !self.removed.contains(&source));
        }
        Ok(false)
    }
}
