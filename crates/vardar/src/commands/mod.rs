//! One file per command.

pub mod assimilate;
pub mod calibrate;
pub mod check;
pub mod classify;
pub mod compare;
pub mod completions;
pub mod evaluate;
pub mod export;
pub mod forecast;
pub mod run;
pub mod scenarios;
pub mod score;

use crate::cli::{self, Simulation, Weighing};
use crate::diagnostics;
use std::io::Write;
use std::path::{Path, PathBuf};
use vardar_run::{
    Checkpoint, ForecastRequest, Loaded, ParameterTable, RunError, RunRequest, ScenarioSource, WeighingMethod, load,
};

/// Writes to standard output; a reader that has gone away is no error.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// What the arguments ask for.
fn request(simulation: &Simulation, parameters: Option<&Path>, loaded: &Loaded) -> Result<RunRequest, RunError> {
    let default = RunRequest::default();
    Ok(RunRequest {
        members: simulation.members.unwrap_or(default.members),
        seed: simulation.seed.unwrap_or(default.seed),
        from: simulation.from,
        to: simulation.to,
        overrides: simulation.set.clone(),
        fixed_parameters: simulation.fixed_parameters,
        parameters: table(parameters, loaded)?,
    })
}

/// The changes that the arguments ask for: those of the what-if, then those of `--set`.
fn changes(loaded: &Loaded, simulation: &Simulation) -> Result<Vec<(String, String)>, RunError> {
    let mut changes = match &simulation.what_if {
        Some(name) => loaded.what_if(name)?,
        None => Vec::new(),
    };
    changes.extend_from_slice(&simulation.set);
    Ok(changes)
}

/// What the results are called: the scenario, with the what-if if one is asked for.
fn named(loaded: &Loaded, simulation: &Simulation) -> String {
    let name = &loaded.scenario.name;
    simulation.what_if.as_ref().map_or_else(|| name.clone(), |what_if| format!("{name}-{what_if}"))
}

/// What the arguments ask for.
fn weighing(arguments: &Weighing, loaded: &Loaded) -> Result<ForecastRequest, RunError> {
    let default = ForecastRequest::default();
    let method = match arguments.method {
        cli::WeighingMethod::Kalman => WeighingMethod::Kalman,
        cli::WeighingMethod::Particle => WeighingMethod::Particle,
        cli::WeighingMethod::None => WeighingMethod::None,
    };
    Ok(ForecastRequest {
        members: arguments.members.unwrap_or(default.members),
        seed: arguments.seed.unwrap_or(default.seed),
        overrides: arguments.set.clone(),
        method,
        parameters: table(arguments.parameters.as_deref(), loaded)?,
    })
}

/// The table of `--parameters`.
fn table(path: Option<&Path>, loaded: &Loaded) -> Result<Option<ParameterTable>, RunError> {
    path.map(|path| ParameterTable::read(path, &loaded.scenario)).transpose()
}

/// Scenario that is used if none is named.
const DEFAULT_SCENARIO: &str = "balkan-2015";

/// Reads the scenario that was named, or the default one.
fn load_named(name: Option<&str>, quiet: bool) -> Result<Loaded, RunError> {
    let loaded = load(&ScenarioSource::find(name.unwrap_or(DEFAULT_SCENARIO))?)?;
    show_warnings(&loaded, quiet);
    Ok(loaded)
}

/// Says what looks wrong in the counts.
fn show_suspicions(warnings: &[String], quiet: bool) {
    if !quiet {
        warnings.iter().for_each(|warning| eprintln!("warning: {warning}"));
    }
}

/// Runs `work` with as many threads as asked for.
fn with_threads<T: Send>(threads: Option<u16>, work: impl FnOnce() -> T + Send) -> T {
    let Some(threads) = threads else { return work() };
    match rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build() {
        Ok(pool) => pool.install(work),
        Err(error) => {
            tracing::warn!(%error, threads, "using all cores instead");
            work()
        }
    }
}

/// Shows the warnings of a scenario, unless asked to be quiet.
fn show_warnings(loaded: &Loaded, quiet: bool) {
    if !quiet && !loaded.warnings.is_empty() {
        tracing::info!(count = loaded.warnings.len(), "the scenario has warnings: `vardar check` shows them");
        if tracing::enabled!(tracing::Level::DEBUG) {
            diagnostics::show_problems(&loaded.warnings);
        }
    }
}

/// `out/NAME`, or the folder asked for.
fn folder(asked: Option<&Path>, name: &str) -> PathBuf {
    asked.map_or_else(|| Path::new("out").join(name), Path::to_owned)
}

/// The folder for the results, and those above it that had to be made for it.
struct Claim {
    made: Vec<PathBuf>,
}

impl Claim {
    /// Takes back the folders that were made and are still empty: a run that failed leaves nothing behind.
    fn release(self) {
        for folder in self.made {
            if std::fs::remove_dir(&folder).is_err() {
                return;
            }
        }
    }
}

/// What work with a checkpoint came to; `None` if it was stopped and can go on from there.
fn finished<T>(done: Result<T, RunError>, checkpoint: &Checkpoint, claim: Claim) -> Result<Option<T>, RunError> {
    match done {
        Ok(done) => {
            checkpoint.remove()?;
            Ok(Some(done))
        }
        Err(RunError::NothingFinished) if checkpoint.exists() => {
            eprintln!("stopped: `--resume` goes on from here");
            Ok(None)
        }
        Err(error) => {
            claim.release();
            Err(error)
        }
    }
}

/// Refuses a folder that cannot be written before an hour is spent on what goes there.
fn claim(folder: &Path) -> Result<Claim, RunError> {
    let missing = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
    let made = missing.map(Path::to_owned).collect();
    std::fs::create_dir_all(folder).map_err(|source| RunError::Io { path: folder.to_owned(), source })?;
    Ok(Claim { made })
}
