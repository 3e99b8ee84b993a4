//! Which options of a search go with which forms, fields and orders.
//!
//! An option that would have no effect is refused: whoever typed it expects one.

use anyhow::bail;
use clap::ValueEnum;

use crate::args::{HitField, HitsFormat, SearchArgs, SortArg};

use HitsFormat::{Csv, Ids, Json, Paths, Text, Trec, Tsv};

/// An option, and what it needs to have an effect.
struct FormOption {
    name: &'static str,
    is_given: fn(&SearchArgs) -> bool,
    /// The forms that it goes with.
    forms: &'static [HitsFormat],
    /// A field with which csv and tsv will do, too.
    field: Option<HitField>,
    order: Order,
}

/// The orders that an option goes with.
#[derive(PartialEq, Eq)]
enum Order {
    Any,
    Relevance,
}

const RANKED: &[HitsFormat] = &[Text, Json, Csv, Tsv, Paths, Ids, Trec];

const OPTIONS: [FormOption; 10] = [
    option("--fields", |args| !args.fields.is_empty(), &[Csv, Tsv]),
    option("-0", |args| args.null, &[Paths, Ids]),
    option("--families", |args| args.families, &[Json]),
    option("--cite", |args| args.cite, &[Text]),
    option("--passages", |args| args.passages.is_some(), &[Text, Json]).or(HitField::Passage),
    option("--mark-start", |args| args.mark_start.is_some(), &[Text]).or(HitField::Passage),
    option("--mark-end", |args| args.mark_end.is_some(), &[Text]).or(HitField::Passage),
    option("--explain", |args| args.explain, &[Text, Json]).ranking(),
    option("--expand", |args| args.expand, RANKED).ranking(),
    option("--fresh", |args| args.fresh, RANKED).ranking(),
];

const fn option(
    name: &'static str,
    is_given: fn(&SearchArgs) -> bool,
    forms: &'static [HitsFormat],
) -> FormOption {
    FormOption { name, is_given, forms, field: None, order: Order::Any }
}

impl FormOption {
    const fn or(self, field: HitField) -> Self {
        Self { field: Some(field), ..self }
    }

    const fn ranking(self) -> Self {
        Self { order: Order::Relevance, ..self }
    }

    fn fits(&self, form: HitsFormat, fields: &[HitField]) -> bool {
        let has_field = || self.field.is_some_and(|field| fields.contains(&field));
        self.forms.contains(&form) || matches!(form, Csv | Tsv) && has_field()
    }

    /// What it goes with, as a sentence ends.
    fn forms(&self) -> String {
        let names: Vec<String> = self.forms.iter().map(name).collect();
        let forms = match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
            None => String::new(),
        };
        match &self.field {
            None => format!("--format {forms}"),
            Some(field) => format!("--format {forms}, or with --fields {}", name(field)),
        }
    }
}

/// Refuses an option that would have no effect in this form with these fields.
///
/// # Errors
///
/// The first such option, and what it goes with.
pub(super) fn check(
    args: &SearchArgs,
    form: HitsFormat,
    fields: &[HitField],
) -> anyhow::Result<()> {
    for option in OPTIONS.iter().filter(|option| (option.is_given)(args)) {
        if !option.fits(form, fields) {
            bail!("{} goes with {}", option.name, option.forms());
        }
        if option.order == Order::Relevance && args.sort != SortArg::Relevance {
            bail!("{} goes with --sort relevance", option.name);
        }
    }
    Ok(())
}

/// A value as it is typed.
fn name(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Cli, Command};

    /// What is refused of a command line, its words between spaces.
    fn refused(options: &str, form: HitsFormat, fields: &[HitField]) -> Option<String> {
        let line = format!("dateline search x {options}");
        let cli = Cli::try_parse_from(line.split_whitespace()).unwrap();
        let Command::Search(args) = &cli.command else { panic!() };
        check(args, form, fields).err().map(|error| error.to_string())
    }

    #[test]
    fn every_option_has_an_effect_or_is_refused() {
        let ranked = "text json csv tsv paths ids trec";
        for (options, forms, wanted) in [
            ("--fields id", "csv tsv", "--format csv or tsv"),
            ("-0", "paths ids", "--format paths or ids"),
            ("--families", "json", "--format json"),
            ("--cite", "text", "--format text"),
            ("--passages 2", "text json", "--format text or json, or with --fields passage"),
            ("--mark-start <", "text", "--format text, or with --fields passage"),
            ("--mark-end >", "text", "--format text, or with --fields passage"),
            ("--explain", "text json", "--format text or json"),
            ("--expand", ranked, "--format text, json, csv, tsv, paths, ids or trec"),
            ("--fresh", ranked, "--format text, json, csv, tsv, paths, ids or trec"),
            ("--fold", "text json csv tsv paths ids count trec", ""),
            ("--unfold", "text json csv tsv paths ids count trec", ""),
        ] {
            let option = options.split(' ').next().unwrap();
            for &form in HitsFormat::value_variants() {
                let is_taken = forms.split(' ').any(|one| one == name(&form));
                let expected = (!is_taken).then(|| format!("{option} goes with {wanted}"));
                assert_eq!(refused(options, form, &[HitField::Id]), expected, "{form:?}");
            }
        }
    }

    #[test]
    fn what_shows_passages_goes_with_their_field() {
        for option in ["--passages 3", "--mark-start <", "--mark-end >"] {
            for form in [Csv, Tsv] {
                assert_eq!(refused(option, form, &[HitField::Passage]), None, "{option}");
            }
            assert!(refused(option, Ids, &[HitField::Passage]).is_some(), "{option}");
        }
    }

    #[test]
    fn what_counts_for_the_rank_goes_with_an_order_by_it() {
        for option in ["--explain", "--expand", "--fresh"] {
            for order in ["newest", "oldest"] {
                let refused = refused(&format!("{option} --sort {order}"), Text, &[]);
                assert_eq!(refused, Some(format!("{option} goes with --sort relevance")));
            }
            assert_eq!(refused(&format!("{option} --sort relevance"), Text, &[]), None);
        }
    }
}
