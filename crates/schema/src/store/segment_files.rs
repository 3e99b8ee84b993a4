//! The names of the files of segments.

use tantivy::index::{SegmentComponent, SegmentMeta};

/// The files that every segment has.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Terms,
    SegmentComponent::Store,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
];

/// The names of the files of a segment as a commit has it: of its deletions, the newest.
#[must_use]
pub fn files_of_segment(segment: &SegmentMeta) -> Vec<String> {
    let deletes = segment.has_deletes().then_some(SegmentComponent::Delete);
    let components = COMPONENTS.into_iter().chain(deletes);
    components.map(|part| segment.relative_path(part).to_string_lossy().into_owned()).collect()
}

/// The id of the segment that a file of this name belongs to; none for the name of another
/// file.
#[must_use]
pub fn segment_of(name: &str) -> Option<&str> {
    let (id, _) = name.split_once('.')?;
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some(id)
}
