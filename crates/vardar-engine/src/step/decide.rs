//! Who leaves a place, to be registered first where that is needed.

use super::give_up::give_up;
use super::move_on::{FEW, allowance, choose_link, join_all, set_out};
use super::{Work, leave_route};
use crate::draw::{Purpose, Stream, binomial, binomial_each, multinomial, multivariate_hypergeometric, pick_one_by_one};
use crate::network::NONE;
use crate::state::{Exit, REGULAR};
use std::mem::take;
use vardar_scenario::PlaceKind;

/// Everybody at rest decides in the first wave, together with those who arrive in this step.
pub(super) fn everybody_at_rest(work: &mut Work<'_, '_>) {
    let groups = work.given.network.group_count();
    let cells = work.scratch.deciding.chunks_exact_mut(groups);
    let cells = cells.zip(work.state.resting.chunks_exact_mut(groups)).zip(work.state.registering.chunks_exact(groups));
    for (((deciding, resting), registering), decides) in cells.zip(&mut work.scratch.deciding_at) {
        super::add(deciding, resting);
        *decides |= resting.iter().chain(registering).any(|n| *n > 0);
        resting.fill(0);
    }
}

/// One wave of decisions, down the route. False if nobody had any to take.
pub(super) fn decide(work: &mut Work<'_, '_>, wave: u8) -> bool {
    let mut any = false;
    for &place in &work.given.network.downstream {
        if take(&mut work.scratch.deciding_at[place]) {
            any = true;
            decide_at(work, place, wave);
        }
    }
    any
}

fn decide_at(work: &mut Work<'_, '_>, place: usize, wave: u8) {
    let (network, epoch, ways) = (work.given.network, work.given.epoch, work.given.ways);
    let node = &network.places[place];
    let cells = network.cells(place);
    if node.kind == PlaceKind::Destination {
        let everybody = work.scratch.deciding[cells.clone()].iter().sum();
        work.scratch.deciding[cells].fill(0);
        leave_route(work, Exit::Completed, node.country, everybody);
        return;
    }
    let mut stream = work.stream(place, Purpose::Decide, wave);
    if !epoch.place_open[place] {
        clear_out(work, &mut stream, place);
        return;
    }
    let either = |cell: usize| ways.leave_now[cell] + (1.0 - ways.leave_now[cell]) * ways.give_up[cell];
    let mut gone = take(&mut work.scratch.leaving);
    gone.fill(0);
    let deciding = &mut work.scratch.deciding[cells.clone()];
    let everybody: u32 = deciding.iter().sum();
    if !ways.alike[place] {
        for (cell, group) in cells.clone().zip(0..) {
            gone[group] = binomial(&mut stream, deciding[group], either(cell));
        }
        super::subtract(deciding, &gone);
    } else if f64::from(everybody) * either(cells.start) < FEW {
        // Hardly anybody moves and all groups alike: one draw says how many, and they are picked out of all.
        let few = binomial(&mut stream, everybody, either(cells.start));
        pick_one_by_one(&mut stream, deciding, few, |group| gone[group] += 1);
    } else {
        binomial_each(&mut stream, deciding, either(cells.start), &mut gone);
        super::subtract(deciding, &gone);
    }
    super::add(&mut work.state.resting[cells.clone()], deciding);
    deciding.fill(0);
    let mut somebody_leaves = gone.iter().any(|n| *n > 0);
    if somebody_leaves && ways.give_up[cells.clone()].iter().any(|p| *p > 0.0) {
        // Leaving and giving up compete.
        let mut giving_up = take(&mut work.scratch.giving_up);
        for (group, cell) in cells.clone().enumerate() {
            let leaving = binomial(&mut stream, gone[group], ways.leave_now[cell] / either(cell));
            giving_up[group] = gone[group] - leaving;
            gone[group] = leaving;
        }
        give_up(work, &mut stream, place, &giving_up);
        work.scratch.giving_up = giving_up;
    }
    let mut leaving = gone;
    if epoch.registration_per_day[place] != NONE {
        somebody_leaves = register(work, place, &mut leaving, wave);
    }
    if somebody_leaves {
        for (group, people) in leaving.iter().enumerate() {
            choose_link(work, &mut stream, place, group, *people, None);
        }
        join_all(work, &mut stream, place);
    }
    work.scratch.leaving = leaving;
}

/// Registers as many of those who want to leave as today's capacity allows, in random order; the others wait for their turn.
/// On return `leaving` holds who may go.
fn register(work: &mut Work<'_, '_>, place: usize, leaving: &mut [u32], wave: u8) -> bool {
    let cells = work.cells(place);
    let (given, step) = (work.given, work.state.step);
    let so_far = allowance(given, f64::from(given.epoch.registration_per_day[place]));
    let waiting = &mut work.state.registering[cells];
    super::add(waiting, leaving);
    leaving.fill(0);
    let all: u32 = waiting.iter().sum();
    let registered = &mut work.state.registered_today[place];
    let free = so_far.saturating_sub(*registered).min(all);
    *registered += free;
    if free == all {
        leaving.copy_from_slice(waiting);
    } else {
        let mut stream = given.stream(step, place, Purpose::Register, wave);
        multivariate_hypergeometric(&mut stream, waiting, free, |group, n| leaving[group] = n);
    }
    super::subtract(waiting, leaving);
    free > 0
}

/// A place that is closed is cleared: everybody in it is taken away by the links to places that are open and that no gate
/// governs, evenly, as nobody is asked. Links that closed with the place still serve to empty it.
fn clear_out(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize) {
    let (network, given) = (work.given.network, work.given);
    let groups = network.group_count();
    let out = network.places[place].out.clone();
    let exits: Vec<usize> =
        out.filter(|link| given.epoch.place_open[network.links[*link].to] && given.gate_of(*link).is_none()).collect();
    let cells = network.cells(place);
    let mut people = work.scratch.deciding[cells.clone()].to_vec();
    super::add(&mut people, &work.state.registering[cells.clone()]);
    work.scratch.deciding[cells.clone()].fill(0);
    work.state.registering[cells.clone()].fill(0);
    if exits.is_empty() {
        super::add(&mut work.state.resting[cells], &people);
        return;
    }
    let weights = vec![1.0; exits.len()];
    let mut parts = vec![0; exits.len() * groups];
    for (group, people) in people.into_iter().enumerate() {
        multinomial(stream, people, &weights, exits.len() as f64, |exit, n| parts[exit * groups + group] = n);
    }
    for (link, people) in exits.into_iter().zip(parts.chunks_exact(groups)) {
        set_out(work, stream, link, REGULAR, people);
    }
}
