//! Searches.

use std::collections::hash_map::Entry;
use std::path::PathBuf;
use std::sync::Arc;

use dateline_model::{
    ArticleId, ByteSpan, CharSpan, ContentHash, Day, OffsetMap, Published, Section,
};
use dateline_schema::{Analyzer, DateCode, ErrorKind, PublishedCode, StoredArticle, source_key};
use rustc_hash::FxHashMap;
use tantivy::collector::Count;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{BooleanQuery, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Order as EngineOrder, Term};

use crate::answer::{Hit, HitPassage, Matching, SearchAnswer};
use crate::archive::Archive;
use crate::collect::{Ranked, by_date};
use crate::compile::{Compiler, Purpose};
use crate::deadline::Watch;
use crate::family::{Page, Wanted};
use crate::notice::{NO_ARTICLES, Notices};
use crate::passage::{Lights, Passage, PassageOptions, passages};
use crate::plan::{Plan, is_stop_word};
use crate::planner::{Capitals, Planner, Unknown};
use crate::rank::{Asked, Expansion, Freshness};
use crate::request::{Detail, Order, Reasons, SearchRequest, Terms};
use crate::syntax::{Node, parse_on};
use crate::{Error, Result};

/// The deepest hit that can be asked for: collecting takes memory for each before it.
pub(crate) const DEEPEST: usize = 1_000_000;

/// A question that has been read.
pub(crate) struct Prepared {
    pub(crate) plan: Plan,
    pub(crate) analyzer: Analyzer,
    pub(crate) notes: Notices,
    pub(crate) watch: Watch,
    within: Option<Box<dyn Query>>,
}

