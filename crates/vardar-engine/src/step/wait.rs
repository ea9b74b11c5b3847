//! What people do who wait at a border: stay in the queue, take another link, settle, turn back, find a bed, or cross irregularly.
//!
//! The hazards compete. Each is its full rate times `w/(w + patience)` for an expected wait of `w` days; at a closed border `w` is
//! that of people who see the border: see [`crate::choice`].

use super::decide::{choose_link, give_up_now, set_out};
use super::{Scratch, StepContext};
use crate::draw::{Purpose, binomial};
use crate::record::Record;
use crate::state::{IRREGULAR, State};

/// One step of waiting at every link with a queue.
pub(super) fn wait(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch) {
    let network = context.network;
    let groups = network.group_count();
    let step_days = network.step_hours() / 24.0;
    for (link, node) in network.links.iter().enumerate() {
        if state.queued[link] == 0 {
            continue;
        }
        let mut stream = context.stream(state, link, Purpose::Wait, 0);
        let rule = network.gate_of(context.day, link).map(|gate| network.epoch(context.day).rules[gate]);
        for group in 0..groups {
            let cell = link * groups + group;
            let people = state.queue[cell];
            if people == 0 {
                continue;
            }
            let here = node.from * groups + group;
            let held = context.ways.held[here];
            if held <= 0.0 {
                continue;
            }
            let exposure_days = held * step_days;
            let shut_out = rule.is_some_and(|r| !r.admits(group));
            let irregular = if shut_out { context.parameters.irregular_per_day[link] } else { 0.0 };
            let elsewhere: f64 = weight_of_other_links(context, link, group);
            let detour = if elsewhere > 0.0 { context.parameters.detour_per_day[link] } else { 0.0 };
            // Irregular crossing does not wait for patience to wear out: the border is closed and will not open for waiting.
            let away = -libm::expm1(-(irregular * step_days + detour * exposure_days));
            let give_up = context.ways.give_up[here];
            let either = away + (1.0 - away) * give_up;
            let gone = binomial(&mut stream, people, either);
            scratch.draws += 1;
            if gone == 0 {
                continue;
            }
            let leave = if give_up > 0.0 { binomial(&mut stream, gone, away / either) } else { gone };
            give_up_now(context, state, record, scratch, &mut stream, node.from, group, gone - leave);
            let across = binomial(&mut stream, leave, irregular * step_days / (irregular * step_days + detour * exposure_days));
            scratch.draws += 2;
            if across > 0 {
                set_out(context, state, record, scratch, &mut stream, link, IRREGULAR, group, across);
            }
            if leave > across {
                choose_link(context, state, record, scratch, &mut stream, node.from, group, leave - across, Some(link));
            }
            // `choose_link` may have put people into this very queue's sisters, never into this one.
            state.queue[cell] -= gone;
            state.queued[link] -= gone;
        }
    }
    super::arrive::rest(context, state, scratch);
}

/// Weight of the other links of the place that people of the group might take.
fn weight_of_other_links(context: &StepContext<'_>, link: usize, group: usize) -> f64 {
    let groups = context.network.group_count();
    let out = context.network.places[context.network.links[link].from].out.clone();
    out.filter(|other| *other != link).map(|other| context.ways.link[other * groups + group]).sum()
}
