//! `vardar completions`.

use super::print;
use crate::Outcome;
use crate::cli::{Cli, CompletionsArguments};
use clap::CommandFactory;
use vardar_run::RunError;

/// Prints a completion script.
pub fn run(arguments: &CompletionsArguments) -> Result<Outcome, RunError> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "vardar", &mut script);
    print(&String::from_utf8_lossy(&script));
    Ok(Outcome::Done)
}
