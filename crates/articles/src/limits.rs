/// How much of a source is read before it is refused. A refusal names the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file that is read as a whole: 64 MiB. JSON Lines are read in pieces and
    /// may be of any size.
    pub file: u64,
    /// Bytes of one line of JSON Lines: 64 MiB.
    pub record: usize,
    /// Bytes of the text of an article, before page furniture is removed: 16 MiB.
    pub text: usize,
    /// Elements of HTML within each other: 512. Parsing HTML takes time that grows with
    /// the square of the depth.
    pub markup_depth: usize,
    /// Elements of a page of HTML: 400,000. Parsed, each takes about a kilobyte.
    pub elements: usize,
    /// Attributes of one element of HTML: 256. Parsing takes time that grows with the
    /// square of their number.
    pub attributes: usize,
    /// Archives within each other: 2. Compression around one is not counted.
    pub nesting: usize,
    /// Entries of one archive: 10,000. Web captures are read in order and may have any
    /// number of records.
    pub entries: usize,
    /// How many bytes may come out of one that is compressed: 100, beyond the first
    /// mebibyte.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 64 << 20,
            record: 64 << 20,
            text: 16 << 20,
            markup_depth: 512,
            elements: 400_000,
            attributes: 256,
            nesting: 2,
            entries: 10_000,
            ratio: 100,
        }
    }
}
