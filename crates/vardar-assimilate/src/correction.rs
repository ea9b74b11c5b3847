//! What the analyses have had to add to a stock, or to take off it, day after day.
//!
//! People who come by ways that the model does not know, or knows to be fewer, are put on the route by the counts, every evening anew. A
//! forecast that stopped doing so would run dry. So it goes on with the mean of about two weeks, as far as that is more than
//! chance. What may not change: whatever is added or taken off is booked (see [`State::correct`]), and an evening's corrections
//! are known from the next day on.
//!
//! [`State::correct`]: vardar_engine::state::State::correct

use crate::ground::Ground;
use serde::{Deserialize, Serialize};
use vardar_engine::draw::Stream;
use vardar_engine::state::State;

/// Days that are remembered.
const MEMORY: f64 = 14.0;

/// See the head of this file. People a day, over all members.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    mean: f64,
    variance: f64,
}

impl Correction {
    /// Takes note of an evening's mean change of the stock.
    pub fn learn(&mut self, people: f64) {
        let off = people - self.mean;
        self.mean += off / MEMORY;
        self.variance += (off * off - self.variance) / MEMORY;
    }

    /// People to go on adding each day; below 0: to take off. The mean, less what its own error explains of its square (a mean with
    /// forgotten weights counts for `2 MEMORY − 1` days).
    #[must_use]
    pub fn per_day(&self) -> f64 {
        let error = self.variance / (2.0 * MEMORY - 1.0);
        if self.mean == 0.0 { 0.0 } else { self.mean * (1.0 - error / (self.mean * self.mean)).max(0.0) }
    }
}

/// Goes on correcting the stocks of a member at the end of a day to come; those with nobody in them stay so.
pub(crate) fn go_on(ground: &Ground<'_>, corrections: &[Correction], state: &mut State, random: &mut Stream) {
    for ((stock, _), correction) in ground.stocks.iter().zip(corrections) {
        let luck = random.uniform();
        let change = correction.per_day();
        let now = state.people_in(ground.network, *stock);
        if now == 0 || change == 0.0 {
            continue;
        }
        state.correct(ground.network, *stock, whole((f64::from(now) + change).max(0.0), luck), &[], random);
    }
}

/// A number of people as one of its two neighbours, so that the mean is kept; `luck` in [0, 1).
pub(crate) fn whole(people: f64, luck: f64) -> u32 {
    let below = people.floor();
    below as u32 + u32::from(luck < people - below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_every_day_goes_on_and_chance_does_not() {
        let mut steady = Correction::default();
        let mut restless = Correction::default();
        for day in 0..60 {
            steady.learn(50.0 + f64::from(day % 3));
            restless.learn(if day % 2 == 0 { 100.0 } else { -98.0 });
        }
        assert!((steady.per_day() - 51.0).abs() < 1.5, "{steady:?}");
        assert_eq!(restless.per_day(), 0.0);
        assert_eq!(Correction::default().per_day(), 0.0);
    }

    #[test]
    fn people_stay_whole_and_their_mean_is_kept() {
        assert_eq!([0.0, 0.2, 0.3, 0.99].map(|luck| whole(7.3, luck)), [8, 8, 7, 7]);
        assert_eq!(whole(0.0, 0.0), 0);
    }
}
