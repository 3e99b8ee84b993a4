//! The articles that name a place near a point.
//!
//! The places of an archive are far fewer than its articles, and than the places of the
//! world: some ten thousand in an archive of a hundred thousand articles. So the terms of
//! the places in the index are walked, whatever the distance; each is placed by the
//! gazetteer, and those within reach give their articles. Columns of latitude and
//! longitude would have to be read for every article, and would make each larger.

use dateline_gazetteer::{Gazetteer, Point};
use dateline_model::PlaceKind;
use dateline_schema::id_of_place_term;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED};

use crate::Result;
use crate::archive::Archive;
use crate::docs::Docs;
use crate::syntax::Distance;

/// What lies near a point in an archive.
#[derive(Debug)]
pub(crate) struct Nearby {
    /// The articles that name a place there.
    pub(crate) docs: Docs,
    /// The numbers of the places there that some article names.
    pub(crate) places: FxHashSet<u32>,
}

impl Archive {
    /// The places within a distance of a point, and the articles that name them.
    ///
    /// Countries, regions of the world and first-level regions are not among them: they
    /// have an extent, and their terms are in every article that names a place in them.
    pub(crate) fn nearby(&self, center: Point, distance: Distance) -> Result<Nearby> {
        let mut reach =
            Reach { center, metres: f64::from(distance.metres()), known: FxHashMap::default() };
        let mut docs = Docs::none(self);
        let field = self.fields.place;
        for (number, segment) in (0u32..).zip(self.searcher.segment_readers()) {
            let index = self.engine(segment.inverted_index(field))?;
            // Numbers stand behind `#`; `$` comes after it.
            let range = index.terms().range().ge("#").lt("$").into_stream();
            let mut terms = self.engine(range.map_err(Into::into))?;
            while let Some((term, info)) = terms.next() {
                let id = std::str::from_utf8(term).ok().and_then(id_of_place_term);
                if !id.is_some_and(|id| reach.holds(id.0)) {
                    continue;
                }
                let postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic);
                let mut postings = self.engine(postings.map_err(Into::into))?;
                let alive = segment.alive_bitset();
                let mut doc = postings.doc();
                while doc != TERMINATED {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) {
                        docs.insert(DocAddress::new(number, doc));
                    }
                    doc = postings.advance();
                }
            }
        }
        let places = reach.known.into_iter().filter_map(|(id, is_near)| is_near.then_some(id));
        Ok(Nearby { docs, places: places.collect() })
    }
}

/// A circle, and which places are known to lie in it.
struct Reach {
    center: Point,
    metres: f64,
    known: FxHashMap<u32, bool>,
}

impl Reach {
    fn holds(&mut self, id: u32) -> bool {
        let (center, metres) = (self.center, self.metres);
        *self.known.entry(id).or_insert_with(|| {
            let position = Gazetteer::embedded().position(dateline_model::PlaceId(id));
            position.is_some_and(|(kind, point)| {
                matches!(kind, PlaceKind::City | PlaceKind::Feature | PlaceKind::Site)
                    && center.metres_to(point) <= metres
            })
        })
    }
}
