//! Fields of a record: the header of CSV, and the names in an object.

use super::cell::{Wrong, shown};
use super::{AGE, ID};
use crate::Field;
use vardar_scenario::nearest::did_you_mean;
use vardar_scenario::personal::looks_personal;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// Anything that names the record.
    Id,
    /// Age in years: stands in for `is_child`, and is not kept.
    Age,
    /// A fact.
    Fact(Field),
}

/// The columns of a CSV file, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub(crate) columns: Vec<Column>,
}

impl Header {
    /// A header of facts.
    #[must_use]
    pub fn of(fields: &[Field]) -> Header {
        Header { columns: fields.iter().copied().map(Column::Fact).collect() }
    }
}

impl Column {
    pub(crate) fn named(name: &str) -> Option<Column> {
        match name {
            ID => Some(Column::Id),
            AGE => Some(Column::Age),
            other => Field::named(other).map(Column::Fact),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Column::Id => ID,
            Column::Age => AGE,
            Column::Fact(field) => field.name(),
        }
    }
}

/// What is wrong with a field that is not known.
pub(crate) fn unknown(name: &str) -> Wrong {
    if looks_personal(name) {
        let hint = "remove the column: no verdict needs it, and such data could harm people if it leaked";
        return Wrong {
            code: "personal-data",
            found: format!("{}, which looks like personal data", shown(name)),
            expected: "facts about the incident, never who the people are".to_owned(),
            hint: Some(hint.to_owned()),
        };
    }
    let names = || Field::ALL.iter().map(|field| field.name()).chain([ID, AGE]);
    let hint = did_you_mean(name, names()).or_else(|| Some("`vardar classify --template` lists all fields".to_owned()));
    Wrong { code: "unknown-field", found: shown(name), expected: "a field of the codebook".to_owned(), hint }
}
