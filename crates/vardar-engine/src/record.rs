//! What is written down of a member: a number of people per day and column.
//!
//! Flows are counted where a journey ends, departures where it begins; stocks stand at the end of the day. People under way belong to the country
//! that they left until they arrive.

mod market;

use crate::network::{NONE, Network};
use crate::people::{People, add, at, count};
use crate::state::{EXITS, Exit, IRREGULAR, REGULAR, State};
use market::MarketColumns;

/// What a column counts. The strings of the result table are in [`Quantity::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// People who came over a border into a country that day.
    Arrivals,
    /// People who set out from a region for a place of the same country outside it that day.
    Departures,
    /// People who reached the end of a link that day.
    Flow,
    /// People who reached a destination that day.
    Completed,
    /// People who asked for asylum on the way that day.
    Settled,
    /// People who turned back that day and left the route.
    TurnedBack,
    /// People there at the end of the day; in a country also those under way.
    Present,
    /// Of these, people who wait at a border or to be registered.
    Waiting,
    /// People above the bed capacity: they sleep outside.
    Overflow,
    /// People whose every way on leads through a border that is closed to them.
    Stranded,
    /// People who turned to a smuggler at a border, a day, as of late.
    Demand,
    /// Crossings of a border that smugglers can arrange, a day.
    Supply,
    /// Price of an irregular crossing, or of a whole trip: 100 = the first day.
    PriceIndex,
    /// People detected at a border that day and returned to the near side; not persons: some are returned again and again.
    Returned,
    /// Crossings of a border that day that the law calls smuggling of migrants, one for each person.
    Smuggled,
    /// Of these, under aggravating circumstances.
    SmuggledAggravated,
    /// People who became victims of trafficking in persons that day.
    Trafficked,
    /// People who gave up a queue for another link that day.
    Detoured,
    /// People on the route in debt to a smuggler.
    InDebt,
    /// Of these, people who work to repay.
    Repaying,
    /// People who had to begin to work to repay a smuggler that day.
    BeganToRepay,
    /// People exploited for the first time that day.
    Exploited,
    /// People held against their will that day, by others than authorities.
    ExploitedHeld,
    /// People whose work was forced or unpaid that day.
    ExploitedWork,
    /// People with another indicator of exploitation that day.
    ExploitedOther,
    /// People on the route who have been exploited, before it or on it.
    ExploitedPresent,
}

impl Quantity {
    /// Name in the result table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Arrivals => "arrivals",
            Self::Departures => "departures",
            Self::Flow => "flow",
            Self::Completed => "completed",
            Self::Settled => "settled",
            Self::TurnedBack => "turned_back",
            Self::Present => "present",
            Self::Waiting => "waiting",
            Self::Overflow => "overflow",
            Self::Stranded => "stranded",
            Self::Demand => "demand",
            Self::Supply => "supply",
            Self::PriceIndex => "price_index",
            Self::Returned => "returned",
            Self::Smuggled => "smuggled",
            Self::SmuggledAggravated => "smuggled_aggravated",
            Self::Trafficked => "trafficked",
            Self::Detoured => "detoured",
            Self::InDebt => "in_debt",
            Self::Repaying => "repaying",
            Self::BeganToRepay => "began_to_repay",
            Self::Exploited => "exploited",
            Self::ExploitedHeld => "exploited_held",
            Self::ExploitedWork => "exploited_work",
            Self::ExploitedOther => "exploited_other",
            Self::ExploitedPresent => "exploited_present",
        }
    }
}

/// One column of the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// What it counts.
    pub quantity: Quantity,
    /// Country, region, place or link.
    pub site: String,
    /// `all`, `regular` or `irregular`.
    pub channel: &'static str,
    /// `all` or a group id.
    pub group: String,
}

/// The columns of a network's record, the same for every member, and where each block of them starts.
#[derive(Debug, Clone)]
pub struct RecordLayout {
    /// All columns, in the order of a day's numbers.
    pub columns: Vec<Column>,
    arrivals: Vec<u32>,
    departures: Vec<u32>,
    exits: usize,
    flows: usize,
    irregular_flow: Vec<u32>,
    region_present: usize,
    country_stocks: usize,
    place_stocks: usize,
    overflow: Vec<u32>,
    departs_from: Vec<u32>,
    market: Option<MarketColumns>,
}

const ALL: &str = "all";

