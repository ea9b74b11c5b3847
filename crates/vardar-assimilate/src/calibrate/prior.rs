//! What the scenario says of a parameter before the counts speak, as a function of a standard-normal deviate.

use vardar_engine::draw::{Purpose, Stream, normal};
use vardar_engine::network::{Network, PlanRow};
use vardar_scenario::Distribution;

/// Distance between the 5 % and the 95 % point of a standard normal.
const NINETY_PERCENT_WIDTH: f64 = 3.289_707_253_902_945;

/// A normal is not cut where less than this lies beyond.
const NOTHING: f64 = 1e-12;

/// How counts are made and scatter is not for their own size to tell: weighed are the parameters of the journey.
const SCATTER: [&str; 3] = ["dispersion", "rounded_to", "batched"];

/// Deviates by variable and member.
pub type Deviates = Vec<Vec<f64>>;

/// The parameters that are weighed. Rows of one name and site share their deviate, as they share their luck in a run.
#[derive(Debug, Clone)]
pub struct Prior {
    /// Name and site of each variable, in the order of the scenario's rows.
    pub names: Vec<(String, String)>,
    /// By variable: its rows in the plan.
    pub rows: Vec<Vec<usize>>,
    streams: Vec<u32>,
}

impl Prior {
    /// Every uncertain row of a network's plan, but for those that only say how counts scatter.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let mut prior = Self { names: Vec::new(), rows: Vec::new(), streams: Vec::new() };
        for (index, row) in network.parameters.rows.iter().enumerate() {
            if !is_uncertain(row) || SCATTER.contains(&row.name.as_str()) {
                continue;
            }
            match prior.streams.iter().position(|stream| *stream == row.stream) {
                Some(variable) => prior.rows[variable].push(index),
                None => {
                    prior.names.push((row.name.clone(), row.site.clone()));
                    prior.rows.push(vec![index]);
                    prior.streams.push(row.stream);
                }
            }
        }
        prior
    }

    /// Deviates of members `0..members`. Where a prior is neither uniform nor cut, they are those of a run with this seed.
    #[must_use]
    pub fn draw(&self, seed: u64, members: u32) -> Deviates {
        let of = |stream: u32, member: u32| normal(&mut Stream::new(seed, member, 0, stream, Purpose::Parameter, 0));
        self.streams.iter().map(|stream| (0..members).map(|member| of(*stream, member)).collect()).collect()
    }

    /// Puts the values of a member's deviates in their rows of the plan; all other rows stay.
    pub fn put(&self, network: &Network, deviates: impl Iterator<Item = f64>, drawn: &mut [f64]) {
        for (rows, deviate) in self.rows.iter().zip(deviates) {
            for row in rows {
                drawn[*row] = value_at(&network.parameters.rows[*row], deviate);
            }
        }
    }
}

fn is_uncertain(row: &PlanRow) -> bool {
    match row.distribution {
        Distribution::Fixed => false,
        Distribution::Uniform { low, high } | Distribution::Normal { low, high } => high > low,
        Distribution::Lognormal { low, high } => high > low && row.value > 0.0,
    }
}

/// Value of a row at a standard-normal deviate: the quantile of its distribution, cut at the allowed range.
#[must_use]
pub fn value_at(row: &PlanRow, deviate: f64) -> f64 {
    let (min, max) = row.range;
    let value = match row.distribution {
        Distribution::Fixed => row.value,
        Distribution::Uniform { low, high } => low + (high - low) * normal_cdf(deviate),
        Distribution::Normal { low, high } => {
            let sd = (high - low) / NINETY_PERCENT_WIDTH;
            row.value + sd * cut(deviate, (min - row.value) / sd, (max - row.value) / sd)
        }
        Distribution::Lognormal { low, high } => {
            let sd = libm::log(high / low) / NINETY_PERCENT_WIDTH;
            let bound = |limit: f64| if limit > 0.0 { libm::log(limit / row.value) / sd } else { f64::NEG_INFINITY };
            row.value * libm::exp(sd * cut(deviate, bound(min), bound(max)))
        }
    };
    value.clamp(min, max)
}

/// The deviate of a normal cut to `[low, high]` that has as much below it as `deviate` has of a whole one.
fn cut(deviate: f64, low: f64, high: f64) -> f64 {
    let (below, above) = (normal_cdf(low), normal_cdf(-high));
    if below < NOTHING && above < NOTHING {
        return deviate;
    }
    // Counted from the nearer end, as little differences from 1 are lost.
    if deviate < 0.0 {
        quantile(below + normal_cdf(deviate) * (1.0 - below - above)).clamp(low, high)
    } else {
        -quantile(above + normal_cdf(-deviate) * (1.0 - below - above)).clamp(-high, -low)
    }
}

/// Distribution function of the standard normal.
#[must_use]
pub fn normal_cdf(deviate: f64) -> f64 {
    0.5 * libm::erfc(-deviate * std::f64::consts::FRAC_1_SQRT_2)
}

/// Its inverse, by halving: few priors are cut, and only they need it.
fn quantile(probability: f64) -> f64 {
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..70 {
        let middle = 0.5 * (low + high);
        if normal_cdf(middle) < probability { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: f64, distribution: Distribution, range: (f64, f64)) -> PlanRow {
        let (name, site) = ("settle_per_day".to_owned(), String::new());
        PlanRow { name, site, from: i32::MIN, value, distribution, range, guess: false, stream: 0 }
    }

    #[test]
    fn the_points_of_a_prior_are_those_of_its_row() {
        const Z: f64 = 0.5 * NINETY_PERCENT_WIDTH;
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        let wide = (0.0, 1e9);
        let uniform = row(5.0, Distribution::Uniform { low: 2.0, high: 12.0 }, wide);
        [(-Z, 2.5), (0.0, 7.0), (Z, 11.5)].into_iter().for_each(|(z, value)| near(value_at(&uniform, z), value));
        let lognormal = row(4.0, Distribution::Lognormal { low: 2.0, high: 8.0 }, wide);
        [(-Z, 2.0), (0.0, 4.0), (Z, 8.0)].into_iter().for_each(|(z, value)| near(value_at(&lognormal, z), value));
        let normal = row(50.0, Distribution::Normal { low: 40.0, high: 60.0 }, wide);
        [(-Z, 40.0), (0.0, 50.0), (Z, 60.0)].into_iter().for_each(|(z, value)| near(value_at(&normal, z), value));
    }

    /// Half of a normal about 0 is cut away: the median of what is left is its upper quartile, 0.6745 standard deviations.
    #[test]
    fn a_prior_that_reaches_over_its_range_is_cut_there() {
        let sd = 2.0 / NINETY_PERCENT_WIDTH;
        let half = row(0.0, Distribution::Normal { low: -1.0, high: 1.0 }, (0.0, 10.0));
        assert!((value_at(&half, 0.0) - 0.674_489_750_196 * sd).abs() < 1e-9);
        assert!(value_at(&half, -30.0) >= 0.0 && value_at(&half, -3.0) < value_at(&half, 3.0));
        let upper = row(10.0, Distribution::Normal { low: 9.0, high: 11.0 }, (0.0, 10.0));
        assert!((value_at(&upper, 0.0) - (10.0 - 0.674_489_750_196 * sd)).abs() < 1e-9);
    }
}
