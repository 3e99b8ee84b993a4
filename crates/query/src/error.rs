use crate::syntax::SyntaxError;

/// The result of asking an archive.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The index cannot be opened or read.
    #[error(transparent)]
    Index(#[from] dateline_schema::Error),
    /// The question cannot be read.
    #[error("{error}")]
    Syntax {
        /// What is wrong, and where in the question.
        error: SyntaxError,
        /// The question.
        question: String,
    },
    /// A part of the answer beyond what is collected was asked for.
    #[error("offset and limit go beyond hit {limit}; narrow the question")]
    TooDeep {
        /// The last hit that can be asked for.
        limit: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_deep_says_how_deep() {
        assert_eq!(
            Error::TooDeep { limit: 10_000 }.to_string(),
            "offset and limit go beyond hit 10000; narrow the question"
        );
    }
}
