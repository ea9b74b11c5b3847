//! Hiding small cells of a table of counts whose sums are known.
//!
//! A row (a month, a border) has three cells, one a verdict; its number of records and the sums of the columns are published too.
//! Rows with fewer records than the smallest cell allowed are first pooled, so that every number of records may be shown. A row
//! with a small cell is then hidden whole, and with it further rows, the ones with the fewest records first, until the hidden
//! rows together have no small cell in any column. What is known of a hidden cell then is its row's number of records, the sum of
//! its column over the hidden rows, and their number of records. With `n`, `c` and `s` for these, it lies anywhere from
//! max(0, n + c − s) to min(n, c) (Fréchet's bounds, which are sharp), and that is a span of min(n, c, s − n, s − c): at least the
//! smallest cell allowed, unless the column has no record at all, which is no small cell.

use super::Counts;
use std::collections::BTreeMap;

/// A row as it may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Months or borders; `other` for those that are pooled.
    pub label: String,
    /// Records in it.
    pub records: u64,
    /// Not met, undetermined, met; `None` if hidden.
    pub cells: Option<Counts>,
}

/// A table as it may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Sum of all rows; `None` if a sum itself is too small.
    pub total: Option<Counts>,
    /// The rows, in order; empty if the sums are hidden, since rows add up to them.
    pub rows: Vec<Row>,
}

/// True for a count that must not be shown.
fn small(count: u64, least: u64) -> bool {
    count > 0 && count < least
}

fn sum(counts: Counts) -> u64 {
    counts.iter().sum()
}

fn added(one: Counts, other: Counts) -> Counts {
    [0, 1, 2].map(|at| one[at] + other[at])
}

/// Makes a table fit to be published: no cell from 1 to `least` − 1 can be read off it or worked out from it.
#[must_use]
pub fn publish(rows: &BTreeMap<String, Counts>, least: u64) -> Published {
    let total = rows.values().fold([0; 3], |all, row| added(all, *row));
    if total.iter().any(|count| small(*count, least)) {
        return Published { total: None, rows: Vec::new() };
    }
    let rows = pooled(rows, least);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| (sum(rows[*at].1), *at));
    let mut hidden: Vec<bool> = rows.iter().map(|(_, counts)| counts.iter().any(|count| small(*count, least))).collect();
    for at in order {
        let count = hidden.iter().filter(|hidden| **hidden).count();
        let together =
            rows.iter().zip(&hidden).filter(|(_, hidden)| **hidden).fold([0; 3], |all, ((_, row), _)| added(all, *row));
        if count == 0 || (count > 1 && !together.iter().any(|count| small(*count, least))) {
            break;
        }
        hidden[at] = true;
    }
    let rows = rows
        .into_iter()
        .zip(hidden)
        .map(|((label, counts), hidden)| Row { label, records: sum(counts), cells: (!hidden).then_some(counts) })
        .collect();
    Published { total: Some(total), rows }
}

/// Rows with too few records as one row, together with the next smallest if they are still too few.
fn pooled(rows: &BTreeMap<String, Counts>, least: u64) -> Vec<(String, Counts)> {
    let mut kept: Vec<(String, Counts)> = rows.iter().map(|(label, counts)| (label.clone(), *counts)).collect();
    let mut pool = [0; 3];
    while let Some(at) = (0..kept.len()).min_by_key(|at| sum(kept[*at].1)) {
        if sum(kept[at].1) >= least && !small(sum(pool), least) {
            break;
        }
        pool = added(pool, kept.remove(at).1);
    }
    if sum(pool) > 0 {
        kept.push(("other".to_owned(), pool));
    }
    kept
}
