//! Problems of many records: shown up to a number of each kind, then counted.

use crate::diagnostics;
use std::collections::BTreeMap;
use vardar_scenario::{Problem, Severity};

/// Most problems of one kind that are shown.
const MOST_OF_A_KIND: usize = 20;

/// What was found so far, by kind.
#[derive(Debug, Default)]
pub struct Faults {
    counts: BTreeMap<&'static str, (Severity, usize)>,
}

impl Faults {
    /// Shows problems, as long as there were not too many of their kind.
    pub fn show(&mut self, problems: Vec<Problem>) {
        let mut shown = Vec::new();
        for problem in problems {
            let count = self.counts.entry(problem.code).or_insert((problem.severity, 0));
            count.1 += 1;
            if count.1 <= MOST_OF_A_KIND {
                shown.push(problem);
            }
        }
        diagnostics::show_problems(&shown);
    }

    /// Says how many more there were, and how many records have no verdict; true if anything was an error.
    pub fn finish(&self, wrong: u64) -> bool {
        for (code, (_, count)) in &self.counts {
            if *count > MOST_OF_A_KIND {
                eprintln!("{} more of the kind {code}", count - MOST_OF_A_KIND);
            }
        }
        if wrong > 0 {
            let records = diagnostics::number_of(usize::try_from(wrong).unwrap_or(usize::MAX), "record", "records");
            eprintln!("{records} without a verdict because of errors");
        }
        self.counts.values().any(|(severity, _)| *severity == Severity::Error)
    }
}
