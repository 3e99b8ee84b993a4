//! The dates of a page: of its metadata, of elements that are marked as dates, and of what
//! stands around the headline.

use dom_smoothie::Readability;

use super::date_names::{Meaning, first_meaning};
use super::linked_data::{LinkedData, Subject};
use crate::date::{self, Stamp};
use crate::header::{LineDate, labelled_line_date, line_date};

/// When a page's article appeared and was last changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PageDates {
    /// By the page's metadata.
    pub(super) published: Option<Stamp>,
    /// By its metadata, or by what a reader sees.
    pub(super) updated: Option<Stamp>,
    /// By what a reader sees.
    pub(super) printed: Option<Stamp>,
}

/// How a page says when its article appeared, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// Linked data on the article: written for machines, by those who publish.
    LinkedArticle,
    /// A `meta` element made for it.
    Meta,
    /// An element of the page that is marked as that date.
    Marked,
    /// When it was created, by whatever says so.
    Created,
    /// Linked data on the page or on something else that is on it.
    LinkedOther,
    /// A `meta` element for a date of any kind.
    AnyMeta,
    /// A `time` element near the headline.
    NearTime,
}

/// Reads the dates of a page whose headline is known from its metadata or not.
pub(super) fn of(page: &Readability, linked: &LinkedData, title: Option<&str>) -> PageDates {
    let mut walk = Walk { title, ..Walk::default() };
    walk.linked(linked);
    for node in page.doc.root().descendants_it() {
        if node.is_text() {
            walk.text(&node.text());
        } else if let Some(name) = node.node_name() {
            let element = Element {
                name: &name,
                attribute: &|name| node.attr(name).map(|value| value.to_string()),
                text: &|| node.text().to_string(),
            };
            walk.element(&element);
        }
    }
    walk.dates()
}

/// An element, as far as dates are concerned.
struct Element<'e> {
    name: &'e str,
    attribute: &'e dyn Fn(&str) -> Option<String>,
    text: &'e dyn Fn() -> String,
}

impl Element<'_> {
    fn has_class(&self, accept: impl Fn(&str) -> bool) -> bool {
        (self.attribute)("class").is_some_and(|classes| accept(&classes.to_ascii_lowercase()))
    }

    /// What it is marked as.
    fn marked(&self) -> Option<Meaning> {
        let names = ["itemprop", "property"].into_iter().filter_map(self.attribute);
        let named: Option<Meaning> =
            names.flat_map(|names| first_meaning(&names)).find(|named| *named != Meaning::Any);
        named.or_else(|| self.marked_by_class())
    }

    /// Microformats, and the habits of those who publish with common programs.
    fn marked_by_class(&self) -> Option<Meaning> {
        if !matches!(self.name, "time" | "abbr") {
            return None;
        }
        if self.name == "time" && (self.attribute)("pubdate").is_some() {
            return Some(Meaning::Published);
        }
        let published = ["publish", "pubdate", "pub-date", "post-date", "entry-date"];
        if self.has_class(|classes| published.iter().any(|class| classes.contains(class))) {
            return Some(Meaning::Published);
        }
        let updated = |classes: &str| classes.contains("updated") || classes.contains("modified");
        self.has_class(updated).then_some(Meaning::Updated)
    }

    /// The date in the attribute that is for it, or else in its text.
    fn date(&self) -> Option<Stamp> {
        let written = ["content", "datetime", "title"].into_iter().filter_map(self.attribute);
        written.filter_map(|value| date::from_metadata(&value)).next().or_else(|| {
            let text = (self.text)();
            let text = text.trim();
            date::from_metadata(text).or_else(|| match line_date(text)? {
                LineDate::Published(stamp) | LineDate::Updated(stamp) => Some(stamp),
            })
        })
    }
}

/// A date and where it stands: the number of texts before it.
#[derive(Debug, Clone, Copy)]
struct Placed<T> {
    at: usize,
    found: T,
}

