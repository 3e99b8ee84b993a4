//! Tables of what codes stand for: the characters that a font shows by them, or its glyphs.

use super::object::{Object, Parser};

/// What codes stand for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CodeMap {
    /// How many bytes a code has that begins with some byte.
    spaces: Vec<Space>,
    /// Ordered by their first codes.
    ranges: Vec<Range>,
}

/// Codes of as many bytes, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Space {
    length: usize,
    first: u32,
    last: u32,
}

#[derive(Debug, Clone, PartialEq)]
struct Range {
    first: u32,
    last: u32,
    to: Target,
}

/// What the first code of a range stands for; those after it, for what comes after that.
#[derive(Debug, Clone, PartialEq)]
enum Target {
    Text(Box<str>),
    Glyph(u32),
}

impl CodeMap {
    /// Reads a table.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut parser = Parser::new(bytes, 0);
        let mut operands = Vec::new();
        while let Some(object) = parser.object() {
            let Object::Word(word) = object else {
                operands.push(object);
                continue;
            };
            match &*word {
                b"endcodespacerange" => map.add_spaces(&operands),
                b"endbfchar" | b"endcidchar" => map.add_single(&operands),
                b"endbfrange" | b"endcidrange" => map.add_ranges(&operands),
                _ => {}
            }
            operands.clear();
        }
        map.ranges.sort_by_key(|range| range.first);
        map
    }

    fn add_spaces(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            let (Some(first), Some(last)) = (pair[0].text(), pair[1].text()) else { continue };
            if let (1..=4, Some(first_code), Some(last_code)) =
                (first.len(), code(first), code(last))
            {
                let space = Space { length: first.len(), first: first_code, last: last_code };
                self.spaces.push(space);
            }
        }
    }

    fn add_single(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            let code = pair[0].text().and_then(code);
            if let (Some(code), Some(to)) = (code, target(&pair[1])) {
                self.ranges.push(Range { first: code, last: code, to });
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Object]) {
        for triple in operands.chunks_exact(3) {
            let codes = (triple[0].text().and_then(code), triple[1].text().and_then(code));
            let (Some(first), Some(last)) = codes else { continue };
            if let Object::Array(each) = &triple[2] {
                for (code, to) in (first..=last).zip(each) {
                    self.ranges.extend(target(to).map(|to| Range { first: code, last: code, to }));
                }
            } else if let Some(to) = target(&triple[2]) {
                self.ranges.push(Range { first, last, to });
            }
        }
    }

    /// The length in bytes of the code that the bytes begin with; none where nothing is said.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4.min(bytes.len())).find(|&length| {
            let code = code(&bytes[..length]).unwrap_or(0);
            let spaces = self.spaces.iter().filter(|space| space.length == length);
            spaces.into_iter().any(|space| (space.first..=space.last).contains(&code))
        })
    }

    fn range(&self, code: u32) -> Option<&Range> {
        /// Ranges that may lie over each other.
        const NEAR: usize = 4;
        let after = self.ranges.partition_point(|range| range.first <= code);
        self.ranges[..after].iter().rev().take(NEAR).find(|range| range.last >= code)
    }

    /// The characters of a code, put after a text; false if none are known.
    pub(super) fn write_text(&self, code: u32, text: &mut String) -> bool {
        let Some(range) = self.range(code) else { return false };
        let Target::Text(first) = &range.to else { return false };
        let step = code - range.first;
        let Some(last) = first.chars().next_back() else { return false };
        if step == 0 {
            text.push_str(first);
            return true;
        }
        let Some(stepped) = u32::from(last).checked_add(step).and_then(char::from_u32) else {
            return false;
        };
        text.push_str(&first[..first.len() - last.len_utf8()]);
        text.push(stepped);
        true
    }

    /// The number of the glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let range = self.range(code)?;
        match range.to {
            Target::Glyph(first) => first.checked_add(code - range.first),
            Target::Text(_) => None,
        }
    }
}

/// The number that up to four bytes are.
fn code(bytes: &[u8]) -> Option<u32> {
    (bytes.len() <= 4).then(|| bytes.iter().fold(0, |code: u32, byte| code << 8 | u32::from(*byte)))
}

fn target(object: &Object) -> Option<Target> {
    match object {
        Object::Text(bytes) => Some(Target::Text(utf16(bytes).into())),
        Object::Number(_) => Some(Target::Glyph(object.count()? as u32)),
        _ => None,
    }
}

/// Text in two bytes a character; a single byte is a character too.
pub(super) fn utf16(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[u8] = b"/CIDInit /ProcSet findresource begin begincmap\n\
        1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange\n\
        2 beginbfchar <01> <0041> <8002> <00660069> endbfchar\n\
        2 beginbfrange <10> <12> <0430> <20> <21> [<0058> <0059>] endbfrange\n\
        1 begincidrange <9000> <9010> 7 endcidrange endcmap";

    #[test]
    fn codes_to_texts() {
        let map = CodeMap::read(TABLE);
        for (code, expected) in [
            (0x01, "A"),
            (0x8002, "fi"),
            (0x10, "а"),
            (0x12, "в"),
            (0x13, "-"),
            (0x21, "Y"),
            (0x9000, "-"),
        ] {
            let mut text = String::new();
            let is_known = map.write_text(code, &mut text);
            assert_eq!(if is_known { &text } else { "-" }, expected, "{code:x}");
        }
        assert_eq!(map.glyph(0x9002), Some(9));
    }

    #[test]
    fn lengths_of_codes() {
        let map = CodeMap::read(TABLE);
        assert_eq!(map.code_length(b"\x01\x02"), Some(1));
        assert_eq!(map.code_length(b"\x80\x02"), Some(2));
        assert_eq!(map.code_length(b"\x80"), None);
        assert_eq!(CodeMap::default().code_length(b"\x80"), None);
    }

    #[test]
    fn a_range_of_all_codes_costs_nothing() {
        let map = CodeMap::read(b"<00000000> <FFFFFFFF> <0041> endbfrange");
        assert_eq!(map.ranges.len(), 1);
        assert!(!map.write_text(u32::MAX, &mut String::new()));
    }
}
