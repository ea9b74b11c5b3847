//! People set out on a link: their travel time is drawn, and who covers it within the step is there in the next wave.

use super::{Work, arrive};
use crate::draw::{Stream, binomial_among};
use crate::people::{People, add, at_mut, count, subtract};

/// One person sets out on a link, as [`set_out`].
#[inline]
pub(super) fn set_out_one(work: &mut Work<'_, '_>, stream: &mut Stream, link: usize, channel: usize, group: usize) {
    work.record.count_departure(work.given.layout, link, 1);
    let journeys = work.given.parameters.travel.on(link, channel);
    let (last, others) = journeys.split_last().expect("every link takes some time");
    let steps = if others.is_empty() {
        last.steps
    } else {
        let at = stream.uniform();
        others.iter().find(|journey| at < journey.up_to).unwrap_or(last).steps
    };
    if steps == 0 {
        arrive::land_one(work, link, channel, group);
    } else {
        work.state.set_out(work.given.network, link, channel, steps, group, 1);
    }
}

/// People set out on a link: their travel time is drawn, and who covers it within the step lands in the next wave.
pub(super) fn set_out<const G: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    link: usize,
    channel: usize,
    people: &People<G>,
) {
    let all = count(people);
    if all == 0 {
        return;
    }
    let journeys = work.given.parameters.travel.on(link, channel);
    let (last, others) = journeys.split_last().expect("every link takes some time");
    // Few people and many possible times: one number for each person is cheaper than to go through all cells for each time.
    if (all as usize) < others.len() * 3 {
        for (group, people) in people.iter().enumerate() {
            for _ in 0..*people {
                set_out_one(work, stream, link, channel, group);
            }
        }
        return;
    }
    work.record.count_departure(work.given.layout, link, all);
    if others.is_empty() {
        put(work, link, channel, last.steps, people);
        return;
    }
    let mut left = *people;
    for journey in others {
        let part = binomial_among(stream, &left, journey.given_not_shorter);
        subtract(&mut left, &part);
        put(work, link, channel, journey.steps, &part);
    }
    put(work, link, channel, last.steps, &left);
}

/// People whose travel time is known are under way, or there already.
#[inline]
fn put<const G: usize>(work: &mut Work<'_, '_>, link: usize, channel: usize, steps: u32, people: &People<G>) {
    let all = count(people);
    if all == 0 {
        return;
    }
    if steps == 0 {
        arrive::land(work, link, channel, all, people);
        return;
    }
    let way = link * 2 + channel;
    add(work.state.arriving_in(&work.given.network.links[link], channel, steps), people);
    add(at_mut(&mut work.state.under_way, way), people);
    work.state.travellers[way] += all;
}
