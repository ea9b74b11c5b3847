//! A world that the model itself made, with parameters from the prior: what a calibration finds in it can be held against the truth.

use crate::calibration::Calibration;
use std::sync::atomic::AtomicBool;
use vardar_assimilate::calibrate::{Prior, Stage, live_all};

/// A world with its truth.
#[derive(Debug)]
pub struct Imagined {
    /// The same scenario and days, with the counts of this world wherever there were counts.
    pub calibration: Calibration,
    /// By variable: the true deviate.
    pub truth: Vec<f64>,
}

impl Calibration {
    /// Draws parameters, a history and counts of it with a seed; a missing count stays missing, and what the inflow is made of stays
    /// as it is.
    #[must_use]
    pub fn imagine(&self, seed: u64) -> Imagined {
        let ground = self.ground(seed);
        let counts = self.counts(&ground);
        let prior = Prior::new(&self.network);
        let deviates = prior.draw(seed, 1);
        let stage = Stage { stop: &AtomicBool::new(false), member_done: &|| () };
        let lived = live_all(&ground, &prior, &deviates, 1, &stage).unwrap_or_default();
        let mut scenario = self.scenario.clone();
        for row in scenario.observations.iter_mut().filter(|row| row.people.is_some()) {
            let here = counts.targets.iter().position(|t| t.weighed && t.quantity == row.quantity && t.site == row.site);
            let day = self.scenario.period.index_of(row.date);
            if let (Some(target), Some(day), Some(lived)) = (here, day, lived.first()) {
                row.people = Some(lived.drawn[target][day] as u32);
            }
        }
        let calibration = Calibration { scenario, network: self.network.clone(), first: self.first };
        Imagined { calibration, truth: deviates.into_iter().map(|members| members[0]).collect() }
    }
}
