//! What several tests begin with.

use vardar_engine::network::{Network, compile};
use vardar_scenario::{Scenario, embedded};

/// The embedded scenario and its network.
pub fn balkan() -> (Scenario, Network) {
    let scenario = embedded::get("balkan-2015").unwrap().read().scenario.unwrap();
    let network = compile(&scenario, scenario.period).unwrap();
    (scenario, network)
}
