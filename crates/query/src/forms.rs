//! The ways in which words of a question may be written in articles.

use dateline_schema::{Analyzer, FormRole, acronym_term};

use crate::plan::WordForm;
use crate::rank::WordClass;

/// Other ways to write are looked for up to this many.
const MOST_OTHERS: usize = 8;

/// Words in a row, and other ways to write them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rows {
    /// As the question has them.
    pub(crate) usual: Vec<WordForm>,
    /// With one of them, or two that a hyphen joins, written otherwise: `mueller` for
    /// *Müller*, `antiwar` for *anti-war*, `mh 17` for *MH17*.
    pub(crate) others: Vec<Vec<WordForm>>,
    /// The only word, where it is in capitals an acronym: `WHO`, which is not *who*.
    pub(crate) acronym: Option<WordForm>,
}

/// Another way to write some of the words.
struct Other {
    /// The first and the one after the last of those words.
    words: std::ops::Range<usize>,
    /// What may stand for them.
    forms: Vec<WordForm>,
}

impl Rows {
    /// The rows of a text.
    pub(crate) fn read(text: &str, analyzer: &mut Analyzer) -> Self {
        let mut usual: Vec<WordForm> = Vec::new();
        let mut starts = Vec::new();
        let mut others = Vec::new();
        let mut mixed = Vec::new();
        let mut acronym = None;
        analyzer.for_each_word(text, |word| {
            let form = WordForm::from(&word);
            match word.role {
                FormRole::Word => {
                    if let Some(halves) = letters_and_digits(word.folded) {
                        mixed.push((usual.len(), halves));
                    }
                    acronym = word.is_acronym.then(|| as_acronym(&form));
                    usual.push(form);
                    starts.push(word.span.start());
                }
                FormRole::Variant => {
                    let first = starts.partition_point(|&start| start < word.span.start());
                    others.push(Other { words: first..usual.len(), forms: vec![form] });
                }
                // Who writes O'Brien does not ask for every Brien.
                FormRole::Part => {}
            }
        });
        for (at, (letters, digits)) in mixed {
            let mut forms = Vec::new();
            for half in [letters, digits] {
                analyzer.for_each_word(&half, |word| {
                    let (folded, stem) = (word.folded.to_owned(), word.stem.to_owned());
                    forms.push(WordForm { folded, stem });
                });
            }
            others.push(Other { words: at..at + 1, forms });
        }
        others.truncate(MOST_OTHERS);
        let others = others.into_iter().map(|other| other.in_row(&usual)).collect();
        let acronym = acronym.filter(|_| usual.len() == 1);
        Self { usual, others, acronym }
    }
}

impl Other {
    fn in_row(self, usual: &[WordForm]) -> Vec<WordForm> {
        let mut row = usual.to_vec();
        row.splice(self.words, self.forms);
        row
    }
}

/// An acronym that would be a function word is looked for in capitals alone; any other ranks
/// first where it is in capitals.
fn as_acronym(word: &WordForm) -> WordForm {
    let stem = match WordClass::of(&word.folded) {
        WordClass::Function => acronym_term(&word.folded),
        _ => word.stem.clone(),
    };
    WordForm { folded: word.folded.to_ascii_uppercase(), stem }
}

/// The halves of what is letters and then digits, as names of things are: `mh17`.
fn letters_and_digits(word: &str) -> Option<(String, String)> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = word.split_at(at);
    let is_mixed = !letters.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_mixed.then(|| (letters.to_owned(), digits.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_table() {
        for (text, expected) in [
            ("Massoud", "massoud"),
            ("safe house", "safe house"),
            ("O'Brien", "obrien"),
            ("l'Oréal", "loreal"),
            ("Müller", "muller | mueller"),
            ("Mueller", "mueller"),
            ("anti-war protest", "anti war protest | antiwar protest"),
            ("COVID-19", "covid 19 | covid19"),
            ("COVID19", "covid19 | covid 19"),
            ("AT&T", "at t | att"),
            ("25,000", "25000"),
            ("1990s", "1990s"),
            ("U.S.-led", "us led"),
            ("Herr Müller said", "herr muller said | herr mueller said"),
            ("—", ""),
        ] {
            let rows = Rows::read(text, &mut Analyzer::new());
            let shown = std::iter::once(&rows.usual).chain(&rows.others).map(|row| {
                row.iter().map(|form| form.folded.as_str()).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" | "), expected, "{text}");
        }
    }
}
