//! People who give up: they settle where they are, turn back, or move to a centre nearby.

use super::move_on::set_out;
use super::{StepContext, Work, binomial_by_group, leave_route, note_exit};
use crate::choice::give_up_rates;
use crate::draw::{Stream, hypergeometric, sample_among};
use crate::network::NONE;
use crate::people::{People, add, any, at, at_mut, count, subtract};
use crate::state::{Exit, REGULAR};
use vardar_scenario::PlaceKind;

/// Weight of a centre whose number of beds is not known.
const UNKNOWN_BEDS: u32 = 1000;

/// People give up at a place, each group by its own rates.
pub(super) fn give_up<const G: usize>(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize, people: &People<G>) {
    if !any(people) {
        return;
    }
    let mut leaving = *people;
    let country = work.given.network.places[place].country;
    let (network, parameters) = (work.given.network, work.given.parameters);
    let rates = |group: usize| give_up_rates(network, parameters, place, group);
    // Beds are looked for alike by all groups.
    if rates(0)[2] > 0.0 {
        let to_shelter = binomial_by_group(stream, people, |group| rates(group)[2] / rates(group).iter().sum::<f64>());
        if any(&to_shelter) {
            subtract(&mut leaving, &to_shelter);
            seek_shelter(work, stream, place, to_shelter);
        }
    }
    note_exit(work, country, &leaving);
    let settled = count(&binomial_by_group(stream, &leaving, |group| {
        let [settle, turn_back, _] = rates(group);
        settle / (settle + turn_back)
    }));
    leave_route(work, Exit::Settled, country, settled);
    leave_route(work, Exit::Returned, country, count(&leaving) - settled);
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
fn seek_shelter<const G: usize>(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize, mut people: People<G>) {
    let everybody = count(&people);
    let centres: Vec<_> = shelters(work.given, place).map(|link| (link, free_beds::<G>(work, link, everybody))).collect();
    let mut free_elsewhere: u32 = centres.iter().map(|(_, free)| free).sum();
    for (link, free) in centres {
        free_elsewhere -= free;
        let here = hypergeometric(stream, free, free_elsewhere, count(&people));
        let moving = sample_among(stream, &people, here);
        subtract(&mut people, &moving);
        set_out(work, stream, link, REGULAR, &moving);
    }
    add(at_mut(&mut work.state.resting, place), &people);
}

/// Beds that are free in the centre at the end of a link, for `people` who look for one.
fn free_beds<const G: usize>(work: &Work<'_, '_>, link: usize, people: u32) -> u32 {
    let centre = work.given.network.links[link].to;
    let beds = work.given.epoch.beds[centre];
    if beds == NONE {
        return UNKNOWN_BEDS.max(people);
    }
    beds.saturating_sub(count(at::<G>(&work.state.resting, centre)))
}
