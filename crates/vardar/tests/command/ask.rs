//! Help, versions, and commands used wrongly.

use crate::folder::Folder;

#[test]
fn the_help_of_every_command_has_an_example() {
    for command in ["run", "check", "scenarios", "export", "compare", "completions"] {
        let example = format!("Examples:\n  vardar {command}");
        Folder::new().vardar(&format!("{command} --help")).succeeds().prints(&[&example, "Usage: vardar "]);
    }
    Folder::new().vardar("--help").succeeds().prints(&["Examples:\n  vardar run", "intervals"]);
}

#[test]
fn the_version_is_that_of_the_package() {
    Folder::new().vardar("--version").succeeds().prints(&[concat!("vardar ", env!("CARGO_PKG_VERSION"))]);
}

#[test]
fn no_command_and_an_unknown_one_are_wrong_use() {
    Folder::new().vardar("").exits(2).complains(&["Usage: vardar"]);
    Folder::new().vardar("rum").exits(2).complains(&["unrecognized subcommand", "'run'"]);
}

#[test]
fn arguments_of_the_wrong_form_are_wrong_use() {
    for arguments in ["--members 0", "--members many", "--threads 0", "--from 2015-13-01", "--set nothing", "--format xls"] {
        let folder = Folder::new();
        folder.vardar(&format!("run {arguments}")).exits(2).complains(&["invalid value"]);
        assert!(!folder.path("out").exists());
    }
}

#[test]
fn a_repeated_run_takes_no_other_settings() {
    Folder::new().vardar("run --again run.json --seed 3").exits(2).complains(&["cannot be used with"]);
}
