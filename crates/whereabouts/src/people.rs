//! Whom a pronoun stands for, where that is certain.

use dateline_model::ByteSpan;

use crate::chunk::{Chunk, Head, Kind, Pronoun};
use crate::clause::{Clauses, Part, Somebody, is_somebody};
use crate::gender::{self, Gender};
use crate::lexicon::{noun, verb};
use crate::token::Token;
use crate::{Mention, Named, Via};

/// The persons a text has spoken of so far, as far as pronouns look back.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Those of the last sentence that spoke of any: by name, or by a pronoun that was
    /// certain.
    before: Vec<u32>,
    /// Who that sentence was about: the subject of its first verb.
    topic: Option<u32>,
    /// How many sentences ago that was.
    age: u32,
    /// The two who were last named together: "Massoud and Saleh".
    pub(crate) pair: Option<(u32, u32)>,
    /// The two of whom alone the sentence before told: "they" is them.
    fresh_pair: Option<(u32, u32)>,
    /// The two whom the title or the next sentences name.
    pub(crate) pair_ahead: Option<(u32, u32)>,
    /// Who said the words of the quotation that is open.
    pub(crate) quoted: Option<(u32, ByteSpan)>,
}

/// A person that words of a sentence stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) number: u32,
    pub(crate) span: ByteSpan,
    pub(crate) via: Via,
}

/// The people of a sentence.
pub(crate) struct People<'a, 'c> {
    pub(crate) clauses: &'a Clauses<'c>,
    pub(crate) tokens: &'a [Token],
    pub(crate) mentions: &'a [Mention],
    pub(crate) names: &'a [&'a str],
    pub(crate) memory: &'a Memory,
    /// The one person whom the title names, if it is one.
    pub(crate) in_title: Option<u32>,
    /// Who says what is quoted in the sentence.
    pub(crate) speaker: Option<Somebody>,
}

impl People<'_, '_> {
    /// Who is meant by a part of a group of nouns: one person, or the two of "both".
    pub(crate) fn persons(&self, who: Somebody) -> Vec<Person> {
        let head = self.clauses.noun(who.chunk).map(|group| group.head);
        let (pair, via) = match head {
            Some(Head::Pronoun(Pronoun::Both)) if who.part == Part::Head => {
                (self.pair_of_both(who.chunk), Via::Description)
            }
            Some(Head::Pronoun(Pronoun::They)) if who.part == Part::Head => {
                (self.pair_before(who.chunk).or(self.memory.fresh_pair), Via::Pronoun)
            }
            _ => return self.person(who).into_iter().collect(),
        };
        let words = self.clauses.chunks.get(who.chunk).and_then(|chunk| {
            let first = self.tokens.get(chunk.first)?;
            let last = self.tokens.get(chunk.end.checked_sub(1)?)?;
            Some(ByteSpan::new(first.span.start(), last.span.end()))
        });
        match pair.zip(words) {
            Some(((one, other), span)) => {
                [one, other].map(|number| Person { number, span, via }).into()
            }
            None => Vec::new(),
        }
    }

    /// The two of "both": those right before it, or those whom its sentence tells of, or else
    /// those last named together. Of two of whom one has no name it is nobody.
    fn pair_of_both(&self, both: usize) -> Option<(u32, u32)> {
        let number = |chunk: usize| {
            self.person(Somebody { chunk, part: Part::Head }).map(|person| person.number)
        };
        match self.joined_beside(both) {
            Some((one, other)) => number(one).zip(number(other)),
            None => self.told_of_before(both).or(self.memory.pair).or(self.memory.pair_ahead),
        }
    }

