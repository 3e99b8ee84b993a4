//! What a question finds that its asker was not told of before.
//!
//! An article is new to a question when it matches and was never told of, nor matched when
//! the question was first asked. What was told is kept by the asker ([`Known`]) and not in the
//! index, so that an article that is read again, a moved file, a killed run and an index that
//! is made anew change nothing of it.

mod known;
mod matched;

use rustc_hash::FxHashSet;
use tantivy::DocAddress;

pub use known::{Known, KnownArticle};
use matched::Matched;

use crate::answer::{Extent, Hit};
use crate::archive::Archive;
use crate::compile::Purpose;
use crate::family::{Arrival, Familiar, HitFamily};
use crate::notice::Notice;
use crate::{Result, SearchRequest};

/// All articles that match a question, by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Matches {
    /// Each article, in no order.
    pub articles: Vec<KnownArticle>,
    /// Whether these are all.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

/// What is new to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// What is to be told, those published first before others, undated ones last: of copies of
    /// one report the first, which says how many others came with it.
    pub told: Vec<NewArticle>,
    /// New articles that are copies of what is known, or of what is told here.
    pub copies: Vec<KnownArticle>,
    /// Known articles that have another content now, as they are to be remembered.
    pub renewed: Vec<KnownArticle>,
    /// How many further new articles there are; they are new still when it is asked again.
    pub left: u64,
    /// How many articles match in all.
    pub total: u64,
}

/// An article to be told of.
#[derive(Debug, Clone, PartialEq)]
pub struct NewArticle {
    /// The article, as it is shown.
    pub hit: Hit,
    /// What to remember of it.
    pub known: KnownArticle,
}

impl Archive {
    /// Every article that matches a question, by name. The order, the page and the detail of
    /// the request have no say.
    ///
    /// # Errors
    ///
    /// [`Error::Syntax`](crate::Error::Syntax) for a question that cannot be read, or when the
    /// index cannot be read.
    pub fn matches(&self, request: &SearchRequest) -> Result<Matches> {
        let prepared = self.prepare(request)?;
        let matched = self.matched(&*self.compile(&prepared, Purpose::Match))?;
        Ok(Matches {
            articles: matched.into_iter().map(Matched::into_known).collect(),
            extent: prepared.watch.extent(),
            notes: prepared.notes.into_list(),
        })
    }

    /// What matches a question and is not `known`, at most [`SearchRequest::limit`] articles.
    ///
    /// A copy of a known article is not told: neither of one that matches, nor of one that was
    /// told and is no longer there, as far as its sketch shows. It takes some tenths of a
    /// microsecond for each article that matches, and the comparison of the new ones with these.
    ///
    /// # Errors
    ///
    /// As for [`Archive::matches`].
    pub fn news(&self, request: &SearchRequest, known: &Known) -> Result<News> {
        let mut prepared = self.prepare(request)?;
        let matched = self.matched(&*self.compile(&prepared, Purpose::Match))?;
        let total = matched.len() as u64;
        let (familiar, new): (Vec<_>, Vec<_>) =
            matched.into_iter().partition(|article| known.has(&article.id));
        let renewed = familiar.iter().filter(|article| !known.has_content(article.hash));
        let renewed = renewed.map(|article| known.renewed(article.id.clone(), article.hash));
        let renewed = renewed.collect();
        let (doubles, mut fresh): (Vec<_>, Vec<_>) =
            new.into_iter().partition(|article| known.has_content(article.hash));
        fresh.sort_by(|one, other| one.age().cmp(&other.age()));
        let arrivals = self.judged(&fresh, &familiar, known, request.limit)?;
        let left = (fresh.len() - arrivals.len()) as u64;
        fresh.truncate(arrivals.len());

        let mut copies: Vec<KnownArticle> = doubles.into_iter().map(Matched::into_known).collect();
        let mut firsts = Vec::new();
        for (at, arrival) in arrivals.iter().enumerate() {
            match arrival {
                Arrival::First => firsts.push(at),
                Arrival::CopyOf(_) | Arrival::CopyOfKnown => copies.push(fresh[at].known()),
            }
        }
        let ranked: Vec<_> = firsts.iter().map(|&at| (None, fresh[at].address)).collect();
        let hits = self.hits(&ranked, request.detail, &mut prepared)?;
        let told = hits.into_iter().zip(firsts).map(|(hit, at)| {
            let with_it = (0..fresh.len()).filter(|&other| arrivals[other] == Arrival::CopyOf(at));
            let addresses: Vec<DocAddress> =
                std::iter::once(at).chain(with_it).map(|at| fresh[at].address).collect();
            let family: Option<HitFamily> = self.family_of(&addresses)?;
            let sketch = self.sketch_of(fresh[at].address)?;
            let known = KnownArticle { sketch: Some(sketch), ..fresh[at].known() };
            Ok(NewArticle { hit: Hit { family, ..hit }, known })
        });
        Ok(News { told: told.collect::<Result<_>>()?, copies, renewed, left, total })
    }

    /// What the first of the new articles are, until as many are to be told as are wanted.
    fn judged(
        &self,
        fresh: &[Matched],
        familiar: &[Matched],
        known: &Known,
        limit: usize,
    ) -> Result<Vec<Arrival>> {
        if fresh.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let there: FxHashSet<&str> = familiar.iter().map(|article| &*article.id).collect();
        let remembered = known.sketches().filter(|(id, _)| !there.contains(id));
        let familiar = Familiar {
            there: familiar.iter().map(|article| article.address).collect(),
            remembered: remembered.map(|(_, sketch)| sketch).collect(),
        };
        let fresh: Vec<DocAddress> = fresh.iter().map(|article| article.address).collect();
        self.arrivals(&fresh, &familiar, limit)
    }
}
