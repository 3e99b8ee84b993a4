//! Copies of an article and related articles, for people and as records.

use std::io::{self, Write};

use dateline_query::{
    Changed, Copy, Difference, Extent, Hit, Inferred, Origin, RelatedArticle, SimilarAnswer,
};
use serde::Serialize;

use super::page::{Page, WIDEST, day_for_people, number_for_people, wrap};
use super::published::{PublishedRecord, in_short};
use super::safe;
use super::style::Role;

/// Columns before what is said of an article.
const INDENT: usize = 4;
/// Columns before what differs, behind its label.
const DIFFERENCE: usize = 16;
/// The longest sentence that is printed whole, in bytes.
const LONGEST: usize = 240;
/// Words printed around a change.
const AROUND: usize = 5;

impl Page<'_> {
    /// Prints an article, its copies with what differs, and related articles.
    pub(crate) fn similar(
        &self,
        out: &mut impl Write,
        answer: &SimilarAnswer,
        differences: usize,
    ) -> io::Result<()> {
        writeln!(out, "{}", self.look.dress(Role::Title, &title(&answer.article)))?;
        self.about(out, &answer.article)?;
        if let Some(origin) = &answer.origin {
            self.note(out, &format!("origin (inferred): {}", inferred(origin)))?;
        }
        let shown = answer.copies.len() as u64;
        let heading = match answer.total {
            0 => "no copies".to_owned(),
            1 => "1 copy".to_owned(),
            total if total > shown => format!("{shown} of {} copies", number_for_people(total)),
            total => format!("{total} copies"),
        };
        writeln!(out, "\n{heading}")?;
        for (number, copy) in answer.copies.iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            self.numbered(out, number + 1, &copy.article)?;
            self.note(out, &shares(copy))?;
            self.differences(out, copy, differences)?;
        }
        if !answer.related.is_empty() {
            writeln!(out, "\nrelated, not copies")?;
        }
        for (number, related) in answer.related.iter().enumerate() {
            self.numbered(out, number + 1, &related.article)?;
            self.note(out, &format!("both say {}", related.words.join(", ")))?;
        }
        Ok(())
    }

    fn numbered(&self, out: &mut impl Write, number: usize, hit: &Hit) -> io::Result<()> {
        let title = self.look.dress(Role::Title, &title(hit));
        writeln!(out, "{number:>2}. {title}")?;
        self.about(out, hit)
    }

    fn about(&self, out: &mut impl Write, hit: &Hit) -> io::Result<()> {
        let outlet = hit.outlet.clone();
        let published = hit.published.map(in_short);
        let parts = [outlet, published, Some(hit.id.to_string())].into_iter().flatten();
        self.note(out, &parts.collect::<Vec<_>>().join(" · "))
    }

    fn note(&self, out: &mut impl Write, note: &str) -> io::Result<()> {
        for line in wrap(&safe::line(note), self.room(INDENT)) {
            writeln!(out, "{:INDENT$}{}", "", self.look.dress(Role::Source, &line))?;
        }
        Ok(())
    }

    fn room(&self, indent: usize) -> usize {
        self.width.min(WIDEST).saturating_sub(indent).max(20)
    }

    fn differences(&self, out: &mut impl Write, copy: &Copy, most: usize) -> io::Result<()> {
        for difference in copy.differences.iter().take(most) {
            let (label, text) = match difference {
                Difference::OnlyInOne(text) => ("only here", cut(text)),
                Difference::OnlyInOther(text) => ("only there", cut(text)),
                Difference::Changed(parts) => ("changed", changed(parts)),
            };
            let mut label = format!("{:INDENT$}{label:<12}", "");
            for line in wrap(&safe::line(&text), self.room(DIFFERENCE)) {
                writeln!(out, "{}{line}", self.look.dress(Role::Source, &label))?;
                label = " ".repeat(DIFFERENCE);
            }
        }
        let more = copy.differences.len().saturating_sub(most);
        match (more, most) {
            (0, _) => Ok(()),
            (1, 0) => self.note(out, "1 sentence differs"),
            (more, 0) => self.note(out, &format!("{more} sentences differ")),
            (1, _) => self.note(out, "1 sentence more differs"),
            (more, _) => self.note(out, &format!("{more} sentences more differ")),
        }
    }
}

