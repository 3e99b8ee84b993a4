//! Hits and facets for people.

use std::io::{self, Write};

use dateline_model::{ByteSpan, PartialDate, Published};
use dateline_query::{Counted, Facet, FacetAnswer, Hit, HitPassage, Listed, NamedKind, Origins};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::explanation::write_explanation;
use super::family::copies_line;
use super::published::in_short;
use super::safe;
use super::style::{Look, Role};

/// A place to print hits: its width in columns and its look.
pub(crate) struct Page<'p> {
    pub(crate) width: usize,
    pub(crate) look: &'p Look,
}

/// Whether passages stand with their handles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handles {
    Shown,
    Hidden,
}

/// The widest text that reads well, in columns.
pub(crate) const WIDEST: usize = 100;
/// Columns before each line of a hit.
const INDENT: usize = 4;

impl Page<'_> {
    /// Prints a hit with its number.
    pub(crate) fn hit(
        &self,
        out: &mut impl Write,
        number: usize,
        hit: &Hit,
        handles: Handles,
    ) -> io::Result<()> {
        self.title(out, number, &hit.title, &hit.title_lights)?;
        self.whose(out, hit.outlet.as_deref(), hit.published, hit.id.as_str())?;
        if let Some(otherwise) = named_otherwise(hit) {
            let line = self.look.dress(Role::Source, &safe::line(&otherwise));
            writeln!(out, "{:INDENT$}{line}", "")?;
        }
        let last = hit.passages.len().saturating_sub(1);
        for (number, passage) in hit.passages.iter().enumerate() {
            self.passage(out, passage, if number < last { " …" } else { "" })?;
            if handles == Handles::Shown {
                let handle = passage.part().handle(hit.id.as_str());
                let handle = self.look.dress(Role::Note, &safe::line(&handle));
                writeln!(out, "{:INDENT$}{handle}", "")?;
            }
        }
        if let Some(copies) = copies_line(hit) {
            for line in wrap(&safe::line(&copies), self.width.min(WIDEST).saturating_sub(INDENT)) {
                writeln!(out, "{:INDENT$}{}", "", self.look.dress(Role::Source, &line))?;
            }
        }
        write_explanation(out, hit, &" ".repeat(INDENT))?;
        writeln!(out)
    }

    /// Prints articles with their numbers, and how many they are.
    pub(crate) fn list(&self, out: &mut impl Write, listed: &[Listed]) -> io::Result<()> {
        for (number, Listed { id, title, outlet, published, .. }) in listed.iter().enumerate() {
            self.title(out, number + 1, title, &[])?;
            self.whose(out, outlet.as_deref(), *published, id)?;
        }
        let articles = match listed.len() as u64 {
            0 => return Ok(()),
            1 => "1 article".to_owned(),
            many => format!("{} articles", number_for_people(many)),
        };
        writeln!(out, "\n{}", self.look.dress(Role::Source, &articles))
    }

    fn title(
        &self,
        out: &mut impl Write,
        number: usize,
        title: &str,
        lights: &[ByteSpan],
    ) -> io::Result<()> {
        let title = match title.is_empty() {
            true => "(no title)".to_owned(),
            false => self.lit(title, lights, Role::TitleLight, Some(Role::Title)),
        };
        writeln!(out, "{number:>2}. {title}")
    }

    /// Prints whose an article is, of when, and its id.
    fn whose(
        &self,
        out: &mut impl Write,
        outlet: Option<&str>,
        published: Option<Published>,
        id: &str,
    ) -> io::Result<()> {
        let outlet = outlet.map(|outlet| safe::line(outlet).into_owned());
        let parts = [outlet, published.map(in_short), Some(safe::line(id).into_owned())];
        let about: Vec<String> = parts.into_iter().flatten().collect();
        writeln!(out, "{:INDENT$}{}", "", self.look.dress(Role::Source, &about.join(" · ")))
    }

    /// Prints a passage and what stands between it and the next.
    fn passage(&self, out: &mut impl Write, passage: &HitPassage, gap: &str) -> io::Result<()> {
        let text = self.lit(&passage.text, &passage.lights, Role::Light, None) + gap;
        for line in wrap(&text, self.width.min(WIDEST).saturating_sub(INDENT)) {
            writeln!(out, "{:INDENT$}{line}", "")?;
        }
        Ok(())
    }

    /// The text on one line with its lights, the rest in the role given.
    pub(super) fn lit(
        &self,
        text: &str,
        lights: &[ByteSpan],
        role: Role,
        rest: Option<Role>,
    ) -> String {
        let mut dressed = String::with_capacity(text.len() + 32 * lights.len());
        let mut push = |part: &str, role: Option<Role>| {
            let part = safe::line(part);
            match role {
                Some(role) if !part.is_empty() => dressed.push_str(&self.look.dress(role, &part)),
                _ => dressed.push_str(&part),
            }
        };
        let mut at = 0;
        for light in lights {
            push(text.get(at..light.start()).unwrap_or_default(), rest);
            push(light.of(text).unwrap_or_default(), Some(role));
            at = light.end();
        }
        push(text.get(at..).unwrap_or_default(), rest);
        dressed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Prints facets with bars in proportion.
    pub(crate) fn facets(&self, out: &mut impl Write, answer: &FacetAnswer) -> io::Result<()> {
        let values: Vec<_> = answer.facets.iter().map(|facet| safe::line(&facet.value)).collect();
        let widest = values.iter().map(|value| value.width()).max().unwrap_or(0);
        let most = answer.facets.first().map_or(1, |facet| facet.articles.max(1));
        // Where nothing is a copy of anything, the column would say the same twice.
        let has_copies = answer.facets.iter().any(|facet| facet.origins != Some(facet.articles));
        let origins = |facet: &Facet| match facet.origins.filter(|_| has_copies) {
            None => String::new(),
            Some(1) => format!("  {:>3} origin ", 1),
            Some(origins) => format!("  {origins:>3} origins"),
        };
        let taken = widest + 12 + answer.facets.first().map_or(0, |first| origins(first).len());
        let room = self.width.min(WIDEST).saturating_sub(taken).clamp(1, 40) as u64;
        for (value, facet) in values.iter().zip(&answer.facets) {
            let bar = "▪".repeat((facet.articles * room).div_ceil(most) as usize);
            let pad = widest - value.width();
            let bar = self.look.dress(Role::Source, &bar);
            let origins = self.look.dress(Role::Note, &origins(facet));
            writeln!(out, "{value}{:pad$}  {:>6}{origins}  {bar}", "", facet.articles)?;
        }
        Ok(())
    }
}

