//! Words that say where a stretch of the calendar lies.

use super::Entry;
use crate::date::timex::Vague;
use crate::date::word::Word::{Deictic, Night};
use crate::date::word::{Era, Link, Part, Pointer, Shift, Tense, VagueForm, Word};

/// Days, and parts of them, counted from the anchor.
pub(super) const DEICTICS: &[Entry] = &{
    [
        ("today", Deictic(0)),
        ("yesterday", Deictic(-1)),
        ("tomorrow", Deictic(1)),
        ("tonight", Night(0)),
        ("overnight", Night(-1)),
    ]
};

/// Present, past and future at large.
pub(super) const VAGUE: &[Entry] = &{
    [
        ("now", Word::Vague(Vague::Present, VagueForm::Adverb)),
        ("nowadays", Word::Vague(Vague::Present, VagueForm::Adverb)),
        ("currently", Word::Vague(Vague::Present, VagueForm::Adverb)),
        ("presently", Word::Vague(Vague::Present, VagueForm::Adverb)),
        ("recently", Word::Vague(Vague::Past, VagueForm::Adverb)),
        ("lately", Word::Vague(Vague::Past, VagueForm::Adverb)),
        ("current", Word::Vague(Vague::Present, VagueForm::Adjective)),
        ("recent", Word::Vague(Vague::Past, VagueForm::Adjective)),
        ("future", Word::Vague(Vague::Future, VagueForm::Noun)),
        ("present", Word::Vague(Vague::Present, VagueForm::Noun)),
    ]
};

/// Which one of a row.
pub(super) const POINTERS: &[Entry] = &{
    [
        ("last", Word::Pointer(Pointer::Last)),
        ("past", Word::Pointer(Pointer::Last)),
        ("this", Word::Pointer(Pointer::This)),
        ("next", Word::Pointer(Pointer::Next)),
        ("coming", Word::Pointer(Pointer::Next)),
        ("upcoming", Word::Pointer(Pointer::Next)),
        ("previous", Word::Pointer(Pointer::Previous)),
        ("preceding", Word::Pointer(Pointer::Previous)),
        ("prior", Word::Pointer(Pointer::Previous)),
        ("following", Word::Pointer(Pointer::Following)),
        ("same", Word::Pointer(Pointer::Same)),
        ("that", Word::Pointer(Pointer::Same)),
        ("latest", Word::Pointer(Pointer::Latest)),
    ]
};

/// Parts of a stretch.
pub(super) const PARTS: &[Entry] = &{
    [
        ("early", Word::Part(Part::Early)),
        ("mid", Word::Part(Part::Mid)),
        ("late", Word::Part(Part::Late)),
        ("beginning", Word::Part(Part::Beginning)),
        ("start", Word::Part(Part::Beginning)),
        ("middle", Word::Part(Part::Middle)),
        ("end", Word::Part(Part::End)),
    ]
};

/// From where an amount is counted.
pub(super) const SHIFTS: &[Entry] = &{
    [
        ("ago", Word::Shift(Shift::Ago)),
        ("earlier", Word::Shift(Shift::Earlier)),
        ("later", Word::Shift(Shift::Later)),
        ("hence", Word::Shift(Shift::Hence)),
    ]
};

/// Eras.
pub(super) const ERAS: &[Entry] = &{
    [
        ("ad", Word::Era(Era::Common)),
        ("ce", Word::Era(Era::Common)),
        ("bc", Word::Era(Era::Before)),
        ("bce", Word::Era(Era::Before)),
    ]
};

/// What stands around amounts, quarters and years.
pub(super) const AROUND_AMOUNTS: &[Entry] = &{
    [
        ("fiscal", Word::Fiscal),
        ("financial", Word::Fiscal),
        ("calendar", Word::Filler),
        ("full", Word::Filler),
        ("consecutive", Word::Filler),
        ("straight", Word::Filler),
        ("additional", Word::Filler),
        ("more", Word::Filler),
        ("whole", Word::Filler),
        ("successive", Word::Filler),
        ("period", Word::Period),
        ("term", Word::Period),
        ("old", Word::Old),
        ("long", Word::Long),
        ("than", Word::Rough),
        ("least", Word::Rough),
        ("nearly", Word::Rough),
        ("almost", Word::Rough),
    ]
};

/// Prepositions, conjunctions and articles.
pub(super) const LINKS: &[Entry] = &{
    [
        ("the", Word::Link(Link::The)),
        ("of", Word::Link(Link::Of)),
        ("at", Word::Link(Link::At)),
        ("around", Word::Link(Link::At)),
        ("about", Word::Link(Link::At)),
        ("on", Word::Link(Link::On)),
        ("per", Word::Link(Link::Per)),
        ("every", Word::Link(Link::Every)),
        ("each", Word::Link(Link::Every)),
        ("from", Word::Link(Link::From)),
        ("between", Word::Link(Link::Between)),
        ("and", Word::Link(Link::And)),
        ("or", Word::Link(Link::And)),
        ("to", Word::Link(Link::To)),
        ("through", Word::Link(Link::To)),
        ("thru", Word::Link(Link::To)),
        ("until", Word::Link(Link::Until)),
        ("till", Word::Link(Link::Until)),
        ("in", Word::Link(Link::In)),
        ("since", Word::Link(Link::In)),
        ("during", Word::Link(Link::In)),
        ("throughout", Word::Link(Link::In)),
        ("before", Word::Link(Link::In)),
        ("after", Word::Link(Link::In)),
        ("circa", Word::Link(Link::In)),
        ("within", Word::Link(Link::In)),
        ("over", Word::Link(Link::In)),
        ("by", Word::Link(Link::By)),
        ("for", Word::Link(Link::By)),
        ("with", Word::Link(Link::By)),
        ("his", Word::Link(Link::Whose)),
        ("her", Word::Link(Link::Whose)),
        ("its", Word::Link(Link::Whose)),
        ("their", Word::Link(Link::Whose)),
        ("my", Word::Link(Link::Whose)),
        ("our", Word::Link(Link::Whose)),
        ("your", Word::Link(Link::Whose)),
    ]
};

