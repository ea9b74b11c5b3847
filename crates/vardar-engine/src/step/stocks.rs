//! The people of a country who are at its places, stock by stock: what a hazard that few meet is drawn over.

use crate::network::{EXPLOITED, IN_DEBT, Network};
use crate::people::{People, any, at, at_mut, count};
use crate::state::State;

/// People in the standings that `kept` names.
pub(super) fn in_standing<const G: usize, const S: usize>(people: &People<G, S>, kept: impl Fn(usize) -> bool) -> People<G, S> {
    people.map(|of_group| std::array::from_fn(|standing| if kept(standing) { of_group[standing] } else { 0 }))
}

/// Where people of a place stand: at rest, in line to be registered, or in the queue of a link.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stock {
    Resting(usize),
    Registering(usize),
    Queue(usize),
}

impl Stock {
    pub(super) fn people<const G: usize, const S: usize>(self, state: &State) -> &People<G, S> {
        match self {
            Stock::Resting(place) => at(&state.resting, place),
            Stock::Registering(place) => at(&state.registering, place),
            Stock::Queue(link) => at(&state.queue, link),
        }
    }

    pub(super) fn people_mut<const G: usize, const S: usize>(self, state: &mut State) -> &mut People<G, S> {
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
    /// By stock: people who have not been exploited.
    pub(super) spared: Vec<u32>,
    /// By stock: people in debt.
    pub(super) debtors: Vec<u32>,
    /// Places at which somebody works for a debt.
    pub(super) at_work: Vec<usize>,
    /// By such place: how many.
    pub(super) working: Vec<u32>,
    /// Entries of one of these lists, and how many of their people something happens to.
    pub(super) parts: Vec<(usize, u32)>,
}

impl Stocks {
    /// Lists the stocks of a country.
    pub(super) fn list<const G: usize, const S: usize>(&mut self, network: &Network, state: &State, country: usize) {
        self.stocks.clear();
        self.spared.clear();
        self.debtors.clear();
        for &place in &network.places_of_country[country] {
            let queues = network.places[place].out.clone().filter(|link| state.queued[*link] > 0).map(Stock::Queue);
            for stock in [Stock::Resting(place), Stock::Registering(place)].into_iter().chain(queues) {
                let mut standings = [0; S];
                stock.people::<G, S>(state).iter().for_each(|people| super::add(&mut standings, people));
                if standings != [0; S] {
                    self.stocks.push((stock, place));
                    self.spared.push(standings[0] + standings[IN_DEBT]);
                    self.debtors.push(standings[IN_DEBT] + standings[IN_DEBT | EXPLOITED]);
                }
            }
        }
    }

    /// Lists the places of a country at which somebody works for a debt.
    pub(super) fn list_working<const G: usize, const S: usize>(&mut self, network: &Network, state: &State, country: usize) {
        self.at_work.clear();
        self.working.clear();
        for &place in &network.places_of_country[country] {
            let repaying = at::<G, S>(&state.repaying, place);
            if any(repaying) {
                self.at_work.push(place);
                self.working.push(count(repaying));
            }
        }
    }
}
