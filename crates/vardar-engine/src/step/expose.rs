//! Exposure at the places of the route, once a day: who is exploited, and who has to work to repay a smuggler.
//!
//! The hazard of a person-day is `exploitation_per_day` times the multipliers of the person and the frailty of those who are
//! spared so far. Somebody exploited once is not counted again. Work for a debt keeps people where they are until it is done.

use super::Work;
use crate::draw::{Purpose, Stream, binomial, binomial_each, hypergeometric, multivariate_hypergeometric};
use crate::market::MarketParameters;
use crate::market::facts::Event;
use crate::network::{EXPLOITED, IN_DEBT, Network, STANDINGS};
use std::mem::take;

/// One day of exposure everywhere.
pub(super) fn expose(work: &mut Work<'_, '_>) {
    let network = work.given.network;
    let Some(own) = &work.given.parameters.market else { return };
    let today = Today {
        own,
        start_work: -libm::expm1(-own.repay_work_per_day),
        finish_work: -libm::expm1(-1.0 / own.repay_work_days),
        most_exposed: own.exposure.iter().copied().fold(0.0, f64::max),
    };
    let mut stocks = take(&mut work.scratch.exposed);
    for place in 0..network.places.len() {
        finish_work(work, &today, place);
        let standings = stocks_of(work, place, &mut stocks);
        if standings == [0; STANDINGS] {
            continue;
        }
        let mut stream = work.stream(place, Purpose::Exposure, 0);
        let spared = standings[0] + standings[IN_DEBT];
        let newly_exploited = exploit(work, &today, &mut stream, place, &stocks, spared);
        if standings[IN_DEBT] + standings[IN_DEBT | EXPLOITED] + newly_exploited > 0 {
            start_work(work, &today, &mut stream, place, &stocks);
        }
    }
    work.scratch.exposed = stocks;
}

/// What holds for everybody today.
struct Today<'a> {
    own: &'a MarketParameters,
    /// Chance that somebody in debt has to begin to work for it.
    start_work: f64,
    /// Chance that somebody who works for a debt has repaid it.
    finish_work: f64,
    /// Largest multiplier of a person.
    most_exposed: f64,
}

/// Where people of a place stand: at rest, in line to be registered, or in the queue of a link.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stock {
    Resting,
    Registering,
    Queue(usize),
}

/// Lists the stocks of a place with somebody in them, and counts these people by standing.
fn stocks_of(work: &mut Work<'_, '_>, place: usize, stocks: &mut Vec<Stock>) -> [u32; STANDINGS] {
    stocks.clear();
    let mut standings = [0; STANDINGS];
    let queues = work.given.network.places[place].out.clone().map(Stock::Queue);
    for stock in [Stock::Resting, Stock::Registering].into_iter().chain(queues) {
        if matches!(stock, Stock::Queue(link) if work.state.queued[link] == 0) {
            continue;
        }
        let mut here = [0; STANDINGS];
        for people in cells_of(work, place, stock).as_chunks::<STANDINGS>().0 {
            super::add(&mut here, people);
        }
        if here != [0; STANDINGS] {
            super::add(&mut standings, &here);
            stocks.push(stock);
        }
    }
    standings
}

fn cells_of<'w>(work: &'w mut Work<'_, '_>, place: usize, stock: Stock) -> &'w mut [u32] {
    let network: &Network = work.given.network;
    match stock {
        Stock::Resting => &mut work.state.resting[network.cells(place)],
        Stock::Registering => &mut work.state.registering[network.cells(place)],
        Stock::Queue(link) => &mut work.state.queue[network.cells(link)],
    }
}

/// Candidates are drawn from all who are spared, with a hazard that nobody's exceeds, and kept in proportion to their own: exact,
/// and one draw for a place where nothing happens. Returns how many were exploited.
fn exploit(work: &mut Work<'_, '_>, today: &Today<'_>, stream: &mut Stream, place: usize, stocks: &[Stock], spared: u32) -> u32 {
    let own = today.own;
    let network = work.given.network;
    let (groups, country) = (network.group_count(), network.places[place].country);
    let base = own.exploitation_per_day * work.market.frailty[country];
    let blocked_days = &work.market.blocked_days[place * groups..(place + 1) * groups];
    let held_up = |group: usize| f64::from(blocked_days[group]) > own.stranded_after_days;
    let factor = if (0..groups).any(held_up) { own.exposure_stranded.max(1.0) } else { 1.0 };
    let at_most = -libm::expm1(-base * today.most_exposed * factor);
    let mut candidates = binomial(stream, spared, at_most);
    if candidates == 0 {
        return 0;
    }
    let own_share: Vec<f64> = (0..groups * STANDINGS)
        .map(|cell| {
            let factor = if held_up(cell / STANDINGS) { own.exposure_stranded } else { 1.0 };
            let exploited_already = (cell % STANDINGS) & EXPLOITED != 0;
            if exploited_already { 0.0 } else { -libm::expm1(-base * own.exposure[cell] * factor) / at_most }
        })
        .collect();
    let (mut spared, mut all) = (spared, 0);
    for &stock in stocks {
        let mut there: Vec<u32> = cells_of(work, place, stock).to_vec();
        there.as_chunks_mut::<STANDINGS>().0.iter_mut().for_each(|people| {
            people[EXPLOITED] = 0;
            people[EXPLOITED | IN_DEBT] = 0;
        });
        let here: u32 = there.iter().sum();
        let of_stock = hypergeometric(stream, here, spared - here, candidates);
        (spared, candidates) = (spared - here, candidates - of_stock);
        let mut chosen = vec![0; there.len()];
        multivariate_hypergeometric(stream, &there, of_stock, |cell, n| chosen[cell] = n);
        for (cell, chosen) in chosen.into_iter().enumerate().filter(|(_, n)| *n > 0) {
            let exploited = binomial(stream, chosen, own_share[cell]);
            let there = cells_of(work, place, stock);
            there[cell] -= exploited;
            there[cell | EXPLOITED] += exploited;
            all += exploited;
            count_kinds(work, own, stream, country, None, cell / STANDINGS, exploited);
        }
    }
    all
}

