//! People who leave a place pick their link and set out on it, or join the queue of its gate.

use super::border::capacity_per_day;
use super::{StepContext, Work, arrive};
use crate::draw::{Stream, binomial, binomial_each};
use crate::network::NONE;
use crate::state::REGULAR;
use std::mem::take;

/// Below so many expected movers a place or queue is drawn from as a whole.
pub(super) const FEW: f64 = 3.0;

/// Share of a daily capacity that may have been used by the end of this step.
pub(super) fn allowance(given: &StepContext<'_>, per_day: f64) -> u32 {
    let profile = &given.network.profile;
    if given.step_of_day + 1 == profile.len() {
        return per_day as u32;
    }
    let share: f64 = profile[..=given.step_of_day].iter().sum();
    (per_day * share + 0.5).floor() as u32
}

/// People of a group who leave a place pick their link; `except` is the link that they give up. They are put down in
/// `onward`, for [`join_all`].
pub(super) fn choose_link(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    place: usize,
    group: usize,
    people: u32,
    except: Option<usize>,
) {
    if people == 0 {
        return;
    }
    let (network, ways) = (work.given.network, work.given.ways);
    let groups = network.group_count();
    let out = network.places[place].out.clone();
    let onward = &mut work.scratch.onward;
    let sole = ways.sole_link[place * groups + group];
    if sole != NONE && except.is_none() {
        onward[(sole as usize - out.start) * groups + group] += people;
        return;
    }
    let weight = |index: usize| {
        let link = out.start + index;
        if Some(link) == except { 0.0 } else { ways.link[link * groups + group] }
    };
    let mut left_weight: f64 = (0..out.len()).map(weight).sum();
    let mut left = people;
    let last = (0..out.len()).rev().find(|index| weight(*index) > 0.0);
    let Some(last) = last else {
        // Nowhere to go: a place from which every link has just closed. They stay.
        work.state.resting[place * groups + group] += people;
        return;
    };
    // Few people and many links: one number for each person is cheaper than one binomial for each link.
    if people as usize <= out.len() {
        for _ in 0..people {
            let mut at = stream.uniform() * left_weight;
            let which = (0..last).find(|index| {
                at -= weight(*index);
                at < 0.0
            });
            onward[which.unwrap_or(last) * groups + group] += 1;
        }
        return;
    }
    for index in 0..last {
        let weight = weight(index);
        if weight > 0.0 {
            let part = binomial(stream, left, weight / left_weight);
            left_weight -= weight;
            left -= part;
            onward[index * groups + group] += part;
        }
    }
    // The last takes the rest for certain: rounding of the running sum must not lose anybody.
    onward[last * groups + group] += left;
}

/// Everybody in `onward` sets out on the link chosen, or joins its queue if its gate does not let them through at once.
pub(super) fn join_all(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize) {
    let network = work.given.network;
    let groups = network.group_count();
    let mut onward = take(&mut work.scratch.onward);
    for (link, people) in network.places[place].out.clone().zip(onward.chunks_exact_mut(groups)) {
        if people.iter().all(|n| *n == 0) {
            continue;
        }
        let rule = work.given.rule_of(link);
        let at_once = match work.given.gate_of(link) {
            Some(gate) => capacity_per_day(work.given.parameters, gate, rule.cap).is_none(),
            None => true,
        };
        let queue = &mut work.state.queue[network.cells(link)];
        for (group, (queue, people)) in queue.iter_mut().zip(people.iter_mut()).enumerate() {
            if !at_once || !rule.admits(group) {
                let joining = take(people);
                *queue += joining;
                work.state.queued[link] += joining;
            }
        }
        set_out(work, stream, link, REGULAR, people);
        people.fill(0);
    }
    work.scratch.onward = onward;
}

/// People of each group set out on a link: their travel time is drawn, and who covers it within the step lands in the next
/// wave.
pub(super) fn set_out(work: &mut Work<'_, '_>, stream: &mut Stream, link: usize, channel: usize, people: &[u32]) {
    let all: u32 = people.iter().sum();
    if all == 0 {
        return;
    }
    let journeys = &work.given.parameters.travel[link][channel];
    let (last, others) = journeys.split_last().expect("every link takes some time");
    let mut part = take(&mut work.scratch.part);
    // Few people and many possible times: one number for each person is cheaper than one binomial for each time.
    if (all as usize) < others.len() * 2 {
        for (group, people) in people.iter().enumerate() {
            for _ in 0..*people {
                let at = stream.uniform();
                part.fill(0);
                part[group] = 1;
                let journey = others.iter().find(|journey| at < journey.up_to).unwrap_or(last);
                put(work, link, channel, journey.steps, &part);
            }
        }
    } else {
        let mut left = take(&mut work.scratch.left);
        left.copy_from_slice(people);
        for journey in others {
            binomial_each(stream, &left, journey.given_not_shorter, &mut part);
            super::subtract(&mut left, &part);
            put(work, link, channel, journey.steps, &part);
        }
        put(work, link, channel, last.steps, &left);
        work.scratch.left = left;
    }
    work.scratch.part = part;
}

/// People whose travel time is known are under way, or there already.
#[inline]
fn put(work: &mut Work<'_, '_>, link: usize, channel: usize, steps: u32, people: &[u32]) {
    if steps == 0 {
        arrive::land(work.given, work.record, work.scratch, link, channel, people);
    } else {
        work.state.set_out(work.given.network, link, channel, steps as usize, people);
    }
}
