//! The place of the index: a file system without locks, and a folder that is taken away.

use std::fs;

use dateline_fault_injector::Fault;

use crate::oracle;
use crate::points::{Fired, Outcome, Size, Verdict, new_folder};
use crate::process::{Binary, wait};
use crate::scene::Scene;

pub(crate) fn places(_: Size) -> Outcome {
    let cases: [(&str, fn() -> Verdict); 3] =
        [("no locks", no_locks), ("moved", moved), ("deleted", deleted)];
    Outcome::of(cases.map(|(name, case)| (name.to_owned(), case())), 3)
}

fn no_locks() -> Verdict {
    let (scene, folder) = (Scene::get(), new_folder());
    scene.place(folder.path());
    let binary = Binary::new(folder.path());
    let ended = binary.run_with(&scene.arguments(), Fault::NoLocks)?;
    ended.expect(&[2], "index")?;
    if !ended.stderr.contains("lock") {
        return Err(format!("it is told otherwise: {}", ended.stderr.trim()));
    }
    oracle::check(scene, binary, &ended)?;
    Ok(Fired::Yes)
}

/// The index that is moved away stays whole, and is completed where it is.
fn moved() -> Verdict {
    let (scene, folder, other) = (Scene::get(), new_folder(), new_folder());
    scene.place(folder.path());
    let binary = Binary::new(folder.path());
    let mut child = binary.start(&mut binary.command(&scene.arguments()))?;
    std::thread::sleep(scene.undisturbed.mul_f64(0.3));
    let elsewhere = Binary::new(other.path());
    fs::rename(binary.index(), elsewhere.index()).map_err(|error| error.to_string())?;
    let ended = binary.end(wait(&mut child)?)?;
    ended.expect(&[0, 2], "index")?;
    oracle::check(scene, elsewhere, &ended)?;
    Ok(Fired::Yes)
}

fn deleted() -> Verdict {
    let (scene, folder) = (Scene::get(), new_folder());
    scene.place(folder.path());
    let binary = Binary::new(folder.path());
    let mut child = binary.start(&mut binary.command(&scene.arguments()))?;
    std::thread::sleep(scene.undisturbed.mul_f64(0.3));
    fs::remove_dir_all(binary.index()).map_err(|error| error.to_string())?;
    binary.end(wait(&mut child)?)?.expect(&[0, 2], "index")?;
    let _ = fs::remove_dir_all(binary.index());
    oracle::converges(scene, binary)?;
    Ok(Fired::Yes)
}
