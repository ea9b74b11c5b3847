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

/// Records that stop coming, from an input that stays open: one interrupt ends the command, with whole results only. A pipe fills
/// blocks of 256 kB: what came before makes some whole ones, or none.
#[test]
fn an_interrupt_ends_the_wait_for_a_silent_input() {
    let (head, rows) = RECORDS.split_once('\n').expect("a header");
    for (text, known, format) in [
        (format!("{head}\n{}", rows.repeat(2_000)), true, "json"),
        (format!("{head}\n{rows}"), true, "json"),
        (format!("{head}\n{}", rows.repeat(2_000)), true, "csv"),
        (format!("{head}\n{rows}"), false, "csv"),
        (String::new(), true, "jsonl"),
    ] {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("vardar"));
        command.args(["classify", "-", "--format", format]).args(if known { &["--input", "csv"][..] } else { &[] });
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let mut stdout = child.stdout.take().expect("a pipe");
        let reading = std::thread::spawn(move || {
            let mut text = String::new();
            stdout.read_to_string(&mut text).map(|_| text)
        });
        stdin.write_all(text.as_bytes()).expect("it reads");
        // By then it waits for more: sooner, the signal could come before it can be caught.
        std::thread::sleep(std::time::Duration::from_millis(1500));
        let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
        assert!(killed.success());
        let status = child.wait().expect("it ends, though its input has not");
        let text = reading.join().expect("read").expect("text");
        drop(stdin);
        assert_eq!(status.code(), Some(130), "{format}");
        match format {
            "json" if !text.is_empty() => drop(serde_json::from_str::<Vec<serde_json::Value>>(&text).expect("whole")),
            _ => assert!(text.is_empty() || text.ends_with('\n')),
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
