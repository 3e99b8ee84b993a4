//! An article to its mentions: reads title and text, finds the names and the dates in them,
//! and says of the names who and what is meant in the article as a whole.

use std::sync::{Mutex, PoisonError};

use dateline_gazetteer::Gazetteer;
use dateline_model::{Article, ByteSpan, Entity, Mention, Section};

use crate::date;
use crate::mentions::{Named, mentions};
use crate::parts::parts;
use crate::passage::Passage;
use crate::tagger::Tagger;
use crate::vocabulary::Vocabulary;

/// Finds the mentions of articles; made once, shared between threads.
pub struct Annotator {
    gazetteer: &'static Gazetteer,
    /// One for each thread that has read; each takes one while it works.
    readers: Mutex<Vec<Reader>>,
}

impl Annotator {
    /// An annotator with the gazetteer and the lists in the binary.
    #[must_use]
    pub fn new() -> Self {
        Self { gazetteer: Gazetteer::embedded(), readers: Mutex::new(Vec::new()) }
    }

    /// The mentions of the article's title and text: persons, places, organisations and
    /// dates.
    ///
    /// They are sorted by section and start. Spans are on character boundaries of their
    /// section; within one section, mentions of one kind do not overlap, nor do persons,
    /// places and organisations. Two dates may have the same span, as the two readings of
    /// [`date::find`].
    #[must_use]
    pub fn annotate(&self, article: &Article) -> Vec<Mention> {
        let mut mentions = self.names(article);
        mentions.iter_mut().for_each(|mention| unmask_publisher(mention, article));
        mentions.extend(date::find(&article.title, &article.text, date::Anchor::of(article)));
        mentions.sort_by_key(|mention| (mention.section, mention.span));
        mentions
    }

    /// The persons, places and organisations of an article.
    fn names(&self, article: &Article) -> Vec<Mention> {
        let pooled = self.pool().pop();
        let mut reader = pooled.unwrap_or_else(|| Reader::new(self.gazetteer));
        let mentions = reader.read(article);
        self.pool().push(reader);
        mentions
    }

    fn pool(&self) -> std::sync::MutexGuard<'_, Vec<Reader>> {
        // A reader is only in the pool while nobody changes it, so a panic elsewhere leaves
        // it whole.
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a thread needs to read articles, and remembers from one to the next.
struct Reader {
    vocabulary: Vocabulary,
    tagger: Tagger,
}

impl Reader {
    fn new(gazetteer: &'static Gazetteer) -> Self {
        Self { vocabulary: Vocabulary::new(gazetteer), tagger: Tagger::new() }
    }

    /// The names of an article; of a very long one those of each part by itself.
    fn read(&mut self, article: &Article) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for (start, text) in parts(&article.text) {
            let title = if start == 0 { article.title.as_str() } else { "" };
            let found = self.read_part(article, title, text);
            mentions.extend(found.into_iter().map(|mention| moved(mention, start)));
        }
        mentions
    }

    fn read_part(&mut self, article: &Article, title: &str, text: &str) -> Vec<Mention> {
        self.vocabulary.begin();
        let title = Passage::new(Section::Title, title, &mut self.vocabulary);
        let text = Passage::new(Section::Text, text, &mut self.vocabulary);
        let passages = [&text, &title];
        let names = self.tagger.names(&passages, &self.vocabulary);
        let pairs = passages.iter().zip(&names);
        let named: Vec<Named<'_>> =
            pairs.map(|(passage, names)| Named { passage, names }).collect();
        let dateline = article.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
        mentions(&named, &self.vocabulary, dateline)
    }
}

/// A mention of a part as one of the whole text, in which the part begins at `start`.
fn moved(mention: Mention, start: usize) -> Mention {
    match mention.section {
        Section::Title => mention,
        Section::Text => {
            let span = ByteSpan::new(mention.span.start() + start, mention.span.end() + start);
            Mention { span, ..mention }
        }
    }
}

impl Default for Annotator {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Annotator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Annotator").finish_non_exhaustive()
    }
}

/// Makes an organisation of a "person" or a "place" that is the article's own agency or
/// outlet: "Oxus Wire" has the shape of a name, but the dateline says what it is.
fn unmask_publisher(mention: &mut Mention, article: &Article) {
    let text = match mention.section {
        Section::Title => &article.title,
        Section::Text => &article.text,
    };
    let named = match &mention.entity {
        Entity::Person(name) => Some(name.as_str()),
        Entity::Place(_) => mention.span.of(text),
        _ => None,
    };
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let publishers = [agency, article.outlet.as_deref()];
    if named.is_some() && publishers.contains(&named) {
        mention.entity = Entity::Organisation;
    }
}
