//! Attempts to cross a border irregularly: who tries, who is detected and returned, who crosses on credit.
//!
//! Somebody who turns to the irregular channel may be put off by earlier returns, may find that smugglers can arrange no more
//! today, or tries. Who is detected is returned to the near side, counted, and may try again; who is not sets out with a travel
//! time of the channel's own. People of one queue are alike but for how often they have been returned at it.

use super::Work;
use super::border::allowance;
use super::stocks::in_standing;
use crate::draw::{Stream, binomial, binomial_among, hypergeometric, multivariate_hypergeometric, sample_among};
use crate::market::facts::Event;
use crate::market::{MarketParameters, RETURNS, markets};
use crate::network::{EXPLOITED, IN_DEBT, STANDINGS};
use crate::people::{People, add, any, at_mut, by_group, count, nobody, subtract};

/// People of each group who turn to the irregular channel at a link, out of `by_returns` who leave its queue. On return `takers`
/// holds those who get away, in the standing that they have then; all others are back in the queue.
pub(super) fn attempt<const G: usize, const S: usize>(
    work: &mut Work<'_, '_>,
    stream: &mut Stream,
    link: usize,
    takers: &mut People<G, S>,
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
    let mut smuggled = sample_among(stream, &aided, across_aided);
    let alone = sample_among(stream, takers, across - across_aided);
    let mut detected = aided;
    add(&mut detected, takers);
    subtract(&mut detected, &smuggled);
    subtract(&mut detected, &alone);
    work.record.count_returned(work.given.layout, index, &detected);
    add(&mut back, &detected);

    cross_with_smuggler(work, own, stream, index, &mut smuggled);
    *takers = smuggled;
    add(takers, &alone);
    work.state.queued[link] += count(&back);
    add(at_mut(&mut work.state.queue, link), &back);
    let tried = &mut work.market.returned[link * RETURNS..(link + 1) * RETURNS];
    super::add(&mut tried[1..], &returned[1..]);
}

/// People cross with a smuggler: some go into debt for it, some are exploited, some are in danger. Changes their standings.
fn cross_with_smuggler<const G: usize, const S: usize>(
    work: &mut Work<'_, '_>,
    own: &MarketParameters,
    stream: &mut Stream,
    index: usize,
    people: &mut People<G, S>,
) {
    if !any(people) {
        return;
    }
    let network = work.given.network;
    let groups = network.group_count();
    let country = markets(network).nodes[index].from;
    for (people, credit) in people.iter_mut().zip(&work.market.credit[index * groups..(index + 1) * groups]) {
        let [[clear, exploited]] = binomial_among(stream, &[[people[0], people[EXPLOITED]]], *credit);
        for (standing, on_credit) in [(0, clear), (EXPLOITED, exploited)] {
            people[standing] -= on_credit;
            people[standing | IN_DEBT] += on_credit;
        }
    }
    // Few are exploited: candidates are drawn with a hazard that nobody's exceeds, and kept in proportion to their own.
    let hazard = work.market.crossing_hazard[index] * work.market.frailty[country];
    let at_most = -libm::expm1(-hazard * own.most_exposed());
    let spared = in_standing(people, |standing| standing & EXPLOITED == 0);
    let candidates = binomial_among(stream, &spared, at_most);
    for (cell, candidates) in candidates.as_flattened().iter().enumerate().filter(|(_, n)| **n > 0) {
        let exploited = binomial(stream, *candidates, -libm::expm1(-hazard * own.exposure[cell]) / at_most);
        people.as_flattened_mut()[cell] -= exploited;
        people.as_flattened_mut()[cell | EXPLOITED] += exploited;
        super::expose::count_kinds(work, own, stream, country, Some(index), cell / STANDINGS, exploited);
    }
    let crossing = by_group(people).map(|n| [n]);
    let in_danger = binomial_among(stream, &crossing, own.at.endangered_share[index]);
    for (group, ([crossing], [in_danger])) in crossing.into_iter().zip(in_danger).enumerate().take(groups) {
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
fn move_some<const G: usize, const S: usize>(stream: &mut Stream, from: &mut People<G, S>, to: &mut People<G, S>, n: u32) {
    if n == 0 {
        return;
    }
    let moving = sample_among(stream, from, n);
    subtract(from, &moving);
    add(to, &moving);
}
