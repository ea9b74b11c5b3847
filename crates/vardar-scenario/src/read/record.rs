//! Comma-separated records (RFC 4180) that remember where in the text each field stands.
//!
//! Accepted like most readers do: line ends `\n`, `\r\n` and `\r`, and quotes inside an unquoted field. Not accepted: a quote
//! that is never closed, and text after a closing quote.

use std::borrow::Cow;

use super::text::{LONGEST_LINE, count_line_ends};

/// Where a field stands in the text, with its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    pub start: usize,
    pub end: usize,
    pub quoted: bool,
}

impl Cell {
    /// The text of the field, without its quotes.
    pub fn value<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let raw = text.get(self.start..self.end).unwrap_or_default();
        if !self.quoted {
            return Cow::Borrowed(raw);
        }
        let inner = raw.strip_prefix('"').unwrap_or(raw);
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) }
    }
}

/// Where a record begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecordStart {
    pub offset: usize,
    pub line: u64,
}

/// What is wrong with the form of a record, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// The quote at this byte is never closed.
    UnclosedQuote(usize),
    /// Text goes on at this byte after a closing quote.
    TextAfterQuote(usize),
    /// The record that begins at this byte is longer than this crate reads.
    TooLong(usize),
}

/// Reads records one after the other. Lines that are blank, or hold only empty fields, are left out.
#[derive(Debug)]
pub(crate) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    cells: Vec<Cell>,
}

impl<'t> Records<'t> {
    /// All records from a record's start on.
    pub fn from(text: &'t str, start: RecordStart) -> Self {
        Records { text, at: start.offset, line: start.line, cells: Vec::new() }
    }

    /// Fields of the record that was read last.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Reads the next record. After a malformed one, reading goes on at the next line.
    pub fn advance(&mut self) -> Option<(RecordStart, Result<(), Malformed>)> {
        loop {
            if self.at >= self.text.len() {
                return None;
            }
            let start = RecordStart { offset: self.at, line: self.line };
            let outcome = self.read_record();
            let passed = self.text.as_bytes().get(start.offset..self.at).unwrap_or_default();
            self.line += count_line_ends(passed);
            let blank = |cell: &Cell| !cell.quoted && cell.value(self.text).trim().is_empty();
            if outcome.is_err() || !self.cells.iter().all(blank) {
                return Some((start, outcome));
            }
        }
    }

    /// Where the rows begin after the header was read: after the row of HXL hashtags, if there is one.
    pub fn after_tags(mut self) -> RecordStart {
        let rows = RecordStart { offset: self.at, line: self.line };
        let Some((_, Ok(()))) = self.advance() else { return rows };
        let tag = |cell: &Cell| {
            let value = cell.value(self.text);
            value.trim().is_empty() || value.trim().starts_with('#')
        };
        if self.cells.iter().all(tag) { RecordStart { offset: self.at, line: self.line } } else { rows }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn read_record(&mut self) -> Result<(), Malformed> {
        let record = self.at;
        self.cells.clear();
        loop {
            let cell = self.read_cell(record)?;
            self.cells.push(cell);
            match self.byte(self.at) {
                Some(b',') => self.at += 1,
                _ => {
                    self.skip_line_end();
                    return Ok(());
                }
            }
        }
    }

    /// Reads a field and stops at the comma or line end after it.
    fn read_cell(&mut self, record: usize) -> Result<Cell, Malformed> {
        let start = self.at;
        if self.byte(start) != Some(b'"') {
            self.skip_to(|byte| matches!(byte, b',' | b'\n' | b'\r'));
            return Ok(Cell { start, end: self.at, quoted: false });
        }
        self.at += 1;
        loop {
            self.skip_to(|byte| byte == b'"');
            if self.at >= self.text.len() {
                return Err(Malformed::UnclosedQuote(start));
            }
            if self.at - record > LONGEST_LINE {
                self.skip_line();
                return Err(Malformed::TooLong(start));
            }
            self.at += 1;
            match self.byte(self.at) {
                Some(b'"') => self.at += 1,
                None | Some(b',' | b'\n' | b'\r') => return Ok(Cell { start, end: self.at, quoted: true }),
                Some(_) => {
                    let after = self.at;
                    self.skip_line();
                    return Err(Malformed::TextAfterQuote(after));
                }
            }
        }
    }

    fn skip_to(&mut self, stop: impl Fn(u8) -> bool) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|&byte| stop(byte)).unwrap_or(rest.len());
    }

    fn skip_line(&mut self) {
        self.skip_to(|byte| matches!(byte, b'\n' | b'\r'));
        self.skip_line_end();
    }

    fn skip_line_end(&mut self) {
        if self.byte(self.at) == Some(b'\r') {
            self.at += 1;
        }
        if self.byte(self.at) == Some(b'\n') {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<(u64, Result<Vec<String>, Malformed>)> {
        let mut records = Records::from(text, RecordStart { offset: 0, line: 1 });
        let mut out = Vec::new();
        while let Some((start, outcome)) = records.advance() {
            let cells = records.cells().iter().map(|cell| cell.value(text).into_owned()).collect();
            out.push((start.line, outcome.map(|()| cells)));
        }
        out
    }

    #[test]
    fn quotes_may_hold_commas_lines_and_quotes() {
        let read = all("a,\"b,\"\"c\"\"\nd\",e\r\n\r\n,,\nf,g,\"\"");
        let row = |cells: &[&str]| Ok(cells.iter().map(|cell| (*cell).to_owned()).collect());
        assert_eq!(read, vec![(1, row(&["a", "b,\"c\"\nd", "e"])), (5, row(&["f", "g", ""]))]);
    }

    #[test]
    fn malformed_records_say_where() {
        assert_eq!(all("a,\"b\nc"), vec![(1, Err(Malformed::UnclosedQuote(2)))]);
        assert_eq!(all("\"a\"b,c\nd"), vec![(1, Err(Malformed::TextAfterQuote(3))), (2, Ok(vec!["d".to_owned()]))]);
        let long = format!("x\n\"{}\"\n", "line\n".repeat(LONGEST_LINE));
        assert_eq!(all(&long)[1], (2, Err(Malformed::TooLong(2))));
    }

    proptest! {
        /// Rows read as the `csv` crate reads them, up to the first one that is malformed; that crate guesses from there on.
        #[test]
        fn agrees_with_the_csv_crate(text in "[ab\",\n\r é]{0,40}") {
            let ours = all(&text);
            let good: Vec<Vec<String>> = ours.iter().map_while(|(_, row)| row.clone().ok()).collect();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader.records().filter_map(Result::ok)
                .map(|record| record.iter().map(str::to_owned).collect()).collect();
            // A record of empty fields is left out here, whether or not it is quoted there.
            let is_filled = |row: &Vec<String>| !row.iter().all(|cell| cell.trim().is_empty());
            let mine: Vec<_> = good.iter().filter(|row| is_filled(row)).collect();
            let mut other: Vec<_> = theirs.iter().filter(|row| is_filled(row)).collect();
            if good.len() < ours.len() {
                other.truncate(mine.len());
            }
            prop_assert_eq!(mine, other);
        }
    }
}