fn title(hit: &Hit) -> String {
    match hit.title.is_empty() {
        true => "(no title)".to_owned(),
        false => safe::line(&hit.title).into_owned(),
    }
}

fn shares(copy: &Copy) -> String {
    let (this, other) = (percent(copy.shares.of_one), percent(copy.shares.of_other));
    match (this, other) {
        (100, 100) => "the same text".to_owned(),
        _ => format!("has {this}% of this one; {other}% of it stands here"),
    }
}

/// A share in hundredths. What is not the whole is never 100, what is not nothing never 0.
pub(crate) fn percent(share: f64) -> u8 {
    match share {
        share if share >= 1.0 => 100,
        share if share <= 0.0 => 0,
        share => ((share * 100.0).round() as u8).clamp(1, 99),
    }
}

/// What an origin is, and from what that is inferred.
fn inferred(origin: &Origin) -> String {
    let article = origin.article.as_ref();
    match &origin.why {
        Inferred::Credit { agency, articles } => {
            let credit = match articles {
                1 => "credited by 1 article".to_owned(),
                articles => format!("credited by {articles} articles"),
            };
            match article {
                Some(article) => format!("{agency}, {credit}; its own is {article}"),
                None => format!("{agency}, {credit}; its own is not in the archive"),
            }
        }
        Inferred::Earliest(date) => {
            let article = article.map(ToString::to_string).unwrap_or_default();
            let outlet = origin.outlet.as_deref().map(|outlet| format!("{outlet}, "));
            let outlet = outlet.unwrap_or_default();
            format!("{outlet}{article}, published first, {}", day_for_people(*date))
        }
    }
}

fn cut(text: &str) -> String {
    match text.len() > LONGEST {
        true => format!("{}…", text[..text.floor_char_boundary(LONGEST)].trim_end()),
        false => text.to_owned(),
    }
}

