//! People who reach the end of a link, and the hand-over from one wave to the next.

use super::{Scratch, StepContext};
use crate::record::Record;
use crate::state::State;

/// Lets everybody whose journey ends in this step arrive.
pub(super) fn arrive(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch) {
    let network = context.network;
    let groups = network.group_count();
    for (link, node) in network.links.iter().enumerate() {
        if state.under_way[link] == 0 {
            continue;
        }
        let slot = state.step as usize % node.slots;
        for channel in 0..node.channels {
            let from = node.transit + (slot * node.channels + channel) * groups;
            for group in 0..groups {
                let people = std::mem::take(&mut state.transit[from + group]);
                if people > 0 {
                    state.under_way[link] -= people;
                    land(context, record, scratch, link, channel, group, people);
                }
            }
        }
    }
}

/// People are at the end of a link: counted, and free to decide in the next wave.
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
    scratch.arrived[to * context.network.groups.len() + group] += people;
    scratch.arrived_at[to] = true;
}

/// Those who arrived in this wave decide in the next.
pub(super) fn next_wave(context: &StepContext<'_>, scratch: &mut Scratch) {
    let groups = context.network.group_count();
    for place in 0..scratch.arrived_at.len() {
        if std::mem::take(&mut scratch.arrived_at[place]) {
            scratch.deciding_at[place] = true;
            for cell in place * groups..(place + 1) * groups {
                scratch.deciding[cell] += std::mem::take(&mut scratch.arrived[cell]);
            }
        }
    }
}

/// Whoever has not decided when the waves end rests where they are.
pub(super) fn rest(context: &StepContext<'_>, state: &mut State, scratch: &mut Scratch) {
    let groups = context.network.group_count();
    for place in 0..scratch.arrived_at.len() {
        let arrived = std::mem::take(&mut scratch.arrived_at[place]);
        let deciding = std::mem::take(&mut scratch.deciding_at[place]);
        if arrived || deciding {
            for cell in place * groups..(place + 1) * groups {
                state.resting[cell] += std::mem::take(&mut scratch.arrived[cell]) + std::mem::take(&mut scratch.deciding[cell]);
            }
        }
    }
}
