//! Exact draws from keyed streams: binomial, multinomial, hypergeometric, and the few continuous ones that priors need.
//!
//! "Exact" means: the algorithm draws from the named distribution itself and not from an approximation to it; only the
//! rounding of `f64` stands between the two. All transcendental functions come from `libm`, so the bytes agree across platforms.

mod among;
mod binomial;
mod continuous;
mod each;
mod hypergeometric;
#[cfg(feature = "draw-log")]
pub mod log;
mod log_factorial;
mod multinomial;
mod stream;

pub use among::{binomial_among, sample_among};
pub use binomial::binomial;
pub use continuous::{gamma, negative_binomial, normal, poisson};
pub use each::binomial_each;
pub use hypergeometric::{hypergeometric, multivariate_hypergeometric};
pub use log_factorial::log_factorial;
pub use multinomial::multinomial;
pub use stream::{Purpose, Stream};

#[cfg(test)]
pub(crate) mod test_support;
