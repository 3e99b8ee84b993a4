//! The objects that a PDF is made of, and the parser of their notation.

use std::collections::BTreeMap;

use crate::format::hexadecimal;

/// A value of a file, or a word of a page's program.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    /// Nothing, or what could not be read.
    Null,
    Bool(bool),
    Number(f64),
    /// Without its slash, `#xx` decoded.
    Name(Box<[u8]>),
    Text(Box<[u8]>),
    Array(Vec<Object>),
    Dict(Dict),
    /// The number of another object. Generations are ignored: of two objects of one number
    /// the later in the file counts.
    Reference(u32),
    /// A word of a program: an operator.
    Word(Box<[u8]>),
}

/// Values by their names.
pub(super) type Dict = BTreeMap<Box<[u8]>, Object>;

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number that counts something.
    pub(super) fn count(&self) -> Option<usize> {
        let number = self.number().filter(|number| (0.0..=4e9).contains(number))?;
        Some(number as usize)
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    pub(super) fn is_name(&self, name: &[u8]) -> bool {
        self.name() == Some(name)
    }
}

/// Whether a dictionary says that it is of this type.
pub(super) fn is_of_type(dict: &Dict, name: &[u8]) -> bool {
    dict.get(&b"Type"[..]).is_some_and(|kind| kind.is_name(name))
}

/// Arrays and dictionaries within each other that are read; what is deeper is nothing.
const DEEPEST: usize = 64;

/// Values in one object that are read: memory for them is many times their bytes.
const MOST_VALUES: usize = 1 << 20;

/// Reads objects out of bytes.
#[derive(Debug, Clone)]
pub(super) struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How many more values may be read.
    left: usize,
}

impl<'a> Parser<'a> {
    /// Reads from byte `at` on.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()), left: MOST_VALUES }
    }

    /// Where the next object begins, or something before it.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next object of a file; nothing at its end.
    pub(super) fn object(&mut self) -> Option<Object> {
        self.left = MOST_VALUES;
        self.value(0)
    }

    /// Takes this word, if it comes next.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        self.skip_blanks();
        let found = self.bytes[self.at..].starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Steps over `count` bytes and returns them, or those that are left.
    pub(super) fn take(&mut self, count: usize) -> &'a [u8] {
        let end = self.at.saturating_add(count).min(self.bytes.len());
        let taken = &self.bytes[self.at..end];
        self.at = end;
        taken
    }

    /// The bytes that are not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over white space and comments.
    pub(super) fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = self.rest();
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Object> {
        loop {
            self.skip_blanks();
            let byte = self.peek()?;
            self.left = self.left.checked_sub(1)?;
            return Some(match byte {
                b'/' => Object::Name(self.name()),
                b'(' => Object::Text(self.literal()),
                b'<' if self.rest().starts_with(b"<<") => {
                    self.at += 2;
                    self.dict(depth)
                }
                b'<' => Object::Text(self.hexadecimal()),
                b'[' => {
                    self.at += 1;
                    self.array(depth)
                }
                // What closes nothing.
                b'>' | b']' | b')' | b'{' | b'}' => {
                    self.at += 1;
                    continue;
                }
                _ => self.plain(),
            });
        }
    }

    fn array(&mut self, depth: usize) -> Object {
        let mut values = Vec::new();
        while !self.closes(b"]") {
            match self.inner(depth) {
                // An object that was never closed runs into the next one.
                Some(Object::Word(word)) if &*word == b"endobj" => break,
                Some(value) => values.push(value),
                None => break,
            }
        }
        Object::Array(values)
    }

    fn dict(&mut self, depth: usize) -> Object {
        let mut dict = Dict::new();
        while !self.closes(b">>") {
            let Some(key) = self.inner(depth) else { break };
            let Object::Name(key) = key else {
                // An object that was never closed runs into the next one.
                if matches!(&key, Object::Word(word) if matches!(&**word, b"endobj" | b"stream")) {
                    self.at -= 6;
                    break;
                }
                continue;
            };
            if self.closes(b">>") {
                break;
            }
            let Some(value) = self.inner(depth) else { break };
            dict.insert(key, value);
        }
        Object::Dict(dict)
    }

    fn inner(&mut self, depth: usize) -> Option<Object> {
        (depth < DEEPEST).then(|| self.value(depth + 1)).flatten()
    }

    /// Takes the mark that closes an array or dictionary, if it comes next.
    fn closes(&mut self, mark: &[u8]) -> bool {
        self.word(mark)
    }

    /// A name, whose slash comes next.
    fn name(&mut self) -> Box<[u8]> {
        self.at += 1;
        hexadecimal::without_escapes(self.regular(), b'#').into()
    }

    /// The characters up to the next blank or delimiter.
    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !is_regular(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A string in parentheses, the first of which comes next.
    fn literal(&mut self) -> Box<[u8]> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text.into()
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        text.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                return;
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code << 3 | u32::from(digit - b'0');
                    self.at += 1;
                }
                code as u8
            }
            other => other,
        });
    }

    /// A string of hexadecimal digits, whose `<` comes next.
    fn hexadecimal(&mut self) -> Box<[u8]> {
        self.at += 1;
        let rest = self.rest();
        let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (length + 1).min(rest.len());
        hexadecimal::bytes_of(&rest[..length]).into()
    }

    /// A number, a reference, a constant or a word.
    fn plain(&mut self) -> Object {
        let word = self.regular();
        match word {
            b"true" => Object::Bool(true),
            b"false" => Object::Bool(false),
            b"null" => Object::Null,
            _ => match number(word) {
                Some(value) => self.reference(word).unwrap_or(Object::Number(value)),
                None => Object::Word(word.into()),
            },
        }
    }

    /// "12 0 R", of which the first word is read.
    fn reference(&mut self, first: &[u8]) -> Option<Object> {
        let id = whole_number(first)?;
        let mut ahead = Self { at: self.at, ..*self };
        ahead.skip_blanks();
        whole_number(ahead.regular())?;
        ahead.skip_blanks();
        let is_reference = ahead.regular() == b"R";
        is_reference.then(|| {
            self.at = ahead.at;
            Object::Reference(id)
        })
    }
}