impl RecordLayout {
    /// The layout of a network.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let mut push = |quantity, site: &str, channel: &'static str, group: &str| {
            columns.push(Column { quantity, site: site.to_owned(), channel, group: group.to_owned() });
            columns.len() as u32 - 1
        };
        let mut arrivals = vec![NONE; network.countries.len()];
        for (country, id) in network.countries.iter().enumerate() {
            if network.links.iter().any(|l| l.is_border && network.places[l.to].country == country) {
                arrivals[country] = push(Quantity::Arrivals, id, ALL, ALL);
                push(Quantity::Arrivals, id, "regular", ALL);
                push(Quantity::Arrivals, id, "irregular", ALL);
                network.groups.iter().for_each(|g| {
                    push(Quantity::Arrivals, id, ALL, g);
                });
            }
        }
        let mut departures = vec![NONE; network.regions.len()];
        let mut departs_from = vec![NONE; network.links.len()];
        for (region, id) in network.regions.iter().enumerate() {
            for (link, node) in network.links.iter().enumerate() {
                let (from, to) = (&network.places[node.from], &network.places[node.to]);
                if from.region == Some(region) && to.region != Some(region) && from.country == to.country {
                    if departures[region] == NONE {
                        departures[region] = push(Quantity::Departures, id, ALL, ALL);
                    }
                    departs_from[link] = departures[region];
                }
            }
        }
        let mut exits = 0;
        for (index, quantity) in [Quantity::Completed, Quantity::Settled, Quantity::TurnedBack].into_iter().enumerate() {
            for (country, id) in network.countries.iter().enumerate() {
                let at = push(quantity, id, ALL, ALL);
                if index == 0 && country == 0 {
                    exits = at as usize;
                }
            }
        }
        let flow_columns: Vec<u32> = network.links.iter().map(|l| push(Quantity::Flow, &l.id, ALL, ALL)).collect();
        let flows = flow_columns.first().map_or(0, |first| *first as usize);
        let irregular_flow: Vec<u32> = network
            .links
            .iter()
            .map(|l| if l.gated && l.is_border { push(Quantity::Flow, &l.id, "irregular", ALL) } else { NONE })
            .collect();
        let mut region_present = 0;
        for (index, id) in network.regions.iter().enumerate() {
            let at = push(Quantity::Present, id, ALL, ALL) as usize;
            if index == 0 {
                region_present = at;
            }
        }
        let mut country_stocks = 0;
        for (index, id) in network.countries.iter().enumerate() {
            for (kind, quantity) in [Quantity::Present, Quantity::Waiting, Quantity::Stranded].into_iter().enumerate() {
                let at = push(quantity, id, ALL, ALL) as usize;
                if index == 0 && kind == 0 {
                    country_stocks = at;
                }
                network.groups.iter().for_each(|g| {
                    push(quantity, id, ALL, g);
                });
            }
        }
        let mut place_stocks = 0;
        for (index, place) in network.places.iter().enumerate() {
            for (kind, quantity) in [Quantity::Present, Quantity::Waiting, Quantity::Stranded].into_iter().enumerate() {
                let at = push(quantity, &place.id, ALL, ALL) as usize;
                if index == 0 && kind == 0 {
                    place_stocks = at;
                }
            }
        }
        let overflow =
            network.places.iter().map(|p| if p.has_beds { push(Quantity::Overflow, &p.id, ALL, ALL) } else { NONE }).collect();
        Self {
            arrivals,
            departures,
            exits,
            flows,
            irregular_flow,
            region_present,
            country_stocks,
            place_stocks,
            overflow,
            departs_from,
            market: network.markets.as_ref().map(|markets| MarketColumns::lay_out(network, markets, &mut columns)),
            columns,
        }
    }

    /// Numbers per day.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Index of a column, by the names of the result table.
    #[must_use]
    pub fn find(&self, quantity: Quantity, site: &str, channel: &str, group: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.quantity == quantity && c.site == site && c.channel == channel && c.group == group)
    }

    /// Column of the departures of a region, if it has any way out.
    #[must_use]
    pub fn departures_of(&self, region: usize) -> Option<usize> {
        (self.departures[region] != NONE).then_some(self.departures[region] as usize)
    }
}

/// The numbers of one member: `[day * width + column]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Numbers per day.
    pub width: usize,
    /// All numbers, day by day.
    pub values: Vec<u32>,
}

impl Record {
    /// A record of no days.
    #[must_use]
    pub fn new(layout: &RecordLayout, days: usize) -> Self {
        Self { width: layout.width(), values: Vec::with_capacity(layout.width() * days) }
    }

