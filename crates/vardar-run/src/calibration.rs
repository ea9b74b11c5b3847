//! Parameters weighed against all counts of a period, from a scenario to tables.
//!
//! What may not change: counts before `from` and after `to` are taken out of the scenario before anything is looked at, and the
//! history ends with `to`.

use crate::changes::changed;
use crate::error::RunError;
use crate::simulate::Progress;
use crate::source::Loaded;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vardar_assimilate::calibrate::{
    CountSet, Deviates, Lived, PASSES, Prior, SmootherSettings, Stage, Target, live_all, smooth, value_at,
};
use vardar_assimilate::ground::Ground;
use vardar_engine::network::{Network, compile};
use vardar_engine::parameters::MemberParameters;
use vardar_results::{Quantiles, of_numbers};
use vardar_scenario::{Distribution, Parameter, Period, Scenario, is_of_market};

/// Everything that decides a calibration, besides the scenario's own files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalibrationRequest {
    /// First day whose counts are weighed.
    pub from: Date,
    /// Last day whose counts are weighed.
    pub to: Date,
    /// Members of the ensemble, at least [`FEWEST_MEMBERS`].
    pub members: u32,
    /// Seed of all random streams.
    pub seed: u64,
    /// Changes to the scenario, `KEY=VALUE`.
    pub overrides: Vec<(String, String)>,
}

/// With fewer members every correlation is chance.
pub const FEWEST_MEMBERS: u32 = 20;

/// Members, if nobody asks for another number.
pub const CALIBRATION_MEMBERS: u32 = 200;

/// Lives of a member in a calibration: one for each pass, and one with what came of them.
pub const LIVES_PER_MEMBER: u32 = PASSES + 1;

/// The 5 % and 95 % points of a standard normal.
const NINETY_PERCENT: f64 = 1.644_853_626_951_472_6;

/// A pair of parameters cannot be told apart if the counts have tied them together as closely as this, in absolute value …
const TIED: f64 = 0.8;

/// … and they were no closer than this before.
const NOT_TIED: f64 = 0.4;

/// The counts say nothing about a parameter whose spread shrinks by less.
const NOTHING_SAID: f64 = 0.05;

/// A median with its 90 % range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range90 {
    /// Median.
    pub median: f64,
    /// 5 % point.
    pub low: f64,
    /// 95 % point.
    pub high: f64,
}

/// What the counts made of one row of `parameters.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct CalibratedRow {
    /// The row as it is to be written.
    pub row: Parameter,
    /// Before the counts spoke.
    pub prior: Range90,
    /// After.
    pub posterior: Range90,
    /// Share of its spread that is gone, as a standard-normal deviate; negative if it has grown.
    pub shrinkage: f64,
}

/// Counts of one series beside what members expect.
#[derive(Debug, Clone, PartialEq)]
pub struct Predictive {
    /// The series.
    pub target: Target,
    /// Days with a count.
    pub days: usize,
    /// Sum of the counts.
    pub reported: f64,
    /// Sums of the counts that the members would have reported, before the counts spoke and after.
    pub totals: [Quantiles; 2],
    /// Mean distance of a day's count from the median of the members' counts.
    pub error: [f64; 2],
    /// Share of days whose count lies between the 25 % and the 75 % point of the members' counts.
    pub inside_50: [f64; 2],
    /// The same between the 5 % and the 95 % point.
    pub inside_90: [f64; 2],
}

/// Two parameters, or one, of which the counts do not say enough.
#[derive(Debug, Clone, PartialEq)]
pub enum Confounded {
    /// Name and site of both, and their correlation before and after.
    Pair([(String, String); 2], [f64; 2]),
    /// Name and site, and the share of its spread that is gone.
    Untouched((String, String), f64),
}

/// A finished calibration.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibrated {
    /// Every row that was weighed, in the order of the scenario.
    pub rows: Vec<CalibratedRow>,
    /// By series.
    pub predictive: Vec<Predictive>,
    /// Pairs first, the closest first.
    pub confounded: Vec<Confounded>,
    /// Numbers that were weighed: series and weeks.
    pub weighed: usize,
    /// Name and site of each variable, and how much of its spread is gone.
    pub variables: Vec<((String, String), f64)>,
    /// The posterior: standard-normal deviates by variable and member.
    pub deviates: Deviates,
}

/// A scenario made ready for a calibration.
#[derive(Debug)]
pub struct Calibration {
    pub(crate) scenario: Scenario,
    pub(crate) network: Network,
    pub(crate) first: usize,
}

