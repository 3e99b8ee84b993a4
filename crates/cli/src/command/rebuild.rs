//! `dateline rebuild`.

use std::io::Write;

use dateline_articles::{ReadOptions, WalkOptions};
use dateline_indexer::{
    Event, MadeFrom, Outcome, RebuildEvent, RebuildRequest, Rebuilt, Unreadable, Work, rebuild,
};
use dateline_schema::store::{Waiting, WriteAccess, exists};
use dateline_schema::{Error, ErrorKind};
use serde::Serialize;

use super::index::index_folder;
use super::progress::Progress;
use crate::args::{GlobalArgs, RebuildArgs, ShowFormat, Talk};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::page::number_for_people;
use crate::output::{self, safe, say};
use crate::signals::Interruption;

/// The most articles and sources that are told of one by one.
const MOST_TOLD: u64 = 20;

#[derive(Serialize)]
struct RebuildRecord {
    r#type: &'static str,
    schema: &'static str,
    outcome: &'static str,
    from: &'static str,
    articles: u64,
    sources: u64,
    damaged: u64,
    doubtful: u64,
    missing: u64,
}

pub(super) fn run(
    global: &GlobalArgs,
    args: &RebuildArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    if !exists(&global.index) {
        return Err(Error::new(&global.index, ErrorKind::NoIndex).into());
    }
    let unreadable = |is_dropped| match is_dropped {
        true => Unreadable::LeaveOut,
        false => Unreadable::Refuse,
    };
    let usual = Work::default();
    let request = RebuildRequest {
        damaged: unreadable(args.drop_damaged),
        missing: unreadable(args.drop_missing),
        work: Work {
            threads: args.threads.unwrap_or(usual.threads),
            heap: args.heap.saturating_mul(1_000_000),
            ..usual
        },
        read: ReadOptions::default(),
        walk: WalkOptions { exclude: vec![index_folder(global)?], ..WalkOptions::default() },
    };
    let waiting = if args.wait { Waiting::Wait } else { Waiting::Refuse };
    let access = WriteAccess::acquire(&global.index, waiting)?;
    let interruption = Interruption::listen()?;
    let mut teller = Teller { progress: Progress::new(environment), told: 0, planned: 0 };
    let rebuilt =
        rebuild(&access, request, interruption.asked(), &mut |event| teller.tell(&event))?;
    teller.close();
    close(global, args, &rebuilt)?;
    let left_out = rebuilt.damaged + rebuilt.doubtful + rebuilt.missing;
    Ok(match (rebuilt.outcome, left_out) {
        (Outcome::Interrupted, _) => interruption.exit().unwrap_or(Exit::Interrupted),
        (Outcome::Kept, _) | (Outcome::Replaced, 1..) => Exit::SomeFailed,
        (Outcome::Replaced, 0) => Exit::Success,
    })
}

/// Tells of what cannot be taken over, the first by name, and how far the work is.
struct Teller {
    progress: Progress,
    told: u64,
    planned: u64,
}

impl Teller {
    fn tell(&mut self, event: &RebuildEvent<'_>) {
        match event {
            RebuildEvent::Planned(count) => {
                self.planned = *count;
                self.progress.begin_counting(*count);
            }
            RebuildEvent::Progress(count) => self.progress.update_count(*count),
            RebuildEvent::Damaged(id) => {
                let id = id.unwrap_or("an article whose id is lost, too");
                self.warn(&format!("{id}: its stored form is damaged"));
            }
            RebuildEvent::Missing("-") => {
                self.warn("articles came from standard input, and cannot be read again");
            }
            RebuildEvent::Missing(source) => self.warn(&format!("{source}: not there")),
            RebuildEvent::Reading(Event::Planned { bytes, .. }) => self.progress.begin(*bytes),
            RebuildEvent::Reading(Event::Progress(summary)) => self.progress.update(summary),
            RebuildEvent::Reading(Event::Refused { path, refusal, .. })
                if !refusal.code.is_skip() =>
            {
                self.warn(&format!("{}: {refusal}", path.display()));
            }
            _ => {}
        }
    }

    fn warn(&mut self, line: &str) {
        self.told += 1;
        if self.told <= MOST_TOLD {
            self.progress.aside(|| say(&format!("dateline: {line}")));
        }
    }

    fn close(&self) {
        self.progress.end();
        if let Some(more @ 1..) = self.told.checked_sub(MOST_TOLD) {
            say(&format!("dateline: and {} more", number_for_people(more)));
        }
    }
}

fn close(global: &GlobalArgs, args: &RebuildArgs, rebuilt: &Rebuilt) -> anyhow::Result<()> {
    if args.format == ShowFormat::Json {
        let mut out = output::stdout();
        safe::write_json(&mut out, &RebuildRecord::from(rebuilt))?;
        out.flush()?;
    } else if global.talk() == Talk::Usual || rebuilt.outcome == Outcome::Kept {
        sentences(rebuilt).iter().for_each(|line| say(line));
    }
    Ok(())
}

impl From<&Rebuilt> for RebuildRecord {
    fn from(rebuilt: &Rebuilt) -> Self {
        let Rebuilt { articles, sources, damaged, doubtful, missing, .. } = *rebuilt;
        Self {
            r#type: "rebuild",
            schema: "dateline.rebuild/1",
            outcome: match rebuilt.outcome {
                Outcome::Replaced => "replaced",
                Outcome::Kept => "kept",
                Outcome::Interrupted => "interrupted",
            },
            from: match rebuilt.from {
                MadeFrom::StoredArticles => "stored",
                MadeFrom::Sources => "sources",
            },
            articles,
            sources,
            damaged,
            doubtful,
            missing,
        }
    }
}

fn sentences(rebuilt: &Rebuilt) -> Vec<String> {
    let Rebuilt { damaged, doubtful, missing, .. } = *rebuilt;
    let articles = number_for_people(rebuilt.articles);
    let mut lines = Vec::new();
    match (rebuilt.outcome, rebuilt.from) {
        (Outcome::Interrupted, _) => {
            lines.push("dateline: interrupted; the index is as it was".to_owned());
        }
        (Outcome::Kept, MadeFrom::StoredArticles) => lines.push(format!(
            "dateline: {} of {} articles cannot be read; the index is as it was. --drop-damaged \
             goes on without them; a backup or the sources may have them",
            number_for_people(damaged),
            number_for_people(rebuilt.articles + damaged),
        )),
        (Outcome::Kept, MadeFrom::Sources) if missing == 0 => lines.push(
            "dateline: the index does not tell where its articles are from; delete it and index \
             again"
                .to_owned(),
        ),
        (Outcome::Kept, MadeFrom::Sources) => lines.push(format!(
            "dateline: {} sources would have to be read and are not there; the index is as it \
             was. --drop-missing goes on without them",
            number_for_people(missing),
        )),
        (Outcome::Replaced, MadeFrom::StoredArticles) => {
            lines.push(format!("rebuilt from stored articles: {articles}"));
        }
        (Outcome::Replaced, MadeFrom::Sources) => {
            lines.push(format!("rebuilt from the sources: {articles} articles"));
        }
    }
    if rebuilt.outcome == Outcome::Replaced && doubtful > 0 {
        lines.push(format!(
            "dateline: {} articles stood in a damaged file and may not be as they were; `dateline \
             index FOLDER` reads their sources again",
            number_for_people(doubtful)
        ));
    }
    lines
}
