use crate::table::{State, Table};

/// How far into the names of the gazetteer some words have led, to go on from there with
/// the next word instead of looking up all of them again.
///
/// ```
/// use dateline_gazetteer::Gazetteer;
///
/// let united = Gazetteer::embedded().walk("united").unwrap();
/// assert!(united.goes_on() && !united.is_name());
/// let kingdom = united.push(" ").and_then(|walk| walk.push("kingdom")).unwrap();
/// assert!(kingdom.is_name());
/// assert!(united.push(" nonsense").is_none());
/// ```
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    table: &'a Table,
    state: State,
}

impl<'a> Walk<'a> {
    /// Before the first letter of any name.
    pub(crate) fn new(table: &'a Table) -> Self {
        Self { table, state: table.start() }
    }

    /// What these letters lead to; none when no name goes on with them.
    #[must_use]
    pub fn push(self, folded: &str) -> Option<Self> {
        let state = self.table.advance(self.state, folded)?;
        Some(Self { state, ..self })
    }

    /// Whether the words so far are a name.
    #[must_use]
    pub fn is_name(self) -> bool {
        self.table.is_end(self.state)
    }

    /// Whether some name goes on with a space after the words so far.
    #[must_use]
    pub fn goes_on(self) -> bool {
        self.push(" ").is_some()
    }
}

impl std::fmt::Debug for Walk<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Walk").field("state", &self.state).finish_non_exhaustive()
    }
}
