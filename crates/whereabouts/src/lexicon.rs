//! What words are to a sentence about whereabouts, from the lists in `data/`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 24;

/// A set of classes of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Set(u64);

impl Set {
    pub(crate) const NONE: Self = Self(0);

    const fn bit(number: u32) -> Self {
        Self(1 << number)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a class.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Makes a constant of one bit for each class of a list, and the table of their names.
macro_rules! classes {
    ($module:ident, $doc:literal, $($name:ident = $word:literal),+ $(,)?) => {
        #[doc = $doc]
        pub(crate) mod $module {
            use super::Set;

            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Number { $($name),+ }
            $(pub(crate) const $name: Set = Set::bit(Number::$name as u32);)+
            pub(super) const NAMES: &[(&str, Set)] = &[$(($word, $name)),+];
        }
    };
}

classes!(
    function,
    "What small words do.",
    BE = "be",
    BE_NOT = "be-not",
    HAVE = "have",
    HAVE_NOT = "have-not",
    DO = "do",
    DO_NOT = "do-not",
    WILL = "will",
    WILL_NOT = "will-not",
    MAY = "may",
    MAY_NOT = "may-not",
    WOULD = "would",
    WOULD_NOT = "would-not",
    CAN = "can",
    CAN_NOT = "can-not",
    NOT = "not",
    HEDGE = "hedge",
    ADVERB = "adverb",
    LOCATED = "located",
    IN = "in",
    TO = "to",
    FOR = "for",
    FROM = "from",
    OF = "of",
    WITH = "with",
    VIA = "via",
    ABOUT = "about",
    AND = "and",
    OR = "or",
    BUT = "but",
    THAT = "that",
    WHETHER = "whether",
    IF = "if",
    WHEN = "when",
    WHO = "who",
    WHOSE = "whose",
    WHICH = "which",
    WHERE = "where",
    WHAT = "what",
    HE = "he",
    HIM = "him",
    HIS = "his",
    SHE = "she",
    HER = "her",
    I = "i",
    WE = "we",
    THEY = "they",
    MY = "my",
    OUR = "our",
    THEIR = "their",
    YOU = "you",
    IT = "it",
    THE = "the",
    THERE = "there",
    NOUN = "noun",
    BOTH = "both",
);

classes!(
    verb,
    "What verbs say of where somebody is.",
    STAY = "stay",
    MOVE = "move",
    LEAVE = "leave",
    REACH = "reach",
    VISIT = "visit",
    TRANSFER = "transfer",
    MEET = "meet",
    HOLD = "hold",
    SAY = "say",
    DENY = "deny",
    BELIEVE = "believe",
    ASK = "ask",
    ACT = "act",
    PLAN = "plan",
    WISH = "wish",
    REFUSE = "refuse",
    SEEM = "seem",
    MANAGE = "manage",
    OTHER = "other",
    FLEE = "flee",
    ARRIVE = "arrive",
    ABOUT = "about",
    CONFIRM = "confirm",
    PUT = "put",
    REMOTE = "remote",
    ORIGIN = "origin",
    SAID_TO = "said-to",
    UNDERTAKE = "undertake",
    TELL = "tell",
    RESULT = "result",
);

classes!(
    noun,
    "What nouns say of where somebody is.",
    SITE = "site",
    VISIT = "visit",
    ARRIVAL = "arrival",
    DEPARTURE = "departure",
    PRESENCE = "presence",
    EVENT = "event",
    HEARSAY = "hearsay",
    CLAIM = "claim",
    DENIAL = "denial",
    QUERY = "query",
    PEOPLE = "people",
    SURE = "sure",
    FALSE = "false",
    DOUBTFUL = "doubtful",
    TRUE = "true",
    REPLY = "reply",
);

/// The forms of verbs.
pub(crate) mod form {
    use super::Set;

    /// "stay".
    pub(crate) const BASE: Set = Set::bit(0);
    /// "stays".
    pub(crate) const PRESENT: Set = Set::bit(1);
    /// "went".
    pub(crate) const PAST: Set = Set::bit(2);
    /// "gone".
    pub(crate) const PARTICIPLE: Set = Set::bit(3);
    /// "going".
    pub(crate) const ING: Set = Set::bit(4);
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Word {
    /// What it does as a small word.
    pub(crate) function: Set,
    /// What it says as a verb.
    pub(crate) verb: Set,
    /// Which forms of that verb it can be.
    pub(crate) form: Set,
    /// What it says as a noun.
    pub(crate) noun: Set,
}

/// What is known of a word as it is written; nothing of one that is in no list.
pub(crate) fn look_up(written: &str) -> Word {
    let mut folded = [0u8; LONGEST];
    let Some(folded) = fold(written, &mut folded) else { return Word::default() };
    table().get(folded).copied().unwrap_or_default()
}

/// The word in small letters, with a plain apostrophe; none for one that is in no list.
fn fold<'b>(written: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut len = 0;
    for character in written.chars() {
        let plain = if character == '’' { '\'' } else { character.to_ascii_lowercase() };
        *buffer.get_mut(len).filter(|_| plain.is_ascii())? = plain as u8;
        len += 1;
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

fn table() -> &'static FxHashMap<Box<str>, Word> {
    static TABLE: OnceLock<FxHashMap<Box<str>, Word>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        table.read(include_str!("../data/words.txt"), function::NAMES, Table::add_function);
        table.read(include_str!("../data/nouns.txt"), noun::NAMES, Table::add_noun);
        table.read(include_str!("../data/verbs.txt"), verb::NAMES, Table::add_verb);
        table.words
    })
}

#[derive(Default)]
struct Table {
    words: FxHashMap<Box<str>, Word>,
}

impl Table {
    /// Reads a list: classes with their words, lines that begin with a space go on.
    fn read(&mut self, list: &str, names: &[(&str, Set)], add: fn(&mut Self, &str, Set)) {
        let mut class = Set::NONE;
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let words = match line.split_once(": ") {
                Some((name, words)) if !line.starts_with(' ') => {
                    let named = names.iter().find(|(known, _)| *known == name);
                    class = named.expect("the lists name known classes only").1;
                    words
                }
                _ => line,
            };
            words.split_whitespace().for_each(|word| add(self, word, class));
        }
    }

