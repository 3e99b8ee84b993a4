use crate::draft::Draft;
use crate::{ReadOptions, Refusal, charset};

use super::{Format, Input, RecordLayout, Rules, html, markup};

pub(super) const RULES: Rules = Rules {
    format: Format::Text,
    name: "text",
    extensions: &["txt", "text"],
    records: RecordLayout::Whole,
    read,
};

/// Everything that a plain text says about itself is in its header, which is read for
/// every format. A page that was saved under the name of a text is read as a page.
fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    if markup::is_page(input.bytes.trim_ascii_start()) {
        return (html::RULES.read)(input, options);
    }
    let body = charset::decode(input.bytes, input.offset, None)?;
    Ok(Draft { body, ..Draft::default() })
}
