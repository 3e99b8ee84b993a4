//! A network in each of its forms.

mod dot;
mod graphml;
mod json;
mod text;

use std::io::Write;

use dateline_query::{Edge, Network};

pub(crate) use self::dot::write_dot;
pub(crate) use self::graphml::write_graphml;
pub(crate) use self::json::write_json;
use super::table::{Rows, Table};

/// Writes the pairs as rows.
pub(crate) fn write_rows(
    out: &mut impl Write,
    rows: Rows,
    network: &Network,
) -> anyhow::Result<()> {
    let mut table = Table::new(out, rows, &["person", "other", "articles", "origins", "ids"])?;
    for edge in &network.edges {
        let [one, other] = names(network, edge);
        let origins = edge.origins.map(|origins| origins.to_string()).unwrap_or_default();
        table.row(&[one, other, &edge.articles.to_string(), &origins, &ids(edge, " ")])?;
    }
    table.finish()
}

/// The names of a pair.
fn names<'n>(network: &'n Network, edge: &Edge) -> [&'n str; 2] {
    edge.persons.map(|number| network.nodes[number].name.as_str())
}

/// The articles that are told for a pair.
fn ids(edge: &Edge, between: &str) -> String {
    let ids: Vec<&str> = edge.shown.iter().map(|id| id.as_str()).collect();
    ids.join(between)
}
