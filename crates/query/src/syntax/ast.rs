//! What a query says, before anything is looked up.

use std::fmt;

use dateline_model::{ByteSpan, DateRange};
use dateline_schema::Has;

use super::parser::has_word;
use super::{Boost, DateMatch, Distance, Edits, Field, Note, WordGap, chunk};

/// A query as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedQuery {
    /// What is asked.
    pub root: Node,
    /// What was read otherwise than it may have been meant, in the order of the text.
    pub notes: Vec<Note>,
}

/// A part of a query. Spans are of the query text.
///
/// The parser makes no [`Node::And`] or [`Node::Or`] of fewer than two parts nor directly
/// inside one of its own kind, and a [`Node::Not`] only as a part of an `And` that has at
/// least one part which is not negated, if only [`Node::All`]. A [`Node::Required`] is a part
/// of an `And` or `Or`, and neither negated nor weighted as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Every article: nothing is asked, or `*`.
    All,
    /// Words to be found in the title or the text.
    Words {
        /// The words as typed, without the quotes around them.
        text: String,
        /// Whether they were typed in quotes.
        quoting: Quoting,
        /// Where they stand, quotes included.
        span: ByteSpan,
    },
    /// A value to be found in a field.
    Field {
        /// The field.
        field: Field,
        /// The value.
        value: Value,
        /// Where field and value stand; of a value in a group (`person:(Saleh OR Wasiq)`),
        /// where the value does.
        span: ByteSpan,
    },
    /// Parts that stand near each other, in any order.
    Near {
        /// At least two of: words, values of [`Field::Text`], [`Field::Person`] and
        /// [`Field::Place`], [`Has::Person`] and [`Has::Place`], other `Near`, and
        /// [`Node::Or`] of these.
        parts: Vec<Node>,
        /// Between each part and the next as typed, how many other words may stand there.
        gaps: Vec<WordGap>,
        /// Where the parts stand.
        span: ByteSpan,
    },
    /// A part that counts more or less for the rank.
    Boosted {
        /// The part; it gives articles different scores.
        node: Box<Node>,
        /// How much it counts.
        boost: Boost,
    },
    /// What has to match even where not everything has to: beside alternatives (`a OR +b`),
    /// or where any word is enough.
    Required(Box<Node>),
    /// What is not to match.
    Not(Box<Node>),
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
}

/// How words were typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quoting {
    /// As one run of characters without white space. It may still be several words of the
    /// index (`al-Qaeda`, `O'Brien`, `25,000`), which then have to stand in sequence.
    Bare,
    /// As a phrase in quotes.
    Quoted,
    /// As a phrase in quotes whose words may have others between them, so many in all.
    Gapped(WordGap),
    /// As one word with `*` for any letters and `?` for any letter; in the value of
    /// [`Field::Id`] and [`Field::Source`], any text with `*` for any text.
    Pattern,
    /// As one word that stands for all which are like it.
    Fuzzy(Edits),
}

/// What a field is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text {
        /// The words as typed, without the quotes around them; at least one letter or digit.
        text: String,
        /// Whether they were typed in quotes.
        quoting: Quoting,
    },
    /// A name as articles print it, for [`Field::Person`] and [`Field::Place`]; at least one
    /// letter or digit.
    AsPrinted(String),
    /// What an article has, for [`Field::Has`].
    Has(Has),
    /// The surroundings of a place, for [`Field::Near`].
    Around {
        /// The place: a name, or latitude and longitude; at least one letter or digit.
        center: String,
        /// How far they reach.
        distance: Distance,
    },
    /// Days, for [`Field::Date`] and [`Field::Published`].
    Dates {
        /// From the first to the last.
        range: DateRange,
        /// How the dates of articles have to lie to them, where the query says so.
        matching: Option<DateMatch>,
    },
}