    /// The only two whom the sentence names before "both", where neither says something of
    /// others: "Massoud in Paris, Saleh in London, both gone from Kabul".
    fn told_of_before(&self, both: usize) -> Option<(u32, u32)> {
        let before = &self.clauses.chunks[..both];
        let is_said = |chunk: &Chunk| {
            chunk.kind == Kind::That
                || chunk.verb().is_some_and(|group| group.classes.has(verb::SAY.or(verb::BELIEVE)))
        };
        let is_somebody = |at: &usize| self.clauses.noun(*at).is_some_and(is_somebody);
        let whole = |chunk: usize| {
            self.named(Somebody { chunk, part: Part::Head }).map(|person| person.number)
        };
        let mut people = (0..both).filter(is_somebody);
        let (one, other) = (people.next().and_then(whole)?, people.next().and_then(whole)?);
        let is_all = people.next().is_none() && !before.iter().any(is_said);
        (is_all && one != other).then_some((one, other))
    }

    /// The chunks of "Massoud and Saleh" before ", both in Paris".
    fn joined_beside(&self, both: usize) -> Option<(usize, usize)> {
        let (comma, last) = (both.checked_sub(1)?, both.checked_sub(2)?);
        let (and, first) = (both.checked_sub(3)?, both.checked_sub(4)?);
        let is_joined = self.clauses.kind(comma) == Some(&Kind::Comma)
            && self.clauses.kind(and) == Some(&Kind::And)
            && [first, last].iter().all(|&at| self.clauses.noun(at).is_some());
        is_joined.then_some((first, last))
    }

    /// The two who are the subject of a verb before the chunk, where nobody else is named:
    /// "Massoud and Saleh said they were there".
    fn pair_before(&self, end: usize) -> Option<(u32, u32)> {
        let verbs = (0..self.clauses.chunks.len()).filter(|&at| self.clauses.verb(at).is_some());
        let mut pair = None;
        for subjects in verbs.map(|at| self.clauses.subjects(at)) {
            let [one, other] = subjects else { continue };
            if one.chunk >= end || other.chunk >= end {
                continue;
            }
            let (one, other) = (self.person(*one)?, self.person(*other)?);
            pair = pair.or((one.number != other.number).then_some((one.number, other.number)));
        }
        let others = self.clauses.chunks.iter().take(end).filter_map(|chunk| chunk.noun());
        let has_others = others
            .into_iter()
            .any(|group| matches!(group.head, Head::Noun(class) if class.has(noun::PEOPLE)));
        pair.filter(|_| !has_others && self.named_before(usize::MAX).len() == 2)
    }

    /// Who is meant by a part of a group of nouns.
    ///
    /// Each way of finding that asks only for plainer words than its own: "I" is a speaker
    /// who is no "I", and "he" may be whom a spokesman speaks for by name. So none leads back
    /// to itself, whatever the sentence.
    pub(crate) fn person(&self, who: Somebody) -> Option<Person> {
        match self.head(who)? {
            Head::Pronoun(Pronoun::I) => self.by_pronoun(who, self.speaker_of(who)?),
            _ => self.named_or_taken_up(who),
        }
    }

    /// The same without "I".
    fn named_or_taken_up(&self, who: Somebody) -> Option<Person> {
        match self.head(who)? {
            Head::Pronoun(Pronoun::He) => self.by_pronoun(who, self.meant(Gender::He, who)?),
            Head::Pronoun(Pronoun::She) => self.by_pronoun(who, self.meant(Gender::She, who)?),
            _ => self.named(who),
        }
    }

    /// The same for a name alone.
    fn named(&self, who: Somebody) -> Option<Person> {
        let Head::Person(mention) = self.head(who)? else { return None };
        let mention = self.mentions.get(mention)?;
        let Named::Person(number) = mention.named else { return None };
        Some(Person { number, span: mention.span, via: Via::Name })
    }

    fn head(&self, who: Somebody) -> Option<Head> {
        let group = self.clauses.noun(who.chunk)?;
        match who.part {
            Part::Head => Some(group.head),
            Part::Owner => group.owner,
        }
    }

    fn by_pronoun(&self, who: Somebody, number: u32) -> Option<Person> {
        let first = self.clauses.chunks.get(who.chunk)?.first;
        Some(Person { number, span: self.tokens.get(first)?.span, via: Via::Pronoun })
    }

