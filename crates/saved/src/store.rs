//! The saved searches of an index.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind as IoErrorKind};
use std::path::{Path, PathBuf};

use dateline_query::{Known, KnownArticle};
use dateline_schema::store::{SAVED_ENDING, SAVED_PREFIX, is_saved_search};

use crate::file::{self, Head};
use crate::lock::{Change, Turn};
use crate::{Error, ErrorKind, Name, Result, SavedSearch, durable};

/// The saved searches of an index: a file for each in its folder.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

/// A saved search in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The search.
    pub search: SavedSearch,
    /// How many articles were told of; copies of these do not count.
    pub told: u64,
}

/// A saved search with all that is known of it.
#[derive(Debug)]
pub struct Opened {
    /// The search.
    pub search: SavedSearch,
    /// The articles that its asker knows.
    pub known: Known,
    head: Head,
}

impl Store {
    /// The saved searches of the index at this path; nothing is read or written yet.
    #[must_use]
    pub fn of(index: &Path) -> Self {
        Self { folder: index.to_owned() }
    }

    /// All saved searches by name. One that cannot be read is an error among the others.
    ///
    /// # Errors
    ///
    /// When the folder of the index cannot be read.
    pub fn list(&self) -> Result<Vec<Result<Listed>>> {
        let io = |error| self.error(&self.folder, error);
        let mut paths = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if is_saved_search(&name) {
                paths.push(entry.path());
            }
        }
        paths.sort();
        Ok(paths.iter().map(|path| self.listed(path)).collect())
    }

    fn listed(&self, path: &Path) -> Result<Listed> {
        let (head, _) = self.head(path)?;
        let search = head.search().map_err(|kind| Error::new(path, kind))?;
        Ok(Listed { search, told: head.told })
    }

    /// Keeps a search, whose asker knows some articles already.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Taken`], [`ErrorKind::NotUtf8`], or what the system refuses.
    pub fn add(&self, search: &SavedSearch, known: &[KnownArticle]) -> Result<()> {
        let path = self.path(&search.name);
        let head = Head::new(search, 0).map_err(|kind| Error::new(&path, kind))?;
        let _change = self.change()?;
        if path.exists() {
            return Err(Error::new(&path, ErrorKind::Taken(search.name.clone())));
        }
        let written = durable::replace(&path, |out| {
            head.write(out)?;
            known.iter().try_for_each(|article| file::write_article(out, article))
        });
        written.map_err(|error| self.error(&path, error))
    }

    /// Forgets a search and what was told of it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unknown`], or what the system refuses.
    pub fn remove(&self, name: &Name) -> Result<()> {
        self.find(name)?;
        let path = self.path(name);
        let _change = self.change()?;
        durable::remove(&path).map_err(|error| self.error(&path, error))
    }

    /// Whether there is a search of this name.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unknown`] where there is none.
    pub fn find(&self, name: &Name) -> Result<()> {
        let path = self.path(name);
        match path.exists() {
            true => Ok(()),
            false => Err(Error::new(&path, ErrorKind::Unknown(name.clone()))),
        }
    }

    /// Reads a search with what is known of it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unknown`], [`ErrorKind::Damaged`], [`ErrorKind::LaterVersion`], or what the
    /// system refuses.
    pub fn open(&self, name: &Name) -> Result<Opened> {
        let path = self.path(name);
        let (head, lines) = self.head(&path).map_err(|error| match error.kind() {
            ErrorKind::Io(io) if io.kind() == IoErrorKind::NotFound => {
                Error::new(&path, ErrorKind::Unknown(name.clone()))
            }
            _ => error,
        })?;
        let at = |kind| Error::new(&path, kind);
        let search = head.search().map_err(at)?;
        let mut known = Known::default();
        file::read_articles(lines, |article| known.insert(article)).map_err(at)?;
        Ok(Opened { search, known, head })
    }

    /// Adds articles to what is known: new ones with a sketch were told of; one that is known
    /// takes the place of what was. To be called when they have been told, under the [`Turn`] in
    /// which the search was opened.
    ///
    /// A search that was removed or replaced since then stays as it is.
    ///
    /// # Errors
    ///
    /// What the system refuses; then the articles are not remembered.
    pub fn remember(&self, opened: &mut Opened, articles: Vec<KnownArticle>) -> Result<()> {
        let path = self.path(&opened.search.name);
        let _change = self.change()?;
        match self.head(&path) {
            Ok((head, _)) if head == opened.head => {}
            Ok(_) => return Ok(()),
            Err(error) => {
                return match error.kind() {
                    ErrorKind::Io(io) if io.kind() == IoErrorKind::NotFound => Ok(()),
                    _ => Err(error),
                };
            }
        }
        let (renewed, new): (Vec<_>, Vec<_>) =
            articles.iter().partition(|article| opened.known.has(&article.id));
        let renewed: HashSet<&str> = renewed.into_iter().map(|article| &*article.id).collect();
        let told = new.into_iter().filter(|article| article.sketch.is_some()).count() as u64;
        let head = opened.head.with_told(opened.head.told + told);
        let io = |error| self.error(&path, error);
        let mut old = BufReader::new(File::open(&path).map_err(io)?);
        let written = durable::replace(&path, |out| {
            head.write(out)?;
            old.skip_until(b'\n')?;
            file::copy_articles(old, out, &renewed)?;
            articles.iter().try_for_each(|article| file::write_article(out, article))
        });
        written.map_err(io)?;
        opened.head = head;
        opened.known.extend(articles);
        Ok(())
    }

    /// Takes the right to tell what is new; none while another process has it.
    ///
    /// # Errors
    ///
    /// What the system refuses, as in a folder that cannot be written to.
    pub fn turn(&self) -> Result<Option<Turn>> {
        Turn::try_take(&self.folder).map_err(|error| self.error(&self.folder, error))
    }

    /// The file of a search, for messages and for who looks after its owner.
    #[must_use]
    pub fn path(&self, name: &Name) -> PathBuf {
        self.folder.join(format!("{SAVED_PREFIX}{}{SAVED_ENDING}", name.file_stem()))
    }

    fn change(&self) -> Result<Change> {
        Change::begin(&self.folder).map_err(|error| self.error(&self.folder, error))
    }

    /// The first line of a file, and what reads the others.
    fn head(&self, path: &Path) -> Result<(Head, BufReader<File>)> {
        let io = |error| self.error(path, error);
        let mut reader = BufReader::new(File::open(path).map_err(io)?);
        let mut line = String::new();
        reader.read_line(&mut line).map_err(io)?;
        let head = Head::read(line.trim_end()).map_err(|kind| Error::new(path, kind))?;
        Ok((head, reader))
    }

    fn error(&self, path: &Path, error: std::io::Error) -> Error {
        Error::new(path, error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: &str, hash: u64) -> KnownArticle {
        KnownArticle { id: id.into(), hash, sketch: None }
    }

    fn told(id: &str, hash: u64) -> KnownArticle {
        KnownArticle { sketch: Some([1, 2].into()), ..article(id, hash) }
    }

    fn search(name: &str) -> SavedSearch {
        SavedSearch::new(name.parse().unwrap(), "safe house")
    }

    #[test]
    fn what_is_told_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        assert!(store.list().unwrap().is_empty());
        store.add(&search("b"), &[article("old", 1)]).unwrap();
        store.add(&search("a"), &[]).unwrap();

        let mut opened = store.open(&"b".parse().unwrap()).unwrap();
        assert_eq!((opened.known.len(), &opened.search), (1, &search("b")));
        store.remember(&mut opened, vec![told("new", 2), article("copy", 3)]).unwrap();
        store.remember(&mut opened, vec![told("newer", 4)]).unwrap();
        let again = store.open(&"b".parse().unwrap()).unwrap();
        assert!(["old", "new", "copy", "newer"].iter().all(|id| again.known.has(id)));
        assert!(again.known.has_content(3) && !again.known.has("other"));

        // Of another content, one is known as it is now.
        store.remember(&mut opened, vec![told("new", 5)]).unwrap();
        let again = store.open(&"b".parse().unwrap()).unwrap();
        assert!(again.known.has_content(5) && !again.known.has_content(2));
        assert_eq!(again.known.len(), 4);

        let listed: Vec<(String, u64)> = store
            .list()
            .unwrap()
            .into_iter()
            .map(|listed| listed.unwrap())
            .map(|listed| (listed.search.name.to_string(), listed.told))
            .collect();
        assert_eq!(listed, [("a".to_owned(), 0), ("b".to_owned(), 2)]);
    }

    #[test]
    fn a_name_is_taken_in_any_case() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        store.add(&search("Massoud"), &[]).unwrap();
        let taken = store.add(&search("massoud"), &[]).unwrap_err();
        assert!(matches!(taken.kind(), ErrorKind::Taken(_)));
        let unknown = store.open(&"other".parse().unwrap()).unwrap_err();
        assert!(matches!(unknown.kind(), ErrorKind::Unknown(_)));
        store.remove(&"massoud".parse().unwrap()).unwrap();
        let removed = store.remove(&"Massoud".parse().unwrap()).unwrap_err();
        assert!(matches!(removed.kind(), ErrorKind::Unknown(_)));
    }

    #[test]
    fn what_was_removed_meanwhile_does_not_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let name: Name = "x".parse().unwrap();
        store.add(&search("x"), &[]).unwrap();
        let mut opened = store.open(&name).unwrap();
        store.remove(&name).unwrap();
        store.remember(&mut opened, vec![told("new", 2)]).unwrap();
        assert!(store.list().unwrap().is_empty());
        let other = SavedSearch { question: "other".into(), ..search("x") };
        store.add(&other, &[]).unwrap();
        store.remember(&mut opened, vec![told("new", 2)]).unwrap();
        assert!(store.open(&name).unwrap().known.is_empty());
    }

    #[test]
    fn a_damaged_search_does_not_hide_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        store.add(&search("a"), &[]).unwrap();
        store.add(&search("b"), &[]).unwrap();
        fs::write(store.path(&"a".parse().unwrap()), "{oops\n").unwrap();
        // What a killed writer leaves is no search.
        fs::write(folder.path().join("saved-b.jsonl.part"), "{").unwrap();
        let listed = store.list().unwrap();
        assert!(matches!(
            listed[0].as_ref().unwrap_err().kind(),
            ErrorKind::Damaged { line: 1, .. }
        ));
        assert_eq!((listed.len(), listed[1].is_ok()), (2, true));
    }

    #[test]
    fn one_process_tells_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let turn = store.turn().unwrap();
        assert!(turn.is_some() && store.turn().unwrap().is_none());
        drop(turn);
        assert!(store.turn().unwrap().is_some());
    }
}
