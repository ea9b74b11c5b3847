//! The report of a run as one HTML file: map, charts and tables that open in any browser without a network.
//!
//! [`run_report`] turns a scenario, the result table of its run and the fit to what was counted into a page for
//! planners; [`comparison_report`] does the same for the difference between two runs, [`forecast_report`] for a forecast and
//! [`evaluation_report`] for the scores of many. What may not change: the page
//! loads nothing from anywhere, whatever text a scenario holds is shown as text, and no estimate is put into words
//! without its interval, and nothing tells where a crossing is likely to succeed: no returned by attempts, no order of borders
//! but that of their names.
//!
//! The crate draws what it is given and calculates no result of its own. A quantity that a table lacks leaves its
//! section with a remark; only a table that contradicts itself is an error.

mod builder;
mod capacity;
mod classification;
mod comparison;
mod encode;
mod error;
mod escape;
mod evaluation;
mod events;
mod forecast;
mod headline;
mod input;
mod legend;
mod lookup;
mod map;
mod market;
mod names;
mod numbers;
mod page_data;
mod plot;
mod pool;
mod run;
mod sections;
mod shell;

pub use classification::{Budget, ClassificationReport, CountTable, classification_report};
pub use comparison::comparison_report;
pub use error::ReportError;
pub use evaluation::{
    Coverage, EvaluationFacts, EvaluationReport, HORIZON_BINS, Histogram, Mean, ModelScores, PIT_BARS, Ratio, Rival, Scores,
    SeriesScores, evaluation_report,
};
pub use forecast::{CentreRisk, ForecastFacts, ForecastReport, LIKELY_FULL, LastCount, SHOWN_DAYS, Weekdays, forecast_report};
pub use input::{ComparisonReport, Difference, GuessShare, Headline, RunFacts, RunReport, Side, TargetRow};
pub use run::run_report;
