//! What an asker was told of.

use rustc_hash::{FxHashMap, FxHashSet};

/// An article that an asker knows, as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownArticle {
    /// Its id.
    pub id: Box<str>,
    /// The first eight bytes of the hash of what it was read from, the first highest.
    pub hash: u64,
    /// The values of its [sketch](dateline_schema::Sketch), where it was told of: by these its
    /// copies are known when it is no longer there.
    pub sketch: Option<Box<[u64]>>,
}

/// The articles that an asker knows.
///
/// It takes some hundred bytes an article in memory, some two hundred for one with a sketch.
#[derive(Debug, Clone, Default)]
pub struct Known {
    articles: FxHashMap<Box<str>, Option<Box<[u64]>>>,
    contents: FxHashSet<u64>,
}

impl Known {
    /// Notes that the article is known, and its content; of one that was known, both contents
    /// are.
    pub fn insert(&mut self, article: KnownArticle) {
        self.contents.insert(article.hash);
        let sketch = self.articles.entry(article.id).or_default();
        *sketch = article.sketch.or(sketch.take());
    }

    /// What is remembered of an article that has another content now.
    pub(super) fn renewed(&self, id: Box<str>, hash: u64) -> KnownArticle {
        let sketch = self.articles.get(&id).cloned().flatten();
        KnownArticle { id, hash, sketch }
    }

    /// How many articles are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Whether the article with this id is known, whatever it says now.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.articles.contains_key(id)
    }

    /// Whether an article of this content is known, as after its file was moved.
    #[must_use]
    pub fn has_content(&self, hash: u64) -> bool {
        self.contents.contains(&hash)
    }

    /// The sketches that are remembered, with the ids.
    pub(super) fn sketches(&self) -> impl Iterator<Item = (&str, &[u64])> {
        self.articles.iter().filter_map(|(id, sketch)| Some((&**id, sketch.as_deref()?)))
    }
}

impl Extend<KnownArticle> for Known {
    fn extend<T: IntoIterator<Item = KnownArticle>>(&mut self, articles: T) {
        articles.into_iter().for_each(|article| self.insert(article));
    }
}

impl FromIterator<KnownArticle> for Known {
    fn from_iter<T: IntoIterator<Item = KnownArticle>>(articles: T) -> Self {
        let mut known = Self::default();
        known.extend(articles);
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_content_takes_no_sketch_away() {
        let article = |hash, sketch: Option<u64>| KnownArticle {
            id: "a".into(),
            hash,
            sketch: sketch.map(|value| [value].into()),
        };
        let mut known: Known = [article(1, Some(7)), article(2, None)].into_iter().collect();
        assert_eq!((known.len(), known.has_content(1), known.has_content(2)), (1, true, true));
        assert_eq!(known.renewed("a".into(), 3), article(3, Some(7)));
        known.insert(article(3, Some(8)));
        assert_eq!(known.sketches().collect::<Vec<_>>(), [("a", &[8][..])]);
    }
}
