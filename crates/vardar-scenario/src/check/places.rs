//! Places and their capacities.

use crate::columns::Table;
use crate::iso3166::{country_hint, is_country};
use crate::problem::shown;

use super::{Checker, Known, is_read};

pub(crate) fn check(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    for (row, place) in scenario.places.iter().enumerate() {
        let at = |column| (Table::Places, row, column);
        if !place.country.is_empty() && !is_country(&place.country) {
            checker.error(at("country"), "unknown-country", || {
                (
                    shown(&place.country),
                    "a country code of ISO 3166-1 alpha-3, such as `GRC`".to_owned(),
                    country_hint(&place.country),
                )
            });
        }
        let prefix = format!("{}_", place.country);
        if let Some(region) = place
            .region
            .as_deref()
            .filter(|region| is_country(&place.country) && (!region.starts_with(&prefix) || region.len() == prefix.len()))
        {
            checker.error(at("region"), "bad-region", || {
                let rest = region.split_once('_').map_or(region, |(_, rest)| rest);
                let hint = format!("write `{prefix}{}`", super::ids::slug(rest, true));
                (shown(region), format!("a name that starts with `{prefix}`, the country of the place"), Some(hint))
            });
        }
        let (lat, lon) = (place.lat, place.lon);
        if lat.abs() > 90.0 && lat.abs() <= 180.0 && lon.abs() <= 90.0 {
            checker.error(at("lat"), "out-of-range", || {
                let hint = Some("latitude and longitude look swapped".to_owned());
                (format!("`{lat}`"), "a latitude from -90 to 90".to_owned(), hint)
            });
        } else {
            checker.in_range(at("lat"), lat);
            checker.in_range(at("lon"), lon);
        }
        checker.opens_before_it_closes(Table::Places, row, place.opened, place.closed);
    }
    for (row, change) in scenario.capacities.iter().enumerate() {
        checker.known((Table::Capacities, row, "place"), &change.place, Known::Place);
        if change.capacity_beds.is_none() && change.registration_per_day.is_none() && checker.sound(Table::Capacities, row) {
            checker.warning((Table::Capacities, row, "capacity_beds"), "nothing-changes", || {
                ("a row without figures".to_owned(), "beds, registrations a day, or both".to_owned(), None)
            });
        }
    }
    let keys = scenario.capacities.iter().map(|change| {
        is_read(change.date)
            .then(|| ((change.date, change.place.clone()), format!("{} on {}", shown(&change.place), change.date)))
    });
    checker.distinct(Table::Capacities, "place", keys);
}
