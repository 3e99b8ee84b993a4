//! A stored article to its statements about a person.

use dateline_model::{ByteSpan, DateAnchor, DateRange, Section};
use dateline_schema::{StoredArticle, StoredEntity, StoredPlace};
use dateline_whereabouts::{Mention, Named, Reading, Statement, statements};
use rustc_hash::{FxHashMap, FxHashSet};

use super::answer::TraceDate;
use crate::Overrides;
use crate::passage::sentences;

/// The statements of an article, with what they were read from.
pub(super) struct ReadArticle<'a> {
    pub(super) sentences: Vec<ByteSpan>,
    pub(super) mentions: Vec<Mention>,
    pub(super) statements: Vec<Statement>,
    /// The places that mentions name by number; none for one that is not known.
    places: Vec<Option<&'a StoredPlace<'a>>>,
    /// What the mentions that are dates mean.
    dates: FxHashMap<usize, (DateRange, DateAnchor)>,
}

impl<'a> ReadArticle<'a> {
    /// Reads the text of the article for those of its persons who bear one of the names;
    /// none for an article that does not name one.
    pub(super) fn new(
        article: &'a StoredArticle<'a>,
        names: &FxHashSet<&str>,
        overrides: &Overrides,
    ) -> Option<Self> {
        if !article.persons().iter().any(|person| names.contains(person)) {
            return None;
        }
        let mut read = Self {
            sentences: sentences(article.text),
            mentions: Vec::new(),
            statements: Vec::new(),
            places: Vec::new(),
            dates: FxHashMap::default(),
        };
        let (persons, numbers) = read.add_mentions(article, overrides);
        let in_title = persons_in_title(article, &numbers);
        let places = &read.places;
        let lies_in = |one: u32, other: u32| {
            let place = |number: u32| places.get(number as usize).copied().flatten();
            match (place(one), place(other)) {
                (Some(one), Some(other)) => one.within.iter().any(|(id, _)| *id == other.id),
                _ => false,
            }
        };
        let reading = Reading {
            text: article.text,
            sentences: &read.sentences,
            mentions: &read.mentions,
            persons: &persons,
            in_title: &in_title,
            lies_in: &lies_in,
        };
        let is_wanted =
            |person: u32| persons.get(person as usize).is_some_and(|name| names.contains(name));
        let found = statements(&reading, &is_wanted);
        read.statements = found;
        Some(read)
    }

    /// Notes the mentions of the text; returns the names of the persons by number, and back.
    fn add_mentions(
        &mut self,
        article: &'a StoredArticle<'a>,
        overrides: &Overrides,
    ) -> (Vec<&'a str>, FxHashMap<&'a str, u32>) {
        let mut persons: Vec<&str> = Vec::new();
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut places: FxHashMap<u32, u32> = FxHashMap::default();
        let mut reach = 0;
        for mention in article.mentions().filter(|mention| mention.section == Section::Text) {
            let span = mention.span;
            if span.start() < reach || span.is_empty() {
                continue;
            }
            let printed = span.of(article.text).unwrap_or_default();
            let named = match mention.entity {
                StoredEntity::Person(_) if overrides.is_never_person(printed) => continue,
                StoredEntity::Person(name) => {
                    Named::Person(*numbers.entry(name).or_insert_with(|| {
                        persons.push(name);
                        persons.len() as u32 - 1
                    }))
                }
                StoredEntity::Place(_) if overrides.is_never_place(printed) => continue,
                StoredEntity::Place(place) => {
                    let next = self.places.len() as u32;
                    let number = match place {
                        Some(place) => *places.entry(place.id).or_insert(next),
                        None => next,
                    };
                    if number == next {
                        self.places.push(place);
                    }
                    Named::Place(number)
                }
                StoredEntity::Organisation => Named::Organisation,
                StoredEntity::Date(date) => {
                    self.dates.insert(self.mentions.len(), (date.range, date.anchor));
                    Named::Date
                }
                StoredEntity::YearlessDay(_) => Named::Date,
            };
            reach = span.end();
            self.mentions.push(Mention { span, named });
        }
        (persons, numbers)
    }

    /// The place of a statement; none for one that is not known.
    pub(super) fn place(&self, statement: &Statement) -> Option<&'a StoredPlace<'a>> {
        match self.mentions.get(statement.place)?.named {
            Named::Place(number) => self.places.get(number as usize).copied().flatten(),
            _ => None,
        }
    }

    /// Where the words that name the place stand.
    pub(super) fn place_span(&self, statement: &Statement) -> ByteSpan {
        self.mentions.get(statement.place).map_or(ByteSpan::new(0, 0), |mention| mention.span)
    }

    /// When it is said to be so: by the sentence, else when the article appeared.
    pub(super) fn date(
        &self,
        article: &StoredArticle<'_>,
        statement: &Statement,
    ) -> Option<TraceDate> {
        let told = statement.date.and_then(|mention| self.dates.get(&mention));
        match told {
            Some(&(days, anchor)) => Some(TraceDate::Told { days, anchor }),
            None => {
                article.published().map(|published| TraceDate::Published(published.date.range()))
            }
        }
    }
}

/// The persons whom the title names, by number, of those whom the text names too.
fn persons_in_title(article: &StoredArticle<'_>, persons: &FxHashMap<&str, u32>) -> Vec<u32> {
    let mut numbers = Vec::new();
    for mention in article.mentions().take_while(|mention| mention.section == Section::Title) {
        let StoredEntity::Person(name) = mention.entity else { continue };
        let Some(&number) = persons.get(name) else { continue };
        if !numbers.contains(&number) {
            numbers.push(number);
        }
        // Three are no pair; how many more there are does not matter.
        if numbers.len() > 2 {
            break;
        }
    }
    numbers
}
