//! A calibration on disk.

use crate::calibration::{Calibrated, CalibrationRequest, Confounded};
use crate::error::RunError;
use crate::files::{remove_outputs, write_json, write_text};
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;
use vardar_scenario::parameter_table;

/// Files that a calibration writes.
const OUTPUTS: [&str; 5] =
    ["calibration.json", "parameters.csv", "calibration.csv", "posterior_predictive.csv", "confounded.csv"];

/// `calibration.json`: what was asked for.
#[derive(Debug, Serialize)]
struct CalibrationFile<'a> {
    vardar: &'a str,
    scenario_hash: &'a str,
    request: &'a CalibrationRequest,
    numbers_weighed: usize,
}

/// Removes what an earlier calibration has left.
pub fn remove_calibration(folder: &Path) -> Result<(), RunError> {
    remove_outputs(folder, &OUTPUTS)
}

/// Writes `parameters.csv` (posterior, in the scenario's form), `calibration.csv`, `posterior_predictive.csv`, `confounded.csv` and
/// `calibration.json` (last).
pub fn write_calibration(folder: &Path, hash: &str, request: &CalibrationRequest, done: &Calibrated) -> Result<(), RunError> {
    remove_calibration(folder)?;
    let rows: Vec<_> = done.rows.iter().map(|row| row.row.clone()).collect();
    let table = String::from_utf8_lossy(&parameter_table(&rows)).into_owned();
    write_text(&folder.join("parameters.csv"), &table)?;
    write_text(&folder.join("calibration.csv"), &calibration(done))?;
    write_text(&folder.join("posterior_predictive.csv"), &predictive(done))?;
    write_text(&folder.join("confounded.csv"), &confounded(done))?;
    let file = CalibrationFile { vardar: crate::VERSION, scenario_hash: hash, request, numbers_weighed: done.weighed };
    write_json(&folder.join("calibration.json"), &file)
}

fn calibration(done: &Calibrated) -> String {
    let mut out = "parameter,site,from,prior_median,prior_q05,prior_q95,posterior_median,posterior_q05,posterior_q95,shrinkage\n"
        .to_owned();
    for row in &done.rows {
        let from = row.row.from.map(|date| date.to_string()).unwrap_or_default();
        let (then, now) = (row.prior, row.posterior);
        let _ = writeln!(
            out,
            "{},{},{from},{},{},{},{},{},{},{:.3}",
            row.row.name, row.row.site, then.median, then.low, then.high, now.median, now.low, now.high, row.shrinkage
        );
    }
    out
}

fn predictive(done: &Calibrated) -> String {
    let mut out = "quantity,site,weighed,days,reported".to_owned();
    for when in ["prior", "posterior"] {
        let _ = write!(out, ",{when}_median,{when}_q05,{when}_q95,{when}_error_per_day,{when}_inside_50,{when}_inside_90");
    }
    out.push('\n');
    for row in &done.predictive {
        let target = &row.target;
        let _ = write!(out, "{},{},{},{},{}", target.quantity.name(), target.site, target.weighed, row.days, row.reported);
        for when in 0..2 {
            let total = &row.totals[when];
            let _ = write!(out, ",{:.0},{:.0},{:.0}", total.q50, total.q05, total.q95);
            let _ = write!(out, ",{:.1},{:.3},{:.3}", row.error[when], row.inside_50[when], row.inside_90[when]);
        }
        out.push('\n');
    }
    out
}

fn confounded(done: &Calibrated) -> String {
    let mut out =
        "finding,parameter,site,other_parameter,other_site,prior_correlation,posterior_correlation,shrinkage\n".to_owned();
    for finding in &done.confounded {
        let _ = match finding {
            Confounded::Pair([(name, site), (other, other_site)], [then, now]) => {
                writeln!(out, "not told apart,{name},{site},{other},{other_site},{then:.2},{now:.2},")
            }
            Confounded::Untouched((name, site), shrinkage) => writeln!(out, "nothing said,{name},{site},,,,,{shrinkage:.3}"),
        };
    }
    out
}
