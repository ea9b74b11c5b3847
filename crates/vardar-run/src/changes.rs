//! A scenario with the changes that a request asks for.

use crate::error::RunError;
use crate::parameter_table::ParameterTable;
use vardar_scenario::Scenario;

/// Lays the table of parameters over the scenario, then makes the changes of `--set`.
pub(crate) fn changed(
    scenario: &Scenario,
    parameters: Option<&ParameterTable>,
    overrides: &[(String, String)],
) -> Result<Scenario, RunError> {
    let laid_over = match parameters {
        Some(table) => table.over(scenario)?,
        None => scenario.clone(),
    };
    if overrides.is_empty() {
        return Ok(laid_over);
    }
    laid_over
        .with_overrides(overrides)
        .map_err(|problems| RunError::Scenario { origin: "the changes given with --set".to_owned(), problems })
}
