//! Results of a record as JSON and as CSV, written straight into bytes.

use crate::facts::fields_of;
use crate::read::Record;
use crate::{Element, Facts, Field, Offence, Rule, Scope, Settling, Truth, Value, classify, notes, protections};
use std::io::Write;
use vardar_scenario::Severity;

/// Header of the results in CSV.
pub const CSV_HEADER: &str = "record,id,smuggling,attempted_smuggling,document_offence,enabling_stay,aggravated_smuggling,trafficking,\
    scope,participation,open_facts,notes,protections,errors\n";

/// Appends the result of a record as a JSON object without an end of line.
pub fn json(out: &mut Vec<u8>, record: &Record) {
    // Writing to a Vec cannot fail.
    let _ = write!(out, "{{\"record\":{}", record.number);
    if let Some(id) = &record.id {
        let _ = write!(out, ",\"id\":{id}");
    }
    if record.is_wrong() {
        out.extend_from_slice(b",\"errors\":[");
        let errors = record.problems.iter().filter(|problem| problem.severity == Severity::Error);
        for (at, problem) in errors.enumerate() {
            let one = serde_json::json!({
                "code": problem.code, "line": problem.line, "field": problem.column_name.as_deref().and_then(field_of),
                "found": problem.found, "expected": problem.expected, "hint": problem.hint,
            });
            let _ = write!(out, "{}{one}", if at > 0 { "," } else { "" });
        }
        out.extend_from_slice(b"]}");
        return;
    }
    let facts = &record.facts;
    let verdicts = classify(facts);
    out.extend_from_slice(b",\"verdicts\":{");
    for (at, offence) in Offence::ALL.into_iter().enumerate() {
        verdict(out, offence.definition(), verdicts.of(offence).verdict(), facts, at > 0);
    }
    out.extend_from_slice(b"},\"scope\":{");
    for (at, scope) in Scope::ALL.into_iter().enumerate() {
        verdict(out, scope.definition(), verdicts.scope(scope).word(), facts, at > 0);
    }
    out.extend_from_slice(b"},\"notes\":[");
    for (at, note) in notes(facts, &verdicts).iter().enumerate() {
        comma(out, at);
        let _ = write!(out, "{{\"code\":\"{}\",\"contested\":{},\"text\":\"{}\"}}", note.code, note.contested, note.text);
    }
    out.extend_from_slice(b"],\"protections\":[");
    for (at, one) in protections(facts, &verdicts).iter().enumerate() {
        comma(out, at);
        let _ = write!(out, "{{\"code\":\"{}\",\"article\":\"{}\",\"text\":\"{}\"}}", one.code, one.article, one.text);
    }
    out.extend_from_slice(b"]}");
}

/// The field in `record 3, benefit_sought`.
fn field_of(place: &str) -> Option<&str> {
    place.split_once(", ").map(|(_, field)| field)
}

fn comma(out: &mut Vec<u8>, at: usize) {
    if at > 0 {
        out.push(b',');
    }
}

