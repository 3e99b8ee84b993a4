//! A citation as an entry for BibTeX and BibLaTeX.

use std::io::Write;

use dateline_model::PartialDate;
use dateline_query::Citation;

use super::key::key;
use super::{place_in_source, quoted, source};
use crate::citation::{Locator, escape_tex};
use crate::output::safe;

/// The macros that BibTeX has for months.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(super) fn write(out: &mut impl Write, citation: &Citation) -> anyhow::Result<()> {
    let kind = if citation.outlet.is_some() { "article" } else { "misc" };
    writeln!(out, "@{kind}{{{},", key(citation))?;
    // Braces in braces keep capitals, and a name from being cut into parts.
    let whole = |text: &str| format!("{{{}}}", escaped(text));
    let title = (!citation.title.is_empty()).then(|| whole(&citation.title));
    field(out, "author", citation.byline.as_deref().map(whole))?;
    field(out, "title", title)?;
    field(out, "journal", citation.outlet.as_deref().map(escaped))?;
    if let Some(published) = citation.published {
        let date = published.date;
        field(out, "year", Some(date.first().year().to_string()))?;
        let month = match date {
            PartialDate::Year(_) => None,
            PartialDate::Month(_, month) => Some(month),
            PartialDate::Day(day) => Some(day.month()),
        };
        let month = month.and_then(|month| MONTHS.get(usize::try_from(month - 1).ok()?));
        if let Some(month) = month {
            writeln!(out, "  month = {month},")?;
        }
        if let PartialDate::Day(day) = date {
            field(out, "day", Some(day.day().to_string()))?;
        }
    }
    field(out, "url", citation.url.as_deref().map(address))?;
    field(out, "language", citation.language.as_deref().map(escaped))?;
    let note = [
        quoted(citation).map(|words| escaped(&words)),
        Some(escaped(&source(citation))),
        place_in_source(citation).map(|place| escaped(&place)),
        Some(escape_tex(&Locator::of(citation).to_string()).into_owned()),
    ];
    // Styles print `note`, not what is for the reader of the file.
    let note: Vec<String> = note.into_iter().flatten().collect();
    writeln!(out, "  annote = {{{}}}", note.join("; "))?;
    writeln!(out, "}}")?;
    Ok(())
}

fn field(out: &mut impl Write, name: &str, value: Option<String>) -> std::io::Result<()> {
    match value {
        Some(value) => writeln!(out, "  {name} = {{{value}}},"),
        None => Ok(()),
    }
}

fn escaped(text: &str) -> String {
    escape_tex(&safe::line(text)).into_owned()
}

/// A URL, which BibLaTeX takes as it is: without what BibTeX would count or LaTeX act on.
fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for character in safe::line(url).chars() {
        match character {
            '{' => address.push_str("%7B"),
            '}' => address.push_str("%7D"),
            '\\' => address.push_str("%5C"),
            ' ' => address.push_str("%20"),
            other => address.push(other),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_no_braces() {
        assert_eq!(address("https://a.example/{x}_y%20"), "https://a.example/%7Bx%7D_y%20");
    }
}
