//! What people do who wait at a border: stay in the queue, take another link, settle, turn back, find a bed, or cross irregularly.
//!
//! The hazards compete. Each is its full rate times `w/(w + patience)` for an expected wait of `w` days; at a closed border `w` is
//! that of people who see the border: see [`crate::choice`].

use super::Work;
use super::give_up::give_up;
use super::irregular::attempt;
use super::move_on::{FEW, choose_link, join_all, set_out};
use crate::draw::{Purpose, binomial, binomial_each, pick_one_by_one};
use crate::network::NONE;
use crate::state::IRREGULAR;
use std::mem::take;

/// One step of waiting at every link with a queue.
pub(super) fn wait(work: &mut Work<'_, '_>) {
    for link in 0..work.given.network.links.len() {
        if work.state.queued[link] > 0 {
            wait_at(work, link);
        }
    }
    super::arrive::rest(work);
}

fn wait_at(work: &mut Work<'_, '_>, link: usize) {
    let (network, ways) = (work.given.network, work.given.ways);
    let groups = network.group_count();
    let cells = network.cells(link);
    let from = network.links[link].from;
    let resting = network.cells(from);
    let either = |group: usize| {
        let away = ways.queue_away[cells.start + group];
        away + (1.0 - away) * ways.give_up[resting.start + group]
    };
    let mut stream = work.stream(link, Purpose::Wait, 0);
    let mut gone = take(&mut work.scratch.leaving);
    gone.fill(0);
    let queue = &mut work.state.queue[cells.clone()];
    if !ways.queue_alike[link] {
        for (group, people) in queue.iter_mut().enumerate() {
            gone[group] = binomial(&mut stream, *people, either(group));
            *people -= gone[group];
        }
    } else if f64::from(work.state.queued[link]) * either(0) < FEW {
        let few = binomial(&mut stream, work.state.queued[link], either(0));
        pick_one_by_one(&mut stream, queue, few, |group| gone[group] += 1);
    } else {
        binomial_each(&mut stream, queue, either(0), &mut gone);
        super::subtract(queue, &gone);
    }
    let all: u32 = gone.iter().sum();
    if all > 0 {
        let by_returns = work.market.leave_queue(&mut stream, link, work.state.queued[link], all);
        work.state.queued[link] -= all;
        // They give up, take another link, or cross irregularly.
        let mut giving_up = take(&mut work.scratch.giving_up);
        let mut across = take(&mut work.scratch.crossing);
        for (group, gone) in gone.iter().copied().enumerate() {
            let moving = binomial(&mut stream, gone, ways.queue_away[cells.start + group] / either(group));
            across[group] = binomial(&mut stream, moving, ways.queue_irregular[cells.start + group]);
            giving_up[group] = gone - moving;
            choose_link(work, &mut stream, from, group, moving - across[group], Some(link));
        }
        if network.markets.as_ref().is_some_and(|markets| markets.of_link[link] != NONE) && across.iter().any(|n| *n > 0) {
            attempt(work, &mut stream, link, &mut across, by_returns);
        }
        if let Some(record) = network.markets.as_ref().map(|_| &mut *work.record) {
            let elsewhere = &work.scratch.onward[..network.places[from].out.len() * groups];
            record.count_detour(work.given.layout, network, network.places[from].country, elsewhere.iter().sum());
        }
        join_all(work, &mut stream, from);
        set_out(work, &mut stream, link, IRREGULAR, &across);
        give_up(work, &mut stream, from, &giving_up);
        work.scratch.giving_up = giving_up;
        work.scratch.crossing = across;
    }
    work.scratch.leaving = gone;
}
