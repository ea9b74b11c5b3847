//! What people do who wait at a border: stay in the queue, take another link, settle, turn back, find a bed, or cross irregularly.
//!
//! The hazards compete. Each is its full rate times `w/(w + patience)` for an expected wait of `w` days; at a closed border `w` is
//! that of people who see the border: see [`crate::choice`].

use super::give_up::give_up;
use super::irregular::attempt;
use super::leave::go_on;
use super::move_on::set_out;
use super::{FEW, Work, binomial_of};
use crate::draw::{Purpose, binomial, binomial_each, pick_one_by_one};
use crate::network::NONE;
use crate::state::IRREGULAR;
use std::mem::take;

/// One day of waiting at every link with a queue.
pub(super) fn wait<const S: usize>(work: &mut Work<'_, '_>) {
    for link in 0..work.given.network.links.len() {
        if work.state.queued[link] > 0 {
            wait_at::<S>(work, link);
        }
    }
    super::arrive::rest(work);
}

fn wait_at<const S: usize>(work: &mut Work<'_, '_>, link: usize) {
    let (network, ways) = (work.given.network, work.given.ways);
    let groups = network.group_count();
    let from = network.links[link].from;
    let (of_link, of_place) = (link * groups, from * groups);
    let either = |group: usize| {
        let away = ways.queue_away[of_link + group];
        away + (1.0 - away) * ways.give_up[of_place + group]
    };
    let mut stream = work.stream(link, Purpose::Wait, 0);
    let mut gone = take(&mut work.scratch.leaving);
    gone.fill(0);
    let queue = &mut work.state.queue[network.cells(link)];
    if !ways.queue_alike[link] {
        let by_group = queue.as_chunks::<S>().0.iter().zip(gone.as_chunks_mut::<S>().0);
        for (group, (people, gone)) in by_group.enumerate() {
            *gone = binomial_of(&mut stream, people, either(group));
        }
        super::subtract(queue, &gone);
    } else if f64::from(work.state.queued[link]) * either(0) < FEW {
        let few = binomial(&mut stream, work.state.queued[link], either(0));
        pick_one_by_one(&mut stream, queue, few, |cell| gone[cell] += 1);
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
        giving_up.copy_from_slice(&gone);
        let by_group = giving_up.as_chunks_mut::<S>().0.iter_mut().zip(across.as_chunks_mut::<S>().0);
        for (group, ((giving_up, across), elsewhere)) in by_group.zip(gone.as_chunks_mut::<S>().0).enumerate() {
            let mut moving = binomial_of(&mut stream, giving_up, ways.queue_away[of_link + group] / either(group));
            super::subtract(giving_up, &moving);
            *across = binomial_of(&mut stream, &moving, ways.queue_irregular[of_link + group]);
            super::subtract(&mut moving, across);
            *elsewhere = moving;
        }
        if network.markets.as_ref().is_some_and(|markets| markets.of_link[link] != NONE) && across.iter().any(|n| *n > 0) {
            attempt(work, &mut stream, link, &mut across, by_returns);
        }
        if let Some(record) = network.markets.as_ref().map(|_| &mut *work.record) {
            record.count_detour(work.given.layout, network, network.places[from].country, gone.iter().sum());
        }
        go_on::<S>(work, &mut stream, from, &gone, Some(link));
        set_out(work, &mut stream, link, IRREGULAR, &across);
        give_up(work, &mut stream, from, &giving_up);
        work.scratch.giving_up = giving_up;
        work.scratch.crossing = across;
    }
    work.scratch.leaving = gone;
}
