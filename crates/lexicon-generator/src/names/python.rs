//! The texts in the lists of a Python source, found without running it.

/// The texts that are assigned to one name in the body of a class.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Assignment {
    /// What they are assigned to.
    pub(crate) name: String,
    /// The texts, in their order.
    pub(crate) texts: Vec<String>,
}

/// The assignments in a class's body: lines of four blanks, a name and `=`, whose value
/// goes on for as long as a bracket is open.
///
/// Escapes in a text are kept as they are written, since names have none; what is not a
/// text (numbers, other names, calls) is passed over.
pub(crate) fn assignments(source: &str) -> Vec<Assignment> {
    let mut found: Vec<Assignment> = Vec::new();
    let mut open = 0_usize;
    for line in source.lines() {
        if open == 0 {
            let Some((name, value)) = opening(line) else { continue };
            found.push(Assignment { name: name.to_owned(), texts: Vec::new() });
            scan(value, &mut open, &mut found);
        } else {
            scan(line, &mut open, &mut found);
        }
    }
    found
}

/// The name and the value that an assignment begins with.
fn opening(line: &str) -> Option<(&str, &str)> {
    let body = line.strip_prefix("    ").filter(|body| !body.starts_with([' ', '#', '@']))?;
    let (target, value) = body.split_once('=')?;
    // A type may stand between the name and the sign.
    let name = target.split(':').next()?.trim();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then_some((name, value))
}

/// Takes the texts of a line, and counts the brackets outside of them.
fn scan(line: &str, open: &mut usize, found: &mut [Assignment]) {
    let mut rest = line;
    while let Some(at) = rest.find(['"', '\'', '#', '(', '[', '{', ')', ']', '}']) {
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match mark {
            b'#' => return,
            b'(' | b'[' | b'{' => *open += 1,
            b')' | b']' | b'}' => *open = open.saturating_sub(1),
            quote => {
                let Some(end) = rest.find(char::from(quote)) else { return };
                if let Some(last) = found.last_mut() {
                    last.texts.push(rest[..end].to_owned());
                }
                rest = &rest[end + 1..];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_a_class() {
        let source = r#"
class Provider(PersonProvider):
    formats = ("{{first_name}}",)

    first_names: Elements = OrderedDict(
        [
            ("Ann", 0.1),  # not "Eve"
            ('O"Neil', 2),
        ]
    )
    last_names = ["Smith", "D'Arcy"]
    both = first_names + last_names

    def name(self):
        x = "inside"
"#;
        let lists: Vec<(String, Vec<String>)> =
            assignments(source).into_iter().map(|list| (list.name, list.texts)).collect();
        let expected = [
            ("formats", vec!["{{first_name}}"]),
            ("first_names", vec!["Ann", "O\"Neil"]),
            ("last_names", vec!["Smith", "D'Arcy"]),
            ("both", vec![]),
        ];
        let expected: Vec<(String, Vec<String>)> = expected
            .into_iter()
            .map(|(name, texts)| (name.to_owned(), texts.into_iter().map(str::to_owned).collect()))
            .collect();
        assert_eq!(lists, expected);
    }
}
