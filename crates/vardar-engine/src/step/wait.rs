//! What people do who wait at a border: stay in the queue, take another link, settle, turn back, find a bed, or cross irregularly.
//!
//! The hazards compete. Each is its full rate times `w/(w + patience)` for an expected wait of `w` days; at a closed border `w` is
//! that of people who see the border: see [`crate::choice`].

use super::give_up::give_up;
use super::irregular::attempt;
use super::leave::go_on;
use super::move_on::set_out;
use super::{Work, binomial_by_group};
use crate::draw::{Purpose, binomial_among};
use crate::network::NONE;
use crate::people::{any, at_mut, count, subtract};
use crate::state::IRREGULAR;

/// One day of waiting at every link with a queue.
pub(super) fn wait<const G: usize, const S: usize>(work: &mut Work<'_, '_>) {
    for link in 0..work.given.network.links.len() {
        if work.state.queued[link] > 0 {
            wait_at::<G, S>(work, link);
        }
    }
    super::arrive::rest::<G, S>(work);
}

fn wait_at<const G: usize, const S: usize>(work: &mut Work<'_, '_>, link: usize) {
    let (network, ways) = (work.given.network, work.given.ways);
    let groups = network.group_count();
    let from = network.links[link].from;
    let (of_link, of_place) = (link * groups, from * groups);
    let either = |group: usize| {
        let away = ways.queue_away[of_link + group];
        away + (1.0 - away) * ways.give_up[of_place + group]
    };
    let mut stream = work.stream(link, Purpose::Wait, 0);
    let queue = at_mut::<G, S>(&mut work.state.queue, link);
    let gone = if ways.queue_alike[link] {
        binomial_among(&mut stream, queue, either(0))
    } else {
        binomial_by_group(&mut stream, queue, either)
    };
    subtract(queue, &gone);
    let all = count(&gone);
    if all == 0 {
        return;
    }
    let by_returns = work.market.leave_queue(&mut stream, link, work.state.queued[link], all);
    work.state.queued[link] -= all;
    // They give up, take another link, or cross irregularly.
    let mut giving_up = gone;
    let away = |group: usize| ways.queue_away[of_link + group];
    let mut elsewhere = binomial_by_group(&mut stream, &gone, |group| away(group) / either(group));
    let mut across = binomial_by_group(&mut stream, &elsewhere, |group| ways.queue_irregular[of_link + group]);
    subtract(&mut giving_up, &elsewhere);
    subtract(&mut elsewhere, &across);
    if network.markets.as_ref().is_some_and(|markets| markets.of_link[link] != NONE) && any(&across) {
        attempt(work, &mut stream, link, &mut across, by_returns);
    }
    if network.markets.is_some() {
        work.record.count_detour(work.given.layout, network, network.places[from].country, count(&elsewhere));
    }
    go_on(work, &mut stream, from, &elsewhere, Some(link));
    set_out(work, &mut stream, link, IRREGULAR, &across);
    give_up(work, &mut stream, from, &giving_up);
}
