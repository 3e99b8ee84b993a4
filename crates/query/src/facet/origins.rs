//! How many origins have a value: copies of one report count once.

use std::collections::hash_map::Entry;

use dateline_schema::{DateCode, RangeCode};
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;

use super::{Facet, FacetBy, by_segment, places};
use crate::Result;
use crate::archive::Archive;
use crate::family::{Effort, Families, Origins};
use crate::periods::DatesOf;

/// Of more articles origins are not counted: too many of the pairs would be guessed.
const MOST_COMPARED: usize = 6_000;

/// The families of the documents of a view, which are sorted.
pub(crate) struct OriginsOf<'d> {
    documents: &'d [DocAddress],
    families: Families,
}

impl OriginsOf<'_> {
    /// The family of one of the documents, by a number of its own.
    pub(crate) fn family(&self, address: DocAddress) -> Option<u32> {
        let place = self.documents.binary_search(&address).ok()?;
        self.families.of.get(place).copied()
    }

    /// How many origins the documents have.
    pub(crate) fn all(&self) -> Origins {
        self.families.origins
    }
}

/// The families in which each of some values was seen.
pub(crate) struct Tally {
    seen: Vec<FxHashSet<u32>>,
}

impl Tally {
    /// A tally of so many values.
    pub(crate) fn new(values: usize) -> Self {
        Self { seen: vec![FxHashSet::default(); values] }
    }

    /// Sees a value in an article of a family.
    pub(crate) fn see(&mut self, value: usize, family: u32) {
        self.seen[value].insert(family);
    }

    /// How many families have each value.
    pub(crate) fn counts(&self) -> impl Iterator<Item = u64> + '_ {
        self.seen.iter().map(|families| families.len() as u64)
    }
}

impl Archive {
    /// The families of documents, which are sorted; none of too many of them.
    pub(crate) fn origins_of<'d>(
        &self,
        documents: &'d [DocAddress],
    ) -> Result<Option<OriginsOf<'d>>> {
        if documents.len() > MOST_COMPARED {
            return Ok(None);
        }
        let families = self.families(documents, Effort::view())?;
        Ok(Some(OriginsOf { documents, families }))
    }

    /// Adds to the facets of these documents how many origins have each.
    pub(super) fn add_origins(
        &self,
        of: &OriginsOf<'_>,
        by: FacetBy,
        facets: &mut [Facet],
    ) -> Result<()> {
        let numbers: FxHashMap<&str, usize> =
            facets.iter().enumerate().map(|(number, f)| (f.value.as_str(), number)).collect();
        let mut tally = Tally::new(facets.len());
        let mut see = |address: DocAddress, value: &str| {
            if let (Some(&number), Some(family)) = (numbers.get(value), of.family(address)) {
                tally.see(number, family);
            }
        };
        match by {
            FacetBy::Person => self.for_each_person(of.documents, facets.len(), &mut see)?,
            FacetBy::Outlet => self.for_each_outlet(of.documents, &mut see)?,
            FacetBy::Place(level) => {
                self.for_each_place(of.documents, level, &mut |address, id| {
                    places::labels(id).iter().for_each(|label| see(address, label));
                })?;
            }
            FacetBy::Dates(dates, level) => {
                self.for_each_date(of.documents, dates, &mut |address, range| {
                    let value = match level {
                        None => range.to_string(),
                        Some(level) => {
                            let period = level.around(range.first());
                            let Some(period) = period.filter(|it| it.contains(range)) else {
                                return;
                            };
                            level.label(period)
                        }
                    };
                    see(address, &value);
                })?;
            }
        }
        let counts: Vec<u64> = tally.counts().collect();
        facets.iter_mut().zip(counts).for_each(|(facet, count)| facet.origins = Some(count));
        Ok(())
    }

    fn for_each_person(
        &self,
        documents: &[DocAddress],
        limit: usize,
        see: &mut dyn FnMut(DocAddress, &str),
    ) -> Result<()> {
        let (persons, of) = self.persons_by_document(documents, limit.saturating_add(SPARE))?;
        self.for_each_document(documents, &persons, &of, &mut |address, named| {
            named.iter().for_each(|&number| see(address, &persons[number].name));
        });
        Ok(())
    }

    fn for_each_outlet(
        &self,
        documents: &[DocAddress],
        see: &mut dyn FnMut(DocAddress, &str),
    ) -> Result<()> {
        for of_segment in by_segment(documents) {
            let segment = self.searcher.segment_reader(of_segment[0].segment_ord);
            let Some(column) = self.texts(segment, self.fields.outlet)? else { continue };
            let mut known: FxHashMap<u64, String> = FxHashMap::default();
            for address in of_segment {
                for ordinal in column.term_ords(address.doc_id) {
                    let outlet = match known.entry(ordinal) {
                        Entry::Occupied(entry) => entry.into_mut(),
                        Entry::Vacant(entry) => {
                            let mut text = String::new();
                            let read = column.ord_to_str(ordinal, &mut text);
                            self.engine(read.map_err(Into::into))?;
                            entry.insert(text)
                        }
                    };
                    see(*address, outlet);
                }
            }
        }
        Ok(())
    }

    fn for_each_date(
        &self,
        documents: &[DocAddress],
        of: DatesOf,
        see: &mut dyn FnMut(DocAddress, dateline_model::DateRange),
    ) -> Result<()> {
        for of_segment in by_segment(documents) {
            let segment = self.searcher.segment_reader(of_segment[0].segment_ord);
            let field = match of {
                DatesOf::Text => self.fields.date_range,
                DatesOf::Publication => self.fields.published_code,
            };
            let column = self.numbers(segment, field)?;
            for address in of_segment {
                for code in column.values_for_doc(address.doc_id) {
                    let range = match of {
                        DatesOf::Text => RangeCode(code).range(),
                        DatesOf::Publication => DateCode(code).date().map(|date| date.range()),
                    };
                    range.into_iter().for_each(|range| see(*address, range));
                }
            }
        }
        Ok(())
    }
}

/// As in counting by person, so that the same persons are taken up.
const SPARE: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_counts_once_for_a_value() {
        let mut tally = Tally::new(2);
        for (value, family) in [(0, 3), (0, 3), (0, 5), (1, 3)] {
            tally.see(value, family);
        }
        assert_eq!(tally.counts().collect::<Vec<_>>(), [2, 1]);
    }
}
