//! Another table of parameters laid over that of a scenario, as `vardar calibrate` writes one.
//!
//! What may not change: a row that is replaced keeps its place, so that all other parameters keep the luck of a seed.

use crate::check::{self, Origins};
use crate::columns::Table;
use crate::model::{Parameter, Scenario};
use crate::overrides::EditOrigins;
use crate::problem::{Problem, Report, Severity, Spot};
use std::collections::BTreeMap;

use super::origin::RowOrigin;
use super::row::RowReader;
use super::rows;
use super::table::Source;
use super::text;

impl Scenario {
    /// The scenario with rows of a table in the form of `parameters.csv`: each replaces the row with the same parameter, site and
    /// first day, or is added. `file` says in messages where the bytes come from.
    ///
    /// # Errors
    /// Everything that is wrong with the table, alone or in this scenario, as for a scenario's own. Warnings are not reported.
    pub fn with_parameters(&self, file: &str, bytes: &[u8]) -> Result<Scenario, Vec<Problem>> {
        let mut report = Report::default();
        let text = text::decode(file, bytes, &mut report);
        let Some(mut source) = text.and_then(|text| Source::open(text, Table::Parameters, &mut report)) else {
            return Err(errors(report));
        };
        let mut rows: Vec<(Parameter, RowOrigin)> = Vec::new();
        source.for_each(&mut report, |row, report| {
            let mut reader = RowReader::new(&row, report);
            let parameter = rows::parameter(&mut reader);
            rows.push((parameter, RowOrigin::new(row.start, reader.bad)));
        });
        let mut scenario = self.clone();
        let mut laid = BTreeMap::new();
        for (row, origin) in rows {
            let same = |other: &Parameter| (&other.name, &other.site, other.from) == (&row.name, &row.site, row.from);
            let place = self.parameters.iter().position(same).filter(|place| !laid.contains_key(place));
            match place {
                Some(place) => {
                    laid.insert(place, origin);
                    scenario.parameters[place] = row;
                }
                None => {
                    laid.insert(scenario.parameters.len(), origin);
                    scenario.parameters.push(row);
                }
            }
        }
        let origins = LaidOver { scenario: EditOrigins::unchanged(&scenario), source, laid };
        check::run(&scenario, &origins, &mut report);
        if report.has_errors() { Err(errors(report)) } else { Ok(scenario) }
    }
}

fn errors(report: Report) -> Vec<Problem> {
    let mut problems = report.finish();
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

/// Rows of parameters that stand in the table laid over, by their place in the scenario; all others stand where they stood.
struct LaidOver<'a> {
    scenario: EditOrigins,
    source: Source<'a>,
    laid: BTreeMap<usize, RowOrigin>,
}

impl LaidOver<'_> {
    fn find(&self, table: Table, row: usize) -> Option<RowOrigin> {
        self.laid.get(&row).copied().filter(|_| table == Table::Parameters)
    }
}

impl Origins for LaidOver<'_> {
    fn file(&self, table: Table, row: usize) -> &str {
        self.find(table, row).map_or_else(|| self.scenario.file(table, row), |_| self.source.text.file)
    }

    fn spot(&self, table: Table, row: usize, column: &str) -> Spot {
        let laid = self.find(table, row).map(|origin| self.source.spot(origin.start(), column));
        laid.unwrap_or_else(|| self.scenario.spot(table, row, column))
    }

    fn setting_spot(&self, key: &str) -> Spot {
        self.scenario.setting_spot(key)
    }

    fn is_bad(&self, table: Table, row: usize) -> bool {
        self.find(table, row).is_some_and(RowOrigin::is_bad)
    }

    fn is_complete(&self, _table: Table) -> bool {
        true
    }
}
