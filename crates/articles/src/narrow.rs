//! A walk through a part of a folder.

use std::path::{Path, PathBuf};

/// What a walk is narrowed to: some files and folders, or nothing, so that it goes everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// In order, none within another.
    paths: Vec<PathBuf>,
}

impl Narrow {
    /// Narrows a walk to these absolute paths and what is in them; to nothing by none.
    ///
    /// ```
    /// use dateline_articles::Narrow;
    /// use std::path::{Path, PathBuf};
    ///
    /// let narrow = Narrow::to(vec![PathBuf::from("/news/2021/09"), PathBuf::from("/news/a.txt")]);
    /// assert!(narrow.lets_enter(Path::new("/news/2021")));
    /// assert!(narrow.lets_enter(Path::new("/news/2021/09/01.txt")));
    /// assert!(!narrow.lets_enter(Path::new("/news/2020")));
    /// ```
    #[must_use]
    pub fn to(mut paths: Vec<PathBuf>) -> Self {
        paths.sort();
        // What is in a folder follows it in this order.
        paths.dedup_by(|later, kept| later.starts_with(&*kept));
        Self { paths }
    }

    /// The files and folders that it is narrowed to; none where it goes everywhere.
    #[must_use]
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Whether a walk comes to this path: it is one of those, in one, or on the way to one.
    #[must_use]
    pub fn lets_enter(&self, path: &Path) -> bool {
        if self.paths.is_empty() {
            return true;
        }
        let after = self.paths.partition_point(|one| one.as_path() <= path);
        let is_in = after.checked_sub(1).is_some_and(|at| path.starts_with(&self.paths[at]));
        is_in || self.paths.get(after).is_some_and(|next| next.starts_with(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_there_is_entered() {
        let paths = ["/n/b/c", "/n/b/c/d", "/n/a.txt", "/n/b-2"].map(PathBuf::from);
        let narrow = Narrow::to(paths.to_vec());
        assert_eq!(narrow.paths().len(), 3);
        for (path, expected) in [
            ("/", true),
            ("/n", true),
            ("/n/a.txt", true),
            ("/n/a", false),
            ("/n/b", true),
            ("/n/b/a", false),
            ("/n/b/c/d/e", true),
            ("/n/b/z", false),
            ("/n/b-2/x", true),
            ("/n/c", false),
        ] {
            assert_eq!(narrow.lets_enter(Path::new(path)), expected, "{path}");
        }
        assert!(Narrow::default().lets_enter(Path::new("/x")));
    }
}
