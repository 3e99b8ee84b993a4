//! Candidates to mentions: what the whole article says of each.
//!
//! Three rounds over the candidates of both passages: full names make the people of the
//! article, places and demonyms its countries, and then every candidate, the bare
//! surnames among them, is read against both.

use dateline_gazetteer::Entry;
use dateline_model::{ByteSpan, Confidence, Entity, Mention, PersonName, PlaceId, PlaceKind};
use rustc_hash::FxHashSet;

use crate::candidates::{Candidate, Evidence, Introduction, Reader, Reading, candidates};
use crate::lexicon::Traits;
use crate::passage::{Passage, Style};
use crate::person::{Identity, Introduced, Part, PersonId, Rank};
use crate::place::{self, Background, NamedPlaces, Setting, Sighting};
use crate::token::Shape;
use crate::vocabulary::{Vocabulary, WordId};

/// How many tokens before a name are searched for a word of kinship.
const RELATION_REACH: usize = 8;

/// What an article knows of its people and places.
pub(crate) struct Labels<'a> {
    identity: Identity<'a>,
    demonyms: Vec<PlaceId>,
    name: String,
}

impl<'a> Labels<'a> {
    /// The mentions in these passages of one article, of which the earlier ones introduce
    /// names to the later.
    pub(crate) fn of(passages: &[&'a Passage<'a>], vocabulary: &'a Vocabulary) -> Vec<Mention> {
        let mut labels =
            Self { identity: Identity::default(), demonyms: Vec::new(), name: String::new() };
        let read = |passage: &&'a Passage<'a>| {
            let reader = Reader { passage, vocabulary };
            (reader, candidates(reader))
        };
        let read: Vec<_> = passages.iter().map(read).collect();
        for (reader, candidates) in &read {
            labels.introduce_full_names(*reader, candidates);
        }
        for (reader, candidates) in &read {
            labels.introduce_single_names(*reader, candidates);
        }
        labels.identity.settle();
        let noted = read.iter().map(|(reader, candidates)| labels.note_places(*reader, candidates));
        let sightings: Vec<_> = noted.collect();
        let mut mentions = Vec::new();
        for ((reader, candidates), sightings) in read.iter().zip(&sightings) {
            let seen = candidates.iter().zip(sightings);
            mentions.extend(
                seen.filter_map(|(candidate, sighting)| {
                    labels.mention(*reader, candidate, *sighting)
                }),
            );
        }
        let background = Background { demonyms: &labels.demonyms, ..Background::default() };
        resolve_places(&mut mentions, passages, vocabulary, background);
        mentions
    }

    /// Makes persons of the names of several parts.
    fn introduce_full_names(&mut self, reader: Reader<'a>, candidates: &[Candidate]) {
        for candidate in candidates {
            let Reading::Person(evidence) = candidate.reading else { continue };
            let parts = parts(reader, candidate);
            if parts.len() > 1 && is_trusted(reader, candidate, evidence) {
                let printed = reader.passage.slice(candidate.start, candidate.end);
                let introduced = introduced(reader, candidate.start);
                self.identity.introduce(&parts, printed, introduced);
            }
        }
    }

    /// Makes persons of single names that a title or their neighbours prove, where no
    /// full name has the part.
    fn introduce_single_names(&mut self, reader: Reader<'a>, candidates: &[Candidate]) {
        let namesakes = organisation_words(reader, candidates);
        for candidate in candidates {
            let is_proven = match candidate.reading {
                Reading::Person(_) => true,
                Reading::Bare(introduction) => {
                    let word = reader.passage.word(candidate.start);
                    !word.is_some_and(|word| namesakes.contains(&word))
                        && is_person_by_itself(reader, candidate.start, introduction)
                }
                _ => false,
            };
            let parts = parts(reader, candidate);
            if let [part] = parts.as_slice()
                && is_proven
                && self.identity.bare(part.key).is_none_or(|(_, rank)| rank == Rank::Middle)
            {
                let printed = reader.passage.slice(candidate.start, candidate.end);
                self.identity.introduce(&parts, printed, Introduced::AsSubject);
            }
        }
    }

