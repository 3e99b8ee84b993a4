//! A printed name to its parts.

use std::borrow::Cow;

use crate::Generation;
use crate::letters::letters;
use crate::lexicon::{self, Particle, Title};
use crate::part::{Form, Part, Role};

/// Parts beyond this are not looked at: no name has more, and it bounds the time.
pub(crate) const MOST_PARTS: usize = 12;

/// Words beyond this are not read at all.
const MOST_WORDS: usize = 48;

/// Where a name has its family name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FamilyPlace {
    /// The print says so: by a comma or by capitals.
    Printed,
    /// Last, as usual.
    Last,
    /// First or last: the name may be Chinese, Korean or Vietnamese.
    EitherEnd,
}

/// A name in its parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    pub(crate) parts: Vec<Part>,
    pub(crate) generation: Option<Generation>,
    pub(crate) family: FamilyPlace,
}

/// Reads a printed name; one without a letter has no parts.
pub(crate) fn parse(printed: &str) -> Parsed {
    let mut words = words(&without_nickname(printed));
    let generation = take_generation(&mut words);
    cut_titles(&mut words);
    split_initials(&mut words);
    let mut family = mark_family(&mut words);
    let mut parts = assemble(&words);
    parts.truncate(MOST_PARTS);
    if family == FamilyPlace::Last {
        family = default_family(&mut parts);
    }
    mark_patronymics(&mut parts);
    Parsed { parts, generation, family }
}

/// The name without a second given name in brackets or quotes inside it, as in
/// `James (Jim) Hedges`; what is left over has to be a whole name.
fn without_nickname(printed: &str) -> Cow<'_, str> {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('"', '"'), ('\u{201c}', '\u{201d}'), ('[', ']')];
    for (opens, closes) in PAIRS {
        let Some((before, rest)) = printed.split_once(opens) else { continue };
        let Some((_, after)) = rest.split_once(closes) else { continue };
        let has_name = |part: &str| part.chars().any(char::is_alphabetic);
        if has_name(before) && has_name(after) {
            return Cow::Owned(format!("{before} {after}"));
        }
    }
    Cow::Borrowed(printed)
}

/// One printed word: what stands between white space, hyphens, full stops and commas.
struct Word {
    letters: String,
    case: Case,
    /// Whether a comma stands after it.
    comma: bool,
    /// Whether the print makes it part of the family name.
    family: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Capitals,
    Mixed,
    /// One letter, or a script without case.
    Open,
}

impl Word {
    fn read(printed: &str) -> Option<Self> {
        let letters = letters(printed);
        (!letters.is_empty()).then(|| Self {
            case: case(printed),
            letters,
            comma: false,
            family: false,
        })
    }
}

fn case(printed: &str) -> Case {
    let (mut upper, mut lower) = (0, 0);
    for character in printed.chars() {
        upper += usize::from(character.is_uppercase());
        lower += usize::from(character.is_lowercase());
    }
    match (upper, lower) {
        (_, 1..) => Case::Mixed,
        (2.., 0) => Case::Capitals,
        _ => Case::Open,
    }
}

fn words(printed: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut from = 0;
    let ends = printed.char_indices().filter(|&(_, character)| is_separator(character));
    for (to, separator) in ends.chain([(printed.len(), ' ')]) {
        if words.len() == MOST_WORDS {
            break;
        }
        words.extend(Word::read(&printed[from..to]));
        from = printed.len().min(to + separator.len_utf8());
        if separator == ','
            && let Some(last) = words.last_mut()
        {
            last.comma = true;
        }
    }
    words
}

fn is_separator(character: char) -> bool {
    /// The signs that stand between parts of names, the middle dots of Chinese and Japanese
    /// among them.
    const SIGNS: [char; 13] =
        ['-', '.', ',', ';', '(', ')', '/', '_', '"', '\u{201c}', '\u{201d}', '\u{b7}', '\u{30fb}'];
    character.is_whitespace()
        || SIGNS.contains(&character)
        || ('\u{2010}'..='\u{2015}').contains(&character)
}

