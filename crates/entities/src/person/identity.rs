//! Who is who within one article: the spellings of one name meet, a bare surname belongs
//! to the full name that introduced it.

use dateline_model::PersonName;
use rustc_hash::FxHashMap;

use crate::vocabulary::PartKey;

/// The most people that are looked at for one part of a name. Articles have a handful; a
/// list of a million namesakes must not take a million squared steps.
const MOST_NAMESAKES: usize = 16;

/// The number of a person within the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PersonId(usize);

/// How a name enters the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Introduced {
    /// By way of somebody else: "son of", "the late".
    ByAnother,
    /// For himself or herself.
    AsSubject,
}

/// A part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// The key under which its spellings meet.
    pub(crate) key: PartKey,
    /// Whether it is only an initial.
    pub(crate) is_initial: bool,
}

/// Where in a person's name a bare part stands, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Between others.
    Middle,
    /// First: a given name, or the family name of many in East Asia.
    First,
    /// Last.
    Last,
}

struct Person<'a> {
    parts: Vec<Part>,
    forms: Vec<Form<'a>>,
    name: Option<PersonName>,
    introduced: Introduced,
    mentions: u32,
    last_mention: u32,
}

/// A spelling of a name, and how often it was met.
struct Form<'a> {
    printed: &'a str,
    parts: usize,
    count: u32,
}

/// The people of an article.
#[derive(Default)]
pub(crate) struct Identity<'a> {
    people: Vec<Person<'a>>,
    by_name: FxHashMap<Box<[PartKey]>, PersonId>,
    by_part: FxHashMap<PartKey, Vec<PersonId>>,
    clock: u32,
}

impl<'a> Identity<'a> {
    /// Notes a full name: of a person already known, or of a new one.
    pub(crate) fn introduce(&mut self, parts: &[Part], printed: &'a str, introduced: Introduced) {
        if parts.is_empty() {
            return;
        }
        let keys: Box<[PartKey]> = parts.iter().map(|part| part.key).collect();
        let known = self.by_name.get(&keys).copied().or_else(|| self.extended(parts));
        let id = known.unwrap_or_else(|| self.add(parts, introduced));
        self.by_name.entry(keys).or_insert(id);
        let person = &mut self.people[id.0];
        person.introduced = person.introduced.max(introduced);
        person.note(printed, parts.len());
        if parts.len() > person.parts.len() {
            person.parts = parts.to_vec();
            self.list(id);
        }
    }

    /// Chooses the name of each person: the fullest, then the most frequent, then the
    /// first spelling.
    pub(crate) fn settle(&mut self) {
        for person in &mut self.people {
            let fullest = person
                .forms
                .iter()
                .enumerate()
                .max_by_key(|(at, form)| (form.parts, form.count, std::cmp::Reverse(*at)));
            person.name = fullest.and_then(|(_, form)| PersonName::parse(form.printed).ok());
        }
    }

    /// The person of a full name that was introduced.
    pub(crate) fn named(&self, parts: &[Part]) -> Option<PersonId> {
        let keys: Vec<PartKey> = parts.iter().map(|part| part.key).collect();
        self.by_name.get(keys.as_slice()).copied()
    }

    /// Who is meant by one part of a name, and which part of theirs it is.
    ///
    /// A last part before a first; who was introduced for his own sake before who came in
    /// by way of another; who was spoken of most so far, the most recent of those.
    pub(crate) fn bare(&self, key: PartKey) -> Option<(PersonId, Rank)> {
        let namesakes = self.by_part.get(&key)?.iter();
        let ranked = namesakes.filter_map(|&id| {
            let person = &self.people[id.0];
            let place = person.rank_of(key)?;
            let rank = (
                person.parts.len() > 1,
                place,
                person.introduced,
                person.mentions,
                person.last_mention,
                std::cmp::Reverse(id.0),
            );
            Some((rank, id, place))
        });
        ranked.max_by_key(|(rank, ..)| *rank).map(|(_, id, place)| (id, place))
    }

