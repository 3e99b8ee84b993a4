//! A file's objects, found by their heads.
//!
//! The table of contents at a file's end is not used: it is what damage, careless editing and
//! malice break first, and whoever can read a file without it reads one with it too. All
//! objects are found in one pass, and of two of one number the later counts, which is how
//! files are changed.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::crypt::Key;
use super::filter::{Allowance, Filter, Unpacked};
use super::object::{Dict, Object, Parser, is_blank, is_of_type, whole_number};
use crate::{Limits, Refusal, RefusalCode};

/// A file whose objects are known by their numbers.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    places: HashMap<u32, Place>,
    /// The unpacked streams that have objects in them.
    packs: Vec<Vec<u8>>,
    /// What the file says of itself: its root, its information.
    pub(super) trailer: Dict,
    /// Numbers of objects that are pages, in the order of the file.
    loose_pages: Vec<u32>,
    key: Option<Key>,
    allowance: Allowance,
    /// Bytes of objects that may still be parsed: one may be asked for many times.
    work: Cell<u64>,
    /// Small objects that were asked for lately, which are often asked for again.
    known: RefCell<HashMap<u32, Rc<Object>>>,
}

/// Where an object is.
#[derive(Debug, Clone)]
struct Place {
    /// The number of the pack that it is in; none of one that stands in the file.
    pack: Option<u32>,
    /// Where it begins there.
    at: usize,
    /// The bytes that follow it, of a stream.
    data: Option<Range<usize>>,
    /// Where it, or its pack, stands in the file.
    rank: usize,
}

/// What a stream is packed by, from the outside inwards, with the parameters of each.
type Filters = Vec<(Filter, Option<Dict>)>;

/// How often all bytes of a file may be parsed as objects, and how many are free.
const TIMES: u64 = 16;
const FREE_WORK: u64 = 16 << 20;

/// Objects that are kept when they were parsed, and bytes of the largest of these.
const KEPT: usize = 64;
const SMALL: usize = 64 << 10;

/// What the first pass over a file finds.
#[derive(Default)]
struct Found {
    places: HashMap<u32, Place>,
    trailer: Dict,
    pages: Vec<u32>,
    packs: Vec<u32>,
    catalog: Option<u32>,
    /// Bytes that may still be parsed twice.
    again: usize,
}

impl<'a> File<'a> {
    /// Finds the objects of a file.
    ///
    /// # Errors
    ///
    /// Bytes that are no PDF, that need a password, or that unpack to too much.
    pub(super) fn read(bytes: &'a [u8], limits: &Limits) -> Result<Self, Refusal> {
        /// Within how many bytes a file has to say that it is one.
        const HEAD: usize = 1024;
        let head = &bytes[..bytes.len().min(HEAD)];
        if memchr::memmem::find(head, b"%PDF-").is_none() {
            return Err(Refusal::damaged("no PDF: it does not begin as one"));
        }
        let found = Found::in_bytes(bytes);
        let mut file = Self {
            bytes,
            places: found.places,
            packs: Vec::new(),
            trailer: found.trailer,
            loose_pages: found.pages,
            key: None,
            allowance: Allowance::new(bytes.len(), limits),
            work: Cell::new(bytes.len() as u64 * TIMES + FREE_WORK),
            known: RefCell::default(),
        };
        file.key = file.find_key()?;
        file.open_packs(&found.packs, limits)?;
        if !file.trailer.contains_key(&b"Root"[..])
            && let Some(catalog) = found.catalog
        {
            file.trailer.insert(b"Root"[..].into(), Object::Reference(catalog));
        }
        Ok(file)
    }

    fn find_key(&self) -> Result<Option<Key>, Refusal> {
        let Some(written) = self.trailer.get(&b"Encrypt"[..]) else { return Ok(None) };
        let encryption = self.resolved(written)?;
        let id = match self.trailer.get(&b"ID"[..]).map(|id| self.resolved(id)).transpose()? {
            Some(id) => match &*id {
                Object::Array(parts) => parts.first().and_then(Object::text).map(<[u8]>::to_vec),
                _ => None,
            },
            None => None,
        };
        let dict = encryption.dict().ok_or_else(|| Refusal::new(RefusalCode::Encrypted, ""))?;
        Key::of(dict, &id.unwrap_or_default()).map(Some)
    }

