//! A filter between two days as plain data, so that long work can be interrupted and taken up again.
//!
//! What may not change: a filter that was saved and taken up again ends in the same bits.

use crate::correction::Correction;
use crate::drift::Drift;
use crate::filter::{Filter, Method, Particle};
use crate::ground::Ground;
use crate::inflow::InflowModel;
use crate::throttle::Throttle;
use crate::timetable::Timetable;
use serde::{Deserialize, Serialize};
use vardar_engine::member::{History, SavedHistory};

/// One member of a filter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SavedParticle {
    history: SavedHistory,
    drift: Drift,
    held: Vec<f64>,
    late: Vec<f64>,
}

/// Everything of a filter but its members.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SavedFilter {
    /// Next day to be lived.
    pub day: usize,
    inflow: Vec<InflowModel>,
    unrest: Vec<f64>,
    waiting: Vec<bool>,
    ceilings: Vec<Option<f64>>,
    throttles: Vec<Throttle>,
    corrections: Vec<Correction>,
    timetables: Vec<Timetable>,
}

impl<'g, 'a> Filter<'g, 'a> {
    /// The filter as it is. Its members are kept one by one: all at once would double what it needs.
    #[must_use]
    pub fn save(&self) -> SavedFilter {
        SavedFilter {
            day: self.day,
            inflow: self.inflow.clone(),
            unrest: self.unrest.clone(),
            waiting: self.waiting.clone(),
            ceilings: self.ceilings.clone(),
            throttles: self.throttles.clone(),
            corrections: self.corrections.clone(),
            timetables: self.timetables.clone(),
        }
    }

    /// The filter that was saved.
    #[must_use]
    pub fn take_up(ground: &'g Ground<'a>, method: Method, saved: SavedFilter, particles: Vec<SavedParticle>) -> Self {
        let take_up = |saved: SavedParticle| Particle {
            history: History::take_up(&ground.setup, saved.history),
            drift: saved.drift,
            held: saved.held,
            late: saved.late,
        };
        // A network as known holds until there is news.
        let learned = (1..saved.day).rev().find(|day| ground.has_news(*day)).unwrap_or(0);
        Self {
            ground,
            particles: particles.into_iter().map(take_up).collect(),
            day: saved.day,
            inflow: saved.inflow,
            unrest: saved.unrest,
            waiting: saved.waiting,
            ceilings: saved.ceilings,
            throttles: saved.throttles,
            corrections: saved.corrections,
            timetables: saved.timetables,
            network: ground.network.as_known(ground.scenario, ground.date(learned)),
            method,
        }
    }
}

impl Particle {
    /// The member as it is.
    #[must_use]
    pub fn save(&self) -> SavedParticle {
        SavedParticle {
            history: self.history.save(),
            drift: self.drift.clone(),
            held: self.held.clone(),
            late: self.late.clone(),
        }
    }
}
