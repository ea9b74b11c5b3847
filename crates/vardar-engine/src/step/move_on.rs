//! People set out on a link: their travel time is drawn, and who covers it within the step is there in the next wave.

use super::{Work, arrive};
use crate::draw::{Stream, binomial_each};
use std::mem::take;

/// One person sets out on a link, as [`set_out`].
#[inline]
pub(super) fn set_out_one(work: &mut Work<'_, '_>, stream: &mut Stream, link: usize, channel: usize, cell: usize) {
    let journeys = &work.given.parameters.travel[link][channel];
    let (last, others) = journeys.split_last().expect("every link takes some time");
    let steps = if others.is_empty() {
        last.steps
    } else {
        let at = stream.uniform();
        others.iter().find(|journey| at < journey.up_to).unwrap_or(last).steps
    };
    if steps == 0 {
        arrive::land(work.given, work.record, work.scratch, link, channel, std::iter::once((cell, 1)));
    } else {
        work.state.set_out_one(work.given.network, link, channel, steps as usize, cell);
    }
}

/// People of each cell set out on a link: their travel time is drawn, and who covers it within the step lands in the next
/// wave.
pub(super) fn set_out(work: &mut Work<'_, '_>, stream: &mut Stream, link: usize, channel: usize, people: &[u32]) {
    let all: u32 = people.iter().sum();
    if all == 0 {
        return;
    }
    let journeys = &work.given.parameters.travel[link][channel];
    let (last, others) = journeys.split_last().expect("every link takes some time");
    // Few people and many possible times: one number for each person is cheaper than to go through all cells for each time.
    if (all as usize) < others.len() * 3 {
        for (cell, people) in people.iter().enumerate() {
            for _ in 0..*people {
                set_out_one(work, stream, link, channel, cell);
            }
        }
        return;
    }
    let mut some = take(&mut work.scratch.some);
    let mut part = take(&mut work.scratch.part);
    some.set(people);
    let mut left_over = all;
    for journey in others {
        let part = &mut part[..some.people.len()];
        binomial_each(stream, &some.people, journey.given_not_shorter, part);
        let so_long: u32 = part.iter().sum();
        if so_long > 0 {
            super::subtract(&mut some.people, part);
            put(work, link, channel, journey.steps, &some.cells, part);
            left_over -= so_long;
        }
        if left_over == 0 {
            break;
        }
    }
    if left_over > 0 {
        put(work, link, channel, last.steps, &some.cells, &some.people);
    }
    work.scratch.part = part;
    work.scratch.some = some;
}

/// The cells with somebody in them: with a market most have nobody.
#[derive(Debug, Clone, Default)]
pub(super) struct SomeCells {
    cells: Vec<u32>,
    people: Vec<u32>,
}

impl SomeCells {
    fn set(&mut self, people: &[u32]) {
        self.cells.clear();
        self.people.clear();
        for (cell, people) in people.iter().enumerate().filter(|(_, people)| **people > 0) {
            self.cells.push(cell as u32);
            self.people.push(*people);
        }
    }
}

/// People of some cells whose travel time is known are under way, or there already.
#[inline]
fn put(work: &mut Work<'_, '_>, link: usize, channel: usize, steps: u32, cells: &[u32], people: &[u32]) {
    if steps == 0 {
        let people = cells.iter().map(|cell| *cell as usize).zip(people.iter().copied());
        arrive::land(work.given, work.record, work.scratch, link, channel, people);
    } else {
        work.state.set_out(work.given.network, link, channel, steps as usize, cells, people);
    }
}
