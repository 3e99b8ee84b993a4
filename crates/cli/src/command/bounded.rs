//! Input of any size, read into memory up to a limit.

use std::io::{self, BufRead, Read};

use anyhow::{Context, bail};

/// All bytes of an input called `name`, as long as they are not more than `limit`.
///
/// # Errors
///
/// More bytes than that, or an input that cannot be read.
pub(super) fn whole(reader: impl Read, limit: usize, name: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let room = limit as u64 + 1;
    reader.take(room).read_to_end(&mut bytes).with_context(|| name.to_owned())?;
    if bytes.len() > limit {
        bail!("{name}: larger than {limit} bytes");
    }
    Ok(bytes)
}

/// A line of an input, without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Whole(Vec<u8>),
    /// Longer than the limit; it has been passed over.
    TooLong,
}

/// The lines of an input, each ended by `end`, of which none of more than `longest` bytes is
/// held. Ends at the first error of the input.
pub(super) fn lines(
    mut reader: impl BufRead,
    end: u8,
    longest: usize,
) -> impl Iterator<Item = io::Result<Line>> {
    let mut has_failed = false;
    std::iter::from_fn(move || {
        let next = if has_failed { None } else { line(&mut reader, end, longest).transpose() };
        has_failed |= matches!(next, Some(Err(_)));
        next
    })
}

fn line(reader: &mut impl BufRead, end: u8, longest: usize) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    // Room for the end.
    let room = longest as u64 + 1;
    if reader.by_ref().take(room).read_until(end, &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.pop_if(|last| *last == end).is_none() && bytes.len() > longest {
        reader.skip_until(end)?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Whole(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_a_limit() {
        let whole = |text: &str| Line::Whole(text.into());
        for (text, expected) in [
            ("", vec![]),
            ("a\nb", vec![whole("a"), whole("b")]),
            ("abc\n\nabcd\nb\n", vec![whole("abc"), whole(""), Line::TooLong, whole("b")]),
            ("abcdefgh", vec![Line::TooLong]),
            ("abc", vec![whole("abc")]),
        ] {
            let found: Vec<_> =
                lines(text.as_bytes(), b'\n', 3).map(|line| line.unwrap()).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn an_input_has_a_limit() {
        assert_eq!(whole(&b"abc"[..], 3, "a.txt").unwrap(), b"abc");
        assert_eq!(
            whole(&b"abcd"[..], 3, "a.txt").unwrap_err().to_string(),
            "a.txt: larger than 3 bytes"
        );
    }
}
