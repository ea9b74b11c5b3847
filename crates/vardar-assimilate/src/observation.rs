//! What a reporting body would have counted of what happened.
//!
//! A reported count is negative binomial: its mean is the coverage times the people counted by the model, with a coverage
//! of its own for irregular arrivals, and its variance is `mean + mean²/dispersion`. Draws of the journey alone would give
//! intervals far too narrow for crowds of this size: what scatters the counts is who counts, when and how. Reports of people present
//! scatter otherwise than those of the same site's flows (`present_error`): the people are much the same from day to day. Some bodies report a
//! day's people with those of the next day (batching), or round: `batched` and `rounded_to` of the scenario say who. At which hour a day
//! of counting ends is a matter of the filter and its forecasts (see [`crate::cutoff`]): a run is not compared day by day.

use std::collections::BTreeSet;
use vardar_engine::draw::{Purpose, Stream, negative_binomial};
use vardar_engine::member::Member;
use vardar_engine::network::{Network, Segments};
use vardar_engine::parameters::MemberParameters;
use vardar_engine::record::{Quantity, RecordLayout};
use vardar_scenario::{ObservedQuantity, Scenario};

/// A daily flow that somebody reports.
#[derive(Debug, Clone)]
pub struct ReportedSeries {
    /// Arrivals or departures.
    pub quantity: ObservedQuantity,
    /// Country or region.
    pub site: String,
    /// Column of the record that it counts.
    pub column: usize,
    irregular: Option<usize>,
    coverage: Segments,
    coverage_irregular: Segments,
    /// `dispersion` of a flow, `present_error` of people present.
    scatter: Segments,
    rounded_to: Segments,
    batched: Segments,
}

impl ReportedSeries {
    /// `None` if the record has no column for it.
    fn new(network: &Network, layout: &RecordLayout, quantity: ObservedQuantity, site: &str) -> Option<Self> {
        let counted = match quantity {
            ObservedQuantity::Arrivals => Quantity::Arrivals,
            ObservedQuantity::Departures => Quantity::Departures,
            ObservedQuantity::Present => Quantity::Present,
        };
        let scopes = [site, ""];
        let coverage = network.parameters.resolve("coverage", &scopes);
        let present = quantity == ObservedQuantity::Present;
        Some(Self {
            quantity,
            site: site.to_owned(),
            column: layout.find(counted, site, "all", "all")?,
            irregular: layout.find(counted, site, "irregular", "all"),
            // The rows of a site are about its flow: who is present at a place is seen as a whole.
            coverage: if present { Segments::new() } else { coverage },
            coverage_irregular: network.parameters.resolve("coverage_irregular", &scopes),
            scatter: network.parameters.resolve(if present { "present_error" } else { "dispersion" }, &scopes),
            rounded_to: network.parameters.resolve("rounded_to", &scopes),
            batched: if present { Segments::new() } else { network.parameters.resolve("batched", &scopes) },
        })
    }

    /// Expected count of a day of a member, from that day's numbers of its record.
    #[must_use]
    pub fn mean(&self, parameters: &MemberParameters, row: &[u32], day: usize) -> f64 {
        let all = f64::from(row[self.column]);
        let irregular = self.irregular.map_or(0.0, |column| f64::from(row[column]));
        let coverage = parameters.value("coverage", &self.coverage, day);
        let coverage_irregular = parameters.value("coverage_irregular", &self.coverage_irregular, day);
        coverage * (all - irregular) + coverage_irregular * irregular
    }

    /// Size of the negative binomial of a day's count.
    #[must_use]
    pub fn size(&self, parameters: &MemberParameters, day: usize) -> f64 {
        if self.quantity == ObservedQuantity::Present {
            let error = parameters.value("present_error", &self.scatter, day);
            return 1.0 / (error * error);
        }
        parameters.value("dispersion", &self.scatter, day)
    }

