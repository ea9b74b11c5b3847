//! Results on disk: `run.json`, the table, the report, and for a folder scenario the scenario itself.

use crate::compare::{Comparison, DifferenceRow};
use crate::error::RunError;
use crate::on_the_route::{RouteLine, RouteNumber, Share};
use crate::request::RunRequest;
use crate::simulate::Simulated;
use crate::source::{Loaded, ScenarioSource};
use crate::targets::{TargetLine, TargetRow};
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use vardar_report::{ComparisonReport, Headline, RunFacts, RunReport, Side, comparison_report, run_report};
use vardar_results::{FitRow, Format, Members, Quantiles, ResultTable, Series, write_members, write_table, write_whole};
use vardar_scenario::{TargetQuantity, embedded, read_folder, scenario_hash};

/// Name of the folder, beside `run.json`, that keeps the scenario of a run.
const KEPT_SCENARIO: &str = "scenario";

/// Files that a run writes. `run.json` is removed first and written last.
const RUN_OUTPUTS: [&str; 8] = [
    "run.json",
    "results.parquet",
    "results.csv",
    "members.parquet",
    "members.csv",
    "report.html",
    "targets.csv",
    "headlines.csv",
];

/// Files that a comparison writes.
const COMPARISON_OUTPUTS: [&str; 4] = ["comparison.json", "differences.parquet", "differences.csv", "comparison.html"];

/// `run.json`: what the run was, so that it can be repeated to the byte, and how close it came to what was counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunFile {
    /// Version of Vardar that made it.
    pub vardar: String,
    /// Name of the scenario.
    pub scenario: String,
    /// `embedded`, or `folder` if the scenario's files are kept beside this file.
    pub source: String,
    /// Hash of the scenario's files, without the changes.
    pub scenario_hash: String,
    /// What was asked for.
    pub request: RunRequest,
    /// `parquet` or `csv`.
    pub format: String,
    /// True if every member was written too.
    pub members_table: bool,
    /// Members that were finished.
    pub members_finished: usize,
    /// True if the run was stopped before all members were done; it cannot be repeated to the byte.
    pub interrupted: bool,
    /// First and last day of the results.
    pub period: [jiff::civil::Date; 2],
    /// Fit to what was reported.
    pub fit: Vec<FitRow>,
}

impl RunFile {
    /// Format of the table.
    #[must_use]
    pub fn table_format(&self) -> Format {
        if self.format == "csv" { Format::Csv } else { Format::Parquet }
    }

    /// Where the scenario of the run is to be found; `path` is that of `run.json`.
    #[must_use]
    pub fn scenario_source(&self, path: &Path) -> ScenarioSource {
        if self.source == "embedded" {
            ScenarioSource::Embedded(self.scenario.clone())
        } else {
            ScenarioSource::Folder(path.with_file_name(KEPT_SCENARIO))
        }
    }
}

/// `comparison.json`: which two runs were compared, over how many pairs of members, and every difference of the whole period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparisonFile {
    /// Version of Vardar that made it.
    pub vardar: String,
    /// The run that is compared with.
    pub a: ComparedRun,
    /// The run with the change.
    pub b: ComparedRun,
    /// Members that both runs finished, and that were compared one by one.
    pub pairs: usize,
    /// True if both runs had the same seed: the intervals are those of the change alone.
    pub common_random_numbers: bool,
    /// The whole route in numbers: A, B and B minus A; empty if the market is off in one of the runs.
    pub headline: Vec<Headline>,
    /// B minus A.
    pub differences: Vec<DifferenceRow>,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRun {
    /// What it is called in the page.
    pub label: String,
    /// Hash of the scenario's files, without the changes.
    pub scenario_hash: String,
    /// Seed.
    pub seed: u64,
    /// Members that were finished.
    pub members_finished: usize,
    /// True if all members used the central values of the parameters.
    pub fixed_parameters: bool,
    /// True if the run was stopped before all members were done.
    pub interrupted: bool,
    /// Changes to the scenario.
    pub overrides: Vec<String>,
    /// First and last day.
    pub period: [jiff::civil::Date; 2],
}

/// Reads `run.json`, given its path or that of its folder; returns the path of the file too.
pub fn read_run_file(path: &Path) -> Result<(PathBuf, RunFile), RunError> {
    let path = if path.is_dir() { path.join("run.json") } else { path.to_owned() };
    let text = std::fs::read_to_string(&path).map_err(|source| RunError::Io { path: path.clone(), source })?;
    let file =
        serde_json::from_str(&text).map_err(|error| RunError::RunFile { path: path.clone(), reason: error.to_string() })?;
    Ok((path, file))
}

