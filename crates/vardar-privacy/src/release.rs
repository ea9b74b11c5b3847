//! Counts as they may go out: everything shown is worked out of noisy numbers.
//!
//! What gets noise: for every month (and for all months without a row, together) the number of records, and per offence how many
//! were met and how many undetermined; the same for every border that has a row; and how many records met both smuggling and
//! trafficking. One record more or less changes one month's row by at most 7 altogether (one record, and per offence one of two
//! counts by one), one border's row by at most 7, and the last number by at most 1: that is the sensitivity of all numbers
//! together, and the noise of all of them is drawn on one scale, sensitivity over epsilon. The rest follows by adding and
//! taking away, which costs nothing and keeps everything consistent.

use crate::noise::{NoiseError, noisy, scale, within};
use crate::{Epsilon, Listed};
use vardar_law::publish::{Counts, Tally};

/// A number worked out of noisy ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Noisy {
    /// The number; it can be below zero.
    pub value: i64,
    /// Numbers with noise of their own that were added or taken away to get it.
    pub summed: u64,
}

/// A row: its records, and per offence not met, undetermined, met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoisyRow {
    /// Records.
    pub records: Noisy,
    /// Per offence: not met, undetermined, met.
    pub cells: [[Noisy; 3]; 6],
}

/// What a part of the page costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Which part.
    pub part: &'static str,
    /// What one record changes in it altogether.
    pub sensitivity: u32,
}

/// What goes out.
#[derive(Debug, Clone)]
pub struct Release {
    /// All records.
    pub total: NoisyRow,
    /// The months that were asked for, then all others.
    pub months: Vec<(String, NoisyRow)>,
    /// The borders that were asked for, then all others.
    pub borders: Vec<(String, NoisyRow)>,
    /// Smuggling against trafficking: `[smuggling met][trafficking met]`.
    pub both: [[Noisy; 2]; 2],
    /// Parts and their sensitivities.
    pub shares: Vec<Share>,
    /// Scale of the noise.
    pub scale: f64,
}

/// Numbers with noise of their own in a row.
const NUMBERS: usize = 13;
/// What one record changes in them altogether: the number of records, and per offence one of two counts.
const ROW_SENSITIVITY: u32 = 7;
/// Label of everything that has no row.
const OTHER: &str = "other or unknown";

impl Release {
    /// What one record changes in all numbers together.
    #[must_use]
    pub fn sensitivity(&self) -> u32 {
        self.shares.iter().map(|share| share.sensitivity).sum()
    }

    /// How far from the truth a number lies at most, 95 times of 100.
    #[must_use]
    pub fn within(&self, number: Noisy) -> i64 {
        within(number.summed, self.scale)
    }
}

/// Counts with noise.
///
/// # Errors
/// If no noise can be had.
pub fn release(tally: &Tally, listed: &Listed, epsilon: Epsilon) -> Result<Release, NoiseError> {
    let mut exact: Vec<i64> = Vec::new();
    for label in listed.months() {
        exact.extend(numbers(tally.months.get(label)));
    }
    let others = tally.months.iter().filter(|(label, _)| !listed.months().contains(label));
    let other = others.fold([[0; 3]; 6], |all, (_, row)| added(&all, row));
    exact.extend(numbers(Some(&other)));
    for label in listed.borders() {
        exact.extend(numbers(tally.borders.get(label)));
    }
    exact.push(signed(tally.both[1][1]));

    let mut shares = vec![Share { part: "months and totals", sensitivity: ROW_SENSITIVITY }];
    if !listed.borders().is_empty() {
        shares.push(Share { part: "borders", sensitivity: ROW_SENSITIVITY });
    }
    shares.push(Share { part: "smuggling and trafficking both", sensitivity: 1 });
    let sensitivity = shares.iter().map(|share| share.sensitivity).sum();
    let noisy = noisy(&exact, sensitivity, epsilon)?;

    let mut rows = noisy.chunks_exact(NUMBERS).map(row);
    let months: Vec<(String, NoisyRow)> = names(listed.months()).zip(rows.by_ref()).collect();
    let mut borders: Vec<(String, NoisyRow)> = listed.borders().iter().cloned().zip(rows).collect();
    let total = months.iter().fold(NoisyRow::default(), |all, (_, row)| all.with(row, 1));
    if !borders.is_empty() {
        let rest = borders.iter().fold(total, |rest, (_, row)| rest.with(row, -1));
        borders.push((OTHER.to_owned(), rest));
    }
    let both = Noisy { value: noisy.last().copied().unwrap_or_default(), summed: 1 };
    let [smuggling, .., trafficking] = total.cells.map(|[_, _, met]| met);
    let (only_smuggling, only_trafficking) = (smuggling.with(both, -1), trafficking.with(both, -1));
    // The number that met both is in all three: it stays once.
    let neither = total.records.with(smuggling, -1).with(trafficking, -1).with(both, 1);
    let both = [[neither, only_trafficking], [only_smuggling, both]];
    Ok(Release { total, months, borders, both, shares, scale: scale(sensitivity, epsilon) })
}

