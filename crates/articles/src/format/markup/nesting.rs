use super::tags::{Token, Tokens};
use crate::{Limits, Refusal, RefusalCode};

/// Refuses markup that would take a parser far more time or memory than its size
/// suggests: elements nested too deeply, too many elements, tags with too many attributes,
/// formatting that is never closed and has to be opened anew in every paragraph.
///
/// The count errs towards refusing: an end tag closes its element only when nothing but
/// inline elements is open inside, because a browser may otherwise leave it open.
///
/// # Errors
///
/// [`RefusalCode::TooDeep`] or [`RefusalCode::TooComplex`].
pub(in crate::format) fn check(html: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let mut open = Open::default();
    let mut cost =
        Cost { marks: memchr::memchr2_iter(b'<', b'&', html).count(), ..Cost::default() };
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open { name, attributes, closed } => {
                if open.may_be_foreign() {
                    tokens.read_content();
                }
                if html[name.clone()].eq_ignore_ascii_case(b"frameset") {
                    // A parser reports every character between frames.
                    cost.marks += html.len();
                }
                open.open(&html[name], closed);
                cost.element(&open, attributes);
            }
            Token::Close { name } => open.close(&html[name]),
            Token::Text(range) => cost.text(&html[range]),
            Token::Raw => {}
        }
        if open.stack.len() > limits.markup_depth || open.unclosed > limits.markup_depth {
            let detail = format!("elements nest more than {} deep", limits.markup_depth);
            return Err(Refusal::new(RefusalCode::TooDeep, detail));
        }
        if let Some(detail) = cost.excess(limits) {
            return Err(Refusal::new(RefusalCode::TooComplex, detail));
        }
    }
    Ok(())
}

/// What grows faster than the size of a page while it is parsed.
#[derive(Default)]
struct Cost {
    /// Each `<` and `&`, which may be something that a parser reports, and each attribute.
    marks: usize,
    /// Start tags.
    elements: usize,
    /// The most attributes of an element.
    attributes: usize,
    /// The sum of the depths of all elements.
    depths: usize,
    /// Elements that are made because formatting was not closed.
    reopened: usize,
    /// `html` and `body` tags: the attributes of each are compared with those of all
    /// before it.
    roots: usize,
    /// The sum of the squares of the numbers of character references in a run of text.
    references: usize,
}

impl Cost {
    fn element(&mut self, open: &Open, attributes: usize) {
        self.elements += 1;
        self.marks += attributes;
        self.attributes = self.attributes.max(attributes);
        self.depths += open.stack.len();
        self.reopened += open.unclosed;
        self.roots = open.roots;
    }

    fn text(&mut self, text: &[u8]) {
        let count = memchr::memchr_iter(b'&', text).count();
        self.references = self.references.saturating_add(count.saturating_mul(count));
    }

    /// The first of the costs that is too high. Where there is no limit to set, a page that
    /// takes a second or two is let through.
    fn excess(&self, limits: &Limits) -> Option<String> {
        let highest = [
            (self.elements, limits.elements, "elements"),
            (self.attributes, limits.attributes, "attributes of an element"),
            (self.marks, 2_000_000, "marks and attributes"),
            (self.depths, 20_000_000, "elements around elements"),
            (self.reopened, 2_000_000, "elements inside of unclosed formatting"),
            (self.roots, 64, "root elements"),
            (self.references, 200_000_000_000, "character references, squared"),
        ];
        highest
            .iter()
            .find(|(cost, most, _)| cost > most)
            .map(|(_, most, what)| format!("more than {most} {what}"))
    }
}

/// The elements that are open.
#[derive(Default)]
struct Open {
    stack: Vec<Element>,
    /// How many on the stack are the outermost of SVG or MathML.
    drawings: usize,
    /// For each of [`FORMATTING`], the elements that were opened and not closed, wherever.
    formatting: [usize; FORMATTING.len()],
    /// Their sum.
    unclosed: usize,
    roots: usize,
}

/// An element on the stack.
struct Element {
    name: Name,
    /// Whether the end tag of an element around it closes it too.
    inline: bool,
    /// Whether it certainly is an element of SVG or MathML and not of HTML.
    foreign: bool,
}

/// The first bytes of a name in lower case: enough to tell elements apart.
type Name = [u8; 16];

impl Open {
    /// Whether what comes next may be SVG or MathML.
    fn may_be_foreign(&self) -> bool {
        self.drawings > 0
    }

