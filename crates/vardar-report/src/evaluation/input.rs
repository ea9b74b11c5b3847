//! What the page of an evaluation is made from.

use jiff::civil::Date;
use vardar_scenario::Scenario;

/// Days ahead that tables put together: first and last of each bin.
pub const HORIZON_BINS: [(usize, usize); 4] = [(1, 1), (2, 3), (4, 7), (8, 14)];

/// Bars of a histogram of the probability integral transform.
pub const PIT_BARS: usize = 10;

/// Input of [`crate::evaluation_report`].
#[derive(Debug, Clone, Copy)]
pub struct EvaluationReport<'a> {
    /// Scenario that names countries and regions.
    pub scenario: &'a Scenario,
    /// How the evaluation was made.
    pub facts: &'a EvaluationFacts,
    /// All series together.
    pub pooled: &'a Scores,
    /// One by one.
    pub series: &'a [SeriesScores],
}

/// How an evaluation was made: enough to repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationFacts {
    /// First origin.
    pub from: Date,
    /// Last origin.
    pub to: Date,
    /// Number of origins.
    pub origins: usize,
    /// Days between two.
    pub every: usize,
    /// Days ahead, at least 1.
    pub horizon: usize,
    /// Members of the ensemble.
    pub members: usize,
    /// Seed of the random streams.
    pub seed: u64,
    /// How the members were weighed, in words.
    pub method: &'static str,
    /// Version of Vardar.
    pub program_version: String,
    /// Hash of the scenario, hexadecimal.
    pub scenario_hash: String,
    /// Changes to the scenario asked for at the command line, one a string.
    pub overrides: Vec<String>,
}

/// Scores of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesScores {
    /// `arrivals` or `departures`.
    pub target: String,
    /// Country or region.
    pub location: String,
    /// Its scores.
    pub scores: Scores,
}

/// Scores of one series, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Of each model; the route model first.
    pub models: Vec<ModelScores>,
    /// The route model against each of the others, in the order of `models`.
    pub rivals: Vec<Rival>,
    /// How often the route model's intervals held the count, by days ahead (0 = the next day).
    pub coverage: Vec<Coverage>,
    /// The same over all days ahead.
    pub coverage_overall: Coverage,
    /// Where counts fell in the route model's forecasts, by bin of [`HORIZON_BINS`].
    pub pit: [Histogram; HORIZON_BINS.len()],
}

/// Mean scores of one model.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelScores {
    /// Its name in `scores.csv`.
    pub model: String,
    /// By bin of [`HORIZON_BINS`].
    pub bins: [Mean; HORIZON_BINS.len()],
}

/// Means over counts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mean {
    /// Counts that were forecast; without any the means are 0.
    pub counts: usize,
    /// Weighted interval score, people.
    pub wis: f64,
    /// Its part that is due to forecasts above the count.
    pub overprediction: f64,
    /// Its part that is due to forecasts below the count.
    pub underprediction: f64,
    /// Its part that is due to width.
    pub dispersion: f64,
    /// Share of counts within the 50 % interval.
    pub inside_50: f64,
    /// Share of counts within the 90 % interval.
    pub inside_90: f64,
}

/// The route model against another.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// The other's name in `scores.csv`.
    pub model: String,
    /// By days ahead (0 = the next day).
    pub by_horizon: Vec<Ratio>,
    /// By bin of [`HORIZON_BINS`].
    pub by_bin: [Ratio; HORIZON_BINS.len()],
    /// Over all days ahead.
    pub overall: Ratio,
}

/// Mean weighted interval score of the route model relative to that of another, over the counts that both forecast.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ratio {
    /// Below 1 the route model is better; `None` if the other's score is 0 or there is no count.
    pub value: Option<f64>,
    /// 90 % interval of it, from the origins left out block by block; `None` with too few of them.
    pub interval: Option<(f64, f64)>,
    /// Counts.
    pub counts: usize,
}

/// How often intervals held the count.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Coverage {
    /// Counts.
    pub counts: usize,
    /// Of them, within the 50 % interval.
    pub inside_50: usize,
    /// Of them, within the 90 % interval.
    pub inside_90: usize,
    /// Nine times out of ten, `inside_50` of right forecasts would lie here (ends included) if counts were independent.
    pub chance_50: (usize, usize),
    /// The same for `inside_90`.
    pub chance_90: (usize, usize),
}

/// Where counts fell in their forecasts: from below all of it (first bar) to above all of it (last bar).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Histogram {
    /// Counts by tenth of the forecast.
    pub bars: [usize; PIT_BARS],
    /// Nine times out of ten, a bar of right forecasts would lie here (ends included) if counts were independent.
    pub chance: (usize, usize),
}

impl Histogram {
    /// Counts in all bars.
    #[must_use]
    pub fn counts(&self) -> usize {
        self.bars.iter().sum()
    }
}
