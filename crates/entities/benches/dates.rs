//! Times how fast dates are read, in bytes of text a second.
//!
//! With `DATELINE_BENCH_TEXTS` set to a folder of text files, the texts are those; else a
//! paragraph of news is read again and again.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_entities::date::{Anchor, find};

/// No more text than this is read.
const MOST_BYTES: usize = 32 << 20;

const PARAGRAPH: &str = "\
The central bank said on Wednesday that it would keep its key rate at 4.5 pct until the end \
of the year, after inflation fell for the third month in a row. Prices rose 2.1 pct in August \
from a year earlier, against 2.6 pct in July, the statistics office reported last week. The \
governor, who took office in March 2019, told parliament that the next decision was due on \
October 14. Analysts had expected a cut of a quarter of a point, and the currency gained in \
early trading; it has lost more than a tenth of its value since the summer.\n\n";

fn read_dates(c: &mut Criterion) {
    let texts = match std::env::var_os("DATELINE_BENCH_TEXTS") {
        Some(folder) => texts_below(Path::new(&folder)),
        None => vec![PARAGRAPH.repeat(10); 100],
    };
    let published = "1987-03-20".parse().ok();
    let anchor = Anchor { published, ..Anchor::default() };
    let mut group = c.benchmark_group("dates");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("find", |b| {
        b.iter(|| texts.iter().map(|text| find("", black_box(text), anchor).len()).sum::<usize>());
    });
    group.finish();
}

/// The texts of the files below a folder, as many as fit.
fn texts_below(folder: &Path) -> Vec<String> {
    let (mut folders, mut texts) = (vec![PathBuf::from(folder)], Vec::new());
    let mut bytes = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let (true, Ok(text)) = (bytes < MOST_BYTES, std::fs::read_to_string(&path)) {
                bytes += text.len();
                texts.push(text);
            }
        }
    }
    texts
}

criterion_group!(benches, read_dates);
criterion_main!(benches);
