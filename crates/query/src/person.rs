//! All there is to say of one person in an archive.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_model::{ArticleId, PartialDate, PersonName, Published, fold};
use dateline_schema::DateCode;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;

use crate::Result;
use crate::archive::Archive;
use crate::compile::{Compiler, Purpose};
use crate::docs::Docs;
use crate::facet::{Facet, PersonCount};
use crate::identity::{Identity, MOST_PARTS, Member, NameReason, Reason, shares_surname};
use crate::notice::NO_ARTICLES;
use crate::overrides::is_printed_alike;
use crate::plan::Plan;
use crate::planner::Planner;
use crate::syntax::{DateMatch, Quoting};

/// Who is asked for, and how much of the answer is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRequest {
    /// The name, or a part of it.
    pub name: String,
    /// The most articles to list.
    pub articles: usize,
    /// The most names to give beside the person, and of those that are not the person.
    pub names: usize,
}

/// What an archive has of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonAnswer {
    /// The spelling that most articles use; as asked when nobody was found.
    pub name: String,
    /// How many articles name the person.
    pub total: u64,
    /// The spellings, the most frequent first; none when nobody was found.
    pub spellings: Vec<SpellingCount>,
    /// The first and the last publication date of the articles.
    pub published: Option<(PartialDate, PartialDate)>,
    /// The articles, the latest first.
    pub articles: Vec<NamedArticle>,
    /// Who is named beside the person, and in how many of the articles.
    pub beside: Vec<Facet>,
    /// Whose names are near, the nearest first, and why they are not the person. When
    /// nobody was found, who may have been meant.
    pub others: Vec<NearName>,
    /// What the asker should know of how the question was read.
    pub notes: Vec<String>,
}

/// A spelling of a person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellingCount {
    /// As printed.
    pub name: String,
    /// In how many articles.
    pub articles: u64,
    /// Why it is the person's.
    pub reasons: Vec<Reason>,
}

/// A name that is near to a person's and not the person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearName {
    /// In its most frequent spelling.
    pub name: String,
    /// In how many articles.
    pub articles: u64,
    /// In how many of them the person is named too.
    pub together: u64,
    /// Why it is another's.
    pub reasons: Vec<Reason>,
}

/// An article that names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedArticle {
    /// Its id.
    pub id: ArticleId,
    /// Its title; empty when it has none.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it appeared, and how that is known.
    pub published: Option<Published>,
    /// The spellings in it.
    pub spellings: Vec<String>,
}

impl PersonRequest {
    /// Ten articles and ten names of each kind.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), articles: 10, names: 10 }
    }
}

