use dateline_model::PlaceId;

/// The bytes of one run of ids.
pub(crate) const RUN_WIDTH: usize = 6;

/// The ids of a table's places, ascending, in two bytes each.
///
/// Ids are close together, so neighbours mostly share the upper half of their number: that
/// is written once for each run of them, with the number of the run's first place.
#[derive(Debug, Clone, Copy)]
pub struct IdList<'a> {
    runs: &'a [[u8; RUN_WIDTH]],
    lower: &'a [[u8; 2]],
}

/// Places that share the upper half of their ids.
#[derive(Clone, Copy)]
struct Run {
    upper: u16,
    first_place: u32,
}

impl<'a> IdList<'a> {
    /// The list of two sections of a table.
    #[must_use]
    pub fn new(runs: &'a [u8], lower: &'a [u8]) -> Self {
        Self { runs: runs.as_chunks().0, lower: lower.as_chunks().0 }
    }

    /// The number of places.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// Whether there is no place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// The id of a place.
    #[must_use]
    pub fn get(&self, place: u32) -> Option<PlaceId> {
        let lower = u16::from_le_bytes(*self.lower.get(place as usize)?);
        let after = self.runs.partition_point(|run| Run::decode(*run).first_place <= place);
        let run = Run::decode(*self.runs.get(after.checked_sub(1)?)?);
        Some(PlaceId(u32::from(run.upper) << 16 | u32::from(lower)))
    }

    /// The place of an id.
    #[must_use]
    pub fn find(&self, id: PlaceId) -> Option<u32> {
        let (upper, lower) = ((id.0 >> 16) as u16, id.0 as u16);
        let run = self.runs.binary_search_by_key(&upper, |run| Run::decode(*run).upper).ok()?;
        let first = Run::decode(*self.runs.get(run)?).first_place;
        let next = self.runs.get(run + 1).map(|run| Run::decode(*run).first_place as usize);
        let run = self.lower.get(first as usize..next.unwrap_or(self.lower.len()))?;
        let found = run.binary_search_by_key(&lower, |bytes| u16::from_le_bytes(*bytes)).ok()?;
        first.checked_add(u32::try_from(found).ok()?)
    }
}

impl Run {
    fn decode(bytes: [u8; RUN_WIDTH]) -> Self {
        let [a, b, c, d, e, f] = bytes;
        Self { upper: u16::from_le_bytes([a, b]), first_place: u32::from_le_bytes([c, d, e, f]) }
    }
}

/// The two sections of a list of these ids, which have to ascend: the runs, and the lower
/// halves.
#[must_use]
pub fn write_ids(ids: impl IntoIterator<Item = PlaceId>) -> (Vec<u8>, Vec<u8>) {
    let (mut runs, mut lower) = (Vec::new(), Vec::new());
    let mut previous = None;
    for (place, PlaceId(id)) in (0u32..).zip(ids) {
        let upper = (id >> 16) as u16;
        if previous.replace(upper) != Some(upper) {
            runs.extend(upper.to_le_bytes());
            runs.extend(place.to_le_bytes());
        }
        lower.extend((id as u16).to_le_bytes());
    }
    (runs, lower)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ids_are_found_and_given(ids: BTreeSet<u32>, near: BTreeSet<u16>, other: u32) {
            let ids: BTreeSet<u32> =
                ids.into_iter().chain(near.into_iter().map(u32::from)).collect();
            let (runs, lower) = write_ids(ids.iter().copied().map(PlaceId));
            let list = IdList::new(&runs, &lower);
            prop_assert_eq!(list.len(), ids.len());
            for (place, &id) in (0u32..).zip(&ids) {
                prop_assert_eq!(list.get(place), Some(PlaceId(id)));
                prop_assert_eq!(list.find(PlaceId(id)), Some(place));
            }
            prop_assert_eq!(list.find(PlaceId(other)).is_some(), ids.contains(&other));
            prop_assert_eq!(list.get(u32::MAX), None);
        }

        #[test]
        fn any_bytes_are_a_list(
            runs in proptest::collection::vec(any::<u8>(), 0..30),
            lower in proptest::collection::vec(any::<u8>(), 0..30),
            place in 0u32..20,
            id: u32,
        ) {
            let list = IdList::new(&runs, &lower);
            let _ = (list.get(place), list.find(PlaceId(id)));
        }
    }
}
