//! Groups, and that their attractions name destinations.

use std::collections::BTreeMap;

use crate::columns::{PROFILES, Table};
use crate::iso3166::{country_hint, is_country};
use crate::model::PlaceKind;
use crate::nearest::{did_you_mean, listed};
use crate::problem::shown;

use super::{Checker, Known};

/// Most groups that the engine keeps apart: it notes who may pass a border in the bits of one word.
pub const MOST_GROUPS: usize = 64;

pub(crate) fn check(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    for (row, group) in scenario.groups.iter().enumerate() {
        let nationality = group.nationality.as_str();
        if !nationality.is_empty() && nationality != "other" && !is_country(nationality) {
            checker.error((Table::Groups, row, "nationality"), "unknown-country", || {
                let hint = if nationality.to_lowercase() == "other" {
                    Some("write `other`".to_owned())
                } else {
                    country_hint(nationality)
                };
                (shown(nationality), "a country code of ISO 3166-1 alpha-3, or `other`".to_owned(), hint)
            });
        }
        // Files with another profile are refused when they are read; a program may still have set one.
        if checker.sound(Table::Groups, row) && !PROFILES.contains(&group.profile.as_str()) {
            checker.error((Table::Groups, row, "profile"), "unknown-word", || {
                (shown(&group.profile), format!("one of {}", listed(PROFILES)), did_you_mean(&group.profile, PROFILES))
            });
        }
    }
    if scenario.groups.len() > MOST_GROUPS {
        checker.error((Table::Groups, MOST_GROUPS, "id"), "too-many-groups", || {
            let hint = "join small groups to one".to_owned();
            (format!("{} groups", scenario.groups.len()), format!("at most {MOST_GROUPS}"), Some(hint))
        });
    }
    attractions(checker);
}

fn attractions(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    let places = scenario.places.iter().enumerate();
    let kinds: BTreeMap<&str, (usize, PlaceKind)> = places.map(|(row, p)| (p.id.as_str(), (row, p.kind))).collect();
    for (row, attraction) in scenario.attractions.iter().enumerate() {
        checker.known((Table::Attractions, row, "place"), &attraction.place, Known::Place);
        checker.known((Table::Attractions, row, "group"), &attraction.group, Known::Group);
        if let Some(&(place, kind)) = kinds.get(attraction.place.as_str())
            && kind != PlaceKind::Destination
            && checker.sound(Table::Places, place)
        {
            checker.error((Table::Attractions, row, "place"), "not-a-destination", || {
                let destinations = scenario.places.iter().filter(|p| p.kind == PlaceKind::Destination).map(|p| p.id.as_str());
                let expected = format!("a place of kind destination: {}", listed(destinations));
                (format!("{}, which is not a destination", shown(&attraction.place)), expected, None)
            });
        }
    }
}