/// The number that up to nine digits write.
pub(super) fn whole_number(digits: &[u8]) -> Option<u32> {
    if !(1..=9).contains(&digits.len()) {
        return None;
    }
    digits.iter().try_fold(0, |number: u32, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
    })
}

/// A number as programs write them, with slips that are common: "--5", "1.2.3", "5-3".
fn number(word: &[u8]) -> Option<f64> {
    let signs = word.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let digits = &word[signs..];
    if !digits.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.') {
        return None;
    }
    let (mut value, mut unit, mut is_fraction) = (0.0, 1.0, false);
    for &byte in digits {
        match byte {
            b'0'..=b'9' if is_fraction => {
                unit /= 10.0;
                value += unit * f64::from(byte - b'0');
            }
            b'0'..=b'9' => value = value * 10.0 + f64::from(byte - b'0'),
            b'.' if !is_fraction => is_fraction = true,
            b'.' | b'-' => break,
            _ => return None,
        }
    }
    let is_negative = word[..signs].contains(&b'-');
    Some(if is_negative { -value } else { value })
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Option<Object> {
        Parser::new(text.as_bytes(), 0).object()
    }

    fn text(text: &str) -> Option<Object> {
        Some(Object::Text(text.as_bytes().into()))
    }

    #[test]
    fn values() {
        for (written, expected) in [
            ("12", Some(Object::Number(12.0))),
            (" %x\n-.5", Some(Object::Number(-0.5))),
            ("--5", Some(Object::Number(-5.0))),
            ("1.25.3", Some(Object::Number(1.25))),
            ("12 0 R", Some(Object::Reference(12))),
            ("12 0 RG", Some(Object::Number(12.0))),
            ("true", Some(Object::Bool(true))),
            ("/A#42", Some(Object::Name(b"AB"[..].into()))),
            ("/A#4", Some(Object::Name(b"A#4"[..].into()))),
            ("(a(b)\\)\\101\\n\\\nc)", text("a(b))A\nc")),
            ("(never closed", text("never closed")),
            ("<41 4>", text("A@")),
            ("<41", text("A")),
            ("[1 [2] null]", {
                let inner = Object::Array(vec![Object::Number(2.0)]);
                Some(Object::Array(vec![Object::Number(1.0), inner, Object::Null]))
            }),
            ("Tj", Some(Object::Word(b"Tj"[..].into()))),
            ("", None),
            (")", None),
        ] {
            assert_eq!(parsed(written), expected, "{written}");
        }
    }

    #[test]
    fn dictionaries() {
        let dict = parsed("<< /A 1 /B /C 7 /D << /E (x) >> /F >> 5").unwrap();
        let dict = dict.dict().unwrap();
        assert_eq!(dict[&b"A"[..]], Object::Number(1.0));
        assert!(dict[&b"B"[..]].is_name(b"C"));
        assert_eq!(dict[&b"D"[..]].dict().unwrap()[&b"E"[..]].text(), Some(&b"x"[..]));
        let open = parsed("<< /A 1 endobj 2 0 obj << /B 2 >>").unwrap();
        assert_eq!(open.dict().unwrap().len(), 1);
    }

    #[test]
    fn depth_is_bounded() {
        assert!(parsed(&"[".repeat(100_000)).is_some());
        assert!(parsed(&"<</A".repeat(100_000)).is_some());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in "(<<|>>|\\[|\\]|/A|\\(|\\)|<4|>|1 0 R|-?[0-9.]|endobj|\\\\|%|\n|\\PC){0,60}") {
            let mut parser = Parser::new(bytes.as_bytes(), 0);
            let mut count = 0;
            while parser.object().is_some() {
                count += 1;
                prop_assert!(count <= bytes.len());
            }
        }
    }
}