    /// Whom "he" or "she" stands for.
    fn meant(&self, gender: Gender, who: Somebody) -> Option<u32> {
        let first = self.clauses.chunks.get(who.chunk)?.first;
        let here = self.tokens.get(first)?.span.start();
        let named = self.named_before(here);
        if self.has_pronoun_before_names(who.chunk, &named) {
            return self.taken_up(gender);
        }
        // A sentence that names somebody before the pronoun means one of these, if one fits;
        // else the sentence before has to tell.
        match self.one_of(&named, gender) {
            Fit::One(number) => Some(number),
            Fit::Several => self.spoken_for(who.chunk, &named),
            Fit::Nobody => self.taken_up(gender),
        }
    }

    /// Whom a pronoun takes up from the sentences before: the one whom the last of them was
    /// about, or the only one named there.
    fn taken_up(&self, gender: Gender) -> Option<u32> {
        if self.memory.age > FARTHEST || self.memory.before.is_empty() {
            // Nobody is near: it is the one whom the title names alone.
            return self.in_title.filter(|&person| self.fits(person, gender));
        }
        match self.one_of(&self.memory.before, gender) {
            Fit::One(number) => Some(number),
            Fit::Several => {
                let topic = self.memory.topic?;
                self.fits(topic, gender).then_some(topic)
            }
            Fit::Nobody => None,
        }
    }

    /// Whether "he" or "his" stands before the first name of the sentence: "his comrade
    /// Aghbar said he was there" is about somebody named earlier.
    fn has_pronoun_before_names(&self, chunk: usize, named: &[u32]) -> bool {
        if named.is_empty() {
            return false;
        }
        let is_pronoun = |head: Head| matches!(head, Head::Pronoun(Pronoun::He | Pronoun::She));
        for group in self.clauses.chunks[..chunk].iter().filter_map(|chunk| chunk.noun()) {
            if is_pronoun(group.head) || group.refers_back {
                return true;
            }
            if matches!(group.head, Head::Person(_)) || matches!(group.owner, Some(Head::Person(_)))
            {
                return false;
            }
        }
        false
    }

    /// For whom somebody else speaks: "Nazary, a spokesman for Massoud, said he was there".
    fn spoken_for(&self, chunk: usize, named: &[u32]) -> Option<u32> {
        let agent = (0..chunk).find(|&at| {
            self.clauses.noun(at).is_some_and(
                |group| matches!(group.head, Head::Noun(class) if class.has(noun::PEOPLE)),
            ) && self.clauses.preposition(at + 1).is_some()
        })?;
        let client = Somebody { chunk: agent + 2, part: Part::Head };
        let client = self.named(client).filter(|_| agent + 2 < chunk)?;
        (named.len() == 2 && named.contains(&client.number)).then_some(client.number)
    }

    /// The persons whom the sentence names before a byte, each once.
    fn named_before(&self, end: usize) -> Vec<u32> {
        let mut named = Vec::new();
        for mention in self.of_sentence().take_while(|mention| mention.span.start() < end) {
            if let Named::Person(number) = mention.named
                && !named.contains(&number)
            {
                named.push(number);
            }
        }
        named
    }

    fn of_sentence(&self) -> impl Iterator<Item = &Mention> {
        let start = self.tokens.first().map_or(0, |token| token.span.start());
        let end = self.tokens.last().map_or(0, |token| token.span.end());
        let from = self.mentions.partition_point(|mention| mention.span.start() < start);
        self.mentions[from..].iter().take_while(move |mention| mention.span.start() < end)
    }

    fn one_of(&self, persons: &[u32], gender: Gender) -> Fit {
        let mut fits = persons.iter().filter(|&&number| self.fits(number, gender));
        match (fits.next(), fits.next()) {
            (Some(&one), None) => Fit::One(one),
            (None, _) => Fit::Nobody,
            _ => Fit::Several,
        }
    }

    fn fits(&self, number: u32, gender: Gender) -> bool {
        let name = self.names.get(number as usize).copied().unwrap_or_default();
        gender::of_name(name).is_none_or(|known| known == gender)
    }

