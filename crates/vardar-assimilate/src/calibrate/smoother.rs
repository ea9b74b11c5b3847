//! One pass of the smoother: deviates regressed on what the members expect of the counts.
//!
//! Small ensembles show correlations that are not there. Two things keep them out. A deviate follows only those counts with
//! which it goes together beyond chance in the ensemble (localisation by correlation, after X. Luo and T. Bhakta, "Automatic
//! and adaptive localization for ensemble-based history matching", J. Petroleum Science and Engineering 184, 2020). And the
//! members are dealt into hands: each hand is moved by a regression on all the others, so that an error of the regression
//! widens the ensemble and does not narrow it (P. L. Houtekamer and H. L. Mitchell, Mon. Weather Rev. 126, 1998).

use super::counts::CountSet;
use super::prior::Deviates;
use crate::kalman::moments;
use crate::linear::solve;
use rayon::prelude::*;
use vardar_engine::draw::{Purpose, Stream, normal};

/// Passes over the counts. Each takes the errors as inflated by their number, so that together they weigh every count once.
pub const PASSES: u32 = 4;

/// A count further off than so many standard deviations weighs as if it were that far: it says more about itself than about a
/// parameter.
const GROSS: f64 = 4.0;

/// How a pass goes about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmootherSettings {
    /// Hands into which the members are dealt.
    pub hands: usize,
    /// A correlation counts if it is larger than so many of its standard errors under independence, 1/√members.
    pub significance: f64,
}

impl Default for SmootherSettings {
    fn default() -> Self {
        Self { hands: 5, significance: 3.0 }
    }
}

/// By count: variance of its error. `predicted` is of the prior, `[count][member]`.
#[must_use]
pub(crate) fn errors(counts: &CountSet, predicted: &[Vec<f64>]) -> Vec<f64> {
    let of = |(week, predicted): (&super::counts::Week, &Vec<f64>)| {
        let (mean, variance) = moments(predicted);
        let square = (week.counted - mean) * (week.counted - mean);
        (square / (GROSS * GROSS) - variance).max(1.0 + week.rounding)
    };
    counts.weeks.iter().zip(predicted).map(of).collect()
}

/// Moves the deviates by pass number `pass` (from 0) of [`PASSES`]. `lived` are what the members with these deviates expect,
/// `[member][target][day]`; `errors` the variances of the counts, from the first pass.
pub fn smooth(
    counts: &CountSet,
    lived: &[super::Lived],
    errors: &mut Option<Vec<f64>>,
    pass: u32,
    seed: u64,
    settings: SmootherSettings,
    deviates: &mut Deviates,
) {
    let members = lived.len();
    let by_member: Vec<Vec<f64>> = lived.iter().map(|l| counts.predicted(&l.expected)).collect();
    let predicted: Vec<Vec<f64>> = (0..counts.len()).map(|week| by_member.iter().map(|p| p[week]).collect()).collect();
    let errors = errors.get_or_insert_with(|| self::errors(counts, &predicted));
    let inflation = f64::from(PASSES);
    // In units of the error of a count: what a member expects, and how far the perturbed count is from it.
    let scaled: Vec<Vec<f64>> =
        predicted.iter().zip(errors.iter()).map(|(p, error)| p.iter().map(|v| v / error.sqrt()).collect()).collect();
    let misses: Vec<Vec<f64>> = scaled
        .par_iter()
        .enumerate()
        .map(|(week, scaled)| {
            let noise = |member: usize| {
                normal(&mut Stream::new(seed, member as u32, pass, week as u32, Purpose::Analysis, 1)) * inflation.sqrt()
            };
            let noise: Vec<f64> = (0..members).map(noise).collect();
            let (centre, _) = moments(&noise);
            let counted = counts.weeks[week].counted / errors[week].sqrt();
            scaled.iter().zip(noise).map(|(value, noise)| counted + noise - centre - value).collect()
        })
        .collect();
    // All regressions see the deviates as they were before the pass.
    let hands = settings.hands.clamp(1, members / 2);
    let of_hand = |hand: usize| {
        let teachers: Vec<usize> = (0..members).filter(|member| hands == 1 || member % hands != hand).collect();
        let lesson = Lesson::new(&scaled, &teachers, inflation, settings.significance);
        deviates.par_iter().map(|values| lesson.gain(values)).collect::<Vec<_>>()
    };
    let gains: Vec<Vec<Gain>> = (0..hands).map(of_hand).collect();
    for (variable, values) in deviates.iter_mut().enumerate() {
        for (member, value) in values.iter_mut().enumerate() {
            let gain = &gains[member % hands][variable];
            *value += gain.iter().map(|(week, gain)| gain * misses[*week][member]).sum::<f64>();
        }
    }
}

/// By count that a deviate follows: how far it moves per miss.
type Gain = Vec<(usize, f64)>;

/// What some of the members teach about the counts.
struct Lesson<'t> {
    teachers: &'t [usize],
    /// By count: expectations less their mean, in units of the error.
    deviations: Vec<Vec<f64>>,
    /// Their covariances, row by row.
    covariances: Vec<f64>,
    inflation: f64,
    least: f64,
}

impl<'t> Lesson<'t> {
    fn new(scaled: &[Vec<f64>], teachers: &'t [usize], inflation: f64, significance: f64) -> Self {
        let taught = |values: &Vec<f64>| centred(values, teachers);
        let deviations: Vec<Vec<f64>> = scaled.par_iter().map(taught).collect();
        let free = teachers.len() as f64 - 1.0;
        let row = |a: &Vec<f64>| deviations.iter().map(|b| dot(a, b) / free).collect::<Vec<f64>>();
        let covariances = deviations.par_iter().flat_map_iter(row).collect();
        Self { teachers, deviations, covariances, inflation, least: significance / free.sqrt() }
    }

    /// Regression of a variable on the counts with which it goes together.
    fn gain(&self, values: &[f64]) -> Gain {
        let (counts, free) = (self.deviations.len(), self.teachers.len() as f64 - 1.0);
        let own = centred(values, self.teachers);
        let variance = dot(&own, &own) / free;
        let with: Vec<f64> = self.deviations.iter().map(|d| dot(d, &own) / free).collect();
        let goes_along = |week: &usize| {
            let square = self.covariances[week * counts + week] * variance;
            square > 0.0 && with[*week].abs() > self.least * square.sqrt()
        };
        let chosen: Vec<usize> = (0..counts).filter(goes_along).collect();
        let mut matrix = Vec::with_capacity(chosen.len() * chosen.len());
        for a in &chosen {
            matrix.extend(chosen.iter().map(|b| self.covariances[a * counts + b] + if a == b { self.inflation } else { 0.0 }));
        }
        let right: Vec<f64> = chosen.iter().map(|week| with[*week]).collect();
        let gains = solve(matrix, &right).unwrap_or_else(|| vec![0.0; chosen.len()]);
        chosen.into_iter().zip(gains).collect()
    }
}

fn centred(values: &[f64], members: &[usize]) -> Vec<f64> {
    let mean = members.iter().map(|m| values[*m]).sum::<f64>() / members.len() as f64;
    members.iter().map(|m| values[*m] - mean).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
