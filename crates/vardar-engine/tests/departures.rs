//! What a flow counts: departures who sets out from a region, flows of links who reaches their end.

use vardar_engine::member::{Setup, run_member};
use vardar_engine::network::compile;
use vardar_engine::record::Quantity;
use vardar_scenario::{Period, embedded};

/// Every ship takes two days, and nobody is at sea when the simulation begins: people depart on the first day, and nobody arrives
/// before the third.
#[test]
fn who_sets_out_has_departed_before_the_ship_arrives() {
    let mut scenario = embedded::get("balkan-2015").unwrap().read().scenario.unwrap();
    let on_islands: Vec<String> =
        scenario.places.iter().filter(|p| p.region.as_deref() == Some("GRC_islands")).map(|p| p.id.clone()).collect();
    let mut ships = Vec::new();
    for link in scenario.links.iter_mut().filter(|l| on_islands.contains(&l.from) && !on_islands.contains(&l.to)) {
        (link.hours_min, link.hours_max) = (48.0, 48.5);
        ships.push(link.id.clone());
    }
    scenario.initial.retain(|row| !ships.contains(&row.site));
    let start = scenario.period.start;
    let period = Period { start, end: start.saturating_add(jiff::Span::new().days(3)) };
    let network = compile(&scenario, period).unwrap();
    let setup = Setup::new(&network, 1, true);
    let member = run_member(&setup, 0);
    let departures = setup.layout.find(Quantity::Departures, "GRC_islands", "all", "all").unwrap();
    let landed = |day: usize| -> u32 {
        ships.iter().map(|ship| member.record.on(day)[setup.layout.find(Quantity::Flow, ship, "all", "all").unwrap()]).sum()
    };
    let departed: Vec<u32> = (0..4).map(|day| member.record.on(day)[departures]).collect();
    assert!(departed.iter().all(|people| *people > 1_000), "{departed:?}");
    assert_eq!([landed(0), landed(1)], [0, 0]);
    // Who lands on the third and fourth day is whoever set out on the first, and part of those of the second.
    let both = landed(2) + landed(3);
    assert!(departed[0] <= both && both <= departed[0] + departed[1], "{departed:?}, {both}");
}
