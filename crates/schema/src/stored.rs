//! What the document store holds of an article, so that hits are shown and views are
//! drawn without its source.

mod document;
mod origin;

use dateline_model::{
    Article, ArticleId, ByteSpan, Confidence, ContentHash, DateAnchor, DateMention, DateRange,
    Dateline, Day, Entity, Mention, OffsetMap, PartialDate, PlaceKind, Published, Section,
    SourceKey, YearlessDay,
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

pub use self::document::StoredDocument;
use self::origin::PackedOrigin;
use crate::{DateCode, ErrorKind, PublishedCode, short_hash};

/// An article with its mentions as stored, borrowing from the stored bytes.
///
/// Persons and places are kept once each; a mention names them by number. Title and text
/// are stored beside the rest, as text: the engine writes those whole, but other bytes one
/// by one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredArticle<'a> {
    /// The article's id.
    pub id: &'a str,
    /// The absolute path of its source.
    pub path: &'a str,
    /// The path of its entry, in a source that is an archive.
    pub entry: Option<&'a str>,
    /// Its number in a source or entry of several.
    pub record: Option<u64>,
    /// The hash of the bytes it was read from.
    pub content_hash: [u8; 32],
    /// The outlet.
    pub outlet: Option<&'a str>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// The headline.
    #[serde(skip)]
    pub title: &'a str,
    /// The byline as printed.
    pub byline: Option<&'a str>,
    dateline: Option<StoredDateline<'a>>,
    /// As [`DateCode`] and [`PublishedCode`].
    published: Option<(u64, u64)>,
    /// The language tag.
    pub language: Option<&'a str>,
    /// The text.
    #[serde(skip)]
    pub text: &'a str,
    origin: PackedOrigin,
    #[serde(borrow)]
    persons: Vec<&'a str>,
    #[serde(borrow)]
    places: Vec<StoredPlace<'a>>,
    mentions: Vec<PackedMention>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct StoredDateline<'a> {
    place: Option<&'a str>,
    date: Option<u64>,
    agency: Option<&'a str>,
}

/// A place as stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredPlace<'a> {
    /// Its number in the gazetteer.
    pub id: u32,
    /// Its usual English name.
    pub name: &'a str,
    kind: u8,
    country: Option<[u8; 2]>,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// Inhabitants, 0 where unknown.
    pub population: u32,
    /// The numbers and names of what contains it, the widest first.
    #[serde(borrow)]
    pub within: Vec<(u32, &'a str)>,
}

impl StoredPlace<'_> {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> PlaceKind {
        PLACE_KINDS.get(usize::from(self.kind)).copied().unwrap_or(PlaceKind::Feature)
    }

    /// The two letters of its country.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.country.as_ref().and_then(|code| std::str::from_utf8(code).ok())
    }
}

/// The kinds by their stored number; the order is part of the format.
const PLACE_KINDS: [PlaceKind; 6] = [
    PlaceKind::WorldRegion,
    PlaceKind::Country,
    PlaceKind::Region,
    PlaceKind::City,
    PlaceKind::Feature,
    PlaceKind::Site,
];

/// A mention in a few bytes: integers are written in as few as they need, so `gap`, from
/// the end of the mention before, is one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct PackedMention {
    gap: u32,
    len: u32,
    confidence: u8,
    entity: PackedEntity,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
