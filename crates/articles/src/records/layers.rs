use std::sync::Arc;

use super::elements::Elements;
use super::lines::Lines;
use super::messages::Messages;
use super::open::open_stream;
use super::rows::Rows;
use super::values::Values;
use super::{RawRecord, ReadOptions, Slice};
use crate::about::About;
use crate::container::{Entries, Entry, Place};
use crate::{Format, Refusal, RefusalCode, SourceFile, SourceKind};

/// The records of a source, in order.
///
/// A record that is refused does not end the iteration; what follows it is still read,
/// unless the source itself cannot be read further.
pub struct Records {
    source: Arc<SourceFile>,
    options: ReadOptions,
    /// What is open: the source, an entry of it, an entry of that entry.
    layers: Vec<Layer>,
    /// Whether an end without any record has to be told of.
    silent: bool,
    /// The record that was refused last, by the path of its entry and its number.
    refused: Option<(Option<String>, u64)>,
}

/// Something that is cut into records.
pub(super) struct Layer {
    /// The path of the entry that it is, within the file.
    pub(super) entry: Option<Arc<str>>,
    /// The number of the record that it is, if it is one.
    pub(super) number: Option<u64>,
    pub(super) about: Option<Arc<About>>,
    /// How many archives it is in, itself counted if it is one.
    pub(super) nesting: usize,
    pub(super) cut: Cut,
}

/// How a layer is cut.
pub(super) enum Cut {
    /// It is an archive.
    Entries(Entries),
    /// It is records of a format.
    Records(Format, Slices),
}

/// The records of one source of one format.
pub(super) enum Slices {
    /// All of it is the record, until it is taken.
    Whole(Option<(Vec<u8>, Option<u64>)>),
    /// Every line is a record.
    Lines(Lines),
    /// Every value of a JSON file is a record.
    Values(Values),
    /// Every row of a table is a record.
    Rows(Rows),
    /// Every element of some names is a record.
    Elements(Elements),
    /// Texts with a separator between them.
    Messages(Messages),
}

impl Records {
    pub(super) fn new(source: Arc<SourceFile>, options: ReadOptions, first: Layer) -> Self {
        // A list of JSON may be empty; of all else, something was expected.
        let is_json = matches!(&first.cut, Cut::Records(Format::Json | Format::JsonLines, _));
        Self { source, options, layers: vec![first], silent: !is_json, refused: None }
    }

    /// Opens an entry of the innermost archive, so that its records come next.
    fn enter(&mut self, entry: Entry) -> Result<(), Refusal> {
        let Some(outer) = self.layers.last() else { return Ok(()) };
        let path = |name: &str| match &outer.entry {
            Some(before) => format!("{before}/{name}").into(),
            None => name.into(),
        };
        let (path, number): (Option<Arc<str>>, _) = match &entry.place {
            Place::Same => (outer.entry.clone(), outer.number),
            Place::Path(name) => (Some(path(name)), None),
            Place::Record(number) => (outer.entry.clone(), Some(*number)),
        };
        let says = |refusal: Refusal| refusal.of_entry(path.as_deref()).of_record_if_unsaid(number);
        // A stack of compressions is a bomb whatever it is made of.
        if self.layers.len() > 2 * self.options.limits.nesting + 1 {
            return Err(says(too_nested(self.options.limits.nesting)));
        }
        let kind = match (entry.kind, &entry.place) {
            (None, Place::Same) => {
                let outer = outer.entry.as_deref().unwrap_or(&self.source.id_path);
                kind_inside(outer).transpose().map_err(&says)?
            }
            (kind, _) => kind,
        };
        let url = entry.about.url.clone();
        let about = Some(entry.about.within(outer.about.as_deref()))
            .filter(|about| *about != About::default())
            .map(Arc::new);
        let mut layer =
            open_stream(kind, entry.stream, outer.nesting, &self.options).map_err(&says)?;
        layer.about = match (layer.about.take(), about) {
            (Some(own), outer) => {
                Some(Arc::new(Arc::unwrap_or_clone(own).within(outer.as_deref())))
            }
            (None, outer) => outer,
        };
        layer.entry = path;
        layer.number = number;
        if number.is_some() && !matches!(layer.cut, Cut::Records(_, Slices::Whole(_))) {
            // Its records have numbers of their own; which capture they are of, the URL
            // says.
            let label = url.unwrap_or_else(|| format!("record {}", number.unwrap_or(0)));
            layer.entry = Some(match &layer.entry {
                Some(before) => format!("{before}/{label}").into(),
                None => label.into(),
            });
            layer.number = None;
        }
        self.layers.push(layer);
        Ok(())
    }
}

