//! Whether two names are alike enough to be told of together.

use dateline_model::PersonName;
use dateline_names::{PreparedName, Verdict, compare};
use dateline_schema::name_block_prefix;

/// Whether two names share a surname, or a given name beside surnames that are nearly the
/// same. Sharing a block is not enough: Biden and Putin do.
pub(crate) fn shares_surname(one: &PersonName, other: &PersonName) -> bool {
    let (Some(last_of_one), Some(last_of_other)) =
        (one.part_keys().last(), other.part_keys().last())
    else {
        return false;
    };
    let is_shared = one.part_keys().any(|part| part == last_of_other)
        || other.part_keys().any(|part| part == last_of_one);
    if is_shared || is_spelling(one, other) {
        return true;
    }
    let are_given_same = one.part_keys().next() == other.part_keys().next();
    are_given_same && name_block_prefix(last_of_one) == name_block_prefix(last_of_other)
}

/// Whether the last parts are spellings of one surname.
fn is_spelling(one: &PersonName, other: &PersonName) -> bool {
    let last =
        |name: &PersonName| PreparedName::new(name.as_str().rsplit(' ').next().unwrap_or_default());
    let (one, other) = (last(one), last(other));
    one.may_be(&other) && compare(&one, &other).verdict() == Verdict::Same
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kin_share_a_surname() {
        for (one, other, expected) in [
            ("Ahmad Massoud", "Ahmad Shah Massoud", true),
            ("Ahmad Massoud", "Wali Masood", true),
            ("Massoud Ahmad", "Ahmad Massoud", true),
            ("Ahmad Massoud", "Ahmad Masood Khan", true),
            ("Robert Stryk", "Robert Streik", true),
            ("Joe Biden", "Vladimir Putin", false),
            ("Angela Merkel", "Ahmad Massoud", false),
        ] {
            let name = |printed| PersonName::parse(printed).unwrap();
            assert_eq!(shares_surname(&name(one), &name(other)), expected, "{one} / {other}");
        }
    }
}
