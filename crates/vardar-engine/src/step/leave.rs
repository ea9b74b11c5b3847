//! People who leave a place pick their link, and set out on it or join the queue of its gate.
//!
//! Few people each draw for themselves; of more, so many of each cell take each link. Both are exact.

use super::border::capacity_per_day;
use super::move_on::{set_out, set_out_one};
use super::{StepContext, Work};
use crate::draw::{Stream, binomial, binomial_among};
use crate::network::NONE;
use crate::people::{People, add, any, at_mut, count, nobody, subtract};
use crate::state::REGULAR;
use std::mem::replace;

/// Up to so many people who leave a place each draw a link and a travel time of their own: that costs less than to go through
/// all cells, links and times.
const ONE_BY_ONE: u32 = 6;

/// People leave a place: they pick their link, and set out on it or join its queue. `except` is the link that they give up.
pub(super) fn go_on<const G: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    place: usize,
    people: &People<G>,
    except: Option<usize>,
) {
    let all = count(people);
    if all == 0 {
        return;
    }
    let ways = work.given.ways;
    if all <= ONE_BY_ONE {
        for (group, people) in people.iter().enumerate().filter(|(_, people)| **people > 0) {
            go_one_by_one(work, stream, place, group, *people, except);
        }
    } else if ways.sole_link_of_all[place] != NONE && except.is_none() {
        join(work, stream, ways.sole_link_of_all[place] as usize, *people);
    } else if ways.alike_links[place] {
        choose_together(work, stream, place, people, except);
    } else {
        for (group, people) in people.iter().enumerate().filter(|(_, people)| **people > 0) {
            choose_link::<G>(work, stream, place, group, *people, except);
        }
        join_all::<G>(work, stream, place);
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

    /// Every link before the last that is taken, with the share of those who have taken none before it.
    fn shares(&self) -> impl Iterator<Item = (usize, f64)> {
        let mut left = self.total;
        (0..self.last).map(|index| (index, self.weight(index))).filter(|(_, weight)| *weight > 0.0).map(move |(index, weight)| {
            let share = weight / left;
            left -= weight;
            (index, share)
        })
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

fn go_one_by_one(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize, group: usize, people: u32, except: Option<usize>) {
    let given = work.given;
    let network = given.network;
    let sole = given.ways.sole_link[place * network.group_count() + group];
    let choice = if sole != NONE && except.is_none() {
        None
    } else {
        let Some(choice) = Choice::new(given, place, group, except) else {
            // Nowhere to go: a place from which every link has just closed. They stay.
            work.state.resting[network.cells(place).start + group] += people;
            return;
        };
        Some(choice)
    };
    let at_once = |link: usize| given.rule_of(link).admits(group) && !has_capacity(given, link);
    let mut sole = (sole as usize, choice.is_none() && at_once(sole as usize));
    for _ in 0..people {
        if let Some(choice) = &choice {
            let link = choice.first + choice.draw(stream);
            sole = (link, at_once(link));
        }
        let (link, passes) = sole;
        if passes {
            set_out_one(work, stream, link, REGULAR, group);
        } else {
            work.state.queue[network.cells(link).start + group] += 1;
            work.state.queued[link] += 1;
        }
    }
}

/// True if a gate governs the link and lets through so many a day.
fn has_capacity(given: &StepContext<'_>, link: usize) -> bool {
    given.gate_of(link).is_some_and(|gate| capacity_per_day(given.parameters, gate, given.epoch.rules[gate].cap).is_some())
}

/// People of a group who leave a place pick their link. They are put down in `onward`, for [`join_all`].
fn choose_link<const G: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    place: usize,
    group: usize,
    people: u32,
    except: Option<usize>,
) {
    let given = work.given;
    let onward = &mut work.scratch.onward;
    let sole = given.ways.sole_link[place * given.network.group_count() + group];
    if sole != NONE && except.is_none() {
        let index = sole as usize - given.network.places[place].out.start;
        at_mut::<G>(onward, index)[group] += people;
        return;
    }
    let Some(choice) = Choice::new(given, place, group, except) else {
        // Nowhere to go: a place from which every link has just closed. They stay.
        at_mut::<G>(&mut work.state.resting, place)[group] += people;
        return;
    };
    // Few people and many links: one number for each person is cheaper than one binomial for each link.
    if people as usize <= choice.last {
        for _ in 0..people {
            at_mut::<G>(onward, choice.draw(stream))[group] += 1;
        }
        return;
    }
    let mut left = people;
    for (index, share) in choice.shares() {
        let part = binomial(stream, left, share);
        left -= part;
        at_mut::<G>(onward, index)[group] += part;
    }
    // The last takes the rest for certain: rounding of the running sum must not lose anybody.
    at_mut::<G>(onward, choice.last)[group] += left;
}

/// People of all groups, who share the links of a place alike, pick theirs, and set out on it or join its queue.
fn choose_together<const G: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    place: usize,
    people: &People<G>,
    except: Option<usize>,
) {
    let Some(choice) = Choice::new(work.given, place, 0, except) else {
        // Nowhere to go: a place from which every link has just closed. They stay.
        return add(at_mut(&mut work.state.resting, place), people);
    };
    let mut left = *people;
    for (index, share) in choice.shares() {
        let part = binomial_among(stream, &left, share);
        subtract(&mut left, &part);
        if any(&part) {
            join(work, stream, choice.first + index, part);
        }
    }
    // The last takes the rest for certain: rounding of the running sum must not lose anybody.
    if any(&left) {
        join(work, stream, choice.first + choice.last, left);
    }
}

/// Everybody in `onward` sets out on the link chosen, or joins its queue.
fn join_all<const G: usize>(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize) {
    for (index, link) in work.given.network.places[place].out.clone().enumerate() {
        let people = at_mut::<G>(&mut work.scratch.onward, index);
        if any(people) {
            let people = replace(people, nobody());
            join(work, stream, link, people);
        }
    }
}

/// People set out on a link, or join its queue if its gate does not let them through at once.
fn join<const G: usize>(work: &mut Work<'_, '_>, stream: &mut Stream, link: usize, mut people: People<G>) {
    let (rule, with_capacity) = (work.given.rule_of(link), has_capacity(work.given, link));
    if with_capacity {
        work.state.queued[link] += count(&people);
        add(at_mut(&mut work.state.queue, link), &people);
        return;
    }
    if rule.eligible != u64::MAX {
        let queue = at_mut::<G>(&mut work.state.queue, link);
        for (group, (queue, people)) in queue.iter_mut().zip(&mut people).enumerate() {
            if !rule.admits(group) {
                *queue += *people;
                work.state.queued[link] += replace(people, 0);
            }
        }
    }
    set_out(work, stream, link, REGULAR, &people);
}
