//! Signals: which of them ask for an end, and which would end the process without a word.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::exit::Exit;

/// Whether the process was asked to end.
pub(crate) struct Interruption {
    asked: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
}

impl Interruption {
    /// Listens for an interrupt and for termination. The first asks for an end; the second
    /// ends the process at once, which loses nothing that was committed.
    ///
    /// # Errors
    ///
    /// When the system does not let signals be listened for.
    pub(crate) fn listen() -> std::io::Result<Self> {
        let this = Self { asked: Arc::default(), signal: Arc::default() };
        for (signal, exit) in [(SIGINT, Exit::Interrupted), (SIGTERM, Exit::Terminated)] {
            // In this order: the first signal finds the flag down and sets it.
            flag::register_conditional_shutdown(signal, exit.code(), this.asked.clone())?;
            flag::register(signal, this.asked.clone())?;
            flag::register_usize(signal, this.signal.clone(), signal as usize)?;
        }
        Ok(this)
    }

    /// Becomes true with the first signal.
    pub(crate) fn asked(&self) -> &AtomicBool {
        &self.asked
    }

    /// Listens no more: from now on a signal ends the process at once.
    ///
    /// # Errors
    ///
    /// When the process was asked to end before that.
    pub(crate) fn end(self) -> Result<(), Interrupted> {
        // As if there had been a first signal: the next one ends the process.
        match self.asked.swap(true, Ordering::Relaxed) {
            true => Err(Interrupted(self.exit().unwrap_or(Exit::Interrupted))),
            false => Ok(()),
        }
    }

    /// The exit of a process that has ended as it was asked to; none when it was not.
    pub(crate) fn exit(&self) -> Option<Exit> {
        let is_termination = self.signal.load(Ordering::Relaxed) == SIGTERM as usize;
        self.asked.load(Ordering::Relaxed).then_some(match is_termination {
            true => Exit::Terminated,
            false => Exit::Interrupted,
        })
    }
}

/// Work was left because the process was asked to end; how it is to exit.
#[derive(Debug)]
pub(crate) struct Interrupted(pub(crate) Exit);

impl std::fmt::Display for Interrupted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("interrupted; what was read until then is in the index")
    }
}

impl std::error::Error for Interrupted {}

/// Lets the process outlive, or at least explain, what the system tells by a signal: a file
/// that may not grow becomes an error of the write, and a file of the index that was cut off
/// while it was read is damage.
///
/// # Errors
///
/// When the system does not let signals be listened for.
#[cfg(unix)]
pub(crate) fn guard() -> std::io::Result<()> {
    use std::io::Write;
    use std::os::fd::AsFd;

    use signal_hook::consts::{SIGBUS, SIGXFSZ};
    use signal_hook::low_level;

    const CUT_OFF: &[u8] = b"dateline: a file of the index was cut off while it was read; \
        check it with `dateline verify`\n";

    flag::register(SIGXFSZ, Arc::default())?;
    forget_usual_handler();
    let Ok(stderr) = std::io::stderr().as_fd().try_clone_to_owned() else {
        // Without standard error there is nobody to tell, and the exit code says it too.
        return flag::register_conditional_shutdown(
            SIGBUS,
            Exit::Damaged.code(),
            Arc::new(AtomicBool::new(true)),
        )
        .map(drop);
    };
    let stderr = std::fs::File::from(stderr);
    let tell = move || {
        let _ = (&stderr).write(CUT_OFF);
        low_level::exit(Exit::Damaged.code());
    };
    #[expect(unsafe_code, reason = "a handler may only do what is safe in a signal")]
    // SAFETY: the handler makes one call of write, with what was made before, and one of
    // _exit; it allocates nothing, takes no lock, and does not return.
    unsafe { low_level::register(SIGBUS, tell) }.map(drop)
}

/// Takes away the handler that the runtime has for a stack that overflows, which here is told by
/// another signal. It would be called before ours and lets the signal end the process from then
/// on: of two threads that read the same file the second would, before the first has exited.
#[cfg(target_os = "linux")]
fn forget_usual_handler() {
    #[expect(unsafe_code, reason = "there is no safe way to have no handler")]
    // SAFETY: a handler is replaced by none, with constants of the system.
    unsafe {
        libc::signal(libc::SIGBUS, libc::SIG_DFL);
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn forget_usual_handler() {}

/// Other systems tell of these things by errors.
#[cfg(not(unix))]
pub(crate) fn guard() -> std::io::Result<()> {
    Ok(())
}
