use dateline_model::{CountryCode, PlaceId, PlaceKind};

use crate::layout::Seat;
use crate::table::Table;

/// The facts of one candidate of a name, without anything on the heap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The place's number.
    pub id: PlaceId,
    /// What it is.
    pub kind: PlaceKind,
    /// What is governed from there.
    pub seat: Seat,
    /// The country it lies in, itself for a country; none for what spans several.
    pub country: Option<CountryCode>,
    /// The first-level region it lies in; none for such a region itself, and where it is
    /// unknown.
    pub region: Option<PlaceId>,
    /// Inhabitants of a country or a populated place; 0 where unknown, as for regions,
    /// features and sites.
    pub population: u32,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// Whether the name that was asked for is its usual one, and not an alternate.
    pub is_main_name: bool,
    /// How many candidates the name has in all, this one among them.
    pub candidates: u16,
}

/// The candidates of a name, the most prominent first.
#[derive(Clone)]
pub struct Candidates<'a> {
    table: &'a Table,
    /// The next posting; none when all were given.
    next: Option<usize>,
    /// How many candidates the name has in all.
    count: u16,
}

impl<'a> Candidates<'a> {
    /// The candidates whose postings begin here.
    pub(crate) fn new(table: &'a Table, first: Option<usize>) -> Self {
        Self { table, next: first, count: count(table, first) }
    }

    /// The numbers of the candidates.
    pub(crate) fn places(mut self) -> impl Iterator<Item = u32> + 'a {
        std::iter::from_fn(move || Some(self.step()?.0))
    }

    /// The place of the next posting, and whether the name is its usual one.
    fn step(&mut self) -> Option<(u32, bool)> {
        let number = self.next?;
        let posting = self.table.posting(number)?;
        self.next = (!posting.is_last).then_some(number + 1);
        Some((posting.place, posting.is_main_name))
    }
}

impl Iterator for Candidates<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let (place, is_main_name) = self.step()?;
        let record = self.table.record(place)?;
        let class = self.table.class(record.class)?;
        Some(Entry {
            id: self.table.id(place)?,
            kind: class.kind,
            seat: class.seat,
            country: class.country,
            region: class.within[1].and_then(|region| self.table.id(region)),
            population: record.population,
            latitude: record.latitude,
            longitude: record.longitude,
            is_main_name,
            candidates: self.count,
        })
    }
}

impl std::fmt::Debug for Candidates<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// The length of the list of postings that begins here.
fn count(table: &Table, first: Option<usize>) -> u16 {
    let Some(first) = first else { return 0 };
    let others = (first..).map_while(|number| table.posting(number));
    let others = others.take_while(|posting| !posting.is_last).count();
    u16::try_from(others + 1).unwrap_or(u16::MAX)
}
