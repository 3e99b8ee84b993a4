//! How near two sequences of sounds are, with what transliterations exchange cheap.

use crate::sound::{CH, SH, ZH, is_vowel};

/// Sounds beyond this are not compared: no part of a name is longer, and it bounds the time.
const LONGEST: usize = 24;

/// What a changed consonant costs; every other cost is a part of it.
const WHOLE: u16 = 100;

/// What it costs that two neighbours changed places.
const SWAPPED: u16 = 60;

/// How near two spellings are, from 0.5 on; 1 only for equal sounds, 0 for all that differ
/// in more than half of what they weigh.
pub(crate) fn nearness(one: &[u8], other: &[u8]) -> f32 {
    if one == other {
        return 1.0;
    }
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let one = &one[..one.len().min(LONGEST)];
    let other = &other[..other.len().min(LONGEST)];
    let mut mass = f32::from(mass(one) + mass(other)) / 2.0;
    if one[0] >= 0x80 {
        // Each letter is two bytes at least, the first of them nearly always the same.
        mass /= 2.0;
    }
    let limit = (mass / 2.0) as u16;
    match distance(one, other, limit) {
        far if far > limit => 0.0,
        distance => 1.0 - f32::from(distance.max(1)) / mass,
    }
}

/// The consonants of a spelling as a set of classes: a bit for each, those that
/// transliterations exchange most sharing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Consonants(u32);

impl Consonants {
    /// The consonants among these sounds.
    pub(crate) fn of(sounds: &[u8]) -> Self {
        let classes = sounds.iter().filter_map(|&sound| consonant_class(sound));
        Self(classes.fold(0, |set, class| set | 1 << (class & 31)))
    }

    /// Whether spellings with these consonants can be near: they share most of them.
    pub(crate) fn may_be_near(self, other: Self) -> bool {
        const NEEDED: [u32; 8] = [0, 1, 1, 2, 3, 3, 4, 5];
        let fewest = self.0.count_ones().min(other.0.count_ones()).min(7);
        (self.0 & other.0).count_ones() >= NEEDED[fewest as usize]
    }
}

/// The class of a consonant; `None` for a vowel.
pub(crate) fn consonant_class(sound: u8) -> Option<u8> {
    Some(match sound {
        vowel if is_vowel(vowel) => return None,
        b's' | b'z' | SH | ZH | CH | b'j' => b's',
        b'k' | b'g' => b'k',
        b'd' | b't' => b't',
        b'b' | b'p' => b'p',
        b'f' | b'v' => b'v',
        b'm' | b'n' => b'n',
        other => other,
    })
}

/// Whether transliterations exchange two sounds, or they are one.
pub(crate) fn is_exchanged(one: u8, other: u8) -> bool {
    changed(one, other) <= 45
}

/// What all sounds of a spelling weigh together.
fn mass(sounds: &[u8]) -> u16 {
    sounds.iter().map(|&sound| if is_vowel(sound) { 50 } else { WHOLE }).sum()
}

/// The least cost of turning one spelling into the other: insertions, deletions, changes,
/// and neighbours that changed places. A cost above `limit` may be told too low, but above
/// the limit.
fn distance(one: &[u8], other: &[u8], limit: u16) -> u16 {
    let mut drops = [0; LONGEST];
    let mut rows = [[0; LONGEST + 1]; 3];
    let [before, above, row] = &mut rows;
    let (mut before, mut above, mut row) = (before, above, row);
    for column in 0..other.len() {
        drops[column] = dropped(other, column);
        above[column + 1] = above[column] + drops[column];
    }
    for line in 0..one.len() {
        let drop_one = dropped(one, line);
        row[0] = above[0] + drop_one;
        let mut least_of_row = row[0];
        for column in 0..other.len() {
            let mut change = changed(one[line], other[column]);
            if line == 0 && column == 0 && change == WHOLE {
                // The first sound is the surest of a name.
                change += WHOLE / 2;
            }
            let mut least = (above[column] + change)
                .min(above[column + 1] + drop_one)
                .min(row[column] + drops[column]);
            let swapped = line > 0
                && column > 0
                && one[line] == other[column - 1]
                && one[line - 1] == other[column];
            if swapped {
                least = least.min(before[column - 1] + SWAPPED);
            }
            row[column + 1] = least;
            least_of_row = least_of_row.min(least);
        }
        // Only a change of places can still undercut this row; it starts a row above.
        if least_of_row > limit + SWAPPED {
            return least_of_row;
        }
        (before, above, row) = (above, row, before);
    }
    above[other.len()]
}

