//! What exports tell of sources, kept until their articles have come.

use dateline_schema::store::CatalogueEntry;
use rustc_hash::FxHashMap;

/// The sources that exports told of, and how many articles of each came.
///
/// An export has the records of its sources before their articles. Whoever writes such a record
/// says that the articles are there: where an import was interrupted, or an article refused, the
/// source would never be read for it again.
///
/// Takes about 200 bytes and twice the path for each source.
#[derive(Default)]
pub(crate) struct Imports {
    sources: Vec<CatalogueEntry>,
    articles: FxHashMap<Box<str>, u64>,
}

impl Imports {
    pub(crate) fn add_source(&mut self, source: CatalogueEntry) {
        self.sources.push(source);
    }

    /// Counts an article of a source.
    pub(crate) fn add_article(&mut self, source: &str) {
        match self.articles.get_mut(source) {
            Some(count) => *count += 1,
            None => drop(self.articles.insert(source.into(), 1)),
        }
    }

    /// The sources of which all articles came.
    pub(crate) fn whole(&self) -> impl Iterator<Item = &CatalogueEntry> {
        let came = |source: &CatalogueEntry| self.articles.get(&*source.source).copied();
        self.sources.iter().filter(move |source| came(source) == Some(source.articles))
    }
}
