//! The names of glyphs to the characters that they show.

use unicode_normalization::char::compose;

/// Puts the characters of a glyph's name after a text; false if none are known.
///
/// ```text
/// "eacute" é   "f_i" fi   "uni0416" Ж   "afii10017" А   "a.alt" a
/// ```
pub(super) fn write(name: &[u8], text: &mut String) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    // What stands behind a full stop tells variants apart.
    let plain = match name.split_once('.') {
        Some(("", _)) | None => name,
        Some((plain, _)) => plain,
    };
    let before = text.len();
    for part in plain.split('_') {
        if !write_part(part, text) {
            text.truncate(before);
            return false;
        }
    }
    true
}

fn write_part(name: &str, text: &mut String) -> bool {
    if let Some(letters) = ligature(name) {
        text.push_str(letters);
        return true;
    }
    if let Some(found) = character(name) {
        text.push(found);
        return true;
    }
    let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() % 4 == 0) else {
        return false;
    };
    let before = text.len();
    for at in (0..digits.len()).step_by(4) {
        let code = digits.get(at..at + 4).and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32) {
            Some(found) => text.push(found),
            None => {
                text.truncate(before);
                return false;
            }
        }
    }
    text.len() > before
}

fn ligature(name: &str) -> Option<&'static str> {
    Some(match name {
        "ff" => "ff",
        "fi" => "fi",
        "fl" => "fl",
        "ffi" => "ffi",
        "ffl" => "ffl",
        _ => return None,
    })
}

fn character(name: &str) -> Option<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter);
    }
    named(name).or_else(|| accented(name)).or_else(|| cyrillic(name)).or_else(|| numbered(name))
}

/// "eacute": a letter and what stands on it.
fn accented(name: &str) -> Option<char> {
    const ACCENTS: &[(&str, char)] = &[
        ("acute", '\u{301}'),
        ("grave", '\u{300}'),
        ("circumflex", '\u{302}'),
        ("dieresis", '\u{308}'),
        ("tilde", '\u{303}'),
        ("ring", '\u{30A}'),
        ("cedilla", '\u{327}'),
        ("caron", '\u{30C}'),
        ("macron", '\u{304}'),
        ("breve", '\u{306}'),
        ("dotaccent", '\u{307}'),
        ("ogonek", '\u{328}'),
        ("hungarumlaut", '\u{30B}'),
        // Named so, and cedillas in Unicode.
        ("commaaccent", '\u{327}'),
    ];
    let mut letters = name.chars();
    let letter = letters.next()?;
    let accent = ACCENTS.iter().find(|(accent, _)| *accent == letters.as_str())?.1;
    compose(letter, accent)
}

/// "afii10017": the letters of Russian by the numbers of an old registry.
fn cyrillic(name: &str) -> Option<char> {
    let number: u32 = name.strip_prefix("afii")?.parse().ok()?;
    let (first, offset) = match number {
        10017..=10022 => ('А', number - 10017),
        10023 => return Some('Ё'),
        10024..=10049 => ('Ж', number - 10024),
        10065..=10070 => ('а', number - 10065),
        10071 => return Some('ё'),
        10072..=10097 => ('ж', number - 10072),
        10050 => return Some('Ґ'),
        10053 => return Some('Є'),
        10055 => return Some('І'),
        10056 => return Some('Ї'),
        10098 => return Some('ґ'),
        10101 => return Some('є'),
        10103 => return Some('і'),
        10104 => return Some('ї'),
        61352 => return Some('№'),
        _ => return None,
    };
    char::from_u32(u32::from(first) + offset)
}

