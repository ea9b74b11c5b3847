//! Embedded scenarios are found by name, say what they are, and survive being written and read.

use vardar_scenario::{Severity, embedded, read_files};

#[test]
fn what_the_list_says_is_what_the_scenario_says() {
    for scenario in embedded::list() {
        let read = scenario.read().scenario.unwrap();
        assert_eq!((read.name.as_str(), read.title.as_str()), (scenario.name, scenario.title().as_str()));
        assert_eq!(read.description, scenario.description());
        let again = read_files(&read.to_files(false), "again").scenario.unwrap();
        assert!(again == read, "{} changes when it is written and read", scenario.name);
        assert_eq!(read.check().iter().filter(|problem| problem.severity == Severity::Error).count(), 0);
    }
}

#[test]
fn an_unknown_name_has_the_nearest_as_hint() {
    assert_eq!(embedded::get("balkan-2015").unwrap().name, "balkan-2015");
    let error = embedded::get("balkan2015").unwrap_err();
    assert_eq!(error.to_string(), "there is no scenario `balkan2015`: did you mean `balkan-2015`?");
}
