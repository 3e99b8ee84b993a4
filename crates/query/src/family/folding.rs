//! Hits folded to one of each family.

use dateline_model::{ArticleId, Published};
use rustc_hash::FxHashSet;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::{Effort, Families, Origins};
use crate::Result;
use crate::archive::Archive;
use crate::collect::Ranked;
use crate::search::DEEPEST;

/// Whether copies are drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folding {
    /// Every article is a hit, and nothing is said of copies.
    Ignored,
    /// Every article is a hit that says of which family it is.
    Told,
    /// Of each family the first hit stands for all.
    Folded,
}

/// The copies that a hit has among the articles of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitFamily {
    /// The id of the article that appeared first, as far as that is known; of several the first
    /// by id. An inference, and the same for all of the family.
    pub first: ArticleId,
    /// How many copies there are beside the hit.
    pub count: u64,
    /// Some of them, those published first before others: at most [`MOST_NAMED`].
    pub copies: Vec<CopyInBrief>,
}

/// The most copies of a hit that are named.
pub const MOST_NAMED: usize = 20;

/// A copy by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyInBrief {
    /// Its id.
    pub id: ArticleId,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it appeared, and how that is known.
    pub published: Option<Published>,
}

/// Of more articles than these only the ranked ones are compared: the others would take longer
/// than the search.
const MOST_COMPARED: u64 = 20_000;

/// For more hits than these every text that leaves a doubt is read.
const MANY_HITS: usize = 1000;

/// The hits of a page, with their families.
pub(crate) struct Page {
    /// The hits.
    pub(crate) shown: Vec<Ranked>,
    /// The family of each, where it has copies.
    pub(crate) families: Vec<Option<HitFamily>>,
    /// How many origins all articles of the question have; none where that was not told.
    pub(crate) origins: Option<Origins>,
    /// How many hits there are on all pages.
    pub(crate) hits: u64,
}

/// Which hits are wanted, of how many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) offset: usize,
    pub(crate) limit: usize,
    /// How many articles match.
    pub(crate) total: u64,
    pub(crate) folding: Folding,
}

impl Archive {
    /// A page of hits. `rank` gives the first so many articles of the query, in an order whose
    /// beginning does not depend on their number: so pages agree about who is folded into whom.
    pub(crate) fn page(
        &self,
        query: &dyn Query,
        wanted: Wanted,
        mut rank: impl FnMut(usize) -> Result<Vec<Ranked>>,
    ) -> Result<Page> {
        let Wanted { offset, limit, total, folding } = wanted;
        let end = offset.saturating_add(limit);
        if folding == Folding::Ignored || total < 2 {
            let shown: Vec<Ranked> = match limit {
                0 => Vec::new(),
                _ => rank(end)?.into_iter().skip(offset).take(limit).collect(),
            };
            let families = vec![None; shown.len()];
            return Ok(Page { shown, families, origins: None, hits: total });
        }
        let matching = match total > MOST_COMPARED {
            true => Vec::new(),
            false => self.engine(self.searcher.search(query, &AllDocuments))?,
        };
        // A page of hits may stand for more articles than it has hits.
        let most = usize::try_from(total).unwrap_or(usize::MAX).min(DEEPEST);
        let mut count = end.saturating_add(end / 2).saturating_add(8).min(most);
        loop {
            let ranked = if limit == 0 { Vec::new() } else { rank(count)? };
            let order = in_order(&ranked, &matching);
            let effort = match limit {
                0 => Effort::view(),
                // Who wants this many hits has time.
                _ if end > MANY_HITS => Effort::page(ranked.len()).with_reads(usize::MAX),
                _ => Effort::page(ranked.len()),
            };
            let families = self.families(&order, effort)?;
            let firsts = places_of_hits(&families, ranked.len(), folding);
            let is_all = ranked.len() < count || count == most;
            if firsts.len() >= end || is_all || limit == 0 {
                let places: Vec<usize> = firsts.into_iter().skip(offset).take(limit).collect();
                return self.laid_out(&ranked, &order, &families, &places, wanted);
            }
            count = count.saturating_mul(2).min(most);
        }
    }

