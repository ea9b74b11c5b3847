//! The table of what-ifs: found by name, judged like `--set`, with the line and column of what is wrong.

mod support;

use support::{codes, read};
use vardar_scenario::{Checked, Regime, Scenario, Severity, embedded};

const HEADER: &str = "name,key,value,description,source";
const ROWS: [&str; 3] = [
    "no-cap,borders.GRC-MKD.2015-10-10,none,Everybody passes.,made up",
    "no-cap,parameters.stay_hours.lesvos.2015-10-05,none,,made up",
    "shut,borders.GRC-MKD.2015-10-10,closed,,made up",
];

/// The small scenario with these what-ifs.
fn with(rows: &[&str]) -> Checked {
    let mut files = support::base();
    files.insert("what_ifs.csv".into(), format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes());
    read(&files)
}

fn base() -> Scenario {
    with(&ROWS).scenario.unwrap()
}

#[test]
fn a_what_if_is_its_rows_in_order() {
    let changes = base().what_if("no-cap").unwrap();
    let expected = [("borders.GRC-MKD.2015-10-10", "none"), ("parameters.stay_hours.lesvos.2015-10-05", "none")];
    assert_eq!(changes, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let scenario = base().with_overrides(&changes).unwrap();
    assert_eq!(scenario.borders.len(), base().borders.len() - 1);
    assert_eq!(scenario.what_ifs, base().what_ifs, "also those that no longer fit");
    let shut = base().with_overrides(&base().what_if("shut").unwrap()).unwrap();
    assert!(shut.borders.iter().any(|entry| entry.border == "GRC-MKD" && entry.regime == Regime::Closed));
}

#[test]
fn an_unknown_name_is_told_the_nearest() {
    assert_eq!(base().what_if("no-cop").unwrap_err().hint, "did you mean `no-cap`?");
    assert_eq!(base().what_if("zzzzzzzz").unwrap_err().hint, "there are `no-cap`, `shut`");
    let none = Scenario { what_ifs: Vec::new(), ..base() };
    assert!(none.what_if("no-cap").unwrap_err().hint.contains("what_ifs.csv"));
}

#[test]
fn the_table_may_be_missing() {
    let mut files = support::base();
    files.remove("what_ifs.csv");
    let checked = read(&files);
    assert_eq!(codes(&checked), [""; 0]);
    assert!(!checked.scenario.unwrap().to_files(false).contains_key("what_ifs.csv"));
}

/// The only problem of the three rows, of which one is replaced: its code, column, and what it says.
fn only_problem(row: usize, text: &str) -> (&'static str, u64, String) {
    let mut rows = ROWS;
    rows[row] = text;
    let checked = with(&rows);
    let [only] = checked.problems.as_slice() else { panic!("{text}: {:#?}", checked.problems) };
    assert_eq!((only.file.as_str(), only.line), ("what_ifs.csv", Some(row as u64 + 2)), "{text}");
    let says = format!("{} {} {}", only.found, only.expected, only.hint.clone().unwrap_or_default());
    assert_eq!(checked.is_usable(), only.severity == Severity::Warning);
    (only.code, only.column.unwrap_or(0), says)
}

#[test]
fn what_set_would_refuse_is_refused_where_it_stands() {
    for (row, text, code, column, says) in [
        (2, "shut,border.GRC-MKD.2015-10-10,closed,,", "unknown-key", 6, "did you mean borders"),
        (2, "shut,borders.GRC-MKD.2015-10-10,close,,", "bad-regime", 33, "did you mean `closed`?"),
        (2, "shut,borders.GRC-MKD.10/10/2015,closed,,", "bad-date", 6, "write `2015-10-10`"),
        (2, "shut,borders.GRC-MKD.2015-10-10,metered:-1,,", "negative-count", 33, "0 or more"),
        (2, "shut,borders.GRC-MKD.2015-10-10,restricted:IRQ,,", "unknown-nationality", 33, "`SYR`"),
        (2, "shut,borders.GRC-MDK.2015-10-10,closed,,", "unknown-border", 6, "did you mean `GRC-MKD`?"),
        (2, "shut,borders.GRC-MKD.2015-10-11,none,,", "nothing-to-remove", 6, "`2015-10-10`"),
        (1, "no-cap,parameters.stay_hour,9,,", "unknown-parameter", 8, "did you mean `stay_hours`?"),
        (1, "no-cap,parameters.stay_hours.lesbos,9,,", "unknown-site", 8, "did you mean `lesvos`?"),
        (1, "no-cap,parameters.stay_hours.lesvos.2015-10-05,-4,,", "out-of-range", 48, "from 0"),
        (1, "no-cap,parameters.stay_hours.lesvos.2015-10-06,none,,", "nothing-to-change", 8, "`2015-10-05`"),
        (1, "no-cap,parameters.stay_hours.lesvos.2015-10-05,non,,", "bad-number", 48, "did you mean `none`?"),
        (2, "shut,places.lesbos.capacity_beds,9,,", "unknown-place", 6, "did you mean `lesvos`?"),
        (2, "shut,places.lesvos.capacity_beds,x,,", "bad-number", 34, "whole number"),
    ] {
        let found = only_problem(row, text);
        assert_eq!((found.0, found.1), (code, column), "{text}: {}", found.2);
        assert!(found.2.contains(says), "{text}: {}", found.2);
    }
}

#[test]
fn names_keys_and_descriptions() {
    for (row, text, code, column, says) in [
        (2, "Shut,borders.GRC-MKD.2015-10-10,closed,,", "bad-id", 1, "write `shut`"),
        (2, "shut_all,borders.GRC-MKD.2015-10-10,closed,,", "bad-id", 1, "write `shut-all`"),
        (2, "shut,,closed,,", "missing-value", 6, "key"),
        (1, "no-cap,borders.GRC-MKD.2015-10-10,open,,", "duplicate-key", 8, "line 2"),
        (1, "no-cap,parameters.patience_days,9,Again.,", "description-not-first", 35, "line 2"),
    ] {
        let found = only_problem(row, text);
        assert_eq!((found.0, found.1), (code, column), "{text}: {}", found.2);
        assert!(found.2.contains(says), "{text}: {}", found.2);
    }
}

#[test]
fn changes_are_judged_together() {
    let rows = ["both,borders.crossing.2015-10-12,closed,,", "both,links.izmir-lesvos.corridor,,,"];
    let checked = with(&rows);
    assert!(!checked.is_usable(), "no link has the corridor of the entry any more");
    assert!(checked.problems.iter().all(|p| p.file == "what_ifs.csv" && p.code == "unknown-border"), "{:?}", checked.problems);
    assert!(with(&rows[..1]).is_usable(), "the first change alone would do");
}

#[test]
fn what_is_wrong_elsewhere_is_not_said_again() {
    let mut files = support::changed("borders.csv", "2015-10-10,GRC-MKD", "2015-10-11,GRC-MKD");
    let rows = [ROWS[0], "shut,borders.GRC-MKD.2015-10-10,close,,"];
    files.insert("what_ifs.csv".into(), format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes());
    assert_eq!(codes(&read(&files)), ["nothing-to-remove", "bad-regime"], "the tables are right, the what-ifs are not");
    files.insert("groups.csv".into(), b"id,name,nationality,profile,source\nSYR,Syrians,SYR,all,\n".to_vec());
    let what_ifs: Vec<_> = read(&files).problems.into_iter().filter(|p| p.file == "what_ifs.csv").map(|p| p.code).collect();
    assert_eq!(what_ifs, ["bad-regime"], "whether there is something to remove is left open");
}

#[test]
fn no_more_than_can_be_judged() {
    let rows: Vec<String> = (0..101).map(|n| format!("w{n},borders.GRC-MKD.2015-10-10,closed,,")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(codes(&with(&rows)), ["too-many-what-ifs"]);
    assert_eq!(codes(&with(&rows[..100])), [""; 0]);
}

#[test]
fn those_of_an_embedded_scenario_are_listed_and_fit() {
    let balkan = embedded::get("balkan-2015").unwrap();
    let names: Vec<String> = balkan.what_ifs().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["closure-a-month-earlier", "no-closure", "cap-of-580-kept"]);
    assert!(balkan.what_ifs().iter().all(|(_, description)| !description.is_empty()));
    let scenario = balkan.read().scenario.unwrap();
    for name in names {
        scenario.with_overrides(&scenario.what_if(&name).unwrap()).unwrap();
    }
}
