//! The ledger: inflow + initial = stocks + exits, to the person, on every day, whatever the scenario.

mod support;

use proptest::prelude::*;
use support::random_scenario;
use vardar_engine::member::{Setup, run_member};
use vardar_engine::network::compile;
use vardar_engine::record::Quantity;

/// Random scenarios; `VARDAR_LEDGER_CASES` changes how many.
fn cases() -> u32 {
    std::env::var("VARDAR_LEDGER_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    /// `run_member` itself stops on a day on which the ledger does not balance; here the record is held against it as well.
    #[test]
    fn the_ledger_balances_to_the_person(scenario in random_scenario(), seed in any::<u64>()) {
        let problems: Vec<_> =
            scenario.check().into_iter().filter(|p| p.severity == vardar_scenario::Severity::Error).collect();
        prop_assume!(problems.is_empty());
        let network = compile(&scenario, scenario.period).expect("a checked scenario compiles");
        let setup = Setup::new(&network, seed, false);
        let member = run_member(&setup, 3);
        prop_assert!(member.state.sums_agree(&network));
        let (entered, accounted) = member.state.ledger();
        prop_assert_eq!(entered, accounted);

        // The record tells the same: all exits of all days, and everybody still on the way.
        let total = |quantity: Quantity, day: usize| -> u64 {
            network.countries.iter().filter_map(|c| setup.layout.find(quantity, c, "all", "all"))
                .map(|column| u64::from(member.record.get(day, column))).sum()
        };
        let exits: u64 = (0..network.days)
            .map(|day| [Quantity::Completed, Quantity::Settled, Quantity::Returned].map(|q| total(q, day)).iter().sum::<u64>())
            .sum();
        prop_assert_eq!(exits + total(Quantity::Present, network.days - 1), entered);

        // Arrivals in a country are the flows of the border links that lead into it.
        for (country, id) in network.countries.iter().enumerate() {
            let Some(arrivals) = setup.layout.find(Quantity::Arrivals, id, "all", "all") else { continue };
            for day in 0..network.days {
                let flows: u32 = network.links.iter()
                    .filter(|l| l.is_border && network.places[l.to].country == country)
                    .filter_map(|l| setup.layout.find(Quantity::Flow, &l.id, "all", "all"))
                    .map(|column| member.record.get(day, column)).sum();
                prop_assert_eq!(flows, member.record.get(day, arrivals));
            }
        }
    }
}
