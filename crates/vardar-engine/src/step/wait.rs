//! What people do who wait at a border: stay in the queue, take another link, settle, turn back, find a bed, or cross irregularly.
//!
//! The hazards compete. Each is its full rate times `w/(w + patience)` for an expected wait of `w` days; at a closed border `w` is
//! that of people who see the border: see [`crate::choice`].

use super::decide::{FEW, choose_link, give_up_now, set_out};
use super::{Scratch, StepContext};
use crate::draw::{Purpose, Stream, binomial, pick_one_by_one};
use crate::record::Record;
use crate::state::{IRREGULAR, State};

/// One step of waiting at every link with a queue.
pub(super) fn wait(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch) {
    for link in 0..context.network.links.len() {
        if state.queued[link] > 0 {
            wait_at(context, state, record, scratch, link);
        }
    }
    super::arrive::rest(context, state, scratch);
}

fn wait_at(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch, link: usize) {
    let groups = context.network.groups.len();
    let from = context.network.links[link].from;
    let mut stream = context.stream(state, link, Purpose::Wait, 0);
    let either = |group: usize| {
        let away = context.ways.queue_away[link * groups + group];
        away + (1.0 - away) * context.ways.give_up[from * groups + group]
    };
    let mut gone = std::mem::take(&mut scratch.leaving);
    gone.fill(0);
    let queue = &mut state.queue[link * groups..(link + 1) * groups];
    if context.ways.queue_alike[link] && f64::from(state.queued[link]) * either(0) < FEW {
        let few = binomial(&mut stream, state.queued[link], either(0));
        scratch.draws += 1 + u64::from(few);
        pick_one_by_one(&mut stream, queue, few, |group| gone[group] += 1);
    } else {
        for (group, people) in queue.iter_mut().enumerate().filter(|(_, people)| **people > 0) {
            gone[group] = binomial(&mut stream, *people, either(group));
            *people -= gone[group];
            scratch.draws += 1;
        }
    }
    for (group, gone) in gone.iter().enumerate().filter(|(_, gone)| **gone > 0) {
        state.queued[link] -= gone;
        leave_queue(context, state, record, scratch, &mut stream, link, group, *gone, either(group));
    }
    scratch.leaving = gone;
}

/// People who leave a queue give up, take another link, or cross irregularly.
#[allow(clippy::too_many_arguments)]
fn leave_queue(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    stream: &mut Stream,
    link: usize,
    group: usize,
    gone: u32,
    either: f64,
) {
    let cell = link * context.network.groups.len() + group;
    let from = context.network.links[link].from;
    let moving = binomial(stream, gone, context.ways.queue_away[cell] / either);
    give_up_now(context, state, record, scratch, stream, from, group, gone - moving);
    let across = binomial(stream, moving, context.ways.queue_irregular[cell]);
    scratch.draws += 2;
    if across > 0 {
        set_out(context, state, record, scratch, stream, link, IRREGULAR, group, across);
    }
    if moving > across {
        choose_link(context, state, record, scratch, stream, from, group, moving - across, Some(link));
    }
}
