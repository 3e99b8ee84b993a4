//! A citation in Markdown: the words as a quotation, then where they are from.

use std::io::Write;

use dateline_query::Citation;

use super::{place_in_article, place_in_source, source, title};
use crate::citation::Locator;
use crate::output::published::in_full;
use crate::output::safe;

pub(super) fn write(out: &mut impl Write, citation: &Citation) -> anyhow::Result<()> {
    if let Some(quote) = &citation.quote {
        let words = quote.text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "> {}\n", escaped(&safe::line(&words)))?;
    }
    let title = escaped(&title(citation));
    let title = match citation.url.as_deref().map(link) {
        Some(url) => format!("[{title}](<{url}>)"),
        None => format!("“{title}”"),
    };
    let outlet = citation.outlet.as_deref();
    let about = [
        Some(title),
        outlet.map(|outlet| format!("*{}*", escaped(&safe::line(outlet)))),
        citation.byline.as_deref().map(|byline| escaped(&safe::line(byline))),
        citation.published.map(|published| escaped(&in_full(published))),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    writeln!(out, "{}.\n", about.join(", "))?;
    let place = [
        Some(format!("Source: {}", escaped(&safe::line(&source(citation))))),
        place_in_source(citation),
        Some(format!("id {}", escaped(&safe::line(&citation.id)))),
        place_in_article(citation),
    ];
    let place: Vec<String> = place.into_iter().flatten().collect();
    writeln!(out, "{}.\n", place.join(", "))?;
    writeln!(out, "`{}`", Locator::of(citation))?;
    Ok(())
}

/// The text with a backslash before what would be markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    // A line must not begin a list or a heading.
    match escaped.starts_with(['#', '+', '-']) {
        true => format!("\\{escaped}"),
        false => escaped,
    }
}

/// A URL that nothing in it ends.
fn link(url: &str) -> String {
    safe::line(url).replace(['<', '>', '\\', ' '], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(escaped("*a* [b](c) _d_"), "\\*a\\* \\[b\\](c) \\_d\\_");
        assert_eq!(escaped("# a"), "\\# a");
    }
}
