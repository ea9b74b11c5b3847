//! The result table of Vardar: one shape, summarised over members, written to and read from Parquet and CSV.
//!
//! A row is `date, site, quantity, channel, group, stat, value`. In memory a table is a list of series, each with
//! one summary per day. What may not change: the order of series is the order of the record that produced them, so
//! the same run gives the same bytes; a quantile is an order statistic of the members, never an approximation.

pub mod fit;
pub mod table;

pub use fit::FitRow;
pub use table::{Quantiles, ResultTable, Series, SeriesKey};
