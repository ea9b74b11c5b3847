//! Noise for counts, by the OpenDP library.
//!
//! The mechanism is the discrete Laplace one (Ghosh, Roughgarden and Sundararajan, doi 10.1137/09076828X) in the exact sampler
//! of Canonne, Kamath and Steinke (arXiv 2004.00010): no rounding of real numbers gives anything away. The library is built
//! without OpenSSL; its randomness then is that of the `rand` crate: ChaCha20, seeded by the operating system.

use crate::Epsilon;
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::make_laplace;
use opendp::measures::MaxDivergence;
use opendp::metrics::L1Distance;

/// The library would not or could not add noise.
#[derive(Debug, thiserror::Error)]
#[error("no noise could be added: {0}")]
pub struct NoiseError(String);

/// Scale of the noise: what one record changes in all counts together, over epsilon.
#[must_use]
pub fn scale(sensitivity: u32, epsilon: Epsilon) -> f64 {
    // The next larger number, so that rounding never takes more privacy than was asked for.
    (f64::from(sensitivity) / epsilon.value()).next_up()
}

/// The counts, each with noise of its own. One record may change them by `sensitivity` altogether (the sum of all changes).
///
/// # Errors
/// If the system has no randomness, or the library does not certify that the loss stays within epsilon.
pub fn noisy(counts: &[i64], sensitivity: u32, epsilon: Epsilon) -> Result<Vec<i64>, NoiseError> {
    let failed = |error: opendp::error::Error| NoiseError(error.to_string());
    let domain = VectorDomain::new(AtomDomain::<i64>::new_non_nan());
    let mechanism = make_laplace::<_, _, MaxDivergence>(domain, L1Distance::<i64>::default(), scale(sensitivity, epsilon), None)
        .map_err(failed)?;
    if !mechanism.check(&i64::from(sensitivity), &epsilon.value()).map_err(failed)? {
        return Err(NoiseError("the loss would be larger than was asked for".to_owned()));
    }
    mechanism.invoke(&counts.to_vec()).map_err(failed)
}

/// How far from the truth a sum of so many noisy counts lies at most, 95 times of 100.
///
/// The variance of the noise is 2q/(1 − q)² with q = exp(−1/scale). A single count stays within 2.12 standard deviations 95 times
/// of 100, as the quantile of the Laplace distribution has it, and sums, which are nearer to the normal one, within fewer.
#[must_use]
pub fn within(summed: u64, scale: f64) -> i64 {
    let q = libm::exp(-1.0 / scale);
    let deviation = (2.0 * q).sqrt() / (1.0 - q);
    (2.12 * deviation * (summed as f64).sqrt()).ceil() as i64
}
