//! A network as JSON Lines.

use std::io::Write;

use dateline_query::{Extent, Network};
use serde::Serialize;

use super::names;
use crate::output::notice::messages;
use crate::output::record::Header;
use crate::output::safe;

#[derive(Serialize)]
struct NodeRecord<'n> {
    r#type: &'static str,
    name: &'n str,
    articles: u64,
}

#[derive(Serialize)]
struct EdgeRecord<'n> {
    r#type: &'static str,
    persons: [&'n str; 2],
    articles: u64,
    origins: Option<u64>,
    ids: Vec<&'n str>,
}

#[derive(Serialize)]
struct Summary<'n> {
    r#type: &'static str,
    total: u64,
    origins: Option<u64>,
    persons: usize,
    pairs: u64,
    shown: usize,
    timed_out: bool,
    notes: Vec<&'n str>,
}

/// Writes the persons, the pairs and a summary.
pub(crate) fn write_json(
    out: &mut impl Write,
    question: &str,
    network: &Network,
) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new("dateline.network/1", Some(question)))?;
    for node in &network.nodes {
        let (name, articles) = (node.name.as_str(), node.articles);
        safe::write_json(out, &NodeRecord { r#type: "node", name, articles })?;
    }
    for edge in &network.edges {
        let record = EdgeRecord {
            r#type: "edge",
            persons: names(network, edge),
            articles: edge.articles,
            origins: edge.origins,
            ids: edge.shown.iter().map(|id| id.as_str()).collect(),
        };
        safe::write_json(out, &record)?;
    }
    let summary = Summary {
        r#type: "summary",
        total: network.total,
        origins: network.origins.map(|origins| origins.count),
        persons: network.nodes.len(),
        pairs: network.pairs,
        shown: network.edges.len(),
        timed_out: network.extent == Extent::Part,
        notes: messages(&network.notes),
    };
    safe::write_json(out, &summary)
}
