//! Links.

use crate::columns::Table;
use crate::problem::shown;

use super::{Checker, Known};

pub(crate) fn check(checker: &mut Checker<'_>) {
    for (row, link) in checker.scenario.links.iter().enumerate() {
        let at = |column| (Table::Links, row, column);
        checker.known(at("from"), &link.from, Known::Place);
        checker.known(at("to"), &link.to, Known::Place);
        if link.from == link.to && !link.from.is_empty() {
            checker.error(at("to"), "link-to-itself", || (shown(&link.to), "another place than `from`".to_owned(), None));
        }
        checker.in_range(at("distance_km"), link.distance_km);
        for (column, hours) in [("hours_min", link.hours_min), ("hours_max", link.hours_max)] {
            if hours == 0.0 {
                checker.error(at(column), "out-of-range", || (format!("`{hours}`"), "more than 0 hours".to_owned(), None));
            } else {
                checker.in_range(at(column), hours);
            }
        }
        if link.hours_min > link.hours_max {
            checker.error(at("hours_min"), "minimum-above-maximum", || {
                let found = format!("`{}` with hours_max `{}`", link.hours_min, link.hours_max);
                (found, "at most hours_max".to_owned(), Some("are the two swapped?".to_owned()))
            });
        }
        checker.opens_before_it_closes(Table::Links, row, link.opened, link.closed);
    }
}
