//! A forecast as the page that is written beside it.
//!
//! What may not change: the page is given the scenario without anything that became known after the origin, so that nothing
//! later can be on it.

use crate::error::RunError;
use crate::forecasting::{ForecastRequest, Forecasted, Prepared};
use jiff::ToSpan;
use jiff::civil::Date;
use vardar_assimilate::forecast::LEVELS;
use vardar_engine::network::scenario_as_known;
use vardar_report::{CentreRisk, ForecastFacts, ForecastReport, LastCount, forecast_report};
use vardar_results::{Quantiles, ResultTable, Series, SeriesKey};
use vardar_scenario::{ObservedQuantity, Scenario};

/// Days up to the origin whose counts are shown before the forecast.
const DAYS_BEFORE: usize = 21;

/// Makes the page; `hash` is that of the scenario's files.
pub(crate) fn forecast_page(
    prepared: &Prepared,
    hash: &str,
    request: &ForecastRequest,
    done: &Forecasted,
) -> Result<String, RunError> {
    let known = scenario_known(&prepared.scenario, done.origin);
    let facts = ForecastFacts {
        origin: done.origin,
        horizon: done.horizon(),
        members: request.members as usize,
        seed: request.seed,
        method: request.method.words(),
        program_version: crate::VERSION.to_owned(),
        scenario_hash: hash.to_owned(),
        overrides: request.overrides.iter().map(|(key, value)| format!("{key}={value}")).collect(),
    };
    let centres: Vec<CentreRisk> = done
        .centres
        .iter()
        .zip(&done.forecast.centres)
        .map(|(place, centre)| CentreRisk { place: place.clone(), beds: centre.beds, above_beds: centre.above_beds.clone() })
        .collect();
    let last_counts: Vec<LastCount> = done.counted.iter().filter_map(|series| series.last(prepared.network.start)).collect();
    let page = forecast_report(&ForecastReport {
        scenario: &known,
        table: &table(done),
        facts: &facts,
        centres: &centres,
        last_counts: &last_counts,
        weekdays: &done.weekdays,
        warnings: &done.warnings,
    })?;
    Ok(page)
}

/// What was counted at one site, from the first day to the origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// What.
    pub quantity: ObservedQuantity,
    /// Country, region or place.
    pub site: String,
    /// By day from the first simulated one.
    pub days: Vec<Option<f64>>,
}

impl Counted {
    fn last(&self, start: Date) -> Option<LastCount> {
        let (day, people) = self.days.iter().enumerate().rev().find_map(|(day, count)| Some((day, (*count)?)))?;
        let date = start.saturating_add((day as i64).days());
        Some(LastCount { quantity: self.quantity, site: self.site.clone(), date, people })
    }
}

/// The scenario with what was known at the end of a day, and nothing later: no rule, no count, no number that came after it.
fn scenario_known(scenario: &Scenario, on: Date) -> Scenario {
    let mut known = scenario_as_known(scenario, on);
    known.borders.retain(|entry| entry.announced <= on);
    known.observations.retain(|count| count.date <= on);
    known.inflow.retain(|row| row.date <= on);
    known
}

/// The last days counted and the days forecast, as one table.
fn table(done: &Forecasted) -> ResultTable {
    let before = done.counted.iter().map(|series| series.days.len()).max().unwrap_or(1).clamp(1, DAYS_BEFORE);
    let unknown = Quantiles { mean: f64::NAN, q05: f64::NAN, q25: f64::NAN, q50: f64::NAN, q75: f64::NAN, q95: f64::NAN };
    let horizon = done.horizon();
    let series = |quantity: &str, site: &str, ahead: &[[f64; 23]]| {
        let counts = done.counted.iter().find(|counted| counted.quantity.name() == quantity && counted.site == site);
        let counts = counts.map_or(&[][..], |counted| &counted.days[counted.days.len().saturating_sub(before)..]);
        let mut observed = vec![None; before - counts.len()];
        observed.extend_from_slice(counts);
        observed.resize(before + horizon, None);
        let days = std::iter::repeat_n(unknown, before).chain(ahead.iter().map(quantiles)).collect();
        let all = || "all".to_owned();
        let key = SeriesKey { quantity: quantity.to_owned(), site: site.to_owned(), channel: all(), group: all() };
        Series { key, days, observed }
    };
    let flows = done.targets.iter().zip(&done.forecast.series).map(|(t, days)| series(t.name(), &t.location, days));
    let centres = done.centres.iter().zip(&done.forecast.centres);
    let present = centres.map(|(place, centre)| series(ObservedQuantity::Present.name(), place, &centre.present));
    let others = done.forecast.stocks.iter();
    let others = others.map(|numbers| series(numbers.stock.quantity.name(), &numbers.stock.site, &numbers.people));
    let series = flows.chain(present).chain(others).collect();
    let start = done.origin.saturating_sub((before as i64 - 1).days());
    ResultTable { start, days: before + horizon, series }
}

/// The quantiles that a page shows. A forecast has no mean.
fn quantiles(levels: &[f64; 23]) -> Quantiles {
    let at = |wanted: f64| LEVELS.iter().position(|level| *level == wanted).map_or(f64::NAN, |index| levels[index]);
    Quantiles { mean: f64::NAN, q05: at(0.05), q25: at(0.25), q50: at(0.5), q75: at(0.75), q95: at(0.95) }
}
