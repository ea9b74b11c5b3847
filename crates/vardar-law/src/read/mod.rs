//! Incident records from CSV, JSON and JSON Lines, a block at a time, so that the size of a file does not matter.

mod cell;
mod header;
mod json;
mod keys;
mod name;
mod parse;
mod place;
mod plain;
mod split;

pub use header::Header;
pub(crate) use keys::only_known;
pub use keys::personal_key;
pub use parse::{Record, parse};
pub use split::{Block, Broken, Format, Span, Splitter};

pub(crate) const ID: &str = "id";
pub(crate) const AGE: &str = "age";
