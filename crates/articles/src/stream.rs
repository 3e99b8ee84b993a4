//! Bytes that come one after another: of a file, or of an entry of an archive.

use std::fs::{File, Metadata};
use std::io::{Cursor, Read};
use std::sync::Arc;

use crate::source::modified;
use crate::{Limits, Refusal, RefusalCode, charset};

/// A source of bytes that is read once, from its start.
pub(crate) struct Stream {
    /// What was read of it already, to see what it is.
    head: Vec<u8>,
    reader: Box<dyn Read + Send>,
    /// Why no more than the head can be read, if that was found out when it was read.
    broken: Option<Refusal>,
    /// Where its first byte is in the file, if the bytes stand there as they are.
    origin: Option<u64>,
    /// The file that it is, whole.
    file: Option<WholeFile>,
}

/// A file that is read as it stands, and what it was when it was opened.
pub(crate) struct WholeFile {
    pub(crate) file: Arc<File>,
    pub(crate) before: Metadata,
}

impl Stream {
    /// The bytes of a file.
    pub(crate) fn of_file(file: File, before: Metadata) -> Self {
        let file = Arc::new(file);
        Self {
            head: Vec::new(),
            reader: Box::new(FileReader(Arc::clone(&file))),
            broken: None,
            origin: Some(0),
            file: Some(WholeFile { file, before }),
        }
    }

    /// Bytes that are `origin` of the file, or stand nowhere in it as they are.
    pub(crate) fn new(reader: impl Read + Send + 'static, origin: Option<u64>) -> Self {
        Self { head: Vec::new(), reader: Box::new(reader), broken: None, origin, file: None }
    }

    /// Bytes in memory.
    pub(crate) fn of_bytes(bytes: Vec<u8>, origin: Option<u64>) -> Self {
        Self::new(Cursor::new(bytes), origin)
    }

    pub(crate) fn origin(&self) -> Option<u64> {
        self.origin
    }

    /// The first `count` bytes, or all if there are fewer.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub(crate) fn peek(&mut self, count: usize) -> Result<&[u8], Refusal> {
        let missing = count.saturating_sub(self.head.len());
        if missing > 0 && self.broken.is_none() {
            let read = (&mut self.reader).take(missing as u64).read_to_end(&mut self.head);
            self.broken = read.err().map(|error| Refusal::from_io(&error));
        }
        // What comes before the damage can still be read.
        if let Some(refusal) = self.broken.as_ref().filter(|_| self.head.is_empty()) {
            return Err(refusal.clone());
        }
        Ok(&self.head)
    }

    /// All bytes. Of a file it is made sure that nobody wrote to it meanwhile: half an
    /// article would be indexed as if it were one.
    ///
    /// # Errors
    ///
    /// More bytes than the limit for files, a file that changed, bytes that cannot be read.
    pub(crate) fn read_whole(mut self, limits: &Limits) -> Result<Vec<u8>, Refusal> {
        if let Some(refusal) = self.broken {
            return Err(refusal);
        }
        let size = self.file.as_ref().map(|whole| whole.before.len());
        let what = if size.is_some() { "file" } else { "entry" };
        if size.is_some_and(|size| size > limits.file) {
            return Err(Refusal::too_large(what, limits.file));
        }
        let mut bytes = self.head;
        let wanted = usize::try_from(size.unwrap_or(0)).unwrap_or(0) + 1;
        bytes.reserve(wanted.saturating_sub(bytes.len()));
        let room = limits.file + 1 - (bytes.len() as u64).min(limits.file);
        (&mut self.reader)
            .take(room)
            .read_to_end(&mut bytes)
            .map_err(|error| Refusal::from_io(&error))?;
        if let Some(whole) = &self.file {
            whole.is_unchanged(bytes.len() as u64)?;
        } else if bytes.len() as u64 > limits.file {
            return Err(Refusal::too_large(what, limits.file));
        }
        Ok(bytes)
    }

    /// The bytes as a reader, from the first on.
    pub(crate) fn into_reader(self) -> Box<dyn Read + Send> {
        match (self.broken, self.head.is_empty()) {
            (Some(refusal), _) => Box::new(Cursor::new(self.head).chain(Broken(Some(refusal)))),
            (None, true) => self.reader,
            (None, false) => Box::new(Cursor::new(self.head).chain(self.reader)),
        }
    }

    /// The file that this is, or all bytes in memory.
    ///
    /// # Errors
    ///
    /// As [`Self::read_whole`], for bytes that are no file.
    pub(crate) fn into_file_or_bytes(
        mut self,
        limits: &Limits,
    ) -> Result<Result<WholeFile, Vec<u8>>, Refusal> {
        match self.file.take() {
            Some(whole) => Ok(Ok(whole)),
            None => self.read_whole(limits).map(Err),
        }
    }

    /// The same bytes in UTF-8, if they are in a character set of two or four bytes a
    /// character, which cannot be cut before it is decoded.
    ///
    /// # Errors
    ///
    /// As [`Self::read_whole`], of such a stream.
    pub(crate) fn narrowed(mut self, limits: &Limits) -> Result<Self, Refusal> {
        if !charset::is_wide(self.peek(4096)?) {
            return Ok(self);
        }
        let bytes = self.read_whole(limits)?;
        let text = charset::decode(&bytes, 0, None)?.text.into_owned();
        Ok(Self::of_bytes(text.into_bytes(), None))
    }
}

/// Reads a file from where it was read last.
struct FileReader(Arc<File>);

impl Read for FileReader {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        (&*self.0).read(to)
    }
}

/// A reader that fails once, and is at its end then.
struct Broken(Option<Refusal>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        self.0.take().map_or(Ok(0), |refusal| Err(refusal.into_io()))
    }
}

impl WholeFile {
    /// Refuses a file that is not what it was, or of which another number of bytes came.
    fn is_unchanged(&self, read: u64) -> Result<(), Refusal> {
        let after = self.file.metadata().map_err(|error| Refusal::from_io(&error))?;
        let same = read == self.before.len() && modified(&after) == modified(&self.before);
        if same { Ok(()) } else { Err(Refusal::new(RefusalCode::Changed, "")) }
    }
}
