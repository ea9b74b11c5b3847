//! Checks a scenario folder: `cargo run -p vardar-scenario --example check -- FOLDER`.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: check FOLDER");
        return ExitCode::FAILURE;
    };
    let checked = vardar_scenario::read_folder(&folder);
    for problem in &checked.problems {
        println!("{problem}\n");
    }
    if checked.is_usable() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
