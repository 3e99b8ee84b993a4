//! Words to their classes: the vocabulary of dates, and a hash table over it.

use jiff::civil::Weekday;

use super::word::{
    Era, Link, MonthForm, Part, Pointer, Season, Shift, Tense, Unit, WeekdayForm, Word,
};

/// The longest word of the table, in bytes.
const LONGEST: usize = 10;

/// The number of slots of the hash table: sparse, so that most words of a text meet an
/// empty one.
const SLOTS: usize = 2048;

/// The words that matter to dates, in lower case.
static WORDS: &[(&str, Word)] = &{
    use Link::*;
    use MonthForm::*;
    use Pointer::*;
    use Shift::*;
    use Tense::*;
    use Unit::*;
    use WeekdayForm::Full;
    use Word::{Attack, Business, Count, DayPart, Deictic, Measure, Money, Ordinal};
    const fn tense(tense: super::word::Tense) -> Word {
        Word::Tense(tense)
    }
    [
        ("january", Word::Month(1, Plain)),
        ("february", Word::Month(2, Plain)),
        ("march", Word::Month(3, Verb)),
        ("april", Word::Month(4, GivenName)),
        ("may", Word::Month(5, Verb)),
        ("june", Word::Month(6, GivenName)),
        ("july", Word::Month(7, Plain)),
        ("august", Word::Month(8, GivenName)),
        ("september", Word::Month(9, Plain)),
        ("october", Word::Month(10, Plain)),
        ("november", Word::Month(11, Plain)),
        ("december", Word::Month(12, Plain)),
        ("jan", Word::Month(1, ShortName)),
        ("feb", Word::Month(2, Short)),
        ("mar", Word::Month(3, ShortName)),
        ("apr", Word::Month(4, Short)),
        ("jun", Word::Month(6, ShortName)),
        ("jul", Word::Month(7, ShortName)),
        ("aug", Word::Month(8, Short)),
        ("sep", Word::Month(9, ShortName)),
        ("sept", Word::Month(9, Short)),
        ("oct", Word::Month(10, Short)),
        ("nov", Word::Month(11, Short)),
        ("dec", Word::Month(12, ShortName)),
        ("monday", Word::Weekday(Weekday::Monday, Full)),
        ("tuesday", Word::Weekday(Weekday::Tuesday, Full)),
        ("wednesday", Word::Weekday(Weekday::Wednesday, Full)),
        ("thursday", Word::Weekday(Weekday::Thursday, Full)),
        ("friday", Word::Weekday(Weekday::Friday, Full)),
        ("saturday", Word::Weekday(Weekday::Saturday, Full)),
        ("sunday", Word::Weekday(Weekday::Sunday, Full)),
        ("mon", Word::Weekday(Weekday::Monday, WeekdayForm::Short)),
        ("tue", Word::Weekday(Weekday::Tuesday, WeekdayForm::Short)),
        ("tues", Word::Weekday(Weekday::Tuesday, WeekdayForm::Short)),
        ("wed", Word::Weekday(Weekday::Wednesday, WeekdayForm::Short)),
        ("thu", Word::Weekday(Weekday::Thursday, WeekdayForm::Short)),
        ("thur", Word::Weekday(Weekday::Thursday, WeekdayForm::Short)),
        ("thurs", Word::Weekday(Weekday::Thursday, WeekdayForm::Short)),
        ("fri", Word::Weekday(Weekday::Friday, WeekdayForm::Short)),
        ("sat", Word::Weekday(Weekday::Saturday, WeekdayForm::Short)),
        ("sun", Word::Weekday(Weekday::Sunday, WeekdayForm::Short)),
        ("today", Deictic(0)),
        ("tonight", Deictic(0)),
        ("yesterday", Deictic(-1)),
        ("tomorrow", Deictic(1)),
        ("day", Word::Unit(Day)),
        ("days", Word::Unit(Day)),
        ("week", Word::Unit(Week)),
        ("weeks", Word::Unit(Week)),
        ("weekend", Word::Unit(Weekend)),
        ("month", Word::Unit(Month)),
        ("months", Word::Unit(Month)),
        ("quarter", Word::Unit(Quarter)),
        ("half", Word::Unit(Half)),
        ("year", Word::Unit(Year)),
        ("years", Word::Unit(Year)),
        ("decade", Word::Unit(Decade)),
        ("decades", Word::Unit(Decade)),
        ("century", Word::Unit(Century)),
        ("morning", DayPart),
        ("afternoon", DayPart),
        ("evening", DayPart),
        ("night", DayPart),
        ("spring", Word::Season(Season::Spring)),
        ("summer", Word::Season(Season::Summer)),
        ("autumn", Word::Season(Season::Autumn)),
        ("fall", Word::Season(Season::Autumn)),
        ("winter", Word::Season(Season::Winter)),
        ("last", Word::Pointer(Last)),
        ("past", Word::Pointer(Last)),
        ("this", Word::Pointer(This)),
        ("current", Word::Pointer(This)),
        ("next", Word::Pointer(Next)),
        ("coming", Word::Pointer(Next)),
        ("previous", Word::Pointer(Previous)),
        ("preceding", Word::Pointer(Previous)),
        ("following", Word::Pointer(Following)),
        ("same", Word::Pointer(Same)),
        ("that", Word::Pointer(Same)),
        ("early", Word::Part(Part::Early)),
        ("mid", Word::Part(Part::Mid)),
        ("late", Word::Part(Part::Late)),
        ("beginning", Word::Part(Part::Beginning)),
        ("start", Word::Part(Part::Beginning)),
        ("middle", Word::Part(Part::Middle)),
        ("end", Word::Part(Part::End)),
        ("ago", Word::Shift(Ago)),
        ("earlier", Word::Shift(Earlier)),
        ("later", Word::Shift(Later)),
        ("ad", Word::Era(Era::Common)),
        ("ce", Word::Era(Era::Common)),
        ("bc", Word::Era(Era::Before)),
        ("bce", Word::Era(Era::Before)),
        ("the", Word::Link(The)),
        ("of", Word::Link(Of)),
        ("and", Word::Link(And)),
        ("or", Word::Link(And)),
        ("to", Word::Link(To)),
        ("through", Word::Link(To)),
        ("thru", Word::Link(To)),
        ("until", Word::Link(To)),
        ("till", Word::Link(To)),
        ("from", Word::Link(From)),
        ("between", Word::Link(Between)),
        ("in", Word::Link(In)),
        ("since", Word::Link(In)),
        ("during", Word::Link(In)),
        ("before", Word::Link(In)),
        ("after", Word::Link(In)),
        ("circa", Word::Link(In)),
        ("fiscal", Word::Link(In)),
        ("by", Word::Link(By)),
        ("for", Word::Link(By)),
        ("with", Word::Link(By)),
        ("on", Word::Link(On)),
        ("every", Word::Link(Every)),
        ("each", Word::Link(Every)),
        ("his", Word::Link(Whose)),
        ("her", Word::Link(Whose)),
        ("its", Word::Link(Whose)),
        ("their", Word::Link(Whose)),
        ("my", Word::Link(Whose)),
        ("our", Word::Link(Whose)),
        ("your", Word::Link(Whose)),
        ("a", Count(1)),
        ("an", Count(1)),
        ("one", Count(1)),
        ("two", Count(2)),
        ("three", Count(3)),
        ("four", Count(4)),
        ("five", Count(5)),
        ("six", Count(6)),
        ("seven", Count(7)),
        ("eight", Count(8)),
        ("nine", Count(9)),
        ("ten", Count(10)),
        ("eleven", Count(11)),
        ("twelve", Count(12)),
        ("fifteen", Count(15)),
        ("eighteen", Count(18)),
        ("twenty", Count(20)),
        ("thirty", Count(30)),
        ("first", Ordinal(1)),
        ("second", Ordinal(2)),
        ("third", Ordinal(3)),
        ("fourth", Ordinal(4)),
        ("fifth", Ordinal(5)),
        ("sixth", Ordinal(6)),
        ("tenth", Ordinal(10)),
        ("eighteenth", Ordinal(18)),
        ("nineteenth", Ordinal(19)),
        ("twentieth", Ordinal(20)),
        ("will", tense(Future)),
        ("would", tense(Future)),
        ("shall", tense(Future)),
        ("ll", tense(Future)),
        ("scheduled", tense(Future)),
        ("slated", tense(Future)),
        ("expected", tense(Future)),
        ("expects", tense(Future)),
        ("due", tense(Future)),
        ("upcoming", tense(Future)),
        ("plan", tense(Future)),
        ("plans", tense(Future)),
        ("planned", tense(Future)),
        ("planning", tense(Future)),
        ("hopes", tense(Future)),
        ("intends", tense(Future)),
        ("payable", tense(Future)),
        ("effective", tense(Future)),
        ("expire", tense(Future)),
        ("expires", tense(Future)),
        ("said", tense(Past)),
        ("told", tense(Past)),
        ("was", tense(Past)),
        ("were", tense(Past)),
        ("had", tense(Past)),
        ("did", tense(Past)),
        ("began", tense(Past)),
        ("came", tense(Past)),
        ("fell", tense(Past)),
        ("fled", tense(Past)),
        ("gave", tense(Past)),
        ("made", tense(Past)),
        ("met", tense(Past)),
        ("rose", tense(Past)),
        ("took", tense(Past)),
        ("went", tense(Past)),
        ("won", tense(Past)),
        ("people", Measure),
        ("men", Measure),
        ("women", Measure),
        ("troops", Measure),
        ("soldiers", Measure),
        ("civilians", Measure),
        ("deaths", Measure),
        ("cases", Measure),
        ("votes", Measure),
        ("seats", Measure),
        ("points", Measure),
        ("times", Measure),
        ("dollars", Money),
        ("dlrs", Money),
        ("cents", Money),
        ("cts", Money),
        ("euros", Money),
        ("pounds", Money),
        ("stg", Money),
        ("francs", Money),
        ("yen", Money),
        ("marks", Money),
        ("mln", Money),
        ("bln", Money),
        ("million", Money),
        ("billion", Money),
        ("thousand", Measure),
        ("hundred", Measure),
        ("pct", Money),
        ("percent", Money),
        ("per", Measure),
        ("profit", Business),
        ("profits", Business),
        ("earnings", Business),
        ("income", Business),
        ("revenue", Business),
        ("revenues", Business),
        ("sales", Business),
        ("loss", Business),
        ("losses", Business),
        ("results", Business),
        ("dividend", Business),
        ("growth", Business),
        ("gdp", Business),
        ("shares", Measure),
        ("barrels", Measure),
        ("tonnes", Measure),
        ("tons", Measure),
        ("kg", Measure),
        ("km", Measure),
        ("miles", Measure),
        ("metres", Measure),
        ("meters", Measure),
        ("feet", Measure),
        ("hours", Measure),
        ("hrs", Measure),
        ("minutes", Measure),
        ("gmt", Measure),
        ("est", Measure),
        ("hectares", Measure),
        ("acres", Measure),
        ("attack", Attack),
        ("attacks", Attack),
        ("terror", Attack),
        ("terrorist", Attack),
        ("hijackers", Attack),
    ]
};

