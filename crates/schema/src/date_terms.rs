//! Days, months, years, decades and centuries as terms.
//!
//! A date or range is cut into the fewest whole periods. An article carries, for each
//! piece of each of its dates, the term "something within P" for the piece and every
//! period around it, and the term "all of P" for a piece longer than a day. A question
//! for a range asks for what lies within its own pieces and for whole periods around
//! them. Two ranges share a day exactly when they share such a term, because of two
//! periods one contains the other or they share nothing; and the number of terms grows
//! with the ends of a range, not with its days.

use dateline_model::{DateRange, Day, YearlessDay};

/// The terms of an article that speaks of these ranges, and of these days without telling
/// their year: one a line, each once, in an order that depends on nothing else.
///
/// ```
/// use dateline_model::PartialDate;
/// use dateline_schema::date_terms;
///
/// let day: PartialDate = "2021-09-06".parse()?;
/// let terms = date_terms(&[day.range()], &[]);
/// assert_eq!(terms, "<20--\n<202-\n<2021\n<2021-09\n<2021-09-06\n");
/// # Ok::<(), dateline_model::Error>(())
/// ```
#[must_use]
pub fn date_terms(ranges: &[DateRange], yearless_days: &[YearlessDay]) -> String {
    // Sorted and told apart before they are written: dates of one article share most of the
    // periods around them.
    let mut terms = Vec::with_capacity(8 * ranges.len());
    for piece in ranges.iter().flat_map(|range| cover(*range)) {
        if !matches!(piece, Period::Day(_)) {
            terms.push((piece, Relation::All));
        }
        let around = std::iter::successors(Some(piece), |period| period.parent());
        terms.extend(around.map(|period| (period, Relation::Within)));
    }
    terms.sort_unstable();
    terms.dedup();
    let mut lines = String::with_capacity(12 * terms.len());
    for (period, relation) in terms {
        period.append(relation, &mut lines);
        lines.push('\n');
    }
    let mut days: Vec<String> = yearless_days.iter().copied().map(yearless_term).collect();
    days.sort_unstable();
    days.dedup();
    days.iter().for_each(|day| {
        lines.push_str(day);
        lines.push('\n');
    });
    lines
}

/// The term of an article that speaks of a day without telling its year.
fn yearless_term(day: YearlessDay) -> String {
    day.to_string()
}

/// The terms of which an article has at least one when it speaks of a range that lies
/// wholly in `range`. The reverse holds for ranges of one piece (days, months, years) only:
/// of a longer one, a piece may lie in `range` while the whole does not, which
/// [`RangeCode`](crate::RangeCode) tells. A day whose year is not told lies in no range.
#[must_use]
pub fn within_query_terms(range: DateRange) -> Vec<String> {
    cover(range).iter().map(|piece| piece.term(Relation::Within)).collect()
}

/// Up to so many days, a question also finds days without a year: whoever asks for a day
/// or a month may have meant them, whoever asks for a year would get them all.
const YEARLESS_DAYS: i32 = 31;

