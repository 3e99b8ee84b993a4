//! When an article appeared: what each source of it says, weighed against the others.

use std::path::Path;

use dateline_model::{CrossCheck, DateClaim, Day, PartialDate, Published, PublishedSource};

use crate::date::{self, Stamp, Written};
use crate::draft::Draft;
use crate::header::Header;
use crate::language;

/// What may date an article that says nothing of when it appeared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DateFrom {
    /// Nothing: it stays without a date.
    #[default]
    Article,
    /// When its file was last changed, as a day in UTC. That is often the day of a download
    /// or a copy.
    Mtime,
}

/// What the publication date of an article can be read from.
pub(crate) struct Evidence<'e> {
    pub(crate) draft: &'e Draft<'e>,
    pub(crate) header: &'e Header<'e>,
    pub(crate) url: Option<&'e str>,
    pub(crate) path: &'e Path,
    /// The path within the root.
    pub(crate) id_path: &'e str,
    /// When the file was last changed, in nanoseconds since 1970.
    pub(crate) modified: i64,
}

impl Evidence<'_> {
    /// When the article appeared: what the most trusted source says, to the day where a
    /// less trusted one knows the day of that month or year; and whether the others agree.
    pub(crate) fn published(&self, date_from: DateFrom) -> Option<Published> {
        let claims = self.claims();
        let Some(first) = claims.first() else {
            let day = self.modified_day().filter(|_| date_from == DateFrom::Mtime)?;
            return Some(Published::alone(day, PublishedSource::Mtime));
        };
        let chosen = claims[1..].iter().find(|claim| claim.refines(first)).unwrap_or(first);
        let (date, source) = (chosen.stamp.date, chosen.source);
        let others = claims.iter().filter(|claim| claim.source != source).map(Claim::plain);
        let yearless = self.yearless_dateline(chosen);
        let check = cross_check(chosen.plain(), others.chain(yearless));
        Some(Published { date, source, check })
    }

    /// What the sources say, the most trusted first. A date without a year is no claim:
    /// which year it was can only be told from another date.
    fn claims(&self) -> Vec<Claim> {
        let Self { draft, header, url, path, id_path, .. } = self;
        // The folders above the root say what the archive is, if anything.
        let by_path =
            || date::in_file_path(Path::new(id_path)).or_else(|| date::in_file_path(path));
        let dateline = || Stamp::of_written(header.dateline?.date?, "");
        let found = [
            (draft.published, PublishedSource::Metadata),
            (url.and_then(date::in_url).map(Stamp::local), PublishedSource::Url),
            (dateline(), PublishedSource::Dateline),
            (header.date.or(draft.printed), PublishedSource::Text),
            (draft.updated.or(header.updated), PublishedSource::Updated),
            (by_path().map(Stamp::local), PublishedSource::Path),
        ];
        let language = draft.language.as_deref().or(header.language);
        let claim = |(stamp, source): (Option<Stamp>, _)| {
            Some(Claim { stamp: in_order_of(stamp?, language), source })
        };
        found.into_iter().filter_map(claim).collect()
    }

    /// A dateline without a year, as a claim that can only speak for or against another:
    /// its day that is nearest to that one's.
    fn yearless_dateline(&self, chosen: &Claim) -> Option<DateClaim> {
        let PartialDate::Day(_) = chosen.stamp.date else { return None };
        let Written::WithoutYear { month, day } = self.header.dateline?.date? else { return None };
        let date = nearest(chosen.stamp.date, month, day)?;
        Some(DateClaim { date, source: PublishedSource::Dateline })
    }

    fn modified_day(&self) -> Option<PartialDate> {
        (self.modified != 0)
            .then(|| date::from_epoch(self.modified / 1_000_000_000))?
            .map(|stamp| stamp.date)
    }
}

/// What one source says.
struct Claim {
    stamp: Stamp,
    source: PublishedSource,
}

impl Claim {
    fn plain(&self) -> DateClaim {
        DateClaim { date: self.stamp.date, source: self.source }
    }

