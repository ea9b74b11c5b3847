//! What a reporting body would have counted of what happened.
//!
//! A reported count is negative binomial: its mean is the coverage times the people counted by the model, with a coverage
//! of its own for irregular arrivals, and its variance is `mean + mean²/dispersion`. Draws of the journey alone would give
//! intervals far too narrow for crowds of this size: what scatters the counts is who counts, when and how.

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
    dispersion: Segments,
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
        Some(Self {
            quantity,
            site: site.to_owned(),
            column: layout.find(counted, site, "all", "all")?,
            irregular: layout.find(counted, site, "irregular", "all"),
            // The rows of a site are about its flow: who is present at a place is seen as a whole.
            coverage: if quantity == ObservedQuantity::Present { Segments::new() } else { coverage },
            coverage_irregular: network.parameters.resolve("coverage_irregular", &scopes),
            dispersion: network.parameters.resolve("dispersion", &scopes),
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
        parameters.value("dispersion", &self.dispersion, day)
    }

    /// A count drawn about its mean.
    pub fn draw(&self, parameters: &MemberParameters, mean: f64, day: usize, random: &mut Stream) -> u32 {
        u32::try_from(negative_binomial(random, mean, self.size(parameters, day))).unwrap_or(u32::MAX)
    }
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
                (0..member.record.days())
                    .map(|day| {
                        let mean = series.mean(parameters, member.record.on(day), day);
                        if !noise {
                            return (mean + 0.5) as u32;
                        }
                        let mut random = Stream::new(seed, member.number, day as u32, index as u32, Purpose::Observation, 0);
                        series.draw(parameters, mean, day, &mut random)
                    })
                    .collect()
            })
            .collect()
    }
}