    /// A count drawn about its mean, as it is before it is reported.
    pub fn draw(&self, parameters: &MemberParameters, mean: f64, day: usize, random: &mut Stream) -> u32 {
        u32::try_from(negative_binomial(random, mean, self.size(parameters, day))).unwrap_or(u32::MAX)
    }

    /// What is reported of a day on which `people` were counted. `held` are the people of the day before if it was reported as 0
    /// and they are still to come; it is set if that happens to this day.
    pub fn report(
        &self,
        parameters: &MemberParameters,
        people: u32,
        day: usize,
        held: &mut Option<u32>,
        random: &mut Stream,
    ) -> u32 {
        let batched = parameters.value("batched", &self.batched, day);
        let people = match held.take() {
            Some(before) => people.saturating_add(before),
            None if batched > 0.0 && random.uniform() < batched => {
                *held = Some(people);
                return 0;
            }
            None => people,
        };
        rounded(people, parameters.value("rounded_to", &self.rounded_to, day))
    }

    /// True if a count of 0 on the day may mean that its people are in the next one.
    #[must_use]
    pub fn is_batched(&self, network: &Network, day: usize) -> bool {
        in_force(network, &self.batched, day).is_some_and(|share| share > 0.0)
    }

    /// Variance that rounding adds to a count of the day: that of a uniform error; 0 without rounding.
    #[must_use]
    pub fn rounding_variance(&self, network: &Network, day: usize) -> f64 {
        in_force(network, &self.rounded_to, day).filter(|unit| *unit > 1.0).map_or(0.0, |unit| unit * unit / 12.0)
    }
}

/// Central value of the row that holds on a day.
fn in_force(network: &Network, segments: &Segments, day: usize) -> Option<f64> {
    let begun = segments.iter().rev().find(|(from, _)| usize::try_from(*from).unwrap_or(0) <= day);
    begun.map(|(_, row)| network.parameters.rows[*row as usize].value)
}

/// The nearest multiple of a unit.
fn rounded(people: u32, unit: f64) -> u32 {
    if unit > 1.0 { ((f64::from(people) / unit + 0.5).floor() * unit + 0.5) as u32 } else { people }
}

/// The observation models of all reported flows of a scenario.
#[derive(Debug, Clone)]
pub struct ObservationModel {
    /// One per reported flow, by quantity and site.
    pub series: Vec<ReportedSeries>,
    /// One per site of which people present were counted.
    pub present: Vec<ReportedSeries>,
}

impl ObservationModel {
    /// Collects the flows that the scenario has reports of and the record has a column for.
    #[must_use]
    pub fn new(scenario: &Scenario, network: &Network, layout: &RecordLayout) -> Self {
        let sites: BTreeSet<(ObservedQuantity, &str)> =
            scenario.observations.iter().map(|o| (o.quantity, o.site.as_str())).collect();
        let (present, series) = sites
            .into_iter()
            .filter_map(|(quantity, site)| ReportedSeries::new(network, layout, quantity, site))
            .partition(|series| series.quantity == ObservedQuantity::Present);
        Self { series, present }
    }

    /// What would have been reported of a member, `[series][day]`. Without `noise` the mean is rounded instead of drawn from.
    #[must_use]
    pub fn report(&self, member: &Member, seed: u64, noise: bool) -> Vec<Vec<u32>> {
        let parameters = &member.parameters;
        self.series
            .iter()
            .enumerate()
            .map(|(index, series)| {
                let mut held = None;
                (0..member.record.days())
                    .map(|day| {
                        let mean = series.mean(parameters, member.record.on(day), day);
                        if !noise {
                            return (mean + 0.5) as u32;
                        }
                        let mut random = Stream::new(seed, member.number, day as u32, index as u32, Purpose::Observation, 0);
                        let people = series.draw(parameters, mean, day, &mut random);
                        series.report(parameters, people, day, &mut held, &mut random)
                    })
                    .collect()
            })
            .collect()
    }
}
