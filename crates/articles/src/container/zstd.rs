use zstd::stream::read::Decoder;

use super::cap::{Capped, Counted};
use super::{Container, Rules, only};
use crate::Refusal;
use crate::stream::Stream;

/// The largest window that is kept in memory, as a power of two: 128 MiB, which is what the
/// program `zstd` accepts without being asked.
const LARGEST_WINDOW: u32 = 27;

pub(super) const RULES: Rules = Rules {
    container: Container::Zstd,
    name: "zstd",
    endings: &[".zst", ".zstd", ".tzst"],
    magic: &[b"\x28\xB5\x2F\xFD"],
    levels: 0,
    open: |stream, limits| {
        let (packed, count) = Counted::new(stream.into_reader());
        let mut decoder = Decoder::new(packed).map_err(|error| Refusal::from_io(&error))?;
        decoder.window_log_max(LARGEST_WINDOW).map_err(|error| Refusal::from_io(&error))?;
        let unpacked = Capped::new(decoder, count, limits);
        Ok(only(Stream::new(unpacked, None)))
    },
};
