//! How a part of an article is named.

use std::fmt;

use dateline_model::ByteSpan;

/// What of an article is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Article,
    /// Its title.
    Title,
    /// These bytes of its text.
    Text(ByteSpan),
}

/// `title`, or the first byte and the one after the last: `1024-1180`. Nothing for the
/// whole article.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article => Ok(()),
            Self::Title => f.write_str("title"),
            Self::Text(span) => write!(f, "{}-{}", span.start(), span.end()),
        }
    }
}

impl Part {
    /// The part that is written so; an empty part of a text is none.
    ///
    /// ```
    /// use dateline_query::Part;
    ///
    /// assert_eq!(Part::read("1024-1180").unwrap().to_string(), "1024-1180");
    /// assert_eq!(Part::read("title"), Some(Part::Title));
    /// assert_eq!(Part::read("1180-1024"), None);
    /// ```
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        if written == "title" {
            return Some(Self::Title);
        }
        let number = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse::<usize>().ok()).flatten()
        };
        let (start, end) = written.split_once('-')?;
        let (start, end) = (number(start)?, number(end)?);
        (start < end).then(|| Self::Text(ByteSpan::new(start, end)))
    }

    /// The handle of the part of an article: its id, and, where it is not all of it, a
    /// colon and the part.
    #[must_use]
    pub fn handle(self, id: &str) -> String {
        match self {
            Self::Article => id.to_owned(),
            part => format!("{id}:{part}"),
        }
    }
}

/// The id and the part that a handle names when its end is read as a part. An id may have
/// colons, so that whoever asks tries the whole as an id first.
pub(super) fn split(handle: &str) -> Option<(&str, Part)> {
    let (id, part) = handle.rsplit_once(':')?;
    Some((id, Part::read(part)?)).filter(|_| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_split_at_their_end() {
        let text = |start, end| Part::Text(ByteSpan::new(start, end));
        for (handle, expected) in [
            ("a/b.txt:0-12", Some(("a/b.txt", text(0, 12)))),
            ("https://example.com/a:8-9", Some(("https://example.com/a", text(8, 9)))),
            ("urn:x:title", Some(("urn:x", Part::Title))),
            ("https://example.com/a", None),
            ("a.txt:12-12", None),
            ("a.txt:-12", None),
            ("a.txt:+1-2", None),
            ("a.txt:1-99999999999999999999999", None),
            (":1-2", None),
            ("a.txt", None),
        ] {
            assert_eq!(split(handle), expected, "{handle}");
            if let Some((id, part)) = expected {
                assert_eq!(part.handle(id), handle);
            }
        }
    }
}