    /// Unpacks the streams that have objects in them, and finds these.
    fn open_packs(&mut self, numbers: &[u32], limits: &Limits) -> Result<(), Refusal> {
        let mut total = 0;
        for &number in numbers {
            let Some(rank) = self.places.get(&number).map(|place| place.rank) else { continue };
            let Some((dict, unpacked)) = self.stream(number)? else { continue };
            total += unpacked.bytes.len() as u64;
            if total > limits.file {
                return Err(Refusal::new(RefusalCode::Bomb, "all objects together"));
            }
            let pack = self.packs.len() as u32;
            let count = |name: &[u8]| dict.get(name).and_then(Object::count).unwrap_or(0);
            let (first, objects) = (count(b"First"), count(b"N"));
            let mut head = Parser::new(&unpacked.bytes, 0);
            for _ in 0..objects {
                let (Some(Object::Number(id)), Some(Object::Number(at))) =
                    (head.object(), head.object())
                else {
                    break;
                };
                if head.at() > first {
                    break;
                }
                let at = first.saturating_add(at.max(0.0) as usize);
                let place = Place { pack: Some(pack), at, data: None, rank };
                self.note_pack(id as u32, place);
                self.note_page(id as u32, &unpacked.bytes, at);
            }
            self.packs.push(unpacked.bytes);
        }
        Ok(())
    }

    fn note_pack(&mut self, id: u32, place: Place) {
        let is_newer = self.places.get(&id).is_none_or(|known| known.rank <= place.rank);
        if is_newer {
            self.places.insert(id, place);
        }
    }

    /// Notes a page that only its type tells: whether one is needed is known later. Its type
    /// is looked for in its first bytes, which is enough for what is used when all is lost.
    fn note_page(&mut self, id: u32, bytes: &[u8], at: usize) {
        const HEAD: usize = 200;
        let head = bytes.get(at..).unwrap_or_default();
        let head = &head[..head.len().min(HEAD)];
        let of_type = |name: &[u8]| memchr::memmem::find(head, name).is_some();
        if (of_type(b"/Type/Page/") || of_type(b"/Type /Page ")) && !of_type(b"/Pages") {
            self.loose_pages.push(id);
        }
    }

    /// The numbers of objects that are pages, wherever they belong.
    pub(super) fn loose_pages(&self) -> &[u32] {
        &self.loose_pages
    }

    /// The object of a number; [`Object::Null`] if there is none.
    ///
    /// # Errors
    ///
    /// When the file makes far more work than its size suggests.
    pub(super) fn object(&self, number: u32) -> Result<Rc<Object>, Refusal> {
        if let Some(object) = self.known.borrow().get(&number) {
            return Ok(Rc::clone(object));
        }
        let Some(place) = self.places.get(&number) else { return Ok(Rc::new(Object::Null)) };
        let bytes = match place.pack {
            Some(pack) => &self.packs[pack as usize],
            None => self.bytes,
        };
        let mut parser = Parser::new(bytes, place.at);
        let mut object = parser.object().unwrap_or(Object::Null);
        let length = parser.at().saturating_sub(place.at);
        self.work(length as u64 + 64)?;
        if let (Some(key), None) = (&self.key, place.pack) {
            key.decrypt_texts(&mut object, number);
        }
        let object = Rc::new(object);
        if length <= SMALL {
            let mut known = self.known.borrow_mut();
            if known.len() >= KEPT {
                known.clear();
            }
            known.insert(number, Rc::clone(&object));
        }
        Ok(object)
    }

    fn work(&self, bytes: u64) -> Result<(), Refusal> {
        let left = self.work.get();
        self.work.set(left.saturating_sub(bytes));
        match left {
            0 => Err(Refusal::new(RefusalCode::TooComplex, "objects that refer to each other")),
            _ => Ok(()),
        }
    }

