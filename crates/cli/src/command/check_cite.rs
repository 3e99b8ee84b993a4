//! `dateline check-cite`.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use anyhow::{Context, bail};
use dateline_articles::{FieldMap, Limits, ReadOptions};
use dateline_query::{Archive, Part};

use crate::args::{CheckCiteArgs, CheckFormat, GlobalArgs, Talk};
use crate::citation::{Checked, Claim, Verdict, check, claims, same_words};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::checked::{CheckRecord, CheckSummary, line, summary_line};
use crate::output::record::Header;
use crate::output::style::Look;
use crate::output::{self, safe, say};

/// The largest document that is read, in bytes.
const LARGEST: u64 = 64 << 20;

pub(super) fn run(
    global: &GlobalArgs,
    args: &CheckCiteArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let claims = claims(&document(args)?);
    if claims.is_empty() {
        bail!("{} has no citation that dateline cite printed", args.file.display());
    }
    let mut checked = check_all(&claims, &args.map, global.limits());
    if args.with_index {
        let archive = super::overrides::open(global)?;
        for (claim, checked) in claims.iter().zip(&mut checked) {
            compare_with_index(&archive, claim, checked)?;
        }
    }
    let mut out = output::stdout();
    match args.format {
        CheckFormat::Text => {
            let look = Look::new(global.colour(environment), "", "");
            for (claim, checked) in claims.iter().zip(&checked) {
                writeln!(out, "{}", line(claim, checked, &look))?;
            }
        }
        CheckFormat::Json => {
            safe::write_json(&mut out, &Header::new("dateline.check-cite/1", None))?;
            for (claim, checked) in claims.iter().zip(&checked) {
                safe::write_json(&mut out, &CheckRecord::new(claim, checked))?;
            }
            safe::write_json(&mut out, &CheckSummary::new(&checked))?;
        }
    }
    out.flush()?;
    if args.format == CheckFormat::Text && global.talk() == Talk::Usual {
        say(&summary_line(&checked));
    }
    let all_hold = checked.iter().all(|checked| checked.verdict == Verdict::Same);
    Ok(if all_hold { Exit::Success } else { Exit::NothingFound })
}

fn document(args: &CheckCiteArgs) -> anyhow::Result<String> {
    let name = args.file.display();
    let reader: Box<dyn Read> = match args.file.as_os_str() == "-" {
        true => Box::new(std::io::stdin()),
        false => Box::new(std::fs::File::open(&args.file).with_context(|| name.to_string())?),
    };
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes).with_context(|| name.to_string())?;
    if bytes.len() as u64 > LARGEST {
        bail!("{name} is larger than {} MiB", LARGEST >> 20);
    }
    String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))
}

/// The verdict of each claim; the claims of one file are looked at together.
fn check_all(claims: &[Claim], maps: &[FieldMap], limits: Limits) -> Vec<Checked> {
    let fields = maps.iter().cloned().fold(FieldMap::default(), FieldMap::and);
    let options = ReadOptions { fields, limits, ..ReadOptions::default() };
    let mut of_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, claim) in claims.iter().enumerate() {
        of_file.entry(&claim.locator.path).or_default().push(number);
    }
    let mut checked: Vec<(usize, Checked)> = Vec::with_capacity(claims.len());
    for (path, numbers) in of_file {
        let of_path: Vec<&Claim> = numbers.iter().map(|&number| &claims[number]).collect();
        checked.extend(numbers.into_iter().zip(check(path, &of_path, &options)));
    }
    checked.sort_by_key(|(number, _)| *number);
    checked.into_iter().map(|(_, checked)| checked).collect()
}

/// Says of a citation that holds whether the index has the article like it.
fn compare_with_index(
    archive: &Archive,
    claim: &Claim,
    checked: &mut Checked,
) -> anyhow::Result<()> {
    if checked.verdict != Verdict::Same {
        return Ok(());
    }
    let detail = match archive.article(&claim.locator.id)? {
        None => "no article of the index has the id",
        Some(stored) => {
            let article = stored
                .article()
                .map_err(|kind| dateline_schema::Error::new(archive.path(), kind))?;
            let words = match claim.locator.part {
                Part::Article => None,
                Part::Title => Some(article.title),
                Part::Text(span) => Some(span.of(article.text).unwrap_or_default()),
            };
            let is_other = match (words, &claim.quote) {
                (Some(words), Some(quote)) => !same_words(words, quote),
                _ => false,
            };
            if article.content_hash != claim.locator.hash.0 {
                "the index has the record as it was at another time"
            } else if is_other {
                "the index has other words there"
            } else {
                return Ok(());
            }
        }
    };
    checked.verdict = Verdict::IndexDiffers;
    checked.detail = Some(detail.to_owned());
    Ok(())
}
