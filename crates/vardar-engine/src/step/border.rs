//! Who is let through: the queues at gates with a capacity, and queues that a change of rule has freed.

use super::move_on::set_out;
use super::{StepContext, Work};
use crate::draw::{Purpose, multivariate_hypergeometric, sample_among};
use crate::network::Cap;
use crate::parameters::MemberParameters;
use crate::people::{add, at, at_mut, count, nobody, subtract};
use crate::state::REGULAR;
use std::mem::replace;

/// People a day that a cap lets through; `None` = as many as come.
pub(super) fn capacity_per_day(parameters: &MemberParameters, gate: usize, cap: Cap) -> Option<u32> {
    let named = match cap {
        Cap::Free if parameters.silent_cap[gate] == f64::INFINITY => return None,
        Cap::Free => return Some(parameters.silent_cap[gate] as u32),
        Cap::PerDay(n) if parameters.driven => f64::from(n),
        Cap::PerDay(n) => return Some(n),
        Cap::Slowed => parameters.slowed_per_day[gate],
    };
    Some((named * parameters.cap_kept[gate]) as u32)
}

/// Share of a daily capacity that may have been used by the end of this step.
pub(super) fn allowance(given: &StepContext<'_>, per_day: f64) -> u32 {
    let profile = &given.network.profile;
    if given.is_last_step() {
        return per_day as u32;
    }
    let share: f64 = profile[..=given.step_of_day].iter().sum();
    (per_day * share + 0.5).floor() as u32
}

/// Lets people through every gate that has a queue. False if nobody passed.
pub(super) fn admit<const G: usize>(work: &mut Work<'_, '_>, wave: u8) -> bool {
    let network = work.given.network;
    let mut any = false;
    for (gate, node) in network.gates.iter().enumerate() {
        if node.links.iter().any(|link| work.state.queued[*link] > 0 && work.given.gate_of(*link) == Some(gate)) {
            any |= admit_at::<G>(work, gate, wave);
        }
    }
    if wave == 0 {
        release_ungoverned::<G>(work);
    }
    any
}

/// People in the queue of a link that nothing governs any more, or that may not be used any more, go back to resting.
fn release_ungoverned<const G: usize>(work: &mut Work<'_, '_>) {
    for (link, node) in work.given.network.links.iter().enumerate() {
        if work.state.queued[link] > 0 && (!work.given.epoch.link_open[link] || work.given.gate_of(link).is_none()) {
            let queue = replace(at_mut::<G>(&mut work.state.queue, link), nobody());
            add(at_mut(&mut work.state.resting, node.from), &queue);
            work.market.empty_queue(link);
            work.state.queued[link] = 0;
        }
    }
}

fn admit_at<const G: usize>(work: &mut Work<'_, '_>, gate: usize, wave: u8) -> bool {
    let given = work.given;
    let links = &given.network.gates[gate].links;
    let rule = given.epoch.rules[gate];
    let governed = |link: usize| given.gate_of(link) == Some(gate) && given.epoch.link_open[link];
    let mut free = match capacity_per_day(given.parameters, gate, rule.cap) {
        None => u32::MAX,
        Some(per_day) => allowance(given, f64::from(per_day)).saturating_sub(work.state.admitted_today[gate]),
    };
    if free == 0 {
        return false;
    }
    let mut waiting = std::mem::take(&mut work.scratch.waiting);
    waiting.clear();
    for &link in links {
        let mut queue = if governed(link) { *at::<G>(&work.state.queue, link) } else { nobody() };
        if rule.eligible != u64::MAX {
            let shut_out = queue.iter_mut().enumerate().filter(|(group, _)| !rule.admits(*group));
            shut_out.for_each(|(_, people)| *people = 0);
        }
        waiting.extend_from_slice(&queue);
    }
    let total: u32 = waiting.iter().sum();
    free = free.min(total);
    if free > 0 {
        let mut stream = work.stream(gate, Purpose::Border, wave);
        let mut going = std::mem::take(&mut work.scratch.going);
        going.clear();
        if free == total {
            going.extend_from_slice(&waiting);
        } else if links.len() == 1 {
            going.extend_from_slice(&sample_among(&mut stream, at::<G>(&waiting, 0), free));
        } else {
            going.resize(waiting.len(), 0);
            multivariate_hypergeometric(&mut stream, &waiting, free, |cell, n| going[cell] = n);
        }
        work.state.admitted_today[gate] += free;
        for (index, &link) in links.iter().enumerate() {
            let going = at::<G>(&going, index);
            let all = count(going);
            if all > 0 {
                let _ = work.market.leave_queue(&mut stream, link, work.state.queued[link], all);
                subtract(at_mut(&mut work.state.queue, link), going);
                work.state.queued[link] -= all;
                set_out(work, &mut stream, link, REGULAR, going);
            }
        }
        work.scratch.going = going;
    }
    work.scratch.waiting = waiting;
    free > 0
}
