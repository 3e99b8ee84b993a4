//! The copies of one article in the whole archive, and what else is on its subject.

use std::cmp::Reverse;
use std::time::Instant;

use dateline_model::{Article, ArticleId};
use dateline_schema::{Sketch, StoredArticle, StoredDocument};
use tantivy::DocAddress;

use super::likeness::{Side, Sureness, Words, are_copies};
use super::meeting::{Meeting, Met};
use super::origin::{Member, Origin, origin};
use super::related::RelatedArticle;
use super::shared_text::{AllWords, Difference, Shares, differences};
use crate::Result;
use crate::answer::{Extent, Hit};
use crate::archive::Archive;
use crate::deadline::Watch;

/// What to find the like of.
#[derive(Debug, Clone, Copy)]
pub enum SimilarTo<'a> {
    /// The article of the archive with this id.
    Id(&'a str),
    /// An article that need not be in the archive.
    Article(&'a Article),
}

/// A question for what is like an article.
#[derive(Debug, Clone, Copy)]
pub struct SimilarRequest<'a> {
    /// The article.
    pub of: SimilarTo<'a>,
    /// The most copies to give.
    pub copies: usize,
    /// The most related articles to give.
    pub related: usize,
    /// When the answer has to be there, as far as it goes by then.
    pub deadline: Option<Instant>,
}

impl<'a> SimilarRequest<'a> {
    /// Ten copies and five related articles at most.
    #[must_use]
    pub fn new(of: SimilarTo<'a>) -> Self {
        Self { of, copies: 10, related: 5, deadline: None }
    }
}

/// What is like an article.
#[derive(Debug, Clone, PartialEq)]
pub struct SimilarAnswer {
    /// The article itself; of one that is not in the archive, what it says of itself.
    pub article: Hit,
    /// Where it and its copies are probably from; none where it has no copy and credits nobody.
    pub origin: Option<Origin>,
    /// How many copies there are.
    pub total: u64,
    /// The copies asked for, those with the most text in common first.
    pub copies: Vec<Copy>,
    /// Other articles on the same subject, the nearest first.
    pub related: Vec<RelatedArticle>,
    /// Whether all that may be copies were looked at.
    pub extent: Extent,
}

/// A copy of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// The copy.
    pub article: Hit,
    /// How much text it shares with the article: the one is the article, the other the copy.
    pub shares: Shares,
    /// What differs: the one is the article, the other the copy.
    pub differences: Vec<Difference>,
}

/// The most articles that are read to be compared.
const MOST_READ: usize = 400;

/// The article asked about, in a form that both kinds have.
struct Asked {
    hit: Hit,
    address: Option<DocAddress>,
    text: String,
    title: String,
    member: Member,
}

/// A copy that was found.
struct Found {
    address: DocAddress,
    shares: Shares,
    member: Member,
}

