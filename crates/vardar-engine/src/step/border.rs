//! Who is let through: the queues at gates with a capacity, and queues that a change of rule has freed.

use super::decide::{allowance, set_out};
use super::{Scratch, StepContext};
use crate::draw::{Purpose, multivariate_hypergeometric};
use crate::network::{Cap, Network};
use crate::parameters::MemberParameters;
use crate::record::Record;
use crate::state::{REGULAR, State};

/// People a day that a cap lets through; `None` = as many as come.
pub(super) fn capacity_per_day(parameters: &MemberParameters, gate: usize, cap: Cap) -> Option<u32> {
    match cap {
        Cap::Free => None,
        Cap::PerDay(n) => Some(n),
        Cap::Slowed => Some(parameters.slowed_per_day[gate] as u32),
    }
}

/// Lets people through every gate that has a queue. False if nobody passed.
pub(super) fn admit(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch, wave: u8) -> bool {
    let network = context.network;
    let mut any = false;
    for (gate, node) in network.gates.iter().enumerate() {
        if node.links.iter().any(|link| state.queued[*link] > 0 && network.gate_of(context.day, *link) == Some(gate)) {
            any |= admit_at(context, state, record, scratch, gate, wave);
        }
    }
    if wave == 0 {
        release_ungoverned(network, context.day, state);
    }
    any
}

/// People in the queue of a link that nothing governs any more, or that may not be used any more, go back to resting.
fn release_ungoverned(network: &Network, day: usize, state: &mut State) {
    let groups = network.group_count();
    let epoch = network.epoch(day);
    for (link, node) in network.links.iter().enumerate() {
        if state.queued[link] > 0 && (!epoch.link_open[link] || network.gate_of(day, link).is_none()) {
            for group in 0..groups {
                let people = std::mem::take(&mut state.queue[link * groups + group]);
                state.resting[node.from * groups + group] += people;
            }
            state.queued[link] = 0;
        }
    }
}

fn admit_at(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    gate: usize,
    wave: u8,
) -> bool {
    let network = context.network;
    let groups = network.group_count();
    let rule = network.epoch(context.day).rules[gate];
    let epoch = network.epoch(context.day);
    let governed = |link: usize| network.gate_of(context.day, link) == Some(gate) && epoch.link_open[link];
    let mut waiting = std::mem::take(&mut scratch.cells);
    waiting.clear();
    for &link in &network.gates[gate].links {
        for group in 0..groups {
            let passes = governed(link) && rule.admits(group);
            waiting.push(if passes { state.queue[link * groups + group] } else { 0 });
        }
    }
    let total: u32 = waiting.iter().sum();
    let free = match capacity_per_day(context.parameters, gate, rule.cap) {
        None => total,
        Some(per_day) => allowance(context, f64::from(per_day)).saturating_sub(state.admitted_today[gate]).min(total),
    };
    if free == 0 {
        scratch.cells = waiting;
        return false;
    }
    let mut stream = context.stream(state, gate, Purpose::Border, wave);
    if free < total {
        let all = waiting.clone();
        waiting.fill(0);
        scratch.draws += all.iter().filter(|n| **n > 0).count() as u64;
        multivariate_hypergeometric(&mut stream, &all, free, |cell, n| waiting[cell] = n);
    }
    state.admitted_today[gate] += free;
    for (index, &link) in network.gates[gate].links.iter().enumerate() {
        for group in 0..groups {
            let people = waiting[index * groups + group];
            if people > 0 {
                state.queue[link * groups + group] -= people;
                state.queued[link] -= people;
                set_out(context, state, record, scratch, &mut stream, link, REGULAR, group, people);
            }
        }
    }
    scratch.cells = waiting;
    true
}
