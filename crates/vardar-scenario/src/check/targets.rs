//! Targets: periods, sites and ranges.

use crate::columns::Table;
use crate::model::{Target, TargetQuantity};
use crate::nearest::did_you_mean;
use crate::problem::shown;

use super::{Checker, is_read};

/// Site of the sums over everything.
const ROUTE: &str = "route";

pub(crate) fn check(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    for (row, target) in scenario.targets.iter().enumerate() {
        let at = |column| (Table::Targets, row, column);
        for (column, date) in [
            ("from", Some(target.from)),
            ("to", Some(target.to)),
            ("against_from", target.against_from),
            ("against_to", target.against_to),
        ] {
            let Some(date) = date.filter(|date| is_read(*date)) else { continue };
            if scenario.period.index_of(date).is_none() {
                checker.error(at(column), "date-outside-period", || {
                    let expected = format!("a day from {} to {}", scenario.period.start, scenario.period.end);
                    (format!("`{date}`"), expected, None)
                });
            }
        }
        let periods = [(Some(target.from), Some(target.to), "to"), (target.against_from, target.against_to, "against_to")];
        for (from, to, column) in periods {
            if let (Some(from), Some(to)) = (from, to)
                && is_read(from)
                && is_read(to)
                && to < from
            {
                checker.error(at(column), "ends-before-it-begins", || {
                    (format!("`{to}` after a begin on {from}"), "a day on or after the first".to_owned(), None)
                });
            }
        }
        let needs_another = target.quantity == TargetQuantity::PriceRatio;
        if needs_another != (target.against_from.is_some() && target.against_to.is_some()) && checker.sound(Table::Targets, row) {
            checker.error(at("against_from"), "ratio-to-nothing", || {
                if needs_another {
                    ("no period to compare with".to_owned(), "the period that a price_ratio is relative to".to_owned(), None)
                } else {
                    let expected = "nothing: only a price_ratio is relative to another period".to_owned();
                    ("a period to compare with".to_owned(), expected, None)
                }
            });
        }
        site(checker, row, target);
        for (column, number) in [("value", Some(target.value)), ("low", target.low), ("high", target.high)] {
            if let Some(number) = number {
                checker.in_range(at(column), number);
            }
        }
        if let (Some(low), Some(high)) = (target.low, target.high)
            && low > high
        {
            checker.error(at("low"), "minimum-above-maximum", || {
                (format!("`{low}` with high `{high}`"), "at most high".to_owned(), Some("are the two swapped?".to_owned()))
            });
        }
    }
}

fn site(checker: &mut Checker<'_>, row: usize, target: &Target) {
    let names = checker.names;
    let site = target.site.as_str();
    let tables = [Table::Places, Table::Links];
    if site.is_empty() || !tables.iter().all(|table| checker.origins.is_complete(*table)) {
        return;
    }
    let (valid, words) = match target.quantity {
        TargetQuantity::PriceRatio => {
            (site == ROUTE || names.pairs.contains(site), "`route` or a country pair such as `GRC-MKD`")
        }
        TargetQuantity::Returned => (names.pairs.contains(site), "a country pair such as `GRC-MKD`"),
        TargetQuantity::ReportedPerDay => (names.observed.contains(site), "a site of an observed series"),
        _ => (site == ROUTE, "`route`"),
    };
    if valid {
        return;
    }
    checker.error((Table::Targets, row, "site"), "unknown-site", || {
        let all = names.pairs.iter().map(String::as_str).chain(names.observed.iter().copied()).chain([ROUTE]);
        (shown(site), words.to_owned(), did_you_mean(site, all))
    });
}
