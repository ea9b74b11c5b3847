//! `--template`.

use super::LINES;
use crate::folder::Folder;

#[test]
fn the_codebook_is_a_table_of_every_field() {
    let answer = Folder::new().vardar("classify --template").succeeds();
    let mut lines = answer.out.lines();
    assert_eq!(lines.next(), Some("field,type,question,allowed_values,feeds"));
    assert!(answer.out.contains("\nactor_role,one word,"));
    assert_eq!(answer.out, Folder::new().vardar("classify --template --format csv").succeeds().out);
    // Its fields make a header that is read without complaint.
    let fields: Vec<&str> = lines.filter_map(|line| line.split(',').next()).collect();
    Folder::new().fed("classify - --input csv", fields.join(",") + "\n").succeeds();
}

/// Every keyword of the schema is one that this test understands, and records fit it or not as they should.
#[test]
fn the_schema_accepts_what_is_accepted_and_refuses_what_is_refused() {
    let text = Folder::new().vardar("classify --template --format json").succeeds().out;
    let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for (at, line) in LINES.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(fits(&schema, &record), "line {at}");
    }
    let wrong = [
        r#"{"actor_role":"pricipal"}"#,
        r#"{"is_child":"true"}"#,
        r#"{"acts":"transfer"}"#,
        r#"{"acts":["transfr"]}"#,
        r#"{"to_state":"Serbia"}"#,
        r#"{"num_actors":-1}"#,
        r#"{"num_actors":2.5}"#,
        r#"{"age":131}"#,
        r#"{"actor":"x"}"#,
        r#"{"incident_date":"1.10.2015"}"#,
        r#"[]"#,
    ];
    for record in wrong {
        assert!(!fits(&schema, &serde_json::from_str(record).expect("JSON")), "{record}");
        Folder::new().fed("classify - --input jsonl", record).exits(1);
    }
    for record in [r#"{}"#, r#"{"is_child":null,"acts":[],"age":17,"id":3}"#, r#"{"incident_date":"2015-10-01","num_actors":0}"#]
    {
        assert!(fits(&schema, &serde_json::from_str(record).expect("JSON")), "{record}");
        Folder::new().fed("classify - --input jsonl", record).succeeds();
    }
}

/// JSON Schema 2020-12, as far as the codebook uses it; panics on anything else.
fn fits(schema: &serde_json::Value, value: &serde_json::Value) -> bool {
    schema.as_object().expect("a schema").iter().all(|(keyword, wanted)| match keyword.as_str() {
        "$schema" | "title" | "description" => true,
        "type" => {
            let types = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted.clone()]);
            types.iter().any(|name| match name.as_str().expect("a type") {
                "null" => value.is_null(),
                "boolean" => value.is_boolean(),
                "string" => value.is_string(),
                "number" => value.is_number(),
                "integer" => value.is_i64() || value.is_u64(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                other => panic!("type {other}"),
            })
        }
        "enum" => wanted.as_array().expect("a list").contains(value),
        "items" => value.as_array().is_none_or(|list| list.iter().all(|one| fits(wanted, one))),
        "uniqueItems" => value.as_array().is_none_or(|list| (1..list.len()).all(|at| !list[..at].contains(&list[at]))),
        "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().expect("a number")),
        "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().expect("a number")),
        "pattern" => {
            assert_eq!(wanted, "^[A-Z]{3}$");
            value.as_str().is_none_or(|text| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
        }
        "format" => {
            assert_eq!(wanted, "date");
            value.as_str().is_none_or(|text| text.len() == 10 && text.split('-').map(str::len).eq([4, 2, 2]))
        }
        "properties" => value
            .as_object()
            .is_none_or(|object| object.iter().all(|(name, one)| wanted.get(name).is_none_or(|schema| fits(schema, one)))),
        "additionalProperties" => {
            assert_eq!(wanted, false);
            value.as_object().is_none_or(|object| object.keys().all(|name| schema["properties"].get(name).is_some()))
        }
        other => panic!("the schema uses `{other}`"),
    })
}
