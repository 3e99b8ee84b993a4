//! Whether what a citation claims still stands in its file. The file is cut, decoded and
//! cleaned by what reads it for the index, so that both see the same text.

use std::cell::OnceCell;
use std::path::Path;

use dateline_articles::{
    Found as WalkFound, RawRecord, ReadOptions, Reading, Refusal, WalkOptions, open_with, walk,
};
use dateline_model::{Article, ByteSpan, ContentHash, SourceRange};
use dateline_query::Part;

use super::locator::Locator;
use super::read::Claim;
use super::words::{find, same_words};

/// What became of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checked {
    pub(crate) verdict: Verdict,
    /// Where the words stand now, where that is not as cited.
    pub(crate) now: Option<Found>,
    /// What there is to say besides.
    pub(crate) detail: Option<String>,
}

/// Whether a citation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// The record has not changed, and the words stand where they are cited.
    Same,
    /// The record has changed; the words stand where they are cited.
    Changed,
    /// The words stand elsewhere in the file.
    Moved,
    /// The words are not in the file any more.
    Gone,
    /// The record has not changed, but other words stand where these are cited.
    Altered,
    /// There is no such file.
    Missing,
    /// The file cannot be read.
    Unreadable,
    /// The citation holds, but the index has the article otherwise.
    IndexDiffers,
}

impl Verdict {
    /// The verdict as one word, for output.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Gone => "gone",
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::IndexDiffers => "index-differs",
        }
    }
}

/// Where words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) record: Option<u64>,
    /// Where in the text of the article; none when all of an article was cited, or a title.
    pub(crate) span: Option<ByteSpan>,
    pub(crate) source: Option<SourceRange>,
}

impl Checked {
    fn of(verdict: Verdict, detail: impl Into<Option<String>>) -> Self {
        Self { verdict, now: None, detail: detail.into() }
    }
}

/// Looks for what claims about one file cite; the verdicts come in the order of the claims.
/// The file is read once or, for words that are not where they were, twice; of a file of
/// many records no more than one is held.
pub(crate) fn check(path: &str, claims: &[&Claim], options: &ReadOptions) -> Vec<Checked> {
    if path == "-" {
        let detail = "it was read from standard input".to_owned();
        return vec![Checked::of(Verdict::Unreadable, detail); claims.len()];
    }
    let path = Path::new(path);
    if !path.exists() {
        return vec![Checked::of(Verdict::Missing, None); claims.len()];
    }
    let mut checks: Vec<Check<'_>> = claims.iter().map(|claim| Check::new(claim)).collect();
    let result = pass(path, options, &mut checks, Check::where_cited)
        .and_then(|()| pass(path, options, &mut checks, Check::anywhere));
    let refused = result.err();
    checks.into_iter().map(|check| check.finish(refused.as_deref())).collect()
}

/// Shows every record of the file to the claims that have no verdict yet.
fn pass<'c>(
    path: &Path,
    options: &ReadOptions,
    checks: &mut [Check<'c>],
    look: fn(&mut Check<'c>, &Shown<'_>),
) -> Result<(), String> {
    if checks.iter().all(|check| check.verdict.is_some()) {
        return Ok(());
    }
    let source = match walk(path, &WalkOptions::default()).next() {
        Some(WalkFound::Source(source)) => source,
        Some(WalkFound::Refused { refusal, .. }) => return Err(refusal.to_string()),
        None => return Err("there is nothing to read".to_owned()),
    };
    for record in open_with(&source, options).map_err(|refusal| refusal.to_string())? {
        let Ok(record) = record else { continue };
        let shown = Shown::new(&record, options);
        for check in checks.iter_mut().filter(|check| check.verdict.is_none()) {
            look(check, &shown);
        }
    }
    Ok(())
}

/// A record that is shown to many claims: what any of them asks of it is found out once.
struct Shown<'r> {
    record: &'r RawRecord,
    options: &'r ReadOptions,
    hash: OnceCell<ContentHash>,
    reading: OnceCell<Result<Reading, Refusal>>,
}

impl<'r> Shown<'r> {
    fn new(record: &'r RawRecord, options: &'r ReadOptions) -> Self {
        Self { record, options, hash: OnceCell::new(), reading: OnceCell::new() }
    }

    fn hash(&self) -> ContentHash {
        *self.hash.get_or_init(|| self.record.content_hash())
    }

    fn reading(&self) -> Result<&Reading, &Refusal> {
        self.reading.get_or_init(|| self.record.read(self.options)).as_ref()
    }

    /// Whether it stands where the record that is cited did.
    fn is_cited(&self, locator: &Locator) -> bool {
        self.record.record == locator.record
            && self.record.entry.as_deref() == locator.entry.as_deref()
    }
}

/// A claim and what is known of it so far.
struct Check<'c> {
    claim: &'c Claim,
    verdict: Option<Checked>,
    /// Whether the record that is cited is there, changed.
    is_changed: bool,
    /// Why some of it could not be read.
    missing: Option<String>,
}

