use std::borrow::Cow;

use crate::date;
use crate::draft::Draft;
use crate::fields::{Field, FieldMap, Rank};
use crate::header::{Line, lines_from};

/// The longest front matter, in lines.
const MOST_LINES: usize = 200;

/// Reads the front matter that a text begins with, if it does: lines of `key: value`
/// between `---`, or of `key = value` between `+++`. Returns where the text goes on.
///
/// This is not all of YAML or TOML: values of one line, and lists of them.
pub(super) fn read(text: &str, map: &FieldMap) -> (Draft<'static>, usize) {
    let mut lines = lines_from(text, 0);
    let fence = lines.next().map(|line| line.text.trim_end()).unwrap_or_default();
    let separator = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return (Draft::default(), 0),
    };
    let mut found = Found::default();
    for line in lines.take(MOST_LINES) {
        if line.text.trim_end() == fence {
            return (found.draft(), line.next);
        }
        found.line(&line, separator, map);
    }
    // Without an end it is a rule, and what follows is text.
    (Draft::default(), 0)
}

#[derive(Default)]
struct Found {
    values: [Option<(Rank, String)>; Field::ALL.len()],
    /// The field whose list goes on in lines of its own.
    list: Option<(Field, Rank)>,
}

impl Found {
    fn line(&mut self, line: &Line<'_>, separator: char, map: &FieldMap) {
        if let Some(item) = line.text.trim_start().strip_prefix("- ") {
            if let Some((field, rank)) = self.list {
                self.add(field, rank, item);
            }
            return;
        }
        let Some((key, value)) = line.text.split_once(separator) else { return };
        self.list = map.lookup(key.trim());
        if let Some((field, rank)) = self.list {
            let items = value.trim().strip_prefix('[').and_then(|list| list.strip_suffix(']'));
            match items {
                Some(items) => items.split(',').for_each(|item| self.add(field, rank, item)),
                None => self.add(field, rank, value),
            }
        }
    }

    /// Takes a value, or adds it to the list of its key.
    fn add(&mut self, field: Field, rank: Rank, value: &str) {
        let value = match field {
            Field::Published | Field::Updated => date_value(value),
            _ => unquoted(value),
        };
        // A date that is none, such as that of a draft, must not hide another.
        let is_date = matches!(field, Field::Published | Field::Updated);
        if value.is_empty() || (is_date && date::from_metadata(value).is_none()) {
            return;
        }
        match &mut self.values[field as usize] {
            Some((best, _)) if *best < rank => {}
            Some((best, values)) if *best == rank => {
                values.push_str(", ");
                values.push_str(value);
            }
            slot => *slot = Some((rank, value.to_owned())),
        }
    }

    fn draft(mut self) -> Draft<'static> {
        let mut take = |field: Field| {
            self.values[field as usize].take().map(|(_, value)| Cow::<'static, str>::Owned(value))
        };
        Draft {
            id: take(Field::Id),
            title: take(Field::Title),
            outlet: take(Field::Outlet),
            url: take(Field::Url),
            byline: take(Field::Byline),
            published: take(Field::Published).and_then(|value| date::from_metadata(&value)),
            updated: take(Field::Updated).and_then(|value| date::from_metadata(&value)),
            language: take(Field::Language),
            ..Draft::default()
        }
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    ['"', '\'']
        .into_iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
        .trim()
}

/// A value of a field for dates, without the comment that may follow it. In other fields a
/// `#` is more often meant to be read.
fn date_value(value: &str) -> &str {
    unquoted(value.split(" #").next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_front_matter() {
        for (text, published, updated) in [
            ("---\ndate: 2021-09-25\n---\n", "2021-09-25", "-"),
            ("---\ndate: \"2021-09-25\"\n---\n", "2021-09-25", "-"),
            ("---\ndate: '2021-09-25 23:30:00 -0700' # evening\n---\n", "2021-09-25", "-"),
            (
                "---\ndate: 2021-09-25T23:30:00-07:00\nlastmod: 2021-09-28\n---\n",
                "2021-09-25",
                "2021-09-28",
            ),
            ("---\ndate: 2021 # about\n---\n", "2021", "-"),
            ("---\npubDate: Sat, 25 Sep 2021 10:00:00 GMT\ndate: 2020\n---\n", "2021-09-25", "-"),
            ("---\npublished: true\ndate: 2021-09-25\n---\n", "2021-09-25", "-"),
            ("---\npublishDate: 0001-01-01\ndate: 2021-09-25\n---\n", "2021-09-25", "-"),
            ("+++\ndate = 2021-09-25T07:32:00Z\n+++\n", "2021-09-25", "-"),
            ("+++\ndate = \"2021-09-25\"\nupdated = 2021-10-01\n+++\n", "2021-09-25", "2021-10-01"),
        ] {
            let (draft, _) = read(text, &FieldMap::default());
            let shown = [draft.published, draft.updated]
                .map(|stamp| stamp.map_or_else(|| "-".to_owned(), |stamp| stamp.date.to_string()));
            assert_eq!(shown, [published, updated], "{text}");
        }
    }

    #[test]
    fn front_matter_of_both_kinds() {
        for (text, title, byline, rest) in [
            ("---\ntitle: A: b\nauthor: Jane\n---\nx", Some("A: b"), Some("Jane"), "x"),
            ("+++\ntitle = \"A\"\n+++\nx", Some("A"), None, "x"),
            ("---\nauthors: [Jane, 'John']\n---\nx", None, Some("Jane, John"), "x"),
            (
                "---\nauthors:\n  - Jane\n  - John\ntags:\n  - c\n---\nx",
                None,
                Some("Jane, John"),
                "x",
            ),
            ("---\ntitle: A\nno end", None, None, "---\ntitle: A\nno end"),
            ("x\n---\n", None, None, "x\n---\n"),
            ("", None, None, ""),
        ] {
            let (draft, from) = read(text, &FieldMap::default());
            assert_eq!(
                (draft.title.as_deref(), draft.byline.as_deref()),
                (title, byline),
                "{text}"
            );
            assert_eq!(&text[from..], rest, "{text}");
        }
    }
}
