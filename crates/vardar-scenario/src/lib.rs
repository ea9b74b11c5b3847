//! A migration route as data: read, check, write and embed scenario folders.
//!
//! [`Scenario`] is the pleasant form: names, dates and plain rows, one `Vec` per table of the folder. It knows
//! nothing of how a day is simulated. What may not change: a scenario that passed the check can be compiled and
//! run without any further error, and reading never panics, whatever the bytes.
//!
//! ```
//! use vardar_scenario::{embedded, Severity};
//!
//! for scenario in embedded::list() {
//!     let checked = scenario.read();
//!     for problem in checked.problems.iter().filter(|problem| problem.severity == Severity::Error) {
//!         println!("{problem}");
//!     }
//! }
//! ```
//!
//! Where to look: `columns` says what the tables look like, `read` makes rows of bytes, `check` judges the rows,
//! `write` makes bytes of rows, `overrides` changes single values, `embedded` holds the scenarios of `scenarios/`.

mod check;
pub mod columns;
pub mod embedded;
mod hash;
pub mod iso3166;
pub mod model;
pub mod nearest;
mod overrides;
pub mod personal;
mod problem;
mod read;
mod write;

pub use hash::scenario_hash;
pub use model::*;
pub use problem::{Excerpt, Problem, Severity};
pub use read::{Checked, LARGEST_FILE, read_files, read_folder};
pub use write::{WriteError, parameter_table, write_files, write_folder};
