//! `vardar export`.

use super::print;
use crate::Outcome;
use crate::cli::ExportArguments;
use vardar_run::{RunError, export};

/// Writes an embedded scenario as a folder.
pub fn run(arguments: &ExportArguments) -> Result<Outcome, RunError> {
    export(&arguments.name, &arguments.folder)?;
    let folder = arguments.folder.display();
    print(&format!("{folder} written; its README.md says what is in it.\nNext: vardar check {folder}, vardar run {folder}\n"));
    Ok(Outcome::Done)
}
