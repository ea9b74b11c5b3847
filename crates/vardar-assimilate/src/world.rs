//! A world drawn from what the filter believes before it has seen a count: its parameters, its drifts, its errors of counts.
//!
//! What a filter finds in such a world can be held against the truth (simulation-based calibration: S. Talts and others, "Validating
//! Bayesian inference algorithms with simulation-based calibration", 2018). What may not change: the world obeys the equations of
//! [`crate::filter`] and `confront` at their starting values. A world of `vardar run` does not: there nothing drifts, and
//! `dispersion`, which stands for counts *and* drifts, scatters the counts alone.

use crate::ceiling;
use crate::cutoff::{self, cutoff_stream};
use crate::drift::{Drift, drift_stream};
use crate::filter::Particle;
use crate::ground::Ground;
use crate::observation::ReportedSeries;
use vardar_engine::draw::{Purpose, Stream, negative_binomial};
use vardar_engine::member::History;
use vardar_engine::parameters::MemberParameters;
use vardar_engine::record::Record;
use vardar_scenario::{ObservedQuantity, Scenario};

/// A truth and what was counted of it.
#[derive(Debug)]
pub struct World {
    /// The scenario with the world's counts wherever there were counts; what is input stays as it is.
    pub scenario: Scenario,
    /// What happened.
    pub truth: Record,
}

/// Draws a world from the ground's seed. Borders are never slowed down without a word in it: the filter does not draw that either,
/// it infers it for all members at once.
#[must_use]
pub fn imagine(ground: &Ground<'_>) -> World {
    let setup = &ground.setup;
    let days = ground.network.days;
    let parameters = MemberParameters::draw(setup.network, &setup.parameters, setup.seed, 0, false, false);
    let mut one = Particle {
        history: History::begin(setup, 0, parameters),
        drift: Drift::new(&ground.plan),
        held: Vec::new(),
        late: Vec::new(),
    };
    let calm = vec![1.0; ground.plan.areas.len()];
    let no_timetable = vec![0.0; ground.plan.areas.len()];
    let mut truth = Record::new(&setup.layout, days);
    let mut known = ground.network.as_known(ground.scenario, ground.date(0));
    let mut flows: Vec<Vec<u32>> = vec![Vec::with_capacity(days); ground.observation.series.len()];
    let mut present: Vec<Vec<u32>> = vec![Vec::with_capacity(days); ground.observation.present.len()];
    let mut held: Vec<Option<u32>> = vec![None; flows.len()];
    let mut late = vec![0.0; flows.len()];
    let ceilings = ceiling::at_start(ground);
    for day in 0..days {
        if day > 0 && ground.has_news(day) {
            known = ground.network.as_known(ground.scenario, ground.date(day));
            one.history.learn();
        }
        let inflow: Vec<f64> = ground.network.streams.iter().map(|s| f64::from(s.reported[day])).collect();
        one.drift.drift(&ground.plan, &no_timetable, &calm, false, &mut drift_stream(setup.seed, 0, day, 0));
        one.drift.drive(&ground.plan, &known, &ceilings, &mut one.history.parameters);
        one.history.live_day(setup, &known, Some(&inflow), &mut truth);
        let parameters = &one.history.parameters;
        let coverage = one.drift.coverage(&ground.plan);
        let expect = |series: &ReportedSeries| series.mean(parameters, truth.on(day), day);
        let count = |series: &ReportedSeries, index: usize, mean: f64, error: f64| {
            let wave = u8::from(series.quantity == ObservedQuantity::Present);
            let mut random = Stream::new(setup.seed, 0, day as u32, index as u32, Purpose::Observation, wave);
            let people = negative_binomial(&mut random, mean, 1.0 / (error * error).max(1e-6));
            (u32::try_from(people).unwrap_or(u32::MAX), random)
        };
        for (index, series) in ground.observation.series.iter().enumerate() {
            let end_of_day = ground.end_of_day(index, 1.0);
            let people = expect(series) * libm::exp(coverage[index]);
            let mean = cutoff::counted(people, &mut late[index], end_of_day, &mut cutoff_stream(setup.seed, 0, day, index, 0));
            let (people, mut random) = count(series, index, mean, ground.count_error[index]);
            flows[index].push(series.report(parameters, people, day, &mut held[index], &mut random));
        }
        for (index, site) in ground.observation.present.iter().enumerate() {
            present[index].push(count(site, index, expect(site), ground.present_error[index]).0);
        }
    }
    World { scenario: reported(ground, &flows, &present), truth }
}

/// The scenario with these counts, by series and day, in the place of its own. A count that is missing stays missing.
fn reported(ground: &Ground<'_>, flows: &[Vec<u32>], present: &[Vec<u32>]) -> Scenario {
    let mut scenario = ground.scenario.clone();
    let start = ground.network.start;
    for row in scenario.observations.iter_mut().filter(|row| row.people.is_some()) {
        let Some(day) = usize::try_from((row.date - start).get_days()).ok().filter(|day| *day < ground.network.days) else {
            continue;
        };
        let of_row = |series: &ReportedSeries| series.quantity == row.quantity && series.site == row.site;
        let index_in = |all: &[ReportedSeries]| all.iter().position(of_row);
        row.people = if row.quantity == ObservedQuantity::Present {
            index_in(&ground.observation.present).map(|index| present[index][day])
        } else {
            match index_in(&ground.observation.series) {
                Some(index) if ground.stream_of(index, day).is_none() => Some(flows[index][day]),
                _ => row.people,
            }
        };
    }
    scenario
}
