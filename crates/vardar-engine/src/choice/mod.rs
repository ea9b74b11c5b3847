//! Route choice: the rules by which people leave a place and pick the next link, kept apart from the counting.
//!
//! A rule fills a [`Ways`] table once a day; the step reads it. The step neither knows nor cares how it was filled.

mod utility;

pub use utility::Utility;

use crate::network::Network;
use crate::parameters::MemberParameters;

/// What people of each group at each place do today. Indices are `place * groups + group` and `link * groups + group`.
#[derive(Debug, Clone)]
pub struct Ways {
    /// Probability of each link among those that leave its place, if people leave at all.
    pub link: Vec<f64>,
    /// Probability of leaving within a step.
    pub leave: Vec<f64>,
    /// How strongly the hazards of the held up apply, in [0, 1]: 0 = the way is open, 1 = closed for good.
    pub held: Vec<f64>,
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
            held: vec![0.0; cells],
            blocked: vec![false; cells],
        }
    }
}

/// What is known of the queues at the gates: expected wait in days, by day.
#[derive(Debug, Clone)]
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
    /// Brings the table up to date for `day`.
    fn update(&mut self, network: &Network, parameters: &MemberParameters, queues: &QueueNews, day: usize, ways: &mut Ways);

    /// Forgets what it has worked out, because the parameters changed.
    fn reset(&mut self);
}
