use std::path::PathBuf;

/// The result of an indexing run.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a run could not go on. What was committed before stays.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The index could not be opened, written or committed.
    #[error(transparent)]
    Index(#[from] dateline_schema::Error),
    /// The system gave no further thread.
    #[error("cannot start a thread: {0}")]
    Thread(String),
    /// A path given as input cannot be made absolute.
    #[error("{}: {error}", .path.display())]
    Input {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_its_own() {
        let error = std::io::Error::other("x");
        let input = Error::Input { path: "a/b".into(), error };
        assert_eq!(input.to_string(), "a/b: x");
        assert_eq!(Error::Thread("x".into()).to_string(), "cannot start a thread: x");
    }
}
