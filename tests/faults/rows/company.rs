//! Others at the same index at the same time, and who asks to stop.

use std::fs::{self, File};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::oracle;
use crate::points::{Fired, Outcome, Size, Verdict, fire, new_folder};
use crate::process::{Binary, send, wait};
use crate::scene::{Scene, list};

/// Waits until the file of the lock has the number of a process.
fn wait_for_lock(binary: Binary<'_>, child: &mut Child) -> Result<(), String> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        let text = fs::read_to_string(binary.index().join("dateline.lock")).unwrap_or_default();
        if text.trim() == child.id().to_string() {
            return Ok(());
        }
        if child.try_wait().map_err(|error| error.to_string())?.is_some() {
            return Err("the first was done too soon".to_owned());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Err("the first takes no lock".to_owned())
}

/// Two indexers: the second leaves and names the first, or waits for it.
pub(crate) fn two_indexers(size: Size) -> Outcome {
    let points: Vec<usize> = (0..size.pick(50, 500)).collect();
    let least = points.len() / 2;
    fire(&points, least, |&number, folder| {
        let scene = Scene::get();
        scene.place(folder.path());
        let binary = Binary::new(folder.path());
        // Its output goes elsewhere: the second's is what is looked at.
        let mut first = binary
            .command(&scene.arguments())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        if wait_for_lock(binary, &mut first).is_err() {
            wait(&mut first)?;
            return Ok(Fired::No);
        }
        let waits = number % 2 == 1;
        let arguments = match waits {
            true => [&scene.arguments()[..], &["--wait"]].concat(),
            false => scene.arguments(),
        };
        let second = binary.run(&arguments)?;
        let first_id = first.id();
        let status = wait(&mut first)?;
        if !status.success() {
            return Err(format!("the first: {status}"));
        }
        let fired = match (waits, second.code()) {
            (true, 0) => Fired::Yes,
            // The first was done before the second asked.
            (false, 0) => Fired::No,
            (false, 11) if second.stderr.contains(&format!("process {first_id}")) => Fired::Yes,
            _ => return Err(format!("the second: {} {}", second.status, second.stderr.trim())),
        };
        oracle::converges(scene, binary)?;
        Ok(fired)
    })
}

/// Readers while a writer commits and merges: no error, and counts that never fall.
pub(crate) fn readers(size: Size) -> Outcome {
    let (readers, commits) = (size.pick(4, 8), size.pick(12, 200));
    let folder = new_folder();
    let news = folder.path().join("news");
    fs::create_dir_all(&news).expect("a new folder");
    let binary = Binary::new(folder.path());
    let done = AtomicBool::new(false);
    let verdicts = std::thread::scope(|scope| {
        let write = scope.spawn(|| {
            let written = (0..commits).try_for_each(|number| commit(binary, &news, number));
            done.store(true, Ordering::Relaxed);
            written.map(|()| Fired::Yes)
        });
        let readers: Vec<_> = (0..readers)
            .map(|number| {
                scope.spawn({
                    let done = &done;
                    move || read(binary, number, done)
                })
            })
            .collect();
        let mut verdicts = vec![("the writer".to_owned(), write.join().expect("it ends"))];
        for (number, reader) in readers.into_iter().enumerate() {
            verdicts.push((format!("reader {number}"), reader.join().expect("it ends")));
        }
        verdicts
    });
    Outcome::of(verdicts, readers + 1)
}

/// Adds thirty articles, changes one, and indexes.
fn commit(binary: Binary<'_>, news: &std::path::Path, number: usize) -> Result<(), String> {
    for article in 0..30 {
        let text = format!("Title {number}\n\nGrain rose in round {number}, article {article}.\n");
        let path = news.join(format!("{number}-{article}.txt"));
        fs::write(path, text).map_err(|error| error.to_string())?;
    }
    let changed = format!("Title changed in {number}\n\nGrain rose again and again.\n");
    fs::write(news.join("0-0.txt"), changed).map_err(|error| error.to_string())?;
    let news = news.to_string_lossy();
    let status =
        binary.command(&["index", &news, "--quiet"]).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("round {number}: {status}")) }
}

