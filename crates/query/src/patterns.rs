//! What patterns in a question mean in an archive.

use std::sync::Arc;

use dateline_model::{PersonName, fold};
use rustc_hash::FxHashSet;

use crate::Result;
use crate::expand::{Dictionary, ExpandedWord, Expansion, Forms, Found, Glob, MOST_WORDS, Pattern};
use crate::passage::LightForms;
use crate::plan::{ExpansionPlan, PersonParts, PlacePlan, Plan, Scope, weight_of};
use crate::planner::{Planner, one_or};
use crate::syntax::{Edits, Quoting};

impl ExpansionPlan {
    pub(crate) fn light(&self) -> LightForms {
        let folded: FxHashSet<String> = self.words.iter().map(|word| word.folded.clone()).collect();
        let weights = self.words.iter().map(|word| weight_of(&word.folded));
        LightForms { folded: Arc::new(folded), weight: weights.fold(1.0, f32::max) }
    }
}

impl Planner<'_> {
    /// The words of the archive that a pattern or a word with `~` stands for.
    pub(crate) fn words_like(
        &mut self,
        text: &str,
        quoting: Quoting,
        scope: Scope,
    ) -> Result<Plan> {
        let words = self.expanded(text, quoting, scope)?;
        Ok(match words.is_empty() {
            true => Plan::Nothing,
            false => Plan::Expansion(ExpansionPlan { words: Arc::new(words), scope }),
        })
    }

    /// As [`Planner::words_like`], the words alone; none when no article has one.
    pub(crate) fn expanded(
        &mut self,
        text: &str,
        quoting: Quoting,
        scope: Scope,
    ) -> Result<Vec<ExpandedWord>> {
        let (archive, pattern) = (self.archive, pattern(text, quoting));
        let field = scope.field(&archive.fields);
        let dictionary = Dictionary { field, forms: Forms::Stemmed, most: MOST_WORDS };
        let expansion = archive.expand(dictionary, &pattern, &mut self.analyzer)?;
        self.tell_of_expansion((text, quoting), scope.word(), &expansion);
        Ok(expansion.words)
    }

    /// Notes where a pattern does not stand for all that it may seem to; `of_what` is what it
    /// was to stand for.
    fn tell_of_expansion(
        &mut self,
        (text, quoting): (&str, Quoting),
        of_what: &str,
        expansion: &Expansion,
    ) {
        let asked = match quoting {
            Quoting::Fuzzy(edits) => format!("{text}{edits}"),
            _ => text.to_owned(),
        };
        let used = expansion.words.len();
        let note = match expansion.found {
            Found::Unfinished(0) => format!(
                "“{asked}” was not found before the search for words was given up; begin it with \
                 more letters"
            ),
            Found::Unfinished(_) => format!(
                "“{asked}” asks for too much of the dictionary; {used} of its words are searched"
            ),
            _ if used == 0 => format!("no {of_what} is like “{asked}”"),
            Found::MoreThan(many) => format!(
                "“{asked}” stands for more than {many} words; the {used} most frequent are searched"
            ),
            Found::All(many) if many > used => {
                format!("“{asked}” stands for {many} words; the {used} most frequent are searched")
            }
            Found::All(_) => return,
        };
        self.notes.push(note);
    }

    /// Everybody with a part of the name that the pattern stands for, in any spelling.
    pub(crate) fn persons_like(&mut self, text: &str, quoting: Quoting) -> Result<Plan> {
        let pattern = pattern(text, quoting);
        let expansion = self.archive.expand_names(&pattern)?;
        self.tell_of_expansion((text, quoting), "part of a person’s name", &expansion);
        let mut rows: Vec<Vec<String>> = Vec::new();
        for word in &expansion.words {
            let Ok(name) = PersonName::parse(&word.folded) else { continue };
            let row: Vec<String> = name.part_keys().map(str::to_owned).collect();
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        if rows.is_empty() {
            return Ok(Plan::Nothing);
        }
        Ok(Plan::PersonParts(PersonParts { asked: text.to_owned(), rows, without: None }))
    }

    /// The places that articles name by a name which the pattern stands for.
    pub(crate) fn places_like(&mut self, text: &str, quoting: Quoting) -> Result<Plan> {
        let (archive, pattern) = (self.archive, pattern(text, quoting));
        let field = archive.fields.place;
        let dictionary = Dictionary { field, forms: Forms::Plain, most: MOST_WORDS };
        let expansion = archive.expand(dictionary, &pattern, &mut self.analyzer)?;
        self.tell_of_expansion((text, quoting), "name of a place", &expansion);
        let places = expansion.words.into_iter().map(|word| {
            let (asked, name) = (text.to_owned(), word.folded);
            Plan::Place(PlacePlan { asked, ids: Vec::new(), name, without: None })
        });
        Ok(one_or(places.collect(), Plan::Or))
    }
}

/// What words have to be like for a word as typed.
fn pattern(text: &str, quoting: Quoting) -> Pattern {
    match quoting {
        Quoting::Fuzzy(edits) => {
            let folded: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
            let edits = Edits::of(edits, folded.chars().count());
            Pattern::Like(folded, edits)
        }
        _ => Pattern::Glob(Glob::new(text)),
    }
}
