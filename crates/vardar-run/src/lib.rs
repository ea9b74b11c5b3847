//! From a scenario to result files: run, repeat and compare.
//!
//! The front ends (the `vardar` command, later a server and a Python package) call this crate and hold no model code.
//! What may not change: a run is a function of its [`RunRequest`] alone. The number of threads, the time and the place of
//! the files leave no trace in any byte of the result.

mod compare;
mod error;
mod files;
mod forecast_files;
mod forecast_page;
mod forecasting;
mod method;
mod request;
mod simulate;
mod source;

pub use compare::{Comparison, DifferenceRow, compare};
pub use error::RunError;
pub use files::{ComparedRun, ComparisonFile, RunFile, export, read_run_file, write_comparison, write_run};
pub use forecast_files::{
    add_partial, read_partial, score_files, score_line, start_partial, write_assimilated, write_forecast, write_scores,
};
pub use forecast_page::Counted;
pub use forecasting::{
    Assimilated, ForecastRequest, Forecasted, Origins, Prepared, Target, assimilate, evaluate, forecast_from, prepare,
};
pub use method::WeighingMethod;
pub use request::RunRequest;
pub use simulate::{Progress, Simulated, simulate};
pub use source::{Loaded, ScenarioSource, load};
pub use vardar_report::{LIKELY_FULL, SHOWN_DAYS};

/// Version that is written into results.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
