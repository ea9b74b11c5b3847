//! What a report is made from.

use serde::Serialize;
use vardar_results::{FitRow, Quantiles, ResultTable, SeriesKey};
use vardar_scenario::{Period, Scenario};

/// Input of [`crate::run_report`].
#[derive(Debug, Clone, Copy)]
pub struct RunReport<'a> {
    /// The scenario as it was run, overrides included.
    pub scenario: &'a Scenario,
    /// The results, one day per simulated day.
    pub table: &'a ResultTable,
    /// The fit to reported counts; may be empty.
    pub fit: &'a [FitRow],
    /// How the run was made.
    pub run: &'a RunFacts,
}

/// How a run was made: enough to repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFacts {
    /// Version of Vardar.
    pub program_version: String,
    /// Hash of the scenario, hexadecimal.
    pub scenario_hash: String,
    /// Seed of the random streams.
    pub seed: u64,
    /// Members of the ensemble.
    pub members: usize,
    /// True if all members used the central values of the parameters.
    pub fixed_parameters: bool,
    /// True if the run was stopped before all members were done.
    pub interrupted: bool,
    /// Changes to the scenario asked for at the command line, one a string.
    pub overrides: Vec<String>,
    /// Simulated days; may be a part of the scenario's period.
    pub period: Period,
}

/// Input of [`crate::comparison_report`]: the same days, simulated twice.
#[derive(Debug, Clone, Copy)]
pub struct ComparisonReport<'a> {
    /// Scenario that names places, links and groups: that of the second run.
    pub scenario: &'a Scenario,
    /// The run that is compared with (A).
    pub baseline: Side<'a>,
    /// The run with the change (B).
    pub alternative: Side<'a>,
    /// The numbers of the whole route that a planner asks for first; empty: the market is off in one of the runs.
    pub headline: &'a [Headline],
    /// B minus A, for the series that are worth comparing.
    pub differences: &'a [Difference],
    /// Members that were compared one by one.
    pub pairs: usize,
    /// True if both runs had the same seed: the intervals are those of the change alone.
    pub common_random_numbers: bool,
}

/// One of the two runs of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What the reader should call this run.
    pub label: &'a str,
    /// Its results.
    pub table: &'a ResultTable,
    /// How it was made.
    pub run: &'a RunFacts,
}

/// One number of the whole route in both runs, over the members that were compared one by one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Headline {
    /// As in the result table.
    pub quantity: &'static str,
    /// What it counts, for people.
    pub label: &'static str,
    /// How the days of the period become one number, and its unit: `people on an average day`.
    pub unit: &'static str,
    /// In A.
    pub a: Quantiles,
    /// In B.
    pub b: Quantiles,
    /// B minus A, member by member: not the difference of the two medians.
    pub difference: Quantiles,
}

/// Difference of one series between two runs, B minus A, summarised over members.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What it is about.
    pub key: SeriesKey,
    /// Difference of each day, in people.
    pub days: Vec<Quantiles>,
    /// Difference over the whole period: of the sums over the days for what happens during a day, of the means over the
    /// days for what stands at its end (`vardar_results::is_stock`).
    pub total: Quantiles,
}
