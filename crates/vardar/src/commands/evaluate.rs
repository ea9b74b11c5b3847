//! `vardar evaluate`.

use super::{claim, folder, load_named, print, weighing, with_threads};
use crate::cli::EvaluateArguments;
use crate::{Outcome, progress, stop};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;
use vardar_run::{
    Origins, Prepared, Progress, RunError, add_partial, evaluate, prepare, read_partial, score_line, start_partial, write_scores,
};

/// Days of counts before the first origin, if none is asked for.
const FIRST_DAYS: i64 = 38;

/// Horizons that the table in the terminal puts together.
const BINS: [(usize, usize); 4] = [(1, 1), (2, 3), (4, 7), (8, 14)];

/// Forecasts from every origin, scores, and writes.
pub fn run(arguments: &EvaluateArguments) -> Result<Outcome, RunError> {
    let settings = &arguments.weighing;
    let loaded = load_named(arguments.scenario.as_deref(), settings.quiet)?;
    let request = weighing(settings);
    let prepared = prepare(&loaded, &request, 0)?;
    let origins = origins(arguments, &prepared);
    let days = prepared.day(origins.to)? as u64 + 1;
    prepared.day(origins.from)?;
    let out = folder(settings.out.as_deref(), &format!("evaluate-{}", loaded.scenario.name));
    let claim = claim(&out)?;
    let heading = format!("# {} {} {request:?} {origins:?}", vardar_run::VERSION, loaded.hash);
    let mut finished = if arguments.resume { read_partial(&out, &heading)? } else { BTreeMap::new() };
    let mut partial = start_partial(&out, &heading, &finished)?;
    let bar = progress::bar_of(days, "days", settings.quiet);
    let progress = Progress { stop: stop::flag(), member_done: &|| bar.inc(1) };
    let before = finished.clone();
    let complete = with_threads(settings.threads, || {
        let complete =
            evaluate(&prepared, &request, origins, &progress, &|date| before.contains_key(&date), &mut |date, targets, rows| {
                let lines: String = rows.iter().map(|row| score_line(date, &targets[row.series], row)).collect();
                add_partial(&mut partial, &out, date, &lines)?;
                finished.insert(date, lines);
                Ok(())
            })?;
        bar.finish_and_clear();
        Ok::<_, RunError>(complete)
    })
    .inspect_err(|_| claim.release())?;
    if !complete {
        eprintln!("stopped: `--resume` goes on from here");
        return Ok(Outcome::Interrupted);
    }
    write_scores(&out, &finished)?;
    if !settings.quiet {
        print(&render(&finished));
        print(&format!("Scores: {}\n", out.join("scores.csv").display()));
    }
    Ok(Outcome::Done)
}

fn origins(arguments: &EvaluateArguments, prepared: &Prepared) -> Origins {
    let horizon = usize::from(arguments.horizon);
    let start = prepared.network.start;
    let from = arguments.from.unwrap_or_else(|| start.saturating_add(FIRST_DAYS.days()).min(prepared.last_day));
    let to = arguments.to.unwrap_or_else(|| prepared.last_day.saturating_sub((horizon as i64).days()).max(from));
    Origins { from, to, every: usize::from(arguments.every), horizon }
}

#[derive(Default)]
struct Sum {
    wis: f64,
    covered_50: usize,
    covered_90: usize,
    count: usize,
}

/// Mean score by series, model and horizon, and how often the intervals held the count.
fn render(origins: &BTreeMap<Date, String>) -> String {
    let mut sums: BTreeMap<(String, String), Vec<Sum>> = BTreeMap::new();
    for line in origins.values().flat_map(|lines| lines.lines()) {
        let cells: Vec<&str> = line.split(',').collect();
        let [_, location, target, horizon, model, wis, _, _, _, _, in_50, in_90, ..] = cells[..] else { continue };
        let horizon: usize = horizon.parse().unwrap_or(0);
        let Some(bin) = BINS.iter().position(|(low, high)| (*low..=*high).contains(&horizon)) else { continue };
        let key = (format!("{target} {location}"), model.to_owned());
        let row = sums.entry(key).or_insert_with(|| BINS.iter().map(|_| Sum::default()).collect());
        row[bin].wis += wis.parse::<f64>().unwrap_or(0.0);
        row[bin].covered_50 += usize::from(in_50 == "1");
        row[bin].covered_90 += usize::from(in_90 == "1");
        row[bin].count += 1;
    }
    let mut out = format!(
        "Mean weighted interval score over {} origins, people; (share of counts in the 50 % / 90 % interval)\n",
        origins.len()
    );
    let _ = write!(out, "{:<23} {:<15}", "", "");
    for (low, high) in BINS {
        let title = if low == high { format!("day {low}") } else { format!("days {low} to {high}") };
        let _ = write!(out, " {title:>20}");
    }
    out.push('\n');
    for ((series, model), bins) in &sums {
        let _ = write!(out, "{series:<23} {model:<15}");
        for sum in bins {
            let count = sum.count.max(1) as f64;
            let share = |n: usize| 100.0 * n as f64 / count;
            let cell = format!("{:.0} ({:.0}/{:.0} %)", sum.wis / count, share(sum.covered_50), share(sum.covered_90));
            let _ = write!(out, " {:>20}", if sum.count == 0 { String::new() } else { cell });
        }
        out.push('\n');
    }
    out
}
