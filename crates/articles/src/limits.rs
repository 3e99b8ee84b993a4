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
        }
    }
}
