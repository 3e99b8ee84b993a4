//! `dateline watch`.

mod account;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context;
use dateline_articles::{RefusalCode, SourceFile};
use dateline_indexer::{Event, Gate, Input, Part};
use dateline_saved::Store;
use dateline_schema::ErrorKind;
use dateline_schema::store::{Waiting, WriteAccess};
use dateline_watch::{
    Agenda, Folders, Hearing, Look, News, RootNews, Settling, Stamp, Stillness, Timing,
};
use rustc_hash::FxHashMap;

use self::account::Account;
use super::alerts::{self, Telling};
use super::index;
use super::progress::Progress;
use crate::args::{AlertFormat, GlobalArgs, IndexFormat, Talk, WatchArgs};
use crate::environment::Environment;
use crate::exit::{self, Exit};
use crate::output::{alert, say};
use crate::signals::Interruption;

/// How often to look whether the process is to end, and whether roots have gone or come back.
const TICK: Duration = Duration::from_millis(200);

/// Between two looks at everything where events are heard.
const RESCAN: Duration = Duration::from_secs(600);

/// The same where no events are heard.
const RESCAN_DEAF: Duration = Duration::from_secs(30);

/// After a full device was found, until it is tried again.
const FULL: Duration = Duration::from_secs(30);

pub(super) fn run(
    global: &GlobalArgs,
    args: &WatchArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let roots = roots(global, args)?;
    let interruption = Interruption::listen()?;
    let hearing = if args.poll { Hearing::Deaf } else { Hearing::Events };
    // Listening begins before the first look: what comes in between is not missed.
    std::fs::create_dir_all(&global.index).with_context(|| global.index.display().to_string())?;
    let folders = Folders::new(&roots, vec![index::index_folder(global)?], hearing);
    let usual = match (hearing, folders.trouble()) {
        (Hearing::Events, None) => RESCAN,
        _ => RESCAN_DEAF,
    };
    let timing = Timing { delay: args.debounce, rescan: args.rescan.unwrap_or(usual) };
    let account = Account::new(args.format, global.talk());
    account.begin(&roots);
    if let Some(trouble) = folders.trouble() {
        say(&format!(
            "dateline: {trouble}; what changes is looked for every {} s",
            timing.rescan.as_secs_f64()
        ));
    }
    let mut watching = Watching {
        global,
        args,
        environment,
        agenda: Agenda::new(roots.len(), timing, Instant::now()),
        timing,
        settling: Rc::new(RefCell::new(Settling::new(args.debounce))),
        roots,
        folders,
        account,
        interrupted: interruption.asked(),
        looks: 0,
    };
    watching.watch()?;
    watching.account.end();
    Ok(interruption.exit().unwrap_or(Exit::Interrupted))
}

/// What to watch: what was named, which has to be there, or all that was indexed before.
fn roots(global: &GlobalArgs, args: &WatchArgs) -> anyhow::Result<Vec<PathBuf>> {
    let named = args
        .paths
        .iter()
        .map(|path| std::fs::canonicalize(path).with_context(|| path.display().to_string()));
    let mut roots = match args.paths.is_empty() {
        true => index::known_roots(global)?,
        false => named.collect::<Result<_, _>>()?,
    };
    let mut known = std::collections::HashSet::new();
    roots.retain(|root| known.insert(root.clone()));
    Ok(roots)
}

/// Why it is looked what has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Nothing has been looked at yet.
    First,
    /// It is time to look at everything again.
    Regular,
    /// Something was heard of.
    Heard,
}

struct Watching<'a> {
    global: &'a GlobalArgs,
    args: &'a WatchArgs,
    environment: &'a Environment,
    roots: Vec<PathBuf>,
    folders: Folders,
    agenda: Agenda,
    timing: Timing,
    settling: Rc<RefCell<Settling>>,
    account: Account,
    interrupted: &'a AtomicBool,
    looks: u64,
}

/// Whether it is not the file's fault that it was not read.
fn is_of_system(code: RefusalCode) -> bool {
    matches!(code, RefusalCode::Unreadable | RefusalCode::Missing | RefusalCode::Changed)
}

/// A file that is not read yet: the number of its root, the file, and how long to wait.
type Moving = (usize, PathBuf, Duration);

