use super::Slice;
use super::lines::Traced;
use crate::format::json_elements;
use crate::{Refusal, RefusalCode};

/// The values of a JSON file of several, numbered from 1.
pub(super) struct Values {
    json: Vec<u8>,
    traced: Traced,
    at: usize,
    number: u64,
    ended: bool,
}

impl Values {
    /// The values of `json` from byte `from` on.
    pub(super) fn new(json: Vec<u8>, from: usize, traced: Traced) -> Self {
        Self { json, traced, at: from, number: 0, ended: false }
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
        self.at = range.end;
        self.number += 1;
        let byte_offset = (self.traced == Traced::Yes).then_some(range.start as u64);
        Some(Ok(Slice { record: Some(self.number), bytes: self.json[range].to_vec(), byte_offset }))
    }
}
