use std::borrow::Cow;

use dateline_model::{OffsetMap, Piece};

use super::tree::{Content, Element};
use crate::draft::Body;
use crate::format::markup::{decode, reference};

/// A running text made of pieces of markup: white space as a reader sees it, paragraphs
/// apart, and the way back for what stands in the markup as it is.
#[derive(Default)]
pub(crate) struct Prose {
    text: String,
    offsets: OffsetMap,
    /// What has to come before the next word.
    pending: Gap,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
    Paragraph,
}

impl Prose {
    /// The text of an element and all in it.
    pub(crate) fn of(element: Element<'_, '_>) -> Self {
        let mut prose = Self::default();
        prose.add(element);
        prose
    }

    /// Adds the text of an element, its blocks as paragraphs.
    pub(crate) fn add(&mut self, element: Element<'_, '_>) {
        let mut hidden = 0_usize;
        for content in element.content() {
            match content {
                Content::Open(element) if is_hidden(element.name()) => hidden += 1,
                Content::Close(name) if is_hidden(name) => hidden = hidden.saturating_sub(1),
                _ if hidden > 0 => {}
                Content::Open(element) => self.between(gap_of(element.name())),
                Content::Close(name) => self.between(gap_of(name)),
                Content::Text(text, at) => self.push(text, at),
                Content::Verbatim(text, at) => self.push_words(text, at, Cow::Borrowed),
            }
        }
        self.paragraph();
    }

    /// What comes next is a paragraph of its own.
    pub(crate) fn paragraph(&mut self) {
        self.between(Gap::Paragraph);
    }

    /// What comes next is a word of its own.
    pub(crate) fn space(&mut self) {
        self.between(Gap::Space);
    }

    fn between(&mut self, gap: Gap) {
        self.pending = self.pending.max(gap);
    }

    /// Adds text that stands at byte `at`, references decoded.
    pub(crate) fn push(&mut self, text: &str, at: usize) {
        self.push_words(text, at, decode);
    }

    /// Adds text with its white space as it is, as in type that was set by hand; control
    /// characters are left out.
    pub(crate) fn push_set(&mut self, text: &str, at: usize) {
        self.fill_gap();
        let mut rest = text;
        while !rest.is_empty() {
            let stop = rest.find(|c: char| c == '&' || (c.is_control() && !c.is_whitespace()));
            let plain = &rest[..stop.unwrap_or(rest.len())];
            self.copy(plain, at + text.len() - rest.len());
            rest = &rest[plain.len()..];
            let Some(first) = rest.chars().next() else { return };
            match (first == '&').then(|| reference(rest)).flatten() {
                Some((character, length)) => {
                    if !character.is_control() {
                        self.text.push(character);
                    }
                    rest = &rest[length..];
                }
                None if first == '&' => {
                    self.copy("&", at + text.len() - rest.len());
                    rest = &rest[1..];
                }
                None => rest = &rest[first.len_utf8()..],
            }
        }
    }

    /// Adds text that stands at byte `at` with its white space and without references.
    pub(crate) fn push_verbatim(&mut self, text: &str, at: usize) {
        self.fill_gap();
        self.copy(text, at);
    }

    fn push_words<'t>(&mut self, text: &'t str, at: usize, read: impl Fn(&'t str) -> Cow<'t, str>) {
        if text.starts_with(|c: char| c.is_ascii_whitespace()) {
            self.space();
        }
        for word in text.split_ascii_whitespace() {
            let gap_is_space = self.pending == Gap::Space && !self.text.is_empty();
            let position = at + (word.as_ptr().addr() - text.as_ptr().addr());
            // A single space that stands in the source continues the run.
            let joined =
                gap_is_space && position > at && text.as_bytes()[position - at - 1] == b' ';
            match joined {
                true => {
                    self.copy(" ", position - 1);
                    self.pending = Gap::Nothing;
                }
                false => self.fill_gap(),
            }
            match read(word) {
                Cow::Borrowed(word) => self.copy(word, position),
                Cow::Owned(word) => self.text.push_str(&word),
            }
            self.space();
        }
        let ends_in_word = !text.ends_with(|c: char| c.is_ascii_whitespace());
        if ends_in_word && !text.is_empty() && self.pending == Gap::Space {
            self.pending = Gap::Nothing;
        }
    }

