//! Words that begin with a digit to numbers and dates in digits.

use super::word::{Clock, ClockForm, Digits, Meridiem, Numeric, Word};

/// A word that begins with a digit, as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Where the whole of it ends: what is inside is not read again.
    pub(super) extent: usize,
    /// What it is to the grammar of dates and where that part of it ends.
    pub(super) word: Option<(Word, usize)>,
}

/// The numbers of a numeral, and what stands between and after them.
#[derive(Debug, Clone, Copy)]
struct Fields<'t> {
    numbers: [Digits; 3],
    separators: [u8; 2],
    count: usize,
    suffix: &'t [u8],
    end: usize,
}

/// Reads the numeral that begins with the digit at `start`.
///
/// It goes on over letters, digits and such marks as `-`, `/`, `.` and `:` before a
/// digit, so that a telephone number, a price or a version is one numeral, which is
/// nothing, and not several, of which one might look like a year.
pub(super) fn read(bytes: &[u8], start: usize) -> Numeral {
    let extent = extent(bytes, start);
    let followed_by_sign = matches!(bytes.get(extent), Some(b'%' | b'_' | b'@'));
    let fields = (!followed_by_sign).then(|| fields(&bytes[..extent], start)).flatten();
    let word = fields.and_then(|fields| {
        // The time that follows a date is no part of it; any other suffix is.
        let end = if fields.suffix.starts_with(b"T") { fields.end } else { extent };
        classify(&fields).map(|word| (word, end))
    });
    Numeral { extent, word }
}

fn extent(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            at += 1;
        }
        match separator(bytes, at) {
            Some((b',', 1)) if !is_thousands(bytes, at + 1) => return at,
            Some((_, width)) if bytes.get(at + width).is_some_and(u8::is_ascii_digit) => {
                at += width;
            }
            _ => return at,
        }
    }
}

/// Whether exactly three digits stand at `at`, as after the comma of `2,017`.
fn is_thousands(bytes: &[u8], at: usize) -> bool {
    bytes[at..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count() == 3
}

/// The mark at `at` that can join two numbers, and its width; a dash of any length is
/// `-`.
fn separator(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at..)? {
        [mark @ (b'-' | b'/' | b'.' | b',' | b':'), ..] => Some((*mark, 1)),
        [0xE2, 0x80, 0x90..=0x94, ..] => Some((b'-', 3)),
        _ => None,
    }
}

/// The numbers of a numeral; `None` when one is too long or there are too many.
fn fields(bytes: &[u8], start: usize) -> Option<Fields<'_>> {
    let zero = Digits { value: 0, width: 0 };
    let mut fields =
        Fields { numbers: [zero; 3], separators: [0; 2], count: 0, suffix: b"", end: start };
    loop {
        let number = digits(bytes, fields.end)?;
        *fields.numbers.get_mut(fields.count)? = number;
        fields.count += 1;
        fields.end += usize::from(number.width);
        match separator(bytes, fields.end) {
            Some((mark, width)) => {
                *fields.separators.get_mut(fields.count - 1)? = mark;
                fields.end += width;
            }
            None => break,
        }
    }
    fields.suffix = &bytes[fields.end..];
    Some(fields)
}

/// The number of one to four digits at `at`.
fn digits(bytes: &[u8], at: usize) -> Option<Digits> {
    let width = bytes[at..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=4).contains(&width) {
        return None;
    }
    let value = bytes[at..at + width].iter().fold(0, |sum, byte| sum * 10 + i16::from(byte - b'0'));
    Some(Digits { value, width: width as u8 })
}