    /// "I" in a quotation is who is quoted.
    fn speaker_of(&self, who: Somebody) -> Option<u32> {
        if !self.clauses.chunks[who.chunk].is_quoted {
            return None;
        }
        match self.speaker {
            Some(speaker) => self.named_or_taken_up(speaker).map(|person| person.number),
            None => self.memory.quoted.map(|(number, _)| number),
        }
    }

    /// What the next sentence may look back to.
    pub(crate) fn remembered(&self, quoted: Option<(u32, ByteSpan)>) -> Memory {
        let mut named = self.named_before(usize::MAX);
        let topic = self.topic();
        if let Some(topic) = topic
            && !named.contains(&topic)
        {
            named.push(topic);
        }
        let fresh_pair = self.pair_before(usize::MAX);
        let two = match named.as_slice() {
            [one, other] => Some((*one, *other)),
            _ => None,
        };
        let two = two.filter(|_| self.memory.pair_ahead.is_none());
        let pair = self.pair().or(self.memory.pair).or(two);
        match named.is_empty() {
            false => {
                let age = if topic.is_none() && self.is_about_another() { FARTHEST + 1 } else { 0 };
                Memory { before: named, topic, age, pair, pair_ahead: None, fresh_pair, quoted }
            }
            true => {
                let Memory { topic, age, .. } = *self.memory;
                let before = self.memory.before.clone();
                // Somebody without a name comes between: who "he" is then is not certain.
                let age = if self.speaks_of_somebody() { FARTHEST } else { age } + 1;
                Memory { before, topic, age, pair, pair_ahead: None, fresh_pair, quoted }
            }
        }
    }

    /// The person who is the subject of the first verb that has one.
    fn topic(&self) -> Option<u32> {
        let verbs = (0..self.clauses.chunks.len()).filter(|&at| self.clauses.verb(at).is_some());
        let first =
            verbs.map(|at| self.clauses.subjects(at)).find(|subjects| !subjects.is_empty())?;
        match first {
            [one] => {
                let person = self.person(*one)?;
                // "Massoud met Saleh. He …" may be either.
                let is_met = |at: usize| {
                    at > 0
                        && self.clauses.verb(at - 1).is_some()
                        && self
                            .person(Somebody { chunk: at, part: Part::Head })
                            .is_some_and(|other| other.number != person.number)
                };
                let is_alone = !(0..self.clauses.chunks.len()).any(is_met);
                is_alone.then_some(person.number)
            }
            _ => None,
        }
    }

    /// Whether somebody without a name does what the sentence tells: "Massoud's father".
    fn is_about_another(&self) -> bool {
        let verbs = (0..self.clauses.chunks.len()).filter(|&at| self.clauses.verb(at).is_some());
        let mut subjects = verbs.flat_map(|at| self.clauses.subjects(at));
        subjects.any(|who| {
            self.clauses.noun(who.chunk).is_some_and(|group| {
                matches!(group.head, Head::Noun(class) if class.has(noun::PEOPLE))
                    && (group.refers_back || matches!(group.owner, Some(Head::Person(_))))
            })
        })
    }

    fn speaks_of_somebody(&self) -> bool {
        self.clauses.chunks.iter().any(|chunk| {
            chunk.noun().is_some_and(|group| {
                matches!(group.head, Head::Noun(class) if class.has(noun::PEOPLE))
                    || matches!(group.head, Head::Pronoun(Pronoun::He | Pronoun::She))
            })
        })
    }

    /// The two whom the sentence names together, if it names no third.
    fn pair(&self) -> Option<(u32, u32)> {
        let number = |at: usize| {
            let who = Somebody { chunk: at, part: Part::Head };
            self.person(who).filter(|person| person.via == Via::Name).map(|person| person.number)
        };
        (2..self.clauses.chunks.len()).find_map(|at| {
            let joint = matches!(self.clauses.kind(at - 1), Some(Kind::And));
            let (one, other) = (number(at - 2)?, number(at)?);
            (joint && one != other).then_some((one, other))
        })
    }
}

/// How many sentences without a person may stand between a name and a pronoun.
const FARTHEST: u32 = 1;

enum Fit {
    One(u32),
    Several,
    Nobody,
}
