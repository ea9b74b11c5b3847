//! Bringing a stock to the number of people that the counts speak for.
//!
//! Who is taken off is a random sample of those who are there; who is added is like somebody there, each on their own. Both draws are
//! exact, and done person by person where few change, cell by cell where many do. What may not change: the difference is booked in
//! [`State::increment`], to the person.

use super::{State, Stock};
use crate::draw::{Stream, multinomial, multivariate_hypergeometric};
use crate::network::Network;

/// To draw for a cell with somebody in it takes as long as to pick about so many people.
const PICKED_PER_DRAW: u32 = 5;

impl State {
    /// Brings a stock to `target` people, or as near as can be: who is added or removed is drawn in proportion to who is there.
    /// An empty stock takes people only at a place, by the shares of `mix`. The difference is booked in [`State::increment`].
    pub fn correct(&mut self, network: &Network, stock: Stock, target: u32, mix: &[f64], random: &mut Stream) {
        let now = self.people_in(network, stock);
        if target == now || (now == 0 && !can_begin(stock, mix)) {
            return;
        }
        let room = network.cell_count();
        match stock {
            Stock::Place(place) => {
                let here = network.cells(place);
                let registering = &mut self.registering[here.clone()];
                if registering.iter().all(|people| *people == 0) {
                    bring(&mut self.resting[here], room, now, target, mix, random);
                } else {
                    let mut both = [&self.resting[here.clone()], registering].concat();
                    bring(&mut both, room, now, target, mix, random);
                    self.resting[here].copy_from_slice(&both[..room]);
                    registering.copy_from_slice(&both[room..]);
                }
            }
            Stock::Queue(link) => {
                bring(&mut self.queue[network.cells(link)], room, now, target, mix, random);
                self.queued[link] = target;
            }
            Stock::Way(link, channel) => {
                let (node, way) = (&network.links[link], link * 2 + channel);
                let ring = &mut self.transit[node.transit[channel]..][..node.slots[channel] * room];
                bring(ring, room, now, target, mix, random);
                let under_way = &mut self.under_way[network.cells(way)];
                under_way.fill(0);
                for slot in ring.chunks_exact(room) {
                    under_way.iter_mut().zip(slot).for_each(|(sum, n)| *sum += n);
                }
                self.travellers[way] = target;
            }
        }
        self.increment.removed += u64::from(now.saturating_sub(target));
        self.increment.added += u64::from(target.saturating_sub(now));
    }
}

/// True if people can appear where nobody is. People on links and in queues come from places only.
fn can_begin(stock: Stock, mix: &[f64]) -> bool {
    matches!(stock, Stock::Place(_)) && mix.iter().any(|share| *share > 0.0)
}

/// Brings people who stand in cells, `room` to a block, from `now` to `target`, by the shares of `mix` if nobody is there.
fn bring(counts: &mut [u32], room: usize, now: u32, target: u32, mix: &[f64], random: &mut Stream) {
    if now == 0 {
        multinomial(random, target, mix, mix.iter().sum(), |cell, n| counts[cell] += n);
    } else if target < now {
        remove(counts, room, now, now - target, random);
    } else {
        add(counts, room, now, target - now, random);
    }
}

/// Takes a random sample of `people` out of `all`.
fn remove(counts: &mut [u32], room: usize, all: u32, people: u32, random: &mut Stream) {
    // A sample and those whom it leaves are mirror images: the fewer are picked.
    let picked = people.min(all - people);
    if picked >= PICKED_PER_DRAW * inhabited(counts) {
        let before = counts.to_vec();
        return multivariate_hypergeometric(random, &before, people, |cell, n| counts[cell] -= n);
    }
    let mut others = counts.to_vec();
    let mut blocks = sums(&others, room);
    for gone in 0..picked {
        let (block, cell) = stands_in(&blocks, &others, room, random.below(all - gone));
        blocks[block] -= 1;
        others[cell] -= 1;
    }
    if picked == people {
        counts.copy_from_slice(&others);
    } else {
        counts.iter_mut().zip(&others).for_each(|(n, other)| *n -= other);
    }
}