/// The index of each slot's word plus one; zero where a slot is empty.
static TABLE: [u16; SLOTS] = build();

/// The words of the grammar as [`letters`](crate::letters::letters) packs them.
static PACKED: [u128; WORDS.len()] = pack();

/// What a word, in any case, is in the grammar of dates.
pub(super) fn lookup(word: &[u8]) -> Option<Word> {
    if word.len() < 2 {
        return (word.eq_ignore_ascii_case(b"a")).then_some(Word::Count(1));
    }
    find(word, |index| WORDS[index].0.as_bytes().eq_ignore_ascii_case(word))
}

/// The same for a word of two letters or more, and nothing but ASCII letters, that is
/// packed already.
#[inline]
pub(super) fn lookup_packed(word: &[u8], packed: u128) -> Option<Word> {
    find(word, |index| PACKED[index] == packed)
}

/// What the word is of which `is_same` knows whether an entry spells it.
#[inline]
fn find(word: &[u8], is_same: impl Fn(usize) -> bool) -> Option<Word> {
    if word.len() <= LONGEST {
        let mut slot = hash(word);
        while let Some(index) = usize::from(TABLE[slot]).checked_sub(1) {
            if is_same(index) {
                return Some(WORDS[index].1);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
    is_regular_past(word).then_some(Word::Tense(Tense::Past))
}

/// Whether the word has the ending of a past tense: "captured".
fn is_regular_past(word: &[u8]) -> bool {
    word.len() > 4 && word.ends_with(b"ed") && word[0].is_ascii_lowercase()
}

/// The slot at which to look first: by the first two letters, the last one and the
/// length, which together tell nearly all words of the table apart.
const fn hash(word: &[u8]) -> usize {
    let last = word[word.len() - 1] | 0x20;
    let key = u32::from_le_bytes([word[0] | 0x20, word[1] | 0x20, last, word.len() as u8]);
    (key.wrapping_mul(0x9E37_79B1) >> 21) as usize % SLOTS
}

const fn build() -> [u16; SLOTS] {
    let mut table = [0; SLOTS];
    let mut index = 0;
    while index < WORDS.len() {
        let word = WORDS[index].0.as_bytes();
        assert!(word.len() <= LONGEST && WORDS.len() < SLOTS / 2);
        if word.len() > 1 {
            let mut slot = hash(word);
            while table[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            table[slot] = index as u16 + 1;
        }
        index += 1;
    }
    table
}

const fn pack() -> [u128; WORDS.len()] {
    let mut packed = [0; WORDS.len()];
    let mut index = 0;
    while index < WORDS.len() {
        let word = WORDS[index].0.as_bytes();
        assert!(word.len() <= crate::letters::MOST);
        let mut at = 0;
        while at < word.len() {
            packed[index] |= (word[at] as u128) << (8 * at);
            at += 1;
        }
        index += 1;
    }
    packed
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_word_is_found_in_any_case() {
        for &(word, meaning) in WORDS {
            assert_eq!(lookup(word.as_bytes()), Some(meaning), "{word}");
            assert_eq!(lookup(word.to_uppercase().as_bytes()), Some(meaning), "{word}");
            let letters = crate::letters::letters(word.as_bytes(), 0);
            if word.len() > 1 && letters.len == word.len() {
                assert_eq!(lookup_packed(word.as_bytes(), letters.packed), Some(meaning), "{word}");
            }
        }
    }

    #[test]
    fn no_word_stands_twice() {
        let mut seen = HashSet::new();
        assert!(WORDS.iter().all(|(word, _)| seen.insert(word)));
    }

    #[test]
    fn other_words_are_nothing() {
        for word in ["", "I", "house", "Massoud", "septembers", "Ed", "Red", "é"] {
            assert_eq!(lookup(word.as_bytes()), None, "{word}");
        }
        assert_eq!(lookup(b"captured"), Some(Word::Tense(Tense::Past)));
    }
}
