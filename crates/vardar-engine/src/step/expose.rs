//! Exposure at the places of the route, once a day: who is exploited, and who has to work to repay a smuggler.
//!
//! The hazard of a person-day is `exploitation_per_day` times the multipliers of the person and the frailty of those who are
//! spared so far. Somebody exploited once is not counted again. Work for a debt keeps people where they are until it is done.

use super::Work;
use crate::draw::{Purpose, Stream, binomial, binomial_among, hypergeometric, sample_among};
use crate::market::MarketParameters;
use crate::market::facts::Event;
use crate::network::{EXPLOITED, IN_DEBT, STANDINGS};
use crate::people::{People, any, at, at_mut, count, subtract};
use std::mem::take;

/// One day of exposure everywhere.
pub(super) fn expose<const G: usize, const S: usize>(work: &mut Work<'_, '_>) {
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
        finish_work::<G, S>(work, &today, place);
        let standings = stocks_of::<G, S>(work, place, &mut stocks);
        if standings == [0; STANDINGS] {
            continue;
        }
        let mut stream = work.stream(place, Purpose::Exposure, 0);
        let spared = standings[0] + standings[IN_DEBT];
        let newly_exploited = exploit::<G, S>(work, &today, &mut stream, place, &stocks, spared);
        if standings[IN_DEBT] + standings[IN_DEBT | EXPLOITED] + newly_exploited > 0 {
            start_work::<G, S>(work, &today, &mut stream, place, &stocks);
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
fn stocks_of<const G: usize, const S: usize>(work: &mut Work<'_, '_>, place: usize, stocks: &mut Vec<Stock>) -> [u32; STANDINGS] {
    stocks.clear();
    let mut standings = [0; STANDINGS];
    let queues = work.given.network.places[place].out.clone().map(Stock::Queue);
    for stock in [Stock::Resting, Stock::Registering].into_iter().chain(queues) {
        if matches!(stock, Stock::Queue(link) if work.state.queued[link] == 0) {
            continue;
        }
        let people = people_of::<G, S>(work, place, stock);
        if any(people) {
            people.iter().for_each(|people| super::add(&mut standings, people));
            stocks.push(stock);
        }
    }
    standings
}

fn people_of<'w, const G: usize, const S: usize>(work: &'w mut Work<'_, '_>, place: usize, stock: Stock) -> &'w mut People<G, S> {
    match stock {
        Stock::Resting => at_mut(&mut work.state.resting, place),
        Stock::Registering => at_mut(&mut work.state.registering, place),
        Stock::Queue(link) => at_mut(&mut work.state.queue, link),
    }
}

/// People in the standings that `kept` names.
fn in_standing<const G: usize, const S: usize>(people: &People<G, S>, kept: impl Fn(usize) -> bool) -> People<G, S> {
    people.map(|of_group| std::array::from_fn(|standing| if kept(standing) { of_group[standing] } else { 0 }))
}

/// Candidates are drawn from all who are spared, with a hazard that nobody's exceeds, and kept in proportion to their own: exact,
/// and one draw for a place where nothing happens. Returns how many were exploited.
fn exploit<const G: usize, const S: usize>(
    work: &mut Work<'_, '_>,
    today: &Today<'_>,
    stream: &mut Stream,
    place: usize,
    stocks: &[Stock],
    spared: u32,
) -> u32 {
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
        let there = in_standing(people_of::<G, S>(work, place, stock), |standing| standing & EXPLOITED == 0);
        let here = count(&there);
        let of_stock = hypergeometric(stream, here, spared - here, candidates);
        (spared, candidates) = (spared - here, candidates - of_stock);
        let chosen = sample_among(stream, &there, of_stock);
        for (cell, chosen) in chosen.into_iter().flatten().enumerate().filter(|(_, n)| *n > 0) {
            let exploited = binomial(stream, chosen, own_share[cell]);
            let there = people_of::<G, S>(work, place, stock).as_flattened_mut();
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
fn start_work<const G: usize, const S: usize>(
    work: &mut Work<'_, '_>,
    today: &Today<'_>,
    stream: &mut Stream,
    place: usize,
    stocks: &[Stock],
) {
    let network = work.given.network;
    let country = network.places[place].country;
    for &stock in stocks {
        let there = people_of::<G, S>(work, place, stock);
        let debtors = in_standing(there, |standing| standing & IN_DEBT != 0);
        let starting = binomial_among(stream, &debtors, today.start_work);
        let all = count(&starting);
        if all == 0 {
            continue;
        }
        let before = count(there);
        subtract(there, &starting);
        if let Stock::Queue(link) = stock {
            work.state.queued[link] -= all;
            work.market.leave_queue(stream, link, before, all);
        }
        for (group, starting) in starting.iter().enumerate() {
            let (new, people) = (starting[IN_DEBT], starting[IN_DEBT] + starting[IN_DEBT | EXPLOITED]);
            if people == 0 {
                continue;
            }
            at_mut::<G, S>(&mut work.state.repaying, place)[group][IN_DEBT | EXPLOITED] += people;
            let bonded = binomial(stream, people, today.own.debt_bondage_share);
            let (layout, record) = (work.given.layout, &mut work.record);
            record.count_exploited(layout, network, country, group, new, [0, new, 0]);
            record.count_repaying(layout, network, country, people);
            record.count_event(layout, network, Event::DebtBondage, Some(country), None, group, bonded);
            record.count_event(layout, network, Event::WorkForDebt, Some(country), None, group, people - bonded);
        }
    }
}

/// People whose debt is repaid go on, free of it.
fn finish_work<const G: usize, const S: usize>(work: &mut Work<'_, '_>, today: &Today<'_>, place: usize) {
    if !any(at::<G, S>(&work.state.repaying, place)) {
        return;
    }
    let mut stream = work.stream(place, Purpose::Exposure, 1);
    let repaying = at_mut::<G, S>(&mut work.state.repaying, place);
    let done = binomial_among(&mut stream, repaying, today.finish_work);
    subtract(repaying, &done);
    let resting = at_mut::<G, S>(&mut work.state.resting, place);
    for (resting, done) in resting.iter_mut().zip(done) {
        resting[EXPLOITED] += done[IN_DEBT | EXPLOITED];
    }
}
