//! The single changes.

use jiff::civil::Date;

use crate::columns::Table;
use crate::model::{Distribution, Parameter, REGISTRY, Regime, RegimeEntry};
use crate::nearest::{did_you_mean, listed};
use crate::problem::{Fault, Report, shown};
use crate::read;
use crate::read::cell;
use crate::read::settings::equal_steps;
use crate::write::rows as text;

use super::edit::{Edit, Tracked};

/// What changed values are said to come from.
pub(crate) const SOURCE: &str = "--set";

/// Replaces the entries of a border with one effective date by one regime, or removes them.
pub(crate) fn border(edit: &mut Edit, border: &str, date: &str, value: &str, file: &str) -> Result<(), Fault> {
    let date = cell::date(date)?;
    let regime = regime(value)?;
    edit.all.push(file.to_owned());
    let ours = |entry: &Tracked<RegimeEntry>| entry.row.border == border && entry.row.effective == date;
    let at = edit.borders.iter().position(ours);
    edit.borders.retain(|entry| !ours(entry));
    match regime {
        Some(regime) => {
            let row = entry(border, date, regime);
            let at = at.unwrap_or(edit.borders.len());
            edit.borders.insert(at, Tracked { row, by: Some(file.to_owned()) });
            Ok(())
        }
        None if at.is_some() => Ok(()),
        None => {
            let dates =
                edit.borders.iter().filter(|entry| entry.row.border == border).map(|entry| entry.row.effective.to_string());
            let dates: Vec<String> = dates.collect();
            let expected = if dates.is_empty() {
                "a border of borders.csv".to_owned()
            } else {
                format!("one of its dates: {}", listed(dates.iter().map(String::as_str)))
            };
            let hint =
                did_you_mean(border, edit.borders.iter().map(|entry| entry.row.border.as_str()).filter(|_| dates.is_empty()));
            Err(Fault::error("nothing-to-remove", format!("no entry of {} on {date}", shown(border)), expected).hint(hint))
        }
    }
}

fn entry(border: &str, date: Date, regime: Regime) -> RegimeEntry {
    let (border, note, source) = (border.to_owned(), String::new(), SOURCE.to_owned());
    RegimeEntry { announced: date, effective: date, border, regime, note, source }
}

/// `open`, `closed`, `metered[:N]`, `restricted:SYR;IRQ[:N]`, or `none`.
fn regime(value: &str) -> Result<Option<Regime>, Fault> {
    let mut parts = value.split(':');
    let word = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let per_day = |text: &str| cell::count(text);
    let list = |text: &str| text.split(';').map(|code| code.trim().to_owned()).collect();
    let regime = match (word, rest.as_slice()) {
        ("none", []) => return Ok(None),
        ("open", []) => Regime::Open,
        ("closed", []) => Regime::Closed,
        ("metered", []) => Regime::Metered(None),
        ("metered", [number]) => Regime::Metered(Some(per_day(number)?)),
        ("restricted", [codes]) => Regime::Restricted { eligible: list(codes), per_day: None },
        ("restricted", [codes, number]) => Regime::Restricted { eligible: list(codes), per_day: Some(per_day(number)?) },
        _ => {
            let words = ["open", "closed", "metered", "restricted", "none"];
            let expected =
                "`open`, `closed`, `metered`, `metered:2000`, `restricted:SYR;IRQ`, `restricted:SYR;IRQ:500` or `none`";
            let hint = if words.contains(&word) { None } else { did_you_mean(word, words) };
            return Err(Fault::error("bad-regime", shown(value), expected).hint(hint));
        }
    };
    Ok(Some(regime))
}

/// Gives a parameter one value, on all dates and without spread.
pub(crate) fn parameter(edit: &mut Edit, name: &str, site: &str, value: &str, file: &str) -> Result<(), Fault> {
    if !REGISTRY.iter().any(|kind| kind.name == name) {
        return Err(unknown_parameter(name));
    }
    let value = cell::number(value)?;
    edit.all.push(file.to_owned());
    let ours = |parameter: &Tracked<Parameter>| parameter.row.name == name && parameter.row.site == site;
    let at = edit.parameters.iter().position(ours).unwrap_or(edit.parameters.len());
    edit.parameters.retain(|parameter| !ours(parameter));
    let row = Parameter {
        name: name.to_owned(),
        site: site.to_owned(),
        from: None,
        value,
        distribution: Distribution::Fixed,
        status: "guess".to_owned(),
        source: SOURCE.to_owned(),
    };
    edit.parameters.insert(at, Tracked { row, by: Some(file.to_owned()) });
    Ok(())
}

