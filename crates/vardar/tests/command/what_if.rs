//! What-ifs by name: listed, run, repeated, compared, and what they do to the route.
//!
//! The signs: null, a change has no effect on a number, so that the difference of a pair of members is as often above zero as
//! below. A quartile of 16 pairs beyond zero needs at least 12 of them on its side, which under the null happens in 3.8 % of
//! cases (one-sided sign test). Seed 1, the whole period. Landings are the same in both runs, so a difference in smuggling is
//! one over land.

use crate::folder::Folder;
use serde_json::Value;

/// Quartiles of B minus A in the first table.
fn difference(file: &Value, quantity: &str) -> (f64, f64) {
    let rows = file["headline"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["quantity"] == quantity).unwrap_or_else(|| panic!("no row for {quantity}"));
    let number = |name: &str| row["difference"][name].as_f64().expect("a number");
    (number("q25"), number("q75"))
}

fn compared(name: &str) -> Value {
    let folder = Folder::new();
    let settings = "--members 16 --quiet --format csv --out o";
    folder.vardar(&format!("compare balkan-2015 --what-if {name} {settings}")).succeeds();
    folder.json("o/comparison.json")
}

#[test]
fn an_earlier_closure_strands_more_people() {
    let file = compared("closure-a-month-earlier");
    let (low, _) = difference(&file, "stranded");
    assert!(low > 0.0, "{low}");
}

#[test]
fn without_the_closure_fewer_are_stranded_and_smuggled() {
    let file = compared("no-closure");
    for quantity in ["stranded", "smuggled"] {
        let (_, high) = difference(&file, quantity);
        assert!(high < 0.0, "{quantity}: {high}");
    }
}

#[test]
fn a_cap_strands_fewer_than_the_closure() {
    let file = compared("cap-of-580-kept");
    let (_, high) = difference(&file, "stranded");
    assert!(high < 0.0, "{high}");
}

#[test]
fn they_are_listed() {
    let names = ["closure-a-month-earlier", "no-closure", "cap-of-580-kept"].map(|name| format!("  --what-if {name}\t"));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Folder::new().vardar("scenarios").succeeds().prints(&names);
}

#[test]
fn a_run_of_one_is_repeated_to_the_byte() {
    let folder = Folder::new();
    folder
        .vardar("run balkan-2015 --what-if no-closure --members 2 --to 2015-10-03 --set parameters.patience_days=3 --quiet")
        .succeeds();
    folder.vardar("run --again out/balkan-2015-no-closure/run.json --out again --quiet").succeeds().silent();
    folder.same("out/balkan-2015-no-closure", "again");
    let overrides = folder.json("again/run.json")["request"]["overrides"].clone();
    let overrides = overrides.as_array().expect("changes");
    assert!(overrides.contains(&serde_json::json!(["borders.GRC-MKD.2016-03-08", "restricted:SYR;IRQ"])));
    assert_eq!(overrides.last(), Some(&serde_json::json!(["parameters.patience_days", "3"])));
}

#[test]
fn a_comparison_shows_the_whole_route_first() {
    let folder = Folder::new();
    let change = "--what-if no-closure --set borders.SRB-HRV.2015-10-02=closed";
    let answer = folder.vardar(&format!("compare balkan-2015 {change} --members 2 --to 2015-10-05")).succeeds();
    let answer =
        answer.prints(&["B: balkan-2015 with no-closure with borders.SRB-HRV.2015-10-02=closed", "90 % interval in brackets"]);
    let (route, countries) = (answer.out.find("the whole route"), answer.out.find("quantity "));
    assert!(route.is_some() && route < countries, "{}", answer.out);
    for label in ["stranded", "gave up a queue", "returned at borders", "smuggled", "aggravating", "trafficking", "in debt"] {
        assert!(answer.out.contains(label), "no {label}");
    }
    let out = "out/compare-balkan-2015-no-closure";
    assert!(folder.read(&format!("{out}/comparison.html")).contains("id=\"headline\""));
    assert_eq!(folder.json(&format!("{out}/comparison.json"))["headline"].as_array().map(Vec::len), Some(11));
}

#[test]
fn without_a_market_there_is_no_such_table() {
    let folder = Folder::new();
    let change = "--set market.enabled=false --set borders.SRB-HRV.2015-10-02=closed";
    let answer = folder.vardar(&format!("compare balkan-2015 {change} --members 2 --to 2015-10-05 --out o")).succeeds();
    assert!(!answer.out.contains("the whole route") && answer.out.contains("quantity "));
    assert_eq!(folder.json("o/comparison.json")["headline"].as_array().map(Vec::len), Some(0));
}

#[test]
fn an_unknown_name_is_told_the_nearest() {
    for command in ["run balkan-2015", "compare balkan-2015"] {
        let folder = Folder::new();
        let answer = folder.vardar(&format!("{command} --what-if no-closer")).exits(1);
        answer.complains(&["balkan-2015 has no what-if `no-closer`", "did you mean `no-closure`?"]);
        assert!(!folder.path("out").exists());
    }
    Folder::new().vardar("run --again run.json --what-if no-closure").exits(2).complains(&["cannot be used with"]);
}

#[test]
fn a_wrong_one_in_a_folder_is_shown_where_it_stands() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    let line = folder.read("my-route/what_ifs.csv").lines().count() + 1;
    folder.append("my-route/what_ifs.csv", "mine,borders.SRB-HRW.2015-11-01,closed,,");
    let answer = folder.vardar("check my-route").exits(1);
    answer.complains(&["unknown-border", &format!("what_ifs.csv:{line}:6"), "did you mean `SRB-HRV`?"]);
}
