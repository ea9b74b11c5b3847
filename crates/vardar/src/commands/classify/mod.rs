//! `vardar classify`.

mod ask;
mod faults;
mod input;
mod pipe;
mod records;
mod report;

use super::print;
use crate::Outcome;
use crate::cli::{ClassifyArguments, RecordFormat};
use vardar_law::{codebook_csv, json_schema};
use vardar_run::RunError;

/// Classifies records, or prints the codebook, or asks.
pub fn run(arguments: &ClassifyArguments) -> Result<Outcome, RunError> {
    match &arguments.file {
        Some(file) => records::run(arguments, file),
        None if arguments.ask => ask::run(arguments),
        None => {
            let schema = matches!(arguments.format, Some(RecordFormat::Json | RecordFormat::Jsonl));
            print(&if schema { json_schema() } else { codebook_csv() });
            Ok(Outcome::Done)
        }
    }
}
