//! Where an article speaks of particular persons and places.

use std::sync::Arc;

use dateline_model::{ByteSpan, Section};
use dateline_schema::StoredArticle;

use super::matcher::Matcher;
use super::{LightPerson, LightPlace, Lights};
use crate::Overrides;

/// The mentions of persons and places that are asked for, each with the number of who or
/// what it is in the list that was asked for.
#[derive(Debug, Default)]
pub(crate) struct NamedSpans {
    pub(crate) persons: Vec<(Section, ByteSpan, usize)>,
    pub(crate) places: Vec<(Section, ByteSpan, usize)>,
}

impl NamedSpans {
    /// Looks for each of them by itself: a mention may be of several that were asked for.
    pub(crate) fn of(
        article: &StoredArticle<'_>,
        persons: &[LightPerson],
        places: &[LightPlace],
        overrides: &Arc<Overrides>,
    ) -> Self {
        let lights = || Lights { overrides: Arc::clone(overrides), ..Lights::default() };
        let mut spans = Self::default();
        for (number, person) in persons.iter().enumerate() {
            let lights = Lights { persons: vec![person.clone()], ..lights() };
            add(article, &lights, number, &mut spans.persons);
        }
        for (number, place) in places.iter().enumerate() {
            let lights = Lights { places: vec![place.clone()], ..lights() };
            add(article, &lights, number, &mut spans.places);
        }
        spans
    }
}

fn add(
    article: &StoredArticle<'_>,
    lights: &Lights,
    number: usize,
    spans: &mut Vec<(Section, ByteSpan, usize)>,
) {
    let matcher = Matcher::new(lights, article);
    for section in [Section::Title, Section::Text] {
        let found = matcher.named(article, section).into_iter();
        spans.extend(found.map(|light| (section, light.span, number)));
    }
}
