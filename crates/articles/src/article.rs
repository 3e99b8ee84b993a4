//! The last step: what a format found, the header and the cleaned text made into an article.

use std::borrow::Cow;

use dateline_model::{Article, ArticleId, ContentHash, Dateline, OffsetMap, Published, SourceKey};

use crate::about::About;
use crate::date::Written;
use crate::draft::Draft;
use crate::header::{self, FoundDateline, Header, KnownTitle};
use crate::published::{DateFrom, Evidence, nearest};
use crate::{Refusal, RefusalCode, SourceFile, clean, outlet};

/// Where a record was read.
pub(crate) struct Origin<'a> {
    pub(crate) source: &'a SourceFile,
    /// The path of the entry, in an archive.
    pub(crate) entry: Option<&'a str>,
    pub(crate) about: &'a About,
    pub(crate) record: Option<u64>,
    pub(crate) content_hash: ContentHash,
}

/// Makes the article, and says which pieces of the draft's text are its text.
///
/// # Errors
///
/// Neither a title nor a text.
pub(crate) fn assemble(
    draft: &Draft<'_>,
    origin: &Origin<'_>,
    date_from: DateFrom,
) -> Result<(Article, OffsetMap), Refusal> {
    let given_title = draft.title.as_deref().and_then(one_line);
    let known = given_title.as_deref().map_or(KnownTitle::Unknown, KnownTitle::Known);
    let header = header::read(&draft.body.text, known);
    let cleaned = clean::clean(&draft.body.text, header.text_start);

    let url = draft.url.as_deref().or(header.url).and_then(address);
    let url = url.or_else(|| origin.about.url.as_deref().and_then(address));
    let SourceFile { path, modified, .. } = origin.source;
    let id_path = &*origin.id_path();
    let modified = origin.about.modified.unwrap_or(*modified);
    let evidence = Evidence { draft, header: &header, url, path, id_path, modified };
    let published = evidence.published(date_from);
    let title = given_title
        .as_deref()
        .map(str::to_owned)
        .or_else(|| header.title.as_deref().and_then(one_line).map(Cow::into_owned))
        .unwrap_or_else(|| first_words(&cleaned.text));
    if title.is_empty() && cleaned.text.is_empty() {
        return Err(Refusal::new(RefusalCode::NoText, ""));
    }
    let about = origin.about;
    let article = Article {
        id: id(draft, url, origin),
        source: SourceKey {
            path: origin.source.path.clone(),
            entry: origin.entry.map(str::to_owned),
            record: origin.record,
        },
        content_hash: origin.content_hash,
        outlet: found_outlet(draft, &header, url, about),
        url: url.map(str::to_owned),
        title,
        byline: byline(draft, &header),
        dateline: match header.dateline {
            Some(found) => Some(dateline(&found, published)),
            None => line_of(draft.place.as_deref())
                .map(|place| Dateline { place: Some(place), ..Dateline::default() }),
        },
        published,
        language: line_of(
            draft.language.as_deref().or(header.language).or(about.language.as_deref()),
        ),
        offsets: cleaned.offsets.then(&draft.body.offsets),
        text: cleaned.text,
    };
    Ok((article, cleaned.offsets))
}

impl Origin<'_> {
    /// The path within the root, down into the archive.
    fn id_path(&self) -> Cow<'_, str> {
        match self.entry {
            None => Cow::Borrowed(&self.source.id_path),
            Some(entry) => Cow::Owned(format!("{}/{entry}", self.source.id_path)),
        }
    }
}

/// The id that the record brings; of a record among others its URL, of which a file has
/// less need: its path already names it.
fn id(draft: &Draft<'_>, url: Option<&str>, origin: &Origin<'_>) -> ArticleId {
    let url = url.filter(|_| origin.record.is_some());
    let own = draft.id.as_deref().into_iter().chain(url);
    own.filter_map(|text| ArticleId::new(text).ok())
        .next()
        .unwrap_or_else(|| ArticleId::from_path(&origin.id_path(), origin.record))
}

fn found_outlet(
    draft: &Draft<'_>,
    header: &Header<'_>,
    url: Option<&str>,
    about: &About,
) -> Option<String> {
    let named = line_of(draft.outlet.as_deref().or(header.outlet).or(about.outlet.as_deref()));
    named
        .map(|name| outlet::named(&name).to_owned())
        .or_else(|| outlet::host(url?).map(str::to_lowercase))
}

