//! How many people may enter on days that are not known yet.
//!
//! A day's inflow is a level times a departure from it. The level is the exponentially weighted mean of the days known, in
//! people and not in their logarithm: who waited out a storm comes later, and a few empty days must not pull the level down.
//! Days of the week may have departures of their own (see `week.rs`), which are taken off first.
//! Weather lasts for days: a departure follows from the last three by a regression, learned from the last weeks and held to a prior
//! while they are few. What it leaves over is given no shape: it is one of those that it left over before. So the model has the dips,
//! the rush after them and the strikes that this coast had of late without knowing their names. What may not change: nothing here
//! sees a day after the origin.
//!
//! A nearest-neighbour resampler of single departures did the work before. On the next day it forgot whether a storm had just begun or
//! was ending: on daily origins the weighted interval score of the landings was 26 % higher before 15 January 2016, by which this
//! was chosen, and 3 % lower from then to the closure.

use crate::linear;
use crate::week::Week;
use serde::{Deserialize, Serialize};
use vardar_engine::draw::{Purpose, Stream, normal};

/// Added to counts: a day of nobody and a day of a dozen are alike.
const OFFSET: f64 = 30.0;

/// Departures are learned from as many days.
const REMEMBERED_DAYS: usize = 60;

/// Slopes of a departure on the last ones, the newest first, before any is known, and how many days this belief is worth.
const PRIOR: [f64; 3] = [0.5, -0.1, 0.0];
const PRIOR_DAYS: f64 = 10.0;

/// A day with many times the people of the level is no habit: it counts as one of so many levels above it.
const LARGEST: f64 = 3.0;

/// What is left over scatters wider in days to come than in the days that it was learned from. Chosen, as the prior is, on origins before
/// 15 January 2016.
const WIDER: f64 = 1.2;

/// How a stream of people behaves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct InflowSettings {
    /// Weight of the newest day in the level, in (0, 1].
    pub smoothing: f64,
    /// Drift of the level on days not known, sd per day of its logarithm.
    pub drift: f64,
}

/// What is known of one stream at the end of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InflowModel {
    settings: InflowSettings,
    /// People a day and [`OFFSET`].
    level: Option<f64>,
    /// People of the last days by the level of the evening before, less 1; the newest last. At least −1.
    departures: Vec<f64>,
    /// Days taken in.
    days: usize,
}

impl InflowModel {
    /// Before the first day.
    #[must_use]
    pub fn new(settings: InflowSettings) -> Self {
        Self { settings, level: None, departures: Vec::new(), days: 0 }
    }

    /// Takes in the people reported of a day.
    pub fn learn(&mut self, people: f64) {
        let people = people + OFFSET;
        let level = self.level.unwrap_or(people);
        self.departures.push((people / level - 1.0).min(LARGEST));
        if self.departures.len() > REMEMBERED_DAYS {
            self.departures.remove(0);
        }
        self.level = Some(self.follow(level, people));
        self.days += 1;
    }

    fn follow(&self, level: f64, people: f64) -> f64 {
        level + self.settings.smoothing * (people - level)
    }

    /// People reported on each of the next `days` days, one possible future: that of `member`.
    #[must_use]
    pub fn continue_for(&self, days: usize, seed: u64, member: u32, origin: usize, stream_index: usize) -> Vec<f64> {
        let Some(mut level) = self.level else { return vec![0.0; days] };
        let first = self.days - self.departures.len();
        let week = Week::proved(&self.departures, first);
        let weekly = self.departures.iter().enumerate().map(|(at, departure)| departure - week.on(first + at));
        let departures: Vec<f64> = weekly.collect();
        let habits = Habits::of(&departures);
        let mut random = Stream::new(seed, member, origin as u32, stream_index as u32, Purpose::FutureInflow, 0);
        let mut last = newest(&departures);
        (0..days)
            .map(|ahead| {
                let of_weekday = week.on(self.days + ahead);
                // Nobody comes is the least there is.
                let departure = (habits.next(&last, random.uniform()) + of_weekday).max(-1.0);
                last = [departure - of_weekday, last[0], last[1]];
                let people = level * (1.0 + departure);
                level = self.follow(level * libm::exp(self.settings.drift * normal(&mut random)), people);
                (people - OFFSET).max(0.0)
            })
            .collect()
    }
}

/// The last three departures, the newest first; 0 where there were none.
fn newest(departures: &[f64]) -> [f64; 3] {
    let mut last = [0.0; 3];
    last.iter_mut().zip(departures.iter().rev()).for_each(|(last, departure)| *last = *departure);
    last
}

