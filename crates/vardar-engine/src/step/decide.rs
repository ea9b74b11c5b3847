//! Who leaves a place, to be registered first where that is needed, and by which link.

use super::{Scratch, StepContext, arrive, leave_route};
use crate::choice::give_up_rates;
use crate::draw::{Purpose, Stream, binomial, multinomial, multivariate_hypergeometric, pick_one_by_one};
use crate::network::{NONE, Rule};
use crate::parameters::Journey;
use crate::record::Record;
use crate::state::{Exit, REGULAR, State};
use vardar_scenario::PlaceKind;

/// Everybody at rest decides in the first wave, together with those who arrive in this step.
pub(super) fn everybody_at_rest(context: &StepContext<'_>, state: &mut State, scratch: &mut Scratch) {
    let groups = context.network.group_count();
    for place in 0..context.network.places.len() {
        let mut somebody = false;
        for cell in place * groups..(place + 1) * groups {
            let people = std::mem::take(&mut state.resting[cell]);
            scratch.deciding[cell] += people;
            somebody |= people > 0 || state.registering[cell] > 0;
        }
        scratch.deciding_at[place] |= somebody;
    }
}

/// Below so many expected movers a place or queue is drawn from as a whole.
pub(super) const FEW: f64 = 3.0;

/// Weight of a centre whose number of beds is not known.
const UNKNOWN_BEDS: u32 = 1000;

/// One wave of decisions, down the route. False if nobody had any to take.
pub(super) fn decide(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch, wave: u8) -> bool {
    let mut any = false;
    for &place in &context.network.downstream {
        if std::mem::take(&mut scratch.deciding_at[place]) {
            any = true;
            decide_at(context, state, record, scratch, place, wave);
        }
    }
    any
}

fn decide_at(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch, place: usize, wave: u8) {
    let network = context.network;
    let groups = network.group_count();
    let node = &network.places[place];
    if node.kind == PlaceKind::Destination {
        for group in 0..groups {
            let people = std::mem::take(&mut scratch.deciding[place * groups + group]);
            if people > 0 {
                leave_route(context, state, record, Exit::Completed, node.country, people);
            }
        }
        return;
    }
    let epoch = network.epoch(context.day);
    let mut stream = context.stream(state, place, Purpose::Decide, wave);
    if !epoch.place_open[place] {
        clear_out(context, state, record, scratch, place, &mut stream);
        return;
    }
    let mut leaving = std::mem::take(&mut scratch.leaving);
    leaving.fill(0);
    let mut somebody_leaves = false;
    let cells = place * groups..(place + 1) * groups;
    let (leave, give_up) = (context.ways.leave[cells.start], context.ways.give_up[cells.start]);
    let either = leave + (1.0 - leave) * give_up;
    let everybody: u32 = scratch.deciding[cells.clone()].iter().sum();
    if context.ways.alike[place] && f64::from(everybody) * either < FEW {
        // Hardly anybody moves and all groups alike: one draw says how many, and they are picked out of all.
        let gone = binomial(&mut stream, everybody, either);
        scratch.draws += 1;
        if gone > 0 {
            let deciding = &mut scratch.deciding[cells.clone()];
            pick_one_by_one(&mut stream, deciding, gone, |group| leaving[group] += 1);
            scratch.draws += u64::from(gone);
        }
        for (cell, group) in cells.zip(0..) {
            state.resting[cell] += std::mem::take(&mut scratch.deciding[cell]);
            let gone = leaving[group];
            if gone > 0 {
                let stream = &mut stream;
                leaving[group] = split(context, state, record, scratch, stream, place, group, gone, leave / either);
                somebody_leaves |= leaving[group] > 0;
            }
        }
    } else {
        for (cell, group) in cells.zip(0..) {
            let people = std::mem::take(&mut scratch.deciding[cell]);
            if people == 0 {
                continue;
            }
            let (leave, give_up) = (context.ways.leave[cell], context.ways.give_up[cell]);
            let either = leave + (1.0 - leave) * give_up;
            let gone = binomial(&mut stream, people, either);
            scratch.draws += u64::from(either > 0.0 && either < 1.0);
            state.resting[cell] += people - gone;
            if gone > 0 {
                let stream = &mut stream;
                leaving[group] = split(context, state, record, scratch, stream, place, group, gone, leave / either);
                somebody_leaves |= leaving[group] > 0;
            }
        }
    }
    if epoch.registration_per_day[place] != NONE {
        somebody_leaves = register(context, state, scratch, place, &mut leaving, wave);
    }
    if somebody_leaves {
        for (group, people) in leaving.iter().enumerate() {
            if *people > 0 {
                choose_link(context, state, record, scratch, &mut stream, place, group, *people, None);
            }
        }
    }
    scratch.leaving = leaving;
}

