//! An article and its mentions as a document of the index.

use std::borrow::Cow;
use std::path::Path;

use dateline_model::{
    Article, ByteSpan, DateRange, Entity, Mention, PersonName, Place, Section, YearlessDay,
};
use dateline_schema::store::CatalogueEntry;
use dateline_schema::{
    DateCode, Fields, Has, Kind, Mark, PublishedCode, RangeCode, Sketcher, StoredArticle,
    date_terms, for_each_name_form_term, for_each_name_term, language_terms, marks, place_id_term,
    place_name_term, printed_form, short_hash, source_key, source_record_id,
};
use tantivy::TantivyDocument;

/// An article that goes into the index, and where it belongs there.
pub(crate) struct Placed<'a> {
    pub(crate) article: &'a Article,
    /// The key of its source.
    pub(crate) source: Cow<'a, str>,
    /// The hash by which a run knows whether it has changed.
    pub(crate) hash: u64,
}

impl<'a> Placed<'a> {
    /// An article that was just read from its source.
    pub(crate) fn read(article: &'a Article) -> Self {
        let source = match article.source.path.to_str() {
            Some(path) => Cow::Borrowed(path),
            None => Cow::Owned(source_key(&article.source.path)),
        };
        Self { article, source, hash: short_hash(&article.content_hash) }
    }
}

/// The document of an article.
pub(crate) fn of_article(
    fields: &Fields,
    placed: &Placed<'_>,
    mentions: &[Mention],
) -> TantivyDocument {
    let article = placed.article;
    let mut document = TantivyDocument::with_capacity(2 * article.text.len() + 1024);
    document.add_text(fields.kind, Kind::Article.term());
    document.add_text(fields.id, article.id.as_str());
    document.add_text(fields.source, &placed.source);
    document.add_u64(fields.hash, placed.hash);
    document.add_text(fields.title, &article.title);
    // The title stands in the text field too, as a value of its own: so one term finds a
    // word wherever it is, and no phrase reaches from one into the other.
    document.add_text(fields.text, &article.title);
    document.add_text(fields.text, &article.text);
    if let Some(outlet) = &article.outlet {
        document.add_text(fields.outlet, outlet);
    }
    if let Some(published) = article.published {
        document.add_u64(fields.published_code, DateCode::from(published.date).0);
        document.add_u64(fields.published_from, PublishedCode::from(published).0);
        document.add_text(fields.published, date_terms(&[published.date.range()], &[]));
    }
    if let Some(byline) = &article.byline {
        document.add_text(fields.byline, byline);
    }
    if let Some(language) = &article.language {
        document.add_text(fields.language, language_terms(language));
    }
    document.add_text(fields.has, has(article, mentions));
    let (mut sketcher, mut marked) = (Sketcher::new(), marked(mentions));
    let marks = marks(&article.title, &article.text, &mut marked, |word| sketcher.add(word));
    document.add_text(fields.mark, marks);
    for value in sketcher.finish().values() {
        document.add_u64(fields.sketch, value);
    }
    Entities::collect(article, mentions).add_to(fields, &mut document);
    document.add_bytes(fields.record, &StoredArticle::encode(article, mentions));
    document
}

/// What the article has, a line each.
fn has(article: &Article, mentions: &[Mention]) -> String {
    let of_mention = |mention: &Mention| match mention.entity {
        Entity::Person(_) => Has::Person,
        Entity::Place(_) => Has::Place,
        Entity::Organisation => Has::Organisation,
        Entity::Date(_) | Entity::YearlessDay(_) => Has::Date,
    };
    let own = [
        (article.published.is_some(), Has::Published),
        (article.outlet.is_some(), Has::Outlet),
        (!article.title.is_empty(), Has::Title),
        (article.byline.is_some(), Has::Byline),
        (article.dateline.is_some(), Has::Dateline),
        (article.language.is_some(), Has::Language),
        (article.url.is_some(), Has::Url),
        (!article.text.trim_ascii().is_empty(), Has::Text),
    ];
    let own = own.into_iter().filter(|(is_there, _)| *is_there).map(|(_, has)| has);
    let all = unique(own.chain(mentions.iter().map(of_mention)).collect());
    let lines: Vec<&str> = all.into_iter().map(Has::as_str).collect();
    lines.join("\n")
}

/// The mentions of persons and places.
fn marked(mentions: &[Mention]) -> Vec<(Section, ByteSpan, Mark)> {
    let mark = |mention: &Mention| match mention.entity {
        Entity::Person(_) => Some(Mark::Person),
        Entity::Place(_) => Some(Mark::Place),
        _ => None,
    };
    let marked = mentions.iter();
    marked.filter_map(|found| Some((found.section, found.span, mark(found)?))).collect()
}