/// Asks until the writer is done.
fn read(binary: Binary<'_>, number: usize, done: &AtomicBool) -> Verdict {
    let mut before = 0;
    let mut asked = 0;
    while !done.load(Ordering::Relaxed) {
        let command: &mut Command = &mut binary.command(&["search", "grain", "--format", "count"]);
        let output = command.output().map_err(|error| error.to_string())?;
        if output.status.code() == Some(10) {
            continue;
        }
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let count: u64 = match (output.status.code(), text.trim().parse()) {
            (Some(0 | 1), Ok(count)) => count,
            (code, _) => return Err(format!("{code:?}: {told}")),
        };
        if count < before {
            return Err(format!("reader {number}: {count} after {before}"));
        }
        before = count;
        asked += 1;
    }
    Ok(if asked > 0 { Fired::Yes } else { Fired::No })
}

/// An interrupt, a termination, and two interrupts.
pub(crate) fn signals(size: Size) -> Outcome {
    let points: Vec<usize> = (0..size.pick(26, 260)).collect();
    let least = points.len() / 2;
    fire(&points, least, |&number, folder| {
        let scene = Scene::get();
        scene.place(folder.path());
        let binary = Binary::new(folder.path());
        let (signal, code) = [("INT", 130), ("TERM", 143)][number % 2];
        let arguments = if number % 5 == 4 { scene.asking() } else { scene.arguments() };
        let mut child = binary.start(&mut binary.command(&arguments))?;
        if wait_for_lock(binary, &mut child).is_err() {
            wait(&mut child)?;
            return Ok(Fired::No);
        }
        let part = (number as f64 * 0.618_033_988_749_895).fract();
        std::thread::sleep(scene.undisturbed.mul_f64(part * 0.8));
        for _ in 0..1 + number % 4 / 2 {
            send(signal, child.id());
        }
        let ended = binary.end(wait(&mut child)?)?;
        ended.expect(&[0, code], "the run")?;
        // Where it comes after the indexing, the answer may be half written.
        if ended.stderr.contains("interrupted; what was read") && !ended.stdout.is_empty() {
            return Err("it went on to search".to_owned());
        }
        oracle::check(scene, binary, &ended)?;
        Ok(if ended.code() == code { Fired::Yes } else { Fired::No })
    })
}

/// Readers of output who leave, and outputs that take nothing.
pub(crate) fn outputs(_: Size) -> Outcome {
    let scene = Scene::get();
    let folder = new_folder();
    scene.place_after(folder.path());
    let binary = Binary::new(folder.path());
    let commands: [&[&str]; 5] = [
        &["search", "grain", "-n", "1000"],
        &["search", "grain", "-n", "1000", "--format", "json"],
        &["list"],
        &["facets", "--by", "person"],
        &["verify", "--deep"],
    ];
    let mut verdicts = Vec::new();
    for command in commands {
        let name = command.join(" ");
        verdicts.push((format!("{name}, reader gone"), ended_as(reader_gone(binary, command), 0)));
        verdicts
            .push((format!("{name}, /dev/full"), ended_as(to(binary, command, "/dev/full"), 2)));
        verdicts.push((format!("{name}, closed"), closed(binary, command)));
    }
    verdicts.push(("nothing was broken".into(), list(binary).map(|_| Fired::Yes)));
    Outcome::of(verdicts, 16)
}

fn ended_as(code: Result<i32, String>, wanted: i32) -> Verdict {
    match code? {
        code if code == wanted => Ok(Fired::Yes),
        code => Err(format!("exit {code}, not {wanted}")),
    }
}

/// The code of a command whose output is closed after a byte.
fn reader_gone(binary: Binary<'_>, command: &[&str]) -> Result<i32, String> {
    let mut child = binary
        .command(command)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    drop(child.stdout.take());
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    match output.stderr.is_empty() {
        true => Ok(output.status.code().unwrap_or(-1)),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

fn to(binary: Binary<'_>, command: &[&str], path: &str) -> Result<i32, String> {
    let file = File::options().write(true).open(path).map_err(|error| error.to_string())?;
    let status = binary
        .command(command)
        .stdout(file)
        .stderr(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    Ok(status.code().unwrap_or(-1))
}

/// A closed output or input is no reason to die by a signal.
fn closed(binary: Binary<'_>, command: &[&str]) -> Verdict {
    let plain = binary.command(command);
    let status = Command::new("/bin/sh")
        .args(["-c", "exec \"$0\" \"$@\" <&- >&- 2>&-"])
        .arg(plain.get_program())
        .args(plain.get_args())
        .env("DATELINE_INDEX", binary.index())
        .status()
        .map_err(|error| error.to_string())?;
    match status.code() {
        Some(0 | 2) => Ok(Fired::Yes),
        _ => Err(format!("{status}")),
    }
}
