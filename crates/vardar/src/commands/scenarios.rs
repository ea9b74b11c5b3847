//! `vardar scenarios`.

use super::print;
use crate::Outcome;
use vardar_run::RunError;
use vardar_scenario::embedded;

/// Lists the embedded scenarios.
pub fn run() -> Result<Outcome, RunError> {
    for scenario in embedded::list() {
        print(&format!("{}\t{}\n", scenario.name, scenario.title()));
    }
    Ok(Outcome::Done)
}
