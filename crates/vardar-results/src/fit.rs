//! How close a run is to what was counted.

use crate::summary::of_numbers;
use crate::table::Series;

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

/// Fit of a series that has observations, over the days `from..to` (indices). `totals` are the members' totals over the
/// days of that range that have a report. `None` if no day has one.
#[must_use]
pub fn fit(quantity: &str, series: &Series, from: usize, to: usize, mut totals: Vec<f64>) -> Option<FitRow> {
    let range = from..to.min(series.observed.len());
    let pairs: Vec<(f64, &crate::table::Quantiles)> =
        range.clone().filter_map(|day| Some((series.observed[day]?, &series.days[day]))).collect();
    if pairs.is_empty() || totals.is_empty() {
        return None;
    }
    let count = pairs.len() as f64;
    let inside = |low: fn(&crate::table::Quantiles) -> f64, high: fn(&crate::table::Quantiles) -> f64| {
        pairs.iter().filter(|(seen, q)| (low(q)..=high(q)).contains(seen)).count() as f64 / count
    };
    let observed_total: f64 = pairs.iter().map(|(seen, _)| seen).sum();
    let total = of_numbers(&mut totals);
    let observed: Vec<Option<f64>> = series.observed[range.clone()].to_vec();
    let median: Vec<Option<f64>> = range.map(|day| Some(series.days[day].q50)).collect();
    Some(FitRow {
        quantity: quantity.to_owned(),
        site: series.key.site.clone(),
        days: pairs.len(),
        observed_total,
        median: total.q50,
        q05: total.q05,
        q95: total.q95,
        error_percent: (observed_total > 0.0).then(|| 100.0 * (total.q50 / observed_total - 1.0)),
        correlation: correlation_of_week_means(&observed, &median),
        coverage_50: inside(|q| q.q25, |q| q.q75),
        coverage_90: inside(|q| q.q05, |q| q.q95),
        mean_absolute_error: pairs.iter().map(|(seen, q)| (seen - q.q50).abs()).sum::<f64>() / count,
    })
}

/// Pearson correlation of two series as means over seven days, centred; days missing in either are left out of both means.
/// `None` if fewer than two means exist or one series does not vary.
#[must_use]
pub fn correlation_of_week_means(a: &[Option<f64>], b: &[Option<f64>]) -> Option<f64> {
    let both: Vec<Option<(f64, f64)>> = a.iter().zip(b).map(|(a, b)| Some(((*a)?, (*b)?))).collect();
    let means: Vec<(f64, f64)> = both
        .windows(7)
        .filter_map(|week| {
            let known: Vec<(f64, f64)> = week.iter().flatten().copied().collect();
            if known.len() < 4 {
                return None;
            }
            let n = known.len() as f64;
            Some((known.iter().map(|p| p.0).sum::<f64>() / n, known.iter().map(|p| p.1).sum::<f64>() / n))
        })
        .collect();
    if means.len() < 2 {
        return None;
    }
    let n = means.len() as f64;
    let (mean_a, mean_b) = (means.iter().map(|p| p.0).sum::<f64>() / n, means.iter().map(|p| p.1).sum::<f64>() / n);
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (a, b) in means {
        aa += (a - mean_a) * (a - mean_a);
        bb += (b - mean_b) * (b - mean_b);
        ab += (a - mean_a) * (b - mean_b);
    }
    (aa > 0.0 && bb > 0.0).then(|| ab / (aa * bb).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Quantiles, SeriesKey};

    #[test]
    fn a_perfect_median_has_no_error() {
        let value = |day: usize| 100.0 + (day as f64 * 0.7).sin() * 50.0;
        let days = (0..30)
            .map(|d| {
                let v = value(d);
                Quantiles { mean: v, q05: v - 5.0, q25: v - 1.0, q50: v, q75: v + 1.0, q95: v + 5.0 }
            })
            .collect();
        let observed = (0..30).map(|d| (d != 4).then(|| value(d))).collect();
        let key = SeriesKey { quantity: "x".into(), site: "SRB".into(), channel: "all".into(), group: "all".into() };
        let total: f64 = (0..30).filter(|d| *d != 4).map(value).sum();
        let row = fit("arrivals", &Series { key, days, observed }, 0, 30, vec![total; 3]).expect("there are reports");
        assert_eq!(row.days, 29);
        assert!(row.error_percent.expect("observed").abs() < 1e-9);
        assert!(row.correlation.expect("varies") > 0.999_999);
        assert_eq!((row.coverage_50, row.coverage_90, row.mean_absolute_error), (1.0, 1.0, 0.0));
    }

    #[test]
    fn nothing_reported_means_no_fit() {
        let key = SeriesKey { quantity: "x".into(), site: "SRB".into(), channel: "all".into(), group: "all".into() };
        let series = Series { key, days: vec![Quantiles::default(); 3], observed: vec![None; 3] };
        assert!(fit("arrivals", &series, 0, 3, vec![1.0]).is_none());
    }
}
