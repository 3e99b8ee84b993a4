//! Where an article comes from to the order in which it writes day and month in digits.

/// In which order day and month are written in digits, as in 6/9/2021.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DayMonthOrder {
    /// Nothing tells.
    #[default]
    Unknown,
    /// The day first, as nearly everywhere.
    DayFirst,
    /// The month first, as in the United States.
    MonthFirst,
}

/// The last labels of the host names, and the regions of language tags, of countries that
/// write English or have an English press and put the day first.
static DAY_FIRST: &[&str] = &[
    "ae", "af", "au", "bd", "eu", "gb", "gh", "hk", "ie", "il", "in", "jm", "ke", "lk", "mt", "my",
    "ng", "np", "nz", "pk", "ru", "sg", "tr", "tt", "ug", "uk", "za", "zm", "zw",
];

impl DayMonthOrder {
    /// The order of an article in a language, given as a tag of BCP 47, from an address.
    ///
    /// English by itself tells nothing; of other languages, none puts the month before the
    /// day but that of year, month and day.
    ///
    /// ```
    /// use dateline_entities::date::DayMonthOrder;
    ///
    /// assert_eq!(DayMonthOrder::of(Some("en-GB"), None), DayMonthOrder::DayFirst);
    /// assert_eq!(DayMonthOrder::of(Some("en-US"), None), DayMonthOrder::MonthFirst);
    /// let url = Some("https://news.example.co.uk/a");
    /// assert_eq!(DayMonthOrder::of(Some("en"), url), DayMonthOrder::DayFirst);
    /// assert_eq!(DayMonthOrder::of(Some("en"), None), DayMonthOrder::Unknown);
    /// ```
    #[must_use]
    pub fn of(language: Option<&str>, url: Option<&str>) -> Self {
        let mut subtags = language.unwrap_or_default().split(['-', '_']);
        let primary = subtags.next().unwrap_or_default();
        let is_english = primary.is_empty() || primary.eq_ignore_ascii_case("en");
        let region = subtags.find(|subtag| subtag.len() == 2);
        match (region.map_or(Self::Unknown, Self::of_country), is_english) {
            (Self::Unknown, true) => {
                url.and_then(top_label).map_or(Self::Unknown, Self::of_country)
            }
            (Self::Unknown, false) => Self::DayFirst,
            (order, _) => order,
        }
    }

    fn of_country(code: &str) -> Self {
        let is_code = |known: &&str| known.eq_ignore_ascii_case(code);
        if code.eq_ignore_ascii_case("us") || code.eq_ignore_ascii_case("gov") {
            Self::MonthFirst
        } else if DAY_FIRST.iter().any(is_code) {
            Self::DayFirst
        } else {
            Self::Unknown
        }
    }
}

/// The last label of the host of a URL.
fn top_label(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    host.rsplit('.').next().filter(|label| label.len() < host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_and_address_tell_the_order() {
        use DayMonthOrder::{DayFirst, MonthFirst, Unknown};
        for (language, url, expected) in [
            (None, None, Unknown),
            (Some("en"), Some("https://example.com/uk"), Unknown),
            (Some("en-us"), Some("https://example.co.uk/"), MonthFirst),
            (Some("en_GB"), None, DayFirst),
            (Some("en-Latn-AU"), None, DayFirst),
            (Some("de"), None, DayFirst),
            (None, Some("https://dawn.example.pk/1/2"), DayFirst),
            (None, Some("https://state.example.gov?x"), MonthFirst),
            (None, Some("localhost/uk"), Unknown),
            (None, Some("http://uk/"), Unknown),
        ] {
            assert_eq!(DayMonthOrder::of(language, url), expected, "{language:?} {url:?}");
        }
    }
}
