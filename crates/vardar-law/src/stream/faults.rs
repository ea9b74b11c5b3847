//! What can be wrong with an input as a whole.

use crate::read::Broken;
use vardar_scenario::{Problem, Severity};

pub(super) fn of_input(file: &str, code: &'static str, line: u64, found: String, expected: &str, hint: Option<&str>) -> Problem {
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

pub(super) fn broken(file: &str, broken: Broken) -> Problem {
    of_input(file, "broken-file", broken.line, broken.found, broken.expected, Some("nothing after this place was read"))
}

pub(super) fn personal(file: &str, record: u64, line: u64, name: &str) -> Problem {
    let shown: String = name.chars().take(60).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    let hint = "remove the field: no verdict needs it, and such data could harm people if it leaked";
    let found = format!("`{shown}`, which looks like personal data");
    let problem = of_input(file, "personal-data", line, found, "facts about the incident, never who the people are", Some(hint));
    Problem { column_name: Some(format!("record {record}, {shown}")), ..problem }
}
