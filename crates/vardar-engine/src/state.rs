//! Where everybody is: the whole state of one member at the end of a step.
//!
//! Small, cloneable and serialisable: filters, checkpoints and what-if branches copy it. Counts only; a site has
//! [`Network::cell_count`] cells. What may not change: `entered + added = on the way + left + removed`, to the person (see [`State::ledger`]).

mod correct;

use crate::network::{LinkNode, Network};
use crate::people::{People, at_mut};
use serde::{Deserialize, Serialize};

/// Channel index of regular passage.
pub const REGULAR: usize = 0;
/// Channel index of irregular crossing.
pub const IRREGULAR: usize = 1;

/// How people leave the route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Arrived at a destination.
    Completed = 0,
    /// Asked for asylum on the way.
    Settled = 1,
    /// Turned back.
    Returned = 2,
}

/// Number of kinds of exit.
pub const EXITS: usize = 3;

/// Counts in a line of the caches of today's machines.
const CACHE_LINE: usize = 16;

/// See the head of this file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Steps done.
    pub step: u32,
    /// People resting at each place: `[place * cells + group]`.
    pub resting: Vec<u32>,
    /// People at each place who wait to be registered.
    pub registering: Vec<u32>,
    /// People waiting at each gated link, at its near end: `[link * cells + group]`.
    pub queue: Vec<u32>,
    /// People who work at a place to repay a smuggler; empty without a market. `[place * cells + group]`.
    pub repaying: Vec<u32>,
    /// People under way; see [`crate::network::LinkNode::transit`]. Slot `s` arrives in the steps `t ≡ s (mod slots)`.
    pub transit: Vec<u32>,
    /// Sum over the slots of `transit`: `[(link * 2 + channel) * cells + group]`.
    pub under_way: Vec<u32>,
    /// Sum of `under_way` over the cells: `[link * 2 + channel]`.
    pub travellers: Vec<u32>,
    /// People waiting at each link, all groups.
    pub queued: Vec<u32>,
    /// People let through each gate today.
    pub admitted_today: Vec<u32>,
    /// People registered at each place today.
    pub registered_today: Vec<u32>,
    /// People who will still enter today: `[place * cells + group]`.
    pub to_enter: Vec<u32>,
    /// People who ever entered or were there from the start.
    pub entered: u64,
    /// People who left the route, by [`Exit`] and country: `[exit * countries + country]`.
    pub left: Vec<u64>,
    /// People whom an analysis has put on the route or taken off it, because the counts say so; 0 in a plain run.
    pub increment: Increment,
}

/// What weighing against the counts has added and removed, in people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Increment {
    /// Put on the route.
    pub added: u64,
    /// Taken off it.
    pub removed: u64,
}

/// A stock that an analysis can correct: all cells of one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stock {
    /// People at rest or waiting to be registered at a place.
    Place(usize),
    /// People in the queue of a link.
    Queue(usize),
    /// People under way on a link by a channel.
    Way(usize, usize),
}

impl State {
    /// Nobody anywhere.
    #[must_use]
    pub fn empty(network: &Network) -> Self {
        let cells = network.cell_count();
        let (places, links) = (network.places.len(), network.links.len());
        Self {
            step: 0,
            resting: vec![0; places * cells],
            registering: vec![0; places * cells],
            queue: vec![0; links * cells],
            repaying: vec![0; if network.markets.is_some() { places * cells } else { 0 }],
            transit: vec![0; network.transit_len],
            under_way: vec![0; links * 2 * cells],
            travellers: vec![0; links * 2],
            queued: vec![0; links],
            admitted_today: vec![0; network.gates.len()],
            registered_today: vec![0; places],
            to_enter: vec![0; places * cells],
            entered: 0,
            left: vec![0; EXITS * network.countries.len()],
            increment: Increment::default(),
        }
    }

