//! Bringing a stock to the number of people that the counts speak for.
//!
//! Who is taken off is a random sample of those who are there; who is added is like somebody there, each on their own. Both draws are
//! exact, and done person by person where few change, cell by cell where many do. What may not change: the difference is booked in
//! [`State::increment`], to the person.

use super::{State, Stock};
use crate::draw::{Stream, multinomial, multivariate_hypergeometric};
use crate::network::Network;
use crate::people::{self, People, at_mut, count, nobody, subtract};

/// To draw for a cell with somebody in it takes as long as to pick about so many people.
const PICKED_PER_DRAW: u32 = 5;

/// Up to so many people are picked where they stand, without a look at all cells: most corrections are of one or two.
const FEW: u32 = 4;

impl State {
    /// Brings a stock to `target` people, or as near as can be: who is added or removed is drawn in proportion to who is there.
    /// An empty stock takes people only at a place, by the shares of `mix`. The difference is booked in [`State::increment`].
    pub fn correct(&mut self, network: &Network, stock: Stock, target: u32, mix: &[f64], random: &mut Stream) {
        let now = self.people_in(network, stock);
        if target == now || (now == 0 && !can_begin(stock, mix)) {
            return;
        }
        match network.room {
            8 => self.bring::<8>(network, stock, (now, target), mix, random),
            16 => self.bring::<16>(network, stock, (now, target), mix, random),
            64 => self.bring::<64>(network, stock, (now, target), mix, random),
            other => unreachable!("a network has no room for {other}"),
        }
        self.increment.removed += u64::from(now.saturating_sub(target));
        self.increment.added += u64::from(target.saturating_sub(now));
    }

    fn bring<const G: usize>(
        &mut self,
        network: &Network,
        stock: Stock,
        (now, target): (u32, u32),
        mix: &[f64],
        random: &mut Stream,
    ) {
        match stock {
            Stock::Place(place) => {
                let pieces = [of_site::<G>(&mut self.resting, place), of_site(&mut self.registering, place)];
                Cells { pieces }.bring(now, target, mix, random);
            }
            Stock::Queue(link) => {
                Cells { pieces: [of_site::<G>(&mut self.queue, link), &mut []] }.bring(now, target, mix, random);
                self.queued[link] = target;
            }
            Stock::Way(link, channel) => {
                let (node, way) = (&network.links[link], link * 2 + channel);
                let next = self.slot(node, channel, 0);
                let ring = &mut self.transit[node.transit[channel]..].as_chunks_mut().0[..node.slots[channel]];
                let mut cells: Cells<'_, G> = Cells { pieces: taken(ring, next, now) };
                cells.bring(now, target, mix, random);
                let under_way = at_mut(&mut self.under_way, way);
                *under_way = nobody();
                cells.pieces.iter().flat_map(|piece| piece.iter()).for_each(|slot| people::add(under_way, slot));
                self.travellers[way] = target;
            }
        }
    }
}

/// True if people can appear where nobody is. People on links and in queues come from places only.
fn can_begin(stock: Stock, mix: &[f64]) -> bool {
    matches!(stock, Stock::Place(_)) && mix.iter().any(|share| *share > 0.0)
}

/// The people of a site among those of all sites.
fn of_site<const G: usize>(all: &mut [u32], site: usize) -> &mut [People<G>] {
    std::slice::from_mut(at_mut(all, site))
}

/// Where `people` stand in a ring, if nobody stands beyond them when it is gone through from slot `next` on: what they take of the
/// slots before `next`, and of those from there on. A ring is as long as the longest journey that anybody may believe in, and nearly
/// empty: the rest is not even read.
fn taken<const G: usize>(ring: &mut [People<G>], next: usize, people: u32) -> [&mut [People<G>]; 2] {
    let (before, after) = ring.split_at_mut(next);
    let mut met = 0;
    let mut part_of = |slots: &[People<G>]| {
        let needed = slots.iter().take_while(|slot| {
            let more = met < people;
            met += if more { count(slot) } else { 0 };
            more
        });
        needed.count()
    };
    let (of_after, of_before) = (part_of(after), part_of(before));
    [&mut before[..of_before], &mut after[..of_after]]
}

/// The cells of a stock, which lie in two pieces.
struct Cells<'a, const G: usize> {
    pieces: [&'a mut [People<G>]; 2],
}

impl<const G: usize> Cells<'_, G> {
    /// Brings the people who stand here from `now` to `target`, by the shares of `mix` if nobody is there.
    fn bring(&mut self, now: u32, target: u32, mix: &[f64], random: &mut Stream) {
        let change = now.abs_diff(target);
        if change > FEW || now < 2 * change {
            let mut all = self.pieces.concat();
            bring(&mut all, now, target, mix, random);
            let (first, second) = all.split_at(self.pieces[0].len());
            self.pieces[0].copy_from_slice(first);
            self.pieces[1].copy_from_slice(second);
        } else if target < now {
            for gone in 0..change {
                let (piece, block, cell) = self.find(random.below(now - gone));
                self.pieces[piece][block][cell] -= 1;
            }
        } else {
            // Found before anybody is added: all are like somebody who was there.
            let mut like = [(0, 0, 0); FEW as usize];
            let like = &mut like[..change as usize];
            like.iter_mut().for_each(|cell| *cell = self.find(random.below(now)));
            like.iter().for_each(|(piece, block, cell)| self.pieces[*piece][*block][*cell] += 1);
        }
    }

    /// Piece, block and cell of the person with this number, from 0, when people are numbered one cell after the other.
    fn find(&self, mut number: u32) -> (usize, usize, usize) {
        for (index, piece) in self.pieces.iter().enumerate() {
            for (block, people) in piece.iter().enumerate() {
                let here = count(people);
                if number < here {
                    return (index, block, up_to(people, number).0);
                }
                number -= here;
            }
        }
        unreachable!("a number below that of the people here")
    }
}

