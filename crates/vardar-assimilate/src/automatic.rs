//! Automatic exponential smoothing as a baseline: the library augurs picks the model and gives its own intervals.
//!
//! Only models with additive errors are looked at: for the others the library simulates intervals with random numbers that no
//! seed governs, and the same inputs must give the same bytes. Nor does it know seasons.

use crate::forecast::LEVELS;
use augurs_core::{Fit, Predict};
use augurs_ets::AutoETS;

/// Fewer days say too little to choose a model from.
const FEWEST_DAYS: usize = 10;

/// Quantiles for the days after the last of `counts` (no gaps), by horizon (0 = the next day), none below nobody. `None` if no
/// model can be fitted.
#[must_use]
pub fn exponential_smoothing(counts: &[f64], horizon: usize) -> Option<Vec<[f64; 23]>> {
    if counts.len() < FEWEST_DAYS || counts.iter().all(|count| *count == counts[0]) {
        return None;
    }
    let model = AutoETS::new(1, "AZN").ok()?.fit(counts).ok()?;
    let middle = LEVELS.len() / 2;
    let mut days = vec![[0.0; 23]; horizon];
    for (index, level) in LEVELS.iter().enumerate().take(middle) {
        let forecast = model.predict(horizon, 1.0 - 2.0 * level).ok()?;
        let intervals = forecast.intervals?;
        for (ahead, quantiles) in days.iter_mut().enumerate() {
            quantiles[middle] = *forecast.point.get(ahead)?;
            quantiles[index] = *intervals.lower.get(ahead)?;
            quantiles[LEVELS.len() - 1 - index] = *intervals.upper.get(ahead)?;
        }
    }
    let usable = days.iter().flatten().all(|value| value.is_finite()) && days.iter().all(|quantiles| quantiles.is_sorted());
    days.iter_mut().flatten().for_each(|value| *value = value.max(0.0));
    usable.then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noisy_level_is_forecast_around_itself_and_wider_further_on() {
        let counts: Vec<f64> = (0..90).map(|day| 1000.0 + f64::from(day * 7919 % 101) - 50.0).collect();
        let days = exponential_smoothing(&counts, 14).expect("a model");
        assert!((950.0..1050.0).contains(&days[0][11]), "{:?}", days[0]);
        let width = |ahead: usize| days[ahead][16] - days[ahead][6];
        assert!(width(0) > 10.0 && width(13) >= width(0));
        assert_eq!(days, exponential_smoothing(&counts, 14).expect("the same again"));
    }

    #[test]
    fn what_cannot_be_fitted_is_not_forecast() {
        assert_eq!(exponential_smoothing(&[5.0; 3], 3), None);
        assert_eq!(exponential_smoothing(&[0.0; 60], 3), None);
    }
}
