//! The timeline of regimes.

use std::collections::{BTreeMap, BTreeSet};

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
    let names = checker.names;
    let complete = checker.origins.is_complete(Table::Places) && checker.origins.is_complete(Table::Links);
    let known = names.links.contains(border) || names.corridors.contains(border) || names.pairs.contains(border);
    if border.is_empty() || !complete || known || names.gaps.may_be_border(border) {
        return;
    }
    checker.error((Table::Borders, row, "border"), "unknown-border", || {
        let reversed = border.split_once('-').map(|(from, to)| format!("{to}-{from}"));
        if let Some(pair) = reversed.filter(|pair| names.pairs.contains(pair)) {
            return (shown(border), "the countries in the direction of travel".to_owned(), Some(format!("write `{pair}`")));
        }
        let pairs = || names.pairs.iter().map(String::as_str);
        let all = pairs().chain(names.corridors.iter().copied()).chain(names.links.iter().copied());
        let expected = if names.pairs.is_empty() {
            "a link id or a corridor (no link crosses a border)".to_owned()
        } else {
            format!("a link id, a corridor, or two countries that a link joins: {}", listed(pairs()))
        };
        (shown(border), expected, did_you_mean(border, all))
    });
}

fn nationalities(checker: &mut Checker<'_>, row: usize, eligible: &[String]) {
    let at = (Table::Borders, row, "eligible");
    if eligible.is_empty() && checker.sound(Table::Borders, row) {
        let hint = Some("use `metered` if everybody may pass, `closed` if nobody may".to_owned());
        checker.error(at, "regime-mismatch", || ("nobody".to_owned(), "nationalities that may pass".to_owned(), hint));
    }
    let complete = checker.origins.is_complete(Table::Groups);
    let names = &checker.names.nationalities;
    let mut seen = BTreeSet::new();
    for code in eligible {
        if complete && !names.contains(code.as_str()) {
            checker.error(at, "unknown-nationality", || {
                let joined = code.contains([',', ' ', '/']);
                let hint = if joined { None } else { did_you_mean(code, names.iter().copied()) };
                let hint = hint.or(joined.then(|| "separate nationalities by `;`".to_owned()));
                (shown(code), format!("a nationality of groups.csv: {}", listed(names.iter().copied())), hint)
            });
        } else if !seen.insert(code) {
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
        let origins = checker.origins;
        let words = |expected: &str| {
            let line = origins.spot(Table::Borders, before, "regime").line;
            let found = format!("a second entry for {} on {}", shown(&entry.border), entry.effective);
            (found, expected.to_owned(), line.map(|line| format!("the first one is in line {line}")))
        };
        let at = (Table::Borders, row, "regime");
        if same_rule(&entry.regime, &other.regime) {
            checker.warning(at, "repeated-regime", || words("each entry once"));
        } else {
            let expected = "one rule for one border, effective day and announcement";
            checker.error(at, "contradicting-regimes", || words(expected));
        }
    }
}

/// True if the rules are the same, in whatever order nationalities are named.
fn same_rule(a: &Regime, b: &Regime) -> bool {
    match (a, b) {
        (Regime::Restricted { eligible, per_day }, Regime::Restricted { eligible: other, per_day: number }) => {
            let sorted = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
            per_day == number && sorted(eligible) == sorted(other)
        }
        _ => a == b,
    }
}