    fn fill_gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.pending {
                Gap::Nothing => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.pending = Gap::Nothing;
    }

    fn copy(&mut self, text: &str, source: usize) {
        // Parts of a record may be added in another order than they stand in it.
        let last = self.offsets.pieces().last();
        if last.is_some_and(|last| source < last.source + last.len) {
            return self.text.push_str(text);
        }
        self.offsets.push(Piece { text: self.text.len(), source, len: text.len() });
        self.text.push_str(text);
    }

    /// A text that stands nowhere as it is.
    pub(crate) fn untraced(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text, with the way back to the markup.
    pub(crate) fn into_plain_body(self) -> Body<'static> {
        Body { offsets: self.offsets, text: Cow::Owned(self.text) }
    }

    /// The text, with the way back to where the markup, whose own way back is `markup`,
    /// stands.
    pub(crate) fn into_body(self, markup: &OffsetMap) -> Body<'static> {
        Body { offsets: self.offsets.then(markup), text: Cow::Owned(self.text) }
    }
}

/// Elements of HTML, NITF and NewsML whose content is not part of the story.
fn is_hidden(name: &str) -> bool {
    ["script", "style", "media-metadata", "media-reference", "media-object"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// What the beginning or end of an element puts between two words.
fn gap_of(name: &str) -> Gap {
    const PARAGRAPHS: &[&str] = &[
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "section",
        "article",
        "blockquote",
        "figure",
        "pre",
        "block",
        "bq",
        "hl1",
        "hl2",
        "media",
        "media-caption",
        "note",
        "nitf-table",
        "dl",
    ];
    const LINES: &[&str] = &["br", "li", "tr", "dt", "dd", "figcaption", "hr", "nitf-row"];
    let is_in = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if is_in(PARAGRAPHS) {
        Gap::Paragraph
    } else if is_in(LINES) {
        Gap::Line
    } else if is_in(&["td", "th"]) {
        Gap::Space
    } else {
        Gap::Nothing
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Tree;
    use super::*;
    use crate::Limits;

    fn prose(xml: &str) -> Prose {
        let tree = Tree::read(xml, &Limits::default()).unwrap();
        let mut prose = Prose::default();
        tree.roots().for_each(|root| prose.add(root));
        prose
    }

    #[test]
    fn paragraphs_of_markup() {
        for (xml, expected) in [
            ("<b><p>One\n two.</p>\n<p>Three</p></b>", "One two.\n\nThree"),
            ("<b>a<br/>b<i>c</i> d</b>", "a\nbc d"),
            ("<b>AT&amp;T &lt;b&gt;</b>", "AT&T <b>"),
            ("<b>a <script>x</script>b</b>", "a b"),
            ("<b>a <i>b </i>c</b>", "a b c"),
            ("<p/>", ""),
        ] {
            assert_eq!(prose(xml).text, expected, "{xml}");
        }
    }

    #[test]
    fn set_type_keeps_its_lines() {
        let mut prose = Prose::default();
        prose.push_set("A  b &lt;c>\n  d &#3;\u{2}e\u{9b};&f", 0);
        assert_eq!(prose.text, "A  b <c>\n  d e;&f");
    }

    proptest! {
        #[test]
        fn pieces_are_what_they_say(xml in "(<p>|</p>|<br/>|<b>|</b>|word|é|&amp;| |\n|<!\\[CDATA\\[x y\\]\\]>){0,30}") {
            let prose = prose(&xml);
            for piece in prose.offsets.pieces() {
                prop_assert_eq!(
                    &prose.text[piece.text..piece.text + piece.len],
                    &xml[piece.source..piece.source + piece.len]
                );
            }
        }
    }
}
