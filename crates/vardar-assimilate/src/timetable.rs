//! On which days of the week people set out from an area: ferries have timetables.
//!
//! Every evening the departures counted from an area are held against those that the members expected, and what the days of the week make of that is
//! expected of the days to come (see `week.rs`). Nobody publishes it: it is learned. Arrivals in the next country are not asked: they are counted
//! after a journey, on another day than that on which people left. What may not change: an evening's counts speak for later days only, a day on
//! which a way was closed, or turned, speaks for none, and what is remembered of a day lies within a bound (`FURTHEST`).

use crate::confront::Confronted;
use crate::ground::Ground;
use crate::kalman::moments;
use crate::week::Week;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use vardar_engine::network::Network;

/// Added to counts: a day of nobody and a day of a dozen are alike.
const OFFSET: f64 = 30.0;

/// What is remembered of a day is no further from what is expected without a timetable. An expected weekday is taken to be in its count in full; where a number or a
/// queue says how many leave, little of it is, and without a bound it would be added again and again.
const FURTHEST: f64 = 1.0;

/// The days of the week of one area.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Timetable {
    /// Logarithms of the people who left by those who would have been expected without a timetable, the newest last; `None` where nothing was learned.
    remembered: VecDeque<Option<f64>>,
    /// Days taken in.
    days: usize,
    week: Week,
}

impl Timetable {
    /// What is added to the logarithm of the pace on a day, counted from 0; 0 as long as nothing is known.
    #[must_use]
    pub fn on(&self, day: usize) -> f64 {
        self.week.on(day)
    }

    /// Pace of a day relative to one of no day of the week in particular, above 0.
    #[must_use]
    pub fn pace_on(&self, day: usize) -> f64 {
        libm::exp(self.on(day))
    }

    /// Takes in a day, which has to be the next one: `ratio` is the logarithm of the people who left by those who were expected to on such a day of the week;
    /// `None` if the day says nothing. `memory`: days that are remembered.
    pub fn learn(&mut self, ratio: Option<f64>, memory: usize) {
        let expected = self.week.on(self.days);
        self.remembered.push_back(ratio.map(|ratio| (ratio + expected).clamp(-FURTHEST, FURTHEST)));
        self.days += 1;
        while self.remembered.len() > memory {
            self.remembered.pop_front();
        }
        let first = self.days - self.remembered.len();
        self.week = Week::likely(self.remembered.make_contiguous(), first);
    }
}

/// Takes in the counts of a day, by area.
pub fn learn(ground: &Ground<'_>, known: &Network, counts: &[Confronted], day: usize, timetables: &mut [Timetable]) {
    for (area, timetable) in timetables.iter_mut().enumerate() {
        let speaks = |count: &&Confronted| {
            let departures = count.series.filter(|series| ground.departures_from(area) == Some(*series));
            departures.is_some_and(|series| !count.turn && !count.of_two_days && !ground.is_shut(known, series, day))
        };
        let ratio = |count: &Confronted| libm::log((count.counted + OFFSET) / (moments(&count.predicted).0 + OFFSET));
        timetable.learn(counts.iter().find(speaks).map(ratio), ground.plan.weekday_memory[area]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days of which every seventh has half the people: `answer` is by how much the counts follow what is expected.
    fn after_days(days: usize, answer: f64) -> Timetable {
        let mut timetable = Timetable::default();
        for day in 0..days {
            let truth = if day % 7 == 2 { -0.7 } else { 0.1 };
            let scatter = 0.2 * (((day * day) % 13) as f64 / 13.0 - 0.5);
            timetable.learn(Some(truth + scatter - answer * timetable.on(day)), 60);
        }
        timetable
    }

    #[test]
    fn the_day_without_a_ferry_is_known_again() {
        let timetable = after_days(60, 1.0);
        assert!((timetable.on(65) + 0.65).abs() < 0.15 && timetable.on(66) > 0.0, "{timetable:?}");
        assert_eq!(timetable.on(65), timetable.on(72));
    }

    /// Where the counts do not answer, because a number says how many leave, what is learned grows to the bound and no further.
    #[test]
    fn no_day_goes_further_than_the_bound() {
        for answer in [0.0, 0.2, 0.5] {
            let timetable = after_days(400, answer);
            let furthest = (400..407).map(|day| timetable.on(day).abs()).fold(0.0, f64::max);
            assert!(furthest <= 2.0 * FURTHEST && furthest > 0.65, "{answer}: {furthest}");
        }
    }

    #[test]
    fn what_is_not_remembered_is_not_expected() {
        let mut timetable = after_days(60, 1.0);
        (0..60).for_each(|_| timetable.learn(Some(0.0), 0));
        assert_eq!(timetable.on(123), 0.0);
        let mut closed = Timetable::default();
        (0..60).for_each(|_| closed.learn(None, 60));
        assert_eq!(closed.on(60), 0.0);
    }
}
