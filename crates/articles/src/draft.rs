use std::borrow::Cow;

use dateline_model::OffsetMap;

use crate::Refusal;
use crate::date::Stamp;

/// What a format found in a record: its text, and what it says about itself apart from
/// the text. Strings are as written, white space and all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Draft<'a> {
    /// The record's own id.
    pub(crate) id: Option<Cow<'a, str>>,
    /// The headline.
    pub(crate) title: Option<Cow<'a, str>>,
    /// Who published it.
    pub(crate) outlet: Option<Cow<'a, str>>,
    /// Where it was published.
    pub(crate) url: Option<Cow<'a, str>>,
    /// Who wrote it.
    pub(crate) byline: Option<Cow<'a, str>>,
    /// When it appeared.
    pub(crate) published: Option<Stamp>,
    /// When it was last changed.
    pub(crate) updated: Option<Stamp>,
    /// When it appeared, by what a reader sees of it outside of the text.
    pub(crate) printed: Option<Stamp>,
    /// Its language.
    pub(crate) language: Option<Cow<'a, str>>,
    /// Where it was written, if the text does not begin with that.
    pub(crate) place: Option<Cow<'a, str>>,
    /// The text, still with what a header and page furniture put into it.
    pub(crate) body: Body<'a>,
    /// Why some of the text is missing, if it could not be read whole.
    pub(crate) missing: Option<Refusal>,
}

impl Draft<'_> {
    /// The same, of strings of its own.
    pub(crate) fn into_owned(self) -> Draft<'static> {
        let owned = |field: Option<Cow<'_, str>>| field.map(|text| Cow::Owned(text.into_owned()));
        Draft {
            id: owned(self.id),
            title: owned(self.title),
            outlet: owned(self.outlet),
            url: owned(self.url),
            byline: owned(self.byline),
            published: self.published,
            updated: self.updated,
            printed: self.printed,
            language: owned(self.language),
            place: owned(self.place),
            body: Body {
                text: Cow::Owned(self.body.text.into_owned()),
                offsets: self.body.offsets,
            },
            missing: self.missing,
        }
    }
}

impl Draft<'_> {
    /// The same, whose body was traced to a text that has a way back of its own.
    pub(crate) fn traced(self, offsets: &OffsetMap) -> Self {
        let body = Body { offsets: self.body.offsets.then(offsets), ..self.body };
        Self { body, ..self }
    }
}

/// A decoded text and the way from it back to the bytes of the source file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Body<'a> {
    /// The text.
    pub(crate) text: Cow<'a, str>,
    /// Its pieces in the source file.
    pub(crate) offsets: OffsetMap,
}

impl<'a> Body<'a> {
    /// A text that is the source from byte `offset` on.
    pub(crate) fn verbatim(text: &'a str, offset: usize) -> Self {
        Self { text: Cow::Borrowed(text), offsets: OffsetMap::verbatim(offset, text.len()) }
    }

    /// A text none of whose bytes can be traced.
    pub(crate) fn untraced(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), offsets: OffsetMap::default() }
    }
}
