//! How many people may enter on days that are not known yet.
//!
//! A day's inflow is a level times a departure from it. The level is the exponentially weighted mean of the days known, in
//! people and not in their logarithm: who waited out a storm comes later, and a few empty days must not pull the level down.
//! Departures are not given a shape: the departure of the next day is one that followed a departure like today's in the last
//! weeks (a Markov chain resampled from what was seen: Rajagopalan and Lall, "A k-nearest-neighbor simulator for daily
//! precipitation and other weather variables", Water Resour. Res. 35, 1999). So the model has the dips, the rush after them and
//! the strikes that this coast had of late without knowing their names. What may not change: nothing here sees a day after
//! the origin.

use serde::{Deserialize, Serialize};
use vardar_engine::draw::{Purpose, Stream, normal};

/// Added to counts: a day of nobody and a day of a dozen are alike.
const OFFSET: f64 = 30.0;

/// Departures are drawn from as many days.
const REMEMBERED_DAYS: usize = 60;

/// Every day remembered may follow, however little it is like today.
const UNLIKE: f64 = 1e-6;

/// How a stream of people behaves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct InflowSettings {
    /// Weight of the newest day in the level, in (0, 1].
    pub smoothing: f64,
    /// Two days are alike if the logarithms of their departures differ by no more than about this.
    pub similarity: f64,
    /// Drift of the level on days not known, sd per day of its logarithm.
    pub drift: f64,
}

/// What is known of one stream at the end of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InflowModel {
    settings: InflowSettings,
    /// People a day and [`OFFSET`].
    level: Option<f64>,
    /// Logarithms of the departures of the last days, the newest last.
    departures: Vec<f64>,
}

impl InflowModel {
    /// Before the first day.
    #[must_use]
    pub fn new(settings: InflowSettings) -> Self {
        Self { settings, level: None, departures: Vec::new() }
    }

    /// Takes in the people reported of a day.
    pub fn learn(&mut self, people: f64) {
        let people = people + OFFSET;
        let level = self.level.unwrap_or(people);
        self.departures.push(libm::log(people / level));
        if self.departures.len() > REMEMBERED_DAYS {
            self.departures.remove(0);
        }
        self.level = Some(self.follow(level, people));
    }

    fn follow(&self, level: f64, people: f64) -> f64 {
        level + self.settings.smoothing * (people - level)
    }

    /// People reported on each of the next `days` days, one possible future: that of `member`.
    #[must_use]
    pub fn continue_for(&self, days: usize, seed: u64, member: u32, origin: usize, stream_index: usize) -> Vec<f64> {
        let (Some(mut level), Some(&today)) = (self.level, self.departures.last()) else { return vec![0.0; days] };
        let mut random = Stream::new(seed, member, origin as u32, stream_index as u32, Purpose::FutureInflow, 0);
        let mut departure = today;
        (0..days)
            .map(|_| {
                departure = self.next(departure, &mut random);
                let people = level * libm::exp(departure);
                level = self.follow(level * libm::exp(self.settings.drift * normal(&mut random)), people);
                (people - OFFSET).max(0.0)
            })
            .collect()
    }

    /// A departure that followed one like `departure`; the same again if only one day is known.
    fn next(&self, departure: f64, random: &mut Stream) -> f64 {
        let weight = |before: &f64| {
            let distance = (before - departure) / self.settings.similarity;
            libm::exp(-0.5 * distance * distance) + UNLIKE
        };
        let followed = self.departures.len().saturating_sub(1);
        let weights: Vec<f64> = self.departures[..followed].iter().map(weight).collect();
        let mut at = random.uniform() * weights.iter().sum::<f64>();
        let chosen = weights.iter().position(|weight| {
            at -= weight;
            at < 0.0
        });
        let chosen = chosen.unwrap_or(followed.saturating_sub(1));
        self.departures.get(chosen + 1).copied().unwrap_or(departure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(days: impl IntoIterator<Item = f64>, drift: f64) -> InflowModel {
        let mut model = InflowModel::new(InflowSettings { smoothing: 0.1, similarity: 0.3, drift });
        days.into_iter().for_each(|people| model.learn(people));
        model
    }

    #[test]
    fn a_constant_inflow_goes_on() {
        for days in [1, 2, 80] {
            let future = learned((0..days).map(|_| 500.0), 0.0).continue_for(14, 1, 0, 0, 0);
            assert!(future.iter().all(|people| (people - 500.0).abs() < 1e-9), "{days} days: {future:?}");
        }
    }

    #[test]
    fn nothing_known_is_nobody() {
        assert_eq!(learned([], 0.1).continue_for(3, 1, 0, 0, 0), [0.0; 3]);
    }

    /// Two calm days follow every day of storm, so a rush is expected after a storm and not a level that has sunk.
    #[test]
    fn the_day_after_a_storm_is_like_the_days_after_storms() {
        let days = (0..60).map(|day| if day % 3 == 0 { 0.0 } else { 3000.0 });
        let model = learned(days.chain([0.0]), 0.0);
        let next: Vec<f64> = (0..200).map(|member| model.continue_for(1, 1, member, 0, 0)[0]).collect();
        let rush = next.iter().filter(|people| **people > 2000.0).count();
        assert!(rush > 195, "{rush} of 200 expect the rush");
    }
}