    fn word(&mut self, word: &str) -> &mut Word {
        self.words.entry(word.into()).or_default()
    }

    fn add_function(&mut self, word: &str, class: Set) {
        let word = self.word(word);
        word.function = word.function.or(class);
    }

    fn add_noun(&mut self, singular: &str, class: Set) {
        for word in [singular.to_owned(), with_s(singular)] {
            let word = self.word(&word);
            word.noun = word.noun.or(class);
        }
    }

    fn add_verb(&mut self, entry: &str, class: Set) {
        let (lemma, irregular) = entry.split_once('=').unwrap_or((entry, ""));
        let (lemma, doubled) = match lemma.strip_suffix('*') {
            Some(lemma) => (lemma, &lemma[lemma.len() - 1..]),
            None => (lemma, ""),
        };
        let (past, participle) = match irregular.trim_end_matches('*').split_once(',') {
            Some((past, participle)) => (past.to_owned(), participle.to_owned()),
            None => (with_ed(lemma, doubled), with_ed(lemma, doubled)),
        };
        let forms = [
            (lemma.to_owned(), form::BASE),
            (with_s(lemma), form::PRESENT),
            (past, form::PAST),
            (participle, form::PARTICIPLE),
            (with_ing(lemma, doubled), form::ING),
        ];
        for (written, form) in forms {
            let word = self.word(&written);
            word.verb = word.verb.or(class);
            word.form = word.form.or(form);
        }
    }
}

fn with_s(word: &str) -> String {
    let before_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with("go") || word.ends_with("do") => format!("{word}es"),
        None if ["s", "sh", "ch", "x", "z"].iter().any(|end| word.ends_with(end)) => {
            format!("{word}es")
        }
        None => format!("{word}s"),
    }
}

fn with_ed(lemma: &str, doubled: &str) -> String {
    let before_y = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ied"),
        None if lemma.ends_with('e') => format!("{lemma}d"),
        None => format!("{lemma}{doubled}ed"),
    }
}

fn with_ing(lemma: &str, doubled: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match lemma.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y'])) {
        Some(stem) => format!("{stem}ing"),
        None => format!("{lemma}{doubled}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for (written, class, of_form) in [
            ("stays", verb::STAY, form::PRESENT),
            ("fled", verb::MOVE, form::PARTICIPLE),
            ("Travelling", verb::MOVE, form::ING),
            ("flies", verb::MOVE, form::PRESENT),
            ("lying", verb::STAY, form::ING),
            ("dying", verb::STAY, form::ING),
            ("denied", verb::DENY, form::PAST),
            ("fleeing", verb::MOVE, form::ING),
            ("goes", verb::MOVE, form::PRESENT),
            ("seen", verb::HOLD, form::PARTICIPLE),
            ("met", verb::MEET, form::PAST),
            ("reached", verb::REACH, form::PAST),
        ] {
            let word = look_up(written);
            assert!(word.verb.has(class) && word.form.has(of_form), "{written}");
        }
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        assert!(look_up("ISN’T").function.has(function::BE_NOT));
        assert!(look_up("cities").noun.has(noun::SITE));
        assert_eq!(look_up("Zürich"), Word::default());
        assert_eq!(look_up(&"a".repeat(99)), Word::default());
    }
}
