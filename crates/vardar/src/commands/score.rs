//! `vardar score`.

use super::print;
use crate::Outcome;
use crate::cli::ScoreArguments;
use vardar_run::{RunError, score_files};

/// Scores forecasts and prints the table.
pub fn run(arguments: &ScoreArguments) -> Result<Outcome, RunError> {
    print(&score_files(&arguments.forecasts, &arguments.observed)?);
    Ok(Outcome::Done)
}
