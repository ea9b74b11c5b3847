//! Reads a scenario from files: what the bytes say first, then whether it makes sense, all in one pass.

pub(crate) mod cell;
mod folder;
mod header;
mod origin;
mod parameter_table;
mod record;
mod row;
pub(crate) mod rows;
pub(crate) mod settings;
pub(crate) mod table;
pub(crate) mod text;

use std::collections::BTreeMap;
use std::path::Path;

use crate::check;
use crate::columns::{Rows, TABLES, Table};
use crate::model::{Link, Place, Scenario};
use crate::nearest::nearest;
use crate::problem::{Fault, Problem, Report, Spot};

pub(crate) use folder::is_input;
use origin::{FileOrigins, RowOrigin};
use row::RowReader;
pub(crate) use row::UNREAD_DATE;
use settings::Settings;
use table::Source;
pub use text::LARGEST_FILE;
use text::Text;

/// A scenario as it was read, and everything that is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Where it was read from, for messages: a path, or the name of an embedded scenario.
    pub origin: String,
    /// The scenario; `None` exactly if there is a problem of severity [`Error`](crate::Severity::Error).
    pub scenario: Option<Scenario>,
    /// Everything that is wrong, by file and line.
    pub problems: Vec<Problem>,
    /// The files that the scenario consists of, as they are: `scenario.toml` and the tables, without any others.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Checked {
    /// True if the scenario can be used.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.scenario.is_some()
    }
}

/// Reads and checks a scenario folder.
#[must_use]
pub fn read_folder(path: &Path) -> Checked {
    let mut report = Report::default();
    let origin = path.display().to_string();
    match folder::load(path, &mut report) {
        Some(folder) => read(folder, &origin, report),
        None => Checked { origin, scenario: None, problems: report.finish(), files: BTreeMap::new() },
    }
}

/// Reads and checks a scenario whose files are in memory, by their names in the folder (`places.csv`,
/// `series/daily-arrivals.csv`). `origin` says in messages where they come from.
#[must_use]
pub fn read_files(files: &BTreeMap<String, Vec<u8>>, origin: &str) -> Checked {
    let mut report = Report::default();
    folder::check_names(files.keys().map(String::as_str), &mut report);
    let inputs = files.iter().filter(|(name, _)| is_input(name)).map(|(name, bytes)| (name.clone(), bytes.clone()));
    let folder = folder::Folder { files: inputs.collect(), others: files.keys().cloned().collect(), refused: Vec::new() };
    read(folder, origin, report)
}

fn read(folder: folder::Folder, origin: &str, mut report: Report) -> Checked {
    let draft = read_draft(&folder, &mut report);
    let scenario = (!report.has_errors()).then_some(draft);
    Checked { origin: origin.to_owned(), scenario, problems: report.finish(), files: folder.files }
}

/// Reads every file as far as it can be read, and judges what was read.
fn read_draft(folder: &folder::Folder, report: &mut Report) -> Scenario {
    let settings_text = folder.files.get_key_value(settings::FILE).and_then(|(name, bytes)| text::decode(name, bytes, report));
    let settings_needed = !folder.has(settings::FILE);
    if settings_needed {
        report_missing(settings::FILE, "a short description of the scenario", folder, report);
    }
    let settings = settings_text.map_or_else(Settings::default, |text| settings::read(text, report));
    let mut tables = Tables { origins: FileOrigins::new(settings_text, settings.spans.clone()), folder, report };
    let scenario = Scenario {
        name: settings.name,
        title: settings.title,
        description: settings.description,
        period: settings.period,
        engine: settings.engine,
        forecast: settings.forecast,
        market: settings.market,
        places: tables.rows(Table::Places, rows::place),
        capacities: tables.rows(Table::Capacities, rows::capacity),
        links: tables.rows(Table::Links, rows::link),
        borders: tables.rows(Table::Borders, rows::border),
        groups: tables.rows(Table::Groups, rows::group),
        attractions: tables.rows(Table::Attractions, rows::attraction),
        streams: tables.rows(Table::Streams, rows::stream),
        mixes: tables.rows(Table::Mixes, rows::mix),
        inflow: tables.rows(Table::Inflow, rows::inflow),
        initial: tables.rows(Table::Initial, rows::initial),
        observations: tables.series(),
        parameters: tables.rows(Table::Parameters, rows::parameter),
        targets: tables.rows(Table::Targets, rows::target),
        what_ifs: tables.rows(Table::WhatIfs, rows::what_if),
    };
    let origins = tables.origins;
    check::run(&scenario, &origins, report);
    scenario
}

struct Tables<'f, 'r> {
    origins: FileOrigins<'f>,
    folder: &'f folder::Folder,
    report: &'r mut Report,
}

