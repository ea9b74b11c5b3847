//! Exact multinomial draws, as a chain of conditional binomials.

use super::binomial::binomial;
use super::stream::Stream;

/// Spreads `n` people over `weights` and hands each part that is not empty to `put(index, people)`.
///
/// Weights are non-negative and need not sum to one; `total` is their sum. Everybody is handed out if `total > 0`.
#[inline]
pub fn multinomial(stream: &mut Stream, n: u32, weights: &[f64], total: f64, mut put: impl FnMut(usize, u32)) {
    if total <= 0.0 || total.is_nan() {
        return;
    }
    let mut left = n;
    let mut left_weight = total;
    // The last weight above zero takes the rest for certain: rounding of the running sum must not lose anybody.
    let Some(last) = weights.iter().rposition(|w| *w > 0.0) else { return };
    for (index, weight) in weights.iter().enumerate().take(last) {
        if left == 0 {
            return;
        }
        if *weight > 0.0 {
            let part = binomial(stream, left, weight / left_weight);
            left_weight -= weight;
            left -= part;
            if part > 0 {
                put(index, part);
            }
        }
    }
    if left > 0 {
        put(last, left);
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::stream;
    use super::*;

    #[test]
    fn nobody_is_lost_and_zero_weights_get_nobody() {
        let mut stream = stream(3, 0);
        for n in [0u32, 1, 2, 17, 100_000] {
            let mut parts = [0u32; 5];
            multinomial(&mut stream, n, &[0.2, 0.0, 0.5, 0.3, 0.0], 1.0, |i, k| parts[i] += k);
            assert_eq!(parts.iter().sum::<u32>(), n);
            assert_eq!((parts[1], parts[4]), (0, 0));
        }
    }

    /// Null: each part has the mean n·w. 20,000 draws of 10, seed 3; five standard errors, size below 1e-5.
    #[test]
    fn parts_have_their_means() {
        let mut stream = stream(3, 1);
        let weights = [1.0, 2.0, 5.0];
        let mut sums = [0.0; 3];
        for _ in 0..20_000 {
            multinomial(&mut stream, 10, &weights, 8.0, |i, k| sums[i] += f64::from(k));
        }
        for (sum, weight) in sums.iter().zip(weights) {
            let p = weight / 8.0;
            let error = (20_000.0 * 10.0 * p * (1.0 - p)).sqrt();
            assert!((sum - 200_000.0 * p).abs() < 5.0 * error);
        }
    }
}
