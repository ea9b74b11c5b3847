//! A scenario that is being changed, with a note of what changed which row.

use std::collections::BTreeMap;

use crate::columns::Table;
use crate::model::{Parameter, RegimeEntry, Scenario};

use super::origin::EditOrigins;

/// A row, and the override that made it what it is.
#[derive(Debug, Clone)]
pub(crate) struct Tracked<T> {
    pub row: T,
    pub by: Option<String>,
}

/// A scenario that is being changed. Tables from which rows may go, or to which rows may come, are kept apart so that the notes
/// stay with their rows.
#[derive(Debug)]
pub(crate) struct Edit {
    pub scenario: Scenario,
    pub borders: Vec<Tracked<RegimeEntry>>,
    pub parameters: Vec<Tracked<Parameter>>,
    /// Changed rows of tables whose rows stay where they are.
    pub cells: BTreeMap<(Table, usize), String>,
    /// Changed settings.
    pub settings: BTreeMap<&'static str, String>,
    /// Every override in turn.
    pub all: Vec<String>,
}

impl Edit {
    pub fn new(scenario: &Scenario) -> Edit {
        let mut scenario = scenario.clone();
        scenario.what_ifs.clear();
        Edit {
            borders: untouched(std::mem::take(&mut scenario.borders)),
            parameters: untouched(std::mem::take(&mut scenario.parameters)),
            scenario,
            cells: BTreeMap::new(),
            settings: BTreeMap::new(),
            all: Vec::new(),
        }
    }

    /// The changed scenario, and what changed its rows.
    pub fn finish(self) -> (Scenario, EditOrigins) {
        let mut scenario = self.scenario;
        let mut changed = self.cells;
        scenario.borders = unpack(Table::Borders, self.borders, &mut changed);
        scenario.parameters = unpack(Table::Parameters, self.parameters, &mut changed);
        if self.settings.contains_key("period.start") || self.settings.contains_key("period.end") {
            let period = scenario.period;
            scenario.inflow.retain(|row| period.start > period.end || period.index_of(row.date).is_some());
            let within = |date: Option<jiff::civil::Date>| date.is_none_or(|date| period.index_of(date).is_some());
            scenario.targets.retain(|row| {
                let dates = [Some(row.from), Some(row.to), row.against_from, row.against_to];
                period.start > period.end || dates.into_iter().all(within)
            });
        }
        let origins = EditOrigins::new(&scenario, changed, self.settings, self.all);
        (scenario, origins)
    }
}

fn untouched<T>(rows: Vec<T>) -> Vec<Tracked<T>> {
    rows.into_iter().map(|row| Tracked { row, by: None }).collect()
}

fn unpack<T>(table: Table, rows: Vec<Tracked<T>>, changed: &mut BTreeMap<(Table, usize), String>) -> Vec<T> {
    let mut out = Vec::with_capacity(rows.len());
    for (index, tracked) in rows.into_iter().enumerate() {
        if let Some(by) = tracked.by {
            changed.insert((table, index), by);
        }
        out.push(tracked.row);
    }
    out
}
