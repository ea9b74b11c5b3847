//! Route choice `utility`: a multinomial logit on the best path that each link opens.
//!
//! The value of a place to a group is the best, over all paths to a destination, of the destination's attraction minus the
//! path's generalised cost, both in days: travel, rest, and the waits expected at borders *as known in the country of
//! the place*, where news of a border arrives with a delay per country. A link is considered if it brings people nearer to
//! their goal (its far end has a higher value; the "efficient paths" of Dial, Transp. Res. 5, 1971), so nobody walks in circles.

use super::expectation::{Expected, Passage};
use super::heard::Heard;
use super::lanes::{LANES, Lanes, any_in, groups_of, rows};
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
    /// The best path from the end of a link, as known at its start; none if it brings nobody nearer: `[link * rows of groups + row]`.
    ahead: Vec<Path>,
    /// Utilities of the links that leave one place.
    weights: Vec<Lanes<f64>>,
}

impl Utility {
    /// For a network.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let mut places_in = vec![Vec::new(); network.countries.len()];
        network.places.iter().enumerate().for_each(|(place, node)| places_in[node.country].push(place));
        let ahead = vec![NO_PATH; network.links.len() * rows(network)];
        let (heard, paths) = (Heard::new(network), Paths::new(network));
        Self { heard, paths, places_in, epoch: None, other_rates: false, ahead, weights: Vec::new() }
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
            for row in (0..rows(network)).filter(|row| any_in(changed, *row)) {
                if any_in(news, row) {
                    self.paths.find(network, parameters, &self.heard, country, row);
                    self.look_ahead(network, today, country, row);
                }
                self.choose(network, parameters, today, country, row, ways);
            }
        }
    }

    fn reset(&mut self) {
        self.epoch = None;
        self.heard.reset();
    }

    fn rates_changed(&mut self) {
        self.other_rates = true;
        self.heard.unsettle();
    }
}

impl Utility {
    /// Keeps what the paths found last say about the links that leave the places of a country.
    fn look_ahead(&mut self, network: &Network, today: &Epoch, country: usize, row: usize) {
        let best = self.paths.best();
        for &place in &self.places_in[country] {
            for link in network.places[place].out.clone() {
                let mut beyond = best[network.links[link].to];
                for (beyond, here) in beyond.value.iter_mut().zip(&best[place].value) {
                    *beyond = if today.link_open[link] && *beyond > *here { *beyond } else { f64::NEG_INFINITY };
                }
                self.ahead[link * rows(network) + row] = beyond;
            }
        }
    }

    /// Fills the table for the places of a country. At its own gates people see the truth, whatever the news.
    fn choose(
        &mut self,
        network: &Network,
        parameters: &MemberParameters,
        today: &Epoch,
        country: usize,
        row: usize,
        ways: &mut Ways,
    ) {
        let groups = network.group_count();
        for &place in &self.places_in[country] {
            let out = network.places[place].out.clone();
            let mut best = Path { passage: [Passage::Closed; LANES], ..NO_PATH };
            self.weights.clear();
            for link in out.clone() {
                let seen = today.gate_of(link).map_or(&Expected::FREE, |gate| self.heard.at_gate(gate, row));
                let mut weight = NO_PATH;
                weight.improve(&self.ahead[link * rows(network) + row], self.paths.cost_days(link), seen);
                best.improve(&weight, 0.0, &Expected::FREE);
                self.weights.push(weight.value);
            }
            let (patience, despite) = (parameters.patience_days, parameters.onward_despite_closure[place]);
            // Groups are mostly alike: what is worked out for one serves the next.
            let mut last = (0, 1.0);
            for (group, lane) in groups_of(network, row) {
                let mut total = 0.0;
                for (link, weights) in out.clone().zip(&self.weights) {
                    let weight = &mut ways.link[link * groups + group];
                    *weight = 0.0;
                    if weights[lane] > f64::NEG_INFINITY {
                        let steps = ((weights[lane] - best.value[lane]) * STEPS_PER_DAY) as i64;
                        if steps != last.0 {
                            last = (steps, odds(steps as f64 / STEPS_PER_DAY / parameters.route_scale_days));
                        }
                        *weight = last.1;
                        total += last.1;
                    }
                }
                if total > 0.0 {
                    out.clone().for_each(|link| ways.link[link * groups + group] /= total);
                }
                let (wait, passage) = (best.wait_days[lane], best.passage[lane]);
                let hope = patience / (patience + wait);
                // The longer the wait ahead, the fewer set out; some always do, because they are moved on or hope.
                let pace = match passage {
                    _ if total == 0.0 => 0.0,
                    Passage::Open => hope,
                    Passage::Reopens | Passage::Closed => hope.max(despite),
                };
                let here = place * groups + group;
                let (stay, step) = (parameters.stay_hours[place], network.step_hours());
                ways.leave[here] = if pace > 0.0 { step * pace / (step * pace + stay) } else { 0.0 };
                ways.held[here] = if total == 0.0 { 1.0 } else { wait / (wait + patience) };
                ways.blocked[here] = total == 0.0 || passage == Passage::Closed;
            }
        }
    }
}

/// Odds of a link against the best one, from the difference of their utilities; 0 if it is not considered.
fn odds(difference: f64) -> f64 {
    let odds = libm::exp(difference);
    if odds >= CONSIDERED { odds } else { 0.0 }
}
