//! Words whose full stop does not end a sentence, or seldom.

/// What the word before a full stop says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// An ordinary word: the stop ends the sentence.
    Word,
    /// What follows belongs to it: `Mr.`, `Sen.`, `vs.`
    Leads,
    /// A number that follows belongs to it: `No. 5`, `Sept. 23`.
    LeadsNumber,
    /// Either: `the U.S. Senate`, `in the U.S. The Senate`. The stop ends the sentence
    /// where a word follows that mostly begins one.
    Either,
}

/// Reads the word before a full stop, in ASCII, without the stop.
pub(super) fn read(word: &str) -> Reading {
    let bytes = word.as_bytes();
    let Some(&first) = bytes.first() else {
        return Reading::Word;
    };
    if word.contains('.') {
        return initials(word);
    }
    if bytes.len() == 1 && first.is_ascii_uppercase() {
        return Reading::Either;
    }
    if bytes.len() > LONGEST || !first.is_ascii_alphabetic() {
        return Reading::Word;
    }
    let mut lower = [0u8; LONGEST];
    lower[..bytes.len()].copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    let lower = &lower[..bytes.len()];
    let known =
        |table: &[&str]| table.binary_search_by(|known| known.as_bytes().cmp(lower)).is_ok();
    if first.is_ascii_lowercase() {
        return match lower {
            b"etc" | b"al" => Reading::Either,
            _ if known(&LOWER_CASE) => Reading::Leads,
            _ => Reading::Word,
        };
    }
    if known(&TITLES) {
        Reading::Leads
    } else if known(&BEFORE_NUMBERS) {
        Reading::LeadsNumber
    } else if known(&EITHER) {
        Reading::Either
    } else {
        Reading::Word
    }
}

/// Reads a word with stops inside: `U.S`, `a.m`, `e.g`, `Ph.D`, but not `example.com`.
fn initials(word: &str) -> Reading {
    if ["e.g", "i.e"].iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return Reading::Leads;
    }
    let is_initial = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    if word.split('.').all(is_initial) { Reading::Either } else { Reading::Word }
}

/// Whether a sentence mostly begins where this word stands, capitalised, after a stop.
pub(super) fn begins_sentences(word: &str) -> bool {
    BEGINNINGS.binary_search(&word).is_ok()
}

/// The longest word of the tables, in bytes.
const LONGEST: usize = 6;

/// Before names. Sorted, as the other tables are.
const TITLES: [&str; 45] = [
    "adm", "amb", "brig", "capt", "cllr", "cmdr", "col", "cpl", "cpt", "det", "dr", "drs", "fr",
    "ft", "gen", "gov", "hon", "insp", "lt", "ltc", "maj", "messrs", "mgr", "mlle", "mme", "mr",
    "mrs", "ms", "msgr", "mt", "mx", "ofc", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev",
    "sen", "sens", "sgt", "spc", "supt", "vs",
];

/// Before numbers.
const BEFORE_NUMBERS: [&str; 25] = [
    "apr", "art", "aug", "ch", "dec", "feb", "fig", "figs", "jan", "jul", "jun", "mar", "no",
    "nos", "nov", "oct", "op", "pp", "pt", "res", "sec", "sect", "sep", "sept", "vol",
];

/// After names, inside or at the end of a sentence.
const EITHER: [&str; 64] = [
    "ala", "ariz", "ark", "assn", "assoc", "ave", "bhd", "blvd", "bros", "calif", "co", "colo",
    "conn", "corp", "cos", "dak", "del", "dept", "dist", "esq", "est", "fla", "fri", "ga", "ill",
    "inc", "ind", "intl", "jr", "kan", "ky", "ltd", "mass", "md", "mfg", "mich", "minn", "miss",
    "mo", "mon", "mont", "natl", "neb", "nev", "okla", "ore", "pa", "penn", "phd", "plc", "pty",
    "rd", "sr", "st", "tenn", "tex", "thurs", "tues", "univ", "va", "vt", "wash", "wed", "wis",
];

/// In lower case, before what they belong to.
const LOWER_CASE: [&str; 12] =
    ["approx", "ca", "cf", "esp", "incl", "nr", "op", "p", "pp", "v", "viz", "vs"];

/// The words with which sentences most often begin.
const BEGINNINGS: [&str; 78] = [
    "A",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "For",
    "From",
    "Had",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "Is",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "Mr",
    "Mrs",
    "My",
    "Neither",
    "Nor",
    "Nothing",
    "Now",
    "On",
    "Once",
    "Only",
    "Or",
    "Others",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "While",
    "Who",
    "You",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_no_word_is_too_long() {
        for table in [&TITLES[..], &BEFORE_NUMBERS, &EITHER, &LOWER_CASE, &BEGINNINGS] {
            assert!(table.is_sorted(), "{table:?}");
        }
        for table in [&TITLES[..], &BEFORE_NUMBERS, &EITHER, &LOWER_CASE] {
            assert!(table.iter().all(|word| word.len() <= LONGEST));
        }
    }

    #[test]
    fn readings_table() {
        for (word, expected) in [
            ("house", Reading::Word),
            ("Mr", Reading::Leads),
            ("SEN", Reading::Leads),
            ("Sept", Reading::LeadsNumber),
            ("No", Reading::LeadsNumber),
            ("no", Reading::Word),
            ("U.S", Reading::Either),
            ("a.m", Reading::Either),
            ("Ph.D", Reading::Either),
            ("e.g", Reading::Leads),
            ("example.com", Reading::Word),
            ("J", Reading::Either),
            ("a", Reading::Word),
            ("Okla", Reading::Either),
            ("ill", Reading::Word),
            ("etc", Reading::Either),
            ("1996", Reading::Word),
            ("", Reading::Word),
        ] {
            assert_eq!(read(word), expected, "{word}");
        }
    }
}
