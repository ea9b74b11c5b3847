//! Exact binomial draws: inversion where the mean is small, transformed rejection where it is not.
//!
//! Inversion walks the probabilities up from zero and costs about one division per success; Hörmann's BTRS (W. Hörmann,
//! "The generation of binomial random variates", J. Stat. Comput. Simul. 46, 1993) costs the same for ten people and for
//! ten million. Single persons take one comparison: most cells of a thin flow hold one or two.

use super::log_factorial::stirling_correction;
use super::stream::Stream;

/// Below this mean, inversion is both valid and faster; BTRS is derived for means of at least 10.
const INVERSION_BELOW: f64 = 10.0;

/// Successes that no mean below [`INVERSION_BELOW`] reaches.
const TAIL: u32 = 110;

/// 1/k: a table spares the division in the loop of the inversion.
const RECIPROCAL: [f64; TAIL as usize + 1] = {
    let mut table = [0.0; TAIL as usize + 1];
    let mut k = 1;
    while k < table.len() {
        table[k] = 1.0 / k as f64;
        k += 1;
    }
    table
};

/// Number of successes in `n` independent trials of probability `p`.
///
/// `p` outside [0, 1] is treated as the nearest bound (callers check probabilities where they enter); NaN counts as 0.
#[inline]
pub fn binomial(stream: &mut Stream, n: u32, p: f64) -> u32 {
    #[cfg(feature = "draw-log")]
    super::log::note(n, p);
    if n == 0 || p <= 0.0 || p.is_nan() {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    if n == 1 {
        return u32::from(stream.uniform() < p);
    }
    if p <= 0.5 { at_most_half(stream, n, p) } else { n - at_most_half(stream, n, 1.0 - p) }
}

#[inline]
fn at_most_half(stream: &mut Stream, n: u32, p: f64) -> u32 {
    if f64::from(n) * p < INVERSION_BELOW { invert(stream, n, p) } else { transformed_rejection(stream, n, p) }
}

/// `base` to a whole power by squaring: only multiplications, so portable, and faster than `exp(n·ln)` for small `n`.
#[inline]
fn whole_power(mut base: f64, mut exponent: u32) -> f64 {
    let mut result = 1.0;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result *= base;
        }
        base *= base;
        exponent >>= 1;
    }
    result
}

fn invert(stream: &mut Stream, n: u32, p: f64) -> u32 {
    let q = 1.0 - p;
    let odds = p / q;
    let none = whole_power(q, n);
    loop {
        let mut left = stream.uniform();
        let mut probability = none;
        let mut k = 0u32;
        // The tail beyond [`TAIL`] has a probability below 1e-70 for a mean below 10; what reaches it is rounding: draw again.
        while k <= n && k < TAIL {
            if left < probability {
                return k;
            }
            left -= probability;
            k += 1;
            probability *= odds * f64::from(n + 1 - k) * RECIPROCAL[k as usize];
        }
    }
}

/// Up to this distance from the mode, a ratio of probabilities is multiplied out instead of taken from logarithms.
const NEAR_MODE: f64 = 24.0;

fn transformed_rejection(stream: &mut Stream, n: u32, p: f64) -> u32 {
    let count = f64::from(n);
    let q = 1.0 - p;
    let deviation = (count * p * q).sqrt();
    let b = 1.15 + 2.53 * deviation;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let centre = count * p + 0.5;
    // Hörmann's v <= 0.92 - 4.2/b, times b: no division on the way that nearly all draws take.
    let inside = 0.92 * b - 4.2;
    loop {
        let u = stream.uniform() - 0.5;
        let v = stream.uniform_open();
        let edge = 0.5 - u.abs();
        let at = (2.0 * a / edge + b) * u + centre;
        if edge >= 0.07 && v * b <= inside {
            return at as u32;
        }
        if !(at >= 0.0 && at < count + 1.0) {
            continue;
        }
        // Truncation of a non-negative number; `floor` is a function call on the baseline of this architecture.
        let k = f64::from(at as u32);
        let mode = f64::from(((count + 1.0) * p) as u32);
        let alpha = (2.83 + 5.1 / b) * deviation;
        let height = v * alpha / (a / (edge * edge) + b);
        if height_is_below(height, count, p / q, k, mode) {
            return k as u32;
        }
    }
}