    /// (people who ever entered or were added, people on the way + people who left or were removed). The two are equal, always.
    #[must_use]
    pub fn ledger(&self) -> (u64, u64) {
        let sum = |counts: &[u32]| counts.iter().map(|n| u64::from(*n)).sum::<u64>();
        let on_the_way =
            sum(&self.resting) + sum(&self.registering) + sum(&self.queue) + sum(&self.repaying) + sum(&self.under_way);
        (self.entered + self.increment.added, on_the_way + self.left.iter().sum::<u64>() + self.increment.removed)
    }

    /// True if every sum that the state keeps for speed agrees with what it sums.
    #[must_use]
    pub fn sums_agree(&self, network: &Network) -> bool {
        let cells = network.cell_count();
        let sum = |counts: &[u32]| counts.iter().map(|n| u64::from(*n)).sum::<u64>();
        network.links.iter().enumerate().all(|(link, node)| {
            let by_channel = (0..2).all(|channel| {
                let at = (link * 2 + channel) * cells;
                let ring = &self.transit[node.transit[channel]..node.transit[channel] + node.slots[channel] * cells];
                let under_way = &self.under_way[at..at + cells];
                let by_cell = (0..cells).all(|cell| {
                    let slots = ring.iter().skip(cell).step_by(cells).map(|n| u64::from(*n)).sum::<u64>();
                    slots == u64::from(under_way[cell])
                });
                by_cell && sum(under_way) == u64::from(self.travellers[link * 2 + channel])
            });
            by_channel && sum(&self.queue[network.cells(link)]) == u64::from(self.queued[link])
        })
    }

    /// Reads once through what a day needs, in the order in which it lies in memory. Where there are more members than the caches hold, a
    /// day begins with none of it at hand, and a machine fetches rows of memory several times as fast as one place after the other. The
    /// rings of irregular crossings are left out: they are long, and hardly anybody is there.
    pub fn fetch(&self, network: &Network) {
        let irregular = network.links.iter().find(|link| link.slots[IRREGULAR] > 0);
        let regular = irregular.map_or(self.transit.len(), |link| link.transit[IRREGULAR]);
        let rows = [&self.transit[..regular], &self.under_way, &self.queue, &self.resting, &self.registering];
        let all = rows.iter().flat_map(|row| row.iter().step_by(CACHE_LINE)).fold(0, |all, people| all ^ people);
        std::hint::black_box(all);
    }

    /// People in a stock.
    #[must_use]
    pub fn people_in(&self, network: &Network, stock: Stock) -> u32 {
        match stock {
            Stock::Place(place) => {
                let cells = network.cells(place);
                self.resting[cells.clone()].iter().chain(&self.registering[cells]).sum()
            }
            Stock::Queue(link) => self.queued[link],
            Stock::Way(link, channel) => self.travellers[link * 2 + channel],
        }
    }

    /// Puts people of one cell on a link: they reach its end in `steps` steps (at least 1).
    #[inline]
    pub(crate) fn set_out(&mut self, network: &Network, link: usize, channel: usize, steps: u32, cell: usize, people: u32) {
        let node = &network.links[link];
        let way = link * 2 + channel;
        let slot = self.slot(node, channel, steps);
        self.transit[node.transit[channel] + slot * network.cell_count() + cell] += people;
        self.under_way[network.cells(way).start + cell] += people;
        self.travellers[way] += people;
    }

    /// People who reach the end of a link in this step.
    #[inline]
    pub(crate) fn arriving_at<const G: usize>(&mut self, node: &LinkNode, channel: usize) -> &mut People<G> {
        self.arriving_in(node, channel, 0)
    }

    /// People who reach the end of a link in `steps` steps.
    #[inline]
    pub(crate) fn arriving_in<const G: usize>(&mut self, node: &LinkNode, channel: usize, steps: u32) -> &mut People<G> {
        let slot = self.slot(node, channel, steps);
        at_mut(&mut self.transit[node.transit[channel]..], slot)
    }

    #[inline]
    fn slot(&self, node: &LinkNode, channel: usize, steps: u32) -> usize {
        ((self.step + steps) % node.slots[channel] as u32) as usize
    }
}
