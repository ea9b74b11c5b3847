//! Forecasts on disk: the columns of the forecast hubs, the page, and what was believed of every day.

use crate::error::RunError;
use crate::files::{remove_outputs, write_json, write_text};
use crate::forecast_page::forecast_page;
use crate::forecasting::{Assimilated, ForecastRequest, Forecasted, Prepared};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;
use vardar_assimilate::forecast::LEVELS;
use vardar_results::{Format, write_table};

/// Header of a forecast in the columns of the forecast hubs (Hubverse model output).
const HUB_HEADER: &str = "origin_date,target,horizon,location,output_type,output_type_id,value\n";

/// `forecast.json`: what the forecast was, so that it can be made again.
#[derive(Debug, Serialize)]
struct ForecastFile<'a> {
    vardar: &'a str,
    scenario_hash: &'a str,
    origin: Date,
    horizon: usize,
    request: &'a ForecastRequest,
    warnings: &'a [String],
}

/// Writes `forecast.csv` (every series, the people present at every centre and wherever else they were counted, people stranded by
/// country), `overflow.csv` (chance by day and centre that more people are present than there are beds), `forecast.html` and
/// `forecast.json` (last).
pub fn write_forecast(
    folder: &Path,
    hash: &str,
    prepared: &Prepared,
    request: &ForecastRequest,
    done: &Forecasted,
) -> Result<(), RunError> {
    remove_outputs(folder, &["forecast.json", "forecast.csv", "overflow.csv", "forecast.html"])?;
    let mut rows = HUB_HEADER.to_owned();
    let mut put = |target: &str, location: &str, days: &[[f64; 23]]| {
        for (ahead, quantiles) in days.iter().enumerate() {
            for (level, value) in LEVELS.iter().zip(quantiles) {
                let _ = writeln!(rows, "{},{target},{},{location},quantile,{level},{value:.1}", done.origin, ahead + 1);
            }
        }
    };
    for (target, days) in done.targets.iter().zip(&done.forecast.series) {
        put(target.name(), &target.location, days);
    }
    for (centre, numbers) in done.centres.iter().zip(&done.forecast.centres) {
        put("present", centre, &numbers.present);
    }
    for numbers in &done.forecast.stocks {
        put(numbers.stock.quantity.name(), &numbers.stock.site, &numbers.people);
    }
    let mut overflow = "date,place,beds,probability_above_beds\n".to_owned();
    for (centre, numbers) in done.centres.iter().zip(&done.forecast.centres) {
        let Some(beds) = numbers.beds else { continue };
        for (ahead, probability) in numbers.above_beds.iter().enumerate() {
            let date = done.origin.saturating_add((ahead as i64 + 1).days());
            let _ = writeln!(overflow, "{date},{centre},{beds},{probability:.3}");
        }
    }
    let (horizon, warnings) = (done.horizon(), &done.warnings);
    let file = ForecastFile { vardar: crate::VERSION, scenario_hash: hash, origin: done.origin, horizon, request, warnings };
    write_text(&folder.join("forecast.csv"), &rows)?;
    write_text(&folder.join("overflow.csv"), &overflow)?;
    write_text(&folder.join("forecast.html"), &forecast_page(prepared, hash, request, done)?)?;
    write_json(&folder.join("forecast.json"), &file)
}

/// Writes `posterior.*` (quantiles by day) and `increments.csv` (people whom the analysis added, net).
pub fn write_assimilated(folder: &Path, done: &Assimilated, format: Format) -> Result<(), RunError> {
    remove_outputs(folder, &["posterior.parquet", "posterior.csv", "increments.csv"])?;
    write_table(&done.table, &folder.join(format!("posterior.{}", format.extension())), format)?;
    let mut rows = "date,people_added_net\n".to_owned();
    for (day, people) in done.increments.iter().enumerate() {
        let _ = writeln!(rows, "{},{people:.1}", done.table.start.saturating_add((day as i64).days()));
    }
    write_text(&folder.join("increments.csv"), &rows)
}