impl<'c> Check<'c> {
    fn new(claim: &'c Claim) -> Self {
        Self { claim, verdict: None, is_changed: false, missing: None }
    }

    /// Looks at the record that is cited, or has the bytes of it.
    fn where_cited(&mut self, shown: &Shown<'_>) {
        let locator = &self.claim.locator;
        let is_there = shown.is_cited(locator);
        let is_same = shown.hash() == locator.hash;
        if !is_there && !is_same {
            return;
        }
        let Reading { article, missing } = match shown.reading() {
            Ok(reading) => reading,
            Err(refusal) => {
                let detail = refusal.to_string();
                self.is_changed = is_there;
                self.verdict = is_same.then(|| Checked::of(Verdict::Unreadable, detail));
                return;
            }
        };
        match is_same {
            true => self.judge_same(article, is_there),
            false => self.judge_changed(article),
        }
        self.missing = missing.as_ref().map(ToString::to_string);
    }

    /// Judges by a record with the bytes that are cited.
    fn judge_same(&mut self, article: &Article, is_there: bool) {
        let holds = match (part_of(article, self.claim.locator.part), &self.claim.quote) {
            (Some(words), Some(quote)) => same_words(words, quote),
            (words, _) => words.is_some(),
        };
        self.verdict = Some(match (holds, is_there) {
            (true, true) => Checked::of(Verdict::Same, self.what_was_compared()),
            (true, false) => {
                let found = self.found(article, self.cited_span());
                let detail = "the record is the same".to_owned();
                Checked { now: Some(found), ..Checked::of(Verdict::Moved, detail) }
            }
            (false, _) => {
                let detail = "other words stand there in the same record".to_owned();
                let now = self.place_in(article).map(|span| self.found(article, Some(span)));
                Checked { now, ..Checked::of(Verdict::Altered, detail) }
            }
        });
    }

    /// What there is to say of a citation that gives no words of the part that it is of.
    fn what_was_compared(&self) -> Option<String> {
        let says_words = self.claim.locator.part == Part::Article || self.claim.quote.is_some();
        let told = "the record is the same; the citation has no words to compare";
        (!says_words).then(|| told.to_owned())
    }

    /// Judges by the record that is cited, with other bytes than then.
    fn judge_changed(&mut self, article: &Article) {
        self.is_changed = true;
        self.verdict = match (self.claim.locator.part, &self.claim.quote) {
            (Part::Article, _) => Some(Checked::of(Verdict::Changed, None)),
            (Part::Title, Some(quote)) if same_words(&article.title, quote) => {
                Some(Checked::of(Verdict::Changed, None))
            }
            (Part::Title, _) => Some(Checked::of(Verdict::Gone, None)),
            (Part::Text(_), None) => {
                let detail = "the record has changed, and the citation has no words to look for";
                Some(Checked::of(Verdict::Gone, detail.to_owned()))
            }
            (Part::Text(cited), Some(_)) => self.place_in(article).map(|span| {
                let verdict = match span == cited {
                    true => Verdict::Changed,
                    false => Verdict::Moved,
                };
                Checked { now: Some(self.found(article, Some(span))), ..Checked::of(verdict, None) }
            }),
        };
    }

    /// Looks for the words in a record that is not the one cited.
    fn anywhere(&mut self, shown: &Shown<'_>) {
        let has_words = self.cited_span().is_some() && self.claim.quote.is_some();
        if !has_words || shown.is_cited(&self.claim.locator) {
            return;
        }
        let Ok(Reading { article, .. }) = shown.reading() else { return };
        if let Some(span) = self.place_in(article) {
            let now = Some(self.found(article, Some(span)));
            self.verdict = Some(Checked { now, ..Checked::of(Verdict::Moved, None) });
        }
    }

    fn cited_span(&self) -> Option<ByteSpan> {
        match self.claim.locator.part {
            Part::Text(span) => Some(span),
            Part::Article | Part::Title => None,
        }
    }

    fn place_in(&self, article: &Article) -> Option<ByteSpan> {
        find(&article.text, self.claim.quote.as_deref()?, self.cited_span())
    }

    fn found(&self, article: &Article, span: Option<ByteSpan>) -> Found {
        let source = span.and_then(|span| article.offsets.trace(&article.text, span));
        Found { record: article.source.record, span, source }
    }

    fn finish(self, refused: Option<&str>) -> Checked {
        let otherwise = || match (refused.or(self.missing.as_deref()), self.is_changed) {
            (Some(why), _) => Checked::of(Verdict::Unreadable, why.to_owned()),
            (None, true) => Checked::of(Verdict::Gone, "the record has changed".to_owned()),
            (None, false) => Checked::of(Verdict::Gone, "the record is gone".to_owned()),
        };
        self.verdict.unwrap_or_else(otherwise)
    }
}

/// The words of a part of an article; of all of it, its text.
pub(crate) fn part_of(article: &Article, part: Part) -> Option<&str> {
    match part {
        Part::Article => Some(&article.text),
        Part::Title => Some(&article.title),
        Part::Text(span) => span.of(&article.text),
    }
}
