//! One table file: its header, and its rows as cells that know where they stand.

use crate::columns::{Kind, Need, Table};
use crate::problem::{Fault, Report, Spot, shown};

use super::header::{self, Header};
use super::record::{Cell, Malformed, RecordStart, Records};
use super::text::Text;

/// A table file that could be decoded, with the positions of its columns.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub text: Text<'a>,
    pub table: Table,
    header: Header,
    first_row: RecordStart,
    /// False if columns are missing or the form is broken, so that rows may be missing or incomplete.
    pub complete: bool,
}

/// A row as it is read: its cells, by column name.
pub(crate) struct Row<'s, 'a> {
    pub source: &'s Source<'a>,
    pub start: RecordStart,
    cells: &'s [Cell],
    /// True if the number of fields is wrong: only ids are taken from such a row.
    pub ragged: bool,
}

impl<'a> Source<'a> {
    /// Reads the header. `None` if there is nothing that could be one.
    pub fn open(text: Text<'a>, table: Table, report: &mut Report) -> Option<Source<'a>> {
        let mut records = Records::from(text.content, RecordStart { offset: 0, line: 1 });
        let Some((start, outcome)) = records.advance() else {
            let names: Vec<&str> = table.shape().columns.iter().map(|column| column.name).collect();
            let expected = format!("a header row: `{}`", names.join(","));
            report.push(Fault::error("empty-file", "an empty file", expected).at(Spot::file(text.file)));
            return None;
        };
        if let Err(malformed) = outcome {
            report.push(malformed_fault(malformed).at(malformed_spot(text, malformed, start)));
            return None;
        }
        let header = header::read(text, table, records.cells(), start, report)?;
        let first_row = records.after_tags();
        let complete = header.complete;
        Some(Source { text, table, header, first_row, complete })
    }

    /// Reads every row in turn.
    pub fn for_each(&mut self, report: &mut Report, mut take: impl FnMut(Row<'_, 'a>, &mut Report)) {
        let mut records = Records::from(self.text.content, self.first_row);
        let mut complete = self.complete;
        while let Some((start, outcome)) = records.advance() {
            if let Err(malformed) = outcome {
                complete = false;
                let fault = malformed_fault(malformed);
                report.add(fault.severity, fault.code, self.text.file, || {
                    malformed_fault(malformed).at(malformed_spot(self.text, malformed, start))
                });
                continue;
            }
            let cells = records.cells();
            let ragged = cells.len() != self.header.width;
            if ragged {
                self.report_ragged(cells, start, report);
            }
            take(Row { source: self, start, cells, ragged }, report);
        }
        self.complete = complete;
    }

    /// The spot of a cell of the row that begins at `start`; of the whole row if the column does not exist.
    pub fn spot(&self, start: RecordStart, column: &str) -> Spot {
        let mut records = Records::from(self.text.content, start);
        let read = records.advance();
        debug_assert!(read.is_some());
        let row = Row { source: self, start, cells: records.cells(), ragged: false };
        row.spot(column)
    }

    fn report_ragged(&self, cells: &[Cell], start: RecordStart, report: &mut Report) {
        report.add(crate::Severity::Error, "ragged-row", self.text.file, || {
            let (found, expected) = (cells.len(), self.header.width);
            // The first field too many, or the last one that there is.
            let cell = cells.get(expected).or(cells.last());
            let spot = cell.map_or_else(Spot::default, |cell| self.text.spot(cell.start, cell.end, start.offset, start.line));
            let hint =
                if found > expected { "a text that holds a comma must stand in double quotes" } else { "is a comma missing?" };
            let fields = |n: usize| if n == 1 { "1 field".to_owned() } else { format!("{n} fields") };
            let expected = format!("{}, as in the header row", fields(expected));
            Fault::error("ragged-row", fields(found), expected).hint(hint.to_owned()).at(spot)
        });
    }
}

impl<'a> Row<'_, 'a> {
    /// Text of a cell; `None` if the file has no such column or the row ends before it.
    pub fn value(&self, column: &str) -> Option<std::borrow::Cow<'a, str>> {
        self.cell(column).map(|cell| cell.value(self.source.text.content))
    }

    /// Where a cell stands.
    pub fn spot(&self, column: &str) -> Spot {
        let (start, end) = match self.cell(column) {
            Some(cell) => (cell.start, cell.end),
            None => match (self.cells.first(), self.cells.last()) {
                (Some(first), Some(last)) => (first.start, last.end),
                _ => (self.start.offset, self.start.offset),
            },
        };
        let spot = self.source.text.spot(start, end, self.start.offset, self.start.line);
        Spot { column_name: Some(column.to_owned()), ..spot }
    }

    fn cell(&self, column: &str) -> Option<&Cell> {
        let index = self.source.table.shape().columns.iter().position(|known| known.name == column)?;
        let index = self.source.header.columns.get(index).copied()??;
        self.cells.get(index)
    }

    /// Whether the cells of a column must be filled, and whether it holds free text, whose spaces are kept.
    pub fn rules(&self, column: &str) -> (Need, bool) {
        self.source.table.column(column).map_or((Need::Optional, true), |c| (c.need, c.kind == Kind::Text))
    }
}

fn malformed_fault(malformed: Malformed) -> Fault {
    match malformed {
        Malformed::UnclosedQuote(_) => {
            Fault::error("unclosed-quote", "a double quote that opens here and is never closed", "a closing double quote")
                .hint("rows after this one were not read; a double quote inside a quoted text is written twice".to_owned())
        }
        Malformed::TextAfterQuote(_) => {
            Fault::error("text-after-quote", "text after a closing double quote", "a comma or the end of the line")
                .hint("a double quote inside a quoted text is written twice".to_owned())
        }
        Malformed::TooLong(_) => Fault::error(
            "record-too-long",
            "a quoted field that goes on for more than a megabyte",
            format!("rows of at most {} bytes", super::text::LONGEST_LINE),
        )
        .hint("is the closing double quote missing?".to_owned()),
    }
}

fn malformed_spot(text: Text<'_>, malformed: Malformed, start: RecordStart) -> Spot {
    let (Malformed::UnclosedQuote(at) | Malformed::TextAfterQuote(at) | Malformed::TooLong(at)) = malformed;
    let next = text.content.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    text.spot(at, at + next, start.offset, start.line)
}

/// What is wrong with an empty cell that must be filled.
pub(crate) fn missing_value(column: &str) -> Fault {
    Fault::error("missing-value", shown(""), format!("a value for `{column}`"))
}
