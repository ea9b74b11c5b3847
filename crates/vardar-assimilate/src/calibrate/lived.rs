//! Whole histories lived with given deviates, and the counts that they lead one to expect.

use super::prior::{Deviates, Prior};
use crate::ground::Ground;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use vardar_engine::draw::{Purpose, Stream};
use vardar_engine::member::run_with;
use vardar_engine::parameters::MemberParameters;

/// What a member lived through, as counts see it: `[target][day]`.
#[derive(Debug, Clone)]
pub struct Lived {
    /// Expected counts.
    pub expected: Vec<Vec<f64>>,
    /// Counts drawn about them.
    pub drawn: Vec<Vec<f64>>,
}

/// How a caller follows the work and stops it.
pub struct Stage<'s> {
    /// Set it to stop.
    pub stop: &'s AtomicBool,
    /// Called when a member has lived.
    pub member_done: &'s (dyn Fn() + Sync),
}

/// Lives every member with its deviates. `None` if it was stopped.
#[must_use]
pub fn live_all(ground: &Ground<'_>, prior: &Prior, deviates: &Deviates, members: u32, stage: &Stage<'_>) -> Option<Vec<Lived>> {
    let lived: Vec<Option<Lived>> = (0..members)
        .into_par_iter()
        .with_max_len(1)
        .map(|member| {
            if stage.stop.load(Ordering::Relaxed) {
                return None;
            }
            let lived = live(ground, prior, deviates, member);
            (stage.member_done)();
            Some(lived)
        })
        .collect();
    lived.into_iter().collect()
}

fn live(ground: &Ground<'_>, prior: &Prior, deviates: &Deviates, number: u32) -> Lived {
    let (setup, network) = (&ground.setup, ground.network);
    let mut drawn = MemberParameters::draw(network, &setup.parameters, setup.seed, number, false, false).drawn;
    prior.put(network, deviates.iter().map(|members| members[number as usize]), &mut drawn);
    let member = run_with(setup, number, MemberParameters::from_values(network, &setup.parameters, drawn));
    let parameters = &member.parameters;
    let series = || ground.observation.series.iter().chain(&ground.observation.present);
    let days = network.days;
    let expected: Vec<Vec<f64>> =
        series().map(|s| (0..days).map(|day| s.mean(parameters, member.record.on(day), day)).collect()).collect();
    let counts = |(index, (series, means)): (usize, (&crate::ReportedSeries, &Vec<f64>))| {
        let mut held = None;
        let count = |(day, mean): (usize, &f64)| {
            let mut random = Stream::new(setup.seed, number, day as u32, index as u32, Purpose::Observation, 0);
            let people = series.draw(parameters, *mean, day, &mut random);
            f64::from(series.report(parameters, people, day, &mut held, &mut random))
        };
        means.iter().enumerate().map(count).collect()
    };
    let drawn = series().zip(&expected).enumerate().map(counts).collect();
    Lived { expected, drawn }
}
