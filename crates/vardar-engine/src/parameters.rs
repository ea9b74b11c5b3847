//! What one member believes: a draw from every prior, laid out by place, link and gate for the days on which it holds.

use crate::draw::{Purpose, Stream, normal};
use crate::market::{MarketLayout, MarketParameters};
use crate::network::{NONE, Network, PlanRow, Segments, kind, travel_steps};
use vardar_scenario::Distribution;

/// Distance between the 5 % and the 95 % point of a standard normal.
const NINETY_PERCENT_WIDTH: f64 = 3.289_707_253_902_945;

/// Which parameter holds where: resolved once, as it is the same for every member.
#[derive(Debug, Clone)]
pub struct ParameterLayout {
    stay_hours: Vec<Segments>,
    onward_despite_closure: Vec<Segments>,
    settle_per_day: Vec<Segments>,
    turn_back_per_day: Vec<Segments>,
    turn_back_factor: Vec<Segments>,
    shelter_per_day: Vec<Segments>,
    initial_factor: Vec<Segments>,
    travel_time_factor: Vec<Segments>,
    irregular_time_factor: Vec<Segments>,
    detour_per_day: Vec<Segments>,
    irregular_per_day: Vec<Segments>,
    slowed_per_day: Vec<Segments>,
    inflow_coverage: Vec<Segments>,
    global: [Segments; 6],
    market: Option<MarketLayout>,
}

const GLOBAL: [&str; 6] =
    ["news_delay_days", "route_scale_days", "attraction_days", "closed_wait_days", "patience_days", "closure_memory"];

impl ParameterLayout {
    /// Resolves every parameter of a network.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let plan = &network.parameters;
        let places =
            |name: &str| (0..network.places.len()).map(|p| plan.resolve(name, &network.scopes_of_place(p))).collect::<Vec<_>>();
        let links =
            |name: &str| (0..network.links.len()).map(|l| plan.resolve(name, &network.scopes_of_link(l))).collect::<Vec<_>>();
        Self {
            stay_hours: places("stay_hours"),
            onward_despite_closure: places("onward_despite_closure"),
            settle_per_day: places("settle_per_day"),
            turn_back_per_day: places("turn_back_per_day"),
            turn_back_factor: network.groups.iter().map(|group| plan.resolve("turn_back_factor", &[group, ""])).collect(),
            shelter_per_day: places("shelter_per_day"),
            initial_factor: places("initial_factor"),
            travel_time_factor: links("travel_time_factor"),
            irregular_time_factor: links("irregular_time_factor"),
            detour_per_day: links("detour_per_day"),
            irregular_per_day: links("irregular_per_day"),
            slowed_per_day: (0..network.gates.len())
                .map(|g| plan.resolve("slowed_per_day", &network.scopes_of_gate(g)))
                .collect(),
            inflow_coverage: network.streams.iter().map(|s| plan.resolve("inflow_coverage", &[&s.id, ""])).collect(),
            global: GLOBAL.map(|name| plan.resolve(name, &[""])),
            market: network.markets.as_ref().map(|markets| MarketLayout::new(network, markets)),
        }
    }
}

/// A number of steps that a journey can take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Journey {
    /// Whole steps.
    pub steps: u32,
    /// Probability of this number if it is not smaller; 1 for the last.
    pub given_not_shorter: f64,
    /// Probability of this number or a smaller one; 1 for the last.
    pub up_to: f64,
}

/// What journeys can take, by link and channel, side by side: a step reads most of them, and finds them next to each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Travel {
    journeys: Vec<Journey>,
    /// Where those of `[link * 2 + channel]` end.
    ends: Vec<u32>,
}

impl Travel {
    /// Journeys on a link by a channel, the shortest first.
    #[must_use]
    #[inline]
    pub fn on(&self, link: usize, channel: usize) -> &[Journey] {
        let way = link * 2 + channel;
        let start = if way == 0 { 0 } else { self.ends[way - 1] as usize };
        &self.journeys[start..self.ends[way] as usize]
    }

    /// See [`State::fetch`](crate::state::State::fetch); two journeys lie in one line of a cache.
    pub(crate) fn fetch(&self) {
        std::hint::black_box(self.journeys.iter().step_by(2).fold(0, |all, journey| all ^ journey.steps));
    }

    /// Adds those of the next way.
    fn push(&mut self, journeys: Vec<Journey>) {
        self.journeys.extend(journeys);
        self.ends.push(self.journeys.len() as u32);
    }
}

