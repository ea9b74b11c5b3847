//! The columns of the market, of debt and of exploitation. They stand after all others, so that a run without the layer has the
//! columns that it always had.
//!
//! What may not be added: attempts at a border, or anything that sets the returned against the crossings. People smuggled and cases of
//! return are both needed by those who protect people; a ratio of the two would rank borders by the chance of getting through.

use super::{ALL, Column, Quantity, Record, RecordLayout};
use crate::market::Market;
use crate::market::facts::{EVENTS, Event, Named, named};
use crate::market::standings::{EXPLOITED, IN_DEBT};
use crate::network::{Markets, Network};
use crate::people::People;

/// Site of the sums over the whole route.
pub(super) const ROUTE: &str = "route";

/// Columns of the whole route, in order.
const OF_ROUTE: [Quantity; 16] = [
    Quantity::PriceIndex,
    Quantity::Present,
    Quantity::Stranded,
    Quantity::Detoured,
    Quantity::Returned,
    Quantity::Smuggled,
    Quantity::SmuggledAggravated,
    Quantity::Trafficked,
    Quantity::InDebt,
    Quantity::Repaying,
    Quantity::BeganToRepay,
    Quantity::Exploited,
    Quantity::ExploitedHeld,
    Quantity::ExploitedWork,
    Quantity::ExploitedOther,
    Quantity::ExploitedPresent,
];

/// Columns of a border without groups, then with them.
const OF_BORDER: [Quantity; 3] = [Quantity::Demand, Quantity::Supply, Quantity::PriceIndex];
const OF_BORDER_BY_GROUP: [Quantity; 4] =
    [Quantity::Returned, Quantity::Smuggled, Quantity::SmuggledAggravated, Quantity::Trafficked];

/// The same of a country.
const OF_COUNTRY: [Quantity; 7] = [
    Quantity::Detoured,
    Quantity::Repaying,
    Quantity::BeganToRepay,
    Quantity::ExploitedHeld,
    Quantity::ExploitedWork,
    Quantity::ExploitedOther,
    Quantity::ExploitedPresent,
];
const OF_COUNTRY_BY_GROUP: [Quantity; 3] = [Quantity::InDebt, Quantity::Exploited, Quantity::Trafficked];

/// Where the columns of the layer start.
#[derive(Debug, Clone)]
pub(super) struct MarketColumns {
    route: usize,
    borders: usize,
    countries: usize,
    groups: usize,
    /// By country.
    named: Vec<[Named; EVENTS]>,
    /// By market: country entered.
    entered: Vec<usize>,
}

impl MarketColumns {
    pub(super) fn lay_out(network: &Network, markets: &Markets, columns: &mut Vec<Column>) -> Self {
        let mut push = |quantity, site: &str, channel, group: &str| {
            columns.push(Column { quantity, site: site.to_owned(), channel, group: group.to_owned() });
            columns.len()
        };
        let mut after = 0;
        for quantity in OF_ROUTE {
            after = push(quantity, ROUTE, ALL, ALL);
        }
        let route = after - OF_ROUTE.len();
        let borders = after;
        for node in &markets.nodes {
            for quantity in OF_BORDER {
                after = push(quantity, &node.name, "irregular", ALL);
            }
            for quantity in OF_BORDER_BY_GROUP {
                push(quantity, &node.name, "irregular", ALL);
                for group in &network.groups {
                    after = push(quantity, &node.name, "irregular", group);
                }
            }
        }
        let countries = after;
        for country in &network.countries {
            for quantity in OF_COUNTRY {
                push(quantity, country, ALL, ALL);
            }
            for quantity in OF_COUNTRY_BY_GROUP {
                push(quantity, country, ALL, ALL);
                for group in &network.groups {
                    push(quantity, country, ALL, group);
                }
            }
        }
        let named = network.countries.iter().map(|country| named(country, network.start)).collect();
        let entered = markets.nodes.iter().map(|node| node.to).collect();
        Self { route, borders, countries, groups: network.groups.len(), named, entered }
    }

    fn of_route(&self, quantity: Quantity) -> usize {
        self.route + OF_ROUTE.iter().position(|q| *q == quantity).expect("a column of the route")
    }

    fn of_border(&self, market: usize, quantity: Quantity) -> usize {
        let block = self.borders + market * (OF_BORDER.len() + OF_BORDER_BY_GROUP.len() * (1 + self.groups));
        block + column_in(quantity, &OF_BORDER, &OF_BORDER_BY_GROUP, self.groups)
    }

    fn of_country(&self, country: usize, quantity: Quantity) -> usize {
        let block = self.countries + country * (OF_COUNTRY.len() + OF_COUNTRY_BY_GROUP.len() * (1 + self.groups));
        block + column_in(quantity, &OF_COUNTRY, &OF_COUNTRY_BY_GROUP, self.groups)
    }
}

fn column_in(quantity: Quantity, plain: &[Quantity], by_group: &[Quantity], groups: usize) -> usize {
    plain.iter().position(|q| *q == quantity).unwrap_or_else(|| {
        let at = by_group.iter().position(|q| *q == quantity).expect("a column of the block");
        plain.len() + at * (1 + groups)
    })
}

impl Record {
    /// Counts people of a border, for all and by group, and for the route.
    fn count_at_border(&mut self, columns: &MarketColumns, quantity: Quantity, market: usize, group: usize, people: u32) {
        let (route, at) = (columns.of_route(quantity), columns.of_border(market, quantity));
        let today = self.today();
        today[route] += people;
        today[at] += people;
        today[at + 1 + group] += people;
    }

