//! The daily series of a page, each stored once however many charts show it.

use std::collections::BTreeMap;

use serde::Serialize;
use vardar_results::{Quantiles, Series, SeriesKey};

use crate::encode::{self, Entry};

/// A series as the page's script reads it; see [`crate::encode`] for the lists.
#[derive(Debug, Serialize)]
pub(crate) struct PooledSeries {
    q05: Vec<Entry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    q25: Vec<Entry>,
    q50: Vec<Entry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    q75: Vec<Entry>,
    q95: Vec<Entry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    observed: Vec<Entry>,
}

/// How much of a series a chart needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Median and 90 % interval.
    Interval,
    /// The 50 % interval and the observed values too.
    Bands,
}

/// Collects series and hands out their index.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    by_key: BTreeMap<SeriesKey, usize>,
    series: Vec<PooledSeries>,
}

impl Pool {
    /// Index of a series, stored with at least this detail.
    pub(crate) fn add(&mut self, series: &Series, detail: Detail) -> usize {
        let index = match self.by_key.get(&series.key) {
            Some(&index) => index,
            None => {
                let index = self.add_days(&series.days);
                self.by_key.insert(series.key.clone(), index);
                index
            }
        };
        if let (Detail::Bands, Some(pooled)) = (detail, self.series.get_mut(index)) {
            pooled.q25 = quantile(&series.days, |day| day.q25);
            pooled.q75 = quantile(&series.days, |day| day.q75);
            pooled.observed = encode::days(series.observed.iter().copied());
        }
        index
    }

    /// Stores a series that has no key, with both intervals if `bands`.
    pub(crate) fn add_bands(&mut self, days: &[Quantiles]) -> usize {
        let index = self.add_days(days);
        if let Some(pooled) = self.series.get_mut(index) {
            pooled.q25 = quantile(days, |day| day.q25);
            pooled.q75 = quantile(days, |day| day.q75);
        }
        index
    }

    /// Stores a series that has no key here, with both intervals and observed values that are not those of its table.
    pub(crate) fn add_observed(&mut self, days: &[Quantiles], observed: &[Option<f64>]) -> usize {
        let index = self.add_bands(days);
        if let Some(pooled) = self.series.get_mut(index) {
            pooled.observed = encode::days(observed.iter().copied());
        }
        index
    }

    /// Stores a series that has no key here, with its 90 % interval.
    pub(crate) fn add_interval(&mut self, days: &[Quantiles]) -> usize {
        self.add_days(days)
    }

    fn add_days(&mut self, days: &[Quantiles]) -> usize {
        self.series.push(PooledSeries {
            q05: quantile(days, |day| day.q05),
            q25: Vec::new(),
            q50: quantile(days, |day| day.q50),
            q75: Vec::new(),
            q95: quantile(days, |day| day.q95),
            observed: Vec::new(),
        });
        self.series.len() - 1
    }

    /// All series in the order of their indices.
    pub(crate) fn into_series(self) -> Vec<PooledSeries> {
        self.series
    }
}

fn quantile(days: &[Quantiles], of: impl Fn(&Quantiles) -> f64) -> Vec<Entry> {
    encode::days(days.iter().map(|day| Some(of(day))))
}
