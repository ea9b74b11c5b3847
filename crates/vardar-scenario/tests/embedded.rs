//! The scenarios that come with the program are usable, and their Data Package describes them.

use vardar_scenario::{Severity, embedded};

#[test]
fn embedded_scenarios_have_no_errors() {
    assert!(!embedded::list().is_empty());
    for scenario in embedded::list() {
        let errors: Vec<String> =
            scenario.read().problems.iter().filter(|p| p.severity == Severity::Error).map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{}: {}", scenario.name, errors.join("\n"));
        assert!(!scenario.title().is_empty());
    }
}

/// `VARDAR_BLESS=1 cargo test -p vardar-scenario --test embedded` writes the descriptor anew.
#[test]
fn data_packages_are_up_to_date() {
    for scenario in embedded::list() {
        let checked = scenario.read().scenario.expect("usable");
        let made = checked.to_files(false)["datapackage.json"].clone();
        let path =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(scenario.name).join("datapackage.json");
        if std::env::var_os("VARDAR_BLESS").is_some() {
            std::fs::write(&path, &made).expect("the scenario folder can be written");
        }
        let stored = std::fs::read(&path).unwrap_or_default();
        assert!(stored == made, "{} differs from what the program writes: run with VARDAR_BLESS=1", path.display());
    }
}

/// What the Balkan scenario promises to hold.
#[test]
fn the_balkan_scenario_is_complete() {
    let scenario = embedded::get("balkan-2015").expect("embedded").read().scenario.expect("usable");
    assert!(scenario.places.len() >= 40);
    for country in ["TUR", "GRC", "MKD", "SRB", "HRV", "HUN", "SVN", "AUT", "DEU", "SWE", "BGR"] {
        assert!(scenario.places.iter().any(|p| p.country == country), "no place in {country}");
    }
    let days = |site: &str| {
        scenario.observations.iter().filter(|o| o.series == "daily-arrivals" && o.site == site && o.people.is_some()).count()
    };
    for site in ["GRC", "GRC_islands", "MKD", "SRB", "HRV", "HUN", "SVN", "AUT"] {
        assert!(days(site) > 350, "{site} has {} days", days(site));
    }
    assert!(scenario.initial.iter().map(|i| i.people).sum::<u32>() > 10_000, "the route starts nearly empty");
    let sourced = scenario.places.iter().all(|p| !p.source.is_empty())
        && scenario.links.iter().all(|l| !l.source.is_empty())
        && scenario.borders.iter().all(|b| !b.source.is_empty())
        && scenario.parameters.iter().all(|p| !p.source.is_empty())
        && scenario.initial.iter().all(|i| !i.source.is_empty());
    assert!(sourced, "some row has no source");
}
