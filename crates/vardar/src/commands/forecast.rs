//! `vardar forecast`.

use super::{claim, finished, folder, load_named, print, show_suspicions, weighing, with_threads};
use crate::cli::ForecastArguments;
use crate::fit_table::thousands;
use crate::{Outcome, progress, stop};
use std::fmt::Write;
use vardar_run::{
    Checkpoint, Forecasted, LIKELY_FULL, Progress, Resume, RunError, SHOWN_DAYS, forecast_from, prepare, write_forecast,
};

/// Levels 0.05, 0.5 and 0.95 among the 23.
const SHOWN_LEVELS: [usize; 3] = [2, 11, 20];

/// Assimilates up to the origin, forecasts, and writes.
pub fn run(arguments: &ForecastArguments) -> Result<Outcome, RunError> {
    let settings = &arguments.weighing;
    let loaded = load_named(arguments.scenario.as_deref(), settings.quiet)?;
    let request = weighing(settings, &loaded)?;
    let horizon = usize::from(arguments.horizon);
    let prepared = prepare(&loaded, &request, horizon)?;
    let days = prepared.day(arguments.origin)? as u64 + 1;
    let out = folder(settings.out.as_deref(), &format!("forecast-{}-{}", loaded.scenario.name, arguments.origin));
    let claim = claim(&out)?;
    let asked = format!("{} {} {request:?} from {} {horizon} days", vardar_run::VERSION, loaded.hash, arguments.origin);
    let checkpoint = Checkpoint::new(&out, "forecast.partial.json", asked);
    if !arguments.resume {
        checkpoint.remove()?;
    }
    let resume = Resume { checkpoint: &checkpoint, go_on: arguments.resume };
    let bar = progress::bar_of(days, "days", settings.quiet);
    let progress = Progress { stop: stop::flag(), member_done: &|| bar.inc(1) };
    let done = with_threads(settings.threads, || {
        let done = forecast_from(&prepared, &request, arguments.origin, horizon, &progress, Some(resume))?;
        bar.finish_and_clear();
        write_forecast(&out, &loaded.hash, &prepared, &request, &done)?;
        Ok::<_, RunError>(done)
    });
    let Some(done) = finished(done, &checkpoint, claim)? else { return Ok(Outcome::Interrupted) };
    show_suspicions(&done.warnings, settings.quiet);
    if !settings.quiet {
        print(&render(&done));
        let (page, table) = (out.join("forecast.html"), out.join("forecast.csv"));
        print(&format!("Page:  {}\nTable: {}\n", page.display(), table.display()));
    }
    Ok(Outcome::Done)
}

fn render(done: &Forecasted) -> String {
    let mut out = format!("Forecast with what was known on {}: median and 90 % interval of the count of a day\n", done.origin);
    let _ = write!(out, "{:<23}", "");
    let days: Vec<usize> = SHOWN_DAYS.into_iter().filter(|d| done.forecast.series.iter().all(|s| *d <= s.len())).collect();
    for day in &days {
        let _ = write!(out, " {:>22}", format!("in {day} day{}", if *day == 1 { "" } else { "s" }));
    }
    out.push('\n');
    for (target, series) in done.targets.iter().zip(&done.forecast.series) {
        let _ = write!(out, "{:<23}", format!("{} {}", target.name(), target.location));
        for day in &days {
            let [low, middle, high] = SHOWN_LEVELS.map(|level| thousands(series[day - 1][level]));
            let _ = write!(out, " {:>22}", format!("{middle} ({low} to {high})"));
        }
        out.push('\n');
    }
    let mut full: Vec<(&str, u32, f64, usize)> = done
        .centres
        .iter()
        .zip(&done.forecast.centres)
        .filter_map(|(place, centre)| {
            let (day, chance) = centre.above_beds.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
            (chance >= LIKELY_FULL).then_some((place.as_str(), centre.beds?, chance, day + 1))
        })
        .collect();
    full.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(b.0)));
    if !full.is_empty() {
        out.push_str("Centres that may have more people than beds:\n");
        for (place, beds, chance, day) in full {
            let _ = writeln!(out, "  {place:<20} {:>3.0} % on day {day} ({} beds)", 100.0 * chance, thousands(f64::from(beds)));
        }
    }
    out
}
