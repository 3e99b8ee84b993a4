//! The system refuses what is asked of it.

use dateline_fault_injector::{Errno, Fault, Repeat};
use tempfile::TempDir;

use crate::oracle;
use crate::points::{Fired, Outcome, Size, Verdict, fire, new_folder, spread};
use crate::process::{Binary, send, until, wait};
use crate::scene::{Scene, list};

pub(crate) fn failing_calls(size: Size) -> Outcome {
    let scene = Scene::get();
    let folder = new_folder();
    scene.place(folder.path());
    let counted = Binary::new(folder.path()).run_with(&scene.arguments(), Fault::None);
    let calls = counted.expect("the binary runs").calls;
    let both = |at| [Repeat::Once, Repeat::Ever].map(|repeat| Fault::Fail { at, repeat });
    let points: Vec<Fault> =
        spread(calls, size.pick(80, usize::MAX)).into_iter().flat_map(both).collect();
    let least = points.len() * 9 / 10;
    fire(&points, least, |&fault, folder| fail(scene, fault, folder))
}

/// A failed call is told of, and nothing is lost by it.
fn fail(scene: &Scene, fault: Fault, folder: &TempDir) -> Verdict {
    scene.place(folder.path());
    let binary = Binary::new(folder.path());
    let ended = binary.run_with(&scene.arguments(), fault)?;
    let Fault::Fail { at, .. } = fault else { return Err("another fault".to_owned()) };
    if ended.calls < at {
        return Ok(Fired::No);
    }
    ended.expect(&[2, 3], "the run")?;
    if !ended.stderr.contains("os error 5") {
        return Err(format!("the error is not told: {}", ended.stderr.trim()));
    }
    oracle::check(scene, binary, &ended)?;
    Ok(Fired::Yes)
}

pub(crate) fn full_device(size: Size) -> Outcome {
    let scene = Scene::get();
    let points: Vec<Fault> = spread(400_000, size.pick(24, 80))
        .into_iter()
        .enumerate()
        .map(|(number, bytes)| {
            let errno = if number % 4 == 3 { Errno::Quota } else { Errno::NoSpace };
            Fault::Full { bytes, errno }
        })
        .collect();
    fire(&points, size.pick(15, 60), |&fault, folder| {
        scene.place(folder.path());
        let binary = Binary::new(folder.path());
        let ended = binary.run_with(&scene.arguments(), fault)?;
        if ended.code() == 0 {
            return Ok(Fired::No);
        }
        ended.expect(&[2, 3], "the run")?;
        let told = ["no space left", "No space left", "quota"];
        if !told.iter().any(|words| ended.stderr.contains(words)) {
            return Err(format!("the error is not told: {}", ended.stderr.trim()));
        }
        list(binary).map_err(|error| format!("while it is full: {error}"))?;
        oracle::check(scene, binary, &ended)?;
        Ok(Fired::Yes)
    })
    .and("watch waits for room", waits_for_room(scene))
}

/// A process that watches says that the device is full, and goes on when it is not.
fn waits_for_room(scene: &Scene) -> Verdict {
    let folder = new_folder();
    scene.place(folder.path());
    let binary = Binary::new(folder.path());
    let mut child = binary.start_full(&scene.watching(), 20_000)?;
    let outcome = until("it tells of it", || binary.told().contains("no space left"))
        .and_then(|()| binary.make_room())
        .and_then(|()| until("it goes on", || list(binary).is_ok_and(|now| now == scene.after)));
    send("TERM", child.id());
    let ended = binary.end(wait(&mut child)?)?;
    outcome?;
    ended.expect(&[143], "watch")?;
    if ended.stderr.matches("no space left").count() > 1 {
        return Err("it tells of it again and again".to_owned());
    }
    oracle::converges(scene, binary)?;
    Ok(Fired::Yes)
}

/// What `ulimit` limits, and to what.
const LIMITS: [(&str, [u64; 3]); 3] =
    [("-n", [64, 12, 10]), ("-f", [16, 64, 128]), ("-v", [350_000, 250_000, 150_000])];

pub(crate) fn limits(_: Size) -> Outcome {
    let scene = Scene::get();
    let points: Vec<(&str, u64)> = LIMITS
        .into_iter()
        .flat_map(|(option, limits)| limits.map(|limit| (option, limit)))
        .collect();
    fire(&points, 6, |&(option, limit), folder| {
        scene.place(folder.path());
        let binary = Binary::new(folder.path());
        let ended = binary.run_limited(&scene.arguments(), &format!("{option} {limit}"))?;
        // Without memory a Rust program aborts (134): nothing it could be told would help it.
        let may = if option == "-v" { &[0, 2, 3, -1][..] } else { &[0, 2, 3] };
        ended.expect(may, "the run")?;
        oracle::check(scene, binary, &ended)?;
        Ok(if ended.code() == 0 { Fired::No } else { Fired::Yes })
    })
}
