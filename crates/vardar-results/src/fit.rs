//! How close a run is to what was counted.

/// Fit of one reported daily series over the days that have a report. Totals are over those days.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FitRow {
    /// `arrivals` or `departures`.
    pub quantity: String,
    /// Country or region.
    pub site: String,
    /// Days with a report.
    pub days: usize,
    /// Sum of the reports.
    pub observed_total: f64,
    /// Median over members of the simulated reported total.
    pub median: f64,
    /// 5 % quantile of that total.
    pub q05: f64,
    /// 95 % quantile of that total.
    pub q95: f64,
    /// Median total relative to the observed one, in per cent (0 = equal). `None` if nothing was observed.
    pub error_percent: Option<f64>,
    /// Pearson correlation of the daily median with the reports, both as 7-day means. `None` if not defined.
    pub correlation: Option<f64>,
    /// Share of days on which the report lies in the 50 % interval, in [0, 1].
    pub coverage_50: f64,
    /// The same for the 90 % interval.
    pub coverage_90: f64,
    /// Mean absolute error of the daily median, people per day.
    pub mean_absolute_error: f64,
}