fn classify(fields: &Fields<'_>) -> Option<Word> {
    let [first, second, third] = fields.numbers;
    match (fields.count, fields.separators, fields.suffix) {
        (1, _, suffix) => single(first, suffix),
        (2, separators, b"") => pair(first, second, separators[0]).map(Word::Numeric),
        (2, [b':' | b'.', _], suffix) => {
            let clock = clock(first, second, meridiem(suffix)?)?;
            Some(Word::Numeric(Numeric::Clock(clock)))
        }
        (3, separators, b"") => triple(first, second, third, separators).map(Word::Numeric),
        // A time may follow a date without a space, as in ISO 8601.
        (3, [b'-', b'-'], [b'T', ..]) if first.width == 4 => {
            triple(first, second, third, [b'-', b'-']).map(Word::Numeric)
        }
        _ => None,
    }
}

fn single(number: Digits, suffix: &[u8]) -> Option<Word> {
    match suffix {
        b"" => Some(Word::Number(number)),
        b"st" | b"nd" | b"rd" | b"th" if number.width <= 2 => {
            Some(Word::Ordinal(number.value as u8))
        }
        b"s" if number.value % 10 == 0 && number.width == 4 && number.value >= 1000 => {
            Some(Word::Numeric(Numeric::Decade(number.value)))
        }
        // "the 90s": the last century's, as nobody calls the years from 2000 on so. The 30s
        // are more often the age of somebody, or degrees.
        b"s" if number.value % 10 == 0 && number.width == 2 && number.value >= 50 => {
            Some(Word::Numeric(Numeric::Decade(1900 + number.value)))
        }
        _ => {
            let clock = clock(number, Digits { value: 0, width: 2 }, meridiem(suffix)?)?;
            Some(Word::Numeric(Numeric::Clock(clock)))
        }
    }
}

/// What "am" or "pm" adds to the hours before it; none for any other suffix.
fn meridiem(suffix: &[u8]) -> Option<Meridiem> {
    match suffix {
        [b'a' | b'A', b'm' | b'M'] => Some(Meridiem::Before),
        [b'p' | b'P', b'm' | b'M'] => Some(Meridiem::After),
        _ => None,
    }
}

fn clock(hour: Digits, minute: Digits, meridiem: Meridiem) -> Option<Clock> {
    let minute = u8::try_from(minute.value).ok().filter(|_| minute.width == 2)?;
    let hour = meridiem.hour(u8::try_from(hour.value).ok()?)?;
    (minute < 60).then_some(Clock { hour, minute, form: ClockForm::Marked })
}

fn pair(first: Digits, second: Digits, separator: u8) -> Option<Numeric> {
    let next_year = (first.value + 1) % 100;
    match (separator, first.width, second.width) {
        (b'/', 1, 2) if (first.value, second.value) == (9, 11) => Some(Numeric::NineEleven),
        (b'/', 1, 1) if (first.value, second.value) == (1, 2) => Some(Numeric::Fraction),
        (b':', 1..=2, 2) if first.value <= 24 && second.value < 60 => Some(Numeric::Clock(Clock {
            hour: first.value as u8,
            minute: second.value as u8,
            form: ClockForm::Bare,
        })),
        (b'-', 1..=2, 1..=2) => {
            (0 < first.value && first.value < second.value && second.value <= 31)
                .then_some(Numeric::Days(first.value as i8, second.value as i8))
        }
        (b'-', 4, 4) => years(first.value, second.value),
        // "2001-02" may be a season or a month; the two years contain the month.
        (b'-' | b'/', 4, 2) if second.value == next_year => years(first.value, first.value + 1),
        (b'-', 4, 2) => month(first.value, second.value)
            .or_else(|| years(first.value, first.value - first.value % 100 + second.value)),
        (b'/', 4, 2) => month(first.value, second.value),
        (b'/', 1..=2, 4) => month(second.value, first.value),
        _ => None,
    }
}

fn triple(first: Digits, second: Digits, third: Digits, marks: [u8; 2]) -> Option<Numeric> {
    if marks[0] != marks[1] {
        return None;
    }
    match (marks[0], first.width, second.width, third.width) {
        (b'-' | b'/' | b'.', 4, 1..=2, 1..=2) => day(first.value, second.value, third.value),
        // Only Europeans write points, and they write the day first.
        (b'.', 1..=2, 1..=2, 4) => day(third.value, second.value, first.value),
        (b'-' | b'/', 1..=2, 1..=2, 4) => either(first.value, second.value, third.value),
        (b'/', 1..=2, 1..=2, 2) => short_year(first.value, second.value, third.value),
        _ => None,
    }
}

