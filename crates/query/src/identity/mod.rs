//! Who is meant by a name: the spellings in an archive that are one person's.
//!
//! Nothing of this is decided when an article is indexed. The index has the names as
//! printed; a question walks the names that could be meant, judges each by the names alone
//! (`judge`), by what articles that name two of them tell (`evidence`), and by what the
//! user has said (`overrides`). So a better judgement needs no indexing anew.

mod evidence;
mod judge;
mod kin;
mod spellings;

use std::fmt;
use std::sync::Arc;

use dateline_model::PersonName;
pub use dateline_names::Reason as NameReason;
use dateline_names::Verdict;
use dateline_schema::{name_form_term, name_term};
pub(crate) use kin::shares_surname;

use self::judge::{Judge, Judgement};
pub(crate) use self::spellings::MOST_PARTS;
use self::spellings::Spelling;
use crate::Result;
use crate::archive::Archive;
use crate::docs::Docs;
use crate::overrides::is_printed_alike;

/// Why a name is, or is not, taken for another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It is printed as asked, but for case and accents.
    AsAsked,
    /// What the names themselves tell.
    Names(NameReason),
    /// So many articles name both, as two persons.
    NamedTogether(u64),
    /// The short form fits more than one person of the archive.
    FitsOthers,
    /// The overrides say so.
    Overridden,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AsAsked => f.write_str("as asked"),
            Self::Names(reason) => reason.fmt(f),
            Self::NamedTogether(1) => f.write_str("1 article names both"),
            Self::NamedTogether(articles) => write!(f, "{articles} articles name both"),
            Self::FitsOthers => f.write_str("it fits others too"),
            Self::Overridden => f.write_str("the overrides say so"),
        }
    }
}

/// The spellings of one person in an archive.
#[derive(Debug)]
pub(crate) struct Identity {
    /// The spelling that most articles use; as asked when none is found.
    pub(crate) name: PersonName,
    /// The spellings, the most frequent first.
    pub(crate) members: Vec<Member>,
    /// Names that are near but another's, the nearest first.
    pub(crate) others: Vec<Member>,
    /// Whether there were more names to look at than were.
    pub(crate) is_bounded: bool,
    /// The full names that an asked initial fits, when it fits several persons.
    pub(crate) fits: Vec<PersonName>,
}

/// A spelling and why it is, or is not, the person.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) name: PersonName,
    pub(crate) weight: u64,
    pub(crate) score: f32,
    pub(crate) reasons: Vec<Reason>,
}

/// Whether a name with an initial may be read as the one full name that it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    First,
    /// A name that was found, and is not followed further.
    Followed,
}

/// The most short forms that are looked at; each has to be compared with every name.
const MOST_SHORT_FORMS: usize = 16;
/// The most full names that are told of for a short form.
const MOST_TOLD: usize = 4;
/// The most names that are kept of those that are not the person.
const MOST_OTHERS: usize = 64;

impl Archive {
    /// The spellings of this archive that are the person meant by a name of more than one
    /// part.
    pub(crate) fn identity(&self, asked: &PersonName) -> Result<Identity> {
        self.identity_of(asked, Step::First)
    }

