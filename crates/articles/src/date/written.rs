use dateline_model::{Day, PartialDate, month_named};

use super::months::month_in_other_language;
use super::{day, month, number, small_number};

/// A date as a text writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// With its year.
    Complete(PartialDate),
    /// In numbers of which either may be the day: "05/09/2021".
    EitherOrder {
        /// With the day first.
        day_first: Day,
        /// With the month first.
        month_first: Day,
    },
    /// A day of a month of a year that has to be found elsewhere.
    WithoutYear {
        /// From 1 to 12.
        month: i8,
        /// From 1 to 31.
        day: i8,
    },
}

impl Written {
    /// The date, when it has its year; of one that can be read in two ways, what both
    /// readings share.
    pub(crate) fn complete(self) -> Option<PartialDate> {
        match self {
            Self::Complete(date) => Some(date),
            Self::EitherOrder { day_first, .. } => PartialDate::year(day_first.year()).ok(),
            Self::WithoutYear { .. } => None,
        }
    }
}

/// The date that a text begins with, and how many bytes it takes, a weekday before it
/// included: "Monday, January 7, 2019", "24 September", "Sept. 23, 2021", "2021-09-25",
/// "25 de septiembre de 2021", "2021年9月25日".
///
/// Digits before or after it would make it something else, so there are none. Names of
/// months in other languages than English count with a day before and a year after them.
pub(crate) fn at_start(text: &str) -> Option<(Written, usize)> {
    let mut cursor = Cursor { text, bytes: text.as_bytes(), at: 0 };
    cursor.skip_weekday();
    let date = if cursor.peek()?.is_ascii_digit() {
        digits_first(&mut cursor)
    } else {
        month_first(&mut cursor)
    }?;
    let followed_by_digit = cursor.peek().is_some_and(|byte| byte.is_ascii_digit());
    (!followed_by_digit).then_some((date, cursor.at))
}

/// What follows a weekday and time of day that a text begins with: "Fri 6:45 PM, Feb 16,
/// 2018", "10:40 GMT, 25 September 2021". All of the text when it does not begin so.
pub(crate) fn after_time(text: &str) -> &str {
    let mut cursor = Cursor { text, bytes: text.as_bytes(), at: 0 };
    cursor.skip_weekday();
    let hour = cursor.digits();
    let is_clock = (1..=2).contains(&hour.len())
        && matches!(cursor.next(), Some(b':' | b'.' | b'h'))
        && cursor.digits().len() == 2;
    if !is_clock {
        return text;
    }
    cursor.take_while(|byte| byte == b':' || byte.is_ascii_digit());
    cursor.skip_white();
    for _ in 0..2 {
        cursor.skip_zone();
    }
    cursor.take_while(|byte| b", \t-".contains(&byte));
    cursor.skip_word("on");
    &text[cursor.at..]
}

/// "September 23, 2021", "Sept. 23", "September 2021".
fn month_first(cursor: &mut Cursor<'_>) -> Option<Written> {
    let month_number = month_named(cursor.word().as_bytes())?;
    cursor.skip(b'.');
    cursor.some_white()?;
    let digits = cursor.digits();
    if let Ok([_, _, _, _]) = <[u8; 4]>::try_from(digits) {
        return month(number(digits)?, month_number).map(Written::Complete);
    }
    let day_number = small_number(digits)?;
    cursor.skip_ordinal();
    with_year(cursor, month_number, day_number)
}

/// "2021-09-25", "25 September 2021", "25/09/2021".
fn digits_first(cursor: &mut Cursor<'_>) -> Option<Written> {
    let digits = cursor.digits();
    let separator = cursor.peek();
    match (digits.len(), separator) {
        (4, Some(b'-' | b'/' | b'.')) => year_first(cursor, number(digits)?),
        (4, Some(other)) if !other.is_ascii() => east_asian(cursor, number(digits)?),
        (1 | 2, Some(b'/' | b'.' | b'-')) if cursor.digit_follows() => {
            numbers_only(cursor, small_number(digits)?)
        }
        (1 | 2, _) => day_first(cursor, small_number(digits)?),
        _ => None,
    }
}

/// "2021年9月25日", "2021년 9월 25일", "2021年9月".
fn east_asian(cursor: &mut Cursor<'_>, year: i16) -> Option<Written> {
    cursor.skip_any(&["年", "년"])?;
    cursor.skip_white();
    let month_number = small_number(cursor.digits())?;
    cursor.skip_any(&["月", "월"])?;
    let before = cursor.at;
    cursor.skip_white();
    let digits = cursor.digits();
    if !digits.is_empty() && cursor.skip_any(&["日", "일"]).is_some() {
        return day(year, month_number, small_number(digits)?).map(Written::Complete);
    }
    cursor.at = before;
    month(year, month_number).map(Written::Complete)
}

