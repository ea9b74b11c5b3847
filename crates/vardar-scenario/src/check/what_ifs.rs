//! What-ifs: their names, and that `--set` would take each change, alone and after those before it.

use std::collections::BTreeMap;

use crate::columns::Table;
use crate::overrides::{Part, judge};
use crate::problem::shown;

use super::Checker;
use super::ids::slug;

/// Most what-ifs of a scenario: each is judged as a scenario of its own.
const MOST: usize = 100;

pub(crate) fn check(checker: &mut Checker<'_>) {
    let rows = &checker.scenario.what_ifs;
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, what_if) in rows.iter().enumerate() {
        let at = |column| (Table::WhatIfs, row, column);
        let name = what_if.name.as_str();
        if !name.chars().all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_lowercase()) {
            checker.error(at("name"), "bad-id", || {
                let slug = slug(name, false).replace('_', "-");
                let hint = (!slug.is_empty()).then(|| format!("write `{slug}`"));
                (shown(name), "a name of lower-case letters without accents, digits and `-`".to_owned(), hint)
            });
        }
        if name.is_empty() {
            continue;
        }
        let of_name = by_name.entry(name).or_default();
        if !of_name.is_empty() && !what_if.description.is_empty() {
            let first = of_name[0];
            let origins = checker.origins;
            checker.warning(at("description"), "description-not-first", || {
                let line = origins.spot(Table::WhatIfs, first, "name").line;
                let hint = line.map(|line| format!("that row is in line {line}; put the words there"));
                (shown(&what_if.description), format!("a description on the first row of {} only", shown(name)), hint)
            });
        }
        of_name.push(row);
    }
    let keys = rows.iter().map(|row| {
        let words = || format!("{} of what-if {}", shown(&row.key), shown(&row.name));
        (!row.name.is_empty() && !row.key.is_empty()).then(|| ((row.name.as_str(), row.key.trim()), words()))
    });
    checker.distinct(Table::WhatIfs, "key", keys);
    if by_name.len() > MOST {
        let found = by_name.len();
        checker.error((Table::WhatIfs, 0, "name"), "too-many-what-ifs", || {
            (format!("{found} names"), format!("at most {MOST} what-ifs"), None)
        });
        return;
    }
    let sound = !checker.report.has_errors();
    for rows in by_name.values() {
        changes(checker, rows, sound);
    }
}

fn changes(checker: &mut Checker<'_>, rows: &[usize], sound: bool) {
    let scenario = checker.scenario;
    // A row that could not be read has been reported, and may be what a later one builds on.
    let all_read = rows.iter().all(|row| checker.sound(Table::WhatIfs, *row));
    let read: Vec<usize> = rows.iter().copied().filter(|row| checker.sound(Table::WhatIfs, *row)).collect();
    let changes: Vec<(String, String)> = read.iter().map(|row| scenario.what_ifs[*row].change()).collect();
    for (index, part, fault) in judge(scenario, &changes, sound && all_read) {
        let Some(&row) = read.get(index) else { continue };
        let column = if part == Part::Key { "key" } else { "value" };
        checker.error((Table::WhatIfs, row, column), fault.code, || (fault.found, fault.expected, fault.hint));
    }
}
