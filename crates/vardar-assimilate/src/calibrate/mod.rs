//! Parameters that do not change from day to day, weighed against all counts of a period at once.
//!
//! An ensemble smoother with multiple data assimilation: whole histories are lived with drawn parameters, and the parameters
//! are regressed on the counts that came of them, in several passes with inflated errors (A. A. Emerick and A. C. Reynolds,
//! "Ensemble smoother with multiple data assimilation", Computers & Geosciences 55, 2013). The engine is the one of every
//! run; there is no second model in its place.
//!
//! What may not change: parameters are moved through standard-normal deviates, so that the prior is exactly the one of the
//! scenario; member `n` has the same luck in every pass; nothing after the period is looked at.

mod counts;
mod lived;
mod prior;
mod smoother;

pub use counts::{CountSet, Target};
pub use lived::{Lived, Stage, live_all};
pub use prior::{Deviates, Prior, normal_cdf, value_at};
pub use smoother::{PASSES, SmootherSettings, smooth};