fn year_first(cursor: &mut Cursor<'_>, year: i16) -> Option<Written> {
    let separator = cursor.next()?;
    let month_number = small_number(cursor.digits())?;
    if cursor.peek() == Some(separator) && cursor.digit_follows() {
        cursor.next();
        let day_number = small_number(cursor.digits())?;
        return day(year, month_number, day_number).map(Written::Complete);
    }
    // "2021/09" and "2021.09" are too often something else.
    (separator == b'-').then(|| month(year, month_number).map(Written::Complete)).flatten()
}

/// Day, month and year as numbers: which is the day can only be said when the other
/// cannot be a month, or when it makes no difference.
fn numbers_only(cursor: &mut Cursor<'_>, first: i8) -> Option<Written> {
    let separator = cursor.next()?;
    let second = small_number(cursor.digits())?;
    if cursor.next()? != separator {
        return None;
    }
    let digits = cursor.digits();
    let year = if digits.len() == 4 { number(digits)? } else { return None };
    match (day(year, second, first), day(year, first, second)) {
        (Some(PartialDate::Day(day_first)), Some(PartialDate::Day(month_first)))
            if day_first != month_first =>
        {
            Some(Written::EitherOrder { day_first, month_first })
        }
        (one, other) => one.or(other).map(Written::Complete),
    }
}

/// "25 September 2021", "5th of May", "23-Sep-2021", "25. März 2021".
fn day_first(cursor: &mut Cursor<'_>, day_number: i8) -> Option<Written> {
    cursor.skip_ordinal();
    cursor.skip(b'.');
    if !cursor.skip(b'-') {
        cursor.some_white()?;
    }
    cursor.skip_word("of");
    cursor.skip_word("de");
    let word = cursor.word();
    if let Some(month_number) = month_named(word.as_bytes()) {
        cursor.skip(b'.');
        return with_year(cursor, month_number, day_number);
    }
    let month_number = month_in_other_language(word)?;
    cursor.skip(b'.');
    cursor.skip_white();
    ["de", "del", "di"].into_iter().for_each(|of| cursor.skip_word(of));
    match with_year(cursor, month_number, day_number)? {
        Written::WithoutYear { .. } => None,
        complete => Some(complete),
    }
}

/// The date with the year that follows, if one does.
fn with_year(cursor: &mut Cursor<'_>, month_number: i8, day_number: i8) -> Option<Written> {
    let before = cursor.at;
    cursor.skip(b',');
    if !cursor.skip(b'-') {
        cursor.skip_white();
    }
    let digits = cursor.digits();
    if digits.len() == 4 {
        return day(number(digits)?, month_number, day_number).map(Written::Complete);
    }
    cursor.at = before;
    // 2000 was a leap year: 29 February may turn out to be a day.
    day(2000, month_number, day_number)?;
    Some(Written::WithoutYear { month: month_number, day: day_number })
}