fn years(first: i16, last: i16) -> Option<Numeric> {
    (first >= 1000 && last <= 2199 && first < last).then_some(Numeric::Years(first, last))
}

fn month(year: i16, month: i16) -> Option<Numeric> {
    let is_month = (1000..=2199).contains(&year) && (1..=12).contains(&month);
    is_month.then_some(Numeric::Month(year, month as i8))
}

fn day(year: i16, month: i16, day: i16) -> Option<Numeric> {
    (year >= 1000 && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Numeric::Day(
        year,
        month as i8,
        day as i8,
    ))
}

/// A date whose first two numbers are day and month, the order being said only by one
/// that can be no month.
fn either(first: i16, second: i16, year: i16) -> Option<Numeric> {
    match (first, second) {
        (13.., _) => day(year, second, first),
        (_, 13..) => day(year, first, second),
        _ if first == second => day(year, first, second),
        (1.., 1..) if year >= 1000 => Some(Numeric::Either(first as i8, second as i8, year)),
        _ => None,
    }
}

/// A date whose year has two digits; which number is the month is left open.
fn short_year(first: i16, second: i16, year: i16) -> Option<Numeric> {
    let is_date =
        (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12);
    is_date.then_some(Numeric::ShortYear(first as i8, second as i8, year as i8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numeric(text: &str) -> Option<Numeric> {
        match read(text.as_bytes(), 0).word {
            Some((Word::Numeric(numeric), _)) => Some(numeric),
            _ => None,
        }
    }

    #[test]
    fn dates_in_digits() {
        for (text, expected) in [
            ("2021-09-06", Some(Numeric::Day(2021, 9, 6))),
            ("2021/9/6,", Some(Numeric::Day(2021, 9, 6))),
            ("2021-09-06T10:15:00Z", Some(Numeric::Day(2021, 9, 6))),
            ("2021-09", Some(Numeric::Month(2021, 9))),
            ("09/2021", Some(Numeric::Month(2021, 9))),
            ("23/09/2021", Some(Numeric::Day(2021, 9, 23))),
            ("09/23/2021", Some(Numeric::Day(2021, 9, 23))),
            ("09/06/2021", Some(Numeric::Either(9, 6, 2021))),
            ("06.09.2021.", Some(Numeric::Day(2021, 9, 6))),
            ("1914-18", Some(Numeric::Years(1914, 1918))),
            ("1914–1918", Some(Numeric::Years(1914, 1918))),
            ("2008-09", Some(Numeric::Years(2008, 2009))),
            ("1999/00", Some(Numeric::Years(1999, 2000))),
            ("6-8", Some(Numeric::Days(6, 8))),
            ("1990s", Some(Numeric::Decade(1990))),
            ("80s", Some(Numeric::Decade(1980))),
            ("9/11", Some(Numeric::NineEleven)),
            ("1-0", None),
            ("3/4", None),
            ("2021-13-01", None),
            ("13/13/2021", None),
            ("555-2017", None),
            ("202-555-2017", None),
            ("2,017", None),
            ("2017.5", None),
            ("1.2.2017.3", None),
            ("2017%", None),
            ("2017A", None),
            ("9/11/2001/3", None),
        ] {
            assert_eq!(numeric(text), expected, "{text}");
        }
    }

    #[test]
    fn a_numeral_is_read_to_its_end() {
        for (text, extent) in [
            ("2021-09-06T10:15:00Z,", 20),
            ("2021.", 4),
            ("6,2021", 1),
            ("2,017 people", 5),
            ("6-Sep", 1),
            ("12345678901234567890x", 21),
        ] {
            assert_eq!(read(text.as_bytes(), 0).extent, extent, "{text}");
        }
    }
}
