//! Articles by their id, their language and the file or folder they were read from.

use std::sync::Arc;

use dateline_schema::{Kind, language_term};
use tantivy::schema::Field;

use crate::Result;
use crate::archive::Archive;
use crate::docs::Docs;
use crate::plan::{FilterBy, FilterPlan, Plan, Scope};
use crate::planner::Planner;
use crate::syntax::Quoting;

/// The most ids or paths of a part of the index that are looked at, well under a
/// microsecond each.
const MOST_LOOKED_AT: usize = 1_000_000;
/// The most languages that are told of.
const MOST_LANGUAGES: usize = 12;

impl Planner<'_> {
    /// The article of an id, or those of ids with `*` for any text.
    pub(crate) fn id(&mut self, text: &str, quoting: Quoting) -> Result<Plan> {
        if quoting != Quoting::Pattern && !text.contains('*') {
            return Ok(Plan::Filter(FilterPlan { by: FilterBy::Id, terms: vec![text.to_owned()] }));
        }
        let field = self.archive.fields.id;
        let (docs, is_finished) = self.archive.docs_with(field, |id| is_like(text, id))?;
        self.tell_if_unfinished(text, is_finished);
        Ok(Plan::Docs(Arc::new(docs).query(self.archive)))
    }

    /// The articles in a language, or in one that its tag begins.
    pub(crate) fn language(&mut self, text: &str) -> Result<Plan> {
        let term = language_term(text.trim_end_matches(['*', '-']));
        let known = self.archive.languages()?;
        if !known.contains(&term) {
            self.notes.push(match known.is_empty() {
                true => format!("no article says which language it is in, so none is in “{text}”"),
                false => {
                    let listed = known[..known.len().min(MOST_LANGUAGES)].join(", ");
                    format!("no article is in the language “{text}”; languages here: {listed}")
                }
            });
        }
        Ok(Plan::Filter(FilterPlan { by: FilterBy::Language, terms: vec![term] }))
    }

    /// The articles of an outlet with these words, and those read from such a path.
    pub(crate) fn source(&mut self, text: &str, quoting: Quoting) -> Result<Plan> {
        let pattern = PathPattern::new(text);
        let field = self.archive.fields.source;
        let (docs, is_finished) = self.archive.docs_with(field, |path| pattern.matches(path))?;
        self.tell_if_unfinished(text, is_finished);
        let is_nowhere = docs.is_empty();
        let docs = Plan::Docs(Arc::new(docs).query(self.archive));
        if text.contains(['/', '*', '\\']) {
            return Ok(docs);
        }
        let outlet = match quoting {
            Quoting::Bare | Quoting::Quoted => self.words(text, Scope::Outlet),
            _ => self.text(text, quoting, Scope::Outlet)?,
        };
        if is_nowhere {
            self.warn_of_unknown(&outlet)?;
        }
        Ok(match outlet {
            // It has no word in it.
            Plan::All => docs,
            outlet => Plan::Or(vec![outlet, docs]),
        })
    }

    fn tell_if_unfinished(&mut self, text: &str, is_finished: bool) {
        if !is_finished {
            self.notes.push(format!(
                "the archive has more files than are looked at for “{text}”; some may be missed"
            ));
        }
    }
}

impl Archive {
    /// The articles with a term in the field for which the test holds, and whether all
    /// terms were looked at.
    fn docs_with(&self, field: Field, is_meant: impl Fn(&str) -> bool) -> Result<(Docs, bool)> {
        let mut docs = Docs::none(self);
        let mut is_finished = true;
        let mut meant: Vec<String> = Vec::new();
        for segment in self.searcher.segment_readers() {
            let index = self.engine(segment.inverted_index(field))?;
            let mut stream = self.engine(index.terms().stream().map_err(Into::into))?;
            let mut looked_at = 0;
            while stream.advance() {
                looked_at += 1;
                if looked_at > MOST_LOOKED_AT {
                    is_finished = false;
                    break;
                }
                let term = std::str::from_utf8(stream.key()).unwrap_or_default();
                if is_meant(term) {
                    meant.push(term.to_owned());
                }
            }
        }
        meant.sort_unstable();
        meant.dedup();
        for term in &meant {
            docs.add_term(self, field, term)?;
        }
        // Records of sources have paths, too.
        let articles = Docs::of_terms(self, self.fields.kind, [Kind::Article.term()])?;
        let others: Vec<_> = docs.iter().filter(|&doc| !articles.contains(doc)).collect();
        others.into_iter().for_each(|doc| docs.remove(doc));
        Ok((docs, is_finished))
    }

