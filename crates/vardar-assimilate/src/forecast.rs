//! What may happen after a day: every member goes on, with regimes as known on that day and an inflow of its own.

use crate::drift::drift_stream;
use crate::filter::{Filter, live};
use crate::reopening::Reopenings;
use rayon::prelude::*;
use vardar_engine::draw::{Purpose, Stream, negative_binomial};

/// Counts drawn per member and day: a member is a history, and its count has a scatter of its own.
const COUNTS_PER_MEMBER: usize = 5;

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
    let mut draws: Vec<Vec<f64>> = vec![Vec::with_capacity(filter.particles.len() * COUNTS_PER_MEMBER); series * horizon];
    let futures: Vec<Vec<Vec<f64>>> = filter
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
            for ahead in 0..horizon {
                let day = origin + 1 + ahead;
                let mut random = drift_stream(seed, number, day, 1);
                particle.drift.drift(&ground.plan, &restless, &filter.unrest, &mut random);
                let today: Vec<f64> = inflow.iter().map(|days| days[ahead]).collect();
                let record = live(ground, network, &mut particle, Some(&today));
                for (index, model) in ground.observation.series.iter().enumerate() {
                    let counts = &mut counts[index * horizon + ahead];
                    if let Some(stream) = ground.stream_of[index] {
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
            counts
        })
        .collect();
    for future in futures {
        draws.iter_mut().zip(future).for_each(|(all, mine)| all.extend(mine));
    }
    let levels: Vec<[f64; 23]> = draws
        .into_par_iter()
        .map(|mut values| {
            values.sort_unstable_by(f64::total_cmp);
            LEVELS.map(|level| quantile(&values, level))
        })
        .collect();
    Forecast { origin, series: levels.chunks(horizon.max(1)).take(series).map(<[_]>::to_vec).collect() }
}
