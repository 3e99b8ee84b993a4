//! Files of the index that are not as they were written.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::oracle;
use crate::points::{Fired, Outcome, Size, Verdict, fire};
use crate::process::{Binary, wait};
use crate::scene::Scene;

/// The kinds of files, by their endings.
const KINDS: [&str; 8] =
    [".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm", ".del", "meta.json"];

/// What may happen to a file.
#[derive(Debug, Clone, Copy)]
enum Harm {
    Flip,
    Truncate,
    Zero,
    Delete,
    /// Another file of its kind in its place.
    Swap,
}

const HARMS: [Harm; 5] = [Harm::Flip, Harm::Truncate, Harm::Zero, Harm::Delete, Harm::Swap];

/// What is done to which kind of file; the number decides where.
#[derive(Debug, Clone, Copy)]
struct Point {
    kind: &'static str,
    harm: Harm,
    number: usize,
}

/// Questions that read every kind of file.
const QUESTIONS: [&[&str]; 5] = [
    &["search", "Dushanbe", "-n", "50"],
    &["search", "\"nothing was signed\""],
    &["search", "grai*", "--format", "ids", "-n", "2000"],
    &["facets", "--by", "person"],
    &["list"],
];

pub(crate) fn files(size: Size) -> Outcome {
    let count = size.pick(20, 200);
    let points: Vec<Point> = KINDS
        .iter()
        .flat_map(|&kind| {
            (0..count).map(move |number| Point { kind, harm: HARMS[number % HARMS.len()], number })
        })
        .collect();
    // An index without two files of a kind has none to swap.
    let least = points.len() * 3 / 4;
    fire(&points, least, harm)
}

fn harm(point: &Point, folder: &TempDir) -> Verdict {
    let scene = Scene::get();
    scene.place_after(folder.path());
    let binary = Binary::new(folder.path());
    let healthy = said(binary)?;
    if !damage(&binary.index(), *point) {
        return Ok(Fired::No);
    }
    for (question, healthy) in QUESTIONS.iter().zip(healthy) {
        let ended = binary.run(question)?;
        ended.expect(&[0, 1, 10, 12], question[0])?;
        // A search does not read all bytes: what is changed within a file, `verify` finds.
        let is_seen_at_once = !matches!(point.harm, Harm::Flip | Harm::Zero);
        if is_seen_at_once && ended.code() < 2 && ended.stdout != healthy {
            return Err(format!("{} answers otherwise", question[0]));
        }
    }
    // Without its list of segments there is no index to look into.
    binary.run(&["verify"])?.expect(&[12, 10], "verify")?;
    Ok(Fired::Yes)
}

fn said(binary: Binary<'_>) -> Result<Vec<String>, String> {
    QUESTIONS
        .iter()
        .map(|question| Ok(binary.run(question)?.expect(&[0, 1], question[0])?.stdout.clone()))
        .collect()
}

/// The files of a kind in the index, the largest first.
fn files_of(index: &Path, kind: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(index).expect("an index");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(kind) && !path.ends_with(".managed.json"))
        .collect();
    files.sort_by_key(|path| {
        (std::cmp::Reverse(path.metadata().map_or(0, |data| data.len())), path.clone())
    });
    files
}

/// Damages a file of the kind; `false` when there is none, or none to swap.
fn damage(index: &Path, Point { kind, harm, number }: Point) -> bool {
    let files = files_of(index, kind);
    let Some(file) = files.get(number % files.len().max(1)) else { return false };
    let mut bytes = fs::read(file).expect("a file");
    // The golden section spreads the places evenly.
    let at = ((number as f64 * 0.618_033_988_749_895).fract() * bytes.len() as f64) as usize;
    match harm {
        Harm::Flip => bytes[at] ^= 1 << (number % 8),
        Harm::Truncate => bytes.truncate(at),
        Harm::Zero => bytes[at..].fill(0),
        Harm::Delete => {
            fs::remove_file(file).expect("removed");
            return true;
        }
        Harm::Swap => {
            let other = files.iter().find(|other| *other != file);
            let Some(other) = other.map(|other| fs::read(other).expect("a file")) else {
                return false;
            };
            if other == bytes {
                return false;
            }
            bytes = other;
        }
    }
    fs::write(file, bytes).expect("written");
    true
}

/// A file is cut off while it is searched: the system sends a signal.
pub(crate) fn cut_while_read(size: Size) -> Outcome {
    let points: Vec<usize> = (0..size.pick(10, 100)).collect();
    fire(&points, 1, |&number, folder| {
        let scene = Scene::get();
        scene.place_after(folder.path());
        let binary = Binary::new(folder.path());
        // Questions without end, so that the files are read when they are cut.
        let questions = folder.path().join("many");
        fs::write(&questions, "grain OR rose\nDushanbe\n".repeat(4_000)).expect("a new file");
        let many = questions.to_string_lossy();
        let mut command =
            binary.command(&["search", "--queries", &many, "-n", "100", "--format", "json"]);
        let mut child = binary.start(&mut command)?;
        std::thread::sleep(scene.undisturbed.mul_f64(0.1 + 0.02 * number as f64));
        for kind in [".store", ".idx", ".fast", ".term", ".pos"] {
            for file in files_of(&binary.index(), kind) {
                let file = fs::File::options().write(true).open(file).expect("a file");
                file.set_len(0).expect("cut off");
            }
        }
        let ended = binary.end(wait(&mut child)?)?;
        ended.expect(&[0, 12], "search")?;
        Ok(if ended.stderr.contains("cut off") { Fired::Yes } else { Fired::No })
    })
}

/// The engine's list of its files, which says which it may remove.
pub(crate) fn file_list(_: Size) -> Outcome {
    let lists: [Option<&str>; 5] =
        [None, Some(""), Some("[\"gone.idx\"]"), Some("{\"a\":1}"), Some("[\"meta.json\"")];
    fire(&lists, 5, |list, folder| {
        let scene = Scene::get();
        scene.place(folder.path());
        let binary = Binary::new(folder.path());
        let path = binary.index().join(".managed.json");
        match list {
            Some(list) => fs::write(path, list).map_err(|error| error.to_string())?,
            None => fs::remove_file(path).map_err(|error| error.to_string())?,
        }
        let verified = binary.run(&["verify", "--format", "json"])?;
        if !verified.expect(&[0], "verify")?.stdout.contains("\"file-list\"") {
            return Err("verify does not tell of it".to_owned());
        }
        oracle::converges(scene, binary)?;
        Ok(Fired::Yes)
    })
}
