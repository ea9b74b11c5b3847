//! What can be wrong with the input of a report.

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A series does not have one value per day of its table.
    #[error("series {quantity} of {site} has {found} days, but the result table has {expected}")]
    SeriesLength {
        /// Quantity of the series.
        quantity: String,
        /// Site of the series.
        site: String,
        /// Days that it has.
        found: usize,
        /// Days that it should have.
        expected: usize,
    },
    /// The table does not cover the period that is said to have been simulated.
    #[error("the result table has {table} days from {table_start}, but the run has {run} days from {run_start}")]
    Period {
        /// First day of the table.
        table_start: jiff::civil::Date,
        /// Days of the table.
        table: usize,
        /// First simulated day.
        run_start: jiff::civil::Date,
        /// Simulated days.
        run: usize,
    },
    /// The table of a forecast does not end with the forecast's last day.
    #[error("a forecast of {horizon} days after {expected} cannot be shown from a table of {table} days from {start}")]
    Origin {
        /// Last day whose counts were known.
        expected: jiff::civil::Date,
        /// Days of the table.
        table: usize,
        /// First day of the table.
        start: jiff::civil::Date,
        /// Days ahead.
        horizon: usize,
    },
    /// Two tables that are compared have different days.
    #[error("only runs of the same days can be compared: {baseline} and {alternative}")]
    Days {
        /// Days of the first run in words.
        baseline: String,
        /// Days of the second run in words.
        alternative: String,
    },
    /// The data of the page could not be written as JSON.
    #[error("the data of the page could not be written: {0}")]
    Data(#[from] serde_json::Error),
}
