//! Collects the best documents in an order that does not depend on segments.

use dateline_schema::Fields;
use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::columnar::StrColumn;
use tantivy::query::Query;
use tantivy::{DocAddress, Order as EngineOrder, Searcher};

use crate::request::Order;
use crate::statistics::ArticleStatistics;

/// A document and its score; none where the order does not ask for one.
pub(crate) type Ranked = (Option<f32>, DocAddress);

/// How many documents beyond the wanted ones are collected, to see whether equal scores
/// reach over the end.
const TIES: usize = 8;

/// The first `count` documents of the query in the given order, equal ones by their id.
pub(crate) fn best(
    searcher: &Searcher,
    fields: &Fields,
    query: &dyn Query,
    order: Order,
    count: usize,
) -> tantivy::Result<Vec<Ranked>> {
    match order {
        Order::Relevance => by_score(searcher, fields, query, count),
        Order::Newest => by_date(searcher, fields, query, EngineOrder::Desc, count),
        Order::Oldest => by_date(searcher, fields, query, EngineOrder::Asc, count),
    }
}

/// By score, equal scores by id.
///
/// The engine can skip most documents when it is asked for the best by score alone, so
/// that is done first. Only when equal scores reach over the end of what was wanted, so
/// that an id may decide who is in, are scores and ids compared for every document.
fn by_score(
    searcher: &Searcher,
    fields: &Fields,
    query: &dyn Query,
    count: usize,
) -> tantivy::Result<Vec<Ranked>> {
    let statistics = ArticleStatistics::new(searcher, fields)?;
    let collector = TopDocs::with_limit(count + TIES).order_by_score();
    let found = searcher.search_with_statistics_provider(query, &collector, &statistics)?;
    let is_full = found.len() == count + TIES;
    let (Some((last, _)), Some((edge, _))) = (found.last(), found.get(count - 1)) else {
        return with_ids(searcher, fields, found, count);
    };
    if !(is_full && last == edge) {
        return with_ids(searcher, fields, found, count);
    }
    let id = SortByString::for_field(searcher.schema().get_field_name(fields.id));
    let collector = TopDocs::with_limit(count)
        .order_by(((SortBySimilarityScore, EngineOrder::Desc), (id, EngineOrder::Asc)));
    let found = searcher.search_with_statistics_provider(query, &collector, &statistics)?;
    Ok(found.into_iter().map(|((score, _), address)| (Some(score), address)).collect())
}

/// Orders documents of equal score by id, as far as they are among the first `count`.
fn with_ids(
    searcher: &Searcher,
    fields: &Fields,
    mut found: Vec<(f32, DocAddress)>,
    count: usize,
) -> tantivy::Result<Vec<Ranked>> {
    let mut ids = Ids::new(searcher, fields);
    let mut start = 0;
    for equal in found.chunk_by_mut(|one, other| one.0 == other.0) {
        let is_wanted = start < count;
        start += equal.len();
        if equal.len() > 1 && is_wanted {
            let mut keyed = equal
                .iter()
                .map(|&(_, address)| Ok((ids.of(address)?, address)))
                .collect::<tantivy::Result<Vec<_>>>()?;
            keyed.sort_unstable();
            for (slot, (_, address)) in equal.iter_mut().zip(keyed) {
                slot.1 = address;
            }
        }
    }
    Ok(found.into_iter().map(|(score, address)| (Some(score), address)).collect())
}

/// By publication date, undated last; equal dates by id.
fn by_date(
    searcher: &Searcher,
    fields: &Fields,
    query: &dyn Query,
    order: EngineOrder,
    count: usize,
) -> tantivy::Result<Vec<Ranked>> {
    let name = |field| searcher.schema().get_field_name(field);
    let date = SortByStaticFastValue::<u64>::for_field(name(fields.published_code));
    let id = SortByString::for_field(name(fields.id));
    let collector = TopDocs::with_limit(count).order_by(((date, order), (id, EngineOrder::Asc)));
    let found = searcher.search(query, &collector)?;
    Ok(found.into_iter().map(|(_, address)| (None, address)).collect())
}

/// The ids of documents; the column of a segment is opened once, which costs more than to
/// read an id from it.
struct Ids<'s> {
    searcher: &'s Searcher,
    name: &'s str,
    columns: Vec<Option<Option<StrColumn>>>,
}

impl<'s> Ids<'s> {
    fn new(searcher: &'s Searcher, fields: &Fields) -> Self {
        let name = searcher.schema().get_field_name(fields.id);
        Self { searcher, name, columns: vec![None; searcher.segment_readers().len()] }
    }

    fn of(&mut self, address: DocAddress) -> tantivy::Result<String> {
        let number = address.segment_ord;
        let column = match &mut self.columns[number as usize] {
            Some(column) => column,
            unopened => {
                let columns = self.searcher.segment_reader(number).fast_fields();
                unopened.insert(columns.str(self.name)?)
            }
        };
        let mut id = String::new();
        if let Some(column) = column
            && let Some(ordinal) = column.term_ords(address.doc_id).next()
        {
            column.ord_to_str(ordinal, &mut id)?;
        }
        Ok(id)
    }
}
