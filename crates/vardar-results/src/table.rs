//! The table in memory.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a series is about. The strings are those of the columns `quantity`, `site`, `channel` and `group`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeriesKey {
    /// `arrivals`, `arrivals_reported`, `departures`, `departures_reported`, `present`, `waiting`, `overflow`,
    /// `stranded`, `flow`, `settled`, `returned`, `completed`.
    pub quantity: String,
    /// Country alpha-3, region id, place id or link id.
    pub site: String,
    /// `all`, `regular` or `irregular`.
    pub channel: String,
    /// `all` or a group id.
    pub group: String,
}

/// True for quantities that stand at the end of a day, so that a total is a mean over the days; the others happen during it.
#[must_use]
pub fn is_stock(quantity: &str) -> bool {
    matches!(quantity, "present" | "waiting" | "overflow" | "stranded")
}

/// Summary of one day over all members, in people.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Quantiles {
    /// Mean.
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

/// One series of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is about.
    pub key: SeriesKey,
    /// One summary per day of the table.
    pub days: Vec<Quantiles>,
    /// Observed value per day (same length as `days`), `None` where nothing was reported; empty if never observed.
    pub observed: Vec<Option<f64>>,
}

/// All series of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultTable {
    /// First day.
    pub start: Date,
    /// Number of days.
    pub days: usize,
    /// The series, in the order of the record.
    pub series: Vec<Series>,
}

impl ResultTable {
    /// The series of a key given by its four columns.
    #[must_use]
    pub fn find(&self, quantity: &str, site: &str, channel: &str, group: &str) -> Option<&Series> {
        self.series
            .iter()
            .find(|s| s.key.quantity == quantity && s.key.site == site && s.key.channel == channel && s.key.group == group)
    }
}
