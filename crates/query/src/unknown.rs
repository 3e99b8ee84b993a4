//! Words of a question that no article has, and what may have been meant.

use tantivy::schema::Field;

use crate::Result;
use crate::nearest::Near;
use crate::plan::{Plan, Scope, WordForm};
use crate::planner::{Planner, Unknown};

/// The most words of a question for which nearest ones are looked up: each costs some
/// milliseconds in a large archive.
const MOST_LOOKED_UP: usize = 8;

impl Planner<'_> {
    /// Warns of each word that stands in no article, title or name of an outlet, with the
    /// nearest that do; of words that may be written in several ways, when all are so.
    pub(crate) fn warn_of_unknown(&mut self, plan: &Plan) -> Result<()> {
        if self.unknown == Unknown::Known {
            return Ok(());
        }
        let rows = match plan {
            Plan::Spellings(rows) => rows.as_slice(),
            row => std::slice::from_ref(row),
        };
        for row in rows {
            if self.unknown_words(row)?.is_empty() {
                return Ok(());
            }
        }
        match rows.first() {
            Some(Plan::Words { words, scope }) => self.warn_of_words(words, *scope),
            _ => Ok(()),
        }
    }

    fn unknown_words(&self, row: &Plan) -> Result<Vec<WordForm>> {
        let mut unknown = Vec::new();
        if let Plan::Words { words, scope } = row {
            for word in words {
                if self.is_unknown(word, *scope)? {
                    unknown.push(word.clone());
                }
            }
        }
        Ok(unknown)
    }

    fn warn_of_words(&mut self, words: &[WordForm], scope: Scope) -> Result<()> {
        let field = self.field_of(scope);
        for (at, word) in words.iter().enumerate() {
            if !self.is_unknown(word, scope)? {
                continue;
            }
            let mut near = Vec::new();
            if self.may_look_up() {
                let next = words.get(at + 1).map(|next| next.folded.as_str());
                near = self.likely(field, word, next)?;
            }
            let written = &word.folded;
            let missing = match scope {
                Scope::Article => format!("no article has “{written}”"),
                Scope::Title => format!("no title has “{written}”"),
                Scope::Outlet => format!("no outlet has “{written}” in its name"),
                Scope::Byline => format!("no author’s line has “{written}”"),
            };
            self.notes.warn(format!("{missing}{}", nearest(&near)));
        }
        Ok(())
    }

    /// Whether nearest words are looked up for another unknown word.
    fn may_look_up(&mut self) -> bool {
        let Unknown::Told(words) = &mut self.unknown else { return false };
        *words += 1;
        *words <= MOST_LOOKED_UP
    }

    /// Whether no article has the word.
    pub(crate) fn is_unknown(&self, word: &WordForm, scope: Scope) -> Result<bool> {
        Ok(self.archive.articles_with(self.field_of(scope), &word.stem)? == 0)
    }

    /// The words that may be meant by one that no article has, the likeliest first.
    pub(crate) fn likely(
        &mut self,
        field: Field,
        word: &WordForm,
        next: Option<&str>,
    ) -> Result<Vec<Near>> {
        let (archive, analyzer) = (self.archive, &mut self.analyzer);
        let mut near = Vec::new();
        if let Some(next) = next {
            near.extend(archive.one_word(field, [&word.folded, next], analyzer)?);
        }
        near.extend(archive.two_words(field, &word.folded, analyzer)?);
        near.extend(archive.nearest_words(field, &word.folded, analyzer)?);
        Ok(near)
    }

    /// The field that words of a scope are looked for in.
    pub(crate) fn field_of(&self, scope: Scope) -> Field {
        scope.field(&self.archive.fields)
    }
}

/// The end of a warning that tells the nearest.
pub(crate) fn nearest(near: &[Near]) -> String {
    let told: Vec<String> =
        near.iter().map(|near| format!("“{}” ({})", near.words, near.articles)).collect();
    match told.as_slice() {
        [] => String::new(),
        [one] => format!("; the nearest is {one}"),
        several => format!("; the nearest are {}", several.join(", ")),
    }
}
