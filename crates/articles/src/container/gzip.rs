use flate2::bufread::MultiGzDecoder;

use super::cap::{Capped, Counted};
use super::sips::sips;
use super::{Container, Rules, only};
use crate::stream::Stream;

pub(super) const RULES: Rules = Rules {
    container: Container::Gzip,
    name: "gzip",
    endings: &[".gz", ".gzip", ".tgz"],
    magic: &[b"\x1F\x8B"],
    levels: 0,
    open: |stream, limits| {
        let (packed, count) = Counted::new(stream.into_reader());
        let unpacked = Capped::new(MultiGzDecoder::new(sips(packed)), count, limits);
        Ok(only(Stream::new(unpacked, None)))
    },
};
