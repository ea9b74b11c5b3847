//! The ledger: inflow + initial = stocks + exits, to the person, on every day, whatever the scenario.

mod support;

use proptest::prelude::*;
use support::random_scenario;
use vardar_engine::draw::{Purpose, Stream};
use vardar_engine::market::RETURNS;
use vardar_engine::market::standings::{EXPLOITED, IN_DEBT, STANDINGS};
use vardar_engine::member::{Setup, run_member};
use vardar_engine::network::compile;
use vardar_engine::record::Quantity;
use vardar_engine::state::{IRREGULAR, REGULAR, Stock};

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

        let total = |quantity: Quantity, day: usize| -> u64 {
            network.countries.iter().filter_map(|c| setup.layout.find(quantity, c, "all", "all"))
                .map(|column| u64::from(member.record.get(day, column))).sum()
        };
        // Those returned at a gate stand in its queue; standings are those of everybody who is there; what the record says of debt
        // and exploitation is what the standings say.
        if network.markets.is_some() {
            for link in 0..network.links.len() {
                let returned: u32 = member.market.returned[link * RETURNS + 1..(link + 1) * RETURNS].iter().sum();
                prop_assert!(returned <= member.state.queued[link]);
            }
            let state = &member.state;
            let mut there = vec![0u32; network.countries.len() * network.cell_count()];
            let mut count = |country: usize, people: &[u32]| {
                there[network.cells(country)].iter_mut().zip(people).for_each(|(there, n)| *there += n);
            };
            for (place, node) in network.places.iter().enumerate() {
                count(node.country, &state.resting[network.cells(place)]);
                count(node.country, &state.registering[network.cells(place)]);
                prop_assert!(state.to_enter[network.cells(place)].iter().all(|n| *n == 0));
            }
            for (link, node) in network.links.iter().enumerate() {
                let [from, to] = [node.from, node.to].map(|place| network.places[place].country);
                count(from, &state.queue[network.cells(link)]);
                count(from, &state.under_way[network.cells(link * 2 + REGULAR)]);
                count(to, &state.under_way[network.cells(link * 2 + IRREGULAR)]);
            }
            let everybody = (0..network.countries.len()).flat_map(|country| member.market.standings.of_country(country));
            for (of_group, there) in everybody.clone().zip(there) {
                prop_assert_eq!(of_group.iter().sum::<u32>(), there);
            }
            let repaying: u64 = state.repaying.iter().map(|n| u64::from(*n)).sum();
            let of_standing = |bit: usize| -> u64 {
                let counts = everybody.clone().flat_map(|of_group| (0..STANDINGS).map(|standing| (standing, of_group[standing])));
                counts.filter(|(standing, _)| standing & bit != 0).map(|(_, n)| u64::from(n)).sum::<u64>() + repaying
            };
            let route = |quantity: Quantity| {
                let column = setup.layout.find(quantity, "route", "all", "all").expect("a column of the route");
                u64::from(member.record.get(network.days - 1, column))
            };
            prop_assert_eq!(of_standing(IN_DEBT), route(Quantity::InDebt));
            prop_assert_eq!(of_standing(EXPLOITED), route(Quantity::ExploitedPresent));
            prop_assert_eq!(total(Quantity::Present, network.days - 1), route(Quantity::Present));
        }

        // The record tells the same: all exits of all days, and everybody still on the way.
        let exits: u64 = (0..network.days)
            .map(|day| [Quantity::Completed, Quantity::Settled, Quantity::TurnedBack].map(|q| total(q, day)).iter().sum::<u64>())
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

        // What an analysis adds or takes off is booked, wherever it does so.
        let mut state = member.state;
        let mut random = Stream::new(seed, 3, 0, 0, Purpose::Analysis, 0);
        let places = (0..network.places.len()).map(Stock::Place);
        let ways = (0..network.links.len()).flat_map(|link| [Stock::Queue(link), Stock::Way(link, REGULAR), Stock::Way(link, IRREGULAR)]);
        for stock in places.chain(ways) {
            let now = state.people_in(&network, stock);
            let target = random.below(2 * now + 3);
            state.correct(&network, stock, target, &[1.0], &mut random);
            let begun = now > 0 || matches!(stock, Stock::Place(_));
            prop_assert_eq!(state.people_in(&network, stock), if begun { target } else { 0 });
        }
        prop_assert!(state.sums_agree(&network));
        let (entered, accounted) = state.ledger();
        prop_assert_eq!(entered, accounted);
    }
}
