//! The statements of many articles, drawn together and counted.

use std::cmp::Reverse;
use std::sync::Arc;

use dateline_model::{ByteSpan, CharSpan, DateRange};
use dateline_schema::{DateCode, RangeCode, StoredArticle};
use dateline_whereabouts::{Kind, Stance};
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::{DocAddress, Order as EngineOrder};

use super::answer::{
    Reports, StanceCount, TraceAnswer, TraceBy, TraceDate, TraceRequest, TraceRow, TracedPlace,
};
use super::origins::Origins;
use super::places::{Places, is_asked};
use super::read::ReadArticle;
use crate::Result;
use crate::archive::Archive;
use crate::collect::by_date;
use crate::compile::Purpose;
use crate::family::Effort;
use crate::notice::Notices;
use crate::passage::{AskedDates, LightPlace, around};
use crate::plan::Plan;
use crate::search::Prepared;
use crate::timeline::{Reprint, hash_of_words};

/// The most articles that are read: some hundred microseconds each.
const MOST_READ: usize = 20_000;

/// The longest text of a sentence, in bytes.
const LONGEST: usize = 600;

/// A statement as it is sorted and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    place: u32,
    /// What its days are; all days where nothing tells.
    days: RangeCode,
    is_dated: bool,
    stance: Stance,
    kind: Kind,
    /// The publication date; what has none comes last.
    published: u64,
    /// The number of the article among those read.
    article: u32,
    /// The number of the statement in its article.
    statement: u32,
    /// What the words of its sentence hash to.
    words: u64,
}

/// What has to hold of a statement.
struct Asked<'a> {
    names: FxHashSet<&'a str>,
    stances: &'a [Stance],
    places: Vec<LightPlace>,
    dates: Vec<AskedDates>,
}

impl Archive {
    /// The sentences that put a person somewhere, as they are asked for.
    pub(super) fn traced(&self, request: &TraceRequest) -> Result<TraceAnswer> {
        let mut prepared = self.prepare(&request.search)?;
        let mut notes = Vec::new();
        let identity = self.identity_asked(&request.person, &mut notes)?;
        notes.into_iter().for_each(|note| prepared.notes.push(note));
        let Some((_, identity)) = identity.filter(|(_, found)| !found.members.is_empty()) else {
            return Ok(TraceAnswer::nobody(&request.person, prepared.notes.into_list()));
        };
        let plan = std::mem::replace(&mut prepared.plan, Plan::All);
        let asked = Asked {
            names: identity.members.iter().map(|member| member.name.as_str()).collect(),
            stances: &request.stances,
            places: plan.lights().places,
            dates: plan.asked_dates(),
        };
        let docs = Arc::new(self.docs_that_mean(identity.members.iter().map(|m| &m.name))?);
        prepared.plan = match plan {
            Plan::All => Plan::Docs(docs.query(self)),
            plan => Plan::And {
                required: vec![Plan::Docs(docs.query(self)), plan],
                optional: Vec::new(),
            },
        };
        let articles = self.read_articles(&mut prepared)?;
        let mut places = Places::default();
        let found = self.statements(&articles, &asked, &mut places, &prepared)?;
        let origins = self.origins(&found, &articles)?;
        let gathered = Gathered::new(found, places, origins);
        let rows = self.rows(&articles, &asked, &gathered, request)?;
        Ok(TraceAnswer {
            name: identity.name.as_str().to_owned(),
            articles: articles.len() as u64,
            statements: gathered.groups.len() as u64,
            reports: gathered.reports,
            places: gathered.places,
            rows,
            extent: prepared.watch.extent(),
            notes: prepared.notes.into_list(),
        })
    }

    /// The articles to read, the earliest published first.
    fn read_articles(&self, prepared: &mut Prepared) -> Result<Vec<DocAddress>> {
        let query = self.compile(prepared, Purpose::Match);
        let total = self.total(&*query)?;
        if total == 0 {
            return Ok(Vec::new());
        }
        tell_if_many(total, &mut prepared.notes);
        let mut read = by_date(self, &*query, EngineOrder::Desc, MOST_READ)?;
        read.reverse();
        Ok(read.into_iter().map(|(_, address)| address).collect())
    }