fn byline(draft: &Draft<'_>, header: &Header<'_>) -> Option<String> {
    let given = draft.byline.as_deref().map(header::byline::named);
    line_of(given.filter(|byline| !byline.is_empty()).or(header.byline))
}

/// The dateline as the article keeps it: a date without a year takes the one that brings
/// it nearest to the publication.
fn dateline(found: &FoundDateline<'_>, published: Option<Published>) -> Dateline {
    let date = match found.date {
        Some(Written::WithoutYear { month, day }) => {
            published.and_then(|published| nearest(published.date, month, day))
        }
        Some(written) => written.complete(),
        None => None,
    };
    Dateline { place: line_of(found.place), date, agency: line_of(found.agency) }
}

/// A URL, if the text could be one.
fn address(text: &str) -> Option<&str> {
    let text = text.trim();
    let scheme = text.split_once("://")?.0;
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    let known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    (plain && known).then_some(text)
}

/// A text on one line, or nothing when none is left.
fn line_of(text: Option<&str>) -> Option<String> {
    text.and_then(one_line).map(Cow::into_owned)
}

/// The text with runs of white space and control characters as one space each; nothing
/// when no other character is left.
fn one_line(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let plain = !text.contains("  ") && !text.contains(|c: char| blank(c) && c != ' ');
    let line = if plain {
        Cow::Borrowed(text)
    } else {
        let words = text.split(blank).filter(|word| !word.is_empty());
        Cow::Owned(words.collect::<Vec<_>>().join(" "))
    };
    (!line.is_empty()).then_some(line)
}

/// The beginning of a text that has no headline: its first sentence, or as many words as
/// fit a line, without the dateline.
fn first_words(text: &str) -> String {
    /// Characters of the longest such title.
    const LONGEST: usize = 90;
    /// Bytes in which the sentence is looked for.
    const WINDOW: usize = 600;
    let after = header::dateline_length(text);
    let mut end = text.len().min(after + WINDOW);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let Some(line) = one_line(&text[after..end]) else { return String::new() };
    let sentence = first_sentence(&line);
    match sentence.char_indices().nth(LONGEST) {
        None => sentence.to_owned(),
        Some((cut, _)) => {
            let words =
                sentence[..cut].rsplit_once(' ').map_or(&sentence[..cut], |(words, _)| words);
            format!("{}…", words.trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

/// The first sentence of a line without its full stop; an abbreviation ends none.
fn first_sentence(line: &str) -> &str {
    const ABBREVIATIONS: &[&str] = &[
        "Capt", "Co", "Col", "Corp", "Dr", "Gen", "Gov", "Inc", "Jr", "Lt", "Ltd", "Mr", "Mrs",
        "Ms", "No", "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr", "St",
    ];
    let ends = |at: usize| {
        let word = line[..at].rsplit(' ').next().unwrap_or_default();
        word.chars().count() > 1 && !word.contains('.') && !ABBREVIATIONS.contains(&word)
    };
    line.match_indices(". ")
        .find(|&(at, _)| ends(at))
        .map_or(line.trim_end_matches('.'), |(at, _)| &line[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_from_first_sentences() {
        for (text, expected) in [
            ("The border reopened. Lorries crossed.", "The border reopened"),
            ("Kabul, Sep 23 (Agency) The border reopened.", "The border reopened"),
            ("The U.S. and Mr. Doe agreed. They did.", "The U.S. and Mr. Doe agreed"),
            ("", ""),
            ("word", "word"),
        ] {
            assert_eq!(first_words(text), expected, "{text}");
        }
        let long = first_words(&"many words, ".repeat(40));
        assert!(long.ends_with("many…") && long.chars().count() <= 91, "{long}");
    }

    #[test]
    fn addresses() {
        assert_eq!(address(" https://example.com/a "), Some("https://example.com/a"));
        for text in ["", "example.com", "javascript:alert(1)", "https://a b", "ftp://example.com"] {
            assert_eq!(address(text), None, "{text}");
        }
    }

    #[test]
    fn lines_have_single_spaces() {
        assert_eq!(one_line(" a\n\tb\u{1b}c ").as_deref(), Some("a b c"));
        assert_eq!(one_line(" \n"), None);
        assert!(matches!(one_line("a b"), Some(Cow::Borrowed("a b"))));
    }
}
