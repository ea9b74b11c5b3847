//! Judges the changes of a what-if as `--set` would, and says which of them is wrong, and in which part.

use crate::check;
use crate::model::Scenario;
use crate::problem::{Fault, Problem, Report, Severity, Spot};

use super::edit::Edit;

/// Part of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Key,
    Value,
}

/// Codes of what is wrong with a key on its own, or in view of the scenario.
const OF_KEY: [&str; 7] = [
    "unknown-key",
    "unknown-parameter",
    "unknown-place",
    "unknown-link",
    "unknown-column",
    "nothing-to-remove",
    "nothing-to-change",
];
/// Of these, the codes that depend on other tables.
const OF_TABLES: [&str; 4] = ["unknown-place", "unknown-link", "nothing-to-remove", "nothing-to-change"];

/// What is wrong with changes: the index of the change, its part, and the fault. A fault of all changes together is laid to the
/// first. If the scenario has errors of its own (`sound` is false), only what no other table has a part in is judged.
pub(crate) fn judge(scenario: &Scenario, changes: &[(String, String)], sound: bool) -> Vec<(usize, Part, Fault)> {
    let mut edit = Edit::new(scenario);
    let mut report = Report::default();
    let mut found = Vec::new();
    for (index, (key, value)) in changes.iter().enumerate() {
        let mut of_cell = Report::default();
        if let Err(fault) = super::apply(&mut edit, key, value, &index.to_string(), &mut of_cell) {
            of_cell.push(fault.at(Spot::file(KEY_OR_VALUE)));
        }
        for problem in of_cell.finish() {
            let part = if problem.file == KEY_OR_VALUE { part_of_key(key, &problem) } else { Part::Value };
            found.push((index, part, problem));
        }
    }
    if !sound {
        found.retain(|(_, _, problem)| !OF_TABLES.contains(&problem.code));
    } else if found.is_empty() {
        let (changed, origins) = edit.finish();
        check::run(&changed, &origins, &mut report);
        found.extend(report.finish().into_iter().map(|problem| {
            let index = problem.file.parse().unwrap_or(0);
            let name = problem.column_name.as_deref().unwrap_or_default();
            let names_a_site = ["borders.csv border", "parameters.csv site", "parameters.csv from"].contains(&name);
            (index, if names_a_site { Part::Key } else { Part::Value }, problem)
        }));
    }
    found.retain(|(_, _, problem)| problem.severity == Severity::Error);
    found.into_iter().map(|(index, part, problem)| (index, part, fault(problem))).collect()
}

/// File of problems that are about the change and not about a cell that it makes.
const KEY_OR_VALUE: &str = "--set";

fn part_of_key(key: &str, problem: &Problem) -> Part {
    let bad_date =
        problem.code == "bad-date" && key.split('.').next_back().is_some_and(|part| problem.found == format!("`{part}`"));
    if bad_date || OF_KEY.contains(&problem.code) { Part::Key } else { Part::Value }
}

fn fault(problem: Problem) -> Fault {
    let Problem { severity, code, found, expected, hint, .. } = problem;
    Fault { severity, code, found, expected, hint }
}
