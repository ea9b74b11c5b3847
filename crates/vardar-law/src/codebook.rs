//! The codebook: every field with its type, question and allowed values, as CSV and as JSON Schema.

use crate::{Field, Kind};
use serde_json::{Map, Value as Json, json};

/// The codebook as CSV: field, type, question, allowed values, what the answer feeds.
#[must_use]
pub fn codebook_csv() -> String {
    let mut text = String::from("field,type,question,allowed_values,feeds\n");
    text.push_str("id,text,What is the record called?,,display\n");
    for field in Field::ALL {
        let (kind, words): (&str, &[&str]) = match field.kind() {
            Kind::Truth => ("true or false", &["true", "false"]),
            Kind::Choice(words) => ("one word", words),
            Kind::List(words) => ("list", words),
            Kind::Country => ("country code", &[]),
            Kind::Date => ("date", &[]),
            Kind::Count => ("whole number", &[]),
        };
        let allowed = match field.kind() {
            Kind::Country => "ISO 3166-1 alpha-3".to_owned(),
            Kind::Date => "YYYY-MM-DD".to_owned(),
            Kind::Count => "0 or more".to_owned(),
            Kind::List(_) => format!("[];{}", words.join(";")),
            _ => words.join(";"),
        };
        text.push_str(&format!("{},{kind},\"{}\",{allowed},\"{}\"\n", field.name(), field.question(), field.feeds()));
    }
    text.push_str("age,whole number,\"How old, in years? Stands in for is_child and is not kept\",0 to 130,\"TP 3(d)\"\n");
    text
}

/// The JSON Schema (2020-12) of one record. An absent field and null are unknown; an empty list is known to be empty.
#[must_use]
pub fn json_schema() -> String {
    let mut properties = Map::new();
    properties
        .insert("id".to_owned(), json!({"description": "What is the record called?", "type": ["string", "number", "null"]}));
    for field in Field::ALL {
        let mut shape = match field.kind() {
            Kind::Truth => json!({"type": ["boolean", "null"]}),
            Kind::Choice(words) => {
                let words: Vec<Json> = words.iter().map(|word| json!(word)).chain([Json::Null]).collect();
                json!({"enum": words})
            }
            Kind::List(words) => json!({"type": ["array", "null"], "uniqueItems": true, "items": {"enum": words}}),
            Kind::Country => json!({"type": ["string", "null"], "pattern": "^[A-Z]{3}$"}),
            Kind::Date => json!({"type": ["string", "null"], "format": "date"}),
            Kind::Count => json!({"type": ["integer", "null"], "minimum": 0}),
        };
        shape["description"] = json!(field.question());
        properties.insert(field.name().to_owned(), shape);
    }
    let age = json!({"description": "Age in years; stands in for is_child and is not kept", "type": ["integer", "null"], "minimum": 0, "maximum": 130});
    properties.insert("age".to_owned(), age);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An incident: one assessed actor, one person or uniform group, one border leg",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
