//! A span of text to the name that is looked up, and what the words around it say of it.

use dateline_gazetteer::Entry;
use dateline_model::{ByteSpan, PlaceKind, fold};

use super::agency::is_agency;
use crate::vocabulary::Vocabulary;

/// The longest name that is looked up, in bytes: longer ones are in no gazetteer.
const LONGEST_NAME: usize = 64;

/// How many bytes on either side of a name are read.
const REACH: usize = 48;

/// The most words of a container's name: "West Virginia", "United Arab Emirates".
const CONTAINER_WORDS: usize = 3;

/// A name of a place as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toponym {
    /// The name as the gazetteer writes it.
    pub(crate) name: String,
    /// What kind of place the words say it is.
    pub(crate) hint: Option<Hint>,
    /// What may contain it, by the words behind it.
    pub(crate) container: Option<Container>,
    /// How it is written.
    pub(crate) spelling: Spelling,
}

/// A name behind another one that may be that of what contains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Container {
    /// The name as the gazetteer writes it.
    pub(crate) name: String,
    pub(crate) link: Link,
}

/// What stands between a name and that of what may contain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Link {
    /// A comma or a bracket: "Paris, Texas".
    Sign,
    /// "in": "Springfield in Illinois", but also "Texans in Paris".
    In,
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Spelling {
    /// In two or three capitals: "US", "NSW".
    Acronym,
    /// In any other way.
    Word,
}

impl Spelling {
    fn of(printed: &str) -> Self {
        let is_short = (2..=3).contains(&printed.len());
        let is_upper = printed.bytes().all(|letter| letter.is_ascii_uppercase());
        if is_short && is_upper { Self::Acronym } else { Self::Word }
    }
}

/// What kind of place a word beside a name says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Hint {
    /// "city", "town", "village".
    Settlement,
    /// "province", "state", "region".
    Region,
    /// "county", "parish": a part of a region.
    County,
    /// "river", "lake", "mountains".
    Feature,
}

impl Hint {
    /// What a word says; `None` for one that says nothing.
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "city" | "town" | "village" | "township" | "municipality" | "metro" | "suburb"
            | "borough" | "hamlet" | "settlement" | "capital" => Self::Settlement,
            "state" | "province" | "region" | "governorate" | "oblast" | "prefecture"
            | "territory" | "department" | "republic" | "provinces" | "states" | "regions"
            | "kingdom" | "emirate" | "commonwealth" => Self::Region,
            "county" | "counties" | "parish" | "parishes" => Self::County,
            "river" | "lake" | "mountain" | "mountains" | "sea" | "valley" | "island"
            | "islands" | "peninsula" | "desert" | "bay" | "gulf" | "ocean" | "strait"
            | "canal" | "hills" | "mount" => Self::Feature,
            _ => return None,
        })
    }

    /// Whether a place of this kind is what the hint asks for.
    pub(crate) fn asks_for(self, kind: PlaceKind, is_county: bool) -> bool {
        match self {
            Self::Settlement => matches!(kind, PlaceKind::City | PlaceKind::Site),
            Self::Region => matches!(kind, PlaceKind::Region | PlaceKind::Country) && !is_county,
            Self::County => is_county,
            Self::Feature => kind == PlaceKind::Feature,
        }
    }
}

impl Toponym {
    /// Reads the name at `span` of `text`; none where it is nothing that a gazetteer may
    /// have: an airport or a street is not the city it is called after, nor an agency.
    pub(crate) fn read(text: &str, span: ByteSpan, vocabulary: &Vocabulary) -> Option<Self> {
        let printed = span.of(text)?;
        if is_agency(text, span) {
            return None;
        }
        let around = Around { before: before(text, span.start()), after: after(text, span.end()) };
        let Named { name, hint } = named(folded(printed)?, around, vocabulary)?;
        let container = container(around.after, vocabulary);
        Some(Self { name, hint, container, spelling: Spelling::of(printed) })
    }

    /// Whether the name as it is written may mean the entry: what a town is usually called
    /// is no acronym, "EU" is not Eu.
    pub(crate) fn may_mean(&self, entry: &Entry) -> bool {
        self.spelling == Spelling::Word || entry.kind != PlaceKind::City || !entry.is_main_name
    }
}

/// The text on both sides of a name.
#[derive(Debug, Clone, Copy)]
struct Around<'a> {
    before: &'a str,
    after: &'a str,
}

impl Around<'_> {
    /// What the next word, or "the city of" before, says.
    fn hint(self) -> Option<Hint> {
        let mut words = self.before.split_ascii_whitespace().rev();
        let kind = match words.next() {
            Some("of") if self.before.ends_with(' ') => words.next(),
            Some(word @ ("capital" | "city" | "town" | "village")) => Some(word),
            _ => None,
        };
        let next = self.after.strip_prefix([' ', '-']).map(first_word);
        let next = next.filter(|word| word.starts_with(|first: char| first.is_lowercase()));
        let said = |word: Option<&str>| word.and_then(|word| Hint::of(&fold(word)));
        said(next)
            .or_else(|| said(kind))
            .or_else(|| self.is_listed_county().then_some(Hint::County))
    }

    /// Whether counties are listed: "Madison, Morgan and Limestone counties".
    fn is_listed_county(self) -> bool {
        for word in self.after.split_ascii_whitespace() {
            match word.trim_end_matches([',', '.', ';', ':', ')']) {
                "counties" | "Counties" => return true,
                "and" | "" => {}
                name if name.starts_with(char::is_uppercase) => {}
                _ => return false,
            }
        }
        false
    }
}