    /// Whether this is a day and the other, more trusted, the month or year it lies in, or
    /// the same time as the clocks of Greenwich had it; or the day of a file that was kept
    /// before the article was last changed.
    fn refines(&self, other: &Self) -> bool {
        let PartialDate::Day(day) = self.stamp.date else { return false };
        if let Some(readings) = other.stamp.readings {
            return readings.contains(&day);
        }
        let is_coarse = !matches!(other.stamp.date, PartialDate::Day(_));
        let is_printed = matches!(self.source, PublishedSource::Url | PublishedSource::Text);
        let is_before_update = (self.source, other.source)
            == (PublishedSource::Path, PublishedSource::Updated)
            && self.stamp.date.last() < other.stamp.date.first();
        is_before_update
            || (is_coarse && other.stamp.date.range().contains(self.stamp.date.range()))
            || (is_printed && other.stamp.may_be(day))
    }
}

/// The stamp with its numbers read in the order of a language, where that is known to
/// write the day first.
fn in_order_of(stamp: Stamp, language: Option<&str>) -> Stamp {
    match (stamp.readings, language) {
        (Some([day_first, _]), Some(language)) if language::writes_day_first(language) => {
            Stamp::local(PartialDate::Day(day_first))
        }
        _ => stamp,
    }
}

/// What the first of the other claims that says anything says of the chosen one.
fn cross_check(chosen: DateClaim, others: impl Iterator<Item = DateClaim>) -> CrossCheck {
    others
        .filter_map(|other| match verdict(chosen, other) {
            Verdict::Agrees => Some(CrossCheck::Agrees(other)),
            Verdict::Differs => Some(CrossCheck::Differs(other)),
            Verdict::Silent => None,
        })
        .next()
        .unwrap_or(CrossCheck::Alone)
}

/// What one claim says of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Agrees,
    Differs,
    Silent,
}

/// Days by which two sources of one date differ: time zones, and the morning's edition of
/// an evening's story.
const NEAR: i32 = 1;
/// Days for which a dispatch may lie before it is printed.
const DISPATCH: i32 = 7;
/// Days for which a feature may.
const FEATURE: i32 = 60;

/// Whether a less trusted claim can be true together with the chosen one.
///
/// A dateline says when a story was written, some days before it appears. An update comes
/// after it, and so may the folder or name of a file, which can be of the day on which it
/// was collected; but no article is stored before it has appeared. A year is too little to
/// agree with.
fn verdict(chosen: DateClaim, other: DateClaim) -> Verdict {
    use PublishedSource as Source;
    let days = days_after(chosen.date, other.date);
    let is_near = days.abs() <= NEAR;
    match (chosen.source, other.source) {
        _ if days == 0 && [chosen.date, other.date].into_iter().any(is_year) => Verdict::Silent,
        (_, Source::Dateline) if (-DISPATCH..=NEAR).contains(&days) => Verdict::Agrees,
        (_, Source::Dateline) if (-FEATURE..0).contains(&days) => Verdict::Silent,
        (Source::Dateline, _) if (-NEAR..=DISPATCH).contains(&days) => Verdict::Agrees,
        _ if is_near => Verdict::Agrees,
        (_, Source::Updated | Source::Path) if days > 0 => Verdict::Silent,
        (Source::Updated, Source::Path) => Verdict::Silent,
        _ => Verdict::Differs,
    }
}

fn is_year(date: PartialDate) -> bool {
    matches!(date, PartialDate::Year(_))
}

/// The days from one date to another, negative when the other is earlier, 0 when they can
/// be the same day.
fn days_after(date: PartialDate, other: PartialDate) -> i32 {
    let days = |from: Day, to: Day| (to - from).get_days();
    if other.first() > date.last() {
        days(date.last(), other.first())
    } else if other.last() < date.first() {
        days(date.first(), other.last())
    } else {
        0
    }
}

