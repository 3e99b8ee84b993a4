//! Cuts a text into sentences.
//!
//! Unicode's rules for sentences break after every `Mr.` and every hard-wrapped line, and
//! reading text through them takes longer than analysing it. This scanner looks closely
//! only at bytes that could end a sentence, so that it takes a fraction of that time.

use dateline_model::ByteSpan;

use super::abbreviation::{Reading, begins_sentences, read};

/// The sentences of the text, in order, without white space around them. They cover
/// everything but white space.
pub(crate) fn sentences(text: &str) -> Vec<ByteSpan> {
    let mut scanner = Scanner::new(text);
    while let Some(at) = scanner.next_mark() {
        match scanner.bytes()[at] {
            b'\n' => scanner.line_feed(at),
            _ => scanner.stop(at),
        }
    }
    scanner.end_sentence(text.len());
    scanner.sentences
}

struct Scanner<'a> {
    text: &'a str,
    /// Where to look on.
    at: usize,
    /// Where the sentence began.
    start: usize,
    line: Line,
    block: Block,
    sentences: Vec<ByteSpan>,
}

/// The line that is being read.
#[derive(Clone, Copy)]
struct Line {
    /// Its first byte.
    start: usize,
    /// Its first byte that is not white space.
    text: usize,
    /// How many columns it is indented.
    indent: usize,
    /// Where it began as it was laid out: agencies set their dateline, which ends in a
    /// dash, on a line of its own that was once the beginning of this one.
    laid_out: usize,
}

/// The lines up to the next blank one.
#[derive(Clone, Copy)]
struct Block {
    end: usize,
    /// The longest line, in bytes.
    width: usize,
}

/// White space between words.
struct Gap {
    end: usize,
    /// How many lines end in it.
    line_feeds: usize,
    /// The line it ends in, if not the one it began in.
    line: Option<Line>,
}

/// Lines longer than this, in bytes, are not wrapped: each is a paragraph.
const WIDEST_WRAP: usize = 120;
/// In lines shorter than this, one that ends early says nothing.
const NARROWEST_WRAP: usize = 40;
/// What a tab counts for, in columns.
const TAB: usize = 8;

