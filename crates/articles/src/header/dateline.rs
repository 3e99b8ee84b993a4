use crate::date::{self, Written};

/// The opening of a report: where it was written, when, and by which agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoundDateline<'a> {
    /// The place as printed, with what qualifies it: "TULSA, Okla.".
    pub(crate) place: Option<&'a str>,
    /// The date.
    pub(crate) date: Option<Written>,
    /// The agency as printed.
    pub(crate) agency: Option<&'a str>,
    /// How it ends.
    pub(crate) end: End,
    /// Its length in bytes, the white space before it and the dash after it included.
    pub(crate) length: usize,
}

/// What ends a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// A dash or two hyphens.
    Dash,
    /// A colon.
    Colon,
    /// An agency in parentheses, with nothing after it.
    Agency,
    /// The end of the line.
    Line,
}

impl FoundDateline<'_> {
    /// Whether it says more than a place, which a headline could begin with too.
    pub(crate) fn is_sure(&self) -> bool {
        (self.date.is_some() || self.agency.is_some()) && self.end != End::Line
    }
}

/// The longest dateline that is recognized, in bytes.
const LONGEST: usize = 120;

/// The dateline that a text begins with:
///
/// - "KABUL, Sept. 23 (Agency) -", "Kabul, Sep 23 (Agency) ", "NEW YORK, March 1 -",
///   "OAK BROOK, ILL., Mar 2 -", "Sept 23 (Agency) -";
/// - "WASHINGTON (AP) —", "Dushanbe (Agency) —";
/// - "BEIRUT —", "ISLAMABAD:".
pub(crate) fn at_start(text: &str) -> Option<FoundDateline<'_>> {
    let skipped = text.len() - text.trim_start().len();
    let window = window(&text[skipped..]);
    let cut = cut(window)?;
    let (place, date, trailing) = split_date(cut.head)?;
    let agency = cut.agency.or(trailing);
    let found = FoundDateline { place, date, agency, end: cut.end, length: skipped + cut.length };
    accept(&found).then_some(found)
}

/// The first line of the text and what of the next is needed to see that a dash follows,
/// at most [`LONGEST`] bytes.
fn window(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What stands before the end of a dateline.
struct Cut<'a> {
    head: &'a str,
    agency: Option<&'a str>,
    end: End,
    length: usize,
}

/// Cuts at the first thing that ends a dateline.
fn cut(window: &str) -> Option<Cut<'_>> {
    let bytes = window.as_bytes();
    let at = window.char_indices().find(|&(at, character)| match character {
        '(' | '\n' | '—' | '–' => true,
        '-' => is_dash(bytes, at),
        ':' => bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace),
        _ => false,
    });
    // The end of a text ends a line.
    let (at, mark) = at.or((window.len() < LONGEST).then_some((window.len(), '\n')))?;
    let head = &window[..at];
    let after = &window[at..];
    match mark {
        '(' => cut_agency(head, after),
        '\n' => Some(cut_line(head, after)),
        ':' => Some(Cut { head, agency: None, end: End::Colon, length: at + 1 }),
        _ => Some(Cut { head, agency: None, end: End::Dash, length: at + dash_length(after) }),
    }
}

/// A date at the end of a line may have its dash on the next.
fn cut_line<'a>(head: &'a str, after: &str) -> Cut<'a> {
    let dash = after.get(1..).map_or(0, dash_length);
    match dash {
        0 => Cut { head, agency: None, end: End::Line, length: head.len() },
        _ => Cut { head, agency: None, end: End::Dash, length: head.len() + 1 + dash },
    }
}

/// "(Agency) -" or "(Agency)".
fn cut_agency<'a>(head: &'a str, after: &'a str) -> Option<Cut<'a>> {
    let close = after.find(')')?;
    let agency = after[1..close].trim();
    let fits = agency.len() <= 40
        && !agency.contains('\n')
        && agency.starts_with(|first: char| first.is_alphabetic());
    if !fits {
        return None;
    }
    let rest = &after[close + 1..];
    let blank = rest.len() - rest.trim_start().len();
    let dash = dash_length(&rest[blank..]);
    let (end, length) = match dash {
        0 if rest.starts_with(':') => (End::Colon, 1),
        0 => (End::Agency, 0),
        dash => (End::Dash, blank + dash),
    };
    Some(Cut { head, agency: Some(agency), end, length: head.len() + close + 1 + length })
}