/// The kind of what a compressed file holds, by its name without the last extension; none
/// where that says nothing, as of `.tgz`.
fn kind_inside(name: &str) -> Option<Result<SourceKind, Refusal>> {
    let (stem, _) = name.rsplit('/').next()?.rsplit_once('.')?;
    SourceKind::of_name(stem)
}

pub(super) fn too_nested(nesting: usize) -> Refusal {
    Refusal::new(RefusalCode::TooDeep, format!("archives nest more than {nesting} deep"))
}

impl Iterator for Records {
    type Item = Result<RawRecord, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let next = self.step();
            let is_silent = std::mem::replace(&mut self.silent, false);
            return match next {
                None if is_silent => {
                    Some(Err(Refusal::new(RefusalCode::NotAnArticle, "nothing in it is one")))
                }
                // What is wrong besides with a record that is refused is no news.
                Some(Err(refusal)) if self.is_refused_again(&refusal) => continue,
                next => next,
            };
        }
    }
}

impl Records {
    /// Whether the record that is refused is the one that was refused last.
    fn is_refused_again(&mut self, refusal: &Refusal) -> bool {
        let Some(number) = refusal.record else { return false };
        let place = Some((refusal.entry.clone(), number));
        let is_same = self.refused == place;
        self.refused = place;
        is_same
    }

    /// The next record or refusal.
    fn step(&mut self) -> Option<Result<RawRecord, Refusal>> {
        loop {
            let layer = self.layers.last_mut()?;
            match &mut layer.cut {
                Cut::Records(format, slices) => {
                    let Some(slice) = slices.next() else {
                        self.layers.pop();
                        continue;
                    };
                    let format = *format;
                    return Some(match slice {
                        Ok(Slice { record, bytes, byte_offset, characters_before }) => {
                            Ok(RawRecord {
                                source: Arc::clone(&self.source),
                                entry: layer.entry.clone(),
                                record: record.or(layer.number),
                                format,
                                bytes,
                                byte_offset,
                                characters_before,
                                about: layer.about.clone(),
                            })
                        }
                        Err(refusal) => Err(refusal
                            .of_entry(layer.entry.as_deref())
                            .of_record_if_unsaid(layer.number)),
                    });
                }
                Cut::Entries(entries) => match entries.next() {
                    None => _ = self.layers.pop(),
                    Some(Ok(entry)) => {
                        if let Err(refusal) = self.enter(entry) {
                            return Some(Err(refusal));
                        }
                    }
                    Some(Err(refusal)) => {
                        // An entry that is refused names itself.
                        let entry = match (&layer.entry, &refusal.entry) {
                            (Some(before), Some(name)) => Some(format!("{before}/{name}")),
                            (Some(before), None) => Some(before.to_string()),
                            (None, name) => name.clone(),
                        };
                        return Some(Err(Refusal { entry, ..refusal }));
                    }
                },
            }
        }
    }
}

impl Iterator for Slices {
    type Item = Result<Slice, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Whole(bytes) => {
                let (bytes, byte_offset) = bytes.take()?;
                let characters_before = byte_offset.filter(|&offset| offset == 0);
                Some(Ok(Slice { record: None, bytes, byte_offset, characters_before }))
            }
            Self::Lines(lines) => lines.next(),
            Self::Values(values) => values.next(),
            Self::Rows(rows) => rows.next(),
            Self::Elements(elements) => elements.next(),
            Self::Messages(messages) => messages.next(),
        }
    }
}
