//! Route choice `utility`: a multinomial logit on the best path that each link opens.
//!
//! The value of a place to a group is the best, over all paths to a destination, of the destination's attraction minus the
//! path's generalised cost, both in days: travel, rest, and the waits expected at borders *as known in the country of
//! the place*, where news of a border arrives with a delay per country. A link is considered if it brings people nearer to
//! their goal (its far end has a higher value; the "efficient paths" of Dial, Transp. Res. 5, 1971), so nobody walks in circles.
//!
//! Expected wait at a border that is closed to the group: until its announced reopening, else as long as it has been closed
//! already times `closure_memory` plus one day, at most `closed_wait_days`; if people get through irregularly, at most the
//! mean time that this takes. At a metered border: queue over admissions per day (Little's law).

use super::{QueueNews, RouteChoice, Ways};
use crate::network::{Cap, Gate, NONE, Network, Outlook};
use crate::parameters::MemberParameters;
use vardar_scenario::PlaceKind;

/// Waits are known in these classes (days): people do not re-plan for an hour, and neither need we.
const WAIT_CLASSES: [f64; 12] = [0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0, 34.0, 60.0];

/// Links whose odds against the best one are smaller than this are not considered.
const CONSIDERED: f64 = 0.02;

/// See the head of this file.
#[derive(Debug, Clone)]
pub struct Utility {
    /// What is expected in a country of a gate by a group, as of the last update; `None`: ask a less specific gate.
    known: Vec<Option<Expectation>>,
    value: Vec<f64>,
    path_wait: Vec<f64>,
    path_passage: Vec<Passage>,
    /// By place: sweep in which its value last became better.
    improved_in: Vec<usize>,
    epoch: Vec<usize>,
    own_gate: Vec<Option<Expectation>>,
    on_link: Vec<Expectation>,
    /// Today's expectation by distance in countries, gate and group.
    heard: Vec<Option<Expectation>>,
    /// By gate: true if nothing that is expected of it will change any more.
    settled: Vec<bool>,
    distances: usize,
}

/// Whether a border lets people of a group through. The order is from best to worst: a path is as good as its worst border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Passage {
    /// It does, if only after a wait.
    Open,
    /// Closed until a day that is known: a strike, a storm.
    Reopens,
    /// Closed, and nobody knows for how long.
    Closed,
}

/// What is expected of a gate.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Expectation {
    wait_days: f64,
    passage: Passage,
}

impl Expectation {
    /// Nothing in the way.
    const FREE: Self = Self { wait_days: 0.0, passage: Passage::Open };
}

impl Utility {
    /// For a network.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let groups = network.group_count();
        let cells = network.countries.len() * network.gates.len() * groups;
        let distances = network.hops.iter().filter(|h| **h != NONE).max().map_or(0, |h| *h as usize + 1);
        Self {
            known: vec![None; cells],
            value: vec![0.0; network.places.len() * groups],
            path_wait: vec![0.0; network.places.len() * groups],
            path_passage: vec![Passage::Open; network.places.len() * groups],
            improved_in: vec![0; network.places.len()],
            epoch: vec![usize::MAX; network.countries.len()],
            own_gate: vec![None; network.gates.len() * groups],
            on_link: vec![Expectation::FREE; network.links.len() * groups],
            heard: vec![None; (distances + 1) * network.gates.len() * groups],
            settled: vec![false; network.gates.len()],
            distances,
        }
    }
}

impl RouteChoice for Utility {
    fn update(&mut self, network: &Network, parameters: &MemberParameters, queues: &QueueNews, day: usize, ways: &mut Ways) {
        let groups = network.group_count();
        let gates = network.gates.len();
        let epoch = network.epoch_of_day[day];
        self.hear(network, parameters, queues, day);
        let own_changed = self.update_own_gates(network);
        for (country, own_changed) in own_changed.into_iter().enumerate() {
            let mut changed = own_changed || self.epoch[country] != epoch;
            self.epoch[country] = epoch;
            for gate in 0..gates {
                let hops = network.hops[country * gates + gate];
                if hops == NONE {
                    continue;
                }
                for group in 0..groups {
                    let now = self.heard[(hops as usize * gates + gate) * groups + group];
                    let cell = (country * gates + gate) * groups + group;
                    if self.known[cell] != now {
                        self.known[cell] = now;
                        changed = true;
                    }
                }
            }
            ways.changed[country] = changed;
            if changed {
                self.find_values(network, parameters, day, country);
                self.choose(network, parameters, day, country, ways);
            }
        }
    }

    fn reset(&mut self) {
        self.epoch.fill(usize::MAX);
        self.settled.fill(false);
    }
}

