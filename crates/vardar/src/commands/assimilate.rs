//! `vardar assimilate`.

use super::{claim, finished, folder, load_named, print, show_suspicions, weighing, with_threads};
use crate::cli::AssimilateArguments;
use crate::fit_table::thousands;
use crate::{Outcome, progress, stop};
use std::fmt::Write;
use vardar_results::Format;
use vardar_run::{Assimilated, Checkpoint, Progress, Resume, RunError, assimilate, prepare, write_assimilated};

/// Weighs the model against the counts and writes what it believes of every day.
pub fn run(arguments: &AssimilateArguments) -> Result<Outcome, RunError> {
    let settings = &arguments.weighing;
    let loaded = load_named(arguments.scenario.as_deref(), settings.quiet)?;
    let request = weighing(settings, &loaded)?;
    let prepared = prepare(&loaded, &request, 0)?;
    let until = arguments.until.unwrap_or(prepared.last_day);
    let days = prepared.day(until)? as u64 + 1;
    let out = folder(settings.out.as_deref(), &format!("assimilate-{}", loaded.scenario.name));
    let claim = claim(&out)?;
    let asked = format!("{} {} {request:?} until {until}", vardar_run::VERSION, loaded.hash);
    let checkpoint = Checkpoint::new(&out, "posterior.partial.json", asked);
    if !arguments.resume {
        checkpoint.remove()?;
    }
    let resume = Resume { checkpoint: &checkpoint, go_on: arguments.resume };
    let bar = progress::bar_of(days, "days", settings.quiet);
    let progress = Progress { stop: stop::flag(), member_done: &|| bar.inc(1) };
    let format = arguments.format.map_or(Format::Parquet, Format::from);
    let done = with_threads(settings.threads, || {
        let done = assimilate(&prepared, &request, until, &progress, Some(resume))?;
        bar.finish_and_clear();
        write_assimilated(&out, &done, format)?;
        Ok::<_, RunError>(done)
    });
    let Some(done) = finished(done, &checkpoint, claim)? else { return Ok(Outcome::Interrupted) };
    show_suspicions(&done.warnings, settings.quiet);
    if !settings.quiet {
        print(&render(&done, until));
        print(&format!("Table: {}\n", out.join(format!("posterior.{}", format.extension())).display()));
    }
    Ok(Outcome::Done)
}

/// Where the people are on the last day, by country.
fn render(done: &Assimilated, until: jiff::civil::Date) -> String {
    let mut out = format!("People on {until}, median and 90 % interval\n");
    let _ = writeln!(out, "{:<8} {:>30} {:>30}", "country", "present", "stranded");
    let last = done.table.days - 1;
    for series in &done.table.series {
        let key = &series.key;
        if key.quantity != "present" || !is_country(&key.site) {
            continue;
        }
        let show = |quantity: &str| {
            let series = done.table.find(quantity, &key.site, "all", "all");
            series.map_or(String::new(), |s| {
                let day = &s.days[last];
                format!("{} ({} to {})", thousands(day.q50), thousands(day.q05), thousands(day.q95))
            })
        };
        let _ = writeln!(out, "{:<8} {:>30} {:>30}", key.site, show("present"), show("stranded"));
    }
    out
}

/// Only countries have three capitals.
fn is_country(site: &str) -> bool {
    site.len() == 3 && site.bytes().all(|b| b.is_ascii_uppercase())
}