/// Months with a row, and the row of all others.
fn names(listed: &[String]) -> impl Iterator<Item = String> {
    let other = if listed.is_empty() { "all months" } else { OTHER };
    listed.iter().cloned().chain([other.to_owned()])
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn added(one: &[Counts; 6], other: &[Counts; 6]) -> [Counts; 6] {
    std::array::from_fn(|offence| std::array::from_fn(|at| one[offence][at] + other[offence][at]))
}

/// The numbers of a row that get noise of their own: records, then per offence met and undetermined.
fn numbers(row: Option<&[Counts; 6]>) -> [i64; NUMBERS] {
    let row = row.copied().unwrap_or_default();
    let mut numbers = [0; NUMBERS];
    numbers[0] = signed(row[0].iter().sum());
    for (offence, [_, open, met]) in row.iter().enumerate() {
        (numbers[1 + 2 * offence], numbers[2 + 2 * offence]) = (signed(*met), signed(*open));
    }
    numbers
}

fn row(numbers: &[i64]) -> NoisyRow {
    let one = |at: usize| Noisy { value: numbers[at], summed: 1 };
    let cells = std::array::from_fn(|offence| {
        let (met, open) = (one(1 + 2 * offence), one(2 + 2 * offence));
        [one(0).with(met, -1).with(open, -1), open, met]
    });
    NoisyRow { records: one(0), cells }
}

impl Noisy {
    fn with(self, other: Noisy, sign: i64) -> Noisy {
        let value = self.value.saturating_add(other.value.saturating_mul(sign));
        Noisy { value, summed: self.summed + other.summed }
    }
}

impl NoisyRow {
    fn with(self, other: &NoisyRow, sign: i64) -> NoisyRow {
        let cells =
            std::array::from_fn(|offence| std::array::from_fn(|at| self.cells[offence][at].with(other.cells[offence][at], sign)));
        NoisyRow { records: self.records.with(other.records, sign), cells }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn tally() -> Tally {
        let mut tally = Tally::default();
        let rows = BTreeMap::from([("2015-09".to_owned(), [[5, 3, 2]; 6]), ("2015-10".to_owned(), [[50, 0, 0]; 6])]);
        (tally.records, tally.total, tally.months, tally.both) = (60, [[55, 3, 2]; 6], rows, [[56, 2], [2, 0]]);
        tally.borders = BTreeMap::from([("MKD-SRB".to_owned(), [[55, 3, 2]; 6])]);
        tally
    }

    /// Whatever the noise, sums and differences agree, and the rows are those that were asked for.
    #[test]
    fn all_tables_agree_with_each_other() {
        let listed = Listed::new(Some("2015-10..2015-12"), &["MKD-SRB".to_owned(), "SRB-HUN".to_owned()]).expect("listed");
        let epsilon = "0.1".parse().expect("an epsilon");
        let release = release(&tally(), &listed, epsilon).expect("noise");
        let labels = |rows: &[(String, NoisyRow)]| rows.iter().map(|(label, _)| label.clone()).collect::<Vec<_>>();
        assert_eq!(labels(&release.months), ["2015-10", "2015-11", "2015-12", OTHER]);
        assert_eq!(labels(&release.borders), ["MKD-SRB", "SRB-HUN", OTHER]);
        for rows in [&release.months, &release.borders] {
            let sum: i64 = rows.iter().map(|(_, row)| row.records.value).sum();
            assert_eq!(sum, release.total.records.value);
            for (_, row) in rows {
                for cells in row.cells {
                    assert_eq!(cells.iter().map(|cell| cell.value).sum::<i64>(), row.records.value);
                }
            }
            for (offence, total) in release.total.cells.iter().enumerate() {
                for (at, total) in total.iter().enumerate() {
                    assert_eq!(rows.iter().map(|(_, row)| row.cells[offence][at].value).sum::<i64>(), total.value);
                }
            }
        }
        assert_eq!(release.both.iter().flatten().map(|cell| cell.value).sum::<i64>(), release.total.records.value);
        assert_eq!((release.sensitivity(), release.total.records.summed), (15, 4));
        assert_eq!(release.scale, 150.0_f64.next_up());
    }

    #[test]
    fn without_noise_to_speak_of_the_counts_are_those_of_the_tally() {
        let release = release(&tally(), &Listed::default(), "1000".parse().expect("an epsilon")).expect("noise");
        assert_eq!(release.months.len(), 1);
        assert!(release.borders.is_empty());
        assert_eq!(release.sensitivity(), 8);
        assert_eq!(release.total.records.value, 60);
        assert_eq!(release.total.cells[3].map(|cell| cell.value), [55, 3, 2]);
        assert_eq!(release.both.map(|row| row.map(|cell| cell.value)), [[56, 2], [2, 0]]);
    }
}
