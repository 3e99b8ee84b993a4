/// Gives the pieces of a line that are text, with where they begin in it: without marks of
/// emphasis, images, and the targets of links.
pub(super) fn read(line: &str, mut piece: impl FnMut(&str, usize)) {
    let mut run = 0;
    let mut at = 0;
    while let Some(length) = find_mark(&line[at..]) {
        at += length;
        match mark(line, at) {
            Mark::Skip(length) => {
                piece(&line[run..at], run);
                at += length;
                run = at;
            }
            Mark::Keep(length) => at += length,
            Mark::Escape => {
                piece(&line[run..at], run);
                run = at + 1;
                at = run + 1;
            }
        }
    }
    piece(&line[run..], run);
}

/// What a character that could be a mark is, and how many bytes that goes for.
enum Mark {
    /// Marks.
    Skip(usize),
    /// Text.
    Keep(usize),
    /// A mark, and then one character of text, whatever it looks like.
    Escape,
}

/// Where the next character stands that could be a mark. All of them are ASCII.
fn find_mark(text: &str) -> Option<usize> {
    const MARKS: &[u8] = b"*_`[]!<\\";
    text.bytes().position(|byte| MARKS.contains(&byte))
}

fn mark(line: &str, at: usize) -> Mark {
    let rest = &line[at..];
    let length = match rest.as_bytes()[0] {
        mark @ (b'*' | b'_') => return emphasis(line, at, mark),
        b'`' => rest.bytes().take_while(|&byte| byte == b'`').count(),
        b'!' => image(rest),
        b'[' if link_follows(rest) => 1,
        b']' => target(&rest[1..]).map_or(0, |length| 1 + length),
        b'<' => tag(rest),
        b'\\' if rest[1..].starts_with(|next: char| next.is_ascii_punctuation()) => {
            return Mark::Escape;
        }
        _ => 0,
    };
    if length == 0 { Mark::Keep(1) } else { Mark::Skip(length) }
}

/// A run of marks that touches a word; "2 * 3" has none, nor has `snake_case`.
fn emphasis(line: &str, at: usize, mark: u8) -> Mark {
    let length = line[at..].bytes().take_while(|&byte| byte == mark).count();
    let before = line[..at].chars().next_back();
    let after = line[at + length..].chars().next();
    let blank = |side: Option<char>| side.is_none_or(char::is_whitespace);
    let word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    let apart = blank(before) && blank(after);
    let inside = mark == b'_' && word(before) && word(after);
    if apart || inside { Mark::Keep(length) } else { Mark::Skip(length) }
}

/// The longest text or target of a link that is looked for, in bytes. It keeps the search
/// for an end that is not there from being repeated over a whole line.
const LONGEST: usize = 500;

fn image(rest: &str) -> usize {
    let Some(inner) = rest.strip_prefix("![") else { return 0 };
    let Some(close) = find_within(inner, b']') else { return 0 };
    target(&inner[close + 1..]).map_or(0, |length| 2 + close + 1 + length)
}

/// Whether a bracket opens the text of a link.
fn link_follows(rest: &str) -> bool {
    find_within(rest, b']').is_some_and(|close| target(&rest[close + 1..]).is_some())
}

/// The length of the target that follows the text of a link: `(url)` or `[label]`.
fn target(rest: &str) -> Option<usize> {
    let close = match rest.as_bytes().first()? {
        b'(' => find_within(rest, b')'),
        b'[' => find_within(rest, b']'),
        _ => None,
    };
    close.map(|close| close + 1)
}

/// A tag of HTML that Markdown is written with.
fn tag(rest: &str) -> usize {
    const KNOWN: &[&str] =
        &["a", "b", "br", "div", "em", "i", "img", "p", "span", "strong", "sub", "sup", "u"];
    let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let ended = name[length..].starts_with(['>', ' ', '/']);
    if !ended || !KNOWN.contains(&&name[..length]) {
        return 0;
    }
    find_within(rest, b'>').map_or(0, |close| close + 1)
}

fn find_within(text: &str, byte: u8) -> Option<usize> {
    let window = &text.as_bytes()[..text.len().min(LONGEST)];
    memchr::memchr(byte, window)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_within_a_line() {
        for (line, expected) in [
            ("plain", "plain"),
            ("*one* **two** _three_ `four`", "one two three four"),
            ("2 * 3 snake_case 5*", "2 * 3 snake_case 5"),
            ("[text](https://oxus.example) and [this][1]", "text and this"),
            ("a ![alt](x.png) b", "a  b"),
            ("[not a link] and ]", "[not a link] and ]"),
            ("\\*starred\\*", "*starred*"),
            ("<b>x</b><br> <IBM>", "x <IBM>"),
            ("é*é*é", "ééé"),
            ("", ""),
        ] {
            let mut text = String::new();
            read(line, |piece, at| {
                assert_eq!(&line[at..at + piece.len()], piece);
                text.push_str(piece);
            });
            assert_eq!(text, expected, "{line}");
        }
    }
}
