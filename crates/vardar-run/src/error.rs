//! What can go wrong between a request and its results.

use std::path::PathBuf;
use vardar_scenario::Problem;

/// See the head of this file.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The scenario, or a change to it, has errors.
    #[error("{origin} has {} problem(s)", problems.len())]
    Scenario {
        /// Path or name of the scenario.
        origin: String,
        /// All of them, warnings included.
        problems: Vec<Problem>,
    },
    /// Neither a folder nor an embedded scenario.
    #[error("there is no scenario `{name}`: no such folder, and none is embedded under that name; {hint}")]
    UnknownScenario {
        /// What was asked for.
        name: String,
        /// Nearest embedded name, or all of them.
        hint: String,
    },
    /// No what-if of that name.
    #[error("{scenario} has no what-if `{name}`: {hint}")]
    UnknownWhatIf {
        /// What the scenario is called.
        scenario: String,
        /// What was asked for.
        name: String,
        /// Nearest name, or all of them.
        hint: String,
    },
    /// Days that the scenario does not have.
    #[error("the days {from} to {to} do not lie in the scenario's period {start} to {end}")]
    Period {
        /// First day asked for.
        from: jiff::civil::Date,
        /// Last day asked for.
        to: jiff::civil::Date,
        /// First day there is.
        start: jiff::civil::Date,
        /// Last day there is.
        end: jiff::civil::Date,
    },
    /// A calibration without parameters or without counts.
    #[error("there is nothing to weigh: {0}")]
    NothingToWeigh(String),
    /// The scenario is too large for the engine.
    #[error(transparent)]
    Compile(#[from] vardar_engine::network::CompileError),
    /// No member was finished before the run was stopped.
    #[error("interrupted before a member was finished: nothing was written")]
    NothingFinished,
    /// `run.json` is not what this program writes.
    #[error("cannot use {path}: {reason}")]
    RunFile {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// Two runs that have no day or no member in common.
    #[error("the two runs cannot be compared: {0}")]
    Incomparable(String),
    /// A result could not be written or read.
    #[error(transparent)]
    Table(#[from] vardar_results::TableError),
    /// The page could not be made.
    #[error("cannot make the report: {0}")]
    Report(#[from] vardar_report::ReportError),
    /// The scenario could not be written beside the results.
    #[error(transparent)]
    Write(#[from] vardar_scenario::WriteError),
    /// The file system refused.
    #[error("cannot use {path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
