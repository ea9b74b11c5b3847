//! The counts of a period as numbers whose error is about 1: sums over weeks, on a scale that is a square root for few people
//! and a logarithm for many.
//!
//! The scale is that of F. J. Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35
//! (1948), divided by its standard deviation. A sum of `n` negative binomial counts of size `k` is taken as one of size `n·k`.

use crate::ground::Ground;
use vardar_engine::parameters::MemberParameters;
use vardar_scenario::ObservedQuantity;

const DAYS_PER_WEEK: usize = 7;

/// What of a record is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Arrivals, departures or people present.
    pub quantity: ObservedQuantity,
    /// Country, region or place.
    pub site: String,
    /// False for the report of an inflow stream: it is what the model is fed with, and says nothing more.
    pub weighed: bool,
    /// The counts by day of the network.
    pub counts: Vec<Option<f64>>,
}

/// Counts of a week that are weighed as one number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Week {
    /// Index of the target.
    pub target: usize,
    /// Days with a count.
    pub days: Vec<usize>,
    scale: Scale,
    /// The counts on that scale.
    pub counted: f64,
    /// Variance that rounding adds, on that scale.
    pub rounding: f64,
}

/// All counts of a period.
#[derive(Debug, Clone)]
pub struct CountSet {
    /// Series of counts: flows first, then people present.
    pub targets: Vec<Target>,
    /// What is weighed.
    pub(crate) weeks: Vec<Week>,
}

impl CountSet {
    /// The counts from day `first` to the last one of the network. `central` are the parameters at their central values.
    #[must_use]
    pub fn new(ground: &Ground<'_>, central: &MemberParameters, first: usize) -> Self {
        let last = ground.network.days - 1;
        let flows = ground.observation.series.iter().zip(&ground.counts).enumerate();
        let flows = flows.map(|(index, (series, days))| (series, days, ground.stream_of(index, last).is_none()));
        let present = ground.observation.present.iter().zip(&ground.present_counts);
        let all: Vec<_> = flows.chain(present.map(|(series, days)| (series, days, true))).collect();
        let mut targets = Vec::with_capacity(all.len());
        let mut weeks = Vec::new();
        for (target, (series, counts, weighed)) in all.into_iter().enumerate() {
            let counts: Vec<Option<f64>> = counts.iter().enumerate().map(|(d, c)| c.filter(|_| d >= first)).collect();
            let batched = |day: usize| series.is_batched(ground.network, day);
            for days in weeks_of(&counts, first, batched).into_iter().filter(|_| weighed) {
                let Some(middle) = days.get(days.len() / 2) else { continue };
                // People present are the same people all week, counted by the same body: one count says as much as seven.
                let times = if series.quantity == ObservedQuantity::Present { 1.0 } else { days.len() as f64 };
                let scale = Scale::new(times * series.size(central, *middle));
                let people: f64 = days.iter().filter_map(|d| counts[*d]).sum();
                let mean = series.quantity == ObservedQuantity::Present;
                let people = if mean { people / days.len() as f64 } else { people };
                let rounding: f64 = days.iter().map(|d| series.rounding_variance(ground.network, *d)).sum();
                let rounding = rounding / if mean { days.len() as f64 } else { 1.0 };
                let slope = scale.slope(people);
                let rounding = slope * slope * rounding;
                weeks.push(Week { target, scale, counted: scale.of_count(people), rounding, days });
            }
            targets.push(Target { quantity: series.quantity, site: series.site.clone(), weighed, counts });
        }
        Self { targets, weeks }
    }

    /// Numbers that are weighed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weeks.len()
    }

    /// True if there is nothing to weigh.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.weeks.is_empty()
    }

    /// What a member with these expected counts (`[target][day]`) is expected to show, on the scale of what is weighed.
    #[must_use]
    pub(crate) fn predicted(&self, expected: &[Vec<f64>]) -> Vec<f64> {
        let of_week = |week: &Week| {
            let people: f64 = week.days.iter().map(|day| expected[week.target][*day]).sum();
            let present = self.targets[week.target].quantity == ObservedQuantity::Present;
            week.scale.of_mean(if present { people / week.days.len() as f64 } else { people })
        };
        self.weeks.iter().map(of_week).collect()
    }
}

/// Days with a count, by week. A day reported as 0 whose people may be in the next count goes with that one.
fn weeks_of(counts: &[Option<f64>], first: usize, batched: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut weeks = vec![Vec::new(); (counts.len() - first).div_ceil(DAYS_PER_WEEK)];
    for (day, count) in counts.iter().enumerate().skip(first) {
        let Some(count) = count else { continue };
        let with_next = *count == 0.0 && batched(day) && counts.get(day + 1).is_some_and(Option::is_some);
        weeks[(day + usize::from(with_next) - first) / DAYS_PER_WEEK].push(day);
    }
    weeks
}

