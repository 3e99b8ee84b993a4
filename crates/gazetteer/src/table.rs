//! The sections of a table as typed values, by number.

use dateline_model::PlaceId;
use fst::raw::{CompiledAddr, Fst};

use crate::layout::{
    Class, IdList, Membership, NamePool, NameRef, Posting, Record, Sections, titled,
};
use crate::{Error, ErrorKind, Result};

/// A state of the index of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State(CompiledAddr);

/// A table that lies in the program's memory for as long as it runs.
pub(crate) struct Table {
    ids: IdList<'static>,
    records: &'static [[u8; Record::WIDTH]],
    classes: &'static [[u8; Class::WIDTH]],
    postings: &'static [[u8; Posting::WIDTH]],
    names: NamePool<'static>,
    index: Fst<&'static [u8]>,
    demonyms: Fst<&'static [u8]>,
    members: &'static [[u8; Membership::WIDTH]],
}

impl Table {
    /// Opens a table; the time this takes does not depend on its size.
    pub(crate) fn open(bytes: &'static [u8]) -> Result<Self> {
        let sections = Sections::parse(bytes)?;
        Ok(Self {
            ids: IdList::new(sections.id_runs, sections.ids),
            records: sections.records.as_chunks().0,
            classes: sections.classes.as_chunks().0,
            postings: sections.postings.as_chunks().0,
            names: NamePool::new(sections.name_blocks, sections.names),
            index: open_index(bytes, sections.index)?,
            demonyms: open_index(bytes, sections.demonyms)?,
            members: sections.members.as_chunks().0,
        })
    }

    /// The number of places.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The id of a place.
    pub(crate) fn id(&self, place: u32) -> Option<PlaceId> {
        self.ids.get(place)
    }

    /// The place of an id.
    pub(crate) fn place(&self, id: PlaceId) -> Option<u32> {
        self.ids.find(id)
    }

    /// The facts of a place.
    pub(crate) fn record(&self, place: u32) -> Option<Record> {
        self.records.get(place as usize).copied().map(Record::decode)
    }

    /// A class.
    pub(crate) fn class(&self, number: u16) -> Option<Class> {
        self.classes.get(usize::from(number)).copied().and_then(Class::decode)
    }

    /// A posting.
    pub(crate) fn posting(&self, number: usize) -> Option<Posting> {
        self.postings.get(number).copied().map(Posting::decode)
    }

    /// The display name of a place.
    pub(crate) fn name(&self, place: u32) -> Option<String> {
        match self.record(place)?.name {
            NameRef::Pool(number) => self.names.get(number),
            NameRef::Titled(posting) => {
                // Names stand in the index in the order of their postings, so that it can
                // be read in both directions.
                let folded = self.index.get_key(u64::from(posting))?;
                String::from_utf8(folded).ok().map(|folded| titled(&folded))
            }
        }
    }

    /// The number of the first posting of a folded name.
    pub(crate) fn first_posting(&self, folded: &str) -> Option<usize> {
        usize::try_from(self.index.get(folded)?.value()).ok()
    }

    /// The country of a folded demonym.
    pub(crate) fn demonym(&self, folded: &str) -> Option<u32> {
        u32::try_from(self.demonyms.get(folded)?.value()).ok()
    }

    /// The members of a region of the world.
    pub(crate) fn members(&self, region: u32) -> impl Iterator<Item = u32> + use<> {
        let first =
            self.members.partition_point(|bytes| Membership::decode(*bytes).region < region);
        let members = self.members[first..].iter().map(|bytes| Membership::decode(*bytes));
        members
            .take_while(move |membership| membership.region == region)
            .map(|membership| membership.member)
    }

    /// The state of the index before the first letter of a name.
    pub(crate) fn start(&self) -> State {
        State(self.index.root().addr())
    }

    /// The state that these letters lead to from another; every state leads to a name.
    pub(crate) fn advance(&self, from: State, folded: &str) -> Option<State> {
        let mut node = self.index.node(from.0);
        for byte in folded.bytes() {
            let transition = node.find_input(byte)?;
            node = self.index.node(node.transition_addr(transition));
        }
        Some(State(node.addr()))
    }

    /// Whether the letters that led to the state are a name.
    pub(crate) fn is_end(&self, state: State) -> bool {
        self.index.node(state.0).is_final()
    }

    /// The index of names, to walk all of it.
    pub(crate) fn index(&self) -> &Fst<&'static [u8]> {
        &self.index
    }

    /// The index of demonyms, to walk all of it.
    pub(crate) fn demonyms(&self) -> &Fst<&'static [u8]> {
        &self.demonyms
    }
}

fn open_index(table: &[u8], index: &'static [u8]) -> Result<Fst<&'static [u8]>> {
    let offset = index.as_ptr().addr().saturating_sub(table.as_ptr().addr());
    Fst::new(index).map_err(|_| Error::new(ErrorKind::Index, offset))
}
