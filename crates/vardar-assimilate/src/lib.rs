//! Weigh the route model against what was counted, forecast with it, and score the forecasts.
//!
//! What may not change: observing never alters what happened; a reported count is drawn from its own stream, so that
//! a run with and without it has the same people in the same places. Nothing issued on a day knows a later one.

mod analysis;
mod automatic;
pub mod baseline;
pub mod calibrate;
pub mod ceiling;
mod closing;
mod confront;
pub mod correction;
pub mod cutoff;
pub mod drift;
mod ending;
pub mod evaluate;
pub mod filter;
pub mod forecast;
pub mod ground;
pub mod inflow;
pub mod kalman;
mod linear;
pub mod observation;
mod particle;
mod prolonging;
mod reopening;
pub mod saved;
pub mod scale;
pub mod score;
mod suspicion;
#[cfg(test)]
mod test_support;
pub mod throttle;
pub mod timetable;
pub mod told;
pub mod unrest;
mod week;
pub mod world;

pub use observation::{ObservationModel, ReportedSeries};
