//! Exposure at the places of the route, once a day: who is exploited, and who has to work to repay a smuggler.
//!
//! The hazard of a person-day is `exploitation_per_day` times the multipliers of the person and the frailty of those who are
//! spared so far. Somebody exploited once is not counted again. Work for a debt keeps people where they are until it is done.
//!
//! On a day it happens to few. So their number is drawn for all places of a country together, and only if there are any is it
//! asked where and who they are: the same distribution as a draw for each place, at a fraction of the cost. Who they are is drawn
//! from the standings of their group in the country, those under way among them, who are exposed to nothing.

use super::Work;
use super::stocks::{Stock, Stocks};
use crate::draw::{Purpose, Stream, binomial, multivariate_hypergeometric, sample_among};
use crate::market::facts::Event;
use crate::market::standings::{EXPLOITED, IN_DEBT, STANDINGS};
use crate::market::{Market, MarketParameters};
use crate::people::{add, at_mut, subtract};
use std::mem::take;

/// One day of exposure everywhere.
pub(super) fn expose<const G: usize>(work: &mut Work<'_, '_>) {
    let Some(own) = &work.given.parameters.market else { return };
    let today = Today {
        own,
        start_work: -libm::expm1(-own.repay_work_per_day),
        finish_work: -libm::expm1(-1.0 / own.repay_work_days),
        most_exposed: own.most_exposed() * own.exposure_stranded.max(1.0),
    };
    let mut stocks = take(&mut work.scratch.exposed);
    for country in 0..work.given.network.countries.len() {
        finish_work::<G>(work, &today, country, &mut stocks);
        if work.market.standings.of_country(country).iter().flatten().all(|n| *n == 0) {
            continue;
        }
        stocks.list::<G>(work.given.network, work.state, country);
        if !stocks.stocks.is_empty() {
            let mut stream = work.stream(country, Purpose::Exposure, 0);
            exploit::<G>(work, &today, &mut stream, country, &mut stocks);
            start_work::<G>(work, &today, &mut stream, country, &mut stocks);
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

/// Draws to how many of all these people something of probability `p` happens, and puts down how many of each entry they are.
fn happens(stream: &mut Stream, people: &[u32], p: f64, parts: &mut Vec<(usize, u32)>) {
    parts.clear();
    let all = binomial(stream, people.iter().sum(), p);
    if all > 0 {
        multivariate_hypergeometric(stream, people, all, |entry, n| parts.push((entry, n)));
    }
}

/// Candidates are drawn from all who are there, with a hazard that nobody's exceeds, and kept, if they are spared so far, in
/// proportion to their own.
fn exploit<const G: usize>(work: &mut Work<'_, '_>, today: &Today<'_>, stream: &mut Stream, country: usize, stocks: &mut Stocks) {
    let (own, network) = (today.own, work.given.network);
    let groups = network.group_count();
    let base = own.exploitation_per_day * work.market.frailty(own, country);
    let factor = |market: &Market, place: usize, group: usize| {
        let held_up = f64::from(market.blocked_days[place * groups + group]) > own.stranded_after_days;
        if held_up { own.exposure_stranded } else { 1.0 }
    };
    let at_most = -libm::expm1(-base * today.most_exposed);
    happens(stream, &stocks.people, at_most, &mut stocks.parts);
    for &(index, candidates) in &stocks.parts {
        let (stock, place) = stocks.stocks[index];
        let candidates = sample_among(stream, stock.people::<G>(work.state), candidates);
        for (group, candidates) in candidates.into_iter().enumerate().filter(|(_, n)| *n > 0) {
            let of_group = &work.market.standings.of_country(country)[group];
            let candidates = sample_among(stream, of_group, candidates);
            for standing in [0, IN_DEBT].into_iter().filter(|standing| candidates[*standing] > 0) {
                let hazard = -libm::expm1(-base * own.exposure[group][standing] * factor(work.market, place, group));
                let exploited = binomial(stream, candidates[standing], hazard / at_most);
                work.market.standings.exploit(country, group, standing, exploited);
                count_kinds(work, own, stream, country, None, group, exploited);
            }
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
    record.count_exploited(layout, country, group, people, counts);
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

/// People in debt who have to work from now on: they leave wherever they stood at a place, and count as exploited.
fn start_work<const G: usize>(
    work: &mut Work<'_, '_>,
    today: &Today<'_>,
    stream: &mut Stream,
    country: usize,
    stocks: &mut Stocks,
) {
    const DEBTS: [usize; 2] = [IN_DEBT, IN_DEBT | EXPLOITED];
    let network = work.given.network;
    let debtors: [[u32; DEBTS.len()]; G] = {
        let of_country = work.market.standings.of_country(country);
        std::array::from_fn(|group| DEBTS.map(|standing| of_country[group][standing]))
    };
    happens(stream, debtors.as_flattened(), today.start_work, &mut stocks.parts);
    for &(entry, chosen) in &stocks.parts {
        let (group, standing) = (entry / DEBTS.len(), DEBTS[entry % DEBTS.len()]);
        let mut people = 0;
        for _ in 0..chosen {
            // Any of the group in the country: those under way have nobody to work for.
            let everybody = work.market.standings.of_country(country)[group].iter().sum();
            if let Some((stock, place)) = stocks.find::<G>(work.state, group, stream.below(everybody)) {
                if let Stock::Queue(link) = stock {
                    work.market.leave_queue(stream, link, work.state.queued[link], 1);
                    work.state.queued[link] -= 1;
                }
                stock.people_mut::<G>(work.state)[group] -= 1;
                work.market.standings.begin_work(country, group, standing);
                at_mut::<G>(&mut work.state.repaying, place)[group] += 1;
                people += 1;
            }
        }
        let new = if standing & EXPLOITED == 0 { people } else { 0 };
        let bonded = binomial(stream, people, today.own.debt_bondage_share);
        let (layout, record) = (work.given.layout, &mut work.record);
        record.count_exploited(layout, country, group, new, [0, new, 0]);
        record.count_repaying(layout, country, people);
        record.count_event(layout, network, Event::DebtBondage, Some(country), None, group, bonded);
        record.count_event(layout, network, Event::WorkForDebt, Some(country), None, group, people - bonded);
    }
}

/// People whose debt is repaid go on, free of it.
fn finish_work<const G: usize>(work: &mut Work<'_, '_>, today: &Today<'_>, country: usize, stocks: &mut Stocks) {
    stocks.list_working::<G>(work.given.network, work.state, country);
    if stocks.working.is_empty() {
        return;
    }
    let mut stream = work.stream(country, Purpose::Exposure, 1);
    happens(&mut stream, &stocks.working, today.finish_work, &mut stocks.parts);
    for &(index, done) in &stocks.parts {
        let place = stocks.at_work[index];
        let repaying = at_mut::<G>(&mut work.state.repaying, place);
        let done = sample_among(&mut stream, repaying, done);
        subtract(repaying, &done);
        add(at_mut::<G>(&mut work.state.resting, place), &done);
        for (group, n) in done.into_iter().enumerate().filter(|(_, n)| *n > 0) {
            let mut free_of_debt = [0; STANDINGS];
            free_of_debt[EXPLOITED] = n;
            work.market.standings.put(country, group, &free_of_debt);
        }
    }
}
