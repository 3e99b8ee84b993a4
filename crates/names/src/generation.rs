//! Junior and senior.

/// What a name says of its bearer's generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generation {
    /// The elder: `Sr.`, `I`.
    Senior,
    /// The younger: `Jr.`, `II`.
    Junior,
    /// `III`.
    Third,
    /// `IV`.
    Fourth,
}

impl Generation {
    /// The generation that a folded suffix names.
    pub(crate) fn of(letters: &str) -> Option<Self> {
        Some(match letters {
            "sr" | "senior" | "snr" => Self::Senior,
            "jr" | "junior" | "jnr" | "ii" | "filho" => Self::Junior,
            "iii" => Self::Third,
            "iv" => Self::Fourth,
            _ => return None,
        })
    }
}