/// What has been done so far: enough to go on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CalibrationState {
    /// Passes that are done.
    pub passes: u32,
    /// Deviates by variable and member; empty before the first pass.
    pub deviates: Deviates,
    /// Variances of the errors of the counts.
    pub errors: Option<Vec<f64>>,
}

/// Takes the state after each pass.
pub type PassDone<'f> = dyn FnMut(&CalibrationState) -> Result<(), RunError> + 'f;

impl Calibration {
    /// Makes a scenario ready.
    pub fn new(loaded: &Loaded, request: &CalibrationRequest) -> Result<Self, RunError> {
        let mut scenario = changed(&loaded.scenario, None, &request.overrides)?;
        let (from, to, Period { start, end }) = (request.from, request.to, scenario.period);
        if from < start || to > end || to < from {
            return Err(RunError::Period { from, to, start, end });
        }
        scenario.observations.retain(|row| row.date >= from && row.date <= to);
        scenario.period.end = to;
        // As in a forecast, the counts themselves say how many cross irregularly: a plain leak, and no market.
        scenario.market.enabled = false;
        scenario.parameters.retain(|row| !is_of_market(&row.name));
        let network = compile(&scenario, scenario.period)?;
        let first = scenario.period.index_of(from).unwrap_or(0);
        let calibration = Self { scenario, network, first };
        let ground = calibration.ground(request.seed);
        if Prior::new(&calibration.network).names.is_empty() {
            return Err(RunError::NothingToWeigh("no row of parameters.csv has a distribution other than `fixed`".to_owned()));
        }
        if calibration.counts(&ground).is_empty() {
            return Err(RunError::NothingToWeigh(format!(
                "from {from} to {to} nothing was counted but what the inflow is made of"
            )));
        }
        drop(ground);
        Ok(calibration)
    }

