//! `vardar run`.

use super::{DEFAULT_SCENARIO, changes, claim, folder, named, print, request, show_warnings, with_threads};
use crate::cli::RunArguments;
use crate::{Outcome, fit_table, progress, stop};
use std::path::{Path, PathBuf};
use vardar_results::Format;
use vardar_run::{Loaded, Progress, RunError, RunRequest, ScenarioSource, load, read_run_file, simulate, write_run};

struct Job {
    loaded: Loaded,
    request: RunRequest,
    format: Format,
    members_table: bool,
    folder: PathBuf,
}

/// Simulates and writes.
pub fn run(arguments: &RunArguments) -> Result<Outcome, RunError> {
    let job = match &arguments.again {
        Some(path) => repeat(path, arguments)?,
        None => fresh(arguments)?,
    };
    let quiet = arguments.simulation.quiet;
    show_warnings(&job.loaded, quiet);
    let claim = claim(&job.folder)?;
    let bar = progress::bar(u64::from(job.request.members), quiet);
    let progress = Progress { stop: stop::flag(), member_done: &|| bar.inc(1) };
    let run = with_threads(arguments.simulation.threads, || {
        let run = simulate(&job.loaded, &job.request, &progress)?;
        bar.finish_and_clear();
        write_run(&job.folder, &job.loaded, &job.request, &run, job.format, job.members_table)?;
        Ok::<_, RunError>(run)
    })
    .inspect_err(|_| claim.release())?;
    if !quiet {
        print(&fit_table::render(&run));
        let report = job.folder.join("report.html");
        let table = job.folder.join(format!("results.{}", job.format.extension()));
        print(&format!("Report: {}\nTable:  {}\n", report.display(), table.display()));
    }
    Ok(if run.interrupted { Outcome::Interrupted } else { Outcome::Done })
}

fn fresh(arguments: &RunArguments) -> Result<Job, RunError> {
    let name = arguments.scenario.as_deref().unwrap_or(DEFAULT_SCENARIO);
    let loaded = load(&ScenarioSource::find(name)?)?;
    let settings = &arguments.simulation;
    let folder = folder(settings.out.as_deref(), &named(&loaded, settings));
    let asked = request(settings, settings.parameters.as_deref(), &loaded)?;
    let request = RunRequest { overrides: changes(&loaded, settings)?, ..asked };
    Ok(Job {
        loaded,
        request,
        format: arguments.simulation.format.map_or(Format::Parquet, Format::from),
        members_table: arguments.members_table,
        folder,
    })
}

/// The run that a `run.json` describes, written to `--out` or beside the first one.
fn repeat(path: &Path, arguments: &RunArguments) -> Result<Job, RunError> {
    let (path, file) = read_run_file(path)?;
    let refuse = |reason: String| RunError::RunFile { path: path.clone(), reason };
    if file.interrupted {
        return Err(refuse("this run was interrupted: which members were finished cannot be repeated".to_owned()));
    }
    let loaded = load(&file.scenario_source(&path))?;
    if loaded.hash != file.scenario_hash {
        return Err(refuse("the scenario is not the one that was run: its hash differs".to_owned()));
    }
    if file.vardar != vardar_run::VERSION {
        tracing::warn!(then = file.vardar, now = vardar_run::VERSION, "another version made this run: bytes may differ");
    }
    let folder = arguments.simulation.out.clone().unwrap_or_else(|| {
        let first = path.parent().unwrap_or(Path::new("."));
        let mut name = first.file_name().unwrap_or_default().to_owned();
        name.push("-again");
        first.with_file_name(name)
    });
    Ok(Job { loaded, format: file.table_format(), members_table: file.members_table, request: file.request, folder })
}
