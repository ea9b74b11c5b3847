//! What is heard of the gates, by distance: news of a border needs some days for every country upstream.

use super::QueueNews;
use super::expectation::{Expected, expect_at, is_settled};
use super::lanes::{groups_of, rows};
use crate::network::{NONE, Network, Rule, WayIn};
use crate::parameters::MemberParameters;
use std::mem::replace;

/// What is expected of every gate at every distance from it. The last distance is that of the people who stand there.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    gates: usize,
    /// Rows of groups.
    rows: usize,
    /// Distances in countries; what people at the gate see stands in the row after them.
    distances: usize,
    /// `[(distance * gates + gate) * rows + row]`.
    expected: Vec<Expected>,
    /// By distance and gate: the entry that is taken to be in force, or none: ask a less specific gate.
    entry: Vec<Option<usize>>,
    /// By distance and gate: the groups, as bits, whose expectation the last update has changed.
    changed: Vec<u64>,
    /// By distance and gate: true if somebody is that far from it.
    somebody: Vec<bool>,
    /// By gate: true if nothing that is expected of it will change any more.
    settled: Vec<bool>,
}

impl Heard {
    pub(super) fn new(network: &Network) -> Self {
        let (gates, rows) = (network.gates.len(), rows(network));
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
            rows,
            distances,
            expected: vec![Expected::FREE; (distances + 1) * gates * rows],
            entry: vec![None; (distances + 1) * gates],
            changed: vec![0; (distances + 1) * gates],
            somebody,
            settled: vec![false; gates],
        }
    }

    /// Forgets that gates are settled, because parameters have changed.
    pub(super) fn unsettle(&mut self) {
        self.settled.fill(false);
    }

    /// Forgets everything, because the entries of the gates may be others.
    pub(super) fn reset(&mut self) {
        self.unsettle();
        self.entry.fill(None);
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
            let entries = &network.gates[gate].entries;
            self.settled[gate] = is_settled(network, parameters, day, gate, longest_delay);
            for distance in 0..=self.distances {
                let at = distance * self.gates + gate;
                if !self.somebody[at] {
                    continue;
                }
                let delay = if distance == self.distances { 0 } else { delay(distance) };
                let entry = network.gates[gate].known(day as i32, delay);
                let before = replace(&mut self.entry[at], entry);
                if before.is_some() != entry.is_some() {
                    self.changed[at] = u64::MAX;
                }
                // What is open to everybody stays as it is.
                let may_differ = |entry: &usize| before != Some(*entry) || entries[*entry].rule != Rule::OPEN;
                let Some(entry) = entry.filter(may_differ) else { continue };
                let expect = expect_at(network, parameters, queues, (day, delay), gate, entry);
                for (row, expected) in self.expected[at * self.rows..(at + 1) * self.rows].iter_mut().enumerate() {
                    for (group, lane) in groups_of(network, row) {
                        self.changed[at] |= u64::from(expected.note(lane, expect(group))) << group;
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

    /// What people of a row of groups who stand at a gate expect of it; nothing in the way if it has no rule yet.
    pub(super) fn at_gate(&self, gate: usize, row: usize) -> &Expected {
        self.at(self.distances, gate, row).unwrap_or(&Expected::FREE)
    }

    /// What a row of groups expects of a gated link in a country: that of the most specific gate of which an entry is known there.
    #[inline]
    pub(super) fn on_link(&self, network: &Network, country: usize, way: WayIn, row: usize) -> &Expected {
        let of = |gate: usize| match network.hops[country * self.gates + gate] {
            NONE => None,
            hops => self.at(hops as usize, gate, row),
        };
        // Nearly always the first one answers.
        let less_specific = || network.links[way.link as usize].gates[1..].iter().find_map(|gate| of(*gate));
        of(way.gate as usize).or_else(less_specific).unwrap_or(&Expected::FREE)
    }

    #[inline]
    fn at(&self, distance: usize, gate: usize, row: usize) -> Option<&Expected> {
        let at = distance * self.gates + gate;
        self.entry[at].map(|_| &self.expected[at * self.rows + row])
    }
}
