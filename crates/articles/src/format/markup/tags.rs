use std::ops::Range;

/// A piece of HTML, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text between tags, references not decoded.
    Text(Range<usize>),
    /// A start tag.
    Open {
        /// Its name.
        name: Range<usize>,
        /// How many attributes it has; marks that do not belong there count as one each,
        /// because a parser reports each of them.
        attributes: usize,
        /// Whether it ends in `/>`, which means something inside of SVG only.
        closed: bool,
    },
    /// An end tag.
    Close {
        /// Its name.
        name: Range<usize>,
    },
    /// The content of an element that has no elements inside, such as a script.
    Raw,
}

/// Elements whose content is not markup, up to their end tag.
const RAW: &[&[u8]] =
    &[b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"];

/// The tokens of `html`, comments and declarations left out, in linear time.
pub(super) struct Tokens<'a> {
    html: &'a [u8],
    at: usize,
    /// The raw element whose content comes next.
    inside: Option<&'static [u8]>,
    /// Where the CDATA section ends that was begun last. What is in it is text inside of
    /// SVG and markup elsewhere; no end tag in it may be relied on.
    section_end: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a [u8]) -> Self {
        Self { html, at: 0, inside: None, section_end: 0 }
    }

    /// Reads the content of the element that was just opened as markup, whatever it is, as
    /// a browser does inside of SVG.
    pub(super) fn read_content(&mut self) {
        self.inside = None;
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.html.get(at).copied()
    }

    fn index_of(&self, byte: u8, from: usize) -> usize {
        let rest = self.html.get(from..).unwrap_or_default();
        memchr::memchr(byte, rest).map_or(self.html.len(), |at| from + at)
    }

    /// A tag, comment or declaration at `<`; none when the `<` is text.
    fn markup(&mut self) -> Option<Option<Token>> {
        let start = self.at;
        match self.byte(start + 1)? {
            b'!' if self.html[start..].starts_with(b"<!--") => {
                self.at = self.comment_end(start + 4);
                Some(None)
            }
            b'!' | b'?' => {
                if self.html[start..].starts_with(b"<![CDATA[") && start >= self.section_end {
                    let end = memchr::memmem::find(&self.html[start..], b"]]>");
                    self.section_end = end.map_or(self.html.len(), |length| start + length);
                }
                self.at = self.index_of(b'>', start) + 1;
                Some(None)
            }
            b'/' if self.byte(start + 2).is_some_and(|byte| byte.is_ascii_alphabetic()) => {
                let name = self.name(start + 2);
                self.attributes(name.end);
                let relied_on = start >= self.section_end;
                Some(relied_on.then_some(Token::Close { name }))
            }
            b'/' => {
                self.at = self.index_of(b'>', start) + 1;
                Some(None)
            }
            byte if byte.is_ascii_alphabetic() => Some(Some(self.open(start))),
            _ => None,
        }
    }

    fn open(&mut self, start: usize) -> Token {
        let name = self.name(start + 1);
        let (attributes, closed) = self.attributes(name.end);
        let written = &self.html[name.clone()];
        self.inside = RAW.iter().copied().find(|raw| raw.eq_ignore_ascii_case(written));
        Token::Open { name, attributes, closed }
    }

    fn name(&self, start: usize) -> Range<usize> {
        let length = self.html[start..]
            .iter()
            .take_while(|&&byte| !byte.is_ascii_whitespace() && byte != b'>' && byte != b'/')
            .count();
        start..start + length
    }

    /// Steps over the attributes and the end of a tag; a quote counts after `=` only, as a
    /// browser has it. Their number, and that of stray marks; and whether the tag closes
    /// its element, which the slash of a value without quotes (`a=a/>`) does not.
    fn attributes(&mut self, from: usize) -> (usize, bool) {
        let mut at = from;
        let mut count = 0;
        let mut closed = false;
        loop {
            let start = at;
            at = self.past(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
            count += self.strays(start..at).saturating_sub(1);
            match self.byte(at) {
                None => break,
                Some(b'>') => {
                    closed = self.html[start..at].ends_with(b"/");
                    at += 1;
                    break;
                }
                Some(_) => {}
            }
            let start = at;
            // A name may begin with `=`.
            at = self.past(at + 1, |byte| {
                !byte.is_ascii_whitespace() && byte != b'=' && byte != b'>' && byte != b'/'
            });
            let equals = self.past(at, |byte| byte.is_ascii_whitespace());
            count += 1 + self.strays(start..at);
            if self.byte(equals) == Some(b'=') {
                at = self.value(equals + 1, &mut count);
            }
        }
        self.at = at;
        (count, closed)
    }

    /// Marks which do not belong into a name or a value without quotes.
    fn strays(&self, range: Range<usize>) -> usize {
        let written = self.html.get(range).unwrap_or_default();
        written.iter().filter(|byte| b"\"'<=`/".contains(byte)).count()
    }

    /// The end of an attribute's value.
    fn value(&self, from: usize, strays: &mut usize) -> usize {
        let at = self.past(from, |byte| byte.is_ascii_whitespace());
        match self.byte(at) {
            Some(quote @ (b'"' | b'\'')) => (self.index_of(quote, at + 1) + 1).min(self.html.len()),
            _ => {
                let end = self.past(at, |byte| !byte.is_ascii_whitespace() && byte != b'>');
                // Addresses without quotes are common, and their slashes belong there.
                let marks = |byte: &&u8| b"\"'<=`".contains(byte);
                *strays += self.html[at..end].iter().filter(marks).count();
                end
            }
        }
    }

    fn past(&self, from: usize, accept: impl Fn(u8) -> bool) -> usize {
        let rest = self.html.get(from..).unwrap_or_default();
        from.min(self.html.len()) + rest.iter().take_while(|&&byte| accept(byte)).count()
    }

    /// The end of a comment whose content begins at `from`.
    fn comment_end(&self, from: usize) -> usize {
        let rest = self.html.get(from..).unwrap_or_default();
        if rest.starts_with(b">") {
            return from + 1;
        }
        if rest.starts_with(b"->") {
            return from + 2;
        }
        let mut at = from;
        loop {
            at = self.index_of(b'>', at);
            if at >= self.html.len() {
                return self.html.len();
            }
            let before = &self.html[from..at];
            at += 1;
            if before.ends_with(b"--") || before.ends_with(b"--!") {
                return at;
            }
        }
    }

    /// Steps over the content of a raw element, to its end tag.
    fn raw_content(&mut self, name: &[u8]) {
        loop {
            self.at = self.index_of(b'<', self.at);
            if self.at >= self.html.len() {
                return;
            }
            let rest = &self.html[self.at + 1..];
            let closes = rest.first() == Some(&b'/')
                && rest.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
            if closes {
                return;
            }
            self.at += 1;
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(name) = self.inside.take() {
            self.raw_content(name);
            return Some(Token::Raw);
        }
        while self.at < self.html.len() {
            let start = self.at;
            if self.html[start] == b'<' {
                match self.markup() {
                    Some(Some(token)) => return Some(token),
                    Some(None) => continue,
                    None => {}
                }
            }
            self.at = self.index_of(b'<', start + 1);
            return Some(Token::Text(start..self.at));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(html: &str) -> String {
        Tokens::new(html.as_bytes())
            .map(|token| match token {
                Token::Text(range) => format!("[{}]", &html[range]),
                Token::Open { name, attributes, .. } => format!("+{}{attributes}", &html[name]),
                Token::Close { name } => format!("-{}", &html[name]),
                Token::Raw => "~".to_owned(),
            })
            .collect()
    }

    #[test]
    fn tags_and_text() {
        for (html, expected) in [
            ("<p>a</p>", "+p0[a]-p"),
            ("<a href='x>y' b>z", "+a2[z]"),
            ("<a b\"c>d", "+a2[d]"),
            ("<a b = \"c>d\" e>f", "+a2[f]"),
            ("<br/>a<!-- <b> -->c", "+br0[a][c]"),
            ("<!DOCTYPE html><p>", "+p0"),
            ("<!-->a<!--->b", "[a][b]"),
            ("1 < 2 & 3", "[1 ][< 2 & 3]"),
            ("<script>if (a<b) '<p>'</script>c", "+script0~-script[c]"),
            ("<script>", "+script0~"),
            ("</ x>a", "[a]"),
            ("<g><![CDATA[></g><g>]]></g>", "+g0+g0[]]>]-g"),
            ("<", "[<]"),
            ("<a", "+a0"),
            ("<a b='", "+a1"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends(html in "[<>/!a-c=\"' -]{0,60}") {
            let _ = shown(&html);
        }
    }
}
