//! What may happen after a day: every member goes on, with regimes as known on that day and an inflow of its own.

use crate::drift::drift_stream;
use crate::filter::{Filter, live};
use crate::reopening::Reopenings;
use rayon::prelude::*;
use vardar_engine::draw::{Purpose, Stream, negative_binomial};
use vardar_engine::network::NONE;
use vardar_engine::record::Quantity;

/// Counts drawn per member and day: a member is a history, and its count has a scatter of its own.
const COUNTS_PER_MEMBER: usize = 5;

/// A series that has surprised of late is forecast with intervals wider by as much as its surprises, up to this factor.
const WIDEST: f64 = 1.8;

/// The 23 quantile levels of the forecast hubs.
pub const LEVELS: [f64; 23] = [
    0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975,
    0.99,
];

/// A forecast from one day.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// Last day whose counts were known.
    pub origin: usize,
    /// By series and horizon (0 = the next day): the [`LEVELS`] of the count.
    pub series: Vec<Vec<[f64; 23]>>,
    /// People present at the places with beds.
    pub centres: Vec<CentreForecast>,
}

/// People present at a place with beds, by horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct CentreForecast {
    /// Index of the place.
    pub place: usize,
    /// The [`LEVELS`] of the people present at the end of the day.
    pub present: Vec<[f64; 23]>,
    /// Beds as known at the origin; `None` if no number is known.
    pub beds: Option<u32>,
    /// Probability that more people are present than there are beds; 0 without a number.
    pub above_beds: Vec<f64>,
}

/// Quantile of sorted values, linear between them (type 7 of Hyndman and Fan).
#[must_use]
pub fn quantile(sorted: &[f64], level: f64) -> f64 {
    let at = level * (sorted.len() as f64 - 1.0);
    let below = at.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

/// Forecasts from the day just weighed, `horizon` days ahead (fewer where the network ends).
#[must_use]
pub fn forecast(filter: &Filter<'_, '_>, horizon: usize) -> Forecast {
    let ground = filter.ground;
    let origin = filter.day - 1;
    let horizon = horizon.min(ground.network.days - filter.day);
    let seed = ground.setup.seed;
    let restless = filter.restless();
    let reopenings = Reopenings::expected(ground, &filter.network, origin, horizon);
    let series = ground.observation.series.len();
    let centres: Vec<(usize, usize)> = ground
        .network
        .places
        .iter()
        .enumerate()
        .filter(|(_, node)| node.has_beds)
        .filter_map(|(place, node)| Some((place, ground.setup.layout.find(Quantity::Present, &node.id, "all", "all")?)))
        .collect();
    let mut occupancy: Vec<Vec<f64>> = vec![Vec::with_capacity(filter.particles.len()); centres.len() * horizon];
    let mut draws: Vec<Vec<f64>> = vec![Vec::with_capacity(filter.particles.len() * COUNTS_PER_MEMBER); series * horizon];
    let futures: Vec<(Vec<Vec<f64>>, Vec<f64>)> = filter
        .particles
        .par_iter()
        .map(|particle| {
            let mut particle = particle.clone();
            let number = particle.history.number;
            let network = reopenings.network_of(seed, number, origin, &filter.network);
            if !std::ptr::eq(network, &filter.network) {
                particle.history.learn();
            }
            let inflow: Vec<Vec<f64>> = filter
                .inflow
                .iter()
                .enumerate()
                .map(|(index, model)| model.continue_for(horizon, seed, number, origin, index))
                .collect();
            let mut counts = vec![Vec::with_capacity(COUNTS_PER_MEMBER); series * horizon];
            let mut present = vec![0.0; centres.len() * horizon];
            for ahead in 0..horizon {
                let day = origin + 1 + ahead;
                let mut random = drift_stream(seed, number, day, 1);
                particle.drift.drift(&ground.plan, &restless, true, &mut random);
                let today: Vec<f64> = inflow.iter().map(|days| days[ahead]).collect();
                let record = live(ground, network, &mut particle, Some(&today));
                for (index, (_, column)) in centres.iter().enumerate() {
                    present[index * horizon + ahead] = f64::from(record.on(0)[*column]);
                }
                for (index, model) in ground.observation.series.iter().enumerate() {
                    let counts = &mut counts[index * horizon + ahead];
                    if let Some(stream) = ground.stream_of(index, origin) {
                        counts.push(today[stream]);
                        continue;
                    }
                    let mean =
                        model.mean(&particle.history.parameters, record.on(0), day) * libm::exp(particle.drift.coverage[index]);
                    let relative = ground.count_error[index];
                    let size = 1.0 / (relative * relative * filter.unrest[index]).max(1e-6);
                    let mut random = Stream::new(seed, number, day as u32, index as u32, Purpose::Observation, 1);
                    for _ in 0..COUNTS_PER_MEMBER {
                        counts.push(negative_binomial(&mut random, mean, size) as f64);
                    }
                }
            }
            (counts, present)
        })
        .collect();
    for (counts, present) in futures {
        draws.iter_mut().zip(counts).for_each(|(all, mine)| all.extend(mine));
        occupancy.iter_mut().zip(present).for_each(|(all, mine)| all.push(mine));
    }
    let days = horizon.max(1);
    let beds_of = |place: usize| {
        let beds = filter.network.epoch(origin + 1).beds[place];
        (beds != NONE).then_some(beds)
    };
    let centres = centres
        .iter()
        .zip(occupancy.chunks(days))
        .map(|((place, _), present)| {
            let beds = beds_of(*place);
            let above = |values: &Vec<f64>| {
                let full = values.iter().filter(|n| beds.is_some_and(|beds| **n > f64::from(beds))).count();
                full as f64 / values.len() as f64
            };
            CentreForecast {
                place: *place,
                beds,
                above_beds: present.iter().map(above).collect(),
                present: present.iter().map(|values| levels_of(values.clone())).collect(),
            }
        })
        .collect();
    let widths: Vec<f64> = filter.unrest.iter().map(|unrest| unrest.sqrt().clamp(1.0, WIDEST)).collect();
    let levels: Vec<[f64; 23]> =
        draws.into_par_iter().enumerate().map(|(cell, values)| widen(levels_of(values), widths[cell / days])).collect();
    Forecast { origin, series: levels.chunks(days).take(series).map(<[_]>::to_vec).collect(), centres }
}

/// Quantiles further from their median by a factor, and not below nobody.
fn widen(mut levels: [f64; 23], factor: f64) -> [f64; 23] {
    let median = levels[LEVELS.len() / 2];
    levels.iter_mut().for_each(|value| *value = (median + factor * (*value - median)).max(0.0));
    levels
}

fn levels_of(mut values: Vec<f64>) -> [f64; 23] {
    values.sort_unstable_by(f64::total_cmp);
    LEVELS.map(|level| quantile(&values, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_quantiles_keep_their_median_and_their_order() {
        let levels: [f64; 23] = std::array::from_fn(|i| 10.0 * i as f64);
        let wide = widen(levels, 1.5);
        assert_eq!(wide[11], 110.0);
        assert_eq!(wide[22], 110.0 + 1.5 * 110.0);
        assert_eq!(wide[0], 0.0);
        assert!(wide.is_sorted());
        assert_eq!(widen(levels, 1.0), levels);
    }

    #[test]
    fn quantiles_of_few_values_lie_between_them() {
        assert_eq!(quantile(&[1.0, 3.0], 0.25), 1.5);
        assert_eq!(quantile(&[7.0], 0.99), 7.0);
    }
}
