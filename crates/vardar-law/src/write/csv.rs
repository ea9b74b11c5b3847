//! The result of a record as a row of CSV.

use super::{field_of, put};
use crate::facts::fields_of;
use crate::findings::Findings;
use crate::memo::Memo;
use crate::numbered::LAW;
use crate::read::Record;
use crate::{Field, Offence, Scope, Truth, notes, protections};
use std::io::Write;
use vardar_scenario::Severity;

/// Appends the result of a record as a row of CSV.
pub fn csv(out: &mut Vec<u8>, record: &Record) {
    csv_with(out, record, &mut Memo::default());
}

/// The same, with what is remembered of other records.
pub(crate) fn csv_with(out: &mut Vec<u8>, record: &Record, memo: &mut Memo) {
    let _ = write!(out, "{},", record.number);
    if let Some(id) = &record.id {
        match id.strip_prefix('"').and_then(|id| id.strip_suffix('"')) {
            Some(text) if !text.contains('\\') => quoted(out, text),
            _ => quoted(out, &serde_json::from_str(id).unwrap_or_else(|_| id.clone())),
        }
    }
    if record.is_wrong() {
        put(out, &[",,,,,,,,,,,,"]);
        let errors = record.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let errors: Vec<String> = errors
            .map(|problem| match problem.column_name.as_deref().and_then(field_of) {
                Some(field) => format!("{} ({field})", problem.code),
                None => problem.code.to_owned(),
            })
            .collect();
        quoted(out, &errors.join(";"));
        out.push(b'\n');
        return;
    }
    let facts = &record.facts;
    let findings = Findings::of(facts, &facts.codes());
    let verdicts = findings.verdicts();
    Offence::ALL.into_iter().for_each(|offence| put(out, &[",", verdicts.of(offence).verdict()]));
    Scope::ALL.into_iter().for_each(|scope| put(out, &[",", verdicts.scope(scope).word()]));
    // Facts that alone would settle a verdict.
    let undetermined = LAW.offences.into_iter().filter(|number| findings.value(*number) == Truth::Unknown);
    let open = undetermined.fold(0, |all, number| all | memo.remembered(number, &findings).alone);
    list(out, fields_of(open).map(Field::name));
    list(out, notes(facts, &verdicts).iter().map(|note| note.code));
    list(out, protections(facts, &verdicts).iter().map(|one| one.code));
    out.extend_from_slice(b",\n");
}

fn list<'a>(out: &mut Vec<u8>, words: impl Iterator<Item = &'a str>) {
    out.push(b',');
    for (at, word) in words.enumerate() {
        put(out, &[if at > 0 { ";" } else { "" }, word]);
    }
}

/// A cell; one that a spreadsheet would take for a formula gets a quote before it.
fn quoted(out: &mut Vec<u8>, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let mark = if formula { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) {
        put(out, &["\"", mark, &text.replace('"', "\"\""), "\""]);
    } else {
        put(out, &[mark, text]);
    }
}
