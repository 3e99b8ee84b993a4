//! The form of a saved search on disk: JSON Lines, first the search, then what is known.

use std::collections::HashSet;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use dateline_query::syntax::DateMatch;
use dateline_query::{KnownArticle, Terms};
use serde::{Deserialize, Serialize};

use crate::{CommandLine, ErrorKind, SavedSearch};

/// The version of the form.
pub(crate) const VERSION: u32 = 1;

/// What stands first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    version: u32,
    name: String,
    question: String,
    filters: Vec<String>,
    within: Vec<String>,
    date_match: Match,
    terms: AllOrAny,
    exec: Option<Vec<String>>,
    /// How many of the articles that follow were told of.
    pub(crate) told: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Match {
    Overlaps,
    Within,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AllOrAny {
    All,
    Any,
}

/// An article that is known. Numbers of 64 bits are written in hexadecimal, since many programs
/// read numbers of JSON as fractions.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    id: String,
    hash: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sketch: Option<String>,
}

impl Head {
    pub(crate) fn new(search: &SavedSearch, told: u64) -> Result<Self, ErrorKind> {
        let text = |path: &PathBuf| path.to_str().map(str::to_owned).ok_or(ErrorKind::NotUtf8);
        Ok(Self {
            version: VERSION,
            name: search.name.to_string(),
            question: search.question.clone(),
            filters: search.filters.clone(),
            within: search.within.iter().map(text).collect::<Result<_, _>>()?,
            date_match: match search.date_match {
                DateMatch::Overlaps => Match::Overlaps,
                DateMatch::Within => Match::Within,
            },
            terms: match search.terms {
                Terms::All => AllOrAny::All,
                Terms::Any => AllOrAny::Any,
            },
            exec: search.command.as_ref().map(|command| command.words().to_vec()),
            told,
        })
    }

    /// Reads the first line.
    pub(crate) fn read(line: &str) -> Result<Self, ErrorKind> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        let damaged = |error: serde_json::Error| damaged(1, error.to_string());
        let Versioned { version } = serde_json::from_str(line).map_err(damaged)?;
        match version > VERSION {
            true => Err(ErrorKind::LaterVersion(version, VERSION)),
            false => serde_json::from_str(line).map_err(damaged),
        }
    }

    pub(crate) fn search(&self) -> Result<SavedSearch, ErrorKind> {
        let name = self.name.parse().map_err(|error| damaged(1, format!("{error}")))?;
        Ok(SavedSearch {
            name,
            question: self.question.clone(),
            filters: self.filters.clone(),
            within: self.within.iter().map(PathBuf::from).collect(),
            date_match: match self.date_match {
                Match::Overlaps => DateMatch::Overlaps,
                Match::Within => DateMatch::Within,
            },
            terms: match self.terms {
                AllOrAny::All => Terms::All,
                AllOrAny::Any => Terms::Any,
            },
            command: self.exec.clone().and_then(CommandLine::of_words),
        })
    }

    /// The same search, with so many articles told of.
    pub(crate) fn with_told(&self, told: u64) -> Self {
        Self { told, ..self.clone() }
    }

    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_line(out, self)
    }
}

/// Writes an article that is known.
pub(crate) fn write_article(out: &mut impl Write, article: &KnownArticle) -> io::Result<()> {
    let sketch = article.sketch.as_deref();
    let line = Line {
        id: article.id.to_string(),
        hash: format!("{:016x}", article.hash),
        sketch: sketch.map(|values| values.iter().map(|value| format!("{value:016x}")).collect()),
    };
    write_line(out, &line)
}

fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Copies the articles that are known, but for those of some ids. The first line has been read.
pub(crate) fn copy_articles(
    mut lines: impl BufRead,
    out: &mut impl Write,
    without: &HashSet<&str>,
) -> io::Result<()> {
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    if without.is_empty() {
        // What is known stays as it was written, without being taken apart.
        return io::copy(&mut lines, out).map(|_| ());
    }
    for line in lines.lines() {
        let line = line?;
        let named = serde_json::from_str::<Named>(&line);
        if !named.is_ok_and(|Named { id }| without.contains(id.as_str())) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// Calls `visit` with each article that is known. The first line has been read.
pub(crate) fn read_articles(
    lines: impl BufRead,
    mut visit: impl FnMut(KnownArticle),
) -> Result<(), ErrorKind> {
    for (number, line) in (2..).zip(lines.lines()) {
        let line: Line =
            serde_json::from_str(&line?).map_err(|error| damaged(number, error.to_string()))?;
        let unreadable = || damaged(number, "a number is not hexadecimal".to_owned());
        let hash = number_of(&line.hash).ok_or_else(unreadable)?;
        let sketch = line.sketch.as_deref().map(|text| numbers_of(text).ok_or_else(unreadable));
        visit(KnownArticle { id: line.id.into(), hash, sketch: sketch.transpose()? });
    }
    Ok(())
}

fn number_of(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

fn numbers_of(text: &str) -> Option<Box<[u64]>> {
    (0..text.len()).step_by(16).map(|at| number_of(text.get(at..at + 16)?)).collect()
}

fn damaged(line: usize, what: String) -> ErrorKind {
    ErrorKind::Damaged { line, what }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(article: &KnownArticle) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_article(&mut bytes, article).unwrap();
        bytes
    }

    proptest! {
        #[test]
        fn an_article_comes_back(
            id in "[^\\x00-\\x1f]{1,40}",
            hash: u64,
            sketch in prop::option::of(prop::collection::vec(any::<u64>(), 0..8)),
        ) {
            let article =
                KnownArticle { id: id.into(), hash, sketch: sketch.map(Into::into) };
            let mut read = Vec::new();
            read_articles(written(&article).as_slice(), |found| read.push(found)).unwrap();
            prop_assert_eq!(read, vec![article]);
        }

        #[test]
        fn any_line_is_read_or_refused(line in ".{0,80}") {
            let _ = Head::read(&line);
            let _ = read_articles(line.as_bytes(), |_| {});
        }
    }

    #[test]
    fn a_search_comes_back() {
        let search = SavedSearch {
            filters: vec!["place:\"Tajikistan\"".into()],
            within: vec!["/news".into()],
            date_match: DateMatch::Within,
            terms: Terms::Any,
            command: "mail desk".parse().ok(),
            ..SavedSearch::new("x".parse().unwrap(), "safe \"house\"")
        };
        let mut bytes = Vec::new();
        Head::new(&search, 3).unwrap().write(&mut bytes).unwrap();
        let head = Head::read(std::str::from_utf8(&bytes).unwrap().trim_end()).unwrap();
        assert_eq!((head.search().unwrap(), head.told), (search, 3));
    }

    #[test]
    fn what_is_damaged_is_told_with_its_line() {
        let head = |line: &str| Head::read(line).unwrap_err().to_string();
        assert_eq!(
            head("{\"version\":9}"),
            "the saved search is of version 9, this program reads version 1"
        );
        assert!(head("{").starts_with("line 1: the saved search is damaged: EOF"));
        let articles = |text: &str| read_articles(text.as_bytes(), |_| {}).unwrap_err().to_string();
        assert_eq!(
            articles("{\"id\":\"a\",\"hash\":\"1\"}\n{\"id\":\"b\",\"hash\":\"x\"}\n"),
            "line 3: the saved search is damaged: a number is not hexadecimal"
        );
    }
}