    /// The object that a value is or refers to.
    ///
    /// # Errors
    ///
    /// As [`Self::object`].
    pub(super) fn resolved<'o>(&self, value: &'o Object) -> Result<Value<'o>, Refusal> {
        let Object::Reference(number) = value else { return Ok(Value::Here(value)) };
        let mut found = self.object(*number)?;
        // References to references are seldom, and may go round.
        for _ in 0..8 {
            let Object::Reference(next) = *found else { break };
            found = self.object(next)?;
        }
        Ok(Value::Elsewhere(found))
    }

    /// What a dictionary has under a name, if it is there.
    ///
    /// # Errors
    ///
    /// As [`Self::object`].
    pub(super) fn get<'o>(&self, dict: &'o Dict, name: &[u8]) -> Result<Value<'o>, Refusal> {
        dict.get(name).map_or(Ok(Value::Here(&Object::Null)), |value| self.resolved(value))
    }

    /// The dictionary of a stream and its bytes, all filters taken off; nothing when there is
    /// no stream of this number or it is packed as a picture.
    ///
    /// # Errors
    ///
    /// More bytes than the limits allow.
    pub(super) fn stream(&self, number: u32) -> Result<Option<(Dict, Unpacked)>, Refusal> {
        let object = self.object(number)?;
        let data = self.places.get(&number).and_then(|place| place.data.clone());
        let (Some(dict), Some(data)) = (object.dict(), data) else { return Ok(None) };
        let Some(filters) = self.filters(dict)? else { return Ok(None) };
        self.work(data.len() as u64)?;
        // Its end stands behind it, where the file does not break off.
        let mut is_whole = data.end < self.bytes.len();
        let mut bytes = Cow::Borrowed(&self.bytes[data]);
        let is_catalogue_of_objects = is_of_type(dict, b"XRef");
        let has_own_encryption =
            filters.first().is_some_and(|(filter, _)| *filter == Filter::Crypt);
        if let Some(key) = &self.key
            && !is_catalogue_of_objects
            && !has_own_encryption
        {
            bytes = Cow::Owned(key.decrypt_stream(&bytes, number));
        }
        for (filter, parameters) in &filters {
            let unpacked = filter.unpack(&bytes, parameters.as_ref(), &self.allowance)?;
            is_whole &= unpacked.is_whole;
            bytes = Cow::Owned(unpacked.bytes);
        }
        let unpacked = Unpacked { bytes: bytes.into_owned(), is_whole };
        Ok(Some((dict.clone(), unpacked)))
    }

    /// The filters of a stream with their parameters; nothing when one is not known.
    fn filters(&self, dict: &Dict) -> Result<Option<Filters>, Refusal> {
        /// More of them are nobody's but an attacker's.
        const MOST: usize = 4;
        let either = |names: [&[u8]; 2]| {
            let name = names.into_iter().find(|name| dict.contains_key(*name));
            name.map_or(Ok(Value::Here(&Object::Null)), |name| self.get(dict, name))
        };
        let named = either([b"Filter", b"F"])?;
        let parameters = either([b"DecodeParms", b"DP"])?;
        let names: &[Object] = match &*named {
            Object::Array(names) => names,
            Object::Null => &[],
            one => std::slice::from_ref(one),
        };
        if names.len() > MOST {
            return Ok(None);
        }
        let mut filters = Vec::with_capacity(names.len());
        for (at, name) in names.iter().enumerate() {
            let name = self.resolved(name)?;
            let Some(filter) = name.name().and_then(Filter::of_name) else { return Ok(None) };
            let own = match &*parameters {
                Object::Array(all) => all.get(at),
                one if at == 0 => Some(one),
                _ => None,
            };
            let own = own.map(|own| self.resolved(own)).transpose()?;
            filters.push((filter, own.and_then(|own| own.dict().cloned())));
        }
        Ok(Some(filters))
    }
}

/// A value where it stands, or the object that it refers to.
pub(super) enum Value<'o> {
    Here(&'o Object),
    Elsewhere(Rc<Object>),
}

impl std::ops::Deref for Value<'_> {
    type Target = Object;

    fn deref(&self) -> &Object {
        match self {
            Self::Here(object) => object,
            Self::Elsewhere(object) => object,
        }
    }
}

