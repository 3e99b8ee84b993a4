//! One part of a parsed name.

use crate::lexicon::{self, Known};
use crate::sound::{Sounds, sounds};
use crate::spelling::Consonants;

/// What a part is within its name, as far as the print tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A given name, or any part that is not told to be something else.
    Given,
    /// A patronymic, or what follows `bin`: seldom printed every time.
    Ancestor,
    /// A family name.
    Family,
}

/// Whether a part is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// The whole name.
    Full,
    /// Its first letter.
    Initial,
}

/// Whether a script spells names sound by sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// It has letters, so that spellings can differ a little.
    Letters,
    /// Its signs are whole syllables or words, as in Chinese, Japanese and Korean.
    Signs,
}

impl Script {
    fn of(letters: &str) -> Self {
        let is_sign = |sign| {
            // Folding takes Korean syllables apart, into the first of these ranges.
            matches!(sign, '\u{1100}'..='\u{11ff}' | '\u{3000}'..='\u{a4cf}' | '\u{20000}'..)
        };
        if letters.contains(is_sign) { Self::Signs } else { Self::Letters }
    }
}

/// One part of a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) letters: Box<str>,
    pub(crate) sounds: Sounds,
    pub(crate) consonants: Consonants,
    pub(crate) script: Script,
    /// The sounds with the particles before it, where there are any.
    pub(crate) joined: Option<Sounds>,
    /// The sounds without an article or the like that is written as one with the name,
    /// and how much such a match is worth.
    pub(crate) bare: Option<(Sounds, f32)>,
    pub(crate) form: Form,
    pub(crate) role: Role,
    pub(crate) known: Known,
    /// How much it tells that two names share this part.
    pub(crate) weight: f32,
    /// How much it tells that one name has this part and the other has another instead:
    /// Ali and Hussein are common, but two people all the same.
    pub(crate) bulk: f32,
}

impl Part {
    /// A part by its letters, of which there is at least one, and those of the particles
    /// before it.
    pub(crate) fn new(letters: &str, particles: &str, role: Role) -> Self {
        let heard = sounds(letters);
        let known = lexicon::known(letters, &heard);
        let mut characters = letters.chars();
        let single =
            characters.next().is_some_and(|first| first.is_ascii()) && characters.next().is_none();
        let form = if single { Form::Initial } else { Form::Full };
        let joined = (!particles.is_empty()).then(|| sounds(&format!("{particles}{letters}")));
        let bulk = bulk(letters, form, role);
        let weight = bulk.min(known.weight * role_weight(role));
        let (consonants, script) = (Consonants::of(&heard), Script::of(letters));
        Self {
            letters: letters.into(),
            sounds: heard,
            consonants,
            script,
            joined,
            bare: bare(letters),
            form,
            role,
            known,
            weight,
            bulk,
        }
    }

    /// Moves the part to another role.
    pub(crate) fn set_role(&mut self, role: Role) {
        self.role = role;
        self.bulk = bulk(&self.letters, self.form, role);
        self.weight = self.bulk.min(self.known.weight * role_weight(role));
    }
}

/// The sounds of a name without what is written as one with it.
fn bare(letters: &str) -> Option<(Sounds, f32)> {
    const PREFIXES: [(&str, f32); 7] = [
        ("abu", 0.75),
        ("abd", 0.75),
        ("ben", 0.93),
        ("bin", 0.93),
        ("al", 0.97),
        ("el", 0.97),
        ("ul", 0.97),
    ];
    PREFIXES.iter().find_map(|(prefix, worth)| {
        let rest = letters.strip_prefix(prefix)?;
        (rest.len() >= 4).then(|| (sounds(rest), *worth))
    })
}

/// How much a part tells by its form: long more than short, a family name more than a
/// father's.
fn bulk(letters: &str, form: Form, role: Role) -> f32 {
    if form == Form::Initial {
        return 0.2;
    }
    let length = match letters.len() {
        ..=2 => 0.6,
        3 => 0.75,
        4 => 0.9,
        _ => 1.0,
    };
    length * role_weight(role)
}

fn role_weight(role: Role) -> f32 {
    match role {
        Role::Given => 0.9,
        Role::Ancestor => 0.6,
        Role::Family => 1.1,
    }
}
