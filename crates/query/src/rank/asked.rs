//! What of a question counts for the rank of an article.
//!
//! A plan says what has to match. For the rank it does not matter which of its words were
//! required, only which there are and how near to each other they stand in the question.

use dateline_model::Day;
use dateline_schema::{Analyzer, EXACT, FormRole};

use super::word_class::WordClass;
use crate::passage::AskedDates;
use crate::plan::{
    DateScope, ExpansionPlan, PersonPlan, Plan, Scope, WindowPlan, WordForm, is_stop_word,
};

/// How many words of a question are looked at: a page pasted as a question has its subject
/// in them, and each costs a look at every candidate.
const MOST_WORDS: usize = 64;

/// How many names of one person are looked at.
const MOST_NAMES: usize = 16;

/// The words, pairs of words and dates of a question.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Each once, in the order of the question.
    pub(crate) words: Vec<AskedWord>,
    /// Words that stand side by side in the question, function words left out; each pair once.
    pub(crate) pairs: Vec<AskedPair>,
    /// Words that the question has not, but the best articles have, the weightiest first.
    pub(crate) related: Vec<RelatedWord>,
    /// The dates that articles are asked to speak of, or to be of.
    pub(crate) dates: Vec<(AskedDates, DateScope)>,
    /// The day from which on backwards recent articles are preferred, if they are.
    pub(crate) recent_from: Option<Day>,
}

/// A word that counts.
#[derive(Debug, PartialEq)]
pub(crate) struct AskedWord {
    /// As a reader knows it.
    pub(crate) folded: String,
    /// As articles have it: any of these.
    pub(crate) stems: Vec<String>,
    /// Where it counts.
    pub(crate) place: WordPlace,
    /// What kind of word it is.
    pub(crate) class: WordClass,
    /// How often the question has it.
    pub(crate) times: u32,
    /// The factor that the question gives it.
    pub(crate) boost: f64,
}

impl AskedWord {
    /// The term of the word in the form of the question, where that counts: its stem, if it
    /// is its own.
    pub(crate) fn exact_term(&self) -> Option<String> {
        let is_own_stem = self.stems.contains(&self.folded);
        (self.place == WordPlace::Article).then(|| match is_own_stem {
            true => self.folded.clone(),
            false => format!("{EXACT}{}", self.folded),
        })
    }
}

/// A word that the question does not have, but what it is about.
#[derive(Debug, PartialEq)]
pub(crate) struct RelatedWord {
    /// As an article has it.
    pub(crate) folded: String,
    pub(crate) stem: String,
    /// Its share in what all of them weigh.
    pub(crate) share: f64,
}

/// Where a word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordPlace {
    /// In the title and the text.
    Article,
    /// In the title.
    Title,
    /// In the title and the text, in whatever form: a part of a person's or place's name, which
    /// says how much of the article that is about, or what a pattern stands for.
    AnyForm,
}

/// Two words that stand side by side in the question, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AskedPair {
    pub(crate) first: usize,
    pub(crate) second: usize,
}

impl Asked {
    /// What counts in a plan.
    pub(crate) fn of(plan: &Plan, analyzer: &mut Analyzer) -> Self {
        let mut asked = Self::default();
        let mut row = Vec::new();
        asked.add(plan, analyzer, &mut row);
        if asked.words.iter().all(|word| word.class == WordClass::Function) {
            // Function words are all there is to go by.
            asked.words.iter_mut().for_each(|word| word.class = WordClass::Content);
        }
        asked.add_pairs(&row);
        asked
    }

