//! A chi-square test of draws against their exact probabilities.

use super::log_factorial::log_factorial;
use super::stream::{Purpose, Stream};

/// The stream of test case `index`.
pub(crate) fn stream(seed: u64, index: usize) -> Stream {
    Stream::new(seed, 0, 0, index as u32, Purpose::Parameter, 0)
}

/// Probability of `k` successes in `n` trials of probability `p`.
pub(crate) fn binomial_probability(n: u32, p: f64, k: u32) -> f64 {
    if k > n {
        return 0.0;
    }
    let log_of = |n: u32| log_factorial(u64::from(n));
    libm::exp(log_of(n) - log_of(k) - log_of(n - k) + f64::from(k) * libm::log(p) + f64::from(n - k) * libm::log1p(-p))
}

/// Probability that `k` of a random sample out of `marked + others` are marked.
pub(crate) fn hypergeometric_probability(marked: u32, others: u32, sample: u32, k: u32) -> f64 {
    if k > marked || k > sample || sample - k > others {
        return 0.0;
    }
    let log_of = |n: u32| log_factorial(u64::from(n));
    let log_choose = |n: u32, k: u32| log_of(n) - log_of(k) - log_of(n - k);
    libm::exp(log_choose(marked, k) + log_choose(others, sample - k) - log_choose(marked + others, sample))
}

/// Covariance of two crowds of `people` who succeed with probability `p`, over five of its standard errors if they are independent:
/// between -1 and 1 that stands.
pub(crate) fn covariance_of_draws(draws: u32, people: [u32; 2], p: f64, mut draw: impl FnMut() -> [u32; 2]) -> f64 {
    let [expected_a, expected_b] = people.map(|n| f64::from(n) * p);
    let products = (0..draws).map(|_| {
        let [a, b] = draw();
        (f64::from(a) - expected_a) * (f64::from(b) - expected_b)
    });
    let covariance = products.sum::<f64>() / f64::from(draws);
    let error = (expected_a * expected_b).sqrt() * (1.0 - p) / f64::from(draws).sqrt();
    covariance / (5.0 * error)
}

/// Chi-square statistic of `draws` draws against `probability`, over its critical value at size 1e-4: below 1 the null stands.
/// Neighbouring values are pooled until a cell expects at least 10 draws.
pub(crate) fn chi_square_of_draws(draws: usize, mut draw: impl FnMut(usize) -> u32, probability: impl Fn(u32) -> f64) -> f64 {
    let mut values: Vec<u32> = (0..draws).map(&mut draw).collect();
    values.sort_unstable();
    let total = draws as f64;
    let (lowest, highest) = (values[0].saturating_sub(40), values[draws - 1].saturating_add(40));
    let mut cells: Vec<(f64, f64)> = Vec::new();
    let (mut expected, mut seen, mut at) = (0.0, 0.0, 0usize);
    let mut mass = 0.0;
    for k in lowest..=highest {
        let p = probability(k);
        mass += p;
        expected += p * total;
        while at < draws && values[at] == k {
            seen += 1.0;
            at += 1;
        }
        if expected >= 10.0 {
            cells.push((expected, seen));
            (expected, seen) = (0.0, 0.0);
        }
    }
    expected += (1.0 - mass).max(0.0) * total;
    match cells.last_mut() {
        Some(last) => {
            last.0 += expected;
            last.1 += seen;
        }
        None => cells.push((expected, seen)),
    }
    let statistic: f64 = cells.iter().map(|(e, s)| (s - e) * (s - e) / e.max(1e-9)).sum();
    let freedom = (cells.len() as f64 - 1.0).max(1.0);
    // Wilson and Hilferty's cube-root approximation of the quantile; 3.719 is the normal one of 1 - 1e-4.
    let third = 2.0 / (9.0 * freedom);
    let critical = freedom * libm::pow(1.0 - third + 3.719 * third.sqrt(), 3.0);
    statistic / critical
}
