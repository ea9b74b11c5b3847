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
        for problem in problems {
            let count = self.counts.entry(problem.code).or_insert((problem.severity, 0));
            count.1 += 1;
            // One by one, so that they come in the order of the records.
            if count.1 <= MOST_OF_A_KIND {
                diagnostics::show_problems(&[problem]);
            }
        }
    }

    /// Says how many more there were, and how many records have no verdict, or without numbers only that there are some; true if
    /// anything was an error.
    pub fn finish(&self, wrong: u64, numbers: bool) -> bool {
        for (code, (_, count)) in &self.counts {
            if *count > MOST_OF_A_KIND {
                let more = if numbers { (count - MOST_OF_A_KIND).to_string() } else { "some".to_owned() };
                eprintln!("{more} more of the kind {code}");
            }
        }
        if wrong > 0 {
            let number = usize::try_from(wrong).unwrap_or(usize::MAX);
            let records =
                if numbers { diagnostics::number_of(number, "record", "records") } else { "some records are".to_owned() };
            eprintln!("{records} without a verdict because of errors");
        }
        self.counts.values().any(|(severity, _)| *severity == Severity::Error)
    }
}