/// The record of a source that was read to its end.
pub(crate) fn of_source(fields: &Fields, entry: &CatalogueEntry) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_text(fields.kind, Kind::Source.term());
    document.add_text(fields.id, source_record_id(&entry.source));
    document.add_text(fields.source, &entry.source);
    document.add_u64(fields.size, entry.size);
    document.add_i64(fields.modified, entry.times);
    document.add_u64(fields.articles, entry.articles);
    document.add_u64(fields.refused, entry.refused);
    document
}

/// The key of the path that stands for standard input.
pub(crate) fn stream_path() -> &'static Path {
    Path::new("-")
}

/// What an article speaks of; sorted and each once when it is added to a document, so
/// that the same article always makes the same document.
#[derive(Default)]
struct Entities<'m> {
    persons: Vec<&'m PersonName>,
    /// The names of persons and the words that stand for them.
    printed: Vec<(&'m PersonName, &'m str)>,
    places: Vec<&'m Place>,
    place_names: Vec<&'m str>,
    ranges: Vec<DateRange>,
    yearless_days: Vec<YearlessDay>,
    /// Those of the ranges that the text speaks of.
    spoken: Vec<RangeCode>,
}

impl<'m> Entities<'m> {
    fn collect(article: &'m Article, mentions: &'m [Mention]) -> Self {
        let mut entities = Self::default();
        for mention in mentions {
            match &mention.entity {
                Entity::Person(name) => {
                    entities.persons.push(name);
                    entities.printed.extend(words_of(mention, article).map(|words| (name, words)));
                }
                Entity::Place(place) => {
                    entities.place_names.extend(words_of(mention, article));
                    entities.places.extend(place.as_deref());
                }
                Entity::Date(date) => entities.ranges.push(date.range),
                Entity::YearlessDay(day) => entities.yearless_days.push(*day),
                Entity::Organisation => {}
            }
        }
        entities.ranges = unique(entities.ranges);
        entities.spoken.extend(entities.ranges.iter().copied().map(RangeCode::from));
        entities.ranges.extend(article.published.map(|published| published.date.range()));
        entities
    }

    fn add_to(self, fields: &Fields, document: &mut TantivyDocument) {
        let persons = unique(self.persons);
        let mut names = String::new();
        let mut add_line = |term: &str| {
            names.push_str(term);
            names.push('\n');
        };
        for name in &persons {
            document.add_text(fields.person_name, name.as_str());
            for_each_name_term(name, &mut add_line);
        }
        let forms = other_forms(self.printed, &persons);
        for form in &forms {
            // One word is a spelling to be found, but nobody to be counted.
            if form.key().contains(' ') {
                document.add_text(fields.person_name, form.as_str());
            }
            for_each_name_form_term(form, &mut add_line);
        }
        document.add_text(fields.name, names);
        let keys = unique(persons.into_iter().chain(&forms).map(PersonName::key).collect());
        document.add_text(fields.person, keys.join("\n"));
        let mut places = self.places;
        places.sort_unstable_by_key(|place| place.id);
        places.dedup_by_key(|place| place.id);
        for place in &places {
            document.add_u64(fields.place_number, u64::from(place.id.0));
        }
        document.add_text(fields.place, place_terms(&places, self.place_names).join("\n"));
        document.add_text(fields.date, date_terms(&self.ranges, &self.yearless_days));
        for code in unique(self.spoken) {
            document.add_u64(fields.date_range, code.0);
        }
    }
}

/// The words of a mention.
fn words_of<'a>(mention: &Mention, article: &'a Article) -> Option<&'a str> {
    mention.span.of(match mention.section {
        Section::Title => &article.title,
        Section::Text => &article.text,
    })
}

/// The spellings that stand for persons beside their names, without those that are
/// themselves such a name.
fn other_forms(printed: Vec<(&PersonName, &str)>, persons: &[&PersonName]) -> Vec<PersonName> {
    let printed = unique(printed).into_iter();
    let forms = printed.filter_map(|(name, words)| printed_form(name.as_str(), words));
    unique(forms.filter(|form| persons.binary_search(&form).is_err()).collect())
}

/// The values in order, each once.
fn unique<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

/// The terms of places, of what contains them, and of their names in the text.
fn place_terms(places: &[&Place], names: Vec<&str>) -> Vec<String> {
    let mut terms: Vec<String> = unique(names).into_iter().map(place_name_term).collect();
    for place in places {
        terms.push(place_id_term(place.id));
        terms.extend(place.within.iter().map(|(id, _)| place_id_term(*id)));
    }
    unique(terms)
}
