//! Who is named together with whom.
//!
//! Persons are identities, as in facets. The documents are gone through twice: first every
//! pair is counted, then, of the pairs that are shown, the articles that show it are kept.
//! Memory is bounded by the number of persons that are taken up, whatever the archive.

mod pairs;
mod sentences;

use dateline_model::{ArticleId, PersonName};
use rustc_hash::FxHashSet;
use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;

use self::pairs::{Evidence, Pair, Pairs};
use crate::answer::Extent;
use crate::archive::Archive;
use crate::compile::Purpose;
use crate::facet::{PersonCount, PersonsOf};
use crate::family::Origins;
use crate::notice::Notice;
use crate::{Result, SearchRequest};

/// A question for a network.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkRequest {
    /// Which articles are looked at; its limit is that of pairs.
    pub search: SearchRequest,
    /// What makes two persons named together.
    pub together: Together,
    /// The fewest articles that name a pair together.
    pub least: u64,
    /// The persons one of whom has to be in a pair; none for anybody. That articles name
    /// them is for [`NetworkRequest::search`] to ask.
    pub persons: Vec<String>,
    /// The most articles that are told for a pair.
    pub articles: usize,
}

/// What makes two persons named together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// The same article names them.
    Article,
    /// The same sentence names them. The articles are read, up to 20,000 of them.
    Sentence,
}

/// Persons and who of them is named together.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// How many articles were looked at.
    pub total: u64,
    /// How many origins these have; none of more than 6,000 articles.
    pub origins: Option<Origins>,
    /// The persons of the edges, those in most articles first.
    pub nodes: Vec<Node>,
    /// The pairs, those in most articles first.
    pub edges: Vec<Edge>,
    /// How many pairs there are of at least as many articles as asked for, whether given or
    /// not.
    pub pairs: u64,
    /// Whether all articles were looked at.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The spelling that most of the articles use.
    pub name: String,
    /// How many of the articles name the person.
    pub articles: u64,
}

/// Two persons who are named together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The numbers of the persons among the nodes, the one in more articles first.
    pub persons: [usize; 2],
    /// How many articles name them together.
    pub articles: u64,
    /// How many origins these have, where that was counted: copies of one report count once.
    pub origins: Option<u64>,
    /// Some of these, the first published first.
    pub shown: Vec<ArticleId>,
}

/// The most persons that are taken up: half a million pairs are some twenty megabytes.
const MOST_PERSONS: usize = 1_000;
/// The most articles that are read to look at their sentences.
const MOST_READ: usize = 20_000;