pub(crate) fn unknown_parameter(name: &str) -> Fault {
    let names = || REGISTRY.iter().map(|kind| kind.name);
    let all = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Fault::error("unknown-parameter", shown(name), format!("one of {all}")).hint(did_you_mean(name, names()))
}

/// Changes one cell of `places.csv` or `links.csv`.
pub(crate) fn cell(
    edit: &mut Edit,
    table: Table,
    id: &str,
    column: &str,
    value: &str,
    file: &str,
    report: &mut Report,
) -> Result<(), Fault> {
    edit.all.push(file.to_owned());
    let row = if table == Table::Places {
        let places = &mut edit.scenario.places;
        replace(
            places,
            table,
            |place| &place.id,
            text::place,
            |cells, report| read::place_from(cells, file, report),
            (id, column, value),
            report,
        )?
    } else {
        let links = &mut edit.scenario.links;
        replace(
            links,
            table,
            |link| &link.id,
            text::link,
            |cells, report| read::link_from(cells, file, report),
            (id, column, value),
            report,
        )?
    };
    edit.cells.insert((table, row), file.to_owned());
    Ok(())
}

/// Writes a row as text, changes one cell, and reads the row again, so that the value is judged like one in a file.
fn replace<T>(
    rows: &mut [T],
    table: Table,
    id_of: fn(&T) -> &String,
    to_text: fn(&T) -> Vec<String>,
    read: impl Fn(&[(&str, String)], &mut Report) -> Option<T>,
    (id, column, value): (&str, &str, &str),
    report: &mut Report,
) -> Result<usize, Fault> {
    let columns = table.shape().columns.iter().map(|column| column.name);
    let Some(at) = rows.iter().position(|row| id_of(row) == id) else {
        let hint = did_you_mean(id, rows.iter().map(|row| id_of(row).as_str()));
        let code = if table == Table::Places { "unknown-place" } else { "unknown-link" };
        return Err(Fault::error(code, shown(id), format!("an id of {}", table.file())).hint(hint));
    };
    if table.column(column).is_none() {
        let expected =
            format!("a column of {}: {}", table.file(), columns.clone().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", "));
        return Err(Fault::error("unknown-column", shown(column), expected).hint(did_you_mean(column, columns)));
    }
    let Some(row) = rows.get_mut(at) else { return Ok(at) };
    let cells: Vec<(&str, String)> = columns
        .zip(to_text(row))
        .map(|(name, old)| if name == column { (name, value.to_owned()) } else { (name, old) })
        .collect();
    if let Some(new) = read(&cells, report) {
        *row = new;
    }
    Ok(at)
}

/// Changes the number of steps; all weigh the same.
pub(crate) fn steps(edit: &mut Edit, value: &str, file: &str) -> Result<(), Fault> {
    edit.all.push(file.to_owned());
    edit.scenario.engine.steps_per_day = cell::count(value)?;
    edit.scenario.engine.step_profile = equal_steps(edit.scenario.engine.steps_per_day);
    edit.settings.insert("engine.steps_per_day", file.to_owned());
    Ok(())
}

/// Switches the market for irregular crossings on or off.
pub(crate) fn market(edit: &mut Edit, value: &str, file: &str) -> Result<(), Fault> {
    edit.all.push(file.to_owned());
    edit.scenario.market.enabled = match value {
        "true" => true,
        "false" => false,
        other => {
            let hint = did_you_mean(other, ["true", "false"]);
            return Err(Fault::error("unknown-word", shown(other), "`true` or `false`").hint(hint));
        }
    };
    edit.settings.insert("market.enabled", file.to_owned());
    Ok(())
}

/// Changes the first or last day.
pub(crate) fn period(edit: &mut Edit, end: &str, value: &str, file: &str) -> Result<(), Fault> {
    let date = cell::date(value)?;
    edit.all.push(file.to_owned());
    if end == "start" {
        edit.scenario.period.start = date;
        edit.settings.insert("period.start", file.to_owned());
    } else {
        edit.scenario.period.end = date;
        edit.settings.insert("period.end", file.to_owned());
    }
    // Whichever end is judged, this override has a part in it.
    edit.settings.entry("period.end").or_insert_with(|| file.to_owned());
    Ok(())
}