/// How a departure follows from the last ones.
struct Habits {
    slopes: [f64; 3],
    /// What the slopes left over on the days known, wider by [`WIDER`].
    left_over: Vec<f64>,
}

impl Habits {
    /// Regression on the days known, held to the prior as if it had been seen on [`PRIOR_DAYS`] days.
    fn of(departures: &[f64]) -> Self {
        let order = PRIOR.len();
        let variance = departures.iter().map(|d| d * d).sum::<f64>() / departures.len().max(1) as f64;
        let held = PRIOR_DAYS * variance.max(1e-6);
        let mut matrix = vec![0.0; order * order];
        let mut right = PRIOR.map(|slope| held * slope);
        let pairs = || (order..departures.len()).map(|day| (newest(&departures[..day]), departures[day]));
        for (before, after) in pairs() {
            for (i, cause) in before.iter().enumerate() {
                right[i] += cause * after;
                before.iter().zip(&mut matrix[i * order..]).for_each(|(other, sum)| *sum += cause * other);
            }
        }
        (0..order).for_each(|i| matrix[i * (order + 1)] += held);
        let solved = linear::solve(matrix, &right).and_then(|slopes| slopes.try_into().ok());
        let mut habits = Self { slopes: solved.unwrap_or(PRIOR), left_over: Vec::new() };
        habits.left_over = pairs().map(|(before, after)| after - habits.expected(&before)).collect();
        let mean = habits.left_over.iter().sum::<f64>() / habits.left_over.len().max(1) as f64;
        habits.left_over.iter_mut().for_each(|value| *value = mean + WIDER * (*value - mean));
        habits
    }

    fn expected(&self, last: &[f64; 3]) -> f64 {
        self.slopes.iter().zip(last).map(|(slope, departure)| slope * departure).sum()
    }

    /// The next departure; `luck` in [0, 1) says what is left over.
    fn next(&self, last: &[f64; 3], luck: f64) -> f64 {
        let at = (luck * self.left_over.len() as f64) as usize;
        self.expected(last) + self.left_over.get(at).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(days: impl IntoIterator<Item = f64>, drift: f64) -> InflowModel {
        let mut model = InflowModel::new(InflowSettings { smoothing: 0.1, drift });
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
        let model = learned((0..60).map(|day| if day % 3 == 2 { 0.0 } else { 3000.0 }), 0.0);
        let next: Vec<f64> = (0..200).map(|member| model.continue_for(1, 1, member, 0, 0)[0]).collect();
        let rush = next.iter().filter(|people| **people > 2000.0).count();
        assert!(rush > 195, "{rush} of 200 expect the rush");
    }

    /// Twice as many come on every seventh day, whatever the weather of the others.
    #[test]
    fn a_day_of_the_week_is_known_again() {
        let weather = |day: usize| 1.0 + 0.3 * ((day * day) % 11) as f64 / 11.0;
        let model = learned((0..63).map(|day| weather(day) * if day % 7 == 3 { 2000.0 } else { 1000.0 }), 0.0);
        let mean = |ahead: usize| (0..500).map(|member| model.continue_for(14, 1, member, 0, 0)[ahead]).sum::<f64>() / 500.0;
        assert!(mean(3) > 1.6 * mean(2) && mean(10) > 1.6 * mean(12), "{} {} {} {}", mean(2), mean(3), mean(10), mean(12));
    }

    /// Departures made with known slopes: in 3,000 days the prior (worth 10) hardly pulls, and the sd of a slope is below 0.02.
    #[test]
    fn slopes_are_learned() {
        let truth = [0.9, -0.4, 0.1];
        let mut random = Stream::new(7, 0, 0, 0, Purpose::FutureInflow, 0);
        let mut departures = vec![0.0; 3];
        for _ in 0..3_000 {
            let last = newest(&departures);
            let expected: f64 = truth.iter().zip(&last).map(|(slope, departure)| slope * departure).sum();
            departures.push(expected + 0.1 * normal(&mut random));
        }
        let slopes = Habits::of(&departures).slopes;
        assert!(slopes.iter().zip(truth).all(|(slope, truth)| (slope - truth).abs() < 0.08), "{slopes:?}");
        assert!(Habits::of(&[]).slopes.iter().zip(PRIOR).all(|(slope, prior)| (slope - prior).abs() < 1e-9));
    }
}
