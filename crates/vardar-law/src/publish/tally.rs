//! Counting verdicts.

use crate::{Facts, Offence, Truth, classify};
use std::collections::BTreeMap;

/// Records by verdict: not met, undetermined, met.
pub type Counts = [u64; 3];

/// Counts of the verdicts on many records. Grows with the number of months and borders, not of records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records counted.
    pub records: u64,
    /// Per verdict.
    pub total: [Counts; 6],
    /// Per month (`2015-10`, or `unknown`) and verdict.
    pub months: BTreeMap<String, [Counts; 6]>,
    /// Per border (`MKD-SRB`, with `?` for a State that is not known) and verdict.
    pub borders: BTreeMap<String, [Counts; 6]>,
    /// Smuggling against trafficking: `[smuggling met][trafficking met]`.
    pub both: [[u64; 2]; 2],
}

impl Tally {
    /// Counts a record.
    pub fn count(&mut self, facts: &Facts) {
        let verdicts = classify(facts);
        let month =
            facts.incident_date.map_or_else(|| "unknown".to_owned(), |day| format!("{:04}-{:02}", day.year(), day.month()));
        let code = |state: Option<crate::Country>| state.map_or("?", crate::Country::code);
        let border = format!("{}-{}", code(facts.from_state), code(facts.to_state));
        self.records += 1;
        let month = self.months.entry(month).or_default();
        let border = self.borders.entry(border).or_default();
        for offence in Offence::ALL {
            let (at, value) = (offence as usize, verdicts.of(offence) as usize);
            self.total[at][value] += 1;
            month[at][value] += 1;
            border[at][value] += 1;
        }
        let met = |offence| usize::from(verdicts.of(offence) == Truth::True);
        self.both[met(Offence::Smuggling)][met(Offence::Trafficking)] += 1;
    }

    /// Adds the counts of others.
    pub fn add(&mut self, other: &Tally) {
        self.records += other.records;
        let pairs = self.total.iter_mut().flatten().zip(other.total.iter().flatten());
        pairs.for_each(|(one, more)| *one += more);
        for (mine, theirs) in [(&mut self.months, &other.months), (&mut self.borders, &other.borders)] {
            for (key, counts) in theirs {
                let row = mine.entry(key.clone()).or_default();
                row.iter_mut().flatten().zip(counts.iter().flatten()).for_each(|(one, more)| *one += more);
            }
        }
        self.both.iter_mut().flatten().zip(other.both.iter().flatten()).for_each(|(one, more)| *one += more);
    }
}
