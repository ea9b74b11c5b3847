//! The market for irregular crossings, debt to smugglers and exposure to exploitation: rules and state, apart from the counting.
//!
//! One market for every pair of countries with a border link. What may not change: rules only look at people, the step moves
//! them, so the ledger is the step's; a market that is switched off leaves no trace in any byte; and nothing here says, or lets
//! anybody work out, where a crossing is likely to succeed. Equations and sources: the chapter on the market in the book.

pub mod credit;
pub mod dynamics;
pub mod facts;
mod parameters;
mod take_up;

pub use dynamics::{Border, Rates};
pub use parameters::{MarketLayout, MarketParameters, PerMarket};

use crate::choice::QueueNews;
use crate::draw::{Purpose, Stream, hypergeometric, normal};
use crate::network::{EXPLOITED, Markets, Network};
use crate::parameters::MemberParameters;
use crate::state::State;

/// Returns that are told apart: none, one, two, more.
pub const RETURNS: usize = 4;

/// The markets of one member.
#[derive(Debug, Clone, Default)]
pub struct Market {
    /// By market.
    pub borders: Vec<Border>,
    /// By link and number of returns: people in its queue who have been returned at it: `[link * RETURNS + returns]`; the entry
    /// of no returns is not used.
    pub returned: Vec<u32>,
    /// By link and group: hazard per day of turning to an irregular crossing while waiting.
    pub take_up: Vec<f64>,
    /// By market and group: share of those not in debt who cross on credit today.
    pub credit: Vec<f64>,
    /// By market: hazard of exploitation of a crossing with a smuggler today, without the multipliers of people.
    pub crossing_hazard: Vec<f64>,
    /// By place and group: days for which the way on has been blocked.
    pub blocked_days: Vec<u16>,
    /// By country: share of the people on the route there who have not been exploited.
    pub spared: Vec<f64>,
    /// Price of a whole trip relative to the first day.
    pub trip: f64,
}

impl Market {
    /// On the first day; empty if the network has no markets.
    #[must_use]
    pub fn new(network: &Network, parameters: &MemberParameters) -> Self {
        let (Some(markets), Some(own)) = (&network.markets, &parameters.market) else { return Self::default() };
        let groups = network.groups.len();
        let start = |market: usize| {
            Border::at_start(own.at.price_at_start[market], own.at.supply_at_start[market], own.at.enforcement[market])
        };
        let mut market = Self {
            borders: (0..markets.nodes.len()).map(start).collect(),
            returned: vec![0; network.links.len() * RETURNS],
            take_up: vec![0.0; network.links.len() * groups],
            credit: vec![0.0; markets.nodes.len() * groups],
            crossing_hazard: vec![0.0; markets.nodes.len()],
            blocked_days: vec![0; network.places.len() * groups],
            spared: vec![1.0 - own.exploited_before; network.countries.len()],
            trip: 1.0,
        };
        market.set_terms(network, own);
        market
    }

    /// Moves prices and supply into a day, and works out who turns to a smuggler today and on which terms.
    pub fn begin_day(
        &mut self,
        network: &Network,
        parameters: &MemberParameters,
        queues: &QueueNews,
        (seed, member): (u64, u32),
        state: &State,
        day: usize,
    ) {
        let (Some(markets), Some(own)) = (&network.markets, &parameters.market) else { return };
        for (index, border) in self.borders.iter_mut().enumerate() {
            let mut stream = Stream::new(seed, member, state.step, index as u32, Purpose::Market, 0);
            let noise = own.price_noise * normal(&mut stream);
            let rates = Rates {
                pressure: own.price_pressure,
                reversion: own.price_reversion,
                entry: own.supply_entry,
                exit: own.supply_exit,
                limit: own.at.supply_limit[index],
                price_on_effort: own.price_on_effort,
                supply_on_effort: own.supply_on_effort,
            };
            border.next_day(day == 0, rates, own.at.enforcement[index], noise);
        }
        self.set_terms(network, own);
        take_up::set(self, network, parameters, own, markets, queues, day);
    }

