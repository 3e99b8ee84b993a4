//! What is too much, or nothing.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Measure;
use super::bad::{Bad, Fate};
use Fate::{Found, InPart, Refused};

pub(super) fn all(measure: Measure) -> Vec<Bad> {
    let (line, large, capture, tiny) = match measure {
        Measure::Usual => (65 << 20, 80 << 20, 256 << 20, 2_000),
        Measure::Full => (1 << 30, 400 << 20, 5 << 30, 1_000_000),
    };
    let mut all = vec![
        Bad::new("zero.jsonl", "", Refused("empty")),
        Bad::made("of-64-mib.txt", Refused("too-large"), |path| {
            fill(path, "", "word ", (64 << 20) + 1, "")
        }),
        Bad::made("large.txt", Refused("too-large"), move |path| {
            fill(path, "", "word ", large, "")
        }),
        Bad::sparse("sparse.txt", 5 << 30, Refused("too-large")),
        Bad::sparse("sparse.html", 5 << 30, Refused("too-large")),
        Bad::sparse("sparse.jsonl", 5 << 30, Refused("binary")),
        Bad::sparse("sparse.csv", 5 << 30, Refused("too-large")),
        Bad::sparse("sparse.zip", 5 << 30, Refused("damaged")),
        Bad::sparse("sparse.warc", capture, Refused("damaged")),
        Bad::sparse("sparse.gz", 5 << 30, Refused("damaged")),
        Bad::made("of-17-mib.txt", Refused("too-large"), |path| {
            fill(path, "Long\n\n", "word ", 17 << 20, "")
        }),
        Bad::made("line.txt", Refused("too-large"), |path| fill(path, "", "x", 64 << 20, "")),
        Bad::made("word.txt", Found("\"longest word\""), |path| {
            fill(path, "The longest word\n\nThe longest word is ", "x", 15 << 20, ".");
        }),
        Bad::made("line.jsonl", InPart("too-large", "\"after the longest line\""), move |path| {
            let after = "\"}\n{\"title\":\"x\",\"text\":\"This is after the longest line.\"}\n";
            fill(path, "{\"text\":\"", "x", line, after);
        }),
        Bad::made("title.json", Refused("too-large"), |path| {
            fill(path, "{\"text\":\"Short.\",\"title\":\"", "Ahmad Massoud ", 20 << 20, "\"}");
        }),
        Bad::made("deep", Found("\"deepest report\""), deep),
        Bad::new(
            format!("{}.txt", "n".repeat(251)),
            "Long name\n\nThe longest name of all.",
            Found("\"longest name\""),
        ),
        Bad::made("tiny", Found("\"tiniest report 7\""), move |path| {
            fs::create_dir(path).expect("a new folder");
            for number in 0..tiny {
                // A folder of a million entries is slow to make on some file systems.
                let folder = path.join(format!("{:03}", number / 1000));
                fs::create_dir_all(&folder).expect("a new folder");
                let text = format!("T\n\nA tiniest report {number}.");
                fs::write(folder.join(format!("{number}.txt")), text).expect("a new file");
            }
        }),
    ];
    all.extend(odd_names());
    all
}

/// Writes a file without holding it: `unit` over and over, as many bytes as said.
fn fill(path: &Path, start: &str, unit: &str, bytes: usize, end: &str) {
    let file = fs::File::create(path).expect("a new file");
    let mut file = std::io::BufWriter::new(file);
    let mut write = |text: &str| file.write_all(text.as_bytes()).expect("room on the disk");
    write(start);
    let block = unit.repeat((1 << 16) / unit.len());
    (0..bytes.div_ceil(block.len())).for_each(|_| write(&block));
    write(end);
    file.flush().expect("room on the disk");
}

/// Three hundred folders within each other, and a file in the last.
fn deep(path: &Path) {
    let folder: PathBuf = path.join("d/".repeat(300));
    fs::create_dir_all(&folder).expect("new folders");
    fs::write(folder.join("one.txt"), "Deep\n\nThe deepest report.").expect("a new file");
}

fn odd_names() -> Vec<Bad> {
    let mut all = vec![
        Bad::new(
            "-rf",
            "Dashed\n\nA file named like an option.",
            Found("\"named like an option\""),
        ),
        Bad::new("-rf.txt", "Dashed\n\nA text named like an option.", Found("\"text named like\"")),
        Bad::new("new\nline.txt", "Lines\n\nA name of two lines.", Found("\"name of two lines\"")),
        Bad::new(
            "\u{1b}[2J\u{9b}31m\u{202e}.txt",
            "Escape\n\nA name that acts.",
            Found("\"name that acts\""),
        ),
    ];
    #[cfg(unix)]
    {
        use std::ffi::OsString;
        use std::os::unix::ffi::OsStringExt;
        let name = OsString::from_vec(b"caf\xe9\xff.txt".to_vec());
        all.push(Bad::new(name, "Bytes\n\nA name of wild bytes.", Found("\"name of wild bytes\"")));
    }
    all
}