/// A changed sentence: what only this article has in `[-…-]`, what only the copy has in `{+…+}`,
/// some words around it.
fn changed(parts: &[Changed]) -> String {
    let last = parts.len().saturating_sub(1);
    let texts = parts.iter().enumerate().map(|(at, part)| match part {
        Changed::Same(text) => {
            let wanted = |is_beside: bool| if is_beside { AROUND } else { 0 };
            around(text, wanted(at > 0), wanted(at < last))
        }
        Changed::One(text) => format!("[-{}-]", cut(text)),
        Changed::Other(text) => format!("{{+{}+}}", cut(text)),
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// So many of the first and of the last words of unchanged text: those that stand next to a
/// change before or after it.
fn around(text: &str, head: usize, tail: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= head + tail + 1 {
        return words.join(" ");
    }
    let (head, tail) = (words[..head].join(" "), words[words.len() - tail..].join(" "));
    [head, "…".to_owned(), tail]
        .iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A copy.
#[derive(Serialize)]
pub(crate) struct CopyRecord<'c> {
    r#type: &'static str,
    #[serde(flatten)]
    article: NamedRecord<'c>,
    /// The part of this article that the copy has, from 0 to 1.
    share_of_this: f64,
    /// The part of the copy that this article has, from 0 to 1.
    share_of_other: f64,
    differences: Vec<DifferenceRecord<'c>>,
}

/// An article by name.
#[derive(Serialize)]
struct NamedRecord<'h> {
    id: &'h str,
    title: &'h str,
    outlet: Option<&'h str>,
    #[serde(flatten)]
    published: PublishedRecord,
    path: &'h str,
}

impl<'h> From<&'h Hit> for NamedRecord<'h> {
    fn from(hit: &'h Hit) -> Self {
        Self {
            id: hit.id.as_str(),
            title: &hit.title,
            outlet: hit.outlet.as_deref(),
            published: hit.published.into(),
            path: &hit.path,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum DifferenceRecord<'d> {
    OnlyInThis { text: &'d str },
    OnlyInOther { text: &'d str },
    Changed { parts: Vec<ChangedRecord<'d>> },
}

/// Words of both articles, of this one, or of the other.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum ChangedRecord<'d> {
    Same(&'d str),
    This(&'d str),
    Other(&'d str),
}

impl<'c> CopyRecord<'c> {
    pub(crate) fn new(copy: &'c Copy) -> Self {
        Self {
            r#type: "copy",
            article: (&copy.article).into(),
            share_of_this: thousandths(copy.shares.of_one),
            share_of_other: thousandths(copy.shares.of_other),
            differences: copy.differences.iter().map(difference).collect(),
        }
    }
}

fn thousandths(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

fn difference(difference: &Difference) -> DifferenceRecord<'_> {
    match difference {
        Difference::OnlyInOne(text) => DifferenceRecord::OnlyInThis { text },
        Difference::OnlyInOther(text) => DifferenceRecord::OnlyInOther { text },
        Difference::Changed(parts) => {
            let parts = parts.iter().map(|part| match part {
                Changed::Same(text) => ChangedRecord::Same(text),
                Changed::One(text) => ChangedRecord::This(text),
                Changed::Other(text) => ChangedRecord::Other(text),
            });
            DifferenceRecord::Changed { parts: parts.collect() }
        }
    }
}

/// A related article.
#[derive(Serialize)]
pub(crate) struct RelatedRecord<'r> {
    r#type: &'static str,
    #[serde(flatten)]
    article: NamedRecord<'r>,
    /// Rare words of both.
    words: &'r [String],
}

impl<'r> RelatedRecord<'r> {
    pub(crate) fn new(related: &'r RelatedArticle) -> Self {
        Self { r#type: "related", article: (&related.article).into(), words: &related.words }
    }
}

/// The last record of an answer.
#[derive(Serialize)]
pub(crate) struct SimilarSummary<'s> {
    r#type: &'static str,
    total: u64,
    shown: usize,
    related: usize,
    origin: Option<OriginRecord<'s>>,
    timed_out: bool,
}

/// An inferred origin.
#[derive(Serialize)]
struct OriginRecord<'o> {
    inferred: bool,
    id: Option<&'o str>,
    outlet: Option<&'o str>,
    because: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    credits: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
}

impl<'s> SimilarSummary<'s> {
    pub(crate) fn new(answer: &'s SimilarAnswer) -> Self {
        Self {
            r#type: "summary",
            total: answer.total,
            shown: answer.copies.len(),
            related: answer.related.len(),
            origin: answer.origin.as_ref().map(OriginRecord::from),
            timed_out: answer.extent == Extent::Part,
        }
    }
}

impl<'o> From<&'o Origin> for OriginRecord<'o> {
    fn from(origin: &'o Origin) -> Self {
        let (because, credits, published) = match &origin.why {
            Inferred::Credit { articles, .. } => ("credit", Some(*articles), None),
            Inferred::Earliest(date) => ("earliest", None, Some(date.to_string())),
        };
        Self {
            inferred: true,
            id: origin.article.as_ref().map(|id| id.as_str()),
            outlet: origin.outlet.as_deref(),
            because,
            credits,
            published,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unchanged_words_are_cut_to_those_around_a_change() {
        let words = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let parts = [
            Changed::Same(words.to_owned()),
            Changed::One("two".to_owned()),
            Changed::Other("three".to_owned()),
            Changed::Same(words.to_owned()),
        ];
        assert_eq!(
            changed(&parts),
            "… nine ten eleven twelve thirteen [-two-] {+three+} one two three four five …"
        );
    }

    #[test]
    fn only_the_whole_is_a_hundred() {
        let shares = [0.0, 0.001, 0.5, 0.999, 1.0].map(percent);
        assert_eq!(shares, [0, 1, 50, 99, 100]);
    }
}
