use std::borrow::Cow;
use std::ops::Range;

use super::tokens::{Token, Tokens, attribute, local_name};
use crate::format::markup::decode;
use crate::{Limits, Refusal, RefusalCode};

/// The elements and texts of a piece of XML, in its order.
pub(crate) struct Tree<'a> {
    xml: &'a str,
    nodes: Vec<Node>,
}

struct Node {
    kind: Kind,
    /// The number of the first node after this one and all that is in it.
    end: u32,
}

enum Kind {
    Element { name: Range<u32>, attributes: Range<u32> },
    Text(Range<u32>),
    Verbatim(Range<u32>),
}

impl<'a> Tree<'a> {
    /// Reads XML. An end tag that closes nothing is ignored; what is never closed ends
    /// with what it is in.
    ///
    /// # Errors
    ///
    /// [`RefusalCode::TooDeep`] or [`RefusalCode::TooComplex`], counted while reading, and
    /// [`RefusalCode::TooLarge`] from 4 GiB on.
    pub(crate) fn read(xml: &'a str, limits: &Limits) -> Result<Self, Refusal> {
        /// How far up an end tag looks for what it closes.
        const REACH: usize = 64;
        if u32::try_from(xml.len()).is_err() {
            return Err(Refusal::too_large("record", u64::from(u32::MAX)));
        }
        let mut tree = Self { xml, nodes: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        for token in Tokens::new(xml) {
            let number = tree.nodes.len();
            match token {
                Token::Text(range) => tree.push(Kind::Text(short(range))),
                Token::Verbatim(range) => tree.push(Kind::Verbatim(short(range))),
                Token::Open { name, attributes, closed } => {
                    let (name, attributes) = (short(name), short(attributes));
                    tree.push(Kind::Element { name, attributes });
                    if !closed {
                        open.push(number);
                    }
                }
                Token::Close { name } => {
                    let closes =
                        |&at: &usize| tree.name(at).eq_ignore_ascii_case(&xml[name.clone()]);
                    if let Some(above) = open.iter().rev().take(REACH).position(closes) {
                        open.drain(open.len() - 1 - above..).for_each(|at| {
                            tree.nodes[at].end = number as u32;
                        });
                    }
                }
            }
            if open.len() > limits.markup_depth {
                let detail = format!("elements nest more than {} deep", limits.markup_depth);
                return Err(Refusal::new(RefusalCode::TooDeep, detail));
            }
            if tree.nodes.len() > limits.elements {
                let detail = format!("more than {} elements", limits.elements);
                return Err(Refusal::new(RefusalCode::TooComplex, detail));
            }
        }
        let end = tree.nodes.len() as u32;
        open.into_iter().for_each(|at| tree.nodes[at].end = end);
        Ok(tree)
    }

    fn push(&mut self, kind: Kind) {
        let end = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { kind, end });
    }

    /// The name of a node, prefix included; nothing of a text.
    fn name(&self, node: usize) -> &'a str {
        match &self.nodes[node].kind {
            Kind::Element { name, .. } => &self.xml[long(name)],
            _ => "",
        }
    }

    /// The elements that are in no other.
    pub(crate) fn roots(&self) -> impl Iterator<Item = Element<'_, 'a>> {
        self.children_in(0..self.nodes.len())
    }

    /// The first element that is in no other.
    pub(crate) fn root(&self) -> Option<Element<'_, 'a>> {
        self.roots().next()
    }

    /// The first element of a name, wherever it is.
    pub(crate) fn find(&self, name: &str) -> Option<Element<'_, 'a>> {
        self.elements_in(0..self.nodes.len()).find(|element| element.is(name))
    }

    fn elements_in(&self, range: Range<usize>) -> impl Iterator<Item = Element<'_, 'a>> {
        range
            .filter(|&node| matches!(self.nodes[node].kind, Kind::Element { .. }))
            .map(|node| Element { tree: self, node })
    }

    fn children_in(&self, range: Range<usize>) -> impl Iterator<Item = Element<'_, 'a>> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < range.end {
                let node = at;
                at = self.nodes[node].end as usize;
                if matches!(self.nodes[node].kind, Kind::Element { .. }) {
                    return Some(Element { tree: self, node });
                }
            }
            None
        })
    }
}