/// Takes out the word that tells a son from a father, and what else stands after names.
fn take_generation(words: &mut Vec<Word>) -> Option<Generation> {
    let mut found = None;
    let mut at = words.len();
    while at > 1 {
        at -= 1;
        let word = &words[at];
        let generation = Generation::of(&word.letters).filter(|_| is_suffix_place(words, at));
        let cut =
            generation.is_some() || (at + 1 == words.len() && lexicon::is_suffix(&word.letters));
        if cut {
            found = found.or(generation);
            let comma = words[at].comma;
            words.remove(at);
            // "King, Jr., Martin": the comma before the suffix goes with it, the one
            // after it stays.
            words[at - 1].comma = comma && at < words.len();
        }
    }
    found
}

/// Whether a generation can stand here: last, or where a comma sets it off.
fn is_suffix_place(words: &[Word], at: usize) -> bool {
    at + 1 == words.len() || words[at].comma || words[at - 1].comma
}

/// Cuts titles off the front, and off what follows the comma in "ROWHANI, Hojatoleslam
/// Hassan", while enough of a name remains.
fn cut_titles(words: &mut Vec<Word>) {
    cut_titles_from(words, 0);
    if let Some(comma) = words.iter().position(|word| word.comma) {
        cut_titles_from(words, comma + 1);
    }
}

fn cut_titles_from(words: &mut Vec<Word>, from: usize) {
    let mut cut = from;
    // "King, Martin Luther" has no title.
    let title_at = |at: usize| {
        let word = words.get(at).filter(|word| !word.comma)?;
        lexicon::title(&word.letters)
    };
    while let Some(title) = title_at(cut) {
        let needed = match title {
            Title::Always => 1,
            Title::OrName => 2,
        };
        if names(&words[cut + 1..]) + from.min(1) < needed {
            break;
        }
        cut += 1;
    }
    words.drain(from..cut);
}

/// How many words are names, not particles.
fn names(words: &[Word]) -> usize {
    words.iter().filter(|word| lexicon::particle(&word.letters).is_none()).count()
}

/// Takes capitals such as the JP of "JP Lindqvist" for two initials.
fn split_initials(words: &mut Vec<Word>) {
    if !words.iter().any(|word| word.case == Case::Mixed) {
        return;
    }
    let mut at = 0;
    while at < words.len() {
        let word = &mut words[at];
        let initials = word.case == Case::Capitals
            && word.letters.len() == 2
            && word.letters.bytes().all(|letter| letter.is_ascii() && !b"aeiou".contains(&letter));
        at += 1;
        if initials {
            word.case = Case::Open;
            let second = word.letters.split_off(1);
            let comma = std::mem::take(&mut word.comma);
            words.insert(at, Word { letters: second, case: Case::Open, comma, family: false });
        }
    }
}

/// Marks what the print tells to be the family name, and puts it last.
fn mark_family(words: &mut [Word]) -> FamilyPlace {
    let comma = words.iter().position(|word| word.comma);
    if let Some(comma) = comma.filter(|comma| comma + 1 < words.len()) {
        words[..=comma].iter_mut().for_each(|word| word.family = true);
        words.rotate_left(comma + 1);
        return FamilyPlace::Printed;
    }
    let capitals = words.iter().filter(|word| word.case == Case::Capitals).count();
    let mixed = words.iter().filter(|word| word.case == Case::Mixed).count();
    if capitals == 0 || mixed == 0 {
        return FamilyPlace::Last;
    }
    for word in words.iter_mut() {
        word.family = word.case == Case::Capitals;
    }
    // "MASSOUD Ahmad": a block of capitals in front goes last, as behind a comma.
    let front = words.iter().take_while(|word| word.family).count();
    if front == capitals {
        words.rotate_left(front);
    }
    FamilyPlace::Printed
}

