//! A record's bytes made facts, with everything that is wrong with them.

use super::cell::{self, Answer, Wrong, age, shown, value};
use super::header::{Column, Header, unknown};
use super::json::members;
use super::place::place;
use super::plain::plain;
use crate::{Facts, contradictions};
use std::borrow::Cow;
use vardar_scenario::{Problem, Severity};

/// A record as it was read.
#[derive(Debug)]
pub struct Record {
    /// Number in the input, from 1.
    pub number: u64,
    /// Its `id` as JSON: text in quotes, or a number.
    pub id: Option<String>,
    /// What it says; not to be used if it has errors.
    pub facts: Facts,
    /// Everything that is wrong with it, errors and warnings.
    pub problems: Vec<Problem>,
}

impl Record {
    /// True if no verdict can be given.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// What is being read, and where its faults lie.
struct Reading<'r> {
    file: &'r str,
    bytes: &'r [u8],
    /// Line and column where the record begins: worked out only if something is wrong with it.
    origin: &'r dyn Fn() -> (u64, u64),
    record: Record,
    age: Option<u32>,
}

/// Reads a record: a row of CSV under its header, or a JSON object without one. `origin` says in which line and column (in
/// characters, from 1) it begins, and is asked only if something is wrong with it.
#[must_use]
pub fn parse(bytes: &[u8], header: Option<&Header>, number: u64, origin: &dyn Fn() -> (u64, u64), file: &str) -> Record {
    let record = Record { number, id: None, facts: Facts::default(), problems: Vec::new() };
    let mut reading = Reading { file, bytes, origin, record, age: None };
    match (header, std::str::from_utf8(bytes)) {
        (_, Err(error)) => {
            let at = error.valid_up_to();
            let fault = wrong("not-utf-8", "bytes that are no UTF-8".to_owned(), "text in UTF-8");
            reading.fault(Severity::Error, fault, None, at, at + 1);
        }
        (Some(header), Ok(text)) => reading.row(text, header),
        (None, Ok(text)) => match plain(text) {
            Some(read) => {
                (reading.record.facts, reading.record.id, reading.age) = (read.facts, read.id, read.age);
            }
            None => reading.object(text),
        },
    }
    reading.finish()
}

impl Header {
    /// Reads the header of CSV.
    ///
    /// # Errors
    /// With everything that is wrong with it.
    pub fn read(bytes: &[u8], origin: (u64, u64), file: &str) -> Result<Header, Vec<Problem>> {
        let record = Record { number: 0, id: None, facts: Facts::default(), problems: Vec::new() };
        let mut reading = Reading { file, bytes, origin: &|| origin, record, age: None };
        let Ok(text) = std::str::from_utf8(bytes) else {
            let fault = wrong("not-utf-8", "bytes that are no UTF-8".to_owned(), "text in UTF-8");
            reading.fault(Severity::Error, fault, None, 0, 1);
            return Err(reading.record.problems);
        };
        let mut columns = Vec::new();
        let all = cells(text);
        if all.len() == 1 && text.contains([';', '\t']) {
            let mut fault =
                wrong("wrong-delimiter", "columns separated by something else".to_owned(), "columns separated by commas");
            fault.hint = Some("save the table again as CSV with commas".to_owned());
            reading.fault(Severity::Error, fault, None, 0, text.len());
            return Err(reading.record.problems);
        }
        for (name, from, to) in &all {
            let name = name.trim();
            match Column::named(name) {
                Some(column) if columns.contains(&column) => {
                    let fault = wrong("duplicate-field", shown(name), "each column once");
                    reading.fault(Severity::Error, fault, Some(name), *from, *to);
                }
                Some(column) => columns.push(column),
                None => reading.fault(Severity::Error, unknown(name), Some(name), *from, *to),
            }
        }
        if reading.record.problems.is_empty() { Ok(Header { columns }) } else { Err(reading.record.problems) }
    }
}

impl<'r> Reading<'r> {
    fn row(&mut self, text: &str, header: &Header) {
        // Commas part cells unless there are quotes.
        if memchr::memchr(b'"', text.as_bytes()).is_none() {
            let bytes = text.as_bytes();
            if memchr::memchr_iter(b',', bytes).count() + 1 == header.columns.len() {
                // Cells are short: a plain loop finds their ends faster than a search does.
                let ends = (0..bytes.len()).filter(|at| bytes[*at] == b',').chain([bytes.len()]);
                let mut from = 0;
                for (column, to) in header.columns.iter().zip(ends) {
                    self.cell(*column, text.get(from..to).unwrap_or_default(), from, to);
                    from = to + 1;
                }
                return;
            }
        }
        let all = cells(text);
        if all.len() != header.columns.len() {
            let expected = format!("{}, as many as the header has", header.columns.len());
            let fault = wrong("wrong-width", format!("{} cells", all.len()), &expected);
            self.fault(Severity::Error, fault, None, 0, text.len());
            return;
        }
        for (column, (cell, from, to)) in header.columns.iter().zip(&all) {
            self.cell(*column, cell, *from, *to);
        }
    }

