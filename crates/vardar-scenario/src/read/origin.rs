//! Where the rows of a scenario that was read from files stand in them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::Origins;
use crate::columns::Table;
use crate::problem::Spot;

use super::record::RecordStart;
use super::settings;
use super::table::Source;
use super::text::Text;

/// Where a row begins, and whether some of its values are stand-ins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowOrigin {
    // Files are smaller than 4 GB, so half the room is enough.
    offset: u32,
    line: u32,
    bad: bool,
}

impl RowOrigin {
    pub fn new(start: RecordStart, bad: bool) -> RowOrigin {
        let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        RowOrigin { offset: small(u64::try_from(start.offset).unwrap_or(u64::MAX)), line: small(start.line), bad }
    }

    pub fn start(self) -> RecordStart {
        RecordStart { offset: usize::try_from(self.offset).unwrap_or(usize::MAX), line: u64::from(self.line) }
    }

    pub fn is_bad(self) -> bool {
        self.bad
    }
}

/// The files of a scenario, and where each row of each table stands.
#[derive(Debug)]
pub(crate) struct FileOrigins<'a> {
    settings: Option<Text<'a>>,
    settings_spans: BTreeMap<&'static str, Range<usize>>,
    /// Files of each table with their rows: one file, or several series.
    sources: BTreeMap<Table, Vec<(Source<'a>, Vec<RowOrigin>)>>,
    incomplete: BTreeSet<Table>,
}

impl<'a> FileOrigins<'a> {
    pub fn new(settings: Option<Text<'a>>, settings_spans: BTreeMap<&'static str, Range<usize>>) -> Self {
        FileOrigins { settings, settings_spans, sources: BTreeMap::new(), incomplete: BTreeSet::new() }
    }

    /// Adds the rows of one more file, which follow those of the files before it.
    pub fn add(&mut self, source: Source<'a>, rows: Vec<RowOrigin>) {
        self.sources.entry(source.table).or_default().push((source, rows));
    }

    pub fn mark_incomplete(&mut self, table: Table) {
        self.incomplete.insert(table);
    }

    fn find(&self, table: Table, row: usize) -> Option<(&Source<'a>, RowOrigin)> {
        let mut left = row;
        for (source, rows) in self.sources.get(&table)? {
            if let Some(origin) = rows.get(left) {
                return Some((source, *origin));
            }
            left -= rows.len();
        }
        None
    }
}

impl Origins for FileOrigins<'_> {
    fn file(&self, table: Table, row: usize) -> &str {
        self.find(table, row).map_or(table.file(), |(source, _)| source.text.file)
    }

    fn spot(&self, table: Table, row: usize, column: &str) -> Spot {
        self.find(table, row).map_or_else(|| Spot::file(table.file()), |(source, origin)| source.spot(origin.start(), column))
    }

    fn setting_spot(&self, key: &str) -> Spot {
        let spot = match (self.settings, self.settings_spans.get(key)) {
            (Some(text), Some(span)) => text.spot(span.start, span.end, 0, 1),
            _ => Spot::file(settings::FILE),
        };
        Spot { column_name: Some(key.to_owned()), ..spot }
    }

    fn is_bad(&self, table: Table, row: usize) -> bool {
        self.find(table, row).is_some_and(|(_, origin)| origin.bad)
    }

    fn is_complete(&self, table: Table) -> bool {
        !self.incomplete.contains(&table)
    }
}
