//! A network as it was known on some day: what a forecast issued that day may use, and nothing else.
//!
//! A border regime counts from the day on which it was announced, a count from its own date. Openings, closings and
//! capacities of places and links have no date of announcement: they count from the day on which they happen. A month's
//! mix of nationalities is known when the month is over.

use super::inflow::{known_month, mix_of_month};
use super::{Network, epoch};
use jiff::ToSpan;
use jiff::civil::Date;
use vardar_scenario::Scenario;

/// The scenario with the places, links and capacities that were known at the end of day `on`.
#[must_use]
pub fn scenario_as_known(scenario: &Scenario, on: Date) -> Scenario {
    let mut known = scenario.clone();
    for (opened, closed) in known
        .places
        .iter_mut()
        .map(|p| (&mut p.opened, &mut p.closed))
        .chain(known.links.iter_mut().map(|l| (&mut l.opened, &mut l.closed)))
    {
        if opened.is_some_and(|date| date > on) {
            *opened = Some(Date::MAX);
        }
        if closed.is_some_and(|date| date > on) {
            *closed = None;
        }
    }
    known.capacities.retain(|c| c.date <= on);
    known
}

impl Network {
    /// Lays out again what depends on the date alone, after entries of gates have changed.
    pub fn lay_out_again(&mut self, scenario: &Scenario) {
        (self.epochs, self.epoch_of_day) = epoch::lay_out(scenario, self.start, self.days, &self.links, &self.gates);
    }

    /// The network as known at the end of day `on`. `scenario` is the one that it was compiled from. Places, links, gates and
    /// cells keep their numbers, so a state of the one is a state of the other.
    #[must_use]
    pub fn as_known(&self, scenario: &Scenario, on: Date) -> Network {
        let known_day = (on - self.start).get_days();
        let mut network = self.clone();
        for gate in &mut network.gates {
            gate.entries.retain(|entry| entry.announced <= known_day);
        }
        network.lay_out_again(&scenario_as_known(scenario, on));
        let groups = self.groups.len();
        let today = usize::try_from(known_day).unwrap_or(0);
        for stream in &mut network.streams {
            stream.reported.iter_mut().skip(today + 1).for_each(|people| *people = 0);
            // One month's mix after the other, each the last that was over; after `on` the last known one goes on.
            let mut month = None;
            let mut shares = Vec::new();
            for day in 0..self.days {
                let date = (self.start + (day as i64).days()).min(on);
                let chosen = known_month(scenario, &stream.mix_name, date);
                if month != chosen || shares.is_empty() {
                    month = chosen;
                    shares = mix_of_month(scenario, &stream.mix_name, chosen);
                }
                stream.mix[day * groups..(day + 1) * groups].copy_from_slice(&shares);
            }
        }
        network
    }
}
