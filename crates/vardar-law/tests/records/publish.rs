//! Attacks on published counts.

use proptest::prelude::*;
use std::collections::BTreeMap;
use vardar_law::publish::{Counts, Published, publish};

/// The smallest and the largest value that every hidden cell can have, given everything that is published: by trying all tables.
fn by_enumeration(hidden: &[(u64, Counts)], sums: Counts) -> Vec<[(u64, u64); 3]> {
    fn fill(rows: &[(u64, Counts)], left: Counts, so_far: &mut Vec<Counts>, bounds: &mut [[(u64, u64); 3]]) {
        let Some(((records, _), rest)) = rows.split_first() else {
            if left == [0; 3] {
                for (bound, row) in bounds.iter_mut().zip(so_far.iter()) {
                    for (one, cell) in bound.iter_mut().zip(row) {
                        *one = (one.0.min(*cell), one.1.max(*cell));
                    }
                }
            }
            return;
        };
        for first in 0..=left[0].min(*records) {
            for second in 0..=left[1].min(records - first) {
                let third = records - first - second;
                if third <= left[2] {
                    so_far.push([first, second, third]);
                    fill(rest, [left[0] - first, left[1] - second, left[2] - third], so_far, bounds);
                    so_far.pop();
                }
            }
        }
    }
    let mut bounds = vec![[(u64::MAX, 0); 3]; hidden.len()];
    fill(hidden, sums, &mut Vec::new(), &mut bounds);
    bounds
}

/// What an attacker works out from sums and differences, cell by cell.
fn attack(rows: &BTreeMap<String, Counts>, least: u64, published: &Published, exact: bool) {
    let Some(total) = published.total else {
        let sums = rows.values().fold([0; 3], |all, row| [0, 1, 2].map(|at| all[at] + row[at]));
        assert!(sums.iter().any(|count| *count > 0 && *count < least), "sums are hidden without need");
        return;
    };
    let shown = published.rows.iter().filter_map(|row| row.cells).fold([0; 3], |all, row| [0, 1, 2].map(|at| all[at] + row[at]));
    let sums = [0, 1, 2].map(|at| total[at] - shown[at]);
    let hidden: Vec<(u64, Counts)> =
        published.rows.iter().filter(|row| row.cells.is_none()).map(|row| (row.records, [0; 3])).collect();
    let all: u64 = hidden.iter().map(|row| row.0).sum();
    for row in published.rows.iter().filter_map(|row| row.cells) {
        assert!(row.iter().all(|cell| *cell == 0 || *cell >= least), "a small cell is shown: {published:?}");
    }
    let frechet = |records: u64, at: usize| ((records + sums[at]).saturating_sub(all), records.min(sums[at]));
    for (row, _) in &hidden {
        for (at, sum) in sums.iter().enumerate() {
            let (low, high) = frechet(*row, at);
            let certain = *sum == 0 || *sum == all;
            assert!(certain || high - low >= least, "{row} and column {at}: {low} to {high} in {published:?}");
        }
    }
    if exact {
        for (bounds, (records, _)) in by_enumeration(&hidden, sums).iter().zip(&hidden) {
            for (at, bound) in bounds.iter().enumerate() {
                assert_eq!(*bound, frechet(*records, at), "the bounds are sharp");
            }
        }
    }
}

fn table(cells: &[Counts]) -> BTreeMap<String, Counts> {
    cells.iter().enumerate().map(|(at, row)| (format!("2015-{:02}", at + 1), *row)).collect()
}

#[test]
fn one_small_cell_takes_another_row_with_it() {
    let rows = table(&[[20, 0, 30], [20, 0, 3], [0, 0, 40]]);
    let published = publish(&rows, 5);
    let hidden: Vec<_> = published.rows.iter().filter(|row| row.cells.is_none()).map(|row| row.label.as_str()).collect();
    assert_eq!(hidden, ["2015-02", "2015-03"]);
    assert_eq!(published.total, Some([40, 0, 73]));
    attack(&rows, 5, &published, true);
}

#[test]
fn rows_with_few_records_are_pooled_and_small_sums_hide_everything() {
    let rows = table(&[[20, 0, 30], [1, 0, 1], [0, 0, 2], [30, 0, 0]]);
    let labels: Vec<_> = publish(&rows, 5).rows.iter().map(|row| (row.label.clone(), row.records)).collect();
    assert_eq!(labels, [("2015-01".to_owned(), 50), ("other".to_owned(), 34)]);
    let few = publish(&table(&[[20, 0, 2], [20, 0, 1]]), 5);
    assert_eq!((few.total, few.rows.len()), (None, 0));
}

/// Every count that is shown, by row and column.
fn shown(published: &Published) -> BTreeMap<(String, usize), u64> {
    let rows = published.rows.iter().filter_map(|row| Some((row.label.clone(), row.cells?)));
    rows.flat_map(|(label, cells)| (0..3).map(move |at| ((label.clone(), at), cells[at]))).collect()
}

/// What hiding cannot do, and the chapter says so: a page made again after one more record gives that record away. If this test
/// fails the chapter claims too little.
#[test]
fn two_pages_that_differ_by_a_record_give_it_away() {
    let before = table(&[[20, 7, 30], [25, 9, 40]]);
    let mut after = before.clone();
    after.get_mut("2015-02").expect("a row")[2] += 1;
    let (before, after) = (shown(&publish(&before, 5)), shown(&publish(&after, 5)));
    let changed: Vec<_> = after.iter().filter(|(cell, count)| before[*cell] != **count).map(|(cell, _)| cell).collect();
    assert_eq!(changed, [&("2015-02".to_owned(), 2)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// Differencing of margins: rows, columns and everything that is shown.
    #[test]
    fn no_hidden_cell_can_be_worked_out(
        cells in prop::collection::vec(prop::array::uniform3(prop_oneof![Just(0_u64), 0..8_u64, 0..60_u64]), 1..8), least in 2..12_u64
    ) {
        let rows = table(&cells);
        let small = cells.iter().flatten().sum::<u64>() < 40 && cells.len() < 5;
        attack(&rows, least, &publish(&rows, least), small);
    }

    /// Repeated queries: asking again, in any order of the records, gives the same table, and asking with a larger least count
    /// shows nothing that the smaller one hid.
    #[test]
    fn asking_again_gives_nothing_new(cells in prop::collection::vec(prop::array::uniform3(0..40_u64), 2..8), least in 2..8_u64, more in 1..6_u64) {
        let rows = table(&cells);
        let published = publish(&rows, least);
        prop_assert_eq!(&published, &publish(&rows.clone(), least));
        for row in publish(&rows, least + more).rows.iter().filter_map(|row| row.cells) {
            prop_assert!(row.iter().all(|cell| *cell == 0 || *cell >= least + more));
        }
    }

    /// Overlapping subsets: pages of one month each, of all months but one, and of all of them, show no small cell, each by itself.
    /// Together they show what their differences are, and no page is needed for that but the two that differ.
    #[test]
    fn pages_of_subsets_show_no_small_cell(cells in prop::collection::vec(prop::array::uniform3(0..30_u64), 2..6), least in 2..8_u64) {
        let rows = table(&cells);
        let mut subsets = vec![rows.clone()];
        for label in rows.keys() {
            subsets.push(rows.iter().filter(|(other, _)| *other == label).map(|(label, row)| (label.clone(), *row)).collect());
            subsets.push(rows.iter().filter(|(other, _)| *other != label).map(|(label, row)| (label.clone(), *row)).collect());
        }
        for subset in subsets {
            attack(&subset, least, &publish(&subset, least), false);
        }
    }
}
