//! Bytes written as hexadecimal digits.

use std::borrow::Cow;

/// The bytes that digits stand for, two each. What is no digit is passed over; after a last
/// one alone a zero is thought.
pub(crate) fn bytes_of(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = digits.iter().filter_map(|&byte| digit(byte)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
}

/// What a text says where a `mark` with two digits, as in `%20`, stands for a byte. A mark
/// without them is one.
pub(crate) fn without_escapes(text: &[u8], mark: u8) -> Cow<'_, [u8]> {
    if !text.contains(&mark) {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == mark);
        let code = code.and_then(|digits| Some(digit(digits[0])? << 4 | digit(digits[1])?));
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    Cow::Owned(bytes)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_bytes() {
        for (digits, expected) in [("", ""), ("41 4 2", "AB"), ("414", "A@"), ("x4\n1", "A")] {
            assert_eq!(bytes_of(digits.as_bytes()), expected.as_bytes(), "{digits}");
        }
    }

    #[test]
    fn escapes_are_bytes() {
        for (text, expected) in [
            ("one%20page", "one page"),
            ("%", "%"),
            ("a%2", "a%2"),
            ("%+5%zz%41", "%+5%zzA"),
            ("#41", "#41"),
        ] {
            assert_eq!(&*without_escapes(text.as_bytes(), b'%'), expected.as_bytes(), "{text}");
        }
    }
}
