//! The indexer may be killed at any moment.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::remains::{acknowledged, no_litter};
use crate::support::Playground;

/// Of runs that make an index; `tests/faults` kills those that find one.
const KILLS: usize = 50;
const FILES: usize = 120;

/// Small files and some of many records, enough that a run makes several commits.
fn sources(playground: &Playground) {
    for number in 0..FILES {
        let text = format!(
            "Report {number} from Dushanbe\n\nDUSHANBE, Sept 23 (Oxus Wire) - Ahmad Massoud met \
             delegation {number} in the capital on Wednesday. {}\n",
            "The talks went on for hours and nothing was signed. ".repeat(number % 17)
        );
        playground.write(&format!("news/2021/09/24/{number:03}.txt"), text);
    }
    for file in 0..4 {
        let lines: String = (0..400)
            .map(|id| {
                let text = "Grain prices rose. ".repeat(id % 5 + 1);
                format!("{{\"id\":\"w{file}-{id}\",\"title\":\"Wire {id}\",\"text\":\"{text}\"}}\n")
            })
            .collect();
        playground.write(&format!("news/wire-{file}.jsonl"), lines);
    }
}

fn arguments(news: &str) -> Vec<&str> {
    vec!["index", news, "--format", "json", "--commit-every", "0", "--heap", "20"]
}

const QUERIES: [&str; 6] = [
    "Dushanbe",
    "\"nothing was signed\"",
    "person:\"Ahmed Masood\"",
    "place:Tajikistan",
    "date:2021-09-22",
    "grain prices",
];

/// After each kill: whatever a commit line told of is there, nothing is double, nothing is
/// there that was not in the sources, and the next run completes the index as if nothing
/// had happened.
#[test]
fn killed_at_random_moments() {
    let control = Playground::new();
    sources(&control);
    let news = control.path("news");
    let news = news.to_str().expect("UTF-8").to_owned();
    let started = Instant::now();
    assert_eq!(control.run(&arguments(&news)).code, 0);
    let mut undisturbed = started.elapsed();
    let wanted = control.list();
    let answers: Vec<Vec<String>> = QUERIES.iter().map(|query| control.ids(&[query])).collect();

    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut killed = 0;
    let mut acknowledged_partly = 0;
    for attempt in 0..4 * KILLS {
        if killed == KILLS {
            break;
        }
        let playground = Playground::new();
        let after = random.part_of(undisturbed);
        let Some(acknowledged) = kill_once(&playground, &news, after) else {
            // A run that is done before its time shows how long a run takes now.
            undisturbed = undisturbed.min(after);
            continue;
        };
        killed += 1;
        acknowledged_partly += usize::from(!acknowledged.is_empty());
        let present: BTreeSet<String> = match playground.path("index/meta.json").exists() {
            true => playground.list().into_iter().collect(),
            false => BTreeSet::new(),
        };
        let expected: BTreeSet<String> = wanted.iter().cloned().collect();
        assert!(present.is_subset(&expected), "attempt {attempt}: what was never written");
        for path in acknowledged {
            let of_path = |list: &BTreeSet<String>| -> Vec<String> {
                list.iter().filter(|line| line.contains(&path)).cloned().collect()
            };
            assert_eq!(of_path(&present), of_path(&expected), "attempt {attempt}: lost {path}");
        }
        assert_eq!(playground.run(&arguments(&news)).code, 0);
        assert_eq!(playground.list(), wanted, "attempt {attempt}: the rerun completes");
        for (query, answer) in QUERIES.iter().zip(&answers) {
            let mut ids = playground.ids(&[query]);
            let mut answer = answer.clone();
            ids.sort();
            answer.sort();
            assert_eq!(ids, answer, "attempt {attempt}: {query}");
        }
        no_litter(&playground.path("index")).expect("nothing is left over");
    }
    // A kill that always comes too late would test nothing.
    assert_eq!(killed, KILLS, "runs were killed too late");
    assert!(acknowledged_partly > 0, "no run was killed between two commits");
}

/// A xorshift generator (Marsaglia 2003): the same times in every run of the test, as far
/// as the machine keeps them.
struct Random(u64);

impl Random {
    /// A time up to this one.
    fn part_of(&mut self, whole: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        whole.mul_f64((self.0 % 1000) as f64 / 1000.0)
    }
}

/// Indexes and kills after this time; the paths that a commit line acknowledged, or
/// nothing when the run was done before.
fn kill_once(playground: &Playground, news: &str, after: Duration) -> Option<Vec<String>> {
    let mut command = playground.command(&arguments(news));
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs");
    let mut stdout = child.stdout.take().expect("a pipe");
    let reader = std::thread::spawn(move || {
        let mut said = Vec::new();
        stdout.read_to_end(&mut said).expect("a pipe ends");
        said
    });
    std::thread::sleep(after);
    child.kill().expect("killed or done");
    let status = child.wait().expect("the binary ends");
    let said = reader.join().expect("the reader ends");
    (!status.success()).then(|| acknowledged(String::from_utf8_lossy(&said).lines()))
}
