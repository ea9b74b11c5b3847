//! Route choice: the rules by which people leave a place and pick the next link, kept apart from the counting.
//!
//! A rule fills a [`Ways`] table once a day; the step reads it. The step neither knows nor cares how it was filled.

mod expectation;
mod heard;
mod lanes;
mod paths;
mod queue;
mod utility;

pub(crate) use queue::InQueue;
pub use utility::Utility;

use crate::network::{NONE, Network};
use crate::parameters::MemberParameters;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What people of each group at each place do today. Indices are `place * groups + group` and `link * groups + group`.
#[derive(Debug, Clone)]
pub struct Ways {
    /// Probability of each link among those that leave its place, if people leave at all.
    pub link: Vec<f64>,
    /// Probability of leaving within a step, by the rule.
    pub leave: Vec<f64>,
    /// The same at today's pace: what the step draws with; see [`MemberParameters::pace`].
    pub leave_now: Vec<f64>,
    /// How strongly the hazards of the held up apply, in [0, 1]: 0 = the way is open, 1 = closed for good.
    pub held: Vec<f64>,
    /// Probability of giving up within a day: to settle, turn back or find a bed.
    pub give_up: Vec<f64>,
    /// By place: true if all groups leave and give up with the same probability.
    pub alike: Vec<bool>,
    /// By place: true if all groups share its links alike.
    pub alike_links: Vec<bool>,
    /// The only link that people of the group take from a place, or `NONE` if there are several or none.
    pub sole_link: Vec<u32>,
    /// By place: the only link that people of all groups take from it, or `NONE`.
    pub sole_link_of_all: Vec<u32>,
    /// Countries whose cells the last update has changed.
    pub changed: Vec<bool>,
    /// True if every way to a destination leads through a border that is closed to the group.
    pub blocked: Vec<bool>,
}

impl Ways {
    /// A table in which nobody goes anywhere.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let groups = network.group_count();
        let cells = network.places.len() * groups;
        Self {
            link: vec![0.0; network.links.len() * groups],
            leave: vec![0.0; cells],
            leave_now: vec![0.0; cells],
            held: vec![0.0; cells],
            give_up: vec![0.0; cells],
            alike: vec![false; network.places.len()],
            alike_links: vec![false; network.places.len()],
            sole_link: vec![NONE; cells],
            sole_link_of_all: vec![NONE; network.places.len()],
            changed: vec![true; network.countries.len()],
            blocked: vec![false; cells],
        }
    }
}

impl Ways {
    /// Works out what follows from the rule's answers, for the countries that it has changed; for all if the parameters are
    /// driven from day to day.
    pub fn complete(&mut self, network: &Network, parameters: &MemberParameters) {
        let groups = network.group_count();
        for (place, node) in network.places.iter().enumerate() {
            if !self.changed[node.country] {
                if parameters.driven {
                    self.give_up_today(network, parameters, place);
                    self.hurry(network, parameters, place);
                }
                continue;
            }
            self.give_up_today(network, parameters, place);
            let shares = &self.link[node.out.start * groups..node.out.end * groups];
            self.alike_links[place] = shares.chunks_exact(groups).all(all_same);
            let sole_of = |group: usize| {
                let mut taken = node.out.clone().filter(|link| self.link[link * groups + group] > 0.0);
                match (taken.next(), taken.next()) {
                    (Some(link), None) => link as u32,
                    _ => NONE,
                }
            };
            let sole = &mut self.sole_link[of_groups(network, place)];
            if self.alike_links[place] {
                sole.fill(sole_of(0));
            } else {
                sole.iter_mut().enumerate().for_each(|(group, sole)| *sole = sole_of(group));
            }
            self.sole_link_of_all[place] = if sole.iter().all(|link| *link == sole[0]) { sole[0] } else { NONE };
            self.hurry(network, parameters, place);
        }
    }

    fn give_up_today(&mut self, network: &Network, parameters: &MemberParameters, place: usize) {
        // Groups are mostly alike: what is worked out for one serves the next.
        let (mut hazard, mut gives_up) = (0.0, 0.0);
        for (group, cell) in of_groups(network, place).enumerate() {
            let held = self.held[cell];
            // Mostly the way is open.
            let of_group =
                if held > 0.0 { give_up_rates(network, parameters, place, group).iter().sum::<f64>() * held } else { 0.0 };
            if of_group != hazard {
                hazard = of_group;
                gives_up = -libm::expm1(-hazard);
            }
            self.give_up[cell] = gives_up;
        }
    }

