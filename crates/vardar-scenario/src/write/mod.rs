//! Writes a scenario as files: the same scenario gives the same bytes, and reading them gives the same scenario.

pub(crate) mod csv;
mod datapackage;
mod folder;
pub(crate) mod rows;
mod settings;

use std::collections::BTreeMap;

use crate::columns::{Rows, Table};
use crate::model::{Parameter, Scenario};

pub use folder::{WriteError, write_files, write_folder};

impl Scenario {
    /// The files of the scenario, by their names in the folder: `scenario.toml`, the tables, the series and
    /// `datapackage.json`. An optional table without rows is left out. With `hxl`, each table has a second row of HXL
    /// hashtags.
    #[must_use]
    pub fn to_files(&self, hxl: bool) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        files.insert(crate::read::settings::FILE.to_owned(), settings::to_toml(self).into_bytes());
        let tables = [
            (Table::Places, cells(&self.places, rows::place)),
            (Table::Capacities, cells(&self.capacities, rows::capacity)),
            (Table::Links, cells(&self.links, rows::link)),
            (Table::Borders, cells(&self.borders, rows::border)),
            (Table::Groups, cells(&self.groups, rows::group)),
            (Table::Attractions, cells(&self.attractions, rows::attraction)),
            (Table::Streams, cells(&self.streams, rows::stream)),
            (Table::Mixes, cells(&self.mixes, rows::mix)),
            (Table::Inflow, cells(&self.inflow, rows::inflow)),
            (Table::Initial, cells(&self.initial, rows::initial)),
            (Table::Parameters, cells(&self.parameters, rows::parameter)),
            (Table::Targets, cells(&self.targets, rows::target)),
            (Table::WhatIfs, cells(&self.what_ifs, rows::what_if)),
        ];
        for (table, rows) in tables {
            if table.shape().rows != Rows::Optional || !rows.is_empty() {
                files.insert(table.file().to_owned(), to_csv(table, &rows, hxl));
            }
        }
        let mut series: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
        for observation in &self.observations {
            series.entry(&observation.series).or_default().push(rows::observation(observation));
        }
        for (name, rows) in series {
            files.insert(series_file(name), to_csv(Table::Series, &rows, hxl));
        }
        files.insert(datapackage::FILE.to_owned(), datapackage::describe(self, files.keys().map(String::as_str), hxl));
        files
    }
}

/// A table in the form of `parameters.csv`.
#[must_use]
pub fn parameter_table(rows: &[Parameter]) -> Vec<u8> {
    to_csv(Table::Parameters, &cells(rows, rows::parameter), false)
}

/// File of a series.
fn series_file(name: &str) -> String {
    format!("{}{name}.csv", Table::Series.file())
}

fn cells<T>(rows: &[T], to_cells: fn(&T) -> Vec<String>) -> Vec<Vec<String>> {
    rows.iter().map(to_cells).collect()
}

fn to_csv(table: Table, rows: &[Vec<String>], hxl: bool) -> Vec<u8> {
    let columns = table.shape().columns;
    let tags: Vec<&str> = columns.iter().map(|column| column.hxl).collect();
    let tag_row = hxl.then_some(tags);
    let data = rows.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<_>>());
    csv::table(columns.iter().map(|column| column.name), tag_row.into_iter().chain(data)).into_bytes()
}
