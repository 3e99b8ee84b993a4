//! What the tests of the annotator share.

use dateline_model::{Article, ArticleId, ContentHash, OffsetMap, SourceKey};

/// An article of a title and a text, and nothing else.
pub(crate) fn article(title: &str, text: &str) -> Article {
    Article {
        id: ArticleId::from_path("test", None),
        source: SourceKey { path: "/test.txt".into(), entry: None, record: None },
        content_hash: ContentHash([0; 32]),
        outlet: None,
        url: None,
        title: title.to_owned(),
        byline: None,
        dateline: None,
        published: None,
        language: None,
        text: text.to_owned(),
        offsets: OffsetMap::default(),
    }
}