fn put(out: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

fn verdict(out: &mut Vec<u8>, definition: &Element, word: &str, facts: &Facts, more: bool) {
    put(out, &[if more { "," } else { "" }, "\"", definition.name, "\":{\"verdict\":\"", word]);
    put(out, &["\",\"article\":\"", definition.article, "\",\"elements\":["]);
    if let Rule::All(parts) | Rule::Any(parts) = definition.rule {
        elements(out, parts, facts);
    }
    out.extend_from_slice(b"],\"would_settle\":[");
    let settling = Settling::of(definition, facts);
    let mut first = true;
    for (met, word) in [(true, "met"), (false, "not_met")] {
        for set in settling.bits(met) {
            put(out, &[if first { "" } else { "," }, "{\"verdict\":\"", word, "\",\"facts\":"]);
            names(out, *set);
            out.push(b'}');
            first = false;
        }
    }
    out.extend_from_slice(b"]}");
}

fn names(out: &mut Vec<u8>, set: u64) {
    out.push(b'[');
    for (at, field) in fields_of(set).enumerate() {
        put(out, &[if at > 0 { ",\"" } else { "\"" }, field.name(), "\""]);
    }
    out.push(b']');
}

fn elements(out: &mut Vec<u8>, parts: &[Element], facts: &Facts) {
    for (at, element) in parts.iter().enumerate() {
        let value = element.rule.holds(facts);
        put(out, &[if at > 0 { "," } else { "" }, "{\"element\":\"", element.name, "\",\"article\":\"", element.article]);
        put(out, &["\",\"value\":\"", value.word(), "\",\"facts\":{"]);
        for (at, field) in fields_of(element.rule.fields()).enumerate() {
            put(out, &[if at > 0 { ",\"" } else { "\"" }, field.name(), "\":"]);
            fact(out, field, facts);
        }
        out.push(b'}');
        if value == Truth::Unknown {
            out.extend_from_slice(b",\"would_settle\":");
            names(out, Settling::of(element, facts).union());
        }
        if let Rule::All(inner) | Rule::Any(inner) = element.rule {
            let holds = if matches!(element.rule, Rule::All(_)) { "all_of" } else { "any_of" };
            put(out, &[",\"", holds, "\":["]);
            elements(out, inner, facts);
            out.push(b']');
        }
        out.push(b'}');
    }
}

/// The value of a fact as JSON.
pub(crate) fn fact(out: &mut Vec<u8>, field: Field, facts: &Facts) {
    let value = facts.get(field);
    match value {
        Value::Unknown => out.extend_from_slice(b"null"),
        Value::Truth(true) => out.extend_from_slice(b"true"),
        Value::Truth(false) => out.extend_from_slice(b"false"),
        Value::Count(count) => {
            let _ = write!(out, "{count}");
        }
        Value::Choice(_) => value.words(field.kind()).for_each(|word| put(out, &["\"", word, "\""])),
        Value::Country(country) => put(out, &["\"", country.code(), "\""]),
        Value::Date(date) => {
            let _ = write!(out, "\"{date}\"");
        }
        Value::List(_) => {
            out.push(b'[');
            for (at, word) in value.words(field.kind()).enumerate() {
                put(out, &[if at > 0 { ",\"" } else { "\"" }, word, "\""]);
            }
            out.push(b']');
        }
    }
}

/// The facts that are known, as a JSON object that the readers read again.
#[must_use]
pub fn facts_as_json(facts: &Facts) -> String {
    let mut out = vec![b'{'];
    let known = Field::ALL.iter().filter(|field| facts.get(**field).is_known());
    for (at, field) in known.enumerate() {
        put(&mut out, &[if at > 0 { ",\"" } else { "\"" }, field.name(), "\":"]);
        fact(&mut out, *field, facts);
    }
    out.push(b'}');
    String::from_utf8(out).unwrap_or_default()
}

/// Appends the result of a record as a row of CSV.
pub fn csv(out: &mut Vec<u8>, record: &Record) {
    let _ = write!(out, "{},", record.number);
    if let Some(id) = &record.id {
        let text: String = serde_json::from_str(id).unwrap_or_else(|_| id.clone());
        quoted(out, &text);
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
    let verdicts = classify(facts);
    Offence::ALL.into_iter().for_each(|offence| put(out, &[",", verdicts.of(offence).verdict()]));
    Scope::ALL.into_iter().for_each(|scope| put(out, &[",", verdicts.scope(scope).word()]));
    // Facts that alone would settle a verdict.
    let mut open = 0;
    for offence in Offence::ALL.into_iter().filter(|offence| verdicts.of(*offence) == Truth::Unknown) {
        let settling = Settling::of(offence.definition(), facts);
        for met in [true, false] {
            open |= settling.bits(met).iter().filter(|set| set.count_ones() == 1).fold(0, |all, set| all | set);
        }
    }
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
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) {
        put(out, &["\"", &text.replace('"', "\"\""), "\""]);
    } else {
        put(out, &[&text]);
    }
}
