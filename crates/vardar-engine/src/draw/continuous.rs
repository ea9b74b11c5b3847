//! Draws that priors and the observation model need: normal, gamma, Poisson, negative binomial.

use super::log_factorial::log_factorial;
use super::stream::Stream;

/// Standard normal (Box and Muller 1958; one of the pair is thrown away: priors are drawn once per member).
pub fn normal(stream: &mut Stream) -> f64 {
    let radius = (-2.0 * libm::log(stream.uniform_open())).sqrt();
    radius * libm::cos(2.0 * std::f64::consts::PI * stream.uniform())
}

/// Gamma of shape `shape > 0` and scale 1 (Marsaglia and Tsang, ACM TOMS 26, 2000).
pub fn gamma(stream: &mut Stream, shape: f64) -> f64 {
    if shape < 1.0 {
        // G(a) = G(a + 1)·U^(1/a)
        let boost = libm::pow(stream.uniform_open(), 1.0 / shape);
        return gamma(stream, shape + 1.0) * boost;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(stream);
        let root = 1.0 + c * x;
        if root <= 0.0 {
            continue;
        }
        let v = root * root * root;
        if libm::log(stream.uniform_open()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
            return d * v;
        }
    }
}

/// Poisson of mean `mean >= 0`: multiplication below 10, else Hörmann's PTRS (Insurance: Math. Econ. 12, 1993).
pub fn poisson(stream: &mut Stream, mean: f64) -> u64 {
    if mean <= 0.0 || mean.is_nan() {
        return 0;
    }
    if mean < 10.0 {
        let stop = libm::exp(-mean);
        let mut product = stream.uniform_open();
        let mut count = 0;
        while product > stop {
            product *= stream.uniform_open();
            count += 1;
        }
        return count;
    }
    let log_mean = libm::log(mean);
    let b = 0.931 + 2.53 * mean.sqrt();
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let inside = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = stream.uniform() - 0.5;
        let v = stream.uniform_open();
        let edge = 0.5 - u.abs();
        let k = ((2.0 * a / edge + b) * u + mean + 0.43).floor();
        if edge >= 0.07 && v <= inside {
            return k as u64;
        }
        if k < 0.0 || (edge < 0.013 && v > edge) {
            continue;
        }
        if libm::log(v) + libm::log(inverse_alpha) - libm::log(a / (edge * edge) + b)
            <= -mean + k * log_mean - log_factorial(k as u64)
        {
            return k as u64;
        }
    }
}

/// Negative binomial of mean `mean` and size `size`: variance = mean + mean²/size.
pub fn negative_binomial(stream: &mut Stream, mean: f64, size: f64) -> u64 {
    if mean <= 0.0 || mean.is_nan() {
        return 0;
    }
    let rate = gamma(stream, size) * mean / size;
    poisson(stream, rate)
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{chi_square_of_draws, stream};
    use super::*;

    /// Null: the draws are Poisson. 100,000 draws a case, seed 14, size 1e-4 a case.
    #[test]
    fn poisson_draws_follow_their_distribution() {
        for (index, mean) in [0.3, 4.0, 9.99, 10.0, 37.5, 2500.0].into_iter().enumerate() {
            let mut stream = stream(14, index);
            let excess = chi_square_of_draws(
                100_000,
                |_| poisson(&mut stream, mean) as u32,
                |k| libm::exp(f64::from(k) * libm::log(mean) - mean - log_factorial(u64::from(k))),
            );
            assert!(excess < 1.0, "mean {mean}: chi-square is {excess:.2} times its critical value");
        }
    }

    /// Null: negative binomial of integer size. 100,000 draws a case, seed 15, size 1e-4 a case.
    #[test]
    fn negative_binomial_draws_follow_their_distribution() {
        for (index, (mean, size)) in [(3.0, 1u32), (40.0, 2), (900.0, 15)].into_iter().enumerate() {
            let mut stream = stream(15, index);
            let r = f64::from(size);
            let success = r / (r + mean);
            let excess = chi_square_of_draws(
                100_000,
                |_| negative_binomial(&mut stream, mean, r) as u32,
                |k| {
                    libm::exp(
                        log_factorial(u64::from(k + size - 1)) - log_factorial(u64::from(k)) - log_factorial(u64::from(size - 1))
                            + r * libm::log(success)
                            + f64::from(k) * libm::log1p(-success),
                    )
                },
            );
            assert!(excess < 1.0, "mean {mean}, size {size}: chi-square is {excess:.2} times its critical value");
        }
    }

    /// Null: mean `shape`, variance `shape`. 200,000 draws, seed 16; five standard errors.
    #[test]
    fn gamma_has_its_moments() {
        for (index, shape) in [0.4, 1.0, 7.5].into_iter().enumerate() {
            let mut stream = stream(16, index);
            let n = 200_000;
            let draws: Vec<f64> = (0..n).map(|_| gamma(&mut stream, shape)).collect();
            let mean = draws.iter().sum::<f64>() / f64::from(n);
            assert!((mean - shape).abs() < 5.0 * (shape / f64::from(n)).sqrt());
        }
    }
}
