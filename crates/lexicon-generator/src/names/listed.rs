//! The lists of names that are kept by hand: words under the headings `given:` and
//! `surname:`, as they are written in small letters; lines with `#` are comments.

use std::path::Path;

use anyhow::{Context, bail};

use super::evidence::{Evidence, Kind, Source};
use crate::files;

/// Adds the names of all files of a folder.
pub(crate) fn read(folder: &Path, evidence: &mut Evidence) -> anyhow::Result<()> {
    for path in files::entries(folder)? {
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        add(&text, evidence).with_context(|| format!("reading {}", path.display()))?;
    }
    Ok(())
}

fn add(text: &str, evidence: &mut Evidence) -> anyhow::Result<()> {
    let mut kinds: &[Kind] = &[];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(heading) = line.strip_suffix(':') {
            kinds = match heading {
                "given" => &[Kind::Given],
                "surname" => &[Kind::Surname],
                "either" => &[Kind::Given, Kind::Surname],
                _ => bail!("unknown heading {heading:?}"),
            };
            continue;
        }
        if kinds.is_empty() && !line.trim().is_empty() {
            bail!("{line:?} stands before a heading");
        }
        for word in line.split_whitespace() {
            for &kind in kinds {
                evidence.add_word(kind, word, Source::Chosen);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word_classes::Strength;

    #[test]
    fn headings_say_the_kind() -> anyhow::Result<()> {
        let mut evidence = Evidence::default();
        add("# a list\ngiven:\nahmad ali\n\neither:\nkarim\nsurname:\nmassoud\n", &mut evidence)?;
        for (word, given, surname) in [
            ("ahmad", Strength::Medium, Strength::None),
            ("karim", Strength::Medium, Strength::Medium),
            ("massoud", Strength::None, Strength::Medium),
        ] {
            assert_eq!(evidence.strength(Kind::Given, word), given, "{word}");
            assert_eq!(evidence.strength(Kind::Surname, word), surname, "{word}");
        }
        Ok(())
    }

    #[test]
    fn words_without_a_heading_are_refused() {
        assert!(add("ahmad\n", &mut Evidence::default()).is_err());
        assert!(add("families:\nahmad\n", &mut Evidence::default()).is_err());
    }
}