impl Archive {
    /// Answers a question.
    ///
    /// # Errors
    ///
    /// [`Error::Syntax`] for a question that cannot be read, [`Error::TooDeep`], or when
    /// the index cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer> {
        let count = request.offset.saturating_add(request.limit);
        if count > DEEPEST {
            return Err(Error::TooDeep { limit: DEEPEST });
        }
        let mut prepared = self.prepare(request)?;
        let (matching, total, query) = self.resolve(&prepared)?;
        let matching = match (matching, request.terms) {
            (Matching::Whole, Terms::Any) => Matching::Any,
            _ => matching,
        };
        let mut asked = Asked::of(&prepared.plan, &mut prepared.analyzer);
        asked.recent_from = self.recent_from(request.freshness)?;
        let order = order(&prepared.plan, request.order);
        if (request.expansion, order) == (Expansion::Related, Order::Relevance) && total > 0 {
            self.add_related(&mut asked, &*query, &mut prepared.analyzer)?;
            note_on_related(&asked).into_iter().for_each(|note| prepared.notes.push(note));
        }
        let wanted = Wanted {
            offset: request.offset,
            limit: if total == 0 { 0 } else { request.limit },
            total,
            folding: request.folding,
        };
        let page = self.page(&*query, wanted, |count| match order {
            Order::Relevance => self.by_relevance(&asked, &*query, request.ranking, count),
            Order::Newest => by_date(self, &*query, EngineOrder::Desc, count),
            Order::Oldest => by_date(self, &*query, EngineOrder::Asc, count),
        })?;
        let Page { shown, families, origins, hits: on_all_pages } = page;
        let mut hits = self.hits(&shown, request.detail, &mut prepared)?;
        for (hit, family) in hits.iter_mut().zip(families) {
            hit.family = family;
        }
        if (request.reasons, order) == (Reasons::Told, Order::Relevance) {
            let addresses: Vec<DocAddress> = shown.iter().map(|&(_, address)| address).collect();
            let told = self.explain(&asked, request.ranking, &addresses, request.offset)?;
            for (hit, explanation) in hits.iter_mut().zip(told) {
                hit.explanation = Some(explanation);
            }
        }
        let extent = prepared.watch.extent();
        let notes = prepared.notes.into_list();
        Ok(SearchAnswer { total, matching, origins, on_all_pages, hits, extent, notes })
    }

    /// Reads a question and its filters.
    pub(crate) fn prepare(&self, request: &SearchRequest) -> Result<Prepared> {
        let watch = Watch::until(request.deadline);
        let mut planner = Planner::new(self, request.date_match);
        if self.is_empty()? {
            // That it has none of the words says nothing.
            planner.unknown = Unknown::Known;
            planner.notes.warn(NO_ARTICLES);
        }
        let mut plans = Vec::with_capacity(1 + request.filters.len());
        for text in request.questions() {
            let parsed = parse_on(request.today, text)
                .map_err(|error| Error::Syntax { error, question: text.to_owned() })?;
            planner.notes.of_question(text);
            planner.capitals = Capitals::of(text);
            parsed.notes.iter().for_each(|note| planner.notes.add_note(note));
            match parsed.root {
                Node::All => {}
                Node::And(inner) => plans.extend(planner.conjuncts(&inner)?),
                node => plans.push(planner.plan(&node)?),
            }
        }
        planner.notes.of_answer();
        if plans.len() > 1 && plans.iter().all(is_stop_word) {
            planner.notes.push("these are very frequent words only; all of them are required");
        }
        let plan = planner.join(plans);
        let plan = match request.terms {
            Terms::All => plan,
            Terms::Any => plan.with_any_word(),
        };
        let Planner { analyzer, notes, .. } = planner;
        Ok(Prepared { plan, analyzer, notes, watch, within: self.within(&request.within) })
    }

    /// The query for what is to be counted and collected.
    pub(crate) fn compile(&self, prepared: &Prepared, purpose: Purpose) -> Box<dyn Query> {
        let query = self.compiler(purpose).compile(&prepared.plan);
        prepared.watch.over(narrowed(query, prepared.within.as_deref()))
    }

    pub(crate) fn compiler(&self, purpose: Purpose) -> Compiler<'_> {
        Compiler { fields: &self.fields, purpose }
    }

    /// How many articles match a plan, of sources at or under the paths.
    pub(crate) fn total_of(&self, plan: &Plan, within: &[PathBuf], watch: &Watch) -> Result<u64> {
        let query = self.compiler(Purpose::Match).compile(plan);
        self.total(&*watch.over(narrowed(query, self.within(within).as_deref())))
    }

    /// Counts what matches the whole question, or, when nothing does, its words; returns
    /// how, how many, and the query that ranks them.
    fn resolve(&self, prepared: &Prepared) -> Result<(Matching, u64, Box<dyn Query>)> {
        let total = self.total(&*self.compile(prepared, Purpose::Match))?;
        if total == 0
            && let Some(loosened) = prepared.plan.loosened()
        {
            let query = |purpose| {
                let query = self.compiler(purpose).compile_loosened(&loosened);
                prepared.watch.over(narrowed(query, prepared.within.as_deref()))
            };
            let some = self.total(&*query(Purpose::Match))?;
            if some > 0 {
                return Ok((Matching::Some, some, query(Purpose::Rank)));
            }
        }
        Ok((Matching::Whole, total, self.compile(prepared, Purpose::Rank)))
    }

    /// How many articles match a query.
    pub(crate) fn total(&self, query: &dyn Query) -> Result<u64> {
        Ok(self.engine(self.searcher.search(query, &Count))? as u64)
    }

    /// The day from which on backwards recent articles are preferred.
    fn recent_from(&self, freshness: Freshness) -> Result<Option<Day>> {
        match freshness {
            Freshness::Ignored => Ok(None),
            Freshness::Since(day) => Ok(Some(day)),
            Freshness::SinceNewest => {
                let newest = self.published()?.map(|(_, last)| last);
                Ok(newest.map(|date| date.last()))
            }
        }
    }

    /// What keeps a query to sources at or under the paths.
    fn within(&self, paths: &[PathBuf]) -> Option<Box<dyn Query>> {
        let field = self.fields.source;
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for path in paths {
            let key = source_key(path);
            let folder = key.trim_end_matches('/');
            any.push(Box::new(TermQuery::new(
                Term::from_field_text(field, &key),
                IndexRecordOption::Basic,
            )));
            // All that begins with the folder and a slash: `0` follows `/` in ASCII.
            any.push(Box::new(RangeQuery::new(
                std::ops::Bound::Included(Term::from_field_text(field, &format!("{folder}/"))),
                std::ops::Bound::Excluded(Term::from_field_text(field, &format!("{folder}0"))),
            )));
        }
        (!any.is_empty()).then(|| Box::new(BooleanQuery::union(any)) as Box<dyn Query>)
    }

    pub(crate) fn hits(
        &self,
        ranked: &[Ranked],
        detail: Detail,
        prepared: &mut Prepared,
    ) -> Result<Vec<Hit>> {
        let overrides = Arc::clone(&self.overrides);
        let mut lights = Lights { overrides, ..prepared.plan.lights() };
        if detail != Detail::List {
            self.weigh_by_rarity(&mut lights)?;
        }
        let mut columns: FxHashMap<u32, HitColumns> = FxHashMap::default();
        ranked
            .iter()
            .take_while(|_| !prepared.watch.is_over())
            .map(|&ranked| match detail {
                Detail::List => {
                    let segment = ranked.1.segment_ord;
                    let columns = match columns.entry(segment) {
                        Entry::Occupied(entry) => entry.into_mut(),
                        Entry::Vacant(entry) => entry.insert(self.hit_columns(segment)?),
                    };
                    self.listed(ranked, columns)
                }
                Detail::Passages { count, bytes } => {
                    let options = PassageOptions { count, max_bytes: bytes };
                    self.with_passages(ranked, &lights, options, &mut prepared.analyzer)
                }
            })
            .collect()
    }

    /// An article as a list shows it.
    pub(crate) fn listed_at(&self, address: DocAddress) -> Result<Hit> {
        self.listed((None, address), &self.hit_columns(address.segment_ord)?)
    }

    /// A hit as a list shows it, from columns alone.
    fn listed(&self, (score, address): Ranked, columns: &HitColumns) -> Result<Hit> {
        let doc = address.doc_id;
        let text = |column: &Option<StrColumn>| {
            self.engine(first_text(column.as_ref(), doc).map_err(Into::into))
        };
        Ok(Hit {
            id: self.article_id(&text(&columns.id)?.unwrap_or_default())?,
            title: text(&columns.title)?.unwrap_or_default(),
            outlet: text(&columns.outlet)?,
            published: columns.published(doc),
            path: text(&columns.source)?.map(readable).unwrap_or_default(),
            record: None,
            hash: None,
            score,
            family: None,
            explanation: None,
            title_lights: Vec::new(),
            passages: Vec::new(),
            named: Vec::new(),
        })
    }

    /// The columns that a list shows, of one segment.
    fn hit_columns(&self, segment: u32) -> Result<HitColumns> {
        let segment = self.searcher.segment_reader(segment);
        Ok(HitColumns {
            id: self.texts(segment, self.fields.id)?,
            title: self.texts(segment, self.fields.title)?,
            outlet: self.texts(segment, self.fields.outlet)?,
            source: self.texts(segment, self.fields.source)?,
            published: self.numbers(segment, self.fields.published_code)?,
            published_from: self.numbers(segment, self.fields.published_from)?,
        })
    }

    fn with_passages(
        &self,
        (score, address): Ranked,
        lights: &Lights,
        options: PassageOptions,
        analyzer: &mut Analyzer,
    ) -> Result<Hit> {
        let bytes = self.stored(address)?;
        let article = bytes.article().map_err(|kind| self.error(kind))?;
        let found = passages(&article, lights, options, analyzer);
        let offsets = article.offsets();
        Ok(Hit {
            id: self.article_id(article.id)?,
            title: article.title.to_owned(),
            outlet: article.outlet.map(str::to_owned),
            published: article.published(),
            path: article.path.to_owned(),
            record: article.record,
            hash: Some(ContentHash(article.content_hash)),
            score,
            family: None,
            explanation: None,
            title_lights: found.title_lights,
            named: found.named,
            passages: found
                .passages
                .into_iter()
                .filter_map(|passage| hit_passage(&article, &offsets, passage))
                .collect(),
        })
    }

    pub(crate) fn article_id(&self, id: &str) -> Result<ArticleId> {
        ArticleId::new(id).map_err(|error| self.error(ErrorKind::Damaged(error.to_string())))
    }
}