struct Cursor<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn digit_follows(&self) -> bool {
        self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit)
    }

    fn take_while(&mut self, accept: impl Fn(u8) -> bool) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(&accept) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    /// The letters that come next, of whatever alphabet.
    fn word(&mut self) -> &'a str {
        let start = self.at;
        let ascii = self.take_while(|byte| byte.is_ascii_alphabetic());
        if self.peek().is_some_and(|byte| !byte.is_ascii()) {
            let rest = &self.text[start..];
            let end = rest.find(|character: char| !character.is_alphabetic());
            self.at = start + end.unwrap_or(rest.len());
            return &self.text[start..self.at];
        }
        &self.text[start..start + ascii.len()]
    }

    /// Steps over one of these texts, if one comes next.
    fn skip_any(&mut self, texts: &[&str]) -> Option<()> {
        let rest = &self.bytes[self.at..];
        let found = texts.iter().find(|text| rest.starts_with(text.as_bytes()))?;
        self.at += found.len();
        Some(())
    }

    fn digits(&mut self) -> &'a [u8] {
        self.take_while(|byte| byte.is_ascii_digit())
    }

    fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_white(&mut self) {
        self.take_while(|byte| byte == b' ' || byte == b'\t');
    }

    fn some_white(&mut self) -> Option<()> {
        let start = self.at;
        self.skip_white();
        (self.at > start).then_some(())
    }

    fn skip_ordinal(&mut self) {
        let suffix = self.bytes.get(self.at..self.at + 2).unwrap_or_default();
        const SUFFIXES: [&[u8]; 5] = [b"st", b"nd", b"rd", b"th", b"er"];
        if SUFFIXES.iter().any(|known| suffix.eq_ignore_ascii_case(known)) {
            self.at += 2;
        }
    }

    /// Steps over "a.m.", "PM", "GMT" or the like, if it comes next.
    fn skip_zone(&mut self) {
        let before = self.at;
        let word = self.take_while(|byte| byte.is_ascii_alphabetic() || byte == b'.');
        let is_half = ["am", "pm", "a.m.", "p.m.", "a.m", "p.m"]
            .iter()
            .any(|half| half.as_bytes().eq_ignore_ascii_case(word));
        let is_zone = (1..=5).contains(&word.len())
            && word.iter().all(u8::is_ascii_uppercase)
            && month_named(word).is_none();
        if !is_half && !is_zone {
            self.at = before;
            return;
        }
        self.skip_white();
    }

    /// Steps over the word and the white space after it, if it comes next.
    fn skip_word(&mut self, word: &str) {
        let before = self.at;
        if !self.word().eq_ignore_ascii_case(word) || self.some_white().is_none() {
            self.at = before;
        }
    }

    fn skip_weekday(&mut self) {
        const STEMS: [&[u8]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];
        let before = self.at;
        let word = self.take_while(|byte| byte.is_ascii_alphabetic());
        let stem = word.get(..3).unwrap_or_default();
        let known = STEMS.iter().any(|known| known.eq_ignore_ascii_case(stem))
            && (word.len() <= 5 || word.to_ascii_lowercase().ends_with(b"day"));
        if !known {
            self.at = before;
            return;
        }
        self.skip(b'.');
        self.skip(b',');
        self.skip_white();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_dates() {
        for (text, expected, rest) in [
            ("2021-09-25 THE SON", "2021-09-25", " THE SON"),
            ("2021/09/25", "2021-09-25", ""),
            ("2021-09", "2021-09", ""),
            ("September 23, 2021 at 5", "2021-09-23", " at 5"),
            ("Sept. 23 2021", "2021-09-23", ""),
            ("SEP 3, 2021", "2021-09-03", ""),
            ("September 2021", "2021-09", ""),
            ("25 September 2021", "2021-09-25", ""),
            ("24 September, 2021,", "2021-09-24", ","),
            ("5th of May 2021", "2021-05-05", ""),
            ("23-Sep-2021", "2021-09-23", ""),
            ("Monday, January 7, 2019  ", "2019-01-07", "  "),
            ("Thu, 23 Sep 2021 10:00:00 GMT", "2021-09-23", " 10:00:00 GMT"),
            ("25/09/2021", "2021-09-25", ""),
            ("09/25/2021", "2021-09-25", ""),
            ("05/05/2021", "2021-05-05", ""),
            ("05/09/2021", "5/9 2021", ""),
            ("25.09.2021", "2021-09-25", ""),
            ("25. September 2021", "2021-09-25", ""),
            ("3. März 2021, 10.40 Uhr", "2021-03-03", ", 10.40 Uhr"),
            ("25 de septiembre de 2021", "2021-09-25", ""),
            ("1er janvier 2021", "2021-01-01", ""),
            ("4 août 2021 à 10h", "2021-08-04", " à 10h"),
            ("25 сентября 2021, 10:40", "2021-09-25", ", 10:40"),
            ("25 Eylül 2021", "2021-09-25", ""),
            ("2021年9月25日 10:40", "2021-09-25", " 10:40"),
            ("2021년 9월 25일", "2021-09-25", ""),
            ("2021年9月号", "2021-09", "号"),
            ("March 1 -", "--3-1", " -"),
            ("Sep 23 (Agency)", "--9-23", " (Agency)"),
            ("24 September -", "--9-24", " -"),
            ("March 1, 12 people", "--3-1", ", 12 people"),
        ] {
            let (date, length) = at_start(text).unwrap_or_else(|| panic!("{text}"));
            let date = match date {
                Written::Complete(date) => date.to_string(),
                Written::EitherOrder { day_first, month_first } => {
                    format!("{}/{} {}", day_first.day(), month_first.day(), day_first.year())
                }
                Written::WithoutYear { month, day } => format!("--{month}-{day}"),
            };
            assert_eq!((date.as_str(), &text[length..]), (expected, rest), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "Kabul",
            "12 people",
            "2021",
            "2021-13-01",
            "31 June 2021",
            "February 30",
            "99/99/2021",
            "May he go",
            "1.5 million",
            "2021-09-251",
            "Sunni 12",
            "Monkey 12",
            "6 set menus",
            "25 septiembre",
            "5 mai",
            "2021年",
        ] {
            assert_eq!(at_start(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "\\PC{0,40}") {
            if let Some((_, length)) = at_start(&text) {
                prop_assert!(text.is_char_boundary(length));
            }
        }
    }
}
