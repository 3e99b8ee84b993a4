//! Whom a pronoun stands for, where that is certain.

use dateline_model::ByteSpan;

use crate::chunk::{Head, Pronoun};
use crate::clause::{Clauses, Part, Somebody};
use crate::gender::{self, Gender};
use crate::token::Token;
use crate::{Mention, Named, Via};

/// The persons a text has spoken of so far, as far as pronouns look back.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Those of the sentence before: by name, or by a pronoun that was certain.
    before: Vec<u32>,
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
    /// Who says what is quoted in the sentence.
    pub(crate) speaker: Option<Somebody>,
}

impl People<'_, '_> {
    /// Who is meant by a part of a group of nouns.
    pub(crate) fn person(&self, who: Somebody) -> Option<Person> {
        let group = self.clauses.noun(who.chunk)?;
        let head = match who.part {
            Part::Head => group.head,
            Part::Owner => group.owner?,
        };
        match head {
            Head::Person(mention) => {
                let mention = self.mentions.get(mention)?;
                let Named::Person(number) = mention.named else { return None };
                Some(Person { number, span: mention.span, via: Via::Name })
            }
            Head::Pronoun(pronoun) => {
                let first = self.clauses.chunks[who.chunk].first;
                let number = self.meant(pronoun, first, who)?;
                let span = self.tokens.get(first)?.span;
                Some(Person { number, span, via: Via::Pronoun })
            }
            _ => None,
        }
    }

    fn meant(&self, pronoun: Pronoun, first: usize, who: Somebody) -> Option<u32> {
        let gender = match pronoun {
            Pronoun::He => Gender::He,
            Pronoun::She => Gender::She,
            Pronoun::I => return self.speaker_of(who),
            Pronoun::They | Pronoun::Other => return None,
        };
        let here = self.tokens.get(first)?.span.start();
        let named = self.named_before(here);
        // A sentence that names somebody before the pronoun means one of these, if one fits;
        // else the sentence before has to tell.
        match self.one_of(&named, gender) {
            Fit::One(number) => Some(number),
            Fit::Several => None,
            Fit::Nobody => match self.one_of(&self.memory.before, gender) {
                Fit::One(number) => Some(number),
                _ => None,
            },
        }
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
        let mut fits = persons.iter().filter(|&&number| {
            let name = self.names.get(number as usize).copied().unwrap_or_default();
            gender::of_name(name).is_none_or(|known| known == gender)
        });
        match (fits.next(), fits.next()) {
            (Some(&one), None) => Fit::One(one),
            (None, _) => Fit::Nobody,
            _ => Fit::Several,
        }
    }

    /// "I" in a quotation is who is quoted.
    fn speaker_of(&self, who: Somebody) -> Option<u32> {
        if !self.clauses.chunks[who.chunk].is_quoted {
            return None;
        }
        match self.speaker {
            Some(speaker) if speaker != who => self.person(speaker).map(|person| person.number),
            Some(_) => None,
            None => self.memory.quoted.map(|(number, _)| number),
        }
    }

    /// What the next sentence may look back to.
    pub(crate) fn remembered(&self, subject: Option<Person>) -> Vec<u32> {
        let named = self.named_before(usize::MAX);
        match (named.is_empty(), subject) {
            // A pronoun that is certain goes on: "He flew to Paris. He met …"
            (true, Some(person)) => vec![person.number],
            (true, None) => Vec::new(),
            (false, _) => named,
        }
    }
}

impl Memory {
    pub(crate) fn new(before: Vec<u32>, quoted: Option<(u32, ByteSpan)>) -> Self {
        Self { before, quoted }
    }
}

enum Fit {
    One(u32),
    Several,
    Nobody,
}