    fn cell(&mut self, column: Column, text: &str, from: usize, to: usize) {
        if let Column::Fact(field) = column
            && let Some(value) = cell::plain(field.kind(), text)
        {
            // Facts are unknown until they are set.
            if value.is_known() {
                self.record.facts.set(field, value);
            }
            return;
        }
        self.answer(column, &Answer::Text(Cow::Borrowed(text)), true, from, to);
    }

    fn object(&mut self, text: &'r str) {
        let bytes = self.bytes;
        let (mut seen, mut guess) = (0_u64, 0);
        let result = members(text, &mut |name, answer| {
            // Most records name their fields in the same order.
            let known = crate::Field::ALL.get(guess).filter(|field| field.name() == name).map(|field| Column::Fact(*field));
            let Some(column) = known.or_else(|| Column::named(name)) else {
                let (from, to) = key(bytes, name);
                self.fault(Severity::Error, unknown(name), Some(name), from, to);
                return;
            };
            let bit = match column {
                Column::Fact(field) => {
                    guess = field as usize + 1;
                    field.bit()
                }
                Column::Id => 1 << 62,
                Column::Age => 1 << 63,
            };
            if seen & bit != 0 {
                let (from, to) = key(bytes, name);
                self.fault(Severity::Error, wrong("duplicate-field", shown(name), "each field once"), Some(name), from, to);
            }
            seen |= bit;
            self.answer(column, &answer, false, usize::MAX, 0);
        });
        if let Err(error) = result {
            let line = error.line().max(1);
            let start = bytes.split_inclusive(|byte| *byte == b'\n').take(line - 1).map(<[u8]>::len).sum::<usize>();
            let at = (start + error.column().saturating_sub(1)).min(bytes.len());
            let text = error.to_string();
            let reason = text.split(" at line ").next().unwrap_or("broken JSON").to_owned();
            self.fault(
                Severity::Error,
                wrong("broken-json", reason, "a JSON object with fields of the codebook"),
                None,
                at,
                at + 1,
            );
        }
    }

    /// `from` is `usize::MAX` if the place has to be searched for.
    fn answer(&mut self, column: Column, answer: &Answer<'_>, csv: bool, from: usize, to: usize) {
        let result = match column {
            Column::Id => {
                self.record.id = id(answer);
                Ok(())
            }
            Column::Age => age(answer).map(|age| self.age = age),
            Column::Fact(field) => value(field, answer, csv).map(|value| self.record.facts.set(field, value)),
        };
        if let Err(fault) = result {
            let (from, to) = if from == usize::MAX { key(self.bytes, column.name()) } else { (from, to) };
            self.fault(Severity::Error, fault, Some(column.name()), from, to);
        }
    }

    fn fault(&mut self, severity: Severity, fault: Wrong, field: Option<&str>, from: usize, to: usize) {
        let (line, column, excerpt) = place(self.bytes, (self.origin)(), from, to);
        let record = if self.record.number == 0 { "header".to_owned() } else { format!("record {}", self.record.number) };
        let clean = |text: &str| text.chars().take(60).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect::<String>();
        self.record.problems.push(Problem {
            severity,
            code: fault.code,
            file: self.file.to_owned(),
            line: Some(line),
            column: Some(column),
            column_name: Some(field.map_or(record.clone(), |field| format!("{record}, {}", clean(field)))),
            found: fault.found,
            expected: fault.expected,
            hint: fault.hint,
            excerpt: Some(excerpt),
        });
    }

    fn finish(mut self) -> Record {
        if let Some(age) = self.age {
            let child = age < 18;
            match self.record.facts.is_child {
                None => self.record.facts.is_child = Some(child),
                Some(said) if said != child => {
                    let found = format!("`{said}` for somebody of {age} years");
                    let fault = wrong("contradiction", found, "true under 18 years, false from 18");
                    self.locate(Severity::Error, fault, "is_child");
                }
                Some(_) => {}
            }
        }
        if !self.record.is_wrong() {
            for one in contradictions(&self.record.facts) {
                let severity = if one.error { Severity::Error } else { Severity::Warning };
                self.locate(severity, wrong(one.code, one.found, one.expected), one.field.name());
            }
        }
        self.record
    }

    fn locate(&mut self, severity: Severity, fault: Wrong, name: &str) {
        // A row of CSV has no names in it: the whole row is shown.
        let (from, to) = key(self.bytes, name);
        self.fault(severity, fault, Some(name), from, to);
    }
}

