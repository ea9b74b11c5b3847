//! What the filter believes of people whom nobody counts, in worlds drawn from its own prior.

use jiff::civil::date;
use vardar_assimilate::filter::{Filter, Method};
use vardar_assimilate::ground::Ground;
use vardar_assimilate::world::imagine;
use vardar_engine::member::Setup;
use vardar_engine::network::compile;
use vardar_engine::record::Quantity;
use vardar_scenario::{Scenario, embedded};

fn balkan(until: jiff::civil::Date) -> Scenario {
    let mut scenario = embedded::get("balkan-2015").unwrap().read().scenario.unwrap();
    let known = scenario.forecast.parameters_until.unwrap();
    scenario.parameters.retain(|row| row.from.is_none_or(|from| from <= known));
    scenario.market.enabled = false;
    scenario.period.end = until;
    scenario
}

fn column(setup: &Setup<'_>, site: &str, channel: &str) -> usize {
    setup.layout.find(Quantity::Arrivals, site, channel, "all").unwrap()
}

/// Null: a world is one more draw from what the filter believes before any count, so that the rank of its last day among 99 members
/// that were never weighed is uniform. 50 worlds with seeds from 300 on, ranks in fifths, three numbers: each is refused beyond the 0.3 %
/// point of chi-square with 4 degrees of freedom, 1 % for all of them together.
#[test]
fn a_world_is_one_more_draw_from_the_prior() {
    let scenario = balkan(date(2015, 10, 25));
    let network = compile(&scenario, scenario.period).unwrap();
    let ground = Ground::new(&scenario, &network, 1);
    let columns = ["MKD", "HRV", "AUT"].map(|site| column(&ground.setup, site, "all"));
    let mut filter = Filter::new(&ground, 99, Method::None);
    let mut believed = Vec::new();
    while filter.day < network.days {
        believed = filter.advance_watching(&columns);
    }
    let mut bins = [[0.0; 5]; 3];
    for seed in 300..350 {
        let world = imagine(&Ground::new(&scenario, &network, seed));
        for ((bins, column), values) in bins.iter_mut().zip(columns).zip(&believed) {
            let truth = f64::from(world.truth.get(network.days - 1, column));
            let below = values.iter().filter(|value| **value < truth).count();
            bins[below / 20] += 1.0;
        }
    }
    for bins in bins {
        let square: f64 = bins.iter().map(|n| (n - 10.0) * (n - 10.0) / 10.0).sum();
        assert!(square < 16.0, "{bins:?}: {square:.1}");
    }
}

/// The filter is a little too sure of flows that nobody counts: the project promises that its 90 % ranges hold them on 85 % of days, and
/// `bench/README.md` has how often they do. This test sees that it does not become worse. Null: the ranges hold the irregular arrivals of
/// three countries after the closure on 81 % of days, as in 16 worlds with 120 members. Days of a world go together: the share differs by
/// 10 points (standard deviation) from world to world. 12 worlds with seeds from 3000 on, 40 members: a mean below 74 % has a probability of 1 %.
#[test]
fn hidden_flows_are_inside_their_ranges_as_often_as_was_measured() {
    let scenario = balkan(date(2016, 4, 10));
    let network = compile(&scenario, scenario.period).unwrap();
    let closed = usize::try_from((date(2016, 3, 8) - scenario.period.start).get_days()).unwrap();
    let (mut inside, mut days) = (0, 0);
    for number in 0..12 {
        let world = imagine(&Ground::new(&scenario, &network, 3000 + number));
        let ground = Ground::new(&world.scenario, &network, 7000 + number);
        let columns = ["MKD", "SRB", "HUN"].map(|site| column(&ground.setup, site, "irregular"));
        let mut filter = Filter::new(&ground, 40, Method::Kalman);
        while filter.day < network.days {
            let day = filter.day;
            let believed = filter.advance_watching(&columns);
            for (values, column) in believed.iter().zip(columns).filter(|_| day >= closed) {
                // People are whole: a belief of 0.3 people and a truth of nobody agree.
                let truth = f64::from(world.truth.get(day, column));
                let below = values.iter().filter(|value| value.round() < truth).count();
                let above = values.iter().filter(|value| value.round() > truth).count();
                inside += usize::from(below.max(above) <= 38);
                days += 1;
            }
        }
    }
    let share = f64::from(u32::try_from(inside).unwrap()) / f64::from(days);
    assert!(share >= 0.74, "{share:.2} of days");
}
