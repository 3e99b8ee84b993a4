/// A line of a text: where it begins, where it ends without its line feed, and where the
/// next begins, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
    pub(crate) next: usize,
}

impl<'a> Line<'a> {
    /// The line without the white space around it.
    pub(crate) fn trimmed(&self) -> &'a str {
        self.text.trim()
    }

    /// Whether nothing of it can be seen. A control character alone would become a space of
    /// the text that nothing in the source stands for.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || c.is_control())
    }
}

/// The lines of `text` from byte `from` on, which is where one begins.
pub(crate) fn lines_from(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> + Clone {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let start = at;
        at = (start + length + 1).min(text.len());
        Some(Line { text: &rest[..length], start, next: at })
    })
}

/// The lines from byte `from` on that are not blank.
pub(crate) fn written_lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> + Clone {
    lines_from(text, from).filter(|line| !line.is_blank())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_are() {
        let lines: Vec<_> = lines_from("ab\n\nc", 0).map(|l| (l.text, l.start, l.next)).collect();
        assert_eq!(lines, [("ab", 0, 3), ("", 3, 4), ("c", 4, 5)]);
        assert_eq!(written_lines("\n \nx\n", 0).count(), 1);
        assert_eq!(lines_from("a\n", 2).count(), 0);
    }
}