/// Puts words together to parts: particles go with what follows, servants (`Abd al-X`),
/// faiths (`X al-Din`) and kunyas (`Abu X`) become one part.
fn assemble(words: &[Word]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut pending = Pending::default();
    for (at, word) in words.iter().enumerate() {
        let last = at + 1 == words.len();
        if !last && pending.takes(word, at) {
            continue;
        }
        if let Some(whole) = faith(&word.letters, pending.article)
            && let Some(before) = parts.last_mut()
            && before.form == Form::Full
        {
            let letters = format!("{}{whole}", before.letters);
            *before = Part::new(&letters, "", before.role);
            pending = Pending::default();
            continue;
        }
        parts.push(std::mem::take(&mut pending).part(word));
    }
    parts
}

/// The second half of names such as Nur al-Din and Nasr Allah, as it is joined.
fn faith(letters: &str, article: bool) -> Option<&'static str> {
    match letters {
        "din" | "deen" | "dine" | "eddin" | "eddine" | "uddin" | "aldin" | "addin" | "eldin" => {
            Some("adin")
        }
        "ullah" | "allah" | "ollah" | "ulla" | "alla" => Some("ullah"),
        "eldine" | "uldin" if article => Some("adin"),
        _ => None,
    }
}

/// What has been read and waits for the part it belongs to.
#[derive(Default)]
struct Pending {
    particles: String,
    article: bool,
    ancestor: bool,
    prefix: Prefix,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    #[default]
    None,
    /// `Abd`, `Abdul`.
    Servant,
    /// `Abu`.
    Father,
    /// `Mc`.
    Clan,
}

impl Prefix {
    fn of(letters: &str) -> Option<Self> {
        Some(match letters {
            "abd" | "abdul" | "abdel" | "abdal" | "abdol" | "abdur" | "abdus" | "abdu"
            | "abdool" => Self::Servant,
            "abu" | "abou" | "aboo" => Self::Father,
            "mc" => Self::Clan,
            _ => return None,
        })
    }
}

impl Pending {
    /// Whether a word that is not the last belongs to the part after it.
    fn takes(&mut self, word: &Word, at: usize) -> bool {
        let letters = word.letters.as_str();
        if let Some(prefix) = Prefix::of(letters) {
            self.prefix = prefix;
            return true;
        }
        let Some(particle) = lexicon::particle(letters) else { return false };
        // "Le Duc Tho", "Ben Affleck", "Do Muoi": in front it is a name of its own, unless
        // it cannot be one.
        let name_in_front = at == 0
            && !word.family
            && !matches!(letters, "al" | "el" | "bin" | "ibn" | "de" | "von" | "van");
        if name_in_front {
            return false;
        }
        self.article |= particle == Particle::Article;
        self.ancestor |= particle == Particle::Descent;
        self.particles.push_str(letters);
        true
    }

    fn part(self, word: &Word) -> Part {
        let role = match (word.family, self.ancestor) {
            (true, _) => Role::Family,
            (false, true) => Role::Ancestor,
            (false, false) => Role::Given,
        };
        let letters = match self.prefix {
            Prefix::Servant => servant(&word.letters),
            Prefix::Father => format!("abu{}", word.letters),
            Prefix::Clan => format!("mac{}", word.letters),
            Prefix::None => plain(&word.letters),
        };
        Part::new(&letters, &self.particles, role)
    }
}

/// The letters of a servant's name, by whose servant he is: `Abd al-Rahman` is `abdrahman`.
fn servant(of: &str) -> String {
    match of {
        "allah" | "ullah" | "ollah" | "alla" | "ulla" => "abdullah".to_owned(),
        _ => format!("abd{of}"),
    }
}

/// A word by itself: compounds written as one take the form of those written as several.
fn plain(letters: &str) -> String {
    if let Some(of) = joined_servant(letters) {
        return format!("abd{of}");
    }
    for ending in ["eddine", "eddin", "uddin", "addin", "uldin", "eldin", "aldin", "odin", "oddin"]
    {
        if let Some(first) = letters.strip_suffix(ending)
            && first.len() >= 2
        {
            return format!("{first}adin");
        }
    }
    if let Some(rest) = letters.strip_prefix("mc")
        && rest.len() >= 3
    {
        return format!("mac{rest}");
    }
    letters.to_owned()
}

