//! Assimilation, forecasts and their evaluation, from a scenario to tables.
//!
//! What may not change: a forecast is a function of its request and of what was known at its origin. Parameter rows that
//! the scenario says were set later are left out, regimes count from their announcement, and no count after the origin is
//! read (see [`vardar_assimilate`]).

use crate::changes::changed;
use crate::error::RunError;
use crate::forecast_page::Counted;
use crate::kept_filter::{Resume, follow};
use crate::method::WeighingMethod;
use crate::parameter_table::ParameterTable;
use crate::scores::ScoredForecast;
use crate::simulate::Progress;
use crate::source::Loaded;
use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use vardar_assimilate::evaluate::{ScoreRow, evaluate_origin};
use vardar_assimilate::filter::Filter;
use vardar_assimilate::forecast::{Forecast, forecast};
use vardar_assimilate::ground::Ground;
use vardar_assimilate::timetable::Timetable;
use vardar_engine::network::{Network, compile};
use vardar_engine::record::Quantity;
use vardar_report::Weekdays;
use vardar_results::{Quantiles, ResultTable, Series, SeriesKey, of_numbers};
use vardar_scenario::{ObservedQuantity, Scenario, is_of_market};

/// Everything that decides a forecast, besides the scenario's own files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForecastRequest {
    /// Members of the ensemble, at least 2.
    pub members: u32,
    /// Seed of all random streams.
    pub seed: u64,
    /// Changes to the scenario, `KEY=VALUE`.
    pub overrides: Vec<(String, String)>,
    /// How the members are weighed.
    pub method: WeighingMethod,
    /// Rows laid over the scenario's parameters before all other changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<ParameterTable>,
}

impl Default for ForecastRequest {
    fn default() -> Self {
        Self { members: 400, seed: 1, overrides: Vec::new(), method: WeighingMethod::default(), parameters: None }
    }
}

/// A scenario made ready for a filter.
#[derive(Debug)]
pub struct Prepared {
    /// With the changes, without what was set later, and with days to forecast.
    pub scenario: Scenario,
    /// Compiled.
    pub network: Network,
    /// Last day of the scenario as it is in its files.
    pub last_day: Date,
}

/// Makes a scenario ready; its period is prolonged by `beyond` days for forecasts that reach past its end.
pub fn prepare(loaded: &Loaded, request: &ForecastRequest, beyond: usize) -> Result<Prepared, RunError> {
    let mut scenario = changed(&loaded.scenario, request.parameters.as_ref(), &request.overrides)?;
    if let Some(until) = scenario.forecast.parameters_until {
        scenario.parameters.retain(|row| row.from.is_none_or(|from| from <= until));
    }
    // The filter estimates irregular crossings from the counts: a plain leak with a rate that drifts, and no market.
    scenario.market.enabled = false;
    scenario.parameters.retain(|row| !is_of_market(&row.name));
    let last_day = scenario.period.end;
    let days = i64::try_from(beyond).unwrap_or(i64::MAX);
    scenario.period.end = last_day.checked_add(days.days()).unwrap_or(last_day);
    let network = compile(&scenario, scenario.period)?;
    Ok(Prepared { scenario, network, last_day })
}

impl Prepared {
    /// Index of a day.
    pub fn day(&self, date: Date) -> Result<usize, RunError> {
        let start = self.network.start;
        if date < start || date > self.last_day {
            return Err(RunError::Period { from: date, to: date, start, end: self.last_day });
        }
        Ok(usize::try_from((date - start).get_days()).unwrap_or(0))
    }
}

/// A reported flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Arrivals or departures.
    pub quantity: ObservedQuantity,
    /// Country or region.
    pub location: String,
}

impl Target {
    /// `arrivals` or `departures`, as in the columns of a forecast hub.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.quantity.name()
    }
}

fn targets(ground: &Ground<'_>) -> Vec<Target> {
    ground.observation.series.iter().map(|s| Target { quantity: s.quantity, location: s.site.clone() }).collect()
}