    /// Collects the countries of the article, and what it says lies in what; returns what
    /// each candidate is taken for as a place.
    fn note_places(
        &mut self,
        reader: Reader<'a>,
        candidates: &[Candidate],
    ) -> Vec<Option<Sighting>> {
        for at in 0..reader.passage.len() {
            if reader.traits(at).has(Traits::DEMONYM)
                && reader.passage.is_capital(at)
                && let Some(country) =
                    reader.passage.name(at, reader.vocabulary).and_then(|name| name.demonym)
            {
                self.demonyms.push(country);
            }
        }
        let sighted = candidates.iter().map(|candidate| self.known_place(reader, candidate));
        sighted.collect()
    }

    /// The most prominent place of the candidate's name, if it is taken for a place.
    fn known_place(&mut self, reader: Reader<'a>, candidate: &Candidate) -> Option<Sighting> {
        let name_end = name_end(candidate)?;
        if name_end == candidate.start {
            return None;
        }
        let entry = if name_end == candidate.start + 1 {
            reader.passage.name(candidate.start, reader.vocabulary)?.place?
        } else {
            place::folded_name(reader, candidate.start, name_end, &mut self.name);
            reader.vocabulary.best(&self.name)?
        };
        let setting = place::setting(reader, candidate.start, candidate.end);
        let sighting = Sighting { entry, setting };
        let is_place = match candidate.reading {
            Reading::Bare(_) => place::accepts(reader, candidate.start, sighting),
            _ if candidate.end > name_end => true,
            _ => place::accepts_several(reader, candidate.start, sighting),
        };
        is_place.then_some(sighting)
    }

    fn mention(
        &mut self,
        reader: Reader<'a>,
        candidate: &Candidate,
        sighting: Option<Sighting>,
    ) -> Option<Mention> {
        let (entity, confidence) = match candidate.reading {
            Reading::Organisation => (Entity::Organisation, 80),
            Reading::Other => return None,
            Reading::Person(evidence) => self.person(reader, candidate, evidence)?,
            Reading::Place { .. } => self.place(reader, candidate, sighting)?,
            Reading::Bare(introduction) => self.bare(reader, candidate, introduction, sighting)?,
        };
        let first = reader.passage.token(candidate.start)?;
        let last = reader.passage.token(candidate.end - 1)?;
        Some(Mention {
            section: reader.passage.section,
            span: ByteSpan::new(first.start, last.end),
            entity,
            confidence: Confidence::hundredths(confidence),
        })
    }

    /// The reading of a full name, or of one after a title.
    fn person(
        &mut self,
        reader: Reader<'a>,
        candidate: &Candidate,
        evidence: Evidence,
    ) -> Option<(Entity, u8)> {
        let parts = parts(reader, candidate);
        let id = match parts.as_slice() {
            [part] => self.identity.bare(part.key).map(|(id, _)| id),
            parts => self.identity.named(parts).or_else(|| self.hyphenated(parts)),
        }?;
        let confidence = match evidence {
            Evidence::Strong => 95,
            Evidence::Fair => 80,
            Evidence::Weak => 55,
        };
        Some((Entity::Person(self.spoken_of(id)?), confidence))
    }

    /// The person who has all of these parts, as "Tache-Green" has.
    fn hyphenated(&self, parts: &[Part]) -> Option<PersonId> {
        let mut owners = parts.iter().map(|part| self.identity.bare(part.key).map(|(id, _)| id));
        let first = owners.next()??;
        owners.all(|owner| owner == Some(first)).then_some(first)
    }

    /// The reading of a single word: a person's name before a town's, unless the words
    /// around it say that something is there.
    fn bare(
        &mut self,
        reader: Reader<'a>,
        candidate: &Candidate,
        introduction: Introduction,
        sighting: Option<Sighting>,
    ) -> Option<(Entity, u8)> {
        let person = self.bare_person(reader, candidate);
        match (person, sighting) {
            (Some((id, rank)), Some(Sighting { entry, setting })) => {
                let is_name = rank == Rank::Last
                    || reader.traits(candidate.start).has(Traits::GIVEN.or(Traits::GIVEN_OR_WORD));
                let is_open = setting != Setting::Located && !is_world_known(&entry);
                let is_person = introduction != Introduction::None || is_name && is_open;
                if is_person {
                    return Some((Entity::Person(self.spoken_of(id)?), 75));
                }
                self.place(reader, candidate, sighting)
            }
            (Some((id, _)), None) => Some((Entity::Person(self.spoken_of(id)?), 90)),
            (None, Some(_)) => self.place(reader, candidate, sighting),
            (None, None) => None,
        }
    }

