//! The standing of people who enter the route or are on it already: some are in debt for the crossing that brought them, some
//! were exploited before.

use crate::draw::{Stream, binomial};
use crate::market::standings::{ByStanding, EXPLOITED, IN_DEBT, STANDINGS};
use crate::market::{Market, MarketParameters};
use crate::network::{Markets, Network};

/// What decides the standing of people at a place.
pub(super) struct Standing<'a> {
    pub(super) markets: &'a Markets,
    pub(super) own: &'a MarketParameters,
    pub(super) market: &'a Market,
    pub(super) groups: usize,
}

impl<'a> Standing<'a> {
    /// `None` without markets.
    pub(super) fn new(network: &'a Network, own: Option<&'a MarketParameters>, market: &'a Market) -> Option<Self> {
        Some(Self { markets: network.markets.as_ref()?, own: own?, market, groups: network.groups.len() })
    }

    /// By group: the chances of people who have come over this border, if over any.
    pub(super) fn chances(&self, entered: Option<usize>) -> Vec<Chances> {
        let smuggled = entered.map_or(0.0, |market| self.own.at.irregular_by_rule[market]);
        let crossing = entered.map_or(0.0, |market| smuggled * self.market.crossing_hazard(self.own, market));
        let of_group = |group: usize| {
            let in_debt = entered.map_or(0.0, |market| smuggled * self.market.credit(market, group));
            let exploited = [0, IN_DEBT].map(|standing| {
                let exposure = self.own.exposure[group][standing];
                1.0 - (1.0 - self.own.exploited_before) * libm::exp(-crossing * exposure)
            });
            Chances { in_debt, exploited }
        };
        (0..self.groups).map(of_group).collect()
    }
}

/// Chances of people of a group who enter, or are on the route already.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chances {
    in_debt: f64,
    /// Of people who are clear, and of people in debt.
    exploited: [f64; 2],
}

impl Chances {
    /// Spreads people over the standings.
    pub(super) fn spread(&self, stream: &mut Stream, people: u32) -> ByStanding {
        let debtors = binomial(stream, people, self.in_debt);
        let mut standings = [0; STANDINGS];
        for (standing, people, exploited) in [(0, people - debtors, self.exploited[0]), (IN_DEBT, debtors, self.exploited[1])] {
            let affected = binomial(stream, people, exploited);
            standings[standing] = people - affected;
            standings[standing | EXPLOITED] = affected;
        }
        standings
    }
}