    /// Whether somebody of several names has this one last.
    pub(crate) fn is_surname(&self, key: PartKey) -> bool {
        self.by_part.get(&key).is_some_and(|namesakes| {
            namesakes.iter().any(|id| {
                let person = &self.people[id.0];
                person.parts.len() > 1 && person.rank_of(key) == Some(Rank::Last)
            })
        })
    }

    /// Notes that the text speaks of the person here.
    pub(crate) fn mention(&mut self, id: PersonId) {
        self.clock += 1;
        let person = &mut self.people[id.0];
        person.mentions += 1;
        person.last_mention = self.clock;
    }

    /// The name of the person, after [`Identity::settle`].
    pub(crate) fn name(&self, id: PersonId) -> Option<&PersonName> {
        self.people[id.0].name.as_ref()
    }

    fn add(&mut self, parts: &[Part], introduced: Introduced) -> PersonId {
        let id = PersonId(self.people.len());
        self.people.push(Person {
            parts: parts.to_vec(),
            forms: Vec::new(),
            name: None,
            introduced,
            mentions: 0,
            last_mention: 0,
        });
        self.list(id);
        id
    }

    /// Lists the person under the parts of the name.
    fn list(&mut self, id: PersonId) {
        for part in self.people[id.0].parts.iter().filter(|part| !part.is_initial) {
            let namesakes = self.by_part.entry(part.key).or_default();
            if namesakes.len() < MOST_NAMESAKES && !namesakes.contains(&id) {
                namesakes.push(id);
            }
        }
    }

    /// The person of whose name these parts are a longer or shorter form: without
    /// initials, or without what stands before or after.
    ///
    /// A name left out in the middle makes another person: Ahmad Massoud is not Ahmad
    /// Shah Massoud.
    fn extended(&self, parts: &[Part]) -> Option<PersonId> {
        if parts.len() < 2 {
            return None;
        }
        let ends = [parts.last(), parts.first()].into_iter().flatten();
        let namesakes = ends.filter_map(|part| self.by_part.get(&part.key)).flatten();
        let mut namesakes = namesakes.copied();
        namesakes.find(|id| is_same_name(&self.people[id.0].parts, parts))
    }
}

impl<'a> Person<'a> {
    fn note(&mut self, printed: &'a str, parts: usize) {
        if let Some(form) = self.forms.iter_mut().find(|form| form.printed == printed) {
            form.count += 1;
        } else if self.forms.len() < MOST_NAMESAKES {
            self.forms.push(Form { printed, parts, count: 1 });
        }
    }

    fn rank_of(&self, key: PartKey) -> Option<Rank> {
        let at = self.parts.iter().rposition(|part| part.key == key && !part.is_initial)?;
        Some(match at {
            _ if at + 1 == self.parts.len() => Rank::Last,
            0 => Rank::First,
            _ => Rank::Middle,
        })
    }
}

/// Whether one of the names is the other with more before or after it, or with initials.
fn is_same_name(one: &[Part], other: &[Part]) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if short.len() < 2 {
        return false;
    }
    let same = |one: &[Part], other: &[Part]| {
        one.iter().map(|part| part.key).eq(other.iter().map(|part| part.key))
    };
    same(short, &long[..short.len()])
        || same(short, &long[long.len() - short.len()..])
        || same_but_initials(short, long)
}

/// Whether the names agree once the initials which only one of them has are left out.
fn same_but_initials(one: &[Part], other: &[Part]) -> bool {
    let has_initial = |parts: &[Part]| parts.iter().any(|part| part.is_initial);
    if has_initial(one) && has_initial(other) {
        return false;
    }
    let whole = |parts: &[Part]| {
        let whole: Vec<PartKey> =
            parts.iter().filter(|part| !part.is_initial).map(|part| part.key).collect();
        whole
    };
    let (one, other) = (whole(one), whole(other));
    one.len() >= 2 && one == other
}