    /// The languages that articles say they are in, and the beginnings of their tags.
    fn languages(&self) -> Result<Vec<String>> {
        let mut known = Vec::new();
        for segment in self.searcher.segment_readers() {
            let index = self.engine(segment.inverted_index(self.fields.language))?;
            let mut stream = self.engine(index.terms().stream().map_err(Into::into))?;
            while known.len() < MOST_LOOKED_AT && stream.advance() {
                known.extend(std::str::from_utf8(stream.key()).map(str::to_owned));
            }
        }
        known.sort_unstable();
        known.dedup();
        Ok(known)
    }
}

/// Folders and files as a question names them: whole names one after the other, `*` for any
/// text within one, whatever their case. The last may leave out the extension of a file; a
/// slash at the end asks for a folder, one at the beginning for the whole path.
struct PathPattern {
    names: Vec<String>,
    is_whole: bool,
    is_folder: bool,
}

impl PathPattern {
    fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let names = lower.split(['/', '\\']).filter(|name| !name.is_empty() && *name != ".");
        Self {
            names: names.map(str::to_owned).collect(),
            is_whole: lower.starts_with('/'),
            is_folder: lower.ends_with(['/', '\\']),
        }
    }

    fn matches(&self, path: &str) -> bool {
        let lower = path.to_lowercase();
        let names: Vec<&str> = lower.split(['/', '\\']).filter(|name| !name.is_empty()).collect();
        let starts = match self.is_whole {
            true => 0..1,
            false => 0..names.len(),
        };
        !self.names.is_empty() && starts.into_iter().any(|start| self.begins(&names[start..]))
    }

    /// Whether the names begin with those asked for.
    fn begins(&self, names: &[&str]) -> bool {
        let is_long_enough = names.len() >= self.names.len() + usize::from(self.is_folder);
        is_long_enough
            && self.names.iter().zip(names).enumerate().all(|(at, (asked, name))| {
                let is_file = at + 1 == names.len();
                let stem = name.rsplit_once('.').map_or(*name, |(stem, _)| stem);
                is_like(asked, name) || is_file && is_like(asked, stem)
            })
    }
}

/// Whether the text is the pattern, with any text in place of each `*`.
fn is_like(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut left) = text.strip_prefix(head) else { return false };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return left.ends_with(part);
        }
        // The first place is as good as any: what follows a star can begin anywhere.
        match left.find(part) {
            Some(at) => left = &left[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_text() {
        for (pattern, text, expected) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("a*", "ab", true),
            ("*b", "ab", true),
            ("a*a", "a", false),
            ("a*b*c", "axbxc", true),
            ("a*b*c", "acb", false),
            ("*", "", true),
            ("**x**", "axb", true),
        ] {
            assert_eq!(is_like(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn paths_table() {
        for (pattern, path, expected) in [
            ("reuters", "/news/Reuters/one.txt", true),
            ("reuters", "/news/reuters-old/one.txt", false),
            ("reuters*", "/news/reuters-old/one.txt", true),
            ("wire/2021/", "/news/wire/2021/a.txt", true),
            ("wire/2021/", "/news/wire/2021", false),
            ("wire/*/a", "/news/wire/2021/a.txt", true),
            ("2021/a.txt", "/news/wire/2021/a.txt", true),
            ("a", "/news/wire/2021/a.txt", true),
            ("news", "/news/a.txt", true),
            ("/news/", "/news/a.txt", true),
            ("/wire/", "/news/wire/a.txt", false),
            ("txt", "/news/a.txt", false),
            ("/", "/news/a.txt", false),
        ] {
            assert_eq!(PathPattern::new(pattern).matches(path), expected, "{pattern} {path}");
        }
    }
}
