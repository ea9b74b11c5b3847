//! Records in, results out.

use super::{LINES, RECORDS};
use crate::folder::Folder;

const VERDICTS: [&str; 6] =
    ["smuggling", "attempted_smuggling", "document_offence", "enabling_stay", "aggravated_smuggling", "trafficking"];

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.csv", RECORDS);
    folder.write("a.jsonl", LINES);
    folder.write("a.json", format!("[{}]", LINES.trim_end().replace("}\n", "},\n")));
    folder
}

#[test]
fn three_forms_in_and_three_forms_out_agree() {
    let folder = folder();
    for format in ["csv", "json", "jsonl"] {
        let expected = folder.vardar(&format!("classify a.csv --format {format}")).succeeds().out;
        assert!(expected.contains("guide"));
        for file in ["a.json", "a.jsonl"] {
            assert_eq!(folder.vardar(&format!("classify {file} --format {format}")).succeeds().out, expected, "{file}");
        }
        // From standard input the form is told by the first character, or said.
        for (text, input) in [(RECORDS, "csv"), (LINES, "jsonl"), (&folder.read("a.json"), "json")] {
            assert_eq!(folder.fed(&format!("classify - --format {format}"), text).succeeds().out, expected);
            assert_eq!(folder.fed(&format!("classify - --format {format} --input {input}"), text).succeeds().out, expected);
        }
    }
    // JSON is what is written unless something else is asked for.
    assert_eq!(folder.vardar("classify a.csv").out, folder.vardar("classify a.csv --format json").out);
}

#[test]
fn a_result_has_the_id_the_six_verdicts_their_elements_and_what_would_settle_them() {
    let answer = folder().vardar("classify a.csv").succeeds();
    let json: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    assert_eq!((&json[0]["id"], &json[1]["id"]), (&"guide".into(), &"room".into()));
    for record in json.as_array().expect("an array") {
        let verdicts = record["verdicts"].as_object().expect("an object");
        assert!(verdicts.keys().all(|name| VERDICTS.contains(&name.as_str())) && verdicts.len() == 6);
        for verdict in verdicts.values() {
            let value = verdict["verdict"].as_str().expect("a word");
            assert!(["met", "not_met", "undetermined"].contains(&value));
            assert!(!verdict["elements"].as_array().expect("a list").is_empty());
            assert_eq!(verdict["would_settle"].as_array().expect("a list").is_empty(), value != "undetermined");
        }
    }
    assert_eq!(json[0]["verdicts"]["smuggling"]["verdict"], "met");
    let open = &json[1]["verdicts"]["trafficking"];
    let settle = serde_json::json!([{"verdict": "met", "facts": ["is_child"]}, {"verdict": "not_met", "facts": ["is_child"]}]);
    assert_eq!((&open["verdict"], &open["would_settle"]), (&"undetermined".into(), &settle));
    // A record without an id has none.
    let bare = Folder::new().fed("classify -", "{\"is_child\":true}").succeeds();
    assert!(!bare.out.contains("\"id\""));
}

#[test]
fn an_explanation_is_for_people() {
    folder().vardar("classify a.csv --explain").succeeds().prints(&[
        "record 1, id \"guide\"",
        "smuggling of migrants (SP 3(a), (b), 6(1)(a)): met",
        "met could be settled by: is_child",
        "It does not decide guilt",
    ]);
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let folder = Folder::new();
    let (head, rows) = RECORDS.split_once('\n').expect("a header");
    folder.write("many.csv", format!("{head}\n{}", rows.repeat(3000)));
    let with = |threads: &str| {
        let mut command = assert_cmd::Command::cargo_bin("vardar").expect("the command is built");
        let command = command.args(["classify", "--format", "csv"]).arg(folder.path("many.csv"));
        command.env("RAYON_NUM_THREADS", threads).output().expect("it runs").stdout
    };
    let one = with("1");
    assert_eq!(one.iter().filter(|byte| **byte == b'\n').count(), 6001);
    assert!(one == with("2") && one == with("7"));
}
