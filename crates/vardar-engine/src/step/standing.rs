//! The standing of people who enter the route or are on it already: some are in debt for the crossing that brought them, some
//! were exploited before.

use crate::draw::{Stream, binomial};
use crate::market::{Market, MarketParameters};
use crate::network::{EXPLOITED, IN_DEBT, Markets, NONE, Network, STANDINGS};

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

    /// The market of the border over which people have come who appear at a place.
    pub(super) fn entered_by(&self, place: usize) -> Option<usize> {
        let market = self.markets.entered_by[place];
        (market != NONE).then_some(market as usize)
    }

    /// Spreads people of a group at a place over the standings: hands `(cell within the place, people)` to `put`.
    pub(super) fn spread(&self, stream: &mut Stream, place: usize, group: usize, people: u32, mut put: impl FnMut(usize, u32)) {
        let entered = self.entered_by(place);
        let in_debt = entered.map_or(0.0, |m| self.own.at.irregular_by_rule[m] * self.market.credit[m * self.groups + group]);
        let crossing = entered.map_or(0.0, |m| self.own.at.irregular_by_rule[m] * self.market.crossing_hazard[m]);
        let exploited = |cell: usize| 1.0 - (1.0 - self.own.exploited_before) * libm::exp(-crossing * self.own.exposure[cell]);
        let debtors = binomial(stream, people, in_debt);
        for (standing, people) in [(0, people - debtors), (IN_DEBT, debtors)] {
            if people == 0 {
                continue;
            }
            let cell = group * STANDINGS + standing;
            let affected = binomial(stream, people, exploited(cell));
            put(cell, people - affected);
            put(cell + EXPLOITED, affected);
        }
    }
}
