//! Reads pairs of names, two columns separated by a tab, and writes a line for each: the
//! verdict, the reasons, and the score as the last column.
//!
//! With `--pairs-per-second`, it instead compares every name of the first column with every
//! other one and says how fast that was, with the prefilter and without.

use std::io::{self, BufRead, Write};
use std::time::Instant;

use dateline_names::{PreparedName, Verdict, compare};

fn main() -> io::Result<()> {
    let lines: Vec<String> = io::stdin().lock().lines().collect::<io::Result<_>>()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if std::env::args().any(|argument| argument == "--pairs-per-second") {
        let names: Vec<_> = lines.iter().map(|line| columns(line).0).collect();
        return measure(&names, &mut out);
    }
    for line in &lines {
        let (left, right) = columns(line);
        let (left, right) = (PreparedName::new(left), PreparedName::new(right));
        let compared = compare(&left, &right);
        let met = if left.may_be(&right) { "met" } else { "unmet" };
        let (verdict, reasons, score) = (compared.verdict(), compared.reasons(), compared.score());
        writeln!(out, "{met}\t{verdict:?}\t{reasons}\t{score:.4}")?;
    }
    out.flush()
}

fn columns(line: &str) -> (&str, &str) {
    let mut columns = line.split('\t');
    (columns.next().unwrap_or_default(), columns.next().unwrap_or_default())
}

fn measure(names: &[&str], out: &mut impl Write) -> io::Result<()> {
    let started = Instant::now();
    let prepared: Vec<PreparedName> = names.iter().map(|name| PreparedName::new(name)).collect();
    writeln!(out, "prepared {} names in {:?}", names.len(), started.elapsed())?;
    let every = || prepared.iter().flat_map(|one| prepared.iter().map(move |other| (one, other)));
    let likely = |&(one, other): &(&PreparedName, &PreparedName)| one.may_be(other);
    let alike = |(one, other)| compare(one, other).verdict() != Verdict::Different;

    let started = Instant::now();
    let passed = every().filter(likely).count();
    report("prefiltered", every().count(), passed, started, out)?;
    let started = Instant::now();
    let found = every().filter(likely).filter(|&pair| alike(pair)).count();
    report("prefiltered and compared", every().count(), found, started, out)?;
    let started = Instant::now();
    let found = every().filter(|&pair| alike(pair)).count();
    report("compared", every().count(), found, started, out)
}

fn report(
    what: &str,
    pairs: usize,
    found: usize,
    started: Instant,
    out: &mut impl Write,
) -> io::Result<()> {
    let seconds = started.elapsed().as_secs_f64();
    writeln!(out, "{what}: {:.0} pairs/s, {found} of {pairs} kept", pairs as f64 / seconds)
}
