//! Sums over days, member by member: the interval of a month is not the sum of the intervals of its days.

use crate::packed::Packed;
use crate::summary::of_numbers;
use crate::table::{Quantiles, SeriesKey};
use rayon::prelude::*;

/// The numbers of all members of a run, for summaries that its table lacks. Empty by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Members<'a> {
    keys: &'a [SeriesKey],
    packed: &'a [Packed],
}

impl<'a> Members<'a> {
    /// Members that have one column per key, in the order of the keys.
    #[must_use]
    pub fn new(keys: &'a [SeriesKey], packed: &'a [Packed]) -> Self {
        Self { keys, packed }
    }

    /// Sums over all series that `of` chooses and all days of a period, summarised over members: one summary for each of
    /// `periods` periods, in people. `period` gives the period of a day; days without one do not count. Empty if no series is
    /// chosen or there is no member.
    pub fn sums(
        &self,
        of: impl Fn(&SeriesKey) -> bool,
        periods: usize,
        period: impl Fn(usize) -> Option<usize> + Sync,
    ) -> Vec<Quantiles> {
        let columns: Vec<usize> = (0..self.keys.len()).filter(|column| of(&self.keys[*column])).collect();
        if columns.is_empty() || self.packed.is_empty() {
            return Vec::new();
        }
        let of_member = |member: &Packed| {
            let mut sums = vec![0.0; periods];
            for column in &columns {
                member.unpack_runs(*column, |days, people| {
                    if people > 0 {
                        for period in days.filter_map(&period).filter(|period| *period < periods) {
                            sums[period] += f64::from(people);
                        }
                    }
                });
            }
            sums
        };
        let sums: Vec<Vec<f64>> = self.packed.par_iter().map(of_member).collect();
        let of_period = |period: usize| of_numbers(&mut sums.iter().map(|sums| sums[period]).collect::<Vec<_>>());
        (0..periods).map(of_period).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(site: &str) -> SeriesKey {
        SeriesKey { quantity: "smuggled".into(), site: site.into(), channel: "all".into(), group: "all".into() }
    }

    #[test]
    fn the_median_of_sums_is_not_the_sum_of_medians() {
        // One member has its people on the first day, one on the second, one on the third.
        let packed: Vec<Packed> = (0..3).map(|m| Packed::new(2, 3, |c, d| if c == 0 && d == m { 90 } else { 0 })).collect();
        let keys = [key("GRC-MKD"), key("MKD-SRB")];
        let members = Members::new(&keys, &packed);
        let whole = members.sums(|key| key.site == "GRC-MKD", 1, |_| Some(0));
        assert_eq!((whole[0].q05, whole[0].q50, whole[0].q95), (90.0, 90.0, 90.0));
        let by_part = members.sums(|_| true, 2, |day| (day > 0).then(|| day - 1));
        assert_eq!(by_part.iter().map(|sum| sum.mean).collect::<Vec<_>>(), [30.0, 30.0]);
    }

    #[test]
    fn nothing_chosen_and_no_member_are_empty() {
        let (keys, packed) = ([key("GRC-MKD")], [Packed::new(1, 2, |_, _| 1)]);
        assert!(Members::new(&keys, &packed).sums(|_| false, 1, |_| Some(0)).is_empty());
        assert!(Members::new(&keys, &[]).sums(|_| true, 1, |_| Some(0)).is_empty());
        assert!(Members::default().sums(|_| true, 1, |_| Some(0)).is_empty());
        assert_eq!(Members::new(&keys, &packed).sums(|_| true, 1, Some).len(), 1, "days of no period do not count");
    }
}
