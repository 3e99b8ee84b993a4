//! The agency of a dateline, which stands where a place could.

use dateline_model::ByteSpan;

/// The longest head of a dateline, in bytes: "SAN SALVADOR, El Salvador, Sept. 16, 2021 (".
const LONGEST_HEAD: usize = 80;

/// Whether the name at `span` is that of the agency in a dateline, as in
/// "PIRAEUS, Feb 16 (Brenta) -- ": in brackets between the line's first words and a dash.
///
/// A bracket right behind the first name may also say where that lies, "PARIS (Texas) —":
/// such a name is the agency only where a date or something else comes between.
pub(crate) fn is_agency(text: &str, span: ByteSpan) -> bool {
    let (Some(before), Some(after)) = (text.get(..span.start()), text.get(span.end()..)) else {
        return false;
    };
    let Some(before) = before.strip_suffix('(') else { return false };
    is_closed_with_dash(after) && is_dated_head(before)
}

/// Whether a bracket closes and a dash follows, as between a dateline and its text.
fn is_closed_with_dash(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(')') else { return false };
    rest.trim_start_matches([' ', '\u{a0}']).starts_with(['-', '–', '—', '―'])
}

/// Whether the end of a text is the head of a dateline with more than a name: a line that
/// begins with a capital and has a comma or a figure.
fn is_dated_head(before: &str) -> bool {
    let start = before.floor_char_boundary(before.len().saturating_sub(LONGEST_HEAD));
    let near = &before[start..];
    let line = match near.rfind('\n') {
        Some(end) => &near[end + 1..],
        None if start == 0 => near,
        None => return false,
    };
    line.trim_start().starts_with(char::is_uppercase)
        && line.contains(|letter: char| letter == ',' || letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bracket_of_a_dateline_names_the_agency() {
        for (text, name, expected) in [
            ("PIRAEUS, Feb 16 (Brenta) -- Ships waited", "Brenta", true),
            ("KABUL, Sept 3 (Khaama) — The Taliban", "Khaama", true),
            ("A title\nLONDON 2 January (London) - The bank", "London", true),
            ("PARIS (Texas) — A man died", "Texas", false),
            ("In Paris, he said, Athens (Georgia) won", "Georgia", false),
            ("the deal, signed in 2001 (Geneva) - the last", "Geneva", false),
            ("KABUL, Sept 3 (Khaama)", "Khaama", false),
            ("Brenta", "Brenta", false),
        ] {
            let start = text.find(&format!("({name}")).map_or(0, |bracket| bracket + 1);
            let span = ByteSpan::new(start, start + name.len());
            assert_eq!(is_agency(text, span), expected, "{text}");
        }
    }

    #[test]
    fn a_long_line_is_no_head() {
        let text = format!("{}, 16 (Brenta) -- Ships", "Word ".repeat(30));
        let start = text.find("Brenta").unwrap();
        assert!(!is_agency(&text, ByteSpan::new(start, start + 6)));
        assert!(!is_agency("é(", ByteSpan::new(1, 9)));
    }
}
