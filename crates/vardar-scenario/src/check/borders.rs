//! The timeline of regimes.

use std::collections::BTreeMap;

use crate::columns::Table;
use crate::model::{Regime, RegimeEntry};
use crate::nearest::{did_you_mean, listed};
use crate::problem::shown;

use super::{Checker, is_read};

pub(crate) fn check(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    for (row, entry) in scenario.borders.iter().enumerate() {
        let at = |column| (Table::Borders, row, column);
        known_border(checker, row, &entry.border);
        if is_read(entry.announced) && is_read(entry.effective) && entry.announced > entry.effective {
            checker.warning(at("announced"), "announced-late", || {
                (format!("`{}`", entry.announced), format!("a day up to `{}`, when it takes effect", entry.effective), None)
            });
        }
        match &entry.regime {
            Regime::Restricted { eligible, per_day } => {
                nationalities(checker, row, eligible);
                no_zero(checker, row, *per_day);
            }
            Regime::Metered(per_day) => no_zero(checker, row, *per_day),
            Regime::Open | Regime::Closed => {}
        }
    }
    contradictions(checker, &scenario.borders);
}

/// Reports a border that is neither a link nor a corridor nor two countries that a link joins.
fn known_border(checker: &mut Checker<'_>, row: usize, border: &str) {
    let names = &checker.names;
    let complete = checker.origins.is_complete(Table::Places) && checker.origins.is_complete(Table::Links);
    let known = names.links.contains(border) || names.corridors.contains(border) || names.pairs.contains(border);
    if border.is_empty() || !complete || known || names.gaps.may_be_border(border) {
        return;
    }
    let reversed = border.split_once('-').map(|(from, to)| format!("{to}-{from}")).filter(|pair| names.pairs.contains(pair));
    let words = match reversed {
        Some(pair) => (shown(border), "the countries in the direction of travel".to_owned(), Some(format!("write `{pair}`"))),
        None => {
            let pairs = names.pairs.iter().map(String::as_str);
            let all = pairs.chain(names.corridors.iter().copied()).chain(names.links.iter().copied());
            let examples = listed(names.pairs.iter().map(String::as_str));
            let expected = if examples.is_empty() {
                "a link id or a corridor (no link crosses a border)".to_owned()
            } else {
                format!("a link id, a corridor, or two countries that a link joins: {examples}")
            };
            (shown(border), expected, did_you_mean(border, all))
        }
    };
    checker.error((Table::Borders, row, "border"), "unknown-border", || words);
}

fn nationalities(checker: &mut Checker<'_>, row: usize, eligible: &[String]) {
    let at = (Table::Borders, row, "eligible");
    if eligible.is_empty() && checker.sound(Table::Borders, row) {
        let hint = Some("use `metered` if everybody may pass, `closed` if nobody may".to_owned());
        checker.error(at, "regime-mismatch", || ("nobody".to_owned(), "nationalities that may pass".to_owned(), hint));
    }
    for (index, code) in eligible.iter().enumerate() {
        if checker.origins.is_complete(Table::Groups) && !checker.names.nationalities.contains(code.as_str()) {
            let names = || checker.names.nationalities.iter().copied();
            let hint = if code.contains([',', ' ', '/']) {
                Some("separate nationalities by `;`".to_owned())
            } else {
                did_you_mean(code, names())
            };
            let words = (shown(code), format!("a nationality of groups.csv: {}", listed(names())), hint);
            checker.error(at, "unknown-nationality", || words);
        } else if eligible.iter().take(index).any(|other| other == code) {
            checker.warning(at, "named-twice", || (shown(code), "each nationality once".to_owned(), None));
        }
    }
}

fn no_zero(checker: &mut Checker<'_>, row: usize, per_day: Option<u32>) {
    if per_day == Some(0) {
        checker.error((Table::Borders, row, "per_day"), "nobody-a-day", || {
            ("`0`".to_owned(), "1 or more people a day".to_owned(), Some("use regime `closed`".to_owned()))
        });
    }
}

/// Reports entries of one border that were announced and took effect on the same days.
fn contradictions(checker: &mut Checker<'_>, borders: &[RegimeEntry]) {
    let mut first = BTreeMap::new();
    for (row, entry) in borders.iter().enumerate() {
        if !is_read(entry.announced) || !is_read(entry.effective) || !checker.sound(Table::Borders, row) {
            continue;
        }
        let key = (entry.border.as_str(), entry.effective, entry.announced);
        let Some((before, other)) = first.get(&key).copied() else {
            first.insert(key, (row, entry));
            continue;
        };
        let line = checker.origins.spot(Table::Borders, before, "regime").line;
        let hint = line.map(|line| format!("the first one is in line {line}"));
        let found = format!("a second entry for {} on {}", shown(&entry.border), entry.effective);
        let at = (Table::Borders, row, "regime");
        if same_rule(&entry.regime, &other.regime) {
            checker.warning(at, "repeated-regime", || (found, "each entry once".to_owned(), hint));
        } else {
            let expected = "one rule for one border, effective day and announcement".to_owned();
            checker.error(at, "contradicting-regimes", || (found, expected, hint));
        }
    }
}

/// True if the rules are the same, in whatever order nationalities are named.
fn same_rule(a: &Regime, b: &Regime) -> bool {
    match (a, b) {
        (Regime::Restricted { eligible, per_day }, Regime::Restricted { eligible: other, per_day: number }) => {
            let sorted = |list: &[String]| list.iter().cloned().collect::<std::collections::BTreeSet<_>>();
            per_day == number && sorted(eligible) == sorted(other)
        }
        _ => a == b,
    }
}
