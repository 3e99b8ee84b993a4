//! The real binary, with a fault planned or not, and a guard against hanging.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use dateline_fault_injector::{Errno, Fault, PLAN_VARIABLE, Plan, ROOM};

/// How long a command may take before it counts as hung, on a loaded machine.
const HANGS: Duration = Duration::from_secs(60);

/// How a command ended.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The calls that the plan counted.
    pub(crate) calls: u64,
}

impl Ended {
    pub(crate) fn code(&self) -> i32 {
        self.status.code().unwrap_or(-1)
    }

    pub(crate) fn was_killed(&self) -> bool {
        self.status.signal() == Some(9)
    }

    /// That it ended with one of these codes, and not by what nobody may see.
    pub(crate) fn expect(&self, codes: &[i32], doing: &str) -> Result<&Self, String> {
        let told = self.stderr.lines().next().unwrap_or_default();
        if self.stderr.contains("panicked") || self.stderr.contains("please report") {
            return Err(format!("{doing}: panicked: {told}"));
        }
        match codes.contains(&self.code()) {
            true => Ok(self),
            false => Err(format!("{doing}: {} ({told})", self.status)),
        }
    }
}

/// The binary in a folder, with the index `index` in it.
#[derive(Clone, Copy)]
pub(crate) struct Binary<'f> {
    pub(crate) folder: &'f Path,
}

impl<'f> Binary<'f> {
    pub(crate) fn new(folder: &'f Path) -> Self {
        Self { folder }
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.folder.join("index")
    }

    /// The command in a clean environment, with nothing on standard input.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(arguments)
            .current_dir(self.folder)
            .env_clear()
            .env("DATELINE_INDEX", self.index())
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Result<Ended, String> {
        self.finish(self.command(arguments))
    }

    /// Runs with a fault on the files of the index.
    pub(crate) fn run_with(&self, arguments: &[&str], fault: Fault) -> Result<Ended, String> {
        let mut command = self.command(arguments);
        let counter = self.plan(&mut command, fault);
        let mut ended = self.finish(command)?;
        let bytes = fs::read(counter).map_err(|error| error.to_string())?;
        let bytes = bytes.first_chunk().ok_or("the counter has eight bytes")?;
        ended.calls = u64::from_le_bytes(*bytes);
        Ok(ended)
    }

    /// Starts a command under a device that is full, and stays so until
    /// [`Binary::make_room`].
    pub(crate) fn start_full(&self, arguments: &[&str], bytes: u64) -> Result<Child, String> {
        let mut command = self.command(arguments);
        self.plan(&mut command, Fault::Full { bytes, errno: Errno::NoSpace });
        self.start(&mut command)
    }

    pub(crate) fn make_room(&self) -> Result<(), String> {
        fs::write(self.folder.join("shadow").join(ROOM), "").map_err(|error| error.to_string())
    }

    /// Plans a fault for a command; returns the file with the number of calls.
    fn plan(&self, command: &mut Command, fault: Fault) -> PathBuf {
        let (counter, shadow) = (self.folder.join("calls"), self.folder.join("shadow"));
        fs::write(&counter, [0; 8]).expect("a new file");
        fs::create_dir_all(&shadow).expect("a new folder");
        let plan = Plan { folder: self.index(), counter: counter.clone(), shadow, fault };
        command.env("LD_PRELOAD", injector()).env(PLAN_VARIABLE, plan.to_value());
        counter
    }

    /// Runs under a limit of the shell's `ulimit`.
    pub(crate) fn run_limited(&self, arguments: &[&str], limit: &str) -> Result<Ended, String> {
        let plain = self.command(arguments);
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", &format!("ulimit {limit}; exec \"$0\" \"$@\"")])
            .arg(plain.get_program())
            .args(plain.get_args())
            .current_dir(self.folder)
            .env_clear()
            .env("DATELINE_INDEX", self.index())
            .stdin(Stdio::null());
        self.finish(command)
    }

    /// Runs a command to its end.
    pub(crate) fn finish(&self, mut command: Command) -> Result<Ended, String> {
        let mut child = self.start(&mut command)?;
        self.end(wait(&mut child)?)
    }

    /// Runs a command and kills it after a time.
    pub(crate) fn kill_after(&self, mut command: Command, time: Duration) -> Result<Ended, String> {
        let mut child = self.start(&mut command)?;
        std::thread::sleep(time);
        // It may have ended before.
        let _ = child.kill();
        self.end(wait(&mut child)?)
    }

    /// Starts a command; what it says goes to files, which it cannot wait for.
    pub(crate) fn start(&self, command: &mut Command) -> Result<Child, String> {
        let file = |name| File::create(self.folder.join(name)).map_err(|error| error.to_string());
        command.stdout(file("stdout")?).stderr(file("stderr")?);
        command.spawn().map_err(|error| error.to_string())
    }

    /// What a command that was started has said.
    pub(crate) fn end(&self, status: ExitStatus) -> Result<Ended, String> {
        Ok(Ended { status, stdout: self.text("stdout"), stderr: self.told(), calls: 0 })
    }

    /// What a command that was started has told of so far.
    pub(crate) fn told(&self) -> String {
        self.text("stderr")
    }

    fn text(&self, name: &str) -> String {
        let bytes = fs::read(self.folder.join(name)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Waits for a process to end; kills one that hangs.
pub(crate) fn wait(child: &mut Child) -> Result<ExitStatus, String> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            return Ok(status);
        }
        if begun.elapsed() > HANGS {
            let _ = child.kill();
            let _ = child.wait();
            return Err("it hangs".to_owned());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Sends a signal to a process, which may have ended before.
pub(crate) fn send(signal: &str, process: u32) {
    let _ = Command::new("kill")
        .args(["-s", signal, &process.to_string()])
        .stderr(Stdio::null())
        .status();
}

/// Waits until something holds.
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) -> Result<(), String> {
    let end = Instant::now() + Duration::from_secs(60);
    while !holds() {
        if Instant::now() > end {
            return Err(format!("in a minute it does not happen that {what}"));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// The binary under test: what `DATELINE_BINARY` names, else that of this build.
fn binary() -> &'static Path {
    static BINARY: LazyLock<PathBuf> = LazyLock::new(|| {
        let named = std::env::var_os("DATELINE_BINARY");
        let path = named.map_or(env!("CARGO_BIN_EXE_dateline").into(), PathBuf::from);
        fs::canonicalize(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    &BINARY
}

/// The library that makes calls fail: cargo builds it as a dependency of the tests.
fn injector() -> PathBuf {
    let binary = Path::new(env!("CARGO_BIN_EXE_dateline"));
    let folder = binary.parent().expect("a binary is in a folder");
    let library = folder.join("deps").join("libdateline_fault_injector.so");
    assert!(library.exists(), "{} is not there", library.display());
    library
}