    /// Who is meant by a single word, if anybody.
    fn bare_person(&self, reader: Reader<'a>, candidate: &Candidate) -> Option<(PersonId, Rank)> {
        let at = candidate.start;
        let key = reader.passage.name(at, reader.vocabulary)?.key?;
        let traits = reader.traits(at);
        let is_word = traits.has(Traits::COMMON.or(Traits::FUNCTION).or(Traits::ORGANISATION_HEAD));
        let is_acronym = reader.passage.shape(at) == Some(Shape::Upper)
            && reader.passage.style(at) == Style::Sentence;
        let is_thing = is_after_article(reader, at) && !is_attribute(reader, at);
        let is_word = is_word && reader.passage.is_first(at) || is_date(reader, at);
        if is_word || is_acronym || is_thing {
            return None;
        }
        self.identity.bare(key)
    }

    /// The place of the candidate's name; which one is decided when all are known.
    fn place(
        &mut self,
        reader: Reader<'a>,
        candidate: &Candidate,
        sighting: Option<Sighting>,
    ) -> Option<(Entity, u8)> {
        let name_end = name_end(candidate)?;
        if name_end == candidate.start {
            let is_sentence = reader.passage.style(candidate.start) == Style::Sentence;
            return is_sentence.then_some((Entity::Place(None), 50));
        }
        sighting?;
        Some((Entity::Place(None), 60))
    }

    /// The name of the person, of whom the text speaks here.
    fn spoken_of(&mut self, id: PersonId) -> Option<PersonName> {
        self.identity.mention(id);
        self.identity.name(id).cloned()
    }
}

/// The words with which organisations' names begin: "Bell" is short for Bell Resources
/// there, and no person unless a full name says so.
fn organisation_words(reader: Reader<'_>, candidates: &[Candidate]) -> FxHashSet<WordId> {
    let organisations =
        candidates.iter().filter(|candidate| candidate.reading == Reading::Organisation);
    organisations.filter_map(|candidate| reader.passage.word(candidate.start)).collect()
}

/// The parts of a candidate's name: its words without the possessive.
fn parts(reader: Reader<'_>, candidate: &Candidate) -> Vec<Part> {
    (candidate.start..candidate.end)
        .filter_map(|at| {
            let key = reader.passage.name(at, reader.vocabulary).and_then(|name| name.key);
            let key = key.or_else(|| reader.vocabulary.part_key(reader.passage.word(at)?))?;
            let is_initial =
                matches!(reader.passage.shape(at), Some(Shape::Initial | Shape::Dotted));
            Some(Part { key, is_initial })
        })
        .collect()
}

/// Whether the evidence is enough where the name stands.
fn is_trusted(reader: Reader<'_>, candidate: &Candidate, evidence: Evidence) -> bool {
    let start = candidate.start;
    match evidence {
        Evidence::Strong => true,
        Evidence::Fair => !is_after_article(reader, start),
        Evidence::Weak => {
            let located = place::setting(reader, start, candidate.end) == Setting::Located;
            let apposed = reader.passage.shape(candidate.end) == Some(Shape::Comma);
            !located
                && !is_after_article(reader, start)
                && (!reader.passage.is_first(start) || apposed)
        }
    }
}

/// Whether an article stands before the word: nobody is called "the Amir".
fn is_after_article(reader: Reader<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| reader.passage.token(before));
    let is_article = before.is_some_and(|token| {
        let word = &reader.passage.text[token.start..token.end];
        matches!(word, "the" | "The" | "a" | "A" | "an" | "An")
    });
    is_article && reader.passage.is_joined(at) && !reader.passage.is_hyphened(at)
}

/// Whether a month or weekday at `at` is one, and not somebody of that name: a word of
/// grammar or a number stands beside it.
fn is_date(reader: Reader<'_>, at: usize) -> bool {
    let is_number = |at| reader.passage.shape(at) == Some(Shape::Number);
    let before = at.checked_sub(1);
    let after_grammar = before.is_some_and(|before| {
        reader.traits(before).has(Traits::FUNCTION.or(Traits::PREPOSITION)) || is_number(before)
    });
    reader.traits(at).has(Traits::CALENDAR) && (after_grammar || is_number(at + 1))
}

