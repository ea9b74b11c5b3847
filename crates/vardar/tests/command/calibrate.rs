//! Calibration, and tables of parameters laid over a scenario.

use crate::folder::Folder;

const SMALL: &str = "--from 2015-10-01 --to 2015-10-10 --members 20";

#[test]
fn a_calibration_writes_a_table_that_the_other_commands_accept() {
    let folder = Folder::new();
    folder.vardar(&format!("calibrate {SMALL} --out a")).succeeds().prints(&[
        "rows weighed against",
        "shrinkage",
        "The counts say nothing about",
        "Parameters: a/parameters.csv",
    ]);
    folder.vardar(&format!("calibrate {SMALL} --out b --threads 1 --quiet")).succeeds().silent();
    folder.same("a", "b");
    let whole = ["calibration.csv", "calibration.json", "confounded.csv", "parameters.csv", "posterior_predictive.csv"];
    assert_eq!(folder.names("a"), whole);
    assert!(folder.read("a/parameters.csv").contains(",fitted,"));
    assert!(folder.read("a/confounded.csv").contains("nothing said,"));
    assert!(folder.read("a/posterior_predictive.csv").contains("arrivals,GRC,false,10,"));

    let days = "--members 4 --to 2015-10-06";
    let with = "--parameters a/parameters.csv --quiet";
    folder.vardar(&format!("run {days} --quiet --out plain")).succeeds();
    assert!(folder.json("plain/run.json")["request"].get("parameters").is_none());
    folder.vardar(&format!("run {days} {with} --out fitted")).succeeds();
    assert_ne!(folder.files("plain")["results.parquet"], folder.files("fitted")["results.parquet"]);
    std::fs::remove_dir_all(folder.path("b")).expect("removed");
    std::fs::rename(folder.path("a/parameters.csv"), folder.path("kept.csv")).expect("renamed");
    folder.vardar("run --again fitted/run.json --quiet --out again").succeeds();
    folder.same("fitted", "again");
    let with = "--parameters kept.csv --quiet";
    folder.vardar(&format!("compare balkan-2015 {days} {with} --out compared")).succeeds();
    assert!(folder.read("compared/comparison.html").contains("balkan-2015 with kept.csv"));
    folder.vardar(&format!("forecast --origin 2015-10-06 --members 4 --horizon 2 {with} --out f")).succeeds();
    folder.vardar("forecast --origin 2015-10-06 --members 4 --horizon 2 --quiet --out g").succeeds();
    assert_ne!(folder.read("f/forecast.csv"), folder.read("g/forecast.csv"));
    folder.vardar(&format!("assimilate --until 2015-10-06 --members 4 {with} --out h")).succeeds();
    folder.vardar(&format!("evaluate --from 2015-10-06 --to 2015-10-06 --horizon 2 --members 4 {with} --out e")).succeeds();
}

#[test]
fn a_table_with_mistakes_is_refused_with_all_of_them() {
    let folder = Folder::new();
    let header = "parameter,site,from,value,distribution,low,high,status,source\n";
    let rows = "patiense_days,,,4,fixed,,,guess,s\nstay_hours,nowhere,,-1,fixed,,,guess,s\n";
    std::fs::write(folder.path("mine.csv"), format!("{header}{rows}")).expect("written");
    for command in ["run --members 2 --to 2015-10-02", "forecast --origin 2015-10-06"] {
        folder.vardar(&format!("{command} --parameters mine.csv --out o")).exits(1).complains(&[
            "mine.csv:2:1",
            "did you mean `patience_days`?",
            "mine.csv:3:12",
            "`stay_hours` from 0 to 100000 hours",
            "3 errors",
        ]);
        folder.vardar(&format!("{command} --parameters none.csv --out o")).exits(1).complains(&["cannot use none.csv"]);
    }
    assert!(!folder.path("o").exists());
}

#[test]
fn days_that_are_not_there_and_too_few_members_are_refused() {
    let folder = Folder::new();
    folder.vardar("calibrate").exits(2).complains(&["--from"]);
    folder.vardar("calibrate --from 2015-10-01 --to 2017-10-01").exits(1).complains(&["2015-10-01 to 2016-09-21"]);
    folder.vardar("calibrate --from 2015-10-01 --to 2015-10-05 --members 3").exits(2).complains(&["20"]);
    assert!(!folder.path("out").exists());
}

/// Interrupted as soon as the first pass is kept, and taken up again: the same bytes. With other settings it is refused.
#[cfg(unix)]
#[test]
fn an_interrupted_calibration_goes_on_to_the_same_bytes() {
    let folder = Folder::new();
    let settings = "--from 2015-10-01 --to 2015-10-25 --members 60 --threads 2";
    let arguments = format!("calibrate {settings} --quiet --out a");
    folder.interrupted_when(&arguments, "a/calibration.partial.json");
    assert_eq!(folder.names("a"), ["calibration.partial.json"]);
    folder.vardar(&format!("{arguments} --seed 2 --resume")).exits(1).complains(&["other settings", "leave out --resume"]);
    folder.vardar(&format!("{arguments} --resume")).succeeds();
    folder.vardar(&format!("calibrate {settings} --quiet --out b")).succeeds();
    folder.same("a", "b");
}
