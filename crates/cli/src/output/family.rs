//! Copies and origins for people.

use dateline_model::ArticleId;
use dateline_query::{CopyInBrief, Counted, Hit, Origins};

use super::page::{day_for_people, number_for_people};

/// The most outlets that a line names.
const NAMED: usize = 3;

/// What a hit says of its copies: how many, and where; none where it is alone.
pub(crate) fn copies_line(hit: &Hit) -> Option<String> {
    let family = hit.family.as_ref()?;
    let copies = match family.count {
        1 => "+1 copy".to_owned(),
        count => format!("+{} copies", number_for_people(count)),
    };
    let is_shown_first = family.first == hit.id;
    let mut line = format!("{copies} in {}", outlets(&family.copies, family.count));
    if let Some(first) = family.copies.first().filter(|_| !is_shown_first)
        && let Some(published) = first.published
    {
        let day = day_for_people(published.date);
        line.push_str(&format!(" · first in {}, {day} (inferred)", outlet(first)));
    }
    Some(line)
}

/// Outlets by name, each once, and how many copies are elsewhere.
fn outlets(copies: &[CopyInBrief], count: u64) -> String {
    let mut names: Vec<(&str, u64)> = Vec::new();
    for copy in copies {
        let name = outlet(copy);
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, times)) => *times += 1,
            None => names.push((name, 1)),
        }
    }
    let named = &names[..names.len().min(NAMED)];
    let others = count - named.iter().map(|(_, times)| times).sum::<u64>();
    let times = |&(name, times): &(&str, u64)| match times {
        1 => name.to_owned(),
        times => format!("{name} ({times})"),
    };
    let listed = named.iter().map(times).collect::<Vec<_>>().join(", ");
    match others {
        0 => listed,
        others => format!("{listed} and {} more", number_for_people(others)),
    }
}

/// The outlet of a copy; where it is not known, the folder that its id begins with.
pub(crate) fn outlet(copy: &CopyInBrief) -> &str {
    copy.outlet.as_deref().unwrap_or_else(|| folder(&copy.id))
}

/// The first folder of an id that is a path, or the id.
pub(crate) fn folder(id: &ArticleId) -> &str {
    id.as_str().split_once('/').map_or(id.as_str(), |(folder, _)| folder)
}

/// "5 origins", behind the number of articles; none where there are as many.
pub(crate) fn origins(origins: Option<Origins>, articles: u64) -> Option<String> {
    let origins = origins.filter(|origins| origins.count < articles)?;
    let about = match origins.counted {
        Counted::Exactly => "",
        Counted::About => "about ",
    };
    let word = if origins.count == 1 { "origin" } else { "origins" };
    Some(format!("{about}{} {word}", number_for_people(origins.count)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(id: &str, outlet: Option<&str>) -> CopyInBrief {
        let id = ArticleId::new(id).unwrap();
        CopyInBrief { id, outlet: outlet.map(str::to_owned), published: None }
    }

    #[test]
    fn outlets_are_named_once() {
        let copies = [
            copy("a/b/c.txt", None),
            copy("x", Some("Post")),
            copy("a/d.txt", None),
            copy("y", Some("Argus")),
            copy("z", Some("Courier")),
        ];
        assert_eq!(outlets(&copies[..2], 2), "a, Post");
        assert_eq!(outlets(&copies, 5), "a (2), Post, Argus and 1 more");
        assert_eq!(outlets(&copies[1..2], 30), "Post and 29 more");
    }

    #[test]
    fn origins_are_told_where_they_are_fewer() {
        let told = |count, counted, articles| origins(Some(Origins { count, counted }), articles);
        assert_eq!(told(5, Counted::Exactly, 8).as_deref(), Some("5 origins"));
        assert_eq!(told(1, Counted::Exactly, 2).as_deref(), Some("1 origin"));
        assert_eq!(told(4100, Counted::About, 9000).as_deref(), Some("about 4,100 origins"));
        assert_eq!(told(8, Counted::Exactly, 8), None);
        assert_eq!(origins(None, 8), None);
    }
}