/// "u0416", "u1F600".
fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// The glyphs that are called by a word of their own, ordered by it.
const NAMED: &[(&str, char)] = &[
    ("AE", 'Æ'),
    ("Alpha", 'Α'),
    ("Beta", 'Β'),
    ("Chi", 'Χ'),
    ("Dcroat", 'Đ'),
    ("Delta", 'Δ'),
    ("Epsilon", 'Ε'),
    ("Eta", 'Η'),
    ("Eth", 'Ð'),
    ("Euro", '€'),
    ("Gamma", 'Γ'),
    ("Iota", 'Ι'),
    ("Kappa", 'Κ'),
    ("Lambda", 'Λ'),
    ("Lslash", 'Ł'),
    ("Mu", 'Μ'),
    ("Nu", 'Ν'),
    ("OE", 'Œ'),
    ("Omega", 'Ω'),
    ("Omicron", 'Ο'),
    ("Oslash", 'Ø'),
    ("Phi", 'Φ'),
    ("Pi", 'Π'),
    ("Psi", 'Ψ'),
    ("Rho", 'Ρ'),
    ("Sigma", 'Σ'),
    ("Tau", 'Τ'),
    ("Theta", 'Θ'),
    ("Thorn", 'Þ'),
    ("Upsilon", 'Υ'),
    ("Xi", 'Ξ'),
    ("Zeta", 'Ζ'),
    ("acute", '´'),
    ("ae", 'æ'),
    ("alpha", 'α'),
    ("ampersand", '&'),
    ("asciicircum", '^'),
    ("asciitilde", '~'),
    ("asterisk", '*'),
    ("at", '@'),
    ("backslash", '\\'),
    ("bar", '|'),
    ("beta", 'β'),
    ("braceleft", '{'),
    ("braceright", '}'),
    ("bracketleft", '['),
    ("bracketright", ']'),
    ("breve", '˘'),
    ("brokenbar", '¦'),
    ("bullet", '•'),
    ("caron", 'ˇ'),
    ("cedilla", '¸'),
    ("cent", '¢'),
    ("chi", 'χ'),
    ("circlecopyrt", '©'),
    ("circumflex", 'ˆ'),
    ("colon", ':'),
    ("comma", ','),
    ("copyright", '©'),
    ("currency", '¤'),
    ("dagger", '†'),
    ("daggerdbl", '‡'),
    ("dcroat", 'đ'),
    ("degree", '°'),
    ("delta", 'δ'),
    ("dieresis", '¨'),
    ("divide", '÷'),
    ("dollar", '$'),
    ("dotaccent", '˙'),
    ("dotlessi", 'ı'),
    ("eight", '8'),
    ("ellipsis", '…'),
    ("emdash", '—'),
    ("endash", '–'),
    ("epsilon", 'ε'),
    ("equal", '='),
    ("eta", 'η'),
    ("eth", 'ð'),
    ("exclam", '!'),
    ("exclamdown", '¡'),
    ("five", '5'),
    ("florin", 'ƒ'),
    ("four", '4'),
    ("fraction", '⁄'),
    ("gamma", 'γ'),
    ("germandbls", 'ß'),
    ("grave", '`'),
    ("greater", '>'),
    ("greaterequal", '≥'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("guilsinglleft", '‹'),
    ("guilsinglright", '›'),
    ("hungarumlaut", '˝'),
    ("hyphen", '-'),
    ("infinity", '∞'),
    ("iota", 'ι'),
    ("kappa", 'κ'),
    ("lambda", 'λ'),
    ("less", '<'),
    ("lessequal", '≤'),
    ("logicalnot", '¬'),
    ("lslash", 'ł'),
    ("macron", '¯'),
    ("middot", '·'),
    ("minus", '−'),
    ("mu", 'µ'),
    ("multiply", '×'),
    ("nbspace", '\u{A0}'),
    ("nine", '9'),
    ("nonbreakingspace", '\u{A0}'),
    ("notequal", '≠'),
    ("nu", 'ν'),
    ("numbersign", '#'),
    ("oe", 'œ'),
    ("ogonek", '˛'),
    ("omega", 'ω'),
    ("omicron", 'ο'),
    ("one", '1'),
    ("onehalf", '½'),
    ("onequarter", '¼'),
    ("onesuperior", '¹'),
    ("ordfeminine", 'ª'),
    ("ordmasculine", 'º'),
    ("oslash", 'ø'),
    ("paragraph", '¶'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("percent", '%'),
    ("period", '.'),
    ("periodcentered", '·'),
    ("perthousand", '‰'),
    ("phi", 'φ'),
    ("pi", 'π'),
    ("plus", '+'),
    ("plusminus", '±'),
    ("psi", 'ψ'),
    ("question", '?'),
    ("questiondown", '¿'),
    ("quotedbl", '"'),
    ("quotedblbase", '„'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotesinglbase", '‚'),
    ("quotesingle", '\''),
    ("registered", '®'),
    ("rho", 'ρ'),
    ("ring", '˚'),
    ("section", '§'),
    ("semicolon", ';'),
    ("seven", '7'),
    ("sfthyphen", '\u{AD}'),
    ("sigma", 'σ'),
    ("six", '6'),
    ("slash", '/'),
    ("softhyphen", '\u{AD}'),
    ("space", ' '),
    ("sterling", '£'),
    ("tau", 'τ'),
    ("theta", 'θ'),
    ("thorn", 'þ'),
    ("three", '3'),
    ("threequarters", '¾'),
    ("threesuperior", '³'),
    ("tilde", '˜'),
    ("trademark", '™'),
    ("two", '2'),
    ("twosuperior", '²'),
    ("underscore", '_'),
    ("upsilon", 'υ'),
    ("xi", 'ξ'),
    ("yen", '¥'),
    ("zero", '0'),
    ("zeta", 'ζ'),
];

fn named(name: &str) -> Option<char> {
    let at = NAMED.binary_search_by_key(&name, |&(known, _)| known).ok()?;
    Some(NAMED[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(NAMED.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn names_to_characters() {
        for (name, expected) in [
            ("a", "a"),
            ("eacute", "é"),
            ("Scommaaccent", "Ş"),
            ("zcaron", "ž"),
            ("quoteright", "’"),
            ("fi", "fi"),
            ("f_f_i", "ffi"),
            ("a.alt", "a"),
            ("uni04160417", "ЖЗ"),
            ("u1F600", "😀"),
            ("afii10017", "А"),
            ("afii10097", "я"),
            (".notdef", "-"),
            ("g12", "-"),
            ("uniD800", "-"),
            ("a_g12", "-"),
        ] {
            let mut text = String::new();
            let is_known = write(name.as_bytes(), &mut text);
            assert_eq!(if is_known { &text } else { "-" }, expected, "{name}");
        }
    }
}