    fn statements(
        &self,
        articles: &[DocAddress],
        asked: &Asked<'_>,
        places: &mut Places,
        prepared: &Prepared,
    ) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        // As they lie in the store, of which a block holds several.
        let mut stored: Vec<(DocAddress, u32)> = articles.iter().copied().zip(0..).collect();
        stored.sort_unstable();
        for (address, number) in stored {
            if prepared.watch.is_over() {
                break;
            }
            let stored = self.stored(address)?;
            let article = stored.article().map_err(|kind| self.error(kind))?;
            found.extend(self.statements_of(&article, number, asked, places));
        }
        Ok(found)
    }

    fn statements_of(
        &self,
        article: &StoredArticle<'_>,
        number: u32,
        asked: &Asked<'_>,
        places: &mut Places,
    ) -> Vec<Found> {
        let Some(read) = ReadArticle::new(article, &asked.names, &self.overrides) else {
            return Vec::new();
        };
        let published = article.published().map(|published| DateCode::from(published.date).0);
        let mut found = Vec::new();
        for (statement, at) in read.statements.iter().zip(0u32..) {
            let printed = read.place_span(statement).of(article.text).unwrap_or_default();
            let (place, date) = (read.place(statement), read.date(article, statement));
            let days = date.map(TraceDate::days);
            let is_wanted = (asked.stances.is_empty() || asked.stances.contains(&statement.stance))
                && is_asked(&asked.places, place, printed)
                && (asked.dates.is_empty()
                    || days.is_some_and(|days| asked.dates.iter().any(|asked| asked.meets(days))));
            if !is_wanted {
                continue;
            }
            let sentence = read.sentences[statement.sentence].of(article.text).unwrap_or_default();
            found.push(Found {
                place: places.number(place, printed),
                days: days.map_or(RangeCode(u64::MAX), RangeCode::from),
                is_dated: days.is_some(),
                stance: statement.stance,
                kind: statement.kind,
                published: published.unwrap_or(u64::MAX),
                article: number,
                statement: at,
                words: hash_of_words(sentence),
            });
        }
        found
    }

    /// The articles with a statement, those that are copies of each other as one origin.
    fn origins(&self, found: &[Found], articles: &[DocAddress]) -> Result<Origins> {
        let mut numbers: Vec<u32> = found.iter().map(|found| found.article).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let documents: Vec<DocAddress> =
            numbers.iter().map(|&number| articles[number as usize]).collect();
        let families = self.families(&documents, Effort::view())?;
        let mut origins = Origins::new(articles.len());
        for (&number, &of) in numbers.iter().zip(&families.of) {
            origins.join(number, numbers[of as usize]);
        }
        Ok(origins)
    }

    /// The statements that are shown, with their texts.
    fn rows(
        &self,
        articles: &[DocAddress],
        asked: &Asked<'_>,
        gathered: &Gathered,
        request: &TraceRequest,
    ) -> Result<Vec<TraceRow>> {
        let shown = gathered.order(self, articles, request)?;
        let shown = shown.into_iter().skip(request.search.offset).take(request.search.limit);
        shown
            .map(|group| self.row(articles, asked, gathered, group))
            .filter_map(Result::transpose)
            .collect()
    }

    fn row(
        &self,
        articles: &[DocAddress],
        asked: &Asked<'_>,
        gathered: &Gathered,
        group: usize,
    ) -> Result<Option<TraceRow>> {
        let Some((first, also)) = gathered.groups[group].split_first() else { return Ok(None) };
        let stored = self.stored(articles[first.article as usize])?;
        let article = stored.article().map_err(|kind| self.error(kind))?;
        let read = ReadArticle::new(&article, &asked.names, &self.overrides);
        let Some(read) = read else { return Ok(None) };
        let Some(statement) = read.statements.get(first.statement as usize) else {
            return Ok(None);
        };
        let place_span = read.place_span(statement);
        let sentence = read.sentences[statement.sentence];
        let span = around(article.text, sentence, place_span, LONGEST);
        let text = span.of(article.text).unwrap_or_default().to_owned();
        let Some(characters) = CharSpan::of(article.text, span) else { return Ok(None) };
        Ok(Some(TraceRow {
            place: gathered.numbers[first.place as usize],
            place_words: place_span.of(article.text).unwrap_or_default().to_owned(),
            date: read.date(&article, statement),
            stance: statement.stance,
            kind: statement.kind,
            via: statement.via,
            speaker: statement.speaker.and_then(|span| span.of(article.text)).map(str::to_owned),
            article: Reprint {
                id: self.article_id(article.id)?,
                outlet: article.outlet.map(str::to_owned),
                published: article.published(),
            },
            title: article.title.to_owned(),
            path: article.path.to_owned(),
            characters,
            source: article.offsets().trace(article.text, span),
            person_light: within(span, statement.person_span),
            place_light: within(span, place_span),
            also: self.copies(articles, first, also)?,
            text,
            span,
        }))
    }

    /// The other articles with the statement, each once.
    fn copies(
        &self,
        articles: &[DocAddress],
        first: &Found,
        also: &[Found],
    ) -> Result<Vec<Reprint>> {
        let mut numbers: Vec<u32> = also.iter().map(|found| found.article).collect();
        numbers.dedup();
        numbers.retain(|&number| number != first.article);
        let reprint = |number: u32| {
            let hit = self.listed_at(articles[number as usize])?;
            Ok(Reprint { id: hit.id, outlet: hit.outlet, published: hit.published })
        };
        numbers.into_iter().map(reprint).collect()
    }
}

