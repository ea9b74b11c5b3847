//! Who leaves a place, to be registered first where that is needed, and by which link.

use super::{Scratch, StepContext, arrive, leave_route};
use crate::draw::{Purpose, Stream, binomial, multinomial, multivariate_hypergeometric};
use crate::network::{NONE, Rule};
use crate::record::Record;
use crate::state::{Exit, REGULAR, State};
use vardar_scenario::PlaceKind;

/// Everybody at rest decides in the first wave, together with those who arrive in this step.
pub(super) fn everybody_at_rest(context: &StepContext<'_>, state: &mut State, scratch: &mut Scratch) {
    let groups = context.network.group_count();
    for place in 0..context.network.places.len() {
        let mut somebody = std::mem::take(&mut scratch.arrived_at[place]);
        for cell in place * groups..(place + 1) * groups {
            let people = std::mem::take(&mut state.resting[cell]) + std::mem::take(&mut scratch.arrived[cell]);
            scratch.deciding[cell] = people;
            somebody |= people > 0 || state.registering[cell] > 0;
        }
        scratch.deciding_at[place] = somebody;
    }
}

/// One wave of decisions. False if nobody had any to take.
pub(super) fn decide(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    wave: u8,
) -> bool {
    let mut any = false;
    for place in 0..context.network.places.len() {
        if std::mem::take(&mut scratch.deciding_at[place]) {
            any = true;
            decide_at(context, state, record, scratch, place, wave);
        }
    }
    any
}

fn decide_at(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    place: usize,
    wave: u8,
) {
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
    let step_days = network.step_hours() / 24.0;
    let mut leaving = std::mem::take(&mut scratch.leaving);
    let mut somebody_leaves = false;
    for group in 0..groups {
        let cell = place * groups + group;
        let people = std::mem::take(&mut scratch.deciding[cell]);
        leaving[group] = 0;
        if people == 0 {
            continue;
        }
        let leave = binomial(&mut stream, people, context.ways.leave[cell]);
        scratch.draws += 1;
        let mut staying = people - leave;
        leaving[group] = leave;
        somebody_leaves |= leave > 0;
        let held = context.ways.held[cell];
        if held > 0.0 && staying > 0 {
            staying -= give_up(context, state, record, scratch, &mut stream, place, group, staying, held * step_days);
        }
        state.resting[cell] += staying;
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

/// People whose way on is closed settle, turn back, or move to a centre nearby. Returns how many.
#[allow(clippy::too_many_arguments)]
pub(super) fn give_up(
    context: &StepContext<'_>,
    state: &mut State,
    record: &mut Record,
    scratch: &mut Scratch,
    stream: &mut Stream,
    place: usize,
    group: usize,
    people: u32,
    exposure_days: f64,
) -> u32 {
    let parameters = context.parameters;
    let country = context.network.places[place].country;
    let settle = parameters.settle_per_day[place];
    let turn_back = parameters.turn_back_per_day[place];
    let shelter = if has_shelter_nearby(context, place) { parameters.shelter_per_day[place] } else { 0.0 };
    let total = settle + turn_back + shelter;
    if total <= 0.0 {
        return 0;
    }
    let gone = binomial(stream, people, -libm::expm1(-total * exposure_days));
    scratch.draws += 1;
    let mut back = 0;
    multinomial(stream, gone, &[settle, turn_back, shelter], total, |which, n| match which {
        0 => leave_route(context, state, record, Exit::Settled, country, n),
        1 => leave_route(context, state, record, Exit::Returned, country, n),
        _ => back = n,
    });
    if back > 0 {
        seek_shelter(context, state, record, scratch, stream, place, group, back);
    }
    gone
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

fn has_shelter_nearby(context: &StepContext<'_>, place: usize) -> bool {
    shelters(context, place).next().is_some()
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
    // Where there are beds, people are taken: weights are the beds of each centre, one where the number is not known.
    let beds = &context.network.epoch(context.day).beds;
    let links: Vec<usize> = shelters(context, place).collect();
    let weights: Vec<f64> = links
        .iter()
        .map(|l| beds[context.network.links[*l].to])
        .map(|beds| if beds == NONE { 1.0 } else { f64::from(beds).max(1.0) })
        .collect();
    let mut parts = vec![0u32; links.len()];
    multinomial(stream, people, &weights, weights.iter().sum(), |i, n| parts[i] = n);
    for (link, n) in links.into_iter().zip(parts) {
        set_out(context, state, record, scratch, stream, link, REGULAR, group, n);
    }
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
    let out = context.network.places[place].out.clone();
    let mut weights = std::mem::take(&mut scratch.weights);
    weights.clear();
    weights.extend(
        out.clone().map(|link| if Some(link) == except { 0.0 } else { context.ways.link[link * groups + group] }),
    );
    let total: f64 = weights.iter().sum();
    let mut left = people;
    let mut left_weight = total;
    let last = weights.iter().rposition(|w| *w > 0.0).unwrap_or(0);
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
    let travel = &context.parameters.travel[link][channel];
    let mut left = people;
    let mut left_probability = 1.0;
    for (steps, probability) in travel.iter().enumerate() {
        if left == 0 {
            return;
        }
        if *probability <= 0.0 {
            continue;
        }
        let certain = steps + 1 == travel.len() || *probability >= left_probability - 1e-12;
        let part = if certain { left } else { binomial(stream, left, probability / left_probability) };
        scratch.draws += u64::from(!certain);
        left_probability -= probability;
        left -= part;
        if part == 0 {
            continue;
        }
        if steps == 0 {
            arrive::land(context, record, scratch, link, channel, group, part);
        } else {
            state.set_out(context.network, link, channel, group, steps, part);
        }
    }
    // Rounding left nobody certain: they take the longest journey.
    if left > 0 {
        state.set_out(context.network, link, channel, group, travel.len().saturating_sub(1).max(1), left);
    }
}

/// A place that is closed is cleared: everybody in it leaves by a link to a place that is open, along the route choice if
/// that leads anywhere, else evenly. Links that closed with the place still serve to empty it.
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
