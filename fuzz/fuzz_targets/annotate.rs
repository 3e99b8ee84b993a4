//! Any bytes as an article: what is found lies in it, in order and apart, and does not
//! depend on what was read before.
#![no_main]

use std::sync::LazyLock;

use dateline_entities::Annotator;
use dateline_model::{
    Article, ArticleId, ContentHash, Dateline, Entity, Mention, OffsetMap, Published,
    PublishedSource, Section, SourceKey,
};
use libfuzzer_sys::fuzz_target;

/// The one that has read all inputs so far.
static EXPERIENCED: LazyLock<Annotator> = LazyLock::new(Annotator::new);

fuzz_target!(|bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let article = article(&input);
    let mentions = EXPERIENCED.annotate(&article);
    assert_eq!(mentions, EXPERIENCED.annotate(&article), "the second reading differs");
    assert_eq!(mentions, Annotator::new().annotate(&article), "a first reading differs");
    for mention in &mentions {
        let words = mention.span.of(section(&article, mention.section));
        assert!(words.is_some_and(|words| !words.is_empty()), "{mention:?}");
    }
    for pair in mentions.windows(2) {
        assert!((pair[0].section, pair[0].span) <= (pair[1].section, pair[1].span), "{pair:?}");
    }
    are_apart(mentions.iter().filter(|mention| is_name(mention)));
    // A day in digits that can be read two ways is two mentions of one span.
    let mut days: Vec<&Mention> = mentions.iter().filter(|mention| !is_name(mention)).collect();
    days.dedup_by_key(|mention| (mention.section, mention.span));
    are_apart(days.into_iter());
});

/// The input as publication date, place of the dateline, title and text, as far as it has
/// lines for them.
fn article(input: &str) -> Article {
    let mut lines = input.splitn(4, '\n');
    let mut next = || lines.next().unwrap_or_default().to_owned();
    let (published, place, title, text) = (next(), next(), next(), next());
    let published = published.parse().ok();
    Article {
        id: ArticleId::from_path("input", None),
        source: SourceKey { path: "/input".into(), entry: None, record: None },
        content_hash: ContentHash([0; 32]),
        outlet: None,
        url: None,
        title,
        byline: None,
        dateline: Some(Dateline { place: Some(place), date: None, agency: None }),
        published: published.map(|date| Published::alone(date, PublishedSource::Metadata)),
        language: None,
        text,
        offsets: OffsetMap::default(),
    }
}

fn section(article: &Article, section: Section) -> &str {
    match section {
        Section::Title => &article.title,
        Section::Text => &article.text,
    }
}

/// Whether it speaks of a person, a place or an organisation.
fn is_name(mention: &Mention) -> bool {
    !matches!(mention.entity, Entity::Date(_) | Entity::YearlessDay(_))
}

/// Checks that no two of these overlap; they are sorted.
fn are_apart<'m>(mut mentions: impl Iterator<Item = &'m Mention>) {
    let Some(mut before) = mentions.next() else { return };
    for mention in mentions {
        let overlaps = before.section == mention.section && before.span.overlaps(mention.span);
        assert!(!overlaps, "{before:?} and {mention:?}");
        before = mention;
    }
}
