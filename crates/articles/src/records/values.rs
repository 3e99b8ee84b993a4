use super::Slice;
use super::characters::Characters;
use crate::format::json_elements;
use crate::{Refusal, RefusalCode};

/// The values of a JSON file of several, numbered from 1.
pub(super) struct Values {
    json: Vec<u8>,
    /// Where the first byte is in the file, if the values stand there as they are.
    origin: Option<u64>,
    at: usize,
    /// The characters up to `at`.
    characters: Characters,
    number: u64,
    ended: bool,
}

impl Values {
    /// The values of `json` from byte `from` on.
    pub(super) fn new(json: Vec<u8>, from: usize, origin: Option<u64>) -> Self {
        let mut characters = Characters::default();
        characters.pass(&json[..from]);
        Self { json, origin, at: from, characters, number: 0, ended: false }
    }
}

impl Iterator for Values {
    type Item = Result<Slice, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let range = match json_elements(&self.json, self.at) {
            Ok(range) => range?,
            Err(at) => {
                self.ended = true;
                let detail = format!("the file breaks off in the value at byte {at}");
                let refusal = Refusal::new(RefusalCode::BadJson, detail);
                return Some(Err(refusal.of_record(Some(self.number + 1))));
            }
        };
        self.characters.pass(&self.json[self.at..range.start]);
        let characters_before = self.characters.count_from(self.origin);
        self.characters.pass(&self.json[range.clone()]);
        self.at = range.end;
        self.number += 1;
        let byte_offset = self.origin.map(|origin| origin + range.start as u64);
        let (record, bytes) = (Some(self.number), self.json[range].to_vec());
        Some(Ok(Slice { record, bytes, byte_offset, characters_before }))
    }
}
