//! How bodies report: rounded numbers, and days that are reported with the next one.

use vardar_assimilate::filter::{Filter, Method};
use vardar_assimilate::ground::Ground;
use vardar_assimilate::observation::ObservationModel;
use vardar_engine::member::{Member, Setup, run_member};
use vardar_engine::network::{Network, compile};
use vardar_scenario::{ObservedQuantity, Scenario, embedded};

const DAYS: usize = 120;

/// The Balkan route to the end of January with some parameters changed.
fn balkan(changes: &[(&str, &str)]) -> Scenario {
    let scenario = embedded::get("balkan-2015").unwrap().read().scenario.unwrap();
    let period = ("period.end".to_owned(), "2016-01-28".to_owned());
    let changes = changes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).chain([period]);
    scenario.with_overrides(&changes.collect::<Vec<_>>()).expect("it may be changed")
}

fn reports(scenario: &Scenario) -> (Vec<String>, Vec<Vec<u32>>) {
    let network = compile(scenario, scenario.period).unwrap();
    let setup = Setup::new(&network, 1, false);
    let observation = ObservationModel::new(scenario, &network, &setup.layout);
    let member: Member = run_member(&setup, 0);
    (observation.series.iter().map(|s| s.site.clone()).collect(), observation.report(&member, 1, true))
}

#[test]
fn rounded_counts_are_multiples_and_nothing_else_changes() {
    let (sites, plain) = reports(&balkan(&[]));
    let (_, with_rows) = reports(&balkan(&[("parameters.rounded_to.SRB", "1"), ("parameters.batched.SRB", "0")]));
    assert_eq!(plain, with_rows, "what is declared as usual changes nothing");
    let (_, rounded) = reports(&balkan(&[("parameters.rounded_to.SRB", "50")]));
    for ((site, plain), rounded) in sites.iter().zip(&plain).zip(&rounded) {
        if site != "SRB" {
            assert_eq!(plain, rounded, "{site}");
            continue;
        }
        assert_ne!(plain, rounded);
        for (plain, rounded) in plain.iter().zip(rounded) {
            assert!(rounded % 50 == 0 && plain.abs_diff(*rounded) <= 25, "{plain} is rounded to {rounded}");
        }
    }
}

/// Null: a day is held back with probability 0.3 unless the day before was, so that 0.3/1.3 = 23 % of the days are reported as 0.
/// 120 days, seed 1: a standard error of 2.6 % (the chain has a correlation of −0.3 from day to day); three of them are allowed for.
#[test]
fn a_day_without_a_report_is_followed_by_a_double_one() {
    let (sites, plain) = reports(&balkan(&[]));
    let (_, batched) = reports(&balkan(&[("parameters.batched.SRB", "0.3")]));
    for ((site, plain), batched) in sites.iter().zip(&plain).zip(&batched) {
        if site != "SRB" {
            assert_eq!(plain, batched, "{site}");
            continue;
        }
        let mut held = 0;
        let mut days_held = 0;
        for day in 0..DAYS {
            if held == 0 && batched[day] == 0 {
                held = plain[day];
                days_held += 1;
            } else {
                assert_eq!(batched[day], plain[day] + held, "day {day}");
                held = 0;
            }
        }
        let share = f64::from(days_held) / DAYS as f64;
        assert!((share - 0.3 / 1.3).abs() < 0.08, "{share}");
    }
}

/// Puts a count in the place of another; `None`: nothing was counted.
fn put(scenario: &mut Scenario, site: &str, day: i64, people: Option<u32>) {
    let date = scenario.period.start.saturating_add(jiff::Span::new().days(day));
    let here = |row: &&mut vardar_scenario::Observation| {
        row.site == site && row.date == date && row.quantity == ObservedQuantity::Arrivals
    };
    scenario.observations.iter_mut().find(here).expect("a count").people = people;
}

fn people_after(scenario: &Scenario, network: &Network, day: i64, seed: u64) -> Vec<Vec<u32>> {
    let ground = Ground::new(scenario, network, seed);
    let mut filter = Filter::new(&ground, 30, Method::Kalman);
    (0..=day).for_each(|_| filter.advance());
    filter.particles.iter().map(|p| p.history.state.resting.clone()).collect()
}