/// Writes down what happens to people of a group who are exploited: in a country, or in a crossing with a smuggler. Everybody has
/// one kind, some a second.
pub(super) fn count_kinds(
    work: &mut Work<'_, '_>,
    own: &MarketParameters,
    stream: &mut Stream,
    country: usize,
    market: Option<usize>,
    group: usize,
    people: u32,
) {
    if people == 0 {
        return;
    }
    let kinds = [own.held_share, own.unpaid_work_share, (1.0 - own.held_share - own.unpaid_work_share).max(0.0)];
    let mut counts = [0; 3];
    for _ in 0..people {
        let first = pick(stream, &kinds);
        counts[first] += 1;
        let others: f64 = kinds.iter().sum::<f64>() - kinds[first];
        if others > 0.0 && stream.uniform() < own.second_kind_share {
            let mut second = kinds;
            second[first] = 0.0;
            counts[pick(stream, &second)] += 1;
        }
    }
    let forced = binomial(stream, counts[1], own.forced_work_share);
    let (layout, network, record) = (work.given.layout, work.given.network, &mut work.record);
    record.count_exploited(layout, network, country, group, people, counts);
    let events = [
        (Event::Held, counts[0]),
        (Event::ForcedWork, forced),
        (Event::UnpaidWork, counts[1] - forced),
        (Event::OtherIndicator, counts[2]),
    ];
    for (event, n) in events {
        record.count_event(layout, network, event, Some(country), market, group, n);
    }
}

fn pick(stream: &mut Stream, weights: &[f64; 3]) -> usize {
    let mut at = stream.uniform() * weights.iter().sum::<f64>();
    let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
    (0..last)
        .find(|index| {
            at -= weights[*index];
            at < 0.0
        })
        .unwrap_or(last)
}

/// People in debt who have to work from now on: they leave wherever they stood at the place, and count as exploited.
fn start_work(work: &mut Work<'_, '_>, today: &Today<'_>, stream: &mut Stream, place: usize, stocks: &[Stock]) {
    let network = work.given.network;
    let country = network.places[place].country;
    let mut starting = take(&mut work.scratch.going);
    for &stock in stocks {
        let there = cells_of(work, place, stock);
        starting.clear();
        starting.resize(there.len(), 0);
        let debtors = there.as_chunks::<STANDINGS>().0.iter().zip(starting.as_chunks_mut::<STANDINGS>().0);
        for (people, starting) in debtors.filter(|(people, _)| people[IN_DEBT] + people[IN_DEBT | EXPLOITED] > 0) {
            let in_debt = [people[IN_DEBT], people[IN_DEBT | EXPLOITED]];
            let mut drawn = [0; 2];
            binomial_each(stream, &in_debt, today.start_work, &mut drawn);
            (starting[IN_DEBT], starting[IN_DEBT | EXPLOITED]) = (drawn[0], drawn[1]);
        }
        let all: u32 = starting.iter().sum();
        if all == 0 {
            continue;
        }
        let before: u32 = there.iter().sum();
        super::subtract(there, &starting);
        if let Stock::Queue(link) = stock {
            work.state.queued[link] -= all;
            work.market.leave_queue(stream, link, before, all);
        }
        for (group, starting) in starting.as_chunks::<STANDINGS>().0.iter().enumerate() {
            let (new, people) = (starting[IN_DEBT], starting[IN_DEBT] + starting[IN_DEBT | EXPLOITED]);
            if people == 0 {
                continue;
            }
            let repaying = network.cells(place).start + group * STANDINGS + (IN_DEBT | EXPLOITED);
            work.state.repaying[repaying] += people;
            let bonded = binomial(stream, people, today.own.debt_bondage_share);
            let (layout, record) = (work.given.layout, &mut work.record);
            record.count_exploited(layout, network, country, group, new, [0, new, 0]);
            record.count_repaying(layout, network, country, people);
            record.count_event(layout, network, Event::DebtBondage, Some(country), None, group, bonded);
            record.count_event(layout, network, Event::WorkForDebt, Some(country), None, group, people - bonded);
        }
    }
    work.scratch.going = starting;
}

/// People whose debt is repaid go on, free of it.
fn finish_work(work: &mut Work<'_, '_>, today: &Today<'_>, place: usize) {
    let network = work.given.network;
    let cells = network.cells(place);
    if work.state.repaying[cells.clone()].iter().all(|n| *n == 0) {
        return;
    }
    let mut stream = work.stream(place, Purpose::Exposure, 1);
    let here = work.state.repaying[cells.clone()].as_chunks_mut::<STANDINGS>().0.iter_mut();
    for (repaying, resting) in here.zip(work.state.resting[cells].as_chunks_mut::<STANDINGS>().0) {
        let done = binomial(&mut stream, repaying[IN_DEBT | EXPLOITED], today.finish_work);
        repaying[IN_DEBT | EXPLOITED] -= done;
        resting[EXPLOITED] += done;
    }
}
