//! What changes slowly, or from day to day, without anybody announcing it: the pace at which people leave, the rate of
//! irregular crossings and of giving up, the coverage of the counts, how a named number is kept to, and what passes where
//! no number is named.
//!
//! All of it are logarithms of factors on what the member drew, and 0 at the start, in one list: a filter moves them all
//! alike. An area is a region, or what of a country lies in none.

use serde::{Deserialize, Serialize};
use std::ops::Range;
use vardar_engine::draw::{Purpose, Stream, normal};
use vardar_engine::network::{Network, kind};
use vardar_engine::parameters::MemberParameters;

/// What a factor is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// Pace at which people leave the places of an area.
    Pace(usize),
    /// Irregular crossings of the borders of a country.
    Irregular(usize),
    /// Settling and turning back in a country: who leaves the route there. To move to a centre nearby is not among them.
    GiveUp(usize),
    /// Coverage of a series.
    Coverage(usize),
    /// People let through a gate against the number named.
    Cap(usize),
    /// People let through a gate against its ceiling, where no number is named.
    Capacity(usize),
}

impl Factor {
    /// True if counts of every day speak of it. Hardly anybody counts who crosses irregularly or gives up.
    #[must_use]
    pub fn is_counted(self) -> bool {
        !matches!(self, Factor::Irregular(_) | Factor::GiveUp(_))
    }

    /// An analysis moves the logarithm no further than this: beyond, the regression speaks of nothing that was seen.
    #[must_use]
    pub fn range(self) -> (f64, f64) {
        match self {
            Factor::Pace(_) | Factor::Cap(_) => (-4.0, 4.0),
            Factor::Irregular(_) => (-6.0, 6.0),
            Factor::Coverage(_) => (-3.0, 3.0),
            Factor::GiveUp(_) | Factor::Capacity(_) => (-8.0, 4.0),
        }
    }
}

/// How one factor moves.
#[derive(Debug, Clone, PartialEq)]
pub struct DriftVariable {
    /// What it is about.
    pub factor: Factor,
    /// Country whose counts speak of it.
    pub country: usize,
    /// Scatter of a day's move of the logarithm.
    sd: f64,
    /// What is left of it after a day, in (0, 1].
    kept: f64,
}

/// Areas of a network and how their factors move.
#[derive(Debug, Clone)]
pub struct DriftPlan {
    /// By place: index of its area.
    pub area_of: Vec<usize>,
    /// By area: its name and country.
    pub areas: Vec<(String, usize)>,
    /// Everything that drifts, factors of a kind one after the other.
    pub variables: Vec<DriftVariable>,
    /// Where the coverages stand among the variables, by series.
    coverage: Range<usize>,
    /// By area: scatter of the pace from day to day, which no day hands on.
    pace_jitter: Vec<f64>,
    /// By area: days from which its days of the week are learned (see [`crate::timetable`]).
    pub weekday_memory: Vec<usize>,
    /// By gate: probability per day that it slows down without a word.
    restriction: Vec<f64>,
    /// By gate: probability per day that it lets everybody through again.
    throttle_ends: Vec<f64>,
}

/// A new restriction takes at least this off the logarithm of a border's capacity, and as much more on average.
const RESTRICTION: f64 = 1.0;

/// What is left after a day of a departure of irregular crossings from their usual rate. Without forgetting, the rate would wander to where
/// everybody crosses within the day: there no count can call it back, and a fall of the crossings is not understood.
const IRREGULAR_KEPT: f64 = 29.0 / 30.0;

/// What is left after a day of a departure from a named number, and from the ceiling of a border.
const CAP_KEPT: f64 = 29.0 / 30.0;
const CAPACITY_KEPT: f64 = 0.9;