/// What of a span is shown, counted from the start of what is shown.
fn within(shown: ByteSpan, span: ByteSpan) -> ByteSpan {
    let start = span.start().clamp(shown.start(), shown.end());
    let end = span.end().clamp(start, shown.end());
    ByteSpan::new(start - shown.start(), end - shown.start())
}

fn tell_if_many(total: u64, notes: &mut Notices) {
    if total > MOST_READ as u64 {
        notes.push(format!(
            "of {total} articles only the {MOST_READ} published last were read; narrow the question"
        ));
    }
}

/// Statements drawn together: those of the same words about one place are a group.
struct Gathered {
    groups: Vec<Vec<Found>>,
    places: Vec<TracedPlace>,
    /// Where each place, by the number of its statements, is among those.
    numbers: Vec<usize>,
    reports: Reports,
}

impl Gathered {
    fn new(mut found: Vec<Found>, places: Places, mut origins: Origins) -> Self {
        // The earliest article of a group is its first; articles are numbered in that order.
        found.sort_unstable_by_key(|one| (one.published, one.article, one.statement));
        let groups = drawn_together(found, &mut origins);
        let all = groups.iter().flatten();
        let reports = reports(all.map(|found| found.article), &mut origins);
        let mut by_place: FxHashMap<u32, Vec<&Vec<Found>>> = FxHashMap::default();
        groups.iter().for_each(|group| by_place.entry(group[0].place).or_default().push(group));
        let mut traced: Vec<(u32, TracedPlace)> = places
            .into_list()
            .into_iter()
            .zip(0u32..)
            .map(|(place, number)| {
                let of_place = by_place.get(&number).map(Vec::as_slice).unwrap_or_default();
                (number, traced(place, of_place, &mut origins))
            })
            .collect();
        traced.sort_by(|(_, one), (_, other)| {
            let key =
                |place: &TracedPlace| (Reverse(place.reports.origins), Reverse(place.statements));
            key(one).cmp(&key(other)).then_with(|| one.place.name.cmp(&other.place.name))
        });
        let mut numbers = vec![0; traced.len()];
        for (at, (number, _)) in traced.iter().enumerate() {
            numbers[*number as usize] = at;
        }
        let places = traced.into_iter().map(|(_, place)| place).collect();
        Self { groups, places, numbers, reports }
    }

