//! The market for irregular crossings on the Balkan route: it leaves no trace when it is off, moves prices both ways from one set
//! of equations, and publishes nothing that says where a crossing succeeds.

use std::collections::BTreeSet;
use vardar_engine::member::{Member, Setup, run_member};
use vardar_engine::network::{Network, compile};
use vardar_engine::record::Quantity;
use vardar_scenario::{Scenario, embedded, is_of_market};

fn balkan(with_market: bool) -> Scenario {
    let mut scenario = embedded::get("balkan-2015").unwrap().read().scenario.expect("the embedded scenario is sound");
    scenario.market.enabled = with_market;
    scenario
}

fn network(scenario: &Scenario) -> Network {
    compile(scenario, scenario.period).expect("a checked scenario compiles")
}

fn lived(network: &Network, number: u32, fixed: bool) -> (Setup<'_>, Member) {
    let setup = Setup::new(network, 1, fixed);
    let member = run_member(&setup, number);
    (setup, member)
}

#[test]
fn a_market_that_is_off_leaves_no_trace() {
    let off = balkan(false);
    let mut never = off.clone();
    never.parameters.retain(|row| !is_of_market(&row.name));
    assert!(never.parameters.len() < off.parameters.len());
    let (networks, number) = ([network(&off), network(&never)], 7);
    let [(setup, a), (other, b)] = [lived(&networks[0], number, false), lived(&networks[1], number, false)];
    assert_eq!(setup.layout.columns, other.layout.columns);
    assert!(a.record == b.record && a.state == b.state, "the market leaves a trace");
    assert!(a.market.borders.is_empty() && a.state.repaying.is_empty());
    assert!(setup.layout.find(Quantity::PriceIndex, "route", "all", "all").is_none());
}

/// Central values, one member: from 1 March to mid-June 2016, index of the first day.
#[test]
fn the_closure_moves_prices_both_ways() {
    let scenario = balkan(true);
    let network = network(&scenario);
    let (setup, member) = lived(&network, 0, true);
    let day = |month, day| scenario.period.index_of(jiff::civil::date(2016, month, day)).unwrap();
    let price = |border: &str, day: usize| {
        let column = setup.layout.find(Quantity::PriceIndex, border, "irregular", "all").expect("a border with a market");
        f64::from(member.record.get(day, column))
    };
    let (before, after) = (day(3, 1), day(6, 15));
    assert!(price("TUR-GRC", after) < 0.8 * price("TUR-GRC", before), "the sea crossing becomes cheaper");
    let autumn = scenario.period.index_of(jiff::civil::date(2015, 11, 10)).unwrap();
    for border in ["GRC-MKD", "MKD-SRB", "SRB-HUN"] {
        assert!(price(border, after) > 2.0 * price(border, autumn), "{border} becomes dearer");
    }
}

/// Attempts at a border, or a ratio of returns and crossings, would rank borders by the chance of getting through.
#[test]
fn nothing_published_says_where_a_crossing_succeeds() {
    let scenario = balkan(true);
    let network = network(&scenario);
    let setup = Setup::new(&network, 1, true);
    let published = |channel: &str| -> BTreeSet<&str> {
        let of_borders =
            setup.layout.columns.iter().filter(|c| c.channel == channel && c.site.len() == 7 && c.site.contains('-'));
        of_borders
            .filter(|c| network.markets.as_ref().unwrap().nodes.iter().any(|n| n.name == c.site))
            .map(|c| c.quantity.name())
            .collect()
    };
    let allowed = ["demand", "price_index", "returned", "smuggled", "smuggled_aggravated", "supply", "trafficked"];
    assert_eq!(published("irregular"), BTreeSet::from(allowed), "say why before a quantity of borders is added here");
    assert!(published("all").is_empty() && published("regular").is_empty());
    let names: BTreeSet<&str> = setup.layout.columns.iter().map(|c| c.quantity.name()).collect();
    for forbidden in ["attempts", "success", "undetected", "chance", "detected"] {
        assert!(!names.iter().any(|name| name.contains(forbidden)), "{forbidden}");
    }
}
