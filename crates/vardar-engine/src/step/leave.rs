//! People who leave a place pick their link, and set out on it or join the queue of its gate.
//!
//! Few people each draw for themselves; of more, so many of each cell take each link. Both are exact.

use super::border::capacity_per_day;
use super::move_on::{set_out, set_out_one};
use super::{StepContext, Work, add, binomial_of};
use crate::draw::Stream;
use crate::network::NONE;
use crate::state::REGULAR;
use std::mem::take;

/// Up to so many people who leave a place each draw a link and a travel time of their own: that costs less than to go through
/// all cells, links and times.
const ONE_BY_ONE: u32 = 12;

/// People of each cell leave a place: they pick their link, and set out on it or join its queue. `except` is the link that they
/// give up.
pub(super) fn go_on<const S: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    place: usize,
    people: &[u32],
    except: Option<usize>,
) {
    let all: u32 = people.iter().sum();
    if all == 0 {
        return;
    }
    for (group, people) in people.as_chunks::<S>().0.iter().enumerate().filter(|(_, people)| **people != [0; S]) {
        if all <= ONE_BY_ONE {
            go_one_by_one(work, stream, place, group, people, except);
        } else {
            choose_link(work, stream, place, group, *people, except);
        }
    }
    if all > ONE_BY_ONE {
        join_all::<S>(work, stream, place);
    }
}

/// The links that a group may take from a place, and how they share those who leave.
struct Choice<'a> {
    first: usize,
    weights: &'a [f64],
    stride: usize,
    except: Option<usize>,
    total: f64,
    last: usize,
}

impl<'a> Choice<'a> {
    /// `None`: nowhere to go.
    fn new(given: &StepContext<'a>, place: usize, group: usize, except: Option<usize>) -> Option<Self> {
        let groups = given.network.group_count();
        let out = given.network.places[place].out.clone();
        let weights = &given.ways.link[(out.start * groups + group).min(out.end * groups)..out.end * groups];
        let mut choice = Self { first: out.start, weights, stride: groups, except, total: 0.0, last: usize::MAX };
        for index in 0..out.len() {
            let weight = choice.weight(index);
            if weight > 0.0 {
                choice.total += weight;
                choice.last = index;
            }
        }
        (choice.last != usize::MAX).then_some(choice)
    }

    /// Weight of a link of the place.
    fn weight(&self, index: usize) -> f64 {
        if Some(self.first + index) == self.except { 0.0 } else { self.weights[index * self.stride] }
    }

    /// Link of the place that one person takes.
    fn draw(&self, stream: &mut Stream) -> usize {
        let mut at = stream.uniform() * self.total;
        let which = (0..self.last).find(|index| {
            at -= self.weight(*index);
            at < 0.0
        });
        which.unwrap_or(self.last)
    }
}

fn go_one_by_one<const S: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    place: usize,
    group: usize,
    people: &[u32; S],
    except: Option<usize>,
) {
    let given = work.given;
    let network = given.network;
    let sole = given.ways.sole_link[place * network.group_count() + group];
    let choice = if sole != NONE && except.is_none() {
        None
    } else {
        let Some(choice) = Choice::new(given, place, group, except) else {
            // Nowhere to go: a place from which every link has just closed. They stay.
            add(&mut work.state.resting[network.cells(place).start + group * S..], people);
            return;
        };
        Some(choice)
    };
    let at_once = |link: usize| given.rule_of(link).admits(group) && !has_capacity(given, link);
    let mut sole = (sole as usize, choice.is_none() && at_once(sole as usize));
    for (standing, people) in people.iter().enumerate() {
        let cell = group * S + standing;
        for _ in 0..*people {
            if let Some(choice) = &choice {
                let link = choice.first + choice.draw(stream);
                sole = (link, at_once(link));
            }
            let (link, passes) = sole;
            if passes {
                set_out_one(work, stream, link, REGULAR, cell);
            } else {
                work.state.queue[network.cells(link).start + cell] += 1;
                work.state.queued[link] += 1;
            }
        }
    }
}

/// True if a gate governs the link and lets through so many a day.
fn has_capacity(given: &StepContext<'_>, link: usize) -> bool {
    given.gate_of(link).is_some_and(|gate| capacity_per_day(given.parameters, gate, given.epoch.rules[gate].cap).is_some())
}

/// People of a group who leave a place pick their link. They are put down in `onward`, for [`join_all`].
fn choose_link<const S: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    place: usize,
    group: usize,
    people: [u32; S],
    except: Option<usize>,
) {
    let given = work.given;
    let cells = given.network.cell_count();
    let onward = &mut work.scratch.onward;
    let sole = given.ways.sole_link[place * given.network.group_count() + group];
    if sole != NONE && except.is_none() {
        let index = sole as usize - given.network.places[place].out.start;
        add(&mut onward[index * cells + group * S..], &people);
        return;
    }
    let Some(choice) = Choice::new(given, place, group, except) else {
        // Nowhere to go: a place from which every link has just closed. They stay.
        add(&mut work.state.resting[place * cells + group * S..], &people);
        return;
    };
    // Few people and many links: one number for each person is cheaper than one binomial for each link.
    if people.iter().sum::<u32>() as usize <= choice.last {
        for (standing, people) in people.into_iter().enumerate() {
            for _ in 0..people {
                onward[choice.draw(stream) * cells + group * S + standing] += 1;
            }
        }
        return;
    }
    let (mut left, mut left_weight) = (people, choice.total);
    for index in 0..choice.last {
        let weight = choice.weight(index);
        if weight > 0.0 {
            let part = binomial_of(stream, &left, weight / left_weight);
            left_weight -= weight;
            super::subtract(&mut left, &part);
            add(&mut onward[index * cells + group * S..], &part);
        }
    }
    // The last takes the rest for certain: rounding of the running sum must not lose anybody.
    add(&mut onward[choice.last * cells + group * S..], &left);
}

/// Everybody in `onward` sets out on the link chosen, or joins its queue if its gate does not let them through at once.
fn join_all<const S: usize>(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize) {
    let network = work.given.network;
    let cells = network.cell_count();
    let mut onward = take(&mut work.scratch.onward);
    for (link, people) in network.places[place].out.clone().zip(onward.chunks_exact_mut(cells)) {
        if people.iter().all(|n| *n == 0) {
            continue;
        }
        let (rule, with_capacity) = (work.given.rule_of(link), has_capacity(work.given, link));
        if with_capacity || rule.eligible != u64::MAX {
            let queue = &mut work.state.queue[network.cells(link)];
            for (cell, (queue, people)) in queue.iter_mut().zip(people.iter_mut()).enumerate() {
                if with_capacity || !rule.admits(cell / S) {
                    let joining = take(people);
                    *queue += joining;
                    work.state.queued[link] += joining;
                }
            }
        }
        set_out(work, stream, link, REGULAR, people);
        people.fill(0);
    }
    work.scratch.onward = onward;
}
