use super::Neighbour;

/// A kind of line that a page puts around an article. Literals are in lower case and
/// compared without regard to case.
struct Rule {
    /// What the line begins with, or ends with.
    part: Part,
    /// What else has to hold of the line.
    shape: Shape,
    /// Where it may stand.
    place: Place,
}

/// Where a rule's literal stands.
#[derive(Clone, Copy)]
enum Part {
    Start(&'static str),
    End(&'static str),
}

/// What a line looks like, apart from the literal.
#[derive(Clone, Copy)]
enum Shape {
    /// Nothing but the literal, a mark or two aside.
    Alone,
    /// A short line.
    Short,
    /// A short line that is not a sentence.
    Link,
    /// The literal, then a colon or the end.
    Label,
    /// The literal in capitals or as a title, then capitalised words that are no sentence.
    Heading,
    /// The same, of any length: a list of headlines run together.
    List,
    /// A short line of which the literal is the last sentence, without a mark at its end: what
    /// is written on a button.
    Button,
    /// A short line that promises mail.
    Offer,
    /// Anything.
    Any,
}

/// Where furniture may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A paragraph of its own, or between paragraphs of one line each.
    Apart,
    /// Any line: the literal says enough.
    Anywhere,
}

/// The longest line that is short, in bytes.
const SHORT: usize = 240;

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 2_000;

/// What a credit begins with that stands at the end of a caption, up to its colon.
const CREDITS: [&str; 4] = [". Photo:", ". Photograph:", ". Image:", ". Picture:"];

/// The longest credit, in bytes.
const LONGEST_CREDIT: usize = 80;

/// The line without the photographer's credit at its end ("... above Bazarak. Photo: Jane
/// Doe/Oxus Wire"): whoever took the picture is not spoken of.
pub(super) fn without_credit(line: &str) -> &str {
    let end = &line[line.floor_char_boundary(line.len().saturating_sub(LONGEST_CREDIT))..];
    // Every line comes by here, and most have no colon near their end.
    let colons = memchr::memrchr_iter(b':', end.as_bytes());
    let mut labels = colons.filter(|&at| end[at..].starts_with(": ")).map(|at| &end[..=at]);
    let credit = labels.find_map(|label| {
        CREDITS.iter().find_map(|credit| label.strip_suffix(credit).map(str::len))
    });
    credit.map_or(line, |at| &line[..line.len() - end.len() + at + 1])
}

const fn start(literal: &'static str, shape: Shape) -> Rule {
    Rule { part: Part::Start(literal), shape, place: Place::Apart }
}

const fn anywhere(literal: &'static str) -> Rule {
    Rule { part: Part::Start(literal), shape: Shape::Any, place: Place::Anywhere }
}

const fn end(literal: &'static str) -> Rule {
    Rule { part: Part::End(literal), shape: Shape::Short, place: Place::Apart }
}

const fn button(literal: &'static str) -> Rule {
    Rule { part: Part::End(literal), shape: Shape::Button, place: Place::Apart }
}

/// The rules whose literal begins the line, ordered by their first letter, which is what
/// they are found by.
const RULES: &[Rule] = &[
    start("advertisement", Shape::Link),
    start("all rights reserved", Shape::Short),
    start("also read", Shape::Label),
    start("also see", Shape::Label),
    start("article continues", Shape::Link),
    start("by continuing to use this", Shape::Short),
    start("click here", Shape::Short),
    start("click to", Shape::Link),
    start("comments", Shape::Alone),
    start("continue reading", Shape::Link),
    start("copyright ©", Shape::Short),
    start("credit:", Shape::Link),
    start("don't miss", Shape::Label),
    start("download our app", Shape::Short),
    start("email", Shape::Alone),
    start("file photo", Shape::Link),
    start("follow us", Shape::Short),
    start("get our newsletter", Shape::Short),
    start("get the", Shape::Offer),
    start("image credit", Shape::Link),
    start("image:", Shape::Link),
    start("join our newsletter", Shape::Short),
    start("join our mailing list", Shape::Short),
    start("leave a comment", Shape::Short),
    start("leave a reply", Shape::Short),
    start("load more", Shape::Link),
    start("more on this story", Shape::Link),
    start("more stories", Shape::Heading),
    start("most popular", Shape::List),
    start("most read", Shape::List),
    start("most viewed", Shape::List),
    start("never miss", Shape::Offer),
    start("photo by ", Shape::Link),
    start("photo credit", Shape::Link),
    start("photo:", Shape::Link),
    start("photograph:", Shape::Link),
    start("picture:", Shape::Link),
    start("print", Shape::Alone),
    start("read also", Shape::Label),
    start("read more", Shape::Heading),
    start("recommended", Shape::Heading),
    start("related", Shape::Heading),
    start("see also", Shape::Label),
    start("share on ", Shape::Link),
    start("share this", Shape::Link),
    start("share", Shape::Alone),
    start("sign up for our", Shape::Short),
    start("sign up to our", Shape::Short),
    start("story continues below", Shape::Short),
    start("subscribe", Shape::Link),
    anywhere("this block is broken or missing"),
    start("this site uses cookies", Shape::Short),
    start("this website uses cookies", Shape::Short),
    start("trending", Shape::Heading),
    start("tweet", Shape::Alone),
    start("we use cookies", Shape::Short),
    start("©", Shape::Short),
];

/// The rules whose literal ends the line: captions, credits and buttons.
const ENDINGS: &[Rule] = &[
    end("(file photo)"),
    end("(file photo)."),
    end("(file image)"),
    end("(representational image)"),
    end("[file photo]"),
    end("via getty images"),
    end("/getty images"),
    end("/getty images)"),
    end("via ap)"),
    end("/afp)"),
    button("sign me up"),
    button("sign up"),
    button("sign up now"),
    button("subscribe"),
    button("subscribe now"),
];

/// For each byte in lower case, the rules whose literal begins with it.
const BY_FIRST: [(u8, u8); 256] = by_first();

const fn by_first() -> [(u8, u8); 256] {
    let mut table = [(0, 0); 256];
    let mut index = 0;
    while index < RULES.len() {
        if let Part::Start(literal) = RULES[index].part {
            let first = literal.as_bytes()[0] as usize;
            if table[first].1 == 0 {
                table[first].0 = index as u8;
            }
            table[first].1 = index as u8 + 1;
        }
        index += 1;
    }
    table
}

/// Whether a line, given without the white space around it, is page furniture.
pub(super) fn is_furniture(line: &str, previous: Neighbour<'_>, next: Neighbour<'_>) -> bool {
    let Some(first) = line.bytes().next() else { return false };
    let (from, to) = BY_FIRST[usize::from(first.to_ascii_lowercase())];
    let begun = &RULES[usize::from(from)..usize::from(to)];
    // Most lines of a hard-wrapped text end here.
    if !(ends_paragraph(previous) && begins_paragraph(next)) {
        return begun.iter().any(|rule| rule.place == Place::Anywhere && rule.applies(line));
    }
    let ended = if may_end_furniture(line) { ENDINGS } else { &[] };
    begun.iter().chain(ended).any(|rule| rule.applies(line))
}

fn may_end_furniture(line: &str) -> bool {
    const LAST: &[char] = &[')', ']', '.', 's', 'S', 'p', 'P', 'w', 'W', 'e', 'E'];
    line.len() <= SHORT && line.ends_with(LAST)
}

impl Rule {
    /// Whether the line is what the rule describes, wherever it stands.
    fn applies(&self, line: &str) -> bool {
        if line.len() > LONGEST {
            return false;
        }
        let rest = match self.part {
            Part::Start(literal) => after(line, literal),
            Part::End(literal) => before(line, literal),
        };
        rest.is_some_and(|rest| self.shape.fits(line, rest))
    }
}

impl Shape {
    /// Whether a line fits whose part besides the literal is `rest`.
    fn fits(self, line: &str, rest: &str) -> bool {
        let short = line.len() <= SHORT;
        match self {
            Self::Alone => !rest.contains(char::is_alphanumeric),
            Self::Short => short,
            Self::Link => short && !is_sentence(line),
            Self::Label => short && is_label(rest),
            Self::Heading => short && (is_label(rest) || is_heading(rest)),
            Self::List => is_label(rest) || (is_heading(rest) && !starts_in_lower_case(line)),
            Self::Button => short && ends_sentence(rest),
            Self::Offer => short && is_offer(rest),
            Self::Any => true,
        }
    }
}

fn ends_paragraph(previous: Neighbour<'_>) -> bool {
    match previous {
        Neighbour::Edge => true,
        Neighbour::Text(line) => line.ends_with(['.', '!', '?', '"', '”', '’', ')', ':']),
    }
}

fn begins_paragraph(next: Neighbour<'_>) -> bool {
    match next {
        Neighbour::Edge => true,
        Neighbour::Text(line) => !starts_in_lower_case(line),
    }
}

/// What follows the literal at the start of the line; not the middle of a word.
fn after<'a>(line: &'a str, literal: &str) -> Option<&'a str> {
    let start = line.get(..literal.len())?;
    let rest = &line[literal.len()..];
    let whole = !rest.starts_with(char::is_alphanumeric) || literal.ends_with(' ');
    (whole && start.eq_ignore_ascii_case(literal)).then_some(rest)
}