impl Utility {
    /// Works out what is expected of each gate at each distance from it. Most gates have long been as they are: nothing to do.
    fn hear(&mut self, network: &Network, parameters: &MemberParameters, queues: &QueueNews, day: usize) {
        let groups = network.group_count();
        let delay = |hops: usize| (parameters.news_delay_days * (hops + 1) as f64 + 0.5).floor() as i32;
        let longest_delay = delay(self.distances.saturating_sub(1));
        for gate in 0..network.gates.len() {
            if self.settled[gate] {
                continue;
            }
            self.settled[gate] = is_settled(network, parameters, day, gate, longest_delay);
            // The country of the border itself hears within a delay too: its capital is not its border. People at the
            // border see it: that is the last row.
            for row in 0..=self.distances {
                let delay = if row == self.distances { 0 } else { delay(row) };
                for group in 0..groups {
                    let cell = (row * network.gates.len() + gate) * groups + group;
                    self.heard[cell] = expectation(network, parameters, queues, day, gate, delay, group);
                }
            }
        }
    }

    /// Notes which countries see another queue or rule at their own border than before.
    fn update_own_gates(&mut self, network: &Network) -> Vec<bool> {
        let groups = network.group_count();
        let mut changed = vec![false; network.countries.len()];
        for (index, gate) in network.gates.iter().enumerate() {
            for group in 0..groups {
                let now = self.at_gate(network, index, group);
                let cell = &mut self.own_gate[index * groups + group];
                if *cell != now {
                    *cell = now;
                    changed[gate.country] = true;
                }
            }
        }
        changed
    }

    /// What people who stand at a gate expect of it; `None` if it has no rule yet.
    fn at_gate(&self, network: &Network, gate: usize, group: usize) -> Option<Expectation> {
        self.heard[(self.distances * network.gates.len() + gate) * network.group_count() + group]
    }

    /// Expected wait on a link as known in a country: that of the most specific gate of which an entry is known.
    fn known_on_link(&self, network: &Network, country: usize, link: usize, group: usize) -> Expectation {
        let gates = network.gates.len();
        let groups = network.group_count();
        let mut known = network.links[link].gates.iter().map(|gate| self.known[(country * gates + gate) * groups + group]);
        known.find_map(|expected| expected).unwrap_or(Expectation::FREE)
    }

    /// Values of all places for people whose news is that of `country`: relaxation from the destinations backwards.
    fn find_values(&mut self, network: &Network, parameters: &MemberParameters, day: usize, country: usize) {
        let groups = network.group_count();
        let epoch = network.epoch(day);
        self.value.fill(f64::NEG_INFINITY);
        self.path_wait.fill(0.0);
        self.path_passage.fill(Passage::Open);
        for (place, node) in network.places.iter().enumerate() {
            if node.kind == PlaceKind::Destination {
                for group in 0..groups {
                    let cell = place * groups + group;
                    self.value[cell] = parameters.attraction_days * network.attraction[cell];
                }
            }
        }
        for &link in &network.backward[country] {
            for group in 0..groups {
                let at =
                    if network.links[link].gated { self.known_on_link(network, country, link, group) } else { Expectation::FREE };
                self.on_link[link * groups + group] = at;
            }
        }
        // A path has at most as many links as there are places; the order makes two or three sweeps enough. After the first
        // only links whose far end has become better since can make anything better.
        self.improved_in.fill(0);
        for sweep in 1..=network.places.len() {
            let mut improved = false;
            for &link in &network.backward[country] {
                let node = &network.links[link];
                if !epoch.link_open[link] || (sweep > 1 && self.improved_in[node.to] + 1 < sweep) {
                    continue;
                }
                let cost = parameters.travel_days[link] + parameters.stay_hours[node.to] / 24.0;
                for group in 0..groups {
                    let (here, there) = (node.from * groups + group, node.to * groups + group);
                    let at = self.on_link[link * groups + group];
                    let value = self.value[there] - cost - at.wait_days;
                    if value > self.value[here] {
                        self.value[here] = value;
                        self.path_wait[here] = self.path_wait[there] + at.wait_days;
                        self.path_passage[here] = self.path_passage[there].max(at.passage);
                        self.improved_in[node.from] = sweep;
                        improved = true;
                    }
                }
            }
            if !improved {
                return;
            }
        }
    }