/// A hyphen that is not inside a word.
fn is_dash(bytes: &[u8], at: usize) -> bool {
    let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let after = bytes.get(at + 1);
    after == Some(&b'-') || blank(after) || (before.is_some() && blank(before))
}

/// The length of the dash that a text begins with, 0 for none.
fn dash_length(text: &str) -> usize {
    match text.chars().next() {
        Some(dash @ ('—' | '–')) => dash.len_utf8(),
        Some('-') if text.starts_with("--") => 2,
        Some('-') if is_dash(text.as_bytes(), 0) => 1,
        _ => 0,
    }
}

/// The place before the date, the date, and what stands after it: an agency without
/// parentheses, as in "Okla. March 11, Reuter -".
fn split_date(head: &str) -> Option<(Option<&str>, Option<Written>, Option<&str>)> {
    let separators: &[char] = &[',', ' ', '\t', '|', '/'];
    for start in word_starts(head) {
        if let Some((date, length)) = date::at_start(&head[start..]) {
            let place = head[..start].trim_matches(separators);
            let rest = head[start + length..].trim_matches(separators);
            let agency = (!rest.is_empty()).then_some(rest);
            if agency.is_some_and(|agency| !is_name(agency, 3)) {
                return None;
            }
            return Some(((!place.is_empty()).then_some(place), Some(date), agency));
        }
    }
    let place = without_weekday(head.trim_matches(separators));
    Some(((!place.is_empty()).then_some(place), None, None))
}

fn word_starts(head: &str) -> impl Iterator<Item = usize> {
    let bytes = head.as_bytes();
    (0..bytes.len()).filter(move |&at| {
        bytes[at].is_ascii_alphanumeric()
            && at.checked_sub(1).is_none_or(|before| matches!(bytes[before], b' ' | b',' | b'\t'))
    })
}

/// "KABUL, Wednesday" without the day, which is not part of the place.
fn without_weekday(place: &str) -> &str {
    match place.rsplit_once(',') {
        Some((before, last)) if last.trim_end_matches('.').ends_with("day") => before.trim_end(),
        _ => place,
    }
}

fn accept(found: &FoundDateline<'_>) -> bool {
    let Some(place) = found.place else {
        // "Sept 23 (Agency) - Text" has no place; a date alone is no dateline.
        return found.date.is_some() && found.agency.is_some() && found.end != End::Line;
    };
    if !is_name(place, 7) || starts_like_prose(place) {
        return false;
    }
    match (found.date, found.agency, found.end) {
        // Without a mark after it, a line with a date is often something else.
        (Some(_), _, End::Line) => is_name(place, 3),
        (Some(_), ..) => true,
        (None, _, End::Line) => false,
        (None, Some(_), End::Dash | End::Colon) => true,
        (None, Some(agency), End::Agency) => KNOWN_AGENCIES.contains(&agency),
        (None, None, End::Dash) => is_upper_case(place) && is_name(place, 4),
        (None, None, _) => is_upper_case(place) && is_name(place, 3) && !is_label(place),
    }
}

/// Agencies that are taken as such without a date or a dash.
const KNOWN_AGENCIES: &[&str] = &[
    "AFP", "AP", "APP", "Agencies", "Agency", "ANI", "ANSA", "Bernama", "dpa", "EFE", "IANS",
    "Kyodo", "PTI", "Reuter", "Reuters", "TASS", "UPI", "Xinhua", "Yonhap",
];

/// Whether the words, at most `most` of them, are those of a name: capitalised but for
/// particles, without digits or the marks of a sentence.
fn is_name(text: &str, most: usize) -> bool {
    let mut words = 0;
    let plain = text.split([' ', '\t', ',', '/']).filter(|word| !word.is_empty()).all(|word| {
        words += 1;
        let first = word.chars().next().unwrap_or(' ');
        (first.is_uppercase() || PARTICLES.contains(&word)) && word.chars().all(is_name_character)
    });
    plain && (1..=most).contains(&words) && text.len() <= 80
}

const PARTICLES: &[&str] =
    &["and", "of", "the", "de", "del", "la", "le", "al", "el", "upon", "on", "in", "sur", "am"];

fn is_name_character(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '.' | '-' | '\'' | '’' | '&')
}

/// Words that begin a sentence about a day rather than a dateline: "On September 6 - ".
fn starts_like_prose(place: &str) -> bool {
    let first = place.split([' ', ',']).next().unwrap_or_default();
    ["On", "In", "At", "By", "Since", "Until", "After", "Before", "From", "The", "Of", "For"]
        .contains(&first)
}