impl Archive {
    /// The persons whom the articles of a question name together.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn network(&self, request: &NetworkRequest) -> Result<Network> {
        let mut prepared = self.prepare(&request.search)?;
        let query = self.compile(&prepared, Purpose::Match);
        let found = self.engine(self.searcher.search(&*query, &DocSetCollector))?;
        let total = found.len() as u64;
        let mut documents: Vec<DocAddress> = found.into_iter().collect();
        documents.sort_unstable();
        if request.together == Together::Sentence && documents.len() > MOST_READ {
            documents.truncate(MOST_READ);
            prepared.notes.push(format!(
                "of {total} articles only {MOST_READ} were read; narrow the question"
            ));
        }
        let (persons, of) = self.persons_by_document(&documents, MOST_PERSONS)?;
        if of.total > persons.len() as u64 {
            prepared.notes.push(format!(
                "of {} persons the {} in most articles were looked at",
                of.total,
                persons.len()
            ));
        }
        let centre = self.centre(request, &persons)?;
        let walk = Walk { archive: self, documents: &documents, persons: &persons, of: &of };
        let mut pairs = Pairs::default();
        let mut add = |named: &[usize]| pairs.add(named, centre.as_ref());
        walk.go(request.together, &mut |_, named| add(named))?;
        let (best, pairs) = pairs.best(request.least, request.search.limit, &persons);
        let mut evidence = Evidence::new(&best, request.articles);
        let origins = self.origins_of(&documents)?;
        let dates = self.publication_codes()?;
        walk.go(request.together, &mut |address, named| {
            let family = origins.as_ref().and_then(|origins| origins.family(address));
            evidence.add(named, || dates.of(address), address, family);
        })?;
        let origins = origins.map(|origins| origins.all());
        let (nodes, mut edges) = self.drawn(&persons, best, &evidence)?;
        if origins.is_some() {
            let counts = evidence.origins();
            edges.iter_mut().zip(counts).for_each(|(edge, count)| edge.origins = Some(count));
        }
        let (extent, notes) = (prepared.watch.extent(), prepared.notes.into_list());
        Ok(Network { total, origins, nodes, edges, pairs, extent, notes })
    }

    /// The persons one of whom has to be in a pair; none when anybody may be.
    fn centre(
        &self,
        request: &NetworkRequest,
        persons: &[PersonCount],
    ) -> Result<Option<FxHashSet<usize>>> {
        if request.persons.is_empty() {
            return Ok(None);
        }
        let mut centre = FxHashSet::default();
        for asked in &request.persons {
            let Ok(asked) = PersonName::parse(asked) else { continue };
            let meant = self.meant_by(&asked, persons)?;
            centre.extend(meant);
        }
        Ok(Some(centre))
    }

    /// The numbers of the persons meant by a name: of one part everybody who is called so, of
    /// several the one person.
    fn meant_by(&self, asked: &PersonName, persons: &[PersonCount]) -> Result<Vec<usize>> {
        let parts: Vec<&str> = asked.part_keys().collect();
        let has_part = |name: &String| {
            let name = PersonName::parse(name);
            name.is_ok_and(|name| name.part_keys().any(|part| parts.contains(&part)))
        };
        let own: FxHashSet<String> = match parts.len() {
            1 => FxHashSet::default(),
            _ => {
                let members = self.identity(asked)?.members.into_iter();
                members.map(|member| member.name.as_str().to_owned()).collect()
            }
        };
        let is_meant = |person: &PersonCount| match parts.len() {
            1 => person.spellings.iter().any(has_part),
            _ => person.spellings.iter().any(|name| own.contains(name)),
        };
        let meant = persons.iter().enumerate().filter(|(_, person)| is_meant(person));
        Ok(meant.map(|(number, _)| number).collect())
    }

    /// The pairs by the numbers of those who are in one.
    fn drawn(
        &self,
        persons: &[PersonCount],
        best: Vec<(Pair, u64)>,
        evidence: &Evidence,
    ) -> Result<(Vec<Node>, Vec<Edge>)> {
        let mut numbers: Vec<usize> = best
            .iter()
            .flat_map(|(Pair(one, other), _)| [*one as usize, *other as usize])
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let node = |&number: &usize| Node {
            name: persons[number].name.clone(),
            articles: persons[number].articles,
        };
        let nodes = numbers.iter().map(node).collect();
        let of = |number: u32| numbers.partition_point(|&known| known < number as usize);
        let shown = evidence.articles();
        let edges = best.into_iter().zip(shown).map(|((Pair(one, other), articles), shown)| {
            let ids = shown.into_iter().map(|address| Ok(self.listed_at(address)?.id));
            let shown = ids.collect::<Result<Vec<ArticleId>>>()?;
            Ok(Edge { persons: [of(one), of(other)], articles, origins: None, shown })
        });
        Ok((nodes, edges.collect::<Result<Vec<Edge>>>()?))
    }
}

/// The articles, to be gone through more than once.
struct Walk<'w> {
    archive: &'w Archive,
    documents: &'w [DocAddress],
    persons: &'w [PersonCount],
    of: &'w PersonsOf,
}

/// Hears of an article, and of the numbers of persons named together in it, in order.
type Visit<'v> = dyn FnMut(DocAddress, &[usize]) + 'v;

impl Walk<'_> {
    /// Shows what is named together; of sentences each, one after the other, so that an
    /// article may come several times in a row.
    fn go(&self, together: Together, visit: &mut Visit<'_>) -> Result<()> {
        match together {
            Together::Article => {
                self.archive.for_each_document(self.documents, self.persons, self.of, visit);
                Ok(())
            }
            Together::Sentence => self.sentences(visit),
        }
    }
}
