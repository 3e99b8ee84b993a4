//! The program of a page to the glyphs that it shows.

use std::collections::HashMap;
use std::rc::Rc;

use super::file::File;
use super::font::Font;
use super::matrix::Matrix;
use super::object::{Dict, Object, Parser, is_blank};
use crate::{Limits, Refusal, RefusalCode};

/// A glyph on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// Where its characters are in the text of its page.
    pub(super) text: (u32, u32),
    /// Where it begins on its base line, and the way to where the next one begins.
    pub(super) from: (f64, f64),
    pub(super) way: (f64, f64),
    /// How high its font is on the page.
    pub(super) size: f64,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) glyphs: Vec<Glyph>,
    /// The characters of all glyphs.
    pub(super) text: String,
    /// Glyphs of which nothing says what characters they are.
    pub(super) unknown: usize,
    /// Whether there is a picture.
    pub(super) has_picture: bool,
}

/// What stands for a character that is not known.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// Forms within each other that are drawn.
const DEEPEST: usize = 12;

/// How many operators there may be for each element that the limits allow a page.
const OPERATORS_PER_ELEMENT: usize = 50;

/// Draws pages. Fonts are kept from page to page.
pub(super) struct Interpreter<'f, 'a> {
    file: &'f File<'a>,
    fonts: HashMap<u32, Option<Rc<Font>>>,
    most_glyphs: usize,
    /// Bytes of the programs of a page.
    most_bytes: u64,
    /// Operators that may still be carried out, of all pages.
    operators: usize,
    shown: Shown,
    /// The forms that are being drawn, each within the one before: none draws itself.
    drawn: Vec<u32>,
    /// Whether some of the page could not be read.
    is_cut_short: bool,
}

/// What is set while a page is drawn.
#[derive(Debug, Clone)]
struct State {
    /// From the units of the program to those of the page.
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    between_glyphs: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// What is drawn with one set of resources.
struct Program<'r> {
    resources: &'r Dict,
    /// The fonts by the names that they have here.
    fonts: HashMap<Box<[u8]>, Option<Rc<Font>>>,
    states: Vec<State>,
    state: State,
    /// Where a text is, and where its line began.
    at: Matrix,
    line: Matrix,
    /// Marked pieces of the page that are open, each true if it is no part of the text, and
    /// how many of those there are.
    marks: Vec<bool>,
    hidden: usize,
}

impl<'f, 'a> Interpreter<'f, 'a> {
    pub(super) fn new(file: &'f File<'a>, limits: &Limits) -> Self {
        Self {
            file,
            fonts: HashMap::new(),
            most_glyphs: limits.elements,
            most_bytes: limits.file,
            operators: limits.elements.saturating_mul(OPERATORS_PER_ELEMENT),
            shown: Shown::default(),
            drawn: Vec::new(),
            is_cut_short: false,
        }
    }

    /// Draws a page: its programs one after another are one. What is shown, and whether all
    /// of it could be read.
    ///
    /// # Errors
    ///
    /// More glyphs or operators than the limits allow.
    pub(super) fn page(
        &mut self,
        programs: &[u32],
        resources: &Dict,
    ) -> Result<(Shown, bool), Refusal> {
        let mut whole = Vec::new();
        self.is_cut_short = false;
        for &number in programs {
            match self.file.stream(number)? {
                Some((_, unpacked)) => {
                    whole.extend_from_slice(&unpacked.bytes);
                    whole.push(b'\n');
                    self.is_cut_short |= !unpacked.is_whole;
                    if whole.len() as u64 > self.most_bytes {
                        return Err(Refusal::too_large("page", self.most_bytes));
                    }
                }
                None => self.is_cut_short = true,
            }
        }
        self.run(&whole, resources, Matrix::default())?;
        Ok((std::mem::take(&mut self.shown), !self.is_cut_short))
    }