    fn set_terms(&mut self, network: &Network, own: &MarketParameters) {
        let groups = network.groups.len();
        let price = |index: usize, log_price: f64| own.at.price_reference[index] * libm::exp(log_price);
        let of_trip = |index: usize| own.at.trip_share[index];
        let now: f64 = self.borders.iter().enumerate().map(|(i, b)| of_trip(i) * price(i, b.log_price)).sum();
        let at_start: f64 = self.borders.iter().enumerate().map(|(i, b)| of_trip(i) * price(i, b.log_price_at_start)).sum();
        self.trip = if at_start > 0.0 { now / at_start } else { 1.0 };
        for (index, border) in self.borders.iter().enumerate() {
            let part = if now > 0.0 { price(index, border.log_price) / now } else { 1.0 };
            for group in 0..groups {
                let over_the_trip = credit::over_the_trip(self.trip, own.credit_threshold, own.means[group], own.means_spread);
                self.credit[index * groups + group] = credit::at_a_border(over_the_trip, part);
            }
            let scarcity = libm::pow(border.scarcity(), own.exploitation_scarcity);
            self.crossing_hazard[index] = own.exploitation_per_crossing * scarcity;
        }
    }

    /// Price of a border relative to the first day.
    #[must_use]
    pub fn price_index(&self, market: usize) -> f64 {
        libm::exp(self.borders[market].log_price - self.borders[market].log_price_at_start)
    }

    /// Factor on the hazards of a country for the frailest having been exploited first: `S^θ` for the share `S` that is spared, the
    /// hazard of the survivors under gamma distributed frailty of variance `θ`.
    #[must_use]
    pub fn frailty(&self, own: &MarketParameters, country: usize) -> f64 {
        if own.exploitation_frailty == 0.0 { 1.0 } else { libm::pow(self.spared[country], own.exploitation_frailty) }
    }

    /// Ends a day: notes where ways are blocked and how many are spared.
    pub fn end_day(&mut self, network: &Network, state: &State, blocked: &[bool]) {
        let (groups, cells) = (network.groups.len(), network.group_count());
        let mut people = vec![[0u64; 2]; network.countries.len()];
        for (place, node) in network.places.iter().enumerate() {
            for group in 0..groups {
                let days = &mut self.blocked_days[place * groups + group];
                *days = if blocked[place * cells + group] { days.saturating_add(1) } else { 0 };
            }
            let mut count = |stock: &[u32]| {
                for (standing, people_of) in stock.chunks_exact(groups).enumerate() {
                    let all: u32 = people_of.iter().sum();
                    people[node.country][usize::from(standing & EXPLOITED != 0)] += u64::from(all);
                }
            };
            let here = network.cells(place);
            count(&state.resting[here.clone()]);
            count(&state.registering[here.clone()]);
            count(&state.repaying[here]);
            node.out.clone().filter(|link| state.queued[*link] > 0).for_each(|link| count(&state.queue[network.cells(link)]));
        }
        for (spared, [spared_people, exploited]) in self.spared.iter_mut().zip(people) {
            if spared_people + exploited > 0 {
                *spared = spared_people as f64 / (spared_people + exploited) as f64;
            }
        }
    }

    /// Everybody has left the queue of a link.
    pub(crate) fn empty_queue(&mut self, link: usize) {
        if let Some(tried) = self.returned.get_mut(link * RETURNS..(link + 1) * RETURNS) {
            tried.fill(0);
        }
    }

    /// People leave the queue of a link, in proportion to who is in it: how many of them had been returned how often.
    pub(crate) fn leave_queue(&mut self, stream: &mut Stream, link: usize, in_queue: u32, leaving: u32) -> [u32; RETURNS] {
        let mut by_returns = [0; RETURNS];
        if self.returned.is_empty() {
            return by_returns;
        }
        let tried = &mut self.returned[link * RETURNS..(link + 1) * RETURNS];
        let (mut others, mut left) = (in_queue, leaving);
        for (returns, there) in tried.iter_mut().enumerate().skip(1) {
            if *there == 0 {
                continue;
            }
            others -= *there;
            let n = hypergeometric(stream, *there, others, left);
            *there -= n;
            left -= n;
            by_returns[returns] = n;
        }
        by_returns[0] = left;
        by_returns
    }
}

/// Markets of a network that has them.
pub(crate) fn markets(network: &Network) -> &Markets {
    network.markets.as_ref().expect("asked only where markets are on")
}
