use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use dateline_model::{Place, PlaceId, fold};

use crate::table::Table;
use crate::{Candidates, Entry, Result, Walk};

/// The table that travels in the binary.
static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(|| {
    Gazetteer::open(include_bytes!("../data/places.bin")).expect("the embedded table is whole")
});

/// The places of the world by name.
///
/// Names are compared as [`fold`] writes them. Methods that take a `folded` name look it
/// up as it is, so that a caller who has folded a text once does not pay again; a name
/// that is not folded is just not found.
pub struct Gazetteer {
    table: Table,
}

impl Gazetteer {
    /// The gazetteer in the binary. The first call takes microseconds, later ones none.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The gazetteer of a table as [`layout`](crate::layout) describes it.
    ///
    /// Only the frame is checked, in constant time: the bytes are trusted to be what the
    /// generator wrote. Damage outside the name indexes makes places unknown or wrong; a
    /// look-up in a damaged index may panic, but never reads elsewhere.
    ///
    /// # Errors
    ///
    /// When the bytes are not a table of this version.
    pub fn open(bytes: &'static [u8]) -> Result<Self> {
        Ok(Self { table: Table::open(bytes)? })
    }

    /// The table it reads.
    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// The places that a name, usual or alternate, can mean, the most prominent first;
    /// none when it is unknown.
    ///
    /// The name is folded, and white space in it counts as one space.
    ///
    /// ```
    /// use dateline_gazetteer::Gazetteer;
    ///
    /// let labels: Vec<String> = Gazetteer::embedded()
    ///     .lookup("Georgia")
    ///     .iter()
    ///     .map(|place| place.label())
    ///     .collect();
    /// assert_eq!(labels[..2], ["Georgia", "Georgia, United States"]);
    /// ```
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<Arc<Place>> {
        let name = single_spaced(name);
        let first = self.table.first_posting(&fold(&name));
        let places = Candidates::new(&self.table, first).places();
        places.filter_map(|place| self.read(place).map(Arc::new)).collect()
    }

    /// Whether some place has this name, usual or alternate.
    #[must_use]
    pub fn is_name(&self, folded: &str) -> bool {
        self.table.first_posting(folded).is_some()
    }

    /// The most prominent place of this name.
    ///
    /// ```
    /// use dateline_gazetteer::Gazetteer;
    ///
    /// let paris = Gazetteer::embedded().best("paris").unwrap();
    /// assert_eq!(paris.country, "FR".parse().ok());
    /// assert!(paris.is_main_name && paris.candidates > 1);
    /// ```
    #[must_use]
    pub fn best(&self, folded: &str) -> Option<Entry> {
        self.candidates(folded).next()
    }

    /// The places of this name, the most prominent first.
    #[must_use]
    pub fn candidates(&self, folded: &str) -> Candidates<'_> {
        Candidates::new(&self.table, self.table.first_posting(folded))
    }

    /// The place of this number.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> Option<Arc<Place>> {
        self.read(self.table.place(id)?).map(Arc::new)
    }

    /// Whether some name begins with these words and goes on with a space: whether a
    /// caller who collects the words of a name should take the next one too.
    ///
    /// ```
    /// use dateline_gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// assert!(gazetteer.is_prefix("united arab") && !gazetteer.is_prefix("united ara"));
    /// ```
    #[must_use]
    pub fn is_prefix(&self, folded_words: &str) -> bool {
        self.walk(folded_words).is_some_and(Walk::goes_on)
    }

    /// Where the first words of a name lead, to go on from there; none when no name
    /// begins with these letters.
    #[must_use]
    pub fn walk(&self, folded: &str) -> Option<Walk<'_>> {
        Walk::new(&self.table).push(folded)
    }

    /// The country for which a demonym stands: for "afghan" and "afghans", Afghanistan.
    #[must_use]
    pub fn demonym(&self, folded: &str) -> Option<PlaceId> {
        self.table.id(self.table.demonym(folded)?)
    }

    /// The countries that a region of the world is made of; none for another place.
    ///
    /// Such regions overlap, so they are not in the `within` of a
    /// [`Place`](dateline_model::Place): who looks for what lies in one looks for what
    /// lies in its members.
    ///
    /// ```
    /// use dateline_gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let region = gazetteer.best("central asia").unwrap();
    /// let tajikistan = gazetteer.best("tajikistan").unwrap();
    /// assert!(gazetteer.members(region.id).any(|member| member == tajikistan.id));
    /// ```
    pub fn members(&self, region: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        let region = self.table.place(region);
        let members = region.into_iter().flat_map(|region| self.table.members(region));
        members.filter_map(|member| self.table.id(member))
    }

    /// The number of places.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there is no place in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every place, in the order of the ids.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        (0..).take(self.len()).filter_map(|place| self.read(place))
    }

    /// Calls `visit` with every folded name, in the order of their bytes.
    pub fn for_each_name(&self, visit: impl FnMut(&str)) {
        walk(self.table.index(), visit);
    }

    /// Calls `visit` with every folded demonym, in the order of their bytes.
    pub fn for_each_demonym(&self, visit: impl FnMut(&str)) {
        walk(self.table.demonyms(), visit);
    }

    /// The place of this number, with the names of what contains it.
    fn read(&self, place: u32) -> Option<Place> {
        let record = self.table.record(place)?;
        let class = self.table.class(record.class)?;
        let within = class.within.into_iter().flatten();
        Some(Place {
            id: self.table.id(place)?,
            name: self.table.name(place)?,
            kind: class.kind,
            country: class.country,
            latitude: record.latitude,
            longitude: record.longitude,
            population: record.population,
            within: within
                .map(|outer| Some((self.table.id(outer)?, self.table.name(outer)?)))
                .collect::<Option<_>>()?,
        })
    }
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").field("places", &self.len()).finish_non_exhaustive()
    }
}

/// The name with white space as single spaces; itself when it has no other.
fn single_spaced(name: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_whitespace() || byte == b' ';
    if name.trim() == name && !name.contains("  ") && name.bytes().all(plain) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn walk(index: &fst::raw::Fst<&'static [u8]>, mut visit: impl FnMut(&str)) {
    use fst::Streamer;

    let mut stream = index.stream();
    while let Some((name, _)) = stream.next() {
        if let Ok(name) = std::str::from_utf8(name) {
            visit(name);
        }
    }
}
