//! One step: policy, inflow, arrivals, decisions, borders, waiting.
//!
//! Rules decide (see [`crate::choice`]); this module counts. Within a step, people who cover a short leg go on: decisions and
//! borders are gone through in waves until nobody moves any further. A wave goes down the route, so that most chains of short
//! legs are covered in the first. Everybody decides once per arrival or step.

mod arrive;
mod border;
mod decide;
mod enter;
mod expose;
mod give_up;
mod irregular;
mod leave;
mod move_on;
mod standing;
mod stocks;
mod wait;

pub(crate) use enter::place_initial as enter_initial;

use crate::choice::{QueueNews, Ways};
use crate::draw::{Purpose, Stream, binomial, binomial_among};
use crate::market::Market;
use crate::market::standings::Flow;
use crate::network::{Epoch, Network, Rule};
use crate::parameters::MemberParameters;
use crate::people::{People, add as add_all, nobody};
use crate::record::{Record, RecordLayout};
use crate::state::{Exit, State};

/// Waves in one step at most: more short legs than that are not crossed in one step, and a circle of short legs must end.
const MAX_WAVES: u8 = 24;

/// Everything that one member's step needs at hand.
pub struct StepContext<'a> {
    /// The compiled scenario.
    pub network: &'a Network,
    /// What the date says about it today.
    pub epoch: &'a Epoch,
    /// What this member believes.
    pub parameters: &'a MemberParameters,
    /// What people do today.
    pub ways: &'a Ways,
    /// What is known of the queues.
    pub news: &'a QueueNews,
    /// Where the numbers go.
    pub layout: &'a RecordLayout,
    /// People reported to enter today, by stream; `None` = as the scenario says.
    pub inflow: Option<&'a [f64]>,
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
    fn stream(&self, step: u32, site: usize, purpose: Purpose, wave: u8) -> Stream {
        Stream::new(self.seed, self.member, step, site as u32, purpose, wave)
    }

    /// What has a hazard a day happens in the last step of it: to wait costs days, and hours decide nothing.
    fn is_last_step(&self) -> bool {
        self.step_of_day + 1 == self.network.profile.len()
    }

    /// Gate that governs a link today, if any entry is in force.
    fn gate_of(&self, link: usize) -> Option<usize> {
        self.epoch.gate_of(link)
    }

    /// Rule at the gate of a link; open where nothing governs it.
    fn rule_of(&self, link: usize) -> Rule {
        self.gate_of(link).map_or(Rule::OPEN, |gate| self.epoch.rules[gate])
    }
}

/// What one step works with: what is given, and what it changes. People move as one number for each group and standing.
struct Work<'a, 'b> {
    given: &'a StepContext<'b>,
    state: &'a mut State,
    market: &'a mut Market,
    record: &'a mut Record,
    scratch: &'a mut Scratch,
}

impl Work<'_, '_> {
    /// The stream of a site and purpose in this step.
    fn stream(&self, site: usize, purpose: Purpose, wave: u8) -> Stream {
        self.given.stream(self.state.step, site, purpose, wave)
    }
}

/// Buffers that live as long as a member, so that a step hardly allocates. Whoever takes one puts it back.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// People who still have to decide in this step: `[place * cells + group]`.
    deciding: Vec<u32>,
    /// Places with somebody in `deciding`.
    deciding_at: Vec<bool>,
    /// People who have chosen among the links that leave a place: `[link of the place * cells + group]`.
    onward: Vec<u32>,
    /// Cells in which people wait for one capacity, and who of them goes: as many as there are.
    waiting: Vec<u32>,
    going: Vec<u32>,
    /// Stocks of the country whose people are exposed.
    exposed: stocks::Stocks,
}

impl Scratch {
    /// For a network.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let cells = network.cell_count();
        let most_links = network.places.iter().map(|place| place.out.len()).max().unwrap_or(0);
        Self {
            deciding: vec![0; network.places.len() * cells],
            deciding_at: vec![false; network.places.len()],
            onward: vec![0; most_links * cells],
            waiting: Vec::with_capacity(64),
            going: Vec::with_capacity(64),
            exposed: stocks::Stocks::default(),
        }
    }
}

/// Does one step and adds what happened to today's record.
pub fn step(given: &StepContext<'_>, state: &mut State, market: &mut Market, record: &mut Record, scratch: &mut Scratch) {
    let work = &mut Work { given, state, market, record, scratch };
    match given.network.room {
        8 => step_of::<8>(work),
        16 => step_of::<16>(work),
        64 => step_of::<64>(work),
        other => unreachable!("a network has no room for {other}"),
    }
}

