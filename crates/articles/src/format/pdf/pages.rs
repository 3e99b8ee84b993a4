//! The pages of a file, in order.

use std::collections::HashSet;
use std::rc::Rc;

use super::file::File;
use super::object::{Dict, Object, is_of_type};
use crate::{Limits, Refusal, RefusalCode};

/// A page: the programs that draw it, and what they refer to by name.
pub(super) struct Page {
    pub(super) programs: Vec<u32>,
    pub(super) resources: Rc<Dict>,
}

/// A node of the tree of pages that is still to be looked at.
struct Node {
    number: u32,
    /// The resources of those above it.
    resources: Rc<Dict>,
    depth: usize,
}

/// The numbers of the pages, with the resources that they have from above.
pub(super) struct Pages {
    found: Vec<(u32, Rc<Dict>)>,
    /// Whether the list of pages is there: without it some may be missing.
    pub(super) are_listed: bool,
}

impl Pages {
    /// Finds the pages. A file whose list of pages is lost, or names none that is there, has
    /// those that say themselves that they are pages.
    ///
    /// # Errors
    ///
    /// More pages, or a deeper tree of them, than the limits allow; none at all.
    pub(super) fn find(file: &File<'_>, limits: &Limits) -> Result<Self, Refusal> {
        let mut pages = Self { found: Vec::new(), are_listed: true };
        let root = file.get(&file.trailer, b"Root")?;
        if let Some(Object::Reference(top)) = root.dict().and_then(|root| root.get(&b"Pages"[..])) {
            pages.walk(*top, file, limits)?;
        }
        if !file.loose_pages().is_empty() && !pages.are_some_there(file)? {
            pages.are_listed = false;
            let empty = Rc::new(Dict::new());
            let loose = file.loose_pages().iter().take(limits.elements);
            pages.found = loose.map(|&number| (number, Rc::clone(&empty))).collect();
        }
        match pages.found.is_empty() {
            true => Err(Refusal::damaged("a PDF without pages")),
            false => Ok(pages),
        }
    }

    fn walk(&mut self, top: u32, file: &File<'_>, limits: &Limits) -> Result<(), Refusal> {
        let mut seen = HashSet::new();
        let mut open = vec![Node { number: top, resources: Rc::default(), depth: 0 }];
        while let Some(Node { number, resources, depth }) = open.pop() {
            // A tree that leads back into itself has been seen.
            if !seen.insert(number) {
                continue;
            }
            if seen.len() > limits.elements {
                let detail = format!("more than {} pages", limits.elements);
                return Err(Refusal::new(RefusalCode::TooComplex, detail));
            }
            if depth > limits.markup_depth {
                let detail = format!("pages nest more than {} deep", limits.markup_depth);
                return Err(Refusal::new(RefusalCode::TooDeep, detail));
            }
            let node = file.object(number)?;
            let Some(dict) = node.dict() else {
                self.found.push((number, resources));
                continue;
            };
            match &*file.get(dict, b"Kids")? {
                Object::Array(kids) if !is_of_type(dict, b"Page") => {
                    let resources = own_or(resources, dict, file)?;
                    let kids = kids.iter().rev().filter_map(|kid| match kid {
                        Object::Reference(number) => Some(*number),
                        _ => None,
                    });
                    let node = |number| Node {
                        number,
                        resources: Rc::clone(&resources),
                        depth: depth + 1,
                    };
                    open.extend(kids.map(node));
                }
                _ => self.found.push((number, resources)),
            }
        }
        Ok(())
    }

    /// Whether any of the pages found so far is in the file.
    fn are_some_there(&self, file: &File<'_>) -> Result<bool, Refusal> {
        for (number, _) in &self.found {
            if file.object(*number)?.dict().is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// The page of an index; none where it is not there.
    ///
    /// # Errors
    ///
    /// When the file makes far more work than its size suggests.
    pub(super) fn read(&self, at: usize, file: &File<'_>) -> Result<Option<Page>, Refusal> {
        let (number, inherited) = &self.found[at];
        let page = file.object(*number)?;
        let Some(dict) = page.dict() else { return Ok(None) };
        let resources = own_or(Rc::clone(inherited), dict, file)?;
        let programs = match dict.get(&b"Contents"[..]) {
            Some(Object::Reference(number)) => match &*file.object(*number)? {
                Object::Array(parts) => references(parts),
                _ => vec![*number],
            },
            Some(Object::Array(parts)) => references(parts),
            _ => Vec::new(),
        };
        Ok(Some(Page { programs, resources }))
    }
}

/// The resources of a node, or the inherited ones of one that has none of its own.
fn own_or(inherited: Rc<Dict>, node: &Dict, file: &File<'_>) -> Result<Rc<Dict>, Refusal> {
    let own = file.get(node, b"Resources")?;
    Ok(own.dict().map_or(inherited, |own| Rc::new(own.clone())))
}

fn references(parts: &[Object]) -> Vec<u32> {
    let number = |part: &Object| match part {
        Object::Reference(number) => Some(*number),
        _ => None,
    };
    parts.iter().filter_map(number).collect()
}
