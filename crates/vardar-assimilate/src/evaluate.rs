//! Rolling origins: forecast from many days as if each were today, and score what came.

use crate::baseline::Baseline;
use crate::filter::Filter;
use crate::forecast::forecast;
use crate::score::{Score, probability_integral_transform, score};
use rayon::prelude::*;

/// One forecast of one number, scored.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreRow {
    /// Last day known.
    pub origin: usize,
    /// Index of the series.
    pub series: usize,
    /// Days ahead, from 1.
    pub horizon: usize,
    /// `vardar` or the name of a baseline.
    pub model: &'static str,
    /// What was counted.
    pub observed: f64,
    /// The scores.
    pub score: Score,
    /// Where the count fell in the forecast, in [0, 1].
    pub pit: f64,
}

/// Name of the route model in the scores.
pub const VARDAR: &str = "vardar";

/// Forecasts from the filter's last day, by the route model and by every baseline, and scores them.
#[must_use]
pub fn evaluate_origin(filter: &Filter<'_, '_>, horizon: usize) -> Vec<ScoreRow> {
    let ground = filter.ground;
    let forecast = forecast(filter, horizon);
    let origin = forecast.origin;
    (0..ground.counts.len())
        .into_par_iter()
        .flat_map_iter(|series| {
            let counts = &ground.counts[series];
            let mut rivals = vec![(VARDAR, forecast.series[series].clone())];
            for baseline in Baseline::ALL {
                let quantiles = baseline.forecast(&counts[..=origin], horizon);
                rivals.extend(quantiles.map(|q| (baseline.name(), q)));
            }
            let mut rows = Vec::new();
            for (model, days) in rivals {
                for (ahead, quantiles) in days.iter().enumerate() {
                    let Some(Some(observed)) = counts.get(origin + 1 + ahead).copied() else { continue };
                    rows.push(ScoreRow {
                        origin,
                        series,
                        horizon: ahead + 1,
                        model,
                        observed,
                        score: score(quantiles, observed),
                        pit: probability_integral_transform(quantiles, observed),
                    });
                }
            }
            rows
        })
        .collect()
}