/// Leaving and giving up compete: of those who do either, books the ones who give up and returns the ones who leave.
#[allow(clippy::too_many_arguments)]
fn split(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    stream: &mut Stream,
    place: usize,
    group: usize,
    gone: u32,
    share_leaving: f64,
) -> u32 {
    let moving = binomial(stream, gone, share_leaving);
    scratch.draws += u64::from(share_leaving < 1.0);
    give_up_now(context, state, record, scratch, stream, place, group, gone - moving);
    moving
}

/// People who give up settle, turn back, or move to a centre nearby.
#[allow(clippy::too_many_arguments)]
pub(super) fn give_up_now(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    stream: &mut Stream,
    place: usize,
    group: usize,
    people: u32,
) {
    if people == 0 {
        return;
    }
    let country = context.network.places[place].country;
    let rates = give_up_rates(context.network, context.parameters, place);
    let mut to_shelter = 0;
    scratch.draws += 2;
    multinomial(stream, people, &rates, rates.iter().sum(), |which, n| match which {
        0 => leave_route(context, state, record, Exit::Settled, country, n),
        1 => leave_route(context, state, record, Exit::Returned, country, n),
        _ => to_shelter = n,
    });
    if to_shelter > 0 {
        seek_shelter(context, state, record, scratch, stream, place, group, to_shelter);
    }
}

/// Links to a reception centre that is open and not behind any gate. People who are in a centre stay there.
fn shelters<'a>(context: &'a StepContext<'_>, place: usize) -> impl Iterator<Item = usize> + 'a {
    let network = context.network;
    let epoch = network.epoch(context.day);
    let here = network.places[place].kind;
    network.places[place].out.clone().filter(move |link| {
        let node = &network.links[*link];
        here != PlaceKind::ReceptionCentre
            && network.places[node.to].kind == PlaceKind::ReceptionCentre
            && epoch.link_open[*link]
            && !node.gated
    })
}

#[allow(clippy::too_many_arguments)]
fn seek_shelter(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    stream: &mut Stream,
    place: usize,
    group: usize,
    people: u32,
) {
    // Full centres take nobody: people are spread over the free beds. A centre without a known number takes everybody.
    let network = context.network;
    let groups = network.group_count();
    let beds = &network.epoch(context.day).beds;
    let links: Vec<usize> = shelters(context, place).collect();
    let free: Vec<u32> = links
        .iter()
        .map(|link| {
            let centre = network.links[*link].to;
            let present: u32 = state.resting[centre * groups..(centre + 1) * groups].iter().sum();
            if beds[centre] == NONE { UNKNOWN_BEDS.max(people) } else { beds[centre].saturating_sub(present) }
        })
        .collect();
    let mut parts = vec![0u32; links.len()];
    multivariate_hypergeometric(stream, &free, people, |i, n| parts[i] = n);
    for (link, n) in links.into_iter().zip(&parts) {
        if *n > 0 {
            set_out(context, state, record, scratch, stream, link, REGULAR, group, *n);
        }
    }
    state.resting[place * groups + group] += people - parts.iter().sum::<u32>();
}

/// Registers as many of those who want to leave as today's capacity allows, in random order; the others wait for their turn.
/// On return `leaving` holds who may go.
fn register(
    context: &StepContext<'_>,
    state: &mut State,
    scratch: &mut Scratch,
    place: usize,
    leaving: &mut [u32],
    wave: u8,
) -> bool {
    let groups = context.network.group_count();
    let cells = place * groups..(place + 1) * groups;
    for (waiting, new) in state.registering[cells.clone()].iter_mut().zip(leaving.iter_mut()) {
        *waiting += std::mem::take(new);
    }
    let waiting: u32 = state.registering[cells.clone()].iter().sum();
    if waiting == 0 {
        return false;
    }
    let per_day = context.network.epoch(context.day).registration_per_day[place];
    let so_far = allowance(context, f64::from(per_day));
    let free = so_far.saturating_sub(state.registered_today[place]).min(waiting);
    state.registered_today[place] += free;
    if free == waiting {
        for (go, waiting) in leaving.iter_mut().zip(&mut state.registering[cells]) {
            *go = std::mem::take(waiting);
        }
        return true;
    }
    let mut stream = context.stream(state, place, Purpose::Register, wave);
    scratch.draws += groups as u64;
    let waiting = &mut state.registering[cells];
    multivariate_hypergeometric(&mut stream, waiting, free, |group, n| leaving[group] = n);
    waiting.iter_mut().zip(leaving.iter()).for_each(|(w, go)| *w -= go);
    free > 0
}

/// Share of a daily capacity that may have been used by the end of this step.
pub(super) fn allowance(context: &StepContext<'_>, per_day: f64) -> u32 {
    let profile = &context.network.profile;
    if context.step_of_day + 1 == profile.len() {
        return per_day as u32;
    }
    let share: f64 = profile[..=context.step_of_day].iter().sum();
    (per_day * share + 0.5).floor() as u32
}