/// The columns of a segment that a list of hits needs: opening one costs more than reading
/// ten values of it.
struct HitColumns {
    id: Option<StrColumn>,
    title: Option<StrColumn>,
    outlet: Option<StrColumn>,
    source: Option<StrColumn>,
    published: Column<u64>,
    published_from: Column<u64>,
}

impl HitColumns {
    fn published(&self, doc: DocId) -> Option<Published> {
        let date = DateCode(self.published.first(doc)?).date()?;
        PublishedCode(self.published_from.first(doc)?).published(date)
    }
}

/// A passage by itself, its lights counted from its own beginning.
fn hit_passage(
    article: &StoredArticle<'_>,
    offsets: &OffsetMap,
    passage: Passage,
) -> Option<HitPassage> {
    let Passage { section, span, .. } = passage;
    let text = article.section(section);
    let start = passage.span.start();
    let relative = |light: &ByteSpan| ByteSpan::new(light.start() - start, light.end() - start);
    Some(HitPassage {
        text: span.of(text)?.to_owned(),
        lights: passage.lights.iter().map(relative).collect(),
        section,
        span,
        characters: CharSpan::of(text, span)?,
        // A title may be from anywhere in its source.
        source: offsets.trace(text, span).filter(|_| section == Section::Text),
    })
}

