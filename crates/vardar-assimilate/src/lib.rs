//! Weigh the route model against what was counted, forecast with it, and score the forecasts.
//!
//! What may not change: observing never alters what happened; a reported count is drawn from its own stream, so that
//! a run with and without it has the same people in the same places. Nothing issued on a day knows a later one.

mod analysis;
mod automatic;
pub mod baseline;
pub mod calibrate;
pub mod ceiling;
mod confront;
pub mod correction;
pub mod drift;
pub mod evaluate;
pub mod filter;
pub mod forecast;
pub mod ground;
pub mod inflow;
pub mod kalman;
mod linear;
pub mod observation;
mod particle;
mod reopening;
pub mod saved;
pub mod scale;
pub mod score;
mod suspicion;
pub mod throttle;
pub mod world;

pub use observation::{ObservationModel, ReportedSeries};

/// x
pub fn knob(name: &'static str, default: f64) -> f64 {
    use std::collections::HashMap;
    use std::sync::{Mutex, OnceLock};
    static K: OnceLock<Mutex<HashMap<&'static str, f64>>> = OnceLock::new();
    let read = || std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
    *K.get_or_init(|| Mutex::new(HashMap::new())).lock().unwrap().entry(name).or_insert_with(read)
}
