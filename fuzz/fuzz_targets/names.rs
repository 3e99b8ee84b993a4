//! Any two lines as names: comparing them is symmetric and bounded, and a name is its own
//! spelling.
#![no_main]

use dateline_model::PersonName;
use dateline_names::{PreparedName, Reason, Verdict, compare};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let (one, other) = input.split_once('\n').unwrap_or((&input, ""));
    if let Ok(name) = PersonName::parse(one) {
        let again = PersonName::parse(name.as_str()).expect("a name was a name before");
        assert_eq!(again.key(), name.key());
    }
    let (one, other) = (PreparedName::new(one), PreparedName::new(other));
    is_itself(&one);
    is_itself(&other);
    let compared = compare(&one, &other);
    assert_eq!(compared, compare(&other, &one));
    assert!((0.0..=1.0).contains(&compared.score()), "{compared:?}");
    assert_eq!(compared.verdict() == Verdict::Different, compared.score() < 0.5, "{compared:?}");
    assert_eq!(one.may_be(&other), other.may_be(&one));
});

fn is_itself(name: &PreparedName) {
    let compared = compare(name, name);
    if !compared.reasons().contains(Reason::NothingShared) {
        assert_eq!((compared.score(), compared.verdict()), (1.0, Verdict::Same));
    }
}