/// Central value of the first row of a parameter for the scopes of a target.
pub(crate) fn central(network: &Network, name: &str, scopes: &[&str]) -> f64 {
    let plan = &network.parameters;
    let row = plan.resolve(name, scopes).first().map(|(_, row)| plan.rows[*row as usize].value);
    row.unwrap_or_else(|| kind(name).map_or(0.0, |k| k.default))
}

impl DriftPlan {
    /// For a network with counts at `series` (their sites, each with its country).
    #[must_use]
    pub fn new(network: &Network, series: &[(String, usize)]) -> Self {
        let mut areas: Vec<(String, usize)> = Vec::new();
        let mut area_of = Vec::new();
        for place in &network.places {
            let name = place.region.map_or(&network.countries[place.country], |r| &network.regions[r]);
            let index = areas.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
                areas.push((name.clone(), place.country));
                areas.len() - 1
            });
            area_of.push(index);
        }
        let of_area = |name: &str, area: usize| {
            let (area, country) = &areas[area];
            central(network, name, &[area, &network.countries[*country], ""])
        };
        let of_country = |name: &str, country: usize| central(network, name, &[&network.countries[country], ""]);
        let of_gate = |name: &str, gate: usize| central(network, name, &network.scopes_of_gate(gate));
        let mut variables = Vec::new();
        let mut put = |factor, country, sd, kept| variables.push(DriftVariable { factor, country, sd, kept });
        for (area, (_, country)) in areas.iter().enumerate() {
            let kept = libm::exp(-1.0 / of_area("pace_memory", area));
            put(Factor::Pace(area), *country, of_area("pace_drift", area), kept);
        }
        for country in 0..network.countries.len() {
            put(Factor::Irregular(country), country, of_country("irregular_drift", country), IRREGULAR_KEPT);
        }
        for country in 0..network.countries.len() {
            put(Factor::GiveUp(country), country, of_country("give_up_drift", country), 1.0);
        }
        for (index, (site, country)) in series.iter().enumerate() {
            put(Factor::Coverage(index), *country, central(network, "coverage_drift", &[site, ""]), 1.0);
        }
        for (gate, node) in network.gates.iter().enumerate() {
            put(Factor::Cap(gate), node.country, of_gate("cap_drift", gate), CAP_KEPT);
        }
        for (gate, node) in network.gates.iter().enumerate() {
            put(Factor::Capacity(gate), node.country, of_gate("border_capacity_drift", gate), CAPACITY_KEPT);
        }
        let before_coverage = areas.len() + 2 * network.countries.len();
        let gates = 0..network.gates.len();
        Self {
            coverage: before_coverage..before_coverage + series.len(),
            pace_jitter: (0..areas.len()).map(|area| of_area("pace_jitter", area)).collect(),
            weekday_memory: (0..areas.len()).map(|area| of_area("weekday_memory", area) as usize).collect(),
            restriction: gates.clone().map(|gate| of_gate("restriction_per_day", gate)).collect(),
            throttle_ends: gates.map(|gate| of_gate("throttle_ends_per_day", gate)).collect(),
            variables,
            area_of,
            areas,
        }
    }

    /// By country: the largest of its areas' factors on scatter, at least 1.
    fn restless_countries(&self, restless: &[f64]) -> Vec<f64> {
        let countries = self.variables.iter().map(|v| v.country + 1).max().unwrap_or(0);
        let mut of_country = vec![1.0f64; countries];
        for ((_, country), restless) in self.areas.iter().zip(restless) {
            of_country[*country] = of_country[*country].max(*restless);
        }
        of_country
    }
}

/// The factors of one member, as logarithms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// By variable of the plan.
    pub values: Vec<f64>,
    /// By area: what today adds to its pace.
    pub today: Vec<f64>,
    /// By gate: people a day that it lets through without a word (see [`crate::throttle`]); `None` if it is free.
    pub throttled: Vec<Option<f64>>,
}