/// People of a group who leave a place pick their link; `except` is the link that they give up.
#[allow(clippy::too_many_arguments)]
pub(super) fn choose_link(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    stream: &mut Stream,
    place: usize,
    group: usize,
    people: u32,
    except: Option<usize>,
) {
    let groups = context.network.group_count();
    let sole = context.ways.sole_link[place * groups + group];
    if sole != NONE && except.is_none() {
        join(context, state, record, scratch, stream, sole as usize, group, people);
        return;
    }
    let out = context.network.places[place].out.clone();
    let mut weights = std::mem::take(&mut scratch.weights);
    weights.clear();
    weights.extend(out.clone().map(|link| if Some(link) == except { 0.0 } else { context.ways.link[link * groups + group] }));
    let total: f64 = weights.iter().sum();
    let mut left = people;
    let last = weights.iter().rposition(|w| *w > 0.0).unwrap_or(0);
    // Few people and many links: one number for each person is cheaper than one binomial for each link.
    if total > 0.0 && people as usize <= 2 * weights.len().saturating_sub(1) {
        for _ in 0..people {
            let mut at = stream.uniform() * total;
            let which = weights.iter().take(last).position(|w| {
                at -= w;
                at < 0.0
            });
            join(context, state, record, scratch, stream, out.start + which.unwrap_or(last), group, 1);
        }
        scratch.draws += u64::from(people);
        left = 0;
    }
    let mut left_weight = total;
    for (index, weight) in weights.iter().enumerate() {
        if left == 0 || *weight <= 0.0 {
            continue;
        }
        let part = if index == last { left } else { binomial(stream, left, weight / left_weight) };
        scratch.draws += u64::from(index != last);
        left_weight -= weight;
        left -= part;
        if part > 0 {
            join(context, state, record, scratch, stream, out.start + index, group, part);
        }
    }
    // Nowhere to go: a place from which every link has just closed. They stay.
    state.resting[place * groups + group] += left;
    scratch.weights = weights;
}

/// People who have chosen a link set out at once, or join its queue if its gate does not let everybody through.
#[allow(clippy::too_many_arguments)]
fn join(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    stream: &mut Stream,
    link: usize,
    group: usize,
    people: u32,
) {
    let network = context.network;
    let rule = network.gate_of(context.day, link).map_or(Rule::OPEN, |gate| network.epoch(context.day).rules[gate]);
    let free = rule.cap == crate::network::Cap::Free && rule.admits(group);
    if free {
        set_out(context, state, record, scratch, stream, link, REGULAR, group, people);
    } else {
        state.queue[link * network.groups.len() + group] += people;
        state.queued[link] += people;
    }
}

/// People set out on a link: their travel time is drawn, and who covers it within the step lands in the next wave.
#[allow(clippy::too_many_arguments)]
#[inline]
pub(super) fn set_out(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    stream: &mut Stream,
    link: usize,
    channel: usize,
    group: usize,
    people: u32,
) {
    let journeys = &context.parameters.travel[link][channel];
    let mut go = |journey: &Journey, part: u32| {
        if journey.steps == 0 {
            arrive::land(context, record, scratch, link, channel, group, part);
        } else {
            state.set_out(context.network, link, channel, group, journey.steps as usize, part);
        }
    };
    // Few people and many possible times: one number for each person is cheaper than one binomial for each time.
    if people as usize <= 2 * journeys.len().saturating_sub(1) {
        for _ in 0..people {
            let at = stream.uniform();
            let which = journeys.partition_point(|j| j.up_to <= at);
            go(&journeys[which.min(journeys.len() - 1)], 1);
        }
        scratch.draws += u64::from(people);
        return;
    }
    let mut left = people;
    for journey in journeys {
        let part = binomial(stream, left, journey.given_not_shorter);
        left -= part;
        if part > 0 {
            go(journey, part);
        }
        if left == 0 {
            break;
        }
    }
    scratch.draws += journeys.len() as u64 - 1;
}

/// A place that is closed is cleared: everybody in it is taken away by the links to places that are open and that no gate
/// governs, evenly, as nobody is asked. Links that closed with the place still serve to empty it.
fn clear_out(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    place: usize,
    stream: &mut Stream,
) {
    let network = context.network;
    let groups = network.group_count();
    let epoch = network.epoch(context.day);
    let exits: Vec<usize> = network.places[place]
        .out
        .clone()
        .filter(|l| epoch.place_open[network.links[*l].to] && network.gate_of(context.day, *l).is_none())
        .collect();
    for group in 0..groups {
        let cell = place * groups + group;
        let people = std::mem::take(&mut scratch.deciding[cell]) + std::mem::take(&mut state.registering[cell]);
        if exits.is_empty() {
            state.resting[cell] += people;
            continue;
        }
        let weights = vec![1.0; exits.len()];
        let mut parts = vec![0u32; exits.len()];
        multinomial(stream, people, &weights, exits.len() as f64, |i, n| parts[i] = n);
        for (link, n) in exits.iter().zip(parts) {
            set_out(context, state, record, scratch, stream, *link, REGULAR, group, n);
        }
    }
}
