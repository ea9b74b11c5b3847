//! The headline numbers of a run with a market: sums over the whole route, and how much of their spread comes from guesses.
//!
//! The share is the total index of Sobol for all guessed parameters together, by Jansen's estimator: `½ E[(y − y')²] / Var y`, where
//! `y` is the rank of a member and `y'` that of the same member with its guesses drawn again and all else, also its luck, kept (Jansen,
//! Comput. Phys. Commun. 117, 1999; Saltelli et al., Comput. Phys. Commun. 181, 2010).

use crate::headline::{ROWS, column, number};
use serde::Serialize;
use vardar_results::{Packed, Quantiles, SeriesKey, of_numbers};

/// A headline number of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteNumber {
    /// What it is called.
    pub label: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Quantity in the result table.
    pub quantity: &'static str,
    /// Over the members.
    pub model: Quantiles,
    /// Share of its spread that comes from guesses; `None`: not worked out, or no spread.
    pub from_guesses: Option<Share>,
}

/// A share in [0, 1], with its 90 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Best estimate.
    pub share: f64,
    /// 5 % point.
    pub low: f64,
    /// 95 % point.
    pub high: f64,
}

/// One line of `headlines.csv` of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RouteLine {
    /// Quantity in the result table, at the site `route`.
    pub quantity: &'static str,
    /// What the number is.
    pub number: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// 5 % point.
    pub q05: f64,
    /// Median.
    pub q50: f64,
    /// 95 % point.
    pub q95: f64,
    /// Share of the spread that comes from guesses; empty: not worked out.
    pub from_guesses: Option<f64>,
    /// 5 % point of that share, as few members tell it.
    pub from_guesses_q05: Option<f64>,
    /// 95 % point of it.
    pub from_guesses_q95: Option<f64>,
}

impl From<&RouteNumber> for RouteLine {
    fn from(line: &RouteNumber) -> Self {
        let RouteNumber { label, unit, quantity, model, from_guesses } = line;
        Self {
            quantity,
            number: label,
            unit,
            q05: model.q05,
            q50: model.q50,
            q95: model.q95,
            from_guesses: from_guesses.map(|share| share.share),
            from_guesses_q05: from_guesses.map(|share| share.low),
            from_guesses_q95: from_guesses.map(|share| share.high),
        }
    }
}

/// Value of every headline number in one member; `None` for those without a column.
pub(crate) fn of_member(keys: &[SeriesKey], member: &Packed, days: usize) -> Vec<Option<f64>> {
    ROWS.iter().map(|(quantity, _, over, _)| Some(number(member, column(keys, quantity)?, *over, days))).collect()
}

/// Summarises the members; `again` holds the first of them with other guesses.
pub(crate) fn summarise(members: &[Vec<Option<f64>>], again: &[Vec<Option<f64>>]) -> Vec<RouteNumber> {
    ROWS.iter()
        .enumerate()
        .filter_map(|(index, (quantity, label, _, unit))| {
            let mut values: Vec<f64> = members.iter().map(|member| member[index]).collect::<Option<_>>()?;
            let others: Vec<f64> = again.iter().map(|member| member[index]).collect::<Option<_>>()?;
            let (ranks, others) = (ranks_among(&values, &values), ranks_among(&values, &others));
            let from_guesses = total_index(&ranks, &others);
            Some(RouteNumber { label, unit, quantity, model: of_numbers(&mut values), from_guesses })
        })
        .collect()
}

/// Where numbers stand among `all`, between 0 and 1: a price that a few members drive to ten times the others' would decide alone over
/// a share of the variance of prices.
fn ranks_among(all: &[f64], numbers: &[f64]) -> Vec<f64> {
    let mut sorted = all.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let below_and_up_to = |x: f64| sorted.partition_point(|y| *y < x) + sorted.partition_point(|y| *y <= x);
    numbers.iter().map(|x| below_and_up_to(*x) as f64 / (2 * all.len()) as f64).collect()
}

/// Deviates of a standard normal between which nine in ten lie.
const NINE_IN_TEN: f64 = 1.645;

/// Jansen's estimator over the pairs; `None` for fewer than ten or without spread. Chance can carry it over 1: it is cut there.
/// Its interval is that of a lognormal with the standard errors of both means of squares.
fn total_index(values: &[f64], others: &[f64]) -> Option<Share> {
    if others.len().min(values.len()) < 10 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let (variance, error_of_variance) = mean_of(values.iter().map(|value| (value - mean) * (value - mean)));
    let (squares, error_of_squares) = mean_of(values.iter().zip(others).map(|(a, b)| (a - b) * (a - b)));
    // Divided by one less than there are, as the mean is theirs too.
    let variance = variance * values.len() as f64 / (values.len() - 1) as f64;
    if variance <= 0.0 {
        return None;
    }
    let share = squares / (2.0 * variance);
    let error = error_of_variance.hypot(error_of_squares);
    let by = libm::exp(NINE_IN_TEN * error);
    Some(Share { share: share.min(1.0), low: (share / by).min(1.0), high: (share * by).min(1.0) })
}

/// Mean of numbers that are not negative, and its standard error relative to it.
fn mean_of(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = numbers.clone().count() as f64;
    let mean = numbers.clone().sum::<f64>() / count;
    let variance = numbers.map(|n| (n - mean) * (n - mean)).sum::<f64>() / (count - 1.0);
    (mean, if mean > 0.0 { (variance / count).sqrt() / mean } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y = 3a + 4b with a, b uniform on a grid and b redrawn: b makes 16/25 of the variance. A full grid of 40 x 40 and a rotated
    /// second draw of b, so nothing is random; the estimator is within 2 % of the truth.
    #[test]
    fn the_share_of_a_sum_is_that_of_its_variances() {
        let n = 40usize;
        let at = |i: usize| i as f64 / n as f64;
        let mut values = Vec::new();
        let mut others = Vec::new();
        for a in 0..n {
            for b in 0..n {
                for c in 0..n {
                    values.push(3.0 * at(a) + 4.0 * at(b));
                    others.push(3.0 * at(a) + 4.0 * at(c));
                }
            }
        }
        assert_eq!(ranks_among(&[3.0, 1.0, 2.0, 2.0], &[2.0, 0.0, 9.0, 3.0]), [0.5, 0.0, 1.0, 0.875]);
        let Share { share, low, high } = total_index(&values, &others).unwrap();
        assert!((share - 0.64).abs() < 0.01, "{share}");
        assert!(low < share && share < high && high - low < 0.02, "{low} to {high} from 64,000 pairs");
        assert_eq!(total_index(&[1.0; 20], &[1.0; 20]), None);
        assert_eq!(total_index(&values[..9], &others[..9]), None);
    }
}