enum PackedEntity {
    /// The mentions after it are of the text, counted from its start.
    EndOfTitle,
    Person(u32),
    Place(Option<u32>),
    Organisation,
    Date {
        first: i32,
        days: u32,
        anchor: PackedAnchor,
    },
    YearlessDay {
        month: i8,
        day: i8,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
enum PackedAnchor {
    Explicit,
    Dateline(u64),
    Published(u64),
    Narrative(u64),
}

/// A mention as stored, with what it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredMention<'s> {
    /// The text it is in.
    pub section: Section,
    /// Its words, as a span of that text.
    pub span: ByteSpan,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What it speaks of.
    pub entity: StoredEntity<'s>,
}

/// What a stored mention speaks of.
#[derive(Debug, Clone, PartialEq)]
pub enum StoredEntity<'s> {
    /// A person, under the fullest name the article gives.
    Person(&'s str),
    /// A place, where it is known which.
    Place(Option<&'s StoredPlace<'s>>),
    /// An organisation.
    Organisation,
    /// A date.
    Date(DateMention),
    /// A day whose year nothing in the article tells.
    YearlessDay(YearlessDay),
}

impl<'a> StoredArticle<'a> {
    /// The bytes to store for an article and its mentions, which are sorted by section
    /// and start; title and text are not in them.
    #[must_use]
    pub fn encode(article: &Article, mentions: &[Mention]) -> Vec<u8> {
        let path = article.source.path.to_string_lossy();
        let mut packer = Packer::default();
        let mentions = packer.pack(mentions);
        let stored = StoredArticle {
            id: article.id.as_str(),
            path: &path,
            entry: article.source.entry.as_deref(),
            record: article.source.record,
            content_hash: article.content_hash.0,
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            title: "",
            byline: article.byline.as_deref(),
            dateline: article.dateline.as_ref().map(|dateline| StoredDateline {
                place: dateline.place.as_deref(),
                date: dateline.date.map(|date| DateCode::from(date).0),
                agency: dateline.agency.as_deref(),
            }),
            published: article.published.map(|published| {
                (DateCode::from(published.date).0, PublishedCode::from(published).0)
            }),
            language: article.language.as_deref(),
            text: "",
            origin: PackedOrigin::pack(&article.offsets),
            persons: packer.persons,
            places: packer.places,
            mentions,
        };
        postcard::to_allocvec(&stored).expect("an article has no value that cannot be written")
    }

    /// The article in stored bytes, with its title and text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`] when they are not what [`Self::encode`] made.
    pub fn decode(bytes: &'a [u8], title: &'a str, text: &'a str) -> Result<Self, ErrorKind> {
        let stored: Self = postcard::from_bytes(bytes)
            .map_err(|error| ErrorKind::Damaged(format!("a stored article: {error}")))?;
        Ok(Self { title, text, ..stored })
    }

    /// The beginning of its content hash, as the column `hash` has it.
    #[must_use]
    pub fn short_hash(&self) -> u64 {
        short_hash(&ContentHash(self.content_hash))
    }

    /// When it appeared.
    #[must_use]
    pub fn published(&self) -> Option<Published> {
        let (date, code) = self.published?;
        PublishedCode(code).published(DateCode(date).date()?)
    }

    /// The dateline.
    #[must_use]
    pub fn dateline(&self) -> Option<Dateline> {
        self.dateline.as_ref().map(|dateline| Dateline {
            place: dateline.place.map(str::to_owned),
            date: dateline.date.and_then(|code| DateCode(code).date()),
            agency: dateline.agency.map(str::to_owned),
        })
    }

    /// The mentions, in order. A mention that is not of these texts is left out.
    pub fn mentions(&self) -> impl Iterator<Item = StoredMention<'_>> {
        let mut section = Section::Title;
        let mut at = 0usize;
        self.mentions.iter().filter_map(move |packed| {
            if matches!(packed.entity, PackedEntity::EndOfTitle) {
                (section, at) = (Section::Text, 0);
                return None;
            }
            let start = at.checked_add(packed.gap as usize)?;
            let span = ByteSpan::new(start, start.checked_add(packed.len as usize)?);
            at = span.end();
            span.of(self.section(section))?;
            Some(StoredMention {
                section,
                span,
                confidence: Confidence::hundredths(packed.confidence),
                entity: self.entity(packed.entity)?,
            })
        })
    }

