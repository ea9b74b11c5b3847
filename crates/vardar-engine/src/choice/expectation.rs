//! What people expect of a gate.
//!
//! Expected wait at a border that is closed to the group: until its announced reopening, else as long as it has been closed
//! already times `closure_memory` plus one day, at most `closed_wait_days`; if people get through irregularly, at most the
//! mean time that this takes. At a metered border: queue over admissions per day (Little's law).

use super::QueueNews;
use super::lanes::{LANES, Lanes};
use crate::network::{Cap, Gate, Network, Outlook};
use crate::parameters::MemberParameters;

/// Waits are known in these classes (days): people do not re-plan for an hour, and neither need we.
const WAIT_CLASSES: [f64; 12] = [0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0, 34.0, 60.0];

/// Whether a border lets people of a group through. The order is from best to worst: a path is as good as its worst border.
/// As wide as a wait, so that eight of both are gone through together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub(super) enum Passage {
    /// It does, if only after a wait.
    Open,
    /// Closed until a day that is known: a strike, a storm.
    Reopens,
    /// Closed, and nobody knows for how long.
    Closed,
}

/// What is expected of a gate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Expectation {
    pub(super) wait_days: f64,
    pub(super) passage: Passage,
}

impl Expectation {
    /// Nothing in the way.
    const FREE: Self = Self { wait_days: 0.0, passage: Passage::Open };
}

/// What eight groups expect of a gate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    pub(super) wait_days: Lanes<f64>,
    pub(super) passage: Lanes<Passage>,
}

impl Expected {
    /// Nothing in the way.
    pub(super) const FREE: Self = Self { wait_days: [0.0; LANES], passage: [Passage::Open; LANES] };

    /// Takes note of what the group in a lane expects. True if that is something else than before.
    pub(super) fn note(&mut self, lane: usize, now: Expectation) -> bool {
        let before = Expectation { wait_days: self.wait_days[lane], passage: self.passage[lane] };
        (self.wait_days[lane], self.passage[lane]) = (now.wait_days, now.passage);
        before != now
    }
}

/// What people whose news is `delay` days old, and who take entry `current` to be in force, expect at a gate, by group.
pub(super) fn expect_at<'a>(
    network: &'a Network,
    parameters: &'a MemberParameters,
    queues: &QueueNews,
    (day, delay): (usize, i32),
    gate: usize,
    current: usize,
) -> impl Fn(usize) -> Expectation + use<'a> {
    let node = &network.gates[gate];
    let longest = parameters.closed_wait_days;
    // All who may pass expect the same.
    let passing = match node.entries[current].rule.cap {
        Cap::Free => Expectation::FREE,
        Cap::PerDay(_) | Cap::Slowed => {
            let wait = queues.wait(day, gate, usize::try_from(delay).unwrap_or(0)).min(longest);
            Expectation {
                wait_days: class_of(wait, longest),
                passage: if wait >= longest { Passage::Closed } else { Passage::Open },
            }
        }
    };
    move |group| match node.outlook_from(current, day as i32, delay, group) {
        Outlook::Passes(_) => passing,
        Outlook::Closed { reopens: Some(days), .. } => {
            Expectation { wait_days: f64::from(days).min(longest), passage: Passage::Reopens }
        }
        Outlook::Closed { since, reopens: None } => {
            let wait = 1.0 + parameters.closure_memory * f64::from(since);
            let wait = wait.min(irregular_wait(parameters, node));
            Expectation { wait_days: class_of(wait, longest), passage: Passage::Closed }
        }
    }
}

/// True if nothing that anybody expects of a gate can change after `day`: all its entries are old news everywhere, the one in
/// force has no capacity, and whom it closes out expects to wait no longer tomorrow than today.
pub(super) fn is_settled(network: &Network, parameters: &MemberParameters, day: usize, gate: usize, longest_delay: i32) -> bool {
    let node = &network.gates[gate];
    let day = day as i32;
    let longest = parameters.closed_wait_days.min(irregular_wait(parameters, node));
    let despair = if parameters.closure_memory > 0.0 { longest / parameters.closure_memory } else { f64::INFINITY };
    node.in_force(day).is_none_or(|e| e.rule.cap == Cap::Free)
        && node.entries.iter().all(|e| {
            let known = e.effective.max(e.announced) + longest_delay;
            f64::from(day) > f64::from(known) + despair + 1.0
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
