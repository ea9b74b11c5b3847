//! Forecasts that know nothing of the route: what any model must beat.
//!
//! The simple rules take a point forecast and spread the errors that the same rule made on the days known, at the same
//! horizon, evenly to both sides of it; automatic exponential smoothing has intervals of its own.

use crate::automatic::exponential_smoothing;
use crate::forecast::{LEVELS, quantile};

/// Errors are taken from as many past origins.
const REMEMBERED_ORIGINS: usize = 90;

/// A rule without a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline {
    /// As today.
    Persistence,
    /// As on the same day of the week.
    SeasonalNaive,
    /// Local level: exponential smoothing whose weight made the smallest errors so far.
    Simple,
    /// Automatic exponential smoothing; where no model can be fitted, as [`Baseline::Simple`].
    Ets,
}

impl Baseline {
    /// All of them.
    pub const ALL: [Baseline; 4] = [Baseline::Persistence, Baseline::SeasonalNaive, Baseline::Simple, Baseline::Ets];

    /// Name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Baseline::Persistence => "persistence",
            Baseline::SeasonalNaive => "seasonal_naive",
            Baseline::Simple => "simple",
            Baseline::Ets => "ets",
        }
    }

    /// Quantiles for the days after the last of `counts`, by horizon (0 = the next day). `None` if nothing was counted yet.
    #[must_use]
    pub fn forecast(self, counts: &[Option<f64>], horizon: usize) -> Option<Vec<[f64; 23]>> {
        let filled = fill(counts)?;
        let automatic = if self == Baseline::Ets { exponential_smoothing(&filled, horizon) } else { None };
        if automatic.is_some() {
            return automatic;
        }
        let smoothing = if matches!(self, Baseline::Simple | Baseline::Ets) { best_smoothing(&filled) } else { 1.0 };
        let levels = smooth(&filled, smoothing);
        let point = |origin: usize, ahead: usize| match self {
            Baseline::SeasonalNaive => filled[(origin + 1 + ahead % 7).saturating_sub(7).min(origin)],
            _ => levels[origin],
        };
        let last = filled.len() - 1;
        // The first week has no week before it.
        let ahead_of_rule = if self == Baseline::SeasonalNaive { 6 } else { 0 };
        let first = counts.iter().position(Option::is_some).unwrap_or(0) + ahead_of_rule;
        Some(
            (0..horizon)
                .map(|ahead| {
                    let mut errors: Vec<f64> = Vec::new();
                    let end = last.saturating_sub(ahead + 1);
                    for origin in first.max((end + 1).saturating_sub(REMEMBERED_ORIGINS))..=end {
                        if let Some(Some(count)) = counts.get(origin + 1 + ahead) {
                            let error = count - point(origin, ahead);
                            errors.extend([error, -error]);
                        }
                    }
                    if errors.is_empty() {
                        errors.push(0.0);
                    }
                    errors.sort_unstable_by(f64::total_cmp);
                    LEVELS.map(|level| (point(last, ahead) + quantile(&errors, level)).max(0.0))
                })
                .collect(),
        )
    }
}

/// Days without a count take the last one.
fn fill(counts: &[Option<f64>]) -> Option<Vec<f64>> {
    let mut last = counts.iter().find_map(|c| *c)?;
    Some(
        counts
            .iter()
            .map(|count| {
                last = count.unwrap_or(last);
                last
            })
            .collect(),
    )
}

fn smooth(values: &[f64], weight: f64) -> Vec<f64> {
    let mut level = values[0];
    values
        .iter()
        .map(|value| {
            level += weight * (value - level);
            level
        })
        .collect()
}

fn best_smoothing(values: &[f64]) -> f64 {
    let loss = |weight: f64| -> f64 {
        smooth(values, weight).iter().zip(&values[1..]).map(|(level, next)| (next - level) * (next - level)).sum()
    };
    let candidates = (1..=20).map(|i| f64::from(i) * 0.05);
    candidates.min_by(|a, b| loss(*a).total_cmp(&loss(*b))).unwrap_or(0.3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_is_forecast_without_doubt() {
        let counts = vec![Some(100.0); 30];
        for baseline in Baseline::ALL {
            let forecast = baseline.forecast(&counts, 14).unwrap();
            assert!(forecast.iter().flatten().all(|q| *q == 100.0));
        }
    }

    #[test]
    fn a_week_is_repeated_by_the_seasonal_one_only() {
        let counts: Vec<Option<f64>> = (0..70).map(|day| Some(if day % 7 == 0 { 50.0 } else { 10.0 })).collect();
        let seasonal = Baseline::SeasonalNaive.forecast(&counts, 14).unwrap();
        assert_eq!(seasonal[0], [50.0; 23]);
        assert_eq!(seasonal[1], [10.0; 23]);
        assert_eq!(seasonal[7], [50.0; 23]);
        assert_eq!(Baseline::Persistence.forecast(&counts, 1).unwrap()[0][11], 10.0);
    }
}
