//! A network as GraphML, which Gephi, yEd and others read.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use dateline_query::Network;

use super::ids;
use crate::output::safe;

/// What stands before the persons: which facts persons and pairs have.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="articles" for="node" attr.name="articles" attr.type="long"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="ids" for="edge" attr.name="ids" attr.type="string"/>
  <graph id="persons" edgedefault="undirected">
"#;

/// Writes the network; the weight of a pair is its number of articles.
pub(crate) fn write_graphml(out: &mut impl Write, network: &Network) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for (number, node) in network.nodes.iter().enumerate() {
        writeln!(
            out,
            "    <node id=\"n{number}\"><data key=\"label\">{}</data>\
             <data key=\"articles\">{}</data></node>",
            escaped(&node.name),
            node.articles
        )?;
    }
    for (number, edge) in network.edges.iter().enumerate() {
        let [one, other] = edge.persons;
        writeln!(
            out,
            "    <edge id=\"e{number}\" source=\"n{one}\" target=\"n{other}\">\
             <data key=\"weight\">{}</data><data key=\"ids\">{}</data></edge>",
            edge.articles,
            escaped(&ids(edge, " "))
        )?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")
}

/// The text as character data of XML, which has no way to write most control characters:
/// these are shown as what they are.
fn escaped(text: &str) -> String {
    let text: Cow<'_, str> = safe::line(text);
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {
                let code = u32::from(character);
                write!(escaped, "\\u{{{code:x}}}").expect("a string takes every text");
            }
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escaped("A <b> & \"c\"\u{1}"), "A &lt;b&gt; &amp; &quot;c&quot;\\u{1}");
    }
}
