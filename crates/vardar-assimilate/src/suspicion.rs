//! Counts that look wrong: a forecast from them says so, and the user decides.
//!
//! Looked for: a gap of many days, a run of equal numbers (an estimate carried on), and a week that is about ten times, or
//! a tenth of, the weeks around it (a unit error). None of it is corrected here.

use crate::ground::Ground;

/// A gap of as many days is told.
const GAP_DAYS: usize = 10;

/// As many equal numbers in a row, above zero, are told.
const EQUAL_DAYS: usize = 14;

/// A week that is further from the weeks before and after it than this factor is told.
const WEEK_FACTOR: f64 = 6.0;

/// Weeks with fewer people a day say nothing about a factor.
const FEW_A_DAY: f64 = 50.0;

impl Ground<'_> {
    /// What looks wrong in the counts up to day `last`, one sentence each.
    #[must_use]
    pub fn suspicions(&self, last: usize) -> Vec<String> {
        let mut found = Vec::new();
        for (series, days) in self.observation.series.iter().zip(&self.counts) {
            let days = &days[..=last.min(days.len() - 1)];
            let date = |day: usize| self.date(day);
            if let Some((from, to)) = longest_gap(days) {
                found.push(format!(
                    "{}: no count from {} to {}: the forecast leans on the model alone there",
                    series.site,
                    date(from),
                    date(to)
                ));
            }
            if let Some((from, to)) = longest_constant(days) {
                found.push(format!(
                    "{}: the same number on every day from {} to {}: an estimate carried on?",
                    series.site,
                    date(from),
                    date(to)
                ));
            }
            if let Some((from, factor)) = odd_week(days) {
                let word = if factor > 1.0 { format!("{factor:.0} times") } else { format!("1/{:.0} of", 1.0 / factor) };
                found.push(format!("{}: the week from {} is {word} the weeks around it: a wrong unit?", series.site, date(from)));
            }
        }
        found
    }
}

/// First and last day of the longest gap, if it is long; a series that has not begun has none.
fn longest_gap(days: &[Option<f64>]) -> Option<(usize, usize)> {
    let begun = days.iter().position(Option::is_some)?;
    longest_run(days, |day| day >= begun && days[day].is_none()).filter(|(from, to)| to - from + 1 >= GAP_DAYS)
}

fn longest_constant(days: &[Option<f64>]) -> Option<(usize, usize)> {
    let same = |day: usize| day > 0 && days[day].is_some_and(|n| n > 0.0) && days[day] == days[day - 1];
    longest_run(days, same).map(|(from, to)| (from - 1, to)).filter(|(from, to)| to - from + 1 >= EQUAL_DAYS)
}

fn longest_run(days: &[Option<f64>], holds: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut from = None;
    for day in 0..=days.len() {
        if day < days.len() && holds(day) {
            let from = *from.get_or_insert(day);
            if best.is_none_or(|(a, b)| day - from > b - a) {
                best = Some((from, day));
            }
        } else {
            from = None;
        }
    }
    best
}

/// First day and factor of the oddest week, against the means of the weeks before and after it, which must agree.
fn odd_week(days: &[Option<f64>]) -> Option<(usize, f64)> {
    let mean = |from: usize| {
        let counted: Vec<f64> = days[from..from + 7].iter().copied().flatten().collect();
        (counted.len() >= 4).then(|| counted.iter().sum::<f64>() / counted.len() as f64)
    };
    let mut oddest: Option<(usize, f64)> = None;
    for from in 7..days.len().saturating_sub(13) {
        let (Some(before), Some(week), Some(after)) = (mean(from - 7), mean(from), mean(from + 7)) else { continue };
        if before.min(after) < FEW_A_DAY || before.max(after) > 2.0 * before.min(after) || week == 0.0 {
            continue;
        }
        let factor = week / (before * after).sqrt();
        let size = factor.max(1.0 / factor);
        if size >= WEEK_FACTOR && oddest.is_none_or(|(_, f)| size > f.max(1.0 / f)) {
            oddest = Some((from, factor));
        }
    }
    oddest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_error_of_one_week_is_seen() {
        let mut days: Vec<Option<f64>> = (0..60).map(|d| Some(900.0 + f64::from(d % 7) * 50.0)).collect();
        assert_eq!(odd_week(&days), None);
        days[28..35].iter_mut().flatten().for_each(|n| *n *= 10.0);
        let (from, factor) = odd_week(&days).unwrap();
        assert_eq!(from, 28);
        assert!((9.0..11.0).contains(&factor));
    }

    #[test]
    fn gaps_and_constants_are_seen_from_a_length_on() {
        let mut days: Vec<Option<f64>> = (0..60).map(|d| Some(f64::from(d))).collect();
        days[10..20].fill(None);
        days[30..44].fill(Some(300.0));
        assert_eq!(longest_gap(&days), Some((10, 19)));
        assert_eq!(longest_constant(&days), Some((30, 43)));
        days[12] = Some(1.0);
        assert_eq!(longest_gap(&days), None);
    }
}