/// A forecast with the names of what it forecasts.
#[derive(Debug, Clone)]
pub struct Forecasted {
    /// Last day whose counts were known.
    pub origin: Date,
    /// Reported flows, in the order of the forecast.
    pub targets: Vec<Target>,
    /// Ids of the places with beds, in the order of the forecast.
    pub centres: Vec<String>,
    /// The numbers.
    pub forecast: Forecast,
    /// What was counted up to the origin: the targets in their order, then sites of which people present were counted.
    pub counted: Vec<Counted>,
    /// On which days of the week people set out, by area, as learned up to the origin.
    pub weekdays: Vec<Weekdays>,
    /// What looks wrong in the counts up to the origin, one sentence each.
    pub warnings: Vec<String>,
}

impl Forecasted {
    /// Days ahead.
    #[must_use]
    pub fn horizon(&self) -> usize {
        let series = self.forecast.series.first().map(Vec::len);
        series.or_else(|| self.forecast.centres.first().map(|centre| centre.present.len())).unwrap_or(0)
    }
}

fn counted_until(ground: &Ground<'_>, last: usize) -> Vec<Counted> {
    let flows = ground.observation.series.iter().zip(&ground.counts);
    let present = ground.observation.present.iter().zip(&ground.present_counts);
    flows
        .chain(present)
        .map(|(series, days)| Counted { quantity: series.quantity, site: series.site.clone(), days: days[..=last].to_vec() })
        .collect()
}

/// By area: paces of the days of the week after the last one weighed, relative to their mean.
fn weekdays(filter: &Filter<'_, '_>) -> Vec<Weekdays> {
    let ground = filter.ground;
    let of_area = |((site, _), timetable): (&(String, usize), &Timetable)| {
        let mut pace = [1.0; 7];
        for day in filter.day..filter.day + 7 {
            pace[ground.date(day).weekday().to_monday_zero_offset() as usize] = timetable.pace_on(day);
        }
        let mean = pace.iter().sum::<f64>() / 7.0;
        Weekdays { site: site.clone(), pace: pace.map(|pace| pace / mean) }
    };
    ground.plan.areas.iter().zip(&filter.timetables).map(of_area).collect()
}

/// Forecasts `horizon` days after `origin`.
pub fn forecast_from(
    prepared: &Prepared,
    request: &ForecastRequest,
    origin: Date,
    horizon: usize,
    progress: &Progress<'_>,
    resume: Option<Resume<'_>>,
) -> Result<Forecasted, RunError> {
    let last = prepared.day(origin)?;
    let ground = Ground::new(&prepared.scenario, &prepared.network, request.seed);
    let (filter, ()) = follow(&ground, request, last, progress, resume, |filter, ()| filter.advance())?;
    let forecast = forecast(&filter, horizon);
    let centres = forecast.centres.iter().map(|c| prepared.network.places[c.place].id.clone()).collect();
    let counted = counted_until(&ground, last);
    let (weekdays, warnings) = (weekdays(&filter), ground.suspicions(last));
    Ok(Forecasted { origin, targets: targets(&ground), centres, forecast, counted, weekdays, warnings })
}

/// What the counts up to a day say of every day: a table of posterior stocks and flows.
#[derive(Debug, Clone)]
pub struct Assimilated {
    /// Quantiles by day.
    pub table: ResultTable,
    /// By day: people whom the analysis put on the route and took off it, mean over the members, net.
    pub increments: Vec<f64>,
    /// See [`Forecasted::warnings`].
    pub warnings: Vec<String>,
}

/// What an assimilation knows of the days that it has weighed.
#[derive(Debug, Default, Serialize, Deserialize)]
struct SoFar {
    /// By day and series.
    believed: Vec<Vec<Quantiles>>,
    /// By day: people whom the analysis has added until then, net.
    added: Vec<f64>,
}

