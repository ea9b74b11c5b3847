//! `vardar evaluate`.

use super::{claim, folder, load_named, print, weighing, with_threads};
use crate::cli::EvaluateArguments;
use crate::{Outcome, progress, stop};
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write;
use vardar_run::{
    Evaluation, FinishedOrigins, HORIZON_BINS, OriginScores, Origins, Prepared, Progress, RunError, evaluate, prepare,
    remove_evaluation, sum_up, write_evaluation,
};

/// Days of counts before the first origin, if none is asked for.
const FIRST_DAYS: i64 = 38;

/// Forecasts from every origin, scores, and writes.
pub fn run(arguments: &EvaluateArguments) -> Result<Outcome, RunError> {
    let settings = &arguments.weighing;
    let loaded = load_named(arguments.scenario.as_deref(), settings.quiet)?;
    let request = weighing(settings, &loaded)?;
    let prepared = prepare(&loaded, &request, 0)?;
    let origins = origins(arguments, &prepared);
    let days = prepared.day(origins.to)? as u64 + 1;
    prepared.day(origins.from)?;
    let out = folder(settings.out.as_deref(), &format!("evaluate-{}", loaded.scenario.name));
    let claim = claim(&out)?;
    let heading = format!("# {} {} {request:?} {origins:?}", vardar_run::VERSION, loaded.hash);
    let mut finished = if arguments.resume { FinishedOrigins::read(&out, &heading)? } else { OriginScores::new() };
    remove_evaluation(&out)?;
    let mut file = FinishedOrigins::start(&out, &heading, &finished)?;
    let bar = progress::bar_of(days, "days", settings.quiet);
    let progress = Progress { stop: stop::flag(), member_done: &|| bar.inc(1) };
    let before: Vec<Date> = finished.keys().copied().collect();
    let complete = with_threads(settings.threads, || {
        let complete = evaluate(&prepared, &request, origins, &progress, &|date| before.contains(&date), &mut |date, rows| {
            file.add(date, &rows)?;
            finished.insert(date, rows);
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
    let evaluation = sum_up(&finished, origins.every, origins.horizon);
    write_evaluation(&out, &loaded.hash, &prepared, &request, origins, &finished, &evaluation)?;
    file.remove()?;
    if !settings.quiet {
        print(&render(&evaluation));
        print(&format!("Page:   {}\nScores: {}\n", out.join("evaluation.html").display(), out.join("scores.csv").display()));
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

/// Mean score by series, model and days ahead, and how often the intervals held the count.
fn render(evaluation: &Evaluation) -> String {
    let mut out = format!(
        "Mean weighted interval score over {} origins, people; (share of counts in the 50 % / 90 % interval)\n",
        evaluation.origins
    );
    let _ = write!(out, "{:<23} {:<15}", "", "");
    for (low, high) in HORIZON_BINS {
        let title = if low == high { format!("day {low}") } else { format!("days {low} to {high}") };
        let _ = write!(out, " {title:>20}");
    }
    out.push('\n');
    for series in &evaluation.series {
        let name = format!("{} {}", series.target, series.location);
        for model in &series.scores.models {
            let _ = write!(out, "{name:<23} {:<15}", model.model);
            for mean in &model.bins {
                let shares = (100.0 * mean.inside_50, 100.0 * mean.inside_90);
                let cell = format!("{:.0} ({:.0}/{:.0} %)", mean.wis, shares.0, shares.1);
                let _ = write!(out, " {:>20}", if mean.counts == 0 { String::new() } else { cell });
            }
            out.push('\n');
        }
    }
    out
}
