//! The table of parameters that `--parameters` names, as a part of a request.

use crate::error::RunError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::path::Path;
use vardar_scenario::{LARGEST_FILE, Scenario};

/// A table in the form of `parameters.csv` that is laid over the scenario's own: its text, wherever it was read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParameterTable(String);

impl ParameterTable {
    /// Reads the file and checks its rows in the scenario, so that messages name the file.
    pub fn read(path: &Path, scenario: &Scenario) -> Result<Self, RunError> {
        let io = |source| RunError::Io { path: path.to_owned(), source };
        let mut bytes = Vec::new();
        // One byte more than is allowed: the reader says so.
        std::fs::File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)).map_err(io)?;
        let name = path.display().to_string();
        scenario.with_parameters(&name, &bytes).map_err(|problems| RunError::Scenario { origin: name, problems })?;
        // A byte order mark has been read over; what was accepted is UTF-8.
        Ok(Self(String::from_utf8_lossy(&bytes).trim_start_matches('\u{FEFF}').to_owned()))
    }

    /// The scenario with these rows.
    pub(crate) fn over(&self, scenario: &Scenario) -> Result<Scenario, RunError> {
        let name = "the table of parameters";
        let refused = |problems| RunError::Scenario { origin: name.to_owned(), problems };
        scenario.with_parameters(name, self.0.as_bytes()).map_err(refused)
    }

    /// Hash of the text.
    #[must_use]
    pub fn hash(&self) -> String {
        vardar_scenario::scenario_hash(&BTreeMap::from([("parameters.csv".to_owned(), self.0.clone().into_bytes())]))
    }
}

/// A request is shown on one line.
impl fmt::Debug for ParameterTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ParameterTable({})", self.hash())
    }
}
