//! Results of a record as JSON and as CSV, written straight into bytes.

mod csv;
mod json;
mod outline;
mod pieces;
mod said;

pub use csv::csv;
pub(crate) use csv::csv_with;
pub use json::json;
pub(crate) use json::json_with;

use crate::{Facts, Field, Value};
use std::io::Write;

/// Header of the results in CSV.
pub const CSV_HEADER: &str = "record,id,smuggling,attempted_smuggling,document_offence,enabling_stay,aggravated_smuggling,trafficking,\
    scope,participation,open_facts,notes,protections,errors\n";

/// The field in `record 3, benefit_sought`.
fn field_of(place: &str) -> Option<&str> {
    place.split_once(", ").map(|(_, field)| field)
}

fn put(out: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
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