/// Verb forms, beside all that end in "ed".
pub(super) const TENSES: &[Entry] = &{
    [
        ("will", Word::Tense(Tense::Future)),
        ("would", Word::Tense(Tense::Future)),
        ("shall", Word::Tense(Tense::Future)),
        ("ll", Word::Tense(Tense::Future)),
        ("scheduled", Word::Tense(Tense::Future)),
        ("slated", Word::Tense(Tense::Future)),
        ("expected", Word::Tense(Tense::Future)),
        ("expects", Word::Tense(Tense::Future)),
        ("expect", Word::Tense(Tense::Future)),
        ("due", Word::Tense(Tense::Future)),
        ("planned", Word::Tense(Tense::Future)),
        ("planning", Word::Tense(Tense::Future)),
        ("hopes", Word::Tense(Tense::Future)),
        ("intends", Word::Tense(Tense::Future)),
        ("payable", Word::Tense(Tense::Future)),
        ("effective", Word::Tense(Tense::Future)),
        ("expire", Word::Tense(Tense::Future)),
        ("expires", Word::Tense(Tense::Future)),
        ("likely", Word::Tense(Tense::Future)),
        ("going", Word::Tense(Tense::Future)),
        ("said", Word::Tense(Tense::Past)),
        ("told", Word::Tense(Tense::Past)),
        ("was", Word::Tense(Tense::Past)),
        ("were", Word::Tense(Tense::Past)),
        ("had", Word::Tense(Tense::Past)),
        ("has", Word::Tense(Tense::Past)),
        ("have", Word::Tense(Tense::Past)),
        ("been", Word::Tense(Tense::Past)),
        ("did", Word::Tense(Tense::Past)),
        ("became", Word::Tense(Tense::Past)),
        ("began", Word::Tense(Tense::Past)),
        ("bought", Word::Tense(Tense::Past)),
        ("broke", Word::Tense(Tense::Past)),
        ("brought", Word::Tense(Tense::Past)),
        ("built", Word::Tense(Tense::Past)),
        ("came", Word::Tense(Tense::Past)),
        ("chose", Word::Tense(Tense::Past)),
        ("drew", Word::Tense(Tense::Past)),
        ("drove", Word::Tense(Tense::Past)),
        ("fought", Word::Tense(Tense::Past)),
        ("found", Word::Tense(Tense::Past)),
        ("flew", Word::Tense(Tense::Past)),
        ("fell", Word::Tense(Tense::Past)),
        ("fled", Word::Tense(Tense::Past)),
        ("gave", Word::Tense(Tense::Past)),
        ("got", Word::Tense(Tense::Past)),
        ("grew", Word::Tense(Tense::Past)),
        ("held", Word::Tense(Tense::Past)),
        ("heard", Word::Tense(Tense::Past)),
        ("hit", Word::Tense(Tense::Past)),
        ("kept", Word::Tense(Tense::Past)),
        ("knew", Word::Tense(Tense::Past)),
        ("left", Word::Tense(Tense::Past)),
        ("led", Word::Tense(Tense::Past)),
        ("lost", Word::Tense(Tense::Past)),
        ("made", Word::Tense(Tense::Past)),
        ("met", Word::Tense(Tense::Past)),
        ("meant", Word::Tense(Tense::Past)),
        ("paid", Word::Tense(Tense::Past)),
        ("ran", Word::Tense(Tense::Past)),
        ("rose", Word::Tense(Tense::Past)),
        ("sank", Word::Tense(Tense::Past)),
        ("saw", Word::Tense(Tense::Past)),
        ("sent", Word::Tense(Tense::Past)),
        ("shot", Word::Tense(Tense::Past)),
        ("sold", Word::Tense(Tense::Past)),
        ("spent", Word::Tense(Tense::Past)),
        ("spoke", Word::Tense(Tense::Past)),
        ("stood", Word::Tense(Tense::Past)),
        ("struck", Word::Tense(Tense::Past)),
        ("swept", Word::Tense(Tense::Past)),
        ("thought", Word::Tense(Tense::Past)),
        ("threw", Word::Tense(Tense::Past)),
        ("took", Word::Tense(Tense::Past)),
        ("went", Word::Tense(Tense::Past)),
        ("won", Word::Tense(Tense::Past)),
        ("wrote", Word::Tense(Tense::Past)),
    ]
};
