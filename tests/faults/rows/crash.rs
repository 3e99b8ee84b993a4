//! The process ends at once, or the machine does.

use dateline_fault_injector::{Damage, Fault};
use tempfile::TempDir;

use crate::oracle;
use crate::points::{Fired, Outcome, Size, Verdict, fire, new_folder, spread};
use crate::process::{Binary, Ended};
use crate::scene::Scene;

/// A fault that does not happen, but counts the calls that a crash counts.
const COUNTED: Fault = Fault::Kill { at: u64::MAX };

/// The calls of an undisturbed run.
fn calls(scene: &Scene) -> u64 {
    let folder = new_folder();
    scene.place(folder.path());
    let ended = Binary::new(folder.path()).run_with(&scene.arguments(), COUNTED);
    ended.expect("the binary runs").calls
}

fn crash(scene: &Scene, fault: Fault, folder: &TempDir) -> Verdict {
    scene.place(folder.path());
    let binary = Binary::new(folder.path());
    let ended = binary.run_with(&scene.arguments(), fault)?;
    judge(scene, binary, &ended)
}

fn judge(scene: &Scene, binary: Binary<'_>, ended: &Ended) -> Verdict {
    if !ended.was_killed() {
        // It was done before, and has to have ended well.
        ended.expect(&[0], "a run that was not killed")?;
        return Ok(Fired::No);
    }
    oracle::check(scene, binary, ended)?;
    Ok(Fired::Yes)
}

pub(crate) fn random_times(size: Size) -> Outcome {
    let scene = Scene::get();
    let wanted = size.pick(50, 1_000);
    // Every fifth may come too late: runs are not all as long as the first.
    let points: Vec<usize> = (0..wanted + wanted / 2).collect();
    fire(&points, wanted, |&number, folder| {
        scene.place(folder.path());
        let binary = Binary::new(folder.path());
        let command = binary.command(&scene.arguments());
        // The golden section spreads the times evenly, whatever their number.
        let part = (number as f64 * 0.618_033_988_749_895).fract();
        let ended = binary.kill_after(command, scene.undisturbed.mul_f64(part))?;
        judge(scene, binary, &ended)
    })
}

pub(crate) fn every_call(size: Size) -> Outcome {
    let scene = Scene::get();
    let calls = calls(scene);
    let points = spread(calls, size.pick(320, usize::MAX));
    let least = points.len() * 9 / 10;
    fire(&points, least, |&at, folder| crash(scene, Fault::Kill { at }, folder))
}

pub(crate) fn power(size: Size) -> Outcome {
    let scene = Scene::get();
    let calls = calls(scene);
    let seeds = size.pick(100, 2_000) as u64;
    let points: Vec<Fault> = (0..seeds)
        .flat_map(|seed| {
            // Each seed has a call of its own, all over the run.
            let at = 1 + seed * 7_919 % calls;
            Damage::ALL.map(|damage| Fault::Power { at, damage, seed })
        })
        .collect();
    let least = points.len() * 9 / 10;
    fire(&points, least, |&fault, folder| crash(scene, fault, folder))
}
