//! What changes slowly, or from day to day, without anybody announcing it: the pace at which people leave, the rate of
//! irregular crossings, the coverage of the counts.
//!
//! All of it are logarithms of factors on what the member drew, and 0 at the start. An area is a region, or what of a
//! country lies in none.

use vardar_engine::draw::{Purpose, Stream, normal};
use vardar_engine::network::{Network, kind};
use vardar_engine::parameters::MemberParameters;

/// Areas of a network and how their factors move.
#[derive(Debug, Clone)]
pub struct DriftPlan {
    /// By place: index of its area.
    pub area_of: Vec<usize>,
    /// By area: its name and country.
    pub areas: Vec<(String, usize)>,
    pace_jitter: Vec<f64>,
    pace_drift: Vec<f64>,
    pace_kept: Vec<f64>,
    /// By country of the near side.
    irregular_drift: Vec<f64>,
    give_up_drift: Vec<f64>,
    coverage_drift: Vec<f64>,
    cap_drift: Vec<f64>,
    /// By gate: logarithm of the usual capacity where none is named; `None` where nobody counts who passes.
    usual_capacity: Vec<Option<f64>>,
    capacity_drift: Vec<f64>,
    restriction: Vec<f64>,
}

/// A new restriction takes at least this off the logarithm of a border's capacity, and as much more on average.
const RESTRICTION: f64 = 1.0;

/// What is left after a day of a departure from a named number, and from a border's usual capacity.
const CAP_KEPT: f64 = 29.0 / 30.0;
const CAPACITY_KEPT: f64 = 0.9;

/// Central value of a parameter on the first day for the scopes of a target.
pub(crate) fn central(network: &Network, name: &str, scopes: &[&str]) -> f64 {
    let plan = &network.parameters;
    let row = plan.resolve(name, scopes).first().map(|(_, row)| plan.rows[*row as usize].value);
    row.unwrap_or_else(|| kind(name).map_or(0.0, |k| k.default))
}

impl DriftPlan {
    /// For a network with counts at `series` (their sites).
    #[must_use]
    pub fn new(network: &Network, series: &[String]) -> Self {
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
        let of_areas = |name: &str| -> Vec<f64> {
            areas.iter().map(|(area, country)| central(network, name, &[area, &network.countries[*country], ""])).collect()
        };
        let of_gates = |name: &str| {
            (0..network.gates.len()).map(|g| central(network, name, &network.scopes_of_gate(g))).collect::<Vec<f64>>()
        };
        let capacities = of_gates("border_capacity");
        let counted = |gate: usize| {
            network.gates[gate].links.iter().any(|l| {
                let link = &network.links[*l];
                let to = &network.countries[network.places[link.to].country];
                link.is_border && series.contains(to)
            })
        };
        let usual_capacity = (0..network.gates.len()).map(|g| counted(g).then(|| libm::log(capacities[g]))).collect();
        Self {
            cap_drift: of_gates("cap_drift"),
            usual_capacity,
            capacity_drift: of_gates("border_capacity_drift"),
            restriction: of_gates("restriction_per_day"),
            pace_jitter: of_areas("pace_jitter"),
            pace_drift: of_areas("pace_drift"),
            pace_kept: of_areas("pace_memory").into_iter().map(|days| libm::exp(-1.0 / days)).collect(),
            irregular_drift: network.countries.iter().map(|c| central(network, "irregular_drift", &[c, ""])).collect(),
            give_up_drift: network.countries.iter().map(|c| central(network, "give_up_drift", &[c, ""])).collect(),
            coverage_drift: series.iter().map(|s| central(network, "coverage_drift", &[s, ""])).collect(),
            area_of,
            areas,
        }
    }
}

/// The factors of one member, as logarithms.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// By area: the usual pace.
    pub pace: Vec<f64>,
    /// By area: what today adds to it.
    pub today: Vec<f64>,
    /// By country of the near side: irregular crossings.
    pub irregular: Vec<f64>,
    /// By country: settling, turning back and moving to a centre.
    pub give_up: Vec<f64>,
    /// By series: coverage.
    pub coverage: Vec<f64>,
    /// By gate: people let through against the number named.
    pub cap: Vec<f64>,
    /// By gate: people let through against the usual number, where none is named.
    pub capacity: Vec<f64>,
}