/// What precedes the literal at the end of the line.
fn before<'a>(line: &'a str, literal: &str) -> Option<&'a str> {
    let at = line.len().checked_sub(literal.len())?;
    line.get(at..).filter(|end| end.eq_ignore_ascii_case(literal)).map(|_| &line[..at])
}

/// Nothing, or a colon, dash or arrow and then anything.
fn is_label(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with([':', '-', '–', '—', '|', '»', '>', '→', '…', '.'])
}

/// Capitalised words that do not make a sentence: the headline of another article.
fn is_heading(rest: &str) -> bool {
    let rest = rest.trim();
    rest.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
        && !is_sentence(rest)
}

fn is_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'']).ends_with('.')
}

/// Nothing, or one sentence or more and a blank.
fn ends_sentence(text: &str) -> bool {
    let sentences = text.trim_end();
    sentences.is_empty() || (sentences.len() < text.len() && sentences.ends_with(['.', '!', '?']))
}

/// Words that promise mail to whoever signs up.
fn is_offer(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["in your inbox", "to your inbox"].iter().any(|promise| text.contains(promise))
}

fn starts_in_lower_case(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(line: &str) -> bool {
        is_furniture(line, Neighbour::Edge, Neighbour::Edge)
    }

    #[test]
    fn furniture_of_pages() {
        for line in [
            "Also read: Border closes again",
            "Also Read :\u{a0}\u{a0} Border closes again",
            "READ ALSO: Border closes again",
            "Read more",
            "Read more: Border closes again",
            "Related Lorries Wait for Days",
            "RELATED:",
            "Join Our Newsletter Every morning. I’m in",
            "MOST READ Lorries Wait for Days Jane Doe Border: The Film John Roe",
            "Most Popular",
            "Photo: Jane Doe/Oxus Wire via Getty Images",
            "A lorry at the border. (File Photo)",
            "Jane Doe/AFP via Getty Images",
            "This block is broken or missing. You may be missing content.",
            "Share this article",
            "Share",
            "ADVERTISEMENT",
            "Advertisement - scroll to continue",
            "Click here to read more.",
            "We use cookies to improve your visit.",
            "Follow us on Twitter and Facebook.",
            "Subscribe to our channel",
            "All of the valley, every week. Sign up",
            "NEWS OF THE VALLEY Once a week, by mail! Enter your address. SIGN ME UP",
            "Sign up now",
            "Get the latest updates right in your inbox. Subscribe to our letters.",
            "GET THE WIRE IN YOUR INBOX",
            "Never miss a crossing: the Wire is in your inbox by six.",
            "© 2021 Oxus Wire. All rights reserved.",
            "Copyright © 2021 Oxus Wire.",
        ] {
            assert!(alone(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_kept() {
        for line in [
            "Related incidents were reported at two other crossings.",
            "Related reports came from Termez.",
            "Read more books, the minister told pupils.",
            "Most read the decision as a retreat.",
            "Share prices fell on Monday.",
            "Shares fell",
            "Advertisements cost more this year.",
            "Subscribers left in droves.",
            "Photographs of the border were shown.",
            "Trending down for a year, prices fell again.",
            "Comments by the minister were not reported.",
            "Printing money is no answer, he said.",
            "Email was down for a day.",
            "Recommended doses were exceeded in three cases.",
            "See also the risks, she said.",
            "He spoke to AFP",
            "Thousands sign up",
            "Volunteers are wanted. Sign up at the town hall",
            "Fewer read. Fewer still subscribe",
            "“Where do I sign? Sign up,” he said.",
            "Get the letters of the ministry out of your inbox, she told staff.",
            "Never miss the bus to Termez, drivers say.",
            "Mail of this kind may be in your inbox already.",
            "",
        ] {
            assert!(!alone(line), "{line}");
        }
    }

    #[test]
    fn a_running_paragraph_is_not_cut() {
        let line = "Related News Service reports";
        let (prose, more) = (Neighbour::Text("as the"), Neighbour::Text("said, that"));
        assert!(!is_furniture(line, prose, Neighbour::Edge));
        assert!(!is_furniture(line, Neighbour::Edge, more));
        assert!(is_furniture(line, Neighbour::Text("It ended."), Neighbour::Text("The next")));
        assert!(is_furniture("This block is broken or missing.", prose, more));
    }

    #[test]
    fn rules_are_found_by_their_first_letter() {
        for rule in RULES {
            let Part::Start(literal) = rule.part else { panic!("an ending among the beginnings") };
            let (from, to) = BY_FIRST[usize::from(literal.as_bytes()[0])];
            let group = &RULES[usize::from(from)..usize::from(to)];
            assert!(group.iter().all(|other| matches!(
                other.part,
                Part::Start(start) if start.as_bytes()[0] == literal.as_bytes()[0]
            )));
        }
    }
}
