//! The market for irregular crossings, debt to smugglers and exposure to exploitation: rules and state, apart from the counting.
//!
//! One market for every pair of countries with a border link. What may not change: rules only look at people, the step moves
//! them, so the ledger is the step's; a market that is switched off leaves no trace in any byte; and nothing here says, or lets
//! anybody work out, where a crossing is likely to succeed. Equations and sources: the chapter on the market in the book.

pub mod credit;
pub mod dynamics;
pub mod facts;
mod parameters;
pub mod standings;
mod take_up;

pub use dynamics::{Border, Rates};
pub use parameters::{MarketLayout, MarketParameters, PerMarket};
pub(crate) use take_up::hazards as hazards_of_take_up;

use crate::draw::{Purpose, Stream, hypergeometric, normal};
use crate::network::{Markets, Network};
use crate::parameters::MemberParameters;
use crate::people::{add, at, at_mut};
use crate::state::State;
use standings::{EXPLOITED, IN_DEBT, Standings};

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
    /// By group: log of the share who can pay for a trip at today's prices.
    can_pay: Vec<f64>,
    /// By market: its part of today's price of a trip.
    part_of_trip: Vec<f64>,
    /// By place and group: days for which the way on has been blocked.
    pub blocked_days: Vec<u16>,
    /// By country: share of the people on the route there who have not been exploited.
    pub spared: Vec<f64>,
    /// Who is in debt and who has been exploited.
    pub standings: Standings,
    /// By country and group: people who worked for a debt at the end of the last day: `[country * cells + group]`.
    pub repaying: Vec<u32>,
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
            can_pay: vec![0.0; groups],
            part_of_trip: vec![0.0; markets.nodes.len()],
            blocked_days: vec![0; network.places.len() * groups],
            spared: vec![1.0 - own.exploited_before; network.countries.len()],
            standings: Standings::new(network.countries.len(), markets.nodes.len(), network.cell_count()),
            repaying: vec![0; network.countries.len() * network.cell_count()],
            trip: 1.0,
        };
        market.set_terms(own);
        market
    }

    /// Moves prices and supply into a day, and works out on which terms people turn to a smuggler today.
    pub fn begin_day(&mut self, parameters: &MemberParameters, (seed, member): (u64, u32), state: &State, day: usize) {
        let Some(own) = &parameters.market else { return };
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
        self.set_terms(own);
    }

    fn set_terms(&mut self, own: &MarketParameters) {
        let (mut now, mut at_start) = (0.0, 0.0);
        for (index, border) in self.borders.iter().enumerate() {
            let price = own.at.price_reference[index] * libm::exp(border.log_price);
            self.part_of_trip[index] = price;
            now += own.at.trip_share[index] * price;
            at_start += own.at.trip_share[index] * own.at.price_reference[index] * border.price_at_start;
        }
        self.part_of_trip.iter_mut().for_each(|price| *price = if now > 0.0 { *price / now } else { 1.0 });
        self.trip = if at_start > 0.0 { now / at_start } else { 1.0 };
        for (can_pay, means) in self.can_pay.iter_mut().zip(&own.means) {
            *can_pay = credit::log_without(credit::over_the_trip(self.trip, own.credit_threshold, *means, own.means_spread));
        }
    }

    /// Share of the people of a group who are not in debt and cross a border on credit today.
    pub(crate) fn credit(&self, market: usize, group: usize) -> f64 {
        credit::at_a_border(self.can_pay[group], self.part_of_trip[market])
    }

    /// Hazard of exploitation of a crossing with a smuggler today, without the multipliers of people.
    pub(crate) fn crossing_hazard(&self, own: &MarketParameters, market: usize) -> f64 {
        own.exploitation_per_crossing * libm::pow(self.borders[market].scarcity(), own.exploitation_scarcity)
    }

    /// Factor on the hazards of today in a country, for the frailest having been exploited first: `S^θ` for the share `S` that is
    /// spared, the hazard of the survivors under gamma distributed frailty of variance `θ`.
    pub(crate) fn frailty(&self, own: &MarketParameters, country: usize) -> f64 {
        if own.exploitation_frailty == 0.0 { 1.0 } else { libm::pow(self.spared[country], own.exploitation_frailty) }
    }

    /// Price of a border relative to the first day.
    #[must_use]
    pub fn price_index(&self, market: usize) -> f64 {
        libm::exp(self.borders[market].log_price - self.borders[market].log_price_at_start)
    }

    /// Ends a day: notes where ways are blocked, who works for a debt, and how many have been spared so far.
    pub(crate) fn end_day<const G: usize>(&mut self, network: &Network, state: &State, blocked: &[bool]) {
        for (days, blocked) in self.blocked_days.iter_mut().zip(blocked) {
            *days = if *blocked { days.saturating_add(1) } else { 0 };
        }
        self.repaying.fill(0);
        for (place, node) in network.places.iter().enumerate() {
            add(at_mut::<G>(&mut self.repaying, node.country), at(&state.repaying, place));
        }
        for (country, spared) in self.spared.iter_mut().enumerate() {
            let (mut now_spared, mut exploited) = (0u64, 0u64);
            for people in self.standings.of_country(country) {
                now_spared += u64::from(people[0]) + u64::from(people[IN_DEBT]);
                exploited += u64::from(people[EXPLOITED]) + u64::from(people[IN_DEBT | EXPLOITED]);
            }
            exploited += at::<G>(&self.repaying, country).iter().map(|n| u64::from(*n)).sum::<u64>();
            if now_spared + exploited > 0 {
                *spared = now_spared as f64 / (now_spared + exploited) as f64;
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
