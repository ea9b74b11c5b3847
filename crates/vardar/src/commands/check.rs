//! `vardar check`.

use super::print;
use crate::cli::CheckArguments;
use crate::diagnostics::number_of;
use crate::{Outcome, diagnostics};
use std::path::Path;
use vardar_run::RunError;
use vardar_scenario::{embedded, read_folder};

/// Reads a scenario and shows everything that is wrong with it.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, RunError> {
    let known = embedded::get(&arguments.path);
    let checked = match known {
        // A folder that exists is what is meant; so is a path that could only be one, to be told what is wrong with it.
        Ok(scenario) if !Path::new(&arguments.path).exists() => scenario.read(),
        _ => read_folder(Path::new(&arguments.path)),
    };
    let (errors, warnings) = diagnostics::show_problems(&checked.problems);
    if let Some(scenario) = &checked.scenario {
        let size = [
            number_of(scenario.places.len(), "place", "places"),
            number_of(scenario.links.len(), "link", "links"),
            number_of(scenario.borders.len(), "regime entry", "regime entries"),
            number_of(scenario.period.days(), "day", "days"),
        ];
        print(&format!("{}: usable, {} ({})\n", checked.origin, diagnostics::count(errors, warnings), size.join(", ")));
        return Ok(Outcome::Done);
    }
    eprintln!("\n{}: {}", checked.origin, diagnostics::count(errors, warnings));
    Ok(Outcome::Wrong)
}
