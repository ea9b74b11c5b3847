//! Problems of many records: shown up to a number of each kind, then counted.

use crate::diagnostics;
use std::collections::BTreeMap;
use vardar_law::read::Broken;
use vardar_scenario::{Problem, Severity};

/// Most problems of one kind that are shown.
const MOST_OF_A_KIND: usize = 20;

#[derive(Debug, Default)]
pub struct Faults {
    counts: BTreeMap<&'static str, (Severity, usize)>,
    /// Records that have no verdict.
    pub records: u64,
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

    /// How many more there were; true if any was an error.
    pub fn finish(&self) -> bool {
        for (code, (_, count)) in &self.counts {
            if *count > MOST_OF_A_KIND {
                eprintln!("{} more of the kind {code}", count - MOST_OF_A_KIND);
            }
        }
        let errors = self.counts.values().any(|(severity, _)| *severity == Severity::Error);
        if self.records > 0 {
            let records = diagnostics::number_of(usize::try_from(self.records).unwrap_or(usize::MAX), "record", "records");
            eprintln!("{records} without a verdict because of errors");
        }
        errors
    }
}

/// A problem of the input as a whole.
pub fn of_input(file: &str, code: &'static str, line: u64, found: String, expected: &str, hint: Option<&str>) -> Problem {
    Problem {
        severity: Severity::Error,
        code,
        file: file.to_owned(),
        line: Some(line),
        column: None,
        column_name: None,
        found,
        expected: expected.to_owned(),
        hint: hint.map(str::to_owned),
        excerpt: None,
    }
}

/// The problem of an input that cannot be cut into records any further.
pub fn broken(file: &str, broken: Broken) -> Problem {
    of_input(file, "broken-file", broken.line, broken.found, broken.expected, Some("nothing after this place was read"))
}

/// The refusal of a field about persons.
pub fn personal(file: &str, record: u64, line: u64, name: &str) -> Problem {
    let shown: String = name.chars().take(60).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    let hint = "remove the field: no verdict needs it, and such data could harm people if it leaked";
    let found = format!("`{shown}`, which looks like personal data");
    let problem = of_input(file, "personal-data", line, found, "facts about the incident, never who the people are", Some(hint));
    Problem { column_name: Some(format!("record {record}, {shown}")), ..problem }
}
