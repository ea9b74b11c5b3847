//! One request, simulated: members packed as they finish, then summarised.

use crate::changes::changed;
use crate::error::RunError;
use crate::on_the_route::{self, RouteNumber};
use crate::request::RunRequest;
use crate::source::Loaded;
use crate::targets::{self, TargetRow};
use std::sync::atomic::AtomicBool;
use vardar_assimilate::ObservationModel;
use vardar_engine::ensemble;
use vardar_engine::member::{Member, Setup};
use vardar_engine::network::compile;
use vardar_results::{FitRow, Packed, ResultTable, SeriesKey, fit, summarise};
use vardar_scenario::{ObservedQuantity, Period, Scenario};

/// How a caller follows a run and stops it.
pub struct Progress<'a> {
    /// Set it to stop after the members that are under way.
    pub stop: &'a AtomicBool,
    /// Called when a member is finished, on any thread.
    pub member_done: &'a (dyn Fn() + Sync),
}

/// A finished run, in memory.
#[derive(Debug, Clone)]
pub struct Simulated {
    /// The scenario with all changes.
    pub scenario: Scenario,
    /// Days of the table.
    pub period: Period,
    /// The series of `packed` and `table`, in order.
    pub keys: Vec<SeriesKey>,
    /// Numbers of every finished member, `period` days.
    pub packed: Vec<Packed>,
    /// Numbers of the members in `packed`.
    pub numbers: Vec<u32>,
    /// Summary over the members.
    pub table: ResultTable,
    /// Fit to what was reported.
    pub fit: Vec<FitRow>,
    /// The model held against the targets of the scenario.
    pub targets: Vec<TargetRow>,
    /// Headline numbers of the market layer; none without it.
    pub headlines: Vec<RouteNumber>,
    /// True if the run was stopped before everything was done.
    pub interrupted: bool,
}

/// Simulates a request. Uses rayon's current thread pool.
pub fn simulate(loaded: &Loaded, request: &RunRequest, progress: &Progress<'_>) -> Result<Simulated, RunError> {
    simulate_and(loaded, request, progress, true)
}

/// The same; without `guesses` nobody lives a second time to tell how much of a spread comes from guesses.
pub(crate) fn simulate_and(
    loaded: &Loaded,
    request: &RunRequest,
    progress: &Progress<'_>,
    guesses: bool,
) -> Result<Simulated, RunError> {
    let scenario = changed(&loaded.scenario, request.parameters.as_ref(), &request.overrides)?;
    let whole = scenario.period;
    let period = Period { start: request.from.unwrap_or(whole.start), end: request.to.unwrap_or(whole.end) };
    if period.start < whole.start || period.end > whole.end || period.end < period.start {
        let (from, to) = (period.start, period.end);
        return Err(RunError::Period { from, to, start: whole.start, end: whole.end });
    }
    let network = compile(&scenario, Period { start: whole.start, end: period.end })?;
    let setup = Setup::new(&network, request.seed, request.fixed_parameters);
    let observation = ObservationModel::new(&scenario, &network, &setup.layout);
    let skipped = network.days - period.days();
    let columns = setup.layout.width();
    tracing::debug!(places = network.places.len(), links = network.links.len(), columns, "compiled");

    let pack = |member: Member| {
        let reported = observation.report(&member, request.seed, !request.fixed_parameters);
        let packed = Packed::new(columns + reported.len(), period.days(), |column, day| {
            let day = day + skipped;
            if column < columns { member.record.get(day, column) } else { reported[column - columns][day] }
        });
        (member.number, packed)
    };
    let done = ensemble::run(&setup, request.members, progress.stop, pack, || (progress.member_done)());
    if done.members.is_empty() {
        return Err(RunError::NothingFinished);
    }
    let (numbers, packed): (Vec<u32>, Vec<Packed>) = done.members.into_iter().unzip();
    let mut keys: Vec<SeriesKey> =
        setup.layout.columns.iter().map(|c| key(c.quantity.name(), &c.site, c.channel, &c.group)).collect();
    keys.extend(observation.series.iter().map(|s| key(reported_name(s.quantity), &s.site, "all", "all")));
    tracing::debug!(members = packed.len(), bytes = packed.iter().map(Packed::size).sum::<usize>(), "simulated");
    let mut table = summarise(&keys, period.start, period.days(), &packed);
    add_observations(&scenario, period, &mut table);
    let fit = fit_rows(&table, &packed, columns);
    let targets = targets::against(&scenario.targets, &keys, &packed, period);
    let again = if guesses && request.members >= 10 && !request.fixed_parameters && !done.interrupted {
        (request.members / ONE_IN).clamp(FEWEST_AGAIN, MOST_AGAIN).min(request.members)
    } else {
        0
    };
    let (headlines, cut_short) = headlines(&setup, again, (period, skipped), &keys, &packed, progress);
    Ok(Simulated {
        scenario,
        period,
        keys,
        packed,
        numbers,
        table,
        fit,
        targets,
        headlines,
        interrupted: done.interrupted || cut_short,
    })
}

