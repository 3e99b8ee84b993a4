//! Who is named together in a sentence.

use dateline_model::Section;
use dateline_schema::{DateCode, StoredArticle, StoredEntity};
use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::columnar::Column;

use super::{Visit, Walk};
use crate::Result;
use crate::archive::Archive;
use crate::passage::DatedSentences;

impl Walk<'_> {
    /// Shows the persons of each sentence, and of each title, that are not yet together in
    /// one of the article: a pair counts once an article.
    pub(super) fn sentences(&self, visit: &mut Visit<'_>) -> Result<()> {
        let mut numbers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (number, person) in self.persons.iter().enumerate() {
            for spelling in &person.spellings {
                numbers.entry(spelling).or_default().push(number);
            }
        }
        for &address in self.documents {
            let stored = self.archive.stored(address)?;
            let article = stored.article().map_err(|kind| self.archive.error(kind))?;
            let mut seen: Vec<(usize, usize)> = Vec::new();
            for_each_sentence(&article, &numbers, |named| {
                for (at, &one) in named.iter().enumerate() {
                    for &other in &named[at + 1..] {
                        seen.push((one, other));
                    }
                }
            });
            seen.sort_unstable();
            seen.dedup();
            seen.into_iter().for_each(|(one, other)| visit(address, &[one, other]));
        }
        Ok(())
    }
}

/// Shows the numbers of the persons of each sentence, sorted and each once.
fn for_each_sentence(
    article: &StoredArticle<'_>,
    numbers: &FxHashMap<&str, Vec<usize>>,
    mut visit: impl FnMut(&[usize]),
) {
    let mut sentences = DatedSentences::new(article);
    let mut end = (Section::Title, 0);
    let mut named: Vec<usize> = Vec::new();
    let mut close = |named: &mut Vec<usize>| {
        named.sort_unstable();
        named.dedup();
        if named.len() > 1 {
            visit(named);
        }
        named.clear();
    };
    for mention in article.mentions() {
        let StoredEntity::Person(name) = mention.entity else { continue };
        if mention.section != end.0 || mention.span.start() >= end.1 {
            close(&mut named);
            end = (mention.section, sentences.around(mention.section, mention.span).end());
        }
        named.extend(numbers.get(name).into_iter().flatten());
    }
    close(&mut named);
}

/// The dates of publication, as numbers that sort by time; what has none comes last.
pub(super) struct PublicationCodes {
    columns: Vec<Column<u64>>,
}

impl PublicationCodes {
    pub(super) fn of(&self, address: DocAddress) -> u64 {
        let column = self.columns.get(address.segment_ord as usize);
        let code = column.and_then(|column| column.first(address.doc_id));
        code.filter(|&code| DateCode(code).date().is_some()).unwrap_or(u64::MAX)
    }
}

impl Archive {
    pub(super) fn publication_codes(&self) -> Result<PublicationCodes> {
        let segments = self.searcher.segment_readers().iter();
        let columns = segments.map(|segment| self.numbers(segment, self.fields.published_code));
        Ok(PublicationCodes { columns: columns.collect::<Result<Vec<_>>>()? })
    }
}
