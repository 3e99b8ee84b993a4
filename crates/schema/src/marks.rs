//! Where in an article persons and places stand, counted in words.
//!
//! A question like "this word near any person" is answered by positions. The field
//! [`Fields::mark`](crate::Fields::mark) has a term for "a person of two words begins
//! here", at the position which that word has in [`Fields::text`](crate::Fields::text),
//! and one for "here the title has ended and the text begins".

use dateline_model::{ByteSpan, Section};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analyzer::for_each_plain_word;

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A name of a person.
    Person,
    /// A name of a place.
    Place,
}

/// The widest mark, in words; a longer name counts as one of these words.
pub const WIDEST_MARK: u32 = 8;

/// The term at the position of the first word of the text.
pub const TEXT_MARK: &str = "text";

impl Mark {
    /// The terms of the mark with the number of words that each covers, from
    /// 1 to [`WIDEST_MARK`].
    pub fn terms(self) -> impl Iterator<Item = (String, u32)> {
        (1..=WIDEST_MARK).map(move |words| (format!("{}{words}", self.letter()), words))
    }

    fn letter(self) -> char {
        match self {
            Self::Person => 'p',
            Self::Place => 'l',
        }
    }
}

/// The position in [`Fields::text`](crate::Fields::text) of the first word of the text,
/// after a title of so many words: the engine leaves one position between two values.
#[must_use]
pub fn text_position(title_words: u32) -> u32 {
    title_words + 1
}

/// The value of [`Fields::mark`](crate::Fields::mark) of an article: a line for each mark,
/// its position and its term. Spans are of the section they come with.
///
/// Calls `hear` with each word of the text, folded: who needs them as well need not split the
/// text again.
#[must_use]
pub fn marks(
    title: &str,
    text: &str,
    mentions: &mut [(Section, ByteSpan, Mark)],
    hear: impl FnMut(&str),
) -> String {
    mentions.sort_unstable_by_key(|&(section, span, mark)| (section, span.start(), mark));
    let of_text = mentions.partition_point(|&(section, ..)| section == Section::Title);
    let (in_title, in_text) = mentions.split_at(of_text);
    let mut lines = String::with_capacity(8 * mentions.len() + 16);
    let title_words = add_marks(title, in_title, 0, &mut lines, |_| {});
    let start = text_position(title_words);
    push_line(start, TEXT_MARK, None, &mut lines);
    add_marks(text, in_text, start, &mut lines, hear);
    lines
}

/// Adds the marks of a text whose first word has the position `base`; returns the number
/// of its words.
fn add_marks(
    text: &str,
    mentions: &[(Section, ByteSpan, Mark)],
    base: u32,
    lines: &mut String,
    mut hear: impl FnMut(&str),
) -> u32 {
    let mut mentions = mentions.iter().peekable();
    // The mentions that have begun: the first word, the words so far.
    let mut open: Vec<(ByteSpan, Mark, u32, u32)> = Vec::new();
    let mut position = 0;
    for_each_plain_word(text, |word, folded| {
        hear(folded);
        while let Some(&(_, span, mark)) =
            mentions.next_if(|(_, span, _)| span.start() < word.end())
        {
            open.push((span, mark, position, 0));
        }
        for (span, _, _, words) in &mut open {
            *words += u32::from(word.start() < span.end());
        }
        // What ends here is written in the order in which it began.
        while let Some(&(span, mark, first, words)) = open.first() {
            if span.end() > word.end() && words > 0 {
                break;
            }
            open.remove(0);
            push_mark(base + first, mark, words, lines);
        }
        position += 1;
    });
    for (_, mark, first, words) in open {
        push_mark(base + first, mark, words, lines);
    }
    position
}

fn push_mark(position: u32, mark: Mark, words: u32, lines: &mut String) {
    if words > 0 {
        let letter = mark.letter();
        let mut term = [0; 4];
        push_line(position, letter.encode_utf8(&mut term), Some(words.min(WIDEST_MARK)), lines);
    }
}

fn push_line(position: u32, term: &str, words: Option<u32>, lines: &mut String) {
    use std::fmt::Write;
    let written = match words {
        Some(words) => writeln!(lines, "{position} {term}{words}"),
        None => writeln!(lines, "{position} {term}"),
    };
    written.expect("a string can be written to");
}

/// Reads the lines of [`marks`].
#[derive(Clone, Default)]
pub(crate) struct MarkTokenizer {
    token: Token,
}

