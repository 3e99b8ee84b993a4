//! The table of sentences in `sentences.txt`.

use dateline_model::ByteSpan;
use dateline_whereabouts::{Mention, Named, Reading, Statement, statements};

/// A text with its marks taken out and made mentions.
#[derive(Default)]
struct Marked {
    text: String,
    sentences: Vec<ByteSpan>,
    mentions: Vec<Mention>,
    persons: Vec<String>,
    places: Vec<String>,
}

impl Marked {
    fn new(line: &str) -> Self {
        let mut marked = Self::default();
        for sentence in line.split(" / ") {
            if !marked.text.is_empty() {
                marked.text.push(' ');
            }
            let start = marked.text.len();
            marked.sentence(sentence);
            marked.sentences.push(ByteSpan::new(start, marked.text.len()));
        }
        marked
    }

    fn sentence(&mut self, sentence: &str) {
        let mut start = None;
        for character in sentence.chars() {
            match (character, start) {
                ('{' | '<' | '~' | '|', None) => start = Some(self.text.len()),
                ('}' | '>' | '~' | '|', Some(from)) => {
                    let span = ByteSpan::new(from, self.text.len());
                    let words = self.text[from..].to_owned();
                    let named = match character {
                        '}' => Named::Person(number(&mut self.persons, words)),
                        '>' => Named::Place(number(&mut self.places, words)),
                        '~' => Named::Date,
                        _ => Named::Organisation,
                    };
                    self.mentions.push(Mention { span, named });
                    start = None;
                }
                _ => self.text.push(character),
            }
        }
    }

    /// The statements of the text.
    fn statements(&self) -> Vec<Statement> {
        let persons: Vec<&str> = self.persons.iter().map(String::as_str).collect();
        let lies_in = |one: u32, other: u32| {
            let place = |number: u32| self.places[number as usize].as_str();
            matches!(
                (place(one), place(other)),
                ("Dushanbe", "Tajikistan") | ("Panjshir", "Afghanistan")
            )
        };
        let reading = Reading {
            text: &self.text,
            sentences: &self.sentences,
            mentions: &self.mentions,
            persons: &persons,
            in_title: &[],
            lies_in: &lies_in,
        };
        statements(&reading, &|_| true)
    }

    /// The statements as lines of the table.
    fn found(&self) -> Vec<String> {
        let line = |s: &Statement| {
            let place = self.mentions[s.place].span.of(&self.text).expect("of the text");
            let speaker = s.speaker.and_then(|span| span.of(&self.text)).unwrap_or_default();
            let person = &self.persons[s.person as usize];
            let line =
                format!("{person} {} {place} {} {speaker}", s.kind.as_str(), s.stance.as_str());
            line.trim_end().to_owned()
        };
        self.statements().iter().map(line).collect()
    }

    /// The words of the date of each statement; none where it has no date.
    fn dates(&self) -> Vec<Option<&str>> {
        let date = |number: usize| self.mentions[number].span.of(&self.text);
        self.statements().iter().map(|statement| statement.date.and_then(date)).collect()
    }
}

fn number(names: &mut Vec<String>, name: String) -> u32 {
    let known = names.iter().position(|known| *known == name);
    let number = known.unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    });
    u32::try_from(number).expect("a few names")
}

#[test]
fn sentences_are_read_as_people_read_them() {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("sentences.txt").lines() {
        match line {
            _ if line.starts_with('#') || line.is_empty() => {}
            _ if line.starts_with("  ") => cases.last_mut().unwrap().1.push(line.trim()),
            _ => cases.push((line, Vec::new())),
        }
    }
    assert!(cases.len() >= 80);
    let mut wrong = Vec::new();
    for (line, mut expected) in cases {
        let mut found = Marked::new(line).found();
        found.sort();
        expected.sort_unstable();
        if found != expected {
            wrong.push(format!("{line}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_date_of_a_dateline_is_no_date_of_what_is_told() {
    for (line, date) in [
        ("LISBON, ~May 3, 2019~ (|Reuters|) — {Costa} has arrived in <Porto>.", None),
        ("<Lisbon>, ~3 May 2019~ -- {Costa} has arrived in <Porto>.", None),
        ("<Lisbon>, ~3 May 2019~ -- {Costa} arrived in <Porto> on ~Monday~.", Some("Monday")),
        (
            "<Lisbon>, ~3 May~ -- On ~Monday~ it was plain that {Costa} was in <Porto>.",
            Some("Monday"),
        ),
        ("{Costa} ~on Monday~ (a holiday) arrived in <Porto>.", Some("on Monday")),
        ("~On Monday~ -- a day late -- {Costa} arrived in <Porto>.", Some("On Monday")),
        ("On ~Monday~ traders were sure that {Costa} had arrived in <Porto>.", Some("Monday")),
    ] {
        assert_eq!(Marked::new(line).dates(), [date], "{line}");
    }
}
