//! From members to quantiles.

use crate::packed::Packed;
use crate::table::{Quantiles, ResultTable, Series, SeriesKey};
use jiff::civil::Date;
use rayon::prelude::*;

/// Summarises packed members into a table. All members have one column per key and `days` days.
#[must_use]
pub fn summarise(keys: &[SeriesKey], start: Date, days: usize, members: &[Packed]) -> ResultTable {
    let series = keys
        .par_iter()
        .enumerate()
        .map_init(
            || vec![0; members.len() * days],
            |by_day: &mut Vec<u32>, (column, key)| {
                let summaries = unpack_by_day(members, column, days, by_day);
                Series { key: key.clone(), days: summaries, observed: Vec::new() }
            },
        )
        .collect();
    ResultTable { start, days, series }
}

/// `by_day` is all zero before and after.
fn unpack_by_day(members: &[Packed], column: usize, days: usize, by_day: &mut [u32]) -> Vec<Quantiles> {
    let count = members.len();
    let mut nobody = true;
    for (number, member) in members.iter().enumerate() {
        member.unpack_runs(column, |days, value| {
            if value > 0 {
                nobody = false;
                days.for_each(|day| by_day[day * count + number] = value);
            }
        });
    }
    if nobody {
        return vec![Quantiles::default(); days];
    }
    let summaries = by_day.chunks_exact_mut(count).map(of_integers).collect();
    by_day.fill(0);
    summaries
}

/// Summary of whole numbers; reorders them.
#[must_use]
pub fn of_integers(values: &mut [u32]) -> Quantiles {
    let Some(first) = values.first().copied() else { return Quantiles::default() };
    if values.iter().all(|v| *v == first) {
        let value = f64::from(first);
        return Quantiles { mean: value, q05: value, q25: value, q50: value, q75: value, q95: value };
    }
    let sum: u64 = values.iter().map(|v| u64::from(*v)).sum();
    sort(values);
    let at = |p: f64| quantile_of_sorted(values.len(), p, |i| f64::from(values[i]));
    Quantiles { mean: sum as f64 / values.len() as f64, q05: at(0.05), q25: at(0.25), q50: at(0.5), q75: at(0.75), q95: at(0.95) }
}

/// Sorts numbers. Those that lie close together, as most counts of a day do, are counted: that takes a third of the time.
fn sort(values: &mut [u32]) {
    let (mut least, mut most) = (u32::MAX, 0);
    for value in &*values {
        (least, most) = (least.min(*value), most.max(*value));
    }
    if values.len() < 32 || (most - least) as usize > 2 * values.len() {
        return values.sort_unstable();
    }
    let mut counts = vec![0u32; (most - least) as usize + 1];
    values.iter().for_each(|value| counts[(value - least) as usize] += 1);
    let mut at = 0;
    for (value, count) in (least..).zip(counts) {
        values[at..at + count as usize].fill(value);
        at += count as usize;
    }
}

/// Summary of any numbers; reorders them. NaN is not allowed.
#[must_use]
pub fn of_numbers(values: &mut [f64]) -> Quantiles {
    if values.is_empty() {
        return Quantiles::default();
    }
    let sum: f64 = values.iter().sum();
    values.sort_unstable_by(f64::total_cmp);
    let at = |p: f64| quantile_of_sorted(values.len(), p, |i| values[i]);
    Quantiles { mean: sum / values.len() as f64, q05: at(0.05), q25: at(0.25), q50: at(0.5), q75: at(0.75), q95: at(0.95) }
}

/// Quantile `p` of `len > 0` sorted values: linear between order statistics (type 7 of Hyndman and Fan, Am. Stat. 50, 1996).
fn quantile_of_sorted(len: usize, p: f64, value: impl Fn(usize) -> f64) -> f64 {
    let place = p * (len - 1) as f64;
    let below = place.floor();
    let index = below as usize;
    let low = value(index);
    if index + 1 >= len {
        return low;
    }
    low + (place - below) * (value(index + 1) - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_order_statistics() {
        let mut values: Vec<u32> = (0..=100).rev().collect();
        let q = of_integers(&mut values);
        assert_eq!((q.q05, q.q25, q.q50, q.q75, q.q95, q.mean), (5.0, 25.0, 50.0, 75.0, 95.0, 50.0));
        assert_eq!(of_integers(&mut [1, 2]).q25, 1.25);
        assert_eq!(of_integers(&mut [7]), of_numbers(&mut [7.0]));
    }

    #[test]
    fn a_table_has_one_summary_per_day() {
        let members: Vec<Packed> = (0..5u32).map(|m| Packed::new(2, 3, |c, d| m * (c as u32 + 1) + d as u32)).collect();
        let key =
            |site: &str| SeriesKey { quantity: "present".into(), site: site.into(), channel: "all".into(), group: "all".into() };
        let table = summarise(&[key("a"), key("b")], jiff::civil::date(2015, 10, 1), 3, &members);
        assert_eq!(table.series[1].days[2].q50, 6.0);
        assert_eq!(table.series[0].days[0].q95, 3.8);
    }
}
