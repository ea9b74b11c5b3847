//! The same inputs and seed give the same bytes.

use crate::folder::Folder;

#[test]
fn the_number_of_threads_leaves_no_trace() {
    let folder = Folder::new();
    for threads in [1, 2, 7] {
        let settings = format!("--threads {threads} --members 6 --to 2015-10-08 --members-table --quiet");
        folder.vardar(&format!("run {settings} --out o{threads}")).succeeds();
    }
    folder.same("o1", "o2");
    folder.same("o1", "o7");
}

#[test]
fn another_seed_gives_other_results() {
    let folder = Folder::new();
    folder.vardar("run --members 2 --to 2015-10-03 --quiet --format csv --out a").succeeds();
    folder.vardar("run --members 2 --to 2015-10-03 --quiet --format csv --seed 2 --out b").succeeds();
    assert_ne!(folder.read("a/results.csv"), folder.read("b/results.csv"));
}

#[test]
fn a_run_is_repeated_from_its_run_file() {
    let folder = Folder::new();
    let settings = "--members 3 --seed 9 --from 2015-10-02 --to 2015-10-05 --set parameters.patience_days=3";
    folder.vardar(&format!("run {settings} --quiet --out first")).succeeds();
    folder.vardar("run --again first/run.json --quiet").succeeds().silent();
    folder.same("first", "first-again");
}

#[test]
fn a_run_of_a_folder_is_repeated_even_if_the_folder_has_changed() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    folder.vardar("run my-route --members 2 --to 2015-10-03 --format csv --members-table --quiet --out first").succeeds();
    std::fs::remove_dir_all(folder.path("my-route")).expect("removed");
    folder.vardar("run --again first --out second --quiet").succeeds();
    folder.same("first", "second");
}

#[test]
fn a_run_whose_kept_scenario_was_changed_is_not_repeated() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    folder.vardar("run my-route --members 1 --to 2015-10-02 --quiet --out first").succeeds();
    let settings = folder.read("first/scenario/scenario.toml").replacen("title = \"", "title = \"Not ", 1);
    std::fs::write(folder.path("first/scenario/scenario.toml"), settings).expect("written");
    folder.vardar("run --again first").exits(1).complains(&["its hash differs"]);
    assert!(!folder.path("first-again").exists());
}

#[test]
fn a_file_that_is_no_run_file_is_refused() {
    let folder = Folder::new();
    std::fs::write(folder.path("run.json"), "{}").expect("written");
    folder.vardar("run --again run.json").exits(1).complains(&["cannot use run.json", "missing field"]);
    folder.vardar("run --again nowhere.json").exits(1).complains(&["cannot use nowhere.json"]);
}