impl Drift {
    /// Nothing has drifted yet.
    #[must_use]
    pub fn new(plan: &DriftPlan) -> Self {
        Self {
            pace: vec![0.0; plan.areas.len()],
            today: vec![0.0; plan.areas.len()],
            irregular: vec![0.0; plan.irregular_drift.len()],
            give_up: vec![0.0; plan.give_up_drift.len()],
            coverage: vec![0.0; plan.coverage_drift.len()],
            cap: vec![0.0; plan.cap_drift.len()],
            capacity: vec![0.0; plan.cap_drift.len()],
        }
    }

    /// Drifts on by a day. `restless` multiplies the scatter of the pace, by area;
    /// `ahead`: the day is a forecast, in which borders may slow down without a word.
    pub fn drift(&mut self, plan: &DriftPlan, restless: &[f64], ahead: bool, random: &mut Stream) {
        for (area, restless) in restless.iter().enumerate() {
            self.pace[area] = plan.pace_kept[area] * self.pace[area] + plan.pace_drift[area] * normal(random);
            self.today[area] = plan.pace_jitter[area] * restless * normal(random);
        }
        let restless_of = |country: usize| {
            let areas = plan.areas.iter().zip(restless).filter(|((_, c), _)| *c == country);
            areas.map(|(_, r)| *r).fold(1.0, f64::max)
        };
        for (country, (value, sd)) in self.irregular.iter_mut().zip(&plan.irregular_drift).enumerate() {
            *value += sd * restless_of(country) * normal(random);
        }
        for (value, sd) in self.give_up.iter_mut().zip(&plan.give_up_drift) {
            *value += sd * normal(random);
        }
        for (value, sd) in self.coverage.iter_mut().zip(&plan.coverage_drift) {
            *value += sd * normal(random);
        }
        for (value, sd) in self.cap.iter_mut().zip(&plan.cap_drift) {
            *value = CAP_KEPT * *value + sd * normal(random);
        }
        for (value, sd) in self.capacity.iter_mut().zip(&plan.capacity_drift) {
            *value = CAPACITY_KEPT * *value + sd * normal(random);
        }
        // One uniform says whether, and how hard: nobody announces it.
        for (value, rate) in self.capacity.iter_mut().zip(&plan.restriction) {
            let luck = random.uniform_open();
            if ahead && luck < *rate {
                *value -= RESTRICTION * (1.0 - libm::log(luck / rate));
            }
        }
    }

    /// Lets a member live at this pace.
    pub fn drive(&self, plan: &DriftPlan, network: &Network, parameters: &mut MemberParameters) {
        parameters.driven = true;
        let pace: Vec<f64> = self.pace.iter().zip(&self.today).map(|(level, today)| libm::exp(level + today)).collect();
        for (value, area) in parameters.pace.iter_mut().zip(&plan.area_of) {
            *value = pace[*area];
        }
        for (value, log) in parameters.cap_kept.iter_mut().zip(&self.cap) {
            *value = libm::exp(*log);
        }
        for ((value, log), usual) in parameters.silent_cap.iter_mut().zip(&self.capacity).zip(&plan.usual_capacity) {
            *value = usual.map_or(f64::INFINITY, |usual| libm::exp(usual + log));
        }
        let give_up: Vec<f64> = self.give_up.iter().map(|log| libm::exp(*log)).collect();
        for (value, place) in parameters.give_up_pace.iter_mut().zip(&network.places) {
            *value = give_up[place.country];
        }
        let irregular: Vec<f64> = self.irregular.iter().map(|log| libm::exp(*log)).collect();
        for (value, link) in parameters.irregular_pace.iter_mut().zip(&network.links) {
            *value = irregular[network.places[link.from].country];
        }
    }
}

/// Stream of a member's drift on a day; a branch has a number of its own.
#[must_use]
pub fn drift_stream(seed: u64, member: u32, day: usize, branch: u8) -> Stream {
    Stream::new(seed, member, day as u32, 0, Purpose::Drift, branch)
}