/// The scale of negative binomial counts of a size.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Scale {
    size: f64,
    /// What counts are divided by under the root.
    unit: f64,
    /// Standard deviation of a transformed count.
    sd: f64,
}

const SHIFT: f64 = 0.375;

impl Scale {
    fn new(size: f64) -> Self {
        Self { size, unit: size.max(1.5) - 2.0 * SHIFT, sd: 0.5 * trigamma(size).sqrt() }
    }

    fn of_count(self, people: f64) -> f64 {
        libm::asinh(((people + SHIFT) / self.unit).sqrt()) / self.sd
    }

    /// How much the transformed count grows per person.
    fn slope(self, people: f64) -> f64 {
        let at = people + SHIFT;
        0.5 / (at * (at + self.unit)).sqrt() / self.sd
    }

    /// Expected value of a transformed count with this mean: the second-order term is a tenth of a standard deviation, and would
    /// add up over hundreds of weeks.
    fn of_mean(self, mean: f64) -> f64 {
        let (variance, at) = (mean + mean * mean / self.size, mean + SHIFT);
        let product = at * (at + self.unit);
        let curvature = -(2.0 * at + self.unit) / (4.0 * product * product.sqrt());
        (self.of_count(mean) + 0.5 * curvature * variance / self.sd).max(self.of_count(0.0))
    }
}

/// Second derivative of the logarithm of the gamma function: recurrence and asymptotic series (Abramowitz and Stegun, 6.4.12).
fn trigamma(x: f64) -> f64 {
    let (mut sum, mut x) = (0.0, x);
    while x < 8.0 {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    sum + inverse * (1.0 + inverse * (0.5 + inverse * (1.0 / 6.0 - square * (1.0 / 30.0 - square / 42.0))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vardar_engine::draw::{Purpose, Stream, negative_binomial};

    #[test]
    fn an_empty_day_goes_with_the_double_day_after_it() {
        let mut counts = vec![Some(5.0); 16];
        counts[1] = None;
        counts[6] = Some(0.0);
        assert_eq!(weeks_of(&counts, 0, |_| false), [vec![0, 2, 3, 4, 5, 6], (7..14).collect(), vec![14, 15]]);
        assert_eq!(weeks_of(&counts, 0, |_| true), [vec![0, 2, 3, 4, 5], (6..14).collect(), vec![14, 15]]);
        counts[7] = None;
        assert_eq!(weeks_of(&counts, 0, |_| true)[0], [0, 2, 3, 4, 5, 6]);
        assert_eq!(weeks_of(&counts, 14, |_| true), [[14, 15]]);
    }

    #[test]
    fn the_slope_is_that_of_the_scale() {
        let scale = Scale::new(30.0);
        for people in [0.0, 7.0, 4000.0] {
            let numeric = (scale.of_count(people + 0.01) - scale.of_count(people)) / 0.01;
            assert!((scale.slope(people) / numeric - 1.0).abs() < 0.02, "{people}");
        }
    }

    #[test]
    fn trigamma_is_that_of_tables() {
        let square = std::f64::consts::PI * std::f64::consts::PI;
        assert!((trigamma(1.0) - square / 6.0).abs() < 1e-9);
        assert!((trigamma(0.5) - square / 2.0).abs() < 1e-9);
    }

    /// Null: transformed counts have the mean that is expected and a variance of 1. Weeks of 7 counts, 20,000 of each kind, seed 5;
    /// their mean is known to 0.007 and their variance to 0.01. The approximations of the head of this file may cost 0.05 and 0.1.
    #[test]
    fn sums_of_counts_have_unit_error_about_what_is_expected() {
        let mut random = Stream::new(5, 0, 0, 0, Purpose::Observation, 0);
        for (mean, size) in [(20.0, 5.0), (300.0, 3.5), (5000.0, 1.0), (5000.0, 6.0), (8000.0, 400.0)] {
            let scale = Scale::new(7.0 * size);
            let mut week = || (0..7).map(|_| negative_binomial(&mut random, mean, size) as f64).sum::<f64>();
            let values: Vec<f64> = (0..20_000).map(|_| scale.of_count(week()) - scale.of_mean(7.0 * mean)).collect();
            let (bias, variance) = crate::kalman::moments(&values);
            assert!(bias.abs() < 0.05, "mean {mean}, size {size}: bias {bias}");
            assert!((variance - 1.0).abs() < 0.1, "mean {mean}, size {size}: variance {variance}");
        }
    }
}
