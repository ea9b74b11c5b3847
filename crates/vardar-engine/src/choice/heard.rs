//! What is heard of the gates, by distance: news of a border needs some days for every country upstream.

use super::QueueNews;
use super::expectation::{Expectation, expect_at, is_settled};
use crate::network::{NONE, Network, WayIn};
use crate::parameters::MemberParameters;

/// What is expected of every gate at every distance from it. The last distance is that of the people who stand there.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    gates: usize,
    groups: usize,
    /// Distances in countries; what people at the gate see stands in the row after them.
    distances: usize,
    /// `[(distance * gates + gate) * groups + group]`; `None`: no entry of it is known, ask a less specific gate.
    expected: Vec<Option<Expectation>>,
    /// By distance and gate: the groups, as bits, whose expectation the last update has changed.
    changed: Vec<u64>,
    /// By distance and gate: true if somebody is that far from it.
    somebody: Vec<bool>,
    /// By gate: true if nothing that is expected of it will change any more.
    settled: Vec<bool>,
}

impl Heard {
    pub(super) fn new(network: &Network) -> Self {
        let (gates, groups) = (network.gates.len(), network.groups.len());
        let distances = network.hops.iter().filter(|h| **h != NONE).max().map_or(0, |h| *h as usize + 1);
        let mut somebody = vec![false; (distances + 1) * gates];
        for of_country in network.hops.chunks_exact(gates.max(1)) {
            for (gate, hops) in of_country.iter().enumerate().filter(|(_, hops)| **hops != NONE) {
                somebody[*hops as usize * gates + gate] = true;
            }
        }
        somebody[distances * gates..].fill(true);
        Self {
            gates,
            groups,
            distances,
            expected: vec![None; (distances + 1) * gates * groups],
            changed: vec![0; (distances + 1) * gates],
            somebody,
            settled: vec![false; gates],
        }
    }

    /// Forgets that gates are settled.
    pub(super) fn reset(&mut self) {
        self.settled.fill(false);
    }

    /// Brings everything up to date for `day`. Most gates have long been as they are: nothing to do.
    pub(super) fn update(&mut self, network: &Network, parameters: &MemberParameters, queues: &QueueNews, day: usize) {
        // The country of the border itself hears within a delay too: its capital is not its border.
        let delay = |hops: usize| (parameters.news_delay_days * (hops + 1) as f64 + 0.5).floor() as i32;
        let longest_delay = delay(self.distances.saturating_sub(1));
        self.changed.fill(0);
        for gate in 0..self.gates {
            if self.settled[gate] {
                continue;
            }
            self.settled[gate] = is_settled(network, parameters, day, gate, longest_delay);
            for distance in 0..=self.distances {
                let row = distance * self.gates + gate;
                if !self.somebody[row] {
                    continue;
                }
                let delay = if distance == self.distances { 0 } else { delay(distance) };
                let expect = expect_at(network, parameters, queues, day, gate, delay);
                for (group, expected) in self.expected[row * self.groups..(row + 1) * self.groups].iter_mut().enumerate() {
                    let now = expect(group);
                    if *expected != now {
                        *expected = now;
                        self.changed[row] |= 1 << group;
                    }
                }
            }
        }
    }

    /// Groups, as bits, for which the last update has changed something that is known in a country.
    pub(super) fn news_in(&self, network: &Network, country: usize) -> u64 {
        let hops = network.hops[country * self.gates..(country + 1) * self.gates].iter().enumerate();
        let known = hops.filter(|(_, hops)| **hops != NONE);
        known.fold(0, |changed, (gate, hops)| changed | self.changed[*hops as usize * self.gates + gate])
    }

    /// Groups, as bits, for which the last update has changed something that people at the gates of a country see.
    pub(super) fn seen_in(&self, network: &Network, country: usize) -> u64 {
        let here = network.gates.iter().zip(&self.changed[self.distances * self.gates..]);
        here.filter(|(gate, _)| gate.country == country).fold(0, |all, (_, changed)| all | changed)
    }

    /// What people who stand at a gate expect of it; `None` if it has no rule yet.
    pub(super) fn at_gate(&self, gate: usize, group: usize) -> Option<Expectation> {
        self.expected[(self.distances * self.gates + gate) * self.groups + group]
    }

    /// What is expected of a gated link in a country: that of the most specific gate of which an entry is known there.
    #[inline]
    pub(super) fn on_link(&self, network: &Network, country: usize, way: WayIn, group: usize) -> Expectation {
        let of = |gate: usize| {
            let hops = network.hops[country * self.gates + gate];
            if hops == NONE { None } else { self.expected[(hops as usize * self.gates + gate) * self.groups + group] }
        };
        // Nearly always the first one answers.
        let less_specific = || network.links[way.link as usize].gates[1..].iter().find_map(|gate| of(*gate));
        of(way.gate as usize).or_else(less_specific).unwrap_or(Expectation::FREE)
    }
}