    fn open(&mut self, written: &[u8], closed: bool) {
        let name = short_name(written);
        let class = classify(&name);
        let inside = self.stack.last().is_some_and(|element| element.foreign);
        let foreign = class == Class::Drawing || (inside && class == Class::Other);
        // Most elements of HTML end SVG around them.
        if !(inside && (foreign || class == Class::Caption)) {
            self.leave_foreign();
        }
        match class {
            Class::Root => self.roots += 1,
            Class::Formatting(kind) => {
                self.formatting[kind] += 1;
                self.unclosed += 1;
            }
            _ => {}
        }
        let on_stack = !matches!(class, Class::Root | Class::Void | Class::ClosesItself);
        if on_stack && !(foreign && closed) {
            let inline = matches!(class, Class::Formatting(_) | Class::Inline)
                || (foreign && class == Class::Other);
            self.drawings += usize::from(class == Class::Drawing);
            self.stack.push(Element { name, inline, foreign });
        }
    }

    fn close(&mut self, written: &[u8]) {
        let name = short_name(written);
        let class = classify(&name);
        if let Class::Formatting(kind) = class
            && self.formatting[kind] > 0
        {
            self.formatting[kind] -= 1;
            self.unclosed -= 1;
        }
        if !matches!(class, Class::Drawing | Class::Other | Class::Caption) {
            self.leave_foreign();
        }
        match self.closed_by(&name) {
            Some(index) => self.truncate(index),
            None => self.leave_foreign(),
        }
    }

    /// The element that an end tag closes.
    fn closed_by(&self, name: &Name) -> Option<usize> {
        /// How far down the stack it looks for it.
        const REACH: usize = 64;
        for (index, element) in self.stack.iter().enumerate().rev().take(REACH) {
            if element.name == *name {
                return Some(index);
            }
            if !element.inline {
                return None;
            }
        }
        None
    }

    fn truncate(&mut self, length: usize) {
        for element in self.stack.drain(length..) {
            self.drawings -= usize::from(classify(&element.name) == Class::Drawing);
        }
    }

    /// From here on what is open may be HTML.
    fn leave_foreign(&mut self) {
        if self.drawings > 0 {
            self.stack.iter_mut().for_each(|element| element.foreign = false);
        }
    }
}

fn short_name(written: &[u8]) -> Name {
    let mut name = Name::default();
    for (to, from) in name.iter_mut().zip(written) {
        *to = from.to_ascii_lowercase();
    }
    name
}

/// What opening an element does to a parser's stack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// `html`, `head` and `body`, of which there is one.
    Root,
    /// It has no content.
    Void,
    /// The next of its kind closes it; what nests it is an element of another kind.
    ClosesItself,
    /// It is opened anew after the block that closed it; the index in [`FORMATTING`].
    Formatting(usize),
    /// Other inline elements.
    Inline,
    /// Other elements of HTML.
    Block,
    /// An element of SVG or MathML with text or HTML inside.
    Caption,
    /// The outermost element of SVG or MathML.
    Drawing,
    /// What may be an element of SVG or MathML.
    Other,
}

const FORMATTING: [&[u8]; 14] = [
    b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike",
    b"strong", b"tt", b"u",
];

