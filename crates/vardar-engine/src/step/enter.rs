//! People who enter the route: reported counts, corrected for coverage, spread over places, groups and steps.

use super::Work;
use super::standing::Standing;
use crate::draw::{Purpose, Stream, binomial, binomial_among, multinomial};
use crate::market::Market;
use crate::market::facts::Event;
use crate::network::Network;
use crate::parameters::MemberParameters;
use crate::people::{add, any, at, at_mut, count, subtract};
use crate::state::{REGULAR, State};

/// Draws who enters today, by place and group.
pub(super) fn plan_day(work: &mut Work<'_, '_>) {
    let given = work.given;
    let groups = given.network.groups.len();
    for (index, inflow) in given.network.streams.iter().enumerate() {
        let reported = given.inflow.map_or_else(|| f64::from(inflow.reported[given.day]), |inflow| inflow[index]);
        if reported == 0.0 {
            continue;
        }
        let mut stream = work.stream(index, Purpose::Inflow, 0);
        let real = reported / given.parameters.inflow_coverage[index];
        let whole = real.floor();
        let people = whole as u32 + u32::from(stream.uniform() < real - whole);
        let mix = &inflow.mix[given.day * groups..(given.day + 1) * groups];
        let mut parts = std::mem::take(&mut work.scratch.going);
        parts.clear();
        parts.resize(inflow.places.len(), 0);
        multinomial(&mut stream, people, &inflow.shares, inflow.shares.iter().sum(), |place, n| parts[place] = n);
        // What happened on the way has one probability for all who came over the same border, wherever they arrive.
        let mut came_over: Vec<(usize, Option<usize>, Vec<u32>)> = Vec::new();
        for (place, n) in inflow.places.iter().zip(&parts) {
            let mut by_group = given.network.markets.as_ref().map(|markets| {
                let (country, border) = (given.network.places[*place].country, markets.border_of_entry(*place));
                let known = came_over.iter().position(|(in_country, over, _)| (*in_country, *over) == (country, border));
                let at = known.unwrap_or_else(|| {
                    came_over.push((country, border, vec![0; groups]));
                    came_over.len() - 1
                });
                &mut came_over[at].2
            });
            let to_enter = &mut work.state.to_enter[given.network.cells(*place)];
            multinomial(&mut stream, *n, mix, mix.iter().sum(), |group, n| {
                to_enter[group] += n;
                if let Some(by_group) = &mut by_group {
                    by_group[group] += n;
                }
            });
        }
        for (country, border, people) in came_over {
            plan_standings(work, index, country, border, &people);
        }
        work.scratch.going = parts;
    }
}

/// Draws the standings of those of an inflow stream who enter a country over the same border.
fn plan_standings(work: &mut Work<'_, '_>, index: usize, country: usize, border: Option<usize>, people: &[u32]) {
    let given = work.given;
    let Some(standing) = Standing::new(given.network, given.parameters.market.as_ref(), work.market) else { return };
    let chances = standing.chances(border);
    // Sites of this purpose are countries, and from the number of places on the markets.
    let site = border.map_or(country, |market| given.network.places.len() + market);
    let mut stream = given.stream(work.state.step, site, Purpose::Standing, index as u8);
    for (group, (n, chances)) in people.iter().zip(chances).enumerate() {
        let by_standing = chances.spread(&mut stream, *n);
        work.market.standings.put(country, group, &by_standing);
    }
    if let Some(market) = border {
        count_smuggled_in(work, &mut stream, market, people);
    }
}

/// People who enter over a border that nobody may cross regularly: most with a smuggler, who is paid and named for it.
fn count_smuggled_in(work: &mut Work<'_, '_>, stream: &mut Stream, market: usize, people: &[u32]) {
    let Some(own) = &work.given.parameters.market else { return };
    let (layout, network) = (work.given.layout, work.given.network);
    for (group, people) in people.iter().enumerate() {
        let smuggled = binomial(stream, *people, own.at.irregular_by_rule[market]);
        let in_danger = binomial(stream, smuggled, own.at.endangered_share[market]);
        work.market.borders[market].turned_today += smuggled;
        work.record.count_event(layout, network, Event::CrossingInDanger, None, Some(market), group, in_danger);
        work.record.count_event(layout, network, Event::Crossing, None, Some(market), group, smuggled - in_danger);
    }
}

/// Lets this step's part of today's people in.
pub(super) fn enter<const G: usize>(work: &mut Work<'_, '_>) {
    let given = work.given;
    let profile = &given.network.profile;
    let left: f64 = profile[given.step_of_day..].iter().sum();
    let last = given.step_of_day + 1 == profile.len();
    let share = if last || left <= 0.0 { 1.0 } else { profile[given.step_of_day] / left };
    for &place in &given.network.entrances {
        if !any(at::<G>(&work.state.to_enter, place)) {
            continue;
        }
        let mut stream = work.stream(place, Purpose::Inflow, 1);
        let to_enter = at_mut::<G>(&mut work.state.to_enter, place);
        let entering = binomial_among(&mut stream, to_enter, share);
        subtract(to_enter, &entering);
        add(at_mut(&mut work.scratch.deciding, place), &entering);
        work.scratch.deciding_at[place] = true;
        work.state.entered += u64::from(count(&entering));
    }
}

/// Puts the people who are on the way already where they are when the first day begins.
pub(crate) fn place_initial(
    network: &Network,
    parameters: &MemberParameters,
    market: &mut Market,
    seed: u64,
    member: u32,
    state: &mut State,
) {
    let cells = network.cell_count();
    for (index, initial) in network.initial.iter().enumerate() {
        let mut stream = Stream::new(seed, member, 0, index as u32, Purpose::Initial, 0);
        let place = if initial.on_link { network.links[initial.site].from } else { initial.site };
        let expected = f64::from(initial.people) * parameters.initial_factor[place];
        let whole = expected.floor();
        let people = whole as u32 + u32::from(stream.uniform() < expected - whole);
        let mut by_group = vec![0u32; network.group_count()];
        multinomial(&mut stream, people, &initial.mix, initial.mix.iter().sum(), |group, n| by_group[group] = n);
        if let Some(standing) = Standing::new(network, parameters.market.as_ref(), market) {
            let mut random = Stream::new(seed, member, 0, index as u32, Purpose::Standing, u8::MAX);
            let chances = standing.chances(standing.markets.border_of_entry(place));
            for (group, (people, chances)) in by_group.iter().zip(chances).enumerate() {
                let by_standing = chances.spread(&mut random, *people);
                market.standings.put(network.places[place].country, group, &by_standing);
            }
        }
        state.entered += by_group.iter().map(|n| u64::from(*n)).sum::<u64>();
        for (group, people) in by_group.into_iter().enumerate() {
            if !initial.on_link {
                state.resting[initial.site * cells + group] += people;
                continue;
            }
            // Whoever is under way at a random moment has a residual journey: weights are the survival of the travel time.
            let journeys = parameters.travel.on(initial.site, REGULAR);
            let longest = journeys.last().map_or(0, |j| j.steps as usize);
            let mut survival: Vec<f64> = (0..=longest)
                .map(|steps| {
                    if steps == 0 {
                        0.0
                    } else {
                        1.0 - journeys.iter().rfind(|j| (j.steps as usize) < steps).map_or(0.0, |j| j.up_to)
                    }
                })
                .collect();
            if longest == 0 {
                survival.push(1.0);
            }
            let total: f64 = survival.iter().sum();
            multinomial(&mut stream, people, &survival, total, |steps, n| {
                state.set_out(network, initial.site, REGULAR, steps as u32, group, n);
            });
        }
    }
}