    /// Adds what a part of the plan has; words of the article are appended to `row` by their
    /// numbers.
    fn add(&mut self, plan: &Plan, analyzer: &mut Analyzer, row: &mut Vec<usize>) {
        match plan {
            Plan::All | Plan::Nothing | Plan::Not(_) | Plan::Near(_) => {}
            Plan::Filter(_) | Plan::Docs(_) => {}
            Plan::Expansion(expansion) => row.extend(self.add_expansion(expansion)),
            Plan::Window(window) => self.add_window(window, row),
            Plan::Required(inner) => self.add(inner, analyzer, row),
            Plan::Boosted(inner, factor) => {
                let first = self.words.len();
                self.add(inner, analyzer, row);
                self.words[first..].iter_mut().for_each(|word| word.boost *= f64::from(*factor));
            }
            Plan::Words { words, scope: Scope::Article } => {
                row.extend(
                    words.iter().filter_map(|word| self.number_of(word, WordPlace::Article)),
                );
            }
            Plan::Words { words, scope: Scope::Title } => {
                words.iter().for_each(|word| {
                    self.number_of(word, WordPlace::Title);
                });
            }
            Plan::Words { scope: Scope::Outlet | Scope::Byline, .. } => {}
            Plan::PersonParts(parts) => self.add_name(&parts.asked, analyzer),
            Plan::Person(person) => self.add_person(person, analyzer),
            Plan::Place(place) => self.add_name(&place.asked, analyzer),
            Plan::Date { asked, scope } => self.dates.push((*asked, *scope)),
            // Function words that are optional count nothing beside others.
            Plan::And { required, optional } => {
                let counting = optional.iter().filter(|plan| !is_stop_word(plan));
                required.iter().chain(counting).for_each(|plan| self.add(plan, analyzer, row));
            }
            Plan::Or(plans) => plans.iter().for_each(|plan| self.add(plan, analyzer, row)),
            Plan::Spellings(rows) => self.add_spellings(rows, analyzer, row),
        }
    }

    /// Adds words, each as one however it is spelled.
    fn add_spellings(&mut self, rows: &[Plan], analyzer: &mut Analyzer, row: &mut Vec<usize>) {
        let Some((usual @ Plan::Words { words: usual_words, .. }, others)) = rows.split_first()
        else {
            return;
        };
        let before = row.len();
        self.add(usual, analyzer, row);
        let numbers = &row[before..];
        if numbers.len() != usual_words.len() {
            return;
        }
        for other in others {
            let Plan::Words { words: other, .. } = other else { continue };
            let mut new = other.iter().filter(|word| !usual_words.contains(word));
            let spelled = usual_words.iter().rposition(|word| !other.contains(word));
            // What two words stand for could not be told from either alone.
            if let (Some(new), None, Some(spelled)) = (new.next(), new.next(), spelled) {
                let stems = &mut self.words[numbers[spelled]].stems;
                if !stems.contains(&new.stem) {
                    stems.push(new.stem.clone());
                }
            }
        }
    }

    /// Adds what a pattern stands for as one word.
    fn add_expansion(&mut self, expansion: &ExpansionPlan) -> Option<usize> {
        let place = match expansion.scope {
            Scope::Article => WordPlace::AnyForm,
            Scope::Title => WordPlace::Title,
            Scope::Outlet | Scope::Byline => return None,
        };
        let folded = expansion.words.first()?.folded.clone();
        let mut stems: Vec<String> = expansion.words.iter().map(|word| word.stem.clone()).collect();
        stems.sort_unstable();
        stems.dedup();
        self.add_any_of(folded, stems, place)
    }

    /// Adds the words of a window.
    fn add_window(&mut self, plan: &WindowPlan, row: &mut Vec<usize>) {
        if plan.scope != Scope::Article {
            return;
        }
        for stem in plan.window.operand.scored_stems() {
            let word = WordForm { folded: stem.clone(), stem };
            row.extend(self.number_of(&word, WordPlace::AnyForm));
        }
    }

    /// Adds several words as one, which has no other like it.
    fn add_any_of(
        &mut self,
        folded: String,
        stems: Vec<String>,
        place: WordPlace,
    ) -> Option<usize> {
        if stems.is_empty() || self.words.len() == MOST_WORDS {
            return None;
        }
        let class = WordClass::Content;
        self.words.push(AskedWord { folded, stems, place, class, times: 1, boost: 1.0 });
        Some(self.words.len() - 1)
    }

    /// Adds a person by the last words of the names, in all their spellings, as articles go on
    /// with these alone.
    fn add_person(&mut self, person: &PersonPlan, analyzer: &mut Analyzer) {
        let mut last = |name: &str| {
            let mut last = None;
            analyzer.for_each_word(name, |word| {
                if word.role == FormRole::Word {
                    last = Some((word.folded.to_owned(), word.stem.to_owned()));
                }
            });
            last
        };
        let Some((folded, _)) = last(&person.asked) else { return };
        let mut names: Vec<&String> = person.names.iter().collect();
        names.sort_unstable();
        let names = names.into_iter().take(MOST_NAMES);
        let mut stems: Vec<String> = names.filter_map(|name| Some(last(name)?.1)).collect();
        stems.sort_unstable();
        stems.dedup();
        self.add_any_of(folded, stems, WordPlace::AnyForm);
    }

