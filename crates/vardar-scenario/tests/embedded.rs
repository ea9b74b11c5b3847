//! The scenarios that come with the program.

mod support;

use vardar_scenario::{Severity, embedded, read_files};

#[test]
fn every_embedded_scenario_is_valid() {
    assert!(!embedded::list().is_empty());
    for scenario in embedded::list() {
        let checked = scenario.read();
        let errors: Vec<String> =
            checked.problems.iter().filter(|p| p.severity == Severity::Error).map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        let read = checked.scenario.unwrap();
        assert_eq!((read.name.as_str(), read.title.as_str()), (scenario.name, scenario.title().as_str()));
        assert_eq!(read.description, scenario.description());
        // Written and read again it is the same scenario.
        let again = read_files(&read.to_files(false), "again").scenario.unwrap();
        assert!(again == read);
        assert_eq!(read.check().iter().filter(|p| p.severity == Severity::Error).count(), 0);
    }
}

#[test]
fn an_unknown_name_has_the_nearest_as_hint() {
    assert_eq!(embedded::get("balkan-2015").unwrap().name, "balkan-2015");
    let error = embedded::get("balkan2015").unwrap_err();
    assert_eq!(error.to_string(), "there is no scenario `balkan2015`: did you mean `balkan-2015`?");
}

/// Written by `cargo run -p vardar-scenario --example datapackage -- scenarios/NAME > scenarios/NAME/datapackage.json`; its
/// texts may be changed by hand, its tables may not.
#[test]
fn the_data_package_of_an_embedded_scenario_describes_its_tables() {
    for scenario in embedded::list().iter().filter(|scenario| !scenario.text("datapackage.json").is_empty()) {
        let made = scenario.read().scenario.unwrap().to_files(false);
        let tables = |text: &[u8]| {
            let package: serde_json::Value = serde_json::from_slice(text).unwrap();
            let resources = package["resources"].as_array().unwrap().iter();
            let paths = resources.map(|r| (r["path"].as_str().unwrap().to_owned(), r["schema"]["fields"].clone()));
            paths.collect::<std::collections::BTreeMap<_, _>>()
        };
        assert_eq!(tables(scenario.text("datapackage.json").as_bytes()), tables(&made["datapackage.json"]));
        for (file, bytes) in made.iter().filter(|(file, _)| file.ends_with(".csv")) {
            let header = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned();
            assert_eq!(header(scenario.text(file).as_bytes()), header(bytes), "{}: columns of {file}", scenario.name);
        }
    }
}