/// The terms of which an article has at least one when it speaks of a day of `range`, or
/// of one that may be in it because its year is not told.
#[must_use]
pub fn date_query_terms(range: DateRange) -> Vec<String> {
    let pieces = cover(range);
    let mut terms = yearless_terms(range);
    for &piece in &pieces {
        terms.push(piece.term(Relation::Within));
        let around = std::iter::successors(piece.parent(), |period| period.parent());
        terms.extend(around.map(|period| period.term(Relation::All)));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

fn yearless_terms(range: DateRange) -> Vec<String> {
    let days = |from: Day, to: Day| from.until(to).map_or(i32::MAX, |span| span.get_days());
    if days(range.first(), range.last()) >= YEARLESS_DAYS {
        return Vec::new();
    }
    let days = std::iter::successors(Some(range.first()), |day| day.tomorrow().ok());
    days.take_while(|day| *day <= range.last()).map(|day| yearless_term(day.into())).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Period {
    Century(i16),
    Decade(i16),
    Year(i16),
    Month(i16, i8),
    Day(Day),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    Within,
    All,
}

impl Period {
    /// The period one level up.
    fn parent(self) -> Option<Self> {
        Some(match self {
            Self::Century(_) => return None,
            Self::Decade(decade) => Self::Century(decade / 10),
            Self::Year(year) => Self::Decade(year / 10),
            Self::Month(year, _) => Self::Year(year),
            Self::Day(day) => Self::Month(day.year(), day.month()),
        })
    }

    /// Its first and last day.
    fn days(self) -> (Day, Day) {
        match self {
            Self::Century(century) => years(century * 100, century * 100 + 99),
            Self::Decade(decade) => years(decade * 10, decade * 10 + 9),
            Self::Year(year) => years(year, year),
            Self::Month(year, month) => {
                let first = Day::constant(year, month, 1);
                (first, first.last_of_month())
            }
            Self::Day(day) => (day, day),
        }
    }

    /// The term by itself.
    fn term(self, relation: Relation) -> String {
        let mut term = String::new();
        self.append(relation, &mut term);
        term
    }

    /// Appends the term: a sign for the relation, and the period as ISO 8601 writes it, with
    /// `-` for digits left open.
    fn append(self, relation: Relation, term: &mut String) {
        term.push(match relation {
            Relation::Within => '<',
            Relation::All => '=',
        });
        match self {
            Self::Century(century) => {
                push_digits(term, century, 2);
                term.push_str("--");
            }
            Self::Decade(decade) => {
                push_digits(term, decade, 3);
                term.push('-');
            }
            Self::Year(year) => push_digits(term, year, 4),
            Self::Month(year, month) => push_month(term, year, month),
            Self::Day(day) => {
                push_month(term, day.year(), day.month());
                term.push('-');
                push_digits(term, day.day().into(), 2);
            }
        }
    }
}

fn push_month(term: &mut String, year: i16, month: i8) {
    push_digits(term, year, 4);
    term.push('-');
    push_digits(term, month.into(), 2);
}

/// Writes the last `width` decimal digits of a number that is not negative. An article
/// has some dozens of terms, and formatting them as usual showed in the profile.
fn push_digits(term: &mut String, number: i16, width: u32) {
    for place in (0..width).rev() {
        let digit = (number / 10i16.pow(place) % 10).unsigned_abs() as u8;
        term.push(char::from(b'0' + digit));
    }
}

fn years(first: i16, last: i16) -> (Day, Day) {
    (Day::constant(first, 1, 1), Day::constant(last, 12, 31))
}

/// The fewest periods that make up the range, in order. What lies before the year 0 or
/// after 9999 is left out: no term can be written for it, nor any article dated.
fn cover(range: DateRange) -> Vec<Period> {
    let (earliest, latest) = years(0, 9999);
    let mut at = range.first().max(earliest);
    let last = range.last().min(latest);
    let mut pieces = Vec::new();
    while at <= last {
        let piece = widest(at, last);
        pieces.push(piece);
        match piece.days().1.tomorrow() {
            Ok(next) => at = next,
            Err(_) => break,
        }
    }
    pieces
}

/// The widest period that begins on `at` and does not go past `last`.
fn widest(at: Day, last: Day) -> Period {
    // Nearly all dates of news are single days.
    if at == last {
        return Period::Day(at);
    }
    let year = at.year();
    [
        Period::Century(year / 100),
        Period::Decade(year / 10),
        Period::Year(year),
        Period::Month(year, at.month()),
    ]
    .into_iter()
    .find(|period| {
        let (first, end) = period.days();
        first == at && end <= last
    })
    .unwrap_or(Period::Day(at))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use dateline_model::PartialDate;
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::*;

    fn range(text: &str) -> DateRange {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let day = |text: &str| text.parse::<PartialDate>().unwrap();
        DateRange::new(day(first).first(), day(last).last()).unwrap()
    }

    fn document_terms(range: DateRange) -> BTreeSet<String> {
        date_terms(&[range], &[]).lines().map(str::to_owned).collect()
    }

    fn meet(document: DateRange, question: DateRange) -> bool {
        let terms = document_terms(document);
        date_query_terms(question).iter().any(|term| terms.contains(term))
    }

    #[test]
    fn terms_of_dates() {
        let terms = |text| document_terms(range(text)).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(terms("2021-09-06"), "<20-- <202- <2021 <2021-09 <2021-09-06");
        assert_eq!(terms("2021-09"), "<20-- <202- <2021 <2021-09 =2021-09");
        assert_eq!(terms("1990..1999"), "<19-- <199- =199-");
    }

    #[test]
    fn a_day_asks_for_itself_and_the_periods_around_it() {
        assert_eq!(
            date_query_terms(range("2021-09-06")).join(" "),
            "--09-06 <2021-09-06 =20-- =202- =2021 =2021-09"
        );
    }

    #[test]
    fn terms_do_not_grow_with_the_days() {
        assert!(date_query_terms(range("1987-03-02..2021-09-29")).len() < 100);
        let all = DateRange::new(Day::MIN, Day::MAX).unwrap();
        assert_eq!(date_query_terms(all).len(), 100);
    }

    #[test]
    fn days_without_a_year_are_found_by_days_and_months() {
        let term = yearless_term(YearlessDay::new(9, 6).unwrap());
        let asked = |text| date_query_terms(range(text)).contains(&term);
        assert!(asked("2021-09-06") && asked("2021-09") && asked("2021-09-01..2021-09-15"));
        assert!(!asked("2021-09-07") && !asked("2021") && !asked("2021-08-01..2021-09-15"));
    }

    #[test]
    fn intervals_that_share_a_day_meet() {
        for (document, question, expected) in [
            ("2021-09", "2021-09-06", true),
            ("2021", "2021-09-06", true),
            ("2021-09-06", "2021-09", true),
            ("2021-09-06..2021-09-08", "2021-09-07", true),
            ("2021-09-06..2021-09-08", "2021-09-09", false),
            ("2021-08", "2021-09-01..2021-09-15", false),
            ("2021-09-30", "2021-09-01..2021-09-15", false),
            ("1990..1999", "1987-03", false),
            ("1990..1999", "1995-03-01", true),
            ("0001-01-01", "0001", true),
        ] {
            assert_eq!(meet(range(document), range(question)), expected, "{document} {question}");
        }
    }

    fn any_range() -> impl Strategy<Value = DateRange> {
        (1900i16..2100, 1i8..=12, 1i8..=28, 0i32..5000).prop_map(|(year, month, day, days)| {
            let first = Day::new(year, month, day).unwrap();
            DateRange::new(first, first.checked_add(days.days()).unwrap()).unwrap()
        })
    }

    fn is_candidate(document: DateRange, question: DateRange) -> bool {
        let terms = document_terms(document);
        within_query_terms(question).iter().any(|term| terms.contains(term))
    }

    #[test]
    fn of_what_lies_within_the_pieces_are_asked_for() {
        assert_eq!(within_query_terms(range("2021-09-06")), ["<2021-09-06"]);
        for (document, question, expected) in [
            ("2021-09-06", "2021-09", true),
            ("2021-09", "2021-09", true),
            ("2021", "2021-09", false),
            ("2021-09", "2021-09-06", false),
            // A piece lies within, the whole does not.
            ("2021-08-30..2021-09-05", "2021-09", true),
        ] {
            let found = is_candidate(range(document), range(question));
            assert_eq!(found, expected, "{document} {question}");
        }
    }

    fn any_whole_period() -> impl Strategy<Value = DateRange> {
        (1900i16..2100, 1i8..=12, 1i8..=28, 0usize..3).prop_map(|(year, month, day, form)| {
            let dates = [
                PartialDate::year(year),
                PartialDate::month(year, month),
                PartialDate::day(year, month, day),
            ];
            dates[form].clone().unwrap().range()
        })
    }

    proptest! {
        #[test]
        fn what_lies_within_is_a_candidate(document in any_range(), question in any_range()) {
            prop_assert!(is_candidate(document, question) || !question.contains(document));
        }

        #[test]
        fn of_one_piece_a_candidate_lies_within(
            document in any_whole_period(),
            question in any_range(),
        ) {
            prop_assert_eq!(is_candidate(document, question), question.contains(document));
        }

        #[test]
        fn meeting_is_overlapping(document in any_range(), question in any_range()) {
            prop_assert_eq!(meet(document, question), document.overlaps(question));
        }
    }
}
