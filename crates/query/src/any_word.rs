//! Plans of which any word will do.

use crate::plan::Plan;

impl Plan {
    /// The plan with its words as alternatives, at every place where several were required
    /// together. Whatever else is required, and what is negated, stays as it is.
    pub(crate) fn with_any_word(self) -> Self {
        match self {
            Self::And { required, optional } => any_of_words(required, optional),
            Self::Or(plans) => Self::Or(plans.into_iter().map(Self::with_any_word).collect()),
            // What is not to match is not made to match less.
            other => other,
        }
    }

    /// Whether it asks for a word or phrase of the article.
    fn is_word(&self) -> bool {
        match self {
            Self::Boosted(inner, _) => inner.is_word(),
            // A group of alternatives stands for one word.
            Self::Or(plans) | Self::Spellings(plans) => plans.iter().all(Self::is_word),
            other => other.is_of_text(),
        }
    }
}

fn any_of_words(required: Vec<Plan>, mut optional: Vec<Plan>) -> Plan {
    let required = required.into_iter().map(Plan::with_any_word);
    let (mut words, mut required): (Vec<Plan>, Vec<Plan>) = required.partition(Plan::is_word);
    if required.iter().any(|plan| matches!(plan, Plan::Required(_))) {
        // Words beside one that has to be there count for the rank.
        optional.append(&mut words);
    }
    match words.len() {
        0 => {}
        1 => required.append(&mut words),
        _ => required.push(Plan::Or(words)),
    }
    Plan::And { required, optional }
}

#[cfg(test)]
mod tests {
    use crate::archive::empty;
    use crate::planner::Planner;
    use crate::syntax::{DateMatch, parse};

    use super::*;

    fn any(text: &str) -> Plan {
        let folder = tempfile::tempdir().unwrap();
        let archive = empty(folder.path());
        let root = parse(text).unwrap().root;
        Planner::new(&archive, DateMatch::Overlaps).plan(&root).unwrap().with_any_word()
    }

    #[test]
    fn words_become_alternatives_and_nothing_else_does() {
        for (question, words, others) in [
            ("safe house", 2, 0),
            ("the safe house", 2, 0),
            ("safe house -Turkey", 2, 1),
            ("safe \"guest house\" place:Dushanbe date:2021 -Turkey", 2, 3),
            ("safe (house OR home) title:x", 2, 1),
            ("house place:Dushanbe", 0, 2),
            ("safe^2 house \"a b\"~2", 3, 0),
            ("safe +house home", 0, 1),
            ("safe a NEAR/5 b", 2, 0),
        ] {
            let Plan::And { required, .. } = any(question) else { panic!("{question}") };
            let groups: Vec<usize> = required
                .iter()
                .filter_map(|plan| match plan {
                    Plan::Or(plans) => Some(plans.len()),
                    _ => None,
                })
                .collect();
            let expected: Vec<usize> = (words > 0).then_some(words).into_iter().collect();
            assert_eq!(groups, expected, "{question}");
            assert_eq!(required.len() - groups.len(), others, "{question}");
        }
    }

    #[test]
    fn the_parts_of_alternatives_are_loosened_each() {
        let Plan::Or(parts) = any("(safe house) OR (guest -Turkey)") else { panic!() };
        assert!(matches!(&parts[0], Plan::And { required, .. } if required.len() == 1));
        assert!(matches!(&parts[1], Plan::And { required, .. } if required.len() == 2));
    }
}
