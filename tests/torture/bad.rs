//! A bad input: how it is made, and what is to become of it.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// A file, or something that looks like one, in a folder of its kind.
pub(super) struct Bad {
    /// Its path within the folder.
    pub(super) name: OsString,
    content: Content,
    pub(super) fate: Fate,
}

enum Content {
    Bytes(Vec<u8>),
    /// Made by something that is given its path.
    Made(Box<dyn Fn(&Path)>),
}

/// What is to become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is read without a record, and this question finds it.
    Found(&'static str),
    /// It is one record with this code.
    Refused(&'static str),
    /// Both: what can be read of it is found.
    InPart(&'static str, &'static str),
}

impl Bad {
    /// A file of these bytes.
    pub(super) fn new(name: impl Into<OsString>, bytes: impl Into<Vec<u8>>, fate: Fate) -> Self {
        Self { name: name.into(), content: Content::Bytes(bytes.into()), fate }
    }

    /// What `make` makes at the path it is given.
    pub(super) fn made(
        name: impl Into<OsString>,
        fate: Fate,
        make: impl Fn(&Path) + 'static,
    ) -> Self {
        Self { name: name.into(), content: Content::Made(Box::new(make)), fate }
    }

    /// A file of so many zero bytes that take no room on the disk.
    pub(super) fn sparse(name: &str, length: u64, fate: Fate) -> Self {
        Self::made(name, fate, move |path| {
            let file = fs::File::create(path).expect("a new file");
            file.set_len(length).expect("a sparse file");
        })
    }

    pub(super) fn make(&self, folder: &Path) {
        let path = folder.join(&self.name);
        match &self.content {
            Content::Bytes(bytes) => fs::write(path, bytes).expect("a new file"),
            Content::Made(make) => make(&path),
        }
    }
}
