//! Prints the `datapackage.json` of a scenario folder: `cargo run -p vardar-scenario --example datapackage -- FOLDER`.

use std::io::{self, Write};
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).unwrap_or_default();
    let checked = vardar_scenario::read_folder(&folder);
    for problem in &checked.problems {
        eprintln!("{problem}");
    }
    let files = checked.scenario.ok_or_else(|| io::Error::other("the scenario has errors"))?.to_files(false);
    io::stdout().write_all(files.get("datapackage.json").map_or(&[], Vec::as_slice))
}
