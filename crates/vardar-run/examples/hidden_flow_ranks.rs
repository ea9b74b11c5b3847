//! Simulation-based calibration of what nobody counts: worlds are drawn from what the filter believes at the start, the filter sees
//! only their counts, and what it believes of irregular arrivals after 8 March 2016, day by day, is held against the truth.
//!
//! Null: on any day the truth is one more draw from the members' belief of that evening, so that its rank among them is uniform. One
//! day of each world is ranked, days spread evenly over the period, so that ranks are independent; shares inside the 50 % and 90 %
//! ranges are over all days. The sum over days is not looked at: beliefs of an evening do not know later counts, and the sum of such
//! beliefs is nobody's posterior.
//!
//! `cargo run --release -p vardar-run --example hidden_flow_ranks -- WORLDS MEMBERS UNTIL [plain]`; with `plain` the worlds are those of
//! `vardar run` (nothing drifts, counts scatter by `dispersion`), which shows what a wrong prior does.

use jiff::civil::{Date, date};
use vardar_assimilate::ObservationModel;
use vardar_assimilate::filter::{Filter, Method};
use vardar_assimilate::ground::Ground;
use vardar_assimilate::world::{World, imagine};
use vardar_engine::draw::{Purpose, Stream};
use vardar_engine::member::{Setup, run_member};
use vardar_engine::network::compile;
use vardar_engine::record::Quantity;
use vardar_run::{ForecastRequest, Prepared, ScenarioSource, load, prepare};
use vardar_scenario::{ObservedQuantity, Scenario};

const SITES: [&str; 3] = ["MKD", "SRB", "HUN"];
const BINS: usize = 10;

#[derive(Default)]
struct Found {
    ranks: Vec<f64>,
    inside_50: u32,
    inside_90: u32,
    days: u32,
    truth: f64,
    believed: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |index: usize, default: &str| words.get(index).map_or(default, String::as_str).to_owned();
    let (worlds, members): (u64, u32) = (word(0, "20").parse()?, word(1, "100").parse()?);
    let until: Date = word(2, "2016-05-31").parse()?;
    let plain = word(3, "") == "plain";
    let overrides = vec![("period.end".to_owned(), until.to_string())];
    let loaded = load(&ScenarioSource::Embedded("balkan-2015".to_owned()))?;
    let prepared = prepare(&loaded, &ForecastRequest { overrides, ..ForecastRequest::default() }, 0)?;
    let closed = prepared.day(date(2016, 3, 8))?;
    let mut found: [Found; SITES.len()] = std::array::from_fn(|_| Found::default());
    let mut before = [(0, 0, 0.0, 0.0); SITES.len()];
    for number in 0..worlds {
        let world = if plain {
            plain_world(&prepared, 3000 + number)
        } else {
            imagine(&Ground::new(&prepared.scenario, &prepared.network, 3000 + number))
        };
        let network = compile(&world.scenario, world.scenario.period)?;
        let ground = Ground::new(&world.scenario, &network, 7000 + number);
        let mut filter = Filter::new(&ground, members, Method::Kalman);
        let columns = columns(&ground.setup);
        let ranked = closed + (number as usize * (network.days - closed)) / worlds as usize;
        while filter.day < network.days {
            let day = filter.day;
            let believed = filter.advance_watching(&columns);
            if day < closed {
                continue;
            }
            for ((found, mut values), column) in found.iter_mut().zip(believed).zip(&columns) {
                // People are whole: a belief of 0.3 people and a truth of nobody agree.
                values.iter_mut().for_each(|value| *value = value.round());
                let truth = f64::from(world.truth.get(day, *column));
                let below = values.iter().filter(|value| **value < truth).count() as f64;
                let equal = values.iter().filter(|value| **value == truth).count() as f64;
                let luck = Stream::new(number, 0, day as u32, *column as u32, Purpose::Observation, 7).uniform();
                let rank = (below + luck * (equal + 1.0)) / (values.len() as f64 + 1.0);
                found.days += 1;
                found.inside_50 += u32::from((0.25..0.75).contains(&rank));
                found.inside_90 += u32::from((0.05..0.95).contains(&rank));
                found.truth += truth;
                found.believed += values.iter().sum::<f64>() / values.len() as f64;
                if day == ranked {
                    found.ranks.push(rank);
                }
            }
        }
        eprint!("world {number}:");
        for (found, before) in found.iter().zip(&mut before) {
            let days = f64::from(found.days - before.0);
            eprint!(
                " {:.0} ({:.0}) {:.0} %;",
                (found.truth - before.2) / days,
                (found.believed - before.3) / days,
                100.0 * f64::from(found.inside_90 - before.1) / days
            );
            *before = (found.days, found.inside_90, found.truth, found.believed);
        }
        eprintln!();
    }
    println!("{worlds} worlds, {members} members, irregular arrivals a day from 8 March 2016 to {until}");
    for (found, name) in found.iter().zip(SITES) {
        let mut bins = [0u32; BINS];
        found.ranks.iter().for_each(|rank| bins[((rank * BINS as f64) as usize).min(BINS - 1)] += 1);
        let expected = worlds as f64 / BINS as f64;
        let square: f64 = bins.iter().map(|n| (f64::from(*n) - expected) * (f64::from(*n) - expected) / expected).sum();
        let days = f64::from(found.days);
        println!(
            "{name}: {:.1} % of days inside the 50 % range, {:.1} % inside the 90 % range; {:.1} people a day, {:.1} believed; ranks in \
             tenths {bins:?}, chi-square {square:.1} with {} degrees of freedom (95 % of right posteriors: below 16.9)",
            100.0 * f64::from(found.inside_50) / days,
            100.0 * f64::from(found.inside_90) / days,
            found.truth / days,
            found.believed / days,
            BINS - 1
        );
    }
    Ok(())
}

fn columns(setup: &Setup<'_>) -> Vec<usize> {
    SITES.iter().filter_map(|site| setup.layout.find(Quantity::Arrivals, site, "irregular", "all")).collect()
}

/// A history of `vardar run`, and the scenario with its counts in the place of the real ones.
fn plain_world(prepared: &Prepared, seed: u64) -> World {
    let mut scenario: Scenario = prepared.scenario.clone();
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
    World { scenario, truth: member.record }
}
