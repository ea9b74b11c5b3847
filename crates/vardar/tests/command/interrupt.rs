//! Ctrl-C.

use crate::folder::Folder;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

/// A run far too long to end by itself is interrupted as soon as it says that it has begun.
#[test]
fn an_interrupted_run_says_so_and_leaves_whole_files_or_none() {
    let folder = Folder::new();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("vardar"))
        .args(["-vv", "run", "--members", "100000", "--threads", "2", "--to", "2015-11-15", "--out"])
        .arg(folder.path("o"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut said = String::new();
    while !said.contains("compiled") && stderr.read_line(&mut said).expect("text") > 0 {}
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(killed.success(), "{said}");
    stderr.read_to_string(&mut said).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(130), "{said}");
    assert!(said.contains("interrupted") && !said.contains("panicked"), "{said}");
    if folder.path("o/run.json").exists() {
        let file = folder.json("o/run.json");
        assert_eq!(file["interrupted"], true);
        assert!(file["members_finished"].as_u64().expect("a number") < 100_000);
        assert_eq!(folder.names("o"), ["headlines.csv", "report.html", "results.parquet", "run.json"]);
        folder.vardar(&format!("run --again {}", folder.path("o").display())).exits(1).complains(&["was interrupted"]);
    } else {
        assert!(!folder.path("o").exists(), "half a result is left behind: {said}");
    }
}
