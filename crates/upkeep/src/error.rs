use std::path::PathBuf;

/// The result of work on an index as a whole.
pub type Result<T> = std::result::Result<T, Error>;

/// Why work on an index as a whole could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The index cannot be opened or read.
    #[error(transparent)]
    Index(#[from] dateline_schema::Error),
    /// The folder for a backup is in the index.
    #[error("{}: this is inside the index; name a folder outside of it", .0.display())]
    Inside(PathBuf),
    /// There is a backup, or another index, in the folder.
    #[error(
        "{}: there is a backup or an index already; --update brings a backup up to date",
        .0.display()
    )]
    BackupExists(PathBuf),
    /// A writer removed files again and again before they could be copied.
    #[error("{}: the index changes faster than it can be copied; try again later", .0.display())]
    Restless(PathBuf),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_its_own() {
        for (error, expected) in [
            (
                Error::Inside("i/b".into()),
                "i/b: this is inside the index; name a folder outside of it",
            ),
            (
                Error::BackupExists("b".into()),
                "b: there is a backup or an index already; --update brings a backup up to date",
            ),
            (
                Error::Restless("i".into()),
                "i: the index changes faster than it can be copied; try again later",
            ),
        ] {
            assert_eq!(error.to_string(), expected);
        }
    }
}
