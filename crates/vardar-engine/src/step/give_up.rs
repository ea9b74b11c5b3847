//! People who give up: they settle where they are, turn back, or move to a centre nearby.

use super::move_on::set_out;
use super::{StepContext, Work, leave_route};
use crate::choice::give_up_rates;
use crate::draw::{Stream, hypergeometric, multinomial, multivariate_hypergeometric};
use crate::network::NONE;
use crate::state::{Exit, REGULAR};
use vardar_scenario::PlaceKind;

/// Weight of a centre whose number of beds is not known.
const UNKNOWN_BEDS: u32 = 1000;

/// People of each group give up at a place.
pub(super) fn give_up(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize, people: &[u32]) {
    if people.iter().all(|n| *n == 0) {
        return;
    }
    let country = work.given.network.places[place].country;
    let rates = give_up_rates(work.given.network, work.given.parameters, place);
    let total = rates.iter().sum();
    let mut to_shelter = std::mem::take(&mut work.scratch.seeking);
    to_shelter.fill(0);
    for (group, people) in people.iter().enumerate() {
        multinomial(stream, *people, &rates, total, |which, n| match which {
            0 => leave_route(work, Exit::Settled, country, n),
            1 => leave_route(work, Exit::Returned, country, n),
            _ => to_shelter[group] = n,
        });
    }
    if to_shelter.iter().any(|n| *n > 0) {
        seek_shelter(work, stream, place, &mut to_shelter);
    }
    work.scratch.seeking = to_shelter;
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
        multivariate_hypergeometric(stream, people, here, |group, n| moving[group] = n);
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