    /// The groups by number in the order asked for.
    fn order(
        &self,
        archive: &Archive,
        articles: &[DocAddress],
        request: &TraceRequest,
    ) -> Result<Vec<usize>> {
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        let place = |group: usize| self.numbers[self.groups[group][0].place as usize];
        let rest = |group: usize| {
            let first = &self.groups[group][0];
            (first.stance, first.published, first.article, first.statement)
        };
        let day = |group: usize| {
            let first = &self.groups[group][0];
            (!first.is_dated, first.days)
        };
        match request.by {
            TraceBy::Place => order.sort_by_cached_key(|&g| (place(g), day(g), rest(g))),
            TraceBy::Day => order.sort_by_cached_key(|&g| (day(g), place(g), rest(g))),
            TraceBy::Outlet => {
                let mut outlets: FxHashMap<u32, Option<String>> = FxHashMap::default();
                for group in &self.groups {
                    let article = group[0].article;
                    if let std::collections::hash_map::Entry::Vacant(entry) = outlets.entry(article)
                    {
                        entry.insert(archive.listed_at(articles[article as usize])?.outlet);
                    }
                }
                let outlet = |group: usize| {
                    let outlet = outlets.get(&self.groups[group][0].article).cloned().flatten();
                    (outlet.is_none(), outlet)
                };
                order.sort_by_cached_key(|&g| (outlet(g), day(g), place(g), rest(g)));
            }
        }
        Ok(order)
    }
}

/// What makes statements of different articles one: the same words, or copies of one article
/// that say so for the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Alike {
    Words(u64),
    /// The number of the family, and how many statements of the article say the same before.
    Family(u32, u32),
}

/// Groups in order of their first; articles that share a sentence are of one origin.
fn drawn_together(found: Vec<Found>, origins: &mut Origins) -> Vec<Vec<Found>> {
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut numbers: FxHashMap<(u32, Stance, Kind, Alike), usize> = FxHashMap::default();
    let mut said: FxHashMap<(u32, u32, Stance, Kind), u32> = FxHashMap::default();
    let families: Vec<u32> = found.iter().map(|found| origins.of(found.article)).collect();
    for (one, family) in found.into_iter().zip(families) {
        let before = said.entry((one.article, one.place, one.stance, one.kind)).or_default();
        let keys = [Alike::Words(one.words), Alike::Family(family, *before)]
            .map(|alike| (one.place, one.stance, one.kind, alike));
        *before += 1;
        let known = keys.iter().find_map(|key| numbers.get(key).copied());
        let number = known.unwrap_or(groups.len());
        for key in keys {
            numbers.entry(key).or_insert(number);
        }
        match groups.get_mut(number) {
            Some(group) => {
                origins.join(group[0].article, one.article);
                group.push(one);
            }
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// In how many articles, and in how many counted by origin.
fn reports(articles: impl Iterator<Item = u32>, origins: &mut Origins) -> Reports {
    let articles: FxHashSet<u32> = articles.collect();
    let of_origin: FxHashSet<u32> = articles.iter().map(|&article| origins.of(article)).collect();
    Reports { articles: articles.len() as u64, origins: of_origin.len() as u64 }
}

fn traced(
    place: super::answer::TracePlace,
    groups: &[&Vec<Found>],
    origins: &mut Origins,
) -> TracedPlace {
    let all = || groups.iter().copied().flatten();
    let stances = Stance::ALL.into_iter().filter_map(|stance| {
        let of_stance = all().filter(|found| found.stance == stance).map(|found| found.article);
        let reports = reports(of_stance, origins);
        (reports.articles > 0).then_some(StanceCount { stance, reports })
    });
    let stances = stances.collect();
    let reports = reports(all().map(|found| found.article), origins);
    let days = all().filter(|found| found.is_dated).filter_map(|found| found.days.range());
    let days = days.reduce(from_first_to_last);
    TracedPlace { place, statements: groups.len() as u64, reports, stances, days }
}

/// All days from the first to the last of both.
fn from_first_to_last(one: DateRange, other: DateRange) -> DateRange {
    let (first, last) = (one.first().min(other.first()), one.last().max(other.last()));
    DateRange::new(first, last).unwrap_or(one)
}
