//! A table of parameters laid over that of a scenario.

mod support;

use jiff::civil::date;
use vardar_scenario::{Distribution, Scenario, Severity, parameter_table};

const HEADER: &str = "parameter,site,from,value,distribution,low,high,status,source\n";

fn base() -> Scenario {
    support::read(&support::base()).scenario.unwrap()
}

#[test]
fn a_row_replaces_its_like_where_it_stands_and_another_is_added() {
    let before = base();
    let own = before.parameters[0].clone();
    let mut other = own.clone();
    other.value = 0.5 * own.value + 0.25;
    other.distribution = Distribution::Fixed;
    other.source = "a \"quoted\", source".to_owned();
    let mut added = other.clone();
    added.name = "patience_days".to_owned();
    added.site = String::new();
    added.from = None;
    added.value = 3.25;
    assert!(!before.parameters.iter().any(|p| p.name == added.name));
    let after = before.with_parameters("mine.csv", &parameter_table(&[added.clone(), other.clone()])).unwrap();
    assert_eq!(after.parameters[0], other);
    assert_eq!(after.parameters[1..before.parameters.len()], before.parameters[1..]);
    assert_eq!(after.parameters[before.parameters.len()..], [added]);
    assert_eq!(Scenario { parameters: before.parameters.clone(), ..after }, before);
}

#[test]
fn no_rows_change_nothing() {
    assert_eq!(base().with_parameters("mine.csv", HEADER.as_bytes()), Ok(base()));
}

#[test]
fn every_mistake_is_told_with_its_place_in_the_file() {
    let table = format!(
        "{HEADER}patiense_days,,,4,lognormal,2,8,guess,s\npatience_days,,,four,fixed,,,guess,s\n\
         stay_hours,nowhere,,4,fixed,,,guess,s\nstay_hours,,,-4,fixed,,,guess,s\n"
    );
    let problems = base().with_parameters("mine.csv", table.as_bytes()).unwrap_err();
    let told: Vec<_> = problems.iter().map(|p| (p.code, p.line, p.column_name.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("unknown-parameter", Some(2), Some("parameter")),
            ("bad-number", Some(3), Some("value")),
            ("unknown-site", Some(4), Some("site")),
            ("out-of-range", Some(5), Some("value")),
        ]
    );
    assert!(problems.iter().all(|p| p.file == "mine.csv" && p.severity == Severity::Error && p.excerpt.is_some()));
    assert_eq!(problems[0].hint.as_deref(), Some("did you mean `patience_days`?"));
}

#[test]
fn a_row_twice_is_refused_and_so_is_another_header() {
    let row = "patience_days,,,4,fixed,,,guess,s\n";
    let problems = base().with_parameters("mine.csv", format!("{HEADER}{row}{row}").as_bytes()).unwrap_err();
    assert_eq!((problems[0].code, problems[0].line), ("duplicate-key", Some(3)));
    let problems = base().with_parameters("mine.csv", b"name,value\npatience_days,4\n").unwrap_err();
    assert!(problems.iter().any(|p| p.code == "missing-column"), "{problems:#?}");
    assert!(base().with_parameters("mine.csv", b"\xFF\xFE\x00").is_err());
    assert!(base().with_parameters("mine.csv", b"").is_err());
}

#[test]
fn a_dated_row_is_another_one() {
    let mut row = base().parameters.into_iter().find(|p| p.name == "stay_hours").expect("one");
    row.from = Some(date(2015, 10, 3));
    let after = base().with_parameters("mine.csv", &parameter_table(std::slice::from_ref(&row))).unwrap();
    assert_eq!(after.parameters.len(), base().parameters.len() + 1);
    assert_eq!(after.parameters.last(), Some(&row));
}
