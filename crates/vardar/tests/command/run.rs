//! `vardar run`: what it writes, what it prints, and what it refuses.

use crate::folder::Folder;

#[test]
fn a_quiet_run_prints_nothing_and_writes_everything() {
    let folder = Folder::new();
    folder.vardar("run --members 2 --to 2015-10-04 --quiet").succeeds().silent();
    assert_eq!(folder.names("out/balkan-2015"), ["headlines.csv", "report.html", "results.parquet", "run.json"]);
    assert_eq!(folder.json("out/balkan-2015/run.json")["members_finished"], 2);
    assert!(folder.files("out/balkan-2015")["results.parquet"].starts_with(b"PAR1"));
    assert!(folder.read("out/balkan-2015/report.html").to_lowercase().starts_with("<!doctype html>"));
}

#[test]
fn data_goes_to_standard_output_and_no_progress_bar_to_a_pipe() {
    let answer = Folder::new().vardar("run --members 2 --to 2015-10-04").succeeds();
    assert_eq!(answer.err, "");
    answer.prints(&["people reported in", "GRC_islands (departures)", "90 % interval", "Report: out/balkan-2015/report.html"]);
}

#[test]
fn a_folder_scenario_is_kept_beside_its_results() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    folder.vardar("run my-route --members 1 --to 2015-10-02 --quiet --out results").succeeds();
    assert_eq!(folder.read("results/scenario/borders.csv"), folder.read("my-route/borders.csv"));
    assert_eq!(folder.json("results/run.json")["source"], "folder");
}

#[test]
fn tables_can_be_comma_separated_and_hold_every_member() {
    let folder = Folder::new();
    folder.vardar("run --members 3 --to 2015-10-02 --quiet --format csv --members-table --out o").succeeds();
    assert_eq!(folder.names("o"), ["headlines.csv", "members.csv", "report.html", "results.csv", "run.json"]);
    assert!(folder.read("o/results.csv").starts_with("date,site,quantity,channel,group,stat,value\n2015-10-01,"));
    let members = folder.read("o/members.csv");
    let of_serbia: Vec<&str> = members.lines().filter(|l| l.starts_with("2015-10-02,SRB,arrivals,all,all,")).collect();
    assert_eq!(of_serbia.len(), 3);
}

#[test]
fn days_that_are_left_out_of_the_report_are_simulated_all_the_same() {
    let folder = Folder::new();
    folder.vardar("run --members 3 --to 2015-10-06 --quiet --format csv --out all").succeeds();
    folder.vardar("run --members 3 --from 2015-10-04 --to 2015-10-06 --quiet --format csv --out some").succeeds();
    let (all, some) = (folder.read("all/results.csv"), folder.read("some/results.csv"));
    let late: Vec<&str> = all.lines().filter(|line| *line >= "2015-10-04").collect();
    assert_eq!(late, some.lines().collect::<Vec<_>>());
    assert_eq!(folder.json("some/run.json")["period"], serde_json::json!(["2015-10-04", "2015-10-06"]));
}

#[test]
fn without_noise_and_with_full_coverage_the_reports_are_the_counts() {
    let folder = Folder::new();
    let settings = "--set parameters.coverage.SRB=1 --set parameters.coverage_irregular.SRB=1 --members 2 --to 2015-10-05";
    let reports = |name: &str, more: &str| {
        folder.vardar(&format!("run {settings} --quiet --format csv --members-table --out {name} {more}")).succeeds();
        let table = folder.read(&format!("{name}/members.csv"));
        let of = |quantity: &str| {
            let rows = table.lines().filter(|line| line.contains(&format!(",SRB,{quantity},all,all,")));
            rows.map(|row| row.replace(quantity, "")).collect::<Vec<_>>()
        };
        (of("arrivals"), of("arrivals_reported"))
    };
    let (counted, reported) = reports("fixed", "--fixed-parameters");
    assert_eq!((counted.len(), &counted), (10, &reported));
    let (counted, reported) = reports("drawn", "");
    assert_ne!(counted, reported);
    assert_eq!(folder.json("fixed/run.json")["request"]["fixed_parameters"], true);
}

