//! An article to its mentions: reads both passages, asks who and what is spoken of in all
//! of it, then labels each candidate.

use std::sync::{Mutex, PoisonError};

use dateline_gazetteer::Gazetteer;
use dateline_model::{Article, Entity, Mention, Section};

use crate::date;
use crate::labels::Labels;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// Finds the mentions of articles; made once, shared between threads.
pub struct Annotator {
    gazetteer: &'static Gazetteer,
    /// What the threads have learned of words; each takes one while it works.
    vocabularies: Mutex<Vec<Vocabulary>>,
}

impl Annotator {
    /// An annotator with the gazetteer and the lists in the binary.
    #[must_use]
    pub fn new() -> Self {
        Self { gazetteer: Gazetteer::embedded(), vocabularies: Mutex::new(Vec::new()) }
    }

    /// The mentions of the article's title and text: persons, places, organisations and
    /// dates.
    ///
    /// They are sorted by section and start. Spans are on character boundaries of their
    /// section; within one section, mentions of one kind do not overlap, nor do persons,
    /// places and organisations.
    #[must_use]
    pub fn annotate(&self, article: &Article) -> Vec<Mention> {
        let mut mentions = self.names(&article.title, &article.text);
        mentions.iter_mut().for_each(|mention| unmask_publisher(mention, article));
        mentions.extend(date::find(&article.title, &article.text, anchor(article)));
        mentions.sort_by_key(|mention| (mention.section, mention.span));
        mentions
    }

    /// The persons, places and organisations of an article.
    fn names(&self, title: &str, text: &str) -> Vec<Mention> {
        let pooled = self.pool().pop();
        let mut vocabulary = pooled.unwrap_or_else(|| Vocabulary::new(self.gazetteer));
        vocabulary.begin();
        let title = Passage::new(Section::Title, title, &mut vocabulary);
        let text = Passage::new(Section::Text, text, &mut vocabulary);
        let mentions = Labels::of(&[&text, &title], &vocabulary);
        self.pool().push(vocabulary);
        mentions
    }

    fn pool(&self) -> std::sync::MutexGuard<'_, Vec<Vocabulary>> {
        // A vocabulary is only in the pool while nobody changes it, so a panic elsewhere
        // leaves it whole.
        self.vocabularies.lock().unwrap_or_else(PoisonError::into_inner)
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

/// What relative dates of the article resolve against.
fn anchor(article: &Article) -> date::Anchor {
    date::Anchor {
        published: article.published.map(|published| published.date),
        dateline: article.dateline.as_ref().and_then(|dateline| dateline.date),
    }
}

/// Makes an organisation of a "person" who is the article's own agency or outlet: "Oxus
/// Wire" has the shape of a name, but the dateline says what it is.
fn unmask_publisher(mention: &mut Mention, article: &Article) {
    let Entity::Person(name) = &mention.entity else { return };
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let publishers = [agency, article.outlet.as_deref()];
    if publishers.into_iter().flatten().any(|publisher| publisher == name.as_str()) {
        mention.entity = Entity::Organisation;
    }
}