/// What a walk through a page has come across.
#[derive(Default)]
struct Walk<'t> {
    title: Option<&'t str>,
    /// How many texts were seen.
    texts: usize,
    /// Whether the next text is no text of the page.
    is_code: bool,
    /// The text before, if it is short.
    before: String,
    /// Where the headline is: the element that repeats the title, or the first of its kind.
    headline: Option<usize>,
    first_headline: Option<usize>,
    claims: Vec<(Trust, Placed<Stamp>)>,
    updates: Vec<Stamp>,
    lines: Vec<Placed<Line>>,
}

/// A line with a date.
#[derive(Debug, Clone, Copy)]
struct Line {
    date: LineDate,
    is_labelled: Labelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Labelled {
    Yes,
    No,
}

/// How many texts around the headline a date may be away from it.
const AFTER_HEADLINE: usize = 15;
const BEFORE_HEADLINE: usize = 8;

impl Walk<'_> {
    fn linked(&mut self, linked: &LinkedData) {
        for (subject, value) in linked.dates("datePublished") {
            let trust = match subject {
                Subject::Article => Trust::LinkedArticle,
                Subject::Other => Trust::LinkedOther,
            };
            self.claim(trust, date::from_metadata(value));
        }
        for (_, value) in linked.dates("dateCreated") {
            self.claim(Trust::Created, date::from_metadata(value));
        }
        let modified = linked.dates("dateModified").into_iter();
        self.updates.extend(modified.filter_map(|(_, value)| date::from_metadata(value)));
    }

    fn claim(&mut self, trust: Trust, stamp: Option<Stamp>) {
        let at = self.texts;
        self.claims.extend(stamp.map(|found| (trust, Placed { at, found })));
    }

    fn element(&mut self, element: &Element<'_>) {
        self.is_code = matches!(element.name, "script" | "style" | "title" | "template");
        match element.name {
            "meta" => return self.meta(element),
            "h1" | "h2" => self.heading(element),
            _ => {}
        }
        let marked = element.marked();
        match marked {
            Some(Meaning::Published) => self.claim(Trust::Marked, element.date()),
            Some(Meaning::Created) => self.claim(Trust::Created, element.date()),
            Some(Meaning::Updated) => self.updates.extend(element.date()),
            Some(Meaning::Any) => {}
            None if element.name == "time" => {
                let written = (element.attribute)("datetime");
                self.claim(Trust::NearTime, written.and_then(|time| date::from_metadata(&time)));
            }
            None => {}
        }
    }

    fn meta(&mut self, element: &Element<'_>) {
        // Items stand in the page as other elements do; the rest is of the page as a whole.
        let names = ["property", "name", "http-equiv", "itemprop"];
        let meanings: Vec<(Meaning, Trust)> = names
            .into_iter()
            .filter_map(|kind| {
                let meaning = first_meaning(&(element.attribute)(kind)?)?;
                let trust = if kind == "itemprop" { Trust::Marked } else { Trust::Meta };
                Some((meaning, trust))
            })
            .collect();
        let Some(content) = (element.attribute)("content").filter(|_| !meanings.is_empty()) else {
            return;
        };
        let Some(stamp) = date::from_metadata(&content) else { return };
        for (meaning, trust) in meanings {
            match meaning {
                Meaning::Published => self.claim(trust, Some(stamp)),
                Meaning::Created => self.claim(Trust::Created, Some(stamp)),
                Meaning::Any => self.claim(Trust::AnyMeta, Some(stamp)),
                Meaning::Updated => self.updates.push(stamp),
            }
        }
    }

    fn heading(&mut self, element: &Element<'_>) {
        /// The fewest bytes that tell a headline from the name of a paper.
        const FEWEST: usize = 12;
        if element.name == "h1" {
            self.first_headline.get_or_insert(self.texts);
        }
        let Some(title) = self.title.filter(|_| self.headline.is_none()) else { return };
        let text = (element.text)();
        let text = text.trim();
        let is_long = text.len().min(title.len()) >= FEWEST;
        if is_long && (title.starts_with(text) || text.starts_with(title)) {
            self.headline = Some(self.texts);
        }
    }

