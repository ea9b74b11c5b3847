//! The people of a country who are at its places, stock by stock: what a hazard that few meet is drawn over.

use crate::network::Network;
use crate::people::{People, any, at, at_mut, count};
use crate::state::State;

/// Where people of a place stand: at rest, in line to be registered, or in the queue of a link.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stock {
    Resting(usize),
    Registering(usize),
    Queue(usize),
}

impl Stock {
    pub(super) fn people<const G: usize>(self, state: &State) -> &People<G> {
        match self {
            Stock::Resting(place) => at(&state.resting, place),
            Stock::Registering(place) => at(&state.registering, place),
            Stock::Queue(link) => at(&state.queue, link),
        }
    }

    pub(super) fn people_mut<const G: usize>(self, state: &mut State) -> &mut People<G> {
        match self {
            Stock::Resting(place) => at_mut(&mut state.resting, place),
            Stock::Registering(place) => at_mut(&mut state.registering, place),
            Stock::Queue(link) => at_mut(&mut state.queue, link),
        }
    }
}

/// Lists of one country, refilled for the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Stocks {
    /// Stocks with somebody in them, each with the place that it is at.
    pub(super) stocks: Vec<(Stock, usize)>,
    /// By stock: how many.
    pub(super) people: Vec<u32>,
    /// Places at which somebody works for a debt.
    pub(super) at_work: Vec<usize>,
    /// By such place: how many.
    pub(super) working: Vec<u32>,
    /// Entries of one of these lists, and how many of their people something happens to.
    pub(super) parts: Vec<(usize, u32)>,
}

impl Stocks {
    /// Lists the stocks of a country.
    pub(super) fn list<const G: usize>(&mut self, network: &Network, state: &State, country: usize) {
        self.stocks.clear();
        self.people.clear();
        for &place in &network.places_of_country[country] {
            let queues = network.places[place].out.clone().filter(|link| state.queued[*link] > 0).map(Stock::Queue);
            for stock in [Stock::Resting(place), Stock::Registering(place)].into_iter().chain(queues) {
                let people = count(stock.people::<G>(state));
                if people > 0 {
                    self.stocks.push((stock, place));
                    self.people.push(people);
                }
            }
        }
    }

    /// Where the person with a number stands, if everybody of a group in the country is numbered, those under way last.
    pub(super) fn find<const G: usize>(&self, state: &State, group: usize, mut number: u32) -> Option<(Stock, usize)> {
        self.stocks.iter().copied().find(|(stock, _)| {
            let here = stock.people::<G>(state)[group];
            let found = number < here;
            number = number.saturating_sub(here);
            found
        })
    }

    /// Lists the places of a country at which somebody works for a debt.
    pub(super) fn list_working<const G: usize>(&mut self, network: &Network, state: &State, country: usize) {
        self.at_work.clear();
        self.working.clear();
        for &place in &network.places_of_country[country] {
            let repaying = at::<G>(&state.repaying, place);
            if any(repaying) {
                self.at_work.push(place);
                self.working.push(count(repaying));
            }
        }
    }
}
