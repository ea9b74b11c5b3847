//! Simulate a compiled migration route: exact draws, one step, many members.
//!
//! [`network::compile`] turns a checked scenario into a [`network::Network`]: indices, flat arrays and schedules by day.
//! [`member::run_member`] simulates one possible history of it, [`ensemble::run`] many of them on all cores.
//!
//! What may not change: nobody is created or lost (the ledger of [`state::State`] is checked every day), and every
//! random number comes from a stream keyed by (seed, member, step, site, purpose), so that the same inputs and seed give
//! the same bytes with any number of threads. This crate does no input or output and knows no data series.

pub mod choice;
pub mod draw;
pub mod ensemble;
pub mod market;
pub mod member;
pub mod network;
pub mod parameters;
mod people;
pub mod record;
pub mod state;
pub mod step;
