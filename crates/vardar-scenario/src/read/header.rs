//! The header row: which columns a table file has, and which it should not have.

use crate::columns::{Need, Table};
use crate::nearest::{did_you_mean, listed, nearest};
use crate::personal::looks_personal;
use crate::problem::{Fault, Report, Severity, Spot, shown};

use super::record::{Cell, RecordStart};
use super::text::Text;

/// The columns of a file.
#[derive(Debug)]
pub(crate) struct Header {
    /// For each column of the table's shape, its index in the file.
    pub columns: Vec<Option<usize>>,
    /// Number of columns in the file.
    pub width: usize,
    /// True if no needed column is missing.
    pub complete: bool,
}

/// Reads the header row. `None` if this is no header at all.
pub(crate) fn read(text: Text<'_>, table: Table, cells: &[Cell], start: RecordStart, report: &mut Report) -> Option<Header> {
    let shape = table.shape();
    let spot = |cell: &Cell| text.spot(cell.start, cell.end, start.offset, start.line);
    if let [only] = cells {
        let value = only.value(text.content);
        if let Some((_, name)) = [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")].iter().find(|(c, _)| value.contains(*c)) {
            let fault = Fault::error("wrong-delimiter", format!("columns separated by {name}"), "columns separated by commas")
                .hint("save the table again as CSV with commas".to_owned());
            report.push(fault.at(spot(only)));
            return None;
        }
    }
    let mut columns = vec![None; shape.columns.len()];
    let mut unknown = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let value = cell.value(text.content);
        let name = value.trim();
        let slot = shape.columns.iter().position(|column| column.name == name).and_then(|index| columns.get_mut(index));
        match slot {
            Some(slot @ None) => *slot = Some(at),
            Some(_) => report.add(Severity::Error, "duplicate-column", text.file, || {
                let hint = "rename or remove one".to_owned();
                Fault::error("duplicate-column", shown(name), "each column once").hint(hint).at(spot(cell))
            }),
            None => {
                let code = if looks_personal(name) { "personal-data" } else { "unknown-column" };
                report.add(Severity::Error, code, text.file, || unknown_column(table, name, code).at(spot(cell)));
                unknown.push(value.clone());
            }
        }
    }
    let mut complete = true;
    for (column, found) in shape.columns.iter().zip(&columns) {
        if column.need != Need::Optional && found.is_none() {
            complete = false;
            let hint = nearest(column.name, unknown.iter().map(AsRef::as_ref));
            let hint = hint.map(|name| format!("the column {} is there: is this the one?", shown(name)));
            let found = format!("no column `{}`", column.name);
            let fault = Fault::error("missing-column", found, format!("a column `{}`: {}", column.name, column.meaning));
            let at = Spot { line: Some(start.line), column_name: Some(column.name.to_owned()), ..Spot::file(text.file) };
            report.push(fault.hint(hint).at(at));
        }
    }
    columns.iter().any(Option::is_some).then_some(Header { columns, width: cells.len(), complete })
}

fn unknown_column(table: Table, name: &str, code: &'static str) -> Fault {
    let names = || table.shape().columns.iter().map(|column| column.name);
    if code == "personal-data" {
        let expected = "figures about groups of people, never about one person";
        let hint = "remove the column: Vardar works with counts, and such data could harm the people if they leaked";
        return Fault::error(code, format!("{}, which looks like personal data", shown(name)), expected).hint(hint.to_owned());
    }
    let expected = format!("one of {}", listed_all(names()));
    Fault::error(code, shown(name), expected).hint(did_you_mean(name, names()))
}

fn listed_all<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| listed([name])).collect::<Vec<_>>().join(", ")
}
