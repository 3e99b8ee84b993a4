//! Which of several copies is the origin. What can be said is an inference, and it is told from
//! what.

use dateline_model::{ArticleId, PartialDate, Published, fold};

/// What is known of one of several copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) id: ArticleId,
    pub(super) outlet: Option<String>,
    /// The agency that its dateline names.
    pub(super) agency: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Published>,
}

/// Where a report is probably from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The article, where the archive has it.
    pub article: Option<ArticleId>,
    /// Who published it, or the agency that is credited.
    pub outlet: Option<String>,
    /// From what that is inferred.
    pub why: Inferred,
}

/// From what an origin is inferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inferred {
    /// So many articles credit an agency in dateline or byline.
    Credit {
        /// The agency as printed.
        agency: String,
        /// How many do.
        articles: u64,
    },
    /// It appeared before all others.
    Earliest(PartialDate),
}

/// What stands where an agency would, and names none.
const NAMELESS: [&str; 6] = ["agencies", "agency", "news", "newsdesk", "online", "staff"];

/// The probable origin: of what an agency is credited for, the agency's own article, else the
/// agency; else what appeared before all others. None where neither tells.
pub(super) fn origin(members: &[Member]) -> Option<Origin> {
    credited(members).or_else(|| earliest(members))
}

fn credited(members: &[Member]) -> Option<Origin> {
    let mut agencies: Vec<(&str, u64)> = Vec::new();
    let named = members.iter().filter_map(|member| member.agency.as_deref());
    for agency in named.filter(|agency| !NAMELESS.contains(&letters(agency).as_str())) {
        match agencies.iter_mut().find(|(known, _)| letters(known) == letters(agency)) {
            Some((_, count)) => *count += 1,
            None => agencies.push((agency, 1)),
        }
    }
    // Of equally many the first by name: the order of members says nothing.
    let best = agencies.iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(one.0)));
    let &(agency, _) = best?;
    let credits = |member: &&Member| {
        let byline = member.byline.as_deref().is_some_and(|byline| is_in(agency, byline));
        byline || member.agency.as_deref().is_some_and(|own| letters(own) == letters(agency))
    };
    let articles = members.iter().filter(credits).count() as u64;
    let own = members.iter().filter(|member| member.is_of(agency)).min_by_key(|m| m.age());
    Some(Origin {
        article: own.map(|member| member.id.clone()),
        outlet: Some(agency.to_owned()),
        why: Inferred::Credit { agency: agency.to_owned(), articles },
    })
}

/// What appeared on a day before all others.
fn earliest(members: &[Member]) -> Option<Origin> {
    let first = members.iter().filter(|m| m.published.is_some()).min_by_key(|m| m.age())?;
    let date = first.published?.date;
    let is_alone = members.iter().all(|member| {
        member.id == first.id || member.published.is_none_or(|p| p.date.first() > date.last())
    });
    is_alone.then(|| Origin {
        article: Some(first.id.clone()),
        outlet: first.outlet.clone(),
        why: Inferred::Earliest(date),
    })
}

impl Member {
    /// Whether its outlet, or a folder of its id, has the name of the agency.
    fn is_of(&self, agency: &str) -> bool {
        let name = letters(agency);
        let is_outlet = self.outlet.as_deref().is_some_and(|outlet| letters(outlet) == name);
        is_outlet || self.id.as_str().split('/').any(|part| letters(part) == name)
    }

    fn age(&self) -> (bool, Option<dateline_model::Day>, &ArticleId) {
        let day = self.published.map(|published| published.date.first());
        (day.is_none(), day, &self.id)
    }
}

fn is_in(agency: &str, byline: &str) -> bool {
    let name = letters(agency);
    !name.is_empty() && letters(byline).contains(&name)
}

/// The letters of a name alone: `Oxus Wire` and `oxus-wire` are one.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use dateline_model::PublishedSource;

    use super::*;

    fn member(id: &str, agency: Option<&str>, date: Option<&str>) -> Member {
        let published =
            |date: &str| Published::alone(date.parse().unwrap(), PublishedSource::Metadata);
        Member {
            id: ArticleId::new(id).unwrap(),
            outlet: None,
            agency: agency.map(str::to_owned),
            byline: None,
            published: date.map(published),
        }
    }

    #[test]
    fn an_agency_credit_comes_before_a_date() {
        let members = [
            member("post/a", Some("Oxus Wire"), Some("2021-09-22")),
            member("oxus-wire/b", None, Some("2021-09-23")),
        ];
        let found = origin(&members).unwrap();
        assert_eq!(found.article.unwrap().as_str(), "oxus-wire/b");
        let why = Inferred::Credit { agency: "Oxus Wire".into(), articles: 1 };
        assert_eq!(found.why, why);
        // The agency's own article is not in the archive.
        let found = origin(&members[..1]).unwrap();
        assert_eq!((found.article, found.why), (None, why));
    }

    #[test]
    fn the_earliest_is_told_where_it_is_one() {
        let members = |dates: [Option<&str>; 2]| {
            let [a, b] = dates;
            origin(&[member("a", None, a), member("b", None, b)]).and_then(|found| found.article)
        };
        assert_eq!(members([Some("2021-09-24"), Some("2021-09-23")]).unwrap().as_str(), "b");
        assert_eq!(members([Some("2021-09-24"), None]).unwrap().as_str(), "a");
        assert_eq!(members([Some("2021-09-24"), Some("2021-09-24")]), None);
        assert_eq!(members([Some("2021-09"), Some("2021-09-24")]), None);
        assert_eq!(members([None, None]), None);
    }
}
