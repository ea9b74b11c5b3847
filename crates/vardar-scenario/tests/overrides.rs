//! `--set KEY=VALUE` changes what it says and nothing else, and is judged like a file.

mod support;

use jiff::civil::{Date, date};
use vardar_scenario::{Distribution, Parameter, Problem, Regime, RegimeEntry, Scenario, Severity};

fn base() -> Scenario {
    support::read(&support::base()).scenario.unwrap()
}

fn set(pairs: &[(&str, &str)]) -> Result<Scenario, Vec<Problem>> {
    let pairs: Vec<_> = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    base().with_overrides(&pairs)
}

fn refused(key: &str, value: &str) -> Problem {
    let problems = set(&[(key, value)]).expect_err(key);
    assert_eq!(problems.len(), 1, "{key}={value}: {problems:#?}");
    let problem = problems.into_iter().next().unwrap();
    assert_eq!((problem.severity, problem.file.clone()), (Severity::Error, format!("--set {key}={value}")));
    assert_eq!((problem.line, problem.column), (None, None));
    problem
}

fn on(scenario: &Scenario, border: &str, day: i8) -> Vec<RegimeEntry> {
    let here = |entry: &&RegimeEntry| entry.border == border && entry.effective == date(2015, 10, day);
    scenario.borders.iter().filter(here).cloned().collect()
}

#[test]
fn regimes_are_replaced_added_and_removed() {
    let both = || vec!["SYR".to_owned(), "AFG".to_owned()];
    for (value, regime) in [
        ("open", Regime::Open),
        ("closed", Regime::Closed),
        ("metered", Regime::Metered(None)),
        ("metered:250", Regime::Metered(Some(250))),
        ("restricted:SYR;AFG", Regime::Restricted { eligible: both(), per_day: None }),
        ("restricted:SYR;AFG:90", Regime::Restricted { eligible: both(), per_day: Some(90) }),
    ] {
        let replaced = set(&[("borders.GRC-MKD.2015-10-10", value)]).unwrap();
        assert_eq!(replaced.borders.len(), base().borders.len());
        let [entry] = on(&replaced, "GRC-MKD", 10).try_into().unwrap();
        assert_eq!((entry.regime, entry.announced), (regime.clone(), date(2015, 10, 10)));
        let added = set(&[("borders.TUR-GRC.2015-10-12", value)]).unwrap();
        assert_eq!(added.borders.len(), base().borders.len() + 1);
        assert_eq!(on(&added, "TUR-GRC", 12)[0].regime, regime);
    }
    let removed = set(&[("borders.GRC-MKD.2015-10-10", "none")]).unwrap();
    assert!(on(&removed, "GRC-MKD", 10).is_empty());
    assert_eq!(removed.borders.len(), base().borders.len() - 1);
    let rest = |s: &Scenario| s.borders.iter().filter(|e| e.border != "GRC-MKD").cloned().collect::<Vec<_>>();
    assert_eq!(rest(&removed), rest(&base()));
    assert_eq!(Scenario { borders: base().borders, ..removed }, base(), "nothing else changes");
}

#[test]
fn wrong_regimes() {
    assert_eq!(refused("borders.GRC-MKD.2015-10-10", "close").hint.as_deref(), Some("did you mean `closed`?"));
    assert_eq!(refused("borders.GRC-MKD.2015-10-10", "metered:-1").code, "negative-count");
    assert_eq!(refused("borders.GRC-MKD.2015-10-10", "metered:0").code, "nobody-a-day");
    assert_eq!(refused("borders.GRC-MKD.2015-10-10", "open:5").code, "bad-regime");
    assert_eq!(refused("borders.GRC-MKD.2015-10-10", "restricted:SYR;IRQ").code, "unknown-nationality");
    assert_eq!(refused("borders.GRC-MKD.10.10.2015", "open").code, "unknown-key");
    assert_eq!(refused("borders.GRC-MKD.10/10/2015", "open").hint.as_deref(), Some("write `2015-10-10`"));
    assert_eq!(refused("borders.GRC-MDK.2015-10-10", "open").hint.as_deref(), Some("did you mean `GRC-MKD`?"));
    let nothing = refused("borders.GRC-MKD.2015-10-11", "none");
    assert!(nothing.expected.contains("`2015-10-10`"), "{nothing}");
}

#[test]
fn parameters_become_fixed() {
    let scenario = set(&[("parameters.stay_hours.lesvos", "36"), ("parameters.patience_days", "4.5")]).unwrap();
    let rows = |name: &str, site: &str| {
        scenario.parameters.iter().filter(|p| p.name == name && p.site == site).cloned().collect::<Vec<_>>()
    };
    let [stay] = rows("stay_hours", "lesvos").try_into().unwrap();
    assert_eq!((stay.value, stay.from, stay.distribution), (36.0, None, Distribution::Fixed));
    assert_eq!(rows("patience_days", "")[0].value, 4.5);
    assert_eq!(rows("stay_hours", ""), base().parameters[..1], "the row for all places stays");
    assert_eq!(refused("parameters.patience", "4").hint.as_deref(), Some("did you mean `patience_days`?"));
    assert_eq!(refused("parameters.patience_days", "-4").code, "out-of-range");
    assert_eq!(refused("parameters.patience_days", "NaN").code, "not-finite");
    assert_eq!(refused("parameters.patience_days", "4,5").hint.as_deref(), Some("write a decimal point: `4.5`"));
    assert_eq!(refused("parameters.stay_hours.lesbos", "4").hint.as_deref(), Some("did you mean `lesvos`?"));
}

