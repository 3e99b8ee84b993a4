use dateline_model::{PlaceId, PlaceKind};

use crate::Gazetteer;

/// A point on the earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Degrees north, -90 to 90.
    pub latitude: f32,
    /// Degrees east, -180 to 180.
    pub longitude: f32,
}

/// The mean radius of the earth in metres.
const EARTH: f64 = 6_371_008.8;

impl Point {
    /// The distance to another point along the surface in metres, on a sphere: up to half
    /// a hundredth off.
    ///
    /// ```
    /// use dateline_gazetteer::Point;
    ///
    /// let dushanbe = Point { latitude: 38.54, longitude: 68.78 };
    /// let kabul = Point { latitude: 34.53, longitude: 69.17 };
    /// let kilometres = (dushanbe.metres_to(kabul) / 1000.0).round();
    /// assert_eq!(kilometres, 447.0);
    /// assert_eq!(kabul.metres_to(kabul), 0.0);
    /// ```
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        let radians = |degrees: f32| f64::from(degrees).to_radians();
        let half_sine = |angle: f64| (angle / 2.0).sin().powi(2);
        let (north, other_north) = (radians(self.latitude), radians(other.latitude));
        let east = radians(other.longitude) - radians(self.longitude);
        let chord =
            half_sine(other_north - north) + north.cos() * other_north.cos() * half_sine(east);
        2.0 * EARTH * chord.clamp(0.0, 1.0).sqrt().asin()
    }
}

impl Gazetteer {
    /// What a place is and where, without its names; cheaper than [`Gazetteer::place`] by
    /// far.
    ///
    /// ```
    /// use dateline_gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let kabul = gazetteer.best("kabul").unwrap();
    /// let (_, point) = gazetteer.position(kabul.id).unwrap();
    /// assert_eq!(point.latitude, kabul.latitude);
    /// ```
    #[must_use]
    pub fn position(&self, id: PlaceId) -> Option<(PlaceKind, Point)> {
        let table = self.table();
        let record = table.record(table.place(id)?)?;
        let kind = table.class(record.class)?.kind;
        Some((kind, Point { latitude: record.latitude, longitude: record.longitude }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_over_poles_and_date_line() {
        let point = |latitude, longitude| Point { latitude, longitude };
        for (one, other, kilometres) in [
            (point(0.0, 179.0), point(0.0, -179.0), 222.4),
            (point(89.0, 0.0), point(89.0, 180.0), 222.4),
            (point(0.0, 0.0), point(0.0, 180.0), 20_015.1),
            (point(90.0, 10.0), point(-90.0, 50.0), 20_015.1),
            (point(51.5, -0.1), point(48.9, 2.3), 335.8),
        ] {
            let found = one.metres_to(other) / 1000.0;
            assert!((found - kilometres).abs() < 0.1, "{found} {kilometres}");
            assert!((one.metres_to(other) - other.metres_to(one)).abs() < 1e-6);
        }
    }

    #[test]
    fn unknown_places_have_no_position() {
        assert_eq!(Gazetteer::embedded().position(PlaceId(0)), None);
    }
}
