//! Scenarios: listing, exporting, checking, and what is said of broken ones.

use crate::folder::Folder;

#[test]
fn the_embedded_scenario_is_listed() {
    Folder::new().vardar("scenarios").succeeds().prints(&["balkan-2015\tThe Western Balkan route"]);
}

#[test]
fn the_embedded_scenario_is_usable() {
    Folder::new().vardar("check balkan-2015").succeeds().prints(&["balkan-2015: usable, 0 errors", "357 days"]);
}

#[test]
fn an_exported_scenario_is_checked_and_run_with_the_results_of_the_embedded_one() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds().prints(&["vardar check my-route"]);
    folder.vardar("check my-route").succeeds().prints(&["my-route: usable, 0 errors"]);
    folder.vardar("run my-route --members 1 --to 2015-10-03 --quiet --format csv --out from-folder").succeeds();
    folder.vardar("run balkan-2015 --members 1 --to 2015-10-03 --quiet --format csv --out embedded").succeeds();
    assert_eq!(folder.read("from-folder/results.csv"), folder.read("embedded/results.csv"));
}

#[test]
fn an_export_holds_everything_that_a_scenario_consists_of() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    let names = folder.names("my-route");
    for name in ["README.md", "datapackage.json", "scenario.toml", "places.csv", "parameters.csv", "series/stocks.csv"] {
        assert!(names.iter().any(|n| n == name), "{name} is not among {names:?}");
    }
}

#[test]
fn an_export_refuses_a_folder_that_is_not_empty() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    folder.append("my-route/places.csv", "# mine");
    folder.vardar("export balkan-2015 my-route").exits(1).complains(&["my-route is not empty"]);
    assert!(folder.read("my-route/places.csv").ends_with("# mine\n"));
}

#[test]
fn an_unknown_scenario_is_told_the_nearest() {
    for command in ["run balkan-2051", "export balkan-2051 x", "compare balkan-2051 --set parameters.patience_days=3"] {
        let folder = Folder::new();
        folder.vardar(command).exits(1).complains(&["no scenario `balkan-2051`", "did you mean `balkan-2015`?"]);
        assert!(!folder.path("out").exists() && !folder.path("x").exists());
    }
}

#[test]
fn a_folder_that_does_not_exist_cannot_be_checked() {
    Folder::new().vardar("check my-route").exits(1).complains(&["my-route", "1 error"]);
}

#[test]
fn a_broken_scenario_is_shown_with_file_line_and_column_and_leaves_no_results() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    let line = folder.read("my-route/borders.csv").lines().count() + 1;
    folder.append("my-route/borders.csv", "2015-10-01,2015-10-01,SRB-HRW,closed,,,a note,a source");
    let place = format!("borders.csv:{line}:23");
    for command in ["check my-route", "run my-route --members 1", "compare balkan-2015 my-route --members 1"] {
        let answer = folder.vardar(command).exits(1);
        answer.complains(&["unknown-border", &place, "found `SRB-HRW`", "did you mean `SRB-HRV`?", "1 error"]);
        assert!(!folder.path("out").exists(), "{command} left a folder");
    }
}

#[test]
fn all_errors_are_shown_at_once() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    folder.append("my-route/links.csv", "a-b,presevo,atlantis,teleport,1,2,3,,,,x");
    folder.append("my-route/inflow.csv", "2015-10-01,aegean,-5,x");
    let answer = folder.vardar("check my-route").exits(1);
    answer.complains(&["unknown-place", "unknown-word", "negative-count", "inflow.csv:", "links.csv:"]);
}

#[test]
fn columns_about_persons_are_refused() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    let table = folder.read("my-route/groups.csv").replacen("source", "source,passport", 1);
    std::fs::write(folder.path("my-route/groups.csv"), table).expect("written");
    folder.vardar("check my-route").exits(1).complains(&["personal-data", "`passport`"]);
}
