//! The table in memory.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a series is about. The strings are those of the columns `quantity`, `site`, `channel` and `group`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeriesKey {
    /// `arrivals`, `arrivals_reported`, `departures`, `departures_reported`, `present`, `waiting`, `overflow`,
    /// `stranded`, `flow`, `settled`, `turned_back`, `completed`, and those of the market: see `vardar_engine::record`.
    pub quantity: String,
    /// Country alpha-3, region id, place id or link id.
    pub site: String,
    /// `all`, `regular` or `irregular`.
    pub channel: String,
    /// `all` or a group id.
    pub group: String,
}

/// True for quantities that stand at the end of a day, so that a total is a mean over the days; the others happen during it.
/// Levels of a market (`demand`, `supply`, `price_index`) are of the first kind: rates and prices of a day do not add up.
#[must_use]
pub fn is_stock(quantity: &str) -> bool {
    const STOCKS: [&str; 10] = [
        "present",
        "waiting",
        "overflow",
        "stranded",
        "in_debt",
        "repaying",
        "exploited_present",
        "demand",
        "supply",
        "price_index",
    ];
    STOCKS.contains(&quantity)
}

/// What the total of a quantity over a period is measured in: that of a stock is a mean over the days, that of a flow a sum.
#[must_use]
pub fn unit_of_total(quantity: &str) -> &'static str {
    match quantity {
        "demand" => "people a day, on average",
        "supply" => "crossings a day, on average",
        "price_index" => "index on an average day, first day = 100",
        "smuggled" | "smuggled_aggravated" => "crossings",
        "returned" => "returns",
        _ if is_stock(quantity) => "people on an average day",
        _ => "people",
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_is_averaged_and_what_happens_is_summed() {
        for stock in ["present", "in_debt", "repaying", "exploited_present", "demand", "supply", "price_index"] {
            assert!(is_stock(stock) && unit_of_total(stock).contains("average"), "{stock}");
        }
        for flow in ["arrivals", "returned", "smuggled", "trafficked", "detoured", "began_to_repay", "exploited"] {
            assert!(!is_stock(flow) && !unit_of_total(flow).contains("average"), "{flow}");
        }
    }
}