/// One in so many members is simulated a second time, with other guesses: that tells how much rests on guesses at a small part of the
/// cost of a run. Between ten, fewer of which say nothing, and as many as say it to within a fifth.
const ONE_IN: u32 = 16;
const FEWEST_AGAIN: u32 = 10;
const MOST_AGAIN: u32 = 64;

/// Headline numbers, and how much of their spread comes from guesses: for that, the first members live again with other guesses.
fn headlines(
    setup: &Setup<'_>,
    again: u32,
    (period, skipped): (Period, usize),
    keys: &[SeriesKey],
    packed: &[Packed],
    progress: &Progress<'_>,
) -> (Vec<RouteNumber>, bool) {
    if setup.network.markets.is_none() {
        return (Vec::new(), false);
    }
    let of_members: Vec<_> = packed.iter().map(|member| on_the_route::of_member(keys, member, period.days())).collect();
    let setup = Setup { other_guesses: true, ..setup.clone() };
    let columns = setup.layout.width();
    let look = |member: Member| {
        let packed = Packed::new(columns, period.days(), |column, day| member.record.get(day + skipped, column));
        on_the_route::of_member(keys, &packed, period.days())
    };
    let again = ensemble::run(&setup, again, progress.stop, look, || {});
    (on_the_route::summarise(&of_members, &again.members), again.interrupted)
}

fn key(quantity: &str, site: &str, channel: &str, group: &str) -> SeriesKey {
    SeriesKey { quantity: quantity.to_owned(), site: site.to_owned(), channel: channel.to_owned(), group: group.to_owned() }
}

fn reported_name(quantity: ObservedQuantity) -> &'static str {
    match quantity {
        ObservedQuantity::Departures => "departures_reported",
        _ => "arrivals_reported",
    }
}

/// Puts every observation beside the totals that it is an observation of.
pub(crate) fn add_observations(scenario: &Scenario, period: Period, table: &mut ResultTable) {
    for series in table.series.iter_mut().filter(|s| s.key.channel == "all" && s.key.group == "all") {
        let quantity = match series.key.quantity.as_str() {
            "arrivals" | "arrivals_reported" => ObservedQuantity::Arrivals,
            "departures" | "departures_reported" => ObservedQuantity::Departures,
            "present" => ObservedQuantity::Present,
            _ => continue,
        };
        for observation in scenario.observations.iter().filter(|o| o.quantity == quantity && o.site == series.key.site) {
            if let (Some(day), Some(people)) = (period.index_of(observation.date), observation.people) {
                series.observed.resize(table.days, None);
                series.observed[day] = Some(f64::from(people));
            }
        }
    }
}

/// Fit of every reported flow: `first` is the column of the first one.
fn fit_rows(table: &ResultTable, packed: &[Packed], first: usize) -> Vec<FitRow> {
    let mut rows = Vec::new();
    for (index, series) in table.series.iter().enumerate().skip(first) {
        let totals = packed
            .iter()
            .map(|member| {
                let mut total = 0.0;
                member.unpack(index, |day, value| {
                    if series.observed.get(day).is_some_and(Option::is_some) {
                        total += f64::from(value);
                    }
                });
                total
            })
            .collect();
        let quantity = series.key.quantity.trim_end_matches("_reported");
        rows.extend(fit(quantity, series, 0, table.days, totals));
    }
    rows
}
