//! The `vardar` command. Thin: it reads arguments, calls [`vardar_run`], and shows what came of it.
//!
//! Data goes to standard output, everything else to standard error. Exit codes: 0 success, 1 the input is wrong or a file
//! cannot be used, 2 the command was used wrongly, 130 interrupted.

mod cli;
mod commands;
mod diagnostics;
mod fit_table;
mod headline_table;
mod progress;
mod stop;

use clap::Parser;
use cli::{Cli, Command};
use std::process::ExitCode;
use vardar_run::RunError;

/// How a command ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Problems were found and shown.
    Wrong,
    Interrupted,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log(cli.verbose);
    let outcome = match cli.command {
        Command::Run(arguments) => commands::run::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Scenarios => commands::scenarios::run(),
        Command::Export(arguments) => commands::export::run(&arguments),
        Command::Compare(arguments) => commands::compare::run(&arguments),
        Command::Assimilate(arguments) => commands::assimilate::run(&arguments),
        Command::Forecast(arguments) => commands::forecast::run(&arguments),
        Command::Evaluate(arguments) => commands::evaluate::run(&arguments),
        Command::Calibrate(arguments) => commands::calibrate::run(&arguments),
        Command::Score(arguments) => commands::score::run(&arguments),
        Command::Classify(arguments) => commands::classify::run(&arguments),
        Command::Completions(arguments) => commands::completions::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Wrong) => ExitCode::from(1),
        Ok(Outcome::Interrupted) | Err(RunError::NothingFinished) => {
            eprintln!("interrupted");
            ExitCode::from(130)
        }
        Err(error) => {
            diagnostics::show_error(&error);
            ExitCode::from(1)
        }
    }
}

fn start_log(verbose: u8) {
    let level = match verbose {
        0 => tracing::Level::WARN,
        1 => tracing::Level::INFO,
        2 => tracing::Level::DEBUG,
        _ => tracing::Level::TRACE,
    };
    tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_target(false).init();
}
