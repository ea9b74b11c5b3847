//! Exact binomial draws: trials side by side in one word for few people, else inversion where the mean is small and
//! transformed rejection where it is not.
//!
//! Most cells of a thin flow hold a handful of people. Up to 64 of them are drawn at once, one bit each: a person succeeds if
//! their own random binary fraction is below `p`, and the fractions are compared digit by digit, all people in parallel,
//! until nobody's is undecided (about log2(n) + 1.3 digits). Inversion walks the probabilities up from zero and costs a few
//! operations per success; Hörmann's BTRS (W. Hörmann, "The generation of binomial random variates", J. Stat. Comput.
//! Simul. 46, 1993) costs the same for a hundred people and for ten million.

use super::log_factorial::stirling_correction;
use super::stream::Stream;

/// People whose trials fit side by side into one word.
pub(super) const SIDE_BY_SIDE: u32 = u64::BITS;

/// Up to so many people, counting digits of their fractions costs less than inversion or rejection.
const DIGIT_BY_DIGIT: u32 = 384;

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
        return u32::from(stream.next_u64() < binary_fraction(p));
    }
    if n <= SIDE_BY_SIDE {
        return trials(stream, lowest(n), binary_fraction(p)).count_ones();
    }
    many(stream, n, p)
}

/// The lowest `n` bits, `n` at most 64.
#[inline]
pub(super) fn lowest(n: u32) -> u64 {
    if n == 0 { 0 } else { u64::MAX >> (u64::BITS - n) }
}

/// `p` in (0, 1) as a binary fraction of 64 digits: exact for `p` of at least 2^-11, else to within 2^-64.
#[inline]
pub(super) fn binary_fraction(p: f64) -> u64 {
    (p * 18_446_744_073_709_551_616.0) as u64
}

/// One trial for each bit of `people`: the bits of those who succeed.
#[inline]
pub(super) fn trials(stream: &mut Stream, people: u64, mut fraction: u64) -> u64 {
    let (mut undecided, mut succeed) = (people, 0);
    // After the last digit other than zero nobody's fraction can turn out to be below p any more.
    while undecided != 0 && fraction != 0 {
        let digits = stream.next_u64();
        // All ones where the digit of p is one: then a zero decides for success; where it is zero, a one decides against it.
        let of_p = ((fraction as i64) >> 63) as u64;
        succeed |= undecided & !digits & of_p;
        undecided &= !(digits ^ of_p);
        fraction <<= 1;
    }
    succeed
}

/// `n` of at least [`SIDE_BY_SIDE`], `p` in (0, 1).
#[inline]
pub(super) fn many(stream: &mut Stream, n: u32, p: f64) -> u32 {
    if n <= DIGIT_BY_DIGIT {
        return digits(stream, n, binary_fraction(p));
    }
    if p <= 0.5 { at_most_half(stream, n, p) } else { n - at_most_half(stream, n, 1.0 - p) }
}

#[inline]
fn at_most_half(stream: &mut Stream, n: u32, p: f64) -> u32 {
    if f64::from(n) * p < INVERSION_BELOW { invert(stream, n, p) } else { transformed_rejection(stream, n, p) }
}

/// As [`trials`] for more people than fit into a word. Who they are does not matter: it is enough to count, digit by digit, who
/// is still undecided, and about half of them are not.
fn digits(stream: &mut Stream, mut undecided: u32, mut fraction: u64) -> u32 {
    let mut successes = 0;
    while undecided > SIDE_BY_SIDE {
        let mut ones = (stream.next_u64() & lowest(undecided % u64::BITS)).count_ones();
        for _ in 0..undecided / u64::BITS {
            ones += stream.next_u64().count_ones();
        }
        let of_p = fraction >> 63;
        fraction <<= 1;
        if of_p == 1 {
            successes += undecided - ones;
            undecided = ones;
        } else {
            undecided -= ones;
        }
    }
    successes + trials(stream, lowest(undecided), fraction).count_ones()
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
    use super::super::test_support::{binomial_probability, chi_square_of_draws, stream};
    use super::*;

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
            (64, 0.001),
            (64, 0.8),
            (65, 0.3),
            (128, 0.01),
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
            let excess = chi_square_of_draws(200_000, |_| binomial(&mut stream, n, p), |k| binomial_probability(n, p, k));
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