#[test]
fn a_change_with_an_unknown_name_is_told_the_nearest_and_leaves_no_folder() {
    let cases = [
        ("borders.SRB-HRW.2015-11-01=closed", "did you mean `SRB-HRV`?"),
        ("borders.SRB-HRV.1.11.2015=closed", "a key of the form"),
        ("borders.SRB-HRV.2015-11-31=closed", "a day that the calendar has"),
        ("borders.SRB-HRV.2015-11-01=close", "did you mean `closed`?"),
        ("borders.SRB-HRV.2015-11-01=metered:x", "a whole number"),
        ("border.SRB-HRV.2015-11-01=closed", "did you mean borders.BORDER.YYYY-MM-DD?"),
        ("parameters.patience_day=3", "did you mean `patience_days`?"),
        ("parameters.patience_days=0", "from 0.01 to 10000 days"),
        ("parameters.stay_hours.presevi=3", "did you mean `presevo`?"),
        ("places.presevo.capacity_bed=3", "did you mean `capacity_beds`?"),
        ("links.presevo-belgrad.hours_max=3", "an id of links.csv"),
    ];
    for (change, complaint) in cases {
        let folder = Folder::new();
        let answer = folder.vardar(&format!("run --members 1 --set {change}")).exits(1);
        answer.complains(&[&format!("--set {change}"), complaint, "the changes given with --set: "]);
        assert!(!folder.path("out").exists(), "{change} left a folder");
    }
}

#[test]
fn a_change_is_written_into_the_run_file() {
    let folder = Folder::new();
    folder.vardar("run --members 1 --to 2015-10-02 --quiet --set places.presevo.capacity_beds=1 --out o").succeeds();
    let expected = serde_json::json!([["places.presevo.capacity_beds", "1"]]);
    assert_eq!(folder.json("o/run.json")["request"]["overrides"], expected);
}

#[test]
fn days_outside_the_period_are_refused_and_leave_no_folder() {
    for days in ["--from 2015-09-30", "--to 2016-09-22", "--from 2015-11-02 --to 2015-11-01"] {
        let folder = Folder::new();
        folder.vardar(&format!("run {days}")).exits(1).complains(&["period 2015-10-01 to 2016-09-21"]);
        assert!(!folder.path("out").exists());
    }
}

#[test]
fn a_folder_that_was_there_before_a_failed_run_stays() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path("mine/empty")).expect("made");
    folder.vardar("run --to 2017-01-01 --out mine/empty/results").exits(1);
    assert!(folder.path("mine/empty").is_dir() && !folder.path("mine/empty/results").exists());
}

#[test]
fn a_file_in_the_way_of_the_results_is_no_folder() {
    let folder = Folder::new();
    std::fs::write(folder.path("o"), "mine").expect("written");
    folder.vardar("run --members 1 --out o").exits(1).complains(&["cannot use o"]);
    assert_eq!(folder.read("o"), "mine");
}

#[test]
fn a_second_run_into_a_folder_leaves_nothing_of_the_first() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    let days = "--members 1 --to 2015-10-02 --quiet --out o";
    folder.vardar(&format!("run my-route {days} --format csv --members-table")).succeeds();
    let names = folder.names("o");
    assert!(names.contains(&"members.csv".to_owned()) && names.contains(&"scenario/places.csv".to_owned()), "{names:?}");
    folder.vardar(&format!("run balkan-2015 {days}")).succeeds();
    assert_eq!(folder.names("o"), ["headlines.csv", "report.html", "results.parquet", "run.json"]);
}

#[test]
fn a_scenario_of_the_user_beside_the_results_is_left_alone() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 o/scenario").succeeds();
    folder.append("o/scenario/borders.csv", "2015-10-02,2015-10-02,SRB-HRV,closed,,,,made up");
    let before = folder.read("o/scenario/borders.csv");
    folder.vardar("run balkan-2015 --members 1 --to 2015-10-02 --quiet --out o").succeeds();
    assert_eq!(folder.read("o/scenario/borders.csv"), before);
    folder.vardar("export balkan-2015 other").succeeds();
    folder.vardar("run other --members 1 --to 2015-10-02 --quiet --out o").exits(1).complains(&["scenario"]);
    assert_eq!(folder.read("o/scenario/borders.csv"), before);
}