    fn add_name(&mut self, name: &str, analyzer: &mut Analyzer) {
        let mut row = Vec::new();
        analyzer.for_each_word(name, |word| {
            if word.role != FormRole::Word {
                return;
            }
            let form = WordForm::from(&word);
            row.extend(self.number_of(&form, WordPlace::AnyForm));
        });
        self.add_pairs(&row);
    }

    /// Adds the pairs of words that stand side by side in a row, function words left out.
    fn add_pairs(&mut self, row: &[usize]) {
        let says = |&&number: &&usize| self.words[number].class != WordClass::Function;
        let row: Vec<usize> = row.iter().filter(says).copied().collect();
        for pair in row.windows(2) {
            let pair = AskedPair { first: pair[0], second: pair[1] };
            let turned = AskedPair { first: pair.second, second: pair.first };
            let is_known = self.pairs.contains(&pair) || self.pairs.contains(&turned);
            if pair.first != pair.second && !is_known {
                self.pairs.push(pair);
            }
        }
    }

    /// The number of a word, which is added if it is new and there is room.
    fn number_of(&mut self, word: &WordForm, place: WordPlace) -> Option<usize> {
        let is_it = |known: &AskedWord| known.place == place && known.stems[0] == word.stem;
        if let Some(number) = self.words.iter().position(is_it) {
            self.words[number].times += 1;
            return Some(number);
        }
        if self.words.len() == MOST_WORDS {
            return None;
        }
        self.words.push(AskedWord {
            folded: word.folded.clone(),
            stems: vec![word.stem.clone()],
            place,
            class: WordClass::of(&word.folded),
            times: 1,
            boost: 1.0,
        });
        Some(self.words.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::empty;
    use crate::planner::Planner;
    use crate::syntax::{DateMatch, parse};

    fn asked(text: &str) -> Asked {
        let folder = tempfile::tempdir().unwrap();
        let archive = empty(folder.path());
        let mut planner = Planner::new(&archive, DateMatch::Overlaps);
        let plan = planner.plan(&parse(text).unwrap().root).unwrap();
        Asked::of(&plan, &mut planner.analyzer)
    }

    #[test]
    fn what_counts_table() {
        for (question, words, pairs) in [
            ("flood", "flood", ""),
            ("the flood in Dushanbe", "flood dushanbe", "flood+dushanbe"),
            ("flood flood dam", "flood2 dam", "flood+dam"),
            ("dam flood dam", "dam2 flood", "dam+flood"),
            ("houses house", "houses2", ""),
            ("\"out of the house\" fire", "out of the house fire", "house+fire"),
            ("flood -dam", "flood", ""),
            ("flood OR dam", "flood dam", "flood+dam"),
            ("title:flood dam", "flood dam", ""),
            ("flood place:Dushanbe", "flood dushanbe", ""),
            ("flood outlet:wire published:2021", "flood", ""),
            ("to be or not", "to be or not", "to+be be+or or+not"),
        ] {
            let asked = asked(question);
            let word = |word: &AskedWord| match word.times {
                1 => word.folded.clone(),
                times => format!("{}{times}", word.folded),
            };
            let found: Vec<String> = asked.words.iter().map(word).collect();
            assert_eq!(found.join(" "), words, "{question}");
            let pair = |pair: &AskedPair| {
                let folded = |number: usize| asked.words[number].folded.as_str();
                format!("{}+{}", folded(pair.first), folded(pair.second))
            };
            let found: Vec<String> = asked.pairs.iter().map(pair).collect();
            assert_eq!(found.join(" "), pairs, "{question}");
        }
    }

    #[test]
    fn a_pasted_page_is_looked_at_in_part() {
        let page: Vec<String> = (0..500).map(|number| format!("word{number}")).collect();
        assert_eq!(asked(&page.join(" ")).words.len(), MOST_WORDS);
    }
}