impl Found {
    fn in_bytes(bytes: &[u8]) -> Self {
        let mut found = Self { again: bytes.len().saturating_mul(4), ..Self::default() };
        let finder = memchr::memmem::Finder::new(b"obj");
        let mut at = 0;
        while let Some(next) = finder.find(&bytes[at..]).map(|next| at + next) {
            let after = next + 3;
            at = match number_before(bytes, next) {
                Some(number) => found.take(bytes, number, after).max(after),
                None => after,
            };
        }
        found.read_trailers(bytes);
        found
    }

    /// Notes the object whose head ends at a byte; where the search goes on.
    fn take(&mut self, bytes: &[u8], number: u32, at: usize) -> usize {
        let mut parser = Parser::new(bytes, at);
        let Some(object) = parser.object() else { return at };
        let mut end = parser.at();
        let mut data = None;
        if let Object::Dict(dict) = &object {
            if parser.word(b"stream") {
                let range = data_range(bytes, parser.at(), dict);
                end = range.end;
                data = Some(range);
            }
            self.note(dict, number);
        }
        // What could not be parsed may have swallowed others: they are found by their heads,
        // as long as that does not happen again and again.
        if data.is_none() && !parser.word(b"endobj") && self.again >= end - at {
            self.again -= end - at;
            end = at;
        }
        self.places.insert(number, Place { pack: None, at, data, rank: at });
        end
    }

    fn note(&mut self, dict: &Dict, number: u32) {
        match dict.get(&b"Type"[..]).and_then(Object::name) {
            Some(b"ObjStm") => self.packs.push(number),
            Some(b"Page") => self.pages.push(number),
            Some(b"Catalog") => self.catalog = Some(number),
            Some(b"XRef") => self.note_trailer(dict.clone()),
            _ => {}
        }
    }

    /// Keeps what the last trailer with a root says.
    fn note_trailer(&mut self, mut dict: Dict) {
        if !dict.contains_key(&b"Root"[..]) {
            return;
        }
        for kept in [&b"Encrypt"[..], b"ID", b"Info"] {
            if let Some(value) = self.trailer.get(kept)
                && !dict.contains_key(kept)
            {
                dict.insert(kept.into(), value.clone());
            }
        }
        self.trailer = dict;
    }

    fn read_trailers(&mut self, bytes: &[u8]) {
        /// Every change of a file adds one.
        const MOST: usize = 256;
        let trailers = memchr::memmem::find_iter(bytes, b"trailer").take(MOST);
        for at in trailers {
            if let Some(Object::Dict(dict)) = Parser::new(bytes, at + 7).object() {
                self.note_trailer(dict);
            }
        }
    }
}

/// The number of the object whose word "obj" stands at a byte: "12 0 obj".
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    /// Bytes of the longest head.
    const LONGEST: usize = 24;
    let start = at.saturating_sub(LONGEST);
    let head = bytes[start..at].trim_ascii_end();
    let generation = head.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let head = &head[..head.len() - generation];
    let trimmed = head.trim_ascii_end();
    if generation == 0 || trimmed.len() == head.len() {
        return None;
    }
    let digits = trimmed.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    whole_number(&trimmed[trimmed.len() - digits..])
}

/// The bytes of a stream whose word "stream" ends at a byte: as many as its dictionary says,
/// if its end stands there, else up to where that does stand.
fn data_range(bytes: &[u8], at: usize, dict: &Dict) -> Range<usize> {
    const END: &[u8] = b"endstream";
    let start = match &bytes[at..] {
        [b'\r', b'\n', ..] => at + 2,
        [b'\n' | b'\r', ..] => at + 1,
        _ => at,
    };
    let told = dict.get(&b"Length"[..]).and_then(Object::count);
    let told = told.map(|length| start.saturating_add(length));
    if let Some(end) = told.filter(|&end| end <= bytes.len()) {
        let after = &bytes[end..];
        let blanks = after.iter().take(4).take_while(|&&byte| is_blank(byte)).count();
        if after[blanks..].starts_with(END) {
            return start..end;
        }
    }
    let found = memchr::memmem::find(&bytes[start..], END);
    let Some(end) = found.map(|length| start + length) else { return start..bytes.len() };
    let data = &bytes[start..end];
    let line_end = match data {
        [.., b'\r', b'\n'] => 2,
        [.., b'\r' | b'\n'] => 1,
        _ => 0,
    };
    start..end - line_end
}