/// The step for room for `G` groups: see [`crate::people`].
fn step_of<const G: usize>(work: &mut Work<'_, '_>) {
    let given = work.given;
    if given.step_of_day == 0 {
        work.state.admitted_today.fill(0);
        work.state.registered_today.fill(0);
        enter::plan_day(work);
    }
    enter::enter::<G>(work);
    arrive::arrive::<G>(work);
    decide::everybody_at_rest::<G>(work);
    for wave in 0..MAX_WAVES {
        let decided = decide::decide::<G>(work, wave);
        let admitted = border::admit::<G>(work, wave);
        if !decided && !admitted {
            break;
        }
    }
    arrive::rest::<G>(work);
    if given.is_last_step() {
        settle_standings(work, 0);
        wait::wait::<G>(work);
        settle_standings(work, 1);
        expose::expose::<G>(work);
        work.record.count_stocks::<G>(given.layout, given.network, work.state, given.day, &given.ways.blocked);
        if given.network.markets.is_some() {
            work.market.end_day::<G>(given.network, work.state, &given.ways.blocked);
        }
    }
    work.state.step += 1;
}

/// Books people who leave the route.
fn leave_route(work: &mut Work<'_, '_>, exit: Exit, country: usize, people: u32) {
    let network = work.given.network;
    work.state.left[exit as usize * network.countries.len() + country] += u64::from(people);
    work.record.count_exit(work.given.layout, network, exit, country, people);
}

/// Notes that people have left the route, for their standings.
#[inline]
fn note_exit<const G: usize>(work: &mut Work<'_, '_>, country: usize, people: &People<G>) {
    if work.given.network.markets.is_some() {
        work.market.standings.note_exit(country, people);
    }
}

/// Draws in which standing those are who have crossed a border or left the route; `time` counts how often a step asks.
fn settle_standings(work: &mut Work<'_, '_>, time: u8) {
    let (given, step) = (work.given, work.state.step);
    let Some(markets) = &given.network.markets else { return };
    // Before these sites come those of the people who enter: see `enter.rs`.
    let crossings = given.network.places.len() + markets.nodes.len();
    work.market.standings.settle(markets, |flow, round| {
        let site = match flow {
            Flow::Crossing(market) => crossings + market,
            Flow::Exit(country) => crossings + markets.nodes.len() + country,
        };
        given.stream(step, site, Purpose::Standing, time.wrapping_add(round.wrapping_mul(2)))
    });
}

/// Draws those to whom something happens with the probability of their group, which is asked for groups with somebody in them.
/// Groups with the same one are drawn together.
#[inline]
fn binomial_by_group<const G: usize>(stream: &mut Stream, people: &People<G>, p: impl Fn(usize) -> f64) -> People<G> {
    let mut happens = nobody();
    let mut open = people.iter().enumerate().fold(0u64, |open, (group, here)| open | u64::from(*here > 0) << group);
    while open != 0 {
        let first = open.trailing_zeros() as usize;
        let p_first = p(first);
        let alike = (first + 1..G).filter(|group| open >> group & 1 == 1 && p(*group) == p_first);
        let alike = alike.fold(0, |alike, group| alike | 1u64 << group);
        open &= !(alike | 1 << first);
        if alike == 0 {
            happens[first] = binomial(stream, people[first], p_first);
            continue;
        }
        let mut together = nobody();
        for (group, (together, people)) in together.iter_mut().zip(people).enumerate() {
            if (alike | 1 << first) >> group & 1 == 1 {
                *together = *people;
            }
        }
        add_all(&mut happens, &binomial_among(stream, &together, p_first));
    }
    happens
}

/// Adds the people of each cell to those who are there.
#[inline]
fn add(there: &mut [u32], people: &[u32]) {
    there.iter_mut().zip(people).for_each(|(there, n)| *there += n);
}

/// Takes the people of each cell from those who are there.
#[inline]
fn subtract(there: &mut [u32], people: &[u32]) {
    there.iter_mut().zip(people).for_each(|(there, n)| *there -= n);
}

/// Expected wait in days at every gate with a capacity, from its queue: Little's law.
pub fn note_queues(network: &Network, parameters: &MemberParameters, state: &State, day: usize, news: &mut QueueNews) {
    let epoch = network.epoch(day);
    for (index, gate) in network.gates.iter().enumerate() {
        let per_day = border::capacity_per_day(parameters, index, epoch.rules[index].cap);
        let Some(per_day) = per_day else { continue };
        let mut queue = 0u32;
        for &link in &gate.links {
            if state.queued[link] > 0 && epoch.gate_of(link) == Some(index) {
                let waiting = &state.queue[network.cells(link)];
                let admitted = waiting.iter().enumerate().filter(|(group, _)| epoch.rules[index].admits(*group));
                queue += admitted.map(|(_, people)| people).sum::<u32>();
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
