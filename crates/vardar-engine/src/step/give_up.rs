//! People who give up: they settle where they are, turn back, or move to a centre nearby.

use super::move_on::set_out;
use super::{StepContext, Work, leave_route};
use crate::choice::give_up_rates;
use crate::draw::{Stream, binomial, binomial_each, hypergeometric, multivariate_hypergeometric};
use crate::network::NONE;
use crate::state::{Exit, REGULAR};
use vardar_scenario::PlaceKind;

/// Weight of a centre whose number of beds is not known.
const UNKNOWN_BEDS: u32 = 1000;

/// People of each cell give up at a place: all by the same rates.
pub(super) fn give_up(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize, people: &[u32]) {
    if people.iter().all(|n| *n == 0) {
        return;
    }
    let country = work.given.network.places[place].country;
    let [settle, turn_back, shelter] = give_up_rates(work.given.network, work.given.parameters, place);
    let mut leaving: u32 = people.iter().sum();
    if shelter > 0.0 {
        let mut to_shelter = std::mem::take(&mut work.scratch.seeking);
        binomial_each(stream, people, shelter / (settle + turn_back + shelter), &mut to_shelter);
        let sheltered: u32 = to_shelter.iter().sum();
        if sheltered > 0 {
            leaving -= sheltered;
            seek_shelter(work, stream, place, &mut to_shelter);
        }
        work.scratch.seeking = to_shelter;
    }
    // Whoever leaves the route is counted by country alone.
    let settled = binomial(stream, leaving, settle / (settle + turn_back));
    leave_route(work, Exit::Settled, country, settled);
    leave_route(work, Exit::Returned, country, leaving - settled);
}

/// Links to a reception centre that is open and not behind any gate. People who are in a centre stay there.
fn shelters<'a>(given: &'a StepContext<'_>, place: usize) -> impl Iterator<Item = usize> + 'a {
    let network = given.network;
    let here = network.places[place].kind;
    network.places[place].out.clone().filter(move |link| {
        let node = &network.links[*link];
        here != PlaceKind::ReceptionCentre
            && network.places[node.to].kind == PlaceKind::ReceptionCentre
            && given.epoch.link_open[*link]
            && !node.gated
    })
}

/// Full centres take nobody: people are spread over the free beds. A centre without a known number takes everybody.
fn seek_shelter(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize, people: &mut [u32]) {
    let network = work.given.network;
    let mut moving = std::mem::take(&mut work.scratch.going);
    let centres: Vec<_> = shelters(work.given, place).map(|link| (link, free_beds(work, link, people))).collect();
    let mut free_elsewhere: u32 = centres.iter().map(|(_, free)| free).sum();
    for (link, free) in centres {
        free_elsewhere -= free;
        let here = hypergeometric(stream, free, free_elsewhere, people.iter().sum());
        moving.clear();
        moving.resize(people.len(), 0);
        multivariate_hypergeometric(stream, people, here, |cell, n| moving[cell] = n);
        super::subtract(people, &moving);
        set_out(work, stream, link, REGULAR, &moving);
    }
    work.scratch.going = moving;
    super::add(&mut work.state.resting[network.cells(place)], people);
}

/// Beds that are free in the centre at the end of a link, for `people` who look for one.
fn free_beds(work: &Work<'_, '_>, link: usize, people: &[u32]) -> u32 {
    let centre = work.given.network.links[link].to;
    let beds = work.given.epoch.beds[centre];
    if beds == NONE {
        return UNKNOWN_BEDS.max(people.iter().sum());
    }
    beds.saturating_sub(work.state.resting[work.cells(centre)].iter().sum())
}