    /// Fills the table for the places of a country. At its own gates people see the truth, whatever the news.
    fn choose(&self, network: &Network, parameters: &MemberParameters, day: usize, country: usize, ways: &mut Ways) {
        let groups = network.group_count();
        let epoch = network.epoch(day);
        let step = network.step_hours();
        for (place, node) in network.places.iter().enumerate().filter(|(_, node)| node.country == country) {
            let stay = parameters.stay_hours[place];
            for group in 0..groups {
                let here = place * groups + group;
                let mut best = f64::NEG_INFINITY;
                let (mut wait, mut passage) = (0.0, Passage::Closed);
                for link in node.out.clone() {
                    let weight = &mut ways.link[link * groups + group];
                    *weight = f64::NEG_INFINITY;
                    let beyond = network.links[link].to * groups + group;
                    if !epoch.link_open[link] || self.value[beyond] <= self.value[here] {
                        continue;
                    }
                    let gate = network.gate_of(day, link);
                    let seen = gate.and_then(|gate| self.at_gate(network, gate, group)).unwrap_or(Expectation::FREE);
                    let to = network.links[link].to;
                    let cost = parameters.travel_days[link] + parameters.stay_hours[to] / 24.0 + seen.wait_days;
                    *weight = self.value[beyond] - cost;
                    if *weight > best {
                        best = *weight;
                        wait = self.path_wait[beyond] + seen.wait_days;
                        passage = self.path_passage[beyond].max(seen.passage);
                    }
                }
                let mut total = 0.0;
                for link in node.out.clone() {
                    let weight = &mut ways.link[link * groups + group];
                    let odds = libm::exp((*weight - best) / parameters.route_scale_days);
                    *weight = if odds >= CONSIDERED { odds } else { 0.0 };
                    total += *weight;
                }
                if total > 0.0 {
                    node.out.clone().for_each(|link| ways.link[link * groups + group] /= total);
                }
                let patience = parameters.patience_days;
                // The longer the wait ahead, the fewer set out; some always do, because they are moved on or hope.
                let pace = match (total > 0.0, patience / (patience + wait)) {
                    (false, _) => 0.0,
                    (true, hope) if passage != Passage::Open => hope.max(parameters.onward_despite_closure[place]),
                    (true, hope) => hope,
                };
                ways.leave[here] = if pace > 0.0 { step * pace / (step * pace + stay) } else { 0.0 };
                ways.held[here] = if total == 0.0 { 1.0 } else { wait / (wait + patience) };
                ways.blocked[here] = total == 0.0 || passage == Passage::Closed;
            }
        }
    }
}

/// True if nothing that anybody expects of a gate can change after `day`: all its entries are old news everywhere, the one in
/// force has no capacity, and whom it closes out has given up hope.
fn is_settled(network: &Network, parameters: &MemberParameters, day: usize, gate: usize, longest_delay: i32) -> bool {
    let node = &network.gates[gate];
    let day = day as i32;
    let despair =
        if parameters.closure_memory > 0.0 { parameters.closed_wait_days / parameters.closure_memory } else { f64::INFINITY };
    node.entries.iter().all(|e| {
        let known = e.effective.max(e.announced) + longest_delay;
        f64::from(day) > f64::from(known) + despair + 1.0
    }) && node.in_force(day).is_none_or(|e| e.rule.cap == Cap::Free)
}

/// What people whose news is `delay` days old expect at a gate; `None` if they know no entry of it.
fn expectation(
    network: &Network,
    parameters: &MemberParameters,
    queues: &QueueNews,
    day: usize,
    gate: usize,
    delay: i32,
    group: usize,
) -> Option<Expectation> {
    let node = &network.gates[gate];
    let longest = parameters.closed_wait_days;
    Some(match node.outlook(day as i32, delay, group)? {
        Outlook::Passes(Cap::Free) => Expectation::FREE,
        Outlook::Passes(_) => {
            let wait = queues.wait(day, gate, usize::try_from(delay).unwrap_or(0)).min(longest);
            Expectation {
                wait_days: class_of(wait, longest),
                passage: if wait >= longest { Passage::Closed } else { Passage::Open },
            }
        }
        Outlook::Closed { reopens: Some(days), .. } => {
            Expectation { wait_days: f64::from(days).min(longest), passage: Passage::Reopens }
        }
        Outlook::Closed { since, reopens: None } => {
            let wait = 1.0 + parameters.closure_memory * f64::from(since);
            Expectation { wait_days: class_of(wait.min(irregular_wait(parameters, node)), longest), passage: Passage::Closed }
        }
    })
}

/// Mean wait for an irregular crossing, over the easiest link of the gate.
fn irregular_wait(parameters: &MemberParameters, gate: &Gate) -> f64 {
    let hazard = gate.links.iter().map(|l| parameters.irregular_per_day[*l]).fold(0.0, f64::max);
    if hazard > 0.0 { 1.0 / hazard } else { f64::INFINITY }
}

/// The class of a wait, or `longest` from there on.
fn class_of(wait_days: f64, longest: f64) -> f64 {
    if wait_days >= longest {
        return longest;
    }
    WAIT_CLASSES.iter().rev().copied().find(|class| *class <= wait_days).unwrap_or(0.0)
}
