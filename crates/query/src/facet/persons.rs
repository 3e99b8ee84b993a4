//! Persons by identity.
//!
//! The names of the articles are counted, those of one key together. Then the persons are
//! taken up from the most frequent on: each is the identity of its most frequent spelling,
//! the very one that `person:"…"` finds, and what belongs to it is not taken up again.
//! Each costs some tenths of a millisecond, so that only as many are taken up as can be
//! among the first; the rest count by key.

use std::cmp::Reverse;

use dateline_model::{PersonName, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

use super::{Counts, Facet, by_segment, first_of, tally};
use crate::Result;
use crate::archive::Archive;

/// The most persons that are taken up by identity; those after them are so by key.
const MOST_IDENTITIES: usize = 500;
/// How many more are taken up than are asked for: one with many spellings may overtake.
const SPARE: usize = 8;

/// Persons and in how many articles of a set each is named.
pub(crate) struct PersonCounts {
    /// Those that were taken up, the most frequent first.
    pub(crate) persons: Vec<PersonCount>,
    /// How many persons there are; those not taken up count by key.
    pub(crate) total: u64,
    limit: usize,
}

/// A person and the number of articles.
#[derive(Debug, Clone)]
pub(crate) struct PersonCount {
    /// The spelling that most of the articles use.
    pub(crate) name: String,
    /// Every spelling in the articles.
    pub(crate) spellings: FxHashSet<String>,
    pub(crate) articles: u64,
}

/// The names of one key.
struct KeyCount {
    /// The most frequent first.
    spellings: Vec<(u64, PersonName)>,
    total: u64,
}

impl KeyCount {
    fn names(&self) -> FxHashSet<String> {
        self.spellings.iter().map(|(_, name)| name.as_str().to_owned()).collect()
    }
}

/// The names in a set of documents.
struct Names {
    /// Each name and how many documents have it.
    counts: FxHashMap<String, u64>,
    columns: Vec<NameColumn>,
}

/// The persons of documents, by document.
pub(crate) struct PersonsOf {
    names: Names,
    /// How many persons there are in all.
    pub(crate) total: u64,
}

/// The names of a segment.
struct NameColumn {
    segment: u32,
    column: StrColumn,
    names: FxHashMap<u64, String>,
}

/// The facets of counted persons.
pub(super) fn facets(counted: PersonCounts) -> Counts {
    let facets = counted.persons.into_iter();
    let facets = facets.map(|person| Facet::new(person.name, person.articles));
    let first = first_of(facets.collect(), counted.limit);
    Counts { values: counted.total, ..first }
}

impl Archive {
    /// The persons that the documents, which are sorted, name.
    pub(crate) fn persons_of(
        &self,
        documents: &[DocAddress],
        limit: usize,
    ) -> Result<PersonCounts> {
        self.persons_named(documents, limit, |_| true)
    }

    /// The persons that the documents, which are sorted, name by a name that is wanted.
    pub(crate) fn persons_named(
        &self,
        documents: &[DocAddress],
        limit: usize,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<PersonCounts> {
        let names = self.names_of(documents, is_wanted)?;
        let (mut persons, total) = self.take_up(&names.counts, limit)?;
        self.count_once(documents, &names, &mut persons)?;
        persons.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
        Ok(PersonCounts { persons, total, limit })
    }

    /// The persons that the documents, which are sorted, name, and the documents one by one
    /// with the numbers of theirs.
    pub(crate) fn persons_by_document(
        &self,
        documents: &[DocAddress],
        limit: usize,
    ) -> Result<(Vec<PersonCount>, PersonsOf)> {
        let names = self.names_of(documents, |_| true)?;
        let (mut persons, total) = self.take_up(&names.counts, limit)?;
        self.count_once(documents, &names, &mut persons)?;
        persons.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
        persons.truncate(limit);
        Ok((persons, PersonsOf { names, total }))
    }

    /// How many articles of the archive name a person.
    pub(super) fn articles_of_person(&self, person: &PersonCount) -> Result<u64> {
        let mut names: Vec<PersonName> =
            person.spellings.iter().filter_map(|name| PersonName::parse(name).ok()).collect();
        let name = PersonName::parse(&person.name).ok();
        if let Some(name) = name.filter(|name| name.part_keys().count() > 1) {
            let members = self.identity(&name)?.members.into_iter();
            names.extend(members.map(|member| member.name));
        }
        Ok(self.docs_of_names(&names)?.len())
    }

    /// Shows each of the documents with the numbers of the persons that it names, in order.
    pub(crate) fn for_each_document(
        &self,
        documents: &[DocAddress],
        persons: &[PersonCount],
        of: &PersonsOf,
        visit: &mut dyn FnMut(DocAddress, &[usize]),
    ) {
        self.for_each_named(documents, &of.names, persons, visit);
    }

    fn names_of(
        &self,
        documents: &[DocAddress],
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<Names> {
        let mut names = Names { counts: FxHashMap::default(), columns: Vec::new() };
        for of_segment in by_segment(documents) {
            let number = of_segment[0].segment_ord;
            let segment = self.searcher.segment_reader(number);
            let Some(column) = self.texts(segment, self.fields.person_name)? else { continue };
            let ordinals = of_segment.iter().flat_map(|address| column.term_ords(address.doc_id));
            let by_ordinal = tally(ordinals);
            let mut ordinals: Vec<u64> = by_ordinal.keys().copied().collect();
            ordinals.sort_unstable();
            let mut of_column = FxHashMap::default();
            let mut at = ordinals.iter();
            let read = column.dictionary().sorted_ords_to_term_cb(&ordinals, |term| {
                let (Some(&ordinal), Ok(name)) = (at.next(), std::str::from_utf8(term)) else {
                    return;
                };
                if is_wanted(name) && !self.overrides().is_never_person(name) {
                    *names.counts.entry(name.to_owned()).or_default() += by_ordinal[&ordinal];
                    of_column.insert(ordinal, name.to_owned());
                }
            });
            self.engine(read.map(|_| ()).map_err(Into::into))?;
            names.columns.push(NameColumn { segment: number, column, names: of_column });
        }
        Ok(names)
    }

    /// The persons that may be among the first, without their numbers of articles, and how
    /// many there are in all.
    fn take_up(
        &self,
        counts: &FxHashMap<String, u64>,
        limit: usize,
    ) -> Result<(Vec<PersonCount>, u64)> {
        let keys = by_key(counts);
        let most = limit.saturating_add(SPARE);
        let mut taken: FxHashSet<String> = FxHashSet::default();
        let mut persons: Vec<PersonCount> = Vec::new();
        let mut total = 0;
        for key in &keys {
            if persons.len() >= most {
                let is_new = |(_, name): &(u64, PersonName)| !taken.contains(name.as_str());
                total += u64::from(key.spellings.iter().any(is_new));
                continue;
            }
            for (_, spelling) in &key.spellings {
                // Spellings of one key are one person unless the overrides say otherwise.
                if taken.contains(spelling.as_str()) {
                    continue;
                }
                let spellings = match persons.len() < MOST_IDENTITIES {
                    true => self.spellings_of(spelling, key, counts)?,
                    false => key.names(),
                };
                taken.extend(spellings.iter().cloned());
                let name = spellings.iter().max_by_key(|name| (counts.get(*name), Reverse(*name)));
                let name = name.cloned().unwrap_or_else(|| spelling.as_str().to_owned());
                persons.push(PersonCount { name, spellings, articles: 0 });
                total += 1;
            }
        }
        Ok((persons, total))
    }

    /// The spellings of a person that are among the counted names.
    fn spellings_of(
        &self,
        name: &PersonName,
        key: &KeyCount,
        counts: &FxHashMap<String, u64>,
    ) -> Result<FxHashSet<String>> {
        let mut spellings: FxHashSet<String> = FxHashSet::default();
        spellings.insert(name.as_str().to_owned());
        if name.part_keys().count() > 1 {
            let members = self.identity(name)?.members.into_iter();
            spellings.extend(members.map(|member| member.name.as_str().to_owned()));
        } else if let Some(whole) =
            self.overrides().same_as(name).find(|name| name.key().contains(' '))
        {
            let members = self.identity(whole)?.members.into_iter();
            spellings.extend(members.map(|member| member.name.as_str().to_owned()));
        } else {
            // What is only ever one word is that word, in whatever case.
            spellings.extend(key.names());
        }
        spellings.retain(|spelling| counts.contains_key(spelling));
        Ok(spellings)
    }

    /// Counts each document once for each person, however many of the spellings it has.
    fn count_once(
        &self,
        documents: &[DocAddress],
        names: &Names,
        persons: &mut [PersonCount],
    ) -> Result<()> {
        let mut articles = vec![0; persons.len()];
        self.for_each_named(documents, names, persons, &mut |_, named| {
            named.iter().for_each(|&number| articles[number] += 1);
        });
        let counted = persons.iter_mut().zip(articles);
        counted.for_each(|(person, articles)| person.articles = articles);
        Ok(())
    }

    /// Shows each document with the numbers of the persons that it names, in order.
    fn for_each_named(
        &self,
        documents: &[DocAddress],
        names: &Names,
        persons: &[PersonCount],
        visit: &mut dyn FnMut(DocAddress, &[usize]),
    ) {
        let mut owners: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, person) in persons.iter().enumerate() {
            for spelling in &person.spellings {
                owners.entry(spelling.clone()).or_default().push(number);
            }
        }
        let mut named: Vec<usize> = Vec::new();
        for column in &names.columns {
            let owners: FxHashMap<u64, &Vec<usize>> = column
                .names
                .iter()
                .filter_map(|(&ordinal, name)| Some((ordinal, owners.get(name)?)))
                .collect();
            let of_segment = documents.iter().filter(|doc| doc.segment_ord == column.segment);
            for document in of_segment {
                let ordinals = column.column.term_ords(document.doc_id);
                named
                    .extend(ordinals.filter_map(|ordinal| owners.get(&ordinal)).copied().flatten());
                named.sort_unstable();
                named.dedup();
                visit(*document, &named);
                named.clear();
            }
        }
    }
}

/// The names of each key, the most frequent first.
fn by_key(counts: &FxHashMap<String, u64>) -> Vec<KeyCount> {
    let mut keys: FxHashMap<String, KeyCount> = FxHashMap::default();
    for (printed, &articles) in counts {
        let Ok(name) = PersonName::parse(printed) else { continue };
        let none = || KeyCount { spellings: Vec::with_capacity(1), total: 0 };
        // One word says too little to be one person in two spellings.
        let of_key = match name.key().contains(' ') {
            true => name.key().to_owned(),
            false => fold(name.as_str()).into_owned(),
        };
        let key = keys.entry(of_key).or_insert_with(none);
        key.total += articles;
        key.spellings.push((articles, name));
    }
    let mut keys: Vec<KeyCount> = keys.into_values().collect();
    let order = |(a, one): &(u64, PersonName), (b, other): &(u64, PersonName)| {
        b.cmp(a).then_with(|| one.cmp(other))
    };
    keys.iter_mut().for_each(|key| key.spellings.sort_unstable_by(order));
    keys.sort_unstable_by(|a, b| {
        b.total.cmp(&a.total).then_with(|| a.spellings[0].1.cmp(&b.spellings[0].1))
    });
    keys
}