    fn text(&mut self, text: &str) {
        /// The longest text that can be a date and what announces it, in bytes.
        const LONGEST: usize = 120;
        let text = text.trim_matches(|c: char| c.is_whitespace() || "-–—|·•/,".contains(c));
        if text.is_empty() || self.is_code {
            return;
        }
        self.texts += 1;
        if text.len() > LONGEST {
            self.before.clear();
            return;
        }
        if has_year(text) {
            self.dated_text(text);
        }
        self.before.clear();
        self.before.push_str(text);
    }

    fn dated_text(&mut self, text: &str) {
        let text = text.strip_prefix("on ").unwrap_or(text);
        let with_label = || labelled_line_date(&format!("{} {text}", self.before));
        let labelled = labelled_line_date(text).or_else(with_label);
        let line = match labelled {
            Some(date) => Some(Line { date, is_labelled: Labelled::Yes }),
            None => line_date(text).map(|date| Line { date, is_labelled: Labelled::No }),
        };
        let at = self.texts;
        self.lines.extend(line.map(|found| Placed { at, found }));
    }

    fn dates(self) -> PageDates {
        let headline = self.headline.or(self.first_headline);
        let published = self.published(headline);
        // A page of a known date that shows a later one shows that of its last change.
        let is_later = |line: &Line, stamp: Stamp| {
            let known = published.map(|published| published.date.last());
            line.is_labelled == Labelled::No
                && known.is_some_and(|known| stamp.date.first() > known)
                && !published.is_some_and(|published| published.may_be(stamp.date.first()))
        };
        let is_update = |line: &Line| match line.date {
            LineDate::Updated(_) => true,
            LineDate::Published(stamp) => is_later(line, stamp),
        };
        let line = |accept: &dyn Fn(&Line) -> bool| {
            let lines = self.lines.iter().filter(|line| accept(&line.found));
            best_placed(lines.map(|line| (line.at, line.found)), headline, |line| line.is_labelled)
        };
        let stamp = |line: Line| match line.date {
            LineDate::Published(stamp) | LineDate::Updated(stamp) => stamp,
        };
        PageDates {
            published,
            updated: self.updates.first().copied().or_else(|| line(&is_update).map(stamp)),
            printed: line(&|line| !is_update(line)).map(stamp),
        }
    }

    /// The date of the most trusted claim; of the same moment in UTC and in local time, the
    /// local one.
    fn published(&self, headline: Option<usize>) -> Option<Stamp> {
        let trust = self.usable(headline).map(|(trust, _)| trust).min()?;
        let of_trust = self.usable(headline).filter(|claim| claim.0 == trust);
        let mut placed = of_trust.map(|(_, placed)| (placed.at, placed.found));
        let best = match trust {
            // Elements of the page may be of other articles too: those before the headline.
            Trust::Marked | Trust::NearTime => best_placed(placed, headline, |_| Labelled::Yes),
            _ => placed.next().map(|(_, stamp)| stamp),
        }?;
        let local = self.usable(headline).map(|(_, placed)| placed.found).find(|other| {
            matches!(other.date, dateline_model::PartialDate::Day(day)
                if other.utc_hour.is_none() && other.readings.is_none() && best.may_be(day))
        });
        Some(local.unwrap_or(best))
    }

    fn usable(&self, headline: Option<usize>) -> impl Iterator<Item = (Trust, Placed<Stamp>)> {
        self.claims.iter().copied().filter(move |(trust, placed)| {
            *trust != Trust::NearTime
                || headline.is_none_or(|headline| is_near(placed.at, headline))
        })
    }
}

