//! Who leaves a place, to be registered first where that is needed.

use super::border::allowance;
use super::give_up::give_up;
use super::leave::go_on;
use super::move_on::set_out;
use super::{Work, binomial_by_group, leave_route, note_exit};
use crate::draw::{Purpose, Stream, binomial_among, multinomial, sample_among};
use crate::network::NONE;
use crate::people::{People, add, any, at, at_mut, count, nobody, subtract};
use crate::state::{Exit, REGULAR};
use std::mem::{replace, take};
use vardar_scenario::PlaceKind;

/// Everybody at rest decides in the first wave, together with those who arrive in this step.
pub(super) fn everybody_at_rest<const G: usize>(work: &mut Work<'_, '_>) {
    for (place, decides) in work.scratch.deciding_at.iter_mut().enumerate() {
        let resting = at_mut::<G>(&mut work.state.resting, place);
        if any(resting) {
            add(at_mut(&mut work.scratch.deciding, place), resting);
            *resting = nobody();
            *decides = true;
        } else {
            *decides |= any(at::<G>(&work.state.registering, place));
        }
    }
}

/// One wave of decisions, down the route. False if nobody had any to take.
pub(super) fn decide<const G: usize>(work: &mut Work<'_, '_>, wave: u8) -> bool {
    let mut any = false;
    for &place in &work.given.network.downstream {
        if take(&mut work.scratch.deciding_at[place]) {
            any = true;
            decide_at::<G>(work, place, wave);
        }
    }
    any
}

fn decide_at<const G: usize>(work: &mut Work<'_, '_>, place: usize, wave: u8) {
    let (network, epoch, ways) = (work.given.network, work.given.epoch, work.given.ways);
    let node = &network.places[place];
    let mut deciding = replace(at_mut::<G>(&mut work.scratch.deciding, place), nobody());
    if node.kind == PlaceKind::Destination {
        leave_route(work, Exit::Completed, node.country, count(&deciding));
        note_exit(work, node.country, &deciding);
        return;
    }
    let mut stream = work.stream(place, Purpose::Decide, wave);
    if !epoch.place_open[place] {
        clear_out(work, &mut stream, place, deciding);
        return;
    }
    let groups = network.group_count();
    let here = place * groups..(place + 1) * groups;
    let (leave, give_up_today) = (&ways.leave_now[here.clone()], &ways.give_up[here]);
    let may_give_up = work.given.is_last_step();
    let either =
        |group: usize| if may_give_up { leave[group] + (1.0 - leave[group]) * give_up_today[group] } else { leave[group] };
    let mut gone = if ways.alike[place] {
        binomial_among(&mut stream, &deciding, either(0))
    } else {
        binomial_by_group(&mut stream, &deciding, either)
    };
    subtract(&mut deciding, &gone);
    add(at_mut(&mut work.state.resting, place), &deciding);
    if may_give_up && any(&gone) && give_up_today.iter().any(|p| *p > 0.0) {
        // Leaving and giving up compete.
        let mut giving_up = gone;
        gone = binomial_by_group(&mut stream, &giving_up, |group| leave[group] / either(group));
        subtract(&mut giving_up, &gone);
        give_up(work, &mut stream, place, &giving_up);
    }
    if epoch.registration_per_day[place] != NONE {
        gone = register(work, place, &gone, wave);
    }
    go_on(work, &mut stream, place, &gone, None);
}

/// Registers as many of those who want to leave as today's capacity allows, in random order; the others wait for their turn.
/// Returns who may go.
fn register<const G: usize>(work: &mut Work<'_, '_>, place: usize, leaving: &People<G>, wave: u8) -> People<G> {
    let (given, step) = (work.given, work.state.step);
    let so_far = allowance(given, f64::from(given.epoch.registration_per_day[place]));
    let waiting = at_mut(&mut work.state.registering, place);
    add(waiting, leaving);
    let all = count(waiting);
    let registered = &mut work.state.registered_today[place];
    let free = so_far.saturating_sub(*registered).min(all);
    *registered += free;
    if free == all {
        return replace(waiting, nobody());
    }
    let going = sample_among(&mut given.stream(step, place, Purpose::Register, wave), waiting, free);
    subtract(waiting, &going);
    going
}

/// A place that is closed is cleared: everybody in it is taken away by the links to places that are open and that no gate
/// governs, evenly, as nobody is asked. Links that closed with the place still serve to empty it.
fn clear_out<const G: usize>(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize, mut people: People<G>) {
    let (network, given) = (work.given.network, work.given);
    let out = network.places[place].out.clone();
    let exits: Vec<usize> =
        out.filter(|link| given.epoch.place_open[network.links[*link].to] && given.gate_of(*link).is_none()).collect();
    add(&mut people, &replace(at_mut(&mut work.state.registering, place), nobody()));
    if exits.is_empty() {
        add(at_mut(&mut work.state.resting, place), &people);
        return;
    }
    let weights = vec![1.0; exits.len()];
    let mut parts = vec![nobody::<G>(); exits.len()];
    for (group, people) in people.iter().enumerate() {
        let total = exits.len() as f64;
        multinomial(stream, *people, &weights, total, |exit, n| parts[exit][group] = n);
    }
    for (link, people) in exits.into_iter().zip(&parts) {
        set_out(work, stream, link, REGULAR, people);
    }
}
