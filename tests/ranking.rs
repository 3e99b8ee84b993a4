//! Why hits are where they are.

use crate::support::Playground;

#[test]
fn hits_are_explained() {
    let playground = Playground::with_corpus();
    let question = ["search", "Dushanbe safe house date:2021-09", "-n", "1", "--explain"];
    let run = playground.run(&[&question[..], &["--format", "text", "--fresh"]].concat());
    insta::assert_snapshot!("explained_text", playground.shown_without_times(&run));
    // Whoever asks for reasons gets them into a pipe, too.
    let piped = playground.run(&[&question[..], &["--fresh"]].concat());
    assert_eq!((piped.code, piped.stdout.lines().count()), (0, run.stdout.lines().count()));

    let run = playground.run(&[&question[..], &["--format", "json", "--expand"]].concat());
    let hit = run.stdout.lines().find(|line| line.contains("\"type\":\"hit\"")).expect("a hit");
    let hit: serde_json::Value = serde_json::from_str(hit).expect("JSON");
    let parts = hit["explanation"]["parts"].as_array().expect("parts");
    let points = |part: &serde_json::Value| part["points"].as_f64().expect("points");
    let sum: f64 = parts.iter().map(points).sum();
    assert!((sum - hit["score"].as_f64().expect("a score")).abs() < 1e-3, "{parts:?}");
    for part in ["word", "near", "coverage", "related", "date"] {
        assert!(parts.iter().any(|one| one["part"] == part), "{part}");
    }
    assert!(run.stderr.contains("ranked by these words too: "), "{}", run.stderr);
}
