//! The names of an article to its mentions: who is meant by each name of a person, and which
//! place by each name of a place.

use dateline_model::{ByteSpan, Confidence, Entity, Mention, PersonName, PlaceId};

use crate::lexicon::Traits;
use crate::passage::{Passage, Style};
use crate::person::{Identity, Introduced, Part, PersonId, Rank};
use crate::place::{self, Background, NamedPlaces};
use crate::tagger::{Class, Name};
use crate::token::Shape;
use crate::vocabulary::Vocabulary;

/// How many tokens before a name are searched for a word of kinship.
const RELATION_REACH: usize = 8;

/// How sure a name is that only the rest of the article says is one.
const OVERLOOKED: Confidence = Confidence::hundredths(60);

/// Words that are surnames too, but mostly something else.
const NO_SURNAMES: Traits = Traits::COMMON
    .or(Traits::FUNCTION)
    .or(Traits::CALENDAR)
    .or(Traits::TITLE)
    .or(Traits::ORGANISATION_HEAD)
    .or(Traits::PLACE_HEAD)
    .or(Traits::PEOPLE)
    .or(Traits::DEMONYM);

/// A text of an article with the names in it.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) passage: &'a Passage<'a>,
    pub(crate) names: &'a [Name],
}

/// The mentions in these texts of one article, of which the earlier ones introduce names to
/// the later.
pub(crate) fn mentions(
    texts: &[Named<'_>],
    vocabulary: &Vocabulary,
    dateline: Option<&str>,
) -> Vec<Mention> {
    let mut people = People::of(texts, vocabulary);
    let mut mentions = Vec::new();
    for text in texts {
        let mut names = text.names.to_vec();
        names.extend(people.overlooked(*text));
        names.sort_by_key(|name| name.start);
        mentions.extend(names.iter().filter_map(|name| people.mention(*text, name)));
    }
    let demonyms = demonyms(texts, vocabulary);
    let background = Background { demonyms: &demonyms, dateline, home: None };
    resolve_places(&mut mentions, texts, vocabulary, background);
    mentions
}

/// Who is who in an article.
struct People<'a> {
    identity: Identity<'a>,
    vocabulary: &'a Vocabulary,
}

