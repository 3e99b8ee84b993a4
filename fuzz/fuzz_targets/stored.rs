//! Any bytes as what an index has stored: an article, the payload of a commit, a sketch,
//! codes of dates. Each is read or refused, and what is read is of its texts.
#![no_main]

use dateline_model::ByteSpan;
use dateline_schema::store::Payload;
use dateline_schema::{DateCode, PublishedCode, RangeCode, Sketch, StoredArticle};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&cut, stored)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(stored);
    let at = text.floor_char_boundary(usize::from(cut));
    let (title, text) = text.split_at(at);
    if let Ok(article) = StoredArticle::decode(stored, title, text) {
        read_all(&article);
    }
    if let Ok(payload) = serde_json::from_slice::<Payload>(stored) {
        let again: Payload = serde_json::from_str(&payload.to_json()).expect("it was written");
        assert_eq!(again, payload);
    }
    let numbers: Vec<u64> = stored
        .chunks_exact(8)
        .map(|chunk| u64::from_le_bytes(chunk.try_into().expect("a chunk has eight bytes")))
        .collect();
    let mut unpacked = Vec::new();
    let _ = Sketch::unpack(numbers.iter().copied(), &mut unpacked);
    for &number in &numbers {
        let _ = RangeCode(number).range();
        if let Some(date) = DateCode(number).date() {
            assert!(date.range().first() <= date.range().last());
            let _ = PublishedCode(number.rotate_left(32)).published(date);
        }
    }
});

fn read_all(article: &StoredArticle<'_>) {
    let offsets = article.offsets();
    let _ = offsets.trace(article.text, ByteSpan::new(0, article.text.len()));
    for mention in article.mentions() {
        let section = article.section(mention.section);
        assert!(mention.span.of(section).is_some(), "{mention:?}");
        let _ = offsets.trace(article.text, mention.span);
    }
    for place in article.places() {
        let _ = (place.kind(), place.country());
    }
    if let Ok(whole) = article.to_article() {
        assert_eq!(whole.published, article.published());
    }
}
