//! An address of the web in a question: who pastes one wants the article that it is of.
//!
//! The address of an article is stored with it, and no term. So the articles that have one
//! are looked at one by one: all of them in an archive of some ten thousands, in a larger one
//! those published about the date that stands in the address, as most of news have one.

use std::sync::{Arc, Mutex, PoisonError};

use dateline_model::{DateRange, PartialDate};
use dateline_schema::{DateCode, Has};
use jiff::ToSpan;
use rustc_hash::FxHashMap;
use tantivy::DocAddress;

use crate::Result;
use crate::archive::Archive;
use crate::deadline::Watch;
use crate::docs::Docs;
use crate::plan::{FilterBy, FilterPlan, Plan, Scope};
use crate::planner::Planner;

/// The most articles whose addresses are looked at, some ten microseconds each.
const MOST_LOOKED_AT: usize = 20_000;
/// An article is published at most so many days before or after the month in its address.
const DAYS_AROUND: i64 = 31;
/// The most addresses whose articles are kept.
const MOST_KEPT: usize = 256;

impl Planner<'_> {
    /// The articles that are of the address or have it for their id, and those whose text
    /// has it.
    pub(crate) fn address(&mut self, text: &str) -> Result<Plan> {
        let found = self.archive.articles_of_address(text)?;
        if found.looked_at == LookedAt::Some && found.ids.is_empty() {
            self.notes.push(format!(
                "the archive has more articles with an address than are looked at for “{text}”; \
                 some may be missed"
            ));
        }
        let terms = std::iter::once(text.to_owned()).chain(found.ids.iter().cloned()).collect();
        let of_id = FilterPlan { by: FilterBy::Id, terms };
        let in_text = match self.words(text, Scope::Article) {
            Plan::All => Plan::Nothing,
            words => words,
        };
        let plan = Plan::Or(vec![Plan::Filter(of_id), in_text]);
        // Each of its words by itself says nothing, so none of them is told of as missing.
        if self.archive.total_of(&plan, &[], &Watch::until(None))? == 0 {
            self.notes
                .warn(format!("no article is of the address “{text}”, or has it in its text"));
        }
        Ok(plan)
    }
}

/// The articles of an address.
#[derive(Debug)]
struct OfAddress {
    ids: Vec<String>,
    looked_at: LookedAt,
}

/// Which of the articles that have an address were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LookedAt {
    All,
    Some,
}

/// The articles of the addresses asked for last: a question that finds nothing is planned
/// once for each that is suggested.
#[derive(Default)]
pub(crate) struct AddressesKept(Mutex<FxHashMap<String, Arc<OfAddress>>>);

impl Archive {
    /// The articles with an address that is the same for people.
    fn articles_of_address(&self, address: &str) -> Result<Arc<OfAddress>> {
        let wanted = bare(address);
        let kept = || self.addresses.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().get(&wanted) {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(self.look_for_address(&wanted)?);
        let mut kept = kept();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(wanted, Arc::clone(&found));
        Ok(found)
    }

    fn look_for_address(&self, wanted: &str) -> Result<OfAddress> {
        let addressed = Docs::of_terms(self, self.fields.has, [Has::Url.as_str()])?;
        let mut articles: Vec<DocAddress> = addressed.iter().collect();
        let mut looked_at = LookedAt::All;
        if articles.len() > MOST_LOOKED_AT {
            looked_at = LookedAt::Some;
            if let Some(days) = days_in(wanted) {
                articles = self.published_in(articles, days)?;
            }
            articles.truncate(MOST_LOOKED_AT);
        }
        let mut ids = Vec::new();
        for address in articles {
            let stored = self.stored(address)?;
            // One that cannot be read is not known to be of any address.
            let Ok(article) = stored.article() else { continue };
            if article.url.is_some_and(|url| bare(url) == wanted) {
                ids.push(article.id.to_owned());
            }
        }
        ids.sort_unstable();
        Ok(OfAddress { ids, looked_at })
    }

    /// Those of the articles that were published in these days.
    fn published_in(&self, articles: Vec<DocAddress>, days: DateRange) -> Result<Vec<DocAddress>> {
        let mut published_in = Vec::new();
        for of_segment in articles.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let segment = self.searcher.segment_reader(of_segment[0].segment_ord);
            let published = self.numbers(segment, self.fields.published_code)?;
            let is_in = |address: &&DocAddress| {
                let date = published.first(address.doc_id).and_then(|code| DateCode(code).date());
                date.is_some_and(|date| date.range().overlaps(days))
            };
            published_in.extend(of_segment.iter().filter(is_in));
        }
        Ok(published_in)
    }
}