/// The first of these after the headline, or else the first; what nothing announces only
/// near the headline.
fn best_placed<T: Copy>(
    placed: impl Iterator<Item = (usize, T)>,
    headline: Option<usize>,
    labelled: impl Fn(T) -> Labelled,
) -> Option<T> {
    let usable = placed.filter(|&(at, found)| {
        labelled(found) == Labelled::Yes || headline.is_some_and(|headline| is_near(at, headline))
    });
    let usable: Vec<(usize, T)> = usable.collect();
    let after = usable.iter().find(|(at, _)| headline.is_some_and(|headline| *at > headline));
    after.or(usable.first()).map(|(_, found)| *found)
}

fn is_near(at: usize, headline: usize) -> bool {
    (headline.saturating_sub(BEFORE_HEADLINE)..=headline + AFTER_HEADLINE).contains(&at)
}

/// Whether a text has four digits in a row, which every full date has.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|window| window.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(head: &str, body: &str) -> PageDates {
        let page = format!("<html><head>{head}</head><body>{body}</body></html>");
        let page = Readability::from(page);
        of(&page, &LinkedData::of(&page), Some("Border reopens"))
    }

    fn shown(stamp: Option<Stamp>) -> String {
        stamp.map_or_else(|| "-".to_owned(), |stamp| stamp.date.to_string())
    }

    #[test]
    fn dates_of_heads() {
        let meta = |name: &str, date: &str| format!("<meta name='{name}' content='{date}'>");
        let ld = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
        let at = "2021-09-25";
        for (head, expected) in [
            ("<meta property='article:published_time' content='2021-09-25T10:00Z'>".into(), at),
            (
                "<meta property='og:title dc:title article:published_time' content='2021-09-25'>"
                    .into(),
                at,
            ),
            ("<meta itemprop=datePublished content='2021-09-25'>".into(), at),
            ("<meta http-equiv=date content='Sat, 25 Sep 2021 10:00:00 GMT'>".into(), at),
            (
                meta("article:published_time", at)
                    + "<meta itemprop=datePublished content='2021-09-28'>",
                at,
            ),
            (meta("OG:article:published_time", at), at),
            (meta("DC.date.issued", at), at),
            (meta("dcterms.issued", at), at),
            (meta("dcterms:created", at), at),
            (meta("sailthru.date", at), at),
            (meta("parsely-pub-date", at), at),
            (meta("pubdate", "20210925"), at),
            (meta("citation_publication_date", "2021/09/25"), at),
            (meta("date", "25 September 2021"), at),
            (meta("date", "{{date}}") + &meta("dc.date", "2021"), "2021"),
            (meta("date", ""), "-"),
            (meta("viewport", at), "-"),
            (meta("article:published_time", "0001-01-01T00:00:00") + &meta("date", at), at),
            // What was published goes before what was created, that before any date, and
            // what was changed is none of them.
            (
                meta("date", "2021-09-27") + &meta("created", "2021-09-26") + &meta("pubdate", at),
                at,
            ),
            (meta("date", "2021-09-27") + &meta("created", at), at),
            (meta("article:modified_time", at), "-"),
            (
                ld(r#"{"@type":"NewsArticle","datePublished":"2021-09-25"}"#)
                    + &meta("pubdate", "2021-09-27"),
                at,
            ),
            (ld(r#"{"@type":"WebPage","datePublished":"2021-09-27"}"#) + &meta("pubdate", at), at),
            (
                ld(r#"{"@type":"WebPage","datePublished":"2021-09-25"}"#)
                    + &meta("date", "2021-09-27"),
                at,
            ),
            (
                ld(r#"{"@type":"Article","dateCreated":"2021-09-25","dateModified":"2021-09-27"}"#),
                at,
            ),
            (ld(r#"{"@type":"Article","dateModified":"2021-09-27"}"#), "-"),
            (ld(r#"{"@type":"Article","datePublished":"2021-09-25",,}"#), at),
            // Of one moment in two zones, the local one.
            (
                ld(r#"{"@type":"Article","datePublished":"2021-09-26T02:30:00Z"}"#)
                    + &meta("article:published_time", "2021-09-25T19:30:00-07:00"),
                at,
            ),
        ] {
            assert_eq!(shown(dates(&head, "").published), expected, "{head}");
        }
    }

    #[test]
    fn dates_of_elements() {
        let at = "2021-09-25";
        for (body, expected) in [
            ("<time itemprop=datePublished datetime='2021-09-25T10:00'>today</time>", at),
            ("<time pubdate datetime=2021-09-25>today</time>", at),
            ("<time class='entry-date published updated' datetime=2021-09-25></time>", at),
            ("<abbr class=published title='2021-09-25T00:55:00-07:00'>May</abbr>", at),
            ("<span itemprop=datePublished>Fri 6:45 PM, Sep 25, 2021</span>", at),
            ("<span property='schema:datePublished' content=2021-09-25>x</span>", at),
            ("<h1>Border reopens</h1><time datetime=2021-09-25>today</time>", at),
            (
                "<time datetime=2021-09-27>x</time><h1>Border reopens</h1><time datetime=2021-09-25>",
                at,
            ),
            (
                "<h1>Oxus Wire</h1><time itemprop=datePublished datetime=2021-09-27></time>\
                 <h2>Border reopens</h2><time itemprop=datePublished datetime=2021-09-25></time>",
                at,
            ),
            ("<time class=updated datetime=2021-09-27></time>", "-"),
            ("<h1>Border reopens</h1><time>yesterday</time>", "-"),
        ] {
            assert_eq!(shown(dates("", body).published), expected, "{body}");
        }
        let far = format!("<h1>Border reopens</h1>{}<time datetime={at}>", "<p>x</p>".repeat(40));
        assert_eq!(shown(dates("", &far).published), "-");
    }

    #[test]
    fn a_later_date_that_is_shown_is_an_update() {
        let head = "<meta property='article:published_time' content='2021-09-25T22:00:00Z'>";
        for (body, printed, updated) in [
            ("<h1>Border reopens</h1><p>27 September 2021</p>", "-", "2021-09-27"),
            ("<h1>Border reopens</h1><p>26 September 2021</p>", "2021-09-26", "-"),
            ("<h1>Border reopens</h1><p>Published: 27 September 2021</p>", "2021-09-27", "-"),
            ("<h1>Border reopens</h1><p>4 March 2019</p>", "2019-03-04", "-"),
        ] {
            let found = dates(head, body);
            let seen = (shown(found.printed), shown(found.updated));
            assert_eq!(seen, (printed.into(), updated.into()), "{body}");
        }
    }

    #[test]
    fn dates_that_readers_see() {
        for (body, printed, updated) in [
            ("<h1>Border reopens</h1><p>25 September 2021</p>", "2021-09-25", "-"),
            (
                "<h1>Border reopens</h1><p>posted on  April 21, 2015, at 11:29 a.m.</p>",
                "2015-04-21",
                "-",
            ),
            ("<h1>Border reopens</h1>By <a>Jane Doe</a> on September 25, 2021", "2021-09-25", "-"),
            ("<h1>Border reopens</h1><em>Last Updated:</em> January 7, 2025", "-", "2025-01-07"),
            ("<p>First Published on Nov 20, 2019 01:38 pm</p>", "2019-11-20", "-"),
            ("<p>25 September 2021</p>", "-", "-"),
            ("<h1>Border reopens</h1><script>25 September 2021</script>", "-", "-"),
            ("<h1>Border reopens</h1><p>It was closed on 25 September 2021.</p>", "-", "-"),
        ] {
            let found = dates("", body);
            assert_eq!(
                (shown(found.printed), shown(found.updated)),
                (printed.into(), updated.into()),
                "{body}"
            );
        }
    }
}