/// Whose servant a name written as one word says: `rahman` of `abdurrahman`.
fn joined_servant(letters: &str) -> Option<&str> {
    let rest = letters.strip_prefix("abd")?.strip_prefix(['u', 'e', 'a', 'o'])?;
    let (linked, of) = (rest.chars().next()?, rest.get(1..)?);
    let assimilated = of.starts_with(linked);
    let whole = matches!(of, "lah" | "la" | "loh" | "ah");
    ((linked == 'l' || assimilated) && of.len() >= 3 && !whole).then_some(of)
}

/// Gives the family role where the print does not tell; a single part may be either name.
fn default_family(parts: &mut [Part]) -> FamilyPlace {
    let [first, .., last] = parts else { return FamilyPlace::Last };
    let starts_with_family = lexicon::is_family_first(&first.letters);
    last.set_role(Role::Family);
    let short = |part: &Part| part.letters.len() <= 7 && !part.known.is_pet_form();
    if starts_with_family && parts.len() <= 3 && parts[1..].iter().all(short) {
        FamilyPlace::EitherEnd
    } else {
        FamilyPlace::Last
    }
}

/// Slavic patronymics by their endings, where they stand between other parts.
fn mark_patronymics(parts: &mut [Part]) {
    const ENDINGS: [&str; 10] =
        ["ovich", "evich", "ovych", "evych", "ovna", "evna", "avich", "yovych", "ivna", "ichna"];
    if parts.len() < 3 {
        return;
    }
    for part in parts.iter_mut().skip(1) {
        let patronymic = ENDINGS.iter().any(|ending| part.letters.ends_with(ending));
        if patronymic && part.role == Role::Given {
            part.set_role(Role::Ancestor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of the parts, a family name in capitals and an ancestor's in brackets.
    fn shown(printed: &str) -> String {
        let parsed = parse(printed);
        let parts = parsed.parts.iter().map(|part| match part.role {
            Role::Given => part.letters.to_string(),
            Role::Family => part.letters.to_uppercase(),
            Role::Ancestor => format!("[{}]", part.letters),
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parts_and_their_roles() {
        for (printed, expected) in [
            ("Ahmad Shah Massoud", "ahmad shah MASSOUD"),
            ("BIN LADEN, Usama", "usama LADEN"),
            ("King, Jr., Martin Luther", "martin luther KING"),
            ("Pilar Inés SOTO ARANDA", "pilar ines SOTO ARANDA"),
            ("MASSOUD Ahmad", "ahmad MASSOUD"),
            ("Gen. Abdul Rashid Dostum", "abdrashid DOSTUM"),
            ("Abdurrahman Yusuf", "abdrahman YUSUF"),
            ("Abdullah Abdullah", "abdullah ABDULLAH"),
            ("Nur al-Din Zinki", "nuradin ZINKI"),
            ("Abu Bakr al-Baghdadi", "abubakr BAGHDADI"),
            ("Tarek bin Mohammed Haddad", "tarek [mohammed] HADDAD"),
            ("Vladimir Vladimirovich Putin", "vladimir [vladimirovich] PUTIN"),
            ("Hafez al-Assad", "hafez ASSAD"),
            ("Hafiz Muhammad Saeed", "muhammad SAEED"),
            ("Ludwig van Beethoven", "ludwig BEETHOVEN"),
            ("Ben Affleck", "ben AFFLECK"),
            ("Le Duc Tho", "le duc THO"),
            ("JP Lindqvist", "j p LINDQVIST"),
            ("Mullah Omar", "omar"),
            ("Dr.", "dr"),
            ("…", ""),
        ] {
            assert_eq!(shown(printed), expected, "{printed}");
        }
    }

    #[test]
    fn generations_are_taken_out() {
        for (printed, expected) in [
            ("Martin King Jr.", Some(Generation::Junior)),
            ("Martin King, Sr.", Some(Generation::Senior)),
            ("Hale, Jr., Winston", Some(Generation::Junior)),
            ("George VI", None),
            ("John Smith III", Some(Generation::Third)),
            ("Jr", None),
        ] {
            assert_eq!(parse(printed).generation, expected, "{printed}");
        }
    }
}
