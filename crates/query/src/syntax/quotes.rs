//! Which characters open and close a phrase.

/// Whether the character quotes wherever it stands. Any of them closes what any of them
/// opened: keyboards, languages and pasted text mix them freely („so“, »so«, “so").
pub(super) fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '＂'
            | '〝'
            | '〞'
            | '〟'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// Whether the character opens a phrase where a word could begin. Straight single quotes
/// do not: they would pair the apostrophes of `the '90s and the workers' rights`.
pub(super) fn opens_single(character: char) -> bool {
    matches!(character, '‘' | '‚' | '‛')
}

/// Whether the character, when no letter or digit follows it, closes what one of
/// [`opens_single`] opened.
pub(super) fn closes_single(character: char) -> bool {
    matches!(character, '’' | '‘')
}