impl Drift {
    /// Nothing has drifted yet.
    #[must_use]
    pub fn new(plan: &DriftPlan) -> Self {
        Self {
            values: vec![0.0; plan.variables.len()],
            today: vec![0.0; plan.areas.len()],
            throttled: vec![None; plan.restriction.len()],
        }
    }

    /// By series: logarithm of the factor on its coverage.
    #[must_use]
    pub fn coverage(&self, plan: &DriftPlan) -> &[f64] {
        &self.values[plan.coverage.clone()]
    }

    /// Drifts on by a day. `of_weekday` is what the day of the week adds to the pace, by area. `restless` multiplies the scatter of the pace, by area,
    /// and its square that of irregular crossings; `ahead`: the day is a forecast, in which borders may slow down without a word.
    pub fn drift(&mut self, plan: &DriftPlan, of_weekday: &[f64], restless: &[f64], ahead: bool, random: &mut Stream) {
        let restless_country = plan.restless_countries(restless);
        for (value, variable) in self.values.iter_mut().zip(&plan.variables) {
            // Hardly anybody counts who crosses irregularly: what few counts there are surprise by nothing else.
            let wider = if let Factor::Irregular(country) = variable.factor { restless_country[country].powi(2) } else { 1.0 };
            *value = variable.kept * *value + variable.sd * wider * normal(random);
            if let Factor::Pace(area) = variable.factor {
                self.today[area] = of_weekday[area] + plan.pace_jitter[area] * restless[area] * normal(random);
            }
        }
        // One uniform says whether, and how hard: nobody announces it.
        for (value, variable) in self.values.iter_mut().zip(&plan.variables) {
            let Factor::Capacity(gate) = variable.factor else { continue };
            let (luck, rate) = (random.uniform_open(), plan.restriction[gate]);
            if ahead && luck < rate {
                *value -= RESTRICTION * (1.0 - libm::log(luck / rate));
            }
            if ahead && random.uniform() < plan.throttle_ends[gate] {
                self.throttled[gate] = None;
            }
        }
    }

    /// Lets a member live at this pace. `ceilings` are by gate: people a day that it passes as a rule where no number is named.
    pub fn drive(&self, plan: &DriftPlan, network: &Network, ceilings: &[Option<f64>], parameters: &mut MemberParameters) {
        parameters.driven = true;
        let mut pace = vec![1.0; plan.areas.len()];
        let mut irregular = vec![1.0; network.countries.len()];
        let mut give_up = vec![1.0; network.countries.len()];
        for (log, variable) in self.values.iter().zip(&plan.variables) {
            match variable.factor {
                Factor::Pace(area) => pace[area] = libm::exp(log + self.today[area]),
                Factor::Irregular(country) => irregular[country] = libm::exp(*log),
                Factor::GiveUp(country) => give_up[country] = libm::exp(*log),
                Factor::Coverage(_) => {}
                Factor::Cap(gate) => parameters.cap_kept[gate] = libm::exp(*log),
                Factor::Capacity(gate) => {
                    let usual = ceilings[gate].map_or(f64::INFINITY, |people| people * libm::exp(*log));
                    parameters.silent_cap[gate] = self.throttled[gate].map_or(usual, |people| people.min(usual));
                }
            }
        }
        for (value, area) in parameters.pace.iter_mut().zip(&plan.area_of) {
            *value = pace[*area];
        }
        for (value, place) in parameters.give_up_pace.iter_mut().zip(&network.places) {
            *value = give_up[place.country];
        }
        for (value, link) in parameters.irregular_pace.iter_mut().zip(&network.links) {
            // Nobody passes a strike: what sails in spite of it says nothing of those who walk over a border.
            *value = if link.is_border { irregular[network.places[link.from].country] } else { 1.0 };
        }
    }
}

/// Stream of a member's drift on a day; a branch has a number of its own.
#[must_use]
pub fn drift_stream(seed: u64, member: u32, day: usize, branch: u8) -> Stream {
    Stream::new(seed, member, day as u32, 0, Purpose::Drift, branch)
}
