//! What a run is a function of.

use crate::parameter_table::ParameterTable;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything that decides the results of a run, besides the scenario's own files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRequest {
    /// Members of the ensemble, at least 1.
    pub members: u32,
    /// Seed of all random streams.
    pub seed: u64,
    /// First day to report; the simulation always starts with the scenario, as nobody knows who was where later on.
    pub from: Option<Date>,
    /// Last day to simulate and report.
    pub to: Option<Date>,
    /// Changes to the scenario, `KEY=VALUE`.
    pub overrides: Vec<(String, String)>,
    /// True: every member takes the central value of every parameter, and reported counts carry no noise.
    pub fixed_parameters: bool,
    /// Rows laid over the scenario's parameters before all other changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<ParameterTable>,
}

impl Default for RunRequest {
    fn default() -> Self {
        Self { members: 200, seed: 1, from: None, to: None, overrides: Vec::new(), fixed_parameters: false, parameters: None }
    }
}
