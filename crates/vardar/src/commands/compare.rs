//! `vardar compare`.

use super::{changes, claim, folder, named, print, request, with_threads};
use crate::cli::{CompareArguments, Simulation};
use crate::fit_table::thousands;
use crate::headline_table;
use crate::{Outcome, progress, stop};
use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::Ordering;
use vardar_results::Format;
use vardar_run::{
    Comparison, DifferenceRow, Loaded, Progress, RunError, RunRequest, ScenarioSource, compare, load, read_run_file,
    write_comparison,
};

/// Rows of the table in the terminal.
const SHOWN: usize = 20;

struct Side {
    loaded: Loaded,
    request: RunRequest,
    label: String,
}

/// Simulates both sides and writes the differences.
pub fn run(arguments: &CompareArguments) -> Result<Outcome, RunError> {
    let settings = &arguments.simulation;
    if arguments.b.is_none() && settings.set.is_empty() && settings.what_if.is_none() && settings.parameters.is_none() {
        return Err(RunError::Incomparable(
            "there is nothing to compare with: give a second run or scenario, or a change with --what-if NAME, --set KEY=VALUE or --parameters FILE".to_owned(),
        ));
    }
    let a = side(&arguments.a, settings, false)?;
    let b = side(arguments.b.as_deref().unwrap_or(&arguments.a), settings, true)?;
    let out = folder(settings.out.as_deref(), &format!("compare-{}", named(&b.loaded, settings)));
    let claim = claim(&out)?;
    let bar = progress::bar(u64::from(a.request.members) + u64::from(b.request.members), settings.quiet);
    let progress = Progress { stop: stop::flag(), member_done: &|| bar.inc(1) };
    let comparison = with_threads(settings.threads, || {
        let sides = ((&a.loaded, &a.request, a.label.as_str()), (&b.loaded, &b.request, b.label.as_str()));
        let comparison = compare(sides.0, sides.1, &progress)?;
        bar.finish_and_clear();
        write_comparison(&out, &comparison, settings.format.map_or(Format::Parquet, Format::from))?;
        Ok::<_, RunError>(comparison)
    })
    .inspect_err(|_| claim.release())?;
    if !settings.quiet {
        print(&render(&comparison));
        print(&format!("Page: {}\n", out.join("comparison.html").display()));
    }
    Ok(if stop::flag().load(Ordering::Relaxed) { Outcome::Interrupted } else { Outcome::Done })
}

/// A run folder (as it was run, except for what the arguments change) or a scenario; `change`: with the changes asked for.
fn side(name: &str, settings: &Simulation, change: bool) -> Result<Side, RunError> {
    let path = Path::new(name);
    let table = settings.parameters.as_deref().filter(|_| change);
    let is_run = path.join("run.json").is_file() || path.extension().is_some_and(|e| e == "json");
    let (loaded, mut wanted) = if is_run {
        let (path, file) = read_run_file(path)?;
        let loaded = load(&file.scenario_source(&path))?;
        if loaded.hash != file.scenario_hash {
            let reason = "the scenario is not the one that was run: its hash differs".to_owned();
            return Err(RunError::RunFile { path, reason });
        }
        let asked = request(settings, table, &loaded)?;
        let then = file.request;
        let wanted = RunRequest {
            members: settings.members.unwrap_or(then.members),
            seed: settings.seed.unwrap_or(then.seed),
            from: asked.from.or(then.from),
            to: asked.to.or(then.to),
            overrides: then.overrides,
            fixed_parameters: then.fixed_parameters || asked.fixed_parameters,
            parameters: asked.parameters.or(then.parameters),
        };
        (loaded, wanted)
    } else {
        let loaded = load(&ScenarioSource::find(name)?)?;
        let mut asked = request(settings, table, &loaded)?;
        asked.overrides.clear();
        (loaded, asked)
    };
    let mut label = name.to_owned();
    if change {
        wanted.overrides.extend(changes(&loaded, settings)?);
        if let Some(what_if) = &settings.what_if {
            let _ = write!(label, " with {what_if}");
        }
        if let Some(file) = table.and_then(Path::file_name) {
            let _ = write!(label, " with {}", file.display());
        }
        for (key, value) in &settings.set {
            let _ = write!(label, " with {key}={value}");
        }
    }
    Ok(Side { loaded, request: wanted, label })
}

fn render(comparison: &Comparison) -> String {
    let mut out = format!("A: {}\nB: {}\n", comparison.label_a, comparison.label_b);
    let luck = if comparison.common_random_numbers { "common random numbers" } else { "different seeds: wider intervals" };
    let _ = writeln!(out, "B minus A over {} members in pairs ({luck})", comparison.pairs);
    out.push_str(&headline_table::render(&comparison.headline));
    // Only countries have three capitals: ids of places and links are lower case, regions are longer.
    let is_country = |site: &str| site.len() == 3 && site.bytes().all(|b| b.is_ascii_uppercase());
    let total = |row: &DifferenceRow| row.channel == "all" && row.group == "all" && is_country(&row.site);
    let mut rows: Vec<DifferenceRow> = comparison.rows().into_iter().filter(total).collect();
    if rows.is_empty() {
        out.push_str("No country differs.\n");
        return out;
    }
    rows.sort_by(|x, y| y.q50.abs().total_cmp(&x.q50.abs()).then_with(|| (&x.quantity, &x.site).cmp(&(&y.quantity, &y.site))));
    let _ = writeln!(out, "{:<19} {:<5} {:>12} {:>25}  unit", "quantity", "site", "median", "90 % interval");
    for row in rows.iter().take(SHOWN) {
        let interval = format!("{} to {}", thousands(row.q05), thousands(row.q95));
        let _ = writeln!(out, "{:<19} {:<5} {:>12} {interval:>25}  {}", row.quantity, row.site, thousands(row.q50), row.unit);
    }
    if rows.len() > SHOWN {
        let _ = writeln!(out, "… and {} more in the page and the table", rows.len() - SHOWN);
    }
    out
}
