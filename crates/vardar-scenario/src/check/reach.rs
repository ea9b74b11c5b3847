//! Whether people who enter the route can get to where they want to go.

use std::collections::{BTreeMap, BTreeSet};

use crate::columns::Table;
use crate::model::{PlaceKind, Scenario};
use crate::problem::shown;

use super::Checker;

/// Links by the place where they start, or, backwards, by the place where they end.
type Neighbours<'a> = BTreeMap<&'a str, Vec<&'a str>>;

pub(crate) fn check(checker: &mut Checker<'_>) {
    if !can_tell(checker) {
        return;
    }
    let scenario = checker.scenario;
    let wanted: BTreeSet<&str> = scenario.attractions.iter().filter(|a| a.share > 0.0).map(|a| a.place.as_str()).collect();
    let entries: BTreeSet<&str> = scenario.streams.iter().filter(|s| s.share > 0.0).map(|s| s.place.as_str()).collect();
    let onward = neighbours(scenario, |from, to| (from, to));
    let backward = neighbours(scenario, |from, to| (to, from));

    let reached = reachable(&entries, &onward);
    for (row, place) in scenario.places.iter().enumerate() {
        if wanted.contains(place.id.as_str()) && !reached.contains(place.id.as_str()) {
            checker.error((Table::Places, row, "id"), "unreachable-destination", || {
                let expected = "a destination that links lead to from a place of streams.csv".to_owned();
                (
                    format!("{}, which groups want to reach and no link leads to from where they enter", shown(&place.id)),
                    expected,
                    None,
                )
            });
        }
    }
    let leading = reachable(&wanted, &backward);
    for (row, share) in scenario.streams.iter().enumerate() {
        if share.share > 0.0 && !leading.contains(share.place.as_str()) {
            checker.error((Table::Streams, row, "place"), "dead-end", || {
                let expected = "a place from which links lead to a destination".to_owned();
                (format!("{}, from which no destination can be reached", shown(&share.place)), expected, None)
            });
        }
    }
    let ends: BTreeMap<&str, &str> = scenario.links.iter().map(|link| (link.id.as_str(), link.to.as_str())).collect();
    for (row, stock) in scenario.initial.iter().enumerate() {
        let place = ends.get(stock.site.as_str()).copied().unwrap_or(&stock.site);
        if stock.people > 0 && checker.names.places.contains(place) && !leading.contains(place) {
            checker.warning((Table::Initial, row, "site"), "dead-end", || {
                let expected = "a site from which links lead to a destination".to_owned();
                (format!("{}, from which no destination can be reached", shown(&stock.site)), expected, None)
            });
        }
    }
}

/// False if ids are unknown or rows unreadable: what then seems unreachable is only a consequence of that.
fn can_tell(checker: &Checker<'_>) -> bool {
    let scenario = checker.scenario;
    let known = |id: &String| checker.names.places.contains(id.as_str());
    let tables = [
        (Table::Places, scenario.places.len()),
        (Table::Links, scenario.links.len()),
        (Table::Streams, scenario.streams.len()),
        (Table::Attractions, scenario.attractions.len()),
    ];
    tables.iter().all(|&(table, rows)| checker.origins.is_complete(table) && (0..rows).all(|row| checker.sound(table, row)))
        && scenario.links.iter().all(|link| known(&link.from) && known(&link.to))
        && scenario.streams.iter().all(|share| known(&share.place))
        && scenario.attractions.iter().all(|attraction| known(&attraction.place))
}

/// People who arrive at a destination have left the route, so no way leads on from one.
fn neighbours<'a>(scenario: &'a Scenario, direction: fn(&'a str, &'a str) -> (&'a str, &'a str)) -> Neighbours<'a> {
    let destinations = scenario.places.iter().filter(|place| place.kind == PlaceKind::Destination);
    let destinations: BTreeSet<&str> = destinations.map(|place| place.id.as_str()).collect();
    let mut out: Neighbours<'a> = BTreeMap::new();
    for link in scenario.links.iter().filter(|link| !destinations.contains(link.from.as_str())) {
        let (key, value) = direction(&link.from, &link.to);
        out.entry(key).or_default().push(value);
    }
    out
}

fn reachable<'a>(starts: &BTreeSet<&'a str>, neighbours: &Neighbours<'a>) -> BTreeSet<&'a str> {
    let mut reached = starts.clone();
    let mut open: Vec<&str> = starts.iter().copied().collect();
    while let Some(place) = open.pop() {
        for &next in neighbours.get(place).into_iter().flatten() {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    reached
}