fn wrong(code: &'static str, found: String, expected: &str) -> Wrong {
    Wrong { code, found, expected: expected.to_owned(), hint: None }
}

fn id(answer: &Answer<'_>) -> Option<String> {
    match answer {
        Answer::Text(text) if text.trim().is_empty() => None,
        Answer::Text(text) => serde_json::to_string(text.trim()).ok(),
        Answer::Number(number) => Some(number.clone()),
        Answer::Truth(truth) => Some(truth.to_string()),
        Answer::Nothing | Answer::List(_) | Answer::Object => None,
    }
}

/// Where a field of a JSON record is named.
fn key(record: &[u8], name: &str) -> (usize, usize) {
    let quoted = serde_json::to_string(name).unwrap_or_default();
    let quoted = quoted.as_bytes();
    let at = record.windows(quoted.len().max(1)).position(|window| window == quoted);
    at.map_or((0, record.len()), |at| (at, at + quoted.len()))
}

/// Cells of a row with their ranges of bytes.
fn cells(row: &str) -> Vec<(Cow<'_, str>, usize, usize)> {
    let bytes = row.as_bytes();
    let mut cells = Vec::with_capacity(48);
    let mut at = 0;
    loop {
        let start = at;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            while let Some(&byte) = bytes.get(at) {
                match (byte, bytes.get(at + 1)) {
                    (b'"', Some(b'"')) => at += 2,
                    (b'"', _) => break,
                    _ => at += 1,
                }
            }
            let inner = row.get(start + 1..at).unwrap_or_default();
            let text = if inner.contains("\"\"") { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
            // What stands between the closing quote and the comma belongs to the cell.
            let rest = (at + 1).min(bytes.len());
            let end = bytes[rest..].iter().position(|byte| *byte == b',').map_or(bytes.len(), |length| rest + length);
            let tail = row.get(rest..end).unwrap_or_default();
            cells.push((if tail.is_empty() { text } else { Cow::Owned(text.into_owned() + tail) }, start, end));
            at = end;
        } else {
            at = bytes[at..].iter().position(|byte| *byte == b',').map_or(bytes.len(), |length| at + length);
            cells.push((Cow::Borrowed(row.get(start..at).unwrap_or_default()), start, at));
        }
        if at >= bytes.len() {
            return cells;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: &[&str] = &[
        "\"actor_role\"",
        "\"for_other_person\"",
        "\"to_state\"",
        "\"incident_date\"",
        "\"num_actors\"",
        "\"acts\"",
        "\"id\"",
        "\"age\"",
        "\"principal\"",
        "\"SRB\"",
        "\"2015-10-01\"",
        "true",
        "false",
        "null",
        "3",
        "17",
        "007",
        "1e3",
        "-1",
        "[]",
        "[\"transfer\"]",
        "[\"transfer\", \"receipt\"]",
        "[null]",
        "\"\"",
        "\" x\"",
        "\"a\\u0041\"",
        "\"é\"",
        "{}",
        "\"unknown\"",
        "\"name\"",
        " ",
        "\n",
        "\t",
        ",",
        ":",
    ];

    /// Null: a record that the quick reader takes is read otherwise by the one that says what is wrong. 300,000 records of pieces,
    /// seed 1; most are put together well, and how many are taken is held too.
    #[test]
    fn both_readers_of_json_agree() {
        let (mut state, mut taken) = (1_u64, 0);
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let fit = [8..10, 11..14, 9..14, 10..14, 13..17, 13..22, 13..28, 13..17];
        for _ in 0..300_000 {
            let mut text = String::from("{");
            for at in 0..draw(6) {
                let name = draw(8);
                text += if at == 0 || draw(60) == 0 { "" } else { "," };
                text += [" ", "", "", "\n"][draw(4)];
                text += PIECES[name];
                text += if draw(60) == 0 { " " } else { ":" };
                text += ["", "", " "][draw(3)];
                let fitting = fit[name].start + draw(fit[name].len());
                text += PIECES[if draw(20) == 0 { draw(PIECES.len()) } else { fitting }];
            }
            text += if draw(60) == 0 { "," } else { "}" };
            if let Some(read) = plain(&text) {
                taken += 1;
                let record = Record { number: 1, id: None, facts: Facts::default(), problems: Vec::new() };
                let mut careful = Reading { file: "", bytes: text.as_bytes(), origin: &|| (1, 1), record, age: None };
                careful.object(&text);
                assert_eq!(careful.record.problems, [], "{text}");
                assert_eq!((read.facts, read.id, read.age), (careful.record.facts, careful.record.id, careful.age), "{text}");
            }
        }
        assert!(taken > 50_000, "{taken}");
    }
}
