//! The March equinox, and the Persian new year that it begins.

use dateline_model::Day;
use jiff::ToSpan;

/// The Julian day number of the start of 1 January 2000, in universal time.
const START_OF_2000: f64 = 2_451_544.5;

/// Iran's clock is three and a half hours ahead.
const TEHRAN: f64 = 3.5 / 24.0;

/// The years for which the formula is good to some minutes.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=3000;

/// The first day of the Persian year that begins in the year: that of the equinox, if it
/// falls before noon in Tehran, or the next one.
pub(super) fn nowruz(year: i16) -> Option<Day> {
    if !YEARS.contains(&year) {
        return None;
    }
    // Noon of a day is half a day after its start: an equinox past noon rounds up.
    let days = (march_equinox(year) - delta_t(year) + TEHRAN - START_OF_2000).round();
    Day::constant(2000, 1, 1).checked_add((days as i32).days()).ok()
}

/// The Julian day of the equinox in dynamical time, from Meeus's polynomial of the mean
/// equinox and the largest of its periodic terms.
fn march_equinox(year: i16) -> f64 {
    let y = (f64::from(year) - 2000.0) / 1000.0;
    let mean =
        2_451_623.809_84 + y * (365_242.374_04 + y * (0.051_69 + y * (-0.004_11 - y * 0.000_57)));
    let centuries = (mean - 2_451_545.0) / 36_525.0;
    let w = (35_999.373 * centuries - 2.47).to_radians();
    let lambda = 1.0 + 0.0334 * w.cos() + 0.0007 * (2.0 * w).cos();
    let terms: f64 = PERIODIC
        .iter()
        .map(|(amplitude, phase, rate)| amplitude * (phase + rate * centuries).to_radians().cos())
        .sum();
    mean + 0.000_01 * terms / lambda
}

/// Amplitude, phase and rate of the periodic terms.
static PERIODIC: &[(f64, f64, f64)] = &[
    (485.0, 324.96, 1_934.136),
    (203.0, 337.23, 32_964.467),
    (199.0, 342.08, 20.186),
    (182.0, 27.85, 445_267.112),
    (156.0, 73.14, 45_036.886),
    (136.0, 171.52, 22_518.443),
    (77.0, 222.54, 65_928.934),
    (74.0, 296.72, 3_034.906),
    (70.0, 243.58, 9_037.513),
    (58.0, 119.81, 33_718.147),
    (52.0, 297.17, 150.678),
    (50.0, 21.02, 2_281.226),
];

/// How far dynamical time is ahead of the clock, in days: about a minute in our time.
fn delta_t(year: i16) -> f64 {
    let centuries = (f64::from(year) - 2000.0) / 100.0;
    (64.0 + centuries * (30.0 + centuries * 31.0)) / 86_400.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_persian_year_begins_as_its_calendar_says() {
        for (year, day) in [
            (1979, 21),
            (1996, 20),
            (2000, 20),
            (2001, 21),
            (2016, 20),
            (2017, 21),
            (2018, 21),
            (2020, 20),
            (2023, 21),
            (2024, 20),
            (2025, 21),
        ] {
            assert_eq!(nowruz(year), Day::new(year, 3, day).ok(), "{year}");
        }
    }
}