/// The spellings of persons in a hit that do not show what was asked for; none when all do.
fn named_otherwise(hit: &Hit) -> Option<String> {
    let shows = |printed: &str, asked: &str| {
        let (printed, asked) = (dateline_model::fold(printed), dateline_model::fold(asked));
        printed.contains(asked.as_ref())
    };
    let otherwise: Vec<String> = hit
        .named
        .iter()
        .filter(|named| named.kind == NamedKind::Person)
        .filter(|named| !named.printed.iter().any(|printed| shows(printed, &named.asked)))
        .map(|named| format!("“{}”", named.printed.join("”, “")))
        .collect();
    (!otherwise.is_empty()).then(|| format!("named as {}", otherwise.join(", ")))
}

/// So many articles and, where it is known and another number, of so many origins.
pub(crate) fn articles_and_origins(articles: u64, origins: Option<Origins>) -> String {
    let all = match articles {
        1 => "1 article".to_owned(),
        _ => format!("{} articles", number_for_people(articles)),
    };
    let origins = origins.filter(|origins| origins.count != articles);
    match origins.map(|origins| (number_for_people(origins.count), origins.counted)) {
        None => all,
        Some((count, Counted::Exactly)) => format!("{all}, {count} origins"),
        Some((count, Counted::About)) => format!("{all}, about {count} origins"),
    }
}

/// A date as people write it: "23 Sep 2021".
pub(crate) fn day_for_people(date: PartialDate) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |number: i8| MONTHS[usize::from(number.unsigned_abs()) - 1];
    match date {
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Month(year, number) => format!("{} {year}", month(number)),
        PartialDate::Day(day) => format!("{} {} {}", day.day(), month(day.month()), day.year()),
    }
}

/// A number as people write it: "11,544".
pub(crate) fn number_for_people(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A size as people write it: "4.2 MB".
pub(crate) fn size_for_people(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// The text in lines of at most `width` columns, broken at spaces; escape sequences of
/// our own take no column.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut column = 0;
    for word in text.split(' ') {
        let columns = visible_width(word);
        let line = lines.last_mut().expect("there is always a last line");
        if column > 0 && column + 1 + columns > width {
            lines.push(word.to_owned());
            column = columns;
            continue;
        }
        if column > 0 {
            line.push(' ');
            column += 1;
        }
        line.push_str(word);
        column += columns;
    }
    lines
}

/// The columns that a text takes, without the colour sequences in it.
fn visible_width(text: &str) -> usize {
    let mut columns = 0;
    let mut in_sequence = false;
    for character in text.chars() {
        match (in_sequence, character) {
            (false, '\u{1b}') => in_sequence = true,
            (false, other) => columns += other.width().unwrap_or(0),
            (true, 'm') => in_sequence = false,
            (true, _) => {}
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::Colour;

    #[test]
    fn lines_break_at_spaces_and_colours_take_no_room() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("\u{1b}[1mone\u{1b}[0m two", 7).len(), 1);
        assert_eq!(wrap("averylongword x", 5), ["averylongword", "x"]);
        assert_eq!(wrap("東京 東京", 5), ["東京", "東京"]);
    }

    #[test]
    fn lights_are_marked_without_colour() {
        let look = Look::plain();
        let page = Page { width: 80, look: &look };
        let lights = [ByteSpan::new(2, 12)];
        assert_eq!(page.lit("a safe house\nb", &lights, Role::Light, None), "a **safe house** b");
    }

    #[test]
    fn hostile_text_is_shown_not_run() {
        let look = Look::new(Colour::On, "", "");
        let page = Page { width: 80, look: &look };
        let shown = page.lit("a\u{1b}[2Jb", &[], Role::Light, None);
        assert_eq!(shown, "a\\u{1b}[2Jb");
    }

    #[test]
    fn numbers_and_days_for_people() {
        assert_eq!(number_for_people(11_544), "11,544");
        assert_eq!(number_for_people(999), "999");
        assert_eq!(day_for_people("2021-09-06".parse().unwrap()), "6 Sep 2021");
        assert_eq!(day_for_people("2021-09".parse().unwrap()), "Sep 2021");
    }
}
