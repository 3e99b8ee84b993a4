//! A text to its words, numbers and signs.

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A word that begins with a small letter, or in a script without capitals.
    Small,
    /// A word that begins with a capital.
    Capital,
    /// Digits.
    Number,
    /// Anything else that is not a blank, one character at a time.
    Sign,
}

/// A piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    /// The text as it is written.
    pub(crate) text: &'t str,
    /// What it is.
    pub(crate) shape: Shape,
}

/// The pieces of a text, in order. Hyphens and apostrophes between letters, and points and
/// commas between digits, are inside of a piece; the `'s` of a possessive is one of its own.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (shape, length) = if first.is_alphabetic() {
            let shape = if first.is_uppercase() { Shape::Capital } else { Shape::Small };
            (Some(shape), before_possessive(rest, run(rest, char::is_alphabetic, "'’-")))
        } else if let Some(possessive) = POSSESSIVES.iter().find(|&&end| starts_word(rest, end)) {
            (Some(Shape::Small), possessive.len())
        } else if first.is_numeric() {
            (Some(Shape::Number), run(rest, char::is_numeric, ".,"))
        } else {
            ((!first.is_whitespace()).then_some(Shape::Sign), first.len_utf8())
        };
        let (piece, after) = rest.split_at(length);
        pieces.extend(shape.map(|shape| Piece { text: piece, shape }));
        rest = after;
    }
    pieces
}

/// What is set off from the end of a word.
const POSSESSIVES: [&str; 2] = ["'s", "’s"];

/// The length of a word of `length` bytes without the possessive at its end.
fn before_possessive(text: &str, length: usize) -> usize {
    let word = &text[..length];
    POSSESSIVES.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).len()
}

/// Whether a text starts with `word`, and no letter follows.
fn starts_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// Bytes of the longest run of characters `inside`, with single `joints` between them.
fn run(text: &str, inside: fn(char) -> bool, joints: &str) -> usize {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if inside(character) {
            end = at + character.len_utf8();
            continue;
        }
        let joined = characters.peek().is_some_and(|&(_, next)| inside(next));
        if !(joined && joints.contains(character)) {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence() {
        let found: Vec<(&str, Shape)> = pieces("Łódź, O’Neill's co-op: 1,500.5 - x.")
            .into_iter()
            .map(|piece| (piece.text, piece.shape))
            .collect();
        let expected = [
            ("Łódź", Shape::Capital),
            (",", Shape::Sign),
            ("O’Neill", Shape::Capital),
            ("'s", Shape::Small),
            ("co-op", Shape::Small),
            (":", Shape::Sign),
            ("1,500.5", Shape::Number),
            ("-", Shape::Sign),
            ("x", Shape::Small),
            (".", Shape::Sign),
        ];
        assert_eq!(found, expected);
    }
}
