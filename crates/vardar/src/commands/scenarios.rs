//! `vardar scenarios`.

use super::print;
use crate::Outcome;
use vardar_run::RunError;
use vardar_scenario::embedded;

/// Lists the embedded scenarios with their what-ifs.
pub fn run() -> Result<Outcome, RunError> {
    for scenario in embedded::list() {
        print(&format!("{}\t{}\n", scenario.name, scenario.title()));
        for (name, description) in scenario.what_ifs() {
            print(&format!("  --what-if {name}\t{description}\n"));
        }
    }
    Ok(Outcome::Done)
}