impl<'a> People<'a> {
    /// Full names make the people; a single name is one of them, or somebody by itself.
    fn of(texts: &[Named<'a>], vocabulary: &'a Vocabulary) -> Self {
        let mut people = Self { identity: Identity::default(), vocabulary };
        for text in texts {
            for (start, end) in persons(*text) {
                people.introduce_full(text.passage, start, end);
            }
        }
        for text in texts {
            for (start, end) in persons(*text) {
                people.introduce_single(text.passage, start, end);
            }
        }
        people.identity.settle();
        people
    }

    fn introduce_full(&mut self, passage: &'a Passage<'a>, start: usize, end: usize) {
        let parts = self.parts(passage, start, end);
        if parts.len() > 1 {
            let printed = passage.slice(after_title(passage, start, end), end);
            self.identity.introduce(&parts, printed, introduced(passage, start));
        }
    }

    fn introduce_single(&mut self, passage: &'a Passage<'a>, start: usize, end: usize) {
        let parts = self.parts(passage, start, end);
        if let [part] = parts.as_slice()
            && self.identity.bare(part.key).is_none_or(|(_, rank)| rank == Rank::Middle)
        {
            let printed = passage.slice(after_title(passage, start, end), end);
            self.identity.introduce(&parts, printed, Introduced::AsSubject);
        }
    }

    /// Surnames of the article's people that stand by themselves where no name was found, as
    /// in headings.
    fn overlooked(&self, text: Named<'_>) -> Vec<Name> {
        let passage = text.passage;
        let mut names = text.names.iter().peekable();
        let mut found = Vec::new();
        for at in (0..passage.len()).filter(|&at| passage.is_capital(at)) {
            while names.next_if(|name| name.end <= at).is_some() {}
            let is_named = names.peek().is_some_and(|name| name.start <= at);
            if !is_named && self.is_surname(passage, at) {
                let (class, confidence) = (Class::Person, OVERLOOKED);
                found.push(Name { start: at, end: at + 1, class, confidence });
            }
        }
        found
    }

    /// Whether the word at `at` is the surname of one of the article's people and no word
    /// beside it is a part of the same name.
    fn is_surname(&self, passage: &Passage<'_>, at: usize) -> bool {
        let is_spelled = match passage.shape(at) {
            Some(Shape::Capital) => true,
            Some(Shape::Upper) => passage.style(at) != Style::Sentence,
            _ => false,
        };
        let stands_alone = passage.style(at) != Style::Sentence
            || !(passage.is_joined(at) && passage.is_capital(at - 1)
                || passage.is_joined(at + 1) && passage.is_capital(at + 1));
        let key = || passage.name(at, self.vocabulary).and_then(|name| name.key);
        is_spelled
            && stands_alone
            && !passage.traits(at).has(NO_SURNAMES)
            && key().is_some_and(|key| self.identity.is_surname(key))
    }

    fn mention(&mut self, text: Named<'_>, name: &Name) -> Option<Mention> {
        let span = ByteSpan::new(text.passage.token(name.start)?.start, end_of(text, name)?);
        let entity = match name.class {
            _ if place::is_agency(text.passage.text, span) => Entity::Organisation,
            Class::Person => Entity::Person(self.person(text.passage, name.start, name.end)?),
            Class::Place => Entity::Place(None),
            Class::Organisation => Entity::Organisation,
            Class::Other => return None,
        };
        let section = text.passage.section;
        Some(Mention { section, span, entity, confidence: name.confidence })
    }

    /// The fullest name of who is meant by these words.
    fn person(&mut self, passage: &Passage<'_>, start: usize, end: usize) -> Option<PersonName> {
        let parts = self.parts(passage, start, end);
        let id = match parts.as_slice() {
            [part] => self.identity.bare(part.key).map(|(id, _)| id),
            parts => self.identity.named(parts).or_else(|| self.hyphenated(parts)),
        };
        self.identity.mention(id?);
        self.identity.name(id?).cloned()
    }

    /// The person who has all of these parts, as "Tache-Green" has.
    fn hyphenated(&self, parts: &[Part]) -> Option<PersonId> {
        let mut owners = parts.iter().map(|part| self.identity.bare(part.key).map(|(id, _)| id));
        let first = owners.next()??;
        owners.all(|owner| owner == Some(first)).then_some(first)
    }

    /// The parts of a name: its words without the title.
    fn parts(&self, passage: &Passage<'_>, start: usize, end: usize) -> Vec<Part> {
        let part = |at| {
            let key = passage.name(at, self.vocabulary).and_then(|name| name.key);
            let key = key.or_else(|| self.vocabulary.part_key(passage.word(at)?))?;
            let is_initial = matches!(passage.shape(at), Some(Shape::Initial | Shape::Dotted));
            Some(Part { key, is_initial })
        };
        (after_title(passage, start, end)..end).filter_map(part).collect()
    }
}

/// One past the last byte of a name: after the full stop of the abbreviation that a place
/// ends with ("Ky.").
fn end_of(text: Named<'_>, name: &Name) -> Option<usize> {
    let at = name.end - 1;
    let end = text.passage.token(at)?.end;
    let is_short = name.class == Class::Place && is_abbreviated(text.passage, at);
    Some(if is_short { end + 1 } else { end })
}

/// Whether the word at `at` is an abbreviation with its full stop.
fn is_abbreviated(passage: &Passage<'_>, at: usize) -> bool {
    let has_stop = |end: usize| passage.text[end..].starts_with('.');
    passage.traits(at).has(Traits::ABBREVIATION)
        && passage.token(at).is_some_and(|token| has_stop(token.end))
}

/// The names of persons in a text, as ranges of tokens.
fn persons(text: Named<'_>) -> impl Iterator<Item = (usize, usize)> {
    let is_person = |name: &&Name| name.class == Class::Person;
    text.names.iter().filter(is_person).map(|name| (name.start, name.end))
}

/// Where a name begins after the titles before it: at its last word at the latest.
fn after_title(passage: &Passage<'_>, start: usize, end: usize) -> usize {
    let names = Traits::GIVEN.or(Traits::SURNAME).or(Traits::GIVEN_OR_WORD);
    let is_title = |&at: &usize| {
        let traits = passage.traits(at);
        // "Sen" is a surname, "Sen." is none.
        traits.has(Traits::TITLE) && (!traits.has(names) || is_abbreviated(passage, at))
    };
    start + (start..end - 1).take_while(is_title).count()
}

/// Whether the name that begins at `start` enters the story by way of another.
fn introduced(passage: &Passage<'_>, start: usize) -> Introduced {
    for at in (start.saturating_sub(RELATION_REACH)..start).rev() {
        let ends = matches!(passage.shape(at), Some(Shape::Stop | Shape::Comma));
        if !passage.is_joined(at + 1) || ends {
            break;
        }
        if passage.traits(at).has(Traits::RELATION) {
            return Introduced::ByAnother;
        }
    }
    Introduced::AsSubject
}

/// The countries whose demonyms the texts use, once for each use.
fn demonyms(texts: &[Named<'_>], vocabulary: &Vocabulary) -> Vec<PlaceId> {
    let of_text = |text: &Named<'_>| {
        let passage = text.passage;
        let capitals = (0..passage.len())
            .filter(|&at| passage.is_capital(at) && passage.traits(at).has(Traits::DEMONYM));
        capitals.filter_map(|at| passage.name(at, vocabulary)?.demonym).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of_text).collect()
}

/// Says of each place which one of the gazetteer it is, as far as that is sure.
fn resolve_places(
    mentions: &mut [Mention],
    texts: &[Named<'_>],
    vocabulary: &Vocabulary,
    background: Background<'_>,
) {
    let is_place = |mention: &Mention| matches!(mention.entity, Entity::Place(_));
    let spans = |text: &Named<'_>| {
        let own = |mention: &&Mention| is_place(mention) && mention.section == text.passage.section;
        mentions.iter().filter(own).map(|mention| mention.span).collect::<Vec<_>>()
    };
    let spans: Vec<Vec<ByteSpan>> = texts.iter().map(spans).collect();
    let named: Vec<NamedPlaces<'_>> = texts
        .iter()
        .zip(&spans)
        .map(|(text, spans)| NamedPlaces { text: text.passage.text, spans })
        .collect();
    let meanings = place::resolve(vocabulary, &named, background);
    for (text, meanings) in texts.iter().zip(meanings) {
        let own =
            |mention: &&mut Mention| is_place(mention) && mention.section == text.passage.section;
        for (mention, meaning) in mentions.iter_mut().filter(own).zip(meanings) {
            if let Some(meaning) = meaning {
                mention.entity = Entity::Place(vocabulary.place(meaning.entry.id));
                let sure = Confidence::hundredths(meaning.confidence);
                mention.confidence = mention.confidence.min(sure);
            }
        }
    }
}
