//! The articles that match only by a name which the overrides suppress.
//!
//! The terms of an article do not tell which of its words they are from. So where a name
//! is said to be never a person or never a place, the articles that have it are looked at
//! one by one: whether another of their names matches as well.

use dateline_model::PersonName;
use dateline_schema::{StoredEntity, StoredPlace, place_name_term};
use rustc_hash::FxHashSet;
use tantivy::DocAddress;
use tantivy::query::{PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Term, collector::DocSetCollector};

use crate::Result;
use crate::archive::Archive;
use crate::docs::Docs;

/// The most articles that are looked at for one part of a question: reading one takes some
/// twenty microseconds.
pub(crate) const MOST_LOOKED_AT: usize = 20_000;

/// Articles to leave out, and whether all were looked at that may have to be.
pub(crate) struct Suppressed {
    pub(crate) docs: Docs,
    pub(crate) is_bounded: bool,
}

impl Archive {
    /// The articles that have the parts in a row in a suppressed name only; none when no
    /// suppressed name has them.
    pub(crate) fn suppressed_persons(&self, parts: &[String]) -> Result<Option<Suppressed>> {
        let mut suspects = Docs::none(self);
        for never in self.overrides.never_persons() {
            let Ok(name) = PersonName::parse(never) else { continue };
            if holds(&name, parts) {
                self.add_printed(&name, &mut suspects)?;
            }
        }
        if suspects.is_empty() {
            return Ok(None);
        }
        self.suppressed(&suspects, |article| {
            article.persons().iter().any(|printed| {
                !self.overrides.is_never_person(printed)
                    && PersonName::parse(printed).is_ok_and(|name| holds(&name, parts))
            })
        })
        .map(Some)
    }

    /// Adds the articles that print the name, in whatever case; it is suppressed, so that
    /// the dictionary of persons leaves it out.
    fn add_printed(&self, name: &PersonName, docs: &mut Docs) -> Result<()> {
        let field = self.fields.person;
        let mut terms: Vec<Term> =
            name.part_keys().map(|part| Term::from_field_text(field, part)).collect();
        let query: Box<dyn Query> = match terms.len() {
            1 => Box::new(TermQuery::new(terms.swap_remove(0), IndexRecordOption::Basic)),
            _ => Box::new(PhraseQuery::new(terms)),
        };
        for address in self.engine(self.searcher.search(&*query, &DocSetCollector))? {
            docs.insert(address);
        }
        Ok(())
    }

    /// Of the articles that match by one of the places or by the name, those that match by
    /// suppressed words only.
    pub(crate) fn suppressed_places(
        &self,
        matching: &Docs,
        ids: &FxHashSet<u32>,
        name: &str,
    ) -> Result<Option<Suppressed>> {
        let suppressed = self.docs_of_suppressed_places()?;
        let mut suspects = Docs::none(self);
        matching
            .iter()
            .filter(|&doc| suppressed.contains(doc))
            .for_each(|doc| suspects.insert(doc));
        if suspects.is_empty() {
            return Ok(None);
        }
        let matches = |place: Option<&StoredPlace<'_>>, words: &str| {
            let is_meant = place.is_some_and(|place| {
                ids.contains(&place.id) || place.within.iter().any(|(id, _)| ids.contains(id))
            });
            is_meant || !name.is_empty() && place_name_term(words) == name
        };
        self.suppressed(&suspects, |article| {
            article.mentions().any(|mention| match mention.entity {
                StoredEntity::Place(place) => {
                    let words = mention.span.of(article.section(mention.section));
                    let words = words.unwrap_or_default();
                    !self.overrides.is_never_place(words) && matches(place, words)
                }
                _ => false,
            })
        })
        .map(Some)
    }

    /// The articles with words that are said to be never a place.
    pub(crate) fn docs_of_suppressed_places(&self) -> Result<Docs> {
        Docs::of_terms(self, self.fields.place, self.overrides.never_places())
    }

    /// Those of the suspects for which the test does not hold.
    fn suppressed(
        &self,
        suspects: &Docs,
        still_matches: impl Fn(&dateline_schema::StoredArticle<'_>) -> bool,
    ) -> Result<Suppressed> {
        let mut docs = Docs::none(self);
        for address in suspects.iter().take(MOST_LOOKED_AT) {
            let stored = self.stored(address)?;
            let article = stored.article().map_err(|kind| self.error(kind))?;
            if !still_matches(&article) {
                docs.insert(DocAddress::new(address.segment_ord, address.doc_id));
            }
        }
        Ok(Suppressed { docs, is_bounded: suspects.len() > MOST_LOOKED_AT as u64 })
    }
}

/// Whether the name has the parts side by side and in order.
pub(crate) fn holds(name: &PersonName, parts: &[String]) -> bool {
    let keys: Vec<&str> = name.part_keys().collect();
    !parts.is_empty() && keys.windows(parts.len()).any(|window| *window == *parts)
}
