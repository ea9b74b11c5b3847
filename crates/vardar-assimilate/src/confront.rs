//! The counts of a day beside what the members expected of them.
//!
//! What may not change: a count of the day is looked at once, and a count that is an input is not looked at at all.

use crate::cutoff::{self, cutoff_stream};
use crate::filter::Particle;
use crate::ground::Ground;
use crate::kalman::moments;
use crate::unrest;
use vardar_engine::network::Network;
use vardar_engine::record::Record;

/// A count further off than so many standard deviations weighs as if it were that far.
pub const GROSS: f64 = 4.0;

/// A border that closes or opens on a day does so at an hour that the timeline does not name: what share of the day's people pass is
/// uniform between none and all, and this is its variance. The members believe in the whole day.
const TURN: f64 = 1.0 / 12.0;

/// A count beside what the members expected of it.
#[derive(Debug, Clone)]
pub struct Confronted {
    /// Index of the flow; `None` for people present.
    pub series: Option<usize>,
    /// Country in which it was counted.
    pub country: usize,
    /// By member: the count that it expects.
    pub predicted: Vec<f64>,
    /// The count.
    pub counted: f64,
    /// Variance of the error of the count.
    pub error: f64,
    /// Of this, what rounding adds.
    pub rounding: f64,
    /// Variance of the relative scatter of a count.
    pub relative: f64,
    /// True if the people of the day before are in it.
    pub of_two_days: bool,
    /// True if a border that it counts closed or opened on the day: who passed in the hours before or after says nothing of a rate.
    pub turn: bool,
}

/// Variance of a count about the people who came: that of a Poisson count, and a relative scatter.
pub fn error_of(expected: f64, counted: f64, relative_variance: f64) -> f64 {
    let middle = 0.5 * (expected + counted);
    middle + relative_variance * middle * middle + 1.0
}

/// The counts of the day just lived, flows first. The unrest of a flow (by series) takes in its surprise. A count of 0 whose people
/// may be in the next one waits for it: `waiting`, by series, says so, and the two are weighed as one.
pub fn confront(
    ground: &Ground<'_>,
    known: &Network,
    particles: &mut [Particle],
    records: &[Record],
    day: usize,
    unrest: &mut [f64],
    waiting: &mut [bool],
) -> Vec<Confronted> {
    let mut confronted = Vec::new();
    for (index, series) in ground.observation.series.iter().enumerate() {
        let waited = std::mem::take(&mut waiting[index]);
        if ground.stream_of(index, day).is_some() {
            continue;
        }
        let end_of_day = ground.end_of_day(index, unrest[index]);
        let expect = |(p, record): (&mut Particle, &Record)| {
            let people = series.mean(&p.history.parameters, record.on(0), day) * libm::exp(p.drift.coverage(&ground.plan)[index]);
            let mut random = cutoff_stream(ground.setup.seed, p.history.number, day, index, 0);
            cutoff::counted(people, &mut p.late[index], end_of_day, &mut random)
        };
        let mut predicted: Vec<f64> = particles.iter_mut().zip(records).map(expect).collect();
        let Some(counted) = ground.counts[index][day] else {
            unrest[index] = unrest::after(unrest[index], None);
            continue;
        };
        if waited {
            predicted.iter_mut().zip(particles.iter()).for_each(|(people, particle)| *people += particle.held[index]);
        } else if counted == 0.0 && series.is_batched(ground.network, day) {
            particles.iter_mut().zip(&predicted).for_each(|(particle, people)| particle.held[index] = *people);
            waiting[index] = true;
            continue;
        }
        let rounding = series.rounding_variance(ground.network, day);
        let turn = ground.turns(known, index, day);
        let of_hour = if turn { TURN } else { 0.0 };
        let relative = unrest[index] * ground.count_error[index] * ground.count_error[index] + of_hour;
        let (surprise, error) = surprise_of(&predicted, counted, relative, rounding);
        unrest[index] = unrest::after(unrest[index], Some(surprise));
        let country = ground.country_of_series[index];
        confronted.push(Confronted {
            series: Some(index),
            country,
            predicted,
            counted,
            error,
            rounding,
            relative,
            of_two_days: waited,
            turn,
        });
    }
    for (index, site) in ground.observation.present.iter().enumerate() {
        let Some(counted) = ground.present_counts[index][day] else { continue };
        let predicted: Vec<f64> = records.iter().map(|record| f64::from(record.on(0)[site.column])).collect();
        let relative = ground.present_error[index] * ground.present_error[index];
        let rounding = site.rounding_variance(ground.network, day);
        let (_, error) = surprise_of(&predicted, counted, relative, rounding);
        let country = ground.country_of_present[index];
        confronted.push(Confronted {
            series: None,
            country,
            predicted,
            counted,
            error,
            rounding,
            relative,
            of_two_days: false,
            turn: false,
        });
    }
    confronted
}

/// Squared distance of a count from the members in its own variances, and the variance of its error, which grows where the
/// count is so far off that it says more about the count than about the route.
fn surprise_of(predicted: &[f64], counted: f64, relative_variance: f64, rounding: f64) -> (f64, f64) {
    let (mean, variance) = moments(predicted);
    let error = error_of(mean, counted, relative_variance) + rounding;
    let square = (counted - mean) * (counted - mean);
    (square / (variance + error), error.max(square / (GROSS * GROSS) - variance))
}
