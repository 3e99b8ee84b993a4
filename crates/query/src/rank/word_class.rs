//! How much words say by what kind of word they are.
//!
//! Both lists are of English and by class, not by what any collection has much of. A word
//! that is also a name or a thing in the news (us, mine, won, don) is in neither.

/// What kind of word a word of a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// Pronouns, auxiliaries, prepositions, conjunctions and the like.
    Function,
    /// What questions are made of, whatever they are about: "describe", "articles".
    Scaffolding,
    /// All others.
    Content,
}

impl WordClass {
    /// The class of a folded word.
    pub(crate) fn of(folded: &str) -> Self {
        let has = |list: &[&str]| list.iter().any(|line| line.split(' ').any(|it| it == folded));
        if has(&FUNCTION) {
            Self::Function
        } else if has(&SCAFFOLDING) {
            Self::Scaffolding
        } else {
            Self::Content
        }
    }
}

const FUNCTION: [&str; 18] = [
    "a an the this that these those",
    "i me my myself we our ours ourselves you your yours yourself yourselves",
    "he him his himself she her hers herself it its itself they them their theirs themselves",
    "one oneself who whom whose which what when where why how",
    "whoever whatever whichever whenever wherever however",
    "am is are was were be been being have has had having do does did doing done",
    "can could may might must shall should will would cannot ought",
    "and or nor but if then else because although though while whereas unless until since so",
    "than as whether either neither both",
    "of to in on at by for from with without within into onto upon about above below under over",
    "between among amongst through throughout during before after against across along around",
    "behind beside besides beyond toward towards via per off out up down near despite except",
    "not no none nothing nobody never nowhere",
    "all any some each every many much more most few less least several other others another",
    "such same own enough here there now then thus hence therefore also too very just only even",
    "still yet already again once ever often always sometimes rather quite almost perhaps maybe",
    "anyone anybody someone somebody something everyone everybody everything somewhere \
     anywhere everywhere etc ie eg vs",
    "ve ll didn doesn isn aren wasn weren wouldn couldn shouldn hasn haven hadn t s m d re",
];

const SCAFFOLDING: [&str; 10] = [
    "describe describes described describing discuss discusses discussed discussing discussion",
    "explain explains explained find finds finding found give gives given giving get",
    "list lists show shows shown tell know known want wants wanted look looking",
    "seek seeking need needs needed please help interest interests interested interesting",
    "information info article articles paper papers document documents report reports reported",
    "story stories text texts reference references literature question questions example examples",
    "exist exists deal deals dealing concern concerns concerning concerned regard regarding",
    "relate relates related relating relevant include includes included including contain contains",
    "involve involves involved involving pertain pertains pertaining respect like anything",
    "use uses used using make makes made making take takes taken taking say says said",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_table() {
        for (word, class) in [
            ("the", WordClass::Function),
            ("which", WordClass::Function),
            ("us", WordClass::Content),
            ("don", WordClass::Content),
            ("describe", WordClass::Scaffolding),
            ("WHO", WordClass::Content),
            ("dushanbe", WordClass::Content),
            ("", WordClass::Content),
        ] {
            assert_eq!(WordClass::of(word), class, "{word}");
        }
    }
}