impl Node {
    /// Both or all of the parts, at least one of them; negated parts alone take away from
    /// every article.
    pub(super) fn all_of(parts: Vec<Node>) -> Node {
        let mut joined = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::And(inner) => joined.extend(inner),
                other => joined.push(other),
            }
        }
        if joined.iter().all(|part| matches!(part, Self::Not(_))) {
            joined.insert(0, Self::All);
        }
        Self::one_or(joined, Self::And)
    }

    /// Any of the parts, at least one of them.
    pub(super) fn any_of(parts: Vec<Node>) -> Node {
        let mut joined = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Or(inner) => joined.extend(inner),
                other => joined.push(other),
            }
        }
        Self::one_or(joined, Self::Or)
    }

    /// The node itself where what has to match stands alone.
    pub(super) fn unrequired(self) -> Node {
        match self {
            Self::Required(node) => *node,
            other => other,
        }
    }

    /// Whether something in it gives articles different scores.
    pub(super) fn ranks(&self) -> bool {
        match self {
            Self::All | Self::Not(_) => false,
            Self::Words { .. } | Self::Near { .. } => true,
            Self::Field { field, .. } => field.ranks(),
            Self::Boosted { node, .. } | Self::Required(node) => node.ranks(),
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::ranks),
        }
    }

    /// Whether it asks for anything: some part is more than signs without a letter or digit.
    pub(super) fn asks(&self) -> bool {
        match self {
            Self::All | Self::Field { .. } | Self::Near { .. } => true,
            Self::Words { text, .. } => has_word(text),
            Self::Boosted { node, .. } | Self::Required(node) | Self::Not(node) => node.asks(),
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks),
        }
    }

    /// The node with every span empty, for comparing what two texts are read as.
    ///
    /// ```
    /// use dateline_query::syntax::parse;
    ///
    /// let (one, other) = (parse("a AND -b")?, parse("a NOT b")?);
    /// assert_ne!(one.root, other.root);
    /// assert_eq!(one.root.without_spans(), other.root.without_spans());
    /// # Ok::<(), dateline_query::syntax::SyntaxError>(())
    /// ```
    #[must_use]
    pub fn without_spans(self) -> Self {
        let span = ByteSpan::new(0, 0);
        let all = |parts: Vec<Self>| parts.into_iter().map(Self::without_spans).collect();
        let boxed = |node: Box<Self>| Box::new(node.without_spans());
        match self {
            Self::All => Self::All,
            Self::Words { text, quoting, .. } => Self::Words { text, quoting, span },
            Self::Field { field, value, .. } => Self::Field { field, value, span },
            Self::Near { parts, gaps, .. } => Self::Near { parts: all(parts), gaps, span },
            Self::Boosted { node, boost } => Self::Boosted { node: boxed(node), boost },
            Self::Required(node) => Self::Required(boxed(node)),
            Self::Not(node) => Self::Not(boxed(node)),
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(parts) => Self::Or(all(parts)),
        }
    }

    /// Calls `visit` with the span of every part that has one, in the order of the text.
    pub fn for_each_span(&self, visit: &mut impl FnMut(ByteSpan)) {
        match self {
            Self::All => {}
            Self::Words { span, .. } | Self::Field { span, .. } => visit(*span),
            Self::Near { parts, span, .. } => {
                visit(*span);
                parts.iter().for_each(|part| part.for_each_span(visit));
            }
            Self::Boosted { node, .. } | Self::Required(node) | Self::Not(node) => {
                node.for_each_span(visit);
            }
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().for_each(|part| part.for_each_span(visit));
            }
        }
    }

    fn one_or(mut parts: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            Some(last) => {
                parts.push(last);
                many(parts)
            }
            None => Self::All,
        }
    }
}

/// The canonical form of the query, which reads as the same query: `NOT` for `-`, straight
/// quotes, a field at each of its values, dates and distances in full.
impl fmt::Display for ParsedQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

