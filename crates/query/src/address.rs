//! An address of the web in a question: who pastes one wants the article that it is of.

use crate::Result;
use crate::deadline::Watch;
use crate::plan::{FilterBy, FilterPlan, Plan, Scope};
use crate::planner::Planner;

impl Planner<'_> {
    /// The article whose id the address is, and those whose text has it.
    pub(crate) fn address(&mut self, text: &str) -> Result<Plan> {
        let of_id = FilterPlan { by: FilterBy::Id, terms: vec![text.to_owned()] };
        let in_text = match self.words(text, Scope::Article) {
            Plan::All => Plan::Nothing,
            words => words,
        };
        let plan = Plan::Or(vec![Plan::Filter(of_id), in_text]);
        // Each of its words by itself says nothing, so none of them is told of as missing.
        if self.archive.total_of(&plan, &[], &Watch::until(None))? == 0 {
            self.notes
                .warn(format!("no article is of the address “{text}”, or has it in its text"));
        }
        Ok(plan)
    }
}
