//! An archive that has changed since it was indexed, and what its index has to become.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

use crate::points::new_folder;
use crate::process::Binary;

/// The arguments of the run that faults happen to, behind the folder of sources: every batch
/// is a commit, what is gone is removed.
const INDEX: [&str; 8] =
    ["--format", "json", "--commit-every", "0", "--heap", "20", "--prune", "--threads=2"];

/// Records of a file of many: more than make a batch.
const RECORDS: usize = 520;

/// Sources, their index of before, and what an undisturbed run makes of it.
pub(crate) struct Scene {
    _folder: TempDir,
    base: PathBuf,
    finished: PathBuf,
    arguments: Vec<String>,
    /// How long the run took.
    pub(crate) undisturbed: Duration,
    /// What `list` said before the run, and after.
    pub(crate) before: BTreeSet<String>,
    pub(crate) after: BTreeSet<String>,
    /// What the questions find after the run, by question.
    pub(crate) answers: Vec<String>,
}

impl Scene {
    /// The scene of all rows.
    pub(crate) fn get() -> &'static Self {
        static SCENE: OnceLock<Scene> = OnceLock::new();
        SCENE.get_or_init(Self::new)
    }

    fn new() -> Self {
        let folder = new_folder();
        let (news, base) = (folder.path().join("news"), folder.path().join("base"));
        let binary = Binary::new(folder.path());
        let arguments = arguments(&news);
        write_first(&news);
        index(binary, &arguments);
        let before = list(binary).expect("an index");
        copy(&binary.index(), &base);
        write_second(&news);
        let begun = Instant::now();
        index(binary, &arguments);
        let undisturbed = begun.elapsed();
        let after = list(binary).expect("an index");
        let answers = answers(binary).expect("answers");
        let finished = folder.path().join("finished");
        copy(&binary.index(), &finished);
        assert!(before != after && answers.len() == questions().len());
        Self { before, after, answers, undisturbed, arguments, base, finished, _folder: folder }
    }

    /// The arguments of the run.
    pub(crate) fn arguments(&self) -> Vec<&str> {
        self.arguments.iter().map(String::as_str).collect()
    }

    /// The arguments of a question that indexes the same before.
    pub(crate) fn asking(&self) -> Vec<&str> {
        vec!["search", "grain", "--in", &self.arguments[1]]
    }

    /// The arguments of a process that keeps the same index up to date.
    pub(crate) fn watching(&self) -> Vec<&str> {
        let mut arguments = self.arguments();
        arguments[0] = "watch";
        arguments.extend(["--debounce", "100ms", "--rescan", "500ms"]);
        arguments
    }

    /// Puts the index of before into a folder.
    pub(crate) fn place(&self, folder: &Path) {
        copy(&self.base, &folder.join("index"));
    }

    /// Puts the index of after into a folder.
    pub(crate) fn place_after(&self, folder: &Path) {
        copy(&self.finished, &folder.join("index"));
    }
}

fn arguments(news: &Path) -> Vec<String> {
    let news = news.to_string_lossy();
    ["index", &news].iter().chain(&INDEX).map(|&word| word.to_owned()).collect()
}

fn index(binary: Binary<'_>, arguments: &[String]) {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = binary.run(&arguments).expect("the binary runs");
    assert_eq!(ended.code(), 0, "{}", ended.stderr);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}

fn write_first(news: &Path) {
    for number in 0..10 {
        write(&news.join(format!("day/{number}.txt")), &report(number, "first"));
    }
    for file in 0..2 {
        write(&news.join(format!("wire-{file}.jsonl")), &wire(file, 40));
    }
}

/// One file is gone, some are new, some have changed, one of many records has grown.
fn write_second(news: &Path) {
    fs::remove_file(news.join("day/0.txt")).expect("a file");
    for number in 8..14 {
        write(&news.join(format!("day/{number}.txt")), &report(number, "second"));
    }
    for file in 1..4 {
        write(&news.join(format!("wire-{file}.jsonl")), &wire(file, RECORDS));
    }
}

fn report(number: usize, version: &str) -> String {
    format!(
        "Report {number} from Dushanbe\n\nDUSHANBE, Sept 23 (Oxus Wire) - Ahmad Massoud met \
         delegation {number} on Wednesday, the {version} time. Nothing was signed.\n"
    )
}

fn wire(file: usize, records: usize) -> String {
    let line = |id| format!("{{\"id\":\"w{file}-{id}\",\"text\":\"Grain {id} rose.\"}}\n");
    (0..records).map(line).collect()
}

/// Writes a file of a time of its own: tests write faster than some clocks tick.
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000 + text.len() as u64);
    File::options().append(true).open(path).expect("a file").set_modified(time).expect("a time");
}

/// What `list` says: id, path and content hash of every article.
pub(crate) fn list(binary: Binary<'_>) -> Result<BTreeSet<String>, String> {
    let ended = binary.run(&["list"])?;
    ended.expect(&[0, 1], "list")?;
    let lines: Vec<&str> = ended.stdout.lines().collect();
    let all: BTreeSet<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let ids: BTreeSet<&str> = lines.iter().filter_map(|line| line.split('\t').next()).collect();
    match all.len() == lines.len() && ids.len() == lines.len() {
        true => Ok(all),
        false => Err("an article is there twice".to_owned()),
    }
}

/// Fifty questions of all kinds.
fn questions() -> Vec<String> {
    let fixed = [
        "Dushanbe",
        "\"nothing was signed\"",
        "person:\"Ahmed Masood\"",
        "place:Tajikistan",
        "date:2021-09",
        "grain OR delegation",
        "second time",
        "first -second",
        "grai*",
        "massoud",
    ];
    let numbered = (0..40).map(|number| format!("{} {number}", ["report", "grain"][number % 2]));
    fixed.iter().map(|&question| question.to_owned()).chain(numbered).collect()
}

/// The ids that each of the questions finds, in order of the ids.
pub(crate) fn answers(binary: Binary<'_>) -> Result<Vec<String>, String> {
    let file = binary.folder.join("questions");
    fs::write(&file, questions().join("\n")).map_err(|error| error.to_string())?;
    let file = file.to_string_lossy();
    let ended = binary.run(&["search", "--queries", &file, "-n", "5000", "--format", "ids"])?;
    ended.expect(&[0, 1], "search")?;
    let mut found = vec![BTreeSet::new(); questions().len()];
    for line in ended.stdout.lines() {
        let (number, id) = line.split_once('\t').ok_or("a line has a question's number")?;
        let number: usize = number.parse().map_err(|_| "a question's number")?;
        found[number - 1].insert(id);
    }
    Ok(found.iter().map(|ids| ids.iter().copied().collect::<Vec<_>>().join(" ")).collect())
}
