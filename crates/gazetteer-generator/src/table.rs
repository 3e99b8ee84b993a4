//! The atlas -> the bytes of the table.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, ensure};
use dateline_gazetteer::layout::{
    Class, MAX_PLACES, Membership, NameRef, Posting, Record, Sections, titled, write_ids,
    write_names,
};
use dateline_model::{PlaceId, PlaceKind, fold};
use fst::MapBuilder;

use crate::atlas::{Atlas, Spot};
use crate::prominence::{Standing, share};

/// From here on, populated places have their display names in the pool.
const POOLED_POPULATION: u32 = 50_000;

/// The candidates of one name, each with its weight under that name.
type Candidates = Vec<(f64, u32, Standing)>;

/// The index of names with what it points to.
struct Index {
    bytes: Vec<u8>,
    postings: Vec<u8>,
    /// The number of the first posting of each folded name.
    first: BTreeMap<String, u32>,
}

/// The table of an atlas.
pub(crate) fn write(atlas: &Atlas) -> anyhow::Result<Vec<u8>> {
    ensure!(atlas.spots.len() <= MAX_PLACES, "{} places are too many", atlas.spots.len());
    let numbers: BTreeMap<PlaceId, u32> = atlas.spots.keys().copied().zip(0..).collect();
    let (id_runs, ids) = write_ids(numbers.keys().copied());
    let index = write_index(atlas, &numbers)?;
    let (classes, class_of) = write_classes(atlas, &numbers)?;
    let pool: BTreeSet<&str> = atlas
        .spots
        .values()
        .filter(|spot| index.titled(spot).is_none())
        .map(|spot| spot.name.as_str())
        .collect();
    let pooled: BTreeMap<&str, u32> = pool.iter().copied().zip(0..).collect();
    let mut records = Vec::new();
    for (spot, class) in atlas.spots.values().zip(class_of) {
        let name = index.titled(spot).unwrap_or_else(|| NameRef::Pool(pooled[spot.name.as_str()]));
        records.extend(record(spot, name, class).encode());
    }
    let (name_blocks, names) = write_names(pool);
    let demonyms = atlas.demonyms.iter().map(|(name, id)| (name, u64::from(numbers[id])));
    let mut members = Vec::new();
    for (region, member) in &atlas.members {
        let membership = Membership { region: numbers[region], member: numbers[member] };
        members.extend(membership.encode());
    }
    Ok(Sections {
        id_runs: &id_runs,
        ids: &ids,
        records: &records,
        classes: &classes,
        name_blocks: &name_blocks,
        names: &names,
        postings: &index.postings,
        index: &index.bytes,
        demonyms: fst::Map::from_iter(demonyms)?.as_fst().as_bytes(),
        members: &members,
    }
    .to_bytes())
}

/// The section of classes, and the class of each place.
fn write_classes(
    atlas: &Atlas,
    numbers: &BTreeMap<PlaceId, u32>,
) -> anyhow::Result<(Vec<u8>, Vec<u16>)> {
    let each: Vec<Class> =
        atlas.spots.values().map(|spot| class(spot, numbers)).collect::<Result<_, _>>()?;
    let distinct: BTreeSet<Class> = each.iter().copied().collect();
    ensure!(u16::try_from(distinct.len()).is_ok(), "{} classes are too many", distinct.len());
    let order: BTreeMap<Class, u16> = distinct.iter().copied().zip(0..).collect();
    let bytes = distinct.iter().flat_map(Class::encode).collect();
    Ok((bytes, each.iter().map(|class| order[class]).collect()))
}

fn class(spot: &Spot, numbers: &BTreeMap<PlaceId, u32>) -> anyhow::Result<Class> {
    let mut within = [None; 3];
    ensure!(spot.within.len() <= within.len(), "{} lies too deep", spot.name);
    for (slot, id) in within.iter_mut().zip(&spot.within) {
        *slot = Some(*numbers.get(id).with_context(|| format!("no place {id}"))?);
    }
    Ok(Class { kind: spot.kind, seat: spot.seat, country: spot.country, within })
}

fn record(spot: &Spot, name: NameRef, class: u16) -> Record {
    Record {
        name,
        class,
        population: spot.population,
        latitude: spot.latitude,
        longitude: spot.longitude,
    }
}

impl Index {
    /// The display name of a place as it follows from a name in the index, if it does and
    /// the place is not one of those that are read all the time: the pool is faster.
    fn titled(&self, spot: &Spot) -> Option<NameRef> {
        if spot.kind != PlaceKind::City || spot.population >= POOLED_POPULATION {
            return None;
        }
        let folded = fold(&spot.name);
        let first = self.first.get(folded.as_ref())?;
        (titled(&folded) == spot.name).then_some(NameRef::Titled(*first))
    }
}

fn write_index(atlas: &Atlas, numbers: &BTreeMap<PlaceId, u32>) -> anyhow::Result<Index> {
    let mut by_name: BTreeMap<&str, Candidates> = BTreeMap::new();
    for (id, spot) in &atlas.spots {
        for (name, standing) in spot.names.iter() {
            let weight = spot.weight * share(standing);
            by_name.entry(name).or_default().push((weight, numbers[id], standing));
        }
    }
    let mut postings = Vec::new();
    let mut first = BTreeMap::new();
    for (name, candidates) in &mut by_name {
        first.insert((*name).to_owned(), u32::try_from(postings.len() / Posting::WIDTH)?);
        // Equal weights are ordered by number, so that the bytes are always the same.
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        postings.extend(encoded(candidates));
    }
    let mut index = MapBuilder::memory();
    index.extend_iter(first.iter().map(|(name, first)| (name, u64::from(*first))))?;
    Ok(Index { bytes: index.into_inner()?, postings, first })
}

fn encoded(candidates: &Candidates) -> impl Iterator<Item = u8> + '_ {
    let last = candidates.len() - 1;
    candidates.iter().enumerate().flat_map(move |(position, &(_, place, standing))| {
        let is_main_name = standing == Standing::Main;
        Posting { place, is_main_name, is_last: position == last }.encode()
    })
}
