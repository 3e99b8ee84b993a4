//! A network for people.

use std::io::{self, Write};

use dateline_query::Network;
use unicode_width::UnicodeWidthStr;

use super::names;
use crate::output::page::{Page, WIDEST, articles_and_origins, number_for_people};
use crate::output::safe;
use crate::output::style::Role;

/// The most columns of a name before the rest of a line moves to the right.
const LONGEST: usize = 30;

impl Page<'_> {
    /// Prints the pairs, a line each, with an article that names both.
    pub(crate) fn network(&self, out: &mut impl Write, network: &Network) -> io::Result<()> {
        let shown = |name: &str| safe::line(name).into_owned();
        let rows: Vec<_> =
            network.edges.iter().map(|edge| names(network, edge).map(shown)).collect();
        let widest =
            |side: usize| rows.iter().map(|row| row[side].width()).max().unwrap_or(0).min(LONGEST);
        let widths = [widest(0), widest(1)];
        for (row, edge) in rows.iter().zip(&network.edges) {
            let [one, other] = row;
            let pads = [0, 1].map(|side| widths[side].saturating_sub(row[side].width()));
            let number = number_for_people(edge.articles);
            write!(
                out,
                "{one}{:one_pad$}  {other}{:other_pad$}  {number:>6}",
                "",
                "",
                one_pad = pads[0],
                other_pad = pads[1]
            )?;
            let taken = one.width() + pads[0] + 2 + other.width() + pads[1] + 2 + 6 + 2;
            let room = self.width.min(WIDEST).saturating_sub(taken);
            if let Some(evidence) = edge.shown.first().and_then(|id| fitting(id.as_str(), room)) {
                write!(out, "  {}", self.look.dress(Role::Source, &evidence))?;
            }
            writeln!(out)?;
        }
        if !network.edges.is_empty() {
            let summary = format!(
                "{} of {} pairs in {}",
                number_for_people(network.edges.len() as u64),
                number_for_people(network.pairs),
                articles_and_origins(network.total, network.origins)
            );
            writeln!(out, "{}", self.look.dress(Role::Source, &summary))?;
        }
        Ok(())
    }
}

/// The fewest columns in which a part of an id tells anything.
const NARROWEST: usize = 12;

/// The id, or, where there is not room for all of it, its end, which tells more of a path.
fn fitting(id: &str, room: usize) -> Option<String> {
    let id = safe::line(id);
    if id.width() <= room {
        return Some(id.into_owned());
    }
    let mut start = id.len();
    for (at, _) in id.char_indices().rev() {
        if id[at..].width() + 1 > room {
            break;
        }
        start = at;
    }
    (room >= NARROWEST).then(|| format!("…{}", &id[start..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_cut_in_front() {
        assert_eq!(fitting("a/b.txt", 7).as_deref(), Some("a/b.txt"));
        assert_eq!(fitting("news/2021/09/b.txt", 12).as_deref(), Some("…21/09/b.txt"));
        assert_eq!(fitting("news/2021/09/b.txt", 8), None);
    }
}
