//! Finds series in a result table by key, and checks the table once.

use std::collections::BTreeMap;

use vardar_results::{ResultTable, Series};

use crate::ReportError;

/// A table with an index.
pub(crate) struct Lookup<'a> {
    pub(crate) table: &'a ResultTable,
    by_key: BTreeMap<(&'a str, &'a str, &'a str, &'a str), &'a Series>,
}

impl<'a> Lookup<'a> {
    /// Indexes a table; fails if a series has not one value per day.
    pub(crate) fn new(table: &'a ResultTable) -> Result<Self, ReportError> {
        let mut by_key = BTreeMap::new();
        for series in &table.series {
            let wrong = [Some(series.days.len()), Some(series.observed.len()).filter(|&length| length > 0)]
                .into_iter()
                .flatten()
                .find(|&length| length != table.days);
            if let Some(found) = wrong {
                return Err(ReportError::SeriesLength {
                    quantity: series.key.quantity.clone(),
                    site: series.key.site.clone(),
                    found,
                    expected: table.days,
                });
            }
            let key = &series.key;
            by_key.insert((key.quantity.as_str(), key.site.as_str(), key.channel.as_str(), key.group.as_str()), series);
        }
        Ok(Self { table, by_key })
    }

    /// The series of a key.
    pub(crate) fn find(&self, quantity: &str, site: &str, channel: &str, group: &str) -> Option<&'a Series> {
        self.by_key.get(&(quantity, site, channel, group)).copied()
    }

    /// The series over all channels and groups.
    pub(crate) fn total(&self, quantity: &str, site: &str) -> Option<&'a Series> {
        self.find(quantity, site, "all", "all")
    }

    /// All series of a quantity over all channels and groups, in the order of the table.
    pub(crate) fn totals(&self, quantity: &str) -> impl Iterator<Item = &'a Series> {
        let quantity = quantity.to_owned();
        self.table
            .series
            .iter()
            .filter(move |series| series.key.quantity == quantity && series.key.channel == "all" && series.key.group == "all")
    }

    /// The date of day `index` in words.
    pub(crate) fn date(&self, index: usize) -> String {
        let days = i64::try_from(index).unwrap_or(0).min(3_000_000);
        crate::numbers::date(self.table.start.saturating_add(jiff::Span::new().days(days)))
    }
}
