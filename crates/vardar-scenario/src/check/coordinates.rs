//! Coordinates that are possible but improbable: latitude and longitude swapped, links shorter than the straight line.

use std::collections::{BTreeMap, BTreeSet};

use libm::{asin, cos, sin, sqrt};

use crate::columns::Table;

use super::Checker;

const EARTH_RADIUS_KM: f64 = 6371.0;

pub(crate) fn check(checker: &mut Checker<'_>) {
    let suspects = swapped(checker);
    too_short(checker, &suspects);
}

/// Warns about places that lie far from the others, and near to them with latitude and longitude swapped. Gives their ids.
fn swapped<'a>(checker: &mut Checker<'a>) -> BTreeSet<&'a str> {
    let mut suspects = BTreeSet::new();
    let places = &checker.scenario.places;
    let all: Vec<(f64, f64)> = places.iter().map(|place| (place.lat, place.lon)).filter(|&(lat, lon)| usable(lat, lon)).collect();
    let (Some(lat), Some(lon)) = (median(all.iter().map(|p| p.0)), median(all.iter().map(|p| p.1))) else {
        return suspects;
    };
    if all.len() < 4 {
        return suspects;
    }
    for (row, place) in places.iter().enumerate() {
        if !usable(place.lat, place.lon) || !usable(place.lon, place.lat) {
            continue;
        }
        let (given, other) = (distance((lat, lon), (place.lat, place.lon)), distance((lat, lon), (place.lon, place.lat)));
        if given > 1000.0 && given > 4.0 * other {
            suspects.insert(place.id.as_str());
            checker.warning((Table::Places, row, "lat"), "swapped-coordinates", || {
                let found = format!("`{}`, `{}`, {given:.0} km from the middle of the places", place.lat, place.lon);
                let hint = Some(format!("swapped it would be {other:.0} km: is `lat` in the column `lon`?"));
                (found, "latitude in `lat`, longitude in `lon`".to_owned(), hint)
            });
        }
    }
    suspects
}

/// Warns about a link that is clearly shorter than the straight line between its ends.
fn too_short(checker: &mut Checker<'_>, suspects: &BTreeSet<&str>) {
    let scenario = checker.scenario;
    let places = scenario.places.iter().filter(|place| usable(place.lat, place.lon) && !suspects.contains(place.id.as_str()));
    let at: BTreeMap<&str, (f64, f64)> = places.map(|place| (place.id.as_str(), (place.lat, place.lon))).collect();
    for (row, link) in scenario.links.iter().enumerate() {
        let (Some(&from), Some(&to)) = (at.get(link.from.as_str()), at.get(link.to.as_str())) else { continue };
        let straight = distance(from, to);
        // A sea crossing is measured from coast to coast, while an island's place lies in its middle.
        if link.distance_km >= 0.0 && link.distance_km + 50.0 < 0.7 * straight {
            checker.warning((Table::Links, row, "distance_km"), "shorter-than-straight", || {
                let expected = format!("at least {straight:.0} km, the straight line between its ends");
                (format!("`{}`", link.distance_km), expected, Some("is a coordinate of one of its ends wrong?".to_owned()))
            });
        }
    }
}

/// False for coordinates that are nowhere, which is reported as such.
fn usable(lat: f64, lon: f64) -> bool {
    lat.abs() <= 90.0 && lon.abs() <= 180.0
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

/// Great-circle distance in km (haversine); NaN if a coordinate is.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let half = |x: f64, y: f64| sin((y - x).to_radians() / 2.0);
    let h = half(a.0, b.0) * half(a.0, b.0) + cos(lat_a) * cos(lat_b) * half(a.1, b.1) * half(a.1, b.1);
    2.0 * EARTH_RADIUS_KM * asin(sqrt(h.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_the_equator() {
        assert!((distance((0.0, 0.0), (0.0, 1.0)) - 111.19).abs() < 0.01);
        assert!(distance((f64::NAN, 0.0), (0.0, 1.0)).is_nan());
    }
}