/// Whether the surname at `at` says of what follows whose it is: "the Biden
/// administration".
fn is_attribute(reader: Reader<'_>, at: usize) -> bool {
    let next = at + 1;
    let is_noun = reader.passage.shape(next) == Some(Shape::Lower)
        && reader.passage.is_joined(next)
        && !reader.traits(next).has(Traits::FUNCTION.or(Traits::VERB));
    is_noun && !reader.traits(at).has(Traits::COMMON.or(Traits::TITLE))
}

/// Whether a single word is a person without a full name anywhere: one that is known as a
/// name and does or has something.
fn is_person_by_itself(reader: Reader<'_>, at: usize, introduction: Introduction) -> bool {
    let traits = reader.traits(at);
    let is_name = traits.has(Traits::SURNAME.or(Traits::GIVEN));
    let others = Traits::COMMON
        .or(Traits::FUNCTION)
        .or(Traits::ORGANISATION_HEAD)
        .or(Traits::PLACE_HEAD)
        .or(Traits::PEOPLE);
    let place = reader.passage.name(at, reader.vocabulary).and_then(|name| name.place);
    let is_known_place = place.is_some_and(|place| is_world_known(&place));
    let is_capital = reader.passage.shape(at) == Some(Shape::Capital);
    let acts = reader.traits(at + 1).has(Traits::VERB) && reader.passage.is_joined(at + 1)
        || at > 0 && reader.traits(at - 1).has(Traits::VERB) && reader.passage.is_joined(at);
    let owns = reader.passage.shape(at + 1) == Some(Shape::Possessive);
    let leads = traits.has(Traits::SURNAME)
        && place.is_none()
        && is_after_article(reader, at)
        && is_attribute(reader, at);
    is_capital
        && is_name
        && !traits.has(others)
        && !is_known_place
        && reader.passage.style(at) == Style::Sentence
        && (acts || owns || leads || introduction != Introduction::None)
}

/// Whether a place is so well known that its bare name means it.
fn is_world_known(place: &Entry) -> bool {
    match place.kind {
        PlaceKind::Country | PlaceKind::WorldRegion => true,
        _ => place.population >= 3_000_000,
    }
}

/// Whether the name that begins at `start` enters the story by way of another.
fn introduced(reader: Reader<'_>, start: usize) -> Introduced {
    let before = start.saturating_sub(RELATION_REACH)..start;
    for at in before.rev() {
        if !reader.passage.is_joined(at + 1)
            || matches!(reader.passage.shape(at), Some(Shape::Stop | Shape::Comma))
        {
            break;
        }
        if reader.traits(at).has(Traits::RELATION) {
            return Introduced::ByAnother;
        }
    }
    Introduced::AsSubject
}

/// Where the part of the candidate ends that the gazetteer may know.
fn name_end(candidate: &Candidate) -> Option<usize> {
    match candidate.reading {
        Reading::Place { name_end } => Some(name_end),
        Reading::Bare(_) => Some(candidate.end),
        _ => None,
    }
}

/// Says which places the names of places mean.
fn resolve_places(
    mentions: &mut [Mention],
    passages: &[&Passage<'_>],
    vocabulary: &Vocabulary,
    background: Background<'_>,
) {
    let is_place = |mention: &Mention| matches!(mention.entity, Entity::Place(_));
    let spans = |passage: &&Passage<'_>| {
        let own = |mention: &&Mention| is_place(mention) && mention.section == passage.section;
        mentions.iter().filter(own).map(|mention| mention.span).collect::<Vec<_>>()
    };
    let spans: Vec<Vec<ByteSpan>> = passages.iter().map(spans).collect();
    let named: Vec<NamedPlaces<'_>> = passages
        .iter()
        .zip(&spans)
        .map(|(passage, spans)| NamedPlaces { text: passage.text, spans })
        .collect();
    let meanings = place::resolve(vocabulary, &named, background);
    for (passage, meanings) in passages.iter().zip(meanings) {
        let own = |mention: &&mut Mention| is_place(mention) && mention.section == passage.section;
        for (mention, meaning) in mentions.iter_mut().filter(own).zip(meanings) {
            if let Some(meaning) = meaning {
                mention.entity = Entity::Place(vocabulary.place(meaning.entry.id));
                mention.confidence = Confidence::hundredths(meaning.confidence);
            }
        }
    }
}