impl Tokenizer for MarkTokenizer {
    type TokenStream<'a> = MarkTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> MarkTokens<'a> {
        self.token.reset();
        MarkTokens { lines: text.lines(), token: &mut self.token }
    }
}

/// The marks of one article.
pub(crate) struct MarkTokens<'a> {
    lines: std::str::Lines<'a>,
    token: &'a mut Token,
}

impl TokenStream for MarkTokens<'_> {
    fn advance(&mut self) -> bool {
        for line in &mut self.lines {
            let Some((position, term)) = line.split_once(' ') else { continue };
            let Ok(position) = position.parse::<u32>() else { continue };
            self.token.position = position as usize;
            self.token.text.clear();
            self.token.text.push_str(term);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::collector::DocSetCollector;
    use tantivy::postings::Postings;
    use tantivy::query::AllQuery;
    use tantivy::schema::IndexRecordOption;
    use tantivy::{DocSet, Index, TantivyDocument, Term};

    use super::*;
    use crate::{Analyzer, Fields, FormRole};

    fn span(text: &str, words: &str) -> ByteSpan {
        let start = text.find(words).unwrap();
        ByteSpan::new(start, start + words.len())
    }

    #[test]
    fn marks_table() {
        let (title, text) = ("Massoud in Dushanbe", "Said Ahmad Shah Massoud’s aide. St. Paul");
        let mut mentions = [
            (Section::Text, span(text, "St. Paul"), Mark::Place),
            (Section::Text, span(text, "Ahmad Shah Massoud"), Mark::Person),
            (Section::Title, span(title, "Massoud"), Mark::Person),
            (Section::Title, span(title, "Dushanbe"), Mark::Place),
            (Section::Text, span(text, "Massoud"), Mark::Person),
            (Section::Text, ByteSpan::new(text.len(), text.len()), Mark::Person),
        ];
        let lines = marks(title, text, &mut mentions, |_| {});
        assert_eq!(lines, "0 p1\n2 l1\n4 text\n5 p3\n7 p1\n9 l2\n");
    }

    #[test]
    fn a_title_without_words_takes_one_position() {
        assert_eq!(marks("", "a", &mut [], |_| {}), "1 text\n");
    }

    /// The positions of a term in the only document of an index.
    fn positions(index: &Index, field: tantivy::schema::Field, term: &str) -> Vec<u32> {
        let searcher = index.reader().unwrap().searcher();
        let segment = searcher.segment_reader(0);
        let inverted = segment.inverted_index(field).unwrap();
        let term = Term::from_field_text(field, term);
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut found = Vec::new();
        if let Some(mut postings) = inverted.read_postings(&term, option).unwrap() {
            assert_eq!(postings.doc(), 0);
            postings.positions(&mut found);
        }
        found
    }

    fn indexed(title: &str, text: &str, mentions: &mut [(Section, ByteSpan, Mark)]) -> Index {
        let fields = Fields::new();
        let index = Index::create_in_ram(Fields::schema());
        Fields::register_tokenizers(&index);
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let mut document = TantivyDocument::new();
        document.add_text(fields.text, title);
        document.add_text(fields.text, text);
        document.add_text(fields.mark, marks(title, text, mentions, |_| {}));
        writer.add_document(document).unwrap();
        writer.commit().unwrap();
        let found = index.reader().unwrap().searcher().search(&AllQuery, &DocSetCollector);
        assert_eq!(found.unwrap().len(), 1);
        index
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// What is marked at a word has the position that the word has in the index.
        #[test]
        fn marks_have_the_positions_of_words(
            title in "[aX .’'é-]{0,12}",
            before in "([aX.’'é]{1,3} ){0,6}",
            after in "( [aX.’é]{1,3}){0,4}",
        ) {
            let text = format!("{before}zebra{after}");
            let mut mentions = [(Section::Text, span(&text, "zebra"), Mark::Person)];
            let index = indexed(&title, &text, &mut mentions);
            let fields = Fields::new();
            let word = positions(&index, fields.text, "zebra");
            prop_assert_eq!(&word, &positions(&index, fields.mark, "p1"));
            let mut words_before = 0;
            Analyzer::new().for_each_word(&before, |word| {
                words_before += u32::from(word.role == FormRole::Word);
            });
            let begin = positions(&index, fields.mark, TEXT_MARK);
            prop_assert_eq!(begin, vec![word[0] - words_before]);
        }
    }
}
