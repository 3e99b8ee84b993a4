//! One folder with every bad input among a hundred good ones, each made here: the good ones are
//! all indexed, every bad one is read or is one record with a code, and neither takes more
//! memory than it may.
//!
//! What is large is so in a smaller measure, unless `DATELINE_FAULTS=nightly` asks for all of
//! it: that takes minutes, and some gigabytes of disk where temporary files go.

mod archives;
mod bad;
mod documents;
mod encoding;
mod filesystem;
mod limits;
mod markup;
mod meaning;
mod measured;
mod outside;
mod size;

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use bad::{Bad, Fate};
use measured::measured;

use crate::support::Playground;

/// A guard against what never ends; what a bad input may take is ten seconds.
const HANG: Duration = Duration::from_secs(600);

/// How much of what is large there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Usual,
    Full,
}

impl Measure {
    fn asked_for() -> Self {
        match std::env::var("DATELINE_FAULTS").as_deref() {
            Ok("nightly") => Self::Full,
            _ => Self::Usual,
        }
    }

    /// What the bad inputs may take beside what the good ones take. In full there are a million
    /// files among them, which fill the memory for building the index (`--heap`, 400) and are
    /// listed before they are read: that is no single input's.
    fn extra_mib(self) -> u64 {
        match self {
            Self::Usual => 512,
            Self::Full => 512 + 400 + 300,
        }
    }
}

const GOOD: usize = 100;

fn write_good(playground: &Playground) {
    for number in 0..GOOD {
        playground.write(
            &format!("news/good/{number:03}.txt"),
            format!("Headline number {number}\n\nThe intact report number {number} was filed.\n"),
        );
    }
}

fn good_found(playground: &Playground) -> usize {
    playground.ids(&["\"intact report number\""]).len()
}

#[expect(clippy::print_stderr, reason = "with --nocapture a run says what it took")]
#[test]
fn every_bad_input_among_a_hundred_good_ones() {
    let measure = Measure::asked_for();
    let intact = Playground::new();
    write_good(&intact);
    let before = measured(&intact, &["index", "news", "--format", "json"], HANG);
    assert_eq!((before.run.code, good_found(&intact)), (0, GOOD));

    let playground = Playground::new();
    write_good(&playground);
    let groups: [(&str, Vec<Bad>); 7] = [
        ("encoding", encoding::all()),
        ("size", size::all(measure)),
        ("archives", archives::all(measure)),
        ("documents", documents::all()),
        ("markup", markup::all(measure)),
        ("filesystem", filesystem::all()),
        ("meaning", meaning::all(measure)),
    ];
    for (group, all) in &groups {
        let folder = playground.path("news").join(group);
        fs::create_dir_all(&folder).expect("a new folder");
        all.iter().for_each(|bad| bad.make(&folder));
    }
    let after = measured(&playground, &["index", "news", "--format", "json"], HANG);
    assert_eq!(after.run.code, 3, "{}", after.run.stderr);
    assert_eq!(good_found(&playground), GOOD);
    let extra = after.peak_mib.saturating_sub(before.peak_mib);
    eprintln!(
        "{measure:?}: {} bad inputs, {:.1} s, {extra} MiB beside the {} MiB of the good ones",
        groups.iter().map(|(_, all)| all.len()).sum::<usize>(),
        after.took.as_secs_f64(),
        before.peak_mib,
    );
    let told = told(&after.run.stdout);
    let mut wrong = Vec::new();
    for (group, all) in &groups {
        for bad in all {
            let path = playground.path("news").join(group).join(&bad.name);
            let path = path.to_string_lossy().into_owned();
            let inside = format!("{path}/");
            let codes = told
                .iter()
                .filter(|(other, _)| **other == path || other.starts_with(&inside))
                .flat_map(|(_, codes)| codes.iter().map(String::as_str));
            wrong.extend(judge(&playground, bad, &codes.collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(extra <= measure.extra_mib(), "{extra} MiB");
}

/// The codes of the refusals by the path of the file.
fn told(stdout: &str) -> BTreeMap<String, Vec<String>> {
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in stdout.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if record["type"] == "refused" {
            let text = |key: &str| record[key].as_str().expect("a text").to_owned();
            told.entry(text("path")).or_default().push(text("code"));
        }
    }
    told
}

/// What became of a bad input, if that is not what should.
fn judge(playground: &Playground, bad: &Bad, codes: &[&str]) -> Option<String> {
    let name = bad.name.to_string_lossy();
    let (code, question) = match bad.fate {
        Fate::Found(question) => (None, Some(question)),
        Fate::Refused(code) => (Some(code), None),
        Fate::InPart(code, question) => (Some(code), Some(question)),
    };
    if codes != code.into_iter().collect::<Vec<_>>() {
        return Some(format!("{name}: {codes:?} and not {code:?}"));
    }
    let question = question?;
    let run = playground.run(&["search", "--format", "paths", "-0", "-n", "1000", question]);
    let is_found = run.stdout.split('\0').any(|path| path.contains(&*name));
    (!is_found).then(|| format!("{name}: {question} finds {:?}", run.stdout))
}
