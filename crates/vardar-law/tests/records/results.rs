//! What is written.

use crate::run::run;
use std::collections::BTreeSet;
use vardar_law::read::Format::{Csv, JsonLines};
use vardar_law::stream::Output;
use vardar_law::{Field, codebook_csv, json_schema, questions};

const OPEN: &str =
    r#"{"id":"x","intentional":true,"is_child":false,"acts":["transfer"],"purposes":["slavery"],"border_crossing":"none"}"#;

#[test]
fn an_undetermined_verdict_says_what_would_settle_it() {
    let answer = run(OPEN, JsonLines, Output::JsonLines);
    let json: serde_json::Value = answer.json();
    let verdict = &json["verdicts"]["trafficking"];
    assert_eq!(verdict["verdict"], "undetermined");
    let expected = serde_json::json!([{"verdict": "met", "facts": ["means"]}, {"verdict": "not_met", "facts": ["means"]}]);
    assert_eq!(verdict["would_settle"], expected);
    let element = &verdict["elements"][2];
    assert_eq!((&element["value"], &element["would_settle"]), (&"unknown".into(), &serde_json::json!(["means"])));
    assert_eq!(element["any_of"][1]["facts"], serde_json::json!({"means": null}));
    assert_eq!(json["verdicts"]["smuggling"]["would_settle"], serde_json::json!([]));
    assert!(run(OPEN, JsonLines, Output::Text).out.contains("met could be settled by: means"));
}

/// An element shows every fact that it looks at, known or not.
#[test]
fn a_party_shows_state_day_and_the_coder_s_word() {
    let json = run("{\"to_state\":\"SRB\"}", JsonLines, Output::JsonLines).json();
    let element = &json["verdicts"]["smuggling"]["elements"][5];
    let facts = serde_json::json!({"to_state": "SRB", "incident_date": null, "to_state_party": null});
    assert_eq!((&element["element"], &element["facts"]), (&"state_party".into(), &facts));
    let gain = &json["verdicts"]["smuggling"]["elements"][7]["any_of"][0];
    assert_eq!(gain["facts"], serde_json::json!({"benefit_sought": null, "benefit_forms": null}));
}

/// With nothing known there are dozens of sets that would settle aggravated smuggling: people are shown the smallest.
#[test]
fn an_explanation_is_no_wall_of_text() {
    let text = run("{}", JsonLines, Output::Text).out;
    assert!(text.lines().all(|line| line.len() < 1_200), "{text}");
    assert_eq!(text.matches(", as above").count(), 3, "{text}");
    assert!(text.contains("more sets of facts, which the results in JSON list"), "{text}");
}

/// Elements that are verdicts of their own are not written twice, and have the value that stands there.
#[test]
fn a_base_offence_points_to_its_verdict() {
    let json = run(OPEN, JsonLines, Output::JsonLines).json();
    let base = &json["verdicts"]["aggravated_smuggling"]["elements"][0];
    let parts = [&base["any_of"][0], &base["any_of"][1], &base["any_of"][2]["all_of"][0]];
    for (part, name) in parts.into_iter().zip(["smuggling", "enabling_stay", "document_offence"]) {
        assert_eq!((&part["element"], &part["elements_of"]), (&name.into(), &name.into()));
        let verdict = match part["value"].as_str() {
            Some("true") => "met",
            Some("false") => "not_met",
            _ => "undetermined",
        };
        assert_eq!(json["verdicts"][name]["verdict"], verdict, "{name}");
        assert!(part.get("all_of").is_none() && part["article"].is_string());
    }
}