    /// Days written so far.
    #[must_use]
    pub fn days(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// Number of a day and column.
    #[must_use]
    pub fn get(&self, day: usize, column: usize) -> u32 {
        self.values[day * self.width + column]
    }

    /// All numbers of a day, by column.
    #[must_use]
    pub fn on(&self, day: usize) -> &[u32] {
        &self.values[day * self.width..(day + 1) * self.width]
    }

    /// Starts a day: all zero.
    pub(crate) fn start_day(&mut self) {
        let len = self.values.len();
        self.values.resize(len + self.width, 0);
    }

    pub(crate) fn today(&mut self) -> &mut [u32] {
        let len = self.values.len();
        &mut self.values[len - self.width..]
    }

    /// Counts people who reach the end of a link, `all` of them.
    #[inline]
    pub(crate) fn count_arrival<const G: usize>(
        &mut self,
        layout: &RecordLayout,
        network: &Network,
        link: usize,
        channel: usize,
        all: u32,
        people: &People<G>,
    ) {
        if let Some(by_group) = self.count_at_end(layout, network, link, channel, all) {
            by_group.iter_mut().zip(people).for_each(|(count, people)| *count += people);
        }
    }

    /// As [`Record::count_arrival`] for one person of a group.
    #[inline]
    pub(crate) fn count_arrival_of_one(
        &mut self,
        layout: &RecordLayout,
        network: &Network,
        link: usize,
        channel: usize,
        group: usize,
    ) {
        if let Some(by_group) = self.count_at_end(layout, network, link, channel, 1) {
            by_group[group] += 1;
        }
    }

    /// Counts people who set out on a link, if they leave a region by it.
    #[inline]
    pub(crate) fn count_departure(&mut self, layout: &RecordLayout, link: usize, people: u32) {
        if layout.departs_from[link] != NONE {
            self.today()[layout.departs_from[link] as usize] += people;
        }
    }

    /// Counts people at the end of a link, and returns where they are counted by group if it crosses a border.
    #[inline]
    fn count_at_end(
        &mut self,
        layout: &RecordLayout,
        network: &Network,
        link: usize,
        channel: usize,
        all: u32,
    ) -> Option<&mut [u32]> {
        let node = &network.links[link];
        let today = self.today();
        today[layout.flows + link] += all;
        if !node.is_border {
            return None;
        }
        if channel == IRREGULAR && layout.irregular_flow[link] != NONE {
            today[layout.irregular_flow[link] as usize] += all;
        }
        let base = layout.arrivals[network.places[node.to].country] as usize;
        today[base] += all;
        today[base + 1 + usize::from(channel != REGULAR)] += all;
        Some(&mut today[base + 3..base + 3 + network.groups.len()])
    }

    /// Counts people who leave the route.
    #[inline]
    pub(crate) fn count_exit(&mut self, layout: &RecordLayout, network: &Network, exit: Exit, country: usize, people: u32) {
        debug_assert!((exit as usize) < EXITS);
        self.today()[layout.exits + exit as usize * network.countries.len() + country] += people;
    }

    /// Writes down the stocks at the end of a day. `blocked` is [`crate::choice::Ways::blocked`].
    pub(crate) fn count_stocks<const G: usize>(
        &mut self,
        layout: &RecordLayout,
        network: &Network,
        state: &State,
        day: usize,
        blocked: &[bool],
    ) {
        let groups = network.group_count();
        let per_country = 3 * (groups + 1);
        let epoch = network.epoch(day);
        let today = self.today();
        for (place, node) in network.places.iter().enumerate() {
            let mut in_line = *at::<G>(&state.registering, place);
            let mut shut_out = [0; G];
            for link in node.out.clone().filter(|link| state.queued[*link] > 0) {
                let queue = at::<G>(&state.queue, link);
                add(&mut in_line, queue);
                let Some(gate) = epoch.gate_of(link) else { continue };
                for (group, queue) in queue.iter().enumerate().take(groups) {
                    if !epoch.rules[gate].admits(group) && !network.gates[gate].reopens(day as i32, group) {
                        shut_out[group] += queue;
                    }
                }
            }
            let mut here = in_line;
            add(&mut here, at(&state.resting, place));
            if !state.repaying.is_empty() {
                add(&mut here, at(&state.repaying, place));
            }
            let present = count(&here);
            if present == 0 {
                continue;
            }
            let blocked = &blocked[place * groups..(place + 1) * groups];
            let mut stuck = shut_out;
            for ((stuck, here), blocked) in stuck.iter_mut().zip(&here).zip(blocked) {
                *stuck = if *blocked { *here } else { *stuck };
            }
            let country = layout.country_stocks + node.country * per_country;
            let stocks = today[country..country + per_country].chunks_exact_mut(groups + 1);
            let stuck_here = stuck.iter().sum();
            let all = [present, in_line.iter().sum(), stuck_here];
            for ((stock, of_groups), all) in stocks.zip([here, in_line, stuck]).zip(all) {
                stock[0] += all;
                stock[1..].iter_mut().zip(of_groups).for_each(|(sum, people)| *sum += people);
            }
            today[layout.place_stocks + place * 3..][..3].copy_from_slice(&all);
            if let Some(region) = node.region {
                today[layout.region_present + region] += present;
            }
            if layout.overflow[place] != NONE {
                today[layout.overflow[place] as usize] = present.saturating_sub(epoch.beds[place]);
            }
        }
        for (link, node) in network.links.iter().enumerate() {
            for way in [link * 2, link * 2 + 1] {
                if state.travellers[way] > 0 {
                    let country = layout.country_stocks + network.places[node.from].country * per_country;
                    let present = &mut today[country..country + groups + 1];
                    present[0] += state.travellers[way];
                    let of_groups = at::<G>(&state.under_way, way);
                    present[1..].iter_mut().zip(of_groups).for_each(|(sum, people)| *sum += people);
                }
            }
        }
    }
}
