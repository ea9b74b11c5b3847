//! Borders that let fewer people through than come, though nobody has said so.
//!
//! No rule names it: officials check papers for an hour each, a train is late for days, a neighbour takes nobody. In the counts
//! it looks like few people coming, but the people have come: they wait on the near side. Each border is therefore held to be
//! either free or throttled, with a probability that follows the counts (a hidden Markov chain of two states): what was counted
//! is compared with what those members let through for which it is free. That share of the members is throttled, to about
//! what was let through of late. One day proves little: trains run every other day, reports come late, so a day's evidence is
//! bounded. What may not change: nothing here sees a later day, and a number named in the timeline is not touched.

use crate::confront::{Confronted, error_of};
use crate::drift::central;
use crate::filter::Particle;
use crate::ground::Ground;
use serde::{Deserialize, Serialize};
use vardar_engine::draw::{Purpose, Stream, normal};
use vardar_engine::network::{Cap, Network};
use vardar_engine::record::{Quantity, Record};
use vardar_scenario::ObservedQuantity;

/// Evidence of one day counts for at most so much, in log odds, for and against.
const MOST_EVIDENCE: (f64, f64) = (-3.0, 2.0);

/// A count that is not of one border for the most part says nothing about it.
const OF_ONE_BORDER: f64 = 0.8;

/// A border that holds people back lets through at most this share of those who come: less is an ordinary day.
const MUCH_FEWER: f64 = 0.6;

/// With fewer people coming a day, a border that holds them back cannot be told from an empty road.
const FEW_A_DAY: f64 = 100.0;

/// Scatter of what a throttled border lets through from day to day, and how fast its mean follows; both of the logarithm.
const SCATTER: f64 = 0.7;
const FOLLOWS: f64 = 0.4;

/// Scatter of the members' belief about it.
const BELIEF: f64 = 0.4;

/// Added to counts under the logarithm.
const OFFSET: f64 = 10.0;

/// A border that may be throttled, and what is believed of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Throttle {
    /// Index of the gate.
    pub gate: usize,
    /// Series that counts who passes it.
    series: usize,
    /// Columns of the record: people who passed, by link.
    flows: Vec<usize>,
    /// Column of all people who were counted.
    counted: usize,
    /// Probability per day that it begins, and that it ends.
    begins: f64,
    ends: f64,
    /// Probability that it is throttled now.
    pub probability: f64,
    /// Logarithm of the people a day that it lets through if it is; `None` as long as nobody has counted them.
    level: Option<f64>,
}

/// All borders whose passage somebody counts.
#[must_use]
pub fn throttles(ground: &Ground<'_>) -> Vec<Throttle> {
    let network = ground.network;
    let layout = &ground.setup.layout;
    let of_gate = |gate: usize| {
        let node = &network.gates[gate];
        let first = *node.links.first()?;
        let country = network.places[network.links[first].to].country;
        let arrives = |link: &usize| network.links[*link].is_border && network.places[network.links[*link].to].country == country;
        if !node.links.iter().all(arrives) {
            return None;
        }
        let counts = |s: &crate::ReportedSeries| s.quantity == ObservedQuantity::Arrivals && s.site == network.countries[country];
        let series = ground.observation.series.iter().position(counts)?;
        let flow = |link: &usize| layout.find(Quantity::Flow, &network.links[*link].id, "all", "all");
        let scopes = network.scopes_of_gate(gate);
        Some(Throttle {
            gate,
            series,
            flows: node.links.iter().filter_map(flow).collect(),
            counted: ground.observation.series[series].column,
            begins: central(network, "throttle_begins_per_day", &scopes),
            ends: central(network, "throttle_ends_per_day", &scopes),
            probability: 0.0,
            level: None,
        })
    };
    (0..network.gates.len()).filter_map(of_gate).collect()
}

/// A day just lived, as the counts and the members have it.
pub struct Evening<'e> {
    /// The network as known that day.
    pub known: &'e Network,
    /// The day.
    pub day: usize,
    /// Its counts beside what the members expected.
    pub counts: &'e [Confronted],
    /// By member: its numbers of the day.
    pub records: &'e [Record],
    /// By series: variance of a count's relative scatter.
    pub scatter: &'e [f64],
}

/// Weighs the counts of an evening and says to each member which borders are throttled for it.
pub fn weigh(ground: &Ground<'_>, evening: &Evening<'_>, throttles: &mut [Throttle], particles: &mut [Particle]) {
    let (known, day) = (evening.known, evening.day);
    for throttle in throttles {
        let rule = known.epoch(day).rules[throttle.gate];
        if !matches!(rule.cap, Cap::Free) {
            throttle.probability = 0.0;
        } else if !known.shuts(&rule) {
            // What is closed to everybody may open as slow as it was: what was believed of it is kept.
            let count = evening.counts.iter().find(|c| c.series == Some(throttle.series));
            match count.filter(|_| throttle.is_counted_in(evening.records)) {
                Some(count) => {
                    throttle.pass_a_day();
                    let expected = throttle.expected_if_free(count, particles);
                    throttle.learn(count.counted, &expected, evening.scatter[throttle.series]);
                }
                None => throttle.probability *= 1.0 - throttle.ends,
            }
        }
        throttle.tell(ground, day, particles);
    }
}