    /// Leaving at today's pace: the pace multiplies the odds, as half the rest does in [`Utility`].
    fn hurry(&mut self, network: &Network, parameters: &MemberParameters, place: usize) {
        let here = of_groups(network, place);
        let pace = parameters.pace[place];
        for (now, leave) in self.leave_now[here.clone()].iter_mut().zip(&self.leave[here.clone()]) {
            *now = if parameters.driven && *leave < 1.0 { pace * leave / (1.0 - leave + pace * leave) } else { *leave };
        }
        self.alike[place] = all_same(&self.leave_now[here.clone()]) && all_same(&self.give_up[here]);
    }
}

/// Where the groups at a place or link stand in a table of what they do.
fn of_groups(network: &Network, site: usize) -> Range<usize> {
    let groups = network.group_count();
    site * groups..(site + 1) * groups
}

fn all_same(values: &[f64]) -> bool {
    values.windows(2).all(|pair| pair[0] == pair[1])
}

/// Full hazards per day of people of a group whose way on is closed: to settle, to turn back, to move to a centre nearby. A filter changes
/// the first two alone: that a camp holds fewer people than was believed, because they are at a site nearby, must not let people leave the
/// route.
#[must_use]
pub fn give_up_rates(network: &Network, parameters: &MemberParameters, place: usize, group: usize) -> [f64; 3] {
    let shelter = if network.has_shelter[place] { parameters.shelter_per_day[place] } else { 0.0 };
    let pace = parameters.give_up_pace[place];
    let turn_back = parameters.turn_back_per_day[place] * parameters.turn_back_factor[group];
    [parameters.settle_per_day[place] * pace, turn_back * pace, shelter]
}

/// What is known of the queues at the gates: expected wait in days, by day of the whole period.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct QueueNews {
    gates: usize,
    waits: Vec<f64>,
}

impl QueueNews {
    /// No queue anywhere.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        Self { gates: network.gates.len(), waits: vec![0.0; network.gates.len() * network.days] }
    }

    /// Notes the expected wait at a gate at the start of a day.
    pub fn note(&mut self, day: usize, gate: usize, wait_days: f64) {
        self.waits[day * self.gates + gate] = wait_days;
    }

    /// Expected wait at a gate as known on `day` with news `delay` days old.
    #[must_use]
    pub fn wait(&self, day: usize, gate: usize, delay: usize) -> f64 {
        day.checked_sub(delay).map_or(0.0, |known| self.waits[known * self.gates + gate])
    }
}

/// A rule of route choice.
pub trait RouteChoice {
    /// Brings the table up to date for `day`, and says in [`Ways::changed`] for which countries it had to.
    fn update(&mut self, network: &Network, parameters: &MemberParameters, queues: &QueueNews, day: usize, ways: &mut Ways);

    /// Forgets what it has worked out, because facts or what ways cost have changed.
    fn reset(&mut self);

    /// Takes note that parameters have changed, but none that says what a way costs.
    fn rates_changed(&mut self);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::compile;
    use crate::parameters::ParameterLayout;
    use vardar_scenario::embedded;

    /// From Idomeni people move to sites nearby. However many leave the route, or none, that goes on at its own rate.
    #[test]
    fn the_pace_of_giving_up_is_that_of_those_who_leave_the_route() {
        let scenario = embedded::get("balkan-2015").unwrap().read().scenario.unwrap();
        let network = compile(&scenario, scenario.period).unwrap();
        let mut parameters = MemberParameters::draw(&network, &ParameterLayout::new(&network), 1, 0, true, false);
        let place = network.places.iter().position(|place| place.id == "idomeni").unwrap();
        let usual = give_up_rates(&network, &parameters, place, 0);
        assert!(usual.iter().all(|rate| *rate > 0.0), "{usual:?}");
        for pace in [0.0, 3.0] {
            parameters.give_up_pace[place] = pace;
            assert_eq!(give_up_rates(&network, &parameters, place, 0), [usual[0] * pace, usual[1] * pace, usual[2]]);
        }
        // Of those who leave the route some groups turn back less; they settle and look for beds like the others.
        (parameters.give_up_pace[place], parameters.turn_back_factor[0]) = (1.0, 0.0);
        assert_eq!(give_up_rates(&network, &parameters, place, 0), [usual[0], 0.0, usual[2]]);
        assert_eq!(give_up_rates(&network, &parameters, place, 5)[1], parameters.turn_back_per_day[place]);
    }
}
