//! What holds for any two texts taken as names.

use std::time::{Duration, Instant};

use dateline_names::{PreparedName, Reason, Verdict, compare};
use proptest::prelude::*;

/// Texts that look like names more often than chance would have it.
fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Ahmad".to_owned()),
        Just("Massoud".to_owned()),
        Just("al-Rahman".to_owned()),
        Just("Abd".to_owned()),
        Just("Dr.".to_owned()),
        Just("bin".to_owned()),
        Just("Jr.".to_owned()),
        Just("GARCÍA,".to_owned()),
        Just("J.".to_owned()),
        Just("JC".to_owned()),
        Just("Petrovich".to_owned()),
        Just("Kim".to_owned()),
        Just("Массуд".to_owned()),
        Just("周".to_owned()),
        "[A-Z][a-z]{1,7}",
        "\\PC{0,6}",
    ];
    proptest::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn comparing_is_symmetric_and_bounded(one in name(), other in name()) {
        let (one, other) = (PreparedName::new(&one), PreparedName::new(&other));
        let compared = compare(&one, &other);
        prop_assert_eq!(compared, compare(&other, &one));
        prop_assert!((0.0..=1.0).contains(&compared.score()));
        prop_assert_eq!(one.may_be(&other), other.may_be(&one));
    }

    #[test]
    fn a_name_is_its_own_spelling(printed in name()) {
        let name = PreparedName::new(&printed);
        let compared = compare(&name, &name);
        if compared.reasons().contains(Reason::NothingShared) {
            prop_assert!(name.blocking_keys().is_empty());
        } else {
            prop_assert_eq!(compared.score(), 1.0);
            prop_assert_eq!(compared.verdict(), Verdict::Same);
        }
    }

    #[test]
    fn a_verdict_and_its_score_agree(one in name(), other in name()) {
        let compared = compare(&PreparedName::new(&one), &PreparedName::new(&other));
        match compared.verdict() {
            Verdict::Different => prop_assert!(compared.score() < 0.5),
            Verdict::Unsure | Verdict::Same => prop_assert!(compared.score() >= 0.5),
        }
    }

    #[test]
    fn any_text_is_compared(one in "\\PC{0,80}", other in any::<String>()) {
        let _ = compare(&PreparedName::new(&one), &PreparedName::new(&other));
    }
}

#[test]
fn hostile_names_cost_no_more_than_others() {
    let started = Instant::now();
    for hostile in [
        "A".repeat(1 << 20),
        "Ali ".repeat(1 << 18),
        "a\u{301}".repeat(1 << 18),
        "al-".repeat(1 << 18),
        "Abd ".repeat(1 << 18),
        ",".repeat(1 << 20),
        "محمد ".repeat(1 << 17),
    ] {
        let name = PreparedName::new(&hostile);
        for _ in 0..100 {
            let _ = compare(&name, &PreparedName::new("Ahmad Shah Massoud"));
            let _ = compare(&name, &name);
        }
    }
    assert!(started.elapsed() < Duration::from_secs(20));
}
