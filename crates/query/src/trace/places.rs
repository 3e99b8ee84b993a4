//! The places of statements, each once.

use dateline_model::{PlaceId, fold};
use dateline_schema::StoredPlace;
use rustc_hash::FxHashMap;

use super::answer::TracePlace;
use crate::passage::LightPlace;

/// The places met so far, by number.
#[derive(Default)]
pub(super) struct Places {
    list: Vec<TracePlace>,
    known: FxHashMap<u32, u32>,
    unknown: FxHashMap<String, u32>,
}

impl Places {
    /// The number of a place; of one that is not known, by the words that name it.
    pub(super) fn number(&mut self, place: Option<&StoredPlace<'_>>, printed: &str) -> u32 {
        let next = self.list.len() as u32;
        let number = match place {
            Some(place) => *self.known.entry(place.id).or_insert(next),
            None => *self.unknown.entry(fold(printed).into_owned()).or_insert(next),
        };
        if number == next {
            self.list.push(match place {
                Some(place) => known(place),
                None => TracePlace { id: None, name: in_one_line(printed), within: Vec::new() },
            });
        }
        number
    }

    pub(super) fn into_list(self) -> Vec<TracePlace> {
        self.list
    }
}

fn known(place: &StoredPlace<'_>) -> TracePlace {
    TracePlace {
        id: Some(PlaceId(place.id)),
        name: place.name.to_owned(),
        within: place.within.iter().rev().map(|(_, name)| (*name).to_owned()).collect(),
    }
}

fn in_one_line(printed: &str) -> String {
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a place is one of those that are asked for, or in one.
pub(super) fn is_asked(
    asked: &[LightPlace],
    place: Option<&StoredPlace<'_>>,
    printed: &str,
) -> bool {
    asked.is_empty()
        || asked.iter().any(|asked| match place {
            Some(place) => {
                asked.ids.contains(&place.id)
                    || place.within.iter().any(|(id, _)| asked.ids.contains(id))
            }
            None => {
                !asked.name.is_empty() && asked.name == dateline_schema::place_name_term(printed)
            }
        })
}