    fn laid_out(
        &self,
        ranked: &[Ranked],
        order: &[DocAddress],
        families: &Families,
        places: &[usize],
        wanted: Wanted,
    ) -> Result<Page> {
        let members = families.members_of(places);
        let told = places.iter().zip(&members);
        let told = told.map(|(&place, members)| self.hit_family(order, place, members));
        let is_whole = order.len() as u64 >= wanted.total;
        let folded_away = (0..).zip(&families.of).filter(|&(at, &family)| at != family).count();
        Ok(Page {
            shown: places.iter().map(|&place| ranked[place]).collect(),
            families: told.collect::<Result<_>>()?,
            origins: is_whole.then_some(families.origins),
            hits: match wanted.folding {
                Folding::Folded => wanted.total - (folded_away as u64).min(wanted.total),
                _ => wanted.total,
            },
        })
    }

    /// The family of a hit; none for one that is alone.
    pub(super) fn hit_family(
        &self,
        order: &[DocAddress],
        place: usize,
        members: &[u32],
    ) -> Result<Option<HitFamily>> {
        if members.len() < 2 {
            return Ok(None);
        }
        let mut copies = Vec::with_capacity(members.len());
        for &member in members {
            let hit = self.listed_at(order[member as usize])?;
            let copy = CopyInBrief { id: hit.id, outlet: hit.outlet, published: hit.published };
            copies.push((member as usize, copy));
        }
        copies.sort_by(|(_, one), (_, other)| one.age().cmp(&other.age()));
        let first = copies[0].1.id.clone();
        let others = copies.into_iter().filter(|&(member, _)| member != place);
        let copies = others.map(|(_, copy)| copy).take(MOST_NAMED).collect();
        Ok(Some(HitFamily { first, count: members.len() as u64 - 1, copies }))
    }
}

impl CopyInBrief {
    /// Sorts what appeared first before others, what is of no date last.
    fn age(&self) -> (bool, Option<dateline_model::Day>, &ArticleId) {
        let day = self.published.map(|published| published.date.first());
        (day.is_none(), day, &self.id)
    }
}

/// The ranked articles, and after them all others that match.
fn in_order(ranked: &[Ranked], matching: &[DocAddress]) -> Vec<DocAddress> {
    let mut order: Vec<DocAddress> = ranked.iter().map(|&(_, address)| address).collect();
    let known: FxHashSet<DocAddress> = order.iter().copied().collect();
    order.extend(matching.iter().filter(|address| !known.contains(address)));
    order
}

/// The places of the articles that are hits, among the ranked ones.
fn places_of_hits(families: &Families, ranked: usize, folding: Folding) -> Vec<usize> {
    match folding {
        Folding::Folded => (0..ranked).filter(|&at| families.of[at] as usize == at).collect(),
        _ => (0..ranked).collect(),
    }
}

/// Collects every document, in the order of the index.
pub(crate) struct AllDocuments;

impl Collector for AllDocuments {
    type Fruit = Vec<DocAddress>;
    type Child = DocumentsOfSegment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<Self::Child> {
        Ok(DocumentsOfSegment { segment, documents: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Vec<DocAddress>>) -> tantivy::Result<Vec<DocAddress>> {
        Ok(parts.concat())
    }
}

pub(crate) struct DocumentsOfSegment {
    segment: SegmentOrdinal,
    documents: Vec<DocAddress>,
}

impl SegmentCollector for DocumentsOfSegment {
    type Fruit = Vec<DocAddress>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.documents.push(DocAddress::new(self.segment, doc));
    }

    fn harvest(self) -> Vec<DocAddress> {
        self.documents
    }
}