/// As [`ParsedQuery`] is displayed.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::Words { text, quoting, .. } => write_text(f, text, *quoting),
            Self::Field { field, value, .. } => write!(f, "{field}:{value}"),
            Self::Near { parts, gaps, .. } => {
                parts[0].fmt_operand(f, Binding::Tightest)?;
                for (gap, part) in gaps.iter().zip(&parts[1..]) {
                    write!(f, " NEAR/{gap} ")?;
                    part.fmt_operand(f, Binding::Tightest)?;
                }
                Ok(())
            }
            Self::Boosted { node, boost } if node.takes_modifier() => write!(f, "{node}^{boost}"),
            Self::Boosted { node, boost } => write!(f, "({node})^{boost}"),
            Self::Required(node) => {
                let shown = node.to_string();
                let is_bound = !matches!(**node, Self::And(_) | Self::Or(_))
                    && shown.starts_with(|c: char| c.is_alphanumeric() || c == '"');
                if is_bound { write!(f, "+{shown}") } else { write!(f, "+({shown})") }
            }
            Self::Not(node) => {
                f.write_str("NOT ")?;
                node.fmt_operand(f, Binding::Near)
            }
            Self::And(parts) => fmt_parts(f, parts, " ", Binding::And),
            Self::Or(parts) => fmt_parts(f, parts, " OR ", Binding::Or),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { text, quoting } => write_text(f, text, *quoting),
            Self::AsPrinted(text) => write!(f, "=\"{text}\""),
            Self::Has(has) => has.fmt(f),
            Self::Around { center, distance } => write!(f, "\"{center}\"~{distance}"),
            Self::Dates { range, matching: None } => range.fmt(f),
            Self::Dates { range, matching: Some(matching) } => write!(f, "\"{matching} {range}\""),
        }
    }
}

/// How tightly what surrounds a part holds its parts together, the loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Near,
    Tightest,
}

impl Node {
    /// Whether a weight can be written right behind the node as it is displayed.
    fn takes_modifier(&self) -> bool {
        let (text, quoting) = match self {
            Self::Words { text, quoting, .. } => (text, quoting),
            Self::Field { field, value: Value::Text { text, quoting }, .. }
                if field.holds_words() =>
            {
                (text, quoting)
            }
            _ => return false,
        };
        match quoting {
            Quoting::Quoted | Quoting::Gapped(_) | Quoting::Fuzzy(_) => true,
            Quoting::Bare | Quoting::Pattern => chunk::takes_modifier(text),
        }
    }

    fn fmt_operand(&self, f: &mut fmt::Formatter<'_>, around: Binding) -> fmt::Result {
        let own = match self {
            Self::Or(_) => Binding::Or,
            Self::And(_) => Binding::And,
            Self::Near { .. } => Binding::Near,
            _ => Binding::Tightest,
        };
        if own < around { write!(f, "({self})") } else { write!(f, "{self}") }
    }

    /// As [`Node::fmt_operand`], a date in quotes.
    fn fmt_closed(&self, f: &mut fmt::Formatter<'_>, around: Binding) -> fmt::Result {
        match self {
            Self::Field { field, value: Value::Dates { range, matching: None }, .. } => {
                write!(f, "{field}:\"{range}\"")
            }
            Self::Not(inner) => {
                f.write_str("NOT ")?;
                inner.fmt_closed(f, Binding::Near)
            }
            _ => self.fmt_operand(f, around),
        }
    }
}

fn fmt_parts(
    f: &mut fmt::Formatter<'_>,
    parts: &[Node],
    between: &str,
    binding: Binding,
) -> fmt::Result {
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            f.write_str(between)?;
        }
        match parts.get(number + 1) {
            Some(next) if joins_dates(next) => part.fmt_closed(f, binding)?,
            _ => part.fmt_operand(f, binding)?,
        }
    }
    Ok(())
}

/// Whether the words, after a date without quotes, would be read as a part of it.
fn joins_dates(node: &Node) -> bool {
    matches!(node, Node::Words { text, quoting: Quoting::Bare, .. }
        if super::parser::joins_dates(text))
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str, quoting: Quoting) -> fmt::Result {
    match quoting {
        Quoting::Bare | Quoting::Pattern => f.write_str(text),
        Quoting::Quoted => write!(f, "\"{text}\""),
        Quoting::Gapped(gap) => write!(f, "\"{text}\"~{gap}"),
        Quoting::Fuzzy(edits) => write!(f, "{text}{edits}"),
    }
}
