//! From a scenario to result files: run, repeat and compare.
//!
//! The front ends (the `vardar` command, later a server and a Python package) call this crate and hold no model code.
//! What may not change: a run is a function of its [`RunRequest`] alone. The number of threads, the time and the place of
//! the files leave no trace in any byte of the result.

mod calibration;
mod calibration_files;
mod chance;
mod changes;
mod checkpoint;
mod compare;
mod error;
mod evaluation;
mod evaluation_files;
mod files;
mod finished_origins;
mod forecast_files;
mod forecast_page;
mod forecasting;
mod headline;
mod imagined;
mod kept_filter;
mod method;
mod on_the_route;
mod parameter_table;
mod request;
mod score_files;
mod scores;
mod simulate;
mod source;
mod targets;

pub use calibration::{
    CALIBRATION_MEMBERS, Calibrated, CalibratedRow, Calibration, CalibrationRequest, CalibrationState, Confounded,
    FEWEST_MEMBERS, LIVES_PER_MEMBER, PassDone, Predictive, Range90,
};
pub use calibration_files::{remove_calibration, write_calibration};
pub use checkpoint::Checkpoint;
pub use compare::{Comparison, DifferenceRow, compare};
pub use error::RunError;
pub use evaluation::{Evaluation, sum_up};
pub use evaluation_files::{remove_evaluation, write_evaluation};
pub use files::{ComparedRun, ComparisonFile, RunFile, export, read_run_file, write_comparison, write_run};
pub use finished_origins::{FinishedOrigins, OriginScores};
pub use forecast_files::{write_assimilated, write_forecast};
pub use forecast_page::Counted;
pub use forecasting::{
    Assimilated, ForecastRequest, Forecasted, Origins, Prepared, Target, assimilate, evaluate, forecast_from, prepare,
};
pub use imagined::Imagined;
pub use kept_filter::Resume;
pub use method::WeighingMethod;
pub use on_the_route::{RouteLine, RouteNumber, Share};
pub use parameter_table::ParameterTable;
pub use request::RunRequest;
pub use score_files::score_files;
pub use scores::ScoredForecast;
pub use simulate::{Progress, Simulated, simulate};
pub use source::{Loaded, ScenarioSource, load};
pub use targets::{TargetLine, TargetRow};
pub use vardar_report::{HORIZON_BINS, Headline, LIKELY_FULL, SHOWN_DAYS};

/// Version that is written into results.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