fn journeys(probabilities: &[f64]) -> Vec<Journey> {
    let mut left = 1.0;
    let mut journeys: Vec<Journey> = Vec::new();
    for (steps, &probability) in probabilities.iter().enumerate() {
        // Rounding leaves probabilities of 1e-17 at the edges: no journey.
        if probability > 1e-12 {
            journeys.push(Journey {
                steps: steps as u32,
                given_not_shorter: (probability / left).min(1.0),
                up_to: 1.0 - left + probability,
            });
            left -= probability;
        }
    }
    if let Some(last) = journeys.last_mut() {
        last.given_not_shorter = 1.0;
        last.up_to = 1.0;
    }
    journeys
}

/// The parameters of one member. `drawn` never changes; the vectors hold the values of the current day.
#[derive(Debug, Clone, Default)]
pub struct MemberParameters {
    /// One value per row of the plan.
    pub drawn: Vec<f64>,
    /// Days that news needs per country upstream.
    pub news_delay_days: f64,
    /// Scale of the logit, days.
    pub route_scale_days: f64,
    /// Days accepted for a destination e times as attractive.
    pub attraction_days: f64,
    /// Largest expected wait, days.
    pub closed_wait_days: f64,
    /// Expected wait at which half of the full hazards apply, days.
    pub patience_days: f64,
    /// Days of further closure expected per day already closed.
    pub closure_memory: f64,
    /// By place: mean rest in hours.
    pub stay_hours: Vec<f64>,
    /// By place: leaving rate when closed, relative to open.
    pub onward_despite_closure: Vec<f64>,
    /// By place: full hazard per day.
    pub settle_per_day: Vec<f64>,
    /// By place: full hazard per day.
    pub turn_back_per_day: Vec<f64>,
    /// By group: hazard of turning back relative to that of the place.
    pub turn_back_factor: Vec<f64>,
    /// By place: full hazard per day.
    pub shelter_per_day: Vec<f64>,
    /// By place: people on the way relative to the scenario's estimate.
    pub initial_factor: Vec<f64>,
    /// By link: full hazard per day.
    pub detour_per_day: Vec<f64>,
    /// By link: full hazard per day.
    pub irregular_per_day: Vec<f64>,
    /// By gate: people a day when metered without a number.
    pub slowed_per_day: Vec<f64>,
    /// By stream: reported per real person.
    pub inflow_coverage: Vec<f64>,
    /// By link: mean travel time in days.
    pub travel_days: Vec<f64>,
    /// What a journey can take.
    pub travel: Travel,
    /// True if a filter changes the pace from day to day.
    pub driven: bool,
    /// By place: odds of leaving within a step relative to those of `stay_hours`; 1 unless driven.
    pub pace: Vec<f64>,
    /// By place: hazards of settling and turning back relative to their parameters; 1 unless driven.
    pub give_up_pace: Vec<f64>,
    /// By gate: people let through relative to a capacity of the timeline; 1 unless driven.
    pub cap_kept: Vec<f64>,
    /// By gate: people a day that pass where the timeline names no capacity; infinite unless driven.
    pub silent_cap: Vec<f64>,
    /// By link: irregular crossings relative to `irregular_per_day`; 1 unless driven.
    pub irregular_pace: Vec<f64>,
    /// What it believes about the markets; `None`: there are none.
    pub market: Option<MarketParameters>,
    /// By link: market of it, or [`NONE`]; empty without markets.
    market_of_link: Vec<u32>,
}

impl MemberParameters {
    /// Draws the parameters of a member; `fixed` takes the central values instead, `other_guesses` draws those that nobody has
    /// measured a second time and keeps the others.
    #[must_use]
    pub fn draw(network: &Network, layout: &ParameterLayout, seed: u64, member: u32, fixed: bool, other_guesses: bool) -> Self {
        let rows = &network.parameters.rows;
        let drawn = rows
            .iter()
            .map(|row| {
                if fixed {
                    return row.value;
                }
                let wave = u8::from(other_guesses && row.guess);
                draw_row(row, &mut Stream::new(seed, member, 0, row.stream, Purpose::Parameter, wave))
            })
            .collect();
        Self::from_values(network, layout, drawn)
    }