fn classify(name: &Name) -> Class {
    let length = name.iter().position(|&byte| byte == 0).unwrap_or(name.len());
    let name = &name[..length];
    match name {
        b"html" | b"head" | b"body" => Class::Root,
        b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link"
        | b"meta" | b"param" | b"source" | b"track" | b"wbr" => Class::Void,
        b"p" | b"li" | b"dd" | b"dt" | b"option" | b"tr" | b"td" | b"th" | b"tbody" | b"thead"
        | b"tfoot" | b"colgroup" => Class::ClosesItself,
        b"abbr" | b"acronym" | b"bdi" | b"bdo" | b"cite" | b"data" | b"del" | b"dfn" | b"ins"
        | b"kbd" | b"label" | b"mark" | b"q" | b"samp" | b"span" | b"sub" | b"sup" | b"time"
        | b"var" => Class::Inline,
        b"svg" | b"math" => Class::Drawing,
        b"address" | b"applet" | b"article" | b"aside" | b"audio" | b"blockquote" | b"button"
        | b"canvas" | b"caption" | b"center" | b"details" | b"dialog" | b"dir" | b"div" | b"dl"
        | b"fieldset" | b"figcaption" | b"figure" | b"footer" | b"form" | b"frame"
        | b"frameset" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"header" | b"hgroup"
        | b"iframe" | b"keygen" | b"listing" | b"main" | b"marquee" | b"menu" | b"nav"
        | b"noembed" | b"noframes" | b"noscript" | b"object" | b"ol" | b"optgroup" | b"picture"
        | b"plaintext" | b"pre" | b"rb" | b"rp" | b"rt" | b"rtc" | b"ruby" | b"section"
        | b"select" | b"summary" | b"table" | b"template" | b"textarea" | b"ul" | b"video"
        | b"xmp" => Class::Block,
        b"annotation-xml" | b"desc" | b"foreignobject" | b"mi" | b"mn" | b"mo" | b"ms"
        | b"mtext" | b"title" => Class::Caption,
        _ => FORMATTING
            .iter()
            .position(|formatting| *formatting == name)
            .map_or(Class::Other, Class::Formatting),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(html: &str) -> Result<(), RefusalCode> {
        check(html.as_bytes(), &Limits::default()).map_err(|refusal| refusal.code)
    }

    #[test]
    fn deep_markup_is_refused() {
        for (one, expected) in [
            ("<div>", Err(RefusalCode::TooDeep)),
            ("<ul><li>", Err(RefusalCode::TooDeep)),
            ("<table><tr><td>", Err(RefusalCode::TooDeep)),
            ("<div><marquee></div>", Err(RefusalCode::TooDeep)),
            ("<b>", Err(RefusalCode::TooDeep)),
            ("<rt>", Err(RefusalCode::TooDeep)),
            ("<svg><style>", Err(RefusalCode::TooDeep)),
            ("<svg><p><path/>", Err(RefusalCode::TooDeep)),
            ("<svg><g><![CDATA[></g>]]>", Err(RefusalCode::TooDeep)),
            ("<b></i>", Err(RefusalCode::TooDeep)),
            ("<span><b></span>", Err(RefusalCode::TooDeep)),
            ("<p>", Ok(())),
            ("<li>", Ok(())),
            ("<br>", Ok(())),
            ("<div></div>", Ok(())),
            ("<div><span></div>", Ok(())),
            ("<b></b>", Ok(())),
            ("<svg><title>x</title><path/><g><use/></g></svg>", Ok(())),
            ("<svg><path></svg>", Ok(())),
            ("<svg a=a/><tr>", Err(RefusalCode::TooDeep)),
            ("<svg a=a /><tr>", Ok(())),
        ] {
            assert_eq!(code(&one.repeat(6_000)), expected, "{one}");
        }
    }

    #[test]
    fn formatting_without_end_is_refused() {
        let bomb = format!("{}{}", "<b>".repeat(500), "<p>x".repeat(10_000));
        assert_eq!(code(&bomb), Err(RefusalCode::TooComplex));
        assert_eq!(code(&"<p><b>x</b>".repeat(10_000)), Ok(()));
    }

    /// How deep a browser's parser nests the elements.
    fn real_depth(html: &str) -> usize {
        let page = dom_smoothie::Readability::from(html);
        let elements = page.doc.select("*");
        elements.nodes().iter().map(|node| node.ancestors(None).len()).max().unwrap_or(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn what_passes_is_not_deep(
            soup in "(</?(a|b|div|span|p|li|ul|table|tr|td|svg|g|path|title|style|rt|h1|button|select|option|object|foreignobject|input|script|caption|x)( a=[a-d])?/?>|<!\\[CDATA\\[>|\\]\\]>|t){1,8}"
        ) {
            let limits = Limits { markup_depth: 24, ..Limits::default() };
            let html = soup.repeat(60);
            if check(html.as_bytes(), &limits).is_ok() {
                // Elements that close themselves are not counted, at most three for each
                // that is, and formatting may be opened anew.
                prop_assert!(real_depth(&html) <= 24 * 5 + 16, "{} {soup}", real_depth(&html));
            }
        }
    }

    #[test]
    fn attributes_and_roots_are_counted() {
        assert_eq!(code(&format!("<p {}>", "a ".repeat(5_000))), Err(RefusalCode::TooComplex));
        assert_eq!(code(&"<body a=1>".repeat(100)), Err(RefusalCode::TooComplex));
    }

    #[test]
    fn work_is_counted() {
        let nested = format!("{}{}", "<div>".repeat(500), "</div>".repeat(500));
        for (html, expected) in [
            (nested.repeat(10), Ok(())),
            (nested.repeat(400), Err(RefusalCode::TooComplex)),
            ("<p>&amp;".repeat(50_000), Ok(())),
            ("&amp;".repeat(500_000), Err(RefusalCode::TooComplex)),
            ("<p>x".repeat(500_000), Err(RefusalCode::TooComplex)),
        ] {
            assert_eq!(code(&html), expected, "{}", &html[..40]);
        }
    }
}
