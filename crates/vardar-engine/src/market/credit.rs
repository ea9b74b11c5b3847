//! Who travels on credit: those whose means do not cover the price of the trip.
//!
//! Means are lognormal within a group, so the share on credit is `Φ((ln P − m) / σ)` for a trip that costs `P` times what it did
//! on the first day. A trip is paid border by border; at each, so many of those who are not in debt yet go on credit that the
//! share over the whole trip comes out.

use std::f64::consts::SQRT_2;

/// Distribution function of the standard normal.
#[must_use]
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x / SQRT_2)
}

/// Its inverse, by halving; `share` in [0, 1] is kept within 1e-9 of the ends.
#[must_use]
pub fn normal_quantile(share: f64) -> f64 {
    let share = share.clamp(1e-9, 1.0 - 1e-9);
    let (mut low, mut high) = (-7.0, 7.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if normal_cdf(middle) < share { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// Share of a group that travels on credit over the whole trip. `trip` is the price of a trip relative to the first day.
#[must_use]
pub fn over_the_trip(trip: f64, threshold: f64, means: f64, spread: f64) -> f64 {
    normal_cdf((libm::log(trip) - threshold - means) / spread)
}

/// Log of the share that pays the whole trip, from the share on credit.
#[must_use]
pub fn log_without(over_the_trip: f64) -> f64 {
    libm::log1p(-over_the_trip.min(1.0 - 1e-12))
}

/// Share of those not in debt yet that go on credit at a border that takes `part` of the price of the trip; see [`log_without`].
#[must_use]
pub fn at_a_border(log_without: f64, part: f64) -> f64 {
    -libm::expm1(log_without * part.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_inverts_the_distribution() {
        for share in [0.001, 0.05, 0.5, 0.9, 0.999] {
            assert!((normal_cdf(normal_quantile(share)) - share).abs() < 1e-12);
        }
        assert!((normal_quantile(0.95) - 1.644_853_626_951_472).abs() < 1e-9);
    }

    /// 5 % on credit and a price three times as high give 29 % with a spread of 1.
    #[test]
    fn a_price_three_times_as_high_puts_six_times_as_many_in_debt() {
        let threshold = -normal_quantile(0.05);
        let before = over_the_trip(1.0, threshold, 0.0, 1.0);
        let after = over_the_trip(3.0, threshold, 0.0, 1.0);
        assert!((before - 0.05).abs() < 1e-9 && (after - 0.292).abs() < 0.001, "{before} {after}");
    }

    #[test]
    fn borders_add_up_to_the_trip() {
        let paid: f64 = [0.5, 0.3, 0.2].iter().map(|part| 1.0 - at_a_border(log_without(0.29), *part)).product();
        assert!((1.0 - paid - 0.29).abs() < 1e-12);
    }
}