/// The bytes that end a sentence or a line, or begin a character that may.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let bytes = *b"\n.!?\xd8\xdb\xe0\xe2\xe3\xef";
    let mut at = 0;
    while at < bytes.len() {
        marks[bytes[at] as usize] = true;
        at += 1;
    }
    marks
};

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        let mut scanner = Self {
            text,
            at: 0,
            start: 0,
            line: Line { start: 0, text: 0, indent: 0, laid_out: 0 },
            block: Block { end: 0, width: 0 },
            sentences: Vec::new(),
        };
        let gap = scanner.gap(0);
        scanner.line = gap.line.unwrap_or(Line { text: gap.end, indent: gap.end, ..scanner.line });
        (scanner.at, scanner.start) = (gap.end, gap.end);
        scanner
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    fn character(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn next_mark(&self) -> Option<usize> {
        let rest = &self.bytes()[self.at..];
        rest.iter().position(|&byte| MARKS[usize::from(byte)]).map(|at| self.at + at)
    }

    /// Ends the sentence at `end`; the next begins after the white space.
    fn end_sentence(&mut self, end: usize) {
        let sentence = self.text[self.start..end].trim_end();
        if !sentence.is_empty() {
            self.sentences.push(ByteSpan::new(self.start, self.start + sentence.len()));
        }
        let gap = self.gap(end);
        self.line = gap.line.unwrap_or(self.line);
        (self.at, self.start) = (gap.end, gap.end);
    }

    /// The white space from `from` on.
    fn gap(&self, from: usize) -> Gap {
        let rest = &self.text[from..];
        let end = self.text.len() - rest.trim_start().len();
        let space = &self.bytes()[from..end];
        let line_feeds = space.iter().filter(|&&byte| byte == b'\n').count();
        let line = space.iter().rposition(|&byte| byte == b'\n').map(|at| {
            let indent = space[at + 1..].iter().map(|&byte| if byte == b'\t' { TAB } else { 1 });
            Line { start: from + at + 1, text: end, indent: indent.sum(), laid_out: from + at + 1 }
        });
        Gap { end, line_feeds, line }
    }

    /// Reads a line feed: a blank line or the end of a paragraph ends the sentence.
    fn line_feed(&mut self, at: usize) {
        let gap = self.gap(at);
        if gap.line_feeds > 1 || self.ends_paragraph(at, &gap) {
            return self.end_sentence(at);
        }
        let laid_out = self.ends_in_dash(at).then_some(self.line.laid_out);
        self.line = gap.line.unwrap_or(self.line);
        self.line.laid_out = laid_out.unwrap_or(self.line.laid_out);
        self.at = gap.end;
    }

    /// Whether the line that ends at `at` has a dash for its end.
    fn ends_in_dash(&self, at: usize) -> bool {
        let line = self.text[self.line.start.min(at)..at].trim_end();
        line.ends_with(['-', '–', '—'])
    }

    /// Whether the line that ends at `at` is the last of its paragraph, no blank line
    /// following.
    fn ends_paragraph(&mut self, at: usize, gap: &Gap) -> bool {
        let Some(next) = self.character(gap.end) else {
            return true;
        };
        if self.is_item(gap.end, at) {
            return true;
        }
        if next.is_lowercase() {
            return false;
        }
        let indent = gap.line.map_or(0, |line| line.indent);
        if indent >= 2 && indent > self.line.indent {
            return true;
        }
        let width = self.width();
        width > WIDEST_WRAP || width >= NARROWEST_WRAP && self.ends_early(at, gap.end, width)
    }

    /// Whether an item of a list begins at `at`, after the line that ends at `before`.
    fn is_item(&self, at: usize, before: usize) -> bool {
        if is_numbered(&self.text[at..]) {
            let line = self.text[self.line.start..before].trim();
            return is_numbered(line) || line.ends_with(['.', ':', ';', '!', '?']);
        }
        let mut characters = self.text[at..].chars();
        let bullet = characters.next();
        if !characters.next().is_some_and(char::is_whitespace) {
            return false;
        }
        match bullet {
            Some('*' | '•' | '·' | '▪' | '●' | '◦' | '‣') => true,
            // A wrapped line may begin with a dash.
            Some('-' | '–' | '—') => {
                let line = &self.text[self.line.start..before];
                line.trim_end().ends_with(['.', ':', ';', '!', '?'])
                    || line.trim_start().starts_with(['-', '–', '—'])
            }
            _ => false,
        }
    }

    /// Whether the next word would well have fitted in the line.
    fn ends_early(&self, at: usize, next: usize, width: usize) -> bool {
        let rest = &self.bytes()[next..];
        let word = rest.iter().take(width).position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        let is_short = (at - self.line.laid_out) + 1 + word.min(width) + width / 4 <= width;
        is_short && !self.ends_in_dash(at)
    }

    /// The longest line of the block that is being read, in bytes.
    fn width(&mut self) -> usize {
        if self.line.start >= self.block.end {
            self.block = self.block_from(self.line.start);
        }
        self.block.width
    }

    fn block_from(&self, start: usize) -> Block {
        let mut block = Block { end: start, width: 0 };
        for line in self.text[start..].split_inclusive('\n') {
            let len = line.trim_end().len();
            if len == 0 {
                break;
            }
            block.width = block.width.max(len);
            block.end += line.len();
        }
        block
    }

    /// Reads a full stop or the like, with what repeats and closes it.
    fn stop(&mut self, at: usize) {
        let run = self.run(at, is_stop);
        if run == at {
            self.at = at + self.character(at).map_or(1, char::len_utf8);
            return;
        }
        let end = self.run(run, is_closing);
        let ends = match self.character(end) {
            None => true,
            Some(next) if next.is_whitespace() => self.ends_sentence(at, run, end),
            Some(_) => self.character(at).is_some_and(is_wide_stop),
        };
        if ends { self.end_sentence(end) } else { self.at = end }
    }

    /// The end of the characters from `at` on of which `is_one` holds.
    fn run(&self, at: usize, is_one: fn(char) -> bool) -> usize {
        let rest = &self.text[at..];
        rest.find(|character| !is_one(character)).map_or(self.text.len(), |len| at + len)
    }

    /// Whether the stops from `at` to `run`, closed at `end`, before white space, end the
    /// sentence.
    fn ends_sentence(&self, at: usize, run: usize, end: usize) -> bool {
        let next = self.gap(end).end;
        let Some(first) = self.character(self.run(next, is_opening)) else {
            return true;
        };
        if first.is_lowercase() || is_stop(first) {
            return false;
        }
        if &self.text[at..run] != "." {
            return true;
        }
        match self.word_before(at).map_or(Reading::Word, read) {
            Reading::Word => !self.numbers_item(at),
            Reading::Leads => false,
            Reading::LeadsNumber => !first.is_numeric(),
            Reading::Either => begins_sentences(self.word_at(self.run(next, is_opening))),
        }
    }

    /// The ASCII word that ends at `at`, if it is short and a word by itself.
    fn word_before(&self, at: usize) -> Option<&'a str> {
        const LONGEST: usize = 12;
        // Scanned texts have a space before their stops.
        let at = if self.text[..at].ends_with(' ') { at - 1 } else { at };
        let head = &self.bytes()[at.saturating_sub(LONGEST).max(self.start.min(at))..at];
        let len = head
            .iter()
            .rev()
            .take_while(|&&byte| byte.is_ascii_alphanumeric() || byte == b'.')
            .count();
        let start = at - len;
        let goes_on = self.text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        (!goes_on).then(|| &self.text[start..at])
    }

    /// The word of ASCII letters at `at`, if white space or a comma ends it.
    fn word_at(&self, at: usize) -> &'a str {
        const LONGEST: usize = 12;
        let rest = &self.bytes()[at..];
        let len = rest.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphabetic()).count();
        match rest.get(len) {
            Some(byte) if byte.is_ascii_whitespace() || *byte == b',' => &self.text[at..at + len],
            _ => "",
        }
    }

    /// Whether the stop at `at` belongs to the number of an item: `1. The first`.
    fn numbers_item(&self, at: usize) -> bool {
        let line = &self.bytes()[self.line.text.min(at)..at];
        (1..=3).contains(&line.len()) && line.iter().all(u8::is_ascii_digit)
    }
}

