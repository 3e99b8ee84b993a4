//! Many questions of one archive: read line by line, answered in parallel, told in order.

mod in_order;
mod queries;

pub(crate) use in_order::{Next, in_order};
pub(crate) use queries::{Query, queries};