/// Brings people who stand in cells from `now` to `target`, by the shares of `mix` if nobody is there.
fn bring<const G: usize>(blocks: &mut [People<G>], now: u32, target: u32, mix: &[f64], random: &mut Stream) {
    if now == 0 {
        let counts = blocks.as_flattened_mut();
        multinomial(random, target, mix, mix.iter().sum(), |cell, n| counts[cell] += n);
    } else if target < now {
        remove(blocks, now, now - target, random);
    } else {
        add(blocks, now, target - now, random);
    }
}

/// Takes a random sample of `people` out of `all`.
fn remove<const G: usize>(blocks: &mut [People<G>], all: u32, people: u32, random: &mut Stream) {
    // A sample and those whom it leaves are mirror images: the fewer are picked.
    let picked = people.min(all - people);
    if picked >= PICKED_PER_DRAW * inhabited(blocks) {
        let counts = blocks.as_flattened_mut();
        let before = counts.to_vec();
        return multivariate_hypergeometric(random, &before, people, |cell, n| counts[cell] -= n);
    }
    let mut others = blocks.to_vec();
    let mut sums: Vec<u32> = blocks.iter().map(count).collect();
    for gone in 0..picked {
        let (block, cell) = stands_in(&sums, &others, random.below(all - gone));
        sums[block] -= 1;
        others[block][cell] -= 1;
    }
    if picked == people {
        blocks.copy_from_slice(&others);
    } else {
        blocks.iter_mut().zip(&others).for_each(|(there, others)| subtract(there, others));
    }
}

/// Adds `people`, each of whom stands in a cell with the probability of its share of `all`.
fn add<const G: usize>(blocks: &mut [People<G>], all: u32, people: u32, random: &mut Stream) {
    if people >= PICKED_PER_DRAW * inhabited(blocks) {
        let counts = blocks.as_flattened_mut();
        let weights: Vec<f64> = counts.iter().map(|n| f64::from(*n)).collect();
        return multinomial(random, people, &weights, f64::from(all), |cell, n| counts[cell] += n);
    }
    let before = blocks.to_vec();
    let sums: Vec<u32> = blocks.iter().map(count).collect();
    for _ in 0..people {
        let (block, cell) = stands_in(&sums, &before, random.below(all));
        blocks[block][cell] += 1;
    }
}

fn inhabited<const G: usize>(blocks: &[People<G>]) -> u32 {
    blocks.as_flattened().iter().map(|n| u32::from(*n > 0)).sum()
}

/// Block and cell of the person with this number, from 0, when people are numbered one cell after the other. Counted, not looked for:
/// nobody can foresee where it is, and a wrong guess costs more than to go through all.
#[inline]
fn stands_in<const G: usize>(sums: &[u32], blocks: &[People<G>], number: u32) -> (usize, usize) {
    let (block, before) = up_to(sums, number);
    (block, up_to(&blocks[block], number - before).0)
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
    const PEOPLE: [People<4>; 2] = [[0, 7, 0, 13], [0, 0, 40, 0]];
    const CELL: usize = 6;

    /// People in that cell after the stock was brought to `target`.
    fn after(stream: &mut Stream, target: u32) -> u32 {
        let mut blocks = PEOPLE;
        let (first, second) = blocks.split_at_mut(1);
        Cells { pieces: [first, second] }.bring(60, target, &[], stream);
        let (before, after) = (PEOPLE.as_flattened(), blocks.as_flattened());
        assert_eq!(after.iter().sum::<u32>(), target);
        assert!(before.iter().zip(after).all(|(before, after)| *before > 0 || *after == 0), "nobody appears where nobody was");
        after[CELL]
    }

    /// Null: who stays is hypergeometric, and who is added binomial, whether those who go, those who stay or nobody is picked one by
    /// one. 100,000 corrections a case, seed 31, size 1e-4 a case.
    #[test]
    fn corrections_are_exact_draws() {
        for (index, target) in [58, 53, 30, 6, 63, 69, 160].into_iter().enumerate() {
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
        let (mut stream, mut blocks) = (stream(32, 0), PEOPLE);
        bring(&mut blocks, 60, 0, &[], &mut stream);
        assert_eq!(blocks, [[0; 4]; 2]);
        bring(&mut blocks[..1], 0, 90, &[0.0, 2.0, 0.0, 0.0], &mut stream);
        assert_eq!(blocks, [[0, 90, 0, 0], [0; 4]]);
        assert!(
            can_begin(Stock::Place(0), &[0.0, 2.0]) && !can_begin(Stock::Place(0), &[]) && !can_begin(Stock::Queue(0), &[1.0])
        );
    }
}