#[test]
fn cells() {
    let scenario = set(&[
        ("places.lesvos.capacity_beds", "5000"),
        ("places.lesvos.registration_per_day", ""),
        ("links.gevgelija-munich.hours_max", "100"),
        ("links.izmir-lesvos.corridor", "aegean-sea"),
        ("borders.crossing.2015-10-20", "none"),
    ])
    .unwrap();
    assert_eq!((scenario.places[1].capacity_beds, scenario.places[1].registration_per_day), (Some(5000), None));
    assert_eq!(scenario.places[1].name, "Lesvos, Moria");
    assert_eq!(scenario.links[3].hours_max, 100.0);
    assert_eq!(scenario.links[0].corridor.as_deref(), Some("aegean-sea"));
    assert_eq!(refused("places.lesbos.capacity_beds", "1").hint.as_deref(), Some("did you mean `lesvos`?"));
    assert_eq!(refused("places.lesvos.beds", "1").code, "unknown-column");
    assert_eq!(refused("places.lesvos.capacity_bed", "1").hint.as_deref(), Some("did you mean `capacity_beds`?"));
    assert_eq!(refused("places.lesvos.capacity_beds", "many").code, "bad-number");
    assert_eq!(refused("places.lesvos.lat", "91").code, "out-of-range");
    assert_eq!(refused("links.izmir-lesvos.hours_min", "9").code, "minimum-above-maximum");
    assert_eq!(refused("links.izmir-lesvos.to", "nowhere").code, "unknown-place");
    assert_eq!(refused("links.gevgelija-malmo.from", "munich").code, "unreachable-destination", "also where another row suffers");
}

#[test]
fn engine_and_period() {
    let scenario = set(&[("engine.steps_per_day", "2"), ("period.end", "2015-10-01")]).unwrap();
    assert_eq!((scenario.engine.steps_per_day, scenario.engine.step_profile), (2, vec![0.5, 0.5]));
    assert_eq!(scenario.inflow.len(), 1, "inflow outside the new period is left out");
    assert_eq!(refused("engine.steps_per_day", "7").code, "steps-do-not-divide-a-day");
    assert_eq!(refused("engine.steps", "2").hint.as_deref(), Some("did you mean `engine.steps_per_day`?"));
    assert_eq!(refused("period.start", "2016-01-01").code, "end-before-start");
    assert_eq!(refused("period.end", "31.10.2015").hint.as_deref(), Some("write `2015-10-31`"));
    assert_eq!(refused("periods.end", "2015-10-20").hint.as_deref(), Some("did you mean period.start or period.end?"));
}

#[test]
fn several_mistakes_are_reported_together() {
    let problems = set(&[("period.end", "soon"), ("parameters.x", "1"), ("engine.steps_per_day", "2")]).unwrap_err();
    assert_eq!(problems.len(), 2);
    assert!(set(&[]).is_ok_and(|same| same == base()));
}

#[test]
fn dated_parameters_move_change_and_go() {
    let key = "parameters.stay_hours.lesvos.2015-10-05";
    let names = |s: &Scenario| s.parameters.iter().map(|p| (p.name.clone(), p.site.clone())).collect::<Vec<_>>();
    for (value, from) in [("2015-10-12", date(2015, 10, 12)), ("none", Date::MAX)] {
        let changed = set(&[(key, value)]).unwrap();
        assert_eq!(names(&changed), names(&base()), "rows keep their numbers, and with them their luck");
        let Parameter { value, distribution, .. } = base().parameters[1].clone();
        let row = &changed.parameters[1];
        assert_eq!((row.value, row.distribution, row.from), (value, distribution, Some(from)));
        let rest = Scenario { parameters: base().parameters, ..changed };
        assert_eq!(rest, base(), "nothing else changes");
    }
    let fixed = set(&[(key, "36"), ("parameters.stay_hours.lesvos.2015-10-20", "48")]).unwrap();
    let rows: Vec<_> = fixed.parameters.iter().filter(|p| p.site == "lesvos").map(|p| (p.from, p.value)).collect();
    assert_eq!(rows, [(Some(date(2015, 10, 5)), 36.0), (Some(date(2015, 10, 20)), 48.0)]);
    assert!(refused("parameters.stay_hours.lesvos.2015-10-06", "none").expected.contains("`2015-10-05`"));
    assert_eq!(refused("parameters.stay_hours.lesbos.2015-10-05", "none").hint.as_deref(), Some("did you mean `lesvos`?"));
    assert_eq!(refused(key, "nine").code, "bad-number");
    assert_eq!(refused("parameters.route_scale_days..2015-10-05", "1").code, "not-dated");
}
