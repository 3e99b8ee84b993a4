//! Times look-ups of names that news has, and of words that are no names.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline_gazetteer::Gazetteer;

const NAMES: [&str; 8] = [
    "dushanbe",
    "washington",
    "united arab emirates",
    "springfield",
    "wednesday",
    "the",
    "massoud",
    "panjshir",
];

fn look_up(c: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    for name in NAMES {
        c.bench_function(&format!("best {name}"), |b| {
            b.iter(|| gazetteer.best(black_box(name)));
        });
    }
    c.bench_function("is_prefix new", |b| b.iter(|| gazetteer.is_prefix(black_box("new"))));
    c.bench_function("lookup Dushanbe", |b| b.iter(|| gazetteer.lookup(black_box("Dushanbe"))));
    let id = gazetteer.best("dushanbe").map(|entry| entry.id);
    c.bench_function("place by id", |b| {
        b.iter(|| black_box(id).and_then(|id| gazetteer.place(id)));
    });
}

criterion_group!(benches, look_up);
criterion_main!(benches);