impl Archive {
    /// The copies of an article in the whole archive, and related articles; none when the
    /// archive has no article of the id.
    ///
    /// The sketches of all articles are looked at, some ten nanoseconds each, and the texts of
    /// those that may be copies.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn similar(&self, request: &SimilarRequest<'_>) -> Result<Option<SimilarAnswer>> {
        let watch = Watch::until(request.deadline);
        let Some(asked) = self.asked(request.of)? else { return Ok(None) };
        let mut extent = Extent::Whole;
        let mut found = self.copies_of(&asked, &watch, &mut extent)?;
        found.sort_by(|one, other| {
            let nearer = other.shares.most().total_cmp(&one.shares.most());
            nearer.then_with(|| one.member.id.as_str().cmp(other.member.id.as_str()))
        });
        let mut members = vec![asked.member.clone()];
        members.extend(found.iter().map(|copy| copy.member.clone()));
        let origin = origin(&members).filter(|_| members.len() > 1 || asked.member.is_credit());
        let total = found.len() as u64;
        let mut known: Vec<DocAddress> = found.iter().map(|copy| copy.address).collect();
        known.extend(asked.address);
        let copies =
            found.into_iter().take(request.copies).map(|Found { address, shares, .. }| {
                let stored = self.stored(address)?;
                let text = stored.text().map_err(|kind| self.error(kind))?;
                let differences = differences(&asked.text, text);
                Ok(Copy { article: self.listed_at(address)?, shares, differences })
            });
        let copies = copies.collect::<Result<Vec<_>>>()?;
        let published = asked.member.published.map(|published| published.date);
        let related =
            self.related_to(&asked.title, &asked.text, published, &known, request.related)?;
        let article = asked.hit;
        Ok(Some(SimilarAnswer { article, origin, total, copies, related, extent }))
    }

    fn asked(&self, of: SimilarTo<'_>) -> Result<Option<Asked>> {
        match of {
            SimilarTo::Id(id) => {
                let Some(address) = self.address_of(id)? else { return Ok(None) };
                let stored: StoredDocument = self.stored(address)?;
                let article = stored.article().map_err(|kind| self.error(kind))?;
                Ok(Some(Asked {
                    hit: self.listed_at(address)?,
                    address: Some(address),
                    text: article.text.to_owned(),
                    title: article.title.to_owned(),
                    member: self.member(&article)?,
                }))
            }
            SimilarTo::Article(article) => Ok(Some(Asked {
                hit: Hit::of_article(article),
                address: None,
                text: article.text.clone(),
                title: article.title.clone(),
                member: Member {
                    id: article.id.clone(),
                    outlet: article.outlet.clone(),
                    agency: article.dateline.as_ref().and_then(|line| line.agency.clone()),
                    byline: article.byline.clone(),
                    published: article.published,
                },
            })),
        }
    }

    /// The articles that are copies, in no order.
    fn copies_of(&self, asked: &Asked, watch: &Watch, extent: &mut Extent) -> Result<Vec<Found>> {
        let sketch = Sketch::of(&asked.text);
        let Met { mut others, standing } = self.met(&sketch, asked.address)?;
        others.sort_by_key(|other| Reverse(other.likely.nearness()));
        let (words, runs) = (Words::of(&asked.text), AllWords::of(&asked.text));
        let one = Side { words: &words, reach: sketch.reach() };
        let mut copies = Vec::new();
        for (read, Meeting { address, likely }) in others.into_iter().enumerate() {
            if read >= MOST_READ || watch.is_over() {
                *extent = Extent::Part;
                break;
            }
            let stored = self.stored(address)?;
            let article = stored.article().map_err(|kind| self.error(kind))?;
            let other = Side { words: &Words::of(article.text), reach: likely.reach };
            if are_copies(one, other, &standing, Sureness::Usual) {
                let shares = runs.shares(&AllWords::of(article.text));
                copies.push(Found { address, shares, member: self.member(&article)? });
            }
        }
        Ok(copies)
    }

    fn member(&self, article: &StoredArticle<'_>) -> Result<Member> {
        Ok(Member {
            id: self.article_id(article.id)?,
            outlet: article.outlet.map(str::to_owned),
            agency: article.dateline().and_then(|line| line.agency),
            byline: article.byline.map(str::to_owned),
            published: article.published(),
        })
    }
}

impl Shares {
    fn most(self) -> f64 {
        self.of_one.max(self.of_other)
    }
}

impl Member {
    fn is_credit(&self) -> bool {
        self.agency.is_some()
    }
}

impl Hit {
    /// An article that is not in the archive, as a list shows it.
    fn of_article(article: &Article) -> Self {
        let id: ArticleId = article.id.clone();
        Self {
            id,
            title: article.title.clone(),
            outlet: article.outlet.clone(),
            published: article.published,
            path: article.source.path.to_string_lossy().into_owned(),
            record: article.source.record,
            hash: Some(article.content_hash),
            score: None,
            family: None,
            explanation: None,
            title_lights: Vec::new(),
            passages: Vec::new(),
            named: Vec::new(),
        }
    }
}
