//! Sources that change while they are read.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::points::{Fired, Outcome, Size, Verdict, fire};
use crate::process::{Binary, wait};
use crate::scene::{Scene, list};

/// What becomes of a source.
#[derive(Debug, Clone, Copy)]
enum Change {
    Vanishes,
    IsCutOff,
    Grows,
    BecomesFolder,
    BecomesPipe,
    BecomesSocket,
    BecomesDevice,
    /// Other bytes, as many, of the same time.
    KeepsItsTime,
    /// Other bytes, of a time before.
    IsOfBefore,
}

const CHANGES: [Change; 9] = [
    Change::Vanishes,
    Change::IsCutOff,
    Change::Grows,
    Change::BecomesFolder,
    Change::BecomesPipe,
    Change::BecomesSocket,
    Change::BecomesDevice,
    Change::KeepsItsTime,
    Change::IsOfBefore,
];

pub(crate) fn changing(size: Size) -> Outcome {
    let rounds = size.pick(20, 100);
    let points: Vec<(Change, usize)> =
        CHANGES.iter().flat_map(|&change| (0..rounds).map(move |round| (change, round))).collect();
    fire(&points, points.len(), |&(change, round), folder| change_one(change, round, folder))
}

fn change_one(change: Change, round: usize, folder: &TempDir) -> Verdict {
    let news = folder.path().join("news");
    fs::create_dir_all(&news).map_err(|error| error.to_string())?;
    for number in 0..40 {
        let text = format!(
            "Title {number}\n\nGrain rose, said report {number}. {}\n",
            "More. ".repeat(20)
        );
        fs::write(news.join(format!("{number:02}.txt")), text)
            .map_err(|error| error.to_string())?;
    }
    let binary = Binary::new(folder.path());
    let path = news.to_string_lossy();
    let arguments = ["index", &path, "--prune", "--format", "json"];
    let mut child = binary.start(&mut binary.command(&arguments))?;
    // Some before the folder is walked, some while files are read, some after.
    let part = (round as f64 * 0.618_033_988_749_895).fract();
    std::thread::sleep(Scene::get().undisturbed.mul_f64(part * 0.4));
    happen(change, &news.join("20.txt")).map_err(|error| error.to_string())?;
    binary.end(wait(&mut child)?)?.expect(&[0, 3], "the run")?;
    binary.run(&arguments)?.expect(&[0, 3], "the next run")?;
    let found = list(binary)?;
    fs::remove_dir_all(binary.index()).map_err(|error| error.to_string())?;
    binary.run(&arguments)?.expect(&[0, 3], "a run from scratch")?;
    let scratch: BTreeSet<String> = list(binary)?;
    // What is there and cannot be read keeps the articles that it had.
    let keeps = matches!(
        change,
        Change::BecomesFolder | Change::BecomesPipe | Change::BecomesSocket | Change::BecomesDevice
    );
    let is_same = |line: &&String| !keeps || !line.starts_with("20.txt\t");
    match found.iter().filter(is_same).eq(scratch.iter().filter(is_same)) {
        true => Ok(Fired::Yes),
        false => Err("the next run does not see the source as it is".to_owned()),
    }
}

fn happen(change: Change, path: &Path) -> std::io::Result<()> {
    let text = fs::read(path)?;
    let time = fs::metadata(path)?.modified()?;
    let set_time = |time: SystemTime| File::options().append(true).open(path)?.set_modified(time);
    match change {
        Change::Vanishes => fs::remove_file(path),
        Change::IsCutOff => File::options().write(true).open(path)?.set_len(text.len() as u64 / 2),
        Change::Grows => fs::write(path, [&text[..], &text[..]].concat()),
        Change::KeepsItsTime => {
            fs::write(path, text.to_ascii_uppercase())?;
            set_time(time)
        }
        Change::IsOfBefore => {
            fs::write(path, b"Another title\n\nAnother text.\n")?;
            set_time(time - Duration::from_secs(3_600))
        }
        Change::BecomesFolder => {
            fs::remove_file(path)?;
            fs::create_dir(path)
        }
        Change::BecomesPipe => {
            fs::remove_file(path)?;
            Command::new("mkfifo").arg(path).status().map(drop)
        }
        Change::BecomesSocket => {
            fs::remove_file(path)?;
            // A path of a socket is short: it is bound by a name in its folder.
            UnixListener::bind(path).map(drop)
        }
        Change::BecomesDevice => {
            fs::remove_file(path)?;
            symlink("/dev/zero", path)
        }
    }
}
