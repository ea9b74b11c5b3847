//! Every command of the book does what the book says.

use crate::chapter::{Block, Command, blocks, sources};
use std::path::Path;

/// Runs a chapter in a folder of its own, and gives the number of commands in it.
fn follow(chapter: &str) -> usize {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let blocks = blocks(chapter);
    for block in &blocks {
        if let Block::File { name, text } = block {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
    }
    let commands = blocks.iter().filter_map(|block| if let Block::Commands(list) = block { Some(list) } else { None });
    commands.flatten().map(|command| run(chapter, command, folder.path())).count()
}

fn run(chapter: &str, command: &Command, folder: &Path) {
    let program = assert_cmd::cargo::cargo_bin("vardar");
    let mut search = vec![program.parent().expect("a folder").to_owned()];
    search.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let output = std::process::Command::new("sh")
        .args(["-c", &command.line])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(search).expect("a search path"))
        .output()
        .expect("the shell starts");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(command.exit), "{chapter}: $ {}\n{said}", command.line);
    assert!(!said.contains("panicked"), "{chapter}: $ {}\n{said}", command.line);
    for line in &command.output {
        assert!(said.contains(line.trim_end()), "{chapter}: $ {} does not print\n{line}\nbut\n{said}", command.line);
    }
}

#[test]
fn the_tour() {
    assert!(follow("tour.md") >= 8);
}

#[test]
fn a_scenario_of_your_own() {
    assert!(follow("own-scenario.md") >= 5);
}

#[test]
fn the_results() {
    assert!(follow("results.md") >= 2);
}

#[test]
fn the_forecasts() {
    assert!(follow("forecasts.md") >= 3);
}

#[test]
fn calibration() {
    assert!(follow("calibration.md") >= 4);
}

#[test]
fn the_law() {
    assert!(follow("law.md") >= 9);
}

#[test]
fn the_market() {
    assert!(follow("market.md") >= 1);
}

#[test]
fn uncertainty() {
    assert!(follow("uncertainty.md") >= 1);
}

#[test]
fn the_format() {
    assert!(follow("scenario-format.md") >= 1);
}

/// A chapter that no test above runs has no commands.
#[test]
fn no_command_is_left_out() {
    let run = [
        "tour.md",
        "own-scenario.md",
        "results.md",
        "forecasts.md",
        "calibration.md",
        "uncertainty.md",
        "scenario-format.md",
        "law.md",
        "market.md",
    ];
    for entry in std::fs::read_dir(sources()).expect("the book is there") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") && !run.contains(&name.as_str()) {
            assert!(blocks(&name).is_empty(), "{name} has commands or files that no test uses");
        }
    }
}
