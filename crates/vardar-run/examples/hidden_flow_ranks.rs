//! Simulation-based calibration of what nobody counts: worlds are drawn from the prior, the filter sees only their counts, and what
//! it believes of the irregular flow into a country after 8 March 2016 is held against the truth.
//!
//! `cargo run --release -p vardar-run --example hidden_flow_ranks -- WORLDS MEMBERS UNTIL`

use jiff::civil::{Date, date};
use vardar_assimilate::ObservationModel;
use vardar_assimilate::filter::{Filter, Method};
use vardar_assimilate::ground::Ground;
use vardar_engine::draw::{Purpose, Stream};
use vardar_engine::member::{Member, Setup, run_member};
use vardar_engine::network::compile;
use vardar_engine::record::Quantity;
use vardar_results::of_numbers;
use vardar_run::{ForecastRequest, Prepared, ScenarioSource, load, prepare};
use vardar_scenario::{ObservedQuantity, Scenario};

const SITES: [&str; 3] = ["MKD", "SRB", "HUN"];
const BINS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |index: usize, default: &str| words.get(index).map_or(default, String::as_str).to_owned();
    let (worlds, members): (u64, u32) = (word(0, "20").parse()?, word(1, "100").parse()?);
    let until: Date = word(2, "2016-05-31").parse()?;
    let overrides = vec![("period.end".to_owned(), until.to_string())];
    let loaded = load(&ScenarioSource::Embedded("balkan-2015".to_owned()))?;
    let prepared = prepare(&loaded, &ForecastRequest { overrides, ..ForecastRequest::default() }, 0)?;
    let closed = prepared.day(date(2016, 3, 8))?;
    let (mut inside, mut days) = ([0u32; SITES.len()], 0u32);
    let mut bins = [[0u32; BINS]; SITES.len()];
    for world in 0..worlds {
        let (scenario, truth) = imagined(&prepared, 3000 + world);
        let network = compile(&scenario, scenario.period)?;
        let ground = Ground::new(&scenario, &network, 7000 + world);
        let mut filter = Filter::new(&ground, members, Method::Kalman);
        let columns = columns(&ground.setup);
        let mut sums = vec![vec![0.0; members as usize]; SITES.len()];
        while filter.day < network.days {
            let day = filter.day;
            let believed = filter.advance_watching(&columns);
            if day < closed {
                continue;
            }
            days += 1;
            for (site, mut values) in believed.into_iter().enumerate() {
                sums[site].iter_mut().zip(&values).for_each(|(sum, value)| *sum += value);
                let range = of_numbers(&mut values);
                inside[site] += u32::from((range.q05..=range.q95).contains(&f64::from(truth.record.get(day, columns[site]))));
            }
        }
        for (site, sums) in sums.iter().enumerate() {
            let sum: f64 = (closed..network.days).map(|day| f64::from(truth.record.get(day, columns[site]))).sum();
            let below = sums.iter().filter(|value| **value < sum).count();
            bins[site][(below * BINS / (members as usize + 1)).min(BINS - 1)] += 1;
            print!("{} {:.0} (believed {:.0}); ", SITES[site], sum, of_numbers(&mut sums.clone()).q50);
        }
        println!("world {world}");
    }
    println!("{worlds} worlds, {members} members, irregular arrivals from 8 March 2016 to {until}");
    for (site, name) in SITES.iter().enumerate() {
        let expected = worlds as f64 / BINS as f64;
        let square: f64 = bins[site].iter().map(|n| (f64::from(*n) - expected) * (f64::from(*n) - expected) / expected).sum();
        println!(
            "{name}: {:.0} % of days inside the 90 % interval; ranks of the sum in fifths {:?}, chi-square {square:.1} with {} \
             degrees of freedom (95 % of right posteriors: below 9.5)",
            100.0 * f64::from(inside[site]) / f64::from(days),
            bins[site],
            BINS - 1
        );
    }
    Ok(())
}

fn columns(setup: &Setup<'_>) -> Vec<usize> {
    SITES.iter().filter_map(|site| setup.layout.find(Quantity::Arrivals, site, "irregular", "all")).collect()
}

/// A history drawn from the prior, and the scenario with its counts in the place of the real ones.
fn imagined(prepared: &Prepared, seed: u64) -> (Scenario, Member) {
    let mut scenario = prepared.scenario.clone();
    let setup = Setup::new(&prepared.network, seed, false);
    let observation = ObservationModel::new(&scenario, &prepared.network, &setup.layout);
    let member = run_member(&setup, 0);
    let reported = observation.report(&member, seed, true);
    let ground = Ground::new(&prepared.scenario, &prepared.network, seed);
    for row in scenario.observations.iter_mut().filter(|row| row.people.is_some()) {
        let Ok(day) = prepared.day(row.date) else { continue };
        let of = |series: &vardar_assimilate::ReportedSeries| series.quantity == row.quantity && series.site == row.site;
        if row.quantity == ObservedQuantity::Present {
            let Some(index) = observation.present.iter().position(of) else { continue };
            let series = &observation.present[index];
            let mean = series.mean(&member.parameters, member.record.on(day), day);
            let mut random = Stream::new(seed, 0, day as u32, index as u32, Purpose::Observation, 1);
            row.people = Some(series.draw(&member.parameters, mean, day, &mut random));
        } else if let Some(index) = observation.series.iter().position(of).filter(|s| ground.stream_of(*s, day).is_none()) {
            row.people = Some(reported[index][day]);
        }
    }
    (scenario, member)
}
