//! People set out on a link: their travel time is drawn, and who covers it within the step is there in the next wave.

use super::{Work, arrive, binomial_of_all};
use crate::draw::{Stream, binomial_each};
use crate::people::{People, add, at_mut, count, nobody, subtract};
use std::mem::take;

/// One person sets out on a link, as [`set_out`].
#[inline]
pub(super) fn set_out_one<const S: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    link: usize,
    channel: usize,
    cell: usize,
) {
    let journeys = &work.given.parameters.travel[link][channel];
    let (last, others) = journeys.split_last().expect("every link takes some time");
    let steps = if others.is_empty() {
        last.steps
    } else {
        let at = stream.uniform();
        others.iter().find(|journey| at < journey.up_to).unwrap_or(last).steps
    };
    if steps == 0 {
        arrive::land_one::<S>(work, link, channel, cell);
    } else {
        work.state.set_out(work.given.network, link, channel, steps, cell, 1);
    }
}

/// People set out on a link: their travel time is drawn, and who covers it within the step lands in the next wave.
pub(super) fn set_out<const G: usize, const S: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    link: usize,
    channel: usize,
    people: &People<G, S>,
) {
    let all = count(people);
    if all == 0 {
        return;
    }
    let journeys = &work.given.parameters.travel[link][channel];
    let (last, others) = journeys.split_last().expect("every link takes some time");
    // Few people and many possible times: one number for each person is cheaper than to go through all cells for each time.
    if (all as usize) < others.len() * 3 {
        for (cell, people) in people.as_flattened().iter().enumerate() {
            for _ in 0..*people {
                set_out_one::<S>(work, stream, link, channel, cell);
            }
        }
        return;
    }
    if others.is_empty() {
        put(work, link, channel, last.steps, people);
        return;
    }
    let mut left = *people;
    let mut some = take(&mut work.scratch.some);
    if S > 1 {
        some.set(people.as_flattened());
    }
    for journey in others {
        let part = if S > 1 {
            some.draw(stream, journey.given_not_shorter)
        } else {
            binomial_of_all(work.given.network, stream, &left, journey.given_not_shorter)
        };
        subtract(&mut left, &part);
        put(work, link, channel, journey.steps, &part);
    }
    work.scratch.some = some;
    put(work, link, channel, last.steps, &left);
}

/// The cells with somebody in them: with a market most have nobody.
#[derive(Debug, Clone, Default)]
pub(super) struct SomeCells {
    cells: Vec<u32>,
    people: Vec<u32>,
    drawn: Vec<u32>,
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

    /// Draws those to whom something of probability `p` happens, and takes them out.
    fn draw<const G: usize, const S: usize>(&mut self, stream: &mut Stream, p: f64) -> People<G, S> {
        self.drawn.resize(self.people.len(), 0);
        binomial_each(stream, &self.people, p, &mut self.drawn);
        let mut part = nobody();
        for ((cell, people), drawn) in self.cells.iter().zip(&mut self.people).zip(&self.drawn) {
            *people -= drawn;
            part.as_flattened_mut()[*cell as usize] = *drawn;
        }
        part
    }
}

/// People whose travel time is known are under way, or there already.
#[inline]
fn put<const G: usize, const S: usize>(work: &mut Work<'_, '_>, link: usize, channel: usize, steps: u32, people: &People<G, S>) {
    let all = count(people);
    if all == 0 {
        return;
    }
    if steps == 0 {
        arrive::land(work, link, channel, people);
        return;
    }
    let way = link * 2 + channel;
    add(work.state.arriving_in(&work.given.network.links[link], channel, steps), people);
    add(at_mut(&mut work.state.under_way, way), people);
    work.state.travellers[way] += all;
}
