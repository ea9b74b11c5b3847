//! Beds of a place over the period, from its own row and the changes on dates.

use jiff::civil::Date;
use vardar_scenario::{Place, Scenario};

/// Steps `(day, beds)`, the first at day 0; empty if no number of beds is known on any day of the period.
pub(crate) fn steps(scenario: &Scenario, place: &Place, start: Date, days: usize) -> Vec<(usize, Option<u32>)> {
    let mut changes: Vec<_> =
        scenario.capacities.iter().filter(|change| change.place == place.id && change.capacity_beds.is_some()).collect();
    changes.sort_by_key(|change| change.date);
    let mut steps: Vec<(usize, Option<u32>)> = Vec::new();
    let mut date = start;
    for day in 0..days {
        let in_use = place.opened.is_none_or(|opened| opened <= date) && place.closed.is_none_or(|closed| date < closed);
        let latest = changes.iter().rev().find(|change| change.date <= date).and_then(|change| change.capacity_beds);
        let beds = latest.or(place.capacity_beds).filter(|_| in_use);
        if steps.last().is_none_or(|&(_, last)| last != beds) {
            steps.push((day, beds));
        }
        date = date.tomorrow().unwrap_or(date);
    }
    if steps.iter().all(|(_, beds)| beds.is_none()) { Vec::new() } else { steps }
}

/// Beds on a day.
pub(crate) fn beds(steps: &[(usize, Option<u32>)], day: usize) -> Option<u32> {
    steps.iter().rev().find(|(from, _)| *from <= day).and_then(|&(_, beds)| beds)
}
