//! The bytes of the table, for what reads it and for the program that writes it.
//!
//! The table begins with [`MAGIC`] and the length of each section as a little-endian
//! `u32`; the sections follow in the order of the fields of [`Sections`]. All numbers are
//! little-endian, no section is aligned. Places are numbered by their position in the
//! order of their ids.
//!
//! A version of the layout is one value of [`MAGIC`]; there is no migration, since the
//! table travels inside the binary that reads it.

mod class;
mod id;
mod ids;
mod membership;
mod names;
mod number;
mod posting;
mod record;
mod title;

pub use class::{Class, Seat};
pub use id::{FIRST_LISTED_ID, FIRST_OWN_ID, county_id, region_id};
pub use ids::{IdList, write_ids};
pub use membership::Membership;
pub use names::{NAMES_PER_BLOCK, NamePool, write_names};
pub use posting::Posting;
pub use record::{NameRef, Record};
pub use title::titled;

use crate::{Error, ErrorKind, Result};

/// The first bytes of a table of this version.
pub const MAGIC: [u8; 8] = *b"DLPLACE2";

/// Places that a table can hold: a [`Posting`] has this many numbers.
pub const MAX_PLACES: usize = 1 << 22;

const SECTIONS: usize = 10;
const HEADER: usize = MAGIC.len() + SECTIONS * 4;

/// The sections of a table, as they lie in its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sections<'a> {
    /// The runs of ids with equal upper halves; see [`IdList`].
    pub id_runs: &'a [u8],
    /// The lower half of each place's id, in the order of the ids.
    pub ids: &'a [u8],
    /// A [`Record`] for each place, in the same order.
    pub records: &'a [u8],
    /// The [`Class`]es that records refer to.
    pub classes: &'a [u8],
    /// Where each block of the name pool begins, as `u32`s.
    pub name_blocks: &'a [u8],
    /// The pool of display names; see [`NamePool`].
    pub names: &'a [u8],
    /// The [`Posting`]s, one list after the other in the order of the index.
    pub postings: &'a [u8],
    /// From each folded name to the number of its first posting.
    pub index: &'a [u8],
    /// From each folded demonym to the number of its country.
    pub demonyms: &'a [u8],
    /// The [`Membership`]s of regions of the world, ordered.
    pub members: &'a [u8],
}

impl<'a> Sections<'a> {
    /// Finds the sections of a table.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Magic`], [`ErrorKind::Truncated`], [`ErrorKind::Trailing`] when the
    /// bytes are not exactly a table, [`ErrorKind::Shape`] when a section is not a whole
    /// number of its items.
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        if !bytes.starts_with(&MAGIC) {
            return Err(Error::new(ErrorKind::Magic, 0));
        }
        let mut slices = [&[][..]; SECTIONS];
        let mut offset = HEADER;
        for (index, slice) in slices.iter_mut().enumerate() {
            let length = number::u32_at(bytes, MAGIC.len() + index * 4).unwrap_or(u32::MAX);
            let end = offset.saturating_add(length as usize);
            *slice = bytes
                .get(offset..end)
                .ok_or_else(|| Error::new(ErrorKind::Truncated, offset.min(bytes.len())))?;
            offset = end;
        }
        if offset != bytes.len() {
            return Err(Error::new(ErrorKind::Trailing, offset));
        }
        let [id_runs, ids, records, classes, name_blocks, names, rest @ ..] = slices;
        let [postings, index, demonyms, members] = rest;
        let sections = Self {
            id_runs,
            ids,
            records,
            classes,
            name_blocks,
            names,
            postings,
            index,
            demonyms,
            members,
        };
        if sections.has_shape() { Ok(sections) } else { Err(Error::new(ErrorKind::Shape, HEADER)) }
    }

    /// The table of these sections.
    ///
    /// # Panics
    ///
    /// When a section is longer than a `u32` can say.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for section in self.in_order() {
            let length = u32::try_from(section.len()).expect("a section is shorter than 4 GiB");
            bytes.extend(length.to_le_bytes());
        }
        bytes.extend(self.in_order().into_iter().flatten());
        bytes
    }

    /// The sections in the order in which they are written.
    fn in_order(&self) -> [&'a [u8]; SECTIONS] {
        [
            self.id_runs,
            self.ids,
            self.records,
            self.classes,
            self.name_blocks,
            self.names,
            self.postings,
            self.index,
            self.demonyms,
            self.members,
        ]
    }

    fn has_shape(&self) -> bool {
        let places = self.ids.len() / 2;
        self.ids.len().is_multiple_of(2)
            && self.id_runs.len().is_multiple_of(ids::RUN_WIDTH)
            && places <= MAX_PLACES
            && self.records.len() == places * Record::WIDTH
            && self.classes.len().is_multiple_of(Class::WIDTH)
            && self.name_blocks.len().is_multiple_of(4)
            && self.postings.len().is_multiple_of(Posting::WIDTH)
            && self.members.len().is_multiple_of(Membership::WIDTH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: Sections<'static> = Sections {
        id_runs: &[],
        ids: &[],
        records: &[],
        classes: &[],
        name_blocks: &[],
        names: b"some",
        postings: &[],
        index: b"index",
        demonyms: b"more",
        members: &[],
    };

    #[test]
    fn sections_are_found_where_they_were_written() {
        let bytes = EMPTY.to_bytes();
        assert_eq!(Sections::parse(&bytes), Ok(EMPTY));
    }

    #[test]
    fn other_bytes_are_refused() {
        let table = EMPTY.to_bytes();
        let longer = [table.as_slice(), b"x"].concat();
        let crooked = Sections { ids: b"abcd", ..EMPTY }.to_bytes();
        for (bytes, expected) in [
            (&b""[..], ErrorKind::Magic),
            (b"DLPLACE0", ErrorKind::Magic),
            (&table[..table.len() - 1], ErrorKind::Truncated),
            (&table[..12], ErrorKind::Truncated),
            (&longer, ErrorKind::Trailing),
            (&crooked, ErrorKind::Shape),
        ] {
            assert_eq!(Sections::parse(bytes).map_err(|error| error.kind()), Err(expected));
        }
    }
}