/// A count of 0 of a body that batches says nothing until the next one is there; of another body it says that nobody came.
#[test]
fn an_empty_day_waits_for_the_double_one() {
    const DAY: i64 = 30;
    let mut zero = balkan(&[("parameters.batched.HRV", "0.1")]);
    let network = compile(&zero, zero.period).unwrap();
    let mut missing = zero.clone();
    let count = |scenario: &Scenario, day: i64| {
        let date = scenario.period.start.saturating_add(jiff::Span::new().days(day));
        let here = |row: &&vardar_scenario::Observation| row.site == "HRV" && row.date == date;
        scenario.observations.iter().find(here).expect("a count").people.expect("a number")
    };
    let (first, second) = (count(&zero, DAY), count(&zero, DAY + 1));
    put(&mut zero, "HRV", DAY, Some(0));
    put(&mut zero, "HRV", DAY + 1, Some(first + second));
    put(&mut missing, "HRV", DAY, None);
    assert_eq!(people_after(&zero, &network, DAY, 1), people_after(&missing, &network, DAY, 1));

    let mut unbatched = balkan(&[]);
    let plain_network = compile(&unbatched, unbatched.period).unwrap();
    let reported = unbatched.clone();
    put(&mut unbatched, "HRV", DAY, Some(0));
    put(&mut unbatched, "HRV", DAY + 1, Some(first + second));
    let croatia = |place: &usize| plain_network.countries[plain_network.places[*place].country] == "HRV";
    let cells: Vec<usize> =
        (0..plain_network.places.len()).filter(croatia).flat_map(|place| plain_network.cells(place)).collect();
    let believed = |scenario: &Scenario, network: &Network, seed: u64| {
        let members = people_after(scenario, network, DAY + 1, seed);
        members.iter().map(|m| cells.iter().map(|cell| f64::from(m[*cell])).sum::<f64>()).sum::<f64>() / members.len() as f64
    };
    // Thirty members differ by chance; eight seeds of them do so less than the two readings of the counts.
    let (mut with_sum, mut day_by_day) = (0.0, 0.0);
    for seed in 1..=8 {
        let truth = believed(&reported, &plain_network, seed);
        with_sum += (believed(&zero, &network, seed) - truth).abs() / 8.0;
        day_by_day += (believed(&unbatched, &plain_network, seed) - truth).abs() / 8.0;
    }
    assert!(with_sum < day_by_day, "people in Croatia are {with_sum:.0} off as a sum, {day_by_day:.0} day by day");
}

#[test]
fn rounding_widens_the_error_by_the_variance_of_a_uniform_one() {
    let scenario = balkan(&[("parameters.rounded_to.SRB", "60")]);
    let network = compile(&scenario, scenario.period).unwrap();
    let setup = Setup::new(&network, 1, false);
    let observation = ObservationModel::new(&scenario, &network, &setup.layout);
    for series in &observation.series {
        let expected = if series.site == "SRB" { 300.0 } else { 0.0 };
        assert_eq!(series.rounding_variance(&network, 5), expected, "{}", series.site);
        assert!(!series.is_batched(&network, 5));
    }
    let plain = balkan(&[]);
    let plain_network = compile(&plain, plain.period).unwrap();
    assert_ne!(people_after(&scenario, &network, 3, 1), people_after(&plain, &plain_network, 3, 1));
}

/// 13,272 people were reported on the islands on 7 October 2015. How far that is believed says `present_error`, and not the scatter of
/// the daily departures from there.
#[test]
fn reports_of_people_present_have_a_scatter_of_their_own() {
    let size_and_people = |changes: &[(&str, &str)]| {
        let scenario = balkan(changes);
        let network = compile(&scenario, scenario.period).unwrap();
        let setup = Setup::new(&network, 1, true);
        let observation = ObservationModel::new(&scenario, &network, &setup.layout);
        let parameters = run_member(&setup, 0).parameters;
        let on_islands = |series: &&vardar_assimilate::ReportedSeries| series.site == "GRC_islands";
        let [present, flow] =
            [&observation.present, &observation.series].map(|all| all.iter().find(on_islands).unwrap().size(&parameters, 6));
        (present, flow, people_after(&scenario, &network, 7, 1))
    };
    let (present, flow, people) = size_and_people(&[("parameters.present_error.GRC_islands", "0.5")]);
    let (more_sure, same, other_people) = size_and_people(&[("parameters.present_error.GRC_islands", "0.05")]);
    assert!((present - 4.0).abs() < 1e-9 && (more_sure - 400.0).abs() < 1e-9, "{present} {more_sure}");
    assert_eq!(flow, same);
    assert_ne!(people, other_people);
}
