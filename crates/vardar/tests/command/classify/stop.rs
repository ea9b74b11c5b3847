//! Ctrl-C, and readers that go away.

use super::RECORDS;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

/// Records without end through a pipe: after an interrupt the command ends by itself, with whole results only.
#[test]
fn an_interrupted_run_ends_after_a_whole_record() {
    for format in ["jsonl", "json", "csv"] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("vardar"))
            .args(["classify", "-", "--input", "csv", "--format", format])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let feeding = std::thread::spawn(move || {
            let (head, rows) = RECORDS.split_once('\n').expect("a header");
            let rows = rows.repeat(1000);
            let mut more = stdin.write_all(format!("{head}\n").as_bytes()).is_ok();
            while more {
                more = stdin.write_all(rows.as_bytes()).is_ok();
            }
        });
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut text = String::new();
        for _ in 0..100 {
            out.read_line(&mut text).expect("text");
        }
        let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
        assert!(killed.success());
        out.read_to_string(&mut text).expect("text");
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
        assert_eq!(child.wait().expect("it ends").code(), Some(130), "{said}");
        feeding.join().expect("it ends with the pipe");
        assert!(said.contains("interrupted") && !said.contains("panicked"), "{said}");
        match format {
            "jsonl" => text.lines().for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).expect("whole"))),
            "json" => assert!(serde_json::from_str::<Vec<serde_json::Value>>(&text).expect("whole").len() >= 50),
            _ => {
                let commas = |line: &str| line.matches(',').count();
                let wanted = commas(text.lines().next().expect("a header"));
                assert!(text.ends_with('\n') && text.lines().all(|line| commas(line) == wanted));
            }
        }
    }
}

/// `vardar classify ... | head` is no error.
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = crate::folder::Folder::new();
    let (head, rows) = RECORDS.split_once('\n').expect("a header");
    folder.write("a.csv", format!("{head}\n{}", rows.repeat(5000)));
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("vardar"))
        .args(["classify", "--format", "jsonl"])
        .arg(folder.path("a.csv"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("text");
    assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