/// Writes the results of a run into `folder`: `results.*`, `report.html`, `run.json` (last, so that its presence means
/// completeness), and with `members_table` also `members.*`. What an earlier run left there is removed first: a table of
/// another form beside a new `run.json` would pass for its result.
pub fn write_run(
    folder: &Path,
    loaded: &Loaded,
    request: &RunRequest,
    run: &Simulated,
    format: Format,
    members_table: bool,
) -> Result<(), RunError> {
    create(folder)?;
    keep_scenario(loaded, folder)?;
    remove_outputs(folder, &RUN_OUTPUTS)?;
    let named = |stem: &str| folder.join(format!("{stem}.{}", format.extension()));
    let facts = facts(&loaded.hash, request, run);
    let (targets, guess_shares) = (
        run.targets.iter().map(shown_target).collect::<Vec<_>>(),
        run.headlines.iter().filter_map(shown_share).collect::<Vec<_>>(),
    );
    let of_page = RunReport {
        scenario: &run.scenario,
        table: &run.table,
        members: Members::new(&run.keys, &run.packed),
        fit: &run.fit,
        targets: &targets,
        guess_shares: &guess_shares,
        run: &facts,
    };
    let (table, page) = rayon::join(|| write_table(&run.table, &named("results"), format), || run_report(&of_page));
    table?;
    if members_table {
        write_members(&run.keys, run.period.start, &named("members"), format, |column, put| {
            for (number, member) in run.numbers.iter().zip(&run.packed) {
                member.unpack(column, |day, value| put(*number, day, value));
            }
        })?;
    }
    if !run.targets.is_empty() {
        let lines: Vec<TargetLine> = run.targets.iter().map(TargetLine::from).collect();
        write_rows(&folder.join("targets.csv"), &lines)?;
    }
    if !run.headlines.is_empty() {
        let lines: Vec<RouteLine> = run.headlines.iter().map(RouteLine::from).collect();
        write_rows(&folder.join("headlines.csv"), &lines)?;
    }
    write_text(&folder.join("report.html"), &page?)?;
    let file = RunFile {
        vardar: crate::VERSION.to_owned(),
        scenario: run.scenario.name.clone(),
        source: match loaded.source {
            ScenarioSource::Embedded(_) => "embedded".to_owned(),
            ScenarioSource::Folder(_) => "folder".to_owned(),
        },
        scenario_hash: loaded.hash.clone(),
        request: request.clone(),
        format: format.extension().to_owned(),
        members_table,
        members_finished: run.packed.len(),
        interrupted: run.interrupted,
        period: [run.period.start, run.period.end],
        fit: run.fit.clone(),
    };
    write_json(&folder.join("run.json"), &file)
}

/// A target, for the page.
fn shown_target(row: &TargetRow) -> vardar_report::TargetRow {
    let target = &row.target;
    let shares = matches!(target.quantity, TargetQuantity::RepayShare | TargetQuantity::ExploitedShare);
    let scale = if shares { 100.0 } else { 1.0 };
    let (what, unit) = match target.quantity {
        TargetQuantity::PriceRatio => ("price, relative to the first days", "times"),
        TargetQuantity::ReportedPerDay => ("reported arrivals", "people a day"),
        TargetQuantity::Returned => ("returned at the border", "cases"),
        TargetQuantity::RepayShare => ("had to work to repay", "per cent of people on the route"),
        TargetQuantity::ExploitedShare => ("exploited", "per cent of people on the route"),
        TargetQuantity::StayDays => ("mean stay on the route", "days"),
    };
    let model = Quantiles {
        mean: scale * row.model.mean,
        q05: scale * row.model.q05,
        q25: scale * row.model.q25,
        q50: scale * row.model.q50,
        q75: scale * row.model.q75,
        q95: scale * row.model.q95,
    };
    vardar_report::TargetRow {
        label: if target.site == "route" { what.to_owned() } else { format!("{}: {what}", target.site) },
        period: format!("{} to {}", target.from, target.to),
        unit: unit.to_owned(),
        target: scale * target.value,
        low: target.low.map(|low| scale * low),
        high: target.high.map(|high| scale * high),
        fitted: target.fitted,
        model,
        source: target.source.clone(),
    }
}

/// How much of the spread of a headline number comes from guesses, for the page.
fn shown_share(line: &RouteNumber) -> Option<vardar_report::GuessShare> {
    let Share { share, low, high } = line.from_guesses?;
    Some(vardar_report::GuessShare { headline: format!("{} ({})", line.label, line.unit), share, low, high })
}

