//! People who reach the end of a link.

use super::Work;
use crate::people::{People, add, any, at_mut, count, nobody, subtract};
use std::mem::{replace, take};

/// Lets everybody whose journey ends in this step arrive.
pub(super) fn arrive<const G: usize, const S: usize>(work: &mut Work<'_, '_>) {
    let network = work.given.network;
    for (link, node) in network.links.iter().enumerate() {
        for channel in 0..2 {
            let way = link * 2 + channel;
            if work.state.travellers[way] == 0 {
                continue;
            }
            let here = work.state.arriving_at::<G, S>(node, channel);
            if any(here) {
                let people = replace(here, nobody());
                subtract(at_mut(&mut work.state.under_way, way), &people);
                let all = count(&people);
                work.state.travellers[way] -= all;
                land(work, link, channel, all, &people);
            }
        }
    }
}

/// People are at the end of a link: counted, `all` of them, and free to decide.
#[inline]
pub(super) fn land<const G: usize, const S: usize>(
    work: &mut Work<'_, '_>,
    link: usize,
    channel: usize,
    all: u32,
    people: &People<G, S>,
) {
    let (given, to) = (work.given, work.given.network.links[link].to);
    work.record.count_arrival(given.layout, given.network, link, channel, all, people);
    add(at_mut(&mut work.scratch.deciding, to), people);
    work.scratch.deciding_at[to] = true;
}

/// As [`land`] for one person.
#[inline]
pub(super) fn land_one<const S: usize>(work: &mut Work<'_, '_>, link: usize, channel: usize, cell: usize) {
    let (given, to) = (work.given, work.given.network.links[link].to);
    work.record.count_arrival_of_one(given.layout, given.network, link, channel, cell / S);
    work.scratch.deciding[given.network.cells(to).start + cell] += 1;
    work.scratch.deciding_at[to] = true;
}

/// Whoever has not decided when the waves end rests where they are.
pub(super) fn rest<const G: usize, const S: usize>(work: &mut Work<'_, '_>) {
    for place in 0..work.scratch.deciding_at.len() {
        if take(&mut work.scratch.deciding_at[place]) {
            let deciding = replace(at_mut::<G, S>(&mut work.scratch.deciding, place), nobody());
            add(at_mut(&mut work.state.resting, place), &deciding);
        }
    }
}
