//! People who reach the end of a link.

use super::Work;
use crate::network::Network;
use crate::people::{People, add, any, at_mut, count, nobody, subtract};
use crate::state::REGULAR;
use std::mem::{replace, take};

/// Lets everybody whose journey ends in this step arrive.
pub(super) fn arrive<const G: usize>(work: &mut Work<'_, '_>) {
    let network = work.given.network;
    for (link, node) in network.links.iter().enumerate() {
        for channel in 0..2 {
            let way = link * 2 + channel;
            if work.state.travellers[way] == 0 {
                continue;
            }
            let here = work.state.arriving_at::<G>(node, channel);
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
pub(super) fn land<const G: usize>(work: &mut Work<'_, '_>, link: usize, channel: usize, all: u32, people: &People<G>) {
    let (given, to) = (work.given, work.given.network.links[link].to);
    work.record.count_arrival(given.layout, given.network, link, channel, all, people);
    if given.network.markets.is_some() {
        note_crossing(work, link, channel, people);
    }
    add(at_mut(&mut work.scratch.deciding, to), people);
    work.scratch.deciding_at[to] = true;
}

/// As [`land`] for one person.
#[inline]
pub(super) fn land_one(work: &mut Work<'_, '_>, link: usize, channel: usize, group: usize) {
    let (given, to) = (work.given, work.given.network.links[link].to);
    work.record.count_arrival_of_one(given.layout, given.network, link, channel, group);
    if given.network.markets.is_some() {
        note_crossing_of_one(work, link, channel, group);
    }
    work.scratch.deciding[given.network.cells(to).start + group] += 1;
    work.scratch.deciding_at[to] = true;
}

/// Notes that people are across a border, for their standings. Out of the way of [`land`], which does the same work without a market.
#[inline(never)]
fn note_crossing<const G: usize>(work: &mut Work<'_, '_>, link: usize, channel: usize, people: &People<G>) {
    if let Some(market) = crossed(work.given.network, link, channel) {
        work.market.standings.note_crossing(market, people);
    }
}

/// As [`note_crossing`] for one person.
#[inline(never)]
fn note_crossing_of_one(work: &mut Work<'_, '_>, link: usize, channel: usize, group: usize) {
    if let Some(market) = crossed(work.given.network, link, channel) {
        work.market.standings.note_crossing_of_one(market, group);
    }
}

/// Market of the border that people have crossed whose standings come with them now: those of an irregular crossing count in the
/// country that they are bound for as soon as they set out.
fn crossed(network: &Network, link: usize, channel: usize) -> Option<usize> {
    if channel == REGULAR { network.market_of(link) } else { None }
}

/// Whoever has not decided when the waves end rests where they are.
pub(super) fn rest<const G: usize>(work: &mut Work<'_, '_>) {
    for place in 0..work.scratch.deciding_at.len() {
        if take(&mut work.scratch.deciding_at[place]) {
            let deciding = replace(at_mut::<G>(&mut work.scratch.deciding, place), nobody());
            add(at_mut(&mut work.state.resting, place), &deciding);
        }
    }
}
