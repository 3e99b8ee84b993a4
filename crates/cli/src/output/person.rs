//! A person for people and as records.

use std::io::{self, Write};

use dateline_query::{NamedArticle, NearName, PersonAnswer, Reason, SpellingCount};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::page::{Page, WIDEST, day_for_people, number_for_people, wrap};
use super::published::{PublishedRecord, doubt_mark, source_note};
use super::safe;
use super::style::Role;

/// The fewest columns that notes are wrapped to.
const NARROWEST: usize = 20;

impl Page<'_> {
    /// Prints a person: who, in which spellings, where named, beside whom, and who is
    /// another.
    pub(crate) fn person(&self, out: &mut impl Write, answer: &PersonAnswer) -> io::Result<()> {
        let name = self.look.dress(Role::Title, &safe::line(&answer.name));
        let when = answer.published.map(|(first, last)| match first == last {
            true => day_for_people(first),
            false => format!("{} to {}", day_for_people(first), day_for_people(last)),
        });
        let mut about = vec![articles(answer.total)];
        about.extend(when);
        writeln!(out, "{name}  {}", self.look.dress(Role::Source, &about.join(" · ")))?;
        self.spellings(out, answer)?;
        self.articles(out, answer)?;
        let beside = answer.beside.iter().map(|beside| (&*beside.value, beside.articles, None));
        self.names(out, "named beside", beside.collect())?;
        let near = answer
            .others
            .iter()
            .map(|other| (&*other.name, other.articles, Some(reasons(&other.reasons))));
        self.names(out, "not the same person", near.collect())
    }

    fn spellings(&self, out: &mut impl Write, answer: &PersonAnswer) -> io::Result<()> {
        let spellings = answer.spellings.iter().map(|spelling| {
            let why = spelling.reasons.iter().filter(|reason| **reason != Reason::AsAsked);
            let why: Vec<Reason> = why.copied().collect();
            let why = (!why.is_empty()).then(|| reasons(&why));
            (&*spelling.name, spelling.articles, why)
        });
        self.names(out, "spelled", spellings.collect())
    }

    fn articles(&self, out: &mut impl Write, answer: &PersonAnswer) -> io::Result<()> {
        if answer.articles.is_empty() {
            return Ok(());
        }
        let rest = answer.total - answer.articles.len() as u64;
        let heading = match rest {
            0 => "articles".to_owned(),
            _ => format!("articles, the latest of {}", number_for_people(answer.total)),
        };
        self.heading(out, &heading)?;
        for article in &answer.articles {
            let day = article
                .published
                .map_or_else(|| "undated".to_owned(), |published| day_for_people(published.date));
            let title = match article.title.is_empty() {
                true => "(no title)".to_owned(),
                false => safe::line(&article.title).into_owned(),
            };
            let id = safe::line(article.id.as_str()).into_owned();
            let about = [Some(id), article.published.and_then(source_note)];
            let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let about = self.look.dress(Role::Source, &about);
            let room = self.width.min(WIDEST).saturating_sub(2 + 11 + 2);
            let (mut before, mut mark) = (day.as_str(), article.published.map_or("", doubt_mark));
            for line in wrap(&title, room).into_iter().chain([about]) {
                writeln!(out, "  {before:>11}{mark:<1} {line}")?;
                (before, mark) = ("", "");
            }
        }
        Ok(())
    }

    /// Prints names with their numbers of articles and what there is to say of them.
    fn names(
        &self,
        out: &mut impl Write,
        heading: &str,
        names: Vec<(&str, u64, Option<String>)>,
    ) -> io::Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        self.heading(out, heading)?;
        let shown: Vec<_> = names.iter().map(|(name, ..)| safe::line(name)).collect();
        let widest = shown.iter().map(|name| name.width()).max().unwrap_or(0).min(40);
        for (name, (_, articles, why)) in shown.iter().zip(&names) {
            let pad = widest.saturating_sub(name.width());
            let number = number_for_people(*articles);
            write!(out, "  {name}{:pad$}  {number:>7}", "")?;
            let indent = 2 + widest.max(name.width()) + 2 + 7 + 2;
            let room = self.width.min(WIDEST).saturating_sub(indent).max(NARROWEST);
            let lines = why.iter().flat_map(|why| wrap(why, room));
            for (number, line) in lines.enumerate() {
                let line = self.look.dress(Role::Note, &line);
                match number {
                    0 => write!(out, "  {line}")?,
                    _ => write!(out, "\n{:indent$}{line}", "")?,
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn heading(&self, out: &mut impl Write, heading: &str) -> io::Result<()> {
        writeln!(out, "\n{}", self.look.dress(Role::Title, heading))
    }
}

fn articles(number: u64) -> String {
    match number {
        1 => "1 article".to_owned(),
        _ => format!("{} articles", number_for_people(number)),
    }
}

/// The reasons in words.
pub(crate) fn reasons(reasons: &[Reason]) -> String {
    list(reasons).join(", ")
}

fn list(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(ToString::to_string).collect()
}

/// A spelling of a person.
#[derive(Serialize)]
pub(crate) struct SpellingRecord<'s> {
    r#type: &'static str,
    name: &'s str,
    articles: u64,
    reasons: Vec<String>,
}

pub(crate) fn spelling(spelling: &SpellingCount) -> SpellingRecord<'_> {
    SpellingRecord {
        r#type: "spelling",
        name: &spelling.name,
        articles: spelling.articles,
        reasons: list(&spelling.reasons),
    }
}

/// A name that is near to a person's and another's.
#[derive(Serialize)]
pub(crate) struct NearRecord<'n> {
    r#type: &'static str,
    name: &'n str,
    articles: u64,
    together: u64,
    reasons: Vec<String>,
}

pub(crate) fn near(near: &NearName) -> NearRecord<'_> {
    NearRecord {
        r#type: "near",
        name: &near.name,
        articles: near.articles,
        together: near.together,
        reasons: list(&near.reasons),
    }
}

/// An article that names a person.
#[derive(Serialize)]
pub(crate) struct NamedArticleRecord<'a> {
    r#type: &'static str,
    id: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    #[serde(flatten)]
    published: PublishedRecord,
    spellings: &'a [String],
}

pub(crate) fn named_article(article: &NamedArticle) -> NamedArticleRecord<'_> {
    NamedArticleRecord {
        r#type: "named_in",
        id: article.id.as_str(),
        title: &article.title,
        outlet: article.outlet.as_deref(),
        published: article.published.into(),
        spellings: &article.spellings,
    }
}

/// The last record of a person.
#[derive(Serialize)]
pub(crate) struct PersonSummary<'s> {
    r#type: &'static str,
    name: &'s str,
    total: u64,
    published_first: Option<String>,
    published_last: Option<String>,
    notes: &'s [String],
}

impl<'s> PersonSummary<'s> {
    pub(crate) fn new(answer: &'s PersonAnswer) -> Self {
        let (first, last) = answer.published.unzip();
        Self {
            r#type: "summary",
            name: &answer.name,
            total: answer.total,
            published_first: first.map(|date| date.to_string()),
            published_last: last.map(|date| date.to_string()),
            notes: &answer.notes,
        }
    }
}