    pub(crate) fn ground(&self, seed: u64) -> Ground<'_> {
        Ground::new(&self.scenario, &self.network, seed)
    }

    pub(crate) fn counts(&self, ground: &Ground<'_>) -> CountSet {
        let central = MemberParameters::draw(&self.network, &ground.setup.parameters, 0, 0, true, false);
        CountSet::new(ground, &central, self.first)
    }

    /// Weighs the parameters, going on from `state`.
    pub fn weigh(
        &self,
        request: &CalibrationRequest,
        mut state: CalibrationState,
        progress: &Progress<'_>,
        done: &mut PassDone<'_>,
    ) -> Result<Calibrated, RunError> {
        let ground = self.ground(request.seed);
        let counts = self.counts(&ground);
        let prior = Prior::new(&self.network);
        let members = request.members;
        let stage = Stage { stop: progress.stop, member_done: progress.member_done };
        let live = |deviates: &Deviates| live_all(&ground, &prior, deviates, members, &stage).ok_or(RunError::NothingFinished);
        let start = prior.draw(request.seed, members);
        if state.deviates.is_empty() {
            state.deviates.clone_from(&start);
        }
        // What the members of the prior live through is needed again at the end: lived again after an interruption.
        let before = live(&start)?;
        for pass in state.passes..PASSES {
            let lived = if pass == 0 { None } else { Some(live(&state.deviates)?) };
            let lived = lived.as_ref().unwrap_or(&before);
            let settings = SmootherSettings::default();
            smooth(&counts, lived, &mut state.errors, pass, request.seed, settings, &mut state.deviates);
            state.passes = pass + 1;
            done(&state)?;
        }
        let after = live(&state.deviates)?;
        Ok(Calibrated {
            rows: self.rows(&prior, &start, &state.deviates, request),
            predictive: counts.targets.iter().enumerate().map(|(i, t)| predictive(i, t, [&before, &after])).collect(),
            confounded: confounded(&prior, &start, &state.deviates),
            weighed: counts.len(),
            variables: prior.names.iter().cloned().zip(start.iter().zip(&state.deviates).map(|(a, b)| shrinkage(a, b))).collect(),
            deviates: state.deviates,
        })
    }

    fn rows(&self, prior: &Prior, before: &Deviates, after: &Deviates, request: &CalibrationRequest) -> Vec<CalibratedRow> {
        let mut rows: Vec<(usize, CalibratedRow)> = Vec::new();
        for (variable, plan_rows) in prior.rows.iter().enumerate() {
            let shrinkage = shrinkage(&before[variable], &after[variable]);
            let mut deviates = after[variable].clone();
            let Quantiles { q05, q50, q95, .. } = of_numbers(&mut deviates);
            for row in plan_rows {
                let plan_row = &self.network.parameters.rows[*row];
                let at = |deviates: [f64; 3]| {
                    let [low, median, high] = deviates.map(|deviate| significant(value_at(plan_row, deviate)));
                    Range90 { median, low, high }
                };
                let prior = at([-NINETY_PERCENT, 0.0, NINETY_PERCENT]);
                let posterior = at([q05, q50, q95]);
                let Some(given) = self.scenario.parameters.iter().find(|p| {
                    (&p.name, &p.site) == (&plan_row.name, &plan_row.site)
                        && p.from.map_or(i32::MIN, |date| (date - self.network.start).get_days()) == plan_row.from
                }) else {
                    continue;
                };
                // What begins after the period has not been lived.
                if given.from.is_some_and(|from| from > request.to) {
                    continue;
                }
                let row_written = written(given, prior, posterior, request);
                rows.push((*row, CalibratedRow { row: row_written, prior, posterior, shrinkage }));
            }
        }
        rows.sort_by_key(|(row, _)| *row);
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// The row with the posterior in the place of the prior. A uniform prior keeps its shape and its bounds.
fn written(given: &Parameter, prior: Range90, posterior: Range90, request: &CalibrationRequest) -> Parameter {
    let Range90 { median, low, high } = posterior;
    let distribution = match given.distribution {
        Distribution::Fixed => Distribution::Fixed,
        Distribution::Uniform { low: least, high: most } => {
            // 90 % of a uniform distribution are its middle nine tenths.
            let beyond = (high - low) / 18.0;
            let (low, high) = (significant(low - beyond).max(least), significant(high + beyond).min(most));
            Distribution::Uniform { low, high }
        }
        Distribution::Normal { .. } => Distribution::Normal { low, high },
        Distribution::Lognormal { .. } => Distribution::Lognormal { low, high },
    };
    let source = format!(
        "weighed against the counts from {} to {}; before that {} (90 % range {} to {}), {}: {}",
        request.from, request.to, prior.median, prior.low, prior.high, given.status, given.source
    );
    Parameter { value: median, distribution, status: "fitted".to_owned(), source, ..given.clone() }
}

/// Four significant digits: more would claim more than a few hundred members can tell.
fn significant(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

fn spread(values: &[f64]) -> f64 {
    vardar_assimilate::kalman::moments(values).1.sqrt()
}

fn shrinkage(before: &[f64], after: &[f64]) -> f64 {
    1.0 - spread(after) / spread(before)
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len() as f64;
    let (mean_a, mean_b) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let product: f64 = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum();
    product / ((n - 1.0) * spread(a) * spread(b))
}

fn confounded(prior: &Prior, before: &Deviates, after: &Deviates) -> Vec<Confounded> {
    let mut pairs = Vec::new();
    for a in 0..after.len() {
        for b in a + 1..after.len() {
            let (then, now) = (correlation(&before[a], &before[b]), correlation(&after[a], &after[b]));
            if now.abs() > TIED && then.abs() < NOT_TIED {
                pairs.push((now.abs(), Confounded::Pair([prior.names[a].clone(), prior.names[b].clone()], [then, now])));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0));
    let untouched = prior.names.iter().zip(before.iter().zip(after)).filter_map(|(name, (before, after))| {
        let shrinkage = shrinkage(before, after);
        (shrinkage < NOTHING_SAID).then(|| Confounded::Untouched(name.clone(), shrinkage))
    });
    pairs.into_iter().map(|(_, pair)| pair).chain(untouched).collect()
}

fn predictive(index: usize, target: &Target, lived: [&Vec<Lived>; 2]) -> Predictive {
    let days: Vec<(usize, f64)> = target.counts.iter().enumerate().filter_map(|(day, c)| Some((day, (*c)?))).collect();
    let number = days.len().max(1) as f64;
    let of = |members: &Vec<Lived>| {
        let mut totals: Vec<f64> = members.iter().map(|m| days.iter().map(|(day, _)| m.drawn[index][*day]).sum()).collect();
        let (mut error, mut inside_50, mut inside_90) = (0.0, 0.0, 0.0);
        for (day, count) in &days {
            let q = of_numbers(&mut members.iter().map(|m| m.drawn[index][*day]).collect::<Vec<_>>());
            error += (count - q.q50).abs();
            inside_50 += f64::from(u8::from((q.q25..=q.q75).contains(count)));
            inside_90 += f64::from(u8::from((q.q05..=q.q95).contains(count)));
        }
        (of_numbers(&mut totals), error / number, inside_50 / number, inside_90 / number)
    };
    let [before, after] = lived.map(of);
    Predictive {
        target: target.clone(),
        days: days.len(),
        reported: days.iter().map(|(_, count)| count).sum(),
        totals: [before.0, after.0],
        error: [before.1, after.1],
        inside_50: [before.2, after.2],
        inside_90: [before.3, after.3],
    }
}
