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
