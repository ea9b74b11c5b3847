//! People who reach the end of a link.

use super::{Scratch, StepContext};
use crate::record::Record;
use crate::state::State;

/// Lets everybody whose journey ends in this step arrive.
pub(super) fn arrive(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch) {
    let network = context.network;
    let groups = network.group_count();
    for (link, node) in network.links.iter().enumerate() {
        for channel in 0..2 {
            if state.travellers[link * 2 + channel] == 0 {
                continue;
            }
            let slot = state.step as usize % node.slots[channel];
            let from = node.transit[channel] + slot * groups;
            for group in 0..groups {
                let people = std::mem::take(&mut state.transit[from + group]);
                if people > 0 {
                    state.travellers[link * 2 + channel] -= people;
                    state.under_way[(link * 2 + channel) * groups + group] -= people;
                    land(context, record, scratch, link, channel, group, people);
                }
            }
        }
    }
}

/// People are at the end of a link: counted, and free to decide.
#[inline]
pub(super) fn land(
    context: &StepContext<'_>,
    record: &mut Record,
    scratch: &mut Scratch,
    link: usize,
    channel: usize,
    group: usize,
    people: u32,
) {
    let to = context.network.links[link].to;
    record.count_arrival(context.layout, context.network, link, channel, group, people);
    scratch.deciding[to * context.network.groups.len() + group] += people;
    scratch.deciding_at[to] = true;
}

/// Whoever has not decided when the waves end rests where they are.
pub(super) fn rest(context: &StepContext<'_>, state: &mut State, scratch: &mut Scratch) {
    let groups = context.network.group_count();
    for place in 0..scratch.deciding_at.len() {
        if std::mem::take(&mut scratch.deciding_at[place]) {
            for cell in place * groups..(place + 1) * groups {
                state.resting[cell] += std::mem::take(&mut scratch.deciding[cell]);
            }
        }
    }
}