/// What it costs that a spelling leaves a sound out.
fn dropped(sounds: &[u8], at: usize) -> u16 {
    let last = at + 1 == sounds.len();
    match sounds[at] {
        // The first sound is the surest of a name.
        _ if at == 0 => WHOLE,
        // -i, -a at the end make another name: Hashim and Hashimi, Ivan and Ivana.
        vowel if is_vowel(vowel) && last => 60,
        vowel if is_vowel(vowel) => 30,
        b'h' => 40,
        b'j' | b'v' => 70,
        // A letter doubled in sound only, as in Nassr.
        _ => WHOLE,
    }
}

/// What it costs that one sound stands for another.
fn changed(one: u8, other: u8) -> u16 {
    match (one.wrapping_sub(b'a'), other.wrapping_sub(b'a')) {
        (one @ 0..26, other @ 0..26) => u16::from(COSTS[usize::from(one)][usize::from(other)]),
        _ if one == other => 0,
        _ => WHOLE,
    }
}

/// The cost of every change, by the places of the sounds in the alphabet.
static COSTS: [[u8; 26]; 26] = costs();

const fn costs() -> [[u8; 26]; 26] {
    let mut costs = [[WHOLE as u8; 26]; 26];
    let mut one = 0;
    while one < 26 {
        let mut other = 0;
        while other < 26 {
            if one == other {
                costs[one][other] = 0;
            } else if is_vowel(b'a' + one as u8) && is_vowel(b'a' + other as u8) {
                costs[one][other] = 35;
            }
            other += 1;
        }
        one += 1;
    }
    let mut at = 0;
    while at < EXCHANGED.len() {
        let (pairs, cost) = EXCHANGED[at];
        let mut pair = 0;
        while pair < pairs.len() {
            let one = (pairs[pair][0] - b'a') as usize;
            let other = (pairs[pair][1] - b'a') as usize;
            costs[one][other] = cost;
            costs[other][one] = cost;
            pair += 1;
        }
        at += 1;
    }
    costs
}

/// The sounds that transliterations exchange, the most usual first.
const EXCHANGED: &[(&[[u8; 2]], u8)] = &[
    (&[*b"ae", *b"ou"], 12),
    (&[*b"ei"], 15),
    (&[*b"ao"], 25),
    (&[*b"ai", *b"ij", *b"uv", *b"ov"], 30),
    (&[[ZH, b'j'], [SH, b's'], [CH, SH], [ZH, b'z'], *b"sz"], 30),
    (&[*b"gk", *b"hk", *b"gj", *b"dt", *b"bp"], 40),
    (&[[CH, b'j'], [CH, b's'], [CH, ZH], [CH, b'k'], [ZH, b'g'], [SH, ZH]], 45),
    (&[*b"dz", *b"st", *b"bv", *b"fv"], 45),
    (&[*b"gh", *b"fp", *b"mn", [CH, b'h'], [SH, b'h']], 55),
    (&[*b"hj"], 60),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::sounds;

    fn near(one: &str, other: &str) -> f32 {
        nearness(&sounds(one), &sounds(other))
    }

    #[test]
    fn transliterations_are_nearer_than_other_names() {
        for (one, near_one, far_one) in [
            ("massoud", "masood", "masri"),
            ("qaddafi", "gaddafi", "qabbani"),
            ("khamenei", "khamenai", "khatibi"),
            ("zhirinovsky", "jirinovski", "zhukovsky"),
            ("tchaikovsky", "chaikovskij", "chernovsky"),
        ] {
            let (near, far) = (near(one, near_one), near(one, far_one));
            assert!(near > 0.8 && far < 0.75, "{one}: {near} {far}");
        }
    }

    #[test]
    fn nearness_is_symmetric_and_bounded() {
        let long = "khrushchev".repeat(1000);
        for (one, other) in [("ali", "alia"), ("a", ""), (&long, "x"), ("周", "李")] {
            assert!((near(one, other) - near(other, one)).abs() < 1e-6);
            assert!((0.0..=1.0).contains(&near(one, other)));
        }
    }
}
