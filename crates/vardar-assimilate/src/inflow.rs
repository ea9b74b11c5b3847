//! How many people may enter on days that are not known yet.
//!
//! The logarithm of a day's inflow is a level plus a departure from it. The level is the exponentially weighted mean of the
//! days known and drifts on as a random walk. Departures last (an autoregression of order one: weather does) and their
//! shocks are drawn from the shocks of the last weeks, so that the model has the dips and strikes that this coast had of
//! late without knowing their names. What may not change: nothing here sees a day after the origin.

use vardar_engine::draw::{Purpose, Stream, normal};

/// Added to counts under the logarithm: a day of nobody and a day of thirty are alike.
const OFFSET: f64 = 30.0;

/// Shocks are drawn from as many days.
const REMEMBERED_DAYS: usize = 42;

/// How a stream of people behaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InflowSettings {
    /// Weight of the newest day in the level, in (0, 1].
    pub smoothing: f64,
    /// What is left of a departure on the next day, in [0, 1).
    pub persistence: f64,
    /// Drift of the level, sd per day of its logarithm.
    pub drift: f64,
}

/// What is known of one stream at the end of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct InflowModel {
    settings: InflowSettings,
    level: Option<f64>,
    departure: f64,
    shocks: Vec<f64>,
}

impl InflowModel {
    /// Before the first day.
    #[must_use]
    pub fn new(settings: InflowSettings) -> Self {
        Self { settings, level: None, departure: 0.0, shocks: Vec::new() }
    }

    /// Takes in the people reported of a day.
    pub fn learn(&mut self, people: f64) {
        let log = libm::log(people + OFFSET);
        let Some(level) = self.level else {
            self.level = Some(log);
            return;
        };
        let kept = self.settings.persistence * self.departure;
        let shock = log - level - kept;
        self.shocks.push(shock);
        if self.shocks.len() > REMEMBERED_DAYS {
            self.shocks.remove(0);
        }
        self.level = Some(level + self.settings.smoothing * shock);
        self.departure = kept + (1.0 - self.settings.smoothing) * shock;
    }

    /// People reported on each of the next `days` days, one possible future: that of `member`.
    #[must_use]
    pub fn continue_for(&self, days: usize, seed: u64, member: u32, origin: usize, stream_index: usize) -> Vec<f64> {
        let Some(mut level) = self.level else { return vec![0.0; days] };
        let mut random = Stream::new(seed, member, origin as u32, stream_index as u32, Purpose::FutureInflow, 0);
        let mut departure = self.departure;
        (0..days)
            .map(|_| {
                let pick = (random.uniform() * self.shocks.len() as f64) as usize;
                let shock = self.shocks.get(pick).copied().unwrap_or(0.0);
                level += self.settings.smoothing * shock + self.settings.drift * normal(&mut random);
                departure = self.settings.persistence * departure + (1.0 - self.settings.smoothing) * shock;
                (libm::exp(level + departure) - OFFSET).max(0.0)
            })
            .collect()
    }
}
