//! A printed part of a name to plain lower-case Latin letters.

use dateline_model::fold;

/// The letters of a printed part: folded, Cyrillic and Greek romanised, apostrophes, signs
/// and digits dropped. Letters of other scripts stay as they are.
pub(crate) fn letters(printed: &str) -> String {
    let folded = fold(printed);
    let mut letters = String::with_capacity(folded.len());
    for character in folded.chars() {
        match character {
            'a'..='z' => letters.push(character),
            '\0'..='\x7f' => {}
            _ => match romanised(character) {
                Some(latin) => letters.push_str(latin),
                // Half rings and other modifier letters stand for `ayn and hamza.
                None if is_modifier(character) || !character.is_alphabetic() => {}
                None => letters.push(character),
            },
        }
    }
    letters
}

/// Modifier letters: what is alphabetic by Unicode, but no letter of a name.
fn is_modifier(character: char) -> bool {
    matches!(character, '\u{02b0}'..='\u{02ff}' | '\u{a717}'..='\u{a71f}' | '\u{a788}')
}

/// The usual English romanisation of a folded Cyrillic or Greek letter.
///
/// Folding has taken the breve from `й` and the dots from `ё` and `ї`.
fn romanised(character: char) -> Option<&'static str> {
    Some(match character {
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'ѓ' | 'ғ' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'э' | 'є' | 'ε' | 'ә' => "e",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' | 'і' | 'η' | 'ι' => "i",
        'ј' | 'ы' => "y",
        'к' | 'ќ' | 'қ' | 'κ' => "k",
        'л' | 'λ' => "l",
        'љ' => "lj",
        'м' | 'μ' => "m",
        'н' | 'ң' | 'ν' => "n",
        'њ' => "nj",
        'о' | 'ο' | 'ω' | 'ө' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' | 'ү' | 'ұ' | 'ў' | 'υ' => "u",
        'ф' | 'φ' => "f",
        'х' | 'һ' | 'ҳ' => "h",
        'χ' => "ch",
        'ц' => "ts",
        'ч' | 'ћ' => "ch",
        'џ' | 'ҷ' => "dzh",
        'ђ' => "dj",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'θ' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        'ъ' | 'ь' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_table() {
        for (printed, expected) in [
            ("O’Brien", "obrien"),
            ("ʿAlī", "ali"),
            ("Sa'id", "said"),
            ("Массуд", "massud"),
            ("Зеленський", "zelenskii"),
            ("Хрущёв", "hrushchev"),
            ("Παπανδρέου", "papandreou"),
            ("Łukasz", "lukasz"),
            ("周", "周"),
            ("12", ""),
        ] {
            assert_eq!(letters(printed), expected, "{printed}");
        }
    }
}