    /// Counts people of each group who were detected and returned.
    pub(crate) fn count_returned<const G: usize>(&mut self, layout: &RecordLayout, market: usize, people: &People<G>) {
        let Some(columns) = &layout.market else { return };
        for (group, people) in people.iter().copied().enumerate() {
            if people > 0 {
                self.count_at_border(columns, Quantity::Returned, market, group, people);
            }
        }
    }

    /// Counts people of a group to whom something happened that the law may have a name for: in a country, or in a crossing.
    #[allow(clippy::too_many_arguments, reason = "the place of a number in the record")]
    pub(crate) fn count_event(
        &mut self,
        layout: &RecordLayout,
        network: &Network,
        event: Event,
        country: Option<usize>,
        market: Option<usize>,
        group: usize,
        people: u32,
    ) {
        let Some(columns) = layout.market.as_ref().filter(|_| people > 0) else { return };
        let Some(place) = market.map(|market| columns.entered[market]).or(country) else { return };
        let named = columns.named[place][event as usize];
        if let Some(market) = market {
            let at_border = [
                (named.smuggling, Quantity::Smuggled),
                (named.aggravated, Quantity::SmuggledAggravated),
                (named.trafficking, Quantity::Trafficked),
            ];
            for (_, quantity) in at_border.into_iter().filter(|(named, _)| *named) {
                self.count_at_border(columns, quantity, market, group, people);
            }
        }
        if let (true, Some(country)) = (named.trafficking, country) {
            let (route, at) = (columns.of_route(Quantity::Trafficked), columns.of_country(country, Quantity::Trafficked));
            let today = self.today();
            if market.is_none() {
                today[route] += people;
            }
            today[at] += people;
            today[at + 1 + group] += people;
        }
        debug_assert!(group < network.groups.len());
    }

    /// Counts people of a group who were exploited for the first time, and the kinds of it: held, work, other.
    pub(crate) fn count_exploited(&mut self, layout: &RecordLayout, country: usize, group: usize, people: u32, kinds: [u32; 3]) {
        let Some(columns) = layout.market.as_ref().filter(|_| people > 0) else { return };
        let at = columns.of_country(country, Quantity::Exploited);
        let route = columns.of_route(Quantity::Exploited);
        let today = self.today();
        today[route] += people;
        today[at] += people;
        today[at + 1 + group] += people;
        for (quantity, people) in
            [Quantity::ExploitedHeld, Quantity::ExploitedWork, Quantity::ExploitedOther].into_iter().zip(kinds)
        {
            self.count_in_country(columns, quantity, country, people);
        }
    }

    /// Counts people who had to begin to work for a debt.
    pub(crate) fn count_repaying(&mut self, layout: &RecordLayout, country: usize, people: u32) {
        let Some(columns) = &layout.market else { return };
        self.count_in_country(columns, Quantity::BeganToRepay, country, people);
    }

    /// Counts people who gave up a queue for another link.
    pub(crate) fn count_detour(&mut self, layout: &RecordLayout, country: usize, people: u32) {
        let Some(columns) = &layout.market else { return };
        self.count_in_country(columns, Quantity::Detoured, country, people);
    }

    fn count_in_country(&mut self, columns: &MarketColumns, quantity: Quantity, country: usize, people: u32) {
        let (route, at) = (columns.of_route(quantity), columns.of_country(country, quantity));
        let today = self.today();
        today[route] += people;
        today[at] += people;
    }

    /// Writes down, at the end of a day, the state of the markets, who is in debt and who has been exploited. After the other stocks.
    pub(crate) fn count_market(&mut self, layout: &RecordLayout, network: &Network, market: &Market) {
        let Some(columns) = &layout.market else { return };
        let groups = network.groups.len();
        let per_country = 3 * (groups + 1);
        let whole = |number: f64| (number + 0.5) as u32;
        let today = self.today();
        today[columns.of_route(Quantity::PriceIndex)] = whole(100.0 * market.trip);
        for (index, border) in market.borders.iter().enumerate() {
            today[columns.of_border(index, Quantity::Demand)] = whole(border.demand);
            today[columns.of_border(index, Quantity::Supply)] = whole(border.supply);
            today[columns.of_border(index, Quantity::PriceIndex)] = whole(100.0 * market.price_index(index));
        }
        for country in 0..network.countries.len() {
            let stocks = layout.country_stocks + country * per_country;
            today[columns.of_route(Quantity::Present)] += today[stocks];
            today[columns.of_route(Quantity::Stranded)] += today[stocks + 2 * (groups + 1)];
        }
        for country in 0..network.countries.len() {
            let at = columns.of_country(country, Quantity::InDebt);
            let (mut in_debt, mut exploited, mut working) = (0, 0, 0);
            let by_group = market.standings.of_country(country).iter().zip(&market.repaying[network.cells(country)]);
            for (group, (people, repaying)) in by_group.enumerate().take(groups) {
                // Who works for a debt is in debt, and counts as exploited.
                today[at + 1 + group] = people[IN_DEBT] + people[IN_DEBT | EXPLOITED] + repaying;
                in_debt += today[at + 1 + group];
                exploited += people[EXPLOITED] + people[IN_DEBT | EXPLOITED] + repaying;
                working += repaying;
            }
            today[at] = in_debt;
            today[columns.of_route(Quantity::InDebt)] += in_debt;
            today[columns.of_country(country, Quantity::ExploitedPresent)] = exploited;
            today[columns.of_route(Quantity::ExploitedPresent)] += exploited;
            today[columns.of_country(country, Quantity::Repaying)] = working;
            today[columns.of_route(Quantity::Repaying)] += working;
        }
    }
}
