//! One step: policy, inflow, arrivals, decisions, borders, waiting.
//!
//! Rules decide (see [`crate::choice`]); this module counts. Within a step, people who cover a short leg go on: decisions and
//! borders are gone through in waves until nobody moves any further. A wave goes down the route, so that most chains of short
//! legs are covered in the first. Everybody decides once per arrival or step.

mod arrive;
mod border;
mod decide;
mod enter;
mod wait;

pub(crate) use enter::place_initial as enter_initial;

use crate::choice::{QueueNews, Ways};
use crate::draw::{Purpose, Stream};
use crate::network::Network;
use crate::parameters::MemberParameters;
use crate::record::{Record, RecordLayout};
use crate::state::{Exit, State};

/// Waves in one step at most: more short legs than that are not crossed in one step, and a circle of short legs must end.
const MAX_WAVES: u8 = 24;

/// Everything that one member's step needs at hand.
pub struct StepContext<'a> {
    /// The compiled scenario.
    pub network: &'a Network,
    /// What this member believes.
    pub parameters: &'a MemberParameters,
    /// What people do today.
    pub ways: &'a Ways,
    /// Where the numbers go.
    pub layout: &'a RecordLayout,
    /// Seed of the run.
    pub seed: u64,
    /// Member of the ensemble.
    pub member: u32,
    /// Day, from 0.
    pub day: usize,
    /// Step within the day, from 0.
    pub step_of_day: usize,
}

impl StepContext<'_> {
    /// The stream of a site and purpose in this step.
    fn stream(&self, state: &State, site: usize, purpose: Purpose, wave: u8) -> Stream {
        Stream::new(self.seed, self.member, state.step, site as u32, purpose, wave)
    }
}

/// Buffers that live as long as a member, so that a step allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// People who still have to decide in this step: `[place * groups + group]`.
    deciding: Vec<u32>,
    /// Places with somebody in `deciding`.
    deciding_at: Vec<bool>,
    leaving: Vec<u32>,
    cells: Vec<u32>,
    weights: Vec<f64>,
    /// Binomial and hypergeometric draws so far, for the benchmark.
    pub draws: u64,
}

impl Scratch {
    /// For a network.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let groups = network.group_count();
        let cells = network.places.len() * groups;
        Self {
            deciding: vec![0; cells],
            deciding_at: vec![false; network.places.len()],
            leaving: vec![0; groups],
            cells: Vec::with_capacity(64),
            weights: Vec::with_capacity(64),
            draws: 0,
        }
    }
}

/// Does one step and adds what happened to today's record.
pub fn step(context: &StepContext<'_>, state: &mut State, record: &mut Record, scratch: &mut Scratch) {
    if context.step_of_day == 0 {
        state.admitted_today.fill(0);
        state.registered_today.fill(0);
        enter::plan_day(context, state, scratch);
    }
    enter::enter(context, state, scratch);
    arrive::arrive(context, state, record, scratch);
    decide::everybody_at_rest(context, state, scratch);
    for wave in 0..MAX_WAVES {
        let decided = decide::decide(context, state, record, scratch, wave);
        let admitted = border::admit(context, state, record, scratch, wave);
        if !decided && !admitted {
            break;
        }
    }
    arrive::rest(context, state, scratch);
    wait::wait(context, state, record, scratch);
    state.step += 1;
}

/// Books people who leave the route.
fn leave_route(context: &StepContext<'_>, state: &mut State, record: &mut Record, exit: Exit, country: usize, people: u32) {
    state.left[exit as usize * context.network.countries.len() + country] += u64::from(people);
    record.count_exit(context.layout, context.network, exit, country, people);
}

/// Expected wait in days at every gate with a capacity, from its queue: Little's law.
pub fn note_queues(network: &Network, parameters: &MemberParameters, state: &State, day: usize, news: &mut QueueNews) {
    let epoch = network.epoch(day);
    for (index, gate) in network.gates.iter().enumerate() {
        let per_day = border::capacity_per_day(parameters, index, epoch.rules[index].cap);
        let Some(per_day) = per_day else { continue };
        let mut queue = 0u32;
        for &link in &gate.links {
            if state.queued[link] > 0 && network.gate_of(day, link) == Some(index) {
                let groups = network.group_count();
                let waiting = &state.queue[link * groups..(link + 1) * groups];
                queue += waiting.iter().enumerate().filter(|(g, _)| epoch.rules[index].admits(*g)).map(|(_, n)| n).sum::<u32>();
            }
        }
        let wait = if queue == 0 {
            0.0
        } else if per_day == 0 {
            f64::INFINITY
        } else {
            f64::from(queue) / f64::from(per_day)
        };
        news.note(day, index, wait);
    }
}
