//! Where a person was reported to be, when, and by whom.
//!
//! The articles that name the person are read as they are stored: `read` makes statements of
//! their sentences, `gather` draws together those of the same words, and counts them by
//! place. Only of those that are shown are the texts kept. `narrowed` says what of a question
//! leaves nothing, `names` where in its words a name ends. What is true is for the reader to
//! say.

mod answer;
mod gather;
mod names;
mod narrowed;
mod origins;
mod places;
mod read;

pub use answer::{
    Reports, StanceCount, TraceAnswer, TraceBy, TraceDate, TracePlace, TraceRequest, TraceRow,
    TracedPlace,
};
pub use dateline_whereabouts::{Kind, Stance, Via};
