//! Large and hostile files are refused, or read, in reasonable time and with short messages.

mod support;

use std::time::{Duration, Instant};

use support::{Files, base, codes, read};
use vardar_scenario::{Checked, read_folder, write_folder};

fn read_within(seconds: u64, files: &Files) -> Checked {
    let start = Instant::now();
    let checked = read(files);
    assert!(start.elapsed() < Duration::from_secs(seconds), "{:?}", start.elapsed());
    assert!(checked.problems.iter().all(|problem| problem.to_string().len() < 4000));
    checked
}

#[test]
fn a_line_of_a_hundred_megabytes_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("scenario");
    write_folder(&read(&base()).scenario.unwrap(), &target, false).unwrap();
    std::fs::write(target.join("inflow.csv"), "x".repeat(100_000_000)).unwrap();
    let start = Instant::now();
    let checked = read_folder(&target);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    assert_eq!(codes(&checked), ["file-too-large"]);
    assert!(!checked.files.contains_key("inflow.csv"));

    // In memory, and below the largest size.
    let mut files = base();
    for (megabytes, filler, code) in [(100, "x", "file-too-large"), (60, "x", "line-too-long"), (60, "é", "line-too-long")] {
        files.insert("inflow.csv".into(), filler.repeat(megabytes * 1_000_000 / filler.len()).into_bytes());
        let start = Instant::now();
        let checked = read(&files);
        assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
        assert_eq!(codes(&checked), [code]);
        assert!(checked.problems.iter().all(|problem| problem.to_string().len() < 1000));
    }
    // A field that is never closed goes on over many short lines.
    files.insert("inflow.csv".into(), format!("date,stream,people,source\n\"{}\",", "x\n".repeat(1_000_000)).into_bytes());
    assert!(codes(&read(&files)).contains(&"record-too-long"));
}

#[test]
fn many_rows_are_read_in_reasonable_time() {
    let mut files = base();
    files.insert(
        "inflow.csv".into(),
        format!("date,stream,people,source\n{}", "2015-10-01,aegean,1,\n".repeat(1_000_000)).into_bytes(),
    );
    let start = Instant::now();
    let checked = read(&files);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(checked.problems.len(), 51);
}

/// Each of these would take minutes if every problem were worked out in full, or names were compared one by one.
#[test]
fn floods_of_mistakes_do_not_take_long() {
    let mut unknown = base();
    let links = "a,nowhere,nobody,foot,1,1,1,,,,\n".repeat(200_000);
    let header = "id,from,to,mode,distance_km,hours_min,hours_max,corridor,opened,closed,source\n";
    unknown.insert("links.csv".into(), format!("{header}{links}").into_bytes());
    assert!(codes(&read_within(10, &unknown)).contains(&"unknown-place"));

    let mut columns = base();
    columns.insert("inflow.csv".into(), format!("date,stream,people,source{}\n", ",x".repeat(300_000)).into_bytes());
    let unknown_columns = codes(&read_within(10, &columns)).iter().filter(|code| **code == "unknown-column").count();
    assert_eq!(unknown_columns, 51, "fifty of them, and how many more there are");

    let mut keys = base();
    let text: String = (0..60_000).map(|index| format!("k{index} = 1\n")).collect();
    keys.insert("scenario.toml".into(), text.into_bytes());
    assert!(codes(&read_within(10, &keys)).contains(&"unknown-key"));
    keys.insert("scenario.toml".into(), b"= ]\n".repeat(200_000));
    assert!(codes(&read_within(10, &keys)).contains(&"toml-syntax"));
    keys.insert("scenario.toml".into(), b"[".repeat(1_000_000));
    assert!(!read_within(10, &keys).is_usable());
    keys.insert("scenario.toml".into(), b"# \n".repeat(1_000_000));
    assert_eq!(codes(&read_within(10, &keys)), ["file-too-large"]);

    let mut eligible = base();
    let list = "SYR;".repeat(250_000);
    let row = format!("2015-10-01,2015-10-01,GRC-MKD,restricted,,{list}AFG,,\n");
    eligible.insert(
        "borders.csv".into(),
        format!("announced,effective,border,regime,per_day,eligible,note,source\n{row}").into_bytes(),
    );
    assert_eq!(codes(&read_within(10, &eligible)), ["named-twice"; 51]);
}