fn short(range: Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

fn long(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// An element of a [`Tree`].
#[derive(Clone, Copy)]
pub(crate) struct Element<'t, 'a> {
    tree: &'t Tree<'a>,
    node: usize,
}

/// What is in an element, in order.
pub(crate) enum Content<'t, 'a> {
    /// An element begins.
    Open(Element<'t, 'a>),
    /// The element of this name ends.
    Close(&'a str),
    /// Text, references not decoded, and where it stands in the XML.
    Text(&'a str, usize),
    /// Text that has no references, and where it stands.
    Verbatim(&'a str, usize),
}

impl<'t, 'a> Element<'t, 'a> {
    /// Its name without prefix.
    pub(crate) fn name(self) -> &'a str {
        local_name(self.tree.name(self.node))
    }

    /// The prefix of its name; empty when it has none.
    pub(crate) fn prefix(self) -> &'a str {
        self.tree.name(self.node).rsplit_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// Whether this is its name, whatever the case and the prefix.
    pub(crate) fn is(self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        match &self.tree.nodes[self.node].kind {
            Kind::Element { attributes, .. } => attribute(&self.tree.xml[long(attributes)], name),
            _ => None,
        }
    }

    fn inside(self) -> Range<usize> {
        self.node + 1..self.tree.nodes[self.node].end as usize
    }

    /// The elements right in it.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'t, 'a>> {
        self.tree.children_in(self.inside())
    }

    /// The first element of a name right in it.
    pub(crate) fn child(self, name: &str) -> Option<Element<'t, 'a>> {
        self.children().find(|child| child.is(name))
    }

    /// The first element of a name in it, however deep.
    pub(crate) fn find(self, name: &str) -> Option<Element<'t, 'a>> {
        self.all(name).next()
    }

    /// All elements of a name in it, however deep.
    pub(crate) fn all(self, name: &str) -> impl Iterator<Item = Element<'t, 'a>> {
        self.tree.elements_in(self.inside()).filter(move |element| element.is(name))
    }

    /// Its text, references decoded, runs of white space as single spaces; nothing when no
    /// other character is left.
    pub(crate) fn line(self) -> Option<String> {
        let raw = self.raw_text();
        let mut line = String::with_capacity(raw.len());
        for word in raw.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        (!line.is_empty()).then_some(line)
    }

    /// Its text as it stands, references decoded.
    pub(crate) fn raw_text(self) -> String {
        let mut text = String::new();
        for content in self.content() {
            match content {
                Content::Text(piece, _) => text.push_str(&decode(piece)),
                Content::Verbatim(piece, _) => text.push_str(piece),
                // A line break is all that parts words in a headline of two lines.
                Content::Open(element) if element.is("br") => text.push(' '),
                Content::Open(_) | Content::Close(_) => {}
            }
        }
        text
    }

    /// The XML inside of it, as it stands.
    pub(crate) fn inner(self) -> &'a str {
        let inside = self.inside();
        if inside.is_empty() {
            return "";
        }
        let start = match &self.tree.nodes[self.node].kind {
            Kind::Element { attributes, .. } => attributes.end as usize,
            _ => 0,
        };
        let last = inside.end - 1;
        let end = match &self.tree.nodes[last].kind {
            Kind::Element { attributes: range, .. } | Kind::Text(range) | Kind::Verbatim(range) => {
                range.end as usize
            }
        };
        let inner = &self.tree.xml[start..end];
        inner.strip_prefix('>').unwrap_or(inner)
    }

    /// What is in it, in order, elements with their ends.
    pub(crate) fn content(self) -> impl Iterator<Item = Content<'t, 'a>> {
        let tree = self.tree;
        let mut open: Vec<usize> = Vec::new();
        let mut at = self.node + 1;
        let end = self.inside().end;
        std::iter::from_fn(move || {
            if let Some(&element) = open.last()
                && tree.nodes[element].end as usize <= at
            {
                open.pop();
                return Some(Content::Close(local_name(tree.name(element))));
            }
            if at >= end {
                return None;
            }
            let node = at;
            at += 1;
            Some(match &tree.nodes[node].kind {
                Kind::Element { .. } => {
                    open.push(node);
                    Content::Open(Element { tree, node })
                }
                Kind::Text(range) => Content::Text(&tree.xml[long(range)], range.start as usize),
                Kind::Verbatim(range) => {
                    Content::Verbatim(&tree.xml[long(range)], range.start as usize)
                }
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tree(xml: &str) -> Tree<'_> {
        Tree::read(xml, &Limits::default()).unwrap()
    }

    #[test]
    fn elements_and_their_text() {
        let tree = tree("<a x='1'><b>one &amp; <i>two</i></b><c:d><![CDATA[<3>]]></c:d></a>");
        let root = tree.root().unwrap();
        assert_eq!(root.attribute("X").as_deref(), Some("1"));
        assert_eq!(root.child("B").unwrap().line().as_deref(), Some("one & two"));
        assert_eq!(root.find("i").unwrap().line().as_deref(), Some("two"));
        let last = root.child("d").unwrap();
        assert_eq!((last.prefix(), last.raw_text().as_str()), ("c", "<3>"));
        assert_eq!(root.child("b").unwrap().inner(), "one &amp; <i>two");
        assert!(root.child("i").is_none());
    }

    #[test]
    fn damage_stays_where_it_is() {
        let tree = tree("<a><b>one</x><c>two</a><d>three");
        let names: Vec<_> = tree.roots().map(|root| (root.name(), root.line().unwrap())).collect();
        assert_eq!(names, [("a", "onetwo".into()), ("d", "three".into())]);
    }

    #[test]
    fn bombs_are_refused() {
        let limits = Limits::default();
        let deep = "<a>".repeat(1_000_000);
        assert_eq!(Tree::read(&deep, &limits).err().unwrap().code, RefusalCode::TooDeep);
        let many = "<a/>".repeat(500_000);
        assert_eq!(Tree::read(&many, &limits).err().unwrap().code, RefusalCode::TooComplex);
        let laughs = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        assert_eq!(tree(laughs).root().unwrap().raw_text(), "&c;");
    }

    proptest! {
        #[test]
        fn any_markup_is_a_tree(xml in "(<a>|</a>|<b c='d'>|</b>|<e/>|<!\\[CDATA\\[|\\]\\]>|text|&amp;|é){0,30}") {
            let tree = tree(&xml);
            for root in tree.roots() {
                let _ = (root.raw_text(), root.inner(), root.content().count());
            }
        }
    }
}