/// The key of a source as a path can be shown: without the mark that tells apart paths
/// which are not UTF-8.
fn readable(mut key: String) -> String {
    key.truncate(key.find('\u{1}').unwrap_or(key.len()));
    key
}

fn first_text(column: Option<&StrColumn>, doc: DocId) -> std::io::Result<Option<String>> {
    let Some(column) = column else { return Ok(None) };
    let Some(ordinal) = column.term_ords(doc).next() else { return Ok(None) };
    let mut text = String::new();
    column.ord_to_str(ordinal, &mut text)?;
    Ok(Some(text))
}

fn narrowed(query: Box<dyn Query>, within: Option<&dyn Query>) -> Box<dyn Query> {
    match within {
        None => query,
        Some(within) => {
            let within = tantivy::query::ConstScoreQuery::new(within.box_clone(), 0.0);
            Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::Must, Box::new(within))]))
        }
    }
}

/// Which words were added to those of the question, the weightiest first.
fn note_on_related(asked: &Asked) -> Option<String> {
    const NAMED: usize = 10;
    let words: Vec<&str> = asked.related.iter().map(|word| word.folded.as_str()).collect();
    let named = words[..words.len().min(NAMED)].join(", ");
    match words.len() {
        0 => None,
        1..=NAMED => Some(format!("ranked by these words too: {named}")),
        more => Some(format!("ranked by these words too: {named} and {} others", more - NAMED)),
    }
}

/// Where nothing in the question ranks, relevance means the newest first.
fn order(plan: &Plan, asked: Order) -> Order {
    match asked {
        Order::Relevance if !ranks(plan) => Order::Newest,
        order => order,
    }
}

/// Whether something in the plan gives articles different scores.
fn ranks(plan: &Plan) -> bool {
    match plan {
        Plan::Words { .. } | Plan::PersonParts(_) | Plan::Person(_) => true,
        Plan::Expansion(_) | Plan::Window(_) => true,
        Plan::Boosted(inner, _) | Plan::Required(inner) => ranks(inner),
        Plan::All | Plan::Nothing | Plan::Not(_) => false,
        Plan::Place(_) | Plan::Near(_) | Plan::Date { .. } => false,
        Plan::Filter(_) | Plan::Docs(_) => false,
        Plan::And { required, optional } => required.iter().chain(optional).any(ranks),
        Plan::Or(plans) | Plan::Spellings(plans) => plans.iter().any(ranks),
    }
}