    fn identity_of(&self, asked: &PersonName, step: Step) -> Result<Identity> {
        let found = self.spellings_near(asked)?;
        let mut sorted = Sorted::new(self, asked, &found.all);
        if step == Step::First
            && let Some(fuller) = sorted.followed()
        {
            return self.identity_of(&fuller, Step::Followed);
        }
        sorted.settle_short_forms(&found.all);
        sorted.settle_by_evidence()?;
        self.add_overridden(&mut sorted)?;
        let Sorted { anchor, mut members, mut others, fits, .. } = sorted;
        members.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
        others.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.weight.cmp(&a.weight)));
        others.truncate(MOST_OTHERS);
        let name = members.first().map_or(anchor, |member| member.name.clone());
        Ok(Identity { name, members, others, is_bounded: found.is_bounded, fits })
    }

    /// Adds the spellings of names that the overrides make one with a member.
    fn add_overridden(&self, sorted: &mut Sorted<'_>) -> Result<()> {
        let mut names = vec![sorted.asked.clone(), sorted.anchor.clone()];
        names.extend(sorted.members.iter().map(|member| member.name.clone()));
        let mut joined: Vec<&PersonName> =
            names.iter().flat_map(|name| self.overrides.same_as(name)).collect();
        joined.sort_unstable();
        joined.dedup();
        for other in joined {
            let near = self.spellings_near(other)?;
            for spelling in near.all.iter().filter(|spelling| spelling.name.key() == other.key()) {
                let is_known = |member: &Member| member.name == spelling.name;
                if !sorted.members.iter().any(is_known) {
                    sorted.others.retain(|member| !is_known(member));
                    sorted.members.push(Member::new(spelling, 1.0, vec![Reason::Overridden]));
                }
            }
        }
        Ok(())
    }

    /// The articles that print one of the names.
    pub(crate) fn docs_of_names<'n>(
        &self,
        names: impl IntoIterator<Item = &'n PersonName>,
    ) -> Result<Docs> {
        let terms: Vec<String> =
            names.into_iter().flat_map(|name| [name_term(name), name_form_term(name)]).collect();
        Docs::of_terms(self, self.fields.name, terms.iter().map(String::as_str))
    }

    /// The articles that call a person of their own by one of the names, and do not only
    /// spell another name so.
    pub(crate) fn docs_that_mean<'n>(
        &self,
        names: impl IntoIterator<Item = &'n PersonName>,
    ) -> Result<Docs> {
        let terms: Vec<String> = names.into_iter().map(name_term).collect();
        Docs::of_terms(self, self.fields.name, terms.iter().map(String::as_str))
    }

    /// The spellings of an archive that print a name alike, but for case and accents.
    pub(crate) fn printed_alike(&self, name: &PersonName) -> Result<Vec<PersonName>> {
        let near = self.spellings_near(name)?.all.into_iter().map(|spelling| spelling.name);
        Ok(near.filter(|other| is_printed_alike(other.as_str(), name.as_str())).collect())
    }
}

impl Member {
    fn new(spelling: &Spelling, score: f32, reasons: Vec<Reason>) -> Self {
        Self { name: spelling.name.clone(), weight: spelling.weight, score, reasons }
    }

    fn judged(spelling: &Spelling, judgement: &Judgement) -> Self {
        let reasons = judgement.reasons.iter().copied().map(Reason::Names).collect();
        Self::new(spelling, judgement.score, reasons)
    }
}

/// The names near to an asked one, sorted by what they are to it.
struct Sorted<'a> {
    archive: &'a Archive,
    asked: &'a PersonName,
    /// The most frequent spelling that has the key of the asked name.
    anchor: PersonName,
    members: Vec<Member>,
    /// The same by their names, if no article tells them apart.
    likely: Vec<Member>,
    /// Those which one of the two names abbreviates to an initial.
    short_forms: Vec<Member>,
    others: Vec<Member>,
    fits: Vec<PersonName>,
}

impl<'a> Sorted<'a> {
    fn new(archive: &'a Archive, asked: &'a PersonName, near: &[Spelling]) -> Self {
        let overrides = &archive.overrides;
        let key = overrides.key_of(asked);
        let is_asked = |name: &PersonName| {
            overrides.key_of(name) == key && !overrides.are_different(asked, name)
        };
        let anchor = near.iter().find(|spelling| is_asked(&spelling.name));
        let anchor = anchor.map_or(asked, |spelling| &spelling.name).clone();
        let judge = Judge::new(&anchor);
        let mut sorted = Self {
            archive,
            asked,
            anchor,
            members: Vec::new(),
            likely: Vec::new(),
            short_forms: Vec::new(),
            others: Vec::new(),
            fits: Vec::new(),
        };
        for spelling in near {
            let is_told_apart = overrides.are_different(asked, &spelling.name)
                || overrides.are_different(&sorted.anchor, &spelling.name);
            if is_told_apart {
                sorted.others.push(Member::new(spelling, 1.0, vec![Reason::Overridden]));
            } else if is_asked(&spelling.name) {
                let is_alike = is_printed_alike(spelling.name.as_str(), asked.as_str());
                let reason = match is_alike {
                    true => Reason::AsAsked,
                    false => Reason::Names(NameReason::Transliteration),
                };
                sorted.members.push(Member::new(spelling, 1.0, vec![reason]));
            } else {
                sorted.push_judged(spelling, &judge.judge(&spelling.name));
            }
        }
        sorted
    }

