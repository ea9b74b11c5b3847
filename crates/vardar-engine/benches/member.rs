//! What one member costs, what its binomial draws alone would cost, and what a hundred times as many people and the market for
//! irregular crossings cost.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Instant;
use vardar_engine::draw::log::{Draw, record};
use vardar_engine::draw::{Purpose, Stream};
use vardar_engine::member::{Setup, run_member};
use vardar_engine::network::compile;
use vardar_scenario::{Regime, Scenario, embedded};

fn scenario(with_market: bool) -> Scenario {
    let mut scenario = embedded::get("balkan-2015").expect("embedded").read().scenario.expect("usable");
    scenario.market.enabled = with_market;
    scenario
}

/// The same scenario with `factor` times the people, and capacities to match.
fn with_people(mut scenario: Scenario, factor: u32) -> Scenario {
    scenario.inflow.iter_mut().for_each(|row| row.people *= factor);
    scenario.initial.iter_mut().for_each(|row| row.people *= factor);
    for place in &mut scenario.places {
        place.capacity_beds = place.capacity_beds.map(|n| n * factor);
        place.registration_per_day = place.registration_per_day.map(|n| n * factor);
    }
    for change in &mut scenario.capacities {
        change.capacity_beds = change.capacity_beds.map(|n| n * factor);
    }
    for border in &mut scenario.borders {
        match &mut border.regime {
            Regime::Metered(n) => *n = n.map(|n| n * factor),
            Regime::Restricted { per_day, .. } => *per_day = per_day.map(|n| n * factor),
            Regime::Open | Regime::Closed => {}
        }
    }
    for parameter in scenario.parameters.iter_mut().filter(|p| p.name == "slowed_per_day") {
        parameter.value *= f64::from(factor);
    }
    scenario
}

fn replay(draws: &[Draw]) -> u64 {
    let mut stream = Stream::new(1, 0, 0, 0, Purpose::Decide, 0);
    draws.iter().map(|draw| u64::from(draw.again(&mut stream))).sum()
}

fn numbers(draws: &[Draw]) -> usize {
    draws.iter().map(Draw::numbers).sum()
}

/// Rounds in which everything is timed once.
const ROUNDS: usize = 21;

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn members(criterion: &mut Criterion) {
    let one = scenario(false);
    let network = compile(&one, one.period).expect("compiles");
    let setup = Setup::new(&network, 1, true);
    let (_, draws) = record(|| run_member(&setup, 0));
    let with_market = scenario(true);
    let network_market = compile(&with_market, with_market.period).expect("compiles");
    let setup_market = Setup::new(&network_market, 1, true);
    let more = [100, 1000].map(|factor| with_people(one.clone(), factor));
    let networks_more = more.each_ref().map(|scenario| compile(scenario, scenario.period).expect("compiles"));
    let [setup_100, setup_1000] = networks_more.each_ref().map(|network| Setup::new(network, 1, true));

    let (_, draws_100) = record(|| run_member(&setup_100, 0));

    // In turn, and compared within a round, so that a change of the machine's speed hits all alike.
    let run = |setup: &Setup<'_>| seconds(|| drop(black_box(run_member(setup, 0))));
    let round = |_| {
        let bare = |draws: &[Draw]| {
            seconds(|| {
                black_box(replay(draws));
            })
        };
        [run(&setup), bare(&draws), run(&setup_100), run(&setup_1000), run(&setup_market), bare(&draws_100)]
    };
    let rounds: Vec<[f64; 6]> = (0..ROUNDS).map(round).collect();
    let typical = |what: usize| median(rounds.iter().map(|round| round[what]));
    let ratio = |what: usize, of: usize| median(rounds.iter().map(|round| round[what] / round[of]));
    println!("| one member without the market, all groups, {} days, one core | {:.1} ms |", network.days, typical(0) * 1e3);
    println!("| its binomial draws, one for each cell with somebody in it | {} |", numbers(&draws));
    println!("| these draws alone | {:.1} ms |", typical(1) * 1e3);
    println!("| ratio of the member to its bare draws | {:.2} |", ratio(0, 1));
    println!("| 100 times as many people, relative time | {:.2} |", ratio(2, 0));
    println!(
        "| the draws for these, alone, relative to the draws for one | {:.2} times the time, {:.2} times as many |",
        ratio(5, 1),
        numbers(&draws_100) as f64 / numbers(&draws) as f64
    );
    println!("| ratio of the member with these to its bare draws | {:.2} |", ratio(2, 5));
    println!("| 1,000 times as many, relative to 100 times | {:.2} |", ratio(3, 2));
    println!("| with the market for irregular crossings, relative time | {:.2} |", ratio(4, 0));

    let mut group = criterion.benchmark_group("engine");
    group.sample_size(20);
    group.bench_function("member", |b| b.iter(|| run_member(&setup, black_box(0))));
    group.bench_function("member, 100 times the people", |b| b.iter(|| run_member(&setup_100, black_box(0))));
    group.bench_function("bare draws of a member", |b| b.iter(|| replay(black_box(&draws))));
    group.bench_function("compile", |b| b.iter(|| compile(black_box(&one), one.period)));
    group.finish();
}

criterion_group!(benches, members);
criterion_main!(benches);
