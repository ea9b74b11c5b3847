//! The headline numbers of a run with a market: sums over the whole route, and how much of their spread comes from guesses.
//!
//! The share is the total index of Sobol for all guessed parameters together, by Jansen's estimator: `½ E[(y − y')²] / Var y`, where
//! `y'` is the same member with its guesses drawn again and all else, also its luck, kept (Jansen, Comput. Phys. Commun. 117, 1999;
//! Saltelli et al., Comput. Phys. Commun. 181, 2010).

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
    /// Share of its spread that comes from guesses, in [0, 1]; `None`: not worked out, or no spread.
    pub from_guesses: Option<f64>,
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
}

impl From<&RouteNumber> for RouteLine {
    fn from(line: &RouteNumber) -> Self {
        let RouteNumber { label, unit, quantity, model, from_guesses } = line;
        Self { quantity, number: label, unit, q05: model.q05, q50: model.q50, q95: model.q95, from_guesses: *from_guesses }
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
            let from_guesses = total_index(&values, &others);
            Some(RouteNumber { label, unit, quantity, model: of_numbers(&mut values), from_guesses })
        })
        .collect()
}

/// Jansen's estimator over the pairs; `None` for fewer than ten or without spread. Chance can carry it over 1: it is cut there.
fn total_index(values: &[f64], others: &[f64]) -> Option<f64> {
    let count = others.len().min(values.len());
    if count < 10 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (values.len() - 1) as f64;
    let half = values.iter().zip(others).map(|(a, b)| (a - b) * (a - b)).sum::<f64>() / (2 * count) as f64;
    (variance > 0.0).then(|| (half / variance).min(1.0))
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
        let share = total_index(&values, &others).unwrap();
        assert!((share - 0.64).abs() < 0.01, "{share}");
        assert_eq!(total_index(&[1.0; 20], &[1.0; 20]), None);
        assert_eq!(total_index(&values[..9], &others[..9]), None);
    }
}
