//! What is said of an answer beside it.

use dateline_query::{
    Archive, Counted, Extent, Matching, NO_ARTICLES, Notice, Origins, SearchAnswer, SearchRequest,
    Suggestions, Weight,
};

use crate::args::{GlobalArgs, QuestionArgs, Talk};
use crate::output::failure::Warned;
use crate::output::hits::{Form, counted};
use crate::output::notice::Aside;

/// Tells what there is to say; with `--strict`, fails when a warning is among it.
pub(super) fn tell(
    global: &GlobalArgs,
    args: &QuestionArgs,
    notices: &[Notice],
    extent: Extent,
) -> anyhow::Result<()> {
    let notices: Vec<Notice> = notices.iter().cloned().chain(timed_out(extent)).collect();
    check(args, &notices)?;
    if global.talk() == Talk::Usual {
        notices.iter().for_each(|notice| Aside::Notice(notice).say(global.errors()));
    }
    Ok(())
}

/// Fails when warnings are to be errors, and there are some.
pub(super) fn check(args: &QuestionArgs, notices: &[Notice]) -> anyhow::Result<()> {
    let is_warning = |notice: &&Notice| notice.weight == Weight::Warning;
    let warnings: Vec<Notice> = notices.iter().filter(is_warning).cloned().collect();
    match args.strict && !warnings.is_empty() {
        true => Err(Warned(warnings).into()),
        false => Ok(()),
    }
}

/// Tells that nothing was found or, of an index without an article, that.
pub(super) fn tell_nothing(
    global: &GlobalArgs,
    archive: &Archive,
    message: &str,
) -> anyhow::Result<()> {
    let message = if archive.is_empty()? { NO_ARTICLES } else { message };
    Aside::Nothing(message).say(global.errors());
    Ok(())
}

/// Says a sentence of an answer.
pub(super) fn tell_remark(global: &GlobalArgs, message: &str) {
    Aside::Notice(&of_answer(Weight::Remark, message)).say(global.errors());
}

/// What there is to say of a search: its notes, and how its hits match.
pub(super) fn of_search(answer: &SearchAnswer, form: Form) -> Vec<Notice> {
    let is_loosened = answer.matching == Matching::Some && form != Form::Count;
    let loosened = is_loosened.then(|| {
        of_answer(Weight::Warning, "no article has all of these; ranked by those they have")
    });
    let is_about = |origins: &Origins| origins.counted == Counted::About;
    let about = answer.origins.filter(|origins| form == Form::Count && is_about(origins));
    let about = about.map(|_| {
        let message = "about so many; of some articles it was not settled whether they are copies";
        of_answer(Weight::Remark, message)
    });
    answer.notes.iter().cloned().chain(loosened).chain(about).collect()
}

fn timed_out(extent: Extent) -> Option<Notice> {
    let message = "the time was over before all was looked at; this is a part (--timeout)";
    (extent == Extent::Part).then(|| of_answer(Weight::Warning, message))
}

fn of_answer(weight: Weight, message: &str) -> Notice {
    Notice { weight, message: message.to_owned(), place: None }
}

/// Why nothing was found, and what would be, to be said.
pub(super) fn of_suggestions(suggestions: &Suggestions) -> impl Iterator<Item = Aside<'_>> {
    let reasons = suggestions.reasons.iter().map(|reason| Aside::Reason(reason));
    reasons.chain(suggestions.questions.iter().map(Aside::Suggestion))
}

/// Why nothing was found, or not all of it, and what would be.
pub(super) fn suggestions(
    archive: &Archive,
    request: &SearchRequest,
    answer: &SearchAnswer,
) -> anyhow::Result<Suggestions> {
    match (counted(answer), answer.extent) {
        (0, Extent::Whole) => Ok(archive.suggestions(request)?),
        // Of what was not looked at to the end, nothing is known.
        _ => Ok(Suggestions::default()),
    }
}