/// Weighs the members against every count up to `until`.
pub fn assimilate(
    prepared: &Prepared,
    request: &ForecastRequest,
    until: Date,
    progress: &Progress<'_>,
    resume: Option<Resume<'_>>,
) -> Result<Assimilated, RunError> {
    let last = prepared.day(until)?;
    let ground = Ground::new(&prepared.scenario, &prepared.network, request.seed);
    let shown =
        [Quantity::Arrivals, Quantity::Departures, Quantity::Present, Quantity::Waiting, Quantity::Overflow, Quantity::Stranded];
    let columns: Vec<usize> = ground
        .setup
        .layout
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| c.group == "all" && shown.contains(&c.quantity))
        .map(|(index, _)| index)
        .collect();
    let mut series: Vec<Series> = columns
        .iter()
        .map(|column| {
            let column = &ground.setup.layout.columns[*column];
            let key = SeriesKey {
                quantity: column.quantity.name().to_owned(),
                site: column.site.clone(),
                channel: column.channel.to_owned(),
                group: column.group.clone(),
            };
            Series { key, days: Vec::with_capacity(last + 1), observed: Vec::new() }
        })
        .collect();
    let day = |filter: &mut Filter<'_, '_>, so_far: &mut SoFar| {
        let believed = filter.advance_watching(&columns);
        so_far.believed.push(believed.into_par_iter().with_min_len(16).map(|mut values| of_numbers(&mut values)).collect());
        let net: f64 = filter
            .particles
            .iter()
            .map(|p| p.history.state.increment)
            .map(|increment| increment.added as f64 - increment.removed as f64)
            .sum();
        so_far.added.push(net / filter.particles.len() as f64);
    };
    let (_, SoFar { believed, added }) = follow(&ground, request, last, progress, resume, day)?;
    for of_day in believed {
        series.iter_mut().zip(of_day).for_each(|(series, quantiles)| series.days.push(quantiles));
    }
    let before = std::iter::once(&0.0).chain(&added);
    let increments = added.iter().zip(before).map(|(net, before)| net - before).collect();
    let mut table = ResultTable { start: prepared.network.start, days: last + 1, series };
    let period = vardar_scenario::Period { start: prepared.network.start, end: until };
    crate::simulate::add_observations(&prepared.scenario, period, &mut table);
    Ok(Assimilated { table, increments, warnings: ground.suspicions(last) })
}

/// Which origins to evaluate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origins {
    /// First one.
    pub from: Date,
    /// Last one at most.
    pub to: Date,
    /// Days between two.
    pub every: usize,
    /// Days ahead.
    pub horizon: usize,
}

/// Takes the scores of a finished origin.
pub type OriginDone<'f> = dyn FnMut(Date, Vec<ScoredForecast>) -> Result<(), RunError> + 'f;

/// Forecasts from every origin as if it were today, and hands each origin's scores to `done` in order. Origins of which
/// `known` says so are not forecast again. Returns false if it was stopped.
pub fn evaluate(
    prepared: &Prepared,
    request: &ForecastRequest,
    origins: Origins,
    progress: &Progress<'_>,
    known: &dyn Fn(Date) -> bool,
    done: &mut OriginDone<'_>,
) -> Result<bool, RunError> {
    let (first, last) = (prepared.day(origins.from)?, prepared.day(origins.to)?);
    let ground = Ground::new(&prepared.scenario, &prepared.network, request.seed);
    let mut filter = Filter::new(&ground, request.members, request.method.into());
    let targets = targets(&ground);
    while filter.day <= last {
        if progress.stop.load(Ordering::Relaxed) {
            return Ok(false);
        }
        filter.advance();
        let today = filter.day - 1;
        if today >= first && (today - first).is_multiple_of(origins.every.max(1)) {
            let date = ground.date(today);
            if !known(date) {
                let rows = evaluate_origin(&filter, origins.horizon);
                done(date, rows.into_iter().map(|row| scored(date, &targets[row.series], row)).collect())?;
            }
        }
        (progress.member_done)();
    }
    Ok(true)
}

fn scored(origin: Date, target: &Target, row: ScoreRow) -> ScoredForecast {
    ScoredForecast {
        origin,
        location: target.location.clone(),
        target: target.name().to_owned(),
        horizon: row.horizon as i64,
        model: row.model.to_owned(),
        score: row.score,
        observed: row.observed,
        pit: Some(row.pit),
    }
}
