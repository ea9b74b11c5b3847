//! Scores of a quantile forecast, with the names and definitions of the R package scoringutils.
//!
//! The weighted interval score: Bracher, Ray, Gneiting and Reich, "Evaluating epidemic forecasts in an interval format",
//! PLoS Comput. Biol. 17 (2021). It is the mean over the 11 central intervals and the median, and splits into dispersion
//! (width), overprediction and underprediction. Smaller is better; the unit is people.

use crate::forecast::LEVELS;

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
    /// The count lies in the central 50 % interval; `None` if the forecast has no such interval.
    pub interval_coverage_50: Option<bool>,
    /// The count lies in the central 90 % interval.
    pub interval_coverage_90: Option<bool>,
    /// Absolute error of the median.
    pub ae_median: f64,
}

/// Scores quantiles at [`LEVELS`] against a count.
#[must_use]
pub fn score(quantiles: &[f64; 23], observed: f64) -> Score {
    score_levels(&LEVELS, quantiles, observed).unwrap_or_else(|| unreachable!("the levels mirror each other"))
}

/// Scores quantiles at any levels: in rising order, each with its mirror image about 0.5, and 0.5 itself. `None` otherwise.
#[must_use]
pub fn score_levels(levels: &[f64], quantiles: &[f64], observed: f64) -> Option<Score> {
    let last = levels.len().checked_sub(1)?;
    let intervals = levels.len() / 2;
    let mirrored = (0..=intervals).all(|k| (levels[k] + levels[last - k] - 1.0).abs() < 1e-9);
    if levels.len().is_multiple_of(2) || levels.len() != quantiles.len() || !mirrored || levels.windows(2).any(|l| l[0] >= l[1]) {
        return None;
    }
    let median = quantiles[intervals];
    let mut overprediction = 0.5 * (median - observed).max(0.0);
    let mut underprediction = 0.5 * (observed - median).max(0.0);
    let mut dispersion = 0.0;
    for k in 0..intervals {
        // The interval from level k to its mirror image leaves out alpha = 2·level; its weight is alpha/2.
        let (low, high) = (quantiles[k], quantiles[last - k]);
        dispersion += levels[k] * (high - low);
        overprediction += (low - observed).max(0.0);
        underprediction += (observed - high).max(0.0);
    }
    let scale = 1.0 / (intervals as f64 + 0.5);
    let within = |low: f64| {
        let k = levels.iter().position(|level| (level - low).abs() < 1e-9)?;
        Some(quantiles[k] <= observed && observed <= quantiles[last - k])
    };
    Some(Score {
        wis: (overprediction + underprediction + dispersion) * scale,
        overprediction: overprediction * scale,
        underprediction: underprediction * scale,
        dispersion: dispersion * scale,
        bias: bias(levels, quantiles, observed),
        interval_coverage_50: within(0.25),
        interval_coverage_90: within(0.05),
        ae_median: (median - observed).abs(),
    })
}

/// Bias as scoringutils has it for quantiles: 1 − 2 · the highest level that lies below the count, or the mirror image.
fn bias(levels: &[f64], quantiles: &[f64], observed: f64) -> f64 {
    let median = quantiles[levels.len() / 2];
    let pairs = || levels.iter().zip(quantiles);
    if observed == median {
        0.0
    } else if observed < median {
        1.0 - 2.0 * pairs().filter(|(_, q)| **q <= observed).map(|(l, _)| *l).fold(0.0, f64::max)
    } else {
        1.0 - 2.0 * pairs().filter(|(_, q)| **q >= observed).map(|(l, _)| *l).fold(1.0, f64::min)
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
    fn levels_without_their_mirror_image_are_refused() {
        assert!(score_levels(&[0.1, 0.5, 0.8], &[1.0, 2.0, 3.0], 2.0).is_none());
        assert!(score_levels(&[0.1, 0.9], &[1.0, 3.0], 2.0).is_none());
        let score = score_levels(&[0.1, 0.5, 0.9], &[1.0, 2.0, 3.0], 4.0).unwrap();
        assert_eq!(score.interval_coverage_50, None);
        assert!((score.wis - (0.5 * 2.0 + 1.0 + 0.1 * 2.0) / 1.5).abs() < 1e-12);
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
