//! Scores of a quantile forecast, with the names and definitions of the R package scoringutils.
//!
//! The weighted interval score: Bracher, Ray, Gneiting and Reich, "Evaluating epidemic forecasts in an interval format",
//! PLoS Comput. Biol. 17 (2021). It is the mean over the 11 central intervals and the median, and splits into dispersion
//! (width), overprediction and underprediction. Smaller is better; the unit is people.

use crate::forecast::LEVELS;

/// Number of central intervals.
const INTERVALS: usize = LEVELS.len() / 2;

/// Scores of one forecast of one number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Weighted interval score.
    pub wis: f64,
    /// Part of it that is due to a forecast above the count.
    pub overprediction: f64,
    /// Part of it that is due to a forecast below the count.
    pub underprediction: f64,
    /// Part of it that is due to width.
    pub dispersion: f64,
    /// From −1 (everything below the count) to 1 (everything above).
    pub bias: f64,
    /// The count lies in the central 50 % interval.
    pub interval_coverage_50: bool,
    /// The count lies in the central 90 % interval.
    pub interval_coverage_90: bool,
    /// Absolute error of the median.
    pub ae_median: f64,
}

/// Scores quantiles at [`LEVELS`] against a count.
#[must_use]
pub fn score(quantiles: &[f64; 23], observed: f64) -> Score {
    let median = quantiles[INTERVALS];
    let mut overprediction = 0.5 * (median - observed).max(0.0);
    let mut underprediction = 0.5 * (observed - median).max(0.0);
    let mut dispersion = 0.0;
    for k in 0..INTERVALS {
        // The interval between levels k and 22 − k leaves out alpha; its weight is alpha/2.
        let (low, high) = (quantiles[k], quantiles[LEVELS.len() - 1 - k]);
        dispersion += LEVELS[k] * (high - low);
        overprediction += (low - observed).max(0.0);
        underprediction += (observed - high).max(0.0);
    }
    let scale = 1.0 / (INTERVALS as f64 + 0.5);
    let within = |low: usize| quantiles[low] <= observed && observed <= quantiles[LEVELS.len() - 1 - low];
    Score {
        wis: (overprediction + underprediction + dispersion) * scale,
        overprediction: overprediction * scale,
        underprediction: underprediction * scale,
        dispersion: dispersion * scale,
        bias: bias(quantiles, observed),
        interval_coverage_50: within(6),
        interval_coverage_90: within(2),
        ae_median: (median - observed).abs(),
    }
}

/// Bias as scoringutils has it for quantiles: 1 − 2 · the highest level that lies below the count, or the mirror image.
fn bias(quantiles: &[f64; 23], observed: f64) -> f64 {
    let median = quantiles[INTERVALS];
    if observed == median {
        return 0.0;
    }
    if observed < median {
        let level = LEVELS.iter().zip(quantiles).filter(|(_, q)| **q <= observed).map(|(l, _)| *l).fold(0.0, f64::max);
        1.0 - 2.0 * level
    } else {
        let level = LEVELS.iter().zip(quantiles).filter(|(_, q)| **q >= observed).map(|(l, _)| *l).fold(1.0, f64::min);
        1.0 - 2.0 * level
    }
}

/// Where the count falls in the forecast distribution, in [0, 1]: linear between the quantiles.
#[must_use]
pub fn probability_integral_transform(quantiles: &[f64; 23], observed: f64) -> f64 {
    if observed < quantiles[0] {
        return LEVELS[0] / 2.0;
    }
    let below = quantiles.iter().rposition(|q| *q <= observed).unwrap_or(0);
    let Some(next) = quantiles.get(below + 1) else { return (1.0 + LEVELS[below]) / 2.0 };
    // Of several equal quantiles the middle counts.
    let first = quantiles.iter().position(|q| *q == quantiles[below]).unwrap_or(below);
    let low = if quantiles[below] == observed { (LEVELS[first] + LEVELS[below]) / 2.0 } else { LEVELS[below] };
    if quantiles[below] == observed || *next <= quantiles[below] {
        return low;
    }
    low + (observed - quantiles[below]) / (next - quantiles[below]) * (LEVELS[below + 1] - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pinball loss is the other way to the same number: wis = 2·mean over the 23 levels, up to 23/2 against 11.5.
    #[test]
    fn equals_twice_the_mean_pinball_loss() {
        let mut quantiles = [0.0; 23];
        quantiles.iter_mut().enumerate().for_each(|(i, q)| *q = (i * i) as f64);
        for observed in [-5.0, 0.0, 3.0, 77.0, 121.0, 400.0, 1000.0] {
            let pinball: f64 = LEVELS
                .iter()
                .zip(&quantiles)
                .map(|(level, q)| if observed < *q { (1.0 - level) * (q - observed) } else { level * (observed - q) })
                .sum();
            let score = score(&quantiles, observed);
            assert!((score.wis - 2.0 * pinball / 23.0).abs() < 1e-9, "{observed}");
            assert!((score.wis - score.overprediction - score.underprediction - score.dispersion).abs() < 1e-9);
        }
    }

    #[test]
    fn bias_runs_from_one_to_minus_one() {
        let quantiles: [f64; 23] = std::array::from_fn(|i| 10.0 + i as f64);
        assert_eq!(score(&quantiles, 0.0).bias, 1.0);
        assert_eq!(score(&quantiles, 100.0).bias, -1.0);
        assert_eq!(score(&quantiles, 21.0).bias, 0.0);
        assert!((probability_integral_transform(&quantiles, 21.0) - 0.5).abs() < 1e-12);
    }
}
