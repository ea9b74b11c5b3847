//! Facts that hold from one date to the next: what is open, which gate governs a link, which capacities apply.

use super::gate::{Gate, Rule};
use super::{LinkNode, NONE};
use jiff::civil::Date;
use vardar_scenario::Scenario;

/// Everything that depends on the date alone, for a run of days on which none of it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Epoch {
    /// By place: may it be used?
    pub place_open: Vec<bool>,
    /// By link: may it be used (its ends too)?
    pub link_open: Vec<bool>,
    /// By link: index of the gate whose entry governs it, or [`NONE`].
    pub link_gate: Vec<u32>,
    /// By gate: rule in force (open where no entry is).
    pub rules: Vec<Rule>,
    /// By place: beds, or [`NONE`].
    pub beds: Vec<u32>,
    /// By place: registrations per day, or [`NONE`].
    pub registration_per_day: Vec<u32>,
}

impl Epoch {
    /// Gate that governs a link, if any entry is in force.
    #[must_use]
    pub fn gate_of(&self, link: usize) -> Option<usize> {
        let gate = self.link_gate[link];
        (gate != NONE).then_some(gate as usize)
    }
}

/// Lays out the epochs of `days` days from `start`.
pub(super) fn lay_out(
    scenario: &Scenario,
    start: Date,
    days: usize,
    links: &[LinkNode],
    gates: &[Gate],
) -> (Vec<Epoch>, Vec<usize>) {
    let offset = |date: Date| (date - start).get_days();
    let mut changes = vec![0i32];
    for place in &scenario.places {
        changes.extend([place.opened, place.closed].into_iter().flatten().map(offset));
    }
    for link in &scenario.links {
        changes.extend([link.opened, link.closed].into_iter().flatten().map(offset));
    }
    changes.extend(scenario.capacities.iter().map(|c| offset(c.date)));
    changes.extend(gates.iter().flat_map(|g| g.entries.iter().map(|e| e.effective)));
    changes.retain(|day| (0..days as i32).contains(day));
    changes.sort_unstable();
    changes.dedup();

    let mut epochs = Vec::with_capacity(changes.len());
    let mut epoch_of_day = vec![0; days];
    for (index, &day) in changes.iter().enumerate() {
        let end = changes.get(index + 1).map_or(days, |next| *next as usize);
        epoch_of_day[day as usize..end].fill(index);
        epochs.push(epoch_at(scenario, start, day, links, gates));
    }
    (epochs, epoch_of_day)
}

fn epoch_at(scenario: &Scenario, start: Date, day: i32, links: &[LinkNode], gates: &[Gate]) -> Epoch {
    let offset = |date: Date| (date - start).get_days();
    let within = |opened: Option<Date>, closed: Option<Date>| {
        opened.is_none_or(|date| offset(date) <= day) && closed.is_none_or(|date| offset(date) > day)
    };
    let place_open: Vec<bool> = scenario.places.iter().map(|p| within(p.opened, p.closed)).collect();
    let link_open = links
        .iter()
        .map(|node| {
            let link = &scenario.links[node.row];
            within(link.opened, link.closed) && place_open[node.from] && place_open[node.to]
        })
        .collect();
    let link_gate = links
        .iter()
        .map(|link| link.gates.iter().find(|g| gates[**g].in_force(day).is_some()).map_or(NONE, |g| *g as u32))
        .collect();
    let rules = gates.iter().map(|g| g.in_force(day).map_or(Rule::OPEN, |e| e.rule)).collect();
    let mut beds: Vec<u32> = scenario.places.iter().map(|p| p.capacity_beds.unwrap_or(NONE)).collect();
    let mut registration_per_day: Vec<u32> = scenario.places.iter().map(|p| p.registration_per_day.unwrap_or(NONE)).collect();
    let mut changes: Vec<_> = scenario.capacities.iter().filter(|c| offset(c.date) <= day).collect();
    changes.sort_by_key(|c| c.date);
    for change in changes {
        if let Some(place) = scenario.places.iter().position(|p| p.id == change.place) {
            beds[place] = change.capacity_beds.unwrap_or(beds[place]);
            registration_per_day[place] = change.registration_per_day.unwrap_or(registration_per_day[place]);
        }
    }
    Epoch { place_open, link_open, link_gate, rules, beds, registration_per_day }
}
