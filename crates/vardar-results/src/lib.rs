//! The result table of Vardar: one shape, summarised over members, written to and read from Parquet and CSV.
//!
//! A row is `date, site, quantity, channel, group, stat, value`. In memory a table is a list of series, each with
//! one summary per day. What may not change: the order of series is the order of the record that produced them, so
//! the same run gives the same bytes; a quantile comes from all members, never from an approximation.

pub mod fit;
pub mod members;
pub mod packed;
pub mod read;
pub mod summary;
pub mod table;
pub mod write;

pub use fit::{FitRow, correlation_of_week_means, fit};
pub use members::Members;
pub use packed::Packed;
pub use read::read_table;
pub use summary::{of_numbers, summarise};
pub use table::{Quantiles, ResultTable, Series, SeriesKey, is_stock, unit_of_total};
pub use write::{Format, TableError, write_members, write_table, write_whole};
