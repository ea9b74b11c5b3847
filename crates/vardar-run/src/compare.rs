//! Two runs side by side: differences per site and quantity, with intervals.
//!
//! Members are compared in pairs. With the same seed, member `n` of both runs draws the same parameters and, where nothing
//! differs, the same luck (common random numbers), so that the interval is that of the effect and not of the noise.

use crate::error::RunError;
use crate::files::facts;
use crate::headline::headline;
use crate::request::RunRequest;
use crate::simulate::{Progress, Simulated, simulate_and};
use crate::source::Loaded;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use vardar_report::{Difference, Headline, RunFacts};
use vardar_results::{Packed, Quantiles, ResultTable, SeriesKey, is_stock, summary, unit_of_total};
use vardar_scenario::Scenario;

/// A finished comparison: B minus A.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What A is called.
    pub label_a: String,
    /// What B is called.
    pub label_b: String,
    /// How A was made.
    pub facts_a: RunFacts,
    /// How B was made.
    pub facts_b: RunFacts,
    /// Results of A.
    pub table_a: ResultTable,
    /// Results of B.
    pub table_b: ResultTable,
    /// The scenario of B.
    pub scenario: Scenario,
    /// The whole route in numbers; empty if the market is off in one of the runs.
    pub headline: Vec<Headline>,
    /// B minus A, for every series that both have and that differs.
    pub differences: Vec<Difference>,
    /// Members that were compared in pairs.
    pub pairs: usize,
    /// True if both runs had the same seed: differences are those of the change alone.
    pub common_random_numbers: bool,
}

/// The difference of one series over the whole period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DifferenceRow {
    /// Quantity.
    pub quantity: String,
    /// Site.
    pub site: String,
    /// Channel.
    pub channel: String,
    /// Group.
    pub group: String,
    /// `people` for the sum of a flow, `people on an average day` for a stock: [`unit_of_total`].
    pub unit: &'static str,
    /// Mean, then quantiles.
    pub mean: f64,
    /// 5 % quantile.
    pub q05: f64,
    /// 25 % quantile.
    pub q25: f64,
    /// Median.
    pub q50: f64,
    /// 75 % quantile.
    pub q75: f64,
    /// 95 % quantile.
    pub q95: f64,
}

impl Comparison {
    /// The differences over the whole period.
    #[must_use]
    pub fn rows(&self) -> Vec<DifferenceRow> {
        self.differences
            .iter()
            .map(|d| DifferenceRow {
                quantity: d.key.quantity.clone(),
                site: d.key.site.clone(),
                channel: d.key.channel.clone(),
                group: d.key.group.clone(),
                unit: unit_of_total(&d.key.quantity),
                mean: d.total.mean,
                q05: d.total.q05,
                q25: d.total.q25,
                q50: d.total.q50,
                q75: d.total.q75,
                q95: d.total.q95,
            })
            .collect()
    }
}

/// Simulates both requests and compares them member by member.
pub fn compare(
    a: (&Loaded, &RunRequest, &str),
    b: (&Loaded, &RunRequest, &str),
    progress: &Progress<'_>,
) -> Result<Comparison, RunError> {
    let run_a = simulate_and(a.0, a.1, progress, false)?;
    let run_b = simulate_and(b.0, b.1, progress, false)?;
    if (run_a.period.start, run_a.period.end) != (run_b.period.start, run_b.period.end) {
        let show = |run: &Simulated| format!("{} to {}", run.period.start, run.period.end);
        return Err(RunError::Incomparable(format!(
            "one has {}, the other {}; give both the same days with --from and --to",
            show(&run_a),
            show(&run_b)
        )));
    }
    let pairs = pair(&run_a, &run_b);
    if pairs.is_empty() {
        return Err(RunError::NothingFinished);
    }
    let column_of: BTreeMap<&SeriesKey, usize> = run_a.keys.iter().enumerate().map(|(i, k)| (k, i)).collect();
    let days = run_a.table.days;
    let differences = run_b
        .keys
        .par_iter()
        .enumerate()
        .filter_map(|(in_b, key)| {
            // Reports carry a noise of their own; the effect of a change is one on people.
            let in_a = *column_of.get(key).filter(|_| !key.quantity.ends_with("_reported"))?;
            difference(key, &pairs, in_a, in_b, days)
        })
        .collect();
    Ok(Comparison {
        label_a: a.2.to_owned(),
        label_b: b.2.to_owned(),
        facts_a: facts(&a.0.hash, a.1, &run_a),
        facts_b: facts(&b.0.hash, b.1, &run_b),
        headline: headline(&pairs, (&run_a.keys, &run_b.keys), days),
        differences,
        pairs: pairs.len(),
        common_random_numbers: a.1.seed == b.1.seed && a.1.fixed_parameters == b.1.fixed_parameters,
        scenario: run_b.scenario.clone(),
        table_a: run_a.table,
        table_b: run_b.table,
    })
}

fn pair<'r>(a: &'r Simulated, b: &'r Simulated) -> Vec<(&'r Packed, &'r Packed)> {
    let of_b: BTreeMap<u32, &Packed> = b.numbers.iter().copied().zip(&b.packed).collect();
    a.numbers.iter().zip(&a.packed).filter_map(|(number, packed)| Some((packed, *of_b.get(number)?))).collect()
}

fn difference(key: &SeriesKey, pairs: &[(&Packed, &Packed)], in_a: usize, in_b: usize, days: usize) -> Option<Difference> {
    let count = pairs.len();
    let mut by_day = vec![0.0; count * days];
    for (number, (a, b)) in pairs.iter().enumerate() {
        a.unpack(in_a, |day, value| by_day[day * count + number] -= f64::from(value));
        b.unpack(in_b, |day, value| by_day[day * count + number] += f64::from(value));
    }
    if by_day.iter().all(|d| *d == 0.0) {
        return None;
    }
    let scale = if is_stock(&key.quantity) { 1.0 / days as f64 } else { 1.0 };
    let mut totals: Vec<f64> =
        (0..count).map(|number| scale * (0..days).map(|day| by_day[day * count + number]).sum::<f64>()).collect();
    let days: Vec<Quantiles> = by_day.chunks_exact_mut(count).map(summary::of_numbers).collect();
    Some(Difference { key: key.clone(), days, total: summary::of_numbers(&mut totals) })
}