    fn push_judged(&mut self, spelling: &Spelling, judgement: &Judgement) {
        let member = Member::judged(spelling, judgement);
        let has_initial = judgement.reasons.contains(&NameReason::Initial);
        let is_short = judgement.is_by_initial();
        match judgement.verdict {
            Verdict::Same | Verdict::Unsure if is_short => self.short_forms.push(member),
            Verdict::Same if !has_initial => self.likely.push(member),
            Verdict::Same | Verdict::Unsure | Verdict::Different => self.others.push(member),
        }
    }

    /// The name that is meant when the asked one is not itself in the archive, or has an
    /// initial and fits the full name of one person only.
    fn followed(&mut self) -> Option<PersonName> {
        if has_initial(&self.anchor) {
            let fuller: Vec<&Member> =
                self.short_forms.iter().filter(|member| !has_initial(&member.name)).collect();
            let (first, rest) = fuller.split_first()?;
            let judge = Judge::new(&first.name);
            let is_other = |member: &&&Member| {
                member.name.key() != first.name.key()
                    && judge.judge(&member.name).verdict != Verdict::Same
            };
            if rest.iter().find(is_other).is_none() {
                return Some(first.name.clone());
            }
            let mut fits: Vec<PersonName> = fuller.iter().map(|fit| fit.name.clone()).collect();
            let mut keys = rustc_hash::FxHashSet::default();
            fits.retain(|name| keys.insert(name.key().to_owned()));
            fits.truncate(MOST_TOLD);
            self.fits = fits;
            return None;
        }
        let is_found = !self.members.is_empty();
        let likely = self.likely.iter().max_by_key(|member| member.weight);
        likely.filter(|_| !is_found).map(|member| member.name.clone())
    }

    /// A short form joins the one full name that it fits.
    fn settle_short_forms(&mut self, near: &[Spelling]) {
        let is_asked_short = has_initial(&self.anchor);
        for (number, mut member) in std::mem::take(&mut self.short_forms).into_iter().enumerate() {
            let is_free = !is_asked_short
                && has_initial(&member.name)
                && number < MOST_SHORT_FORMS
                && !self.fits_another(&member.name, near);
            if is_free {
                self.likely.push(member);
            } else {
                member.reasons.push(Reason::FitsOthers);
                self.others.push(member);
            }
        }
    }

    /// Whether a short form could also be that of a full name which is not a member.
    fn fits_another(&self, short: &PersonName, near: &[Spelling]) -> bool {
        let judge = Judge::new(short);
        let is_member = |name: &PersonName| {
            let mut members = self.members.iter().chain(&self.likely);
            members.any(|member| member.name == *name)
        };
        near.iter().any(|spelling| {
            !has_initial(&spelling.name) && !is_member(&spelling.name) && {
                let judgement = judge.judge(&spelling.name);
                judgement.verdict != Verdict::Different && judgement.is_by_initial()
            }
        })
    }

    /// Those that are the same by their names become members, unless an article names them
    /// beside the asked one as somebody else.
    fn settle_by_evidence(&mut self) -> Result<()> {
        let core = self.archive.docs_that_mean(self.members.iter().map(|member| &member.name))?;
        for mut member in std::mem::take(&mut self.likely) {
            let together = match evidence::can_tell_apart(&member.reasons) {
                true => core.shared(&self.archive.docs_that_mean([&member.name])?),
                false => 0,
            };
            if together > 0 {
                member.reasons.push(Reason::NamedTogether(together));
                self.others.push(member);
            } else {
                self.members.push(member);
            }
        }
        Ok(())
    }
}

/// Whether a part of the name is a single letter.
fn has_initial(name: &PersonName) -> bool {
    name.part_keys().any(|part| part.chars().count() == 1)
}

impl Identity {
    /// The articles that print one of the members' names.
    pub(crate) fn docs(&self, archive: &Archive) -> Result<Arc<Docs>> {
        archive.docs_of_names(self.members.iter().map(|member| &member.name)).map(Arc::new)
    }
}