/// What is looked up for a name.
struct Named {
    name: String,
    hint: Option<Hint>,
}

/// The longest part of the name that the gazetteer has.
fn named(folded: String, around: Around<'_>, vocabulary: &Vocabulary) -> Option<Named> {
    let is_known = |name: &str| !vocabulary.candidates(name).is_empty();
    let hint = around.hint();
    if hint == Some(Hint::County) {
        let county = format!("{folded} county");
        if is_known(&county) {
            return Some(Named { name: county, hint });
        }
    }
    if is_known(&folded) {
        return Some(Named { name: folded, hint });
    }
    let (bare, hint) =
        without_kind(&folded).map_or((folded.as_str(), hint), |(bare, own)| (bare, Some(own)));
    let bare = without_direction(bare);
    (bare != folded && is_known(bare)).then(|| Named { name: bare.to_owned(), hint })
}

/// The name without the word that says what it is: "panjshir province", "city of york".
fn without_kind(name: &str) -> Option<(&str, Hint)> {
    if let Some((kind, rest)) = name.split_once(" of ") {
        let kind = kind.strip_prefix("the ").unwrap_or(kind);
        return Some((rest, Hint::of(kind)?));
    }
    let (rest, kind) = name.rsplit_once(' ')?;
    Some((rest, Hint::of(kind)?)).filter(|(_, hint)| *hint != Hint::Feature)
}

/// The name without a word that says which part of it is meant: its place stands for the
/// part's.
pub(super) fn without_direction(name: &str) -> &str {
    let Some((first, rest)) = name.split_once([' ', '-']) else { return name };
    let is_direction = matches!(
        first,
        "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
            | "downtown"
            | "greater"
            | "upper"
            | "lower"
            | "inner"
            | "outer"
            | "mainland"
            | "metropolitan"
    );
    if is_direction { rest } else { name }
}

/// The printed name as names are compared: folded, without "the" and the possessive, white
/// space as single spaces.
fn folded(printed: &str) -> Option<String> {
    if printed.len() > LONGEST_NAME {
        return None;
    }
    let folded = fold(printed.trim());
    let bare = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(&folded);
    let bare = bare.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
    let bare = bare.strip_prefix("the ").unwrap_or(bare);
    if !bare.is_empty() && is_single_spaced(bare) {
        return Some(bare.to_owned());
    }
    let mut name = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    (!name.is_empty()).then_some(name)
}

/// Whether all white space of a trimmed name is single spaces.
fn is_single_spaced(name: &str) -> bool {
    let mut was_space = false;
    name.bytes().all(|byte| {
        let is_double = byte == b' ' && was_space;
        was_space = byte == b' ';
        !is_double && (byte.is_ascii_graphic() || was_space)
    })
}

/// The name behind a comma, a bracket or "in" that may be what contains the one before, in
/// the longest form that the gazetteer has.
fn container(after: &str, vocabulary: &Vocabulary) -> Option<Container> {
    let signs = [(", in ", Link::Sign), (", ", Link::Sign), (" (", Link::Sign), (" in ", Link::In)];
    let (rest, link) =
        signs.into_iter().find_map(|(sign, link)| Some((after.strip_prefix(sign)?, link)))?;
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let rest = without_direction(rest);
    if !rest.starts_with(|first: char| first.is_uppercase()) {
        return None;
    }
    let ends = word_ends(rest).take(CONTAINER_WORDS).collect::<Vec<_>>();
    let name = ends.into_iter().rev().find_map(|end| known_name(&rest[..end], vocabulary))?;
    Some(Container { name, link })
}

/// The name that is written here with a sign behind it, if the gazetteer has it; a final
/// stop may be part of it: "Ga.".
fn known_name(written: &str, vocabulary: &Vocabulary) -> Option<String> {
    let bare = written.trim_end_matches([',', ')', ';', ':']);
    [bare, bare.trim_end_matches('.')].into_iter().find_map(|name| {
        let name = fold(name.strip_suffix("'s").unwrap_or(name));
        (!vocabulary.candidates(&name).is_empty()).then(|| name.into_owned())
    })
}

/// Where the first words of a text end, up to one with a sign behind it that ends a name.
fn word_ends(text: &str) -> impl Iterator<Item = usize> {
    let mut closed = false;
    let spaces = text.char_indices().filter(|(_, letter)| letter.is_whitespace());
    spaces.map(|(at, _)| at).chain([text.len()]).take_while(move |&end| {
        let was_closed = closed;
        closed = text[..end].ends_with([',', ')', ';', ':']);
        !was_closed
    })
}

fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphabetic());
    &text[..end.unwrap_or(text.len())]
}

/// The few bytes before a position, whole characters of one line.
fn before(text: &str, end: usize) -> &str {
    let start = text.floor_char_boundary(end.saturating_sub(REACH));
    let near = &text[start..end];
    near.rfind('\n').map_or(near, |line| &near[line + 1..])
}

/// The few bytes after a position, whole characters of one line.
fn after(text: &str, start: usize) -> &str {
    let end = text.floor_char_boundary((start + REACH).min(text.len()));
    let near = &text[start..end];
    near.find('\n').map_or(near, |line| &near[..line])
}
