//! Where a scenario comes from.

use crate::error::RunError;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use vardar_scenario::{Checked, Problem, Scenario, UnknownWhatIf, embedded, read_folder, scenario_hash};

/// A folder or an embedded scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScenarioSource {
    /// A folder.
    Folder(PathBuf),
    /// Compiled into the program.
    Embedded(String),
}

impl ScenarioSource {
    /// What people call it: an existing folder wins over an embedded name.
    pub fn find(name: &str) -> Result<Self, RunError> {
        if Path::new(name).is_dir() {
            return Ok(Self::Folder(PathBuf::from(name)));
        }
        match embedded::get(name) {
            Ok(_) => Ok(Self::Embedded(name.to_owned())),
            Err(unknown) => Err(RunError::UnknownScenario { name: name.to_owned(), hint: unknown.hint.clone() }),
        }
    }
}

/// A scenario ready to run.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The scenario as it is in its files, without any change.
    pub scenario: Scenario,
    /// The files themselves, by name: what was read is what is kept beside the results, whatever happens to the folder since.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Hash of the files.
    pub hash: String,
    /// Where it came from.
    pub source: ScenarioSource,
    /// What to tell the user all the same.
    pub warnings: Vec<Problem>,
}

impl Loaded {
    /// The changes of one of the scenario's what-ifs, for [`crate::RunRequest::overrides`].
    pub fn what_if(&self, name: &str) -> Result<Vec<(String, String)>, RunError> {
        let unknown = |unknown: UnknownWhatIf| RunError::UnknownWhatIf {
            scenario: self.scenario.name.clone(),
            name: unknown.name,
            hint: unknown.hint,
        };
        self.scenario.what_if(name).map_err(unknown)
    }
}

/// Reads and checks a scenario.
pub fn load(source: &ScenarioSource) -> Result<Loaded, RunError> {
    let checked: Checked = match source {
        ScenarioSource::Folder(path) => read_folder(path),
        ScenarioSource::Embedded(name) => match embedded::get(name) {
            Ok(scenario) => scenario.read(),
            Err(unknown) => {
                return Err(RunError::UnknownScenario { name: name.clone(), hint: unknown.hint.clone() });
            }
        },
    };
    match checked.scenario {
        Some(scenario) => {
            let hash = scenario_hash(&checked.files);
            Ok(Loaded { scenario, files: checked.files, hash, source: source.clone(), warnings: checked.problems })
        }
        None => Err(RunError::Scenario { origin: checked.origin, problems: checked.problems }),
    }
}
