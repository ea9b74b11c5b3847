//! Judges whether the values of a scenario make sense, alone and together. What a cell must look like is judged before,
//! when it is read; so this part works on the model alone, wherever its rows come from.

mod borders;
mod coordinates;
mod flows;
mod groups;
mod ids;
mod links;
mod names;
mod parameters;
mod places;
mod reach;
mod settings;
mod shares;
mod targets;
mod what_ifs;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::columns::Table;
use crate::model::Scenario;
use crate::nearest::did_you_mean;
use crate::problem::{Fault, Report, Severity, Spot, shown};
use crate::read::UNREAD_DATE;
use names::Names;

/// Where the rows of a scenario come from.
pub(crate) trait Origins {
    /// File of a row.
    fn file(&self, table: Table, row: usize) -> &str;
    /// Place of a cell.
    fn spot(&self, table: Table, row: usize, column: &str) -> Spot;
    /// Place of a setting.
    fn setting_spot(&self, key: &str) -> Spot;
    /// True if some values of the row are stand-ins for what could not be read.
    fn is_bad(&self, table: Table, row: usize) -> bool;
    /// False if rows of the table could not be read, so that names may seem unknown.
    fn is_complete(&self, table: Table) -> bool;
}

/// Finds everything that is wrong with the values of a scenario.
pub(crate) fn run(scenario: &Scenario, origins: &dyn Origins, report: &mut Report) {
    let names = Names::new(scenario);
    let mut checker = Checker { scenario, origins, names: &names, report };
    settings::check(&mut checker);
    ids::check(&mut checker);
    places::check(&mut checker);
    coordinates::check(&mut checker);
    links::check(&mut checker);
    borders::check(&mut checker);
    groups::check(&mut checker);
    shares::check(&mut checker);
    flows::check(&mut checker);
    parameters::check(&mut checker);
    targets::check(&mut checker);
    reach::check(&mut checker);
    // Last: a change is judged only against a scenario that is right without it.
    what_ifs::check(&mut checker);
}

/// What every check needs: the scenario, its names, and somewhere to report to.
pub(crate) struct Checker<'a> {
    scenario: &'a Scenario,
    origins: &'a dyn Origins,
    names: &'a Names<'a>,
    report: &'a mut Report,
}

/// Found, expected and hint of a problem.
type Words = (String, String, Option<String>);

impl<'a> Checker<'a> {
    fn add(&mut self, severity: Severity, at: (Table, usize, &str), code: &'static str, words: impl FnOnce() -> Words) {
        let (table, row, column) = at;
        let origins = self.origins;
        self.report.add(severity, code, origins.file(table, row), || {
            let (found, expected, hint) = words();
            Fault { severity, code, found, expected, hint }.at(origins.spot(table, row, column))
        });
    }

    /// Reports a cell that is wrong.
    fn error(&mut self, at: (Table, usize, &str), code: &'static str, words: impl FnOnce() -> Words) {
        self.add(Severity::Error, at, code, words);
    }

    /// Reports a cell that is odd.
    fn warning(&mut self, at: (Table, usize, &str), code: &'static str, words: impl FnOnce() -> Words) {
        self.add(Severity::Warning, at, code, words);
    }

    /// Reports a setting of `scenario.toml` that is wrong.
    fn setting_error(&mut self, key: &'static str, code: &'static str, words: Words) {
        let (found, expected, hint) = words;
        let fault = Fault { severity: Severity::Error, code, found, expected, hint };
        self.report.push(fault.at(self.origins.setting_spot(key)));
    }

    /// True if the values of the row are what its file says.
    fn sound(&self, table: Table, row: usize) -> bool {
        !self.origins.is_bad(table, row)
    }

    /// Reports a name that its table does not define. Empty names are reported where they are read.
    fn known(&mut self, at: (Table, usize, &str), name: &str, kind: Known) {
        let defined_in = kind.table();
        let names = self.names.of(kind);
        if name.is_empty() || !self.origins.is_complete(defined_in) || names.contains(name) {
            return;
        }
        self.error(at, kind.code(), || {
            let hint = did_you_mean(name, names.iter().copied());
            (shown(name), format!("{} in {}", kind.words(), defined_in.file()), hint)
        });
    }

    /// Reports a number outside the range of its column. Numbers that could not be read have been reported.
    fn in_range(&mut self, at: (Table, usize, &str), value: f64) {
        let (table, row, column) = at;
        let (min, max) = table.range(column);
        if value >= min && value <= max || (value.is_nan() && !self.sound(table, row)) {
            return;
        }
        let code = if value.is_finite() { "out-of-range" } else { "not-finite" };
        self.error(at, code, || (format!("`{value}`"), format!("a number from {min} to {max}"), None));
    }

    /// Reports all but the first of the rows that have the same key.
    fn distinct<K: Ord>(&mut self, table: Table, column: &'static str, keys: impl Iterator<Item = Option<(K, String)>>) {
        let mut first: BTreeMap<K, usize> = BTreeMap::new();
        for (row, key) in keys.enumerate() {
            let Some((key, text)) = key else { continue };
            let Some(&before) = first.get(&key) else {
                first.insert(key, row);
                continue;
            };
            let origins = self.origins;
            self.error((table, row, column), "duplicate-key", || {
                let spot = origins.spot(table, before, column);
                let names = table.shape().key.join(" + ");
                let hint = spot.line.map(|line| format!("the first one is in line {line} of {}", spot.file));
                (format!("a second row for {text}"), format!("one row for each {names}"), hint)
            });
        }
    }

    /// Reports an end that is not after its beginning.
    fn opens_before_it_closes(&mut self, table: Table, row: usize, opened: Option<Date>, closed: Option<Date>) {
        if let (Some(opened), Some(closed)) = (opened, closed)
            && opened >= closed
        {
            self.error((table, row, "closed"), "closed-before-opened", || {
                (format!("closed `{closed}`, opened `{opened}`"), "a day after the one on which it opens".to_owned(), None)
            });
        }
    }
}

/// True unless the date stands in for one that could not be read.
fn is_read(date: Date) -> bool {
    date != UNREAD_DATE
}

/// A kind of name that tables define.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Place,
    Group,
    Stream,
    Mix,
}

impl Known {
    fn table(self) -> Table {
        match self {
            Known::Place => Table::Places,
            Known::Group => Table::Groups,
            Known::Stream => Table::Streams,
            Known::Mix => Table::Mixes,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Known::Place => "unknown-place",
            Known::Group => "unknown-group",
            Known::Stream => "unknown-stream",
            Known::Mix => "unknown-mix",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Known::Place => "the id of a place",
            Known::Group => "the id of a group",
            Known::Stream => "a stream",
            Known::Mix => "a mix",
        }
    }
}
