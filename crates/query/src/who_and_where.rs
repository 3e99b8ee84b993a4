//! What the persons and places of a question mean in an archive.

use std::sync::Arc;

use dateline_gazetteer::{Gazetteer, Point};
use dateline_model::{PersonName, Place, PlaceKind};
use dateline_schema::{place_id_term, place_name_term};
use rustc_hash::FxHashSet;

use crate::Result;
use crate::docs::{Docs, DocsQuery};
use crate::identity::Identity;
use crate::overrides::is_printed_alike;
use crate::places::{candidates, coordinates, label_with_kind, meant};
use crate::plan::{NearPlan, PersonParts, PersonPlan, PlacePlan, Plan};
use crate::planner::Planner;
use crate::suppress::Suppressed;
use crate::syntax::{Distance, Quoting};

/// The most keys of one person that count for the rank.
const MOST_ROWS: usize = 8;

impl Planner<'_> {
    /// A whole name in quotes is a person; anything else, or a name that nobody in the
    /// archive has, is looked for as a part of names.
    pub(crate) fn person(&mut self, text: &str, quoting: Quoting) -> Result<Plan> {
        let Ok(name) = PersonName::parse(text) else {
            self.notes.warn(format!("“{text}” is no name; no article can match it"));
            return Ok(Plan::Nothing);
        };
        if self.archive.overrides().is_never_person(text) {
            self.notes.warn(format!("“{text}” is never a person, the overrides say"));
            return Ok(Plan::Nothing);
        }
        if quoting == Quoting::Bare || name.part_keys().count() < 2 {
            return self.person_parts(text, &name);
        }
        let identity = self.archive.identity(&name)?;
        self.tell_of_identity(text, &identity);
        match identity.members.is_empty() {
            true => self.person_parts(text, &name),
            false => self.person_plan(text, &identity),
        }
    }

    fn tell_of_identity(&mut self, text: &str, identity: &Identity) {
        let fits: Vec<&str> = identity.fits.iter().map(PersonName::as_str).collect();
        let fits = fits.join(" and ");
        if identity.members.is_empty() {
            let hint = match fits.is_empty() {
                true => String::new(),
                false => format!("; it fits {fits}"),
            };
            self.notes.warn(format!(
                "nobody is named “{text}”{hint}; looked for as a part of longer names"
            ));
            return;
        }
        let is_asked = |name: &PersonName| is_printed_alike(name.as_str(), text);
        if !identity.members.iter().any(|member| is_asked(&member.name)) {
            self.notes.push(format!("person “{text}” is read as {}", identity.name));
        }
        if !fits.is_empty() {
            self.notes.push(format!(
                "“{text}” fits {fits}; only articles that print the short form are found"
            ));
        }
        if identity.is_bounded {
            self.notes.warn(format!(
                "“{text}” is like more names than are looked at; some spellings may be missed"
            ));
        }
    }

    fn person_plan(&mut self, text: &str, identity: &Identity) -> Result<Plan> {
        let docs = identity.docs(self.archive)?;
        let names = identity.members.iter().map(|member| &member.name);
        Ok(self.named(text, &docs, names))
    }

    fn named<'n>(
        &self,
        text: &str,
        docs: &Arc<Docs>,
        names: impl Iterator<Item = &'n PersonName> + Clone,
    ) -> Plan {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for name in names.clone() {
            let row: Vec<String> = name.part_keys().map(str::to_owned).collect();
            if rows.len() < MOST_ROWS && !rows.contains(&row) {
                rows.push(row);
            }
        }
        let names = Arc::new(names.map(|name| name.as_str().to_owned()).collect());
        let docs = docs.query(self.archive);
        Plan::Person(PersonPlan { asked: text.to_owned(), docs, rows, names })
    }

    /// A name in one spelling.
    pub(crate) fn person_as_printed(&mut self, text: &str) -> Result<Plan> {
        let names = match PersonName::parse(text) {
            Ok(name) => self.archive.printed_alike(&name)?,
            Err(_) => Vec::new(),
        };
        if names.is_empty() {
            self.notes.warn(format!("no article names a person “{text}” in this spelling"));
            return Ok(Plan::Nothing);
        }
        let docs = Arc::new(self.archive.docs_of_names(&names)?);
        Ok(self.named(text, &docs, names.iter()))
    }

    fn person_parts(&mut self, text: &str, name: &PersonName) -> Result<Plan> {
        let row: Vec<String> = name.part_keys().map(str::to_owned).collect();
        let mut without = None;
        if let Some(suppressed) = self.archive.suppressed_persons(&row)? {
            without = Some(self.left_out(suppressed));
        }
        let mut rows = vec![row];
        let same = self.archive.overrides().parts_same_as(name.key());
        rows.extend(same.map(|part| vec![part.to_owned()]));
        Ok(Plan::PersonParts(PersonParts { asked: text.to_owned(), rows, without }))
    }

    fn left_out(&mut self, suppressed: Suppressed) -> DocsQuery {
        if suppressed.is_bounded {
            self.notes.warn(
                "a name that the overrides suppress is in more articles than are looked at; \
                 some that match only by it are found"
                    .to_owned(),
            );
        }
        Arc::new(suppressed.docs).query(self.archive)
    }

    /// A place by any of its names, and what lies in it.
    pub(crate) fn place(&mut self, text: &str) -> Result<Plan> {
        let places = meant(text, &candidates(text));
        match places.as_slice() {
            [] => self.notes.warn(format!(
                "no place “{text}” is known; only articles that name it so are found"
            )),
            [one] => {
                let read = one.label();
                let is_asked = |label: &str| is_printed_alike(label, text);
                if !is_asked(&read) && !is_asked(&label_with_kind(one)) {
                    self.notes.push(format!("place “{text}” is read as {read}"));
                }
            }
            several => {
                let labels: Vec<String> = several
                    .iter()
                    .map(|place| format!("{} ({})", place.label(), place.kind.as_str()))
                    .collect();
                self.notes.push(format!("place “{text}” is read as {}", labels.join(" or ")));
            }
        }
        let mut ids: Vec<u32> = places.iter().map(|place| place.id.0).collect();
        for region in places.iter().filter(|place| place.kind == PlaceKind::WorldRegion) {
            // Regions of the world overlap, so no place of an article is said to be in one.
            ids.extend(Gazetteer::embedded().members(region.id).map(|member| member.0));
        }
        self.place_plan(text, ids)
    }

    /// A place by its words in the article alone.
    pub(crate) fn place_as_printed(&mut self, text: &str) -> Result<Plan> {
        self.place_plan(text, Vec::new())
    }

    fn place_plan(&mut self, text: &str, ids: Vec<u32>) -> Result<Plan> {
        let name = place_name_term(text);
        let mut without = None;
        if self.archive.overrides().never_places().next().is_some() {
            let mut terms: Vec<String> =
                ids.iter().map(|&id| place_id_term(dateline_model::PlaceId(id))).collect();
            terms.push(name.clone());
            let field = self.archive.fields.place;
            let matching = Docs::of_terms(self.archive, field, terms.iter().map(String::as_str))?;
            let meant: FxHashSet<u32> = ids.iter().copied().collect();
            if let Some(suppressed) = self.archive.suppressed_places(&matching, &meant, &name)? {
                without = Some(self.left_out(suppressed));
            }
        }
        Ok(Plan::Place(PlacePlan { asked: text.to_owned(), ids, name, without }))
    }

    /// What lies near a place, or near a point given by latitude and longitude.
    pub(crate) fn near(&mut self, text: &str, distance: Distance) -> Result<Plan> {
        let Some(center) = coordinates(text).or_else(|| self.center(text, distance)) else {
            self.notes.warn(format!(
                "no place “{text}” is known, so nothing is near it; write another name of it, or \
                 latitude and longitude, as in near:48.85,2.35~10km"
            ));
            return Ok(Plan::Nothing);
        };
        let mut nearby = self.archive.nearby(center, distance)?;
        let suppressed = self.archive.suppressed_places(&nearby.docs, &nearby.places, "")?;
        if let Some(suppressed) = suppressed {
            suppressed.docs.iter().for_each(|address| nearby.docs.remove(address));
            self.left_out(suppressed);
        }
        let docs = Arc::new(nearby.docs).query(self.archive);
        let places = Arc::new(nearby.places);
        Ok(Plan::Near(NearPlan { asked: text.to_owned(), docs, places }))
    }

    /// The point of a place, and a note on which place it is.
    fn center(&mut self, text: &str, distance: Distance) -> Option<Point> {
        let candidates = candidates(text);
        let (first, others) = candidates.split_first()?;
        let mut note = format!("near “{text}” is read as within {distance} of {}", first.label());
        if matches!(first.kind, PlaceKind::Country | PlaceKind::WorldRegion | PlaceKind::Region) {
            note.push_str(&format!(", a {}, from its middle", first.kind.as_str()));
        }
        // A city and its region are often one name, and no choice between places.
        let is_other = |place: &&Arc<Place>| place.label() != first.label();
        let others: Vec<&Arc<Place>> = others.iter().filter(is_other).collect();
        if let Some(other) = others.first() {
            let named = match others.len() {
                1 => "another place has that name".to_owned(),
                number => format!("{number} other places have that name"),
            };
            note.push_str(&format!("; {named}, as near:\"{}\"", other.label()));
        }
        self.notes.push(note);
        Some(Point { latitude: first.latitude, longitude: first.longitude })
    }
}
