//! How long the fields of an article may be.

use dateline_model::Article;

use crate::{Limits, Refusal};

/// Bytes of the longest field beside title and text. The index has terms of less than 64 KiB
/// and folding a text may make it longer; what was not a term could not be found, nor replaced.
const LONGEST: usize = 16 << 10;

/// Bytes of the longest title: it is read as one passage, and shown as one line.
const LONGEST_TITLE: usize = 256 << 10;

/// Checks that no field of an article is longer than it may be; its text has been checked.
///
/// # Errors
///
/// The first field that is.
pub(crate) fn check(article: &Article, limits: &Limits) -> Result<(), Refusal> {
    let Article { id, outlet, url, title, byline, language, .. } = article;
    let given = |field: &Option<String>| field.as_ref().map_or(0, String::len);
    for (name, length, longest) in [
        ("title", title.len(), limits.text.min(LONGEST_TITLE)),
        ("id", id.as_str().len(), LONGEST),
        ("outlet", given(outlet), LONGEST),
        ("url", given(url), LONGEST),
        ("byline", given(byline), LONGEST),
        ("language", given(language), LONGEST),
    ] {
        if length > longest {
            return Err(Refusal::too_large(name, longest as u64));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{Limits, ReadOptions, open_bytes};

    #[test]
    fn long_fields_are_refused_by_name() {
        let long = "a".repeat(17 << 10);
        for (field, value, expected) in [
            ("title", "b ".repeat(200 << 10), Some("the title is over the limit of 262144 bytes")),
            ("title", long.clone(), None),
            ("id", long.clone(), Some("the id is over the limit of 16384 bytes")),
            ("outlet", long.clone(), Some("the outlet is over the limit of 16384 bytes")),
            (
                "url",
                format!("https://x.example/{long}"),
                Some("the url is over the limit of 16384 bytes"),
            ),
            ("byline", long.clone(), Some("the byline is over the limit of 16384 bytes")),
        ] {
            let json = format!("{{\"text\":\"Text.\",\"{field}\":\"{value}\"}}");
            let options = ReadOptions { limits: Limits::default(), ..ReadOptions::default() };
            let mut records = open_bytes("a.json", json.into_bytes(), &options).unwrap();
            let read = records.next().unwrap().unwrap().read(&options);
            assert_eq!(read.err().map(|refusal| refusal.detail).as_deref(), expected, "{field}");
        }
    }
}
