//! Questions to answers: query text to ranked hits, passages and facets.
//!
//! A question goes through three forms. [`syntax`] reads the text into a tree that says
//! what was typed and where; the planner resolves fields, names, places and dates into a
//! plan that says what is meant; the compiler turns that into the engine's query. An
//! [`Archive`] is an index opened to be asked.
//!
//! ```
//! use dateline_query::{Archive, SearchRequest};
//! # use std::sync::atomic::AtomicBool;
//! # use dateline_indexer::{Input, Request, run};
//! # use dateline_schema::store::{Waiting, WriteAccess};
//! # let folder = tempfile::tempdir()?;
//! # let (news, index) = (folder.path().join("news"), folder.path().join("index"));
//! # std::fs::create_dir(&news)?;
//! # std::fs::write(news.join("one.txt"), "Border reopens\n\nTrucks crossed the bridge.")?;
//! # let access = WriteAccess::acquire(&index, Waiting::Refuse)?;
//! # let request = Request::new(vec![Input::Path(news)]);
//! # run(&access, request, &AtomicBool::new(false), &mut |_| {})?;
//!
//! let archive = Archive::open(&index)?;
//! let answer = archive.search(&SearchRequest::new("trucks bridge"))?;
//! assert_eq!((answer.total, answer.hits[0].id.as_str()), (1, "one.txt"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod address;
mod answer;
mod any_word;
mod archive;
mod cite;
mod collect;
mod compile;
mod continued;
mod deadline;
mod docs;
mod error;
mod excluded;
mod expand;
mod facet;
mod family;
mod forms;
mod identity;
mod matching;
mod near;
mod nearest;
mod network;
mod news;
mod notice;
mod overrides;
pub mod passage;
mod patterns;
mod periods;
mod person;
mod places;
mod plan;
mod planner;
mod rank;
mod reading;
mod request;
mod search;
mod sources;
mod statistics;
mod suggest;
mod suppress;
pub mod syntax;
mod ties;
mod timeline;
mod trace;
mod unknown;
mod who_and_where;
mod window;
mod within;

pub use answer::{Extent, Hit, HitPassage, Matching, SearchAnswer};
pub use archive::{Archive, Listed, Status};
pub use cite::{Citation, Cited, Part, Quote};
pub use error::{Error, Result};
pub use facet::{
    Facet, FacetAnswer, FacetBy, PlaceLevel, Significance, SignificantAnswer, SignificantFacet,
};
pub use family::{
    Changed, Copy, CopyInBrief, Counted, Difference, Folding, HitFamily, Inferred, MOST_NAMED,
    Origin, Origins, RelatedArticle, Shares, SimilarAnswer, SimilarRequest, SimilarTo,
};
pub use identity::{NameReason, Reason};
pub use matching::MatchingIds;
pub use network::{Edge, Network, NetworkRequest, Node, Together};
pub use news::{Known, KnownArticle, Matches, NewArticle, News};
pub use notice::{Asked, NO_ARTICLES, Notice, Weight};
pub use overrides::{Overrides, OverridesError};
pub use passage::{Named, NamedKind};
pub use periods::{DatesOf, LeftOut};
pub use person::{NamedArticle, NearName, PersonAnswer, PersonRequest, SpellingCount};
pub use rank::{Expansion, ExplainedPart, Explanation, Freshness, RankReason, Ranking};
pub use reading::{Clause, ClauseKind, Reading, Role};
pub use request::{Detail, Order, Reasons, SearchRequest, Terms};
pub use suggest::{Suggestion, Suggestions};
pub use timeline::{Bar, Chronicle, DatedSentence, Reprint, Row, TimelineAnswer, TimelineRequest};
pub use trace::{
    Kind, Reports, Stance, StanceCount, TraceAnswer, TraceBy, TraceDate, TracePlace, TraceRequest,
    TraceRow, TracedPlace, Via,
};
