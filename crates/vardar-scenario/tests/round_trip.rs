//! Whatever can be written reads the same again.

mod support;

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use vardar_scenario::{
    CapacityChange, Distribution, InflowRow, InitialStock, Observation, ObservedQuantity, Parameter, Regime, RegimeEntry,
    Scenario, WhatIfRow, WriteError, read_files, read_folder, scenario_hash, write_folder,
};

/// Text with everything that is hard on a table.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-z ,;\"'\n\r#é€\t=-]{0,20}", 1 => any::<String>().prop_map(|text| text.replace(['\0', '\u{feff}'], ""))]
}

fn day() -> impl Strategy<Value = Date> {
    (1i8..=31).prop_map(|day| date(2015, 10, day))
}

/// The valid small scenario with its free parts drawn anew.
fn scenario() -> impl Strategy<Value = Scenario> {
    let texts = vec(text(), 30);
    let numbers = vec(0.001..1.0f64, 8);
    let counts = vec(of(1..u32::MAX), 8);
    let inflow = prop::collection::btree_map(day(), any::<u32>(), 0..31);
    let observed = prop::collection::btree_map((0..3usize, day(), 0..3usize, 0..3usize), of(any::<u32>()), 0..30);
    let dates = vec(of(day()), 4);
    (texts, numbers, counts, inflow, observed, dates).prop_map(|(texts, numbers, counts, inflow, observed, dates)| {
        let mut words = texts.into_iter().cycle();
        let mut word = move || words.next().unwrap();
        let mut s = support::read(&support::base()).scenario.unwrap();
        (s.title, s.description) = (word(), word());
        for (index, place) in s.places.iter_mut().enumerate() {
            place.name = format!("x{}", word());
            place.source = word();
            place.lat += numbers[index];
            (place.capacity_beds, place.registration_per_day) = (counts[index], counts[7 - index]);
        }
        for (index, link) in s.links.iter_mut().enumerate() {
            (link.opened, link.source) = (dates.get(index).copied().flatten().filter(|_| link.closed.is_none()), word());
            (link.hours_min, link.hours_max) = (numbers[index], 1.0 / numbers[index]);
        }
        s.capacities = vec![CapacityChange {
            date: date(2015, 10, 3),
            place: "lesvos".into(),
            capacity_beds: counts[0],
            registration_per_day: Some(7),
            source: word(),
        }];
        let entry = |regime, day, note: String| RegimeEntry {
            announced: date(2014, 1, day),
            effective: date(2014, 1, day),
            border: "GRC-MKD".into(),
            regime,
            note,
            source: String::new(),
        };
        let both = vec!["SYR".to_owned(), "AFG".to_owned()];
        s.borders = vec![
            entry(Regime::Open, 1, word()),
            entry(Regime::Closed, 2, word()),
            entry(Regime::Metered(counts[1]), 3, word()),
            entry(Regime::Restricted { eligible: both.clone(), per_day: counts[2] }, 4, word()),
            entry(Regime::Restricted { eligible: both[..1].to_vec(), per_day: None }, 5, word()),
        ];
        s.attractions[0].share = numbers[6];
        s.attractions[1].share = 1.0 - numbers[6];
        s.inflow = inflow
            .into_iter()
            .map(|(date, people)| InflowRow { date, stream: "aegean".into(), people, source: word() })
            .collect();
        s.initial[0] = InitialStock { people: counts[3].unwrap_or(0), source: word(), ..s.initial[0].clone() };
        s.observations = observed
            .into_iter()
            .map(|((series, date, quantity, site), people)| Observation {
                series: ["a", "b-2", "c_d"][series].into(),
                date,
                quantity: ObservedQuantity::ALL[quantity].0,
                site: ["MKD", "GRC_islands", "lesvos"][site].into(),
                people,
                definition: word(),
                source: word(),
            })
            .collect();
        let (low, high) = (numbers[0].min(numbers[1]), numbers[0].max(numbers[1]));
        let spread = [
            Distribution::Fixed,
            Distribution::Uniform { low, high },
            Distribution::Normal { low, high },
            Distribution::Lognormal { low, high },
        ];
        s.parameters = spread
            .iter()
            .zip(&s.places)
            .map(|(spread, place)| Parameter {
                name: "stay_hours".into(),
                site: place.id.clone(),
                from: dates[0],
                value: low,
                distribution: *spread,
                status: "guess".into(),
                source: word(),
            })
            .collect();
        let what_if = |name: &str, key: &str, value: &str, description: String, source: String| WhatIfRow {
            name: name.into(),
            key: key.into(),
            value: value.into(),
            description,
            source,
        };
        s.what_ifs = vec![
            what_if("a", "borders.GRC-MKD.2015-10-10", "restricted:SYR;AFG", word(), word()),
            what_if("b-2", "places.lesvos.registration_per_day", "", word(), word()),
            what_if("a", "parameters.patience_days", "3", String::new(), word()),
        ];
        s
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_reads_the_same(scenario in scenario(), hxl: bool) {
        let files = scenario.to_files(hxl);
        let checked = read_files(&files, "written");
        prop_assert!(checked.is_usable(), "{}", checked.problems.iter().map(ToString::to_string).collect::<String>());
        prop_assert_eq!(checked.scenario.as_ref(), Some(&scenario));
        prop_assert_eq!(scenario.check().len(), checked.problems.iter().filter(|p| p.code != "no-rows").count());
        prop_assert_eq!(scenario.to_files(hxl), files);
        prop_assert_eq!(scenario.hash(), scenario_hash(&scenario.to_files(false)));
    }
}

#[test]
fn a_folder_is_written_whole_and_never_over_another() {
    let scenario = support::read(&support::base()).scenario.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("new").join("scenario");
    write_folder(&scenario, &target, false).unwrap();
    let checked = read_folder(&target);
    assert_eq!(checked.problems, []);
    assert_eq!(checked.scenario.as_ref(), Some(&scenario));
    assert_eq!(scenario_hash(&checked.files), scenario.hash());
    assert!(target.join("datapackage.json").is_file());
    let left =
        std::fs::read_dir(&target).unwrap().filter(|entry| entry.as_ref().unwrap().path().extension() == Some("tmp".as_ref()));
    assert_eq!(left.count(), 0, "no temporary file is left");
    assert!(matches!(write_folder(&scenario, &target, false), Err(WriteError::NotEmpty(_))));
}

#[test]
fn the_hash_follows_the_scenario() {
    let scenario = support::read(&support::base()).scenario.unwrap();
    let mut other = scenario.clone();
    assert_eq!(scenario.hash(), other.hash());
    other.inflow[0].people += 1;
    assert_ne!(scenario.hash(), other.hash());
}