impl<'f> Tables<'f, '_> {
    fn rows<T>(&mut self, table: Table, read: fn(&mut RowReader<'_, '_, '_>) -> T) -> Vec<T> {
        let shape = table.shape();
        let mut out = Vec::new();
        if let Some((name, bytes)) = self.folder.files.get_key_value(shape.file) {
            self.file(table, name, bytes, read, &mut out);
        } else if shape.rows != Rows::Optional || self.folder.has(shape.file) {
            self.origins.mark_incomplete(table);
            if !self.folder.has(shape.file) {
                report_missing(shape.file, shape.meaning, self.folder, self.report);
            }
        }
        out
    }

    fn series(&mut self) -> Vec<crate::Observation> {
        let mut out = Vec::new();
        let folder = self.folder;
        for (name, bytes) in folder.files.iter().filter(|(name, _)| name.starts_with(Table::Series.file())) {
            let stem = name.trim_start_matches(Table::Series.file()).trim_end_matches(".csv");
            self.file(Table::Series, name, bytes, |row| rows::observation(stem, row), &mut out);
        }
        if folder.refused.iter().any(|name| name.starts_with(Table::Series.file())) {
            self.origins.mark_incomplete(Table::Series);
        }
        out
    }

    fn file<T>(
        &mut self,
        table: Table,
        name: &'f str,
        bytes: &'f [u8],
        read: impl Fn(&mut RowReader<'_, '_, '_>) -> T,
        out: &mut Vec<T>,
    ) {
        let text: Option<Text<'f>> = text::decode(name, bytes, self.report);
        let Some(mut source) = text.and_then(|text| Source::open(text, table, self.report)) else {
            self.origins.mark_incomplete(table);
            return;
        };
        let mut origins = Vec::new();
        source.for_each(self.report, |row, report| {
            let mut reader = RowReader::new(&row, report);
            out.push(read(&mut reader));
            origins.push(RowOrigin::new(row.start, reader.bad));
        });
        if origins.is_empty() && source.complete {
            report_no_rows(table, name, self.report);
        }
        if !source.complete || (origins.is_empty() && table.shape().rows == Rows::Needed) {
            self.origins.mark_incomplete(table);
        }
        self.origins.add(source, origins);
    }
}

fn report_no_rows(table: Table, file: &str, report: &mut Report) {
    let found = "a header row and no rows";
    let fault = match table.shape().rows {
        Rows::Needed => Fault::error("no-rows", found, format!("at least one row: {}", table.shape().meaning)),
        _ if table == Table::Inflow => Fault::warning("no-rows", found, "rows with the people who enter the route"),
        _ => return,
    };
    report.push(fault.at(Spot::file(file)));
}

fn report_missing(file: &str, meaning: &str, folder: &folder::Folder, report: &mut Report) {
    let known = |name: &&String| name.as_str() != settings::FILE && !TABLES.iter().any(|shape| shape.file == name.as_str());
    let near =
        nearest(file, folder.others.iter().filter(known).map(String::as_str).filter(|name| folder::looks_like(name, file)));
    let hint = near.map(|name| format!("is `{name}` this file? Then rename it to `{file}`"));
    let fault = Fault::error("missing-file", "no such file", format!("a file `{file}`: {meaning}"));
    report.push(fault.hint(hint).at(Spot::file(file)));
}

/// The rows of one table, as far as they can be read, without any judgement.
pub(crate) fn rows_of<T>(table: Table, content: &str, read: fn(&mut RowReader<'_, '_, '_>) -> T) -> Vec<T> {
    let mut report = Report::default();
    let mut out = Vec::new();
    if let Some(mut source) = Source::open(Text { file: table.file(), content }, table, &mut report) {
        source.for_each(&mut report, |row, report| out.push(read(&mut RowReader::new(&row, report))));
    }
    out
}

/// Parses one row of `places.csv` or `links.csv` given as name and text of each cell; problems are placed in `file`.
pub(crate) fn place_from(cells: &[(&str, String)], file: &str, report: &mut Report) -> Option<Place> {
    one_row(Table::Places, cells, file, rows::place, report)
}

/// The same for a link.
pub(crate) fn link_from(cells: &[(&str, String)], file: &str, report: &mut Report) -> Option<Link> {
    one_row(Table::Links, cells, file, rows::link, report)
}

fn one_row<T>(
    table: Table,
    cells: &[(&str, String)],
    file: &str,
    read: fn(&mut RowReader<'_, '_, '_>) -> T,
    report: &mut Report,
) -> Option<T> {
    let names = cells.iter().map(|(name, _)| *name);
    let values = cells.iter().map(|(_, value)| value.as_str());
    let content = crate::write::csv::table(names, [values]);
    let mut inner = Report::default();
    let mut out = None;
    if let Some(mut source) = Source::open(Text { file, content: &content }, table, &mut inner) {
        source.for_each(&mut inner, |row, report| out = Some(read(&mut RowReader::new(&row, report))));
    }
    let failed = inner.has_errors();
    for problem in inner.finish() {
        report.push(Problem { line: None, column: None, excerpt: None, ..problem });
    }
    out.filter(|_| !failed)
}
