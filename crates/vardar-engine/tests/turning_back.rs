//! Who turns back: the people of a place do by its hazard, times the factor of their group.

use vardar_engine::member::{Setup, run_member};
use vardar_engine::network::compile;
use vardar_engine::record::Quantity;
use vardar_scenario::{Period, Scenario, embedded};

/// People in Greece on 15 January 2016, of a group, if `of_others` is the factor of those of other nationalities.
fn present(group: &str, of_others: f64) -> f64 {
    let mut scenario: Scenario = embedded::get("balkan-2015").unwrap().read().scenario.unwrap();
    let mut row = scenario.parameters.iter().find(|row| row.name == "turn_back_factor").unwrap().clone();
    (row.site, row.value) = ("other".to_owned(), of_others);
    scenario.parameters.push(row);
    let period = Period { end: jiff::civil::date(2016, 1, 15), ..scenario.period };
    let network = compile(&scenario, period).unwrap();
    let setup = Setup::new(&network, 1, true);
    let column = setup.layout.find(Quantity::Present, "GRC", "all", group).unwrap();
    f64::from(run_member(&setup, 0).record.on(network.days - 1)[column])
}

/// From 19 November the border lets Syrians, Afghans and Iraqis pass. Of the others those who can return do, with a hazard of 13 % a
/// day; where nobody of them does, nearly two months of them are still in Greece, less the few who cross uncounted. Pakistanis, as
/// refused as they are, do as before.
#[test]
fn only_the_group_that_cannot_return_stays() {
    let (others, stuck) = (present("other", 1.0), present("other", 0.0));
    assert!(stuck > 2.0 * others, "{others} {stuck}");
    let (pakistanis, same) = (present("PAK", 1.0), present("PAK", 0.0));
    assert!((same / pakistanis - 1.0).abs() < 0.2, "{pakistanis} {same}");
}
