//! What chance alone would give: binomial counts, and the ratio of two means over blocks of days.

/// Central 90 % range of the number of successes among `trials` independent ones that each succeed with `probability`: the
/// 5 % and 95 % quantiles, ends included.
pub(crate) fn binomial_range(trials: usize, probability: f64) -> (usize, usize) {
    let n = trials as f64;
    let ln_choose = |k: f64| libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    let ln_mass = |k: f64| ln_choose(k) + k * libm::log(probability) + (n - k) * libm::log1p(-probability);
    let quantile = |level: f64| {
        let mut below = 0.0;
        (0..=trials)
            .find(|k| {
                below += libm::exp(ln_mass(*k as f64));
                below >= level
            })
            .unwrap_or(trials)
    };
    (quantile(0.05), quantile(0.95))
}

/// Blocks that an interval needs at least.
const FEWEST_BLOCKS: usize = 4;

/// The ratio of two sums with its 90 % interval, from sums by block: a jackknife of the logarithm that leaves out one block at a
/// time (Quenouille 1956, Tukey 1958), with Student's t for the number of blocks. No interval with fewer than four blocks.
pub(crate) fn ratio_of_sums(blocks: &[(f64, f64)]) -> Option<(f64, Option<(f64, f64)>)> {
    let sum = |side: fn(&(f64, f64)) -> f64| blocks.iter().map(side).sum::<f64>();
    let (above, below) = (sum(|block| block.0), sum(|block| block.1));
    if !(below > 0.0 && above.is_finite()) {
        return None;
    }
    let value = above / below;
    let count = blocks.len();
    let left_out: Vec<f64> = blocks.iter().map(|block| libm::log((above - block.0) / (below - block.1))).collect();
    if count < FEWEST_BLOCKS || left_out.iter().any(|log| !log.is_finite()) {
        return Some((value, None));
    }
    let mean = left_out.iter().sum::<f64>() / count as f64;
    let squares: f64 = left_out.iter().map(|log| (log - mean) * (log - mean)).sum();
    let error = (squares * (count as f64 - 1.0) / count as f64).sqrt();
    let reach = libm::exp(student_95(count - 1) * error);
    Some((value, Some((value / reach, value * reach))))
}

/// The 95 % quantile of Student's t, by the expansion of Abramowitz and Stegun, 26.7.5; within 0.5 % from 3 degrees on.
fn student_95(degrees: usize) -> f64 {
    const NORMAL: f64 = 1.644_853_626_951_472_6;
    let (z, v) = (NORMAL, degrees as f64);
    let square = z * z;
    let terms = [
        (square + 1.0) * z / 4.0,
        ((5.0 * square + 16.0) * square + 3.0) * z / 96.0,
        (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) * z / 384.0,
        ((((79.0 * square + 776.0) * square + 1482.0) * square - 1920.0) * square - 945.0) * z / 92_160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / v) + z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binomial_quantiles_are_those_of_tables() {
        // R: qbinom(c(0.05, 0.95), 20, 0.1); 100, 0.9; 30000, 0.1; 0 trials.
        assert_eq!(binomial_range(20, 0.1), (0, 4));
        assert_eq!(binomial_range(100, 0.9), (85, 95));
        assert_eq!(binomial_range(30_000, 0.1), (2915, 3086));
        assert_eq!(binomial_range(0, 0.5), (0, 0));
    }

    #[test]
    fn students_quantiles_are_those_of_tables() {
        for (degrees, table) in [(3, 2.353), (5, 2.015), (10, 1.812), (100, 1.660)] {
            assert!((student_95(degrees) / table - 1.0).abs() < 0.005, "{degrees}: {}", student_95(degrees));
        }
    }

    #[test]
    fn a_ratio_has_an_interval_that_widens_with_the_spread_of_its_blocks() {
        assert_eq!(ratio_of_sums(&[]), None);
        assert_eq!(ratio_of_sums(&[(1.0, 0.0)]), None);
        assert_eq!(ratio_of_sums(&[(1.0, 2.0), (1.0, 2.0), (1.0, 2.0)]), Some((0.5, None)));
        let (value, interval) = ratio_of_sums(&[(1.0, 2.0); 6]).expect("a ratio");
        let (low, high) = interval.expect("an interval");
        assert!(value == 0.5 && (high - low) < 1e-9, "equal blocks leave nothing open");
        let spread = |by: f64| {
            let blocks: Vec<(f64, f64)> = (0..6).map(|i| (1.0 + by * f64::from(i % 2), 2.0)).collect();
            let (_, interval) = ratio_of_sums(&blocks).expect("a ratio");
            interval.expect("an interval")
        };
        let (narrow, wide) = (spread(0.1), spread(1.0));
        assert!(narrow.1 / narrow.0 > 1.0 && wide.1 / wide.0 > narrow.1 / narrow.0);
    }
}
