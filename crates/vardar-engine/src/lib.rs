//! Simulate a compiled migration route: exact draws, one step, many members.

pub mod draw;