/// Words in capitals that label a story instead of placing it.
fn is_label(place: &str) -> bool {
    const LABELS: &[&str] = &[
        "ANALYSIS",
        "BREAKING",
        "CLARIFICATION",
        "COMMENT",
        "CORRECTED",
        "CORRECTION",
        "EDITORIAL",
        "EXCLUSIVE",
        "EXPLAINER",
        "FACTBOX",
        "FEATURE",
        "INTERVIEW",
        "LIVE",
        "NOTE",
        "OPINION",
        "TIMELINE",
        "UPDATE",
        "VIDEO",
        "WATCH",
    ];
    LABELS.contains(&place)
}

/// Whether a name is printed in capitals; what qualifies it after a comma need not be.
fn is_upper_case(place: &str) -> bool {
    let first = place.split(',').next().unwrap_or_default();
    let letters = || first.chars().filter(|character| character.is_alphabetic());
    letters().count() >= 2 && letters().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Option<String> {
        at_start(text).map(|found| {
            let date = found.date.map_or(String::new(), |date| match date {
                Written::Complete(date) => date.to_string(),
                Written::EitherOrder { day_first, .. } => day_first.year().to_string(),
                Written::WithoutYear { month, day } => format!("--{month}-{day}"),
            });
            let (place, agency) = (found.place.unwrap_or(""), found.agency.unwrap_or(""));
            format!("{place}|{date}|{agency}|{}", text[found.length..].trim_start())
        })
    }

    #[test]
    fn datelines_of_agencies_and_papers() {
        for (text, expected) in [
            ("KABUL, Sept 23 (Agency) — Text", "KABUL|--9-23|Agency|Text"),
            ("Kabul, Sep 23 (Agency) Ahmad", "Kabul|--9-23|Agency|Ahmad"),
            (
                "Dushanbe, 24 September 2021 (Oxus Wire) - Text",
                "Dushanbe|2021-09-24|Oxus Wire|Text",
            ),
            ("NEW YORK, March 1 -\nText", "NEW YORK|--3-1||Text"),
            ("INDIANAPOLIS, IND., March 4-\nText", "INDIANAPOLIS, IND.|--3-4||Text"),
            ("TULSA, Okla., March 23 -\nText", "TULSA, Okla.|--3-23||Text"),
            (
                "OKLAHOMA CITY, Okla. March 11, Reuter -\nText",
                "OKLAHOMA CITY, Okla.|--3-11|Reuter|Text",
            ),
            ("WASHINGTON (AP) — Text", "WASHINGTON||AP|Text"),
            ("WASHINGTON (AP) Text", "WASHINGTON||AP|Text"),
            ("LONDON/PARIS, May 3 - Text", "LONDON/PARIS|--5-3||Text"),
            ("    WASHINGTON, Feb 27 - The USDA", "WASHINGTON|--2-27||The USDA"),
            ("BEIRUT — Text", "BEIRUT|||Text"),
            ("BEIRUT -- Text", "BEIRUT|||Text"),
            ("BEIRUT, Wednesday — Text", "BEIRUT|||Text"),
            ("ISLAMABAD: The prime minister", "ISLAMABAD|||The prime minister"),
            ("Sept 23 (Oxus Wire) - Text", "|--9-23|Oxus Wire|Text"),
            ("PORT-AU-PRINCE, Haiti (AP) — Text", "PORT-AU-PRINCE, Haiti||AP|Text"),
            ("LONDON, March 3\nText", "LONDON|--3-3||Text"),
            ("LONDON, March 3\n- Text", "LONDON|--3-3||Text"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn prose_is_no_dateline() {
        for text in [
            "",
            "-",
            "(",
            "Ahmad Massoud (L) and the others",
            "On September 6 - the day the valley fell - he left.",
            "The valley - the last stronghold - fell.",
            "Massoud has been in Tajikistan - but not for long.",
            "EXCLUSIVE: Massoud speaks",
            "Saleh: \"I am here\"",
            "NATO (the alliance) is",
            "1987 - a year",
            "KABUL",
            "UNILEVER PLC AND NV 1986 4TH QTR TO DEC 31\n",
            "September 23",
            "Absorbed the OXUS DEMOCRAT May 1, 1909\n",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "[A-Za-z0-9 ,.()\\-—–:\n\té]{0,160}") {
            if let Some(found) = at_start(&text) {
                prop_assert!(text.is_char_boundary(found.length));
            }
        }
    }
}
