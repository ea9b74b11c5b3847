//! Route choice `utility`: a multinomial logit on the best path that each link opens.
//!
//! The value of a place to a group is the best, over all paths to a destination, of the destination's attraction minus the
//! path's generalised cost, both in days: travel, rest, and the waits expected at borders *as known in the country of
//! the place*, where news of a border arrives with a delay per country. A link is considered if it brings people nearer to
//! their goal (its far end has a higher value; the "efficient paths" of Dial, Transp. Res. 5, 1971), so nobody walks in circles.

use super::expectation::{Expectation, Passage};
use super::heard::Heard;
use super::paths::{NO_PATH, Path, Paths};
use super::{QueueNews, RouteChoice, Ways};
use crate::network::{Epoch, Network};
use crate::parameters::MemberParameters;
use std::mem::take;

/// Links whose odds against the best one are smaller than this are not considered.
const CONSIDERED: f64 = 0.02;

/// Utilities are compared in steps of a 2^20th of a day, a tenth of a second: groups for whom the ways differ by the same then share
/// them alike to the last bit, whatever the rounding of their sums, and may be drawn together.
const STEPS_PER_DAY: f64 = 1_048_576.0;

/// See the head of this file.
#[derive(Debug, Clone)]
pub struct Utility {
    heard: Heard,
    paths: Paths,
    /// Places by country.
    places_in: Vec<Vec<usize>>,
    /// Epoch of the last update; none: everything has to be worked out.
    epoch: Option<usize>,
    /// True if everything that follows from the ways has to be worked out, though not the ways.
    other_rates: bool,
    /// The best path from the end of a link, as known at its start; none if it brings nobody nearer: `[link * groups + group]`.
    ahead: Vec<Path>,
}

impl Utility {
    /// For a network.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let mut places_in = vec![Vec::new(); network.countries.len()];
        network.places.iter().enumerate().for_each(|(place, node)| places_in[node.country].push(place));
        let ahead = vec![NO_PATH; network.links.len() * network.group_count()];
        Self { heard: Heard::new(network), paths: Paths::new(network), places_in, epoch: None, other_rates: false, ahead }
    }
}

impl RouteChoice for Utility {
    /// Paths are looked for anew only by those who have heard news that concern them, and by all when a way opens or closes; what
    /// people see at the gates before them only changes how they share the ways ahead.
    fn update(&mut self, network: &Network, parameters: &MemberParameters, queues: &QueueNews, day: usize, ways: &mut Ways) {
        let all_groups = u64::MAX >> (u64::BITS - network.groups.len() as u32);
        let epoch = network.epoch_of_day[day];
        let before = self.epoch.replace(epoch).map(|before| &network.epochs[before]);
        let today = &network.epochs[epoch];
        let afresh = before.is_none_or(|before| before.link_open != today.link_open);
        let other_epoch = before.is_none_or(|before| !std::ptr::eq(before, today));
        let other_rates = take(&mut self.other_rates);
        if afresh {
            self.paths.set_costs(network, parameters, day);
        }
        self.heard.update(network, parameters, queues, day);
        for country in 0..network.countries.len() {
            let other_gates = |before: &Epoch| {
                let links = self.places_in[country].iter().flat_map(|place| network.places[*place].out.clone());
                links.into_iter().any(|link| before.link_gate[link] != today.link_gate[link])
            };
            let news = if afresh { all_groups } else { self.heard.news_in(network, country) };
            let regated = other_epoch && before.is_none_or(other_gates);
            let changed = news | if regated { all_groups } else { self.heard.seen_in(network, country) };
            ways.changed[country] = other_epoch || other_rates || changed != 0;
            for group in (0..network.groups.len()).filter(|group| changed >> group & 1 == 1) {
                if news >> group & 1 == 1 {
                    self.paths.find(network, parameters, &self.heard, country, group);
                    self.look_ahead(network, today, country, group);
                }
                self.choose(network, parameters, today, country, group, ways);
            }
        }
    }

    fn reset(&mut self) {
        self.epoch = None;
        self.heard.reset();
    }

    fn rates_changed(&mut self) {
        self.other_rates = true;
        self.heard.reset();
    }
}

impl Utility {
    /// Keeps what the paths found last say about the links that leave the places of a country.
    fn look_ahead(&mut self, network: &Network, today: &Epoch, country: usize, group: usize) {
        let best = self.paths.best();
        for &place in &self.places_in[country] {
            for link in network.places[place].out.clone() {
                let beyond = best[network.links[link].to];
                let nearer = today.link_open[link] && beyond.value > best[place].value;
                self.ahead[link * network.group_count() + group] = if nearer { beyond } else { NO_PATH };
            }
        }
    }

    /// Fills the table for the places of a country. At its own gates people see the truth, whatever the news.
    fn choose(
        &self,
        network: &Network,
        parameters: &MemberParameters,
        today: &Epoch,
        country: usize,
        group: usize,
        ways: &mut Ways,
    ) {
        let groups = network.group_count();
        let step = network.step_hours();
        for &place in &self.places_in[country] {
            let node = &network.places[place];
            let here = place * groups + group;
            let mut best = Path { value: f64::NEG_INFINITY, wait_days: 0.0, passage: Passage::Closed };
            for link in node.out.clone() {
                let weight = &mut ways.link[link * groups + group];
                *weight = f64::NEG_INFINITY;
                let beyond = self.ahead[link * groups + group];
                if beyond.value == f64::NEG_INFINITY {
                    continue;
                }
                let gate = today.gate_of(link);
                let seen = gate.and_then(|gate| self.heard.at_gate(gate, group)).unwrap_or(Expectation::FREE);
                *weight = beyond.value - (self.paths.cost_days(link) + seen.wait_days);
                if *weight > best.value {
                    best = Path {
                        value: *weight,
                        wait_days: beyond.wait_days + seen.wait_days,
                        passage: beyond.passage.max(seen.passage),
                    };
                }
            }
            let mut total = 0.0;
            for link in node.out.clone() {
                let weight = &mut ways.link[link * groups + group];
                *weight = if *weight == f64::NEG_INFINITY {
                    0.0
                } else {
                    let steps = ((*weight - best.value) * STEPS_PER_DAY) as i64;
                    odds(steps as f64 / STEPS_PER_DAY / parameters.route_scale_days)
                };
                total += *weight;
            }
            if total > 0.0 {
                node.out.clone().for_each(|link| ways.link[link * groups + group] /= total);
            }
            let stay = parameters.stay_hours[place];
            let (patience, wait) = (parameters.patience_days, best.wait_days);
            // The longer the wait ahead, the fewer set out; some always do, because they are moved on or hope.
            let pace = match (total > 0.0, patience / (patience + wait)) {
                (false, _) => 0.0,
                (true, hope) if best.passage != Passage::Open => hope.max(parameters.onward_despite_closure[place]),
                (true, hope) => hope,
            };
            ways.leave[here] = if pace > 0.0 { step * pace / (step * pace + stay) } else { 0.0 };
            ways.held[here] = if total == 0.0 { 1.0 } else { wait / (wait + patience) };
            ways.blocked[here] = total == 0.0 || best.passage == Passage::Closed;
        }
    }
}

/// Odds of a link against the best one, from the difference of their utilities; 0 if it is not considered.
fn odds(difference: f64) -> f64 {
    // Most links are the best or no way on at all: both are known without the exponential.
    let odds = if difference == 0.0 { 1.0 } else { libm::exp(difference) };
    if odds >= CONSIDERED { odds } else { 0.0 }
}
