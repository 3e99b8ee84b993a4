//! Runs the binary in a folder of its own and looks at everything it says.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder for one test: its index, and whatever files it needs.
pub(crate) struct Playground {
    folder: TempDir,
}

impl Playground {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A playground whose index holds the sample archive.
    pub(crate) fn with_corpus() -> Self {
        let playground = Self::new();
        let run = playground.run(&["index", corpus().to_str().expect("a UTF-8 path")]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        playground
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders it is in.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
        fs::write(&path, content).expect("a new file");
        path
    }

    /// The binary with these arguments, in the playground, with its index and a clean
    /// environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("DATELINE_INDEX", self.path("index"))
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.finished(self.command(arguments).output().expect("the binary runs"))
    }

    /// Runs with this on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
        let mut command = self.command(arguments);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("the binary runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.as_ref().to_vec();
        // A binary that does not read to the end closes the pipe; that is its right.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("the binary ends");
        writer.join().expect("the writer ends");
        self.finished(output)
    }

    pub(crate) fn finished(&self, output: Output) -> Run {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let run = Run {
            code: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(![101, 134, 135, 139].contains(&run.code), "died: {}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    /// What was said, with the paths of this machine taken out.
    pub(crate) fn shown(&self, run: &Run) -> String {
        let folder = fs::canonicalize(self.folder.path()).expect("the playground is there");
        let mut shown = String::new();
        writeln!(shown, "exit: {}", run.code).expect("a string takes every text");
        for (name, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
            if !text.is_empty() {
                write!(shown, "--- {name}\n{text}").expect("a string takes every text");
            }
        }
        shown
            .replace(&*folder.to_string_lossy(), "[HERE]")
            .replace(&*self.folder.path().to_string_lossy(), "[HERE]")
            .replace(&*corpus().to_string_lossy(), "[CORPUS]")
    }

    /// What was said, without how long it took.
    pub(crate) fn shown_without_times(&self, run: &Run) -> String {
        without_times(&self.shown(run))
    }

    /// The ids that a search gives, in order.
    pub(crate) fn ids(&self, arguments: &[&str]) -> Vec<String> {
        let fixed = ["search", "--format", "ids", "--limit", "1000"];
        let run = self.run(&[&fixed, arguments].concat());
        assert!(run.code <= 1, "{arguments:?}: {}", run.stderr);
        run.stdout.lines().map(str::to_owned).collect()
    }

    /// What `list` says, a line an article.
    pub(crate) fn list(&self) -> Vec<String> {
        let run = self.run(&["list"]);
        assert!(run.code <= 1, "{}", run.stderr);
        run.stdout.lines().map(str::to_owned).collect()
    }
}

/// A text without the times that summaries tell.
pub(crate) fn without_times(text: &str) -> String {
    text.split_inclusive('\n').map(without_time).collect()
}

/// A line without the time in a summary of text (` · 0.4 ms`) or JSON (`"elapsed_us":412`).
fn without_time(line: &str) -> String {
    const FIELD: &str = "\"elapsed_us\":";
    if let Some((before, rest)) = line.split_once(FIELD) {
        let after = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        return format!("{before}{FIELD}0{after}");
    }
    match line.split_once(" · ").and_then(|(before, rest)| Some((before, rest.split_once(" ms")?)))
    {
        Some((before, (_, after))) => format!("{before} · [TIME]{after}"),
        None => line.to_owned(),
    }
}

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The sample archive.
pub(crate) fn corpus() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::canonicalize(manifest.join("../../corpus")).expect("the sample archive is there")
}

/// Sends a signal to a process.
#[cfg(unix)]
pub(crate) fn send(signal: &str, child: &std::process::Child) {
    let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
    assert!(sent.expect("kill runs").success());
}
