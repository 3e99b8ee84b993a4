use dateline_model::OffsetMap;

/// A piece of the text that a format found and the article does not have: the headline,
/// byline and dates at its top, which are fields of their own, or page furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Where in the article's text it stood, in bytes.
    pub at: usize,
    /// The lines, without the white space around them.
    pub text: String,
}

impl Removed {
    /// What lies between the pieces of `text` that were kept.
    pub(crate) fn between(kept: &OffsetMap, text: &str) -> Vec<Self> {
        let mut removed = Vec::new();
        let (mut source, mut at) = (0, 0);
        let mut push = |from: usize, to: usize, at: usize| {
            let gap = text.get(from..to).unwrap_or_default().trim();
            if gap.contains(|c: char| !c.is_whitespace() && !c.is_control()) {
                removed.push(Self { at, text: gap.to_owned() });
            }
        };
        for piece in kept.pieces() {
            push(source, piece.source, piece.text);
            (source, at) = (piece.source + piece.len, piece.text + piece.len);
        }
        push(source, text.len(), at);
        removed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::clean;

    #[test]
    fn gaps_are_what_was_removed() {
        let text = "Title\n\nOne.\n\nAlso read: Another\n\nTwo.\n\nADVERTISEMENT\n";
        let cleaned = clean(text, 7);
        let removed: Vec<_> = Removed::between(&cleaned.offsets, text)
            .into_iter()
            .map(|removed| (removed.at, removed.text))
            .collect();
        assert_eq!(
            removed,
            [
                (0, "Title".to_owned()),
                (6, "Also read: Another".to_owned()),
                (10, "ADVERTISEMENT".to_owned())
            ]
        );
    }
}