    /// The title or the text.
    #[must_use]
    pub fn section(&self, section: Section) -> &'a str {
        match section {
            Section::Title => self.title,
            Section::Text => self.text,
        }
    }

    /// The persons named, each once.
    #[must_use]
    pub fn persons(&self) -> &[&'a str] {
        &self.persons
    }

    /// The places named, each once.
    #[must_use]
    pub fn places(&self) -> &[StoredPlace<'a>] {
        &self.places
    }

    /// The way from the text back to the source.
    #[must_use]
    pub fn offsets(&self) -> OffsetMap {
        self.origin.unpack()
    }

    /// Its id, exactly as it was stored: white space at its ends, as names of files may
    /// have it, is part of it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`] when it is none.
    pub fn article_id(&self) -> Result<ArticleId, ErrorKind> {
        ArticleId::new(self.id)
            .map(|_| ArticleId::from_path(self.id, None))
            .map_err(|error| ErrorKind::Damaged(error.to_string()))
    }

    /// The article by itself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`] when its id is none.
    pub fn to_article(&self) -> Result<Article, ErrorKind> {
        Ok(Article {
            id: self.article_id()?,
            source: SourceKey {
                path: self.path.into(),
                entry: self.entry.map(str::to_owned),
                record: self.record,
            },
            content_hash: ContentHash(self.content_hash),
            outlet: self.outlet.map(str::to_owned),
            url: self.url.map(str::to_owned),
            title: self.title.to_owned(),
            byline: self.byline.map(str::to_owned),
            dateline: self.dateline(),
            published: self.published(),
            language: self.language.map(str::to_owned),
            text: self.text.to_owned(),
            offsets: self.offsets(),
        })
    }

    fn entity(&self, packed: PackedEntity) -> Option<StoredEntity<'_>> {
        Some(match packed {
            PackedEntity::EndOfTitle => return None,
            PackedEntity::Person(number) => {
                StoredEntity::Person(self.persons.get(number as usize).copied()?)
            }
            PackedEntity::Place(None) => StoredEntity::Place(None),
            PackedEntity::Place(Some(number)) => {
                StoredEntity::Place(Some(self.places.get(number as usize)?))
            }
            PackedEntity::Organisation => StoredEntity::Organisation,
            PackedEntity::YearlessDay { month, day } => {
                StoredEntity::YearlessDay(YearlessDay::new(month, day).ok()?)
            }
            PackedEntity::Date { first, days, anchor } => {
                let first = day_of_number(first)?;
                let last = day_of_number(number_of_day(first).checked_add_unsigned(days)?)?;
                let range = DateRange::new(first, last).ok()?;
                StoredEntity::Date(DateMention { range, anchor: anchor.unpack()? })
            }
        })
    }
}

/// Numbers persons and places as it meets them.
#[derive(Default)]
struct Packer<'m> {
    persons: Vec<&'m str>,
    person_numbers: FxHashMap<&'m str, u32>,
    places: Vec<StoredPlace<'m>>,
    place_numbers: FxHashMap<u32, u32>,
}

impl<'m> Packer<'m> {
    fn pack(&mut self, mentions: &'m [Mention]) -> Vec<PackedMention> {
        let mut packed = Vec::with_capacity(mentions.len() + 1);
        let in_title = mentions.partition_point(|mention| mention.section == Section::Title);
        let (title, text) = mentions.split_at(in_title);
        self.pack_section(title, &mut packed);
        let end = PackedEntity::EndOfTitle;
        packed.push(PackedMention { gap: 0, len: 0, confidence: 0, entity: end });
        self.pack_section(text, &mut packed);
        packed
    }

    fn pack_section(&mut self, mentions: &'m [Mention], packed: &mut Vec<PackedMention>) {
        let mut at = 0;
        for mention in mentions {
            // Mentions of different kinds may overlap ("September 11 attacks"); those
            // that begin inside the one before are not kept.
            let Some(gap) = mention.span.start().checked_sub(at) else { continue };
            let (Ok(gap), Ok(len)) = (u32::try_from(gap), u32::try_from(mention.span.len())) else {
                continue;
            };
            at = mention.span.end();
            let entity = self.pack_entity(&mention.entity);
            let confidence = mention.confidence.as_hundredths();
            packed.push(PackedMention { gap, len, confidence, entity });
        }
    }