/// The value of every verdict is the minimum of its elements' values, and so on down the tree; the facts of an element with parts are
/// those of the parts that have its value.
#[test]
fn elements_add_up_to_the_verdict() {
    fn check(element: &serde_json::Value) -> &str {
        let value = element["value"].as_str().expect("a value");
        let order = |word: &str| ["false", "unknown", "true"].iter().position(|known| *known == word).expect("a value");
        for (name, all) in [("all_of", true), ("any_of", false)] {
            if let Some(parts) = element[name].as_array() {
                let values = parts.iter().map(|part| order(check(part)));
                let expected = if all { values.min() } else { values.max() };
                assert_eq!(Some(order(value)), expected, "{element}");
                let same = parts.iter().filter(|part| part["value"] == value);
                let given: BTreeSet<&String> = same.flat_map(|part| part["facts"].as_object().expect("facts").keys()).collect();
                let facts: BTreeSet<&String> = element["facts"].as_object().expect("facts").keys().collect();
                assert_eq!(facts, given, "{element}");
            }
        }
        value
    }
    let json = run(OPEN, JsonLines, Output::JsonLines).json();
    for (name, verdict) in json["verdicts"].as_object().expect("verdicts") {
        let values: Vec<&str> = verdict["elements"].as_array().expect("elements").iter().map(check).collect();
        let expected = if values.contains(&"false") {
            "not_met"
        } else if values.contains(&"unknown") {
            "undetermined"
        } else {
            "met"
        };
        assert_eq!(verdict["verdict"], expected, "{name}");
    }
}

#[test]
fn a_name_that_a_spreadsheet_would_take_for_a_formula_is_text() {
    let answer = run("id\n=1+1\n-5\n", Csv, Output::Csv);
    assert!(answer.out.contains("\n1,'=1+1,") && answer.out.contains("\n2,-5,"), "{}", answer.out);
}

#[test]
fn the_codebook_has_every_field_and_its_header_reads() {
    let (csv, schema) = (codebook_csv(), json_schema());
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    for field in Field::ALL {
        assert!(csv.contains(&format!("\n{},", field.name())), "{}", field.name());
        assert_eq!(schema["properties"][field.name()]["description"], field.question());
    }
    let header: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let answer = run(&format!("{}\n", header.join(",")), Csv, Output::Csv);
    assert_eq!(answer.places(), []);
}

/// Answering what is asked, whatever the answer, comes to an end with every verdict that can be settled settled.
#[test]
fn only_questions_that_matter_are_asked() {
    let mut facts = vardar_law::Facts::default();
    let mut asked = Vec::new();
    while let Some(field) = questions(&facts).first().copied() {
        assert!(!asked.contains(&field), "{} is asked twice", field.name());
        asked.push(field);
        let no = match field.kind() {
            vardar_law::Kind::Truth => vardar_law::Value::Truth(false),
            vardar_law::Kind::List(_) => vardar_law::Value::List(0),
            vardar_law::Kind::Choice(_) => vardar_law::Value::Choice(0),
            _ => vardar_law::Value::Unknown,
        };
        facts.set(field, no);
        assert!(asked.len() < 60);
    }
    // One intention that was not there settles all six.
    assert_eq!(asked, [Field::Intentional]);
    let settled = vardar_law::classify(&facts);
    assert!(vardar_law::Offence::ALL.into_iter().all(|offence| settled.of(offence) == vardar_law::Truth::False));
}

/// Whoever shows problems can fail, as when there is nowhere to show them: threads that wait for the writer then wait no longer.
#[test]
fn a_writer_that_fails_leaves_nobody_waiting() {
    use std::sync::atomic::AtomicBool;
    use vardar_law::stream::{Request, classify_stream};
    let input = "{\"is_child\":3}\n".repeat(20_000);
    let ended = std::panic::catch_unwind(|| {
        let stop = AtomicBool::new(false);
        let (format, output) = (JsonLines, Output::JsonLines);
        let request = Request { name: "input", format, output, strict: false, screened: true, stop: &stop };
        classify_stream(&request, input.as_bytes(), &mut Vec::new(), &mut |_| panic!("nowhere to show it")).is_ok()
    });
    assert!(ended.is_err());
}