/// Writes a comparison into `folder`: `differences.*`, `comparison.html` and `comparison.json`.
pub fn write_comparison(folder: &Path, comparison: &Comparison, format: Format) -> Result<(), RunError> {
    create(folder)?;
    remove_outputs(folder, &COMPARISON_OUTPUTS)?;
    let table = ResultTable {
        start: comparison.table_a.start,
        days: comparison.table_a.days,
        series: comparison
            .differences
            .iter()
            .map(|d| Series { key: d.key.clone(), days: d.days.clone(), observed: Vec::new() })
            .collect(),
    };
    write_table(&table, &folder.join(format!("differences.{}", format.extension())), format)?;
    let page = comparison_report(&ComparisonReport {
        scenario: &comparison.scenario,
        baseline: Side { label: &comparison.label_a, table: &comparison.table_a, run: &comparison.facts_a },
        alternative: Side { label: &comparison.label_b, table: &comparison.table_b, run: &comparison.facts_b },
        headline: &comparison.headline,
        differences: &comparison.differences,
        pairs: comparison.pairs,
        common_random_numbers: comparison.common_random_numbers,
    })?;
    write_text(&folder.join("comparison.html"), &page)?;
    let side = |label: &str, facts: &RunFacts| ComparedRun {
        label: label.to_owned(),
        scenario_hash: facts.scenario_hash.clone(),
        seed: facts.seed,
        members_finished: facts.members,
        fixed_parameters: facts.fixed_parameters,
        interrupted: facts.interrupted,
        overrides: facts.overrides.clone(),
        period: [facts.period.start, facts.period.end],
    };
    let file = ComparisonFile {
        vardar: crate::VERSION.to_owned(),
        a: side(&comparison.label_a, &comparison.facts_a),
        b: side(&comparison.label_b, &comparison.facts_b),
        pairs: comparison.pairs,
        common_random_numbers: comparison.common_random_numbers,
        headline: comparison.headline.clone(),
        differences: comparison.rows(),
    };
    write_json(&folder.join("comparison.json"), &file)
}

pub(crate) fn facts(hash: &str, request: &RunRequest, run: &Simulated) -> RunFacts {
    RunFacts {
        program_version: crate::VERSION.to_owned(),
        scenario_hash: hash.to_owned(),
        seed: request.seed,
        members: run.packed.len(),
        fixed_parameters: request.fixed_parameters,
        interrupted: run.interrupted,
        overrides: request
            .parameters
            .iter()
            .map(|table| format!("parameters from a table with the hash {}", table.hash()))
            .chain(request.overrides.iter().map(|(key, value)| format!("{key}={value}")))
            .collect(),
        period: run.period,
    }
}

fn create(folder: &Path) -> Result<(), RunError> {
    std::fs::create_dir_all(folder).map_err(|source| RunError::Io { path: folder.to_owned(), source })
}

pub(crate) fn write_text(path: &Path, text: &str) -> Result<(), RunError> {
    Ok(write_whole(path, |out| out.write_all(text.as_bytes()))?)
}

pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), RunError> {
    Ok(write_whole(path, |out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    })?)
}

/// Writes rows as CSV, with the names of their fields as header.
fn write_rows(path: &Path, rows: &[impl Serialize]) -> Result<(), RunError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed =
        |error: &dyn std::error::Error| RunError::Io { path: path.to_owned(), source: std::io::Error::other(error.to_string()) };
    for row in rows {
        writer.serialize(row).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(write_whole(path, |out| out.write_all(&bytes))?)
}

/// Removes what an earlier run or comparison has left in a folder; other files stay.
pub(crate) fn remove_outputs(folder: &Path, names: &[&str]) -> Result<(), RunError> {
    for path in names.iter().map(|name| folder.join(name)) {
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != ErrorKind::NotFound => return Err(RunError::Io { path, source }),
            _ => {}
        }
    }
    Ok(())
}

/// Writes the inputs of a folder scenario, as they were read, beside the results. An embedded scenario needs no copy: the
/// program has it. The copy of an earlier run is removed; a folder of that name that no run has made is the user's and stays.
fn keep_scenario(loaded: &Loaded, folder: &Path) -> Result<(), RunError> {
    let to = &folder.join(KEPT_SCENARIO);
    let of_a_run = read_run_file(&folder.join("run.json")).is_ok_and(|(_, file)| file.source == "folder");
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    let from = match &loaded.source {
        ScenarioSource::Folder(from) => Some(from),
        ScenarioSource::Embedded(_) => None,
    };
    if from.is_some_and(|from| same(from, to) || scenario_hash(&read_folder(to).files) == loaded.hash) {
        return Ok(());
    }
    if to.exists() && of_a_run {
        std::fs::remove_dir_all(to).map_err(|source| RunError::Io { path: to.to_owned(), source })?;
    }
    if from.is_some() { Ok(vardar_scenario::write_files(&loaded.files, to)?) } else { Ok(()) }
}

/// Writes the folder of an embedded scenario.
pub fn export(name: &str, folder: &Path) -> Result<(), RunError> {
    let scenario = embedded::get(name).map_err(|unknown| RunError::UnknownScenario { name: unknown.name, hint: unknown.hint })?;
    Ok(vardar_scenario::write_files(&scenario.to_files(), folder)?)
}