/// Is `height` at most the probability of `k` over that of the mode?
#[inline]
fn height_is_below(height: f64, count: f64, odds: f64, k: f64, mode: f64) -> bool {
    if (k - mode).abs() <= NEAR_MODE {
        // P(i) / P(i-1) = odds·(n - i + 1)/i; at most 24 factors below 2^32 stay far inside the range of f64.
        let (from, to) = if k > mode { (mode, k) } else { (k, mode) };
        let (mut above, mut below, mut i) = (1.0, 1.0, from);
        while i < to {
            i += 1.0;
            above *= odds * (count - i + 1.0);
            below *= i;
        }
        return if k > mode { height * below <= above } else { height * above <= below };
    }
    let bound = (mode + 0.5) * libm::log((mode + 1.0) / (odds * (count - mode + 1.0)))
        + (count + 1.0) * libm::log((count - mode + 1.0) / (count - k + 1.0))
        + (k + 0.5) * libm::log(odds * (count - k + 1.0) / (k + 1.0))
        + stirling_correction(mode)
        + stirling_correction(count - mode)
        - stirling_correction(k)
        - stirling_correction(count - k);
    libm::log(height) <= bound
}

#[cfg(test)]
mod tests {
    use super::super::log_factorial::log_factorial;
    use super::super::test_support::{chi_square_of_draws, stream};
    use super::*;

    fn probability(n: u32, p: f64, k: u32) -> f64 {
        let (n64, k64) = (u64::from(n), u64::from(k));
        libm::exp(
            log_factorial(n64) - log_factorial(k64) - log_factorial(n64 - k64)
                + f64::from(k) * libm::log(p)
                + f64::from(n - k) * libm::log1p(-p),
        )
    }

    /// Null: the draws are binomial. 200,000 draws a case, seed 11, size 1e-4 a case; expected cells of at least 10.
    #[test]
    fn draws_follow_the_binomial_distribution() {
        let cases = [
            (1, 0.3),
            (2, 0.5),
            (3, 0.9),
            (7, 0.01),
            (20, 0.2),
            (20, 0.49),
            (40, 0.24),
            (40, 0.25),
            (40, 0.26),
            (21, 0.5),
            (25, 0.6),
            (100, 0.1),
            (100, 0.5),
            (1000, 0.009),
            (1000, 0.0101),
            (1000, 0.7),
            (50_000, 0.002),
            (100_000, 0.37),
            (4_000_000, 0.000_002),
            (4_000_000, 0.3),
        ];
        for (index, (n, p)) in cases.into_iter().enumerate() {
            let mut stream = stream(11, index);
            let excess = chi_square_of_draws(
                200_000,
                |_| binomial(&mut stream, n, p),
                |k| if k <= n { probability(n, p, k) } else { 0.0 },
            );
            assert!(excess < 1.0, "n {n}, p {p}: chi-square is {excess:.2} times its critical value");
        }
    }

    #[test]
    fn bounds_are_certain() {
        let mut stream = stream(1, 0);
        for n in [0, 1, 5, 1_000_000, u32::MAX] {
            assert_eq!(binomial(&mut stream, n, 0.0), 0);
            assert_eq!(binomial(&mut stream, n, -0.5), 0);
            assert_eq!(binomial(&mut stream, n, f64::NAN), 0);
            assert_eq!(binomial(&mut stream, n, 1.0), n);
            assert_eq!(binomial(&mut stream, n, 1.5), n);
            for p in [1e-300, 1e-12, 0.5, 1.0 - 1e-12] {
                assert!(binomial(&mut stream, n, p) <= n);
            }
        }
    }
}