/// The day of this month that is nearest to a date, in its year or one of those beside.
pub(crate) fn nearest(date: PartialDate, month: i8, day: i8) -> Option<PartialDate> {
    let anchor = match date {
        // Nothing says which end of the year is nearer.
        PartialDate::Year(year) => return PartialDate::day(year, month, day).ok(),
        PartialDate::Month(year, anchor_month) => Day::new(year, anchor_month, 15).ok()?,
        PartialDate::Day(anchor) => anchor,
    };
    (anchor.year() - 1..=anchor.year() + 1)
        .filter_map(|year| Day::new(year, month, day).ok())
        .min_by_key(|candidate| (*candidate - anchor).get_days().unsigned_abs())
        .and_then(|day| PartialDate::day(day.year(), day.month(), day.day()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::{self, KnownTitle};

    /// What an article with these sources is dated, and why: `date source reliability`, and
    /// what another source says.
    struct Case {
        metadata: &'static str,
        updated: &'static str,
        url: &'static str,
        text: &'static str,
        path: &'static str,
        language: &'static str,
    }

    const NOTHING: Case =
        Case { metadata: "", updated: "", url: "", text: "", path: "/a/x.txt", language: "" };

    fn shown(case: &Case, date_from: DateFrom) -> String {
        let draft = Draft {
            published: date::from_metadata(case.metadata),
            updated: date::from_metadata(case.updated),
            language: Some(case.language.into()).filter(|_| !case.language.is_empty()),
            ..Draft::default()
        };
        let header = header::read(case.text, KnownTitle::Known("Border reopens"));
        let evidence = Evidence {
            draft: &draft,
            header: &header,
            url: Some(case.url).filter(|url| !url.is_empty()),
            path: Path::new(case.path),
            id_path: "",
            modified: 1_632_700_000_000_000_000,
        };
        let Some(found) = evidence.published(date_from) else { return "-".to_owned() };
        let check = match found.check {
            CrossCheck::Alone => String::new(),
            CrossCheck::Agrees(DateClaim { source, .. }) => format!(", as {}", source.as_str()),
            CrossCheck::Differs(DateClaim { date, source }) => {
                format!(", but {} {date}", source.as_str())
            }
        };
        let (source, reliability) = (found.source.as_str(), found.reliability().as_str());
        format!("{} {source} {reliability}{check}", found.date)
    }

    const URL: &str = "https://oxus.example/2021/09/25/border";
    const DATELINE: &str = "TERMEZ, 25 September 2021 (Oxus Wire) - Lorries crossed.";

    #[test]
    fn sources_in_the_order_of_trust() {
        let metadata = "2021-09-25";
        let path = "/archive/2021-09-25-border.txt";
        let line = "Published: 25 September 2021\n\nLorries crossed.";
        let update = "Updated 25 September 2021\n\nLorries crossed.";
        for (case, expected) in [
            (Case { metadata, url: URL, ..NOTHING }, "2021-09-25 metadata high, as url"),
            (Case { metadata, ..NOTHING }, "2021-09-25 metadata high"),
            (Case { url: URL, text: DATELINE, ..NOTHING }, "2021-09-25 url high, as dateline"),
            (Case { url: URL, ..NOTHING }, "2021-09-25 url high"),
            (Case { text: DATELINE, path, ..NOTHING }, "2021-09-25 dateline high, as path"),
            (Case { text: DATELINE, ..NOTHING }, "2021-09-25 dateline medium"),
            (Case { text: line, path, ..NOTHING }, "2021-09-25 text high, as path"),
            (Case { text: line, ..NOTHING }, "2021-09-25 text medium"),
            (Case { text: update, path, ..NOTHING }, "2021-09-25 updated medium, as path"),
            (Case { text: update, ..NOTHING }, "2021-09-25 updated low"),
            (Case { updated: metadata, ..NOTHING }, "2021-09-25 updated low"),
            (Case { path, ..NOTHING }, "2021-09-25 path medium"),
            (NOTHING, "-"),
        ] {
            assert_eq!(shown(&case, DateFrom::Article), expected);
            let by_file = if expected == "-" { "2021-09-26 mtime low" } else { expected };
            assert_eq!(shown(&case, DateFrom::Mtime), by_file);
        }
    }

    #[test]
    fn sources_that_disagree() {
        let metadata = "2021-09-25";
        let url = "https://oxus.example/2019/03/04/border";
        for (case, expected) in [
            (Case { metadata, url, ..NOTHING }, "2021-09-25 metadata medium, but url 2019-03-04"),
            (
                Case { metadata: "2021-09-26", url: URL, ..NOTHING },
                "2021-09-26 metadata high, as url",
            ),
            // A story is written before it appears, and years before when it is reprinted.
            (
                Case { metadata: "2021-09-29", text: DATELINE, ..NOTHING },
                "2021-09-29 metadata high, as dateline",
            ),
            (
                Case { metadata: "2021-10-25", text: DATELINE, ..NOTHING },
                "2021-10-25 metadata high",
            ),
            (
                Case { metadata: "2023-10-25", text: DATELINE, ..NOTHING },
                "2023-10-25 metadata medium, but dateline 2021-09-25",
            ),
            (
                Case { metadata: "2021-09-20", text: DATELINE, ..NOTHING },
                "2021-09-20 metadata medium, but dateline 2021-09-25",
            ),
            // It is changed, and collected, after it has appeared.
            (Case { metadata, updated: "2022-01-05", ..NOTHING }, "2021-09-25 metadata high"),
            (
                Case { updated: "2022-01-05", path: "/2021/09/25/x.txt", ..NOTHING },
                "2021-09-25 path medium",
            ),
            (
                Case { updated: "2022-01-05", path: "/crawl/2022-02-05/x.html", ..NOTHING },
                "2022-01-05 updated low",
            ),
            (
                Case { metadata, path: "/crawl/2022-01-05/x.html", ..NOTHING },
                "2021-09-25 metadata high",
            ),
            (
                Case { metadata, path: "/crawl/2020-01-05/x.html", ..NOTHING },
                "2021-09-25 metadata medium, but path 2020-01-05",
            ),
            (
                Case { text: DATELINE, path: "/2021/03/04/x.txt", ..NOTHING },
                "2021-09-25 dateline low, but path 2021-03-04",
            ),
            // A dateline without a year speaks for a day or against it.
            (
                Case { path: "/1987/03/04/x.txt", text: "TERMEZ, March 3 - Lorries.", ..NOTHING },
                "1987-03-04 path high, as dateline",
            ),
            (
                Case { path: "/1987/03/04/x.txt", text: "TERMEZ, March 30 - Lorries.", ..NOTHING },
                "1987-03-04 path low, but dateline 1987-03-30",
            ),
        ] {
            assert_eq!(shown(&case, DateFrom::Article), expected);
        }
    }

    #[test]
    fn a_less_trusted_source_may_know_the_day() {
        for (case, expected) in [
            (Case { metadata: "2021", url: URL, ..NOTHING }, "2021-09-25 url high"),
            (Case { metadata: "2021-09", url: URL, ..NOTHING }, "2021-09-25 url high, as metadata"),
            (
                Case { metadata: "2020", url: URL, ..NOTHING },
                "2020 metadata medium, but url 2021-09-25",
            ),
            // The evening in Los Angeles is the next day in UTC.
            (
                Case { metadata: "2021-09-26T02:30:00Z", url: URL, ..NOTHING },
                "2021-09-25 url high, as metadata",
            ),
            (
                Case { metadata: "2021-09-26T02:30:00+02:00", url: URL, ..NOTHING },
                "2021-09-26 metadata high, as url",
            ),
            (
                Case { metadata: "2021-09-26T10:30:00Z", url: URL, ..NOTHING },
                "2021-09-26 metadata high, as url",
            ),
        ] {
            assert_eq!(shown(&case, DateFrom::Article), expected);
        }
    }

    #[test]
    fn numbers_in_either_order() {
        let metadata = "05/09/2021";
        for (case, expected) in [
            (Case { metadata, ..NOTHING }, "2021 metadata medium"),
            (Case { metadata, language: "en-US", ..NOTHING }, "2021 metadata medium"),
            (Case { metadata, language: "en-GB", ..NOTHING }, "2021-09-05 metadata high"),
            (Case { metadata, language: "de", ..NOTHING }, "2021-09-05 metadata high"),
            (Case { metadata, path: "/2021-05-09.txt", ..NOTHING }, "2021-05-09 path medium"),
            (Case { metadata, path: "/2021-05-10.txt", ..NOTHING }, "2021 metadata medium"),
        ] {
            assert_eq!(shown(&case, DateFrom::Article), expected);
        }
    }

    #[test]
    fn a_date_without_a_year_goes_to_the_nearest() {
        for (anchor, month, day, expected) in [
            ("1987-03-24", 3, 23, "1987-03-23"),
            ("2021-01-02", 12, 31, "2020-12-31"),
            ("2020-12-31", 1, 1, "2021-01-01"),
            ("2021-01", 12, 31, "2020-12-31"),
            ("2021", 12, 31, "2021-12-31"),
            ("2019-03-01", 2, 29, "2020-02-29"),
        ] {
            let found = nearest(anchor.parse().unwrap(), month, day).unwrap();
            assert_eq!(found.to_string(), expected, "{anchor}");
        }
    }
}
