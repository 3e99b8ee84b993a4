//! Places, each by itself or by what contains them.

use dateline_gazetteer::Gazetteer;
use dateline_model::{Place, PlaceId, PlaceKind};
use dateline_schema::StoredEntity;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;

use super::{Counts, PlaceLevel, by_segment, most_frequent};
use crate::Result;
use crate::archive::Archive;
use crate::places::label_with_kind;

impl Archive {
    /// Counts the documents, which are sorted, by the places they name.
    pub(super) fn count_places(
        &self,
        documents: &[DocAddress],
        level: PlaceLevel,
        limit: usize,
    ) -> Result<Counts> {
        let counts = self.articles_by_place(documents, level)?;
        Ok(most_frequent(Labels::among(&counts).joined(&counts), limit))
    }

    /// The places of some documents, which are sorted, by their labels: the number of these
    /// documents that name each, and that of all documents, which have the others among them.
    pub(super) fn places_among(
        &self,
        documents: &[DocAddress],
        all: &[DocAddress],
        level: PlaceLevel,
    ) -> Result<FxHashMap<String, (u64, u64)>> {
        let here = self.articles_by_place(documents, level)?;
        let all = self.articles_by_place(all, level)?;
        let labels = Labels::among(&all);
        let all = labels.joined(&all);
        let here = labels.joined(&here).into_iter();
        Ok(here
            .map(|(label, articles)| {
                let of_all = all.get(&label).copied().unwrap_or(articles);
                (label, (articles, of_all))
            })
            .collect())
    }

    /// How many of the documents name each place, by its number.
    fn articles_by_place(
        &self,
        documents: &[DocAddress],
        level: PlaceLevel,
    ) -> Result<FxHashMap<u32, u64>> {
        let mut counts: FxHashMap<u32, u64> = FxHashMap::default();
        self.for_each_place(documents, level, &mut |_, id| *counts.entry(id).or_default() += 1)?;
        Ok(counts)
    }

    /// Shows each of the documents with each place that it counts for, by its number.
    pub(super) fn for_each_place(
        &self,
        documents: &[DocAddress],
        level: PlaceLevel,
        visit: &mut dyn FnMut(DocAddress, u32),
    ) -> Result<()> {
        let suppressed = self.docs_of_suppressed_places()?;
        let mut drawn: FxHashMap<u32, Option<u32>> = FxHashMap::default();
        let mut values: Vec<u32> = Vec::new();
        for of_segment in by_segment(documents) {
            let segment = self.searcher.segment_reader(of_segment[0].segment_ord);
            let column = self.numbers(segment, self.fields.place_number)?;
            for &address in of_segment {
                let mut draw = |id: u32| *drawn.entry(id).or_insert_with(|| at_level(id, level));
                if suppressed.contains(address) {
                    values.extend(self.unsuppressed_places(address)?.into_iter().filter_map(draw));
                } else {
                    let ids = column.values_for_doc(address.doc_id);
                    values.extend(ids.filter_map(|id| draw(u32::try_from(id).ok()?)));
                }
                values.sort_unstable();
                values.dedup();
                values.drain(..).for_each(|value| visit(address, value));
            }
        }
        Ok(())
    }

    /// The places of an article that it does not name by suppressed words alone.
    fn unsuppressed_places(&self, address: DocAddress) -> Result<FxHashSet<u32>> {
        let stored = self.stored(address)?;
        let article = stored.article().map_err(|kind| self.error(kind))?;
        let places = article.mentions().filter_map(|mention| {
            let StoredEntity::Place(place) = mention.entity else { return None };
            let words = mention.span.of(article.section(mention.section)).unwrap_or_default();
            (!self.overrides().is_never_place(words)).then_some(place?.id)
        });
        Ok(places.collect())
    }
}

/// The place that a place counts for; none when there is none of the level.
fn at_level(id: u32, level: PlaceLevel) -> Option<u32> {
    let kind = match level {
        PlaceLevel::Each => return Some(id),
        PlaceLevel::Country => PlaceKind::Country,
        PlaceLevel::Region => PlaceKind::Region,
        PlaceLevel::City => PlaceKind::City,
    };
    let gazetteer = Gazetteer::embedded();
    let place: std::sync::Arc<Place> = gazetteer.place(PlaceId(id))?;
    if place.kind == kind {
        return Some(id);
    }
    let mut around = place.within.iter().rev().map(|&(id, _)| id);
    let found = around.find(|&id| gazetteer.position(id).is_some_and(|(of, _)| of == kind));
    found.map(|id| id.0)
}

/// The labels of some places. Where a city and its region have the same one, each says which it
/// is.
struct Labels {
    kinds: FxHashMap<String, FxHashSet<PlaceKind>>,
}

impl Labels {
    /// The labels that tell the places of these numbers apart.
    fn among(counts: &FxHashMap<u32, u64>) -> Self {
        let mut kinds: FxHashMap<String, FxHashSet<PlaceKind>> = FxHashMap::default();
        let kind_of = |id| Gazetteer::embedded().position(PlaceId(id)).map(|(kind, _)| kind);
        for &id in counts.keys() {
            kinds.entry(label(id)).or_default().extend(kind_of(id));
        }
        Self { kinds }
    }

    fn of(&self, id: u32) -> String {
        let label = label(id);
        let is_shared = self.kinds.get(&label).is_some_and(|kinds| kinds.len() > 1);
        match Gazetteer::embedded().place(PlaceId(id)).filter(|_| is_shared) {
            Some(place) => label_with_kind(&place),
            None => label,
        }
    }

    /// The counts by label.
    fn joined(&self, counts: &FxHashMap<u32, u64>) -> FxHashMap<String, u64> {
        let mut by_label: FxHashMap<String, u64> = FxHashMap::default();
        for (&id, articles) in counts {
            *by_label.entry(self.of(id)).or_default() += articles;
        }
        by_label
    }
}

/// The labels under which a place may be counted: its own, and the one that says what it is.
pub(super) fn labels(id: u32) -> Vec<String> {
    match Gazetteer::embedded().place(PlaceId(id)) {
        Some(place) => vec![place.label(), label_with_kind(&place)],
        None => vec![label(id)],
    }
}

/// The label of a place; of one that an older table of places had, its number.
fn label(id: u32) -> String {
    Gazetteer::embedded().place(PlaceId(id)).map_or_else(|| format!("#{id}"), |place| place.label())
}
