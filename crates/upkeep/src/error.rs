/// The result of work on an index as a whole.
pub type Result<T> = std::result::Result<T, Error>;

/// Why work on an index as a whole could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The index cannot be opened or read.
    #[error(transparent)]
    Index(#[from] dateline_schema::Error),
}
