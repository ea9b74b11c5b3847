//! People who reach the end of a link.

use super::{Scratch, StepContext, Work};
use crate::record::Record;

/// Lets everybody whose journey ends in this step arrive.
pub(super) fn arrive(work: &mut Work<'_, '_>) {
    let network = work.given.network;
    let cells = network.cell_count();
    for (link, node) in network.links.iter().enumerate() {
        for channel in 0..2 {
            let way = link * 2 + channel;
            if work.state.travellers[way] == 0 {
                continue;
            }
            let slot = work.state.step as usize % node.slots[channel];
            let from = node.transit[channel] + slot * cells;
            let people = &mut work.state.transit[from..from + cells];
            let all: u32 = people.iter().sum();
            if all > 0 {
                land(work.given, work.record, work.scratch, link, channel, people.iter().copied().enumerate());
                work.state.travellers[way] -= all;
                super::subtract(&mut work.state.under_way[network.cells(way)], people);
                people.fill(0);
            }
        }
    }
}

/// People, given as pairs of cell and number, are at the end of a link: counted, and free to decide.
#[inline]
pub(super) fn land(
    given: &StepContext<'_>,
    record: &mut Record,
    scratch: &mut Scratch,
    link: usize,
    channel: usize,
    people: impl Iterator<Item = (usize, u32)> + Clone,
) {
    let network = given.network;
    let to = network.links[link].to;
    record.count_arrival(given.layout, network, link, channel, people.clone());
    let deciding = &mut scratch.deciding[network.cells(to)];
    people.for_each(|(cell, n)| deciding[cell] += n);
    scratch.deciding_at[to] = true;
}

/// Whoever has not decided when the waves end rests where they are.
pub(super) fn rest(work: &mut Work<'_, '_>) {
    for place in 0..work.scratch.deciding_at.len() {
        if std::mem::take(&mut work.scratch.deciding_at[place]) {
            let cells = work.cells(place);
            let deciding = &mut work.scratch.deciding[cells.clone()];
            super::add(&mut work.state.resting[cells], deciding);
            deciding.fill(0);
        }
    }
}