    fn pack_entity(&mut self, entity: &'m Entity) -> PackedEntity {
        match entity {
            Entity::Person(name) => PackedEntity::Person(self.person(name.as_str())),
            Entity::Place(place) => {
                PackedEntity::Place(place.as_deref().map(|place| self.place(place)))
            }
            Entity::Organisation => PackedEntity::Organisation,
            Entity::YearlessDay(day) => {
                PackedEntity::YearlessDay { month: day.month(), day: day.day() }
            }
            Entity::Date(date) => PackedEntity::Date {
                first: number_of_day(date.range.first()),
                days: number_of_day(date.range.last()).abs_diff(number_of_day(date.range.first())),
                anchor: PackedAnchor::pack(date.anchor),
            },
        }
    }

    fn person(&mut self, name: &'m str) -> u32 {
        *self.person_numbers.entry(name).or_insert_with(|| {
            self.persons.push(name);
            self.persons.len() as u32 - 1
        })
    }

    fn place(&mut self, place: &'m dateline_model::Place) -> u32 {
        *self.place_numbers.entry(place.id.0).or_insert_with(|| {
            self.places.push(StoredPlace {
                id: place.id.0,
                name: &place.name,
                kind: number_in(&PLACE_KINDS, place.kind),
                country: place.country.map(|code| {
                    let letters = code.as_str().as_bytes();
                    [letters[0], letters[1]]
                }),
                latitude: place.latitude,
                longitude: place.longitude,
                population: place.population,
                within: place.within.iter().map(|(id, name)| (id.0, name.as_str())).collect(),
            });
            self.places.len() as u32 - 1
        })
    }
}

impl PackedAnchor {
    fn pack(anchor: DateAnchor) -> Self {
        let code = |date: PartialDate| DateCode::from(date).0;
        match anchor {
            DateAnchor::Explicit => Self::Explicit,
            DateAnchor::Dateline(date) => Self::Dateline(code(date)),
            DateAnchor::Published(date) => Self::Published(code(date)),
            DateAnchor::Narrative(date) => Self::Narrative(code(date)),
        }
    }

    fn unpack(self) -> Option<DateAnchor> {
        let date = |code| DateCode(code).date();
        Some(match self {
            Self::Explicit => DateAnchor::Explicit,
            Self::Dateline(code) => DateAnchor::Dateline(date(code)?),
            Self::Published(code) => DateAnchor::Published(date(code)?),
            Self::Narrative(code) => DateAnchor::Narrative(date(code)?),
        })
    }
}

/// The number of a value in its table; a value of a later version counts as the last.
fn number_in<T: PartialEq>(table: &[T], value: T) -> u8 {
    let last = table.len() - 1;
    table.iter().position(|other| *other == value).unwrap_or(last) as u8
}

const FIRST_OF_1970: Day = Day::constant(1970, 1, 1);

/// The days since 1 January 1970.
fn number_of_day(day: Day) -> i32 {
    (day - FIRST_OF_1970).get_days()
}