/// An address without what makes no difference to where it leads: the scheme, `www.`, the
/// usual port, what counts clicks, a place within the page, the last slash, and the stop of
/// the sentence that it was copied from. Hosts have no case.
fn bare(address: &str) -> String {
    let address = ["http://", "https://", "www."].iter().fold(address.trim(), |rest, prefix| {
        match rest.get(..prefix.len()) {
            Some(start) if start.eq_ignore_ascii_case(prefix) => &rest[prefix.len()..],
            _ => rest,
        }
    });
    let address = address.split('#').next().unwrap_or_default();
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    let (place, query) = address.split_once('?').unwrap_or((address, ""));
    let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    let host = host.strip_suffix(":80").or(host.strip_suffix(":443")).unwrap_or(host);
    let mut bare = host.to_lowercase() + path.trim_end_matches('/');
    for (at, kept) in query.split('&').filter(|part| !counts_clicks(part)).enumerate() {
        bare.push(if at == 0 { '?' } else { '&' });
        bare.push_str(kept);
    }
    bare
}

fn counts_clicks(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.is_empty() || name.starts_with("utm_") || matches!(name, "fbclid" | "gclid")
}

/// The days about the month that stands in an address: `/2021/09/`, `2021-09-10`.
fn days_in(address: &str) -> Option<DateRange> {
    let month = address.char_indices().find_map(|(at, _)| {
        let written = address.get(at..at + 7)?;
        let is_within = address[..at].ends_with(|c: char| c.is_ascii_digit());
        let is_joined = matches!(written.as_bytes()[4], b'/' | b'-' | b'_');
        let written = written.replace(['/', '_'], "-");
        written.parse::<PartialDate>().ok().filter(|_| is_joined && !is_within)
    })?;
    let (first, last) = (month.first(), month.last());
    let around = DAYS_AROUND.days();
    DateRange::new(first.checked_sub(around).ok()?, last.checked_add(around).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_as_people_do() {
        let expected = "brenta.example/2021/09/10/Azizi";
        for address in [
            "https://brenta.example/2021/09/10/Azizi",
            "http://www.Brenta.example/2021/09/10/Azizi/",
            "HTTPS://brenta.example:443/2021/09/10/Azizi#comments",
            "www.brenta.example/2021/09/10/Azizi?utm_source=x&fbclid=1",
            "https://brenta.example/2021/09/10/Azizi).",
        ] {
            assert_eq!(bare(address), expected, "{address}");
        }
        assert_eq!(bare("https://x.example/a?id=1&utm_medium=y&p=2"), "x.example/a?id=1&p=2");
        assert_eq!(bare("https://x.example/?id=1"), "x.example?id=1");
        assert_ne!(bare("https://x.example/azizi"), bare("https://x.example/Azizi"));
    }

    #[test]
    fn the_month_of_an_address_is_found() {
        let days = |address| days_in(address).map(|days| days.to_string());
        for address in ["x.example/2021/09/10/a", "x.example/a-2021-09-10", "x.ex/é/2021_09_1"] {
            assert_eq!(days(address).as_deref(), Some("2021-08-01..2021-10-31"), "{address}");
        }
        for address in ["x.example/azizi", "x.example/12021/09/1", "x.example/2021/19/1"] {
            assert_eq!(days(address), None, "{address}");
        }
    }
}
