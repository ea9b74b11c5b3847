//! `vardar compare`: scenarios, changes and runs, side by side.

use crate::folder::Folder;
use serde_json::Value;

/// The row of a comparison that is about all people of a country.
fn row(rows: &Value, quantity: &str, site: &str) -> Value {
    let wanted =
        |row: &&Value| row["quantity"] == quantity && row["site"] == site && row["channel"] == "all" && row["group"] == "all";
    rows.as_array().expect("rows").iter().find(wanted).cloned().unwrap_or_else(|| panic!("no row for {quantity} in {site}"))
}

#[test]
fn a_cap_upstream_of_croatia_lowers_its_arrivals() {
    let folder = Folder::new();
    let change = "--set borders.SRB-HRV.2015-11-01=metered:580";
    let answer =
        folder.vardar(&format!("compare balkan-2015 {change} --members 3 --to 2015-11-06 --format csv --out o")).succeeds();
    answer.prints(&["B: balkan-2015 with borders.SRB-HRV.2015-11-01=metered:580", "common random numbers", "o/comparison.html"]);
    assert_eq!(folder.names("o"), ["comparison.html", "comparison.json", "differences.csv"]);
    let file = folder.json("o/comparison.json");
    assert_eq!(
        (&file["pairs"], &file["common_random_numbers"]),
        (&Value::from(file["a"]["members_finished"].as_u64()), &true.into())
    );
    assert_eq!(file["b"]["interrupted"], false);
    let rows = file["differences"].clone();
    assert!(row(&rows, "arrivals", "HRV")["q95"].as_f64().expect("a number") < 0.0);
    assert!(row(&rows, "present", "SRB")["q05"].as_f64().expect("a number") > 0.0);
}

#[test]
fn what_comes_before_the_change_does_not_differ() {
    let folder = Folder::new();
    let change = "--set borders.SRB-HRV.2015-10-05=closed";
    folder.vardar(&format!("compare balkan-2015 {change} --members 2 --to 2015-10-06 --quiet --format csv --out o")).succeeds();
    let table = folder.read("o/differences.csv");
    let before = table.lines().filter(|line| line.starts_with("2015-10-0") && *line < "2015-10-05");
    let values: Vec<&str> = before.filter_map(|line| line.rsplit(',').next()).collect();
    assert!(!values.is_empty() && values.iter().all(|value| *value == "0"));
}

#[test]
fn only_countries_are_listed_in_the_terminal() {
    let folder = Folder::new();
    let change = "--set borders.SRB-HRV.2015-10-02=closed";
    let answer = folder.vardar(&format!("compare balkan-2015 {change} --members 2 --to 2015-10-05")).succeeds();
    let listed = answer.out.lines().skip_while(|line| !line.starts_with("quantity")).skip(1);
    for line in listed.take_while(|line| !line.starts_with('…') && !line.starts_with("Page")) {
        let site = line.split_whitespace().nth(1).unwrap_or_default();
        assert!(site.len() == 3 && site.chars().all(|c| c.is_ascii_uppercase()), "{line}");
    }
}

#[test]
fn two_run_folders_are_compared() {
    let folder = Folder::new();
    folder.vardar("run --members 2 --to 2015-10-04 --quiet --out a").succeeds();
    folder.vardar("run --members 2 --to 2015-10-04 --quiet --out b --set borders.SRB-HRV.2015-10-02=closed").succeeds();
    folder.vardar("compare a b --out o").succeeds().prints(&[
        "A: a\nB: b\n",
        "over 2 members in pairs",
        "arrivals            HRV",
    ]);
    assert_eq!(folder.names("o"), ["comparison.html", "comparison.json", "differences.parquet"]);
}

#[test]
fn a_run_compared_with_itself_does_not_differ() {
    let folder = Folder::new();
    folder.vardar("run --members 2 --to 2015-10-02 --quiet --out a").succeeds();
    folder.vardar("compare a a --out o").succeeds().prints(&["No country differs."]);
}

#[test]
fn two_scenario_folders_are_compared() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    folder.append("my-route/borders.csv", "2015-10-02,2015-10-02,SRB-HRV,closed,,,,made up");
    let answer = folder.vardar("compare balkan-2015 my-route --members 2 --to 2015-10-04 --quiet --out o").succeeds();
    answer.silent();
    assert!(row(&folder.json("o/comparison.json")["differences"], "arrivals", "HRV")["mean"].as_f64().expect("a number") < 0.0);
}

#[test]
fn one_scenario_without_a_change_cannot_be_compared() {
    let folder = Folder::new();
    folder.vardar("compare balkan-2015").exits(1).complains(&["nothing to compare with", "--set KEY=VALUE"]);
    assert!(!folder.path("out").exists());
}

#[test]
fn runs_of_different_days_cannot_be_compared() {
    let folder = Folder::new();
    folder.vardar("run --members 1 --to 2015-10-02 --quiet --out a").succeeds();
    folder.vardar("run --members 1 --to 2015-10-03 --quiet --out b").succeeds();
    folder.vardar("compare a b").exits(1).complains(&["--from and --to"]);
    assert!(!folder.path("out").exists());
}
