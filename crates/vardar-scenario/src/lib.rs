//! A migration route as data: read, check, write and embed scenario folders.
//!
//! [`Scenario`] is the pleasant form: names, dates and plain rows, one `Vec` per table of the folder. It knows
//! nothing of how a day is simulated. What may not change: a scenario that passed the check can be compiled and
//! run without any further error, and reading never panics, whatever the bytes.

pub mod model;

pub use model::*;
