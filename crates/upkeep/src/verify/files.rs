//! Every file of every segment, by its path.
//!
//! The engine's own check looks only at files that its list of files names too, and so says
//! nothing of an index whose list is missing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline_schema::store::{self, FILE_LIST, FileMark, META_FILE, UnreadIndex};
use dateline_schema::{Error, ErrorKind};
use tantivy::directory::error::OpenReadError;

use super::{Code, Verifier};
use crate::Result;

pub(super) fn verify(opened: &UnreadIndex, verifier: &mut Verifier<'_>) -> Result<()> {
    let UnreadIndex { path, index, .. } = opened;
    let metas = index.load_metas().map_err(|error| Error::from_engine(path, &error))?;
    // What it holds was checked when it was opened.
    count(path, META_FILE, verifier);
    let files: BTreeSet<String> = metas.segments.iter().flat_map(store::files_of_segment).collect();
    for file in &files {
        count(path, file, verifier);
        verify_file(opened, file, verifier);
    }
    let io = |error: std::io::Error| Error::new(path, ErrorKind::from_io(&error));
    verify_list(path, &files, verifier).map_err(io)?;
    look_for_leftovers(path, &files, verifier).map_err(io)?;
    Ok(())
}

fn count(path: &Path, file: &str, verifier: &mut Verifier<'_>) {
    verifier.account.files += 1;
    verifier.account.bytes += fs::metadata(path.join(file)).map_or(0, |data| data.len());
}

/// Compares the bytes of a file with the checksum at its end, and with what the commit says of
/// it.
fn verify_file(opened: &UnreadIndex, file: &str, verifier: &mut Verifier<'_>) {
    let mark = FileMark::of_file(&opened.path.join(file)).ok();
    if mark.is_some_and(|mark| opened.marks.get(file) != Some(&mark)) {
        return verifier.find(Code::Checksum, file, "it is not the file that was written");
    }
    match opened.index.directory().validate_checksum(Path::new(file)) {
        Ok(true) => {}
        Ok(false) => verifier.find(Code::Checksum, file, "its bytes are not those written"),
        Err(OpenReadError::FileDoesNotExist(_)) => {
            verifier.find(Code::MissingFile, file, "it is missing");
        }
        Err(OpenReadError::IoError { io_error, .. }) if io_error.raw_os_error().is_some() => {
            verifier.find(Code::UnreadableFile, file, io_error.to_string());
        }
        // The engine found no checksum where one has to be.
        Err(_) => verifier.find(Code::Checksum, file, "its end is not that written"),
    }
}

fn verify_list(
    path: &Path,
    files: &BTreeSet<String>,
    verifier: &mut Verifier<'_>,
) -> std::io::Result<()> {
    match store::listed_files(path)? {
        None => verifier.find(Code::FileList, FILE_LIST, "the list of files cannot be read"),
        Some(listed) if !listed.is_superset(files) => {
            let count = files.difference(&listed).count();
            verifier.find(Code::FileList, FILE_LIST, format!("{count} files are not in the list"));
        }
        Some(_) => {}
    }
    Ok(())
}

fn look_for_leftovers(
    path: &Path,
    files: &BTreeSet<String>,
    verifier: &mut Verifier<'_>,
) -> std::io::Result<()> {
    let mut leftovers = 0u64;
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_left = store::segment_of(&name).is_some() && !files.contains(&name);
        leftovers += u64::from(is_left);
    }
    if leftovers > 0 {
        let detail = format!("{leftovers} files of no commit; the next `dateline index` clears up");
        verifier.find(Code::Leftover, "", detail);
    }
    Ok(())
}
