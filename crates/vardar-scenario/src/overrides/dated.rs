//! Changes to parameter rows that begin on a date.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Distribution, Parameter, REGISTRY};
use crate::nearest::{did_you_mean, listed};
use crate::problem::{Fault, shown};
use crate::read::cell;

use super::edit::{Edit, Tracked};
use super::rows::{SOURCE, unknown_parameter};

/// What a row becomes.
enum Change {
    Never,
    From(Date),
    Value(f64),
}

/// Changes when a dated row begins, or the value from a date on.
pub(crate) fn parameter(edit: &mut Edit, name: &str, site: &str, date: &str, value: &str, file: &str) -> Result<(), Fault> {
    if !REGISTRY.iter().any(|kind| kind.name == name) {
        return Err(unknown_parameter(name));
    }
    let date = cell::date(date)?;
    let change = change(value)?;
    edit.all.push(file.to_owned());
    let same = |row: &Tracked<Parameter>| row.row.name == name && row.row.site == site;
    let at = edit.parameters.iter().position(|row| same(row) && row.row.from == Some(date));
    let by = Some(file.to_owned());
    match (change, at) {
        (Change::Never, Some(at)) => {
            let from = after_all_days(edit, name, site);
            let row = Parameter { from: Some(from), ..edit.parameters[at].row.clone() };
            edit.parameters[at] = Tracked { row, by };
        }
        (Change::From(from), Some(at)) => {
            let row = Parameter { from: Some(from), ..edit.parameters[at].row.clone() };
            edit.parameters[at] = Tracked { row, by };
        }
        (Change::Value(value), at) => {
            let row = Parameter {
                name: name.to_owned(),
                site: site.to_owned(),
                from: Some(date),
                value,
                distribution: Distribution::Fixed,
                status: "guess".to_owned(),
                source: SOURCE.to_owned(),
            };
            match at {
                Some(at) => edit.parameters[at] = Tracked { row, by },
                None => edit.parameters.push(Tracked { row, by }),
            }
        }
        (Change::Never | Change::From(_), None) => return Err(no_such_row(edit, name, site, date)),
    }
    Ok(())
}

fn change(value: &str) -> Result<Change, Fault> {
    if value == "none" {
        return Ok(Change::Never);
    }
    if let Ok(date) = cell::date(value) {
        return Ok(Change::From(date));
    }
    cell::number(value).map(Change::Value).map_err(|fault| {
        let expected = "a number, a date such as `2015-10-01`, or `none`";
        let hint = fault.hint.or_else(|| did_you_mean(value, ["none"]));
        Fault { expected: expected.to_owned(), hint, ..fault }
    })
}

/// A day that no period reaches and on which no other row of the parameter begins. A row that never begins keeps its place in
/// the table: the luck of the rows after it goes by their number, and members of two runs would no longer be pairs.
fn after_all_days(edit: &Edit, name: &str, site: &str) -> Date {
    let taken =
        |day: &Date| edit.parameters.iter().any(|row| row.row.name == name && row.row.site == site && row.row.from == Some(*day));
    let mut day = Date::MAX;
    while taken(&day) {
        day = day.saturating_sub(1.day());
    }
    day
}

fn no_such_row(edit: &Edit, name: &str, site: &str, date: Date) -> Fault {
    let rows = || edit.parameters.iter().map(|row| &row.row).filter(|row| row.name == name && row.from.is_some());
    let dates: Vec<String> = rows().filter(|row| row.site == site).filter_map(|row| Some(row.from?.to_string())).collect();
    let expected = if dates.is_empty() {
        format!("a site with dated rows of `{name}` in parameters.csv")
    } else {
        format!("one of its dates: {}", listed(dates.iter().map(String::as_str)))
    };
    let hint = did_you_mean(site, rows().map(|row| row.site.as_str()).filter(|_| dates.is_empty()));
    let found = format!("no row of `{name}` for {} that begins on {date}", shown(site));
    Fault::error("nothing-to-change", found, expected).hint(hint)
}
