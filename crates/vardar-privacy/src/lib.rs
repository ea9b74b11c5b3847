//! Counts of incident records with differential privacy: noise, its budget, and a ledger of what was spent.
//!
//! [`release`] adds noise of the discrete Laplace distribution to the counts of a [`Tally`](vardar_law::publish::Tally) and works
//! everything that is shown out of the noisy numbers; [`Ledger`] adds up what the pages about the same records have cost and
//! refuses when the budget is spent. What may not change: nothing leaves here that depends on a record other than through the
//! noise, not even which rows a table has; and a page is paid for before it exists. The noise comes from the system's
//! secret randomness: two releases of the same counts differ, and neither can be made again.

mod epsilon;
mod ledger;
mod listed;
mod noise;
mod release;

pub use epsilon::{Epsilon, EpsilonError};
pub use ledger::{Entry, Ledger, LedgerError};
pub use listed::Listed;
pub use noise::{NoiseError, noisy, scale, within};
pub use release::{Noisy, NoisyRow, Release, Share, release};
