//! The header row: which columns a table file has, and which it should not have.

use std::collections::BTreeSet;

use crate::columns::{Need, Table};
use crate::nearest::{did_you_mean, listed};
use crate::problem::{Fault, Report, Spot, shown};

use super::record::{Cell, RecordStart};
use super::text::Text;

/// Index of each column in the table's shape, and whether all needed ones are there. `None` if this is no header at all.
pub(crate) fn read(
    text: Text<'_>,
    table: Table,
    cells: &[Cell],
    start: RecordStart,
    report: &mut Report,
) -> Option<(Vec<Option<usize>>, bool)> {
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
    let mut columns = Vec::with_capacity(cells.len());
    let mut seen = BTreeSet::new();
    for cell in cells {
        let value = cell.value(text.content);
        let name = value.trim();
        let known = shape.columns.iter().position(|column| column.name == name);
        let fault = match known {
            Some(index) => (!seen.insert(index)).then(|| {
                Fault::error("duplicate-column", shown(name), "each column once").hint("rename or remove one".to_owned())
            }),
            None => Some(unknown_column(table, name)),
        };
        if let Some(fault) = fault {
            report.push(fault.at(spot(cell)));
            columns.push(None);
        } else {
            columns.push(known);
        }
    }
    let mut complete = true;
    for (index, column) in shape.columns.iter().enumerate() {
        if column.need != Need::Optional && !seen.contains(&index) {
            complete = false;
            let unknown = cells.iter().map(|cell| cell.value(text.content)).filter(|name| table.column(name).is_none());
            let unknown: Vec<_> = unknown.collect();
            let hint = crate::nearest::nearest(column.name, unknown.iter().map(AsRef::as_ref))
                .map(|name| format!("the column `{name}` is there: is this the one?"));
            let found = format!("no column `{}`", column.name);
            let fault = Fault::error("missing-column", found, format!("a column `{}`: {}", column.name, column.meaning));
            let at = Spot { line: Some(start.line), column_name: Some(column.name.to_owned()), ..Spot::file(text.file) };
            report.push(fault.hint(hint).at(at));
        }
    }
    if seen.is_empty() {
        return None;
    }
    Some((columns, complete))
}

fn unknown_column(table: Table, name: &str) -> Fault {
    let names = || table.shape().columns.iter().map(|column| column.name);
    if looks_personal(name) {
        let expected = "figures about groups of people, never about one person";
        let hint = "remove the column: Vardar works with counts, and such data could harm the people if they leaked";
        return Fault::error("personal-data", format!("{}, which looks like personal data", shown(name)), expected)
            .hint(hint.to_owned());
    }
    let expected = format!("one of {}", listed_all(names()));
    Fault::error("unknown-column", shown(name), expected).hint(did_you_mean(name, names()))
}

fn listed_all<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| listed([name])).collect::<Vec<_>>().join(", ")
}

/// True if a column with this name would hold something about one person.
fn looks_personal(name: &str) -> bool {
    // `name` is a column of places and groups; where it is unknown, it can only be somebody's.
    const WHOLE: [&str; 22] = [
        "name",
        "names",
        "phone",
        "tel",
        "mobile",
        "address",
        "age",
        "sex",
        "gender",
        "religion",
        "ethnicity",
        "dob",
        "mail",
        "imei",
        "iris",
        "photo",
        "picture",
        "ssn",
        "health",
        "disability",
        "person",
        "case_number",
    ];
    const PART: [&str; 30] = [
        "passport",
        "surname",
        "firstname",
        "first_name",
        "lastname",
        "last_name",
        "fullname",
        "full_name",
        "family_name",
        "given_name",
        "forename",
        "person_name",
        "name_of",
        "telephone",
        "phone_n",
        "whatsapp",
        "email",
        "e_mail",
        "birth",
        "national_id",
        "id_number",
        "id_card",
        "identity_card",
        "fingerprint",
        "biometric",
        "person_id",
        "case_id",
        "individual",
        "home_address",
        "street",
    ];
    let name: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let name = name.trim_matches('_');
    WHOLE.contains(&name) || PART.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_about_persons() {
        for name in ["Passport No.", "phone", "E-mail", "date_of_birth", "name", "Family name", "phone_number", "Address"] {
            assert!(looks_personal(name), "{name}");
        }
        for name in ["id", "nationality", "people", "placename", "capacity", "comment", "stage", "note"] {
            assert!(!looks_personal(name), "{name}");
        }
    }
}
