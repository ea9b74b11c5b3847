//! Typed values from the cells of a row. A cell that is wrong is reported and replaced by a stand-in, so that the rest of
//! the row, and everything that refers to it, is still checked in the same pass.

use jiff::civil::Date;

use crate::problem::{Fault, Report, Severity};

use super::cell;
use super::table::{Row, missing_value};
use crate::columns::Need;

/// Stand-in for a date that could not be read: no date in a file can be this one.
pub(crate) const UNREAD_DATE: Date = Date::MIN;
/// Stand-in for a number that could not be read.
pub(crate) const UNREAD_NUMBER: f64 = f64::NAN;

/// Reads the cells of one row.
pub(crate) struct RowReader<'r, 's, 'a> {
    row: &'r Row<'s, 'a>,
    report: &'r mut Report,
    /// True if a cell was replaced by a stand-in.
    pub bad: bool,
}

impl<'r, 's, 'a> RowReader<'r, 's, 'a> {
    pub fn new(row: &'r Row<'s, 'a>, report: &'r mut Report) -> Self {
        let bad = row.ragged;
        RowReader { row, report, bad }
    }

    /// Reports a cell that is wrong or odd.
    pub fn reject(&mut self, column: &str, fault: Fault) {
        self.bad |= fault.severity == Severity::Error;
        if !self.row.ragged {
            let row = self.row;
            self.report.add(fault.severity, fault.code, row.source.text.file, || fault.at(row.spot(column)));
        }
    }

    /// A cell that is not empty. Spaces around anything but free text are ignored.
    fn filled(&mut self, column: &str) -> Option<std::borrow::Cow<'a, str>> {
        let (need, free_text) = self.row.rules(column);
        let Some(value) = self.row.value(column) else {
            // The header, or the length of the row, has been reported already.
            self.bad |= need != Need::Optional;
            return None;
        };
        let empty = if free_text && need != Need::Filled { value.is_empty() } else { value.trim().is_empty() };
        if empty {
            if need == Need::Filled {
                self.reject(column, missing_value(column));
            }
            return None;
        }
        if free_text || value.trim().len() == value.len() {
            return Some(value);
        }
        Some(std::borrow::Cow::Owned(value.trim().to_owned()))
    }

    fn parsed<T>(&mut self, column: &str, parse: impl Fn(&str) -> Result<T, Fault>) -> Option<T> {
        if self.row.ragged {
            return None;
        }
        let text = self.filled(column)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.reject(column, fault);
                None
            }
        }
    }

    /// The id that the row defines, also of a row with too few or too many fields.
    pub fn own_id(&mut self) -> String {
        self.filled("id").map(String::from).unwrap_or_default()
    }

    /// Any text; empty if there is none.
    pub fn text(&mut self, column: &str) -> String {
        self.optional_text(column).unwrap_or_default()
    }

    /// Any text that may be left out.
    pub fn optional_text(&mut self, column: &str) -> Option<String> {
        self.parsed(column, |text| Ok(text.to_owned()))
    }

    pub fn date(&mut self, column: &str) -> Date {
        self.optional_date(column).unwrap_or(UNREAD_DATE)
    }

    pub fn optional_date(&mut self, column: &str) -> Option<Date> {
        self.parsed(column, cell::date)
    }

    pub fn month(&mut self, column: &str) -> Date {
        self.parsed(column, cell::month).unwrap_or(UNREAD_DATE)
    }

    pub fn count(&mut self, column: &str) -> u32 {
        self.optional_count(column).unwrap_or_default()
    }

    pub fn optional_count(&mut self, column: &str) -> Option<u32> {
        self.parsed(column, cell::count)
    }

    pub fn number(&mut self, column: &str) -> f64 {
        self.optional_number(column).unwrap_or(UNREAD_NUMBER)
    }

    pub fn optional_number(&mut self, column: &str) -> Option<f64> {
        self.parsed(column, cell::number)
    }

    /// One of the words of a list; the first one stands in for a wrong one.
    pub fn choice<T: Copy>(&mut self, column: &str, all: &[(T, &'static str)], stand_in: T) -> T {
        self.parsed(column, |text| cell::choice(text, all)).unwrap_or(stand_in)
    }

    /// One of the words of a list, as text.
    pub fn word(&mut self, column: &str, all: &[&'static str]) -> String {
        let pairs: Vec<(&'static str, &'static str)> = all.iter().map(|&word| (word, word)).collect();
        self.choice(column, &pairs, "").to_owned()
    }
}
