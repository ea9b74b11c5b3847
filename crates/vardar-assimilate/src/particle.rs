//! The particle filter: members are copied in proportion to the likelihood of the day's counts.
//!
//! Weights are tempered until half the members still count, and members are resampled systematically: with a dozen counts a
//! day, weights without tempering would leave a single member within a week.

use crate::confront::{Confronted, error_of};
use crate::filter::Particle;
use crate::ground::Ground;
use rayon::prelude::*;
use vardar_engine::draw::{Purpose, Stream};

/// Replaces the members by copies of those that the counts speak for. `unrest` is by series.
pub fn resample(ground: &Ground<'_>, day: usize, counts: &[Confronted], unrest: &[f64], particles: &mut Vec<Particle>) {
    let weights = tempered(&log_likelihoods(ground, counts, unrest, particles.len()));
    let mut random = Stream::new(ground.setup.seed, 0, day as u32, 0, Purpose::Analysis, 1);
    let chosen = systematic(&weights, random.uniform());
    let next = chosen.into_par_iter().enumerate().map(|(number, from)| {
        let mut particle = particles[from].clone();
        particle.history.number = number as u32;
        particle
    });
    *particles = next.collect();
}

/// By member: logarithm of the likelihood of all counts, but for a constant.
fn log_likelihoods(ground: &Ground<'_>, counts: &[Confronted], unrest: &[f64], members: usize) -> Vec<f64> {
    let mut sums = vec![0.0; members];
    for count in counts {
        for (sum, mean) in sums.iter_mut().zip(&count.predicted) {
            let of_series = |s: usize| {
                let relative = unrest[s] * ground.count_error[s] * ground.count_error[s];
                error_of(*mean, count.counted, relative) + count.rounding
            };
            let error = count.series.map_or(count.error, of_series);
            let surprise = count.counted - mean;
            *sum += -0.5 * (surprise * surprise / error + libm::log(error));
        }
    }
    sums
}

/// Weights, sum 1, raised to the largest power of 0.8 that leaves an effective size of half the members.
fn tempered(log_weights: &[f64]) -> Vec<f64> {
    let best = log_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut temper = 1.0;
    loop {
        let weights: Vec<f64> = log_weights.iter().map(|w| libm::exp(temper * (w - best))).collect();
        let sum: f64 = weights.iter().sum();
        let squares: f64 = weights.iter().map(|w| w * w).sum();
        if sum * sum / squares >= 0.5 * weights.len() as f64 || temper < 1e-6 {
            return weights.into_iter().map(|w| w / sum).collect();
        }
        temper *= 0.8;
    }
}

/// As many indices as weights, each about as often as its weight says. `first` in [0, 1).
fn systematic(weights: &[f64], first: f64) -> Vec<usize> {
    let members = weights.len();
    let mut chosen = Vec::with_capacity(members);
    let mut sum = 0.0;
    for (member, weight) in weights.iter().enumerate() {
        sum += weight * members as f64;
        while chosen.len() < members && first + (chosen.len() as f64) < sum {
            chosen.push(member);
        }
    }
    chosen.resize(members, members.saturating_sub(1));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_copied_as_often_as_its_weight_says() {
        assert_eq!(systematic(&[0.5, 0.25, 0.25, 0.0], 0.5), [0, 0, 1, 2]);
        assert_eq!(systematic(&[0.25; 4], 0.9), [0, 1, 2, 3]);
    }

    #[test]
    fn one_likely_member_does_not_push_out_all_others() {
        let weights = tempered(&[0.0, -50.0, -51.0, -52.0]);
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(1.0 / weights.iter().map(|w| w * w).sum::<f64>() >= 2.0);
        assert!(weights.is_sorted_by(|a, b| a >= b));
    }
}
