//! Attempts to cross a border irregularly: who tries, who is detected and returned, who crosses on credit.
//!
//! Somebody who turns to the irregular channel may be put off by earlier returns, may find that smugglers can arrange no more
//! today, or tries. Who is detected is returned to the near side, counted, and may try again; who is not sets out with a travel
//! time of the channel's own. People of one queue are alike but for how often they have been returned at it.

use super::Work;
use super::border::allowance;
use crate::draw::{Stream, binomial, binomial_among, hypergeometric, multivariate_hypergeometric, sample_among};
use crate::market::facts::Event;
use crate::market::standings::{EXPLOITED, IN_DEBT};
use crate::market::{MarketParameters, RETURNS, markets};
use crate::network::MarketNode;
use crate::people::{People, add, any, at_mut, count, nobody, subtract};

/// People of each group who turn to the irregular channel at a link, out of `by_returns` who leave its queue. On return `takers`
/// holds those who get away; all others are back in the queue.
pub(super) fn attempt<const G: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    link: usize,
    takers: &mut People<G>,
    by_returns: [u32; RETURNS],
) {
    let network = work.given.network;
    let Some(own) = &work.given.parameters.market else { return };
    let index = markets(network).of_link[link] as usize;
    let mut back = nobody();
    let mut trying = split(stream, &by_returns, count(takers));
    let mut returned = [0; RETURNS];

    // Put off by earlier returns.
    for returns in 1..RETURNS {
        let going_on = binomial(stream, trying[returns], libm::exp(-own.retry_discouraged * returns as f64));
        returned[returns] = trying[returns] - going_on;
        trying[returns] = going_on;
    }
    move_some(stream, takers, &mut back, returned.iter().sum());

    // With a smuggler or alone; smugglers arrange so many crossings a day.
    let mut aided = binomial_among(stream, takers, own.at.smuggler_share[index]);
    subtract(takers, &aided);
    let asking = count(&aided);
    let border = &mut work.market.borders[index];
    border.turned_today += asking;
    let free = allowance(work.given, border.supply).saturating_sub(border.arranged_today);
    let arranged = asking.min(free);
    border.arranged_today += arranged;
    let unserved = asking - arranged;
    move_some(stream, &mut aided, &mut back, unserved);
    let without = split(stream, &trying, unserved);
    super::subtract(&mut trying, &without);
    super::add(&mut returned, &without);

    // Detected or across.
    let mut across = 0;
    for returns in 0..RETURNS {
        let undetected = binomial(stream, trying[returns], 1.0 - own.detection(index, returns));
        across += undetected;
        returned[(returns + 1).min(RETURNS - 1)] += trying[returns] - undetected;
    }
    let across_aided = hypergeometric(stream, count(&aided), count(takers), across);
    let smuggled = sample_among(stream, &aided, across_aided);
    let alone = sample_among(stream, takers, across - across_aided);
    let mut detected = aided;
    add(&mut detected, takers);
    subtract(&mut detected, &smuggled);
    subtract(&mut detected, &alone);
    work.record.count_returned(work.given.layout, index, &detected);
    add(&mut back, &detected);

    cross_with_smuggler(work, own, stream, index, &smuggled);
    let MarketNode { from, to, .. } = markets(network).nodes[index];
    for (group, n) in alone.iter().enumerate().filter(|(_, n)| **n > 0) {
        let people = work.market.standings.take(stream, from, group, *n);
        work.market.standings.put(to, group, &people);
    }
    *takers = smuggled;
    add(takers, &alone);
    work.state.queued[link] += count(&back);
    add(at_mut(&mut work.state.queue, link), &back);
    let tried = &mut work.market.returned[link * RETURNS..(link + 1) * RETURNS];
    super::add(&mut tried[1..], &returned[1..]);
}

/// People cross with a smuggler: some go into debt for it, some are exploited, some are in danger. Their standings count in the
/// country that they are bound for from now on.
fn cross_with_smuggler<const G: usize>(
    work: &mut Work<'_, '_>,
    own: &MarketParameters,
    stream: &mut Stream,
    index: usize,
    crossing: &People<G>,
) {
    if !any(crossing) {
        return;
    }
    let network = work.given.network;
    let groups = network.group_count();
    let MarketNode { from, to, .. } = markets(network).nodes[index];
    // Few are exploited: candidates are drawn with a hazard that nobody's exceeds, and kept in proportion to their own.
    let hazard = work.market.crossing_hazard(own, index) * work.market.frailty(own, from);
    let at_most = -libm::expm1(-hazard * own.most_exposed());
    let candidates = binomial_among(stream, crossing, at_most);
    for group in (0..groups).filter(|group| crossing[*group] > 0) {
        let mut people = work.market.standings.take(stream, from, group, crossing[group]);
        let credit = work.market.credit(index, group);
        for standing in [0, EXPLOITED] {
            let on_credit = binomial(stream, people[standing], credit);
            people[standing] -= on_credit;
            people[standing | IN_DEBT] += on_credit;
        }
        let candidates = sample_among(stream, &people, candidates[group]);
        for standing in [0, IN_DEBT].into_iter().filter(|standing| candidates[*standing] > 0) {
            let accepted = -libm::expm1(-hazard * own.exposure[group][standing]) / at_most;
            let exploited = binomial(stream, candidates[standing], accepted);
            people[standing] -= exploited;
            people[standing | EXPLOITED] += exploited;
            super::expose::count_kinds(work, own, stream, from, Some(index), group, exploited);
        }
        work.market.standings.put(to, group, &people);
    }
    let in_danger = binomial_among(stream, crossing, own.at.endangered_share[index]);
    for (group, (crossing, in_danger)) in crossing.iter().zip(in_danger).enumerate().take(groups) {
        let (layout, record) = (work.given.layout, &mut work.record);
        record.count_event(layout, network, Event::CrossingInDanger, None, Some(index), group, in_danger);
        record.count_event(layout, network, Event::Crossing, None, Some(index), group, crossing - in_danger);
    }
}

/// Draws `n` out of the people in `counts`, without putting back.
fn split(stream: &mut Stream, counts: &[u32; RETURNS], n: u32) -> [u32; RETURNS] {
    let mut part = [0; RETURNS];
    multivariate_hypergeometric(stream, counts, n, |index, n| part[index] = n);
    part
}

/// Moves `n` people, drawn from all of them, from one array to the other.
fn move_some<const G: usize>(stream: &mut Stream, from: &mut People<G>, to: &mut People<G>, n: u32) {
    if n == 0 {
        return;
    }
    let moving = sample_among(stream, from, n);
    subtract(from, &moving);
    add(to, &moving);
}
