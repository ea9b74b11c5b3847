//! One count against an ensemble: the ensemble adjustment Kalman filter, one observation at a time.
//!
//! J. L. Anderson, "An ensemble adjustment Kalman filter for data assimilation", Mon. Weather Rev. 129 (2001), in the two
//! steps of his "A local least squares framework for ensemble filtering", Mon. Weather Rev. 131 (2003): the predicted counts
//! move towards what was counted and draw together; everything else follows by its regression on the predicted counts.
//! Deterministic: no draw, so no noise of its own.

/// Mean and variance (divisor n − 1) of an ensemble.
#[must_use]
pub fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>();
    (mean, if values.len() > 1 { squares / (n - 1.0) } else { 0.0 })
}

/// Gives an ensemble back a `share` of the standard deviation that it had (`variance_before`) and has lost, about its mean: relaxation
/// to the prior spread (J. S. Whitaker and T. M. Hamill, "Evaluating methods to account for system errors in ensemble data
/// assimilation", Mon. Weather Rev. 140 (2012)). An ensemble that has gained spread, or has none, stays as it is.
pub fn relax(values: &mut [f64], variance_before: f64, share: f64) {
    let (mean, variance) = moments(values);
    if variance <= 0.0 || variance_before <= variance {
        return;
    }
    let wider = 1.0 + share * ((variance_before / variance).sqrt() - 1.0);
    values.iter_mut().for_each(|value| *value = mean + wider * (*value - mean));
}

/// What a count does to an ensemble of predicted counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjustment {
    /// By member: predicted count less its mean.
    deviation: Vec<f64>,
    /// By member: how far the predicted count moves.
    shift: Vec<f64>,
    variance: f64,
}

impl Adjustment {
    /// Weighs `predicted` (one per member) against `observed`, whose error has the variance `error`. `None` if all members
    /// predict the same: then a count can say nothing.
    #[must_use]
    pub fn new(predicted: &[f64], observed: f64, error: f64) -> Option<Self> {
        let (mean, variance) = moments(predicted);
        if variance <= 1e-9 || !error.is_finite() {
            return None;
        }
        let gain = variance / (variance + error);
        let narrower = (error / (variance + error)).sqrt();
        let deviation: Vec<f64> = predicted.iter().map(|v| v - mean).collect();
        let shift = deviation.iter().map(|d| gain * (observed - mean) + (narrower - 1.0) * d).collect();
        Some(Self { deviation, shift, variance })
    }

    /// Regression of a quantity on the predicted count, damped by `weight` in [0, 1] and by what an ensemble of this size can
    /// know: members that have nothing to do with a count go along with it by chance, with a squared correlation of 1/(n − 1) on
    /// average. What is left after taking that off is the share of the slope that is believed. Without it every count takes
    /// spread from everything, and what drifts slowly is soon believed to be known. `doubt` times as much as by chance is taken off.
    #[must_use]
    pub fn slope(&self, values: &[f64], weight: f64, doubt: f64) -> f64 {
        let (mean, variance) = moments(values);
        let degrees = values.len() as f64 - 1.0;
        let covariance = values.iter().zip(&self.deviation).map(|(v, d)| (v - mean) * d).sum::<f64>() / degrees;
        let square = covariance * covariance;
        let chance = doubt * (self.variance * variance - square) / (degrees - 1.0).max(1.0);
        if square <= chance {
            return 0.0;
        }
        weight * (1.0 - chance / square) * covariance / self.variance
    }

    /// Moves a quantity (one value per member) along with the predicted counts; see [`Self::slope`].
    pub fn apply(&self, values: &mut [f64], weight: f64, doubt: f64) {
        if weight == 0.0 {
            return;
        }
        let slope = self.slope(values, weight, doubt);
        if slope != 0.0 {
            values.iter_mut().zip(&self.shift).for_each(|(v, shift)| *v += slope * shift);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A normal prior and a normal error: the textbook's posterior mean and variance, exactly.
    #[test]
    fn agrees_with_the_normal_posterior() {
        let prior = [1.0, 2.0, 4.0, 5.0, 8.0];
        let (mean, variance) = moments(&prior);
        let (observed, error) = (10.0, 3.0);
        let mut after = prior;
        Adjustment::new(&prior, observed, error).unwrap().apply(&mut after, 1.0, 1.0);
        let (new_mean, new_variance) = moments(&after);
        let precision = 1.0 / variance + 1.0 / error;
        assert!((new_mean - (mean / variance + observed / error) / precision).abs() < 1e-12);
        assert!((new_variance - 1.0 / precision).abs() < 1e-12);
    }

    #[test]
    fn spread_that_was_lost_comes_back_in_part() {
        let before = [1.0, 3.0, 5.0, 7.0];
        let (_, variance) = moments(&before);
        let mut after = [4.0, 4.5, 5.5, 6.0];
        let (mean, lost) = moments(&after);
        relax(&mut after, variance, 0.75);
        let (new_mean, new_variance) = moments(&after);
        assert!((new_mean - mean).abs() < 1e-12);
        assert!((new_variance.sqrt() - (0.25 * lost.sqrt() + 0.75 * variance.sqrt())).abs() < 1e-12);
        let wide = after;
        relax(&mut after, 0.0, 0.75);
        assert_eq!(after, wide);
    }

    #[test]
    fn what_has_nothing_to_do_with_the_count_stays() {
        let prior = [-1.0, 1.0, -1.0, 1.0];
        let mut other = [5.0, 5.0, 7.0, 7.0];
        Adjustment::new(&prior, 3.0, 1.0).unwrap().apply(&mut other, 1.0, 1.0);
        assert_eq!(other, [5.0, 5.0, 7.0, 7.0]);
    }

    /// 4,000 pairs of independent ensembles of 21 members, for each doubt: by chance alone a sure count takes 1/(n − 1) of the spread,
    /// 5 %, of a number that it says nothing about. With z normal and a doubt of d, E(z² − d²/z²; z² > d) of that is left in a large
    /// ensemble: 0.635 of it for a doubt of 1, 0.215 for 3 (for 21 members 0.65 and 0.25). Four standard errors of the mean of 4,000
    /// are 0.08 and 0.06.
    #[test]
    fn chance_takes_less_spread_from_what_has_nothing_to_do_with_the_count() {
        for (doubt, expected, within) in [(0.0, 1.0, 0.09), (1.0, 0.635, 0.09), (3.0, 0.215, 0.07)] {
            let mut lost = 0.0;
            for pair in 0..4_000u32 {
                let mut random = vardar_engine::draw::Stream::new(5, pair, 0, 0, vardar_engine::draw::Purpose::Analysis, 0);
                let mut draw = || -> Vec<f64> { (0..21).map(|_| vardar_engine::draw::normal(&mut random)).collect() };
                let (predicted, mut other) = (draw(), draw());
                let (_, before) = moments(&other);
                Adjustment::new(&predicted, 0.0, 1e-9).unwrap().apply(&mut other, 1.0, doubt);
                lost += 1.0 - moments(&other).1 / before;
            }
            let share = lost / 4_000.0 * 20.0;
            assert!((share - expected).abs() < within, "doubt {doubt}: {share}");
        }
    }
}