impl Throttle {
    fn pass_a_day(&mut self) {
        self.probability = self.probability * (1.0 - self.ends) + (1.0 - self.probability) * self.begins;
    }

    /// True if most of the people counted came through this border.
    fn is_counted_in(&self, records: &[Record]) -> bool {
        let sum = |columns: &[usize]| -> f64 {
            records.iter().flat_map(|record| columns.iter().map(|column| f64::from(record.on(0)[*column]))).sum()
        };
        sum(&self.flows) > OF_ONE_BORDER * sum(&[self.counted])
    }

    /// By member for which the border is free: the count to be expected.
    fn expected_if_free(&self, count: &Confronted, particles: &[Particle]) -> Vec<f64> {
        let is_free = |particle: &Particle| particle.drift.throttled[self.gate].is_none();
        count.predicted.iter().zip(particles).filter(|(_, p)| is_free(p)).map(|(expected, _)| *expected).collect()
    }

    /// Bayes' rule for the two states, with bounded evidence.
    fn learn(&mut self, counted: f64, expected: &[f64], scatter: f64) {
        let mean = expected.iter().sum::<f64>() / expected.len().max(1) as f64;
        if mean < FEW_A_DAY {
            return;
        }
        let free = |expected: &f64| {
            let variance = error_of(*expected, *expected, scatter);
            let surprise = counted - expected;
            libm::exp(-0.5 * surprise * surprise / variance) / (2.0 * std::f64::consts::PI * variance).sqrt()
        };
        let free = expected.iter().map(free).sum::<f64>() / expected.len() as f64;
        let log = libm::log(counted + OFFSET);
        let most = MUCH_FEWER * mean;
        let any = if counted < most { 1.0 / most } else { 0.0 };
        let level = self.level.unwrap_or(log);
        let distance = (log - level) / SCATTER;
        let as_of_late =
            libm::exp(-0.5 * distance * distance) / (SCATTER * (2.0 * std::f64::consts::PI).sqrt() * (counted + OFFSET));
        let known = self.probability;
        let throttled = known * as_of_late.min(10.0 / most) + (1.0 - known) * any;
        let evidence = libm::log((throttled + 1e-12) / (free + 1e-12)).clamp(MOST_EVIDENCE.0, MOST_EVIDENCE.1);
        let odds = self.probability / (1.0 - self.probability) * libm::exp(evidence);
        self.probability = (odds / (1.0 + odds)).clamp(0.0, 0.99);
        // As long as it is hardly believed, what was let through of late is today's count.
        let follows = if known < 0.1 { 1.0 } else { FOLLOWS };
        self.level = Some(level + follows * (log - level));
    }

    /// The members with the lowest numbers of their own for this border are throttled: as many as the probability says. Who is
    /// throttled stays so while the probability does not fall.
    fn tell(&self, ground: &Ground<'_>, day: usize, particles: &mut [Particle]) {
        for particle in particles {
            let number = particle.history.number;
            let mut of_member = Stream::new(ground.setup.seed, number, u32::MAX, self.gate as u32, Purpose::Drift, 2);
            let believes = of_member.uniform() < self.probability;
            particle.drift.throttled[self.gate] = self.level.filter(|_| believes).map(|level| {
                let mut today = Stream::new(ground.setup.seed, number, day as u32, self.gate as u32, Purpose::Drift, 3);
                let people = libm::exp(level + BELIEF * normal(&mut today));
                (people - OFFSET).max(0.0)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn border() -> Throttle {
        Throttle { gate: 0, series: 0, flows: vec![], counted: 0, begins: 0.01, ends: 0.07, probability: 0.0, level: None }
    }

    fn after(days: &[f64]) -> f64 {
        let mut border = border();
        let demand: Vec<f64> = (0..50).map(|member| 1800.0 + 10.0 * f64::from(member)).collect();
        for counted in days {
            border.pass_a_day();
            border.learn(*counted, &demand, 0.04);
        }
        border.probability
    }

    #[test]
    fn days_of_few_people_before_a_queue_are_believed_and_forgotten() {
        assert!(after(&[2000.0; 10]) < 0.02);
        assert!(after(&[300.0]) < 0.2, "one day proves little");
        assert!(after(&[300.0; 4]) > 0.8);
        assert!(after(&[300.0, 300.0, 300.0, 300.0, 2000.0, 2000.0]) < 0.2);
    }

    #[test]
    fn trains_on_every_other_day_are_no_throttle() {
        let days: Vec<f64> = (0..20).map(|day| if day % 2 == 0 { 0.0 } else { 3500.0 }).collect();
        assert!(after(&days) < 0.1);
    }
}
