//! What people do who wait at a border: stay in the queue, take another link, settle, turn back, find a bed, or cross irregularly.
//!
//! The hazards compete. Each is its full rate times `w/(w + patience)` for an expected wait of `w` days; at a closed border `w` is
//! that of people who see the border: see [`crate::choice`].

use super::give_up::give_up;
use super::irregular::attempt;
use super::leave::go_on;
use super::move_on::set_out;
use super::{Work, binomial_by_group};
use crate::choice::InQueue;
use crate::draw::Purpose;
use crate::network::NONE;
use crate::people::{any, at_mut, count, subtract};
use crate::state::IRREGULAR;

/// One day of waiting at every link with a queue.
pub(super) fn wait<const G: usize>(work: &mut Work<'_, '_>) {
    for link in 0..work.given.network.links.len() {
        if work.state.queued[link] > 0 {
            wait_at::<G>(work, link);
        }
    }
    super::arrive::rest::<G>(work);
}

fn wait_at<const G: usize>(work: &mut Work<'_, '_>, link: usize) {
    let (given, network) = (work.given, work.given.network);
    let groups = network.group_count();
    let from = network.links[link].from;
    let in_queue = InQueue::<G>::at(network, given.parameters, (given.ways, work.market, given.news), given.day, link);
    let give_up_today = &given.ways.give_up[from * groups..(from + 1) * groups];
    let either: [f64; G] = std::array::from_fn(|group| {
        let away = in_queue.away[group];
        away + (1.0 - away) * give_up_today.get(group).copied().unwrap_or(0.0)
    });
    let mut stream = work.stream(link, Purpose::Wait, 0);
    let queue = at_mut::<G>(&mut work.state.queue, link);
    let gone = binomial_by_group(&mut stream, queue, |group| either[group]);
    subtract(queue, &gone);
    let all = count(&gone);
    if all == 0 {
        return;
    }
    let by_returns = work.market.leave_queue(&mut stream, link, work.state.queued[link], all);
    work.state.queued[link] -= all;
    // They give up, take another link, or cross irregularly.
    let mut giving_up = gone;
    let mut elsewhere = binomial_by_group(&mut stream, &gone, |group| in_queue.away[group] / either[group]);
    let mut across = binomial_by_group(&mut stream, &elsewhere, |group| in_queue.irregular[group]);
    subtract(&mut giving_up, &elsewhere);
    subtract(&mut elsewhere, &across);
    if network.markets.as_ref().is_some_and(|markets| markets.of_link[link] != NONE) && any(&across) {
        attempt(work, &mut stream, link, &mut across, by_returns);
    }
    if network.markets.is_some() {
        work.record.count_detour(work.given.layout, network.places[from].country, count(&elsewhere));
    }
    go_on(work, &mut stream, from, &elsewhere, Some(link));
    set_out(work, &mut stream, link, IRREGULAR, &across);
    give_up(work, &mut stream, from, &giving_up);
}
