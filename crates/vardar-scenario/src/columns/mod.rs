//! What the tables of a scenario look like: the one description that the reader, the writer, the data package and the
//! documentation share.

mod tables;

pub use tables::*;

/// A table of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// `places.csv`
    Places,
    /// `capacities.csv`
    Capacities,
    /// `links.csv`
    Links,
    /// `borders.csv`
    Borders,
    /// `groups.csv`
    Groups,
    /// `attractions.csv`
    Attractions,
    /// `streams.csv`
    Streams,
    /// `mixes.csv`
    Mixes,
    /// `inflow.csv`
    Inflow,
    /// `initial.csv`
    Initial,
    /// `parameters.csv`
    Parameters,
    /// `targets.csv`
    Targets,
    /// every file in `series/`
    Series,
    /// `what_ifs.csv`
    WhatIfs,
}

/// Shape of one table.
#[derive(Debug, Clone, Copy)]
pub struct TableShape {
    /// Which table.
    pub table: Table,
    /// Its file in the folder; for [`Table::Series`] the folder.
    pub file: &'static str,
    /// What a row is, for people.
    pub meaning: &'static str,
    /// How many rows there must be.
    pub rows: Rows,
    /// Columns, in the order in which they are written.
    pub columns: &'static [Column],
    /// Columns that together differ in every row. Empty: no such columns.
    pub key: &'static [&'static str],
}

/// Whether a table may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// At least one row.
    Needed,
    /// The file must exist and may have no rows.
    FileNeeded,
    /// The file may be missing.
    Optional,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name in the header row.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether the column and its cells may be left out.
    pub need: Need,
    /// HXL hashtag.
    pub hxl: &'static str,
    /// What it means, for people.
    pub meaning: &'static str,
}

/// What may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The column must exist and every cell must be filled.
    Filled,
    /// The column must exist; cells may be empty.
    Exists,
    /// The column may be missing; cells may be empty.
    Optional,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Anything.
    Text,
    /// A name defined or used in the scenario.
    Id,
    /// An id of another table's column.
    Reference(Table, &'static str),
    /// ISO 3166-1 alpha-3.
    Country,
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM`.
    Month,
    /// Whole number, 0 or more.
    Count,
    /// Number in a range.
    Number {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// One of these words.
    Word(&'static [&'static str]),
    /// Words separated by `;`.
    List,
}

impl Table {
    /// Its shape.
    #[must_use]
    pub fn shape(self) -> &'static TableShape {
        // `TABLES` is in the order of the variants, which a test checks.
        &TABLES[self as usize]
    }

    /// Its file in the folder.
    #[must_use]
    pub fn file(self) -> &'static str {
        self.shape().file
    }

    /// One of its columns.
    #[must_use]
    pub fn column(self, name: &str) -> Option<&'static Column> {
        self.shape().columns.iter().find(|column| column.name == name)
    }

    /// Range of a column of numbers; everything for others.
    #[must_use]
    pub fn range(self, name: &str) -> (f64, f64) {
        match self.column(name).map(|column| column.kind) {
            Some(Kind::Number { min, max }) => (min, max),
            _ => (f64::MIN, f64::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_the_order_of_their_variants() {
        for shape in &TABLES {
            assert_eq!(shape.table.shape().file, shape.file);
            assert!(shape.key.iter().all(|key| shape.table.column(key).is_some()), "{}", shape.file);
            assert!(shape.columns.iter().all(|column| column.hxl.starts_with('#')));
            assert_eq!(shape.columns.last().map(|column| column.name), Some("source"));
        }
    }
}