impl Archive {
    /// Gathers what the archive has of a person.
    ///
    /// A name of one part is read as the person of that part whom most articles name; the
    /// notes name the others.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn person(&self, request: &PersonRequest) -> Result<PersonAnswer> {
        let mut notes = Vec::new();
        if self.is_empty()? {
            notes.push(NO_ARTICLES.to_owned());
        }
        match self.identity_asked(&request.name, &mut notes)? {
            None => Ok(PersonAnswer::nobody(&request.name, Vec::new(), notes)),
            Some((asked, identity)) if identity.members.is_empty() => {
                self.nobody(&asked, &identity, request.names, notes)
            }
            Some((_, identity)) => self.described(&identity, request, notes),
        }
    }

    /// Who is meant by a name as typed; none for what is no name, or never a person. A name
    /// of one part is the person of that part whom most articles name; the notes name the
    /// others.
    pub(crate) fn identity_asked(
        &self,
        name: &str,
        notes: &mut Vec<String>,
    ) -> Result<Option<(PersonName, Identity)>> {
        let Ok(asked) = PersonName::parse(name) else {
            notes.push(format!("“{name}” is no name"));
            return Ok(None);
        };
        if self.overrides().is_never_person(name) {
            notes.push(format!("“{name}” is never a person, the overrides say"));
            return Ok(None);
        }
        let identity = match asked.part_keys().count() {
            1 => match self.most_named(&asked, notes)? {
                Some(whole) => self.identity(&whole)?,
                None => self.single(&asked)?,
            },
            _ => self.identity(&asked)?,
        };
        if identity.is_bounded {
            notes.push("more names are like this one than are looked at".to_owned());
        }
        if !identity.fits.is_empty() {
            let fits: Vec<&str> = identity.fits.iter().map(PersonName::as_str).collect();
            notes.push(format!("“{name}” fits {}", fits.join(" and ")));
        }
        Ok(Some((asked, identity)))
    }

    /// The whole name of the person whom most articles name by this part; none when it is
    /// never more than the part.
    fn most_named(&self, part: &PersonName, notes: &mut Vec<String>) -> Result<Option<PersonName>> {
        let persons = self.with_part(part, 4)?;
        let Some((first, rest)) = persons.split_first() else { return Ok(None) };
        if !rest.is_empty() {
            let shown = |person: &PersonCount| format!("{} ({})", person.name, person.articles);
            let all: Vec<String> = persons.iter().map(shown).collect();
            notes.push(format!(
                "“{part}” may be {}; this is the one whom most articles name",
                all.join(", ")
            ));
        }
        let name = PersonName::parse(&first.name).ok();
        Ok(name.filter(|name| name.part_keys().count() > 1))
    }

    /// The persons with this part in their name, the most frequent first.
    fn with_part(&self, part: &PersonName, limit: usize) -> Result<Vec<PersonCount>> {
        let mut planner = Planner::new(self, DateMatch::Overlaps);
        let plan = planner.person(part.as_str(), Quoting::Bare)?;
        let row: Vec<String> = part.part_keys().map(str::to_owned).collect();
        let rows = match &plan {
            Plan::PersonParts(parts) => parts.rows.clone(),
            _ => vec![row],
        };
        let compiler = Compiler { fields: &self.fields, purpose: Purpose::Match };
        let query = compiler.compile(&plan);
        let collector = tantivy::collector::DocSetCollector;
        let found = self.engine(self.searcher.search(&*query, &collector))?;
        let mut documents: Vec<DocAddress> = found.into_iter().collect();
        documents.sort_unstable();
        let has_part = |name: &str| {
            let name = PersonName::parse(name);
            name.is_ok_and(|name| rows.iter().any(|row| crate::suppress::holds(&name, row)))
        };
        let mut persons = self.persons_named(&documents, limit, has_part)?.persons;
        persons.truncate(limit);
        Ok(persons)
    }

    /// The identity of a name that is always a single part.
    fn single(&self, name: &PersonName) -> Result<Identity> {
        let near = self.identity(name)?;
        // A single part says so little that only the same letters count, or the user's word.
        let is_overridden = self.overrides().parts_same_as(name.key()).next().is_some();
        let is_it = |member: &Member| {
            is_overridden
                || member.reasons.contains(&Reason::Overridden)
                || is_printed_alike(member.name.as_str(), name.as_str())
        };
        let members = near.members.into_iter().filter(is_it).collect();
        Ok(Identity { members, others: Vec::new(), ..near })
    }

    fn nobody(
        &self,
        asked: &PersonName,
        identity: &Identity,
        names: usize,
        notes: Vec<String>,
    ) -> Result<PersonAnswer> {
        let none = Docs::none(self);
        let mut others = self.near_names(asked, &identity.others, &none, names)?;
        let parts = asked.part_keys().filter(|part| part.chars().count() > 1);
        let parts: BTreeSet<&str> = parts.take(MOST_PARTS).collect();
        for part in parts {
            self.add_with_part(part, NameReason::SinglePart, names, &mut others)?;
        }
        if others.is_empty() {
            for part in asked.as_str().split_whitespace().take(MOST_PARTS) {
                for near in self.nearest_name_parts(&fold(part))? {
                    self.add_with_part(&near, NameReason::NearSpelling, names, &mut others)?;
                }
            }
        }
        others.truncate(names);
        Ok(PersonAnswer::nobody(asked.as_str(), others, notes))
    }

    /// Adds the persons with this part in their name, the most frequent first.
    fn add_with_part(
        &self,
        part: &str,
        reason: NameReason,
        limit: usize,
        others: &mut Vec<NearName>,
    ) -> Result<()> {
        let Ok(part) = PersonName::parse(part) else { return Ok(()) };
        for person in self.with_part(&part, limit)? {
            let is_known = others.iter().any(|other| person.spellings.contains(&other.name));
            if !is_known {
                let PersonCount { name, articles, .. } = person;
                let reasons = vec![Reason::Names(reason)];
                others.push(NearName { name, articles, together: 0, reasons });
            }
        }
        Ok(())
    }

    fn described(
        &self,
        identity: &Identity,
        request: &PersonRequest,
        mut notes: Vec<String>,
    ) -> Result<PersonAnswer> {
        let docs = identity.docs(self)?;
        notes.extend(self.only_surname(identity, &docs)?);
        let meant = self.docs_that_mean(identity.members.iter().map(|member| &member.name))?;
        let mut spellings = Vec::with_capacity(identity.members.len());
        let mut by_spelling = Vec::with_capacity(identity.members.len());
        for member in &identity.members {
            let docs = self.docs_of_names([&member.name])?;
            let name = member.name.as_str().to_owned();
            let (articles, reasons) = (docs.len(), member.reasons.clone());
            if articles > 0 {
                spellings.push(SpellingCount { name: name.clone(), articles, reasons });
                by_spelling.push((name, docs));
            }
        }
        spellings.sort_by_key(|spelling| Reverse(spelling.articles));
        let name = spellings.first().map_or_else(String::new, |first| first.name.clone());
        let dated = self.dated(&docs)?;
        let published = dated.iter().filter_map(|(code, _)| DateCode(*code).date());
        let published = published.fold(None, |span: Option<(PartialDate, PartialDate)>, date| {
            let (first, last) = span.unwrap_or((date, date));
            let first = if date.first() < first.first() { date } else { first };
            Some((first, if date.last() > last.last() { date } else { last }))
        });
        Ok(PersonAnswer {
            name,
            total: docs.len(),
            spellings,
            published,
            articles: self.named_articles(dated, request.articles, &by_spelling)?,
            beside: self.beside(&docs, &identity.members, request.names)?,
            others: self.near_names(&identity.name, &identity.others, &meant, request.names)?,
            notes,
        })
    }

    /// A note on the articles that name nobody in full and somebody by this surname.
    fn only_surname(&self, identity: &Identity, docs: &Docs) -> Result<Option<String>> {
        let Some((_, last)) = identity.name.as_str().rsplit_once(' ') else { return Ok(None) };
        let Ok(last) = PersonName::parse(last) else { return Ok(None) };
        let alike = self.printed_alike(&last)?;
        let bare = self.docs_that_mean(&alike)?;
        let more = bare.len() - bare.shared(docs);
        let number = match more {
            0 => return Ok(None),
            1 => "1 more article names".to_owned(),
            more => format!("{more} more articles name"),
        };
        Ok(Some(format!(
            "{number} only “{last}”; same = [[\"{last}\", \"{}\"]] in entities.toml counts such \
             articles too",
            identity.name
        )))
    }

    /// The articles with their publication dates; 0 for none.
    fn dated(&self, docs: &Arc<Docs>) -> Result<Vec<(u64, DocAddress)>> {
        let addresses: Vec<DocAddress> = docs.iter().collect();
        let mut dated = Vec::with_capacity(addresses.len());
        for of_segment in addresses.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let segment = self.searcher.segment_reader(of_segment[0].segment_ord);
            let column = self.numbers(segment, self.fields.published_code)?;
            dated.extend(of_segment.iter().map(|a| (column.first(a.doc_id).unwrap_or(0), *a)));
        }
        Ok(dated)
    }

    fn named_articles(
        &self,
        mut dated: Vec<(u64, DocAddress)>,
        limit: usize,
        spellings: &[(String, Docs)],
    ) -> Result<Vec<NamedArticle>> {
        // Equal dates are put in order by id below, among those that are given.
        dated.sort_unstable_by_key(|&(code, address)| (Reverse(code), address));
        let mut articles = dated
            .into_iter()
            .take(limit)
            .map(|(code, address)| {
                let hit = self.listed_at(address)?;
                let of_article = spellings.iter().filter(|(_, docs)| docs.contains(address));
                let named = NamedArticle {
                    id: hit.id,
                    title: hit.title,
                    outlet: hit.outlet,
                    published: hit.published,
                    spellings: of_article.map(|(name, _)| name.clone()).collect(),
                };
                Ok((code, named))
            })
            .collect::<Result<Vec<_>>>()?;
        articles.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
        Ok(articles.into_iter().map(|(_, article)| article).collect())
    }

    /// Who else is named in the articles.
    fn beside(&self, docs: &Docs, members: &[Member], limit: usize) -> Result<Vec<Facet>> {
        let documents: Vec<DocAddress> = docs.iter().collect();
        let own: FxHashSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
        let others = self.persons_named(&documents, limit, |name| !own.contains(name))?.persons;
        let facets = others.into_iter().map(|p| Facet::new(p.name, p.articles));
        Ok(facets.take(limit).collect())
    }

    /// The names that are not the person's, those of one key together.
    fn near_names(
        &self,
        name: &PersonName,
        others: &[Member],
        docs: &Docs,
        limit: usize,
    ) -> Result<Vec<NearName>> {
        let mut by_key: Vec<(&str, Vec<&Member>)> = Vec::new();
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        let mut others: Vec<&Member> =
            others.iter().filter(|member| is_near(name, member)).collect();
        others.sort_by(|a, b| nearness(b).total_cmp(&nearness(a)));
        for member in others {
            let number = *numbers.entry(member.name.key()).or_insert_with(|| {
                by_key.push((member.name.key(), Vec::new()));
                by_key.len() - 1
            });
            by_key[number].1.push(member);
        }
        let mut near = Vec::new();
        for (_, members) in by_key.into_iter().take(limit) {
            let of_name = self.docs_that_mean(members.iter().map(|member| &member.name))?;
            let Some(most) = members.iter().max_by_key(|member| member.weight) else { continue };
            let (articles, together) = (of_name.len(), of_name.shared(docs));
            let mut reasons = most.reasons.clone();
            reasons.retain(|reason| !matches!(reason, Reason::NamedTogether(_)));
            if together > 0 {
                reasons.push(Reason::NamedTogether(together));
            }
            reasons.sort_by_key(|&reason| Reverse(strength(reason)));
            if articles > 0 {
                let name = most.name.as_str().to_owned();
                near.push(NearName { name, articles, together, reasons });
            }
        }
        Ok(near)
    }
}