    fn run(&mut self, bytes: &[u8], resources: &Dict, matrix: Matrix) -> Result<(), Refusal> {
        let mut program = Program::new(resources, matrix);
        let mut parser = Parser::new(bytes, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = parser.object() {
            self.operators = self.operators.checked_sub(1).ok_or_else(|| {
                Refusal::new(RefusalCode::TooComplex, "pages of too many operators")
            })?;
            match object {
                Object::Word(word) if &*word == b"ID" => skip_picture(&mut parser),
                Object::Word(word) => {
                    self.operator(&mut program, &word, &operands)?;
                    operands.clear();
                }
                // No operator takes more.
                operand if operands.len() < 64 => operands.push(operand),
                _ => {}
            }
        }
        Ok(())
    }

    fn operator(
        &mut self,
        program: &mut Program<'_>,
        word: &[u8],
        operands: &[Object],
    ) -> Result<(), Refusal> {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or(0.0);
        match word {
            b"q" if program.states.len() < 256 => program.states.push(program.state.clone()),
            b"Q" => program.state = program.states.pop().unwrap_or(program.state.clone()),
            b"cm" => {
                let matrix = Matrix::of(std::array::from_fn(number));
                program.state.matrix = matrix.then(&program.state.matrix);
            }
            b"BT" => (program.at, program.line) = Default::default(),
            b"Tf" => {
                if let Some(name) = operands.first().and_then(Object::name) {
                    program.state.font = self.font(program, name)?;
                }
                program.state.size = number(1);
            }
            b"Tc" => program.state.between_glyphs = number(0),
            b"Tw" => program.state.between_words = number(0),
            b"Tz" => program.state.stretch = number(0) / 100.0,
            b"TL" => program.state.leading = number(0),
            b"Ts" => program.state.rise = number(0),
            b"Td" => program.step(number(0), number(1)),
            b"TD" => {
                program.state.leading = -number(1);
                program.step(number(0), number(1));
            }
            b"Tm" => {
                program.line = Matrix::of(std::array::from_fn(number));
                program.at = program.line;
            }
            b"T*" => program.next_line(),
            b"Tj" | b"TJ" => self.show_all(program, operands.first())?,
            b"'" => {
                program.next_line();
                self.show_all(program, operands.first())?;
            }
            b"\"" => {
                program.state.between_words = number(0);
                program.state.between_glyphs = number(1);
                program.next_line();
                self.show_all(program, operands.get(2))?;
            }
            b"BMC" | b"BDC" => {
                let is_artifact = operands.first().is_some_and(|tag| tag.is_name(b"Artifact"));
                program.hidden += usize::from(is_artifact);
                program.marks.push(is_artifact);
            }
            b"EMC" => program.hidden -= usize::from(program.marks.pop() == Some(true)),
            b"BI" => self.shown.has_picture = true,
            b"Do" => {
                if let Some(name) = operands.first().and_then(Object::name) {
                    self.draw(program, name)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The font of a name; none if there is no such font.
    fn font(
        &mut self,
        program: &mut Program<'_>,
        name: &[u8],
    ) -> Result<Option<Rc<Font>>, Refusal> {
        if let Some(known) = program.fonts.get(name) {
            return Ok(known.clone());
        }
        let fonts = self.file.get(program.resources, b"Font")?;
        let font = match fonts.dict().and_then(|fonts| fonts.get(name)) {
            Some(Object::Reference(number)) => match self.fonts.get(number) {
                Some(known) => known.clone(),
                None => {
                    let font = self.read_font(&*self.file.object(*number)?)?;
                    self.fonts.insert(*number, font.clone());
                    font
                }
            },
            Some(here) => self.read_font(here)?,
            None => None,
        };
        program.fonts.insert(name.into(), font.clone());
        Ok(font)
    }

    fn read_font(&self, object: &Object) -> Result<Option<Rc<Font>>, Refusal> {
        object.dict().map(|dict| Font::read(dict, self.file).map(Rc::new)).transpose()
    }

    /// Draws what a page refers to: a form is a program of its own.
    fn draw(&mut self, program: &Program<'_>, name: &[u8]) -> Result<(), Refusal> {
        let objects = self.file.get(program.resources, b"XObject")?;
        let Some(Object::Reference(number)) = objects.dict().and_then(|all| all.get(name)) else {
            return Ok(());
        };
        let object = self.file.object(*number)?;
        let Some(dict) = object.dict() else { return Ok(()) };
        if dict.get(&b"Subtype"[..]).is_some_and(|kind| kind.is_name(b"Image")) {
            self.shown.has_picture = true;
            return Ok(());
        }
        let is_too_deep = self.drawn.len() >= DEEPEST || self.drawn.contains(number);
        if is_too_deep || program.is_hidden() {
            return Ok(());
        }
        let Some((dict, unpacked)) = self.file.stream(*number)? else { return Ok(()) };
        self.is_cut_short |= !unpacked.is_whole;
        let matrix = match &*self.file.get(&dict, b"Matrix")? {
            Object::Array(numbers) => Matrix::of(std::array::from_fn(|at| {
                numbers.get(at).and_then(Object::number).unwrap_or(0.0)
            })),
            _ => Matrix::default(),
        };
        let matrix = matrix.then(&program.state.matrix);
        let own = self.file.get(&dict, b"Resources")?;
        // Old forms use those of the page that they are on.
        let resources = own.dict().unwrap_or(program.resources);
        self.drawn.push(*number);
        let done = self.run(&unpacked.bytes, resources, matrix);
        self.drawn.pop();
        done
    }

    /// Shows a text, or an array of texts and of steps back between them.
    fn show_all(
        &mut self,
        program: &mut Program<'_>,
        operand: Option<&Object>,
    ) -> Result<(), Refusal> {
        match operand {
            Some(Object::Text(bytes)) => self.show(program, bytes),
            Some(Object::Array(parts)) => {
                for part in parts {
                    match part {
                        Object::Text(bytes) => self.show(program, bytes)?,
                        Object::Number(back) => {
                            let State { size, stretch, .. } = program.state;
                            program.advance(-back / 1000.0 * size * stretch);
                        }
                        _ => {}
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn show(&mut self, program: &mut Program<'_>, bytes: &[u8]) -> Result<(), Refusal> {
        let Some(font) = program.state.font.clone() else {
            self.shown.unknown += bytes.len();
            return Ok(());
        };
        let mut rest = bytes;
        let start = self.shown.text.len();
        while let Some((length, shown)) = font.next(rest, &mut self.shown.text) {
            rest = &rest[length.max(1).min(rest.len())..];
            if !shown.is_known {
                self.shown.text.push(UNKNOWN);
            }
            let State { size, between_glyphs, between_words, stretch, .. } = program.state;
            let blank = if shown.is_blank { between_words } else { 0.0 };
            let visible = shown.width * size * stretch;
            if !program.is_hidden() {
                self.shown.unknown += usize::from(!shown.is_known);
                self.push(program, visible)?;
            }
            program.advance(visible + (between_glyphs + blank) * stretch);
        }
        if program.is_hidden() {
            self.shown.text.truncate(start);
        }
        Ok(())
    }

    /// Adds the glyph whose characters were written last.
    fn push(&mut self, program: &Program<'_>, width: f64) -> Result<(), Refusal> {
        let shown = &mut self.shown;
        if shown.glyphs.len() >= self.most_glyphs {
            let detail = format!("a page of more than {} glyphs", self.most_glyphs);
            return Err(Refusal::new(RefusalCode::TooComplex, detail));
        }
        let start = shown.glyphs.last().map_or(0, |glyph| glyph.text.1);
        let matrix = program.at.then(&program.state.matrix);
        let from = matrix.point(0.0, program.state.rise);
        let way = matrix.way(width, 0.0);
        let up = matrix.way(0.0, program.state.size);
        let glyph =
            Glyph { text: (start, shown.text.len() as u32), from, way, size: up.0.hypot(up.1) };
        let is_somewhere = [from.0, from.1, way.0, way.1, glyph.size]
            .into_iter()
            .all(|number| number.is_finite() && number.abs() < 1e6);
        match is_somewhere {
            true => shown.glyphs.push(glyph),
            false => shown.text.truncate(start as usize),
        }
        Ok(())
    }
}

impl<'r> Program<'r> {
    fn new(resources: &'r Dict, matrix: Matrix) -> Self {
        let state = State {
            matrix,
            font: None,
            size: 1.0,
            between_glyphs: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self {
            resources,
            fonts: HashMap::new(),
            states: Vec::new(),
            state,
            at: Matrix::default(),
            line: Matrix::default(),
            marks: Vec::new(),
            hidden: 0,
        }
    }

    /// Whether what is drawn is no part of the text: what was put on every page.
    fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    fn step(&mut self, right: f64, up: f64) {
        self.line = Matrix::of([1.0, 0.0, 0.0, 1.0, right, up]).then(&self.line);
        self.at = self.line;
    }

    fn next_line(&mut self) {
        self.step(0.0, -self.state.leading);
    }

    fn advance(&mut self, right: f64) {
        self.at = Matrix::of([1.0, 0.0, 0.0, 1.0, right, 0.0]).then(&self.at);
    }
}

/// Steps over the bytes of a picture that stands in a program, up to the word "EI" between
/// blanks.
fn skip_picture(parser: &mut Parser<'_>) {
    let rest = parser.rest();
    let is_apart = |at: usize| rest.get(at).is_none_or(|&byte| is_blank(byte));
    let end = memchr::memmem::find_iter(rest, b"EI")
        .find(|&at| at > 0 && is_apart(at - 1) && is_apart(at + 2))
        .map_or(rest.len(), |at| at + 2);
    parser.take(end);
}