/// Adds `people`, each of whom stands in a cell with the probability of its share of `all`.
fn add(counts: &mut [u32], room: usize, all: u32, people: u32, random: &mut Stream) {
    if people >= PICKED_PER_DRAW * inhabited(counts) {
        let weights: Vec<f64> = counts.iter().map(|n| f64::from(*n)).collect();
        return multinomial(random, people, &weights, f64::from(all), |cell, n| counts[cell] += n);
    }
    let before = counts.to_vec();
    let blocks = sums(&before, room);
    for _ in 0..people {
        let (_, cell) = stands_in(&blocks, &before, room, random.below(all));
        counts[cell] += 1;
    }
}

fn inhabited(counts: &[u32]) -> u32 {
    counts.iter().map(|n| u32::from(*n > 0)).sum()
}

/// People by block.
fn sums(counts: &[u32], room: usize) -> Vec<u32> {
    counts.chunks_exact(room).map(|block| block.iter().sum()).collect()
}

/// Block and cell of the person with this number, from 0, when people are numbered one cell after the other. Counted, not looked for:
/// nobody can foresee where it is, and a wrong guess costs more than to go through all.
#[inline]
fn stands_in(blocks: &[u32], counts: &[u32], room: usize, number: u32) -> (usize, usize) {
    let (block, before) = up_to(blocks, number);
    let (cell, _) = up_to(&counts[block * room..][..room], number - before);
    (block, block * room + cell)
}

/// How many parts end at or before a number, and how many people they are.
#[inline]
fn up_to(parts: &[u32], number: u32) -> (usize, u32) {
    let (mut end, mut passed, mut before) = (0, 0, 0);
    for people in parts {
        end += people;
        let is_passed = end <= number;
        passed += usize::from(is_passed);
        before = if is_passed { end } else { before };
    }
    (passed, before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::test_support::{binomial_probability, chi_square_of_draws, hypergeometric_probability, stream};

    /// Two blocks of four cells; 60 people, 40 of them in the third cell of the second block.
    const PEOPLE: [u32; 8] = [0, 7, 0, 13, 0, 0, 40, 0];
    const CELL: usize = 6;

    /// People in that cell after the stock was brought to `target`.
    fn after(stream: &mut Stream, target: u32) -> u32 {
        let mut counts = PEOPLE;
        bring(&mut counts, 4, 60, target, &[], stream);
        assert_eq!(counts.iter().sum::<u32>(), target);
        assert!(PEOPLE.iter().zip(counts).all(|(before, after)| *before > 0 || after == 0), "nobody appears where nobody was");
        counts[CELL]
    }

    /// Null: who stays is hypergeometric, and who is added binomial, whether those who go, those who stay or nobody is picked one by
    /// one. 100,000 corrections a case, seed 31, size 1e-4 a case.
    #[test]
    fn corrections_are_exact_draws() {
        for (index, target) in [53, 30, 6, 69, 160].into_iter().enumerate() {
            let mut stream = stream(31, index);
            let probability = |people: u32| match target {
                ..60 => hypergeometric_probability(40, 20, target, people),
                _ => people.checked_sub(40).map_or(0.0, |added| binomial_probability(target - 60, 2.0 / 3.0, added)),
            };
            let excess = chi_square_of_draws(100_000, |_| after(&mut stream, target), probability);
            assert!(excess < 1.0, "60 people to {target}: chi-square is {excess:.2} times its critical value");
        }
    }

    #[test]
    fn a_stock_can_be_emptied_and_begun() {
        let (mut stream, mut counts) = (stream(32, 0), PEOPLE);
        bring(&mut counts, 4, 60, 0, &[], &mut stream);
        assert_eq!(counts, [0; 8]);
        bring(&mut counts[..4], 4, 0, 90, &[0.0, 2.0, 0.0, 0.0], &mut stream);
        assert_eq!(counts, [0, 90, 0, 0, 0, 0, 0, 0]);
        assert!(
            can_begin(Stock::Place(0), &[0.0, 2.0]) && !can_begin(Stock::Place(0), &[]) && !can_begin(Stock::Queue(0), &[1.0])
        );
    }
}
