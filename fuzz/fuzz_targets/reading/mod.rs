use dateline_articles::{Limits, ReadOptions, Reading, open_bytes};

/// Reads bytes under one of some names, which the first of them chooses.
pub fn read_all(names: &[&str], bytes: &[u8]) {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let name = names[usize::from(first) % names.len()];
    // Small limits are met sooner.
    let limits = Limits { file: 1 << 20, record: 1 << 18, entries: 100, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let Ok(records) = open_bytes(name, bytes.to_vec(), &options) else { return };
    for record in records.flatten() {
        let Ok(Reading { article, .. }) = record.read(&options) else { continue };
        assert!(!article.title.is_empty() || !article.text.is_empty());
        for piece in article.offsets.pieces() {
            let text = &article.text.as_bytes()[piece.text..piece.text + piece.len];
            assert_eq!(text, &bytes[piece.source..piece.source + piece.len], "{piece:?}");
        }
    }
}
