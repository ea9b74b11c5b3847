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
    coverage_drift: Vec<f64>,
}

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
            areas
                .iter()
                .map(|(area, country)| central(network, name, &[area, &network.countries[*country], ""]))
                .collect()
        };
        Self {
            pace_jitter: of_areas("pace_jitter"),
            pace_drift: of_areas("pace_drift"),
            pace_kept: of_areas("pace_memory").into_iter().map(|days| libm::exp(-1.0 / days)).collect(),
            irregular_drift: network.countries.iter().map(|c| central(network, "irregular_drift", &[c, ""])).collect(),
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
    /// By series: coverage.
    pub coverage: Vec<f64>,
}

impl Drift {
    /// Nothing has drifted yet.
    #[must_use]
    pub fn new(plan: &DriftPlan) -> Self {
        Self {
            pace: vec![0.0; plan.areas.len()],
            today: vec![0.0; plan.areas.len()],
            irregular: vec![0.0; plan.irregular_drift.len()],
            coverage: vec![0.0; plan.coverage_drift.len()],
        }
    }

    /// Drifts on by a day. `restless` multiplies the scatter of the day, by area.
    pub fn drift(&mut self, plan: &DriftPlan, restless: &[f64], random: &mut Stream) {
        for area in 0..self.pace.len() {
            self.pace[area] = plan.pace_kept[area] * self.pace[area] + plan.pace_drift[area] * normal(random);
            self.today[area] = plan.pace_jitter[area] * restless[area] * normal(random);
        }
        for (value, sd) in self.irregular.iter_mut().zip(&plan.irregular_drift) {
            *value += sd * normal(random);
        }
        for (value, sd) in self.coverage.iter_mut().zip(&plan.coverage_drift) {
            *value += sd * normal(random);
        }
    }

    /// Lets a member live at this pace.
    pub fn drive(&self, plan: &DriftPlan, network: &Network, parameters: &mut MemberParameters) {
        parameters.driven = true;
        let pace: Vec<f64> = self.pace.iter().zip(&self.today).map(|(level, today)| libm::exp(level + today)).collect();
        for (value, area) in parameters.pace.iter_mut().zip(&plan.area_of) {
            *value = pace[*area];
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
