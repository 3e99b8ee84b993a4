//! Which of the words of a question name a person.

use crate::Result;
use crate::archive::Archive;

/// The most words of a name; each length is looked up.
const LONGEST: usize = 6;

impl Archive {
    /// How many of the words, from the first, name a person of the archive: as many as do. At
    /// least one, whether or not it does, as far as there is one.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn words_of_name(&self, words: &[&str]) -> Result<usize> {
        for number in (2..=words.len().min(LONGEST)).rev() {
            // What there is to say of a name is said when it is traced.
            let named = self.identity_asked(&words[..number].join(" "), &mut Vec::new())?;
            if named.is_some_and(|(_, identity)| !identity.members.is_empty()) {
                return Ok(number);
            }
        }
        Ok(words.len().min(1))
    }
}
