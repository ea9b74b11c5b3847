//! Weigh the route model against what was counted. So far: the observation model.
//!
//! What may not change: observing never alters what happened; a reported count is drawn from its own stream, so that
//! a run with and without it has the same people in the same places.

pub mod observation;

pub use observation::{ObservationModel, ReportedSeries};