    /// The parameters of a member from one value per row of the plan.
    #[must_use]
    pub fn from_values(network: &Network, layout: &ParameterLayout, drawn: Vec<f64>) -> Self {
        let mut parameters = Self { drawn, ..Self::default() };
        let [news, scale, attraction, closed, patience, memory] =
            std::array::from_fn(|i| parameters.value(GLOBAL[i], &layout.global[i], 0));
        parameters.news_delay_days = news;
        parameters.route_scale_days = scale;
        parameters.attraction_days = attraction;
        parameters.closed_wait_days = closed;
        parameters.patience_days = patience;
        parameters.closure_memory = memory;
        parameters.initial_factor = parameters.values("initial_factor", &layout.initial_factor, 0);
        parameters.turn_back_factor = parameters.values("turn_back_factor", &layout.turn_back_factor, 0);
        let factors = parameters.values("travel_time_factor", &layout.travel_time_factor, 0);
        let irregular = parameters.values("irregular_time_factor", &layout.irregular_time_factor, 0);
        let step = network.step_hours();
        for ((link, factor), slower) in network.links.iter().zip(&factors).zip(&irregular) {
            let (min, max) = (link.hours.0 * factor, link.hours.1 * factor);
            parameters.travel_days.push((min + max) / 48.0);
            parameters.travel.push(journeys(&travel_steps(min, max, step, link.slots[0], false)));
            let irregular = link.gated.then(|| travel_steps(min * slower, max * slower, step, link.slots[1], true));
            parameters.travel.push(irregular.map_or_else(Vec::new, |steps| journeys(&steps)));
        }
        parameters.pace = vec![1.0; network.places.len()];
        parameters.give_up_pace = vec![1.0; network.places.len()];
        parameters.cap_kept = vec![1.0; network.gates.len()];
        parameters.silent_cap = vec![f64::INFINITY; network.gates.len()];
        parameters.irregular_pace = vec![1.0; network.links.len()];
        if let (Some(markets), Some(of_market)) = (&network.markets, &layout.market) {
            parameters.market = Some(MarketParameters::new(network, markets, of_market, &parameters));
            parameters.market_of_link.clone_from(&markets.of_link);
        }
        parameters.set_day(layout, 0);
        parameters
    }

    /// Takes over the values that hold on a day. True if what a way costs is different from before.
    pub fn set_day(&mut self, layout: &ParameterLayout, day: usize) -> bool {
        let stay_hours = self.values("stay_hours", &layout.stay_hours, day);
        let onward_despite_closure = self.values("onward_despite_closure", &layout.onward_despite_closure, day);
        let other_costs = stay_hours != self.stay_hours || onward_despite_closure != self.onward_despite_closure;
        (self.stay_hours, self.onward_despite_closure) = (stay_hours, onward_despite_closure);
        self.settle_per_day = self.values("settle_per_day", &layout.settle_per_day, day);
        self.turn_back_per_day = self.values("turn_back_per_day", &layout.turn_back_per_day, day);
        self.shelter_per_day = self.values("shelter_per_day", &layout.shelter_per_day, day);
        self.detour_per_day = self.values("detour_per_day", &layout.detour_per_day, day);
        self.irregular_per_day = self.values("irregular_per_day", &layout.irregular_per_day, day);
        self.slowed_per_day = self.values("slowed_per_day", &layout.slowed_per_day, day);
        self.inflow_coverage = self.values("inflow_coverage", &layout.inflow_coverage, day);
        if let Some(of_market) = &layout.market {
            let at = MarketParameters::on(of_market, self, day);
            for (link, market) in self.market_of_link.iter().enumerate().filter(|(_, market)| **market != NONE) {
                // What people expect of an irregular crossing when they choose their way: an attempt at the reference price.
                let market = *market as usize;
                self.irregular_per_day[link] = at.take_up_per_day[market] * (1.0 - at.detected_share[market]);
            }
            if let Some(market) = &mut self.market {
                market.at = at;
            }
        }
        other_costs
    }

    /// Value of a resolved parameter on a day.
    #[must_use]
    pub fn value(&self, name: &str, segments: &Segments, day: usize) -> f64 {
        let day = i32::try_from(day).unwrap_or(i32::MAX);
        let begun = segments.iter().rev().find(|(from, _)| *from <= day);
        begun.map_or_else(|| kind(name).map_or(0.0, |k| k.default), |(_, row)| self.drawn[*row as usize])
    }

    fn values(&self, name: &str, targets: &[Segments], day: usize) -> Vec<f64> {
        targets.iter().map(|segments| self.value(name, segments, day)).collect()
    }
}

fn draw_row(row: &PlanRow, stream: &mut Stream) -> f64 {
    let (min, max) = row.range;
    // A prior that reaches over the allowed range is cut there: draw again, and give up on priors that hardly touch it.
    for _ in 0..64 {
        let value = match row.distribution {
            Distribution::Fixed => row.value,
            Distribution::Uniform { low, high } => low + (high - low) * stream.uniform(),
            Distribution::Normal { low, high } => row.value + normal(stream) * (high - low) / NINETY_PERCENT_WIDTH,
            Distribution::Lognormal { low, high } => {
                let spread = libm::log(high / low) / NINETY_PERCENT_WIDTH;
                row.value * libm::exp(normal(stream) * spread)
            }
        };
        if (min..=max).contains(&value) {
            return value;
        }
    }
    row.value.clamp(min, max)
}
