//! The names of the files of segments.

use serde::Deserialize;
use tantivy::index::SegmentMeta;

/// The endings of the files that every segment has.
const ENDINGS: [&str; 6] = ["idx", "pos", "term", "store", "fast", "fieldnorm"];

/// The names of the files of a segment as a commit has it: of its deletions, the newest.
pub fn files_of_segment(segment: &SegmentMeta) -> impl Iterator<Item = String> + use<> {
    let deletions = segment.delete_opstamp().filter(|_| segment.has_deletes());
    files_named(segment.id().uuid_string(), deletions)
}

/// The names of the files of the segment with this id and deletions of this stamp.
fn files_named(id: String, deletions: Option<u64>) -> impl Iterator<Item = String> {
    let deletions = deletions.map(|stamp| format!("{id}.{stamp}.del"));
    ENDINGS.into_iter().map(move |ending| format!("{id}.{ending}")).chain(deletions)
}

/// The id of the segment that a file of this name belongs to; none for the name of another
/// file.
#[must_use]
pub fn segment_of(name: &str) -> Option<&str> {
    let (id, _) = name.split_once('.')?;
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some(id)
}

/// The files of the segments that a `meta.json` names; none where it is not one.
pub(super) fn files_in_meta(json: &[u8]) -> Vec<String> {
    #[derive(Deserialize)]
    struct Meta {
        segments: Vec<Segment>,
    }
    #[derive(Deserialize)]
    struct Segment {
        segment_id: String,
        deletes: Option<Deletes>,
    }
    #[derive(Deserialize)]
    struct Deletes {
        opstamp: u64,
    }
    let Ok(Meta { segments }) = serde_json::from_slice(json) else { return Vec::new() };
    let files = segments.into_iter().flat_map(|Segment { segment_id, deletes }| {
        files_named(segment_id.replace('-', ""), deletes.map(|deletes| deletes.opstamp))
    });
    files.collect()
}

#[cfg(test)]
mod tests {
    use tantivy::{Index, TantivyDocument, Term};

    use super::*;
    use crate::Fields;

    #[test]
    fn a_meta_file_names_the_files_that_the_engine_has() {
        let folder = tempfile::tempdir().unwrap();
        let (index, fields) =
            (Index::create_in_dir(folder.path(), Fields::schema()).unwrap(), Fields::new());
        Fields::register_tokenizers(&index);
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).unwrap();
        for id in ["a", "b"] {
            let mut document = TantivyDocument::default();
            document.add_text(fields.id, id);
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        writer.delete_term(Term::from_field_text(fields.id, "a"));
        writer.commit().unwrap();
        let metas = index.load_metas().unwrap();
        let mut engine: Vec<String> = metas.segments.iter().flat_map(files_of_segment).collect();
        let mut ours = files_in_meta(&std::fs::read(folder.path().join("meta.json")).unwrap());
        engine.sort();
        ours.sort();
        assert!(ours.iter().any(|name| name.ends_with(".del")));
        assert_eq!(ours, engine);
        assert!(files_in_meta(b"{}").is_empty());
    }
}
