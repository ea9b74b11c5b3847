//! Who leaves a place, to be registered first where that is needed.

use super::border::allowance;
use super::give_up::give_up;
use super::leave::go_on;
use super::move_on::set_out;
use super::{FEW, Work, binomial_of, leave_route};
use crate::draw::{Purpose, Stream, binomial, binomial_each, multinomial, multivariate_hypergeometric, pick_one_by_one};
use crate::network::NONE;
use crate::state::{Exit, REGULAR};
use std::mem::take;
use vardar_scenario::PlaceKind;

/// Everybody at rest decides in the first wave, together with those who arrive in this step.
pub(super) fn everybody_at_rest(work: &mut Work<'_, '_>) {
    let cells = work.given.network.cell_count();
    let places = work.scratch.deciding.chunks_exact_mut(cells);
    let places = places.zip(work.state.resting.chunks_exact_mut(cells)).zip(work.state.registering.chunks_exact(cells));
    for (((deciding, resting), registering), decides) in places.zip(&mut work.scratch.deciding_at) {
        let (at_rest, in_line) = (any(resting), any(registering));
        *decides |= at_rest | in_line;
        if at_rest {
            super::add(deciding, resting);
            resting.fill(0);
        }
    }
}

/// One wave of decisions, down the route. False if nobody had any to take.
pub(super) fn decide<const S: usize>(work: &mut Work<'_, '_>, wave: u8) -> bool {
    let mut any = false;
    for &place in &work.given.network.downstream {
        if take(&mut work.scratch.deciding_at[place]) {
            any = true;
            decide_at::<S>(work, place, wave);
        }
    }
    any
}

fn decide_at<const S: usize>(work: &mut Work<'_, '_>, place: usize, wave: u8) {
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
    let groups = network.group_count();
    let first = place * groups;
    let may_give_up = work.given.is_last_step();
    let either = |group: usize| {
        let leave = ways.leave_now[first + group];
        if may_give_up { leave + (1.0 - leave) * ways.give_up[first + group] } else { leave }
    };
    let mut gone = take(&mut work.scratch.leaving);
    gone.fill(0);
    let deciding = &mut work.scratch.deciding[cells.clone()];
    let everybody: u32 = deciding.iter().sum();
    if !ways.alike[place] {
        // Neighbouring groups that are alike share their draws.
        let mut from = 0;
        for group in 1..=groups {
            if group == groups || either(group) != either(from) {
                let run = from * S..group * S;
                binomial_each(&mut stream, &deciding[run.clone()], either(from), &mut gone[run]);
                from = group;
            }
        }
        super::subtract(deciding, &gone);
    } else if f64::from(everybody) * either(0) < FEW {
        // Hardly anybody moves and all groups alike: one draw says how many, and they are picked out of all.
        let few = binomial(&mut stream, everybody, either(0));
        pick_one_by_one(&mut stream, deciding, few, |cell| gone[cell] += 1);
    } else {
        binomial_each(&mut stream, deciding, either(0), &mut gone);
        super::subtract(deciding, &gone);
    }
    super::add(&mut work.state.resting[cells], deciding);
    deciding.fill(0);
    let mut somebody_leaves = any(&gone);
    if may_give_up && somebody_leaves && ways.give_up[first..first + groups].iter().any(|p| *p > 0.0) {
        // Leaving and giving up compete.
        let mut giving_up = take(&mut work.scratch.giving_up);
        let by_group = gone.as_chunks_mut::<S>().0.iter_mut().zip(giving_up.as_chunks_mut::<S>().0);
        for (group, (gone, giving_up)) in by_group.enumerate() {
            let leaving = binomial_of(&mut stream, gone, ways.leave_now[first + group] / either(group));
            *giving_up = *gone;
            super::subtract(giving_up, &leaving);
            *gone = leaving;
        }
        give_up(work, &mut stream, place, &giving_up);
        work.scratch.giving_up = giving_up;
    }
    let mut leaving = gone;
    if epoch.registration_per_day[place] != NONE {
        somebody_leaves = register(work, place, &mut leaving, wave);
    }
    if somebody_leaves {
        go_on::<S>(work, &mut stream, place, &leaving, None);
    }
    work.scratch.leaving = leaving;
}

/// True if anybody is there.
fn any(people: &[u32]) -> bool {
    people.iter().fold(0, |all, n| all | n) > 0
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
        multivariate_hypergeometric(&mut stream, waiting, free, |cell, n| leaving[cell] = n);
    }
    super::subtract(waiting, leaving);
    free > 0
}

/// A place that is closed is cleared: everybody in it is taken away by the links to places that are open and that no gate
/// governs, evenly, as nobody is asked. Links that closed with the place still serve to empty it.
fn clear_out(work: &mut Work<'_, '_>, stream: &mut Stream, place: usize) {
    let (network, given) = (work.given.network, work.given);
    let cell_count = network.cell_count();
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
    let mut parts = vec![0; exits.len() * cell_count];
    for (cell, people) in people.into_iter().enumerate() {
        multinomial(stream, people, &weights, exits.len() as f64, |exit, n| parts[exit * cell_count + cell] = n);
    }
    for (link, people) in exits.into_iter().zip(parts.chunks_exact(cell_count)) {
        set_out(work, stream, link, REGULAR, people);
    }
}