fn day_of_number(number: i32) -> Option<Day> {
    FIRST_OF_1970.checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use dateline_model::{
        PersonName, Piece, Place, PlaceId, PublishedSource, SourceRecord, Surplus,
    };
    use proptest::prelude::*;

    use super::*;

    fn article() -> Article {
        let mut offsets = OffsetMap::verbatim(7, 10);
        offsets.push(Piece { text: 12, source: 40, len: 30 });
        let surplus = Some(Surplus { before: 3, gaps: vec![(0, 1), (2, 4)] });
        let offsets = offsets.in_record(SourceRecord { span: ByteSpan::new(5, 90), surplus });
        Article {
            id: ArticleId::new("oxus/one.txt").unwrap(),
            source: SourceKey { path: "/news/oxus/one.txt".into(), entry: None, record: None },
            content_hash: ContentHash([7; 32]),
            outlet: Some("Oxus Wire".into()),
            url: None,
            title: "Massoud in Dushanbe".into(),
            byline: None,
            dateline: Some(Dateline {
                place: Some("Kabul".into()),
                date: Some(PartialDate::day(2021, 9, 23).unwrap()),
                agency: None,
            }),
            published: Some(Published::alone(
                PartialDate::month(2021, 9).unwrap(),
                PublishedSource::Path,
            )),
            language: Some("en".into()),
            text: "Ahmad Massoud was in Dushanbe on Wednesday.".into(),
            offsets,
        }
    }

    fn mention(section: Section, span: (usize, usize), entity: Entity) -> Mention {
        let confidence = Confidence::hundredths(90);
        Mention { section, span: ByteSpan::new(span.0, span.1), entity, confidence }
    }

    fn mentions() -> Vec<Mention> {
        let massoud = || Entity::Person(PersonName::parse("Ahmad Massoud").unwrap());
        let dushanbe = Entity::Place(Some(Arc::new(Place {
            id: PlaceId(1_221_874),
            name: "Dushanbe".into(),
            kind: PlaceKind::City,
            country: Some("TJ".parse().unwrap()),
            latitude: 38.54,
            longitude: 68.78,
            population: 679_400,
            within: vec![(PlaceId(1_220_409), "Tajikistan".into())],
        })));
        let day = PartialDate::day(2021, 9, 22).unwrap();
        let date = DateMention {
            range: day.range(),
            anchor: DateAnchor::Dateline(PartialDate::day(2021, 9, 23).unwrap()),
        };
        vec![
            mention(Section::Title, (0, 7), massoud()),
            mention(Section::Title, (11, 19), dushanbe.clone()),
            mention(Section::Text, (0, 13), massoud()),
            mention(Section::Text, (21, 29), dushanbe),
            mention(Section::Text, (33, 42), Entity::Date(date)),
        ]
    }

    #[test]
    fn what_is_stored_comes_back() {
        let (article, mentions) = (article(), mentions());
        let bytes = StoredArticle::encode(&article, &mentions);
        let stored = StoredArticle::decode(&bytes, &article.title, &article.text).unwrap();
        assert_eq!(stored.to_article().unwrap(), article);
        assert_eq!(stored.persons(), ["Ahmad Massoud"]);
        assert_eq!(stored.places().len(), 1);
        assert_eq!(stored.places()[0].kind(), PlaceKind::City);
        let seen: Vec<_> = stored.mentions().collect();
        assert_eq!(seen.len(), mentions.len());
        for (seen, mention) in seen.iter().zip(&mentions) {
            assert_eq!((seen.section, seen.span), (mention.section, mention.span));
            match (&seen.entity, &mention.entity) {
                (StoredEntity::Person(name), Entity::Person(person)) => {
                    assert_eq!(*name, person.as_str());
                }
                (StoredEntity::Place(Some(stored)), Entity::Place(Some(place))) => {
                    assert_eq!((stored.id, stored.name), (place.id.0, place.name.as_str()));
                    assert_eq!(stored.country(), Some("TJ"));
                }
                (StoredEntity::Date(stored), Entity::Date(date)) => assert_eq!(stored, date),
                other => panic!("{other:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_refused_or_read(at in 0usize..300, byte: u8, cut in 0usize..300) {
            let mut bytes = StoredArticle::encode(&article(), &mentions());
            let at = at % bytes.len();
            bytes[at] = byte;
            for bytes in [&bytes[..], &bytes[..cut.min(bytes.len())]] {
                if let Ok(stored) = StoredArticle::decode(bytes, "Massoud", "Saleh in é") {
                    let _ = stored.offsets().trace(stored.text, ByteSpan::new(0, 5));
                    for mention in stored.mentions() {
                        prop_assert!(mention.span.of(stored.section(mention.section)).is_some());
                    }
                }
            }
        }
    }
}
