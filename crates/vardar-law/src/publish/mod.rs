//! Counts of verdicts that may be published: by month and by border, with small cells hidden so that no total gives them away.

mod hide;
mod tally;

pub use hide::{Published, Row, publish};
pub use tally::{Counts, Tally};
