use std::io::{BufReader, Read};

/// Packed bytes that are unpacked at once.
const SIP: usize = 512;

/// Packed bytes that come a few at a time.
pub(super) type Sips<R> = BufReader<BufReader<R>>;

/// Gives packed bytes to a decoder a few at a time: of those among which it meets damage it
/// gives nothing out, not even what comes before that.
pub(super) fn sips<R: Read>(packed: R) -> Sips<R> {
    BufReader::with_capacity(SIP, BufReader::with_capacity(64 << 10, packed))
}