/// Whether a name that is not the person's could be taken for it.
fn is_near(name: &PersonName, member: &Member) -> bool {
    if member.reasons.contains(&Reason::Overridden) {
        return true;
    }
    shares_surname(name, &member.name)
        && !member.reasons.iter().any(|reason| {
            let Reason::Names(reason) = reason else { return false };
            // A bare surname is nobody in particular.
            matches!(
                reason,
                NameReason::OtherFamilyName | NameReason::NothingShared | NameReason::SinglePart
            )
        })
}

/// How much a reason says against one person.
fn strength(reason: Reason) -> (u8, Option<NameReason>) {
    match reason {
        Reason::Overridden => (3, None),
        Reason::NamedTogether(_) => (2, None),
        Reason::Names(reason) => (1, Some(reason)),
        Reason::FitsOthers => (1, None),
        Reason::AsAsked => (0, None),
    }
}

/// How much a name that is not the person's deserves to be told of: the more alike and the
/// more often named, the more.
fn nearness(member: &Member) -> f64 {
    f64::from(member.score) * (1.0 + (member.weight as f64).ln_1p())
}

impl PersonAnswer {
    fn nobody(asked: &str, others: Vec<NearName>, notes: Vec<String>) -> Self {
        Self {
            name: asked.to_owned(),
            total: 0,
            spellings: Vec::new(),
            published: None,
            articles: Vec::new(),
            beside: Vec::new(),
            others,
            notes,
        }
    }
}