/// Whether a line begins like an item of a list by number: `2. ` or `2) `.
fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line.as_bytes()[digits..];
    let is_marked = matches!(rest, [b'.' | b')', space, ..] if space.is_ascii_whitespace());
    (1..=3).contains(&digits) && is_marked
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥')
        || is_wide_stop(character)
}

/// Stops of scripts that are written without spaces.
fn is_wide_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '．')
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '＂')
}

fn is_opening(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '(' | '[' | '{' | '「' | '『'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sentences with ` | ` between them.
    fn cut(text: &str) -> String {
        let parts: Vec<_> =
            sentences(text).into_iter().map(|span| &text[span.start()..span.end()]).collect();
        parts.join(" | ")
    }

    /// Each text is its sentences with ` | ` where one ends.
    #[test]
    fn sentences_within_a_line() {
        for expected in [
            "",
            "One.",
            "No stop",
            "He fled. | She stayed! | Who won? | Nobody.",
            "Mr. Saleh met Sen. Graham and Gen. Dostum. | They talked.",
            "He lives in the U.S. Senate building. | It is old.",
            "He lives in the U.S. | The Senate is old.",
            "J. Smith and George H. W. Bush met. | Nothing came of it.",
            "TULSA, Okla., March 23 - The firm said so. | It rose.",
            "KABUL, Sept. 23 (Agency) - The leader fled. | Others stayed.",
            "WASHINGTON, D.C. (Oxus Wire) — The envoy spoke. | He left.",
            "It began in Sept. | Massoud then fled.",
            "Oxus Corp. said on Monday that Wire Inc. | The two will merge.",
            "See No. 5 and No. 12. | Both count.",
            "Did he flee? | No. | He stayed.",
            "At 5 a.m. Massoud rose. | At 6 p.m. | He slept.",
            "Profits rose 3.5 pct to 25.30 dlrs. | They fell later.",
            "In 1996. | In 2001.",
            "\"It is over.\" | Massoud said so.",
            "“It is over,” he said. | “We are safe.” | They were.",
            "\"Why?\" he asked. | \"Because.\"",
            "(He fled.) | She stayed.",
            "He waited ... and left. | He waited... | Then he left.",
            "Wait … no. | Yes… | Then again.",
            "Visit example.com. | Or oxus.example.org/a.b today.",
            "Houses, e.g. Safe ones, i.e. Hidden ones. | Yes.",
            "The firm, based in the U.K., said so. | Really?! | Yes.",
            "Ahmad Massoud vs. Taliban forces. | Who won?",
            "St. Petersburg is far. | So is Mt. Everest.",
            "The deal (with Oxus Ltd.) closed. | It rose.",
            "Il est parti. | Élodie aussi. | Там. | Здесь.",
            "نام او چیست؟ | او رفت۔ | بله",
            "John Jr. said so. | Martin Luther King Jr. | He spoke.",
        ] {
            assert_eq!(cut(&expected.replace(" | ", " ")), expected);
        }
    }

    #[test]
    fn lines_and_paragraphs() {
        for (text, expected) in [
            ("A title\n\nThe text\n \t\nMore", "A title | The text | More"),
            ("A title\r\n\r\nThe text", "A title | The text"),
            (
                "Massoud was\nin Dushanbe. He\nwas safe.",
                "Massoud was\nin Dushanbe. | He\nwas safe.",
            ),
            ("The son of Mr.\nMassoud fled", "The son of Mr.\nMassoud fled"),
            (
                "It said it bought the unit\n    Its subsidiary sold it\nto Oxus",
                "It said it bought the unit | Its subsidiary sold it\nto Oxus",
            ),
            (
                "  All lines are indented by\n  Oxus and none begins a\n  paragraph",
                "All lines are indented by\n  Oxus and none begins a\n  paragraph",
            ),
            ("They want:\n- peace\n- Bread\n* land", "They want: | - peace | - Bread | * land"),
            ("The man\n- who fled - said", "The man\n- who fled - said"),
            (
                "1. First thing\n2. Second thing.\n3. Third",
                "1. First thing | 2. Second thing. | 3. Third",
            ),
            ("終わり。彼は去った。", "終わり。 | 彼は去った。"),
            (
                "Resistance leader\nAhmad Massoud, who leads those who hold the valley, has not fled.",
                "Resistance leader | Ahmad Massoud, who leads those who hold the valley, has not fled.",
            ),
            (
                "Ahmad Massoud, who leads those who hold the\nValley, has not fled, said an aide to the\nleader",
                "Ahmad Massoud, who leads those who hold the\nValley, has not fled, said an aide to the\nleader",
            ),
            (
                "KABUL, Sept. 23 -\nOxus Wire said it had\nSpoken to the aide, who told of his \
                 leader's flight\nfrom the valley.",
                "KABUL, Sept. 23 -\nOxus Wire said it had\nSpoken to the aide, who told of his \
                 leader's flight\nfrom the valley.",
            ),
            ("  \n spaced \n ", "spaced"),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn each_long_line_is_a_paragraph() {
        let line = "Words and words and more of them ".repeat(5);
        assert_eq!(sentences(&format!("{line}\nNext paragraph\n{line}")).len(), 3);
        assert_eq!(sentences(&format!("{line}\nnext paragraph")).len(), 1);
    }

    #[test]
    fn hostile_texts_are_read_once() {
        const LEN: usize = 1 << 18;
        for unit in [
            ".", ". ", ".\n", "\n", " ", "a", "a.", ".)", "A. ", "\n a\n", "-\n", "1.\n", "…", "?a",
        ] {
            let text = unit.repeat(LEN / unit.len());
            assert!(sentences(&text).len() <= LEN, "{unit}");
        }
    }

    proptest! {
        #[test]
        fn sentences_cover_the_text_in_order(
            text in prop_oneof!["[ a-zA-Z.!?\n\"”)é。\u{a0}-]{0,80}", any::<String>()],
        ) {
            let mut last = 0;
            for span in sentences(&text) {
                let sentence = span.of(&text).expect("sentences are on boundaries");
                prop_assert!(span.start() >= last);
                prop_assert!(text[last..span.start()].trim().is_empty());
                prop_assert!(!sentence.is_empty() && sentence.trim() == sentence);
                last = span.end();
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}
