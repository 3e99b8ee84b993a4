//! A folder that is watched is in the index soon after it changes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::Playground;

/// A process that watches, and what it says.
struct Watch {
    child: Child,
    records: Receiver<Value>,
    seen: Vec<Value>,
}

/// How long a loaded machine may need; a test that passes does not wait for it.
const LIMIT: Duration = Duration::from_secs(60);

impl Watch {
    fn begin(playground: &Playground, arguments: &[&str]) -> Self {
        let fixed = ["watch", "--format", "json", "--debounce", "300ms"];
        let mut command = playground.command(&[&fixed, arguments].concat());
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
        let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, records) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let record = serde_json::from_str(&line).expect("each line is JSON");
                if sender.send(record).is_err() {
                    break;
                }
            }
        });
        let mut watch = Self { child, records, seen: Vec::new() };
        watch.wait("batch", |_| true);
        watch
    }

    /// Waits for a record of a type.
    fn wait(&mut self, of_type: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + LIMIT;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let record = self
                .records
                .recv_timeout(left)
                .unwrap_or_else(|_| panic!("no {of_type}; there were {:?}", self.seen));
            self.seen.push(record.clone());
            if record["type"] == of_type && is_it(&record) {
                return record;
            }
        }
    }

    /// Waits for a batch that has so many of a kind.
    fn batch(&mut self, kind: &str, count: u64) -> Value {
        self.wait("batch", |record| record[kind] == count)
    }

    /// Ends it as a user would; returns the exit code and what was said until then.
    #[cfg(unix)]
    fn end(mut self) -> (i32, Vec<Value>) {
        crate::support::send("INT", &self.child);
        let code = self.child.wait().expect("it ends").code().expect("a code");
        self.seen.extend(self.records.iter());
        (code, std::mem::take(&mut self.seen))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn article(number: usize) -> String {
    format!("Report {number}\n\nMassoud opened bridge {number} over the Pyanj.\n")
}

fn playground() -> Playground {
    let playground = Playground::new();
    playground.write("news/0.txt", article(0));
    let index = playground.run(&["index", "news"]);
    assert_eq!(index.code, 0, "{}", index.stderr);
    playground.run(&["saved", "add", "massoud", "Massoud"]);
    playground
}

/// Records of every type that a watch writes, but for what others do to the index.
pub(crate) fn records() -> Vec<Value> {
    let playground = playground();
    let mut watch = Watch::begin(&playground, &["news"]);
    fs::rename(playground.path("news"), playground.path("away")).expect("moved");
    watch.wait("root", |_| true);
    std::mem::take(&mut watch.seen)
}

#[cfg(unix)]
#[test]
fn files_arrive_change_move_and_go() {
    let playground = playground();
    let mut watch = Watch::begin(&playground, &["news", "--prune"]);
    playground.write("news/1.txt", article(1));
    watch.batch("added", 1);
    assert_eq!(watch.wait("hit", |_| true)["id"], "1.txt");
    assert_eq!(playground.ids(&["\"bridge 1\""]), ["1.txt"]);

    fs::rename(playground.path("news/1.txt"), playground.path("news/one.txt")).expect("moved");
    watch.wait("source", |record| record["path"].as_str().is_some_and(|p| p.ends_with("one.txt")));
    watch.wait("batch", |record| record["removed"] == 1 || record["added"] == 1);
    playground.write("news/one.txt", "Report 1\n\nMassoud closed bridge 1 again at noon.\n");
    watch.batch("updated", 1);
    // A folder that is moved in is one event.
    playground.write("new/deep/2.txt", article(2));
    fs::rename(playground.path("new"), playground.path("news/new")).expect("moved");
    assert_eq!(watch.wait("hit", |_| true)["id"], "new/deep/2.txt");
    fs::remove_file(playground.path("news/one.txt")).expect("removed");
    watch.batch("removed", 1);

    // Another process may write between batches, and what it brings is told by whom it asks.
    playground.write("more/3.txt", article(3));
    let index = playground.run(&["index", "more", "--wait", "--alerts"]);
    assert_eq!(index.code, 0, "{}", index.stderr);
    assert!(index.stdout.contains("3.txt"), "{}", index.stdout);

    let (code, seen) = watch.end();
    assert_eq!(code, 130);
    let hits: Vec<&Value> = seen.iter().filter(|record| record["type"] == "hit").collect();
    assert_eq!(hits.len(), 2, "each once: {hits:?}");
    assert_eq!(seen.last().expect("a summary")["type"], "summary");
    assert_eq!(playground.ids(&["Massoud"]).len(), 3);
}

#[test]
fn a_file_that_grows_is_waited_for() {
    let playground = playground();
    let mut watch = Watch::begin(&playground, &["news", "--rescan", "1s"]);
    let path = playground.write("news/slow.txt", "Slow\n\n");
    let mut file = fs::File::options().append(true).open(path).expect("a file");
    for line in 0..12 {
        writeln!(file, "Massoud said sentence {line}.").expect("written");
        std::thread::sleep(Duration::from_millis(100));
    }
    drop(file);
    watch.wait("hit", |record| record["id"] == "slow.txt");
    let reads = watch.seen.iter().filter(|record| {
        record["type"] == "source"
            && record["path"].as_str().is_some_and(|p| p.ends_with("slow.txt"))
    });
    // Where the writer was kept waiting by a loaded machine, it is read again when it went on.
    assert!(reads.count() <= 2);
    let end = Instant::now() + LIMIT;
    while playground.ids(&["\"sentence 11\""]).is_empty() {
        assert!(Instant::now() < end, "the last line is missing");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn without_events_it_looks_by_itself() {
    let playground = playground();
    let mut watch = Watch::begin(&playground, &["--poll", "--rescan", "500ms"]);
    playground.write("news/1.txt", article(1));
    watch.batch("added", 1);
    // A file that cannot be read is told of once.
    playground.write("news/bad.txt", b"\0\0\0\x01\x02binary\0\0");
    playground.write("news/2.txt", article(2));
    watch.batch("added", 1);
    playground.write("news/3.txt", article(3));
    watch.batch("added", 1);
    playground.write("news/4.txt", article(4));
    watch.batch("added", 1);
    let refused = watch.seen.iter().filter(|record| record["type"] == "refused").count();
    assert!(refused <= 1, "{:?}", watch.seen);
}

#[test]
fn a_root_that_comes_back_is_picked_up() {
    let playground = playground();
    let mut watch = Watch::begin(&playground, &["news", "--prune"]);
    let (here, away) = (playground.path("news"), playground.path("away"));
    fs::rename(&here, &away).expect("moved");
    watch.wait("root", |record| record["present"] == false);
    assert_eq!(playground.ids(&["Massoud"]), ["0.txt"], "a disk that is not there lost nothing");
    playground.write("away/1.txt", article(1));
    fs::rename(&away, &here).expect("moved");
    watch.wait("root", |record| record["present"] == true);
    assert_eq!(watch.wait("hit", |_| true)["id"], "1.txt");
    playground.write("news/2.txt", article(2));
    assert_eq!(watch.wait("hit", |_| true)["id"], "2.txt");
}

/// Killed after a commit and before it was told: the next one tells.
#[test]
fn what_a_killed_watch_did_not_tell_is_told() {
    let playground = playground();
    let mut watch = Watch::begin(&playground, &["news"]);
    for number in 1..6 {
        playground.write(&format!("news/{number}.txt"), article(number));
    }
    watch.wait("commit", |_| true);
    watch.child.kill().expect("killed");
    watch.child.wait().expect("it ends");
    let seen = watch.seen.iter().cloned().chain(watch.records.iter());
    let mut told: Vec<String> = seen
        .filter(|record| record["type"] == "hit")
        .map(|record| record["id"].as_str().expect("an id").to_owned())
        .collect();
    let index = playground.run(&["index", "news"]);
    assert_eq!(index.code, 0, "{}", index.stderr);
    let later = playground.run(&["saved", "run", "-o", "tsv"]).stdout;
    told.extend(later.lines().filter_map(|line| Some(line.split('\t').nth(1)?.to_owned())));
    told.sort();
    // Killed between telling and remembering, it is told twice.
    told.dedup();
    assert_eq!(told, ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]);
    assert_eq!(playground.run(&["saved", "run"]).code, 1);
}

/// What a command refuses it gets again, with the next batch that brings something.
#[cfg(unix)]
#[test]
fn what_is_new_is_handed_to_a_command() {
    let playground = playground();
    let exec = "sh -c 'cat >> handed; test -e open'";
    let watch = Watch::begin(&playground, &["news", "--exec", exec]);
    let handed = || fs::read_to_string(playground.path("handed")).unwrap_or_default();
    playground.write("news/1.txt", article(1));
    until("it is handed", || handed().contains("1.txt"));
    playground.write("open", "");
    playground.write("news/2.txt", article(2));
    until("it is handed again", || handed().contains("2.txt"));
    let (code, seen) = watch.end();
    assert_eq!(code, 130);
    assert!(seen.iter().all(|record| record["type"] != "hit"), "handed, not printed: {seen:?}");
    let mut ids: Vec<String> = handed()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["id"].to_string())
        .collect();
    ids.sort();
    assert_eq!(ids, ["\"1.txt\"", "\"1.txt\"", "\"2.txt\""]);
    assert_eq!(playground.run(&["saved", "run"]).code, 1, "nothing is left to tell");
}

/// Another process has the right to write, for as long as its input is open.
#[test]
fn who_writes_is_waited_for() {
    let playground = playground();
    let mut watch = Watch::begin(&playground, &["news"]);
    let mut command = playground.command(&["index", "-", "--wait"]);
    let mut other = command.stdin(Stdio::piped()).spawn().expect("it runs");
    until("another writes", || playground.run(&["index", "news"]).code == 11);
    playground.write("news/1.txt", article(1));
    let waiting = watch.wait("waiting", |_| true);
    assert_eq!(waiting["process"], other.id());
    drop(other.stdin.take());
    assert!(other.wait().expect("it ends").success());
    watch.batch("added", 1);
    assert_eq!(watch.wait("hit", |_| true)["id"], "1.txt");
}

/// Waits until something holds.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + LIMIT;
    while !holds() {
        assert!(Instant::now() < end, "it does not happen that {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_cannot_be_watched_is_an_error() {
    let playground = playground();
    let run = playground.run(&["watch", "nowhere"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nowhere: No such file"), "{}", run.stderr);
    let run = playground.run(&["watch", "news", "--rescan", "0"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("a time above 0 is needed"), "{}", run.stderr);
    let empty = Playground::new();
    assert_eq!(empty.run(&["watch"]).code, 10);
}
