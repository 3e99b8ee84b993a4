//! A network in the language of Graphviz.

use std::io::{self, Write};

use dateline_query::Network;

use super::ids;
use crate::output::safe;

/// Writes the network; the weight of a pair is its number of articles, and its line as wide
/// as the logarithm of that.
pub(crate) fn write_dot(out: &mut impl Write, network: &Network) -> io::Result<()> {
    writeln!(out, "graph persons {{")?;
    writeln!(out, "  node [shape=plaintext];")?;
    for (number, node) in network.nodes.iter().enumerate() {
        let (name, articles) = (quoted(&node.name), node.articles);
        writeln!(out, "  n{number} [label={name}, articles={articles}];")?;
    }
    for edge in &network.edges {
        let [one, other] = edge.persons;
        let (articles, width) = (edge.articles, 1.0 + (edge.articles.max(1) as f64).log2());
        let ids = quoted(&ids(edge, " "));
        writeln!(
            out,
            "  n{one} -- n{other} [weight={articles}, penwidth={width:.1}, label={articles}, \
             ids={ids}];"
        )?;
    }
    writeln!(out, "}}")
}

/// A string in quotes. A backslash in front of a quotation mark would escape it, so that
/// every one is written as two.
fn quoted(text: &str) -> String {
    format!("\"{}\"", safe::line(text).replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_end_no_string() {
        assert_eq!(quoted("a \"b\" \\"), "\"a \\\"b\\\" \\\\\"");
    }
}
