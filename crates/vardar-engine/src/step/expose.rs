//! Exposure at the places of the route, once a day: who is exploited, and who has to work to repay a smuggler.
//!
//! The hazard of a person-day is `exploitation_per_day` times the multipliers of the person and the frailty of those who are
//! spared so far. Somebody exploited once is not counted again. Work for a debt keeps people where they are until it is done.

use super::Work;
use crate::draw::{Purpose, Stream, binomial, multivariate_hypergeometric};
use crate::market::MarketParameters;
use crate::market::facts::Event;
use crate::network::{EXPLOITED, IN_DEBT, Network};

/// One day of exposure everywhere.
pub(super) fn expose(work: &mut Work<'_, '_>) {
    let network = work.given.network;
    let Some(own) = &work.given.parameters.market else { return };
    for place in 0..network.places.len() {
        finish_work(work, own, place);
        let (stocks, people) = stocks(work, place);
        if people == 0 {
            continue;
        }
        let mut stream = work.stream(place, Purpose::Exposure, 0);
        exploit(work, own, &mut stream, place, &stocks);
        start_work(work, own, &mut stream, place);
    }
}

/// Where people of a place stand: at rest, in line to be registered, or in the queue of a link.
#[derive(Clone, Copy)]
enum Stock {
    Resting,
    Registering,
    Queue(usize),
}

/// The stocks of a place with somebody in them, and how many people that is.
fn stocks(work: &Work<'_, '_>, place: usize) -> (Vec<Stock>, u32) {
    let network = work.given.network;
    let cells = network.cells(place);
    let sum = |people: &[u32]| people.iter().sum::<u32>();
    let mut all = vec![
        (Stock::Resting, sum(&work.state.resting[cells.clone()])),
        (Stock::Registering, sum(&work.state.registering[cells])),
    ];
    all.extend(network.places[place].out.clone().map(|link| (Stock::Queue(link), work.state.queued[link])));
    all.retain(|(_, people)| *people > 0);
    (all.iter().map(|(stock, _)| *stock).collect(), all.iter().map(|(_, people)| people).sum())
}

fn cells_of<'w>(work: &'w mut Work<'_, '_>, place: usize, stock: Stock) -> &'w mut [u32] {
    let network: &Network = work.given.network;
    match stock {
        Stock::Resting => &mut work.state.resting[network.cells(place)],
        Stock::Registering => &mut work.state.registering[network.cells(place)],
        Stock::Queue(link) => &mut work.state.queue[network.cells(link)],
    }
}

/// Candidates are drawn from all with the largest hazard of the place and kept in proportion to their own: exact, and one draw
/// where hardly anything happens.
fn exploit(work: &mut Work<'_, '_>, own: &MarketParameters, stream: &mut Stream, place: usize, stocks: &[Stock]) {
    let network = work.given.network;
    let (groups, country) = (network.groups.len(), network.places[place].country);
    let base = own.exploitation_per_day * work.market.frailty(own, country);
    let stranded =
        |work: &Work<'_, '_>, group: usize| f64::from(work.market.blocked_days[place * groups + group]) > own.stranded_after_days;
    let probability: Vec<f64> = (0..EXPLOITED * groups)
        .map(|cell| {
            let factor = if stranded(work, cell % groups) { own.exposure_stranded } else { 1.0 };
            -libm::expm1(-base * own.exposure[cell] * factor)
        })
        .collect();
    let largest = probability.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 {
        return;
    }
    for &stock in stocks {
        let spared = &cells_of(work, place, stock)[..EXPLOITED * groups];
        let mut candidates = vec![0; spared.len()];
        let n = binomial(stream, spared.iter().sum(), largest);
        multivariate_hypergeometric(stream, spared, n, |cell, n| candidates[cell] = n);
        for (cell, candidates) in candidates.into_iter().enumerate().filter(|(_, n)| *n > 0) {
            let exploited = binomial(stream, candidates, probability[cell] / largest);
            let there = cells_of(work, place, stock);
            there[cell] -= exploited;
            there[cell + EXPLOITED * groups] += exploited;
            count_kinds(work, own, stream, country, None, cell % groups, exploited);
        }
    }
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
fn start_work(work: &mut Work<'_, '_>, own: &MarketParameters, stream: &mut Stream, place: usize) {
    let network = work.given.network;
    let groups = network.groups.len();
    let country = network.places[place].country;
    let chance = -libm::expm1(-own.repay_work_per_day);
    if chance == 0.0 {
        return;
    }
    let (stocks, _) = stocks(work, place);
    for stock in stocks {
        let there = cells_of(work, place, stock);
        let mut starting = [0; 64];
        for standing in [IN_DEBT, IN_DEBT | EXPLOITED] {
            for cell in standing * groups..(standing + 1) * groups {
                starting[cell] = binomial(stream, there[cell], chance);
            }
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
        for group in 0..groups {
            let new = starting[IN_DEBT * groups + group];
            let people = new + starting[(IN_DEBT | EXPLOITED) * groups + group];
            work.state.repaying[network.cells(place)][(IN_DEBT | EXPLOITED) * groups + group] += people;
            let bonded = binomial(stream, people, own.debt_bondage_share);
            let (layout, record) = (work.given.layout, &mut work.record);
            record.count_exploited(layout, network, country, group, new, [0, new, 0]);
            record.count_repaying(layout, network, country, people);
            record.count_event(layout, network, Event::DebtBondage, Some(country), None, group, bonded);
            record.count_event(layout, network, Event::WorkForDebt, Some(country), None, group, people - bonded);
        }
    }
}

/// People whose debt is repaid go on, free of it.
fn finish_work(work: &mut Work<'_, '_>, own: &MarketParameters, place: usize) {
    let network = work.given.network;
    let groups = network.groups.len();
    let cells = network.cells(place);
    if work.state.repaying[cells.clone()].iter().all(|n| *n == 0) {
        return;
    }
    let mut stream = work.stream(place, Purpose::Exposure, 1);
    let chance = -libm::expm1(-1.0 / own.repay_work_days);
    for group in 0..groups {
        let cell = cells.start + (IN_DEBT | EXPLOITED) * groups + group;
        let done = binomial(&mut stream, work.state.repaying[cell], chance);
        work.state.repaying[cell] -= done;
        work.state.resting[cells.start + EXPLOITED * groups + group] += done;
    }
}
