//! `vardar calibrate`.

use super::{claim, finished, folder, load_named, print, with_threads};
use crate::cli::CalibrateArguments;
use crate::{Outcome, progress, stop};
use std::fmt::Write;
use vardar_run::{
    CALIBRATION_MEMBERS, Calibrated, CalibratedRow, Calibration, CalibrationRequest, CalibrationState, Checkpoint, Confounded,
    LIVES_PER_MEMBER, Progress, RunError, remove_calibration, write_calibration,
};

/// Rows of the table in the terminal, and pairs that are named.
const SHOWN: usize = 12;

/// Weighs the parameters and writes them.
pub fn run(arguments: &CalibrateArguments) -> Result<Outcome, RunError> {
    let loaded = load_named(arguments.scenario.as_deref(), arguments.quiet)?;
    let request = CalibrationRequest {
        from: arguments.from,
        to: arguments.to,
        members: arguments.members.unwrap_or(CALIBRATION_MEMBERS),
        seed: arguments.seed.unwrap_or(1),
        overrides: arguments.set.clone(),
    };
    let calibration = Calibration::new(&loaded, &request)?;
    let out = folder(arguments.out.as_deref(), &format!("calibrate-{}", loaded.scenario.name));
    let claim = claim(&out)?;
    let asked = format!("{} {} {request:?}", vardar_run::VERSION, loaded.hash);
    let checkpoint = Checkpoint::new(&out, "calibration.partial.json", asked);
    let kept = if arguments.resume { checkpoint.read::<CalibrationState, ()>()? } else { None };
    let state = kept.map(|(state, _)| state).unwrap_or_default();
    if !arguments.resume {
        checkpoint.remove()?;
    }
    remove_calibration(&out)?;
    let lives = u64::from(request.members) * u64::from(LIVES_PER_MEMBER);
    let bar = progress::bar_of(lives, "lives of members", arguments.quiet);
    let progress = Progress { stop: stop::flag(), member_done: &|| bar.inc(1) };
    let done = with_threads(arguments.threads, || {
        let done = calibration.weigh(&request, state, &progress, &mut |state| checkpoint.keep(state, std::iter::empty::<()>()));
        bar.finish_and_clear();
        let done = done?;
        write_calibration(&out, &loaded.hash, &request, &done)?;
        Ok::<_, RunError>(done)
    });
    let Some(done) = finished(done, &checkpoint, claim)? else { return Ok(Outcome::Interrupted) };
    if !arguments.quiet {
        print(&render(&request, &done));
        print(&format!("Parameters: {}\n", out.join("parameters.csv").display()));
    }
    Ok(Outcome::Done)
}

fn render(request: &CalibrationRequest, done: &Calibrated) -> String {
    let mut out = format!(
        "{} parameter rows weighed against {} weekly counts from {} to {}\n",
        done.rows.len(),
        done.weighed,
        request.from,
        request.to
    );
    let mut rows: Vec<&CalibratedRow> = done.rows.iter().collect();
    rows.sort_by(|a, b| b.shrinkage.total_cmp(&a.shrinkage));
    let title = ("most informed: median and 90 % interval", "before", "after", "shrinkage");
    let _ = writeln!(out, "{:<46} {:>28} {:>28} {:>9}", title.0, title.1, title.2, title.3);
    for row in rows.iter().take(SHOWN) {
        let show = |range: &vardar_run::Range90| format!("{} ({} to {})", range.median, range.low, range.high);
        let name = name((&row.row.name, &row.row.site));
        let name = row.row.from.map_or(name.clone(), |from| format!("{name} {from}"));
        let shrinkage = format!("{:.0} %", 100.0 * row.shrinkage);
        let _ = writeln!(out, "{name:<46} {:>28} {:>28} {shrinkage:>9}", show(&row.prior), show(&row.posterior));
    }
    let title = ("sum of the counts of", "reported", "expected before", "expected after");
    let _ = writeln!(out, "{:<30} {:>12} {:>34} {:>34}", title.0, title.1, title.2, title.3);
    for row in done.predictive.iter().filter(|row| row.target.weighed) {
        let show = |q: &vardar_results::Quantiles| {
            let people = crate::fit_table::thousands;
            format!("{} ({} to {})", people(q.q50), people(q.q05), people(q.q95))
        };
        let name = format!("{} {}", row.target.quantity.name(), row.target.site);
        let reported = crate::fit_table::thousands(row.reported);
        let _ = writeln!(out, "{name:<30} {reported:>12} {:>34} {:>34}", show(&row.totals[0]), show(&row.totals[1]));
    }
    let pairs = done.confounded.iter().filter_map(|finding| match finding {
        Confounded::Pair([a, b], [_, now]) => Some((a, b, now)),
        Confounded::Untouched(..) => None,
    });
    let count = pairs.clone().count();
    if count > 0 {
        let _ = writeln!(out, "{count} pair(s) of parameters that the counts do not tell apart (correlation after weighing):");
        for (a, b, now) in pairs.take(SHOWN) {
            let _ = writeln!(out, "  {} and {}: {now:.2}", name((&a.0, &a.1)), name((&b.0, &b.1)));
        }
    }
    let untouched = done.confounded.len() - count;
    if untouched > 0 {
        let _ = writeln!(
            out,
            "The counts say nothing about {untouched} parameters (less than 5 % of the spread is gone): confounded.csv"
        );
    }
    out
}

fn name((name, site): (&str, &str)) -> String {
    if site.is_empty() { name.to_owned() } else { format!("{name} {site}") }
}
