//! The numbers that this table gives to places for which its sources have none.

use dateline_model::{CountryCode, PlaceId};

/// The first id that is not GeoNames' own. From here on ids are made by [`region_id`].
pub const FIRST_OWN_ID: u32 = 4_000_000_000;

/// The first id of the places listed by hand; from here on ids are this plus the number
/// that the list gives.
pub const FIRST_LISTED_ID: u32 = 4_200_000_000;

/// The first id of the counties of the United States; see [`county_id`].
const FIRST_COUNTY_ID: u32 = 4_210_000_000;

/// The id of a county of the United States by its FIPS code of five digits; `None` for
/// another.
///
/// ```
/// use dateline_gazetteer::layout::county_id;
///
/// assert!(county_id("01089").is_some());
/// assert_eq!(county_id("1089"), None);
/// ```
#[must_use]
pub fn county_id(fips: &str) -> Option<PlaceId> {
    let is_code = fips.len() == 5 && fips.bytes().all(|digit| digit.is_ascii_digit());
    let code: u32 = fips.parse().ok().filter(|_| is_code)?;
    Some(PlaceId(FIRST_COUNTY_ID + code))
}

/// Letters, digits and nothing.
const SYMBOLS: u32 = 37;

/// The id of a first-level region: its country and the last three characters of the code
/// that GeoNames gives it, packed into a number, so that it stays the same when the table
/// is made anew.
///
/// A country has either short codes or long ones with different endings, so regions do not
/// collide; the program that writes the table makes sure. `None` when these characters are
/// not capital letters and digits, or there is none.
///
/// ```
/// use dateline_gazetteer::layout::{FIRST_LISTED_ID, FIRST_OWN_ID, region_id};
///
/// let panjshir = region_id("AF".parse()?, "42").unwrap();
/// assert!((FIRST_OWN_ID..FIRST_LISTED_ID).contains(&panjshir.0));
/// assert_ne!(Some(panjshir), region_id("AF".parse()?, "4"));
/// # Ok::<(), dateline_model::Error>(())
/// ```
#[must_use]
pub fn region_id(country: CountryCode, code: &str) -> Option<PlaceId> {
    if code.is_empty() {
        return None;
    }
    let ending = &code.as_bytes()[code.len().saturating_sub(3)..];
    let code = ending.iter().try_fold(0, |sum, byte| Some(sum * SYMBOLS + symbol(*byte)?))?;
    let country = country
        .as_str()
        .bytes()
        .fold(0, |sum, byte| sum * 26 + u32::from(byte.saturating_sub(b'A')));
    Some(PlaceId(FIRST_OWN_ID + country * SYMBOLS.pow(3) + code))
}

/// The number of a letter or digit, from 1, so that a shorter code is never a longer one
/// with leading nothing.
fn symbol(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 1),
        b'A'..=b'Z' => Some(u32::from(byte - b'A') + 11),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_of_regions_differ_and_stay_in_their_range() {
        let mut seen = HashSet::new();
        for country in ["AA", "AF", "US", "ZZ"] {
            for code in ["0", "1", "01", "001", "42", "DC", "ENG", "ZZZ", "10096138"] {
                let id = region_id(country.parse().unwrap(), code).unwrap();
                assert!((FIRST_OWN_ID..FIRST_LISTED_ID).contains(&id.0), "{country} {code}");
                assert!(seen.insert(id), "{country} {code}");
            }
        }
    }

    #[test]
    fn codes_of_another_form_have_no_id() {
        for code in ["", "a", "É", "-", "12 "] {
            assert_eq!(region_id("AF".parse().unwrap(), code), None, "{code}");
        }
    }
}
