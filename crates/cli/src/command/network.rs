//! `dateline network`.

use std::io::Write;

use dateline_query::{NetworkRequest, SearchRequest, Together};

use crate::args::{GlobalArgs, NetworkArgs, NetworkFormat, Talk, WithinArg};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output;
use crate::output::network;
use crate::output::notice::Aside;
use crate::output::page::Page;
use crate::output::style::Look;
use crate::output::table::Rows;

pub(super) fn run(
    global: &GlobalArgs,
    args: &NetworkArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let format =
        args.format.unwrap_or(environment.stdout.suited(NetworkFormat::Text, NetworkFormat::Tsv));
    let search = super::request(global, &args.question, environment)?;
    let request = NetworkRequest {
        search: SearchRequest { limit: args.limit, ..search },
        together: match args.together {
            WithinArg::Article => Together::Article,
            WithinArg::Sentence => Together::Sentence,
        },
        least: args.min,
        persons: args.question.person.clone(),
        articles: args.articles,
    };
    let found = super::overrides::open(global)?.network(&request)?;
    super::notices::tell(global, &args.question, &found.notes, found.extent)?;
    if found.edges.is_empty() && global.talk() == Talk::Usual {
        Aside::Nothing("no two persons are named together").say(global.errors());
    }
    let mut out = output::stdout();
    let question = args.question.question();
    match format {
        NetworkFormat::Text => {
            let look = Look::new(global.colour(environment), "", "");
            Page { width: environment.width, look: &look }.network(&mut out, &found)?;
        }
        NetworkFormat::Json => network::write_json(&mut out, &question, &found)?,
        NetworkFormat::Csv => network::write_rows(&mut out, global.csv(), &found)?,
        NetworkFormat::Tsv => network::write_rows(&mut out, Rows::Tsv, &found)?,
        NetworkFormat::Graphml => network::write_graphml(&mut out, &found)?,
        NetworkFormat::Dot => network::write_dot(&mut out, &found)?,
    }
    out.flush()?;
    Ok(super::exit(!found.edges.is_empty(), found.extent))
}
