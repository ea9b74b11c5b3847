//! What a report is made from.

use serde::Serialize;
use vardar_results::{FitRow, Members, Quantiles, ResultTable, SeriesKey};
use vardar_scenario::{Period, Scenario};

/// Input of [`crate::run_report`].
#[derive(Debug, Clone, Copy)]
pub struct RunReport<'a> {
    /// The scenario as it was run, overrides included.
    pub scenario: &'a Scenario,
    /// The results, one day per simulated day.
    pub table: &'a ResultTable,
    /// The members behind the table, for sums over weeks and months; without them the sections of the market say that they lack them.
    pub members: Members<'a>,
    /// The fit to reported counts; may be empty.
    pub fit: &'a [FitRow],
    /// What is known of the market beside daily counts; may be empty.
    pub targets: &'a [TargetRow],
    /// How much of the spread of headline numbers comes from guesses; may be empty.
    pub guess_shares: &'a [GuessShare],
    /// How the run was made.
    pub run: &'a RunFacts,
}

/// A number that the model should meet, and what the model says.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetRow {
    /// What the number is about, for people.
    pub label: String,
    /// Days that it is about, for people: `8 March to 15 May 2016`.
    pub period: String,
    /// Unit of all numbers of the row: `people a day`, `per cent`.
    pub unit: String,
    /// The number as it is known.
    pub target: f64,
    /// Lower end of what is known, if the source leaves a range.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// True if parameters were fitted to it, false if it was held back.
    pub fitted: bool,
    /// The same number of the model, over its members; the page shows the median and the 90 % interval.
    pub model: Quantiles,
    /// Where the number comes from.
    pub source: String,
}

/// Share of the spread of a headline number that comes from parameters that nobody has measured.
#[derive(Debug, Clone, PartialEq)]
pub struct GuessShare {
    /// The number, for people.
    pub headline: String,
    /// Share of the variance between the ranks of members, 0 to 1.
    pub share: f64,
    /// 5 % point of the share.
    pub low: f64,
    /// 95 % point of the share.
    pub high: f64,
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
