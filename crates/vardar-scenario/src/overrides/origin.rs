//! Where the rows of a changed scenario come from: the override that changed them, or the table.

use std::collections::BTreeMap;

use crate::check::Origins;
use crate::columns::Table;
use crate::model::Scenario;
use crate::problem::Spot;
use crate::read::settings;

/// What changed which row. A problem in a row that nothing changed is the doing of all overrides together.
#[derive(Debug)]
pub(crate) struct EditOrigins {
    changed: BTreeMap<(Table, usize), String>,
    settings: BTreeMap<&'static str, String>,
    together: Option<String>,
    /// File of each series row.
    series: Vec<String>,
}

impl EditOrigins {
    /// Of a scenario in which nothing was changed.
    pub fn unchanged(scenario: &Scenario) -> EditOrigins {
        EditOrigins::new(scenario, BTreeMap::new(), BTreeMap::new(), Vec::new())
    }

    pub fn new(
        scenario: &Scenario,
        changed: BTreeMap<(Table, usize), String>,
        settings: BTreeMap<&'static str, String>,
        all: Vec<String>,
    ) -> EditOrigins {
        let series = scenario.observations.iter().map(|row| format!("{}{}.csv", Table::Series.file(), row.series)).collect();
        EditOrigins { changed, settings, together: (!all.is_empty()).then(|| all.join(" ")), series }
    }
}

impl Origins for EditOrigins {
    fn file(&self, table: Table, row: usize) -> &str {
        let own = || if table == Table::Series { self.series.get(row).map(String::as_str) } else { None };
        let changed = self.changed.get(&(table, row)).or(self.together.as_ref()).map(String::as_str);
        changed.or_else(own).unwrap_or(table.file())
    }

    fn spot(&self, table: Table, row: usize, column: &str) -> Spot {
        let column_name = if self.together.is_some() { format!("{} {column}", table.file()) } else { column.to_owned() };
        Spot { column_name: Some(column_name), ..Spot::file(self.file(table, row)) }
    }

    fn setting_spot(&self, key: &str) -> Spot {
        let file = self.settings.get(key).or(self.together.as_ref()).map_or(settings::FILE, String::as_str);
        Spot { column_name: Some(key.to_owned()), ..Spot::file(file) }
    }

    fn is_bad(&self, _table: Table, _row: usize) -> bool {
        false
    }

    fn is_complete(&self, _table: Table) -> bool {
        true
    }
}