impl Watching<'_> {
    fn watch(&mut self) -> anyhow::Result<()> {
        for root in 0..self.roots.len() {
            if !self.folders.is_there(root) {
                self.account.root(&self.roots[root], RootNews::Gone(root));
            }
        }
        while !self.is_over() {
            let now = Instant::now();
            let turn = match (self.looks, self.agenda.is_rescan(now)) {
                (0, _) => Turn::First,
                (_, true) => Turn::Regular,
                (_, false) => Turn::Heard,
            };
            if let Some(looks) = self.agenda.take(now) {
                self.look(looks, turn)?;
                continue;
            }
            let wait = self.agenda.next().saturating_duration_since(now).min(TICK);
            self.hear(wait);
        }
        Ok(())
    }

    fn is_over(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }

    /// Notes what has changed.
    fn hear(&mut self, wait: Duration) {
        let (agenda, roots) = (&mut self.agenda, self.roots.len());
        self.folders.hear(wait, |news| {
            let now = Instant::now();
            match news {
                News::Changed { root, path } => agenda.change(root, &path, now),
                News::Lost => (0..roots).for_each(|root| agenda.everything(root, now)),
            }
        });
        self.look_after_roots();
    }

    /// Tells of roots that have gone or come back.
    fn look_after_roots(&mut self) {
        for news in self.folders.look_after() {
            let (RootNews::Gone(root) | RootNews::Back(root)) = news;
            self.account.root(&self.roots[root], news);
            if news == RootNews::Back(root) {
                self.agenda.everything(root, Instant::now());
            }
        }
    }

    /// Brings the index up to date, and tells what is new.
    fn look(&mut self, looks: Vec<Look>, turn: Turn) -> anyhow::Result<()> {
        self.looks += 1;
        self.look_after_roots();
        // A root that is not there has been told of, and is waited for.
        let looks: Vec<Look> =
            looks.into_iter().filter(|look| self.folders.is_there(look.root)).collect();
        let has_news = match looks.is_empty() {
            true => false,
            false => self.index_or_put_off(looks, turn)?,
        };
        if turn == Turn::Regular {
            self.settling.borrow_mut().forget_gone(Instant::now());
        }
        // The regular look also tells what other processes have indexed, and tries again what
        // a command refused.
        if (has_news || turn != Turn::Heard) && !self.is_over() {
            self.alerts()?;
        }
        Ok(())
    }

    /// [`Self::index`], which is tried again later where the device is full: it may get room,
    /// and who watches should not have to begin again.
    fn index_or_put_off(&mut self, looks: Vec<Look>, turn: Turn) -> anyhow::Result<bool> {
        let roots: Vec<usize> = looks.iter().map(|look| look.root).collect();
        let wait = FULL.min(self.timing.rescan);
        match self.index(looks, turn) {
            Err(error) if exit::is_no_space(&error) => {
                self.account.full(&format!("{error:#}"), wait);
                let now = Instant::now();
                roots.into_iter().for_each(|root| self.agenda.put_off(root, wait, now));
                Ok(false)
            }
            done => {
                self.account.has_room();
                done
            }
        }
    }

    /// Looks at some roots; returns whether articles came or changed.
    fn index(&mut self, looks: Vec<Look>, turn: Turn) -> anyhow::Result<bool> {
        let Some(access) = self.access()? else { return Ok(false) };
        let moving: Rc<RefCell<Vec<Moving>>> = Rc::default();
        let reading: Rc<RefCell<FxHashMap<PathBuf, Stamp>>> = Rc::default();
        let inputs = looks.into_iter().map(|look| {
            let root = self.roots[look.root].clone();
            let (settling, moving) = (Rc::clone(&self.settling), Rc::clone(&moving));
            let reading = Rc::clone(&reading);
            let gate = Box::new(move |file: &SourceFile| {
                let stamp = Stamp { size: file.size, modified: file.modified };
                let (now, clock) = (Instant::now(), SystemTime::now());
                match settling.borrow_mut().judge(&file.path, stamp, now, clock) {
                    Stillness::Still => {
                        reading.borrow_mut().insert(file.path.clone(), stamp);
                        Gate::Read
                    }
                    Stillness::Moving(wait) => {
                        moving.borrow_mut().push((look.root, file.path.clone(), wait));
                        Gate::Pass
                    }
                    Stillness::Unreadable => Gate::Pass,
                }
            });
            Input::Part(Part { root, only: look.only, gate })
        });
        let request = index::request(self.global, &self.args.how, inputs.collect())?;
        let progress = match turn {
            Turn::First => Progress::new(self.environment),
            Turn::Regular | Turn::Heard => Progress::none(),
        };
        let mut batch = self.account.batch(progress);
        let settling = Rc::clone(&self.settling);
        let could_not_read = |path: &Path| {
            if let Some(&stamp) = reading.borrow().get(path) {
                settling.borrow_mut().could_not_read(path, stamp);
            }
        };
        let summary = dateline_indexer::run(&access, request, self.interrupted, &mut |event| {
            match &event {
                // What the system refuses today, it may give tomorrow.
                Event::Refused { path, refusal, .. } if is_of_system(refusal.code) => {
                    reading.borrow_mut().remove(*path);
                }
                Event::Read { path, articles: 0 } => could_not_read(path),
                Event::Refused { path, refusal, .. } if refusal.record.is_none() => {
                    could_not_read(path);
                }
                _ => {}
            }
            batch.tell(event);
        })?;
        drop(access);
        let now = Instant::now();
        let moving = moving.take();
        batch.close(&summary, moving.len(), turn);
        for (root, path, wait) in moving {
            self.agenda.again(root, path, wait, now);
        }
        Ok(summary.added + summary.updated > 0)
    }

    /// The right to write; waits for another indexer, and is none when the process is to end.
    fn access(&self) -> anyhow::Result<Option<WriteAccess>> {
        let mut is_said = self.global.talk() != Talk::Usual;
        while !self.is_over() {
            match WriteAccess::acquire(&self.global.index, Waiting::Refuse) {
                Ok(access) => return Ok(Some(access)),
                Err(error) => match error.kind() {
                    ErrorKind::Locked(holder) => {
                        if !is_said {
                            self.account.waiting(*holder);
                            is_said = true;
                        }
                        std::thread::sleep(TICK);
                    }
                    _ => return Err(error.into()),
                },
            }
        }
        Ok(None)
    }

    fn alerts(&self) -> anyhow::Result<()> {
        let form = match self.args.format {
            IndexFormat::Json => AlertFormat::Json,
            IndexFormat::Text => alert::form(None, self.environment),
        };
        let telling = Telling {
            form,
            colour: self.global.colour(self.environment),
            command: self.args.exec.as_ref(),
            interrupted: self.interrupted,
        };
        // What fails was told of on standard error, and is tried again with the next look.
        alerts::tell(self.global, &Store::of(&self.global.index), &[], &telling)?;
        Ok(())
    }
}
